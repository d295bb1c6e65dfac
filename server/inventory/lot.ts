import { refuse } from '../refusals.ts'
import type { Lot } from '../store/lookups-store.ts'
import type { TenantStore } from '../store/store.ts'

/** The data of a lot as printed on the goods. */
export interface LotLabel {
  readonly productMasterId: string
  readonly lotNumber: string
  readonly expiryDate: string | null
}

/**
 * The lot of a product with this number; creates it if necessary. Call it in a transaction with an existing product.
 * Rejects with `lotDateDiffers` if the lot exists with another expiry date.
 */
export async function openLot(store: TenantStore, label: LotLabel, newId: (prefix: string) => string): Promise<Lot> {
  const { productMasterId, lotNumber, expiryDate } = label
  const known = await store.lots.numbered(productMasterId, lotNumber)
  if (known === undefined) {
    const lot = { id: newId('lot'), productMasterId, lotNumber, expiryDate }
    await store.lots.insert(lot)
    return lot
  }
  if (expiryDate !== null && expiryDate !== known.expiryDate) throw refuse('lotDateDiffers')
  return known
}

import { refuse } from '../refusals.ts'
import type { Lot } from '../store/lookups-store.ts'
import type { TenantStore } from '../store/store.ts'

/** A lot as it is written on the goods. */
export interface LotLabel {
  readonly productMasterId: string
  readonly lotNumber: string
  readonly expiryDate: string | null
}

/**
 * The lot of a product with this number, made if there is none. To be called in a transaction, with a product that exists.
 * Refuses with `lotDateDiffers` if there is one with another expiry date than the one that is given.
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

import type { KeyRecord } from '../../store/keys-store.ts'
import type { Bin, Location, Lot, ReasonCode } from '../../store/lookups-store.ts'
import type { Product } from '../../store/products-store.ts'
import type { NewMovement, NewStockLine } from '../../store/stock-lines-store.ts'
import type { TenantStore } from '../../store/store.ts'

/** The creation time of all data. */
export const written = '2026-06-01T08:00:00Z'
/** The complete list, if it is short. */
export const first = { page: 1, limit: 100, sortOrder: 'asc' } as const

export const product = (wish: Partial<Product> & { id: string }): Product => ({
  sku: `SKU-${wish.id}`,
  name: 'Trail Running Shoe',
  description: null,
  status: 'ACTIVE',
  unitOfMeasure: 'EACH',
  unitCost: null,
  currency: 'EUR',
  lotTracked: false,
  createdAt: written,
  updatedAt: written,
  ...wish,
})

export const key = (wish: Partial<KeyRecord> & { id: string }): KeyRecord => ({
  publicId: `P${wish.id}`,
  secretHash: '0'.repeat(64),
  name: 'Warehouse integration',
  keyPrefix: `bdk_test_P${wish.id}`,
  last4: 'XYZ1',
  scopes: ['inventory.read'],
  expiresAt: null,
  allowedIps: [],
  createdAt: written,
  updatedAt: written,
  revokedAt: null,
  ...wish,
})

export const line = (wish: Partial<NewStockLine> & { id: string }): NewStockLine => ({
  productMasterId: 'prod_1',
  locationId: 'loc_1',
  lotId: null,
  binId: null,
  quantityReserved: 0,
  quantityOnHold: 0,
  quantityPicked: 0,
  lastCountedAt: null,
  updatedAt: written,
  ...wish,
})

export const movement = (wish: Partial<NewMovement> & { id: string }): NewMovement => ({
  inventoryItemId: 'item_1',
  transactionType: 'ADJUSTMENT',
  deltaQty: 5,
  qtyBefore: 0,
  qtyAfter: 5,
  reasonCodeId: 'reason_1',
  comment: null,
  rootCause: null,
  transferId: null,
  cycleCountId: null,
  createdAt: written,
  ...wish,
})

export const location: Location = { id: 'loc_1', name: 'Hamburg warehouse' }
export const lot: Lot = { id: 'lot_1', productMasterId: 'prod_1', lotNumber: 'LOT-1', expiryDate: '2027-12-31' }
export const bin: Bin = { id: 'bin_1', locationId: 'loc_1', name: 'A-1-2' }
export const reason: ReasonCode = { id: 'reason_1', code: 'CYCLE_COUNT', label: 'Cycle Count', description: null }

/** Fills a tenant with one resource of each kind. */
export async function furnish(store: TenantStore): Promise<void> {
  await store.products.insert(product({ id: 'prod_1' }))
  await store.locations.insert(location)
  await store.lots.insert(lot)
  await store.bins.insert(bin)
  await store.reasonCodes.insert(reason)
  await store.inventory.insert(line({ id: 'item_1', lotId: 'lot_1', binId: 'bin_1', quantityReserved: 2 }))
  await store.adjustments.record(movement({ id: 'txn_1' }))
  await store.keys.insert(key({ id: 'key_1' }))
}

/** The ids of a page, in order. */
export const ids = (page: { data: { id: string }[] }) => page.data.map(({ id }) => id)

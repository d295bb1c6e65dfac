import { checkedCalls } from './checked-calls.ts'
import type { DirectCall } from './direct-calls.ts'
import { add } from '../quantity.ts'
import { newStore } from './new-store.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import type { Store, TenantStore } from '../store/store.ts'
import { line, lot, movement, product, written } from './store-suite/sample.ts'

export const now = Date.UTC(2026, 5, 1, 12)

/** A tenant with stock of two products at two of its three locations, for tests, and another tenant with its own. */
export interface TransfersFixture {
  readonly store: Store
  readonly ours: TenantStore
  readonly call: DirectCall
  /** Calls with a key of the other tenant. */
  readonly callAsOther: DirectCall
  /** All stock lines of the tenant. */
  lines(): Promise<StockLine[]>
  /** Total on hand over all locations, by product. */
  totals(): Promise<Record<string, number>>
  close(): Promise<void>
}

/** Quantity, bin and lot of each stock line; the lots expire in the order of their names. */
const stock = [
  { id: 'item_a1', productMasterId: 'prod_a', locationId: 'loc_1', lotId: 'lot_1', binId: 'bin_1', quantity: 30 },
  { id: 'item_a2', productMasterId: 'prod_a', locationId: 'loc_1', lotId: 'lot_2', binId: null, quantity: 20 },
  { id: 'item_a3', productMasterId: 'prod_a', locationId: 'loc_1', lotId: null, binId: null, quantity: 10 },
  { id: 'item_a4', productMasterId: 'prod_a', locationId: 'loc_2', lotId: 'lot_1', binId: 'bin_2', quantity: 4 },
  { id: 'item_b1', productMasterId: 'prod_b', locationId: 'loc_1', lotId: null, binId: null, quantity: 0.3 },
  { id: 'item_b2', productMasterId: 'prod_b', locationId: 'loc_2', lotId: null, binId: null, quantity: 7 },
]

async function furnish(store: TenantStore): Promise<void> {
  for (const [id, name] of [
    ['prod_a', 'Product A'],
    ['prod_b', 'Product B'],
    ['prod_c', 'Product C'],
  ] as const) {
    await store.products.insert(product({ id, name }))
  }
  for (const id of ['loc_1', 'loc_2', 'loc_3']) await store.locations.insert({ id, name: `Location ${id.slice(-1)}` })
  await store.bins.insert({ id: 'bin_1', locationId: 'loc_1', name: 'A-1-1' })
  await store.bins.insert({ id: 'bin_2', locationId: 'loc_2', name: 'A-1-1' })
  await store.bins.insert({ id: 'bin_3', locationId: 'loc_2', name: 'A-1-2' })
  for (const number of [1, 2]) {
    const dated = { ...lot, id: `lot_${number}`, productMasterId: 'prod_a', lotNumber: `LOT-${number}`, expiryDate: `2027-0${number}-01` }
    await store.lots.insert(dated)
  }
  for (const { quantity, ...place } of stock) {
    await store.inventory.insert(line(place))
    const opening = {
      inventoryItemId: place.id,
      transactionType: 'INITIAL',
      reasonCodeId: null,
      deltaQty: quantity,
      qtyAfter: quantity,
    } as const
    await store.adjustments.record(movement({ id: `txn_${place.id}`, ...opening }))
  }
}

export async function openTransfers(): Promise<TransfersFixture> {
  const store = await newStore()
  const tenants = []
  for (const slug of ['a', 'b']) {
    await store.insertTenant({ id: `tenant_${slug}`, slug, name: slug, createdAt: written })
    tenants.push(store.forTenant(`tenant_${slug}`))
  }
  const [ours, theirs] = tenants as [TenantStore, TenantStore]
  await furnish(ours)
  await theirs.products.insert(product({ id: 'prod_theirs' }))
  await theirs.locations.insert({ id: 'loc_theirs', name: 'Theirs' })

  const lines = async () => (await ours.inventory.list({ page: 1, limit: 100, sortBy: 'globalSku', sortOrder: 'asc' })).data
  return {
    store,
    ours,
    call: checkedCalls(ours),
    callAsOther: checkedCalls(theirs),
    lines,
    totals: async () => {
      const totals: Record<string, number> = {}
      for (const { productMasterId, quantityOnHand } of await lines()) {
        totals[productMasterId] = add(totals[productMasterId] ?? 0, quantityOnHand)
      }
      return totals
    },
    close: () => store.close(),
  }
}

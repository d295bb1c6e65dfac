import { checkedCalls } from './checked-calls.ts'
import type { DirectCall } from './direct-calls.ts'
import { newStore } from './new-store.ts'
import type { NewStockLine, StockLine } from '../store/stock-lines-store.ts'
import type { Store, TenantStore } from '../store/store.ts'
import { line, lot, movement, product, written } from './store-suite/sample.ts'

/** A tenant with a few resources of each kind for tests, and another tenant with its own. It is noon on June 1, 2026. */
export interface InventoryFixture {
  readonly store: Store
  readonly ours: TenantStore
  readonly theirs: TenantStore
  readonly call: DirectCall
  readonly callAsOther: DirectCall
  /** All stock lines, movements and counts, to verify that nothing has changed. */
  readonly everything: () => Promise<unknown>
  /** Throws if it does not exist. */
  readonly item: (id: string) => Promise<StockLine>
  readonly close: () => Promise<void>
}

/** The current time of the tests, in milliseconds and in the format of the contract. */
export const now = Date.UTC(2026, 5, 1, 12)
export const time = '2026-06-01T12:00:00Z'

/** The complete list, if it is short. */
export const first = { page: 1, limit: 100, sortOrder: 'asc' } as const

type Stock = Partial<NewStockLine> & { readonly id: string; readonly onHand: number; readonly recalled?: boolean }

const shelves: readonly Stock[] = [
  { id: 'item_a1', productMasterId: 'prod_a', lotId: 'lot_a', binId: 'bin_1', onHand: 200, quantityReserved: 50 },
  { id: 'item_a2', productMasterId: 'prod_a', onHand: 10, quantityOnHold: 10 },
  { id: 'item_b1', productMasterId: 'prod_b', onHand: 80, quantityReserved: 10 },
  { id: 'item_b2', productMasterId: 'prod_b', locationId: 'loc_2', onHand: 0.3 },
  { id: 'item_l1', productMasterId: 'prod_l', lotId: 'lot_old', onHand: 40 },
  { id: 'item_l2', productMasterId: 'prod_l', lotId: 'lot_today', onHand: 7 },
  { id: 'item_l3', productMasterId: 'prod_l', locationId: 'loc_2', lotId: 'lot_soon', onHand: 12, recalled: true },
]

async function shelve(store: TenantStore, { onHand, recalled = false, ...place }: Stock): Promise<void> {
  await store.inventory.insert(line(place))
  const opening = { inventoryItemId: place.id, transactionType: 'INITIAL', reasonCodeId: null, deltaQty: onHand, qtyAfter: onHand } as const
  await store.adjustments.record(movement({ id: `txn_${place.id}`, ...opening }))
  const opened = await store.inventory.find(place.id)
  if (recalled && opened !== undefined) await store.inventory.update({ ...opened, recalled })
}

async function furnish(store: TenantStore): Promise<void> {
  await store.products.insert(product({ id: 'prod_a', name: 'Boot', unitCost: 10.5 }))
  await store.products.insert(product({ id: 'prod_b', name: 'Pole' }))
  await store.products.insert(product({ id: 'prod_l', name: 'Bar', unitCost: 1.15, currency: 'CHF', lotTracked: true }))
  await store.products.insert(product({ id: 'prod_none', name: 'Tent' }))
  for (const [id, name] of [
    ['loc_1', 'Hamburg'],
    ['loc_2', 'Munich'],
    ['loc_3', 'Leipzig'],
  ] as const)
    await store.locations.insert({ id, name })
  await store.bins.insert({ id: 'bin_1', locationId: 'loc_1', name: 'A-1-1' })
  await store.bins.insert({ id: 'bin_2', locationId: 'loc_2', name: 'A-1-1' })
  await store.lots.insert({ ...lot, id: 'lot_a', productMasterId: 'prod_a', lotNumber: 'LOT-A' })
  for (const [id, expiryDate] of [
    ['lot_old', '2026-05-31'],
    ['lot_today', '2026-06-01'],
    ['lot_soon', '2026-06-30'],
  ] as const) {
    await store.lots.insert({ ...lot, id, productMasterId: 'prod_l', lotNumber: id.toUpperCase(), expiryDate })
  }
  await store.reasonCodes.insert({ id: 'reason_1', code: 'CYCLE_COUNT', label: 'Cycle Count', description: null })
  await store.reasonCodes.insert({ id: 'reason_2', code: 'DAMAGE', label: 'Damage', description: 'Broken or wet' })
  await store.channels.insert({ id: 'SHOP', name: 'Shop', type: 'E_COMMERCE', policyId: 'policy_1', safetyStock: 0, lowAtpThreshold: 10 })
  await store.channels.insert({ id: 'TRADE', name: 'Trade', type: 'WHOLESALE', policyId: 'policy_2', safetyStock: 60, lowAtpThreshold: 10 })
  for (const stock of shelves) await shelve(store, stock)
}

/** Fills the other tenant with one resource of each kind; its ids end with `theirs`. */
async function furnishOther(store: TenantStore): Promise<void> {
  await store.products.insert(product({ id: 'prod_theirs' }))
  await store.locations.insert({ id: 'loc_theirs', name: 'Freiburg' })
  await store.bins.insert({ id: 'bin_theirs', locationId: 'loc_theirs', name: 'A-1-1' })
  await store.lots.insert({ ...lot, id: 'lot_theirs', productMasterId: 'prod_theirs' })
  await store.reasonCodes.insert({ id: 'reason_theirs', code: 'DAMAGE', label: 'Damage', description: null })
  await store.channels.insert({ id: 'THEIRS', name: 'Web', type: 'RETAIL', policyId: 'policy_theirs', safetyStock: 1, lowAtpThreshold: 1 })
  await shelve(store, {
    id: 'item_theirs',
    productMasterId: 'prod_theirs',
    locationId: 'loc_theirs',
    lotId: 'lot_theirs',
    binId: 'bin_theirs',
    onHand: 5,
  })
}

export async function openInventory(): Promise<InventoryFixture> {
  const store = await newStore()
  for (const slug of ['a', 'b']) await store.insertTenant({ id: `tenant_${slug}`, slug, name: slug, createdAt: written })
  const [ours, theirs] = [store.forTenant('tenant_a'), store.forTenant('tenant_b')]
  await furnish(ours)
  await furnishOther(theirs)
  return {
    store,
    ours,
    theirs,
    call: checkedCalls(ours),
    callAsOther: checkedCalls(theirs),
    everything: async () => ({
      lines: (await ours.inventory.list({ ...first, sortBy: 'globalSku' })).data,
      movements: (await ours.adjustments.list({ ...first, sortBy: 'createdAt' })).data,
      counts: (await ours.cycleCounts.list({ ...first, sortBy: 'createdAt' })).data,
    }),
    item: async (id) => {
      const found = await ours.inventory.find(id)
      if (found === undefined) throw new Error(`there is no stock line ${id}`)
      return found
    },
    close: () => store.close(),
  }
}

/** An issue of a body as errors contain it. */
export const wrong = (path: string, message: string) => ({ in: 'body', path, message })

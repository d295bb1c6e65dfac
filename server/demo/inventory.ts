import type { Schemas } from '../../spec/contract.ts'
import { add } from '../quantity.ts'
import { adjustmentHandlers } from '../inventory/adjustment-handlers.ts'
import { cycleCountHandlers } from '../inventory/cycle-count-handlers.ts'
import { available } from '../inventory/stock-line.ts'
import type { Channel, Level, Position } from '../store/inventory-store.ts'
import type { TenantStore } from '../store/store.ts'
import { millisecondsOf } from '../timestamp.ts'
import { dateAfter, daysBefore } from './clock.ts'
import type { DemoTenant } from './keys.ts'
import { type Random, random } from './random.ts'

/** The first two are those of the contract's examples. */
const channels: Readonly<Record<DemoTenant, readonly Channel[]>> = {
  nordwind: [
    { id: 'DTC', name: 'Online shop', type: 'E_COMMERCE', policyId: 'policy_123', safetyStock: 0, lowAtpThreshold: 10 },
    { id: 'WHOLESALE', name: 'Wholesale', type: 'WHOLESALE', policyId: 'policy_124', safetyStock: 145, lowAtpThreshold: 10 },
  ],
  suedlicht: [
    { id: 'WEB', name: 'Webshop', type: 'E_COMMERCE', policyId: 'policy_web', safetyStock: 2, lowAtpThreshold: 8 },
    { id: 'MARKT', name: 'Marketplace', type: 'MARKETPLACE', policyId: 'policy_markt', safetyStock: 12.5, lowAtpThreshold: 20 },
    { id: 'LADEN', name: 'Shops', type: 'RETAIL', policyId: 'policy_laden', safetyStock: 0, lowAtpThreshold: 5 },
  ],
}

const exampleLevel: Level = {
  id: 'level_123',
  productMasterId: 'prod_123',
  locationId: 'loc_123',
  minQuantity: 50,
  reorderQuantity: 100,
  maxQuantity: 500,
  status: 'Supported',
  abcClass: 'A',
  expectedLeadTimeDays: 7,
  replenishmentPeriodDays: 14,
  forecastPeriodDays: 30,
  forecastQuantity: 200,
  preferredBinLocationId: 'bin_123',
  replenishmentLocationId: null,
  comments: 'Summer range',
  createdAt: '2026-05-04T10:00:00Z',
  updatedAt: '2026-06-01T08:00:00Z',
}

function levelOf({ productMasterId, locationId, onHand }: Position, warehouse: string, chance: Random): Level {
  const minQuantity = chance.whole(1, 30)
  const reorderQuantity = minQuantity + chance.whole(5, 40)
  const createdAt = daysBefore(chance.whole(1, 19), chance.whole(8 * 60, 16 * 60))
  return {
    id: chance.id('level'),
    productMasterId,
    locationId,
    minQuantity,
    reorderQuantity,
    // Occasionally more than the maximum.
    maxQuantity: chance.chance(90) ? add(Math.ceil(onHand), reorderQuantity) : reorderQuantity,
    status: chance.chance(95) ? 'Supported' : 'Unsupported',
    abcClass: chance.pick(['A', 'B', 'B', 'C', 'C', null]),
    expectedLeadTimeDays: chance.whole(2, 21),
    replenishmentPeriodDays: chance.chance(70) ? 14 : null,
    forecastPeriodDays: 30,
    forecastQuantity: chance.whole(10, 200),
    preferredBinLocationId: null,
    replenishmentLocationId: locationId === warehouse ? null : warehouse,
    comments: null,
    createdAt,
    updatedAt: createdAt,
  }
}

async function positionsOf(store: TenantStore): Promise<Position[]> {
  const everything = { includeExpired: true, includeRecalled: true, includeOnHold: true, summary: true, includeStockLines: false } as const
  const positions: Position[] = []
  for (let page = 1, pages = 1; page <= pages; page++) {
    const order = { page, limit: 100, sortBy: 'productMasterId', sortOrder: 'asc' } as const
    const { data, pagination } = await store.availability.sums({ ...order, ...everything }, dateAfter(0))
    positions.push(...data)
    pages = pagination.totalPages
  }
  return positions
}

/** The count of the contract's examples; its adjustment is one of the movements. */
async function insertExampleCount({ cycleCounts }: TenantStore): Promise<void> {
  await cycleCounts.insert({
    id: 'cc_123',
    locationId: 'loc_123',
    type: 'PARTIAL',
    status: 'COMPLETED',
    scheduledDate: '2026-05-29',
    autoAdjust: true,
    reasonCodeId: 'reason_123',
    comment: 'Before the summer sale',
    createdAt: '2026-05-28T08:00:00Z',
    updatedAt: '2026-05-29T17:00:00Z',
    completedAt: '2026-05-29T17:00:00Z',
  })
  for (const product of ['prod_123', 'prod_124']) await cycleCounts.addLines('cc_123', 'loc_123', product, 1)
  const shoes = { inventoryItemId: 'item_123', expectedQty: 202, countedQty: 200, transactionId: 'txn_122' }
  const poles = { inventoryItemId: 'item_124', expectedQty: 80, countedQty: 80, transactionId: null }
  await cycleCounts.updateLine('cc_123', { ...shoes, comment: 'Two in the returns box', countedAt: '2026-05-29T16:00:00Z' })
  await cycleCounts.updateLine('cc_123', { ...poles, comment: null, countedAt: '2026-05-29T16:10:00Z' })
}

/** A count on the last evening: later than all movements except those of the last morning. */
interface Evening {
  /** The index of the location, ordered by id. */
  readonly location: number
  readonly type: Schemas['CycleCountType']
  readonly autoAdjust?: boolean
  readonly scheduledDate?: string
  readonly comment?: string
  /** How many of its lines are counted; `all` also completes it. */
  readonly counted: number | 'all'
}

const evenings: Readonly<Record<DemoTenant, readonly Evening[]>> = {
  nordwind: [
    { location: 3, type: 'FULL', counted: 'all', scheduledDate: dateAfter(-1), comment: 'End of the month' },
    { location: 1, type: 'SPOT_CHECK', autoAdjust: true, counted: 'all' },
    { location: 2, type: 'PARTIAL', counted: 2, scheduledDate: dateAfter(-1) },
    { location: 0, type: 'PARTIAL', counted: 0, scheduledDate: dateAfter(6), comment: 'Rack B' },
    { location: 1, type: 'SPOT_CHECK', counted: 0 },
  ],
  suedlicht: [
    { location: 0, type: 'SPOT_CHECK', autoAdjust: true, counted: 'all' },
    { location: 1, type: 'FULL', counted: 0, scheduledDate: dateAfter(12) },
  ],
}

/** The input that all requests of the last evening share. */
function requestAt(store: TenantStore, minutes: number, chance: Random) {
  return {
    store,
    params: {},
    query: {},
    caller: { keyId: '', scopes: [] },
    now: millisecondsOf(daysBefore(1, minutes)),
    newId: (prefix: string) => chance.id(prefix),
    newSecret: () => {
      throw new Error('inventory demo data must not request secrets')
    },
  }
}

/** Moves a few units to another lot, as if a wrong label was found. */
async function correctLot(store: TenantStore, chance: Random): Promise<void> {
  const { data: lines } = await store.inventory.list({ page: 1, limit: 100, sortBy: 'expiryDate', sortOrder: 'desc' })
  const [reason] = (await store.reasonCodes.list({ page: 1, limit: 1, sortBy: 'code', sortOrder: 'asc', code: 'LOT_CORRECTION' })).data
  const line = lines.find((each) => each.lotNumber !== null && available(each) >= 10)
  if (line?.lotNumber == null || reason === undefined) throw new Error('there is no lot to correct')
  await adjustmentHandlers.createLotCorrection({
    ...requestAt(store, 16 * 60 + 30, chance),
    body: {
      inventoryItemId: line.id,
      qty: chance.whole(2, 6),
      lotNumber: `${line.lotNumber}B`,
      expiryDate: dateAfter(200),
      reasonCodeId: reason.id,
      comment: 'Box was labelled wrongly',
      rootCause: null,
    },
  })
}

async function count(
  store: TenantStore,
  evening: Evening,
  locationId: string,
  positions: readonly Position[],
  index: number,
  chance: Random,
) {
  const at = (minutes: number) => requestAt(store, 17 * 60 + 20 * index + minutes, chance)
  const products = positions.filter((position) => position.locationId === locationId && !position.productMasterId.startsWith('prod_12'))
  const { data: opened } = await cycleCountHandlers.createCycleCount({
    ...at(0),
    body: {
      locationId,
      type: evening.type,
      productMasterIds:
        evening.type === 'FULL' ? [] : products.slice(4 * index, 4 * index + 4).map(({ productMasterId }) => productMasterId),
      scheduledDate: evening.scheduledDate ?? null,
      autoAdjust: evening.autoAdjust ?? false,
      reasonCodeId: null,
      comment: evening.comment ?? null,
    },
  })
  const params = { cycleCountId: opened.id }
  const lines = []
  for (const { inventoryItemId } of evening.counted === 'all' ? opened.lines : opened.lines.slice(0, evening.counted)) {
    const onHand = (await store.inventory.find(inventoryItemId))?.quantityOnHand ?? 0
    // Adjustments need a quantity on hand.
    const more: boolean = chance.chance(20) || (evening.autoAdjust === true && lines.length === 0)
    lines.push({ inventoryItemId, countedQty: more ? add(onHand, 1) : onHand })
  }
  for (let first = 0; first < lines.length; first += 100) {
    await cycleCountHandlers.recordCycleCountLines({ ...at(10), params, body: { lines: lines.slice(first, first + 100) } })
  }
  if (evening.counted === 'all') await cycleCountHandlers.completeCycleCount({ ...at(15), params, body: undefined })
}

/** Sales channels, replenishment settings and cycle counts. Stock must exist. */
export async function fillInventory(store: TenantStore, slug: DemoTenant): Promise<void> {
  const chance = random(slug === 'nordwind' ? 789 : 987)
  for (const channel of channels[slug]) await store.channels.insert(channel)

  const positions = await positionsOf(store)
  const locations = [...new Set(positions.map(({ locationId }) => locationId))].sort()
  if (slug === 'nordwind') await store.inventoryLevels.insert(exampleLevel)
  for (const position of positions) {
    const known = position.productMasterId === exampleLevel.productMasterId && position.locationId === exampleLevel.locationId
    if (!known && chance.chance(60)) await store.inventoryLevels.insert(levelOf(position, locations[0] ?? '', chance))
  }

  await correctLot(store, chance)
  if (slug === 'nordwind') await insertExampleCount(store)
  for (const [index, evening] of evenings[slug].entries()) {
    await count(store, evening, locations[evening.location] ?? '', positions, index, chance)
  }
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { checkedCalls } from '../testing/checked-calls.ts'
import type { DirectCall } from '../testing/direct-calls.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { demoNow } from './clock.ts'
import { seedDemo } from './seed.ts'

let store: Store
const calls: Record<string, DirectCall> = {}
beforeAll(async () => {
  store = await openStore(':memory:')
  await seedDemo(store)
  for (const slug of ['nordwind', 'suedlicht']) calls[slug] = checkedCalls(store.forTenant(`tenant_${slug}`))
})
afterAll(() => store.close())

const first = { page: 1, limit: 100, sortOrder: 'asc' } as const
const at = { now: demoNow }
const everything = { includeExpired: true, includeRecalled: true, includeOnHold: true, includeStockLines: false }
const example = (id: keyof typeof contract.operations) => (contract.operations[id].success.examples['success'] as { data: unknown }).data

describe.each(['nordwind', 'suedlicht'])('the stock of %s', (slug) => {
  let call: DirectCall
  beforeAll(() => {
    if (calls[slug] === undefined) throw new Error(`there is no tenant ${slug}`)
    call = calls[slug]
  })

  test('has something in every list, as documented', async () => {
    const availability = { ...first, ...everything, sortBy: 'locationId' } as const
    const totals = [
      await call('listInventory', { query: { ...first, sortBy: 'expiryDate' } }, at),
      await call('listAdjustments', { query: { ...first, sortBy: 'createdAt' } }, at),
      await call('listReasonCodes', { query: { ...first, sortBy: 'code' } }, at),
      await call('listRecordedStock', { query: { ...first, sortBy: 'createdAt' } }, at),
      await call('listAvailability', { query: { ...availability, summary: false } }, at),
      await call('listAvailability', { query: { ...availability, summary: true } }, at),
      await call('listChannelLocationAtp', { query: { ...first, sortBy: 'minAtp' } }, at),
      await call('listChannelSummaries', { query: { ...first, sortBy: 'totalAtp' } }, at),
      await call('listCycleCounts', { query: { ...first, sortBy: 'createdAt' } }, at),
    ].map(({ pagination }) => pagination.total)
    expect(Math.min(...totals)).toBeGreaterThan(1)
    const { data } = await call('getInventoryAnalytics', { query: { startDate: '2024-01-01T00:00:00Z' } }, at)
    expect(data.movements.map(({ transactionType }) => transactionType)).toEqual(
      expect.arrayContaining(['ADJUSTMENT', 'LOT_CORRECTION', 'RECORDED_STOCK', 'CYCLE_COUNT', 'INITIAL']),
    )
    expect(data.movements.reduce((sum, { netQty }) => sum + netQty, 0)).toBeCloseTo(data.totalOnHand, 6)
  })

  test('is of every severity', async () => {
    for (const severity of ['OK', 'LOW', 'CRITICAL'] as const) {
      const { data } = await call('listChannelLocationAtp', { query: { ...first, sortBy: 'minAtp', severity } }, at)
      expect(data.length).toBeGreaterThan(0)
    }
  })

  test('is counted coherently: what was completed with adjustments is in the movements', async () => {
    const { data: counts } = await call('listCycleCounts', { query: { ...first, sortBy: 'createdAt' } }, at)
    expect(new Set(counts.map(({ status }) => status)).size).toBeGreaterThan(1)
    for (const { id, status, autoAdjust } of counts) {
      const { data } = await call('getCycleCount', { params: { cycleCountId: id } }, at)
      const { data: moved } = await call('listAdjustments', { query: { ...first, sortBy: 'createdAt', cycleCountId: id } }, at)
      const adjusted = data.lines.filter(
        ({ varianceQty }) => status === 'COMPLETED' && autoAdjust && varianceQty !== null && varianceQty !== 0,
      )
      expect(moved.map((each) => each.id).sort()).toEqual(adjusted.map(({ transactionId }) => transactionId).sort())
    }
  })
})

test('the stock tells the story of the contract: its count, its channels and its settings', async () => {
  const call = calls['nordwind']
  if (call === undefined) throw new Error('there is no tenant nordwind')
  expect((await call('getCycleCount', { params: { cycleCountId: 'cc_123' } })).data).toEqual(example('getCycleCount'))
  expect((await call('getAvailability', { params: { availabilityId: 'item_123' } }, at)).data).toEqual(example('getAvailability'))
  const places = { page: 1, limit: 20, sortOrder: 'desc', sortBy: 'globalSku', locationId: 'loc_123' } as const
  const atp = await call('listChannelLocationAtp', { query: { ...places, productMasterId: 'prod_123' } }, at)
  expect(atp.data).toEqual((example('listChannelLocationAtp') as unknown[]).slice(0, 1))
  const shoe = { productMasterId: 'prod_123', locationId: 'loc_123' }
  const drilldown = await call('getChannelLocationDrilldown', { query: shoe }, at)
  expect(drilldown.data).toEqual(example('getChannelLocationDrilldown'))
  const level = await store.forTenant('tenant_nordwind').inventoryLevels.find('prod_123', 'loc_123')
  expect(example('upsertInventoryLevel')).toMatchObject({ ...level })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../handlers.ts'
import { line } from '../testing/store-suite/sample.ts'
import { first, now, openInventory, type InventoryFixture, time, wrong } from '../testing/inventory-fixture.ts'

let room: InventoryFixture
let call: InventoryFixture['call']
beforeEach(async () => {
  room = await openInventory()
  call = room.call
})
afterEach(() => room.close())

type Body = Input<'createCycleCount'>['body']
const plan: Body = {
  locationId: 'loc_1',
  type: 'PARTIAL',
  productMasterIds: ['prod_a', 'prod_b'],
  scheduledDate: null,
  autoAdjust: true,
  reasonCodeId: 'reason_1',
  comment: null,
}
const create = async (change: Partial<Body> = {}) => (await call('createCycleCount', { body: { ...plan, ...change } })).data
const record = async (cycleCountId: string, counted: Record<string, number>, at = now) => {
  const lines = Object.entries(counted).map(([inventoryItemId, countedQty]) => ({ inventoryItemId, countedQty }))
  return (await call('recordCycleCountLines', { params: { cycleCountId }, body: { lines } }, { now: at })).data
}
const complete = async (cycleCountId: string, at = now) =>
  (await call('completeCycleCount', { params: { cycleCountId }, body: undefined }, { now: at })).data
const get = async (cycleCountId: string) => (await call('getCycleCount', { params: { cycleCountId } })).data
const adjust = (inventoryItemId: string, deltaQty: number) =>
  call('adjustInventory', { body: { inventoryItemId, deltaQty, reasonCodeId: 'reason_2', comment: null, rootCause: null } })

describe('a cycle count', () => {
  test('is opened with the stock lines of its products at the location, nothing counted', async () => {
    const { status, data } = await call('createCycleCount', { body: { ...plan, scheduledDate: '2026-06-02', comment: 'Sale' } })
    expect(status).toBe(201)
    const uncounted = { expectedQty: null, countedQty: null, varianceQty: null, transactionId: null, comment: null, countedAt: null }
    const boot = { productMasterId: 'prod_a', productName: 'Boot', globalSku: 'SKU-prod_a', ...uncounted }
    expect(data).toEqual({
      id: data.id,
      locationId: 'loc_1',
      locationName: 'Hamburg',
      type: 'PARTIAL',
      status: 'OPEN',
      scheduledDate: '2026-06-02',
      autoAdjust: true,
      reasonCodeId: 'reason_1',
      comment: 'Sale',
      lineCount: 3,
      countedLineCount: 0,
      varianceLineCount: null,
      createdAt: time,
      updatedAt: time,
      completedAt: null,
      lines: [
        { ...boot, inventoryItemId: 'item_a1', lotId: 'lot_a', lotNumber: 'LOT-A', binId: 'bin_1', binName: 'A-1-1' },
        { ...boot, inventoryItemId: 'item_a2', lotId: null, lotNumber: null, binId: null, binName: null },
        {
          ...boot,
          inventoryItemId: 'item_b1',
          productMasterId: 'prod_b',
          productName: 'Pole',
          globalSku: 'SKU-prod_b',
          lotId: null,
          lotNumber: null,
          binId: null,
          binName: null,
        },
      ],
    })
    expect(await get(data.id)).toEqual(data)
  })

  test('of all products has all lines of the location', async () => {
    const { lines } = await create({ type: 'FULL', productMasterIds: [] })
    expect(lines.map(({ inventoryItemId }) => inventoryItemId)).toEqual(['item_a1', 'item_a2', 'item_b1', 'item_l1', 'item_l2'])
  })

  test('keeps what was counted, and what the books said at that moment', async () => {
    const { id } = await create()
    const counting = await record(id, { item_a1: 198 }, now + 1000)
    expect(counting).toMatchObject({
      status: 'IN_PROGRESS',
      countedLineCount: 1,
      varianceLineCount: null,
      updatedAt: '2026-06-01T12:00:01Z',
    })
    expect(counting.lines[0]).toMatchObject({ expectedQty: 200, countedQty: 198, varianceQty: null, countedAt: '2026-06-01T12:00:01Z' })
    expect(counting.lines[1]).toMatchObject({ expectedQty: null, countedQty: null, countedAt: null })
    await adjust('item_a1', -10)
    const again = await record(id, { item_a1: 191 }, now + 2000)
    expect(again).toMatchObject({ status: 'IN_PROGRESS', countedLineCount: 1 })
    expect(again.lines[0]).toMatchObject({ expectedQty: 190, countedQty: 191, countedAt: '2026-06-01T12:00:02Z' })
    expect((await room.item('item_a1')).lastCountedAt).toBeNull()
  })

  test('adds its variances to what is there when it is completed', async () => {
    const { id } = await create()
    await record(id, { item_a1: 198, item_a2: 10 })
    await adjust('item_a1', 5)
    const done = await complete(id, now + 5000)
    expect(done).toMatchObject({ status: 'COMPLETED', countedLineCount: 2, varianceLineCount: 1, completedAt: '2026-06-01T12:00:05Z' })
    expect(done.lines.map(({ varianceQty }) => varianceQty)).toEqual([-2, 0, null])
    expect(await get(id)).toEqual(done)
    const { data: moved } = await call('listAdjustments', { query: { ...first, sortBy: 'createdAt', cycleCountId: id } })
    expect(moved).toHaveLength(1)
    const adjusted = { inventoryItemId: 'item_a1', transactionType: 'CYCLE_COUNT', deltaQty: -2, qtyBefore: 205, qtyAfter: 203 }
    expect(moved[0]).toMatchObject({ ...adjusted, id: done.lines[0]?.transactionId, reasonCode: 'Cycle Count' })
    expect(done.lines.map(({ transactionId }) => transactionId === null)).toEqual([false, true, true])
    expect(await room.item('item_a1')).toMatchObject({ quantityOnHand: 203, lastCountedAt: time, updatedAt: '2026-06-01T12:00:05Z' })
    expect(await room.item('item_a2')).toMatchObject({ quantityOnHand: 10, lastCountedAt: time })
    expect((await room.item('item_b1')).lastCountedAt).toBeNull()
  })

  test('that is not to adjust leaves the stock as it is', async () => {
    const { id } = await create({ autoAdjust: false, reasonCodeId: null })
    await record(id, { item_a1: 0 })
    const done = await complete(id)
    expect(done).toMatchObject({ varianceLineCount: 1, lines: [{ varianceQty: -200, transactionId: null }, {}, {}] })
    expect(await room.item('item_a1')).toMatchObject({ quantityOnHand: 200, lastCountedAt: time })
  })

  test('does not make a line forget that it was counted later', async () => {
    const [early, late] = [await create(), await create()]
    await record(early.id, { item_a1: 200 }, now)
    await record(late.id, { item_a1: 200 }, now + 2000)
    await complete(late.id, now + 3000)
    await complete(early.id, now + 4000)
    expect((await room.item('item_a1')).lastCountedAt).toBe('2026-06-01T12:00:02Z')
  })

  test('adjusts everything or nothing', async () => {
    const { id } = await create()
    await record(id, { item_a1: 300, item_b1: 9 })
    const before = await room.everything()
    await expect(complete(id)).rejects.toMatchObject({ refusal: 'stockInsufficient' })
    await record(id, { item_b1: 1_000_000_000 })
    await adjust('item_b1', 1)
    await expect(complete(id)).rejects.toMatchObject({ refusal: 'quantityExceeded' })
    await adjust('item_b1', -1)
    expect(await room.everything()).toMatchObject({ counts: (before as { counts: unknown }).counts })
    expect((await room.item('item_a1')).quantityOnHand).toBe(200)
  })
})

describe('a cycle count is refused', () => {
  test.each<[Partial<Body>, string, object[]]>([
    [{ productMasterIds: [] }, 'requestInvalid', [wrong('/productMasterIds', 'must contain at least one product for PARTIAL')]],
    [{ type: 'FULL' }, 'requestInvalid', [wrong('/productMasterIds', 'must be empty for FULL')]],
    [{ productMasterIds: ['prod_none'] }, 'requestInvalid', [wrong('/locationId', 'must have a stock line to count')]],
    [{ locationId: 'loc_3' }, 'requestInvalid', [wrong('/locationId', 'must have a stock line to count')]],
    [
      { locationId: 'loc_theirs', reasonCodeId: 'reason_theirs', productMasterIds: ['prod_a', 'prod_theirs'] },
      'referenceUnknown',
      [
        wrong('/locationId', 'must be the id of a location'),
        wrong('/reasonCodeId', 'must be the id of a reason code'),
        wrong('/productMasterIds/1', 'must be the id of a product'),
      ],
    ],
  ])('with %o', async (change, refusal, issues) => {
    await expect(create(change)).rejects.toMatchObject({ refusal, details: { issues } })
    expect((await call('listCycleCounts', { query: { ...first, sortBy: 'createdAt' } })).data).toEqual([])
  })

  test('with more lines than a count can have, and not with as many', async () => {
    await room.ours.locations.insert({ id: 'loc_big', name: 'Bremen' })
    await room.ours.transaction(async (store) => {
      for (let bin = 0; bin < 1000; bin++) {
        await store.bins.insert({ id: `bin_big_${bin}`, locationId: 'loc_big', name: `${bin}` })
        await store.inventory.insert(
          line({ id: `item_big_${bin}`, productMasterId: 'prod_a', locationId: 'loc_big', binId: `bin_big_${bin}` }),
        )
      }
    })
    const full = { type: 'FULL', locationId: 'loc_big', productMasterIds: [] } as const
    expect((await create({ ...full, productMasterIds: [] })).lineCount).toBe(1000)
    await room.ours.inventory.insert(line({ id: 'item_big', productMasterId: 'prod_b', locationId: 'loc_big' }))
    const issues = [wrong('/productMasterIds', 'must select at most 1000 stock lines to count')]
    await expect(create({ ...full, productMasterIds: [] })).rejects.toMatchObject({ refusal: 'requestInvalid', details: { issues } })
    const both = { ...full, type: 'SPOT_CHECK', productMasterIds: ['prod_a', 'prod_b'] } as const
    await expect(create({ ...both, productMasterIds: ['prod_a', 'prod_b'] })).rejects.toMatchObject({ details: { issues } })
  })
})

describe('counted lines are refused', () => {
  test('that are named twice or are not in the count', async () => {
    const { id } = await create({ productMasterIds: ['prod_a'] })
    const lines = ['item_a1', 'item_b1', 'item_theirs'].map((inventoryItemId) => ({ inventoryItemId, countedQty: 1 }))
    const unknown = 'must be the id of a stock line of the count'
    const send = (sent: typeof lines) => call('recordCycleCountLines', { params: { cycleCountId: id }, body: { lines: sent } })
    await expect(send(lines)).rejects.toMatchObject({
      refusal: 'referenceUnknown',
      details: { issues: [wrong('/lines/1/inventoryItemId', unknown), wrong('/lines/2/inventoryItemId', unknown)] },
    })
    await expect(send([...lines, ...lines.slice(0, 1)])).rejects.toMatchObject({
      refusal: 'requestInvalid',
      details: { issues: [wrong('/lines/3/inventoryItemId', 'must not be repeated')] },
    })
    expect(await get(id)).toMatchObject({ status: 'OPEN', countedLineCount: 0 })
  })
})

describe('the status', () => {
  test('does not go where it may not', async () => {
    const { id } = await create()
    await expect(complete(id)).rejects.toMatchObject({ refusal: 'countEmpty' })
    expect((await get(id)).status).toBe('OPEN')
    await record(id, { item_a1: 200 })
    const done = await complete(id)
    await expect(complete(id)).rejects.toMatchObject({ refusal: 'countCompleted' })
    await expect(record(id, { item_a1: 1 })).rejects.toMatchObject({ refusal: 'countCompleted' })
    expect(await get(id)).toEqual(done)
  })

  test.each(['cc_0', 'cc_theirs'])('of %s is not there', async (id) => {
    const place = { locationId: 'loc_theirs', type: 'FULL', productMasterIds: [], reasonCodeId: null } as const
    const theirs = await room.callAsOther('createCycleCount', { body: { ...plan, ...place, productMasterIds: [] } })
    const asked = id === 'cc_theirs' ? theirs.data.id : id
    await expect(get(asked)).rejects.toMatchObject({ refusal: 'resourceUnknown' })
    await expect(record(asked, { item_theirs: 1 })).rejects.toMatchObject({ refusal: 'resourceUnknown' })
    await expect(complete(asked)).rejects.toMatchObject({ refusal: 'resourceUnknown' })
    expect((await call('listCycleCounts', { query: { ...first, sortBy: 'createdAt' } })).data).toEqual([])
    expect((await room.callAsOther('getCycleCount', { params: { cycleCountId: theirs.data.id } })).data).toEqual(theirs.data)
  })
})

test('counts are listed by status, type, location and time, nulls last', async () => {
  const one = await create({ scheduledDate: '2026-06-09' })
  const two = await create({ type: 'FULL', productMasterIds: [], locationId: 'loc_2', scheduledDate: '2026-06-08' })
  const three = await create({ type: 'SPOT_CHECK' })
  await record(one.id, { item_a1: 200 }, now + 1000)
  await complete(one.id, now + 2000)
  await record(two.id, { item_b2: 1 }, now + 3000)
  const list = async (query: object) => {
    const { data } = await call('listCycleCounts', { query: { ...first, sortBy: 'createdAt', ...query } })
    return data.map(({ id }) => [one.id, two.id, three.id].indexOf(id) + 1)
  }
  expect(await list({ sortBy: 'scheduledDate' })).toEqual([2, 1, 3])
  expect(await list({ sortBy: 'updatedAt', sortOrder: 'desc' })).toEqual([2, 1, 3])
  expect((await list({ sortBy: 'completedAt' }))[0]).toBe(1)
  expect(await list({ status: 'COMPLETED' })).toEqual([1])
  expect(await list({ status: 'OPEN' })).toEqual([3])
  expect(await list({ type: 'FULL' })).toEqual([2])
  expect(await list({ locationId: 'loc_2' })).toEqual([2])
  expect(await list({ locationId: 'loc_theirs' })).toEqual([])
})

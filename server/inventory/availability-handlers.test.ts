/* eslint-disable @typescript-eslint/no-deprecated -- served as long as the contract has it */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../handlers.ts'
import { first, openInventory, type InventoryFixture, time, wrong } from '../testing/inventory-fixture.ts'

let room: InventoryFixture
let call: InventoryFixture['call']
beforeEach(async () => {
  room = await openInventory()
  call = room.call
})
afterEach(() => room.close())

type Query = Input<'listAvailability'>['query']
const plain: Query = {
  ...first,
  sortBy: 'productMasterId',
  includeExpired: false,
  includeRecalled: false,
  includeOnHold: false,
  summary: false,
  includeStockLines: false,
}
const all = { includeExpired: true, includeRecalled: true, includeOnHold: true } as const
const list = async (query: Partial<Query> = {}) => (await call('listAvailability', { query: { ...plain, ...query } })).data
const ids = async (query: Partial<Query> = {}) =>
  (await list(query)).map((each) => (each.type === 'STOCK_LINE' ? each.id : each.productMasterId))

describe('the list of stock lines', () => {
  test.each<[Partial<Query>, string[]]>([
    [{}, ['item_a1', 'item_b1', 'item_b2', 'item_l2']],
    [{ includeExpired: true }, ['item_a1', 'item_b1', 'item_b2', 'item_l1', 'item_l2']],
    [{ includeRecalled: true }, ['item_a1', 'item_b1', 'item_b2', 'item_l2', 'item_l3']],
    [{ includeOnHold: true }, ['item_a1', 'item_a2', 'item_b1', 'item_b2', 'item_l2']],
    [all, ['item_a1', 'item_a2', 'item_b1', 'item_b2', 'item_l1', 'item_l2', 'item_l3']],
    [{ ...all, locationId: 'loc_2' }, ['item_b2', 'item_l3']],
    [{ ...all, productMasterId: 'prod_a' }, ['item_a1', 'item_a2']],
    [{ ...all, productId: 'prod_a' }, ['item_a1', 'item_a2']],
    [{ ...all, productId: 'prod_a', productMasterId: 'prod_b' }, []],
    [{ lotId: 'lot_a' }, ['item_a1']],
    [{ binId: 'bin_1' }, ['item_a1']],
    [{ includeStockLines: true, productMasterId: 'prod_b' }, ['item_b1', 'item_b2']],
    [{ sortBy: 'qtyOnHand' }, ['item_b2', 'item_l2', 'item_b1', 'item_a1']],
    [{ sortBy: 'qtyAvailable', sortOrder: 'desc' }, ['item_a1', 'item_b1', 'item_l2', 'item_b2']],
    [{ sortBy: 'locationId', sortOrder: 'desc' }, ['item_b2', 'item_l2', 'item_b1', 'item_a1']],
    [{ locationId: 'loc_theirs' }, []],
  ])('with %o has %o', async (query, want) => {
    expect(await ids(query)).toEqual(want)
  })

  test('needs the parameters for everything that applies to a line', async () => {
    await call('setAvailability', { params: { availabilityId: 'item_l1' }, body: { recalled: true, qtyOnHold: 40 } })
    expect(await ids({ productMasterId: 'prod_l', includeExpired: true, includeRecalled: true })).toEqual(['item_l2', 'item_l3'])
    expect(await ids({ productMasterId: 'prod_l', includeRecalled: true, includeOnHold: true })).toEqual(['item_l2', 'item_l3'])
    expect(await ids({ productMasterId: 'prod_l', ...all })).toEqual(['item_l1', 'item_l2', 'item_l3'])
  })

  test('holds lines with nothing on hand', async () => {
    const body = { inventoryItemId: 'item_b2', newQtyOnHand: 0, reasonCodeId: 'reason_1', comment: null, rootCause: null }
    await call('createAdjustment', { body })
    expect(await ids({ locationId: 'loc_2' })).toEqual(['item_b2'])
  })
})

describe('the list of sums', () => {
  const sums = async (query: Partial<Query> = {}) => {
    const data = await list({ summary: true, ...query })
    return data.map((each) =>
      each.type === 'SUMMARY' ? [each.productMasterId, each.locationId, each.totalOnHand, each.totalAvailable] : [],
    )
  }

  test.each<[Partial<Query>, unknown[]]>([
    [
      {},
      [
        ['prod_a', 'loc_1', 200, 150],
        ['prod_b', 'loc_1', 80, 70],
        ['prod_b', 'loc_2', 0.3, 0.3],
        ['prod_l', 'loc_1', 7, 7],
      ],
    ],
    [
      { ...all, sortBy: 'qtyOnHand', sortOrder: 'desc' },
      [
        ['prod_a', 'loc_1', 210, 150],
        ['prod_b', 'loc_1', 80, 70],
        ['prod_l', 'loc_1', 47, 47],
        ['prod_l', 'loc_2', 12, 12],
        ['prod_b', 'loc_2', 0.3, 0.3],
      ],
    ],
    [{ lotId: 'lot_a' }, [['prod_a', 'loc_1', 200, 150]]],
    [{ binId: 'bin_2' }, []],
    [
      { sortBy: 'qtyAvailable', locationId: 'loc_1' },
      [
        ['prod_l', 'loc_1', 7, 7],
        ['prod_b', 'loc_1', 80, 70],
        ['prod_a', 'loc_1', 200, 150],
      ],
    ],
    [
      { productId: 'prod_b', sortBy: 'locationId', sortOrder: 'desc' },
      [
        ['prod_b', 'loc_2', 0.3, 0.3],
        ['prod_b', 'loc_1', 80, 70],
      ],
    ],
    [{ productMasterId: 'prod_theirs' }, []],
  ])('with %o has %o', async (query, want) => {
    expect(await sums(query)).toEqual(want)
  })

  test('tells expired and recalled units, and shows the lines that were summed', async () => {
    const [here, there] = await list({ summary: true, ...all, productMasterId: 'prod_l', includeStockLines: true })
    expect(here).toMatchObject({
      totalExpired: 40,
      totalRecalled: 0,
      stockLineCount: 2,
      stockLines: [{ id: 'item_l1' }, { id: 'item_l2' }],
    })
    expect(there).toMatchObject({ totalExpired: 0, totalRecalled: 12, stockLineCount: 1, stockLines: [{ id: 'item_l3', recalled: true }] })
    const [sellable] = await list({ summary: true, productMasterId: 'prod_l', includeStockLines: true })
    expect(sellable).toMatchObject({ stockLineCount: 1, stockLines: [{ id: 'item_l2' }] })
  })

  test('is paged by sums', async () => {
    const { data, pagination } = await call('listAvailability', { query: { ...plain, summary: true, limit: 3, page: 2 } })
    expect(data).toHaveLength(1)
    expect(pagination).toEqual({ page: 2, pageSize: 3, total: 4, totalPages: 2 })
  })
})

describe('the availability of a stock line', () => {
  const params = { availabilityId: 'item_a1' }

  test('is read, expired or not', async () => {
    expect((await call('getAvailability', { params })).data).toMatchObject({ type: 'STOCK_LINE', id: 'item_a1', qtyAvailable: 150 })
    expect((await call('getAvailability', { params: { availabilityId: 'item_l1' } })).data.qtyExpired).toBe(40)
  })

  test('is changed in what is sent, and in nothing else', async () => {
    const { data } = await call('setAvailability', { params, body: { qtyOnHold: 25, qtyPicked: 25 } })
    expect(data).toMatchObject({ qtyOnHand: 200, qtyReserved: 50, qtyOnHold: 25, qtyPicked: 25, qtyAvailable: 100, updatedAt: time })
    expect((await call('setAvailability', { params, body: { recalled: true } })).data).toMatchObject({ qtyOnHold: 25, qtyRecalled: 200 })
    expect((await call('setAvailability', { params, body: { qtyPicked: 0 } })).data).toMatchObject({ recalled: true, qtyAvailable: 125 })
    expect((await call('getAvailability', { params })).data).toMatchObject({ recalled: true, qtyOnHold: 25, qtyPicked: 0 })
    expect(await room.ours.adjustments.sum('item_a1')).toBe(200)
  })

  test('does not fall below zero', async () => {
    const before = await room.everything()
    const set = call('setAvailability', { params, body: { qtyOnHold: 100, qtyPicked: 50.000001, recalled: true } })
    await expect(set).rejects.toMatchObject({ refusal: 'stockInsufficient' })
    expect(await room.everything()).toEqual(before)
  })

  test.each(['item_0', 'item_theirs'])('of %s is not there', async (availabilityId) => {
    await expect(call('getAvailability', { params: { availabilityId } })).rejects.toMatchObject({ refusal: 'resourceUnknown' })
    const set = call('setAvailability', { params: { availabilityId }, body: { qtyOnHold: 1 } })
    await expect(set).rejects.toMatchObject({ refusal: 'resourceUnknown' })
    expect((await room.theirs.inventory.find('item_theirs'))?.quantityOnHold).toBe(0)
  })
})

describe('a check', () => {
  test('says of each item by itself whether it is there, expired, recalled and promised units not counted', async () => {
    const items = [
      { productMasterId: 'prod_a', qty: 150, locationId: 'loc_1' },
      { productMasterId: 'prod_a', qty: 150, locationId: null },
      { productMasterId: 'prod_b', qty: 70.4, locationId: null },
      { productMasterId: 'prod_l', qty: 8 },
      { productMasterId: 'prod_none', qty: 1 },
    ]
    const before = await room.everything()
    const { data } = await call('checkAvailability', { body: { items } })
    expect(data.available).toBe(false)
    expect(data.items.map(({ qtyAvailable, qtyShort }) => [qtyAvailable, qtyShort])).toEqual([
      [150, 0],
      [150, 0],
      [70.3, 0.1],
      [7, 1],
      [0, 1],
    ])
    expect(await room.everything()).toEqual(before)
    expect((await call('checkAvailability', { body: { items: items.slice(0, 2) } })).data.available).toBe(true)
  })

  test('names what does not exist', async () => {
    const items = [
      { productMasterId: 'prod_theirs', qty: 1 },
      { productMasterId: 'prod_a', qty: 1, locationId: 'loc_theirs' },
    ]
    const issues = [
      wrong('/items/0/productMasterId', 'must be the id of a product'),
      wrong('/items/1/locationId', 'must be the id of a location'),
    ]
    await expect(call('checkAvailability', { body: { items } })).rejects.toMatchObject({ refusal: 'referenceUnknown', details: { issues } })
  })
})

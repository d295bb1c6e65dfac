import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { ForeignKeyViolation } from '../store/violations.ts'
import { now, openTransfers, type TransfersFixture } from '../testing/transfers-fixture.ts'

let house: TransfersFixture
let call: TransfersFixture['call']
beforeEach(async () => {
  house = await openTransfers()
  call = house.call
})
afterEach(() => house.close())

const time = '2026-06-01T12:00:00Z'
const first = { page: 1, limit: 20, sortBy: 'createdAt', sortOrder: 'asc' } as const
const route = { sourceLocationId: 'loc_1', destLocationId: 'loc_2', comment: null } as const

async function draft(...lines: Schemas['TransferLineCreate'][]) {
  const { data } = await call('createTransfer', { body: { ...route, lines } })
  return data
}
const update = (transferId: string, body: Schemas['TransferUpdate'], at = now) =>
  call('updateTransfer', { params: { transferId }, body }, { now: at })
const get = async (transferId: string) => (await call('getTransfer', { params: { transferId } })).data
const item = (id: string) => house.ours.inventory.find(id)

describe('a transfer', () => {
  test('is created as a draft of more than there is, and found by its id', async () => {
    const { data } = await call('createTransfer', {
      body: { ...route, lines: [{ productMasterId: 'prod_a', destBinId: 'bin_3', quantity: 1000 }], comment: 'For the sale' },
    })
    expect(data).toMatchObject({ status: 'DRAFT', comment: 'For the sale', createdAt: time, updatedAt: time, recommendationId: null })
    const line = { productMasterId: 'prod_a', lotId: null, binId: null, destBinId: 'bin_3', quantity: 1000, allocations: [] }
    expect(data.lines).toEqual([line])
    expect(await get(data.id)).toEqual(data)
    expect((await item('item_a1'))?.quantityReserved).toBe(0)
  })

  test('reserves its units at the source, those that expire first in front', async () => {
    const { id } = await draft({ productMasterId: 'prod_a', quantity: 45 })
    const { data } = await update(id, { status: 'PENDING', comment: 'Soon' })
    expect(data).toMatchObject({ status: 'PENDING', comment: 'Soon', shippedAt: null })
    expect(data.lines[0]?.allocations).toEqual([
      { inventoryItemId: 'item_a1', lotId: 'lot_1', binId: 'bin_1', quantity: 30 },
      { inventoryItemId: 'item_a2', lotId: 'lot_2', binId: null, quantity: 15 },
    ])
    expect(await get(id)).toEqual(data)
    expect(await item('item_a1')).toMatchObject({ quantityReserved: 30, quantityOnHand: 30, updatedAt: time })
    expect(await item('item_a2')).toMatchObject({ quantityReserved: 15, quantityOnHand: 20 })
  })

  test('reserves all of its units or none', async () => {
    const before = await house.lines()
    const { id } = await draft({ productMasterId: 'prod_a', quantity: 45 }, { productMasterId: 'prod_b', quantity: 0.301 })
    const kept = await get(id)
    await expect(update(id, { status: 'PENDING', comment: 'Soon' })).rejects.toMatchObject({ refusal: 'transferUnavailable' })
    expect(await get(id)).toEqual(kept)
    expect(await house.lines()).toEqual(before)
  })

  test('moves its stock when it is received, lot by lot, into the bin that was asked for', async () => {
    const totals = await house.totals()
    const { id } = await draft(
      { productMasterId: 'prod_a', quantity: 45, destBinId: 'bin_2' },
      { productMasterId: 'prod_b', quantity: 0.1 },
      { productMasterId: 'prod_b', quantity: 0.2 },
    )
    await update(id, { status: 'PENDING' })
    expect((await update(id, { status: 'SHIPPED' }, now + 1000)).data).toMatchObject({ shippedAt: '2026-06-01T12:00:01Z' })
    expect(await item('item_a1')).toMatchObject({ quantityReserved: 30, quantityOnHand: 30 })
    const { data } = await update(id, { status: 'RECEIVED' }, now + 2000)
    expect(data).toMatchObject({ status: 'RECEIVED', receivedAt: '2026-06-01T12:00:02Z', updatedAt: '2026-06-01T12:00:02Z' })
    expect(data.lines[0]?.allocations).toHaveLength(2)

    expect(await item('item_a1')).toMatchObject({ quantityReserved: 0, quantityOnHand: 0 })
    expect(await item('item_a2')).toMatchObject({ quantityReserved: 0, quantityOnHand: 5 })
    expect(await item('item_a4')).toMatchObject({ quantityOnHand: 34 })
    expect(await item('item_b1')).toMatchObject({ quantityReserved: 0, quantityOnHand: 0 })
    expect(await item('item_b2')).toMatchObject({ quantityOnHand: 7.3 })
    const opened = await house.ours.inventory.at({ productMasterId: 'prod_a', locationId: 'loc_2', lotId: 'lot_2', binId: 'bin_2' })
    expect(opened).toMatchObject({ quantityOnHand: 15, quantityReserved: 0 })
    expect(await house.totals()).toEqual(totals)

    const movements = await call('listAdjustments', { query: { ...first, sortBy: 'createdAt', transferId: id } })
    expect(movements.data.map(({ transactionType, deltaQty }) => `${transactionType} ${deltaQty}`).toSorted()).toEqual([
      'TRANSFER_IN 0.1',
      'TRANSFER_IN 0.2',
      'TRANSFER_IN 15',
      'TRANSFER_IN 30',
      'TRANSFER_OUT -0.1',
      'TRANSFER_OUT -0.2',
      'TRANSFER_OUT -15',
      'TRANSFER_OUT -30',
    ])
  })

  test.each<[string, Schemas['TransferUpdate']['status'][]]>([
    ['while it is pending', ['PENDING']],
    ['on its way', ['PENDING', 'SHIPPED']],
  ])('releases its units when it is called off %s', async (_, journey) => {
    const { id } = await draft({ productMasterId: 'prod_a', quantity: 60 })
    for (const status of journey) await update(id, { ...(status && { status }) })
    const { data } = await update(id, { status: 'CANCELLED' })
    expect(data).toMatchObject({ status: 'CANCELLED', cancelledAt: time, lines: [{ quantity: 60, allocations: [] }] })
    expect((await house.lines()).map(({ quantityReserved }) => quantityReserved)).toEqual([0, 0, 0, 0, 0, 0])
    const again = await draft({ productMasterId: 'prod_a', quantity: 60 })
    expect((await update(again.id, { status: 'PENDING' })).data.status).toBe('PENDING')
  })

  test('takes what was recalled on its way along as recalled', async () => {
    const { id } = await draft({ productMasterId: 'prod_a', quantity: 30, destBinId: 'bin_2' })
    await update(id, { status: 'PENDING' })
    await update(id, { status: 'SHIPPED' })
    await house.ours.inventory.update({ ...(await item('item_a1'))!, recalled: true })
    await update(id, { status: 'RECEIVED' })
    expect(await item('item_a4')).toMatchObject({ quantityOnHand: 34, recalled: true })
  })

  test('arrives nowhere if a stock line would hold more than the most', async () => {
    const bulk = { id: 'txn_bulk', inventoryItemId: 'item_a4', transactionType: 'INITIAL', reasonCodeId: null, comment: null } as const
    const quantities = { deltaQty: 999_999_990, qtyBefore: 4, qtyAfter: 999_999_994, rootCause: null, transferId: null, cycleCountId: null }
    await house.ours.adjustments.record({ ...bulk, ...quantities, createdAt: time })
    const { id } = await draft({ productMasterId: 'prod_a', quantity: 30, destBinId: 'bin_2' })
    await update(id, { status: 'PENDING' })
    const shipped = await update(id, { status: 'SHIPPED' })
    const before = await house.lines()
    await expect(update(id, { status: 'RECEIVED' })).rejects.toMatchObject({ refusal: 'quantityExceeded' })
    expect(await get(id)).toEqual(shipped.data)
    expect(await house.lines()).toEqual(before)
  })

  test('is edited as a draft only, and moves along no other edge than those of the contract', async () => {
    const journeys: Record<Schemas['TransferStatus'], NonNullable<Schemas['TransferUpdate']['status']>[]> = {
      DRAFT: [],
      PENDING: ['PENDING'],
      SHIPPED: ['PENDING', 'SHIPPED'],
      RECEIVED: ['PENDING', 'SHIPPED', 'RECEIVED'],
      CANCELLED: ['CANCELLED'],
    }
    const allowed: Record<string, string[]> = {
      DRAFT: ['PENDING', 'CANCELLED', 'edit', 'comment'],
      PENDING: ['SHIPPED', 'CANCELLED'],
      SHIPPED: ['RECEIVED', 'CANCELLED'],
    }
    const changes: Record<string, Schemas['TransferUpdate']> = {
      PENDING: { status: 'PENDING' },
      SHIPPED: { status: 'SHIPPED' },
      RECEIVED: { status: 'RECEIVED' },
      CANCELLED: { status: 'CANCELLED' },
      edit: { lines: [{ productMasterId: 'prod_b', quantity: 1 }] },
      comment: { comment: 'x' },
    }
    for (const [from, journey] of Object.entries(journeys)) {
      for (const [name, change] of Object.entries(changes)) {
        if (allowed[from]?.includes(name)) continue
        const { id } = await draft({ productMasterId: 'prod_b', quantity: 0.01 })
        for (const status of journey) await update(id, { status })
        const [before, stock] = [await get(id), await house.lines()]
        await expect(update(id, change, now + 5000), `${from} ${name}`).rejects.toMatchObject({ refusal: 'transferStateForbids' })
        expect([await get(id), await house.lines()]).toEqual([before, stock])
      }
    }
  })

  test('is edited and moved on in one step', async () => {
    const { id } = await draft({ productMasterId: 'prod_a', quantity: 1000 })
    const { data } = await update(id, { status: 'PENDING', lines: [{ productMasterId: 'prod_a', lotId: 'lot_2', quantity: 1 }] })
    expect(data.lines).toMatchObject([{ quantity: 1, allocations: [{ inventoryItemId: 'item_a2' }] }])
  })

  test('needs two different locations', async () => {
    const lines = [{ productMasterId: 'prod_a', quantity: 1 }]
    const body = { ...route, destLocationId: 'loc_1', lines }
    const details = (path: string) => ({ refusal: 'requestInvalid', details: { issues: [{ in: 'body', path }] } })
    await expect(call('createTransfer', { body })).rejects.toMatchObject(details('/destLocationId'))
    const { id } = await draft(...lines)
    await expect(update(id, { sourceLocationId: 'loc_2' })).rejects.toMatchObject(details('/sourceLocationId'))
    expect((await update(id, { sourceLocationId: 'loc_2', destLocationId: 'loc_1' })).data.sourceLocationId).toBe('loc_2')
  })

  test.each<[path: string, change: Partial<Schemas['TransferCreate']>]>([
    ['/sourceLocationId', { sourceLocationId: 'loc_theirs' }],
    ['/destLocationId', { destLocationId: 'loc_0' }],
    ['/lines/0/productMasterId', { lines: [{ productMasterId: 'prod_theirs', quantity: 1 }] }],
    ['/lines/0/lotId', { lines: [{ productMasterId: 'prod_a', quantity: 1, lotId: 'lot_0' }] }],
    [
      '/lines/1/lotId',
      {
        lines: [
          { productMasterId: 'prod_a', quantity: 1 },
          { productMasterId: 'prod_b', quantity: 1, lotId: 'lot_1' },
        ],
      },
    ],
    ['/lines/0/binId', { lines: [{ productMasterId: 'prod_a', quantity: 1, binId: 'bin_2' }] }],
    ['/lines/0/destBinId', { lines: [{ productMasterId: 'prod_a', quantity: 1, destBinId: 'bin_1' }] }],
    ['/lines/0/destBinId', { lines: [{ productMasterId: 'prod_a', quantity: 1, destBinId: 'bin_0' }] }],
  ])('refers only to what is there: not by %s', async (path, change) => {
    const sent = { ...route, lines: [{ productMasterId: 'prod_a', quantity: 1 }], ...change }
    const refused = { refusal: 'referenceUnknown', details: { issues: [{ in: 'body', path }] } }
    await expect(call('createTransfer', { body: sent })).rejects.toMatchObject(refused)
    expect((await call('listTransfers', { query: first })).pagination.total).toBe(0)
    const { id } = await draft({ productMasterId: 'prod_a', quantity: 1 })
    const before = await get(id)
    await expect(update(id, change)).rejects.toMatchObject(refused)
    expect(await get(id)).toEqual(before)
  })

  test('does not leave the bins of its lines behind', async () => {
    const { id } = await draft({ productMasterId: 'prod_a', quantity: 1, binId: 'bin_1', destBinId: 'bin_2' })
    const refused = (path: string) => ({ refusal: 'referenceUnknown', details: { issues: [{ path }] } })
    await expect(update(id, { sourceLocationId: 'loc_3' })).rejects.toMatchObject(refused('/sourceLocationId'))
    await expect(update(id, { destLocationId: 'loc_3' })).rejects.toMatchObject(refused('/destLocationId'))
    const lines = [{ productMasterId: 'prod_a', quantity: 1, binId: 'bin_1' }]
    expect((await update(id, { destLocationId: 'loc_3', lines })).data.destLocationId).toBe('loc_3')
  })

  test('tells of no more than twenty wrong places', async () => {
    const lines = Array.from({ length: 30 }, () => ({ productMasterId: 'prod_0', quantity: 1 }))
    const error = await call('createTransfer', { body: { ...route, lines } }).catch((refused: unknown) => refused)
    expect(error).toMatchObject({ refusal: 'referenceUnknown' })
    expect((error as { details: { issues: unknown[] } }).details.issues).toHaveLength(20)
  })

  test('that is not there is unknown, after a wrong body and before a wrong state', async () => {
    await expect(update('trf_0', { sourceLocationId: 'loc_0' })).rejects.toMatchObject({ refusal: 'referenceUnknown' })
    await expect(update('trf_0', { status: 'RECEIVED' })).rejects.toMatchObject({ refusal: 'resourceUnknown' })
    await expect(get('trf_0')).rejects.toMatchObject({ refusal: 'resourceUnknown' })
  })

  test('belongs to its tenant', async () => {
    const { id } = await draft({ productMasterId: 'prod_a', quantity: 1 })
    const before = await get(id)
    const params = { transferId: id }
    await expect(house.callAsOther('getTransfer', { params })).rejects.toMatchObject({ refusal: 'resourceUnknown' })
    await expect(house.callAsOther('updateTransfer', { params, body: { status: 'CANCELLED' } })).rejects.toMatchObject({
      refusal: 'resourceUnknown',
    })
    expect((await house.callAsOther('listTransfers', { query: { ...first, productMasterId: 'prod_a' } })).data).toEqual([])
    expect((await house.callAsOther('listTransferBins', { query: { ...first, sortBy: 'name' } })).data).toEqual([])
    expect(await get(id)).toEqual(before)
  })

  test('keeps its product from being deleted while it is open', async () => {
    const { id } = await draft({ productMasterId: 'prod_c', quantity: 1 })
    await expect(house.ours.products.delete('prod_c')).rejects.toBeInstanceOf(ForeignKeyViolation)
    await update(id, { lines: [{ productMasterId: 'prod_a', quantity: 1 }] })
    const other = await draft({ productMasterId: 'prod_c', quantity: 1 })
    await update(other.id, { status: 'CANCELLED' })
    expect(await house.ours.products.delete('prod_c')).toBe(true)
    expect((await get(other.id)).lines[0]?.productMasterId).toBe('prod_c')
  })
})

test('transfers are listed by what is asked for', async () => {
  const one = await draft({ productMasterId: 'prod_a', quantity: 1 }, { productMasterId: 'prod_b', quantity: 0.1 })
  const two = await draft({ productMasterId: 'prod_b', quantity: 0.1 })
  await update(two.id, { status: 'PENDING' }, now + 1000)
  const { data: three } = await call('createTransfer', {
    body: { sourceLocationId: 'loc_2', destLocationId: 'loc_3', lines: [{ productMasterId: 'prod_b', quantity: 1 }], comment: null },
  })
  const found = async (filter: object) =>
    (await call('listTransfers', { query: { ...first, ...filter } })).data.map(({ id }) => id).toSorted()
  const ids = (...transfers: { id: string }[]) => transfers.map(({ id }) => id).toSorted()
  expect(await found({})).toEqual(ids(one, two, three))
  expect(await found({ status: 'PENDING' })).toEqual(ids(two))
  expect(await found({ sourceLocationId: 'loc_2' })).toEqual(ids(three))
  expect(await found({ destLocationId: 'loc_2' })).toEqual(ids(one, two))
  expect(await found({ productMasterId: 'prod_a' })).toEqual(ids(one))
  expect(await found({ productMasterId: 'prod_b', destLocationId: 'loc_2' })).toEqual(ids(one, two))
  expect(await found({ productMasterId: 'prod_theirs' })).toEqual([])
  expect(await found({ recommendationId: 'rec_0' })).toEqual([])
  const latest = await call('listTransfers', { query: { ...first, sortBy: 'updatedAt', sortOrder: 'desc', limit: 1 } })
  expect(latest.data.map(({ id }) => id)).toEqual([two.id])
})

test('bins are listed with how many stock lines they hold, which follows the stock', async () => {
  const bins = async (filter: object = {}) =>
    (await call('listTransferBins', { query: { ...first, sortBy: 'stockLineCount', ...filter } })).data.map(
      ({ id, locationName, stockLineCount }) => `${id} ${locationName} ${stockLineCount}`,
    )
  expect(await bins()).toEqual(['bin_3 Location 2 0', 'bin_1 Location 1 1', 'bin_2 Location 2 1'])
  expect(await bins({ locationId: 'loc_1' })).toEqual(['bin_1 Location 1 1'])
  expect(await bins({ productMasterId: 'prod_b' })).toEqual([])

  const { id } = await draft(
    { productMasterId: 'prod_a', quantity: 30, destBinId: 'bin_3' },
    { productMasterId: 'prod_a', quantity: 20, destBinId: 'bin_2' },
    { productMasterId: 'prod_b', quantity: 0.3, destBinId: 'bin_3' },
  )
  for (const status of ['PENDING', 'SHIPPED', 'RECEIVED'] as const) await update(id, { status })
  expect(await bins()).toEqual(['bin_1 Location 1 0', 'bin_2 Location 2 2', 'bin_3 Location 2 2'])
  expect(await bins({ productMasterId: 'prod_b' })).toEqual(['bin_3 Location 2 2'])
  expect(await bins({ sortBy: 'locationName', sortOrder: 'desc' })).toEqual([
    'bin_3 Location 2 2',
    'bin_2 Location 2 2',
    'bin_1 Location 1 0',
  ])
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { first, now, openInventory, type InventoryFixture, time, wrong } from '../testing/inventory-fixture.ts'

let room: InventoryFixture
let call: InventoryFixture['call']
beforeEach(async () => {
  room = await openInventory()
  call = room.call
})
afterEach(() => room.close())

const why = { reasonCodeId: 'reason_1', comment: null, rootCause: null }
const recount = { inventoryItemId: 'item_a1', newQtyOnHand: 250, ...why }
const refusal = async (answer: Promise<unknown>, refused: string, ...issues: object[]) => {
  const rejected = expect(answer).rejects.toMatchObject({ refusal: refused, details: issues.length > 0 ? { issues } : {} })
  const before = await room.everything()
  await rejected
  expect(await room.everything()).toEqual(before)
}

test('stock lines are listed with what is available and what it is worth', async () => {
  const { data } = await call('listInventory', { query: { ...first, sortBy: 'updatedAt', productMasterId: 'prod_a', lotId: 'lot_a' } })
  expect(data).toHaveLength(1)
  const quantities = { quantityOnHand: 200, quantityReserved: 50, quantityAvailable: 150 }
  expect(data[0]).toMatchObject({ id: 'item_a1', ...quantities, unitCost: 10.5, totalValue: 2100 })
})

describe('an adjustment to a quantity', () => {
  test('sets what is on hand, and says by how much it moved', async () => {
    const answer = await call('createAdjustment', { body: { ...recount, comment: 'Found behind the rack' } })
    const { id } = answer.data.transaction
    expect(answer).toEqual({
      status: 201,
      data: {
        success: true,
        transaction: {
          id,
          inventoryItemId: 'item_a1',
          productMasterId: 'prod_a',
          locationId: 'loc_1',
          transactionType: 'ADJUSTMENT',
          deltaQty: 50,
          qtyBefore: 200,
          qtyAfter: 250,
          reasonCodeId: 'reason_1',
          reasonCode: 'Cycle Count',
          comment: 'Found behind the rack',
          rootCause: null,
          transferId: null,
          cycleCountId: null,
          createdAt: time,
        },
        inventoryItem: {
          id: 'item_a1',
          productMasterId: 'prod_a',
          locationId: 'loc_1',
          qtyOnHand: 250,
          qtyReserved: 50,
          qtyAvailable: 200,
        },
        message: 'Adjusted by +50.',
      },
    })
    expect(await room.item('item_a1')).toMatchObject({ quantityOnHand: 250, updatedAt: time })
    const { data } = await call('listAdjustments', { query: { ...first, sortBy: 'createdAt', id } })
    expect(data).toEqual([answer.data.transaction])
  })

  test.each([
    [150, 'Adjusted by -50.'],
    [200, 'Adjusted by 0.'],
    [200.1, 'Adjusted by +0.1.'],
    [50, 'Adjusted by -150.'],
  ])('to %d is told as %s', async (newQtyOnHand, message) => {
    expect((await call('createAdjustment', { body: { ...recount, newQtyOnHand } })).data.message).toBe(message)
  })

  test('below what is reserved is refused, and changes nothing', async () => {
    await refusal(call('createAdjustment', { body: { ...recount, newQtyOnHand: 49.999999 } }), 'stockInsufficient')
    expect(await room.ours.adjustments.sum('item_a1')).toBe(200)
  })

  test('names everything that does not exist, another tenant’s things like none', async () => {
    const line = wrong('/inventoryItemId', 'must be the id of a stock line')
    const reason = wrong('/reasonCodeId', 'must be the id of a reason code')
    const refused = (change: Partial<typeof recount>, ...issues: object[]) =>
      refusal(call('createAdjustment', { body: { ...recount, ...change } }), 'referenceUnknown', ...issues)
    await refused({ inventoryItemId: 'item_0' }, line)
    await refused({ inventoryItemId: 'item_theirs' }, line)
    await refused({ reasonCodeId: 'reason_theirs' }, reason)
    await refused({ inventoryItemId: 'item_0', reasonCodeId: 'reason_0' }, line, reason)
  })

  test('at the same time as others loses nothing', async () => {
    const quantities = [210, 220, 230, 240, 250]
    const answers = await Promise.all(quantities.map((newQtyOnHand) => call('createAdjustment', { body: { ...recount, newQtyOnHand } })))
    const moved = answers.map(({ data }) => data.transaction)
    // Each begins where another one ended, in whatever order; the last one remains.
    const last = await room.ours.adjustments.sum('item_a1')
    expect(quantities).toContain(last)
    const ends = [200, ...quantities.filter((each) => each !== last)]
    expect(moved.map(({ qtyBefore }) => qtyBefore).toSorted()).toEqual(ends.toSorted())
    expect(moved.map(({ qtyAfter }) => qtyAfter)).toEqual(quantities)
  })
})

describe('an adjustment by a difference', () => {
  const adjust = (deltaQty: number, inventoryItemId = 'item_a1') =>
    call('adjustInventory', { body: { inventoryItemId, deltaQty, ...why, reasonCodeId: 'reason_2', rootCause: 'Leaking roof' } })

  test('moves what is on hand by it, and no further', async () => {
    const { status, data } = await adjust(-5)
    expect(status).toBe(200)
    expect(data).toMatchObject({
      transaction: {
        transactionType: 'ADJUSTMENT',
        deltaQty: -5,
        qtyBefore: 200,
        qtyAfter: 195,
        reasonCode: 'Damage',
        rootCause: 'Leaking roof',
      },
      inventoryItem: { qtyOnHand: 195, qtyReserved: 50, qtyAvailable: 145 },
      message: 'Adjusted by -5.',
    })
    expect((await adjust(0)).data.transaction).toMatchObject({ deltaQty: 0, qtyBefore: 195, qtyAfter: 195 })
    expect((await adjust(0.3)).data.transaction).toMatchObject({ deltaQty: 0.3, qtyAfter: 195.3 })
  })

  test('below what is promised is a conflict, above the greatest quantity no request', async () => {
    await refusal(adjust(-150.000001), 'stockInsufficient')
    const tooMuch = wrong('/deltaQty', 'must not raise the quantity on hand above 1000000000')
    await refusal(adjust(999_999_801), 'requestInvalid', tooMuch)
    expect((await adjust(999_999_800)).data.inventoryItem.qtyOnHand).toBe(1_000_000_000)
  })

  test('of another tenant’s stock line is refused like one that is not there', async () => {
    const unknown = wrong('/inventoryItemId', 'must be the id of a stock line')
    await refusal(adjust(1, 'item_theirs'), 'referenceUnknown', unknown)
    await refusal(adjust(1, 'item_0'), 'referenceUnknown', unknown)
  })
})

describe('a lot correction', () => {
  const wrongLabel = { inventoryItemId: 'item_a1', qty: 20, lotNumber: 'LOT-B', expiryDate: '2028-03-31', ...why }
  const correct = (change: Partial<Omit<typeof wrongLabel, 'expiryDate'>> & { expiryDate?: string | null } = {}) =>
    call('createLotCorrection', { body: { ...wrongLabel, ...change } })

  test('moves units to a lot and a line that it makes, in the same bin', async () => {
    const { status, data } = await correct()
    expect(status).toBe(201)
    expect(data).toMatchObject({
      transaction: { inventoryItemId: 'item_a1', transactionType: 'LOT_CORRECTION', deltaQty: -20, qtyBefore: 200, qtyAfter: 180 },
      inventoryItem: { id: 'item_a1', qtyOnHand: 180, qtyAvailable: 130 },
      targetTransaction: { transactionType: 'LOT_CORRECTION', deltaQty: 20, qtyBefore: 0, qtyAfter: 20 },
      targetInventoryItem: { qtyOnHand: 20, qtyReserved: 0, qtyAvailable: 20 },
      message: 'Moved 20 to LOT-B.',
    })
    const target = await room.item(data.targetInventoryItem.id)
    expect(target).toMatchObject({
      productMasterId: 'prod_a',
      locationId: 'loc_1',
      binId: 'bin_1',
      lotNumber: 'LOT-B',
      expiryDate: '2028-03-31',
    })

    const again = await correct({ expiryDate: null, qty: 1 })
    expect(again.data.targetInventoryItem).toMatchObject({ id: target.id, qtyOnHand: 21 })
  })

  test('moves units that were in no lot', async () => {
    const { data } = await correct({ inventoryItemId: 'item_b1', qty: 70 })
    expect(data.inventoryItem.qtyAvailable).toBe(0)
    expect((await room.item(data.targetInventoryItem.id)).binId).toBeNull()
  })

  test('of more than is available is refused, and makes neither lot nor line', async () => {
    await refusal(correct({ qty: 150.001 }), 'unitsUnavailable')
    expect(await room.ours.lots.numbered('prod_a', 'LOT-B')).toBeUndefined()
  })

  test('into the lot that the line is in is refused, and so is another date than that of the lot', async () => {
    await refusal(correct({ lotNumber: 'LOT-A' }), 'lotUnchanged')
    await correct({ qty: 1 })
    await refusal(correct({ expiryDate: '2028-04-01' }), 'lotDateDiffers')
  })

  test('names what does not exist', async () => {
    const line = wrong('/inventoryItemId', 'must be the id of a stock line')
    const reason = wrong('/reasonCodeId', 'must be the id of a reason code')
    await refusal(correct({ inventoryItemId: 'item_theirs', reasonCodeId: 'reason_theirs' }), 'referenceUnknown', line, reason)
  })
})

describe('recorded stock', () => {
  const place = { productMasterId: 'prod_b', locationId: 'loc_1', lotNumber: null, expiryDate: null, binId: null }
  type Place = { [Name in keyof typeof place]: string | null }
  const record = (change: Partial<Place> = {}, qty = 20) => {
    const { productMasterId, locationId, ...rest } = { ...place, ...change }
    return call('recordStock', { body: { ...rest, productMasterId: productMasterId ?? '', locationId: locationId ?? '', qty, ...why } })
  }

  test('is added to the line that is there', async () => {
    const { status, data } = await record()
    expect(status).toBe(200)
    expect(data).toMatchObject({
      transaction: { inventoryItemId: 'item_b1', transactionType: 'RECORDED_STOCK', deltaQty: 20, qtyBefore: 80, qtyAfter: 100 },
      inventoryItem: { id: 'item_b1', qtyOnHand: 100, qtyAvailable: 90 },
      message: 'Recorded 20.',
    })
    const listed = await call('listRecordedStock', { query: { ...first, sortBy: 'createdAt' } })
    expect(listed.data).toEqual([data.transaction])
    expect(listed.pagination.total).toBe(1)
  })

  test('opens a line and a lot where there are none', async () => {
    const { data } = await record({ productMasterId: 'prod_l', lotNumber: 'NEW', expiryDate: '2027-01-01', binId: 'bin_1' }, 0.5)
    const lot = await room.ours.lots.numbered('prod_l', 'NEW')
    expect(await room.item(data.inventoryItem.id)).toMatchObject({
      productMasterId: 'prod_l',
      lotId: lot?.id,
      lotNumber: 'NEW',
      expiryDate: '2027-01-01',
      binId: 'bin_1',
      quantityOnHand: 0.5,
      updatedAt: time,
    })
    const again = await record({ productMasterId: 'prod_l', lotNumber: 'NEW', binId: 'bin_1' }, 0.25)
    expect(again.data.inventoryItem).toMatchObject({ id: data.inventoryItem.id, qtyOnHand: 0.75 })
  })

  test('is refused with everything that is wrong with it', async () => {
    await refusal(
      record({ productMasterId: 'prod_l', expiryDate: '2027-01-01', binId: 'bin_2' }),
      'requestInvalid',
      wrong('/lotNumber', 'must be present because the product is lot-tracked'),
      wrong('/expiryDate', 'must be null if lotNumber is null'),
      wrong('/binId', 'must be the id of a bin at the location'),
    )
    await refusal(
      record({ productMasterId: 'prod_theirs', locationId: 'loc_theirs', binId: 'bin_theirs' }),
      'referenceUnknown',
      wrong('/productMasterId', 'must be the id of a product'),
      wrong('/locationId', 'must be the id of a location'),
      wrong('/binId', 'must be the id of a bin'),
    )
    await refusal(record({ productMasterId: 'prod_l', lotNumber: 'LOT_OLD', expiryDate: '2027-01-01' }), 'lotDateDiffers')
    const tooMuch = wrong('/qty', 'must not raise the quantity on hand above 1000000000')
    await refusal(record({}, 999_999_920.001), 'requestInvalid', tooMuch)
  })
})

test('the history is filtered by what moved, where, why and when', async () => {
  await call('adjustInventory', { body: { inventoryItemId: 'item_b2', deltaQty: 1, ...why } }, { now: now - 1000 })
  await call('adjustInventory', { body: { inventoryItemId: 'item_a1', deltaQty: 2, ...why, reasonCodeId: 'reason_2' } }, { now })
  const deltas = async (query: object) => {
    const { data } = await call('listAdjustments', { query: { ...first, sortBy: 'createdAt', ...query } })
    return data.map(({ deltaQty }) => deltaQty)
  }
  const since = { startDate: '2026-06-01T11:00:00Z' }
  expect(await deltas(since)).toEqual([1, 2])
  expect(await deltas({ ...since, sortBy: 'deltaQty', sortOrder: 'desc' })).toEqual([2, 1])
  expect(await deltas({ startDate: time })).toEqual([2])
  expect(await deltas({ ...since, endDate: '2026-06-01T11:59:59.000Z' })).toEqual([1])
  expect(await deltas({ ...since, locationId: 'loc_2' })).toEqual([1])
  expect(await deltas({ ...since, productMasterId: 'prod_a' })).toEqual([2])
  expect(await deltas({ ...since, reasonCodeId: 'reason_2' })).toEqual([2])
  expect(await deltas({ ...since, transactionType: 'INITIAL' })).toEqual([])
  expect(await deltas({ inventoryItemId: 'item_a1' })).toEqual([200, 2])
  expect(await deltas({ transferId: 'trf_0' })).toEqual([])
  expect(await deltas({ cycleCountId: 'cc_0' })).toEqual([])
  expect(await deltas({ inventoryItemId: 'item_theirs' })).toEqual([])
})

test('reason codes are listed by name and label', async () => {
  const list = async (query: object) => (await call('listReasonCodes', { query: { ...first, sortBy: 'code', ...query } })).data
  expect((await list({})).map(({ code }) => code)).toEqual(['CYCLE_COUNT', 'DAMAGE'])
  expect((await list({ sortBy: 'label', sortOrder: 'desc' })).map(({ code }) => code)).toEqual(['DAMAGE', 'CYCLE_COUNT'])
  expect(await list({ code: 'DAMAGE' })).toEqual([{ id: 'reason_2', code: 'DAMAGE', label: 'Damage', description: 'Broken or wet' }])
})

import { expect, test } from 'vitest'
import { openInventory, time } from '../testing/inventory-fixture.ts'

test('key figures count everything that matches, and the movements of the period', async () => {
  const { call, close } = await openInventory()
  const out = { inventoryItemId: 'item_b1', deltaQty: -1.5, reasonCodeId: 'reason_1', comment: null, rootCause: null }
  await call('adjustInventory', { body: out })
  await call('adjustInventory', { body: { ...out, deltaQty: 0.5 } })
  const { data } = await call('getInventoryAnalytics', { query: {} })
  expect(data).toEqual({
    locationId: null,
    productMasterId: null,
    startDate: '2026-05-02T12:00:00Z',
    endDate: time,
    stockLineCount: 7,
    productCount: 3,
    stockoutCount: 0,
    totalOnHand: 348.3,
    totalReserved: 60,
    totalOnHold: 10,
    totalPicked: 0,
    totalRecalled: 12,
    totalExpired: 40,
    totalExpiringSoon: 19,
    totalAvailable: 278.3,
    values: [
      { currency: 'CHF', totalValue: 67.85 },
      { currency: 'EUR', totalValue: 2205 },
    ],
    locations: [
      { locationId: 'loc_1', locationName: 'Hamburg', stockLineCount: 5, totalOnHand: 336, totalAvailable: 266 },
      { locationId: 'loc_2', locationName: 'Munich', stockLineCount: 2, totalOnHand: 12.3, totalAvailable: 12.3 },
    ],
    movements: [
      { transactionType: 'ADJUSTMENT', count: 2, inQty: 0.5, outQty: 1.5, netQty: -1 },
      { transactionType: 'INITIAL', count: 7, inQty: 349.3, outQty: 0, netQty: 349.3 },
    ],
  })
  await close()
})

test('key figures are narrowed down, by what names nothing to zeros', async () => {
  const { call, close } = await openInventory()
  const held = { inventoryItemId: 'item_b1', newQtyOnHand: 10, reasonCodeId: 'reason_1', comment: null, rootCause: null }
  await call('createAdjustment', { body: held })
  const one = await call('getInventoryAnalytics', { query: { locationId: 'loc_1', productMasterId: 'prod_b', startDate: time } })
  expect(one.data).toMatchObject({ stockLineCount: 1, productCount: 1, stockoutCount: 1, totalOnHand: 10, totalAvailable: 0, values: [] })
  expect(one.data.movements).toEqual([{ transactionType: 'ADJUSTMENT', count: 1, inQty: 0, outQty: 70, netQty: -70 }])
  expect((await call('getInventoryAnalytics', { query: { productMasterId: 'prod_b' } })).data.stockoutCount).toBe(0)

  for (const query of [{ locationId: 'loc_theirs' }, { productMasterId: 'prod_theirs' }, { locationId: 'loc_3' }]) {
    const { data } = await call('getInventoryAnalytics', { query })
    expect(data).toMatchObject({ ...query, stockLineCount: 0, productCount: 0, stockoutCount: 0, totalOnHand: 0, totalAvailable: 0 })
    expect([data.values, data.locations, data.movements]).toEqual([[], [], []])
  }
  const backwards = await call('getInventoryAnalytics', { query: { startDate: time, endDate: '2026-05-01T00:00:00Z' } })
  expect(backwards.data.movements).toEqual([])
  await close()
})

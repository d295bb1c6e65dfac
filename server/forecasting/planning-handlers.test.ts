import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { type Fixture, openFixture } from '../testing/fixture.ts'
import type { NewStockLine } from '../store/stock-lines-store.ts'
import { newPlanner, type Planner } from '../testing/forecasting-sample.ts'

let fixture: Fixture
let planner: Planner
beforeAll(async () => {
  fixture = await openFixture()
  planner = await newPlanner(fixture)
  await stock({ id: 'item_1', quantityReserved: 20 }, 100)
  await stock({ id: 'item_2', locationId: 'loc_2', quantityReserved: 7 }, 7)
  await stock({ id: 'item_3', productMasterId: 'prod_3', locationId: 'loc_2' }, 13)
})
afterAll(() => fixture.close())

async function stock(wish: Partial<NewStockLine> & { id: string }, quantity: number) {
  const time = '2026-05-01T08:00:00Z'
  await planner.store.inventory.insert({
    productMasterId: 'prod_1',
    locationId: 'loc_1',
    lotId: null,
    binId: null,
    quantityReserved: 0,
    quantityOnHold: 0,
    quantityPicked: 0,
    lastCountedAt: null,
    updatedAt: time,
    ...wish,
  })
  await planner.store.adjustments.record({
    id: `txn_${wish.id}`,
    inventoryItemId: wish.id,
    transactionType: 'INITIAL',
    deltaQty: quantity,
    qtyBefore: 0,
    qtyAfter: quantity,
    reasonCodeId: null,
    comment: null,
    rootCause: null,
    transferId: null,
    cycleCountId: null,
    createdAt: time,
  })
}

const other = (key: string | undefined) => (key === undefined ? {} : { key })
const kpi = (query: string, key?: string) => planner.ask('getPlanningKpi', { query: `?${query}`, ...other(key) })
const sku = (sku: string, query = '', key?: string) => planner.ask('getSkuAccuracy', { params: { sku }, query: `?${query}`, ...other(key) })

describe('planning key figures', () => {
  test('set demand of the period against stock of now', async () => {
    const { body } = await kpi('period=LAST_7_DAYS')
    const demand = 320 + 80 + 70 + 6
    const inStock = 320 + 80
    expect(body.data).toMatchObject({
      locationId: null,
      period: 'LAST_7_DAYS',
      startDate: '2026-05-25',
      endDate: '2026-05-31',
      days: 7,
      stockouts: { productLocationCount: 3, stockoutCount: 2, stockoutPercent: 66.7 },
      inventoryTurns: { turnsPerYear: 206.83, demandQuantity: demand, quantityOnHand: 120 },
      carryingCosts: { annualRatePct: 0.25, byCurrency: [{ currency: 'EUR', inventoryValue: 267.5, carryingCost: 1.28 }] },
      serviceLevel: { serviceLevelPercent: 84, demandQuantity: demand, inStockDemandQuantity: inStock },
      weeksOfSupply: { weeks: 0.3, quantityOnHand: 120, weeklyDemandQuantity: demand },
    })
    expect(body.data.forecastAccuracy).toMatchObject({ skuCount: 1, mape: 0, wape: 0, bias: 0, accuracy: 100, excellentCount: 1 })
  })

  test('are those of one location, where one is asked for', async () => {
    const { body } = await kpi('period=LAST_7_DAYS&locationId=loc_2&carryingRatePct=0')
    expect(body.data).toMatchObject({
      locationId: 'loc_2',
      stockouts: { productLocationCount: 2, stockoutCount: 2, stockoutPercent: 100 },
      carryingCosts: { annualRatePct: 0, byCurrency: [{ currency: 'EUR', inventoryValue: 17.5, carryingCost: 0 }] },
      weeksOfSupply: { quantityOnHand: 20, weeklyDemandQuantity: 76 },
    })
  })

  test.each([
    ['a location that is none', 'locationId=loc_0', undefined],
    ['a period before all demand', 'period=CUSTOM&startDate=2020-01-01&endDate=2020-01-31', undefined],
    ['a period that is to come', 'period=CUSTOM&startDate=2026-06-01&endDate=2026-06-30', undefined],
  ])('are counts of 0 and no figures for %s', async (_, query) => {
    const { forecastAccuracy, stockouts, serviceLevel, weeksOfSupply } = (await kpi(query)).body.data as Schemas['PlanningKpi']
    expect(forecastAccuracy).toMatchObject({ skuCount: 0, mape: null, wape: null, bias: null, accuracy: null, topOverforecast: [] })
    expect(stockouts).toEqual({ productLocationCount: 0, stockoutCount: 0, stockoutPercent: null })
    expect(serviceLevel).toEqual({ serviceLevelPercent: null, demandQuantity: 0, inStockDemandQuantity: 0 })
    expect(weeksOfSupply).toMatchObject({ weeks: null, weeklyDemandQuantity: 0 })
  })

  test('of another tenant are its own', async () => {
    const { body } = await kpi('locationId=loc_1', planner.otherKey)
    expect(body.data).toMatchObject({
      startDate: '2026-05-02',
      endDate: '2026-05-31',
      inventoryTurns: { turnsPerYear: null, quantityOnHand: 0 },
    })
  })

  test.each([
    ['period=CUSTOM', ['startDate', 'endDate']],
    ['startDate=2026-05-01', ['startDate']],
    ['period=CUSTOM&startDate=2026-05-02&endDate=2026-05-01', ['endDate']],
    ['period=CUSTOM&startDate=2026-02-30&endDate=2026-03-01', ['startDate']],
  ])('are refused for %s', async (query, paths) => {
    for (const { status, body } of [await kpi(query), await sku('SKU/1', query)]) {
      expect(status).toBe(400)
      expect(body.details.issues.map((issue: Schemas['Issue']) => `${issue.in} ${issue.path}`)).toEqual(
        paths.map((path) => `query ${path}`),
      )
    }
  })
})

describe('the accuracy of a SKU', () => {
  test('is told day by day', async () => {
    const { body } = await sku('SKU/1', 'period=LAST_7_DAYS&locationId=loc_1')
    expect(body.data).toMatchObject({
      sku: 'SKU/1',
      productMasterId: 'prod_1',
      productName: 'Trail Running Shoe',
      locationId: 'loc_1',
      mape: 0,
      band: 'EXCELLENT',
      forecastQuantity: 400,
      actualQuantity: 400,
    })
    expect(body.data.buckets).toHaveLength(7)
    expect(body.data.buckets[0]).toEqual({ date: '2026-05-25', forecastQuantity: 47.5, actualQuantity: 47.5, errorQuantity: 0 })
  })

  test('is that of the days of which forecast and demand are known', async () => {
    const { body } = await sku('SKU/1', 'period=CUSTOM&startDate=2026-04-01&endDate=2026-06-30')
    expect(body.data).toMatchObject({ days: 91, startDate: '2026-04-01', endDate: '2026-06-30' })
    expect(body.data.buckets[0].date).toBe('2026-04-12')
    expect(body.data.buckets.at(-1).date).toBe('2026-05-31')
  })

  test.each([
    ['SKU/2', ''],
    ['SKU/3', ''],
    ['SKU/1', 'locationId=loc_0'],
  ])('of %s with %j is not known', async (name, query) => {
    const { body } = await sku(name, query)
    expect(body.data).toMatchObject({ mape: null, band: null, forecastQuantity: 0, actualQuantity: 0, buckets: [] })
  })

  test('is 404 for a SKU that is none of the tenant', async () => {
    const [unknown, foreign] = [await sku('SKU/0'), await sku('SKU/1', '', planner.otherKey)]
    expect([unknown.status, foreign.status]).toEqual([404, 404])
    expect((await sku('prod_1')).status).toBe(404)
  })
})

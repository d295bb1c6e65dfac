import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract, valueAt, type OperationId } from '../../../spec/contract.ts'
import { type Fixture, openFixture } from '../fixture.ts'
import { newPlanner, type Planner } from '../forecasting-sample.ts'
import { patience, runs } from '../property-runs.ts'
import { reason } from '../store-suite/sample.ts'

let fixture: Fixture
/** Holds every answer against the contract. */
let planner: Planner
beforeAll(async () => {
  fixture = await openFixture({ logLevel: 'silent' })
  planner = await newPlanner(fixture)
  await planner.store.reasonCodes.insert(reason)
})
afterAll(() => fixture.close())

const asked = new Set<OperationId>()
/** What an operation answers that does what it is asked. */
async function answer(id: OperationId, options: Parameters<Planner['ask']>[1] = {}) {
  asked.add(id)
  const { status, body, text } = await planner.ask(id, options)
  expect(status, `${id} answers ${text}`).toBe(contract.operations[id].success.status)
  return body.data
}

/** Whether a schema has a figure that may be larger than anything that is not summed. */
function hasSum(schema: unknown, seen = new Set<string>()): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  const { $ref, maximum } = schema as { $ref?: unknown; maximum?: unknown }
  if (maximum === 1e15) return true
  if (typeof $ref === 'string') {
    if (seen.has($ref)) return false
    return hasSum(valueAt(contract.document, $ref.slice(1)), seen.add($ref))
  }
  return Object.values(schema).some((each) => hasSum(each, seen))
}
const showing = Object.values(contract.operations)
  .filter(({ success }) => hasSum(success.schema))
  .map(({ id }) => id)

const most = 1_000_000_000
const sumOf = (quantities: readonly number[]) => Number(quantities.reduce((sum, each) => sum + BigInt(Math.round(each * 1e6)), 0n)) / 1e6

let products = 0
async function newProduct(): Promise<{ productMasterId: string; sku: string }> {
  const sku = `SUM-${products++}`
  return { productMasterId: (await answer('createProduct', { payload: { sku, name: 'Peg', unitCost: most } })).id as string, sku }
}

/** Puts each quantity into a stock line of its own. */
async function fill(productMasterId: string, locationId: string, quantities: readonly number[]): Promise<void> {
  for (const [index, qty] of quantities.entries()) {
    const payload = { productMasterId, locationId, lotNumber: `LOT-${locationId.slice(-1)}-${index}`, qty, reasonCodeId: reason.id }
    await answer('recordStock', { payload })
  }
}

/** Looks at all that shows the stock of a product, which has these sums at the two places. */
async function expectSums(productMasterId: string, here: number, there: number): Promise<void> {
  const both = sumOf([here, there])
  const query = `?productMasterId=${productMasterId}`
  const places = [
    { id: 'loc_1', sum: here },
    { id: 'loc_2', sum: there },
  ]
  const levels = await answer('listProductInventoryLevels', { params: { productId: productMasterId }, query: '?sortBy=locationName' })
  expect(levels).toMatchObject(places.map(({ id, sum }) => ({ locationId: id, quantityOnHand: sum, quantityAvailable: sum })))
  const positions = await answer('listAvailability', { query: `${query}&summary=true` })
  const totals = places.map(({ id, sum }) => expect.objectContaining({ locationId: id, totalOnHand: sum, totalAvailable: sum }))
  expect(positions).toEqual(expect.arrayContaining(totals))
  const { items } = await answer('checkAvailability', { payload: { items: [{ productMasterId, qty: most }] } })
  expect(items).toMatchObject([{ qtyAvailable: both, qtyShort: Math.max(0, sumOf([most, -both])) }])
  const channels = places.map(({ id, sum }) =>
    expect.objectContaining({ location: expect.objectContaining({ id }), totalOnHand: sum, maxAtp: sum }),
  )
  expect(await answer('listChannelLocationAtp', { query })).toEqual(expect.arrayContaining(channels))
  const { rows } = await answer('getChannelLocationDrilldown', { query })
  const row = { onHand: here, available: here, atp: here }
  expect(rows).toContainEqual(expect.objectContaining({ channels: [expect.objectContaining(row), expect.objectContaining(row)] }))
  expect(await answer('listChannelSummaries', { query })).toMatchObject([{ totalOnHand: both }, { totalOnHand: both }])
  const analytics = await answer('getInventoryAnalytics', { query })
  expect(analytics).toMatchObject({ totalOnHand: both, totalAvailable: both })
  expect(analytics.movements).toContainEqual(expect.objectContaining({ netQty: both }))
}

const quantities = fc.array(fc.constantFrom(most, most, most - 0.000001, 0.001, 123.5, 600_000_000), { minLength: 1, maxLength: 4 })

test(
  'sums of stock are exact, however far they are above what one line may hold',
  async () => {
    await fc.assert(
      fc.asyncProperty(quantities, quantities, async (here, there) => {
        const { productMasterId } = await newProduct()
        await fill(productMasterId, 'loc_1', here)
        await fill(productMasterId, 'loc_2', there)
        await expectSums(productMasterId, sumOf(here), sumOf(there))
      }),
      runs(25),
    )
  },
  patience,
)

test('whatever shows a sum may show one that is above what one line, or one day, may hold', async () => {
  const { productMasterId, sku } = await newProduct()
  const query = `?productMasterId=${productMasterId}`
  const types = { stockout: true, lowAtp: true, forecastDeviation: true, expiry: true, slowMoving: true, overstock: true }
  await answer('replaceAlertConfig', { payload: { config: { alertTypes: types, cooldownMinutes: 0 } } })
  await answer('upsertInventoryLevel', { payload: { productMasterId, locationId: 'loc_1', maxQuantity: most } })
  const daily = Array.from({ length: 90 }, () => most)
  for (const channelId of ['DTC', 'WHOLESALE'])
    await planner.store.demand.insert({ productMasterId, locationId: 'loc_1', channelId, startDate: '2026-03-03', quantities: daily })

  // More than a double can tell in millionths.
  await fill(productMasterId, 'loc_1', daily.slice(0, 12))
  await fill(productMasterId, 'loc_2', [most, most])
  await expectSums(productMasterId, 12 * most, 2 * most)
  expect(await answer('listAlertHistory', { query })).toMatchObject([{ type: 'OVERSTOCK', value: 2 * most, threshold: most }])
  await answer('triggerAlert', { payload: { type: 'OVERSTOCK', productMasterId } })

  const planning = await answer('getPlanningKpi', { query: '?period=LAST_30_DAYS' })
  expect(planning.inventoryTurns.quantityOnHand).toBeGreaterThanOrEqual(14 * most)
  expect(planning.weeksOfSupply.weeklyDemandQuantity).toBeGreaterThanOrEqual(14 * most)
  expect(planning.serviceLevel.demandQuantity).toBeGreaterThanOrEqual(60 * most)
  expect(planning.carryingCosts.byCurrency[0].inventoryValue).toBeGreaterThanOrEqual(14 * most * most)
  const accuracy = await answer('getSkuAccuracy', { params: { sku }, query: '?period=LAST_30_DAYS' })
  expect(accuracy.actualQuantity).toBe(60 * most)

  expect((await answer('getForecast', { query: `${query}&horizonDays=7` })).total.forecastQuantity).toBe(14 * most)
  expect((await answer('getLongTermForecast', { query })).buckets[0].baselineQuantity).toBe(60 * most)
  expect((await answer('listChannelProjections', { query })).length).toBe(2)

  const event = await answer('createForecastEvent', {
    payload: {
      name: 'Sale',
      type: 'PROMOTION',
      startsAt: '2026-06-01T00:00:00Z',
      endsAt: '2026-06-30T23:59:59Z',
      value: { liftPct: 1, stackingMode: 'MULTIPLICATIVE' },
      productMasterId,
    },
  })
  const plan = { name: 'Plan', type: 'OTHER', assumptions: { includedEventIds: [event.id] } }
  const params = { scenarioId: (await answer('createForecastScenario', { payload: plan })).id as string }
  const generate = () => answer('generateForecastScenario', { params, payload: { horizonDays: 7 } })
  expect((await generate()).result.total.forecastQuantity).toBeGreaterThanOrEqual(28 * most)
  const other = await answer('createForecastScenario', { payload: { name: 'Other', type: 'OTHER' } })
  const comparison = { scenarioIds: [params.scenarioId, other.id], productMasterId, horizonDays: 7 }
  expect((await answer('compareForecastScenarios', { payload: comparison })).scenarios[0].deltaQuantity).toBe(14 * most)
  await answer('getForecastScenario', { params })
  await answer('listForecastScenarios')
  await answer('updateForecastScenario', { params, payload: plan })
  await generate()
  await answer('publishForecastScenario', { params })
  await answer('archiveForecastScenario', { params })

  expect(showing.filter((id) => !asked.has(id))).toEqual([])
})

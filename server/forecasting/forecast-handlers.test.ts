import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OperationId, Schemas } from '../../spec/contract.ts'
import { type Fixture, noon, openFixture } from '../testing/fixture.ts'
import { newPlanner, type Planner, week } from '../testing/forecasting-sample.ts'

let fixture: Fixture
let planner: Planner
beforeAll(async () => {
  fixture = await openFixture()
  planner = await newPlanner(fixture)
})
afterAll(() => fixture.close())

const get = (id: OperationId, query: string, key?: string) => planner.ask(id, { query: `?${query}`, ...(key === undefined ? {} : { key }) })
const forecast = async (query: string, key?: string): Promise<Schemas['Forecast']> => (await get('getForecast', query, key)).body.data
const post = (url: string, payload: object) => planner.call('POST', url, payload)
const event = async (liftPct: number, stackingMode: string, place: object = {}, days = ['2026-06-01', '2026-06-07']) => {
  const { body } = await post('/forecast/events', {
    name: 'Sale',
    type: 'PROMOTION',
    startsAt: `${days[0]}T00:00:00Z`,
    endsAt: `${days[1]}T23:59:59Z`,
    value: { liftPct, stackingMode },
    ...place,
  })
  return body.data.id as string
}
const scenario = async (...includedEventIds: string[]) => {
  const { body } = await post('/forecast/scenarios', { name: 'Plan', type: 'OTHER', assumptions: { includedEventIds } })
  return body.data.id as string
}

describe('a forecast', () => {
  test('goes on from the day after the last known demand, whatever the time is', async () => {
    const data = await forecast('productMasterId=prod_1&locationId=loc_1&channelId=DTC&horizonDays=8')
    expect(data).toMatchObject({
      productMasterId: 'prod_1',
      locationId: 'loc_1',
      channelId: 'DTC',
      scenarioId: null,
      method: 'HOLT_WINTERS_DAMPED_ADDITIVE',
      intervalPercent: 80,
      historyStartDate: '2026-03-23',
      historyEndDate: '2026-05-31',
      startDate: '2026-06-01',
      endDate: '2026-06-08',
      horizonDays: 8,
      eventIds: [],
    })
    expect(data.buckets.map(({ baselineQuantity }) => baselineQuantity)).toEqual([...week, week[0]])
    expect(data.total).toEqual({ baselineQuantity: 358, eventFactor: 1, forecastQuantity: 358, lowerQuantity: 358, upperQuantity: 358 })
  })

  test('is the sum of its lines, and has thirty days unless asked otherwise', async () => {
    const parts = await Promise.all(
      ['productMasterId=prod_1&locationId=loc_1', 'productMasterId=prod_1&locationId=loc_2', 'productMasterId=prod_2'].map((query) =>
        forecast(query),
      ),
    )
    const { total, horizonDays, historyStartDate } = await forecast('')
    expect(horizonDays).toBe(30)
    expect(historyStartDate).toBe('2026-03-23')
    expect(total.baselineQuantity).toBeCloseTo(
      parts.reduce((sum, part) => sum + part.total.baselineQuantity, 0),
      6,
    )
  })

  test.each(['productMasterId=prod_0', 'locationId=loc_0', 'channelId=NONE', 'scenarioId=scenario_0', 'productMasterId=prod_3'])(
    'of nothing (%s) is nothing',
    async (query) => {
      const data = await forecast(`${query}&horizonDays=2`)
      expect(data.total).toEqual({ baselineQuantity: 0, eventFactor: 1, forecastQuantity: 0, lowerQuantity: 0, upperQuantity: 0 })
      expect(data).toMatchObject({ historyStartDate: null, historyEndDate: '2026-05-31', startDate: '2026-06-01' })
    },
  )

  test('of a tenant without demand begins today', async () => {
    fixture.clock.now = Date.UTC(2027, 0, 15, 23, 59)
    const data = await forecast('horizonDays=1&productMasterId=prod_1', planner.otherKey)
    expect(data).toMatchObject({ historyStartDate: null, historyEndDate: null, startDate: '2027-01-15', endDate: '2027-01-15' })
    const { body } = await get('getLongTermForecast', 'months=1', planner.otherKey)
    expect(body.data).toMatchObject({ startDate: '2027-02-01', endDate: '2027-02-28', historyEndDate: null })
    expect((await get('listChannelProjections', 'page=1', planner.otherKey)).body).toEqual({
      data: [],
      pagination: { page: 1, pageSize: 20, total: 0, totalPages: 0 },
    })
    fixture.clock.now = noon
  })

  test.each([
    ['MULTIPLICATIVE', 1.4375, [54.63, 51.75, 53.19]],
    ['ADDITIVE', 1.4, [53.2, 50.4, 51.8]],
  ])('takes the %s events of the scenario that it is asked for', async (mode, factor, quantities) => {
    const first = await event(0.25, mode, { productMasterId: 'prod_1' })
    const second = await event(0.15, mode, { locationId: 'loc_1' }, ['2026-05-20', '2026-06-03'])
    const id = await scenario(second, first)
    const data = await forecast(`productMasterId=prod_1&locationId=loc_1&channelId=DTC&scenarioId=${id}&horizonDays=4`)
    expect(data).toMatchObject({ scenarioId: id, eventIds: [second, first] })
    expect(data.buckets.map(({ eventFactor }) => eventFactor)).toEqual([factor, factor, factor, 1.25])
    expect(data.buckets.slice(0, 3).map(({ forecastQuantity }) => forecastQuantity)).toEqual(quantities)
    expect((await forecast(`productMasterId=prod_2&scenarioId=${id}&horizonDays=4`)).eventIds).toEqual([])
    expect((await forecast('horizonDays=4')).eventIds).toEqual([])
  })

  test('takes an event of published scenarios once, however many include it', async () => {
    const id = await event(0.5, 'MULTIPLICATIVE', { productMasterId: 'prod_2' })
    const plans = [await scenario(id), await scenario(id)]
    const factor = async () => (await forecast('productMasterId=prod_2&horizonDays=1')).total.eventFactor
    for (const plan of plans) {
      expect(await factor()).toBe(plan === plans[0] ? 1 : 1.5)
      await post(`/forecast/scenarios/${plan}/generate`, {})
      expect((await post(`/forecast/scenarios/${plan}/publish`, {})).status).toBe(200)
      expect(await factor()).toBe(1.5)
    }
    for (const plan of plans) await planner.call('DELETE', `/forecast/scenarios/${plan}`)
    expect(await factor()).toBe(1)
  })
})

test('a long-term forecast is made of the days that forecasts have', async () => {
  const { body } = await get('getLongTermForecast', 'productMasterId=prod_1&months=2')
  const data = body.data as Schemas['LongTermForecast']
  const days = await forecast('productMasterId=prod_1&horizonDays=61')
  expect(data.buckets.map(({ month, startDate, endDate }) => [month, startDate, endDate])).toEqual([
    ['2026-06', '2026-06-01', '2026-06-30'],
    ['2026-07', '2026-07-01', '2026-07-31'],
  ])
  expect(data.total).toEqual(days.total)
  for (const { month, forecastQuantity } of data.buckets) {
    const own = days.buckets.filter(({ date }) => date.startsWith(month)).reduce((sum, each) => sum + each.forecastQuantity, 0)
    expect(forecastQuantity).toBeCloseTo(own, 6)
  }
})

describe('channel projections', () => {
  const list = async (query: string) => (await get('listChannelProjections', query)).body

  test('are the forecasts of the channels, with the share of each', async () => {
    const { data, pagination } = await list('productMasterId=prod_1&locationId=loc_1&horizonDays=7')
    expect(pagination).toEqual({ page: 1, pageSize: 20, total: 2, totalPages: 1 })
    expect(
      data.map((each: Schemas['ChannelProjection']) => [each.channelId, each.channelName, each.forecastQuantity, each.sharePct]),
    ).toEqual([
      ['DTC', 'Online shop', 320, 0.8],
      ['WHOLESALE', 'Wholesale', 80, 0.2],
    ])
    for (const { channelId, ...projection } of data) {
      const { total } = await forecast(`productMasterId=prod_1&locationId=loc_1&horizonDays=7&channelId=${channelId}`)
      expect(projection).toMatchObject(total)
    }
  })

  test('are paged, sorted and filtered as they are asked for', async () => {
    const ids = async (query: string) => (await list(query)).data.map((each: Schemas['ChannelProjection']) => each.channelId)
    expect(await ids('sortBy=forecastQuantity')).toEqual(['WHOLESALE', 'DTC'])
    expect(await ids('sortBy=forecastQuantity&sortOrder=desc')).toEqual(['DTC', 'WHOLESALE'])
    expect(await ids('sortBy=channelName&sortOrder=desc')).toEqual(['WHOLESALE', 'DTC'])
    expect(await ids('limit=1&page=2')).toEqual(['WHOLESALE'])
    expect(await ids('limit=1&page=3')).toEqual([])
    expect(await ids('channelId=WHOLESALE')).toEqual(['WHOLESALE'])
    expect(await ids('locationId=loc_2')).toEqual(['DTC'])
    expect(await ids('scenarioId=scenario_0')).toEqual([])
  })
})

describe('a comparison', () => {
  const compare = (payload: object) => planner.ask('compareForecastScenarios', { payload })

  test('sets scenarios side by side, in the order asked for, and changes nothing', async () => {
    const sale = await event(0.25, 'MULTIPLICATIVE', { productMasterId: 'prod_1' })
    const slump = await event(-0.4, 'ADDITIVE')
    const [plain, both] = [await scenario(sale), await scenario(sale, slump)]
    const answer = await compare({
      scenarioIds: [both, plain],
      horizonDays: 7,
      productMasterId: 'prod_1',
      locationId: 'loc_1',
      channelId: 'DTC',
    })
    const data = answer.body.data as Schemas['ScenarioComparison']
    expect(data.dailyBaselineQuantities).toEqual(week)
    expect(
      data.scenarios.map((each) => [each.scenarioId, each.status, each.total.eventFactor, each.deltaQuantity, each.deltaPercent]),
    ).toEqual([
      [both, 'DRAFT', 0.75, -80, -25],
      [plain, 'DRAFT', 1.25, 80, 25],
    ])
    expect(data.scenarios[1]?.dailyQuantities).toEqual(week.map((quantity) => quantity * 1.25))
  })

  test('of nothing has no percentage', async () => {
    const ids = [await scenario(), await scenario()]
    const { body } = await compare({ scenarioIds: ids, productMasterId: 'prod_3' })
    expect(body.data.scenarios.map((each: Schemas['ComparedScenario']) => each.deltaPercent)).toEqual([null, null])
  })

  test('names everything that does not exist', async () => {
    const id = await scenario()
    const answer = await compare({
      scenarioIds: ['scenario_0', id, 'scenario_1'],
      productMasterId: 'prod_0',
      locationId: 'loc_0',
      channelId: 'NONE',
    })
    expect(answer).toMatchObject({ status: 400, body: { details: { reason: 'UNKNOWN_REFERENCE' } } })
    expect(answer.body.details.issues.map((issue: Schemas['Issue']) => `${issue.path} ${issue.message}`)).toEqual([
      '/scenarioIds/0 must be the id of a forecast scenario',
      '/scenarioIds/2 must be the id of a forecast scenario',
      '/productMasterId must be the id of a product',
      '/locationId must be the id of a location',
      '/channelId must be the id of a channel',
    ])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract, type OperationId, type Operations } from '../../spec/contract.ts'
import { dayOf } from '../forecasting/calendar.ts'
import { type Observation, measure, observationsOf } from '../forecasting/accuracy.ts'
import { type FittedLine, fitLines, outlookOf } from '../forecasting/outlook.ts'
import { openStore } from '../store/open.ts'
import type { NamedDemandLine } from '../store/forecasting-store.ts'
import type { Store, TenantStore } from '../store/store.ts'
import { seedDemo } from './seed.ts'

let store: Store
let nordwind: TenantStore
let suedlicht: TenantStore
beforeAll(async () => {
  store = await openStore(':memory:')
  await seedDemo(store)
  nordwind = store.forTenant('tenant_nordwind')
  suedlicht = store.forTenant('tenant_suedlicht')
})
afterAll(() => store.close())

const all = { productMasterId: null, locationId: null, channelId: null }
const everything = { page: 1, limit: 100, sortOrder: 'asc' } as const
const last = dayOf('2026-05-31')
/** The last twelve weeks, which no forecast a week before them knows. */
const tail = { name: 'CUSTOM', first: last - 83, last, days: 84 } as const

type Data<Id extends OperationId> = Operations[Id]['responses'][200 & keyof Operations[Id]['responses']] extends {
  content: { 'application/json': { data: infer D } }
}
  ? D
  : never
const example = <Id extends OperationId>(id: Id) => (contract.operations[id].success.examples['success'] as { data: Data<Id> }).data

describe('demand', () => {
  test('is known for two years, for a good deal of products, places and channels', async () => {
    for (const [tenant, least, most] of [[nordwind, 40, 60] as const, [suedlicht, 10, 15] as const]) {
      const { lines, lastDate } = await tenant.demand.select(all)
      expect(lastDate).toBe('2026-05-31')
      expect(lines.length).toBeGreaterThanOrEqual(least)
      expect(lines.length).toBeLessThanOrEqual(most)
      expect(lines.filter(({ startDate }) => startDate === '2024-06-01').length).toBeGreaterThan(least / 2)
      expect(lines.some(({ quantities }) => quantities.length < 14)).toBe(true)
      expect(lines.some(({ quantities }) => quantities.includes(0))).toBe(true)
      expect(new Set(lines.map(({ channelId }) => channelId)).size).toBe((await tenant.channels.all()).length)
      expect(new Set(lines.map(({ locationId }) => locationId)).size).toBeGreaterThan(1)
    }
  })

  /** What a forecaster would have said a week before each day who takes the same weekday of the last week for granted. */
  const naive = (lines: readonly FittedLine<NamedDemandLine>[]): Observation[] =>
    observationsOf(
      lines.map(({ fit, ...line }) => ({
        ...line,
        fit: { ...fit, weekAhead: Float64Array.from(line.history, (_, day) => line.history[day - 7] ?? 0) },
      })),
      tail,
    )

  test.each(['nordwind', 'suedlicht'])(
    'of %s is forecast better than by the same weekday of the week before, with errors by line and of all lines together',
    async (slug) => {
      const { lines } = await store.forTenant(`tenant_${slug}`).demand.select(all)
      const fitted = fitLines(lines, last)
      const forecast = (own: readonly FittedLine<NamedDemandLine>[]) => observationsOf(own, tail)
      for (const observe of [
        (forecaster: typeof forecast) => fitted.flatMap((line) => forecaster([line])),
        (forecaster: typeof forecast) => forecaster(fitted),
      ]) {
        expect(observe(forecast).map(({ day, actual }) => [day, actual])).toEqual(observe(naive).map(({ day, actual }) => [day, actual]))
        expect(measure(observe(forecast)).wape).toBeLessThan(measure(observe(naive)).wape ?? 0)
      }
    },
  )

  test('stays within the intervals about as often as they are made for', async () => {
    const { lines } = await nordwind.demand.select(all)
    let [inside, days] = [0, 0]
    for (let cut = 14; cut <= 84; cut += 7) {
      const known = lines.filter(({ quantities }) => quantities.length > 365)
      const earlier = fitLines(
        known.map((line) => ({ ...line, quantities: line.quantities.slice(0, -cut) })),
        last - cut,
      )
      for (const [index, fitted] of earlier.entries()) {
        const { baseline, halfWidth } = outlookOf([fitted], [], last - cut + 1, 7)
        const actual = known[index]?.quantities.slice(-cut).slice(0, 7) ?? []
        actual.forEach((quantity, day) => {
          days++
          if (Math.abs(quantity - (baseline[day] ?? 0)) <= halfWidth(day + 1, day + 1)) inside++
        })
      }
    }
    expect(inside / days).toBeGreaterThan(0.7)
    expect(inside / days).toBeLessThan(0.92)
  })
})

describe('events, scenarios and changes', () => {
  test('tell the story of the contract', async () => {
    const story = example('listForecastEvents')
    expect(story).toHaveLength(2)
    for (const event of story) expect(await nordwind.forecastEvents.find(event.id)).toEqual(event)

    const { result, ...told } = example('getForecastScenario')
    const scenario = await nordwind.forecastScenarios.find('scenario_456')
    expect(scenario).toMatchObject(told)
    expect(scenario?.result).toMatchObject({ ...result, total: expect.anything() as object })

    const [change] = example('listForecastChanges')
    const { data } = await nordwind.forecastChanges.list({
      ...everything,
      sortBy: 'createdAt',
      resourceId: 'scenario_456',
      action: 'GENERATE',
    })
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({ ...change, changes: [{ field: 'result.forecastQuantity', before: null }, change?.changes[1]] })
    for (const { scenarioId } of example('compareForecastScenarios').scenarios) {
      expect(await nordwind.forecastScenarios.find(scenarioId)).toBeDefined()
    }
  })

  test('show every kind there is, in both tenants some', async () => {
    const events = await nordwind.forecastEvents.list({ ...everything, sortBy: 'startsAt' })
    expect(new Set(events.data.map(({ type }) => type)).size).toBe(7)
    expect(new Set(events.data.map(({ value }) => value.stackingMode)).size).toBe(2)
    const scenarios = await nordwind.forecastScenarios.list({ ...everything, sortBy: 'name', includeArchived: true })
    expect(new Set(scenarios.data.map(({ status }) => status)).size).toBe(4)
    const changes = await nordwind.forecastChanges.list({ ...everything, sortBy: 'createdAt' })
    expect(new Set(changes.data.map(({ action }) => action))).toEqual(new Set(['CREATE', 'DELETE', 'GENERATE', 'PUBLISH', 'ARCHIVE']))
    expect(changes.data.map(({ keyId }) => keyId)).toContain(null)
    for (const { total } of [
      (await suedlicht.forecastEvents.list({ ...everything, sortBy: 'name' })).pagination,
      (await suedlicht.forecastScenarios.list({ ...everything, sortBy: 'name' })).pagination,
      (await suedlicht.forecastChanges.list({ ...everything, sortBy: 'createdAt' })).pagination,
    ]) {
      expect(total).toBeGreaterThan(1)
    }
  })

  test('act on the forecasts of both tenants, through what is published', async () => {
    const days = { startDate: '2026-06-01', endDate: '2026-06-30' }
    for (const tenant of [nordwind, suedlicht]) expect((await tenant.forecastEvents.published(days)).length).toBeGreaterThan(0)
  })

  test('keep the id of a deleted event in an archived scenario', async () => {
    const archived = await nordwind.forecastScenarios.find('scenario_453')
    expect(archived).toMatchObject({ status: 'ARCHIVED', assumptions: { includedEventIds: ['event_786', 'event_787'] } })
    expect(await nordwind.forecastEvents.find('event_787')).toBeUndefined()
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OperationId, Schemas } from '../../spec/contract.ts'
import { type Fixture, noon, openFixture } from '../testing/fixture.ts'
import { newPlanner, type Planner } from '../testing/forecasting-sample.ts'

let fixture: Fixture
let planner: Planner
beforeAll(async () => {
  fixture = await openFixture()
})
beforeEach(async () => {
  fixture.clock.now = noon
  planner = await newPlanner(fixture)
})
afterAll(() => fixture.close())

const ask = (id: OperationId, params: Record<string, string> = {}, payload?: object, key?: string) => {
  const { query, ...rest } = params
  return planner.ask(id, {
    params: rest,
    ...(query === undefined ? {} : { query }),
    ...(payload === undefined ? {} : { payload }),
    ...(key === undefined ? {} : { key }),
  })
}

const plan = { name: 'Plan', type: 'PROMOTIONAL' }
const event = async (): Promise<string> =>
  (
    await ask(
      'createForecastEvent',
      {},
      {
        name: 'Sale',
        type: 'PROMOTION',
        startsAt: '2026-06-01T00:00:00Z',
        endsAt: '2026-06-30T23:59:59Z',
        value: { liftPct: 0.25, stackingMode: 'MULTIPLICATIVE' },
      },
    )
  ).body.data.id
const create = async (wish: object = {}): Promise<Schemas['ForecastScenario']> =>
  (await ask('createForecastScenario', {}, { ...plan, ...wish })).body.data
const get = async (scenarioId: string): Promise<Schemas['ForecastScenario']> => (await ask('getForecastScenario', { scenarioId })).body.data
const changes = async (query = '') =>
  (await ask('listForecastChanges', { query: `?sortOrder=asc${query}` })).body.data as Schemas['ForecastChange'][]

/** What is done with a scenario, where it leads, and from where it can be done. */
const actions = [
  { id: 'updateForecastScenario', payload: plan, from: ['DRAFT', 'GENERATED'], to: 'DRAFT' },
  { id: 'generateForecastScenario', payload: { horizonDays: 7 }, from: ['DRAFT'], to: 'GENERATED' },
  { id: 'publishForecastScenario', payload: undefined, from: ['GENERATED'], to: 'PUBLISHED' },
  { id: 'archiveForecastScenario', payload: undefined, from: ['DRAFT', 'GENERATED', 'PUBLISHED'], to: 'ARCHIVED' },
] as const satisfies readonly {
  id: OperationId
  payload: object | undefined
  from: Schemas['ScenarioStatus'][]
  to: Schemas['ScenarioStatus']
}[]
const ways = {
  DRAFT: [],
  GENERATED: ['generateForecastScenario'],
  PUBLISHED: ['generateForecastScenario', 'publishForecastScenario'],
  ARCHIVED: ['generateForecastScenario', 'archiveForecastScenario'],
} as const satisfies Record<Schemas['ScenarioStatus'], OperationId[]>
const statuses = Object.keys(ways) as Schemas['ScenarioStatus'][]

async function bring(status: Schemas['ScenarioStatus'], wish: object = {}): Promise<Schemas['ForecastScenario']> {
  const { id } = await create(wish)
  for (const operation of ways[status]) await ask(operation, { scenarioId: id })
  return get(id)
}

describe('a scenario', () => {
  test('is created as a draft, and found where the location says', async () => {
    const eventId = await event()
    const assumptions = { narrative: 'As usual', includedEventIds: [eventId] }
    const { status, headers, body } = await ask('createForecastScenario', {}, { ...plan, description: 'All of it', assumptions })
    const { data } = body
    expect(status).toBe(201)
    expect(headers['location']).toBe(`/api/forecast/scenarios/${data.id}`)
    expect(data).toEqual({
      ...plan,
      id: data.id,
      description: 'All of it',
      status: 'DRAFT',
      assumptions,
      result: null,
      generatedAt: null,
      publishedAt: null,
      archivedAt: null,
      createdAt: '2026-06-01T12:00:00Z',
      updatedAt: '2026-06-01T12:00:00Z',
    })
    expect(await get(data.id)).toEqual(data)
    expect((await create()).assumptions).toEqual({ narrative: null, includedEventIds: [] })
  })

  test('names the events that do not exist, before anything else is looked at', async () => {
    const known = await event()
    const assumptions = { includedEventIds: ['event_0', known, 'event_1'] }
    for (const { status, body } of [
      await ask('createForecastScenario', {}, { ...plan, assumptions }),
      await ask('updateForecastScenario', { scenarioId: 'scenario_0' }, { ...plan, assumptions }),
      await ask(
        'createForecastScenario',
        {},
        { ...plan, assumptions: { includedEventIds: Array.from({ length: 100 }, (_, index) => `event_${index}`) } },
      ),
    ]) {
      expect(status).toBe(400)
      expect(body.details).toMatchObject({
        reason: 'UNKNOWN_REFERENCE',
        issues: expect.arrayContaining([
          { in: 'body', path: '/assumptions/includedEventIds/0', message: 'must be the id of a forecast event' },
        ]),
      })
    }
    const foreign = await ask('createForecastScenario', {}, { ...plan, assumptions: { includedEventIds: [known] } }, planner.otherKey)
    expect(foreign).toMatchObject({ status: 400, body: { details: { reason: 'UNKNOWN_REFERENCE' } } })
  })

  test('keeps what was computed for all demand, for thirty days unless asked otherwise', async () => {
    const eventId = await event()
    const { id } = await create({ assumptions: { includedEventIds: [eventId] } })
    fixture.clock.now += 1000
    const { data } = (await ask('generateForecastScenario', { scenarioId: id })).body
    const { body } = await planner.call('GET', `/forecast?scenarioId=${id}`)
    expect(data).toMatchObject({
      status: 'GENERATED',
      generatedAt: '2026-06-01T12:00:01Z',
      result: { startDate: '2026-06-01', endDate: '2026-06-30', horizonDays: 30, intervalPercent: 80, total: body.data.total },
    })
    expect(data.result.total.eventFactor).toBe(1.25)
    expect(await get(id)).toEqual(data)
    const { id: short } = await create()
    expect((await ask('generateForecastScenario', { scenarioId: short }, { horizonDays: 7 })).body.data.result.horizonDays).toBe(7)
  })

  for (const status of statuses) {
    test.each(actions)(`that is ${status} meets $id`, async ({ id, payload, from, to }) => {
      const before = await bring(status)
      const entries = await changes()
      fixture.clock.now += 1000
      const answer = await ask(id, { scenarioId: before.id }, payload)
      if ((from as readonly string[]).includes(status)) {
        expect(answer).toMatchObject({ status: 200, body: { data: { id: before.id, status: to, updatedAt: '2026-06-01T12:00:01Z' } } })
        expect(await get(before.id)).toEqual(answer.body.data)
      } else {
        expect(answer).toMatchObject({ status: 409, body: { details: { code: 'CONFLICT', reason: 'INVALID_STATE' } } })
        expect(await get(before.id)).toEqual(before)
        expect(await changes()).toEqual(entries)
      }
    })
  }

  test.each(actions)('that does not exist, or is of another tenant, does not meet $id', async ({ id, payload }) => {
    const own = await create()
    const [unknown, foreign] = [
      await ask(id, { scenarioId: 'scenario_0' }, payload),
      await ask(id, { scenarioId: own.id }, payload, planner.otherKey),
    ]
    expect([unknown.status, foreign.status]).toEqual([404, 404])
    expect({ ...foreign.body.details, requestId: '' }).toEqual({ ...unknown.body.details, requestId: '' })
    expect(await get(own.id)).toEqual(own)
  })

  test('is in the status that the last thing that could be done led to', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...actions), { maxLength: 6 }), async (steps) => {
        const { id } = await create()
        let status: Schemas['ScenarioStatus'] = 'DRAFT'
        for (const { id: operation, payload, from, to } of steps) {
          const allowed = (from as readonly string[]).includes(status)
          expect((await ask(operation, { scenarioId: id }, payload)).status).toBe(allowed ? 200 : 409)
          if (allowed) status = to
          expect((await get(id)).status).toBe(status)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('leaves an entry for everything that is done, with who did it and what it changed', async () => {
    const eventId = await event()
    const { id } = await bring('PUBLISHED', { assumptions: { includedEventIds: [eventId] } })
    await ask('archiveForecastScenario', { scenarioId: id })
    const entries = await changes(`&resourceId=${id}`)
    expect(entries.map(({ action }) => action).sort()).toEqual(['ARCHIVE', 'CREATE', 'GENERATE', 'PUBLISH'])
    const of = (action: Schemas['ForecastChangeAction']) => entries.find((each) => each.action === action)
    expect(of('GENERATE')).toMatchObject({ resourceType: 'SCENARIO', keyId: planner.keyId })
    expect(of('GENERATE')?.changes).toEqual([
      { field: 'result.forecastQuantity', before: null, after: (await get(id)).result?.total.forecastQuantity },
      { field: 'status', before: 'DRAFT', after: 'GENERATED' },
    ])
    expect(of('PUBLISH')?.changes).toEqual([{ field: 'status', before: 'GENERATED', after: 'PUBLISHED' }])
    expect(of('CREATE')?.changes).toContainEqual({ field: 'assumptions.includedEventIds', before: null, after: eventId })
    expect((await changes('&resourceType=EVENT')).map(({ resourceId }) => resourceId)).toEqual([eventId])
    expect(await changes('&keyId=key_0')).toEqual([])
    expect(await changes('&startDate=2026-06-01T12:00:01Z')).toEqual([])
    expect(await changes('&endDate=2026-06-01T12:00:00Z')).toHaveLength(5)
  })

  test('that is replaced by itself as a draft leaves no trace in history', async () => {
    const { id } = await create()
    await ask('updateForecastScenario', { scenarioId: id }, plan)
    expect(await changes()).toHaveLength(1)
  })
})

describe('the list of scenarios', () => {
  test('leaves archived ones out unless they are asked for', async () => {
    const eventId = await event()
    const made: Record<string, string> = {}
    for (const status of statuses) {
      const { id } = await bring(status, {
        name: `${status} plan`,
        ...(status === 'DRAFT' ? {} : { assumptions: { includedEventIds: [eventId] } }),
      })
      made[status] = id
      fixture.clock.now += 1000
    }
    const list = async (query: string) =>
      ((await ask('listForecastScenarios', { query: `?${query}` })).body.data as Schemas['ForecastScenario'][]).map(({ status }) => status)
    expect(await list('')).toEqual(['DRAFT', 'GENERATED', 'PUBLISHED'])
    expect(await list('includeArchived=true&sortOrder=desc')).toEqual(['ARCHIVED', 'PUBLISHED', 'GENERATED', 'DRAFT'])
    expect(await list('status=ARCHIVED')).toEqual(['ARCHIVED'])
    expect(await list('status=ARCHIVED&includeArchived=false')).toEqual(['ARCHIVED'])
    expect(await list('status=DRAFT&includeArchived=true')).toEqual(['DRAFT'])
    expect(await list(`eventId=${eventId}&includeArchived=true&sortBy=name`)).toEqual(['ARCHIVED', 'GENERATED', 'PUBLISHED'])
    expect(await list('search=DRAFT')).toEqual(['DRAFT'])
    expect(await list('type=BASELINE')).toEqual([])
    expect((await ask('listForecastScenarios', { query: '' }, undefined, planner.otherKey)).body.data).toEqual([])
  })
})

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

const sale = {
  name: 'Sale',
  type: 'PROMOTION',
  startsAt: '2026-06-01T00:00:00Z',
  endsAt: '2026-06-30T23:59:59Z',
  value: { liftPct: 0.25, stackingMode: 'MULTIPLICATIVE' },
}
const create = async (wish: object = {}): Promise<Schemas['ForecastEvent']> =>
  (await ask('createForecastEvent', {}, { ...sale, ...wish })).body.data
const plan = async (...includedEventIds: string[]): Promise<string> =>
  (await ask('createForecastScenario', {}, { name: 'Plan', type: 'OTHER', assumptions: { includedEventIds } })).body.data.id
const step = (scenarioId: string, ...steps: OperationId[]) =>
  steps.reduce((done, id) => done.then(() => ask(id, { scenarioId })).then(() => undefined), Promise.resolve())
const scenario = async (scenarioId: string) => (await ask('getForecastScenario', { scenarioId })).body.data
const changes = async (query = '') =>
  (await ask('listForecastChanges', { query: `?sortOrder=asc${query}` })).body.data as Schemas['ForecastChange'][]

describe('an event', () => {
  test('is created as sent, and found where the location says', async () => {
    const { status, headers, body } = await ask('createForecastEvent', {}, { ...sale, productMasterId: 'prod_1', locationId: 'loc_1' })
    const { data } = body
    expect(status).toBe(201)
    expect(headers['location']).toBe(`/api/forecast/events/${data.id}`)
    expect(data).toEqual({
      ...sale,
      id: data.id,
      value: { ...sale.value, description: null },
      isGlobal: false,
      isOrgWide: false,
      productMasterId: 'prod_1',
      productMaster: { id: 'prod_1', sku: 'SKU/1', name: 'Trail Running Shoe' },
      locationId: 'loc_1',
      createdAt: '2026-06-01T12:00:00Z',
      updatedAt: '2026-06-01T12:00:00Z',
    })
    expect((await ask('getForecastEvent', { eventId: data.id })).body.data).toEqual(data)
    expect(await create()).toMatchObject({ isGlobal: true, isOrgWide: true, productMaster: null })
  })

  test.each([
    [{ endsAt: '2026-06-01T00:00:00Z' }, undefined, ['/endsAt must be after startsAt']],
    [{ endsAt: '2026-05-01T00:00:00Z', productMasterId: 'prod_0' }, undefined, ['/endsAt must be after startsAt']],
    [{ productMasterId: 'prod_0' }, 'UNKNOWN_REFERENCE', ['/productMasterId must be the id of a product']],
    [
      { productMasterId: 'prod_0', locationId: 'loc_0' },
      'UNKNOWN_REFERENCE',
      ['/productMasterId must be the id of a product', '/locationId must be the id of a location'],
    ],
    [{ colour: 'red' }, undefined, ['/colour is not a property of this body']],
    [{ value: { liftPct: -1, stackingMode: 'ADDITIVE' } }, undefined, ['/value/liftPct must be >= -0.99']],
  ])('with %j is refused, whether it is new or replaces one', async (wish, reason, issues) => {
    const { id } = await create()
    const before = await changes()
    for (const { status, body } of [
      await ask('createForecastEvent', {}, { ...sale, ...wish }),
      await ask('updateForecastEvent', { eventId: id }, { ...sale, ...wish }),
      await ask('updateForecastEvent', { eventId: 'event_0' }, { ...sale, ...wish }),
    ]) {
      expect(status).toBe(400)
      expect(body.details.reason).toBe(reason)
      expect(body.details.issues.map((issue: Schemas['Issue']) => `${issue.path} ${issue.message}`)).toEqual(issues)
    }
    expect(await changes()).toEqual(before)
  })

  test('is replaced as a whole', async () => {
    const before = await create({ productMasterId: 'prod_1', value: { ...sale.value, description: 'As last year' } })
    fixture.clock.now += 1000
    const { status, body } = await ask('updateForecastEvent', { eventId: before.id }, { ...sale, name: 'Big Sale' })
    expect(status).toBe(200)
    expect(body.data).toEqual({
      ...before,
      name: 'Big Sale',
      value: { ...sale.value, description: null },
      productMasterId: null,
      productMaster: null,
      isGlobal: true,
      updatedAt: '2026-06-01T12:00:01Z',
    })
    expect((await changes('&action=UPDATE'))[0]).toMatchObject({
      resourceType: 'EVENT',
      resourceId: before.id,
      keyId: planner.keyId,
      createdAt: '2026-06-01T12:00:01Z',
      changes: [
        { field: 'name', before: 'Sale', after: 'Big Sale' },
        { field: 'productMasterId', before: 'prod_1', after: null },
        { field: 'value.description', before: 'As last year', after: null },
      ],
    })
  })

  test('that is replaced by itself leaves no trace in history', async () => {
    const { id } = await create()
    await ask('updateForecastEvent', { eventId: id }, sale)
    expect(await changes()).toHaveLength(1)
  })

  test('returns what was generated from it to a draft, each with an entry of its own', async () => {
    const { id } = await create()
    const [draft, generated] = [await plan(id), await plan(id)]
    await step(generated, 'generateForecastScenario')
    const untouched = await scenario(draft)
    fixture.clock.now += 1000
    await ask('updateForecastEvent', { eventId: id }, { ...sale, name: 'Big Sale' })
    expect(await scenario(draft)).toEqual(untouched)
    expect(await scenario(generated)).toMatchObject({ status: 'DRAFT', result: null, generatedAt: null, updatedAt: '2026-06-01T12:00:01Z' })
    const updates = await changes('&action=UPDATE')
    expect(updates.map(({ resourceId }) => resourceId).sort()).toEqual([id, generated].sort())
    expect(updates.find(({ resourceId }) => resourceId === generated)?.changes.map(({ field }) => field)).toEqual([
      'result.forecastQuantity',
      'status',
    ])
  })

  test('of a published scenario is not replaced, and is again when that is archived', async () => {
    const event = await create()
    const id = await plan(event.id)
    await step(id, 'generateForecastScenario', 'publishForecastScenario')
    const refused = await ask('updateForecastEvent', { eventId: event.id }, { ...sale, name: 'Big Sale' })
    expect(refused).toMatchObject({ status: 409, body: { details: { code: 'CONFLICT', reason: 'IN_USE' } } })
    expect((await ask('getForecastEvent', { eventId: event.id })).body.data).toEqual(event)
    await step(id, 'archiveForecastScenario')
    expect((await ask('updateForecastEvent', { eventId: event.id }, sale)).status).toBe(200)
  })

  test.each([[[]], [['generateForecastScenario']], [['generateForecastScenario', 'publishForecastScenario']]] as [OperationId[]][])(
    'of a scenario after %j is not deleted, until that is archived',
    async (steps) => {
      const { id } = await create()
      const included = await plan(id)
      await step(included, ...steps)
      expect(await ask('deleteForecastEvent', { eventId: id })).toMatchObject({ status: 409, body: { details: { reason: 'IN_USE' } } })
      await step(included, 'archiveForecastScenario')
      expect((await ask('deleteForecastEvent', { eventId: id })).body.data).toEqual({ id, deletedAt: '2026-06-01T12:00:00Z' })
      expect((await ask('deleteForecastEvent', { eventId: id })).status).toBe(404)
      expect((await scenario(included)).assumptions.includedEventIds).toEqual([id])
      expect((await changes('&action=DELETE'))[0]?.changes[0]).toEqual({ field: 'endsAt', before: sale.endsAt, after: null })
    },
  )

  test('keeps its product from being deleted', async () => {
    const { id } = await create({ productMasterId: 'prod_3' })
    const { status, body } = await planner.call('DELETE', '/products/prod_3')
    expect([status, body.details.reason]).toEqual([409, 'IN_USE'])
    await ask('deleteForecastEvent', { eventId: id })
    expect((await planner.call('DELETE', '/products/prod_3')).status).toBe(200)
  })

  test('of another tenant does not exist', async () => {
    const { id } = await create()
    for (const [operation, payload] of [['getForecastEvent'], ['updateForecastEvent', sale], ['deleteForecastEvent']] as [
      OperationId,
      object?,
    ][]) {
      const [foreign, unknown] = [
        await ask(operation, { eventId: id }, payload, planner.otherKey),
        await ask(operation, { eventId: 'event_0' }, payload),
      ]
      expect(foreign.status).toBe(404)
      expect({ ...foreign.body.details, requestId: '' }).toEqual({ ...unknown.body.details, requestId: '' })
    }
    expect(
      (await ask('createForecastEvent', {}, { ...sale, productMasterId: 'prod_1' }, planner.otherKey)).body.details.issues[0].path,
    ).toBe('/productMasterId')
    expect((await ask('listForecastEvents', { query: '' }, undefined, planner.otherKey)).body.data).toEqual([])
    expect((await ask('listForecastChanges', { query: `?resourceId=${id}` }, undefined, planner.otherKey)).body.data).toEqual([])
  })
})

describe('the list of events', () => {
  test('holds what all filters let through', async () => {
    const a = await create({ name: 'Sale A', productMasterId: 'prod_1' })
    const b = await create({
      name: 'Festival',
      type: 'OTHER',
      locationId: 'loc_1',
      startsAt: '2026-07-01T00:00:00Z',
      endsAt: '2026-07-03T00:00:00Z',
    })
    const c = await create({ name: 'Sale C', startsAt: '2026-05-01T00:00:00Z', endsAt: '2026-05-10T00:00:00Z' })
    const list = async (query: string) =>
      ((await ask('listForecastEvents', { query: `?${query}` })).body.data as { id: string }[]).map(({ id }) => id)
    expect(await list('')).toEqual([c.id, a.id, b.id])
    expect(await list('sortOrder=desc')).toEqual([b.id, a.id, c.id])
    expect(await list('sortBy=name')).toEqual([b.id, a.id, c.id])
    expect(await list('type=OTHER')).toEqual([b.id])
    expect(await list('productMasterId=prod_1')).toEqual([a.id])
    expect(await list('locationId=loc_1')).toEqual([b.id])
    expect(await list('isGlobal=true')).toEqual([c.id, b.id])
    expect(await list('isGlobal=false')).toEqual([a.id])
    expect(await list('isOrgWide=true&isGlobal=true')).toEqual([c.id])
    expect(await list('isOrgWide=false')).toEqual([b.id])
    expect(await list('search=SALE')).toEqual([c.id, a.id])
    expect(await list('startDate=2026-06-30T23:59:59Z')).toEqual([a.id, b.id])
    expect(await list('endDate=2026-06-01T00:00:00Z')).toEqual([c.id, a.id])
    expect(await list('startDate=2026-06-01T00:00:00Z&endDate=2026-06-30T00:00:00Z')).toEqual([a.id])
  })
})

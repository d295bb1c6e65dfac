import type { SelectQueryBuilder } from 'kysely'
import type { Schemas } from '../../spec/contract.ts'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import type { ForecastScenario, ForecastScenarios } from './forecasting-store.ts'
import { list } from './list.ts'
import { contains, patternOf } from './pattern.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

interface Key {
  tenantId: string
  id: string
}
type Row = Omit<Tables['forecastScenarios'], 'tenantId'>

const selected = (scenarios: SelectQueryBuilder<Tables, 'forecastScenarios', object>) =>
  scenarios.select([
    'id',
    'name',
    'description',
    'type',
    'status',
    'narrative',
    'includedEventIds',
    'result',
    'generatedAt',
    'publishedAt',
    'archivedAt',
    'createdAt',
    'updatedAt',
  ])

const listScenarios = list<ListQuery<'listForecastScenarios'>, { tenantId: string }>()({
  from: (db, tenantId) => db.selectFrom('forecastScenarios').where('tenantId', '=', tenantId),
  filters: {
    status: (where, status) => where('status', '=', status),
    // Used only if archived scenarios are excluded.
    includeArchived: (where) => where('status', '<>', 'ARCHIVED'),
    type: (where, type) => where('type', '=', type),
    eventId: (where, eventId, { tenantId }) =>
      where('id', 'in', (of) =>
        of
          .selectFrom('scenarioEvents')
          .select('scenarioEvents.scenarioId')
          .where('scenarioEvents.tenantId', '=', tenantId)
          .where('scenarioEvents.eventId', '=', eventId),
      ),
    search: (_, pattern) => contains('name', pattern),
  },
  narrow: { eventId: [] },
  bound: { search: patternOf },
  rows: selected,
  sorts: {
    createdAt: (row) => row.ref('createdAt'),
    updatedAt: (row) => row.ref('updatedAt'),
    name: (row) => row.ref('name'),
  },
  id: (row) => row.ref('id'),
})

const find = statement((db, at: Key) =>
  selected(db.selectFrom('forecastScenarios').where('tenantId', '=', at.tenantId).where('id', '=', at.id)),
)

const including = statement((db, at: { tenantId: string; eventId: string }) =>
  selected(
    db
      .selectFrom('forecastScenarios')
      .where('tenantId', '=', at.tenantId)
      .where('status', '<>', 'ARCHIVED')
      .where('id', 'in', (of) =>
        of
          .selectFrom('scenarioEvents')
          .select('scenarioEvents.scenarioId')
          .where('scenarioEvents.tenantId', '=', at.tenantId)
          .where('scenarioEvents.eventId', '=', at.eventId),
      ),
  ).orderBy('id'),
)

const insert = statement((db, at: Tables['forecastScenarios']) =>
  db.insertInto('forecastScenarios').values({
    tenantId: at.tenantId,
    id: at.id,
    name: at.name,
    description: at.description,
    type: at.type,
    status: at.status,
    narrative: at.narrative,
    includedEventIds: at.includedEventIds,
    result: at.result,
    generatedAt: at.generatedAt,
    publishedAt: at.publishedAt,
    archivedAt: at.archivedAt,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
  }),
)

const update = statement((db, at: Omit<Tables['forecastScenarios'], 'createdAt'>) =>
  db
    .updateTable('forecastScenarios')
    .set({
      name: at.name,
      description: at.description,
      type: at.type,
      status: at.status,
      narrative: at.narrative,
      includedEventIds: at.includedEventIds,
      result: at.result,
      generatedAt: at.generatedAt,
      publishedAt: at.publishedAt,
      archivedAt: at.archivedAt,
      updatedAt: at.updatedAt,
    })
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', at.id),
)

const include = statement((db, at: Tables['scenarioEvents']) =>
  db.insertInto('scenarioEvents').values({ tenantId: at.tenantId, scenarioId: at.scenarioId, eventId: at.eventId }),
)
const excludeAll = statement((db, at: { tenantId: string; scenarioId: string }) =>
  db.deleteFrom('scenarioEvents').where('tenantId', '=', at.tenantId).where('scenarioId', '=', at.scenarioId),
)

const shorten = (time: string | null) => (time === null ? null : shortTime(time))
const widen = (time: string | null) => (time === null ? null : storedTime(time))

const fromRow = ({ narrative, includedEventIds, result, ...row }: Row): ForecastScenario => ({
  id: row.id,
  name: row.name,
  description: row.description,
  type: row.type,
  status: row.status,
  assumptions: { narrative, includedEventIds: JSON.parse(includedEventIds) as string[] },
  result: result === null ? null : (JSON.parse(result) as Schemas['ScenarioResult']),
  generatedAt: shorten(row.generatedAt),
  publishedAt: shorten(row.publishedAt),
  archivedAt: shorten(row.archivedAt),
  createdAt: shortTime(row.createdAt),
  updatedAt: shortTime(row.updatedAt),
})

const toRow = ({ assumptions, result, ...scenario }: ForecastScenario): Row => ({
  ...scenario,
  narrative: assumptions.narrative,
  includedEventIds: JSON.stringify(assumptions.includedEventIds),
  result: result === null ? null : JSON.stringify(result),
  generatedAt: widen(scenario.generatedAt),
  publishedAt: widen(scenario.publishedAt),
  archivedAt: widen(scenario.archivedAt),
  createdAt: storedTime(scenario.createdAt),
  updatedAt: storedTime(scenario.updatedAt),
})

export function forecastScenarios(session: Session, tenantId: string): ForecastScenarios {
  const includeIn = async (inner: Session, { id, assumptions }: ForecastScenario) => {
    for (const eventId of assumptions.includedEventIds) await inner.write(include, { tenantId, scenarioId: id, eventId })
  }
  return {
    list: async ({ includeArchived = false, ...query }) => {
      const asked = query.status === undefined && !includeArchived ? { ...query, includeArchived } : query
      const { data, pagination } = await listScenarios(session, asked, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    including: async (eventId) => (await session.rows(including, { tenantId, eventId })).map(fromRow),
    insert: (scenario) =>
      session.transaction(async (inner) => {
        await inner.write(insert, { tenantId, ...toRow(scenario) })
        await includeIn(inner, scenario)
      }),
    update: (scenario) =>
      session.transaction(async (inner) => {
        if ((await inner.write(update, { tenantId, ...toRow(scenario) })) === 0) return
        await inner.write(excludeAll, { tenantId, scenarioId: scenario.id })
        await includeIn(inner, scenario)
      }),
  }
}

import type { SelectQueryBuilder } from 'kysely'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import type { Days, ForecastEvent, ForecastEvents, NewForecastEvent } from './forecasting-store.ts'
import { list } from './list.ts'
import { contains, patternOf } from './pattern.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

interface Key {
  tenantId: string
  id: string
}
type Written = Omit<Tables['forecastEvents'], 'tenantId'>
type Row = Written & { sku: string | null; productName: string | null }

const described = (events: SelectQueryBuilder<Tables, 'forecastEvents', object>) =>
  events
    .leftJoin('products', (join) =>
      join.onRef('products.tenantId', '=', 'forecastEvents.tenantId').onRef('products.id', '=', 'forecastEvents.productMasterId'),
    )
    .select([
      'forecastEvents.id',
      'forecastEvents.name',
      'forecastEvents.type',
      'forecastEvents.startsAt',
      'forecastEvents.endsAt',
      'forecastEvents.liftPct',
      'forecastEvents.stackingMode',
      'forecastEvents.valueDescription',
      'forecastEvents.productMasterId',
      'forecastEvents.locationId',
      'forecastEvents.createdAt',
      'forecastEvents.updatedAt',
      'products.sku',
      'products.name as productName',
    ])

const listEvents = list<ListQuery<'listForecastEvents'>>()({
  from: (db, tenantId) => db.selectFrom('forecastEvents').where('forecastEvents.tenantId', '=', tenantId),
  filters: {
    type: (where, type) => where('forecastEvents.type', '=', type),
    productMasterId: (where, id) => where('forecastEvents.productMasterId', '=', id),
    locationId: (where, id) => where('forecastEvents.locationId', '=', id),
    isGlobal: (where, wanted) =>
      where(
        where.case().when('forecastEvents.productMasterId', 'is', null).then(where.lit(true)).else(where.lit(false)).end(),
        '=',
        wanted,
      ),
    isOrgWide: (where, wanted) =>
      where(where.case().when('forecastEvents.locationId', 'is', null).then(where.lit(true)).else(where.lit(false)).end(), '=', wanted),
    startDate: (where, time) => where('forecastEvents.endsAt', '>=', time),
    endDate: (where, time) => where('forecastEvents.startsAt', '<=', time),
    search: (_, pattern) => contains('forecastEvents.name', pattern),
  },
  narrow: { productMasterId: ['startsAt'] },
  bound: { startDate: storedTime, endDate: storedTime, search: patternOf },
  rows: described,
  sorts: {
    startsAt: (row) => row.ref('forecastEvents.startsAt'),
    endsAt: (row) => row.ref('forecastEvents.endsAt'),
    name: (row) => row.ref('forecastEvents.name'),
    createdAt: (row) => row.ref('forecastEvents.createdAt'),
    updatedAt: (row) => row.ref('forecastEvents.updatedAt'),
  },
  id: (row) => row.ref('forecastEvents.id'),
})

const find = statement((db, at: Key) =>
  described(db.selectFrom('forecastEvents').where('forecastEvents.tenantId', '=', at.tenantId).where('forecastEvents.id', '=', at.id)),
)

interface Between {
  tenantId: string
  from: string
  to: string
}

const ofScenario = statement((db, at: Between & { scenarioId: string }) =>
  described(
    db
      .selectFrom('forecastEvents')
      .where('forecastEvents.tenantId', '=', at.tenantId)
      .where('forecastEvents.id', 'in', (of) =>
        of
          .selectFrom('scenarioEvents')
          .select('scenarioEvents.eventId')
          .where('scenarioEvents.tenantId', '=', at.tenantId)
          .where('scenarioEvents.scenarioId', '=', at.scenarioId),
      )
      .where('forecastEvents.startsAt', '<=', at.to)
      .where('forecastEvents.endsAt', '>=', at.from),
  )
    .orderBy('forecastEvents.startsAt')
    .orderBy('forecastEvents.id'),
)

const published = statement((db, at: Between) =>
  described(
    db
      .selectFrom('forecastEvents')
      .where('forecastEvents.tenantId', '=', at.tenantId)
      .where('forecastEvents.id', 'in', (of) =>
        of
          .selectFrom('scenarioEvents')
          .select('scenarioEvents.eventId')
          .where('scenarioEvents.tenantId', '=', at.tenantId)
          .where('scenarioEvents.scenarioId', 'in', (of) =>
            of
              .selectFrom('forecastScenarios')
              .select('forecastScenarios.id')
              .where('forecastScenarios.tenantId', '=', at.tenantId)
              .where('forecastScenarios.status', '=', 'PUBLISHED'),
          ),
      )
      .where('forecastEvents.startsAt', '<=', at.to)
      .where('forecastEvents.endsAt', '>=', at.from),
  )
    .orderBy('forecastEvents.startsAt')
    .orderBy('forecastEvents.id'),
)

const insert = statement((db, at: Tables['forecastEvents']) =>
  db.insertInto('forecastEvents').values({
    tenantId: at.tenantId,
    id: at.id,
    name: at.name,
    type: at.type,
    startsAt: at.startsAt,
    endsAt: at.endsAt,
    liftPct: at.liftPct,
    stackingMode: at.stackingMode,
    valueDescription: at.valueDescription,
    productMasterId: at.productMasterId,
    locationId: at.locationId,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
  }),
)

const update = statement((db, at: Omit<Tables['forecastEvents'], 'createdAt'>) =>
  db
    .updateTable('forecastEvents')
    .set({
      name: at.name,
      type: at.type,
      startsAt: at.startsAt,
      endsAt: at.endsAt,
      liftPct: at.liftPct,
      stackingMode: at.stackingMode,
      valueDescription: at.valueDescription,
      productMasterId: at.productMasterId,
      locationId: at.locationId,
      updatedAt: at.updatedAt,
    })
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', at.id),
)

const remove = statement((db, at: Key) => db.deleteFrom('forecastEvents').where('tenantId', '=', at.tenantId).where('id', '=', at.id))

const fromRow = (row: Row): ForecastEvent => ({
  id: row.id,
  name: row.name,
  type: row.type,
  startsAt: shortTime(row.startsAt),
  endsAt: shortTime(row.endsAt),
  value: { liftPct: row.liftPct, stackingMode: row.stackingMode, description: row.valueDescription },
  isGlobal: row.productMasterId === null,
  isOrgWide: row.locationId === null,
  productMasterId: row.productMasterId,
  productMaster:
    row.productMasterId === null || row.sku === null || row.productName === null
      ? null
      : { id: row.productMasterId, sku: row.sku, name: row.productName },
  locationId: row.locationId,
  createdAt: shortTime(row.createdAt),
  updatedAt: shortTime(row.updatedAt),
})

const toRow = ({
  id,
  name,
  type,
  startsAt,
  endsAt,
  value,
  productMasterId,
  locationId,
  createdAt,
  updatedAt,
}: NewForecastEvent): Written => ({
  id,
  name,
  type,
  startsAt: storedTime(startsAt),
  endsAt: storedTime(endsAt),
  liftPct: value.liftPct,
  stackingMode: value.stackingMode,
  valueDescription: value.description,
  productMasterId,
  locationId,
  createdAt: storedTime(createdAt),
  updatedAt: storedTime(updatedAt),
})

const between = ({ startDate, endDate }: Days) => ({ from: `${startDate}T00:00:00.000Z`, to: `${endDate}T23:59:59.999Z` })

export function forecastEvents(session: Session, tenantId: string): ForecastEvents {
  return {
    list: async (query) => {
      const { data, pagination } = await listEvents(session, query, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    ofScenario: async (scenarioId, days) => (await session.rows(ofScenario, { tenantId, scenarioId, ...between(days) })).map(fromRow),
    published: async (days) => (await session.rows(published, { tenantId, ...between(days) })).map(fromRow),
    insert: async (event) => {
      await session.write(insert, { tenantId, ...toRow(event) })
    },
    update: async (event) => {
      await session.write(update, { tenantId, ...toRow(event) })
    },
    delete: async (id) => (await session.write(remove, { tenantId, id })) > 0,
  }
}

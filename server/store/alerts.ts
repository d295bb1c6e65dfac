import { shortTime, storedTime } from '../timestamp.ts'
import type { Alert, AlertConfig, AlertConfigs, Alerts, ProductPlace } from './alerts-store.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

type Row = Omit<Tables['alerts'], 'tenantId'>

const columns = [
  'id',
  'type',
  'origin',
  'message',
  'productMasterId',
  'locationId',
  'value',
  'threshold',
  'destinations',
  'createdAt',
] as const satisfies readonly (keyof Row)[]

const listAlerts = list<ListQuery<'listAlertHistory'>>()({
  from: (db, tenantId) => db.selectFrom('alerts').where('tenantId', '=', tenantId),
  filters: {
    type: (where, type) => where('type', '=', type),
    origin: (where, origin) => where('origin', '=', origin),
    productMasterId: (where, id) => where('productMasterId', '=', id),
    locationId: (where, id) => where('locationId', '=', id),
    startDate: (where, time) => where('createdAt', '>=', time),
    endDate: (where, time) => where('createdAt', '<=', time),
  },
  narrow: { productMasterId: [] },
  counted: 'alerts',
  ranges: { startDate: ['createdAt'], endDate: ['createdAt'] },
  bound: { startDate: storedTime, endDate: storedTime },
  rows: (query) => query.select(columns),
  sorts: {
    createdAt: (row) => row.ref('createdAt'),
    type: (row) => row.ref('type'),
  },
  id: (row) => row.ref('id'),
})

const insert = statement((db, at: Tables['alerts']) =>
  db.insertInto('alerts').values({
    tenantId: at.tenantId,
    id: at.id,
    type: at.type,
    origin: at.origin,
    message: at.message,
    productMasterId: at.productMasterId,
    locationId: at.locationId,
    value: at.value,
    threshold: at.threshold,
    destinations: at.destinations,
    createdAt: at.createdAt,
  }),
)

const lastRaised = statement((db, at: { tenantId: string; type: Alert['type'] } & ProductPlace) =>
  db
    .selectFrom('alerts')
    .select('createdAt')
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '=', at.productMasterId)
    .where('locationId', '=', at.locationId)
    .where('type', '=', at.type)
    .where('origin', '=', 'AUTOMATIC')
    .orderBy('createdAt', 'desc')
    .limit(1),
)

const fromRow = (row: Row): Alert => ({
  ...row,
  destinations: JSON.parse(row.destinations) as Alert['destinations'],
  createdAt: shortTime(row.createdAt),
})

const toRow = (alert: Alert): Row => ({
  ...alert,
  destinations: JSON.stringify(alert.destinations),
  createdAt: storedTime(alert.createdAt),
})

export function alerts(session: Session, tenantId: string): Alerts {
  return {
    list: async (query) => {
      const { data, pagination } = await listAlerts(session, query, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    insert: async (alert) => {
      await session.write(insert, { tenantId, ...toRow(alert) })
    },
    lastRaised: async (type, { productMasterId, locationId }) => {
      const row = await session.first(lastRaised, { tenantId, type, productMasterId, locationId })
      return row === undefined ? undefined : shortTime(row.createdAt)
    },
  }
}

const findConfig = statement((db, at: { tenantId: string }) =>
  db.selectFrom('alertConfigs').select(['enabled', 'destinations', 'alertTypes', 'cooldownMinutes']).where('tenantId', '=', at.tenantId),
)

const replaceConfig = statement((db, at: Tables['alertConfigs']) =>
  db
    .insertInto('alertConfigs')
    .values({
      tenantId: at.tenantId,
      enabled: at.enabled,
      destinations: at.destinations,
      alertTypes: at.alertTypes,
      cooldownMinutes: at.cooldownMinutes,
    })
    .onConflict((conflict) =>
      conflict.column('tenantId').doUpdateSet((set) => ({
        enabled: set.ref('excluded.enabled'),
        destinations: set.ref('excluded.destinations'),
        alertTypes: set.ref('excluded.alertTypes'),
        cooldownMinutes: set.ref('excluded.cooldownMinutes'),
      })),
    ),
)

export function alertConfigs(session: Session, tenantId: string): AlertConfigs {
  return {
    find: async () => {
      const row = await session.first(findConfig, { tenantId })
      if (row === undefined) return undefined
      return {
        enabled: row.enabled === 1,
        destinations: JSON.parse(row.destinations) as AlertConfig['destinations'],
        alertTypes: JSON.parse(row.alertTypes) as AlertConfig['alertTypes'],
        cooldownMinutes: row.cooldownMinutes,
      }
    },
    replace: async ({ enabled, destinations, alertTypes, cooldownMinutes }) => {
      await session.write(replaceConfig, {
        tenantId,
        enabled: enabled ? 1 : 0,
        destinations: JSON.stringify(destinations),
        alertTypes: JSON.stringify(alertTypes),
        cooldownMinutes,
      })
    },
  }
}

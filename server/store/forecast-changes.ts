import type { Schemas } from '../../spec/contract.ts'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import type { ForecastChange, ForecastChanges } from './forecasting-store.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

type Row = Omit<Tables['forecastChanges'], 'tenantId'>

const listChanges = list<ListQuery<'listForecastChanges'>>()({
  from: (db, tenantId) => db.selectFrom('forecastChanges').where('tenantId', '=', tenantId),
  filters: {
    resourceType: (where, type) => where('resourceType', '=', type),
    resourceId: (where, id) => where('resourceId', '=', id),
    action: (where, action) => where('action', '=', action),
    keyId: (where, id) => where('keyId', '=', id),
    startDate: (where, time) => where('createdAt', '>=', time),
    endDate: (where, time) => where('createdAt', '<=', time),
  },
  bound: { startDate: storedTime, endDate: storedTime },
  rows: (query) => query.select(['id', 'resourceType', 'resourceId', 'action', 'keyId', 'changes', 'createdAt']),
  sorts: { createdAt: (row) => row.ref('createdAt') },
  id: (row) => row.ref('id'),
})

const insert = statement((db, at: Tables['forecastChanges']) =>
  db.insertInto('forecastChanges').values({
    tenantId: at.tenantId,
    id: at.id,
    resourceType: at.resourceType,
    resourceId: at.resourceId,
    action: at.action,
    keyId: at.keyId,
    changes: at.changes,
    createdAt: at.createdAt,
  }),
)

const fromRow = (row: Row): ForecastChange => ({
  ...row,
  changes: JSON.parse(row.changes) as Schemas['FieldChange'][],
  createdAt: shortTime(row.createdAt),
})

export function forecastChanges(session: Session, tenantId: string): ForecastChanges {
  return {
    list: async (query) => {
      const { data, pagination } = await listChanges(session, query, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    insert: async (change) => {
      const row = { ...change, changes: JSON.stringify(change.changes), createdAt: storedTime(change.createdAt) }
      await session.write(insert, { tenantId, ...row })
    },
  }
}

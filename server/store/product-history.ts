import type { Schemas } from '../../spec/contract.ts'
import { shortTime, storedTime } from '../timestamp.ts'
import type { ProductHistory } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

type Asked = ListQuery<'listProductHistory'> & { readonly productMasterId: string }

const listHistory = list<Asked>()({
  from: (db, tenantId) => db.selectFrom('productHistory').where('tenantId', '=', tenantId),
  filters: {
    productMasterId: (where, id) => where('productMasterId', '=', id),
    action: (where, action) => where('action', '=', action),
    keyId: (where, id) => where('keyId', '=', id),
    startDate: (where, time) => where('createdAt', '>=', time),
    endDate: (where, time) => where('createdAt', '<=', time),
  },
  bound: { startDate: storedTime, endDate: storedTime },
  rows: (query) => query.select(['id', 'productMasterId', 'action', 'keyId', 'changes', 'createdAt']),
  sorts: { createdAt: (row) => row.ref('createdAt') },
  id: (row) => row.ref('id'),
})

const insert = statement((db, at: Tables['productHistory']) =>
  db.insertInto('productHistory').values({
    tenantId: at.tenantId,
    id: at.id,
    productMasterId: at.productMasterId,
    action: at.action,
    keyId: at.keyId,
    changes: at.changes,
    createdAt: at.createdAt,
  }),
)

export function productHistory(session: Session, tenantId: string): ProductHistory {
  return {
    list: async (productMasterId, query) => {
      const { data, pagination } = await listHistory(session, { ...query, productMasterId }, { tenantId })
      return {
        data: data.map((row) => ({
          ...row,
          changes: JSON.parse(row.changes) as Schemas['FieldChange'][],
          createdAt: shortTime(row.createdAt),
        })),
        pagination,
      }
    },
    insert: async (entry) => {
      await session.write(insert, {
        tenantId,
        ...entry,
        changes: JSON.stringify(entry.changes),
        createdAt: storedTime(entry.createdAt),
      })
    },
  }
}

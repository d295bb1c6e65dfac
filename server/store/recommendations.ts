import { fromMillionths, toMillionths } from '../quantity.ts'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'
import type { Recommendation, Recommendations } from './transfers-store.ts'

type Row = Omit<Tables['transferRecommendations'], 'tenantId'>

const columns = [
  'id',
  'productMasterId',
  'sourceLocationId',
  'destLocationId',
  'quantity',
  'priority',
  'status',
  'reason',
  'unitMargin',
  'transferCost',
  'currency',
  'estimatedROI',
  'comment',
  'transferId',
  'createdAt',
  'updatedAt',
  'decidedAt',
  'executedAt',
] as const satisfies readonly (keyof Row)[]

const listRecommendations = list<ListQuery<'listTransferRecommendations'>>()({
  from: (db, tenantId) => db.selectFrom('transferRecommendations').where('tenantId', '=', tenantId),
  filters: {
    status: (where, status) => where('status', '=', status),
    priority: (where, priority) => where('priority', '=', priority),
    productMasterId: (where, id) => where('productMasterId', '=', id),
    sourceLocationId: (where, id) => where('sourceLocationId', '=', id),
    destLocationId: (where, id) => where('destLocationId', '=', id),
  },
  narrow: { productMasterId: ['createdAt'] },
  counted: 'transferRecommendations',
  rows: (query) => query.select(columns),
  sorts: {
    createdAt: (row) => row.ref('createdAt'),
    quantity: (row) => row.ref('quantity'),
    estimatedROI: (row) => row.ref('estimatedROI'),
  },
  id: (row) => row.ref('id'),
})

const find = statement((db, at: { tenantId: string; id: string }) =>
  db.selectFrom('transferRecommendations').select(columns).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
)

const insert = statement((db, at: Tables['transferRecommendations']) =>
  db.insertInto('transferRecommendations').values({
    tenantId: at.tenantId,
    id: at.id,
    productMasterId: at.productMasterId,
    sourceLocationId: at.sourceLocationId,
    destLocationId: at.destLocationId,
    quantity: at.quantity,
    priority: at.priority,
    status: at.status,
    reason: at.reason,
    unitMargin: at.unitMargin,
    transferCost: at.transferCost,
    currency: at.currency,
    estimatedROI: at.estimatedROI,
    comment: at.comment,
    transferId: at.transferId,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
    decidedAt: at.decidedAt,
    executedAt: at.executedAt,
  }),
)

const update = statement((db, at: Tables['transferRecommendations']) =>
  db
    .updateTable('transferRecommendations')
    .set({
      status: at.status,
      comment: at.comment,
      transferId: at.transferId,
      updatedAt: at.updatedAt,
      decidedAt: at.decidedAt,
      executedAt: at.executedAt,
    })
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', at.id),
)

const fromRow = (row: Row): Recommendation => ({
  ...row,
  quantity: fromMillionths(row.quantity),
  createdAt: shortTime(row.createdAt),
  updatedAt: shortTime(row.updatedAt),
  decidedAt: row.decidedAt === null ? null : shortTime(row.decidedAt),
  executedAt: row.executedAt === null ? null : shortTime(row.executedAt),
})

const toRow = (recommendation: Recommendation): Row => ({
  ...recommendation,
  quantity: toMillionths(recommendation.quantity),
  createdAt: storedTime(recommendation.createdAt),
  updatedAt: storedTime(recommendation.updatedAt),
  decidedAt: recommendation.decidedAt === null ? null : storedTime(recommendation.decidedAt),
  executedAt: recommendation.executedAt === null ? null : storedTime(recommendation.executedAt),
})

export function recommendations(session: Session, tenantId: string): Recommendations {
  return {
    list: async (query) => {
      const { data, pagination } = await listRecommendations(session, query, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    insert: async (recommendation) => {
      await session.write(insert, { tenantId, ...toRow(recommendation) })
    },
    update: async (recommendation) => {
      await session.write(update, { tenantId, ...toRow(recommendation) })
    },
  }
}

import { shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'
import type { Transfer, TransferLine, Transfers } from './transfers-store.ts'

interface Key {
  tenantId: string
  id: string
}
type Row = Omit<Tables['transfers'], 'tenantId'>

const columns = [
  'id',
  'status',
  'sourceLocationId',
  'destLocationId',
  'lines',
  'comment',
  'recommendationId',
  'createdAt',
  'updatedAt',
  'shippedAt',
  'receivedAt',
  'cancelledAt',
] as const satisfies readonly (keyof Row)[]

const listTransfers = list<ListQuery<'listTransfers'>, { tenantId: string }>()({
  from: (db, tenantId) => db.selectFrom('transfers').where('transfers.tenantId', '=', tenantId),
  filters: {
    status: (where, status) => where('status', '=', status),
    sourceLocationId: (where, id) => where('sourceLocationId', '=', id),
    destLocationId: (where, id) => where('destLocationId', '=', id),
    productMasterId: (where, id, { tenantId }) =>
      where(
        'transfers.id',
        'in',
        where.selectFrom('transferProducts').select('transferId').where('tenantId', '=', tenantId).where('productMasterId', '=', id),
      ),
    recommendationId: (where, id) => where('recommendationId', '=', id),
  },
  narrow: { productMasterId: [] },
  counted: 'transfers',
  rows: (query) => query.select(columns),
  sorts: {
    createdAt: (row) => row.ref('createdAt'),
    updatedAt: (row) => row.ref('updatedAt'),
    shippedAt: (row) => row.ref('shippedAt'),
    receivedAt: (row) => row.ref('receivedAt'),
  },
  id: (row) => row.ref('id'),
})

const find = statement((db, at: Key) =>
  db.selectFrom('transfers').select(columns).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
)

const insert = statement((db, at: Tables['transfers']) =>
  db.insertInto('transfers').values({
    tenantId: at.tenantId,
    id: at.id,
    status: at.status,
    sourceLocationId: at.sourceLocationId,
    destLocationId: at.destLocationId,
    lines: at.lines,
    comment: at.comment,
    recommendationId: at.recommendationId,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
    shippedAt: at.shippedAt,
    receivedAt: at.receivedAt,
    cancelledAt: at.cancelledAt,
  }),
)

const update = statement((db, at: Tables['transfers']) =>
  db
    .updateTable('transfers')
    .set({
      status: at.status,
      sourceLocationId: at.sourceLocationId,
      destLocationId: at.destLocationId,
      lines: at.lines,
      comment: at.comment,
      updatedAt: at.updatedAt,
      shippedAt: at.shippedAt,
      receivedAt: at.receivedAt,
      cancelledAt: at.cancelledAt,
    })
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', at.id),
)

const insertProduct = statement((db, at: Tables['transferProducts']) =>
  db.insertInto('transferProducts').values({
    tenantId: at.tenantId,
    transferId: at.transferId,
    productMasterId: at.productMasterId,
    neededProductId: at.neededProductId,
  }),
)

const removeProducts = statement((db, at: Key) =>
  db.deleteFrom('transferProducts').where('tenantId', '=', at.tenantId).where('transferId', '=', at.id),
)

const time = (text: string | null, convert: (text: string) => string) => (text === null ? null : convert(text))

const fromRow = (row: Row): Transfer => ({
  ...row,
  lines: JSON.parse(row.lines) as TransferLine[],
  createdAt: shortTime(row.createdAt),
  updatedAt: shortTime(row.updatedAt),
  shippedAt: time(row.shippedAt, shortTime),
  receivedAt: time(row.receivedAt, shortTime),
  cancelledAt: time(row.cancelledAt, shortTime),
})

const toRow = (transfer: Transfer): Row => ({
  ...transfer,
  lines: JSON.stringify(transfer.lines),
  createdAt: storedTime(transfer.createdAt),
  updatedAt: storedTime(transfer.updatedAt),
  shippedAt: time(transfer.shippedAt, storedTime),
  receivedAt: time(transfer.receivedAt, storedTime),
  cancelledAt: time(transfer.cancelledAt, storedTime),
})

export function transfers(session: Session, tenantId: string): Transfers {
  const insertProducts = async (inner: Session, { id, status, lines }: Transfer) => {
    const open = status !== 'RECEIVED' && status !== 'CANCELLED'
    for (const productMasterId of new Set(lines.map((line) => line.productMasterId))) {
      await inner.write(insertProduct, { tenantId, transferId: id, productMasterId, neededProductId: open ? productMasterId : null })
    }
  }
  return {
    list: async (query) => {
      const { data, pagination } = await listTransfers(session, query, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    insert: (transfer) =>
      session.transaction(async (inner) => {
        await inner.write(insert, { tenantId, ...toRow(transfer) })
        await insertProducts(inner, transfer)
      }),
    update: (transfer) =>
      session.transaction(async (inner) => {
        if ((await inner.write(update, { tenantId, ...toRow(transfer) })) === 0) return
        await inner.write(removeProducts, { tenantId, id: transfer.id })
        await insertProducts(inner, transfer)
      }),
  }
}

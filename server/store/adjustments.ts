import { sql } from 'kysely'
import { fromMillionths, toMillionths } from '../quantity.ts'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Adjustments, NewMovement } from './stock-lines-store.ts'

type Row = { tenantId: string } & NewMovement

const insert = statement((db, at: Row) => {
  const line = db.selectFrom('stockLines').where('tenantId', '=', at.tenantId).where('id', '=', at.inventoryItemId)
  return db.insertInto('stockTransactions').values({
    tenantId: at.tenantId,
    id: at.id,
    inventoryItemId: at.inventoryItemId,
    transactionType: at.transactionType,
    deltaQty: at.deltaQty,
    qtyBefore: at.qtyBefore,
    qtyAfter: at.qtyAfter,
    reasonCodeId: at.reasonCodeId,
    comment: at.comment,
    rootCause: at.rootCause,
    createdAt: at.createdAt,
    productMasterId: db.fn.coalesce(line.select('productMasterId'), sql.lit('')),
    locationId: db.fn.coalesce(line.select('locationId'), sql.lit('')),
    transferId: at.transferId,
    cycleCountId: at.cycleCountId,
  })
})

const move = statement((db, at: Row) =>
  db
    .updateTable('stockLines')
    .set({ quantityOnHand: at.qtyAfter, updatedAt: at.createdAt })
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', at.inventoryItemId)
    .where('quantityOnHand', '=', at.qtyBefore),
)

/** Recounts the stock lines with a quantity on hand in the bin of a line. */
const countBin = statement((db, at: { tenantId: string; inventoryItemId: string }) =>
  db
    .updateTable('bins')
    .set((bin) => ({
      stockLineCount: bin
        .selectFrom('stockLines')
        .select((of) => of.fn.countAll<number>().as('lines'))
        .whereRef('stockLines.tenantId', '=', 'bins.tenantId')
        .whereRef('stockLines.binId', '=', 'bins.id')
        .where('quantityOnHand', '>', 0),
    }))
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', (bin) =>
      bin.selectFrom('stockLines').select('binId').where('tenantId', '=', at.tenantId).where('id', '=', at.inventoryItemId),
    ),
)

const sum = statement((db, at: { tenantId: string; inventoryItemId: string }) =>
  db
    .selectFrom('stockTransactions')
    .select((of) => of.fn.coalesce(of.fn.sum<number>('deltaQty'), of.lit(0)).as('total'))
    .where('tenantId', '=', at.tenantId)
    .where('inventoryItemId', '=', at.inventoryItemId),
)

const listMovements = list<ListQuery<'listAdjustments'>>()({
  from: (db, tenantId) => db.selectFrom('stockTransactions').where('stockTransactions.tenantId', '=', tenantId),
  filters: {
    id: (where, id) => where('stockTransactions.id', '=', id),
    inventoryItemId: (where, id) => where('stockTransactions.inventoryItemId', '=', id),
    productMasterId: (where, id) => where('stockTransactions.productMasterId', '=', id),
    locationId: (where, id) => where('stockTransactions.locationId', '=', id),
    transactionType: (where, type) => where('stockTransactions.transactionType', '=', type),
    reasonCodeId: (where, id) => where('stockTransactions.reasonCodeId', '=', id),
    transferId: (where, id) => where('stockTransactions.transferId', '=', id),
    cycleCountId: (where, id) => where('stockTransactions.cycleCountId', '=', id),
    startDate: (where, time) => where('stockTransactions.createdAt', '>=', time),
    endDate: (where, time) => where('stockTransactions.createdAt', '<=', time),
  },
  narrow: {
    id: [],
    inventoryItemId: ['createdAt'],
    productMasterId: ['createdAt'],
    transferId: ['createdAt'],
    cycleCountId: ['createdAt'],
  },
  counted: 'stockTransactions',
  ranges: { startDate: ['createdAt'], endDate: ['createdAt'] },
  bound: { startDate: storedTime, endDate: storedTime },
  rows: (movements) =>
    movements
      .leftJoin('reasonCodes', (join) =>
        join
          .onRef('reasonCodes.tenantId', '=', 'stockTransactions.tenantId')
          .onRef('reasonCodes.id', '=', 'stockTransactions.reasonCodeId'),
      )
      .select([
        'stockTransactions.id',
        'stockTransactions.inventoryItemId',
        'stockTransactions.productMasterId',
        'stockTransactions.locationId',
        'stockTransactions.transactionType',
        'stockTransactions.deltaQty',
        'stockTransactions.qtyBefore',
        'stockTransactions.qtyAfter',
        'stockTransactions.reasonCodeId',
        'reasonCodes.label as reasonCode',
        'stockTransactions.comment',
        'stockTransactions.rootCause',
        'stockTransactions.transferId',
        'stockTransactions.cycleCountId',
        'stockTransactions.createdAt',
      ]),
  sorts: {
    createdAt: (row) => row.ref('stockTransactions.createdAt'),
    transactionType: (row) => row.ref('stockTransactions.transactionType'),
    deltaQty: (row) => row.ref('stockTransactions.deltaQty'),
  },
  id: (row) => row.ref('stockTransactions.id'),
})

const toRow = (movement: NewMovement): NewMovement => ({
  ...movement,
  deltaQty: toMillionths(movement.deltaQty),
  qtyBefore: toMillionths(movement.qtyBefore),
  qtyAfter: toMillionths(movement.qtyAfter),
  createdAt: storedTime(movement.createdAt),
})

export function adjustments(session: Session, tenantId: string): Adjustments {
  return {
    record: (movement) =>
      session.transaction(async (inner) => {
        const row = { tenantId, ...toRow(movement) }
        const moved = await inner.write(move, row)
        if (moved !== 1)
          throw new Error(`stock line ${movement.inventoryItemId} no longer has the quantity ${movement.qtyBefore} that was read`)
        await inner.write(insert, row)
        if (row.qtyBefore > 0 !== row.qtyAfter > 0) await inner.write(countBin, { tenantId, inventoryItemId: row.inventoryItemId })
      }),
    list: async (query) => {
      const { data, pagination } = await listMovements(session, query, { tenantId })
      const shown = data.map((row) => ({
        ...row,
        deltaQty: fromMillionths(row.deltaQty),
        qtyBefore: fromMillionths(row.qtyBefore),
        qtyAfter: fromMillionths(row.qtyAfter),
        createdAt: shortTime(row.createdAt),
      }))
      return { data: shown, pagination }
    },
    sum: async (inventoryItemId) => {
      const row = await session.first(sum, { tenantId, inventoryItemId })
      return fromMillionths(row?.total ?? 0)
    },
  }
}

import { fromMillionths, toMillionths } from '../quantity.ts'
import { storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import { statement } from './statement.ts'
import type { Adjustments, NewMovement } from './store.ts'

type Row = { tenantId: string } & NewMovement

const insert = statement((db, at: Row) =>
  db.insertInto('stockTransactions').values({
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
  }),
)

const move = statement((db, at: Row) =>
  db
    .updateTable('stockLines')
    .set({ quantityOnHand: at.qtyAfter, updatedAt: at.createdAt })
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', at.inventoryItemId)
    .where('quantityOnHand', '=', at.qtyBefore),
)

const sum = statement((db, at: { tenantId: string; inventoryItemId: string }) =>
  db
    .selectFrom('stockTransactions')
    .select((of) => of.fn.coalesce(of.fn.sum<number>('deltaQty'), of.lit(0)).as('total'))
    .where('tenantId', '=', at.tenantId)
    .where('inventoryItemId', '=', at.inventoryItemId),
)

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
        if (moved !== 1) throw new Error(`stock line ${movement.inventoryItemId} does not hold the ${movement.qtyBefore} that were read`)
        await inner.write(insert, row)
      }),
    sum: async (inventoryItemId) => {
      const [row] = await session.rows(sum, { tenantId, inventoryItemId })
      return fromMillionths(row?.total ?? 0)
    },
  }
}

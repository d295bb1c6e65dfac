import type { Session } from './engine.ts'
import { statement } from './statement.ts'

interface At {
  tenantId: string
  productMasterId: string
}

/** Empty stock lines that are not part of an open count. */
const emptyLines = statement((db, at: At) =>
  db
    .selectFrom('stockLines')
    .select('id')
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '=', at.productMasterId)
    .where('quantityOnHand', '=', 0)
    .where('quantityReserved', '=', 0)
    .where('quantityOnHold', '=', 0)
    .where('quantityPicked', '=', 0)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('cycleCountLines')
            .innerJoin('cycleCounts', (on) =>
              on
                .onRef('cycleCounts.tenantId', '=', 'cycleCountLines.tenantId')
                .onRef('cycleCounts.id', '=', 'cycleCountLines.cycleCountId'),
            )
            .select('cycleCountLines.cycleCountId')
            .whereRef('cycleCountLines.tenantId', '=', 'stockLines.tenantId')
            .whereRef('cycleCountLines.inventoryItemId', '=', 'stockLines.id')
            .where('cycleCounts.status', '!=', 'COMPLETED'),
        ),
      ),
    ),
)

interface Line {
  tenantId: string
  inventoryItemId: string
}

const countLines = statement((db, at: Line) =>
  db.deleteFrom('cycleCountLines').where('tenantId', '=', at.tenantId).where('inventoryItemId', '=', at.inventoryItemId),
)

const movements = statement((db, at: Line) =>
  db.deleteFrom('stockTransactions').where('tenantId', '=', at.tenantId).where('inventoryItemId', '=', at.inventoryItemId),
)

const line = statement((db, at: Line) =>
  db.deleteFrom('stockLines').where('tenantId', '=', at.tenantId).where('id', '=', at.inventoryItemId),
)

/** Places of a product without any stock line. */
const positions = statement((db, at: At) =>
  db
    .deleteFrom('stockPositions')
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '=', at.productMasterId)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('stockLines')
            .select('id')
            .whereRef('stockLines.tenantId', '=', 'stockPositions.tenantId')
            .whereRef('stockLines.productMasterId', '=', 'stockPositions.productMasterId')
            .whereRef('stockLines.locationId', '=', 'stockPositions.locationId'),
        ),
      ),
    ),
)

/** Deletes the empty stock lines of a product with their movements and their lines in completed counts. */
export async function removeEmptyStock(session: Session, at: At): Promise<void> {
  for (const { id } of await session.rows(emptyLines, at)) {
    const of = { tenantId: at.tenantId, inventoryItemId: id }
    for (const each of [countLines, movements, line]) await session.write(each, of)
  }
  await session.write(positions, at)
}

import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** A sum as an integer; in some databases, a sum of integers has another type. */
const sum = (expression: RawBuilder<unknown>): RawBuilder<number> => sql<number>`cast(sum(${expression}) as bigint)`

const column = (name: string): RawBuilder<number> => sql<number>`${sql.ref(`stockLines.${name}`)}`
const available = sql<number>`${column('quantityOnHand')} - ${column('quantityReserved')} - ${column('quantityOnHold')} - ${column('quantityPicked')}`

/**
 * The stock of a product by location: the sums of its stock lines there and its replenishment settings; one row if there is either.
 * The two kinds of rows are combined by a union, so that databases look up only the lines and settings of the requested product.
 */
export const productLevels = (db: Kysely<Tables>): Compilable[] => [
  db.schema.createView('productLevels').as(
    db
      .selectFrom('stockLines')
      .leftJoin('inventoryLevels', (join) =>
        join
          .onRef('inventoryLevels.tenantId', '=', 'stockLines.tenantId')
          .onRef('inventoryLevels.productMasterId', '=', 'stockLines.productMasterId')
          .onRef('inventoryLevels.locationId', '=', 'stockLines.locationId'),
      )
      .select([
        'stockLines.tenantId',
        'stockLines.productMasterId',
        'stockLines.locationId',
        sum(column('quantityOnHand')).as('quantityOnHand'),
        sum(column('quantityReserved')).as('quantityReserved'),
        sum(column('quantityOnHold')).as('quantityOnHold'),
        sum(column('quantityPicked')).as('quantityPicked'),
        sum(available).as('quantityAvailable'),
        sum(sql`1`).as('stockLineCount'),
        // A location has at most one set of settings for a product, so the maximum selects it.
        (row) => row.fn.max('inventoryLevels.id').as('levelId'),
        (row) => row.fn.max('inventoryLevels.minQuantity').as('minQuantity'),
        (row) => row.fn.max('inventoryLevels.reorderQuantity').as('reorderQuantity'),
        (row) => row.fn.max('inventoryLevels.maxQuantity').as('maxQuantity'),
        (row) =>
          row.fn
            .max(
              row
                .case()
                .when('inventoryLevels.updatedAt', '>', row.ref('stockLines.updatedAt'))
                .then(row.ref('inventoryLevels.updatedAt'))
                .else(row.ref('stockLines.updatedAt'))
                .end(),
            )
            .as('updatedAt'),
      ])
      .groupBy(['stockLines.tenantId', 'stockLines.productMasterId', 'stockLines.locationId'])
      .unionAll(
        db
          .selectFrom('inventoryLevels')
          .select([
            'tenantId',
            'productMasterId',
            'locationId',
            sql.lit(0).as('quantityOnHand'),
            sql.lit(0).as('quantityReserved'),
            sql.lit(0).as('quantityOnHold'),
            sql.lit(0).as('quantityPicked'),
            sql.lit(0).as('quantityAvailable'),
            sql.lit(0).as('stockLineCount'),
            'id as levelId',
            'minQuantity',
            'reorderQuantity',
            'maxQuantity',
            'updatedAt',
          ])
          .where((where) =>
            where.not(
              where.exists(
                where
                  .selectFrom('stockLines')
                  .select('stockLines.id')
                  .whereRef('stockLines.tenantId', '=', 'inventoryLevels.tenantId')
                  .whereRef('stockLines.productMasterId', '=', 'inventoryLevels.productMasterId')
                  .whereRef('stockLines.locationId', '=', 'inventoryLevels.locationId'),
              ),
            ),
          ),
      ),
  ),
]

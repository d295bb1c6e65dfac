import type { Compilable } from 'kysely'
import type { Tables } from '../tables.ts'
import type { Db } from './table.ts'

const quantities = ['lines', 'quantityOnHand', 'quantityReserved', 'quantityOnHold', 'quantityPicked', 'quantityAvailable'] as const
const place = ['productMasterId', 'locationId'] as const
/** With these, an index tells which rows are those of a choice on a day, and which severity they have. */
const which = ['choices', 'after', 'until', 'quantityAvailable'] as const

const index = (db: Db, name: string, columns: readonly (keyof Tables['stockSums'])[]): Compilable =>
  db.schema
    .createIndex(name)
    .on('stockSums')
    .columns(['tenantId', ...columns, ...which.filter((name) => !columns.includes(name))])

/** Sums of stock by position, and of all positions. Migration 12 adds a column, computes them, and makes the triggers that keep them. */
export const stockSums = (db: Db): Compilable[] => [
  // What they counted are kept totals now.
  db.schema.dropIndex('stockLinesRecalled'),
  db.schema.dropIndex('stockLinesWhollyOnHold'),
  quantities
    .reduce(
      (table, name) => table.addColumn(name, 'bigint', (column) => column.notNull()),
      db.schema
        .createTable('stockSums')
        .addColumn('tenantId', 'text', (column) => column.notNull().references('tenants.id'))
        .addColumn('productMasterId', 'text', (column) => column.notNull())
        .addColumn('locationId', 'text', (column) => column.notNull())
        .addColumn('choices', 'integer', (column) => column.notNull())
        .addColumn('after', 'text', (column) => column.notNull())
        .addColumn('until', 'text', (column) => column.notNull()),
    )
    .addPrimaryKeyConstraint('stockSumsKey', ['tenantId', ...place, 'after', 'until', 'choices']),
  quantities
    .reduce(
      // A tenant may have more than fits into 64 bits of millionths.
      (table, name) => table.addColumn(name, 'numeric', (column) => column.notNull()),
      db.schema
        .createTable('stockTotals')
        .addColumn('tenantId', 'text', (column) => column.notNull().references('tenants.id'))
        .addColumn('locationId', 'text', (column) => column.notNull())
        .addColumn('day', 'text', (column) => column.notNull())
        .addColumn('choices', 'integer', (column) => column.notNull())
        .addColumn('floor', 'bigint', (column) => column.notNull())
        .addColumn('positions', 'bigint', (column) => column.notNull()),
    )
    .addPrimaryKeyConstraint('stockTotalsKey', ['tenantId', 'locationId', 'day', 'choices', 'floor']),
  ...(['quantityOnHand', 'quantityReserved', 'quantityAvailable'] as const).flatMap((sum) => [
    index(db, `stockSumsBy${sum}`, [sum, ...place]),
    index(db, `stockSumsOfLocationBy${sum}`, ['locationId', sum, 'productMasterId']),
  ]),
]

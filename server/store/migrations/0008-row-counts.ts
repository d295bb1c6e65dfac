import type { Compilable } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { countedTables, countingSteps, recountSteps } from '../row-counts.ts'
import type { Db } from './table.ts'

/** Numbers of rows of the tables that grow, kept by triggers, so that every write changes them, also a cascading one. */
export const rowCounts = (db: Db, dialect: Dialect): Compilable[] => [
  db.schema
    .createTable('rowCounts')
    .addColumn('tenantId', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('listed', 'text', (column) => column.notNull())
    .addColumn('filter', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('rows', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('rowCountsKey', ['tenantId', 'listed', 'filter', 'value']),
  ...countedTables
    .flatMap((table) => [...recountSteps(table), ...dialect.counting(table, countingSteps(table))])
    .map((step) => ({ compile: () => step.compile(db) })),
]

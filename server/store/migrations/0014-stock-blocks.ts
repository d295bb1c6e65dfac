import type { Compilable } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { forgettingTriggers } from '../stock-blocks.ts'
import type { Db } from './table.ts'

/** Figures of all stock by blocks of products. The first who asks computes them. */
export const stockBlocks = (db: Db, dialect: Dialect): Compilable[] => [
  db.schema
    .createTable('stockBlocks')
    .addColumn('tenantId', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('fromProduct', 'text', (column) => column.notNull())
    .addColumn('figures', 'text')
    .addPrimaryKeyConstraint('stockBlocksKey', ['tenantId', 'fromProduct']),
  ...forgettingTriggers(dialect).map((step) => ({ compile: () => step.compile(db) })),
]

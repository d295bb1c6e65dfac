import type { Compilable, RawBuilder } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { dropSummingTriggers, summingSteps, summingTriggers } from '../stock-sums.ts'
import type { Tables } from '../tables.ts'
import type { Db } from './table.ts'

const sums = ['quantityOnHand', 'quantityReserved', 'quantityAvailable'] as const
const place = ['productMasterId', 'locationId'] as const
/** With these, an index tells which rows are those of a choice on a day. */
const which = ['choices', 'after', 'until'] as const

const index = (db: Db, name: string, columns: readonly (keyof Tables['stockSums'])[]): Compilable =>
  db.schema
    .createIndex(name)
    .on('stockSums')
    .columns(['tenantId', ...columns, ...which])

/**
 * What the severities of a position depend on, as a column of its sums, with indexes in which the rows of a severity are a few ranges in the order of a sum.
 * By the available quantity, they are ranges of it. The other indexes need it no more, so that fewer of them change with it.
 */
export const floors = (db: Db, dialect: Dialect): Compilable[] => {
  const run = (steps: readonly RawBuilder<unknown>[]) => steps.map((step) => ({ compile: () => step.compile(db) }))
  return [
    ...run(dropSummingTriggers(dialect)),
    ...sums.flatMap((sum) => [db.schema.dropIndex(`stockSumsBy${sum}`), db.schema.dropIndex(`stockSumsOfLocationBy${sum}`)]),
    db.schema.alterTable('stockSums').addColumn('floor', 'bigint', (column) => column.notNull().defaultTo(0)),
    ...run(summingSteps()),
    ...sums.flatMap((sum) => [
      index(db, `stockSumsBy${sum}`, [sum, ...place]),
      index(db, `stockSumsOfLocationBy${sum}`, ['locationId', sum, 'productMasterId']),
    ]),
    ...(['quantityOnHand', 'quantityReserved'] as const).flatMap((sum) => [
      index(db, `stockSumsOfFloorBy${sum}`, ['floor', sum, ...place]),
      index(db, `stockSumsOfLocationAndFloorBy${sum}`, ['locationId', 'floor', sum, 'productMasterId']),
    ]),
    ...run(summingTriggers(dialect)),
  ]
}

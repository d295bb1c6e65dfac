import type { Kysely, RawBuilder } from 'kysely'
import type { Tables } from './tables.ts'

/** What triggers do for a row of a table, as SQL that calls it `new` and `old`. */
export interface CountingSteps {
  /** The beginning of the names of the triggers. */
  readonly name: string
  readonly add: RawBuilder<unknown>
  readonly remove: RawBuilder<unknown>
  /** The columns whose change is a removal and an addition. */
  readonly columns: readonly string[]
}

/** The SQL dialect of an engine: a query builder and all SQL that differs between databases. */
export interface Dialect {
  /** Builds queries in the dialect of the engine; it cannot run them. */
  readonly queries: Kysely<Tables>
  /** The texts of a JSON array as a subquery with one column. */
  readonly texts: (json: string) => RawBuilder<string>
  /** The integers from `low` to `high`, inclusive, as a subquery with the column `n`. */
  readonly series: (low: number, high: number) => RawBuilder<unknown>
  /** Triggers that take the steps for every row of a table that is inserted, deleted, or changed in one of the columns. */
  readonly counting: (table: string, steps: CountingSteps) => RawBuilder<unknown>[]
  /** Seconds since the epoch, an integer, as a time as it is stored (`storedTime`); null for null. */
  readonly time: (seconds: RawBuilder<number>) => RawBuilder<string>
}

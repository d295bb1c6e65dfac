import { type Expression, type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely'
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

/** A step that a trigger takes for every row of a table that is inserted, deleted, or changed in one of the columns, if the condition holds. */
export interface TriggerStep {
  readonly name: string
  readonly on: 'insert' | 'delete' | readonly string[]
  /** These call the row `new` and `old`. */
  readonly when?: RawBuilder<unknown>
  readonly step: RawBuilder<unknown>
}

/** A text that products are searched for. */
export interface SoughtText {
  readonly tenantId: string
  /** At least three characters, with ASCII letters in lower case. */
  readonly text: string
  /** The pattern of `contains` for it. */
  readonly pattern: string
}

/** The SQL dialect of an engine: a query builder and all SQL that differs between databases. */
export interface Dialect {
  /** Builds queries in the dialect of the engine; it cannot run them. */
  readonly queries: Kysely<Tables>
  /** The texts of a JSON array as a subquery with one column. */
  readonly texts: (json: string) => RawBuilder<string>
  /** Whether a text of a row is in a JSON array, which is looked for by an index: a join would have to know whether the array is long. */
  readonly isIn: (column: Expression<unknown>, json: RawBuilder<string | null>) => RawBuilder<SqlBool>
  /**
   * The ids of products among which are all of the tenant whose name or SKU contains a text, as a JSON array; others may be among them. Null if the index of
   * texts has more than `most` of them, or cannot look for this text.
   */
  readonly productsWith: (sought: SoughtText, most: number) => RawBuilder<string | null>
  /** The integers from `low` to `high`, inclusive, as a subquery with the column `n`. */
  readonly series: (low: number, high: number) => RawBuilder<unknown>
  /** Triggers that take the steps for every row of a table that is inserted, deleted, or changed in one of the columns. */
  readonly counting: (table: string, steps: CountingSteps) => RawBuilder<unknown>[]
  /** A trigger that takes a step, with what it needs. */
  readonly trigger: (table: string, step: TriggerStep) => RawBuilder<unknown>[]
  /** Drops a trigger, with what it needed, if it exists. */
  readonly dropTrigger: (name: string) => RawBuilder<unknown>
  /** A text that never was before, for every row. */
  readonly randomText: RawBuilder<string>
  /** Seconds since the epoch, an integer, as a time as it is stored (`storedTime`); null for null. */
  readonly time: (seconds: RawBuilder<number>) => RawBuilder<string>
}

/** The beginning of a trigger, which is the same in all dialects. */
export const triggerHead = (table: string, { name, on, when }: TriggerStep): RawBuilder<unknown> => {
  const event = typeof on === 'string' ? sql.raw(on) : sql`update of ${sql.join(on.map((column) => sql.ref(column)))}`
  const condition = when === undefined ? sql`` : sql` when (${when})`
  return sql`create trigger ${sql.ref(name)} after ${event} on ${sql.table(table)} for each row${condition}`
}

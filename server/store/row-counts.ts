/** Exact numbers of rows, which the database itself keeps: lists ask for them instead of counting millions of rows for every page. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { CountingSteps } from './dialect.ts'
import type { Session } from './engine.ts'
import { type Statement, statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** The tables that grow with the business of a tenant. */
type Counted =
  'products' | 'stockLines' | 'stockTransactions' | 'stockPositions' | 'bins' | 'alerts' | 'transfers' | 'transferRecommendations'

/** Sets of columns of a table: for every combination of their values, the rows that have it are counted. Only the last column of a set may have spaces. */
type Sets = { readonly [Table in Counted]: readonly (readonly (keyof Tables[Table] & string)[])[] }

/**
 * The filters for which a table has too many matching rows to count them. Columns with a value for every few rows, such as a product, are not among them: an
 * index finds these rows. The set without columns stands for all rows of the tenant. Migration 8 reads them, so another set needs a migration that makes the
 * triggers and the counts anew.
 */
export const countedSets = {
  products: [[], ['status']],
  stockLines: [[], ['locationId']],
  stockTransactions: [
    [],
    ['transactionType'],
    ['locationId'],
    ['reasonCodeId'],
    ['transactionType', 'locationId'],
    ['transactionType', 'reasonCodeId'],
  ],
  stockPositions: [[], ['locationId']],
  bins: [[], ['locationId']],
  alerts: [[], ['type'], ['origin'], ['locationId']],
  transfers: [[], ['status'], ['sourceLocationId'], ['destLocationId']],
  transferRecommendations: [
    [],
    ['status'],
    ['priority'],
    ['sourceLocationId'],
    ['destLocationId'],
    ['status', 'priority'],
    ['status', 'sourceLocationId'],
    ['status', 'destLocationId'],
  ],
} as const satisfies Sets

export type CountedTable = keyof typeof countedSets

export const countedTables = Object.keys(countedSets) as CountedTable[]

const setsOf = (table: CountedTable): readonly (readonly string[])[] => countedSets[table]

/** The name of a set in the table of counts. */
const nameOf = (set: readonly string[]): string => set.join()

/** Whether the rows of a table are counted for filters by these columns; the set in its own order. */
export const countedSet = (table: CountedTable, columns: readonly string[]): readonly string[] | undefined =>
  setsOf(table).find((set) => set.length === columns.length && set.every((name) => columns.includes(name)))

/** The value of a set, by the value of each of its columns; null if one of them is. */
const valueOf = (set: readonly string[], column: (name: string) => unknown): RawBuilder<string> =>
  set.length === 0 ? sql<string>`''` : sql<string>`${sql.join(set.map(column), sql` || ' ' || `)}`

/** The number of rows whose columns have these values, as a query. */
export const countOf = (
  db: Kysely<Tables>,
  tenantId: string,
  table: CountedTable,
  set: readonly string[],
  wanted: Readonly<Record<string, unknown>>,
) =>
  db
    .selectFrom('rowCounts')
    .select('rows as total')
    .where('tenantId', '=', tenantId)
    .where('listed', '=', table)
    .where('filter', '=', nameOf(set))
    .where(
      'value',
      '=',
      valueOf(set, (name) => sql`cast(${wanted[name]} as text)`),
    )

/** The columns that are counted, by which a change of a row changes counts. */
const columnsOf = (table: CountedTable): string[] => [...new Set(setsOf(table).flat())]

/** What a change of a row means for the counts, as parts of a trigger. `row` is `new` or `old`. */
const cells = (table: CountedTable, row: 'new' | 'old') =>
  sql.join(
    setsOf(table).map(
      (set) => sql`select ${sql.lit(nameOf(set))} as filter, ${valueOf(set, (name) => sql.ref(`${row}.${name}`))} as value`,
    ),
    sql` union all `,
  )

const add = (table: CountedTable) => sql`insert into "rowCounts" ("tenantId", "listed", "filter", "value", "rows")
  select new."tenantId", ${sql.lit(table)}, filter, value, 1 from (${cells(table, 'new')}) as cells where value is not null
  on conflict ("tenantId", "listed", "filter", "value") do update set "rows" = "rowCounts"."rows" + 1`

const remove = (table: CountedTable) => sql`update "rowCounts" set "rows" = "rows" - 1
  where "tenantId" = old."tenantId" and "listed" = ${sql.lit(table)} and ("filter", "value") in (select filter, value from (${cells(table, 'old')}) as cells)`

/** The SQL of the triggers of a table, for the dialects. */
export const countingSteps = (table: CountedTable): CountingSteps => ({
  name: `count${table.charAt(0).toUpperCase()}${table.slice(1)}`,
  add: add(table),
  remove: remove(table),
  columns: columnsOf(table),
})

/** Whether a change of a row changes one of the columns, by the operator of a dialect. */
export const differs = (columns: readonly string[], operator: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql.join(
    columns.map((column) => sql`${sql.ref(`old.${column}`)} ${operator} ${sql.ref(`new.${column}`)}`),
    sql` or `,
  )

/** SQL that counts the rows of a table anew. */
export const recountSteps = (table: CountedTable): RawBuilder<unknown>[] => [
  sql`delete from "rowCounts" where "listed" = ${sql.lit(table)}`,
  ...setsOf(table).map((set) => {
    const columns = set.map((name) => sql.ref(name))
    const known = set.map((name) => sql`${sql.ref(name)} is not null`)
    return sql`insert into "rowCounts" ("tenantId", "listed", "filter", "value", "rows")
      select "tenantId", ${sql.lit(table)}, ${sql.lit(nameOf(set))}, ${valueOf(set, (name) => sql.ref(name))}, count(*) from ${sql.table(table)}
      ${known.length === 0 ? sql`` : sql`where ${sql.join(known, sql` and `)}`}
      group by ${sql.join([sql.ref('tenantId'), ...columns])}`
  }),
]

const recounts: Statement<object, unknown>[] = countedTables
  .flatMap(recountSteps)
  .map((step) => statement((db) => ({ compile: () => step.compile(db) })))

/** Counts all rows anew, after a load without triggers. */
export async function recount(session: Session): Promise<void> {
  for (const each of recounts) await session.write(each, {})
}

import { type Expression, type SqlBool, sql } from 'kysely'

type Condition = Expression<SqlBool>

/** Whether the lot of a stock line has not expired. `today` is a calendar date. SQLite would look up the two cases of an `or` in an index, and then sort all lines. */
export const unexpired = (today: string): Condition => sql`coalesce("stockLines"."expiryDate", '9999-12-31') >= ${today}`

export const notRecalled: Condition = sql`"stockLines"."recalled" = 0`

/** Whether a stock line can be promised: neither expired nor recalled. */
export const promisable = (today: string): Condition => sql`(${notRecalled} and ${unexpired(today)})`

/** Whether a stock line is not completely on hold; an empty line is not on hold. */
export const partlyFree: Condition = sql`("stockLines"."quantityOnHand" = 0 or "stockLines"."quantityOnHold" < "stockLines"."quantityOnHand")`

/** Whether a column has the requested value; `null` matches everything. */
export const isAsked = (column: string, value: string | null): Condition =>
  sql`(cast(${value} as text) is null or ${sql.ref(column)} = ${value})`

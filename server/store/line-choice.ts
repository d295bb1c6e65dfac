import { type Expression, type SqlBool, sql } from 'kysely'

type Condition = Expression<SqlBool>

/** Whether the last day of a stock line's lot is not past. `today` is a calendar date. */
export const unexpired = (today: string): Condition => sql`("stockLines"."expiryDate" is null or "stockLines"."expiryDate" >= ${today})`

export const notRecalled: Condition = sql`"stockLines"."recalled" = 0`

/** Whether a stock line counts for what can be promised: neither expired nor recalled. */
export const promisable = (today: string): Condition => sql`(${notRecalled} and ${unexpired(today)})`

/** Whether not all of a stock line is on hold; of nothing, nothing is on hold. */
export const partlyFree: Condition = sql`("stockLines"."quantityOnHand" = 0 or "stockLines"."quantityOnHold" < "stockLines"."quantityOnHand")`

/** Whether a column has the value that was asked for; `null` asks for none. */
export const isAsked = (column: string, value: string | null): Condition =>
  sql`(cast(${value} as text) is null or ${sql.ref(column)} = ${value})`

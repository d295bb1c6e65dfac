import { type Expression, type SqlBool, sql } from 'kysely'

type Condition = Expression<SqlBool>

/** Whether the lot of a stock line has not expired. `today` is a calendar date. */
export const unexpired = (today: string): Condition => sql`("stockLines"."expiryDate" is null or "stockLines"."expiryDate" >= ${today})`

export const notRecalled: Condition = sql`"stockLines"."recalled" = 0`

/** Whether a stock line can be promised: neither expired nor recalled. */
export const promisable = (today: string): Condition => sql`(${notRecalled} and ${unexpired(today)})`

/** Opposites of conditions as unions of simple ones, each of which has an index (migration 9). */
export const expired = (today: string): Condition => sql`"stockLines"."expiryDate" < ${today}`
export const recalled: Condition = sql`"stockLines"."recalled" <> 0`
/** A quantity on hand is never negative; a range of it would make SQLite use the index of all quantities. */
export const whollyOnHold: Condition = sql`("stockLines"."quantityOnHand" <> 0 and "stockLines"."quantityOnHold" >= "stockLines"."quantityOnHand")`

/** Whether a stock line is not completely on hold; an empty line is not on hold. */
export const partlyFree: Condition = sql`("stockLines"."quantityOnHand" = 0 or "stockLines"."quantityOnHold" < "stockLines"."quantityOnHand")`

/** Whether a column has the requested value; `null` matches everything. */
export const isAsked = (column: string, value: string | null): Condition =>
  sql`(cast(${value} as text) is null or ${sql.ref(column)} = ${value})`

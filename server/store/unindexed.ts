import { type Expression, sql } from 'kysely'

/**
 * The same value in a form that no index provides. If few rows match the conditions of a query, SQLite would otherwise scan all rows in the order
 * instead of finding and sorting the matches, because it does not know that they are few.
 */
export const unindexed = (column: Expression<unknown>): Expression<unknown> => sql`coalesce(${column}, null)`

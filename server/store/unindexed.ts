import { type Expression, sql } from 'kysely'

/**
 * The same value, but nothing that an index is in the order of. Where few rows meet the conditions of a query, SQLite would rather look for them on the way
 * through all rows in the order than find and sort them: it does not know that they are few.
 */
export const unindexed = (column: Expression<unknown>): Expression<unknown> => sql`coalesce(${column}, null)`

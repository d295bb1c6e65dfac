import type { Kysely, RawBuilder } from 'kysely'
import type { Tables } from './tables.ts'

/** How an engine writes SQL: what its queries are built with, and all that databases spell differently. */
export interface Dialect {
  /** Builds queries in the dialect of the engine; it runs none. */
  readonly queries: Kysely<Tables>
  /** The texts of a JSON array, as a subquery of one column. */
  readonly texts: (json: string) => RawBuilder<string>
}

import type { Kysely, RawBuilder } from 'kysely'
import type { Tables } from './tables.ts'

/** The SQL dialect of an engine: a query builder and all SQL that differs between databases. */
export interface Dialect {
  /** Builds queries in the dialect of the engine; it cannot run them. */
  readonly queries: Kysely<Tables>
  /** The texts of a JSON array as a subquery with one column. */
  readonly texts: (json: string) => RawBuilder<string>
}

import type { Engine } from './engine.ts'

/** A kind of database. `engines.ts` documents the requirements. */
export interface EngineKind {
  /** Display name: `SQLite`. */
  readonly name: string
  readonly urls: readonly DatabaseUrlForm[]
  readonly accepts: (databaseUrl: string) => boolean
  /** The absolute path of the file that opening the database would create; `undefined` if it exists or is no file. */
  readonly creates: (databaseUrl: string) => string | undefined
  /** Opens the database of an accepted URL and changes no table in it. Throws `StoreUnavailable`. */
  readonly open: (databaseUrl: string, limits: EngineLimits) => Engine
}

/** What a process may use of a database server; an embedded database needs no limits. */
export interface EngineLimits {
  /** Connections for the rows of tenants. */
  readonly connections: number
}

/** A form of a database URL. */
export interface DatabaseUrlForm {
  /** Display form: `file:PATH`. */
  readonly form: string
  /** A note for the operator, if any. */
  readonly note?: string
  /** The URL of a private database for a test, where opening it creates it. `path` must not exist yet. */
  readonly example?: (path: string) => string
}

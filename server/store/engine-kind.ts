import type { Engine } from './engine.ts'

/** A kind of database that can keep everything. What it has to bring stands with the list of them (`engines.ts`). */
export interface EngineKind {
  /** For people: `SQLite`. */
  readonly name: string
  readonly urls: readonly DatabaseUrlForm[]
  readonly accepts: (databaseUrl: string) => boolean
  /** Opens what a URL that it accepts names, and changes no table in it. Throws `StoreUnavailable`. */
  readonly open: (databaseUrl: string) => Engine
}

/** A form that a database URL can have. */
export interface DatabaseUrlForm {
  /** As it is shown: `file:PATH`. */
  readonly form: string
  /** What the operator should know of it, if anything. */
  readonly note?: string
  /** Such a URL, of a database that a test has alone. `path` is one at which there is nothing yet. */
  readonly example: (path: string) => string
}

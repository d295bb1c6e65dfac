import { type Engine, StoreUnavailable } from './engine.ts'
import type { EngineKind, EngineLimits } from './engine-kind.ts'
import { postgres } from './postgres/postgres.ts'
import { sqlite } from './sqlite/sqlite.ts'

/**
 * The supported databases, in order of precedence. To add one, create a file that exports its record and add it here. It must provide:
 *
 * - sessions (`Engine`) with atomic transactions that throw `UniqueViolation`, `ForeignKeyViolation`, `StoreUnavailable` and `StoreLocked`
 *   instead of the errors of the driver;
 * - `remembered` rows that are never older than the call, also if another process has written; an engine that cannot know this reads the row;
 * - a `Dialect` with the SQL that differs between databases. All other SQL, including migrations, uses the common subset of SQLite and PostgreSQL;
 * - sorting by code point, numbers as numbers, flags as 0 and 1, and text that contains U+0000 (`text.ts`);
 * - an example of each URL form, for which the shared store suite runs (`engines.test.ts`).
 */
export const engines: readonly EngineKind[] = [sqlite, postgres]

const forms = engines.flatMap(({ urls }) => urls)

/** `a, b or c`. */
const listed = (all: readonly string[]) => all.join(', ').replace(/, ([^,]*)$/, ' or $1')

/** The supported database URLs: `file:PATH, :memory: or …`. */
export const databaseUrls = listed(forms.map(({ form }) => form))

/** The supported database URLs with their notes. */
export const databaseUrlsExplained = forms.map(({ form, note }) => (note === undefined ? form : `${form}, ${note}`)).join(', or ')

/** Whether an engine accepts a database URL. */
export const isDatabaseUrl = (text: string): boolean => engines.some((engine) => engine.accepts(text))

/** The absolute path of the file that opening a database would create, for a note to the operator; `undefined` if there is none to create. */
export const whatOpeningCreates = (databaseUrl: string): string | undefined =>
  engines.find((each) => each.accepts(databaseUrl))?.creates(databaseUrl)

/** A database URL without its password, for people to read. */
export const shownUrl = (databaseUrl: string): string =>
  databaseUrl.replace(/^(\w+:\/\/[^/@]*?):[^/]*@/, '$1:***@').replace(/([?&]password=)[^&]*/g, '$1***')

/** Connections of a process to a database server unless more are asked for: PostgreSQL allows 100 altogether, and a transaction takes a few milliseconds. */
export const usualConnections = 10

/** Opens the database of a URL without migrations. Throws `StoreUnavailable`. */
export function openEngine(databaseUrl: string, limits: Partial<EngineLimits> = {}): Engine {
  const engine = engines.find((each) => each.accepts(databaseUrl))
  if (engine !== undefined) return engine.open(databaseUrl, { connections: usualConnections, ...limits })
  // A database URL may contain a password, so only its scheme is repeated.
  throw new StoreUnavailable(`expected ${databaseUrls} as the database, got ${databaseUrl.split(':')[0] ?? ''}:…`)
}

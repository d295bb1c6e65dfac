import { type Engine, StoreUnavailable } from './engine.ts'
import type { EngineKind } from './engine-kind.ts'
import { sqlite } from './sqlite/sqlite.ts'

/**
 * The databases that can keep everything, in the order in which they are asked. To add one: a file that exports its record, and its line here. It has to bring
 *
 * - sessions (`Engine`) that keep a transaction whole or not at all, and that throw `UniqueViolation`, `ForeignKeyViolation`, `StoreUnavailable` and `StoreLocked` in
 *   place of what its driver throws;
 * - a `Dialect`, with the SQL that databases spell differently. All other SQL, the migrations too, is written once, and in what SQLite and PostgreSQL share;
 * - orders by code point, numbers as numbers, flags as 0 and 1, and text with U+0000 in it (`text.ts`);
 * - an example of each form of its URLs, with which the shared store suite runs on it (`engines.test.ts`).
 */
export const engines: readonly EngineKind[] = [sqlite]

const forms = engines.flatMap(({ urls }) => urls)

/** What a database URL can be: `file:PATH or :memory:`. */
export const databaseUrls = forms.map(({ form }) => form).join(' or ')

/** The same, with what there is to know of each. */
export const databaseUrlsExplained = forms.map(({ form, note }) => (note === undefined ? form : `${form}, ${note}`)).join(', or ')

/** Whether some engine opens what a database URL names. */
export const isDatabaseUrl = (text: string): boolean => engines.some((engine) => engine.accepts(text))

/** The database that a URL names, opened and not yet migrated. Throws `StoreUnavailable`. */
export function openEngine(databaseUrl: string): Engine {
  const engine = engines.find((each) => each.accepts(databaseUrl))
  if (engine !== undefined) return engine.open(databaseUrl)
  // A database URL may hold a password: no more than its scheme is repeated.
  throw new StoreUnavailable(`expected ${databaseUrls} as the database, got ${databaseUrl.split(':')[0] ?? ''}:…`)
}

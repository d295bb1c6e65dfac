import Libsql from 'libsql'
import { StoreLocked, StoreUnavailable } from '../engine.ts'
import { ForeignKeyViolation, UniqueViolation } from '../violations.ts'

/**
 * Failures caused by the file, the disk or another process instead of the statement, with messages for the operator, by the first word of
 * SQLite's result code: `SQLITE_IOERR_WRITE` is a kind of `SQLITE_IOERR`.
 */
const causes: Readonly<Record<string, string>> = {
  BUSY: 'another process has locked it',
  LOCKED: 'another connection has locked it',
  PROTOCOL: 'another process has locked it for too long',
  FULL: 'the disk is full',
  IOERR: 'reading or writing the disk failed',
  READONLY: 'it is read-only',
  PERM: 'this process has no permission for its file',
  CANTOPEN: 'its file cannot be opened',
  CORRUPT: 'it is damaged',
  NOTADB: 'it is not a SQLite database',
  NOMEM: 'out of memory',
}

/** If a file cannot be opened, the message of the driver ends with SQLite's error code. */
const numbers: Readonly<Record<string, string>> = { 10: 'IOERR', 13: 'FULL', 14: 'CANTOPEN', 23: 'PERM', 26: 'NOTADB' }

function kindOf(error: unknown): string | undefined {
  if (error instanceof Libsql.SqliteError) return /^SQLITE_([A-Z]+)/.exec(error.code)?.[1]
  const number = error instanceof Error ? /^ConnectionFailed.*: (\d+)"/.exec(error.message)?.[1] : undefined
  return number === undefined ? undefined : numbers[number]
}

/** The error if the database at `path` cannot be used; `undefined` for other errors of the driver. */
function unavailable(error: unknown, path: string): StoreUnavailable | undefined {
  const kind = kindOf(error)
  const cause = kind === undefined ? undefined : causes[kind]
  if (cause === undefined) return undefined
  const message = `the database ${path} cannot be used: ${cause} (SQLITE_${kind})`
  return kind === 'BUSY' ? new StoreLocked(message, { cause: error }) : new StoreUnavailable(message, { cause: error })
}

/** Converts the constraint errors of the driver. */
function violation(error: unknown): Error | undefined {
  if (!(error instanceof Libsql.SqliteError)) return undefined
  if (error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return new ForeignKeyViolation()
  if (error.code !== 'SQLITE_CONSTRAINT_UNIQUE' && error.code !== 'SQLITE_CONSTRAINT_PRIMARYKEY') return undefined
  const columns = /failed: (.*)$/.exec(error.message)?.[1]?.split(', ') ?? []
  return new UniqueViolation(
    columns[0]?.split('.')[0] ?? '',
    columns.map((column) => column.split('.')[1] ?? column),
  )
}

/** Converts an error of the driver to an error of the store; other errors are returned unchanged. */
export function failure(error: unknown, path: string): unknown {
  return violation(error) ?? unavailable(error, path) ?? error
}

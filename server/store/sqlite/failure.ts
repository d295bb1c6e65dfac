import Libsql from 'libsql'
import { StoreLocked, StoreUnavailable } from '../engine.ts'
import { ForeignKeyViolation, UniqueViolation } from '../violations.ts'

/**
 * What fails because of the file, the disk or another process, not because of the statement, and what to tell the operator of it, by the first word of
 * SQLite's result code: `SQLITE_IOERR_WRITE` is a kind of `SQLITE_IOERR`.
 */
const causes: Readonly<Record<string, string>> = {
  BUSY: 'another process has locked it',
  LOCKED: 'another connection has locked it',
  PROTOCOL: 'another process keeps it locked',
  FULL: 'the disk is full',
  IOERR: 'the disk cannot be read or written',
  READONLY: 'it can only be read',
  PERM: 'its file may not be used by this process',
  CANTOPEN: 'its file cannot be opened',
  CORRUPT: 'it is damaged',
  NOTADB: 'it is no SQLite database',
  NOMEM: 'there is not enough memory',
}

/** The driver tells what kept it from opening a file in words that end with SQLite's number for it. */
const numbers: Readonly<Record<string, string>> = { 10: 'IOERR', 13: 'FULL', 14: 'CANTOPEN', 23: 'PERM', 26: 'NOTADB' }

function kindOf(error: unknown): string | undefined {
  if (error instanceof Libsql.SqliteError) return /^SQLITE_([A-Z]+)/.exec(error.code)?.[1]
  const number = error instanceof Error ? /^ConnectionFailed.*: (\d+)"/.exec(error.message)?.[1] : undefined
  return number === undefined ? undefined : numbers[number]
}

/** Why the database at `path` cannot be used, if that is what an error of the driver says. */
function unavailable(error: unknown, path: string): StoreUnavailable | undefined {
  const kind = kindOf(error)
  const cause = kind === undefined ? undefined : causes[kind]
  if (cause === undefined) return undefined
  const message = `the database ${path} cannot be used: ${cause} (SQLITE_${kind})`
  return kind === 'BUSY' ? new StoreLocked(message, { cause: error }) : new StoreUnavailable(message, { cause: error })
}

/** What the shared store suite knows of the driver's words. */
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

/** An error of the driver in the terms of the store; one that is neither a violation nor a failure of the storage stays what it is. */
export function failure(error: unknown, path: string): unknown {
  return violation(error) ?? unavailable(error, path) ?? error
}

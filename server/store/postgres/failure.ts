import type { DatabaseError } from 'pg'
import { StoreLocked, StoreUnavailable } from '../engine.ts'
import { ForeignKeyViolation, UniqueViolation } from '../violations.ts'

/** Causes for the operator, by SQLSTATE or its class (its first two characters): https://www.postgresql.org/docs/current/errcodes-appendix.html. */
const causes: Readonly<Record<string, string>> = {
  '08': 'the connection failed',
  '28': 'it rejects the user or the password',
  '3D': 'there is no such database',
  '42501': 'the user has no permission',
  '53': 'it has no resources left',
  '57': 'it is stopping or starting, or an operator intervened',
  '57014': 'a statement took too long',
  '58': 'its storage failed',
  '25006': 'it is read-only',
  '25P03': 'a transaction waited too long for this server',
  '25P04': 'a transaction took too long',
  XX: 'it is damaged',
}

/** Errors of the network, and of the driver, which have no SQLSTATE. */
const networkCodes = /^(E[A-Z]+|CERT_[A-Z_]+|SELF_SIGNED[A-Z_]*|UNABLE_TO_[A-Z_]+)$/
const driverMessages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout|The server does not support SSL|Cannot use a pool after|Client was closed)/

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string'

/** Whether the connection cannot be used any more: what was sent last may or may not have been done. */
export function isLost(error: unknown): boolean {
  if (isDatabaseError(error)) return /^(08|57P)/.test(error.code ?? '')
  return error instanceof Error && (networkCodes.test(String((error as NodeJS.ErrnoException).code)) || driverMessages.test(error.message))
}

/**
 * Converts an error of the driver to an error of the store; other errors are returned unchanged. `name` is that of the database, without its password.
 * `columnsOf` returns the columns of an index: the error does not tell them where row-level security applies.
 */
export async function failure(error: unknown, name: string, columnsOf: (index: string) => Promise<readonly string[]>): Promise<unknown> {
  const unusable = (cause: string, code: string) => `the database ${name} cannot be used: ${cause} (${code})`
  if (!isDatabaseError(error)) {
    return isLost(error) ? new StoreUnavailable(unusable('it cannot be reached', reasonOf(error as Error)), { cause: error }) : error
  }
  const { code = '', table = '', constraint = '' } = error
  if (code === '23505') return new UniqueViolation(table, await columnsOf(constraint))
  if (code === '23503') return new ForeignKeyViolation()
  if (code === '55P03') return new StoreLocked(unusable('another transaction has locked it', code), { cause: error })
  // A policy has rejected a row: that is an error of this server, not of the database.
  const cause = error.message.includes('row-level security') ? undefined : (causes[code] ?? causes[code.slice(0, 2)])
  return cause === undefined ? error : new StoreUnavailable(unusable(cause, code), { cause: error })
}

const reasonOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? error.message

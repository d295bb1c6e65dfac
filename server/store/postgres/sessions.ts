/** Connections of a pool, and what is sent over them. */
import type { ClientBase, Pool, PoolClient, QueryResult } from 'pg'
import type { CompiledQuery } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { checkArguments, type Statement, valuesOf } from '../statement.ts'
import { decodeText, encodeText } from '../text.ts'

export type Arguments = Readonly<Record<string, unknown>>

interface Prepared {
  readonly compiled: CompiledQuery
  /** The name under which each connection keeps the plan; `undefined` if there are too many already. */
  readonly name: string | undefined
}

/** Plans that a connection may keep: each takes some 20 kB of the database. */
const maxPlans = 500

const prepared = new WeakMap<object, Prepared>()
let named = 0

function prepare(statement: Statement<never, unknown>, args: Arguments, dialect: Dialect): Prepared {
  const known = prepared.get(statement)
  if (known !== undefined) return known
  const compiled = statement.build(dialect).compile()
  checkArguments(compiled, args)
  // Plans of statements that change tables are never used again.
  const isQuery = /^(select|with|insert|update|delete)\b/.test(compiled.sql)
  const made = { compiled, name: isQuery && named < maxPlans ? `s${(named += 1)}` : undefined }
  prepared.set(statement, made)
  return made
}

function toPostgres(value: unknown): string | number | null {
  if (typeof value === 'string') return encodeText(value)
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value
  if (value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  throw new Error(`PostgreSQL cannot store ${typeof value === 'number' ? value : `a value of type ${typeof value}`}`)
}

/** Sends a statement over a connection. */
export async function send(
  client: ClientBase,
  dialect: Dialect,
  statement: Statement<never, unknown>,
  args: Arguments,
): Promise<QueryResult> {
  const { compiled, name } = prepare(statement, args, dialect)
  const values = valuesOf(compiled, args).map(toPostgres)
  return client.query({ ...(name !== undefined && { name }), text: compiled.sql, values })
}

/** The rows of a result, with their texts decoded. */
export function rowsOf<Row>({ rows }: QueryResult): Row[] {
  for (const row of rows as Record<string, unknown>[]) {
    for (const column in row) {
      const value = row[column]
      if (typeof value === 'string') row[column] = decodeText(value)
    }
  }
  return rows as Row[]
}

/** A text as an SQL literal, for statements that are sent together: these have no parameters. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Runs `work` with a connection of the pool. One that `isBroken` says cannot be used any more is closed. */
export async function withConnection<T>(
  pool: Pool,
  isBroken: (error: unknown) => boolean,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken = false
  try {
    return await work(client)
  } catch (error) {
    broken = isBroken(error)
    throw error
  } finally {
    client.release(broken)
  }
}

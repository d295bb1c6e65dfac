import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Dialect } from './dialect.ts'
import type { Tables } from './tables.ts'

/** What can be bound to a statement. */
export type Value = string | number | boolean | null

/** The place of an argument in a statement. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** A query that is built and compiled once, and run many times with other arguments. */
export interface Statement<Args, Row> {
  readonly build: (dialect: Dialect) => Compilable<Row>
  /** Never set; ties the arguments to the type. */
  readonly args?: (args: Args) => void
}

/**
 * A statement, written as a query with typed arguments: `statement((db, at: { id: string }) => db.selectFrom('tenants')….where('id', '=', at.id))`.
 * The builder must not look at the arguments: it sees their places, not their values, and runs once for each engine. What databases spell differently it takes
 * from the dialect.
 */
export function statement<Args, Row>(build: (db: Kysely<Tables>, at: Args, dialect: Dialect) => Compilable<Row>): Statement<Args, Row> {
  return { build: (dialect) => build(dialect.queries, places as Args, dialect) }
}

// Reading any property yields the slot of that name; that it has the type of the argument is the one thing here that is not so.
const places: unknown = new Proxy({}, { get: (_, name) => (typeof name === 'string' ? new Slot(name) : undefined) })

/** The values to bind, in the order of their places. */
export function valuesOf(compiled: CompiledQuery, args: Readonly<Record<string, unknown>>): unknown[] {
  return compiled.parameters.map((parameter) => (parameter instanceof Slot ? args[parameter.name] : parameter))
}

/** Throws if a statement lacks an argument, or is given a tenant and does not ask for it: such a statement would reach every tenant's rows. */
export function checkArguments(compiled: CompiledQuery, args: Readonly<Record<string, unknown>>): void {
  const used = new Set(compiled.parameters.flatMap((parameter) => (parameter instanceof Slot ? [parameter.name] : [])))
  const missing = [...used].filter((name) => !Object.hasOwn(args, name))
  if (missing.length > 0) throw new Error(`${missing.join(', ')} must be given to: ${compiled.sql}`)
  if (Object.hasOwn(args, 'tenantId') && !used.has('tenantId')) throw new Error(`no tenantId in: ${compiled.sql}`)
}

import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Dialect } from './dialect.ts'
import type { Tables } from './tables.ts'

/** Values that can be bound to a statement. */
export type Value = string | number | boolean | null

/** The placeholder of an argument in a statement. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** A query that is compiled once and run many times with different arguments. */
export interface Statement<Args, Row> {
  readonly build: (dialect: Dialect) => Compilable<Row>
  /** Never set; binds the argument type. */
  readonly args?: (args: Args) => void
}

/**
 * A statement, written as a query with typed arguments: `statement((db, at: { id: string }) => db.selectFrom('tenants')….where('id', '=', at.id))`.
 * The builder must not inspect the arguments: it gets placeholders instead of values and runs once per engine. SQL that differs between
 * databases comes from the dialect.
 */
export function statement<Args, Row>(build: (db: Kysely<Tables>, at: Args, dialect: Dialect) => Compilable<Row>): Statement<Args, Row> {
  return { build: (dialect) => build(dialect.queries, places as Args, dialect) }
}

// Reading any property returns its slot; the cast to the argument type is the only inaccurate type here.
const places: unknown = new Proxy({}, { get: (_, name) => (typeof name === 'string' ? new Slot(name) : undefined) })

/** The values to bind, in the order of their placeholders. */
export function valuesOf(compiled: CompiledQuery, args: Readonly<Record<string, unknown>>): unknown[] {
  return compiled.parameters.map((parameter) => (parameter instanceof Slot ? args[parameter.name] : parameter))
}

/** Throws if an argument is missing, or if a tenant is given but not used, because such a statement would access the rows of all tenants. */
export function checkArguments(compiled: CompiledQuery, args: Readonly<Record<string, unknown>>): void {
  const used = new Set(compiled.parameters.flatMap((parameter) => (parameter instanceof Slot ? [parameter.name] : [])))
  const missing = [...used].filter((name) => !Object.hasOwn(args, name))
  if (missing.length > 0) throw new Error(`missing arguments ${missing.join(', ')} of: ${compiled.sql}`)
  if (Object.hasOwn(args, 'tenantId') && !used.has('tenantId')) throw new Error(`tenantId is not used in: ${compiled.sql}`)
}

import type { CompiledQuery } from 'kysely'
import type { Tables } from '../tables.ts'

/** A value that is bound to a statement. */
export type Bound = string | number | null

/** Rows of a database that are still current. */
export interface Memory {
  /**
   * The row that was kept for a query and its values, or what `read` returns, which is then kept.
   * The values contain no U+0000; the query is the same object every time.
   */
  recall<Row extends object>(query: CompiledQuery, values: readonly Bound[], read: () => Row | undefined): Row | undefined
  /** To be called for every write of the own connection, in any transaction. */
  forget(query: CompiledQuery): void
  /** To be called if any row may have changed. */
  clear(): void
}

/** Maximum number of kept rows. */
const capacity = 1000

/** The table of a query that changes nothing else: a change or a deletion may cascade to other tables. */
function insertedBy({ query }: CompiledQuery): string | undefined {
  if (query.kind !== 'InsertQueryNode' || query.replace === true || query.orAction !== undefined) return undefined
  return query.into?.table.identifier.name
}

/**
 * A memory that forgets rows as soon as they may have changed. `foreignVersion` returns another value whenever another connection has committed in
 * the meantime. It is asked for every row, so a row is never older than the request for it. `table` is the only one that the queries read; without it,
 * they may read all tables.
 */
export function createMemory(foreignVersion: () => unknown, table?: keyof Tables): Memory {
  const kept = new Map<CompiledQuery, Map<Bound, object>>()
  let size = 0
  let version: unknown

  const clear = () => {
    kept.clear()
    size = 0
  }

  return {
    clear,
    recall: <Row extends object>(query: CompiledQuery, values: readonly Bound[], read: () => Row | undefined) => {
      // Asked before the row is read: after a commit in between, the next answer differs.
      const current = foreignVersion()
      if (current !== version) clear()
      version = current
      const key = values.length === 1 && values[0] !== undefined ? values[0] : values.join('\0')
      const known = kept.get(query)?.get(key)
      if (known !== undefined) return known as Row
      const row = read()
      // A row that does not exist is not kept: any client can ask for many of them.
      if (row === undefined) return undefined
      if (size >= capacity) clear()
      const rows = kept.get(query) ?? new Map<Bound, object>()
      kept.set(query, rows.set(key, row))
      size += 1
      return row
    },
    forget: (query) => {
      if (size === 0) return
      const inserted = table === undefined ? undefined : insertedBy(query)
      if (inserted === undefined || inserted === table) clear()
    },
  }
}

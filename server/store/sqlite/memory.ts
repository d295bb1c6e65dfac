import { type CompiledQuery, TableNode } from 'kysely'

/** Rows of a database that are still current. */
export interface Memory {
  /**
   * The row that was kept for a query of one table and its values, or what `read` returns, which is then kept.
   * The values are text without U+0000; the query is the same object every time.
   */
  recall<Row extends object>(query: CompiledQuery, values: readonly string[], read: () => Row | undefined): Row | undefined
  /** To be called for every write of the own connection, in any transaction. */
  forget(query: CompiledQuery): void
}

/** Maximum number of kept rows of a query. */
const capacity = 1000

/** The only table that a query reads. */
function tableOf({ query, sql }: CompiledQuery): string {
  const [from, ...others] = query.kind === 'SelectQueryNode' && query.joins === undefined ? (query.from?.froms ?? []) : []
  if (from === undefined || !TableNode.is(from) || others.length > 0)
    throw new Error(`only rows of one table can be remembered, not: ${sql}`)
  return from.table.identifier.name
}

/** The table of a query that changes nothing else: a change or a deletion may cascade to other tables. */
function insertedBy({ query }: CompiledQuery): string | undefined {
  if (query.kind !== 'InsertQueryNode' || query.replace === true || query.orAction !== undefined) return undefined
  return query.into?.table.identifier.name
}

/**
 * A memory that forgets rows as soon as they may have changed. `foreignVersion` returns another value whenever another connection has committed in
 * the meantime. It is asked for every row, so a row is never older than the request for it.
 */
export function createMemory(foreignVersion: () => unknown): Memory {
  const kept = new Map<CompiledQuery, { readonly table: string; readonly rows: Map<string, object> }>()
  let version: unknown

  return {
    recall: <Row extends object>(query: CompiledQuery, values: readonly string[], read: () => Row | undefined) => {
      // Asked before the row is read: if somebody commits in between, the next answer differs.
      const current = foreignVersion()
      if (current !== version) kept.clear()
      version = current
      let known = kept.get(query)
      if (known === undefined) kept.set(query, (known = { table: tableOf(query), rows: new Map() }))
      const { rows } = known
      const key = values.join('\0')
      const remembered = rows.get(key)
      if (remembered !== undefined) return remembered as Row
      const row = read()
      // A row that does not exist is not kept: anybody can ask for many of them.
      if (row === undefined) return undefined
      if (rows.size >= capacity) rows.clear()
      rows.set(key, row)
      return row
    },
    forget: (query) => {
      if (kept.size === 0) return
      const inserted = insertedBy(query)
      for (const { table, rows } of kept.values()) if (inserted === undefined || inserted === table) rows.clear()
    },
  }
}

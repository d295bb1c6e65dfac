/** Helpers for faults in lists: other paging, and other parsing of queries. */
import type { OperationId } from '../../spec/contract.ts'
import type { QueryReader } from '../http/query.ts'
import type { Page } from '../store/list-query.ts'
import { endpoint, type Change } from './deviation.ts'

export interface Paging {
  readonly page: number
  readonly limit: number
}

/** All rows of a list that match its filters, in the requested order. */
export async function whole<Query extends Paging, Row>(list: (query: Query) => Promise<Page<Row>>, query: Query): Promise<Row[]> {
  const rows: Row[] = []
  for (let page = 1; ; page += 1) {
    const { data, pagination } = await list({ ...query, page, limit: 100 })
    rows.push(...data)
    if (page >= pagination.totalPages) return rows
  }
}

/** The requested page of these rows; it begins with row `offset`, counted from 0. */
export function cut<Row>(rows: readonly Row[], { page, limit }: Paging, offset = (page - 1) * limit): Page<Row> {
  return {
    data: rows.slice(offset, offset + limit),
    pagination: { page, pageSize: limit, total: rows.length, totalPages: Math.ceil(rows.length / limit) },
  }
}

/** Sorts rows by a value, stably; descending is the exact reverse. */
export function ordered<Row>(rows: readonly Row[], direction: 'asc' | 'desc', compare: (a: Row, b: Row) => number): Row[] {
  return direction === 'asc' ? rows.toSorted(compare) : rows.toSorted(compare).reverse()
}

/** By code unit, which is the order of the contract for texts without surrogates. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The same rows, with `turned` applied to each run of rows with the same value. */
export function withTies<Row>(rows: readonly Row[], value: (row: Row) => unknown, turned: (ties: readonly Row[]) => readonly Row[]): Row[] {
  const runs: Row[][] = []
  let last: unknown
  for (const row of rows) {
    if (runs.length === 0 || value(row) !== last) runs.push([])
    runs.at(-1)?.push(row)
    last = value(row)
  }
  return runs.flatMap(turned)
}

/** Replaces the query reader of an operation. */
export function reading(id: OperationId, wrong: (right: QueryReader) => QueryReader): Change {
  return endpoint(id, (right) => ({ ...right, readQuery: wrong(right.readQuery) }))
}

/** Whether a query contains a parameter. */
export const gives = (query: string, name: string): boolean => new URLSearchParams(query).has(name)

/**
 * A reader that accepts a faulty parameter and uses the value that `taken` returns for its texts, or none for `undefined`. If `taken`
 * returns `'refused'`, the request is rejected.
 */
export function lenient(
  id: OperationId,
  name: string,
  taken: (texts: readonly string[]) => { readonly value: unknown } | 'refused',
): Change {
  return reading(id, (right) => (query) => {
    const read = right(query)
    if (!read.issues.some(({ path }) => path === name)) return read
    const found = taken(new URLSearchParams(query).getAll(name))
    if (found === 'refused') return read
    return { values: { ...read.values, [name]: found.value }, issues: read.issues.filter(({ path }) => path !== name) }
  })
}

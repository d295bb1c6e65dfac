/** What faults in lists are made of: rows cut into pages another way, and queries read another way. */
import type { OperationId } from '../../spec/contract.ts'
import type { QueryReader } from '../http/query.ts'
import type { Page } from '../store/list-query.ts'
import { endpoint, type Change } from './deviation.ts'

interface Paging {
  readonly page: number
  readonly limit: number
}

/** All rows that a list has for its filters, in the order asked for. */
export async function whole<Query extends Paging, Row>(list: (query: Query) => Promise<Page<Row>>, query: Query): Promise<Row[]> {
  const rows: Row[] = []
  for (let page = 1; ; page += 1) {
    const { data, pagination } = await list({ ...query, page, limit: 100 })
    rows.push(...data)
    if (page >= pagination.totalPages) return rows
  }
}

/** The page of these rows that was asked for; it begins with row `offset`, counted from 0. */
export function cut<Row>(rows: readonly Row[], { page, limit }: Paging, offset = (page - 1) * limit): Page<Row> {
  return {
    data: rows.slice(offset, offset + limit),
    pagination: { page, pageSize: limit, total: rows.length, totalPages: Math.ceil(rows.length / limit) },
  }
}

/** Rows in the order of a value, equal ones as they were; descending is the exact reverse. */
export function ordered<Row>(rows: readonly Row[], direction: 'asc' | 'desc', compare: (a: Row, b: Row) => number): Row[] {
  return direction === 'asc' ? rows.toSorted(compare) : rows.toSorted(compare).reverse()
}

/** By code unit, which is the order of the contract for all text without surrogates. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The same rows; each run of rows with the same value is turned as `turned` says. */
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

/** The query of an operation, read another way. */
export function reading(id: OperationId, wrong: (right: QueryReader) => QueryReader): Change {
  return endpoint(id, (right) => ({ ...right, readQuery: wrong(right.readQuery) }))
}

/** Whether a query gives a parameter. */
export const gives = (query: string, name: string): boolean => new URLSearchParams(query).has(name)

/**
 * A reader that does not refuse a faulty parameter, but goes on with the value that `taken` makes of its texts, `undefined` for none at all. What `taken`
 * answers with `'refused'` is still refused.
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

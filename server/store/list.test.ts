/** Which rows of a list the database is asked for. */
import { expect, test } from 'vitest'
import type { Session } from './engine.ts'
import { tenantStore } from './open.ts'
import { sqliteDialect } from './sqlite/sqlite.ts'
import type { Statement } from './statement.ts'

interface Asked {
  readonly order: string
  /** Whether the rows are found without an index of the order, and then sorted. */
  readonly isSorted?: true
  /** Whether the ids of the rows are found first, before the rows are read. */
  readonly isFound?: true
  /** Whether an index of texts finds the rows. */
  readonly isByText?: true
  readonly limit: number
  readonly offset: number
}

/** A session that counts some rows, with an index of texts or without, returns those of no page, and notes which ones it was asked for. */
function counting(total: number, seen: Asked[], isFound = 0): Session {
  const refused = () => Promise.reject(new Error('a list only counts'))
  return {
    counted: (_, rows) => {
      const wanted = rows({ total, isFound } as never)
      if (wanted !== undefined) {
        const { sql } = (wanted[0] as Statement<never, unknown>).build(sqliteDialect).compile()
        const { limit, offset } = wanted[1] as unknown as Asked
        // A deep page sorts its own rows, however they were found.
        const by = sql.slice(sql.indexOf('order by'))
        seen.push({
          order: / (asc|desc) /.exec(by)?.[1] ?? '',
          ...(!sql.startsWith('with') && by.includes('coalesce(') && { isSorted: true }),
          // The ids of a deep page are sorted where they are found.
          ...(sql.startsWith('with') && sql.indexOf('order by') > sql.indexOf('select * from "page"') && { isFound: true }),
          ...(sql.includes('"productTexts"') && { isByText: true }),
          limit,
          offset,
        })
      }
      return Promise.resolve([{ total } as never, []])
    },
    rows: refused,
    first: refused,
    remembered: refused,
    both: refused,
    write: refused,
    transaction: refused,
    ofTenant: () => counting(total, seen, isFound),
  }
}

test.each<[page: number, total: number, want: Asked | undefined]>([
  [1, 1000, { order: 'asc', limit: 20, offset: 0 }],
  [25, 1000, { order: 'asc', limit: 20, offset: 480 }],
  [26, 1000, { order: 'desc', limit: 20, offset: 480 }],
  [50, 1000, { order: 'desc', limit: 20, offset: 0 }],
  [51, 1005, { order: 'desc', limit: 5, offset: 0 }],
  [1, 0, undefined],
  [51, 1000, undefined],
  [999_999, 1000, undefined],
])('page %i of %i rows is read from the nearer end, and not at all past the last one', async (page, total, want) => {
  const seen: Asked[] = []
  const { products } = tenantStore(counting(total, seen), 'tenant_a')
  const { data, pagination } = await products.list({ page, limit: 20, sortBy: 'name', sortOrder: 'asc' })
  expect(seen).toEqual(want === undefined ? [] : [want])
  expect(data).toEqual([])
  expect(pagination).toEqual({ page, pageSize: 20, total, totalPages: Math.ceil(total / 20) })
})

test.each<[sortBy: 'createdAt' | 'deltaQty', total: number, isSorted: boolean]>([
  ['deltaQty', 20_000, true],
  ['deltaQty', 20_001, false],
  ['createdAt', 100, false],
])('by %s, %i movements of a range of time are found by their time, and then sorted: %s', async (sortBy, total, isSorted) => {
  const seen: Asked[] = []
  const { adjustments } = tenantStore(counting(total, seen), 'tenant_a')
  await adjustments.list({ page: 1, limit: 20, sortBy, sortOrder: 'asc', startDate: '2026-06-01T00:00:00Z' })
  expect(seen).toEqual([{ order: 'asc', limit: 20, offset: 0, ...(isSorted && { isSorted }) }])
})

test.each([
  [20_000, true],
  [20_001, false],
])('%i products with a text are found by their texts, and only then read: %s', async (total, isFound) => {
  const seen: Asked[] = []
  const { products } = tenantStore(counting(total, seen), 'tenant_a')
  await products.list({ page: 1, limit: 20, sortBy: 'name', sortOrder: 'asc', search: 'shoe' })
  expect(seen).toEqual([{ order: 'asc', limit: 20, offset: 0, ...(isFound && { isFound }) }])
})

test.each<[isFound: 0 | 1, want: Partial<Asked>]>([
  [1, { isSorted: true, isByText: true }],
  [0, { isFound: true }],
])('products with a text are found by the index of texts if it has told them: %i', async (isFound, want) => {
  const seen: Asked[] = []
  const { products } = tenantStore(counting(20_000, seen, isFound), 'tenant_a')
  await products.list({ page: 1, limit: 20, sortBy: 'name', sortOrder: 'asc', search: 'shoe' })
  expect(seen).toEqual([{ order: 'asc', limit: 20, offset: 0, ...want }])
})

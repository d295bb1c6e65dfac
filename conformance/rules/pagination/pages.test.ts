import { describe, expect, test } from 'vitest'
import type { OperationId } from '../../../spec/contract.ts'
import { api } from '../../profile/index.ts'
import { answer, baseUrl, requestOf, saidBy } from '../../testing/fixture.ts'
import { pages } from './pages.ts'

const [full, ordered] = pages

interface Part {
  readonly number?: number
  readonly size?: number
  readonly total?: unknown
  readonly operation?: OperationId
  readonly query?: string
  readonly method?: string
  readonly status?: number
}

function page(
  rows: readonly unknown[],
  { number = 1, size = 20, total = rows.length, operation = 'listProducts', query = '', method = 'GET', status = 200 }: Part = {},
) {
  const { path } = api.operations[operation]
  const exchange = answer({
    planned: requestOf({ operation, method, path }),
    status,
    body: { data: rows, pagination: { page: number, pageSize: size, total, totalPages: 1 } },
  })
  return { ...exchange, request: { ...exchange.request, url: `${baseUrl}${path}${query}` } }
}
const some = (count: number): object[] => Array.from({ length: count }, (_, index) => ({ id: `prod_${index}` }))

test.each<readonly [rows: number, number: number, size: number, total: number, want: string]>([
  [3, 1, 20, 3, 'pass'],
  [20, 1, 20, 50, 'pass'],
  [10, 3, 20, 50, 'pass'],
  [0, 4, 20, 50, 'pass'],
  [0, 9, 20, 50, 'pass'],
  [19, 1, 20, 50, '20 of 50 items on page 1 / 19 items'],
  [11, 3, 20, 50, '10 of 50 items on page 3 / 11 items'],
  [1, 4, 20, 50, '0 of 50 items on page 4 / 1 items'],
])('%i items on page %i of %i, of %i in total: %s', (rows, number, size, total, want) => {
  expect(saidBy(full, page(some(rows), { number, size, total }))).toBe(want)
})

test('a response that is not a page is not judged', () => {
  expect(saidBy(full, page(some(1), { total: 9, method: 'HEAD' }))).toBe('nothing')
  expect(saidBy(full, page(some(1), { total: 9, status: 404 }))).toBe('nothing')
  expect(saidBy(full, page(some(1), { total: 9, operation: 'getAlertConfig' }))).toBe('nothing')
  expect(saidBy(full, page(some(1), { total: 'many' }))).toBe('nothing')
  expect(saidBy(full, answer({ planned: requestOf({ operation: 'listProducts' }), body: { data: {}, pagination: { total: 1 } } }))).toBe(
    'nothing',
  )
})

describe('the items of a page', () => {
  const said = (rows: readonly object[], query = '?sortBy=name', options: Part = {}): string =>
    saidBy(ordered, page(rows, { ...options, query }))
  const named = (...names: string[]): object[] => names.map((name, index) => ({ id: `prod_${index}`, name }))

  test('are in the requested order', () => {
    expect(said(named('A', 'B', 'C'))).toBe('pass')
    expect(said(named('A', 'C', 'B'))).toBe('"B" before "C" / the opposite order, at /data/2/name')
    expect(said(named('C', 'B', 'A'), '?sortBy=name&sortOrder=desc')).toBe('pass')
    expect(said(named('A', 'B'), '?sortBy=name&sortOrder=desc')).toBe('"B" before "A" / the opposite order, at /data/1/name')
  })

  test('are ordered by the point in time only if they are times', () => {
    const values = ['2026-06-01T08:00:00Z', '2026-06-01T08:00:00.5Z']
    const dated = (...moments: string[]): object[] => moments.map((createdAt, index) => ({ id: `prod_${index}`, createdAt }))
    expect(said(named(...values))).toMatch(/the opposite order/)
    expect(said(named(...values.toReversed()))).toBe('pass')
    expect(said(dated(...values), '?sortBy=createdAt')).toBe('pass')
    expect(said(dated(...values.toReversed()), '?sortBy=createdAt')).toMatch(/the opposite order/)
  })

  test('are in the default order by default', () => {
    const { by = '', order = '' } = api.operations.listProducts.list?.sort ?? {}
    const sorted = [{ [by]: 'A' }, { [by]: 'B' }]
    expect(said(order === 'asc' ? sorted : sorted.toReversed(), '')).toBe('pass')
    expect(said(order === 'asc' ? sorted.toReversed() : sorted, '')).not.toBe('pass')
  })

  test('with equal values are sorted by id', () => {
    const tie = (name: unknown, ...ids: unknown[]): object[] => ids.map((id) => ({ id, name }))
    expect(said(tie('A', 'prod_1', 'prod_2'))).toBe('pass')
    expect(said(tie('A', 'prod_2', 'prod_1'))).toBe('items with the same name sorted by id / "prod_2" before "prod_1", at /data/1')
    expect(said(tie('A', 'prod_1', 'prod_2'), '?sortBy=name&sortOrder=desc')).toMatch(/^items with the same name sorted by id/)
    expect(said(tie(7, 'prod_2', 'prod_1'))).toMatch(/^items with the same name/)
    expect(said(tie('2026-06-01T08:00:00Z', 'prod_2', 'prod_1'))).toMatch(/^items with the same name/)
    expect(said(tie('2026-06-01T08:00:00.000Z', 'prod_2', 'prod_1'))).toMatch(/^items with the same name/)
    expect(said(tie('2026-06-01T18:25:36.5Z', 'prod_2', 'prod_1'))).toMatch(/^items with the same name/)
    // A rounded value may be stored with a higher precision.
    expect(said(tie(0.5, 'prod_2', 'prod_1'))).toBe('pass')
    for (const createdAt of ['2026-06-01T18:25:36.5Z', '2026-06-01T18:25:36.050Z', '2026-06-01T18:25:36.123Z'])
      expect(
        said(
          [2, 1].map((number) => ({ id: `prod_${number}`, createdAt })),
          '?sortBy=createdAt',
        ),
      ).toBe('pass')
    expect(said(tie('A', 2, 1))).toBe('pass')
    expect(said([...tie('A', 'prod_2'), ...tie('A', 1)])).toBe('pass')
    expect(said([...tie('A', 2), ...tie('A', 'prod_1')])).toBe('pass')
  })

  test('are not judged if they lack the sort field', () => {
    expect(said(named('B', 'A'), '?sortBy=colour')).toBe('nothing')
    expect(said(named('B'))).toBe('nothing')
    expect(said(named('B', 'A'), '?sortBy=name', { status: 400 })).toBe('nothing')
    expect(said([{ name: 'B' }, { id: 'prod_1' }, { name: 'A' }])).toBe('pass')
    const unsorted = api.lists.find(({ list }) => list.sort === undefined)
    if (unsorted !== undefined) expect(said(named('B', 'A'), '?sortBy=name', { operation: unsorted.id })).toBe('nothing')
    const hidden = api.lists.flatMap(({ id, list }) =>
      (list.sort?.fields ?? []).filter((each) => !list.columns.includes(each)).map((by) => ({ id, by })),
    )
    for (const { id, by } of hidden) expect(said(named('B', 'A'), `?sortBy=${by}`, { operation: id })).toBe('nothing')
  })
})

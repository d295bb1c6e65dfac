/** Walks whose second page requests the default order explicitly. */
import { describe, expect, test } from 'vitest'
import { ApiRequestBuilder } from '../../plan/request-builder.ts'
import { api } from '../../profile/index.ts'
import { answer, baseUrl, context, requestOf } from '../../testing/fixture.ts'
import { ascending, secondPage, showsAscending } from '../list-requests.ts'
import { paginationWalk } from './walk.ts'

const ask = new ApiRequestBuilder(api, 's')
const { listTransfers } = api.operations
const subject = { operation: listTransfers, list: listTransfers.list! }
const { by = '' } = subject.list.sort ?? {}

/** A page of transfers with these days as the time of their default order; their ids name the days, too. */
function page(days: readonly number[], { number = 1, size = 20, total = 4, query = '' } = {}) {
  const data = days.map((day) => ({ id: `trf_${day}`, [by]: `2026-06-0${day}T08:00:00Z` }))
  const exchange = answer({
    planned: requestOf({ operation: 'listTransfers', path: listTransfers.path }),
    body: { data, pagination: { page: number, pageSize: size, total, totalPages: Math.ceil(total / size) } },
  })
  return { ...exchange, request: { ...exchange.request, url: `${baseUrl}${listTransfers.path}${query}` } }
}

/** Judges four transfers on the default page and the second page of two. */
function said(
  id: string,
  first: readonly number[],
  second: readonly number[],
  query = `?sortBy=${by}&sortOrder=asc&page=2&limit=2`,
): string {
  const rule = paginationWalk.find((each) => each.id === id)
  if (rule?.kind !== 'probe') throw new Error(`${id} is not a probe`)
  const [control, two] = [page(first), page(second, { number: 2, size: 2, query })]
  const judgement = rule.judge({ control, two, three: two, whole: page(first), again: two }, subject, context)
  return judgement.is === 'fail'
    ? `${judgement.expected} / ${judgement.seen}`
    : judgement.is === 'inconclusive'
      ? judgement.missing
      : judgement.is
}

const rules = {
  'pagination/walk-complete': 'trf_3 on the first 2 pages of 2 / none of them has it',
  'pagination/walk-without-repeats': 'every item once / trf_1 returned twice',
  'pagination/same-order-for-any-page-size': 'trf_3 at position 3 / trf_1',
}

test('the second page of a list shows its default order, if no two items of a page have the same value', () => {
  const second = secondPage(subject, ask)
  expect(second.query.map(([name]) => name)).toEqual(['sortBy', 'sortOrder', 'page', 'limit'])
  expect(showsAscending({ ...subject, field: by }, ask)).toEqual([
    { request: second, status: 200, distinct: by },
    { request: ask.read(listTransfers), status: 200, distinct: by },
  ])
  const falling = { operation: listTransfers, list: { ...subject.list, sort: { ...subject.list.sort!, order: 'desc' as const } } }
  expect(secondPage(falling, ask).query.map(([name]) => name)).toEqual(['page', 'limit'])
})

test('both orders are requested of a field that can be null, of few fields, of a descending list, and of the representative list', () => {
  const orders = (
    id: 'listProducts' | 'listTransfers' | 'listTaxonomies' | 'listReasonCodes' | 'listAdjustments',
    field: string,
  ): boolean => {
    const operation = api.operations[id]
    return ascending({ operation, list: operation.list!, field }, ask) !== undefined
  }
  expect(subject.list.nullable).toContain('receivedAt')
  expect(orders('listTransfers', 'receivedAt')).toBe(true)
  expect(orders('listProducts', 'sku')).toBe(true)
  expect(orders('listReasonCodes', 'label')).toBe(true)
  expect(orders('listAdjustments', 'deltaQty')).toBe(true)
  expect(api.operations.listTaxonomies.list!.nullable).not.toContain('updatedAt')
  expect(orders('listTaxonomies', 'updatedAt')).toBe(false)
})

describe.each(Object.entries(rules))('%s', (id, fault) => {
  test('passes for the rest of the items', () => {
    expect(said(id, [1, 2, 3, 4], [3, 4])).toBe('pass')
  })

  test('fails if the second page has other items in the same order', () => {
    expect(said(id, [1, 2, 3, 4], id === 'pagination/walk-complete' ? [4, 5] : [1, 2])).toBe(fault)
  })

  test('cannot be judged if one of the pages is not in that order', () => {
    expect(said(id, [1, 2, 3, 4], [2, 1])).toBe(`the second page is not in the order of ${by}`)
    expect(said(id, [4, 3, 2, 1], [3, 4])).toBe(`the first page is not in the order of ${by}`)
  })

  test('passes for pages that have the same other order', () => {
    expect(said(id, [4, 3, 2, 1], [2, 1])).toBe('pass')
  })

  test('fails whatever the order if the second page was requested without one', () => {
    expect(said(id, [1, 2, 3, 4], [2, 1], '?page=2&limit=2')).toMatch(/ \/ /)
  })
})

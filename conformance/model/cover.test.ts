import { expect, test } from 'vitest'
import { answer, recordOf, requestOf, unanswered } from '../testing/fixture.ts'
import { covering, sourcesOf, type Cover } from './cover.ts'
import type { Exchange } from './exchange.ts'
import type { Request } from './request.ts'

const [together, sample, other, list] = [1, 2, 3, 4].map((again) => requestOf({ again })) as [Request, Request, Request, Request]

const refusal = (named: readonly string[], code = 'VALIDATION_ERROR') => ({
  status: 400,
  body: { details: { code, issues: named.map((path) => ({ in: 'query', path, message: 'x' })) } },
})
const forbidden = { status: 403, body: { details: { code: 'FORBIDDEN' } } }
const of = (planned: Request, told: object): Exchange => answer({ planned, ...told })

function said(cover: Cover, ...exchanges: readonly Exchange[]): string {
  const found = covering(cover, recordOf(exchanges))
  if ('why' in found) return found.why
  return `covered by ${[together, sample, other, list].indexOf(found.request) + 1}`
}

const wanted = { status: 400, code: 'VALIDATION_ERROR' } as const
const combined: Cover = {
  kind: 'combined',
  if: [
    { request: together, ...wanted, names: ['limit'] },
    { request: sample, ...wanted, names: ['page'] },
  ],
  accepted: [together],
  sameKey: together,
  forbidden: 'FORBIDDEN',
}

test.each<readonly [what: string, told: readonly [object, object?], want: string]>([
  ['both named', [refusal(['page', 'limit']), refusal(['page'])], 'covered by 1'],
  [
    'another issue',
    [refusal(['page']), refusal(['page'])],
    'the request to listProducts with several faults returned 400 without an issue for limit',
  ],
  ['no issue', [refusal([]), refusal(['page'])], 'the request to listProducts with several faults returned 400 without an issue for limit'],
  [
    'another code',
    [refusal(['limit'], 'CONFLICT'), refusal(['page'])],
    'the request to listProducts with several faults returned 400 without the code VALIDATION_ERROR',
  ],
  [
    'another status',
    [{ ...refusal(['limit']), status: 422 }, refusal(['page'])],
    'the request to listProducts with several faults returned 422 instead of 400',
  ],
  ['carried out', [{ status: 201 }, refusal(['page'])], 'covered by 1'],
  ['carried out in the sample', [refusal(['limit']), { status: 200 }], 'listProducts, which is in the sample, returned 200 instead of 400'],
  ['no response in the sample', [refusal(['limit'])], 'listProducts, which is in the sample, got no response'],
  ['no permission', [forbidden], 'covered by 1'],
  ['no permission for the sample', [refusal(['limit']), forbidden], 'covered by 1'],
  [
    '403 for another reason',
    [{ status: 403, body: '' }, refusal(['page'])],
    'the request to listProducts with several faults returned 403 instead of 400',
  ],
])('a fault of a request with several faults, %s: %#', (_what, [first, second], want) => {
  expect(said(combined, of(together, first), ...(second === undefined ? [] : [of(sample, second)]))).toBe(want)
})

test('a failed request covers nothing', () => {
  const failure = { kind: 'timeout', message: 'no response within 10 s' } as never
  expect(said(combined, unanswered({ planned: together, failure }))).toBe('the request to listProducts with several faults got no response')
})

test('a sample that the key may not ask shows nothing', () => {
  const cover: Cover = {
    kind: 'sample',
    if: [
      { request: together, status: 415 },
      { request: sample, status: 415 },
    ],
    forbidden: 'FORBIDDEN',
  }
  expect(said(cover, of(together, forbidden), of(sample, { status: 415 }))).toBe('covered by 2')
  expect(said(cover, of(together, forbidden), of(sample, forbidden))).toBe('the key lacks the permission for the whole sample')
  expect(said(cover, of(together, { status: 415 }), of(sample, { status: 400 }))).toBe(
    'listProducts, which is in the sample, returned 400 instead of 415',
  )
})

test.each<readonly [told: object, total: number, want: string]>([
  [{ body: { data: [{ a: 1 }, { a: 2 }], pagination: { total: 2 } } }, 2, 'covered by 1'],
  [
    { body: { data: [{ a: 1 }, { a: 1 }], pagination: { total: 2 } } },
    2,
    'the other request to listProducts returned only items with the same a',
  ],
  [{ body: { data: [{ a: 1 }, { a: 2 }], pagination: { total: 2 } } }, 3, 'the other request to listProducts returned another total'],
  [{ body: 'no JSON' }, 2, 'the other request to listProducts returned only items with the same a'],
])('another request shows more: %j with a total of %i: %s', (told, total, want) => {
  const cover: Cover = { kind: 'shown', if: [{ request: together, status: 200, varies: 'a', totalOf: list }] }
  expect(said(cover, of(together, told), of(list, { body: { pagination: { total } } }))).toBe(want)
})

test.each([
  [[{ a: 1 }, { a: 2 }, { a: null }], 'covered by 1'],
  [[{ a: 1 }, { a: 2 }, { a: 1 }], 'the other request to listProducts returned items with the same a'],
  [[{ a: 1 }, {}, {}], 'the other request to listProducts returned items with the same a'],
  [[{ a: 1 }], 'the other request to listProducts returned fewer than two items'],
  [[], 'the other request to listProducts returned fewer than two items'],
])('another request has different items: %j: %s', (data, want) => {
  const cover: Cover = { kind: 'shown', if: [{ request: together, status: 200, distinct: 'a' }] }
  expect(said(cover, of(together, { body: { data, pagination: { total: 9 } } }))).toBe(want)
})

test.each<readonly [told: object, want: string]>([
  [{ status: 429 }, 'covered by 3'],
  [{ status: 200, headers: [['X-RateLimit-Limit', '250']] }, 'covered by 3'],
  [{ status: 200, headers: [['X-RateLimit-Limit', '100']] }, 'the other request to listProducts returned 200 instead of 429'],
  [{ status: 200 }, 'the other request to listProducts returned 200 instead of 429'],
])('a limit that is reached, or higher than promised: %j: %s', (told, want) => {
  const cover: Cover = { kind: 'shown', if: [{ request: other }, { request: together, status: 429, orLimitAbove: 100 }] }
  expect(said(cover, of(other, { status: 500 }), of(together, told))).toBe(want)
})

test.each([
  [20, 'covered by 1'],
  [21, 'the other request to listProducts did not return at most 20 issues'],
])('a rejection with %i issues: %s', (count, want) => {
  const cover: Cover = { kind: 'shown', if: [{ request: together, status: 400, mostIssues: 20 }] }
  expect(said(cover, of(together, refusal(Array.from({ length: count }, () => 'x'))))).toBe(want)
})

test('every request that decides is a source', () => {
  const cover: Cover = { ...combined, if: [{ request: sample, totalOf: list }], accepted: [other] }
  expect(new Set(sourcesOf(cover))).toEqual(new Set([sample, list, other, together]))
})

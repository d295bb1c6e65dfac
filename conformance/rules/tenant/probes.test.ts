import { describe, expect, test } from 'vitest'
import { api } from '../../profile/index.ts'
import { apiOf } from '../../model/api.ts'
import { ApiRequestBuilder } from '../../plan/request-builder.ts'
import type { Answered } from '../../model/exchange.ts'
import { answer, baseUrl, context, requestOf } from '../../testing/fixture.ts'
import { tenantProbes } from './probes.ts'

const [item, head, hidden] = tenantProbes

/** The response to the request for one product, which may contain the requested id. */
function about(id: string, body: (id: string) => unknown, change: { readonly requestId?: string; readonly type?: string } = {}): Answered {
  const exchange = answer({
    planned: requestOf({ operation: 'getProduct', path: '/products/{productId}' }),
    status: 404,
    headers: [
      ['Content-Type', change.type ?? 'application/json'],
      ['X-Request-Id', change.requestId ?? 'one'],
    ],
    body: body(id),
  })
  return { ...exchange, request: { ...exchange.request, url: `${baseUrl}/products/${encodeURIComponent(id)}` } }
}

describe("another tenant's id", () => {
  test.each<readonly [what: string, unknown: Answered, foreign: Answered, is: string]>([
    ['returns the same response', about('a', () => ({ error: 'no' })), about('b', () => ({ error: 'no' })), 'pass'],
    [
      'is named in the answer',
      about('a-1', (id) => ({ error: `no ${id}, none: ${id}` })),
      about('b-2', (id) => ({ error: `no ${id}, none: ${id}` })),
      'pass',
    ],
    ['is named as it was sent', about('a/1', () => ({ error: 'no a%2F1' })), about('b/2', () => ({ error: 'no b%2F2' })), 'pass'],
    ['is named as it reads', about('a/1', () => ({ error: 'no a/1' })), about('b/2', () => ({ error: 'no b/2' })), 'pass'],
    ['is distinguished from another id', about('a-1', () => ({ error: 'no a-1' })), about('b-2', () => ({ error: 'no c-3' })), 'fail'],
    [
      'is named deep within',
      about('a-1', (id) => ({ details: [{ path: [id] }] })),
      about('b-2', (id) => ({ details: [{ path: [id] }] })),
      'pass',
    ],
    [
      'returns the request id',
      about('a', () => ({ error: 'see one' })),
      about('b', () => ({ error: 'see two' }), { requestId: 'two' }),
      'pass',
    ],
    ['returns the request id in its own member', about('a', () => ({ requestId: 'x' })), about('b', () => ({ requestId: 'y' })), 'pass'],
    [
      'returns another time',
      about('a', () => ({ at: '2026-06-01T08:00:00Z' })),
      about('b', () => ({ at: '2026-12-11T18:10:59.123Z' })),
      'pass',
    ],
    [
      'returns another time within a text',
      about('a-1', () => ({ at: 'on 2026-06-01T08:00:00 sharp' })),
      about('b-2', () => ({ at: 'on 1999-12-11T18:10:59.5 sharp' })),
      'pass',
    ],
    ['returns another date', about('a', () => ({ at: '2026-06-01' })), about('b', () => ({ at: '2026-06-02' })), 'fail'],
    [
      'returns members in another order',
      about('a', () => ({ b: 1, a: { d: 1, c: 2 } })),
      about('b', () => ({ a: { c: 2, d: 1 }, b: 1 })),
      'pass',
    ],
    ['returns a list in another order', about('a', () => ({ a: [1, 2] })), about('b', () => ({ a: [2, 1] })), 'fail'],
    ['returns a list instead', about('a', () => ({ a: ['x'] })), about('b', () => ({ a: { 0: 'x' } })), 'fail'],
    ['returns null instead', about('a', () => ({ a: null })), about('b', () => ({ a: {} })), 'fail'],
    ['returns another type', about('a', () => ({})), about('b', () => ({}), { type: 'text/json' }), 'fail'],
    ['returns an additional member', about('a', () => ({ a: 1 })), about('b', () => ({ a: 1, b: 2 })), 'fail'],
  ])('%s', (_what, unknown, foreign, is) => {
    expect(hidden!.judge({ unknown, foreign }, { operation: api.operations.getProduct }, context).is).toBe(is)
  })
})

test.each([
  [404, 'pass'],
  [200, 'fail'],
  [401, 'inconclusive'],
  [403, 'inconclusive'],
])("HEAD on another tenant's id, status %i: %s", (status, is) => {
  expect(head!.judge({ control: answer(), foreign: answer({ status, planned: requestOf({ method: 'HEAD' }) }) }, {}, context).is).toBe(is)
})

test.each<readonly [ours: unknown, theirs: unknown, is: string]>([
  [{ data: [{ id: 'a' }] }, { data: [{ id: 'b' }] }, 'pass'],
  [{ data: [{ id: 'a' }] }, { data: [{ id: 'b' }, { id: 'a' }] }, 'fail'],
  [{ data: [{ name: 'a' }] }, { data: [{ name: 'a' }, null] }, 'pass'],
  [{ data: 'a' }, { data: 'a' }, 'pass'],
])('lists of %j and %j: %s', (ours, theirs, is) => {
  const [, , , lists] = tenantProbes
  expect(lists!.judge({ control: answer({ body: ours }), foreign: answer({ body: theirs }) }, {}, context).is).toBe(is)
})

describe('a value that is unique within a tenant only', () => {
  const accuracy = (data: unknown, status = 200): Answered =>
    answer({ planned: requestOf({ operation: 'getSkuAccuracy', path: '/planning/sku/{sku}' }), status, body: { data } })
  const absent = answer({ status: 404, body: { details: { code: 'NOT_FOUND' } } })
  const ours = { sku: 'SKU-1', productMasterId: 'prod_1' }
  const subject = { operation: api.operations.getSkuAccuracy }

  test.each<readonly [what: string, control: unknown, foreign: unknown, is: string]>([
    ['finds the resource of the second tenant', ours, { ...ours, productMasterId: 'prod_2' }, 'pass'],
    ['finds the resource of the first tenant', ours, ours, 'fail'],
    ['finds a list of the second tenant', [ours], [{ ...ours, productMasterId: 'prod_2' }], 'pass'],
    ['finds a list with a resource of the first tenant', [ours], [{ ...ours, productMasterId: 'prod_2' }, ours], 'fail'],
    ['finds a resource whose id is a number', { id: 1 }, { id: 1 }, 'fail'],
    ['finds a resource without an id', ours, { sku: 'SKU-1', productMasterId: null }, 'not-run'],
    ['finds a resource that has no id for the first tenant either', { sku: 'SKU-1' }, { sku: 'SKU-1' }, 'not-run'],
  ])('%s', (_what, control, foreign, is) => {
    expect(item!.judge({ control: accuracy(control), foreign: accuracy(foreign) }, subject, context).is).toBe(is)
  })

  test('finds nothing if the second tenant has none', () => {
    expect(item!.judge({ control: accuracy(ours), foreign: absent }, subject, context).is).toBe('pass')
  })

  test('reveals no existence if the second tenant has a resource with it', () => {
    const judged = (foreign: Answered): string => hidden!.judge({ unknown: absent, foreign }, subject, context).is
    expect(judged(accuracy({ ...ours, productMasterId: 'prod_2' }))).toBe('not-run')
    expect(judged(absent)).toBe('pass')
    expect(judged(accuracy(ours, 403))).toBe('fail')
  })

  test('is not asked for with HEAD, which shows no resource', () => {
    const asked = (lookups: readonly string[]): readonly unknown[] => {
      const made = apiOf<string>({ ...api, operations: { getSkuAccuracy: api.operations.getSkuAccuracy } }, { lookups })
      return head!.subjects(made, new ApiRequestBuilder(made, 's')).map(({ operation }) => operation?.id)
    }
    expect(asked([])).toEqual(['getSkuAccuracy'])
    expect(asked(['sku'])).toEqual([])
  })
})

test('an id finds no resource of another tenant, whatever it shows', () => {
  const subject = { operation: api.operations.getProduct }
  const shows = (id: string): Answered => answer({ body: { data: { id } } })
  expect(item!.judge({ control: shows('prod_1'), foreign: shows('prod_2') }, subject, context).is).toBe('fail')
  const absent = answer({ status: 404 })
  expect(hidden!.judge({ unknown: absent, foreign: shows('prod_2') }, subject, context).is).toBe('fail')
})

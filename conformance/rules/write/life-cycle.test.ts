import { describe, expect, test } from 'vitest'
import { api } from '../../profile/index.ts'
import type { Answered } from '../../model/exchange.ts'
import { answer, baseUrl, context, requestOf } from '../../testing/fixture.ts'
import { lifeCycle } from './life-cycle.ts'

/** The judgement of a probe for responses to its requests. */
function said(id: string, answers: Readonly<Record<string, Answered>>, subject: object = {}): string {
  const probe = lifeCycle.find((each) => each.id === id)!
  const judgement = probe.judge(answers, subject, context)
  return judgement.is === 'fail' ? `${judgement.expected} / ${judgement.seen}` : judgement.is
}

/** A response to a body, as the deployment read it. */
function write(sent: unknown, status: number, body: object = {}, headers: [string, string][] = []): Answered {
  const exchange = answer({ planned: requestOf({ method: 'POST', path: '/products' }), status, body, headers })
  return { ...exchange, request: { ...exchange.request, url: `${baseUrl}/products`, body: Buffer.from(JSON.stringify(sent)) } }
}
const shows = (data: unknown, status = 200): Answered => answer({ status, body: { data } })
const refusal = (status: number, details: object = {}): Answered =>
  write({}, status, { error: 'No.', details: { code: api.codes[status], ...details } })

describe('a created resource', () => {
  const created = (create: Answered, read: Answered): string =>
    said('write/created-is-readable', { create, read }, { id: '/data/id', item: api.operations.getProduct })
  const made = write({ name: 'A' }, 201, { data: { id: 'prod_1', name: 'A', sku: 'a' } })

  test('has the values that were sent, and those of the creation response', () => {
    expect(created(made, shows({ id: 'prod_1', name: 'A', more: 1 }))).toBe('pass')
    expect(created(made, shows({ id: 'prod_1', name: 'B' }))).toBe('the values that were sent / /name: "B" instead of "A"')
    expect(created(made, shows({ id: 'prod_1', name: 'A', sku: 'b' }))).toBe('the values that the creation returned / different sku')
    expect(created(made, refusal(404))).toMatch(/^200 \/ 404/)
    expect(created(refusal(409), shows({}))).toBe('inconclusive')
  })

  test('is a single item if a list returns it', () => {
    const listed = (...rows: object[]): string =>
      said('write/created-is-readable', { create: made, read: shows(rows) }, { id: '/data/id', item: api.operations.listApiKeys })
    expect(listed({ id: 'prod_1', name: 'A' })).toBe('pass')
    expect(listed()).toBe('one item with the id / 0 items')
    expect(listed({ id: 'prod_1' }, { id: 'prod_2' })).toBe('one item with the id / 2 items')
  })

  test('is listed', () => {
    const listed = (create: Answered, list: Answered): string => said('write/created-is-listed', { create, list }, { id: '/data/id' })
    expect(listed(made, shows([{ id: 'prod_9' }, { id: 'prod_1' }]))).toBe('pass')
    expect(listed(made, shows([{ id: 'prod_9' }]))).toBe('"prod_1" among the newest items / the list does not contain it')
    expect(listed(refusal(409), shows([]))).toBe('inconclusive')
    expect(listed(made, refusal(404))).toBe('inconclusive')
  })
})

describe('the Location of a created resource', () => {
  const at = (
    location: string | undefined,
    operation: 'createProduct' | 'createAttribute' | 'createApiKey' = 'createProduct',
    id = '/data/id',
  ): string =>
    said(
      'write/location-leads-to-it',
      { create: write({}, 201, { data: { id: 'a b' } }, location === undefined ? [] : [['Location', location]]) },
      { operation: api.operations[operation], id },
    )

  test('ends with its id, or filters its list by it', () => {
    expect(at('/api/products/a%20b')).toBe('pass')
    expect(at('https://elsewhere.example/products?id=a%20b')).toBe('pass')
    expect(at('/api/products/other')).toBe('a URL that ends in "a b" / /api/products/other')
    expect(at(undefined)).toBe('a Location header / no Location header')
  })

  test('is the list if no operation returns the resource alone', () => {
    expect(at('/api/products')).not.toBe('pass')
    expect(at('/api/products', 'createAttribute')).toBe('pass')
    expect(at('/api/products?id=other', 'createAttribute')).not.toBe('pass')
  })

  test('is not judged if nothing was created', () => {
    expect(said('write/location-leads-to-it', { create: refusal(409) }, { operation: api.operations.createProduct, id: '/data/id' })).toBe(
      'inconclusive',
    )
  })
})

describe('a replacement', () => {
  const { updateForecastEvent: change } = api.operations
  const [left, schema] = Object.entries(change.body?.schema.properties ?? {}).find(([, each]) => each.default !== undefined)!
  const put = (now: object, sent: object = { name: 'A' }, status = 200): string =>
    said('write/put-replaces', { put: write(sent, status), now: shows(now) }, { change })

  test('sets the sent values, and defaults for the rest', () => {
    expect(put({ name: 'A', [left]: schema.default })).toBe('pass')
    expect(put({ name: 'A', [left]: 'as before' })).toMatch(/^the values that were sent, and defaults for the rest \//)
    expect(put({ name: 'A', [left]: 'sent' }, { name: 'A', [left]: 'sent' })).toBe('pass')
    expect(put({ name: 'B' })).toMatch(/"B" instead of "A"/)
    expect(put({ name: 'A', id: 'event_1', type: 'HOLIDAY' })).toBe('pass')
    expect(put({}, {}, 409)).toMatch(/^200 \/ 409/)
  })

  test('has the same result twice', () => {
    const twice = (second: object, again = write({}, 200), first = write({}, 200)): string =>
      said('write/put-idempotent', { put: first, first: shows({ name: 'A', updatedAt: '1' }), again, second: shows(second) })
    expect(twice({ name: 'A', updatedAt: '2' })).toBe('pass')
    expect(twice({ name: 'B', updatedAt: '1' })).toBe('no change by the second PUT / changed: name')
    expect(twice({ name: 'A' }, refusal(409))).toMatch(/^200 \/ 409/)
    expect(twice({ name: 'B' }, write({}, 200), refusal(409))).toBe('inconclusive')
  })
})

test('a patch changes the sent values, and nothing else', () => {
  const patched = (now: object, change = write({ name: 'B' }, 200)): string =>
    said('write/patch-changes-named-only', { before: shows({ name: 'A', sku: 'a', updatedAt: '1' }), change, now: shows(now) })
  expect(patched({ name: 'B', sku: 'a', updatedAt: '2' })).toBe('pass')
  expect(patched({ name: 'A', sku: 'a', updatedAt: '2' })).toMatch(/^the values that were sent \//)
  expect(patched({ name: 'B', sku: 'b', updatedAt: '2' })).toBe('no other change / changed: sku')
  expect(patched({ name: 'B', sku: 'a' }, refusal(409))).toMatch(/^200 \/ 409/)
  const clear = (after: object): string =>
    said('write/patch-changes-named-only', {
      before: shows({ name: 'A', cost: 1 }),
      change: write({ name: 'B' }, 200),
      now: shows({ name: 'B', cost: 1 }),
      clear: write({ cost: null }, 200, { data: after }),
    })
  expect(clear({ name: 'B', cost: null })).toBe('pass')
  expect(clear({ name: 'B', cost: 1 })).toMatch(/^the values that were sent \//)
  expect(clear({ name: 'A', cost: null })).toBe('no other change / changed: name')
})

describe('a rejection', () => {
  test('leaves its target unchanged', () => {
    const left = (attempt: Answered, now: object): string =>
      said('write/refused-change-changes-nothing', { before: shows({ name: 'A' }), attempt, now: shows(now) })
    expect(left(refusal(400), { name: 'A' })).toBe('pass')
    expect(left(refusal(400), { name: 'B' })).toBe('no change / changed: name')
    expect(left(refusal(409), { name: 'A' })).toMatch(/^400 VALIDATION_ERROR \/ 409/)
    // A change in spite of a rejection is more severe than a wrong status; an accepted request less.
    expect(left(refusal(409), { name: 'B' })).toBe('no change / changed: name')
    expect(left(write({}, 200), { name: 'B' })).toMatch(/^400 VALIDATION_ERROR \/ 200/)
    expect(left(write({}, 300), { name: 'B' })).toBe('no change / changed: name')
  })

  test('creates nothing', () => {
    const left = (status: number, list: object, sent: object = { name: 'conf-x-refused', sku: 7 }): string => {
      const attempt = status < 400 ? write(sent, status) : { ...refusal(status), request: write(sent, status).request }
      return said('write/refused-creation-leaves-nothing', { attempt, list: shows(list) })
    }
    expect(left(400, [{ name: 'other', sku: 7 }])).toBe('pass')
    expect(left(400, [{ name: 'conf-x-refused' }])).toBe('no item with the values of the rejected body / such an item in the list')
    expect(left(400, [{ code: 'conf_x' }], { code: 'conf_x', name: 'y' })).not.toBe('pass')
    expect(left(400, [{ name: 'a conf-x' }], { name: 'a conf-x' })).toBe('pass')
    expect(left(409, [])).toMatch(/^400 VALIDATION_ERROR \/ 409/)
    expect(left(409, [{ name: 'conf-x-refused' }])).toMatch(/^no item with the values/)
    expect(left(201, [{ name: 'conf-x-refused' }])).toMatch(/^400 VALIDATION_ERROR \/ 201/)
    expect(left(300, [{ name: 'conf-x-refused' }])).toMatch(/^no item with the values/)
  })

  test('names the property that only the server sets', () => {
    const planted = (answered: Answered, create = write({}, 201)): string =>
      said('write/server-properties-refused', { create, planted: answered }, { name: 'status' })
    expect(planted(refusal(400, { issues: [{ in: 'body', path: '/status', message: 'x' }] }))).toBe('pass')
    expect(planted(refusal(400, { issues: [{ in: 'body', path: '/other', message: 'x' }] }))).toBe('inconclusive')
    expect(planted(write({}, 201))).toMatch(/^400/)
    expect(planted(write({}, 201), refusal(409))).toBe('inconclusive')
  })

  test('is required for a second resource with the same unique value', () => {
    const second = (answered: Answered, first = write({}, 201)): string => said('write/duplicate-refused', { first, second: answered })
    expect(second(refusal(409, { reason: 'DUPLICATE' }))).toBe('pass')
    expect(second(refusal(409, { reason: 'IN_USE' }))).toMatch(/^409 CONFLICT with reason DUPLICATE \//)
    expect(second(write({}, 201))).toMatch(/^409/)
    expect(second(write({}, 201), refusal(400))).toBe('inconclusive')
  })
})

test('unusual text is kept, or rejected', () => {
  const kept = (create: Answered, read: object): string => said('write/text-kept-verbatim', { create, read: shows(read) })
  expect(kept(write({ description: '<b>' }, 201), { description: '<b>' })).toBe('pass')
  expect(kept(write({ description: '<b>' }, 201), { description: '&lt;b&gt;' })).toMatch(/^the values that were sent \//)
  expect(kept(refusal(400), {})).toBe('pass')
  expect(kept(refusal(409), {})).toMatch(/^201 or 400 \/ 409/)
})

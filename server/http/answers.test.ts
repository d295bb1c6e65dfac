import { METHODS } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { openFixture, type Answer, type Fixture } from '../testing/fixture.ts'

let fixture: Fixture
let reader: string
beforeAll(async () => {
  fixture = await openFixture()
  reader = await fixture.addKey('READER', { scopes: ['products.read'] })
  await fixture.addProduct('tenant_a', { id: 'prod_1' })
})
afterAll(() => fixture.close())

const json = { 'content-type': 'application/json' }
const product = JSON.stringify({ sku: 'SKU-1', name: 'Pole' })

/** What holds for every answer, whoever would have given it. */
function expectEnvelope({ status, headers, body }: Answer): void {
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.stringMatching(/^req_[0-9a-z]{20}$/),
    'x-ratelimit-limit': expect.stringMatching(/^\d+$/),
    'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
    'x-ratelimit-reset': expect.stringMatching(/^\d+$/),
  })
  if (status >= 400) {
    expect(Object.keys(body)).toEqual(['error', 'details'])
    expect(body.details).toMatchObject({ code: contract.codes[status], requestId: headers['x-request-id'] })
  }
}

const send = async (...call: Parameters<Fixture['call']>) => {
  const answer = await fixture.call(...call)
  expectEnvelope(answer)
  return answer
}

describe('an unknown path', () => {
  it.each([
    '/',
    '/api',
    '/api/',
    '/products',
    '/api/product',
    '/api/products/',
    '/api/products//',
    '/api/products/prod_1/x',
    '/api//products',
    '/API/products',
    '/api/products%2Fprod_1',
  ])('%s is 404 with a key and 401 without', async (url) => {
    expect((await send('GET', url)).status).toBe(404)
    expect((await send('GET', url, { key: null })).status).toBe(401)
  })

  it('is 404 whatever is sent to it', async () => {
    expect((await send('POST', '/api/nowhere', { headers: json, payload: '{' })).status).toBe(404)
    expect((await send('PUT', '/api/nowhere', { headers: { 'content-type': ';;' }, payload: 'x' })).status).toBe(404)
  })
})

describe('a method that a path does not document', () => {
  const documented = ['GET', 'HEAD', 'POST']
  it.each(METHODS.filter((method) => !documented.includes(method) && method !== 'CONNECT'))(
    '%s is 405 with a key and 401 without',
    async (method) => {
      const answer = await send(method, '/api/products')
      expect(answer.status).toBe(405)
      expect(answer.headers['allow']).toBe('GET, HEAD, POST')
      expect((await send(method, '/api/products', { key: null })).status).toBe(401)
    },
  )

  it.each([...contract.paths])('%s lists those it knows', async (path, byMethod) => {
    const { headers } = await send('OPTIONS', `/api${path.replaceAll(/\{\w+\}/g, 'x')}`)
    const known = Object.keys(byMethod)
    expect(headers['allow']?.split(', ').toSorted()).toEqual([...known, ...(known.includes('GET') ? ['HEAD'] : [])].toSorted())
  })

  it('is 405 whatever the key may do, and whatever is sent with it', async () => {
    const none = await fixture.addKey('NONE')
    expect((await send('PUT', '/api/products', { key: none, headers: { 'content-type': 'text/plain' }, payload: 'x' })).status).toBe(405)
  })
})

describe('a path id', () => {
  it.each([
    'unknown',
    'a'.repeat(65),
    'a'.repeat(5000),
    '%2F',
    'a%2Fb',
    '..%2f..%2fetc',
    '%00',
    'a%00b',
    '%F0%9F%91%9F',
    "' OR 1=1 --",
    '%25',
    '%',
    '%zz',
    '%ff',
    '*',
    ':id',
    ';',
    '__proto__',
  ])('that names nothing is 404: %.30s', async (id) => {
    const { status, body } = await send('GET', `/api/products/${id}`)
    expect(status).toBe(404)
    expect(body).toEqual({ error: 'No such resource.', details: { code: 'NOT_FOUND', requestId: expect.any(String) } })
  })

  it('that cannot be decoded is looked at after the key', async () => {
    expect((await send('GET', '/api/products/%zz', { key: null })).status).toBe(401)
  })

  it('may be percent-encoded', async () => {
    expect((await send('GET', '/api/products/prod%5F1')).status).toBe(200)
  })
})

describe('HEAD', () => {
  it.each([
    ['/api/products', undefined],
    ['/api/products/prod_1', undefined],
    ['/api/products/unknown', undefined],
    ['/api/products?limit=0', undefined],
    ['/api/nowhere', undefined],
    ['/api/products', null],
  ])('of %s with the key %s has the status and headers of GET and no body', async (url, key) => {
    const get = await send('GET', url, key === undefined ? {} : { key })
    const head = await fixture.call('HEAD', url, key === undefined ? {} : { key })
    expect(head.status).toBe(get.status)
    expect(head.text).toBe('')
    const varying = ['x-request-id', 'x-ratelimit-remaining', 'date']
    const fixed = (headers: Answer['headers']) => Object.fromEntries(Object.entries(headers).filter(([name]) => !varying.includes(name)))
    expect(fixed(head.headers)).toEqual(fixed(get.headers))
    expect(Number(get.headers['content-length'])).toBe(Buffer.byteLength(get.text))
  })
})

describe('a body', () => {
  const create = (payload: string | Buffer, headers: Readonly<Record<string, string>> = json) =>
    send('POST', '/api/products', { headers, payload })

  it.each([
    ['{', 'MALFORMED_JSON'],
    ['', 'MALFORMED_JSON'],
    [' ', 'MALFORMED_JSON'],
    ['\uFEFF{}', 'MALFORMED_JSON'],
    [Buffer.from([0x7b, 0x22, 0xc3, 0x22, 0x3a, 0x31, 0x7d]), 'MALFORMED_JSON'],
    [Buffer.from('{"sku":"A"}', 'utf16le'), 'MALFORMED_JSON'],
    ['{"sku":"SKU-1","name":"Pole"} {}', 'MALFORMED_JSON'],
  ])('%j is no JSON', async (payload, reason) => {
    const { status, body } = await create(payload)
    expect(status).toBe(400)
    expect(body).toMatchObject({
      error: 'The body is not JSON.',
      details: { reason, issues: [{ in: 'body', path: '', message: 'must be one JSON value' }] },
    })
  })

  it('nested a hundred thousand levels deep is refused', async () => {
    const { status, body } = await create(`{"sku":${'['.repeat(100_000)}${']'.repeat(100_000)},"name":"x"}`)
    expect(status).toBe(400)
    expect(body.details.issues).toEqual([{ in: 'body', path: '', message: 'must not be nested deeper than 64 levels' }])
  })

  it.each([
    ['text/plain'],
    ['application/xml'],
    ['multipart/form-data; boundary=x'],
    ['application/x-www-form-urlencoded'],
    ['application/merge-patch+json'],
    ['application/json; charset=iso-8859-1'],
    ['application/json, application/json'],
    ['nonsense'],
    [';;;'],
  ])('of the type %s is refused', async (contentType) => {
    const { status, headers } = await create(product, { 'content-type': contentType })
    expect(status).toBe(415)
    expect(headers['accept']).toBe('application/json')
  })

  it('without a type is refused', async () => {
    expect((await create(Buffer.from(product), {})).status).toBe(415)
  })

  it('in another coding is refused', async () => {
    const { status, headers } = await create(product, { ...json, 'content-encoding': 'gzip' })
    expect(status).toBe(415)
    expect(headers['accept-encoding']).toBe('identity')
  })

  it('of the coding `identity`, and of JSON in other words, is taken', async () => {
    const headers = { 'content-type': 'Application/JSON; Charset="UTF-8"; profile=x', 'content-encoding': 'Identity' }
    expect((await create(JSON.stringify({ sku: 'SKU-IDENTITY', name: 'größer' }), headers)).status).toBe(201)
  })

  it('of more than a MiB is refused, of exactly one is read', async () => {
    const frame = '{"sku":"SKU-BIG","name":"x","description":""}'
    const sized = (bytes: number) => frame.replace('""}', `"${'a'.repeat(bytes - frame.length)}"}`)
    expect((await create(sized(2 * 1024 * 1024))).status).toBe(413)
    expect((await create(sized(1_048_577))).status).toBe(413)
    const { status, body } = await create(sized(1_048_576))
    expect(status).toBe(400)
    expect(body.details.issues).toEqual([{ in: 'body', path: '/description', message: 'must have at most 2000 characters' }])
  })

  it('that is all wrong is told so in one answer, together with the query', async () => {
    const payload = { name: 5, colour: 'red', status: 'SOLD', constructor: {} }
    const { status, body } = await send('POST', '/api/products?page=2', { headers: json, payload })
    expect(status).toBe(400)
    expect(body.error).toBe('The request is invalid.')
    expect(body.details.issues).toEqual([
      { in: 'query', path: 'page', message: 'is not a parameter of this operation' },
      { in: 'body', path: '/sku', message: 'must be present' },
      { in: 'body', path: '/colour', message: 'is not a property of this body' },
      { in: 'body', path: '/constructor', message: 'is not a property of this body' },
      { in: 'body', path: '/name', message: 'must be a string' },
      { in: 'body', path: '/status', message: 'must be one of DRAFT, ACTIVE, DISCONTINUED' },
    ])
    expect(body.details).not.toHaveProperty('reason')
  })

  it.each<readonly [path: string, body: object]>([
    ['/products/prod_1/categories', { categoryIds: Array.from({ length: 25 }, (_, index) => `cat_none_${index}`) }],
    [
      '/products/prod_1/attributes',
      { attributes: Array.from({ length: 25 }, (_, index) => ({ attributeId: `attr_none_${index}`, value: 'x' })) },
    ],
    [
      '/forecast/scenarios',
      {
        name: 'x',
        type: 'BASELINE',
        assumptions: { narrative: null, includedEventIds: Array.from({ length: 25 }, (_, index) => `evt_none_${index}`) },
      },
    ],
  ])('is told of twenty unknown ids at most: %s', async (path, body) => {
    const answer = await send('POST', `/api${path}`, { headers: json, payload: body })
    expect([answer.status, answer.body.details.reason, answer.body.details.issues.length]).toEqual([400, 'UNKNOWN_REFERENCE', 20])
  })

  it('is told twenty faults at most, none of them longer than a line or two', async () => {
    const payload = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}${'x'.repeat(10_000)}`, 1]))
    const { body, text } = await send('POST', '/api/products', { headers: json, payload })
    expect(body.details.issues).toHaveLength(20)
    expect(text.length).toBeLessThan(12_000)
  })

  it('may be left out where the contract says so, with or without a type', async () => {
    for (const headers of [{}, json]) {
      await fixture.addKey(`SPARE${Object.keys(headers).length}`)
      const { status } = await send('POST', `/api/admin/api-keys/key_SPARE${Object.keys(headers).length}/revoke`, { headers })
      expect(status).toBe(200)
    }
  })

  it('counts as none where it is null or {} and may be left out, for every operation whose body may', async () => {
    const optional = Object.values(contract.operations).filter(({ body }) => body?.required === false)
    expect(optional.length).toBeGreaterThan(3)
    for (const { method, path } of optional) {
      const url = `/api${path.replaceAll(/\{\w+\}/g, 'none')}`
      const nothing = await send(method, url)
      for (const payload of ['null', '{}']) {
        const empty = await send(method, url, { headers: json, payload })
        expect([empty.status, empty.body.error], `${method} ${path} ${payload}`).toEqual([nothing.status, nothing.body.error])
      }
      expect((await send(method as 'POST', url, { headers: json, payload: '[]' })).status).toBe(400)
    }
  })

  it('is refused where it is null and required', async () => {
    const { status, body } = await send('POST', '/api/products', { headers: json, payload: 'null' })
    expect([status, body.details.issues]).toEqual([400, [{ in: 'body', path: '', message: 'must be an object' }]])
  })

  it('that nobody asked for is not looked at', async () => {
    expect((await send('GET', '/api/products/prod_1', { headers: { 'content-type': ';;' }, payload: '{' })).status).toBe(200)
  })
})

describe('the first refusal that applies', () => {
  const wrong = { headers: { 'content-type': 'text/plain' }, payload: 'x' }
  const large = { headers: { 'content-type': 'text/plain' }, payload: 'x'.repeat(2_000_000) }

  it('is 401 before all others', async () => {
    expect((await send('POST', '/api/products?x=1', { key: null, ...large })).status).toBe(401)
  })
  it('is 403 before anything is read', async () => {
    expect((await send('POST', '/api/products?x=1', { key: reader, ...large })).status).toBe(403)
    expect((await send('PATCH', '/api/products/unknown', { key: reader, ...wrong })).status).toBe(403)
  })
  it('is 413 before 415', async () => {
    expect((await send('POST', '/api/products?x=1', large)).status).toBe(413)
  })
  it('is 415 before 400', async () => {
    expect((await send('POST', '/api/products?x=1', wrong)).status).toBe(415)
  })
  it('is 400 before 404, also for an id that nothing can have', async () => {
    for (const id of ['unknown', 'a'.repeat(65)]) {
      expect((await send('PATCH', `/api/products/${id}`, { headers: json, payload: '{"name":5}' })).status).toBe(400)
      expect((await send('GET', `/api/products/${id}?x=1`)).status).toBe(400)
    }
  })
  it('is 404 before 409', async () => {
    const payload = { sku: 'prod_1' }
    expect((await send('PATCH', '/api/products/unknown', { headers: json, payload })).status).toBe(404)
    await fixture.addProduct('tenant_a', { id: 'prod_2' })
    expect((await send('PATCH', '/api/products/prod_2', { headers: json, payload })).status).toBe(409)
  })
  it('is 429 before 403 and after 401', async () => {
    const limited = await openFixture({ limits: { perMinute: 1 } })
    const none = await limited.addKey('NONE')
    expect((await limited.call('GET', '/api/products', { key: none })).status).toBe(403)
    expect((await limited.call('GET', '/api/products', { key: none })).status).toBe(429)
    expect((await limited.call('GET', '/api/products', { key: 'bdk_test_NONE_wrong' })).status).toBe(401)
    await limited.close()
  })
})

describe('whatever is sent', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 })
  const target = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT'),
    path: fc.constantFrom('products', 'products/', 'inventory', 'inventory/adjustments', 'admin/api-keys', 'admin/api-keys/key_x/rotate'),
    id: text,
    query: fc.array(fc.tuple(fc.oneof(text, fc.constantFrom('page', 'limit', 'sortBy', 'search', 'id')), text), { maxLength: 3 }),
  })
  const object = fc.dictionary(
    fc.oneof(text, fc.constantFrom('sku', 'name', 'unitCost', 'scopes', 'expiresAt', 'inventoryItemId', 'newQtyOnHand')),
    fc.jsonValue(),
  )

  it('is answered in the envelope, and never as a failure of the server', async () => {
    await fc.assert(
      fc.asyncProperty(
        target,
        fc.oneof(
          text,
          object.map((value) => JSON.stringify(value)),
        ),
        async (at, payload) => {
          const id = at.path.endsWith('/') ? encodeURIComponent(at.id) : ''
          const query = at.query.map((pair) => pair.map((each) => encodeURIComponent(each)).join('=')).join('&')
          const { status } = await send(at.method, `/api/${at.path}${id}?${query}`, { headers: json, payload })
          expect(status).toBeLessThan(500)
        },
      ),
      { numRuns: 300 },
    )
  })
})

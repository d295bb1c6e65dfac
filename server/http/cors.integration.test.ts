import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { openFixture, type Answer, type Fixture } from '../testing/fixture.ts'
import { StoreUnavailable } from '../store/engine.ts'

const page = 'https://planner.example'
const stranger = 'https://elsewhere.example'
const json = { 'content-type': 'application/json' }
const exposed = 'Allow, Location, Retry-After, WWW-Authenticate, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id'

type Call = (fixture: Fixture, headers: Record<string, string>) => Promise<Answer>
let skus = 0
const product = () => JSON.stringify({ sku: `SKU-${skus++}`, name: 'Pole' })

/** An answer of each kind, and who gives it. */
const answers: readonly (readonly [what: string, status: number, call: Call])[] = [
  ['a list', 200, (fixture, headers) => fixture.call('GET', '/api/products', { headers })],
  ['a list without its body', 200, (fixture, headers) => fixture.call('HEAD', '/api/products', { headers })],
  [
    'a creation',
    201,
    (fixture, headers) => fixture.call('POST', '/api/products', { headers: { ...headers, ...json }, payload: product() }),
  ],
  ['a fault in the query', 400, (fixture, headers) => fixture.call('GET', '/api/products?limit=0', { headers })],
  [
    'a body that is not JSON',
    400,
    (fixture, headers) => fixture.call('POST', '/api/products', { headers: { ...headers, ...json }, payload: '{' }),
  ],
  ['no key', 401, (fixture, headers) => fixture.call('GET', '/api/products', { headers, key: null })],
  ['a key without permission', 403, (fixture, headers) => fixture.call('GET', '/api/inventory', { headers, key: reader })],
  ['an unknown path', 404, (fixture, headers) => fixture.call('GET', '/api/nowhere', { headers })],
  ['a path that the router cannot decode', 404, (fixture, headers) => fixture.call('GET', '/api/%zz', { headers })],
  ['an unknown id', 404, (fixture, headers) => fixture.call('GET', '/api/products/prod_none', { headers })],
  ['an undocumented method', 405, (fixture, headers) => fixture.call('PUT', '/api/products', { headers })],
  ['OPTIONS that is no preflight', 405, (fixture, headers) => fixture.call('OPTIONS', '/api/products', { headers })],
  [
    'a body that is too large',
    413,
    (fixture, headers) => fixture.call('POST', '/api/products', { headers: { ...headers, ...json }, payload: ' '.repeat(1_048_577) }),
  ],
  [
    'a body that is said to be something else',
    415,
    (fixture, headers) => fixture.call('POST', '/api/products', { headers: { ...headers, 'content-type': 'text/csv' }, payload: 'a' }),
  ],
  ['a failure', 500, (fixture, headers) => fixture.call('GET', '/api/categories/cat_1', { headers })],
  ['storage that fails', 503, (fixture, headers) => fixture.call('GET', '/api/taxonomies', { headers })],
]

const reader = 'bdk_test_READER_0123456789abcdefghijklmnopqrstuv'
const fixtures: Fixture[] = []
async function open(options: Parameters<typeof openFixture>[0] = {}): Promise<Fixture> {
  const fixture = await openFixture({
    ...options,
    assemble: (parts) => ({
      ...parts,
      handlers: {
        ...parts.handlers,
        getCategory: () => Promise.reject(new Error('a fault of ours')),
        listTaxonomies: () => Promise.reject(new StoreUnavailable('the disk is full')),
      },
    }),
  })
  await fixture.addKey('READER', { scopes: ['products.read'] })
  fixtures.push(fixture)
  return fixture
}
afterAll(() => Promise.all(fixtures.map((fixture) => fixture.close())))

const named = ({ headers }: Answer) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name === 'vary' || name.startsWith('access-control-')))

describe('an answer', () => {
  let off: Fixture
  let some: Fixture
  let all: Fixture
  beforeAll(async () => {
    off = await open()
    some = await open({ cors: ['https://other.example', page] })
    all = await open({ cors: ['*'] })
  })

  it.each(answers)('can be read by a page that may, and by no other: %s (%d)', async (_what, status, call) => {
    const mine = await call(some, { origin: page })
    expect(mine.status).toBe(status)
    expect(named(mine)).toEqual({ 'access-control-allow-origin': page, 'access-control-expose-headers': exposed, vary: 'Origin' })
    for (const headers of [
      { origin: stranger },
      { origin: 'null' },
      { origin: `${page}.evil.example` },
      { origin: page.toUpperCase() },
      {},
    ]) {
      const answer = await call(some, headers)
      expect([answer.status, named(answer)]).toEqual([status, { vary: 'Origin' }])
    }
  })

  it.each(answers)('can be read by every page where all may: %s (%d)', async (_what, status, call) => {
    for (const headers of [{ origin: stranger }, { origin: 'null' }, {}]) {
      const answer = await call(all, headers)
      expect([answer.status, named(answer)]).toEqual([
        status,
        { 'access-control-allow-origin': '*', 'access-control-expose-headers': exposed },
      ])
    }
  })

  it.each(answers)('says nothing of it where none may: %s (%d)', async (_what, status, call) => {
    const answer = await call(off, { origin: page })
    expect([answer.status, named(answer)]).toEqual([status, {}])
  })

  it('can be read where a limit is reached (429)', async () => {
    const spent = await open({ cors: [page], limits: { perMinute: 1 } })
    await spent.call('GET', '/api/products')
    const answer = await spent.call('GET', '/api/products', { headers: { origin: page } })
    expect(answer.status).toBe(429)
    expect(named(answer)).toMatchObject({ 'access-control-allow-origin': page, 'access-control-expose-headers': exposed })
  })

  it('can be read where the request was no HTTP, if every page may', async () => {
    expect(await all.raw(['garbage\r\n\r\n'])).toMatch(/^HTTP\/1.1 400 [^]*\r\nAccess-Control-Allow-Origin: \*\r\n/)
    expect(await off.raw(['garbage\r\n\r\n'])).not.toContain('Access-Control')
  })

  it('tells of every header that the contract promises', () => {
    const promised = Object.values(contract.operations).flatMap(({ responses }) =>
      Object.values(responses).flatMap(({ headers }) => headers),
    )
    const shown = [...exposed.split(', '), 'Cache-Control']
    expect(shown).toEqual(expect.arrayContaining([...new Set(promised.map(({ name }) => name))]))
  })
})

describe('a preflight', () => {
  const asking = { origin: page, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' }
  const ask = (fixture: Fixture, path: string, headers: Record<string, string> = asking) =>
    fixture.call('OPTIONS', `/api${path}`, { headers, key: null })
  let fixture: Fixture
  beforeAll(async () => {
    fixture = await open({ cors: [page], limits: { anonymousPerMinute: 1 } })
  })

  it.each([...contract.paths].map(([path, methods]) => [path, methods] as const))(
    'of %s is answered without a key',
    async (path, methods) => {
      const answer = await ask(fixture, path.replaceAll(/[{}]/g, ''))
      expect([answer.status, answer.text]).toEqual([204, ''])
      expect(named(answer)).toEqual({
        'access-control-allow-headers': 'Authorization, Content-Type',
        'access-control-allow-methods': Object.keys(methods).flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each])).join(', '), // prettier-ignore
        'access-control-allow-origin': page,
        'access-control-max-age': '600',
        vary: 'Origin',
      })
      expect(Object.keys(answer.headers)).toEqual(expect.arrayContaining(['x-request-id', 'date', 'x-content-type-options']))
      expect(Object.keys(answer.headers).join()).not.toMatch(/ratelimit|content-type,|www-authenticate|credentials/)
    },
  )

  it('of an unknown path is granted, so that the page gets to see the 404', async () => {
    for (const path of ['/nowhere', '/%zz', '']) {
      const answer = await ask(fixture, path)
      expect([answer.status, answer.headers['access-control-allow-methods']]).toEqual([204, 'GET, HEAD, POST, PATCH, DELETE, PUT'])
    }
  })

  it('spends nothing of a limit, and minds none that is spent', async () => {
    const fresh = await open({ cors: [page], limits: { perMinute: 2, anonymousPerMinute: 2 } })
    for (let index = 0; index < 5; index += 1) expect((await ask(fresh, '/products')).status).toBe(204)
    const first = await fresh.call('GET', '/api/products', { key: null })
    expect([first.status, first.headers['x-ratelimit-remaining']]).toEqual([401, '1'])
    await fresh.call('GET', '/api/products', { key: null })
    expect((await fresh.call('GET', '/api/products', { key: null })).status).toBe(429)
    expect((await ask(fresh, '/products')).status).toBe(204)
    // A browser sends no key; one that came along would not be charged.
    expect((await fresh.call('OPTIONS', '/api/products', { headers: asking })).status).toBe(204)
    expect((await fresh.call('GET', '/api/products')).headers['x-ratelimit-remaining']).toBe('1')
  })

  it('is a whole answer on the wire', async () => {
    const lines = Object.entries({ host: 'x', ...asking, connection: 'close' }).map((each) => each.join(': '))
    const received = await fixture.raw([`OPTIONS /api/products HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`])
    expect(received).toMatch(/^HTTP\/1\.1 204 No Content\r\n[^]*\r\n\r\n$/)
    expect(received).not.toMatch(/content-length|transfer-encoding/i)
  })

  it.each<[string, Record<string, string>]>([
    ['of another origin', { ...asking, origin: stranger }],
    ['of no origin', { 'access-control-request-method': 'POST' }],
    ['without a method', { origin: page }],
  ])('%s is OPTIONS like any other: 401 without a key, 405 with one', async (_what, headers) => {
    const [some, off] = [await open({ cors: [page] }), await open()]
    for (const key of [null, undefined]) {
      const options = { headers, ...(key === null ? { key } : {}) }
      const [with_, without] = [await some.call('OPTIONS', '/api/products', options), await off.call('OPTIONS', '/api/products', options)]
      expect(with_.status).toBe(key === null ? 401 : 405)
      expect([with_.status, with_.body.details.code, with_.headers['x-ratelimit-remaining']]).toEqual([
        without.status,
        without.body.details.code,
        without.headers['x-ratelimit-remaining'],
      ])
      expect(with_.headers['access-control-allow-methods']).toBeUndefined()
    }
  })

  it('is OPTIONS like any other where no page may do anything', async () => {
    const off = await open()
    const answer = await ask(off, '/products')
    expect([answer.status, named(answer)]).toEqual([401, {}])
  })

  it('is granted to every page where all may', async () => {
    const all = await open({ cors: ['*'] })
    const answer = await ask(all, '/products', { ...asking, origin: 'null' })
    expect([answer.status, named(answer)]).toMatchObject([204, { 'access-control-allow-origin': '*' }])
    expect(answer.headers['vary']).toBeUndefined()
  })
})

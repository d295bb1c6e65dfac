/** The library: everything that a test of a client can do with a server in its process. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { contract, type OperationId } from '../spec/contract.ts'
import { compileSchemas } from './http/schemas.ts'
import { ControlError, startReferenceServer, type DataSet, type ReferenceServer } from './index.ts'

const noon = Date.UTC(2026, 5, 1, 12)
let server: ReferenceServer

beforeAll(async () => {
  server = await startReferenceServer({ seed: 'tests', clock: noon })
})
afterEach(() => server.reset())
afterAll(() => server.close())

interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: any // eslint-disable-line @typescript-eslint/no-explicit-any -- judged by each test
}

/** Calls the API; `from` is the server. */
async function call(path: string, init: RequestInit & { key?: string } = {}, from = server): Promise<Reply> {
  const { key = from.keys.nordwind.administrator, ...rest } = init
  const headers = { authorization: `Bearer ${key}`, ...(rest.body == null ? {} : { 'content-type': 'application/json' }) }
  const response = await fetch(from.baseUrl + path, { ...rest, headers })
  return { status: response.status, headers: response.headers, body: await response.json() }
}
const create = (sku: string, from = server) => call('/products', { method: 'POST', body: JSON.stringify({ sku, name: sku }) }, from)
const statuses = async (replies: readonly Promise<Reply>[]) => (await Promise.all(replies)).map(({ status }) => status)
const times = (count: number) => Array.from({ length: count })

describe('reset', () => {
  test('brings back data, counters, ids and clock, and removes deviations, faults and requests', async () => {
    const first = await create('NEW-1')
    await call('/products/prod_124', { method: 'PATCH', body: JSON.stringify({ name: 'Other' }) })
    server.clock.advance('2h')
    await server.deviations.add('pagination/default-page-size-50')
    await server.faults.add({ type: 'latency', delay: 1 })
    await server.reset()

    expect(server.status()).toMatchObject({
      clock: { now: '2026-06-01T12:00:00.000Z', running: false },
      requests: 0,
      deviations: 0,
      faults: 0,
    })
    expect(await server.limits.list()).toEqual([])
    expect((await call('/products/prod_124')).body.data.name).toBe('Trekking Pole')
    const again = await create('NEW-1')
    expect([again.status, again.body]).toEqual([201, first.body])
  })
})

describe('snapshots', () => {
  test('restore data, counters, time and ids, several and repeatedly', async () => {
    await create('A')
    const early = await server.snapshot()
    const limits = await server.limits.list()
    server.clock.advance('30s')
    await create('B')
    await server.snapshot('late')
    const next = await create('C')

    await server.restore(early)
    expect(server.clock.now()).toBe(noon)
    expect(await server.limits.list()).toEqual(limits)
    expect((await call('/products?sku=B')).body.data).toEqual([])

    await server.restore('late')
    expect(server.clock.now()).toBe(noon + 30_000)
    expect((await create('C')).body).toEqual(next.body)
    expect(server.snapshots().map(({ name }) => name)).toEqual([early.name, 'late'])
    await server.drop(early)
    await server.drop('late')
  })

  test('that do not exist are named in the error', async () => {
    await server.snapshot('known')
    await expect(server.restore('unknown')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'Expected the name of a snapshot, got "unknown"; there are known.',
    })
    await expect(server.snapshot('not a name')).rejects.toThrow('Expected a name of letters')
    await server.drop('known')
  })
})

describe('the clock', () => {
  test('lets a key expire, a window end and a new resource be later', async () => {
    const made = await call('/admin/api-keys', {
      method: 'POST',
      body: JSON.stringify({ name: 'Short', scopes: ['products.read'], expiresAt: '2026-06-01T12:30:00Z' }),
    })
    const key = made.body.data.plaintextKey as string
    expect((await call('/products', { key })).status).toBe(200)
    expect((await call('/products', { key })).headers.get('x-ratelimit-remaining')).toBe('98')

    server.clock.advance('29m59s')
    expect((await call('/products', { key })).headers.get('x-ratelimit-remaining')).toBe('99')
    server.clock.advance(1000)
    const expired = await call('/products', { key })
    expect([expired.status, expired.body.details.reason]).toEqual([401, 'EXPIRED_API_KEY'])
    expect((await create('LATER')).body.data.createdAt).toBe('2026-06-01T12:30:00Z')
  })

  test('lets a rate-limit window end, so that a rejected key is served again', async () => {
    const key = server.keys.nordwind.reader
    const replies = await statuses(times(101).map(() => call('/products?limit=1', { key })))
    expect(replies.filter((status) => status === 429)).toHaveLength(1)
    server.clock.advance('1m')
    expect((await call('/products?limit=1', { key })).status).toBe(200)
  })

  test('can run and stop', async () => {
    server.clock.run()
    await new Promise((resolve) => setTimeout(resolve, 20))
    server.clock.stop()
    const stopped = server.clock.now()
    expect(stopped).toBeGreaterThan(noon + 10)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(server.clock.now()).toBe(stopped)
    server.clock.set('2026-07-01T00:00:00Z')
    expect(server.clock.now()).toBe(Date.UTC(2026, 6, 1))
  })

  test.each(['1 hour', '-1s', -1, Infinity])('cannot be advanced by %j', (by) => {
    expect(() => server.clock.advance(by)).toThrow(ControlError)
  })

  test('cannot be set to something that is no time', () => {
    expect(() => server.clock.set('noon')).toThrow('Expected a time, such as 2026-06-01T12:00:00Z, got "noon".')
  })
})

describe('deviations', () => {
  test('affect their requests only, two with different conditions at once', async () => {
    const { nordwind, suedlicht } = server.keys
    await server.deviations.add('pagination/default-page-size-50', { key: 'NORDREADER' })
    await server.deviations.add('header/server-version', { operation: 'getProduct' })
    const size = async (key: string) => (await call('/products', { key })).body.pagination.pageSize as number
    expect([await size(nordwind.reader), await size(nordwind.administrator), await size(suedlicht.reader)]).toEqual([50, 20, 20])

    const versions = await Promise.all(['/products', '/products/prod_123'].map(async (path) => (await call(path)).headers.get('server')))
    expect(versions).toEqual([null, expect.any(String)])
    expect(server.deviations.list().map(({ name, affected }) => [name, affected])).toEqual([
      ['pagination/default-page-size-50', 1],
      ['header/server-version', 1],
    ])
  })

  test('can affect one request together', async () => {
    await server.deviations.add('pagination/default-page-size-50')
    await server.deviations.add('header/server-version')
    const { headers, body } = await call('/products')
    expect([body.pagination.pageSize, headers.get('server')]).toEqual([50, expect.any(String)])
    expect(server.requests.last()?.affectedBy).toEqual(['deviation-1', 'deviation-2'])
  })

  test('affect exactly the next n of many concurrent requests', async () => {
    await server.deviations.add('pagination/default-page-size-50', { operation: 'listProducts', next: 7 })
    const replies = await Promise.all(
      times(60).map((_, index) => call(index % 2 === 0 ? '/products' : '/locations').catch(() => undefined)),
    )
    expect(replies.filter((reply) => reply?.body.pagination?.pageSize === 50)).toHaveLength(7)
  })

  test('end when they are removed, by id or by name', async () => {
    const { id } = await server.deviations.add('pagination/default-page-size-50')
    expect((await call('/products')).body.pagination.pageSize).toBe(50)
    expect(server.deviations.remove(id)).toBe(1)
    expect((await call('/products')).body.pagination.pageSize).toBe(20)
    await server.deviations.add('pagination/default-page-size-50')
    server.deviations.remove('pagination/default-page-size-50')
    expect(() => server.deviations.remove(id)).toThrow('Expected the id or the name of an active deviation')
    await server.deviations.add('pagination/default-page-size-50')
    expect(server.deviations.clear()).toBe(1)
    expect((await call('/products')).body.pagination.pageSize).toBe(20)
  })

  test.each([
    ['pagination/default-page-size', {}, 'Unknown deviation "pagination/default-page-size". Did you mean pagination/default-page-size-50'],
    ['pagination/default-page-size-50', { operation: 'listProduct' }, 'Unknown operation "listProduct". Did you mean listProduct'],
    ['pagination/default-page-size-50', { key: 'NOBODY' }, 'Expected the public id of a key, such as NORDADMIN, got "NOBODY".'],
    ['pagination/default-page-size-50', { next: 0 }, 'Invalid deviation: /next must be >= 1.'],
    ['pagination/default-page-size-50', { probability: 2 }, 'Invalid deviation: /probability must be <= 1.'],
  ])('are refused if they are unknown or have invalid conditions: %s %j', async (name, conditions, message) => {
    await expect(server.deviations.add(name, conditions as never)).rejects.toMatchObject({
      name: 'ControlError',
      message: expect.stringContaining(message),
    })
    expect(server.deviations.list()).toEqual([])
  })

  test('of the start are active after a reset again', async () => {
    const other = await startReferenceServer({ deviations: ['pagination/default-page-size-50'] })
    const size = async () => (await call('/products', {}, other)).body.pagination.pageSize as number
    expect(await size()).toBe(50)
    other.deviations.clear()
    expect(await size()).toBe(20)
    await other.reset()
    expect(await size()).toBe(50)
    await other.close()
  })
})

describe('faults', () => {
  const schemas = compileSchemas(contract)
  const rejections = Object.keys(contract.codes).map(Number)

  test.each(rejections)('reject the next request with %d, as the contract documents it', async (status) => {
    const operation = Object.values(contract.operations).find((each) => each.responses[status] !== undefined && each.id === 'createProduct')
    await server.faults.add({ type: 'status', status, next: 1 })
    const { body, headers, status: actual } = await create('X')
    expect(actual).toBe(status)
    expect(schemas(operation?.responses[status]?.pointer ?? contract.error)(body)).toEqual([])
    for (const { name } of operation?.responses[status]?.headers ?? []) expect(headers.has(name), name).toBe(true)
    // It was not processed.
    expect((await create('X')).status).toBe(201)
  })

  test('reject with a chosen reason and time to wait', async () => {
    await server.faults.add({ type: 'status', status: 401, reason: 'EXPIRED_API_KEY', next: 1 })
    expect((await call('/products')).body.details.reason).toBe('EXPIRED_API_KEY')
    await server.faults.add({ type: 'status', status: 429, retryAfter: 7, next: 1 })
    const { headers, body } = await call('/products')
    expect([headers.get('retry-after'), headers.get('x-ratelimit-remaining'), body.details.retryAfterSeconds]).toEqual(['7', '0', 7])
  })

  test.each([
    [{ type: 'status', status: 418 }, 'Expected an error status of the contract (400, 401, 403, 404'],
    [{ type: 'status', status: 413, operation: 'listProducts' }, 'Expected an error status of listProducts (400'],
    [{ type: 'status', status: 401, reason: 'TIRED' }, 'Expected a reason for 401 (MISSING_AUTHORIZATION, INVALID_API_KEY, '],
    [{ type: 'status' }, 'Invalid fault: /status must be present.'],
    [{ type: 'drop', at: 'lunch' }, 'Invalid fault: /at must be one of request, response, headers, body.'],
    [{ type: 'drop', at: 'body', delay: 3 }, 'Invalid fault:'],
    [{ type: 'rain' }, 'Invalid fault: /type must be one of status, latency, drop, slow-body'],
    [{ type: 'latency', delay: { min: 5, max: 2 } }, 'Expected a minimum delay of at most the maximum, 2, got 5.'],
  ])('are refused if they are invalid: %j', async (fault, message) => {
    await expect(server.faults.add(fault as never)).rejects.toThrow(message)
    expect(server.faults.list()).toEqual([])
  })

  test('affect exactly the next n of many concurrent requests', async () => {
    await server.faults.add({ type: 'status', status: 503, operation: 'listProducts', next: 5 })
    const replies = await statuses(times(40).map(() => call('/products?limit=1')))
    expect(replies.filter((status) => status === 503)).toHaveLength(5)
  })

  test('affect a share of the requests, the same ones with the same seed', async () => {
    const affected = async () => {
      await server.faults.add({ type: 'status', status: 503, probability: 0.4 })
      const seen: number[] = []
      for (let request = 0; request < 30; request++) seen.push((await call('/products?limit=1')).status)
      await server.reset()
      return seen
    }
    const once = await affected()
    expect(await affected()).toEqual(once)
    expect(new Set(once)).toEqual(new Set([200, 503]))
  })

  test.each([
    ['request', false],
    ['response', true],
    ['headers', true],
    ['body', true],
  ] as const)('close the connection at %s; whether the request was processed: %s', async (at, isProcessed) => {
    await server.faults.add({ type: 'drop', at, next: 1 })
    await expect(create('DROPPED')).rejects.toThrow()
    expect(server.requests.last({ operation: 'createProduct' })).toMatchObject({
      status: isProcessed ? 201 : null,
      affectedBy: ['fault-1'],
      key: 'NORDADMIN',
    })
    expect((await create('DROPPED')).status).toBe(isProcessed ? 409 : 201)
  })

  test('let a client see what arrived before the connection was closed', async () => {
    await server.faults.add({ type: 'drop', at: 'headers', next: 1 })
    const response = await fetch(`${server.baseUrl}/products`, { headers: { authorization: `Bearer ${server.keys.nordwind.reader}` } })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  test('delay a response whose request is processed at once', async () => {
    await server.faults.add({ type: 'latency', delay: { min: 80, max: 120 }, next: 1 })
    const began = performance.now()
    const pending = create('LATE')
    while (server.requests.count() === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const processed = performance.now() - began
    expect((await pending).status).toBe(201)
    const took = performance.now() - began
    expect(took).toBeGreaterThan(75)
    expect(processed).toBeLessThan(took)
  })

  test('send a body slowly but completely', async () => {
    const { body } = await call('/products')
    await server.faults.add({ type: 'slow-body', duration: 100, next: 1 })
    const began = performance.now()
    const response = await fetch(`${server.baseUrl}/products`, {
      headers: { authorization: `Bearer ${server.keys.nordwind.administrator}` },
    })
    const headersAfter = performance.now() - began
    expect(await response.json()).toEqual(body)
    expect(performance.now() - began).toBeGreaterThan(90)
    expect(headersAfter).toBeLessThan(90)
  })

  test('can be combined with a deviation', async () => {
    await server.faults.add({ type: 'status', status: 503, next: 1 })
    await server.deviations.add('header/server-version', { operation: 'getProduct' })
    const { status, headers } = await call('/products/prod_123')
    expect([status, headers.get('server')]).toEqual([503, expect.any(String)])
  })
})

describe('the received requests', () => {
  test('are kept with everything that was sent, but no secret', async () => {
    await call('/products?limit=3&limit=4&name=a%20b', { headers: {} })
    await create('SEEN-1')
    const [read, written] = server.requests.list()
    expect(read).toMatchObject({
      number: 1,
      time: '2026-06-01T12:00:00.000Z',
      method: 'GET',
      path: '/api/products',
      operation: 'listProducts',
      tenant: 'tenant_nordwind',
      keyId: 'key_nordwind_administrator',
      key: 'NORDADMIN',
      query: { limit: ['3', '4'], name: 'a b' },
      body: null,
      status: 400,
      error: 'VALIDATION_ERROR',
      affectedBy: [],
    })
    expect(read?.headers['authorization']).toBe('Bearer bdk_demo_NORDADMIN_[redacted]')
    // As sent: the defaults of the contract are not part of it.
    expect(written).toMatchObject({ operation: 'createProduct', status: 201, error: null, body: { sku: 'SEEN-1', name: 'SEEN-1' } })
    expect(Object.keys(written?.body as object)).toEqual(['sku', 'name'])
    expect(JSON.stringify(server.requests.list())).not.toContain(server.keys.nordwind.administrator.slice(-20))
  })

  test('do not repeat a secret from other places', async () => {
    const key = server.keys.nordwind.administrator
    await fetch(`${server.baseUrl}/products?key=${key}`, { headers: { authorization: 'Basic dXNlcjpwYXNz', cookie: 'session=secret' } })
    await call('/products', { method: 'POST', body: JSON.stringify({ sku: key, name: 'x' }) })
    const text = JSON.stringify(server.requests.list())
    for (const secret of [key, 'dXNlcjpwYXNz', 'session=secret']) expect(text).not.toContain(secret)
    expect(server.requests.list()[0]?.headers).toMatchObject({ authorization: 'Basic [redacted]', cookie: '[redacted]' })
  })

  test('can be asked by operation, key, status, method, path and time', async () => {
    await call('/products', { key: server.keys.nordwind.reader })
    server.clock.advance('1m')
    await create('ASKED')
    await create('ASKED')
    await call('/nowhere')
    const { requests } = server
    expect(requests.count()).toBe(4)
    expect(requests.count({ operation: 'createProduct' })).toBe(2)
    expect(requests.count({ operation: 'createProduct', status: 201 })).toBe(1)
    expect(requests.count({ key: 'NORDREADER' })).toBe(1)
    expect(requests.count({ key: 'key_nordwind_reader' })).toBe(1)
    expect(requests.count({ method: 'post' })).toBe(2)
    expect([requests.count({ path: '/products' }), requests.count({ path: '/api/products' })]).toEqual([3, 3])
    expect(requests.count({ since: noon + 1 })).toBe(3)
    expect(requests.last({ path: '/nowhere' })).toMatchObject({ operation: null, status: 404, error: 'NOT_FOUND' })
    expect(requests.clear()).toBe(4)
    expect(requests.list()).toEqual([])
    expect(() => requests.list({ operation: 'nothing' as OperationId })).toThrow('Unknown operation "nothing"')
  })

  test('are kept up to a bound, which is stated', { timeout: 30_000 }, async () => {
    const key = 'bdk_demo_UNKNOWN_x'
    for (let batch = 0; batch < 20; batch++) await Promise.all(times(51).map(() => call('/products', { key })))
    expect([server.requests.count(), server.requests.dropped]).toEqual([1000, 20])
    expect(server.requests.list()[0]?.number).toBe(21)
  })
})

describe('rate limits', () => {
  test('are readable for each key and address, and can be reset', async () => {
    const { administrator, reader } = server.keys.nordwind
    await statuses([call('/products'), call('/products'), call('/products', { key: reader }), call('/products', { key: 'bad' })])
    const [minute, hour] = (await server.limits.list({ key: administrator }))[0]?.windows ?? []
    expect(minute).toEqual({ seconds: 60, limit: 100, used: 2, remaining: 98, resetAt: '2026-06-01T12:01:00.000Z' })
    expect(hour).toMatchObject({ seconds: 3600, limit: 1000, used: 2 })
    expect((await server.limits.list()).map(({ keyId, tenant, address }) => [keyId, tenant, address])).toEqual(
      expect.arrayContaining([
        ['key_nordwind_administrator', 'tenant_nordwind', null],
        ['key_nordwind_reader', 'tenant_nordwind', null],
        [null, null, '127.0.0.1'],
      ]),
    )
    expect(await server.limits.reset({ key: 'NORDADMIN' })).toBe(1)
    expect((await call('/products')).headers.get('x-ratelimit-remaining')).toBe('99')
    expect((await call('/products', { key: reader })).headers.get('x-ratelimit-remaining')).toBe('98')
    expect(await server.limits.reset()).toBe(3)
    await expect(server.limits.list({ key: 'NOBODY' })).rejects.toThrow('Expected the public id or the id of a key, got "NOBODY".')
  })
})

describe('a data set', () => {
  const key = 'bdk_test_ACME_4hK9vQm2XwT7cZr8LbYs6NfJd3GpE5uAiR01'
  const acme: DataSet = {
    tenants: [
      {
        slug: 'acme',
        keys: [{ key }, { name: 'Reader', scopes: ['products.read'] }],
        locations: [{ name: 'Main', bins: ['A-1'] }, { name: 'Store' }],
        reasonCodes: [{ code: 'FOUND' }],
        channels: [{ id: 'WEB' }],
        products: [
          { id: 'prod_vest', sku: 'VEST-1', name: 'Safety Vest', lotTracked: true },
          { sku: 'HAT-1', name: 'Hat' },
        ],
        stock: [
          { product: 'VEST-1', location: 'Main', bin: 'A-1', lot: { number: 'L1', expiryDate: '2027-01-01' }, quantity: 40, reserved: 2 },
          { product: 'HAT-1', location: 'Main', quantity: 10 },
        ],
        requests: [
          {
            as: 'transfer',
            operation: 'createTransfer',
            body: {
              sourceLocationId: { ref: 'Main' },
              destLocationId: { ref: 'Store' },
              lines: [{ productMasterId: { ref: 'HAT-1' }, quantity: 3 }],
            },
          },
          { operation: 'updateTransfer', params: { transferId: { ref: 'transfer' } as never }, body: { status: 'PENDING' } },
        ],
      },
    ],
  }

  test('adds tenants with keys and resources of every group', async () => {
    const { tenants } = await server.load(acme)
    expect(tenants[0]).toMatchObject({
      id: 'tenant_acme',
      keys: [key, expect.stringMatching(/^bdk_live_/)],
      ids: { 'VEST-1': 'prod_vest' },
    })
    const stock = (await call('/inventory', { key })).body.data as {
      globalSku: string
      quantityOnHand: number
      quantityAvailable: number
    }[]
    expect(stock.map((each) => [each.globalSku, each.quantityOnHand, each.quantityAvailable]).sort()).toEqual([
      ['HAT-1', 10, 7],
      ['VEST-1', 40, 38],
    ])
    const transfer = await call(`/inventory/transfers/${tenants[0]?.ids['transfer'] ?? ''}`, { key })
    expect(transfer.body.data.status).toBe('PENDING')
    expect((await call('/products', { key: tenants[0]?.keys[1] ?? '' })).body.pagination.total).toBe(2)
    // The demo data remain.
    expect((await call('/products')).status).toBe(200)
  })

  test('replaces all data, until the next reset', async () => {
    await server.load(acme, { replace: true })
    expect((await call('/products', { key })).status).toBe(200)
    expect((await call('/products')).body.details.reason).toBe('INVALID_API_KEY')
    await server.reset()
    expect((await call('/products')).status).toBe(200)
    expect((await call('/products', { key })).status).toBe(401)
  })

  const [tenant] = acme.tenants
  const faulty = (change: object) => ({ tenants: [{ ...tenant, ...change }] })
  test.each([
    [{}, 'Invalid data set: /tenants must be present.', '/tenants'],
    [faulty({ colour: 'red' }), '/tenants/0/colour', '/tenants/0/colour'],
    [faulty({ products: [{ sku: 'A' }] }), '/tenants/0/products/0/name must be present', '/tenants/0/products/0/name'],
    [
      faulty({
        products: [
          { sku: 'A', name: 'A' },
          { sku: 'A', name: 'B' },
        ],
      }),
      'A product with this SKU already exists',
      '/tenants/0/products/1',
    ],
    [faulty({ stock: [{ product: 'NONE', location: 'Main', quantity: 1 }] }), 'got "NONE"', '/tenants/0/stock/0/product'],
    [
      faulty({ stock: [{ product: 'HAT-1', location: 'Main', quantity: 1, reserved: 2 }] }),
      'at least the reserved',
      '/tenants/0/stock/0/quantity',
    ],
    [faulty({ requests: [{ operation: 'createNothing' }] }), 'must be an operation of the contract', '/tenants/0/requests/0/operation'],
    [faulty({ requests: [{ operation: 'listProducts' }] }), 'must be a write', '/tenants/0/requests/0/operation'],
    [
      faulty({ requests: [{ operation: 'createProduct', body: { sku: 1 } }] }),
      '/tenants/0/requests/0/body',
      '/tenants/0/requests/0/body/sku',
    ],
    [
      faulty({ requests: [{ operation: 'updateProduct', params: { productId: { ref: 'x' } }, body: {} }] }),
      'defined before, got "x"',
      '/tenants/0/requests/0/params/productId/ref',
    ],
    [
      faulty({ requests: [{ operation: 'updateProduct', params: { productId: 'prod_none' }, body: { name: 'n' } }] }),
      'No such resource',
      '/tenants/0/requests/0',
    ],
    [{ tenants: [tenant, tenant] }, 'must differ from what exists', '/tenants/1/slug'],
    [faulty({ keys: [{ key: 'bdk_demo_NORDADMIN_x1' }] }), 'must differ from what exists in publicId', '/tenants/0/keys/0'],
  ])('that is invalid is refused as a whole, with the place: %#', async (data, message, place) => {
    for (const replace of [false, true]) {
      if (replace && message.includes('publicId')) continue
      const error: unknown = await server.load(data as DataSet, { replace }).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(ControlError)
      expect((error as ControlError).message).toContain(message)
      expect((error as ControlError).issues.map(({ path }) => path)).toContain(place)
    }
    expect((await call('/products', { key })).status).toBe(401)
    expect((await call('/products')).status).toBe(200)
  })

  test('can be what a server starts with', async () => {
    const own = await startReferenceServer({ data: acme })
    expect(own.loaded?.tenants[0]?.keys[0]).toBe(key)
    expect((await call('/products', { key }, own)).body.pagination.total).toBe(2)
    await own.reset()
    expect((await call('/products', { key }, own)).body.pagination.total).toBe(2)
    await own.close()
  })
})

describe('several servers in one process', () => {
  test('have nothing in common, and the same ids with the same seed', async () => {
    const [one, two] = await Promise.all([1, 1].map((seed) => startReferenceServer({ seed, clock: noon })))
    if (one === undefined || two === undefined) throw new Error('expected two servers')
    await call('/products', {}, two)
    const made = await create('TWIN', one)
    expect((await call('/products?sku=TWIN', {}, two)).body.data).toEqual([])
    expect((await create('TWIN', two)).body.data.id).toBe(made.body.data.id)
    one.clock.advance('1h')
    await one.faults.add({ type: 'status', status: 503 })
    expect([two.clock.now(), (await call('/products', {}, two)).status]).toEqual([noon, 200])
    await Promise.all([one.close(), two.close()])
    await expect(fetch(one.baseUrl)).rejects.toThrow()
  })

  test('end with their block', async () => {
    let address = ''
    {
      const disposable = await startReferenceServer()
      address = disposable.baseUrl
      await disposable[Symbol.asyncDispose]()
    }
    await expect(fetch(address)).rejects.toThrow()
  })
})

test.each([
  [{ clock: 'noon' }, 'Expected a time as the clock, such as 2026-06-01T12:00:00Z, got "noon".'],
  [{ deviations: ['none/such'] }, 'Unknown deviation "none/such".'],
  [{ data: { tenants: [] } }, 'Invalid data set: /tenants'],
])('a server with the option %j does not start', async (options, message) => {
  await expect(startReferenceServer(options)).rejects.toThrow(message)
})

/**
 * Tests of a client against the server of the global set-up. Each test begins with the same data, time and ids, and brings about what is hard to
 * bring about elsewhere: an outage, an expired key, a used-up limit, a server with a fault.
 */
import createClient from 'openapi-fetch'
import { beforeEach, describe, expect, inject, test } from 'vitest'
import { Scm, ScmError, successOf, type Product } from './client.ts'
import type { ControlPaths } from './server.ts'

const baseUrl = inject('apiUrl')
const { nordwind, suedlicht } = inject('keys')
const control = createClient<ControlPaths>({ baseUrl: inject('controlUrl') })

/** Times that the client wanted to wait, in milliseconds. The clock of the server moves instead, so that no test waits. */
let waits: number[] = []
const wait = async (milliseconds: number) => {
  waits.push(milliseconds)
  await control.POST('/clock/advance', { body: { by: milliseconds } })
}
const clientOf = (key: string, attempts = 3) => new Scm(baseUrl, key, { attempts, wait })
const scm = clientOf(nordwind.administrator)

/** How often an operation was called, and the latest call. */
async function calls(operation: string) {
  const { data } = await control.GET('/requests', { params: { query: { operation } } })
  return { count: data?.count ?? 0, latest: data?.requests.at(-1) }
}

/** The error of a call that must fail. */
async function errorOf(call: Promise<unknown>): Promise<ScmError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ScmError) return error
  throw new Error(`expected an error of the API, got ${String(error)}`)
}

const getProduct = async (productId: string, from = scm) =>
  successOf(await from.api.GET('/products/{productId}', { params: { path: { productId } } })).data
const createProduct = async (sku: string, from = scm) => successOf(await from.api.POST('/products', { body: { sku, name: sku } })).data
const listProducts = async (from = scm) => successOf(await from.api.GET('/products'))

async function collect(from = scm): Promise<Product[]> {
  const all: Product[] = []
  for await (const product of from.products()) all.push(product)
  return all
}

beforeEach(async () => {
  waits = []
  await control.POST('/reset')
})

describe('the client', () => {
  test('sends what it is asked to send', async () => {
    await createProduct('VEST-1')
    const { latest } = await calls('createProduct')
    expect(latest).toMatchObject({ method: 'POST', path: '/api/products', status: 201, body: { sku: 'VEST-1', name: 'VEST-1' } })
    // The secret of a key is not in the list of received requests.
    expect(latest?.headers).toMatchObject({ authorization: 'Bearer bdk_demo_NORDADMIN_[redacted]', 'content-type': 'application/json' })
  })

  test('gets the same id in every run, because the server has a seed', async () => {
    const { id, createdAt } = await createProduct('VEST-1')
    await control.POST('/reset')
    expect(await createProduct('VEST-1')).toMatchObject({ id, createdAt })
    expect(createdAt).toBe('2026-06-01T12:00:00Z')
  })

  test('creates a product once, however often it is asked to', async () => {
    const first = await scm.ensureProduct({ sku: 'VEST-1', name: 'Vest' })
    const second = await scm.ensureProduct({ sku: 'VEST-1', name: 'Vest' })
    expect(second).toEqual(first)
    expect((await calls('createProduct')).count).toBe(2)
  })
})

describe('reading all pages', () => {
  test('returns every product once, with as few requests as possible', async () => {
    const products = await collect()
    const { pagination } = await listProducts()
    expect(new Set(products.map(({ id }) => id)).size).toBe(pagination.total)
    expect((await calls('listProducts')).count).toBe(Math.ceil(pagination.total / 100) + 1)
  })

  test('sees products of its own tenant only', async () => {
    const [ours, theirs] = [await collect(), await collect(clientOf(suedlicht.reader))]
    expect(ours.filter(({ id }) => theirs.some((each) => each.id === id))).toEqual([])
  })

  test('goes on after an outage in the middle', async () => {
    const whole = await collect()
    await control.POST('/faults', { body: { type: 'status', status: 503, operation: 'listProducts', next: 2 } })
    expect(await collect()).toEqual(whole)
  })

  test('ends if there is nothing', async () => {
    const { data } = await control.POST('/data', { body: { tenants: [{ slug: 'empty', keys: [{}] }] } })
    expect(await collect(clientOf(data?.tenants[0]?.keys[0] ?? ''))).toEqual([])
  })
})

describe('a request that is not processed', () => {
  test('is repeated after 503, as late as the server says', async () => {
    await control.POST('/faults', { body: { type: 'status', status: 503, retryAfter: 4, next: 2 } })
    await createProduct('VEST-1')
    expect(waits).toEqual([4000, 4000])
    expect((await calls('createProduct')).count).toBe(3)
  })

  test('is given up after the last attempt', async () => {
    await control.POST('/faults', { body: { type: 'status', status: 503 } })
    const { details } = await errorOf(listProducts())
    expect(details.code).toBe('SERVICE_UNAVAILABLE')
    expect((await calls('listProducts')).count).toBe(3)
  })

  test('is repeated after 429, when the window of the rate limit ends', async () => {
    const reader = clientOf(nordwind.reader)
    await Promise.all(Array.from({ length: 100 }, () => listProducts(reader)))
    await listProducts(reader)
    expect(waits).toEqual([60_000])
  })

  test('leaves the limit of other keys alone', async () => {
    await Promise.all(Array.from({ length: 100 }, () => listProducts(clientOf(nordwind.reader))))
    await listProducts()
    expect(waits).toEqual([])
    const { data } = await control.GET('/limits', { params: { query: { key: 'NORDREADER' } } })
    expect(data?.limits[0]?.windows[0]).toMatchObject({ limit: 100, used: 100, remaining: 0 })
  })
})

describe('a connection that is lost', () => {
  test('is no problem for a read', async () => {
    await control.POST('/faults', { body: { type: 'drop', at: 'headers', operation: 'getProduct', next: 1 } })
    await expect(getProduct('prod_123')).rejects.toThrow()
    await control.POST('/faults', { body: { type: 'drop', at: 'response', operation: 'getProduct', next: 2 } })
    expect((await getProduct('prod_123')).id).toBe('prod_123')
    expect(waits).toEqual([1000, 2000])
  })

  test('is an error for a creation, which may have happened', async () => {
    await control.POST('/faults', { body: { type: 'drop', at: 'response', operation: 'createProduct', next: 1 } })
    await expect(createProduct('VEST-1')).rejects.toThrow('fetch failed')
    expect((await calls('createProduct')).latest?.status).toBe(201)
    // It did happen, so the client looks for the product instead of creating it again.
    expect((await scm.ensureProduct({ sku: 'VEST-1', name: 'Vest' })).name).toBe('VEST-1')
  })

  test('may also mean that nothing has happened', async () => {
    await control.POST('/faults', { body: { type: 'drop', at: 'request', operation: 'createProduct', next: 1 } })
    await expect(createProduct('VEST-1')).rejects.toThrow('fetch failed')
    expect((await calls('createProduct')).latest?.status).toBeNull()
    expect((await scm.ensureProduct({ sku: 'VEST-1', name: 'Vest' })).name).toBe('Vest')
  })
})

describe('a slow server', () => {
  test('does not stop a client with a time limit from going on', async () => {
    await control.POST('/faults', { body: { type: 'latency', delay: 2000, operation: 'listProducts', next: 1 } })
    const call = scm.api.GET('/products', { signal: AbortSignal.timeout(50) })
    await expect(call).rejects.toThrow(/timeout|aborted/i)
    expect((await listProducts()).data).toHaveLength(20)
  })

  test('sends a body in pieces, which arrives as a whole', async () => {
    const { data } = await listProducts()
    await control.POST('/faults', { body: { type: 'slow-body', duration: 60, next: 1 } })
    expect((await listProducts()).data).toEqual(data)
  })
})

describe('an error', () => {
  test('of validation lists every invalid part', async () => {
    const { status, details } = await errorOf(createProduct(''))
    expect([status, details.code]).toEqual([400, 'VALIDATION_ERROR'])
    const issues = details.code === 'VALIDATION_ERROR' ? details.issues : []
    expect(new Set(issues.map((issue) => issue.path))).toEqual(new Set(['/sku', '/name']))
  })

  test.each([
    ['expired', nordwind.expired, 'EXPIRED_API_KEY'],
    ['revoked', nordwind.revoked, 'REVOKED_API_KEY'],
    ['unknown', 'bdk_demo_NOBODY_x', 'INVALID_API_KEY'],
  ])('of authentication says that the key is %s', async (_, key, reason) => {
    const { status, details } = await errorOf(listProducts(clientOf(key)))
    expect([status, details]).toEqual([401, expect.objectContaining({ code: 'UNAUTHORIZED', reason })])
  })

  test('of authentication comes as soon as a key expires', async () => {
    const { plaintextKey } = successOf(
      await scm.api.POST('/admin/api-keys', {
        body: { name: 'Night shift', scopes: ['products.read'], expiresAt: '2026-06-01T20:00:00Z' },
      }),
    ).data
    const nightShift = clientOf(plaintextKey)
    await listProducts(nightShift)
    await control.POST('/clock/advance', { body: { by: '8h' } })
    expect((await errorOf(listProducts(nightShift))).details).toMatchObject({ reason: 'EXPIRED_API_KEY' })
  })

  test('of authorization names the missing permission', async () => {
    const { status, details } = await errorOf(createProduct('VEST-1', clientOf(nordwind.reader)))
    expect([status, details]).toEqual([403, expect.objectContaining({ code: 'FORBIDDEN', requiredPermissions: ['products.write'] })])
  })

  test('of an unknown resource is the same for one of another tenant', async () => {
    const errors = [await errorOf(getProduct('prod_none')), await errorOf(getProduct('prod_123', clientOf(suedlicht.reader)))]
    expect(errors.map(({ status, details }) => [status, details.code])).toEqual([
      [404, 'NOT_FOUND'],
      [404, 'NOT_FOUND'],
    ])
  })

  test('of a conflict has its reason', async () => {
    await createProduct('VEST-1')
    const { status, details } = await errorOf(createProduct('VEST-1'))
    expect([status, details]).toEqual([409, expect.objectContaining({ code: 'CONFLICT', reason: 'DUPLICATE' })])
  })

  test('of the server has a request id for its support', async () => {
    await control.POST('/faults', { body: { type: 'status', status: 500, next: 1 } })
    const { status, details } = await errorOf(listProducts())
    expect([status, details.code]).toEqual([500, 'INTERNAL_ERROR'])
    expect(details.requestId).toBe((await calls('listProducts')).latest?.requestId)
  })

  test('of the rate limit says when to come back', async () => {
    await control.POST('/faults', { body: { type: 'status', status: 429, retryAfter: 30, next: 1 } })
    const { details } = await errorOf(listProducts(clientOf(nordwind.administrator, 1)))
    expect(details).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', retryAfterSeconds: 30 })
  })
})

describe('a server that violates the contract', () => {
  test('with another page size is no problem, because the client asks for one', async () => {
    const whole = await collect()
    await control.POST('/deviations', { body: { name: 'pagination/default-page-size-50', operation: 'listProducts' } })
    expect(await collect()).toEqual(whole)
  })

  test('is one for the next two requests only, and correct again afterwards', async () => {
    await control.POST('/deviations', { body: { name: 'pagination/default-page-size-50', operation: 'listProducts', next: 2 } })
    const sizes = []
    for (let call = 0; call < 3; call++) sizes.push((await listProducts()).pagination.pageSize)
    expect(sizes).toEqual([50, 50, 20])
  })

  test('with an error as text does not confuse the client', async () => {
    await control.POST('/deviations', { body: { name: 'error/unauthorized-as-text', next: 1 } })
    await expect(listProducts(clientOf('bdk_demo_NOBODY_x'))).rejects.toThrow()
  })

  test('for one key leaves other keys alone', async () => {
    await control.POST('/deviations', { body: { name: 'pagination/default-page-size-50', key: 'NORDREADER' } })
    const sizes = await Promise.all(
      [nordwind.reader, nordwind.administrator].map(async (key) => (await listProducts(clientOf(key))).pagination.pageSize),
    )
    expect(sizes).toEqual([50, 20])
  })
})

describe('a snapshot', () => {
  test('saves the preparation that several tests need', async () => {
    await createProduct('PREPARED')
    await control.POST('/snapshots', { body: { name: 'prepared' } })
    for (const attempt of [1, 2]) {
      await control.POST('/snapshots/{name}/restore', { params: { path: { name: 'prepared' } } })
      await createProduct('AGAIN')
      expect((await scm.ensureProduct({ sku: 'PREPARED', name: 'Other' })).name, `attempt ${attempt}`).toBe('PREPARED')
    }
  })
})

import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { contract, type OperationId } from '../spec/contract.ts'
import { openFixture, type Answer, type Fixture } from './testing/fixture.ts'

// An instance of its own, which knows nothing of the server's.
const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(contract.document, 'contract')

function expectDocumented(id: OperationId, { status, headers, body }: Answer): void {
  const response = contract.operations[id].responses[status]
  if (response === undefined) throw new Error(`${id} answered ${status}, which the contract does not document`)
  const valid = (pointer: string, value: unknown) => {
    const validate = ajv.compile({ $ref: `contract#${encodeURI(pointer)}` })
    validate(value)
    return validate.errors ?? []
  }
  expect(valid(response.pointer, body)).toEqual([])
  for (const { name, required, pointer, schema } of response.headers) {
    const text = headers[name.toLowerCase()]
    if (text === undefined) expect([name, required]).toEqual([name, false])
    else expect([name, valid(pointer, schema.type === 'integer' ? Number(text) : text)]).toEqual([name, []])
  }
}

let fixture: Fixture

describe('the operations', () => {
  beforeAll(async () => {
    fixture = await openFixture()
  })
  afterAll(() => fixture.close())

  const call = async (id: OperationId, ...[method, url, options]: Parameters<Fixture['call']>) => {
    const answer = await fixture.call(method, url, options)
    expectDocumented(id, answer)
    return answer
  }

  it('create, read, list, change and delete a product as documented', async () => {
    const created = await call('createProduct', 'POST', '/api/products', { payload: { sku: 'SKU-1', name: 'Trekking Pole' } })
    expect(created.status).toBe(201)
    const location = created.headers['location'] ?? ''
    expect(location).toBe(`/api/products/${created.body.data.id}`)
    expect((await call('getProduct', 'GET', location)).body).toEqual(created.body)
    const listed = await call('listProducts', 'GET', '/api/products?sku=SKU-1')
    expect(listed.body).toEqual({ data: [created.body.data], pagination: { page: 1, pageSize: 20, total: 1, totalPages: 1 } })
    const changed = await call('updateProduct', 'PATCH', location, { payload: { name: 'Pole' } })
    expect(changed.body.data).toMatchObject({ ...created.body.data, name: 'Pole' })
    expect((await call('deleteProduct', 'DELETE', location)).body.data.id).toBe(created.body.data.id)
    expect((await call('getProduct', 'GET', location)).status).toBe(404)
  })

  it('refuse a second product of the same SKU', async () => {
    const payload = { sku: 'SKU-TWICE', name: 'Pole' }
    await call('createProduct', 'POST', '/api/products', { payload })
    const { status, body } = await call('createProduct', 'POST', '/api/products', { payload })
    expect([status, body.details.reason]).toEqual([409, 'DUPLICATE'])
  })

  it('set stock, and list it, as documented', async () => {
    const tenant = fixture.store.forTenant('tenant_a')
    await fixture.addProduct('tenant_a', { id: 'prod_stock' })
    await tenant.locations.insert({ id: 'loc_1', name: 'Hamburg warehouse' })
    await tenant.reasonCodes.insert({ id: 'reason_1', code: 'CYCLE_COUNT', label: 'Cycle Count', description: null })
    await tenant.inventory.insert({
      id: 'item_1',
      productMasterId: 'prod_stock',
      locationId: 'loc_1',
      lotId: null,
      binId: null,
      quantityReserved: 2,
      quantityOnHold: 0,
      quantityPicked: 0,
      lastCountedAt: null,
      updatedAt: '2026-06-01T08:00:00Z',
    })
    const adjust = (newQtyOnHand: number, inventoryItemId = 'item_1') =>
      call('createAdjustment', 'POST', '/api/inventory/adjustments', {
        payload: { inventoryItemId, newQtyOnHand, reasonCodeId: 'reason_1' },
      })

    const adjusted = await adjust(10)
    expect(adjusted.status).toBe(201)
    expect(adjusted.headers['location']).toBe(`/api/inventory/adjustments?id=${adjusted.body.data.transaction.id}`)
    expect((await call('listInventory', 'GET', '/api/inventory?locationId=loc_1')).body.data).toMatchObject([
      { quantityOnHand: 10, quantityAvailable: 8 },
    ])
    const short = await adjust(1)
    expect([short.status, short.body.details.reason]).toEqual([409, 'INSUFFICIENT_STOCK'])
    const unknown = await adjust(1, 'item_unknown')
    expect([unknown.status, unknown.body.details.reason, unknown.body.details.issues[0].path]).toEqual([
      400,
      'UNKNOWN_REFERENCE',
      '/inventoryItemId',
    ])
    expect((await call('deleteProduct', 'DELETE', '/api/products/prod_stock')).body.details.reason).toBe('IN_USE')
  })

  it('create, list, change, rotate and revoke a key as documented, and each takes effect at once', async () => {
    const created = await call('createApiKey', 'POST', '/api/admin/api-keys', { payload: { name: 'Reader', scopes: ['products.*'] } })
    expect(created.status).toBe(201)
    const { apiKey, plaintextKey } = created.body.data
    expect(created.headers['location']).toBe(`/api/admin/api-keys?id=${apiKey.id}`)
    expect((await call('listApiKeys', 'GET', created.headers['location'] ?? '')).body.data).toEqual([apiKey])
    expect((await call('listProducts', 'GET', '/api/products', { key: plaintextKey })).status).toBe(200)

    await call('updateApiKey', 'PATCH', `/api/admin/api-keys/${apiKey.id}`, { payload: { scopes: ['inventory.read'] } })
    expect((await call('listProducts', 'GET', '/api/products', { key: plaintextKey })).status).toBe(403)

    const rotated = await call('rotateApiKey', 'POST', `/api/admin/api-keys/${apiKey.id}/rotate`)
    expect((await call('listInventory', 'GET', '/api/inventory', { key: plaintextKey })).body.details.reason).toBe('INVALID_API_KEY')
    expect((await call('listInventory', 'GET', '/api/inventory', { key: rotated.body.data.plaintextKey })).status).toBe(200)

    await call('revokeApiKey', 'POST', `/api/admin/api-keys/${apiKey.id}/revoke`)
    const refused = await call('listInventory', 'GET', '/api/inventory', { key: rotated.body.data.plaintextKey })
    expect(refused.body.details.reason).toBe('REVOKED_API_KEY')
    expect((await call('revokeApiKey', 'POST', `/api/admin/api-keys/${apiKey.id}/revoke`)).body.details.reason).toBe('INVALID_STATE')
  })

  it('hand out no scope that the calling key does not have', async () => {
    const key = await fixture.addKey('KEEPER', { scopes: ['admin.keys.*', 'products.read'] })
    const { status, body } = await call('createApiKey', 'POST', '/api/admin/api-keys', {
      key,
      payload: { name: 'More', scopes: ['products.read', 'products.*', 'inventory.read', '*'] },
    })
    expect([status, body.details.reason]).toEqual([403, 'INSUFFICIENT_SCOPE'])
    expect(body.details.requiredPermissions).toEqual(['products.*', 'inventory.read', '*'])
    expect((await call('rotateApiKey', 'POST', '/api/admin/api-keys/key_ADMIN/rotate', { key })).status).toBe(403)
  })

  it('know nothing of another tenant: its ids are like unknown ones', async () => {
    await fixture.addProduct('tenant_a', { id: 'prod_hidden' })
    const key = await fixture.addKey('STRANGER', { tenantId: 'tenant_b', scopes: ['*'] })
    const reading = (id: string) => fixture.call('GET', `/api/products/${id}`, { key })
    const [hidden, unknown] = [await reading('prod_hidden'), await reading('prod_unknown')]
    const anonymous = ({ status, headers, text }: Answer) => [status, text.replace(headers['x-request-id'] ?? '', '')]
    expect(anonymous(hidden)).toEqual(anonymous(unknown))
    expect(hidden.status).toBe(404)
    expect((await fixture.call('DELETE', '/api/products/prod_hidden', { key })).status).toBe(404)
    expect((await fixture.call('POST', '/api/admin/api-keys/key_ADMIN/revoke', { key })).status).toBe(404)
    expect((await call('listProducts', 'GET', '/api/products', { key })).body.pagination.total).toBe(0)
    expect((await fixture.call('GET', '/api/products/prod_hidden')).status).toBe(200)
  })
})

describe('the assembly', () => {
  afterEach(() => fixture.close())

  it('takes another step, handler or store instead of its own', async () => {
    fixture = await openFixture({
      assemble: ({ steps, handlers, store, ...parts }) => ({
        ...parts,
        steps: { ...steps, stateLimits: ({ headers }) => void (headers['X-RateLimit-Limit'] = 'none') },
        handlers: {
          ...handlers,
          getProduct: async (input) => {
            const { data } = await handlers.getProduct(input)
            return { status: 200, data: { ...data, name: `${data.name} of another handler` } }
          },
        },
        store: {
          ...store,
          findKey: async (publicId) => {
            const key = await store.findKey(publicId)
            return key && { ...key, scopes: ['products.read'] }
          },
        },
      }),
    })
    await fixture.addProduct('tenant_a', { id: 'prod_1', name: 'Pole' })
    const { headers, body } = await fixture.call('GET', '/api/products/prod_1')
    expect(headers['x-ratelimit-limit']).toBe('none')
    expect(headers).not.toHaveProperty('x-ratelimit-reset')
    expect(body.data.name).toBe('Pole of another handler')
    expect((await fixture.call('DELETE', '/api/products/prod_1')).status).toBe(403)
  })

  it('shares nothing between two applications', async () => {
    fixture = await openFixture({ limits: { perMinute: 1 } })
    const other = await openFixture({ limits: { perMinute: 1 } })
    await fixture.call('GET', '/api/products')
    expect((await fixture.call('GET', '/api/products')).status).toBe(429)
    expect((await other.call('GET', '/api/products')).status).toBe(200)
    await other.close()
  })
})

describe('a failure of the server', () => {
  const secret = 'bdk_live_LEAK_secretsecretsecret'
  const fail = () => {
    throw new Error(`SQLITE_IOERR while looking for ${secret}`)
  }
  afterEach(() => fixture.close())

  it.each(['handle', 'authenticate', 'envelop'] as const)(
    'in %s is answered 500 without particulars, and logged with them',
    async (step) => {
      let failed = false
      fixture = await openFixture({
        assemble: (parts) => ({
          ...parts,
          steps: {
            ...parts.steps,
            [step]: (...args: Parameters<(typeof parts.steps)[typeof step]>) => {
              if (failed) return parts.steps[step](...args)
              failed = true
              return fail()
            },
          },
        }),
      })
      const { status, headers, body } = await fixture.call('GET', '/api/products')
      expect(status).toBe(500)
      expect(body).toEqual({
        error: 'The server failed to process the request.',
        details: { code: 'INTERNAL_ERROR', requestId: headers['x-request-id'] },
      })
      expect(headers).toMatchObject({ 'x-ratelimit-limit': '100000', 'x-ratelimit-remaining': expect.any(String) })
      const logged = fixture.log.map((line) => JSON.parse(line)).find(({ level }) => level === 50)
      expect(logged).toMatchObject({
        requestId: headers['x-request-id'],
        err: { message: 'SQLITE_IOERR while looking for bdk_live_LEAK_[redacted]' },
      })
      expect(logged.err.stack).toContain('at ')
      expect(fixture.log.join('')).not.toContain('secretsecret')
    },
  )
})

describe('a failure that not even a failure can be answered for', () => {
  const fail = () => {
    throw new Error('there is no way out')
  }
  afterEach(() => fixture.close())

  it('ends the connection, and nothing else', async () => {
    let broken = true
    fixture = await openFixture({
      assemble: (parts) => ({
        ...parts,
        steps: { ...parts.steps, envelop: (...args) => (broken ? fail() : parts.steps.envelop(...args)) },
      }),
    })
    expect(await fixture.raw(['GET /api/products HTTP/1.1\r\nHost: x\r\n\r\n'])).toBe('')
    expect(await fixture.raw(['garbage\r\n\r\n'])).toBe('')
    broken = false
    expect((await fixture.call('GET', '/api/products')).status).toBe(200)
  })

  it('does not answer twice what was answered already', async () => {
    fixture = await openFixture({ assemble: (parts) => ({ ...parts, steps: { ...parts.steps, record: fail } }) })
    expect((await fixture.call('GET', '/api/products')).status).toBe(200)
    expect(fixture.log.map((line) => JSON.parse(line).err?.message)).toEqual(['there is no way out'])
  })
})

describe('the log', () => {
  it('has one line for each request, and nothing secret in it', async () => {
    fixture = await openFixture()
    const before = fixture.log.length
    await fixture.addProduct('tenant_a', { id: 'prod_1' })
    const { headers } = await fixture.call('GET', '/api/products/prod_1?note=private', { headers: { 'x-note': 'private' } })
    await fixture.call('POST', '/api/products', { payload: { sku: 'private private' } })
    await fixture.call('GET', '/api/products/bdk_live_ABC_topsecret', { key: 'bdk_live_ABC_topsecret' })
    await fixture.call('GET', '/api/products/bdk%5Flive%5FABC%5Ftopsecret')
    await fixture.close()

    const lines = fixture.log.slice(before).map((line) => JSON.parse(line))
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatchObject({
      level: 30,
      msg: 'request',
      requestId: headers['x-request-id'],
      method: 'GET',
      operationId: 'getProduct',
      path: '/api/products/prod_1',
      status: 400,
      keyId: 'key_ADMIN',
      durationMs: expect.any(Number),
    })
    expect(lines.map(({ path, status }) => [path, status]).slice(1)).toEqual([
      ['/api/products', 400],
      ['/api/products/bdk_live_ABC_[redacted]', 401],
      ['/api/products/bdk_live_ABC_[redacted]', 404],
    ])
    const text = fixture.log.join('')
    for (const secret of ['private', 'topsecret', '0123456789abcdef', 'Bearer']) expect(text).not.toContain(secret)
  })
})

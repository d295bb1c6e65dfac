import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noon, openFixture, type Fixture } from '../testing/fixture.ts'

let fixture: Fixture
const challenge = 'Bearer realm="Better Data SCM API"'
const invalid = `${challenge}, error="invalid_token", error_description="The API key is malformed or unknown"`

beforeAll(async () => {
  fixture = await openFixture()
})
afterAll(() => fixture.close())

const list = (authorization?: string) =>
  fixture.call('GET', '/api/products', { key: null, headers: authorization === undefined ? {} : { authorization } })

describe('authentication', () => {
  it('wants an Authorization header, and says which', async () => {
    const { status, headers, body } = await list()
    expect(status).toBe(401)
    expect(headers['www-authenticate']).toBe(challenge)
    expect(body).toEqual({
      error: 'This request needs an API key in the Authorization header.',
      details: { code: 'UNAUTHORIZED', reason: 'MISSING_AUTHORIZATION', requestId: headers['x-request-id'] },
    })
  })

  it.each(['', 'Basic dXNlcjpwYXNz', 'Bearer', 'Bearer ', 'Bearerbdk_live_A_b', 'bdk_live_A_b'])(
    'does not take %j for a key, and reports no invalid token where none was sent',
    async (authorization) => {
      const { status, headers, body } = await list(authorization)
      expect(status).toBe(401)
      expect(body.details.reason).toBe('INVALID_API_KEY')
      expect(headers['www-authenticate']).toBe(challenge)
    },
  )

  it.each([
    'Bearer nonsense',
    'Bearer bdk_test_UNKNOWN_0123456789abcdefghijklmnopqrstuv',
    'Bearer bdk_test_ADMIN_0123456789abcdefghijklmnopqrstuV',
    'Bearer bdk_live_ADMIN_0123456789abcdefghijklmnopqrstuv',
    'Bearer bdk_test_ADMIN_0123456789abcdefghijklmnopqrstuv,bdk_test_ADMIN_x',
    'Bearer bdk_test_ADMIN_',
    `Bearer bdk_test_ADMIN_${'0'.repeat(5000)}`,
  ])('refuses %.80s', async (authorization) => {
    const { status, headers, body } = await list(authorization)
    expect(status).toBe(401)
    expect(body.details.reason).toBe('INVALID_API_KEY')
    expect(headers['www-authenticate']).toBe(invalid)
  })

  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR  '])('takes the scheme as %j', async (scheme) => {
    const { status } = await list(`${scheme} bdk_test_ADMIN_0123456789abcdefghijklmnopqrstuv`)
    expect(status).toBe(200)
  })

  it('refuses a revoked key, also one that has expired since', async () => {
    const revoked = await fixture.addKey('REVOKED', { scopes: ['*'], revokedAt: '2026-05-01T00:00:00Z', expiresAt: '2026-05-02T00:00:00Z' })
    const { status, headers, body } = await list(`Bearer ${revoked}`)
    expect(status).toBe(401)
    expect(body.details.reason).toBe('REVOKED_API_KEY')
    expect(headers['www-authenticate']).toBe(`${challenge}, error="invalid_token", error_description="The API key has been revoked"`)
  })

  it('refuses a key from the moment on in which it expires', async () => {
    const key = await fixture.addKey('EXPIRING', { scopes: ['*'], expiresAt: '2026-06-01T12:00:01Z' })
    fixture.clock.now = noon + 999
    expect((await list(`Bearer ${key}`)).status).toBe(200)
    fixture.clock.now = noon + 1000
    const { status, headers, body } = await list(`Bearer ${key}`)
    expect(status).toBe(401)
    expect(body.details.reason).toBe('EXPIRED_API_KEY')
    expect(headers['www-authenticate']).toBe(`${challenge}, error="invalid_token", error_description="The API key has expired"`)
    fixture.clock.now = noon
  })

  it('tells nothing of a revoked key to who has a wrong secret of it', async () => {
    await fixture.addKey('SECRET', { revokedAt: '2026-05-01T00:00:00Z' })
    expect((await list('Bearer bdk_test_SECRET_wrong')).body.details.reason).toBe('INVALID_API_KEY')
  })

  it('does not look for a key in the query string', async () => {
    const query = '?api_key=bdk_test_ADMIN_0123456789abcdefghijklmnopqrstuv'
    expect((await fixture.call('GET', `/api/products${query}`, { key: null })).status).toBe(401)
    expect((await fixture.call('GET', `/api/products${query}`)).body.details.issues).toEqual([
      { in: 'query', path: 'api_key', message: 'is not a parameter of this operation' },
    ])
  })
})

describe('authorization', () => {
  it('names the permissions that the key lacks', async () => {
    const key = await fixture.addKey('READER', { scopes: ['products.read', 'inventory.*'] })
    const { status, body } = await fixture.call('DELETE', '/api/products/prod_1', { key })
    expect(status).toBe(403)
    expect(body.details).toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE', requiredPermissions: ['products.write'] })
  })

  it.each([
    [['products.read'], 200],
    [['products.*'], 200],
    [['*'], 200],
    [[], 403],
    [['inventory.*', 'products.write'], 403],
  ] as const)('with the scopes %j answers %i to a reader of products', async (scopes, status) => {
    const key = await fixture.addKey(`SCOPES${scopes.join('').replaceAll(/[.*]/g, 'x')}`, { scopes })
    expect((await fixture.call('GET', '/api/products', { key })).status).toBe(status)
  })

  it.each([
    ['192.0.2.1', ['192.0.2.1'], 200],
    ['192.0.2.1', ['198.51.100.7', '192.0.2.1'], 200],
    ['192.0.2.2', ['192.0.2.1'], 403],
    ['::ffff:192.0.2.1', ['192.0.2.1'], 200],
    ['2001:db8::1', ['2001:DB8:0:0:0:0:0:1'], 200],
    ['2001:db8::2', ['2001:db8::1', '192.0.2.1'], 403],
  ])('from %s with a key for %j answers %i', async (remoteAddress, allowedIps, status) => {
    const key = await fixture.addKey(`IP${Buffer.from(remoteAddress + allowedIps.join()).toString('hex')}`, { scopes: ['*'], allowedIps })
    const answer = await fixture.call('GET', '/api/products', { key, remoteAddress })
    expect(answer.status).toBe(status)
    if (status === 403) expect(answer.body.details).toMatchObject({ reason: 'IP_RESTRICTION', requiredPermissions: [] })
  })
})

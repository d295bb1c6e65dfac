import { afterEach, describe, expect, it } from 'vitest'
import { noon, openFixture, type Fixture } from '../testing/fixture.ts'

const second = noon / 1000
let fixture: Fixture
afterEach(() => fixture.close())

const limits = (headers: Readonly<Record<string, string>>) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers[`x-ratelimit-${name}`]))

describe('counting', () => {
  it('states in every answer what is left to the key', async () => {
    fixture = await openFixture({ limits: { perMinute: 3, perHour: 100 } })
    expect(limits((await fixture.call('GET', '/api/products')).headers)).toEqual([3, 2, second + 60])
    expect(limits((await fixture.call('GET', '/api/products/unknown')).headers)).toEqual([3, 1, second + 60])
    expect(limits((await fixture.call('PUT', '/api/nowhere')).headers)).toEqual([3, 0, second + 60])
  })

  it('answers 429 when nothing is left, until the window ends', async () => {
    fixture = await openFixture({ limits: { perMinute: 1, perHour: 100 } })
    await fixture.call('GET', '/api/products')
    fixture.clock.now = noon + 20_500
    const { status, headers, body } = await fixture.call('GET', '/api/products')
    expect(status).toBe(429)
    expect(limits(headers)).toEqual([1, 0, second + 60])
    expect(headers['retry-after']).toBe('40')
    expect(body).toEqual({
      error: 'The rate limit is reached.',
      details: { code: 'RATE_LIMIT_EXCEEDED', retryAfterSeconds: 40, requestId: headers['x-request-id'] },
    })
    fixture.clock.now = noon + 60_000
    expect((await fixture.call('GET', '/api/products')).status).toBe(200)
  })

  it('answers 429 by the hour too, and waits for it', async () => {
    fixture = await openFixture({ limits: { perMinute: 100, perHour: 2 } })
    for (let request = 0; request < 2; request += 1) await fixture.call('GET', '/api/products')
    const { status, headers } = await fixture.call('GET', '/api/products')
    expect(status).toBe(429)
    expect(limits(headers)).toEqual([2, 0, second + 3600])
    expect(headers['retry-after']).toBe('3600')
  })

  it('serves a key while another one is refused', async () => {
    fixture = await openFixture({ limits: { perMinute: 1 } })
    const other = await fixture.addKey('OTHER', { scopes: ['*'] })
    await fixture.call('GET', '/api/products')
    expect((await fixture.call('GET', '/api/products')).status).toBe(429)
    expect((await fixture.call('GET', '/api/products', { key: other })).status).toBe(200)
  })

  it('counts what has no valid key for its address, and refuses it with 429 instead of 401 when nothing is left', async () => {
    fixture = await openFixture({ limits: { anonymousPerMinute: 2 } })
    const anonymous = (key: string | null, remoteAddress: string) => fixture.call('GET', '/api/products', { key, remoteAddress })
    expect(limits((await anonymous(null, '192.0.2.1')).headers)).toEqual([2, 1, second + 60])
    expect(limits((await anonymous('bdk_live_A_b', '192.0.2.1')).headers)).toEqual([2, 0, second + 60])
    const { status, headers } = await anonymous(null, '192.0.2.1')
    expect(status).toBe(429)
    expect(headers['retry-after']).toBe('60')
    expect(headers).not.toHaveProperty('www-authenticate')
    expect((await anonymous(null, '192.0.2.2')).status).toBe(401)
    expect((await fixture.call('GET', '/api/products', { remoteAddress: '192.0.2.1' })).status).toBe(200)
  })

  it('counts a rotated key on: its windows belong to the key, not to its secret', async () => {
    fixture = await openFixture({ limits: { perMinute: 2 } })
    const rotating = await fixture.addKey('ROTATING', { scopes: ['*'] })
    const { body } = await fixture.call('POST', '/api/admin/api-keys/key_ROTATING/rotate', { key: rotating })
    expect(limits((await fixture.call('GET', '/api/products', { key: body.data.plaintextKey })).headers)).toEqual([2, 0, second + 60])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFixture, type Fixture } from '../testing/fixture.ts'
import { isProxy } from './client-address.ts'

test.each([
  ['127.0.0.1', true],
  ['10.0.0.0/8', true],
  ['2001:db8::/128', true],
  ['loopback', true],
  ['uniquelocal', true],
  ['10.0.0.0/33', false],
  ['10.0.0.0/8/8', false],
  ['10.0.0.0/', false],
  ['10.0.0.0/x', false],
  ['nginx', false],
  ['', false],
])('%j is a proxy: %s', (text, want) => {
  expect(isProxy(text)).toBe(want)
})

describe('the address of a client', () => {
  const client = '203.0.113.7'
  let fixtures: { readonly trusting: Fixture; readonly plain: Fixture }
  beforeAll(async () => {
    fixtures = {
      trusting: await openFixture({ trustedProxies: ['198.51.100.0/24', 'loopback'], limits: { anonymousPerMinute: 3 } }),
      plain: await openFixture(),
    }
    for (const each of Object.values(fixtures)) await each.addKey('ALLOWED', { scopes: ['*'], allowedIps: [client] })
  })
  afterAll(async () => {
    for (const each of Object.values(fixtures)) await each.close()
  })

  test.each<[what: string, server: keyof typeof fixtures, from: string, forwarded: string | undefined, status: number]>([
    ['is what a trusted proxy says', 'trusting', '198.51.100.1', client, 200],
    ['is that behind several trusted proxies', 'trusting', '127.0.0.1', `${client}, 198.51.100.2, 198.51.100.3`, 200],
    ['is the last one that is no proxy: the client may have sent the others', 'trusting', '198.51.100.1', `${client}, 192.0.2.9`, 403],
    ['is not what another client says', 'trusting', '192.0.2.9', client, 403],
    ['is not what any client says, if no proxy is trusted', 'plain', '198.51.100.1', client, 403],
    ['is that of the connection without the header', 'trusting', client, undefined, 200],
    ['is that of the proxy if the header has no address', 'trusting', '198.51.100.1', 'unknown', 403],
  ])('%s', async (_what, server, from, forwarded, status) => {
    const answer = await fixtures[server].call('GET', '/api/products', {
      key: 'bdk_test_ALLOWED_0123456789abcdefghijklmnopqrstuv',
      remoteAddress: from,
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    })
    expect(answer.status).toBe(status)
  })

  test('has a limit of its own without a key, behind the same proxy', async () => {
    const from = async (address: string) => {
      const headers = { 'x-forwarded-for': address }
      return (await fixtures.trusting.call('GET', '/api/products', { key: null, remoteAddress: '198.51.100.1', headers })).status
    }
    expect([await from(client), await from(client), await from(client), await from(client)]).toEqual([401, 401, 401, 429])
    expect(await from('203.0.113.8')).toBe(401)
  })
})

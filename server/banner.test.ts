import { expect, it } from 'vitest'
import { banner } from './banner.ts'

it('shows where the server is, and the keys in columns', () => {
  const settings = {
    host: 'x',
    port: 0,
    databaseUrl: ':memory:',
    logLevel: 'info',
    rateLimitPerMinute: 5,
    rateLimitPerHour: 50,
    cors: [],
    deviations: [],
  } as const
  expect(banner('http://127.0.0.1:4010', settings, { north: { administrator: 'bdk_a', none: 'bdk_b' }, southern: { none: 'bdk_c' } })).toBe(
    `Reference server of the Better Data SCM API

  base URL  http://127.0.0.1:4010/api
  database  :memory:
  limits    5 requests per minute and 50 per hour, per API key

Demo keys

  north     administrator  bdk_a
  north     none           bdk_b
  southern  none           bdk_c
`,
  )
})

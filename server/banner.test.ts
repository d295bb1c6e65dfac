import { expect, it } from 'vitest'
import { banner } from './banner.ts'

it('shows what a server for tests has besides, and no table without keys', () => {
  const settings = { databaseUrl: ':memory:', rateLimitPerMinute: 5, rateLimitPerHour: 50, cors: [], deviations: [], seed: 'x' }
  expect(banner({ origin: 'http://127.0.0.1:4010', control: 'http://127.0.0.1:4012' }, settings, {})).toBe(
    `Reference server of the Better Data SCM API

  base URL  http://127.0.0.1:4010/api
  page      http://127.0.0.1:4010/ (examples and keys)
  database  :memory:
  limits    5 requests per minute and 50 per hour, per API key
  seed      x (keys that are created can be predicted)
  CONTROL   http://127.0.0.1:4012 (no credentials; for tests only)
`,
  )
})

it('shows where the server is, and the keys in columns', () => {
  const settings = {
    databaseUrl: ':memory:',
    rateLimitPerMinute: 5,
    rateLimitPerHour: 50,
    cors: [],
    deviations: [],
  } as const
  expect(
    banner({ origin: 'http://127.0.0.1:4010' }, settings, {
      north: { administrator: 'bdk_a', none: 'bdk_b' },
      southern: { none: 'bdk_c' },
    }),
  ).toBe(
    `Reference server of the Better Data SCM API

  base URL  http://127.0.0.1:4010/api
  page      http://127.0.0.1:4010/ (examples and keys)
  database  :memory:
  limits    5 requests per minute and 50 per hour, per API key

Demo keys

  north     administrator  bdk_a
  north     none           bdk_b
  southern  none           bdk_c
`,
  )
})

it('shows where health checks are, if there are any', () => {
  const settings = { databaseUrl: ':memory:', rateLimitPerMinute: 5, rateLimitPerHour: 50, cors: [], deviations: [] }
  expect(banner({ origin: 'http://127.0.0.1:4010', health: 'http://127.0.0.1:9464' }, settings, {})).toContain(
    'per API key\n  health    http://127.0.0.1:9464/healthz, /readyz, /metrics\n',
  )
})

it('shows the reference pages and the file of a new database', () => {
  const settings = { databaseUrl: 'file:data/x.db', rateLimitPerMinute: 5, rateLimitPerHour: 50, cors: [], deviations: [], docs: true }
  expect(banner({ origin: 'http://127.0.0.1:4010' }, { ...settings, created: '/home/me/data/x.db' }, {})).toContain(
    `/ (examples and keys)
  docs      http://127.0.0.1:4010/docs/
  database  file:data/x.db (created: /home/me/data/x.db)
`,
  )
})

it('says that a control plane in Redis is that of all servers with it', () => {
  const settings = {
    databaseUrl: ':memory:',
    rateLimitPerMinute: 5,
    rateLimitPerHour: 50,
    cors: [],
    deviations: [],
    redisUrl: 'redis://:secret@cache:6379',
  }
  const text = banner({ origin: 'http://127.0.0.1:4010', control: 'http://127.0.0.1:4012' }, settings, {})
  expect(text).toContain('  counters  Redis at cache:6379\n')
  expect(text).toContain('  CONTROL   http://127.0.0.1:4012 (no credentials; for tests only; controls all servers with this Redis)\n')
  expect(text).not.toContain('secret')
})

/** Rate-limit counters in Redis: that they count as those in memory do, and together for any number of processes. */
import fc from 'fast-check'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findRedis, startRedis } from '../scripts/services/redis.ts'
import type { Service } from '../scripts/services/service.ts'
import { freePort } from '../scripts/support/free-port.ts'
import { startServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { createRateLimiter, type Windows } from '../server/http/rate-limiter.ts'
import { openSharedRateLimiter, type SharedRateLimiter } from '../server/limits/redis.ts'
import { patience, runs } from '../server/testing/property-runs.ts'
import { lacks } from './lacks.ts'

const key = demoKeys.nordwind.administrator
const headers = { Authorization: `Bearer ${key}` }
const noon = Date.UTC(2026, 5, 1, 12)
const minuteAndHour: Windows = [
  { seconds: 60, limit: 3 },
  { seconds: 3600, limit: 8 },
]

describe.skipIf(lacks('Redis', findRedis(), 'shared rate-limit counters are not tested'))('rate-limit counters in Redis', () => {
  let redis: Service
  let client: Redis
  const open: SharedRateLimiter[] = []
  const connected = async (clock: 'redis' | 'given'): Promise<SharedRateLimiter> => {
    const limiter = await openSharedRateLimiter(redis.url, clock)
    open.push(limiter)
    return limiter
  }
  beforeAll(async () => {
    // Nothing here ends Redis.
    redis = await startRedis({ appendfsync: 'off' })
    client = new Redis(redis.url)
  })
  beforeEach(async () => {
    await client.flushall()
  })
  afterAll(async () => {
    for (const limiter of open) limiter.close()
    client.disconnect()
    await redis.remove()
  })

  /** Takes the same of both limiters, and compares all that they tell. */
  async function compare(shared: SharedRateLimiter, windows: Windows, takes: readonly (readonly [subject: string, now: number])[]) {
    await client.flushall()
    const own = createRateLimiter()
    for (const [subject, now] of takes) expect(await shared.take(subject, windows, now)).toEqual(own.take(subject, windows, now))
    const bySubject = <Counts extends { readonly subject: string }>(all: readonly Counts[]) =>
      [...all].sort((a, b) => a.subject.localeCompare(b.subject))
    const now = takes.at(-1)?.[1] ?? 0
    expect(bySubject(await shared.counts(now))).toEqual(bySubject(own.counts(now)))
  }
  const subject = fc.constantFrom('key tenant_a key_1', 'key tenant_a key_2', 'address 192.0.2.1')

  test(
    'count like those in memory while the time passes',
    async () => {
      const shared = await connected('given')
      const pauses = fc.oneof(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 70_000 }), fc.integer({ min: 0, max: 4_000_000 }))
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(subject, pauses), { minLength: 1, maxLength: 40 }), async (steps) => {
          let now = noon
          await compare(
            shared,
            minuteAndHour,
            steps.map(([who, pause]) => [who, (now += pause)] as const),
          )
        }),
        runs(60),
      )
    },
    patience,
  )

  test(
    'count like those in memory while the clock is set, also back, and where the windows have equal limits',
    async () => {
      const shared = await connected('given')
      const windows: Windows = [
        { seconds: 3, limit: 3 },
        { seconds: 7, limit: 3 },
        { seconds: 20, limit: 6 },
      ]
      // Within a minute: the limiter in memory then forgets what has ended, so that its time can no longer be entered again.
      const times = fc.array(fc.tuple(subject, fc.integer({ min: 0, max: 59_999 })), { maxLength: 30 })
      await fc.assert(
        fc.asyncProperty(times, (steps) =>
          compare(shared, windows, [['first', noon], ...steps.map(([who, at]) => [who, noon + at] as const)]),
        ),
        runs(60),
      )
    },
    patience,
  )

  test('begin a window in the second of Redis, whatever the clock of the process says, and end with it', async () => {
    const limiter = await connected('redis')
    const [before = ''] = (await client.time()).map(String)
    const taken = await limiter.take('key a b', minuteAndHour, 0)
    const [after = ''] = (await client.time()).map(String)
    expect(taken).toMatchObject({ limit: 3, remaining: 2, retryAfter: undefined })
    expect(taken.resetAt).toBeGreaterThanOrEqual(Number(before) + 60)
    expect(taken.resetAt).toBeLessThanOrEqual(Number(after) + 60)
    const second: Windows = [{ seconds: 1, limit: 1 }]
    await limiter.take('address ::1', second, 0)
    await expect.poll(async () => (await limiter.take('address ::1', second, 0)).retryAfter, { interval: 50 }).toBeUndefined()
  })

  test('leave nothing in Redis: what ends last ends with its longest window', async () => {
    const limiter = await connected('redis')
    await limiter.take('key a b', minuteAndHour, 0)
    await limiter.take('address ::1', [{ seconds: 1, limit: 1 }], 0)
    const lives = await Promise.all((await client.keys('*')).sort().map((each) => client.ttl(each)))
    expect(lives).toEqual([expect.toSatisfy((life: number) => life <= 1), expect.toSatisfy((life: number) => life > 3590 && life <= 3600)])
    await expect.poll(() => client.keys('*'), { interval: 50 }).toEqual(['scm:rate-limit:key a b'])
  })

  test('are one command, in one hash, so that they also fit into a cluster', async () => {
    const limiter = await connected('redis')
    const monitor = await client.monitor()
    const seen: string[] = []
    monitor.on('monitor', (_time: string, [command = '', , keys = '']: string[], source: string) => {
      if (source !== 'lua') seen.push(`${command} ${keys}`)
    })
    await client.script('FLUSH')
    await limiter.take('key a b', minuteAndHour, 0)
    await limiter.take('key a b', minuteAndHour, 0)
    await client.echo('end')
    await expect.poll(() => seen.some((each) => each.startsWith('echo'))).toBe(true)
    monitor.disconnect()
    const takes = seen.filter((each) => each.startsWith('eval'))
    // The script itself is sent only if Redis does not know it; the question whether it does is not in this list.
    expect(takes).toEqual(['eval 1', 'evalsha 1'])
  })

  test('can be listed, removed and set again', async () => {
    const limiter = await connected('given')
    for (let count = 0; count < 2; count++) await limiter.take('key a b', minuteAndHour, noon)
    await limiter.take('key a c', minuteAndHour, noon)
    const restore = await limiter.save()
    await limiter.clear('key a b')
    expect(await limiter.counts(noon)).toEqual([
      {
        subject: 'key a c',
        windows: [
          { seconds: 60, limit: 3, used: 1, resetAt: noon / 1000 + 60 },
          { seconds: 3600, limit: 8, used: 1, resetAt: noon / 1000 + 3600 },
        ],
      },
    ])
    await limiter.clear()
    expect(await limiter.counts(noon)).toEqual([])
    await limiter.take('key a d', minuteAndHour, noon)
    for (let again = 0; again < 2; again++) {
      await restore()
      expect((await limiter.counts(noon)).map(({ subject: who }) => who).sort()).toEqual(['key a b', 'key a c'])
      expect(await limiter.take('key a b', minuteAndHour, noon + 1000)).toMatchObject({ remaining: 0, retryAfter: undefined })
    }
    expect(await client.ttl('scm:rate-limit:key a c')).toBeGreaterThan(86_000)
  })

  test('let exactly 100 of 101 simultaneous requests pass that two processes receive', async () => {
    const servers = await Promise.all([0, 1].map(() => startServerProcess(['--redis-url', redis.url])))
    const responses = await Promise.all(
      Array.from({ length: 101 }, (_, index) => fetch(`${servers[index % 2]?.baseUrl}/products`, { headers })),
    )
    const statuses = responses.map(({ status }) => status)
    expect([200, 429].map((status) => statuses.filter((each) => each === status).length)).toEqual([100, 1])
    // Each number is stated once, by one process or the other.
    const stated = responses.filter(({ status }) => status === 200).map((each) => Number(each.headers.get('x-ratelimit-remaining')))
    expect(stated.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index))
    expect(new Set(responses.map((each) => each.headers.get('x-ratelimit-reset'))).size).toBe(1)
    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0])
  })

  test('follow the clock of a controlled server, and are reset with it', async () => {
    const server = await startServerProcess([
      ...['--redis-url', redis.url, '--control', '0', '--clock', '2026-06-01T12:00:00Z', '--rate-limit-per-minute', '2'],
    ])
    const ask = async () => {
      const response = await fetch(`${server.baseUrl}/products`, { headers })
      return [response.status, Number(response.headers.get('x-ratelimit-remaining')), Number(response.headers.get('x-ratelimit-reset'))]
    }
    const control = async (path: string, body?: object) => {
      const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      const response = await fetch(`${server.controlUrl}${path}`, { method: 'POST', ...sent })
      expect([response.ok, await response.text()]).toEqual([true, expect.any(String)])
    }
    const ends = noon / 1000 + 60
    expect([await ask(), await ask(), await ask()]).toEqual([
      [200, 1, ends],
      [200, 0, ends],
      [429, 0, ends],
    ])
    const { limits } = (await (await fetch(`${server.controlUrl}/limits`)).json()) as { limits: { windows: { used: number }[] }[] }
    expect(limits.map(({ windows }) => windows.map(({ used }) => used))).toEqual([[2, 2]])
    await control('/clock/advance', { by: '60s' })
    expect(await ask()).toEqual([200, 1, ends + 60])
    await control('/reset')
    expect(await ask()).toEqual([200, 1, ends])
    expect(await server.stop()).toBe(0)
  })

  test('are asked by the readiness of the server', async () => {
    const port = await freePort()
    const server = await startServerProcess(['--redis-url', redis.url, '--health', String(port)])
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
    expect(await server.stop()).toBe(0)
    // A connection that ends with the server is no failure.
    expect(server.log()).not.toContain('cannot be used')
  })
})

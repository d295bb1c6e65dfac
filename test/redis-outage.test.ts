/** A server whose Redis goes away and returns: what clients, operators and the counters see of it. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { Redis } from 'ioredis'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findRedis, startRedis } from '../scripts/services/redis.ts'
import { freePort } from '../scripts/support/free-port.ts'
import { startServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { CountersUnavailable, type Windows } from '../server/http/rate-limiter.ts'
import { openSharedRateLimiter } from '../server/limits/redis.ts'
import { lacks } from './lacks.ts'

const headers = { Authorization: `Bearer ${demoKeys.nordwind.administrator}` }
const hour: Windows = [{ seconds: 3600, limit: 1000 }]

/** Waits until it holds; the time limit of the test ends what never does. */
async function until(test: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await test())) await new Promise((resolve) => setTimeout(resolve, 10))
}

async function redisOf(options: Parameters<typeof startRedis>[0] = {}) {
  const redis = await startRedis(options)
  onTestFinished(() => redis.remove())
  return redis
}

async function serverOf(...flags: string[]) {
  const port = await freePort()
  const server = await startServerProcess(['--health', String(port), ...flags])
  onTestFinished(() => server.kill())
  return {
    ...server,
    ready: async () => {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`)
      return [response.status, (await response.text()).trim()]
    },
  }
}

interface Unavailable {
  readonly error: string
  readonly details: { readonly code: string; readonly requestId: string; readonly retryAfterSeconds: number }
}

describe.skipIf(lacks('Redis', findRedis(), 'the loss of Redis is not tested'))('a server whose Redis', () => {
  test(
    'ends ten times under load answers 200, 429 and 503 only, and counts each acknowledged request once',
    { timeout: 180_000 },
    async () => {
      const redis = await redisOf()
      // More than the outages use up, however fast the machine is.
      const limit = 4000
      const server = await serverOf(
        ...['--redis-url', redis.url, '--rate-limit-per-hour', String(limit), '--rate-limit-per-minute', '1000000'],
      )
      const answered: Record<number, number> = { 200: 0, 429: 0, 503: 0 }
      const count = (status: number) => answered[status] ?? 0
      let isOver = false
      /** While Redis starts, nothing is sent: the limit must last until the last outage. */
      let isPaused = false
      const clients = Array.from({ length: 8 }, async () => {
        while (!isOver) {
          if (isPaused) {
            await new Promise((resolve) => setTimeout(resolve, 5))
            continue
          }
          const response = await fetch(`${server.baseUrl}/products?limit=1`, { headers })
          const body = (await response.json()) as Unavailable
          answered[response.status] = count(response.status) + 1
          if (response.status !== 503) continue
          expect(body).toEqual({
            error: 'The service is temporarily unavailable.',
            details: { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 5, requestId: response.headers.get('x-request-id') },
          })
          expect(['retry-after', 'x-ratelimit-limit', 'cache-control'].map((name) => response.headers.get(name))).toEqual([
            ...['5', '600', 'no-store'],
          ])
        }
      })
      // A client that fails ends the test, and not only itself.
      const load = Promise.all(clients)
      const reached = async (status: number, more: number) => {
        const target = count(status) + more
        await Promise.race([load, until(() => count(status) >= target)])
      }

      const outages = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 'SIGKILL' : 'SIGTERM'))
      for (const signal of outages) {
        await reached(200, 40)
        await redis.stop(signal)
        await reached(503, 40)
        expect(await server.ready()).toEqual([503, 'rate-limit counters unavailable'])
        isPaused = true
        await redis.start()
        await until(async () => (await server.ready())[0] === 200)
        isPaused = false
      }
      await reached(429, 20)
      isOver = true
      await load

      expect(Object.keys(answered)).toEqual(['200', '429', '503'])
      const client = new Redis(redis.url)
      const [key = '', ...others] = await client.keys('*')
      expect(others).toEqual([])
      const [, used] = String(await client.hget(key, '3600'))
        .split(' ')
        .map(Number)
      client.disconnect()
      expect(used).toBe(limit)
      // What is counted and not acknowledged was on its way when Redis ended: at most one request of each client.
      expect(count(200)).toBeLessThanOrEqual(limit)
      expect(count(200)).toBeGreaterThanOrEqual(limit - clients.length * outages.length)

      const lines = server
        .log()
        .split('\n')
        .filter((line) => line.includes('"msg":"the rate-limit counters in Redis'))
      expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg.replace(/^.*(cannot|can) be used.*$/, '$1'))).toEqual(
        outages.flatMap(() => ['cannot', 'can']),
      )
      expect(await server.stop()).toBe(0)
    },
  )

  test('is away at the start starts nevertheless, and is ready once Redis is there', async () => {
    const redis = await redisOf()
    await redis.stop()
    const server = await serverOf('--redis-url', redis.url)
    expect(await server.ready()).toEqual([503, 'rate-limit counters unavailable'])
    expect((await fetch(`${server.baseUrl}/products`, { headers })).status).toBe(503)
    // Who sends no key is counted too.
    expect((await fetch(`${server.baseUrl}/products`)).status).toBe(503)
    await redis.start()
    await until(async () => (await server.ready())[0] === 200)
    expect((await fetch(`${server.baseUrl}/products`, { headers })).headers.get('x-ratelimit-remaining')).toBe('99')
    expect(server.log()).toContain(`the rate-limit counters in Redis at 127.0.0.1:${redis.port} can be used again`)
    expect(await server.stop()).toBe(0)
  })

  test('needs a password gets it, and nothing tells it to others; a wrong one is reported', async () => {
    const redis = await redisOf({ settings: ['--requirepass', 'right-secret'] })
    const urlWith = (password: string) => redis.url.replace('//', `//:${password}@`)
    const [right, wrong] = await Promise.all(['right-secret', 'wrong-secret'].map((each) => serverOf('--redis-url', urlWith(each))))
    expect((await fetch(`${right?.baseUrl}/products`, { headers })).status).toBe(200)
    expect((await fetch(`${wrong?.baseUrl}/products`, { headers })).status).toBe(503)
    expect(await wrong?.ready()).toEqual([503, 'rate-limit counters unavailable'])
    await Promise.all([right?.stop(), wrong?.stop()])
    expect(wrong?.log()).toContain('cannot be used: WRONGPASS')
    expect(`${right?.log()}${wrong?.log()}`).not.toMatch(/(right|wrong)-secret/)
  })

  test.each([
    ['off', 'appendonly is no, not yes: a restart of Redis loses the counters'],
    ['everysec', 'appendfsync is everysec, not always: a power failure loses the counters of the last second'],
    ['always', undefined],
  ] as const)('writes its file %s has a warning in its log of what can be lost', async (appendfsync, warning) => {
    const redis = await redisOf({ appendfsync })
    const server = await serverOf('--redis-url', redis.url)
    await fetch(`${server.baseUrl}/products`, { headers })
    await server.stop()
    const warnings = server
      .log()
      .split('\n')
      .filter((line) => line.startsWith('{"level":40'))
    expect(warnings).toEqual(warning === undefined ? [] : [expect.stringContaining(warning)])
  })

  test('does not answer refuses after a bounded wait, sends nothing twice, and counts on afterwards', async () => {
    const redis = await redisOf()
    const sockets = new Set<Socket>()
    let isFrozen = false
    /** Passes everything on to Redis and back, unless it is frozen. */
    const proxy = createServer((socket) => {
      const upstream = connect(redis.port, '127.0.0.1')
      for (const [from, to] of [
        [socket, upstream],
        [upstream, socket],
      ] as const) {
        // prettier-ignore
        sockets.add(from)
        from.on('error', () => undefined).on('close', () => to.destroy())
        from.pipe(to)
      }
      if (isFrozen) upstream.unpipe(socket).pause()
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
      proxy.close()
    })
    const limiter = await openSharedRateLimiter(`redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`, 'redis')
    onTestFinished(() => limiter.close())
    expect(await limiter.take('key a b', hour, 0)).toMatchObject({ remaining: 999 })

    isFrozen = true
    for (const socket of sockets) socket.unpipe().pause()
    const frozen = await Promise.allSettled(Array.from({ length: 5 }, () => limiter.take('key a b', hour, 0)))
    for (const each of frozen) {
      const { reason } = each as PromiseRejectedResult
      expect(reason).toBeInstanceOf(CountersUnavailable)
      expect(String(reason)).toContain('cannot be used: no answer within 1000 ms')
    }
    // The connection is given up, and a new one gets no further than its first question: nothing waits any longer.
    await until(() =>
      limiter.take('key a b', hour, 0).then(
        () => false,
        (error: unknown) => !(error as Error).message.includes('no answer within'),
      ),
    )
    await expect(limiter.ask()).rejects.toBeInstanceOf(CountersUnavailable)

    isFrozen = false
    for (const socket of sockets) socket.destroy()
    await until(() =>
      limiter.ask().then(
        () => true,
        () => false,
      ),
    )
    // None of the rejected ones is sent later: those that were stopped on their way are gone.
    expect(await limiter.take('key a b', hour, 0)).toMatchObject({ remaining: 998 })
  })

  test('answers too slowly gets no more than a bounded number of commands', async () => {
    const silent = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.on('data', (data: Buffer) => {
        const commands = data.toString().match(/^\*\d+\r$/gm)?.length ?? 0
        // Enough for the connection to be used; no answer to a take.
        if (!/eval/i.test(data.toString())) socket.write('+OK\r\n'.repeat(commands))
      })
    }).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    onTestFinished(() => void silent.close())
    const limiter = await openSharedRateLimiter(`redis://127.0.0.1:${(silent.address() as AddressInfo).port}`, 'redis')
    onTestFinished(() => limiter.close())
    const takes = await Promise.allSettled(Array.from({ length: 10_010 }, () => limiter.take('key a b', hour, 0)))
    const reasons = takes.map((each) => String((each as PromiseRejectedResult).reason).replace(/^.*used: /, ''))
    expect(reasons.filter((each) => each === '10000 commands wait for an answer')).toHaveLength(10)
    expect(reasons.filter((each) => each === 'no answer within 1000 ms')).toHaveLength(10_000)
  })
})

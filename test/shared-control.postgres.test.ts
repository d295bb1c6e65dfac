/** Two controlled servers with one PostgreSQL and one Redis: whichever of them is controlled, the next request through any of them follows it. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { findRedis, startRedis } from '../scripts/services/redis.ts'
import type { Service } from '../scripts/services/service.ts'
import { startServerProcess } from '../scripts/support/server-process.ts'
import { openControlPlane } from '../server/control/http.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { pooled } from '../server/random-pool.ts'
import { assembleServer, silentLog, type ServerOptions } from '../server/reference-server.ts'
import { connected, newDatabase } from '../server/testing/new-database.ts'
import { lacks } from './lacks.ts'

const noon = Date.UTC(2026, 5, 1, 12)
const minute = 60_000

/** The body of an answer. */
type Body = Readonly<Record<string, any>> // eslint-disable-line @typescript-eslint/no-explicit-any

/** Asks with a body, which is sent as it is if it is a text. */
async function asked(url: string, method: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body }
}

interface Server {
  readonly call: (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => ReturnType<typeof asked>
  /** Asks the control plane, and returns the body of a success. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<Body>
  readonly tried: (method: string, path: string, body?: unknown) => ReturnType<typeof asked>
  readonly log: readonly string[]
  readonly close: () => Promise<void>
}

const random = pooled(randomBytes)

async function open(redisUrl: string, databaseUrl: string, options: Partial<ServerOptions> = {}): Promise<Server> {
  const log: string[] = []
  const server = await assembleServer(
    {
      databaseUrl,
      redisUrl,
      limits: { perMinute: 1_000_000, perHour: 1_000_000, anonymousPerMinute: 1_000_000 },
      cors: [],
      deviations: [],
      log: { level: 'warn', stream: { write: (line) => log.push(line) } },
      control: { clock: { at: noon } },
      ...options,
    },
    { now: Date.now, random },
  )
  const { app, controller } = server
  if (controller === undefined) throw new Error('the server is not controlled')
  await app.listen({ host: '127.0.0.1', port: 0 })
  const plane = await openControlPlane(controller, { host: '127.0.0.1', port: 0, log: silentLog })
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    await plane.close()
    app.server.closeAllConnections()
    await server.close()
  }
  onTestFinished(close)
  const authorized = { Authorization: `Bearer ${demoKeys.nordwind.administrator}` }
  const tried: Server['tried'] = (method, path, body) => asked(`${plane.url}${path}`, method, body)
  return {
    call: (method, path, body, headers = {}) =>
      asked(`${app.listeningOrigin}/api${path}`, method, body, { ...authorized, Connection: 'close', ...headers }),
    tried,
    control: async (method, path, body) => {
      const answer = await tried(method, path, body)
      expect([answer.status < 300, answer.body]).toEqual([true, expect.anything()])
      return answer.body
    },
    log,
    close,
  }
}

const postgres = () => {
  const server = inject('postgres')
  if (server === undefined) throw new Error('the project of this test has no PostgreSQL')
  return server
}

/** One of several, in turn. */
function nth<T>(all: readonly T[], index: number): T {
  const one = all[index % all.length]
  if (one === undefined) throw new Error('there is none')
  return one
}

/** The result of every request of several, one after the other; `servers` get them in turn. */
async function inTurn<T>(servers: readonly Server[], times: number, act: (server: Server, index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let index = 0; index < times; index++) results.push(await act(nth(servers, index), index))
  return results
}

const status = async (server: Server) => (await server.call('GET', '/products?limit=1')).status
const timeOf = async (server: Server) => Date.parse((await server.call('GET', '/products?limit=1')).headers.get('Date') ?? '')
const create = async (server: Server, sku: string) => {
  const { body } = await server.call('POST', '/products', { sku, name: 'Pole' })
  return body['data'] as { readonly id: string; readonly createdAt: string }
}
const total = async (server: Server) => (await server.call('GET', '/products?limit=1')).body['pagination'].total as number

describe.skipIf(lacks('Redis', findRedis(), 'control planes of several processes are not tested'))('two controlled servers', () => {
  let redis: Service
  let databases = 0
  beforeAll(async () => {
    redis = await startRedis({ appendfsync: 'off', settings: ['--databases', '64'] })
  })
  afterAll(() => redis.remove())
  /** A database of Redis that no test has used. */
  const newRedis = () => `${redis.url}/${(databases += 1)}`

  /** Two servers with the same databases. */
  async function pair(options: Partial<ServerOptions> = {}, redisUrl = newRedis()) {
    const databaseUrl = await newDatabase(postgres())
    const [one, other] = await Promise.all([open(redisUrl, databaseUrl, options), open(redisUrl, databaseUrl, options)])
    return { one, other, both: [one, other] as const, redisUrl, databaseUrl }
  }

  /** Everything that Redis has in a database, as text. */
  async function contents(redisUrl: string): Promise<string> {
    const client = new Redis(redisUrl)
    try {
      const all: string[] = []
      for (const key of await client.keys('*')) all.push(key, JSON.stringify(await anyOf(client, key)))
      return all.join('\n')
    } finally {
      client.disconnect()
    }
  }
  const anyOf = async (client: Redis, key: string): Promise<unknown> => {
    switch (await client.type(key)) {
      case 'hash':
        return client.hgetall(key)
      case 'list':
        return client.lrange(key, 0, -1)
      case 'set':
        return client.smembers(key)
      default:
        return client.get(key)
    }
  }

  /** The URL of a proxy before Redis that passes everything on after some milliseconds. */
  async function slowly(redisUrl: string, delay: number): Promise<string> {
    const { port, pathname } = new URL(redisUrl)
    const proxy = createServer((socket) => {
      const upstream = connect(Number(port), '127.0.0.1')
      const passed = (from: Socket, to: Socket) =>
        from
          .on('data', (chunk) => setTimeout(() => to.write(chunk), delay))
          .on('error', () => undefined)
          .on('close', () => to.destroy())
      passed(socket, upstream)
      passed(upstream, socket)
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    onTestFinished(() => void proxy.close())
    return `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}${pathname}`
  }

  /** Schemas with copies of rows. */
  async function copies(databaseUrl: string): Promise<string[]> {
    const client = await connected(databaseUrl)
    try {
      const { rows } = await client.query<{ name: string }>("select nspname as name from pg_namespace where starts_with(nspname, 'copy_')")
      return rows.map(({ name }) => name)
    } finally {
      await client.end()
    }
  }

  describe('faults', () => {
    test('of one affect requests of both, until they are removed at the other', async () => {
      const { one, other, both } = await pair()
      const fault = await one.control('POST', '/faults', { type: 'status', status: 503, operation: 'listProducts', key: 'NORDADMIN' })
      expect(fault).toMatchObject({ id: 'fault-1', affected: 0 })
      expect(await inTurn(both, 4, status)).toEqual([503, 503, 503, 503])
      expect((await other.call('GET', '/locations')).status).not.toBe(503)
      const reader = { Authorization: `Bearer ${demoKeys.nordwind.reader}` }
      expect((await other.call('GET', '/products', undefined, reader)).status).toBe(200)
      for (const each of both) expect((await each.control('GET', '/faults'))['faults']).toEqual([{ ...fault, affected: 4 }])
      expect(await other.control('DELETE', '/faults/fault-1')).toEqual({ removed: 1 })
      expect(await inTurn(both, 2, status)).toEqual([200, 200])
      expect((await one.tried('DELETE', '/faults/fault-1')).status).toBe(404)
    })

    test('of the next five affect exactly five of 40 simultaneous requests', async () => {
      const { one, other, both } = await pair()
      for (let round = 0; round < 3; round++) {
        await (round % 2 === 0 ? one : other).control('POST', '/faults', { type: 'status', status: 503, next: 5 })
        const statuses = await Promise.all(Array.from({ length: 40 }, (_, index) => status(nth(both, index))))
        expect(statuses.filter((each) => each === 503)).toHaveLength(5)
        expect(statuses.filter((each) => each === 200)).toHaveLength(35)
      }
      const { faults } = await other.control('GET', '/faults')
      expect(faults.map(({ affected }: Body) => affected)).toEqual([5, 5, 5])
    })

    test('of a probability choose by the seed, whichever server gets a request', async () => {
      const choices = async (servers: readonly Server[]) => {
        await servers[0]?.control('POST', '/reset')
        await servers[0]?.control('POST', '/faults', { type: 'status', status: 503, probability: 0.3 })
        return inTurn(servers, 60, status)
      }
      const { one, other, both } = await pair({ seed: '1' })
      const once = await choices(both)
      expect(await choices([other])).toEqual(once)
      const share = once.filter((each) => each === 503).length / once.length
      expect(share).toBeGreaterThan(0.1)
      expect(share).toBeLessThan(0.5)
      // Another rule does not change the choices of this one.
      await one.control('POST', '/reset')
      await one.control('POST', '/faults', { type: 'status', status: 503, probability: 0.3 })
      await one.control('POST', '/faults', { type: 'latency', delay: 1, probability: 0.5 })
      expect(await inTurn(both, 60, status)).toEqual(once)
      expect(await choices((await pair({ seed: '2' })).both)).not.toEqual(once)
    })

    test('that close the connection at once are in the journal of both, and deviations affect both', async () => {
      const { one, other, both } = await pair()
      await one.control('POST', '/faults', { type: 'drop', at: 'request', next: 1 })
      await expect(status(other)).rejects.toThrow('fetch failed')
      expect((await one.control('GET', '/requests'))['requests']).toMatchObject([{ number: 1, status: null, affectedBy: ['fault-1'] }])

      await other.control('POST', '/deviations', { name: 'pagination/default-page-size-50', operation: 'listProducts', next: 2 })
      const sizes = await inTurn(both, 4, async (server) => (await server.call('GET', '/products')).body['pagination'].pageSize as number)
      expect(sizes).toEqual([50, 50, 20, 20])
      expect((await one.control('GET', '/deviations'))['deviations']).toMatchObject([{ id: 'deviation-1', affected: 2 }])
      expect(await one.control('DELETE', '/deviations')).toEqual({ removed: 1 })
    })
  })

  describe('the clock', () => {
    test('is one, whoever sets, advances, stops and runs it', async () => {
      const { one, other, both } = await pair()
      expect(await inTurn(both, 2, timeOf)).toEqual([noon, noon])
      await other.control('PUT', '/clock', { now: '2027-01-01T00:00:00Z' })
      expect(await inTurn(both, 2, timeOf)).toEqual([Date.UTC(2027, 0), Date.UTC(2027, 0)])
      await Promise.all(Array.from({ length: 20 }, (_, index) => nth(both, index).control('POST', '/clock/advance', { by: '1m' })))
      expect(await inTurn(both, 2, timeOf)).toEqual([Date.UTC(2027, 0) + 20 * minute, Date.UTC(2027, 0) + 20 * minute])
      expect(await create(other, 'CLOCK')).toMatchObject({ createdAt: '2027-01-01T00:20:00Z' })

      expect(await one.control('PUT', '/clock', { running: true })).toMatchObject({ running: true })
      const before = await timeOf(other)
      await expect.poll(() => timeOf(other)).toBeGreaterThan(before)
      const { now } = await other.control('PUT', '/clock', { running: false })
      expect((await one.control('GET', '/clock'))['now']).toBe(now)
      const tooFar = await one.tried('POST', '/clock/advance', { by: 8.64e15 })
      expect([tooFar.status, tooFar.body['error'].message]).toEqual([400, expect.stringContaining('Expected a duration')])
    })

    test('is that of Redis if none was given', async () => {
      const { both } = await pair({ control: { clock: undefined } })
      for (const time of await inTurn(both, 2, timeOf)) expect(Math.abs(time - Date.now())).toBeLessThan(10_000)
      await both[0].control('POST', '/clock/advance', { by: '1d' })
      expect((await timeOf(both[1])) - Date.now()).toBeGreaterThan(86_000_000)
    })
  })

  describe('the journal', () => {
    test('has the requests of both, once each, as soon as they are answered', async () => {
      const { one, other, both } = await pair()
      for (let index = 0; index < 20; index++) {
        await nth(both, index).call('GET', `/products?limit=1&page=${index + 1}`)
        const { requests, count } = await nth(both, index + 1).control('GET', '/requests?limit=1')
        expect([count, requests[0].number, requests[0].query.page]).toEqual([index + 1, index + 1, String(index + 1)])
      }
      await Promise.all(Array.from({ length: 40 }, (_, index) => nth(both, index).call('GET', '/locations')))
      const { requests } = await other.control('GET', '/requests?limit=1000')
      expect(requests.map(({ number }: Body) => number)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
      const counts = async (query: string) => (await one.control('GET', `/requests?limit=0&${query}`))['count'] as number
      expect(await counts('operation=listProducts')).toBe(20)
      expect(await counts('path=/products&status=200&method=get&key=NORDADMIN')).toBe(20)
      expect(await counts('key=NORDREADER')).toBe(0)
      expect(await counts('since=2026-06-01T12:00:01Z')).toBe(0)
      expect(await one.control('GET', '/')).toMatchObject({ requests: 60 })
      expect(await one.control('DELETE', '/requests')).toEqual({ removed: 60 })
      expect(await other.control('GET', '/requests')).toEqual({ requests: [], count: 0, dropped: 0 })
    })

    test('has a request as soon as it is answered, also if Redis is far away from one server', async () => {
      const [redisUrl, databaseUrl] = [newRedis(), await newDatabase(postgres())]
      const far = await open(await slowly(redisUrl, 25), databaseUrl)
      const near = await open(redisUrl, databaseUrl)
      for (let index = 1; index <= 5; index++) {
        await far.call('GET', '/products?limit=1')
        expect(await near.control('GET', '/requests?limit=0')).toMatchObject({ count: 2 * index - 1 })
        await near.control('POST', '/clock/advance', { by: '1m' })
        expect(await timeOf(far)).toBe(noon + index * minute)
      }
    })

    test('keeps the latest 1000, and fewer if they are long', async () => {
      const { one, other, both } = await pair()
      const anonymous = { Authorization: '' }
      for (let round = 0; round < 41; round++)
        await Promise.all(Array.from({ length: 25 }, (_, index) => nth(both, index).call('GET', '/products', undefined, anonymous)))
      const kept = await other.control('GET', '/requests?limit=1')
      expect([kept['count'], kept['dropped'], kept['requests'][0].number]).toEqual([1000, 25, 1025])
      await one.control('DELETE', '/requests')
      const long = { sku: 'x'.repeat(900_000), name: 'Long' }
      await inTurn(both, 20, (server) => server.call('POST', '/products', long))
      const longest = await one.control('GET', '/requests?limit=0')
      expect([longest['count'], longest['dropped']]).toEqual([18, 2])
    })

    test('has no secret of a key, also not in Redis', async () => {
      const { one, other, redisUrl } = await pair()
      const key = demoKeys.nordwind.administrator
      const secret = key.split('_').at(-1) ?? 'none'
      const headers = { 'X-Copy': key, Cookie: 'session=hidden', [`X-${key}`]: '1' }
      // The escape hides a key in the text.
      await one.call('POST', `/products?key=${key}`, `{"sku":"${key}","name":"\\u0062${key.slice(1)}"}`, headers)
      await one.call('GET', `/products/${key}`, undefined, headers)
      await one.control('POST', '/faults', { type: 'drop', at: 'request', next: 1, key })
      await expect(other.call('GET', `/products?key=${key}`, undefined, headers)).rejects.toThrow('fetch failed')
      const { requests } = await other.control('GET', '/requests')
      expect(requests).toHaveLength(3)
      expect(requests[0].headers).toMatchObject({ authorization: 'Bearer bdk_demo_NORDADMIN_[redacted]', cookie: '[redacted]' })
      const everything = await contents(redisUrl)
      expect(everything).toContain('bdk_demo_NORDADMIN_[redacted]')
      expect(everything.toLowerCase()).not.toContain(secret.toLowerCase())
      expect(everything).not.toContain('hidden')
    })
  })

  describe('a snapshot', () => {
    test('of one is restored by the other, with data, counters, clock and ids', async () => {
      const { one, other, both, databaseUrl } = await pair({ seed: '1' })
      await create(one, 'BEFORE')
      await one.control('POST', '/snapshots', { name: 'kept' })
      const used = async (server: Server) => (await server.control('GET', '/limits?key=NORDADMIN'))['limits'][0].windows[0].used as number
      const usedBefore = await used(other)
      const made = [await create(one, 'A'), await create(other, 'B')]
      await other.control('POST', '/clock/advance', { by: '30s' })
      await other.control('POST', '/faults', { type: 'latency', delay: 0 })

      expect(await other.control('POST', '/snapshots/kept/restore')).toEqual({ name: 'kept', time: '2026-06-01T12:00:00.000Z' })
      expect(await used(one)).toBe(usedBefore)
      expect((await inTurn(both, 2, timeOf)).map(Number)).toEqual([noon, noon])
      // The same ids, although the other server makes them.
      await one.control('POST', '/snapshots/kept/restore')
      expect([await create(other, 'A'), await create(one, 'B')]).toEqual(made)
      // Rules are no part of it.
      expect((await one.control('GET', '/faults'))['faults']).toHaveLength(1)

      const unnamed = await other.control('POST', '/snapshots')
      expect(unnamed['name']).toBe('snapshot-1')
      await one.control('POST', '/snapshots', { name: 'kept' })
      expect((await other.control('GET', '/snapshots'))['snapshots'].map(({ name }: Body) => name)).toEqual(['kept', 'snapshot-1'])
      expect(await copies(databaseUrl)).toHaveLength(3)
      await other.control('DELETE', '/snapshots/kept')
      await other.control('DELETE', '/snapshots/snapshot-1')
      expect(await copies(databaseUrl)).toHaveLength(1)
      const gone = await one.tried('POST', '/snapshots/kept/restore')
      expect([gone.status, gone.body['error'].message]).toEqual([404, 'Expected the name of a snapshot, got "kept"; there are none.'])
    })
  })

  test('a reset of one resets all that both have', async () => {
    const { one, other, both } = await pair({ deviations: ['pagination/default-page-size-50'] })
    const size = async (server: Server) => (await server.call('GET', '/products')).body['pagination'].pageSize as number
    expect(await inTurn(both, 2, size)).toEqual([50, 50])
    const before = await total(one)
    await create(one, 'A')
    await one.control('DELETE', '/deviations')
    await one.control('POST', '/faults', { type: 'status', status: 503, operation: 'getProduct' })
    await one.control('POST', '/clock/advance', { by: '1h' })
    expect(await inTurn(both, 2, size)).toEqual([20, 20])
    expect(await other.control('POST', '/reset')).toMatchObject({
      ...{ clock: { now: '2026-06-01T12:00:00.000Z', running: false }, requests: 0, faults: 0, deviations: 1 },
    })
    expect(await inTurn(both, 2, size)).toEqual([50, 50])
    expect(await inTurn(both, 2, total)).toEqual([before, before])
    expect(await inTurn(both, 2, timeOf)).toEqual([noon, noon])
    expect(await one.control('POST', '/faults', { type: 'latency', delay: 0 })).toMatchObject({ id: 'fault-1' })
  })

  test('resets, restores and snapshots at the same time are one after the other', async () => {
    const { one, redisUrl, databaseUrl } = await pair()
    // It takes longer from the rows to the rest of a state.
    const slow = await open(await slowly(redisUrl, 30), databaseUrl)
    const atStart = await total(one)
    // A state has as many more products as minutes.
    const grow = async (sku: string) => {
      await create(one, sku)
      await one.control('POST', '/clock/advance', { by: '1m' })
    }
    const minutes = async () => {
      const [later, more] = [((await timeOf(one)) - noon) / minute, (await total(one)) - atStart]
      expect(more).toBe(later)
      return later
    }
    await grow('A')
    await one.control('POST', '/snapshots', { name: 'one' })
    await grow('B')
    await grow('C')
    await one.control('POST', '/snapshots', { name: 'three' })
    const acts = ['/reset', '/snapshots/one/restore', '/snapshots/three/restore'] as const
    const outcomes = new Set<number>()
    for (const [round, act] of [...acts, ...acts].entries()) {
      const slowly = slow.control('POST', act)
      await sleep(20 * round)
      await one.control('POST', nth(acts, round + 1))
      await one.control('POST', '/snapshots', { name: 'both' })
      await slowly
      outcomes.add(await minutes())
      await one.control('POST', '/snapshots/both/restore')
      outcomes.add(await minutes())
    }
    expect([...outcomes].filter((each) => ![0, 1, 3].includes(each))).toEqual([])
    expect(outcomes.size).toBeGreaterThan(1)
  })

  test('a process that is killed in a reset holds up others for seconds only', async () => {
    const { one, redisUrl } = await pair()
    const client = new Redis(redisUrl)
    onTestFinished(() => client.disconnect())
    // What a process leaves that ends in the middle.
    await client.set('scm:control:busy', 'nobody', 'PX', 300)
    expect((await one.tried('POST', '/reset')).status).toBe(200)
    expect(await client.exists('scm:control:busy')).toBe(0)
  })

  test('data that one loads are those of both, and data that are invalid change nothing', async () => {
    const { one, other, both } = await pair({ seed: '1' })
    const tenant = (slug: string) => ({ tenants: [{ slug, keys: [{}], products: [{ sku: 'A', name: 'A' }] }] })
    await one.control('POST', '/faults', { type: 'status', status: 503, next: 1, key: 'NORDADMIN' })
    await other.control('POST', '/faults', { type: 'latency', delay: 0, next: 1 })
    const loaded = await Promise.all([one.control('POST', '/data', tenant('acme')), other.control('POST', '/data', tenant('bolt'))])
    // To load is no request.
    expect((await one.control('GET', '/faults'))['faults'].map(({ affected }: Body) => affected)).toEqual([0, 0])
    await one.control('DELETE', '/faults')
    const keys = loaded.map(({ tenants }) => tenants[0].keys[0] as string)
    expect(new Set(keys).size).toBe(2)
    for (const key of keys)
      for (const each of both)
        expect((await each.call('GET', '/products', undefined, { Authorization: `Bearer ${key}` })).body['pagination'].total).toBe(1)
    const invalid = { tenants: [{ slug: 'late', products: [{ sku: 'A', name: 'A' }, { sku: 'A', name: 'B' }] }] } // prettier-ignore
    expect((await one.tried('POST', '/data?replace=true', invalid)).status).toBe(400)
    expect(await inTurn(both, 2, status)).toEqual([200, 200])
    await other.control('POST', '/data?replace=true', tenant('only'))
    expect(await inTurn(both, 2, status)).toEqual([401, 401])
    await one.control('POST', '/reset')
    expect(await inTurn(both, 2, status)).toEqual([200, 200])
  })

  test('ids of both differ with the same seed, sort by the order of their creation, and are the same in the next run', async () => {
    const { one, other, both } = await pair({ seed: '1' })
    const run = async (servers: readonly Server[]) => {
      await one.control('POST', '/reset')
      // A read in between changes no id.
      return inTurn(servers, 10, async (server, index) => {
        if (servers.length === 1) await status(server)
        return (await create(server, `SKU-${index}`)).id
      })
    }
    const ids = await run(both)
    expect(new Set(ids).size).toBe(10)
    expect(ids.toSorted()).toEqual(ids)
    expect(await run([other])).toEqual(ids)
    const many = await Promise.all(Array.from({ length: 40 }, (_, index) => create(nth(both, index), `MANY-${index}`)))
    expect(new Set(many.map(({ id }) => id)).size).toBe(40)
    const secrets = await inTurn(both, 4, async (server) => {
      const { body } = await server.call('POST', '/admin/api-keys', { name: 'Key', scopes: ['*'] })
      return body['data'].plaintextKey as string
    })
    expect(new Set(secrets).size).toBe(4)
  })

  describe('Redis', () => {
    async function restarted(appendfsync: 'always' | 'off') {
      const own = await startRedis({ appendfsync })
      onTestFinished(() => own.remove())
      const { one, other, both, databaseUrl } = await pair({ deviations: ['pagination/default-page-size-50'] }, own.url)
      await one.control('POST', '/faults', { type: 'status', status: 503, next: 100 })
      await one.control('POST', '/clock/advance', { by: '1h' })
      await one.control('POST', '/snapshots', { name: 'kept' })
      await create(other, 'A')
      await own.stop()
      const away = await other.call('GET', '/products')
      expect([away.status, away.headers.get('Retry-After'), away.body['details'].code]).toEqual([503, '5', 'SERVICE_UNAVAILABLE'])
      const refused = await one.tried('POST', '/reset')
      expect([refused.status, refused.body['error'].code, refused.body['error'].message]).toEqual([
        ...[
          503,
          'UNAVAILABLE',
          expect.stringMatching(/^Expected the control plane to be available, but the control plane in Redis at 127/),
        ],
      ])
      await own.start()
      await expect
        .poll(async () => (await Promise.all(both.map((each) => each.tried('GET', '/')))).map((each) => each.status))
        .toEqual([...[200, 200]])
      return { one, other, both, databaseUrl }
    }

    test('that is restarted with its file keeps everything', async () => {
      const { one, other, both, databaseUrl } = await restarted('always')
      expect(await inTurn(both, 2, status)).toEqual([503, 503])
      expect(await one.control('GET', '/')).toMatchObject({
        ...{ faults: 1, snapshots: 1, clock: { now: '2026-06-01T13:00:00.000Z' } },
      })
      await other.control('POST', '/snapshots/kept/restore')
      await one.close()
      expect(await copies(databaseUrl)).toHaveLength(2)
      expect((await other.control('GET', '/faults'))['faults']).toHaveLength(1)
    })

    test('that has lost everything begins anew, with the data of the start for a reset, and says so', async () => {
      const { one, other, both, databaseUrl } = await restarted('off')
      const size = async (server: Server) => (await server.call('GET', '/products')).body['pagination'].pageSize as number
      expect(await inTurn(both, 2, size)).toEqual([50, 50])
      expect(await inTurn(both, 2, timeOf)).toEqual([noon, noon])
      expect(await one.control('GET', '/')).toMatchObject({ faults: 0, snapshots: 0, deviations: 1 })
      expect([...one.log, ...other.log].filter((line) => line.includes('Redis has lost the state of the control plane'))).toHaveLength(1)
      expect(await copies(databaseUrl)).toHaveLength(1)
      await other.control('POST', '/reset')
      await other.control('POST', '/faults', { type: 'status', status: 503, next: 2 })
      expect(await inTurn(both, 3, status)).toEqual([503, 503, 200])
    })
  })

  describe('a server that joins', () => {
    test('gets the state, and the last one that leaves takes it away', async () => {
      const { one, other, redisUrl, databaseUrl } = await pair({ deviations: ['pagination/default-page-size-50'] })
      await one.control('POST', '/faults', { type: 'status', status: 503 })
      await one.control('POST', '/snapshots', { name: 'kept' })
      await one.close()
      expect(await status(other)).toBe(503)
      const third = await open(redisUrl, databaseUrl, { deviations: ['pagination/default-page-size-50'] })
      expect(await status(third)).toBe(503)
      await other.close()
      await third.control('POST', '/snapshots/kept/restore')
      await third.close()
      expect(await copies(databaseUrl)).toEqual([])
      expect(await contents(redisUrl)).not.toContain('scm:control')
      const next = await open(redisUrl, databaseUrl)
      expect(await next.control('GET', '/')).toMatchObject({ faults: 0, deviations: 0, snapshots: 0 })
    })

    test.each<[string, Partial<ServerOptions> & { database?: 'another' | 'SQLite' }, RegExp]>([
      ['another seed', { seed: '2' }, /^Expected the same --seed .*: another one has "1", this one "2"\./],
      ['no seed', { seed: undefined }, /^Expected the same --seed .*: another one has "1", this one none\./],
      ['another clock', { control: { clock: undefined } }, /^Expected the same --clock .* has 2026-06-01T12:00:00.000Z, this one none\./],
      ['a deviation', { deviations: ['pagination/default-page-size-50'] }, /^Expected the same --deviation .*: another one has none, this/],
      ['another database', { database: 'another' }, /with another --database-url/],
      ['SQLite', { database: 'SQLite' }, /Several of them need PostgreSQL/],
    ])('with %s is rejected, and the others go on', async (_, { database, ...options }, message) => {
      const redisUrl = newRedis()
      const databaseUrl = await newDatabase(postgres())
      const one = await open(redisUrl, databaseUrl, { seed: '1' })
      const own = database === undefined ? databaseUrl : database === 'SQLite' ? ':memory:' : await newDatabase(postgres())
      await expect(open(redisUrl, own, { seed: '1', ...options })).rejects.toThrow(message)
      expect(await status(one)).toBe(200)
      await one.control('POST', '/reset')
    })

    test('with SQLite can be the only one', async () => {
      const one = await open(newRedis(), ':memory:', { seed: '1' })
      const before = await total(one)
      await one.control('POST', '/snapshots', { name: 'kept' })
      await create(one, 'A')
      await one.control('POST', '/snapshots/kept/restore')
      expect(await total(one)).toBe(before)
      await create(one, 'A')
      await one.control('POST', '/reset')
      expect(await total(one)).toBe(before)
    })

    test('after all others were killed begins anew, and while one of them lives gets its state', async () => {
      const [redisUrl, databaseUrl] = [newRedis(), await newDatabase(postgres())]
      const flags = ['--redis-url', redisUrl, '--database-url', databaseUrl, '--control', '0', '--clock', '2026-06-01T12:00:00Z']
      const processes = await Promise.all([startServerProcess(flags), startServerProcess(flags)])
      const faults = async (url: string | undefined) => (await asked(`${url}/faults`, 'GET')).body['faults'].length as number
      expect((await asked(`${processes[0].controlUrl}/faults`, 'POST', { type: 'status', status: 503 })).status).toBe(201)
      expect(await faults(processes[1].controlUrl)).toBe(1)
      await processes[0].kill()
      const third = await startServerProcess(flags)
      expect(await faults(third.controlUrl)).toBe(1)
      expect((await fetch(`${third.baseUrl}/products`, { headers: { Authorization: `Bearer ${demoKeys.nordwind.reader}` } })).status).toBe(
        503,
      )
      await Promise.all([processes[1].kill(), third.kill()])
      const fourth = await startServerProcess(flags)
      expect(await faults(fourth.controlUrl)).toBe(0)
      // The copies of the others are gone, too.
      expect(await copies(databaseUrl)).toHaveLength(1)
      expect(await fourth.stop()).toBe(0)
      expect(await copies(databaseUrl)).toEqual([])
    })
  })
})

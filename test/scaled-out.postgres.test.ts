/** Two server processes with PostgreSQL and Redis behind nginx, which are one deployment to their clients, whatever happens to one of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNginx, startNginx } from '../scripts/services/nginx.ts'
import { startPostgres } from '../scripts/services/postgres.ts'
import { findRedis, startRedis } from '../scripts/services/redis.ts'
import type { Service } from '../scripts/services/service.ts'
import { issueKeys, type ServerProcess, startServerProcess } from '../scripts/support/server-process.ts'
import { runSuite } from '../scripts/support/suite.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { runs } from '../server/testing/property-runs.ts'
import { marksOf, startAdjusting } from './adjusting-load.ts'
import { prepare } from './crash-deployment.ts'
import { lacks } from './lacks.ts'

const generous = ['--rate-limit-per-minute', '1000000', '--rate-limit-per-hour', '1000000']

const untested = 'several servers behind a load balancer are not tested'

describe.skipIf(lacks('Redis', findRedis(), untested) || lacks('nginx', findNginx(), untested))(
  'two processes behind a load balancer',
  () => {
    const services: Service[] = []
    let flags: readonly string[]
    const servers: ServerProcess[] = []
    beforeAll(async () => {
      const [postgres, redis] = await Promise.all([
        startPostgres({ settings: ['max_connections=100'] }),
        startRedis({ appendfsync: 'off' }),
      ])
      services.push(postgres, redis)
      flags = ['--database-url', postgres.createDatabase('scm'), '--redis-url', redis.url, '--log-level', 'fatal']
    })
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.kill()))
      await Promise.all(services.map((service) => service.remove()))
    })

    /** Starts two processes at the same time, and nginx before them. */
    async function start(limits: readonly string[] = []): Promise<{ baseUrl: string; pair: readonly [ServerProcess, ServerProcess] }> {
      const pair = await Promise.all([startServerProcess([...flags, ...limits]), startServerProcess([...flags, ...limits])])
      servers.push(...pair)
      const balancer = await startNginx(pair.map(({ baseUrl }) => Number(new URL(baseUrl).port)))
      services.push(balancer)
      return { baseUrl: `${balancer.url}/api`, pair }
    }
    const authorized = (key: string) => ({ headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' } })

    test('starting at the same time, create tables and demo data once', async () => {
      const { pair } = await start()
      const totals = await Promise.all(
        pair.map(async ({ baseUrl }) => {
          const response = await fetch(`${baseUrl}/products`, authorized(demoKeys.nordwind.reader))
          return ((await response.json()) as { pagination: { total: number } }).pagination.total
        }),
      )
      expect(totals[0]).toBeGreaterThan(10)
      expect(totals[1]).toBe(totals[0])
    })

    test('let 100 of 101 simultaneous requests pass', async () => {
      const { baseUrl } = await start()
      const [key = ''] = await issueKeys(baseUrl, demoKeys.suedlicht.administrator, ['*'], 1)
      const statuses = await Promise.all(
        Array.from({ length: 101 }, async () => (await fetch(`${baseUrl}/products`, authorized(key))).status),
      )
      expect(statuses.toSorted().slice(-2)).toEqual([200, 429])
      expect(statuses.filter((each) => each === 200)).toHaveLength(100)
    })

    test('read what the other one has written, and revoke a key at once', async () => {
      const { pair } = await start(generous)
      const [one, other] = pair.map(({ baseUrl }) => baseUrl) as [string, string]
      const { headers } = authorized(demoKeys.nordwind.administrator)
      for (let number = 0; number < 50; number += 1) {
        const [writer, reader] = number % 2 === 0 ? [one, other] : [other, one]
        const created = await fetch(`${writer}/products`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ sku: `RYW-${number}`, name: 'Pole' }),
        })
        const { data } = (await created.json()) as { data: { id: string } }
        expect((await fetch(`${reader}/products/${data.id}`, { headers })).status).toBe(200)
      }
      const [key = ''] = await issueKeys(one, demoKeys.nordwind.administrator, ['*'], 1)
      const own = await fetch(`${other}/products`, authorized(key))
      expect(own.status).toBe(200)
      const listed = await fetch(`${one}/admin/api-keys?sortBy=createdAt&sortOrder=desc`, { headers })
      const [latest] = ((await listed.json()) as { data: { id: string }[] }).data
      expect((await fetch(`${one}/admin/api-keys/${latest?.id}/revoke`, { method: 'POST', headers })).status).toBe(200)
      expect((await fetch(`${other}/products`, authorized(key))).status).toBe(401)
    })

    test('conform', async () => {
      const { baseUrl } = await start(generous)
      const env = { CONFORMANCE_KEY: demoKeys.nordwind.administrator, CONFORMANCE_OTHER_TENANT_KEY: demoKeys.suedlicht.administrator }
      const { code, out, err } = await runSuite([baseUrl, '--level', 'full', '--allow-writes', '--allow-lasting'], { env })
      expect(code, out + err).toBe(0)
    })

    test('lose no acknowledged write when one of them is killed under load', { timeout: 300_000 }, async () => {
      const started = await start(generous)
      const { baseUrl } = started
      const key = demoKeys.suedlicht.administrator
      const { products, reasonCodeId } = await prepare(baseUrl, key, 'killed')
      const judge = (answer: Response | undefined, text: string) => {
        // nginx says so for a process that is gone; the request may have been processed.
        expect([answer?.status, answer?.headers.get('Retry-After')]).toEqual([503, '5'])
        expect(JSON.parse(text)).toMatchObject({
          details: { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 5, requestId: answer?.headers.get('X-Request-Id') },
        })
      }
      const target = { baseUrl, key, reasonCodeId, lines: products.map(({ line }) => line), judge }
      const { numRuns } = runs(3)
      let victim: ServerProcess = started.pair[0]
      for (let count = 0; count < numRuns; count += 1) {
        const load = startAdjusting(`killed-${count}`, 8, target)
        await load.more(20)
        await victim.kill()
        // The other one goes on alone.
        await load.more(20)
        await load.stop()
        // Also that every quantity on hand is the sum of its movements.
        const marks = await marksOf(`killed-${count}`, baseUrl, key)
        expect(new Set(marks).size).toBe(marks.length)
        expect(marks).toEqual(expect.arrayContaining([...load.acknowledged()]))
        const port = new URL(victim.baseUrl).port
        victim = await startServerProcess([...flags, ...generous, '--port', port])
        servers.push(victim)
      }
    })
  },
)

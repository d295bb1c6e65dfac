/** Several server processes behind a load balancer, which are one deployment to their clients. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findNginx, startNginx } from '../scripts/services/nginx.ts'
import { findRedis, startRedis } from '../scripts/services/redis.ts'
import { startServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'

const headers = { Authorization: `Bearer ${demoKeys.nordwind.administrator}`, 'Content-Type': 'application/json' }

test.skipIf(findRedis() === undefined || findNginx() === undefined)(
  'two processes with one database and one Redis share data, and let exactly 100 of 101 simultaneous requests pass',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'balanced-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const redis = await startRedis({ appendfsync: 'off' })
    onTestFinished(() => redis.remove())
    const flags = ['--database-url', `file:${path.join(folder, 'shared.db')}`, '--redis-url', redis.url]
    // The first one fills the database.
    const servers = [await startServerProcess(flags), await startServerProcess(flags)]
    const balancer = await startNginx(servers.map(({ baseUrl }) => Number(new URL(baseUrl).port)))
    onTestFinished(() => balancer.remove())

    const responses = await Promise.all(
      Array.from({ length: 101 }, (_, index) =>
        index % 10 === 0
          ? fetch(`${balancer.url}/api/products`, { method: 'POST', headers, body: JSON.stringify({ sku: `SKU-${index}`, name: 'Pole' }) })
          : fetch(`${balancer.url}/api/products`, { headers }),
      ),
    )
    const passed = responses.filter(({ status }) => status === 200 || status === 201)
    expect([passed.length, responses.filter(({ status }) => status === 429).length]).toEqual([100, 1])
    expect(new Set(passed.map((each) => each.headers.get('x-ratelimit-remaining'))).size).toBe(100)
    await Promise.all(servers.map(async (server) => expect(await server.stop()).toBe(0)))
    const handled = servers.map((server) => server.log().match(/"msg":"request"/g)?.length ?? 0)
    expect(handled.reduce((sum, each) => sum + each, 0)).toBe(101)
    for (const each of handled) expect(each).toBeGreaterThan(30)
  },
)

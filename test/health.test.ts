/** Health checks and metrics of the reference server, as an orchestrator and Prometheus see them. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { standardParts } from '../server/app.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { createHealth } from '../server/health/health.ts'
import { StoreUnavailable } from '../server/store/engine.ts'
import type { Store } from '../server/store/store.ts'
import { contract } from '../spec/contract.ts'
import { freePort } from '../scripts/support/free-port.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const key = demoKeys.nordwind.administrator
const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }

interface Checked extends ServerProcess {
  readonly health: string
}

async function start(...flags: string[]): Promise<Checked> {
  const port = await freePort()
  const server = await startServerProcess(['--health', String(port), ...flags])
  return { ...server, health: `http://127.0.0.1:${port}` }
}

const seen = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init)
  return [response.status, (await response.text()).trim()]
}

/** The value of one series, 0 if it does not exist. */
async function sample(origin: string, series: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text()
  const line = text.split('\n').find((each) => each.startsWith(`${series} `))
  return Number(line?.slice(series.length + 1) ?? 0)
}

/** Waits until `test` holds; the time limit of the test ends what never does. */
async function until(test: () => Promise<boolean>): Promise<void> {
  while (!(await test())) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** A request whose body is still on its way, after the server has asked for it. */
async function unfinished(baseUrl: string): Promise<Socket> {
  const { port, pathname } = new URL(`${baseUrl}/products`)
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => undefined)
  const fields = Object.entries({ Host: 'x', ...headers, 'Content-Length': '2', Expect: '100-continue' })
  socket.write(`POST ${pathname} HTTP/1.1\r\n${fields.map((each) => each.join(': ')).join('\r\n')}\r\n\r\n`)
  await once(socket, 'data')
  return socket
}

describe('a server with health checks', () => {
  let server: Checked
  beforeAll(async () => {
    server = await start('--rate-limit-per-minute', '5')
  })
  afterAll(async () => {
    await server.stop()
  })

  test('is alive and ready', async () => {
    expect(await seen(`${server.health}/healthz`)).toEqual([200, 'alive'])
    expect(await seen(`${server.health}/readyz?verbose`)).toEqual([200, 'ready'])
  })

  test('answers HEAD like GET without a body', async () => {
    const response = await fetch(`${server.health}/readyz`, { method: 'HEAD' })
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '6', ''])
  })

  test('accepts no other method there, and has no other page', async () => {
    const refused = await fetch(`${server.health}/metrics`, { method: 'POST', body: 'x' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    for (const page of ['/', '/api/products', '/metrics/', '/constructor'])
      expect(await seen(`${server.health}${page}`, { headers })).toEqual([404, 'not found'])
  })

  test('has no such pages in the API', async () => {
    for (const page of ['healthz', 'readyz', 'metrics'])
      expect((await fetch(new URL(`/${page}`, server.baseUrl), { headers })).status).toBe(404)
  })

  test('counts requests by operation, method and status, and those that the rate limit rejects', async () => {
    const series = (labels: string) => sample(server.health, `http_requests_total{${labels}}`)
    const listed = 'operation="listProducts",method="GET",status="200"'
    const limited = 'operation="listProducts",method="GET",status="429"'
    const before = [await series(listed), await sample(server.health, 'http_request_duration_seconds_count{operation="listProducts"}')]
    const reader = { Authorization: `Bearer ${demoKeys.suedlicht.administrator}` }
    for (let sent = 0; sent < 8; sent++) await (await fetch(`${server.baseUrl}/products`, { headers: reader })).text()
    await (await fetch(`${server.baseUrl}/products/unknown`)).text()
    await (await fetch(`${server.baseUrl}/nothing`, { method: 'REPORT' })).text()

    expect([await series(listed), await series(limited)]).toEqual([before[0]! + 5, 3])
    expect(await sample(server.health, 'http_requests_rate_limited_total')).toBe(3)
    expect(await sample(server.health, 'http_request_duration_seconds_count{operation="listProducts"}')).toBe(before[1]! + 8)
    expect(await series('operation="getProduct",method="GET",status="401"')).toBe(1)
    expect(await series('operation="none",method="other",status="401"')).toBe(1)
  })

  test('counts requests in flight, also those that the client gives up', async () => {
    const inFlight = () => sample(server.health, 'http_requests_in_flight')
    expect(await inFlight()).toBe(0)
    const socket = await unfinished(server.baseUrl)
    expect(await inFlight()).toBe(1)
    socket.destroy()
    await until(async () => (await inFlight()) === 0)
  })

  test('serves OpenMetrics, without keys or data', async () => {
    await (await fetch(`${server.baseUrl}/products?search=${key}`, { headers })).text()
    const response = await fetch(`${server.health}/metrics`)
    expect(response.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8')
    const text = await response.text()
    expect(text.endsWith('\n# EOF\n')).toBe(true)
    expect(text).toContain('# TYPE http_requests counter\n')
    expect(text).toContain('# TYPE http_request_duration_seconds histogram\n')
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
    expect(text).not.toMatch(/bdk_|nordwind|suedlicht|NORD|SUED/)
    const requests = text.split('\n').filter((line) => line.startsWith('http_'))
    const labels = new Set(requests.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, name]) => name)))
    expect([...labels].sort()).toEqual(['le', 'method', 'operation', 'status'])
  })
})

test('a server with a control plane and with faults counts as well, and its control plane has no health checks', async () => {
  const control = await freePort()
  const server = await start('--control', String(control), '--deviation', 'header/charset-latin')
  await (await fetch(`${server.baseUrl}/products`, { headers })).text()
  expect(await sample(server.health, 'http_requests_total{operation="listProducts",method="GET",status="200"}')).toBe(1)
  expect((await fetch(`http://127.0.0.1:${control}/healthz`)).status).toBe(404)
  await server.stop()
})

test('a stopping server is first not ready, then accepts no more requests, and is alive until the last one is finished', async () => {
  const server = await start('--drain-seconds', '1')
  const socket = await unfinished(server.baseUrl)
  let answered = ''
  socket.on('data', (chunk: Buffer) => (answered += chunk.toString()))
  const stopped = server.stop()
  await until(async () => (await seen(`${server.health}/readyz`))[0] === 503)
  expect(await seen(`${server.health}/readyz`)).toEqual([503, 'not accepting requests'])
  expect((await fetch(`${server.baseUrl}/products`, { headers })).status).toBe(200)

  await until(() =>
    fetch(server.baseUrl).then(
      () => false,
      () => true,
    ),
  )
  expect(await seen(`${server.health}/healthz`)).toEqual([200, 'alive'])
  expect(await seen(`${server.health}/readyz`)).toEqual([503, 'not accepting requests'])
  socket.write('{}')
  expect(await stopped).toBe(0)
  expect(answered).toMatch(/^HTTP\/1\.1 400 /)
})

test('a server whose port for health checks is in use says so and exits with 2', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  await expect(startServerProcess(['--health', String(port)])).rejects.toThrow(
    `ended with exit code 2 before it listened:\n127.0.0.1:${port} is in use by another process; use --health or HEALTH_PORT to select another port, or 0 for a free one.`,
  )
  other.close()
})

test('a server whose database does not answer is alive but not ready, and tells no details', async () => {
  let works = true
  const ask = async () => {
    if (!works) throw new StoreUnavailable('the database file:/secret/place.db is locked')
  }
  const health = createHealth(() => ({ database: ask, counters: async () => undefined }))
  const origin = await health.listen('127.0.0.1', 0)
  expect(await seen(`${origin}/readyz`)).toEqual([503, 'not accepting requests'])
  health.accepting(true)
  expect(await seen(`${origin}/readyz`)).toEqual([200, 'ready'])
  works = false
  expect(await seen(`${origin}/readyz`)).toEqual([503, 'database unavailable'])
  expect(await seen(`${origin}/healthz`)).toEqual([200, 'alive'])
  works = true
  expect(await seen(`${origin}/readyz`)).toEqual([200, 'ready'])
  await health.close()
})

describe('a server without health checks', () => {
  let graph: Metafile['inputs']
  beforeAll(async () => {
    const { metafile } = await build({
      entryPoints: ['server/main.ts'],
      absWorkingDir: root,
      outdir: path.join(root, 'dist'),
      write: false,
      metafile: true,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
    })
    graph = metafile.inputs
  })

  /** What is loaded with a source; with `later`, also what it may load later. */
  const loaded = (later: boolean, source = 'server/serve.ts', known = new Set<string>()): Set<string> => {
    known.add(source)
    for (const { kind, path: target } of graph[source]?.imports ?? []) {
      if (!known.has(target) && (later || kind !== 'dynamic-import')) loaded(later, target, known)
    }
    return known
  }
  const ofHealth = (sources: ReadonlySet<string>) =>
    [...sources].filter((each) => each.startsWith('server/health/') || each === 'prom-client').sort()

  test('loads none of them', () => {
    expect(loaded(true, 'server/main.ts')).toContain('server/serve.ts')
    expect(ofHealth(loaded(false))).toEqual([])
    expect(ofHealth(loaded(true))).toEqual(['prom-client', 'server/health/health.ts', 'server/health/metrics.ts'])
  })

  // The same for what is in Redis.
  test('loads no client of Redis, unless it may do so later', () => {
    const ofRedis = (sources: ReadonlySet<string>) =>
      [...sources].filter((each) => /^(server\/(limits|redis|control\/shared)\/|ioredis$)/.test(each)).sort()
    expect(ofRedis(loaded(false))).toEqual([])
    // Nor does a server that is controlled in memory.
    expect(ofRedis(loaded(false, 'server/control/controller.ts'))).toEqual([])
    expect(ofRedis(loaded(true))).toEqual([
      'ioredis',
      ...['choose', 'clock', 'copies', 'membership', 'requests', 'rules', 'scripts', 'state', 'unavailable'].map(
        (name) => `server/control/shared/${name}.ts`,
      ),
      ...['limits/redis', 'limits/script', 'redis/durability', 'redis/link'].map((name) => `server/${name}.ts`),
    ])
  })

  test('has the same steps as a server with them, of which only the last one is replaced', () => {
    const parts = standardParts({ contract, store: {} as Store })
    const health = createHealth(() => ({}))
    const measured = health.measured(parts)
    expect(Object.keys(measured.steps)).toEqual(Object.keys(parts.steps))
    const replaced = (Object.keys(parts.steps) as (keyof typeof parts.steps)[]).filter((name) => measured.steps[name] !== parts.steps[name])
    expect(replaced).toEqual(['record'])
    expect({ ...measured, steps: parts.steps }).toEqual(parts)
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startPrism } from '../support/prism.ts'
import { startServerProcess } from '../support/server-process.ts'
import { demoKeys } from '../../server/demo/keys.ts'
import { callOf, measured, type Measured, tenants } from './calls.ts'
import type { Call } from './load.ts'

/** A server that responds to the measured calls. */
export interface Target {
  /** `http://127.0.0.1:4010`. */
  readonly origin: string
  readonly calls: Readonly<Record<Measured, Call>>
  readonly stop: () => Promise<void>
}

/** The reference server, with the additional data that a benchmark needs. */
export interface Reference extends Target {
  readonly pid: number
  /** With the `/api` prefix. */
  readonly baseUrl: string
  readonly productId: string
}

/** The maximum values of the flags, so that no request is rejected. */
const unlimited = ['--rate-limit-per-minute', '1000000', '--rate-limit-per-hour', '1000000']

const callsOf = (each: (id: Measured) => Call) => Object.fromEntries(measured.map((id) => [id, each(id)])) as Record<Measured, Call>

/**
 * Starts the reference server like `npm start`, with authentication, validation, rate limits and log enabled, and a new database file with the demo
 * data unless `flags` name another database. Its log is discarded. `flags` are further options of it.
 */
export async function startReference(flags: readonly string[] = []): Promise<Reference> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  const database = flags.includes('--database-url') ? [] : ['--database-url', `file:${path.join(folder, 'reference.db')}`]
  const usual = [...database, ...unlimited]
  const server = await startServerProcess([...usual, ...flags], { keepLog: false })
  const keys = demoKeys
  const { origin, pathname } = new URL(server.baseUrl)
  const list = callOf('listProducts', '', keys.nordwind.administrator, pathname)
  const { data } = (await (await fetch(origin + list.path, { headers: list.headers })).json()) as { data: { id: string }[] }
  const productId = data[0]?.id
  if (productId === undefined) throw new Error('the demo data has no product')
  return {
    origin,
    baseUrl: server.baseUrl,
    pid: server.pid,
    productId,
    calls: callsOf((id) => callOf(id, productId, keys[tenants[id]].administrator, pathname)),
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Headers that Node's HTTP server adds to each response. */
const own = ['date', 'connection', 'keep-alive', 'content-length']

/** Starts a bare Fastify that returns the responses of the reference server to the same calls, byte for byte. */
export async function startBare(reference: Reference): Promise<Target> {
  const routes = await Promise.all(
    measured.map(async (id) => {
      const { method, path: url, headers, body } = reference.calls[id]
      const reply = await fetch(reference.origin + url, {
        method,
        headers,
        ...(body === undefined ? {} : { body: body.replace('[<id>]', 'BARE') }),
      })
      if (!reply.ok) throw new Error(`expected 2xx for ${method} ${url}, got ${reply.status}: ${await reply.text()}`)
      const copied = [...reply.headers].filter(([name]) => !own.includes(name))
      return { method, path: url, status: reply.status, headers: Object.fromEntries(copied), body: await reply.text() }
    }),
  )
  return { calls: reference.calls, ...(await startProgram('bare.mjs', JSON.stringify(routes))) }
}

/** Starts a program of this folder that prints the port that it listens on. */
async function startProgram(name: string, argument: string): Promise<Pick<Target, 'origin' | 'stop'>> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(name, import.meta.url)), argument], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const [printed] = (await Promise.race([once(child.stdout, 'data'), exited])) as [Buffer | number | null]
  const port = Number(printed)
  if (!(port > 0)) throw new Error(`expected the port of ${name}, got ${String(printed)}`)
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill()
      await exited
    },
  }
}

/**
 * Starts json-server, a mock that stores what it is sent, with all products of the tenant of the reference server in a JSON file. It checks no key and no
 * value. As on the reference server, the list does not grow with the creations: these have a collection of their own.
 */
export async function startJsonServer(reference: Reference): Promise<Target> {
  const { path: list, headers } = reference.calls.listProducts
  const products: { id: string }[] = []
  for (let page = 1, pages = 1; page <= pages; page++) {
    const reply = await fetch(`${reference.origin}${list}?limit=100&page=${page}`, { headers })
    const { data, pagination } = (await reply.json()) as { data: { id: string }[]; pagination: { totalPages: number } }
    products.push(...data)
    pages = pagination.totalPages
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  const file = path.join(folder, 'db.json')
  writeFileSync(file, JSON.stringify({ products, created: [] }))
  const { origin, stop } = await startProgram('json-server.mjs', file)
  const { createProduct } = reference.calls
  return {
    origin,
    calls: {
      getProduct: { method: 'GET', path: `/products/${reference.productId}`, headers: {} },
      listProducts: { method: 'GET', path: '/products?_page=1&_limit=20&_sort=name&_order=asc', headers: {} },
      createProduct: { ...createProduct, path: '/created' },
    },
    stop: async () => {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Starts Prism as `npm run mock` does. It accepts any key and any id. */
export async function startMock(reference: Reference): Promise<Target> {
  const prism = await startPrism({ host: '127.0.0.1', port: 0 })
  return {
    origin: `http://${prism.host}:${prism.port}`,
    calls: callsOf((id) => callOf(id, reference.productId, 'any', '/api')),
    stop: () => prism.close(),
  }
}

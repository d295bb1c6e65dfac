import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startPrism } from '../support/prism.ts'
import { demoKeys, startReferenceServer } from '../support/reference-server.ts'
import { callOf, measured, type Measured, tenants } from './calls.ts'
import type { Call } from './load.ts'

/** A server that answers the measured calls. */
export interface Target {
  /** `http://127.0.0.1:4010`. */
  readonly origin: string
  readonly calls: Readonly<Record<Measured, Call>>
  readonly stop: () => Promise<void>
}

/** The reference server, with what a benchmark must know besides. */
export interface Reference extends Target {
  readonly pid: number
  /** With the `/api` prefix. */
  readonly baseUrl: string
  readonly productId: string
}

/** The most that the flags take: no request of a run is refused. */
const unlimited = ['--rate-limit-per-minute', '1000000', '--rate-limit-per-hour', '1000000']

const callsOf = (each: (id: Measured) => Call) => Object.fromEntries(measured.map((id) => [id, each(id)])) as Record<Measured, Call>

/**
 * Starts the reference server as `npm start` does, with authentication, validation, rate limits and log as ever, and a new database in a file with the demo
 * data. Its log goes nowhere.
 */
export async function startReference(): Promise<Reference> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  const flags = ['--database-url', `file:${path.join(folder, 'reference.db')}`, ...unlimited]
  const [server, keys] = await Promise.all([startReferenceServer(flags, { keepLog: false }), demoKeys()])
  const { origin, pathname } = new URL(server.baseUrl)
  const list = callOf('listProducts', '', keys.nordwind.administrator, pathname)
  const { data } = (await (await fetch(origin + list.path, { headers: list.headers })).json()) as { data: { id: string }[] }
  const productId = data[0]?.id
  if (productId === undefined) throw new Error('the demo data was to have a product, it has none')
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

/** What Node's HTTP server writes into each answer by itself. */
const own = ['date', 'connection', 'keep-alive', 'content-length']

/** Starts Fastify alone, which returns what the reference server answered to the same calls, byte for byte. */
export async function startBare(reference: Reference): Promise<Target> {
  const routes = await Promise.all(
    measured.map(async (id) => {
      const { method, path: url, headers, body } = reference.calls[id]
      const reply = await fetch(reference.origin + url, {
        method,
        headers,
        ...(body === undefined ? {} : { body: body.replace('[<id>]', 'BARE') }),
      })
      if (!reply.ok) throw new Error(`${method} ${url} was to be answered with 2xx; came ${reply.status}: ${await reply.text()}`)
      const copied = [...reply.headers].filter(([name]) => !own.includes(name))
      return { method, path: url, status: reply.status, headers: Object.fromEntries(copied), body: await reply.text() }
    }),
  )
  const child = spawn(process.execPath, [fileURLToPath(new URL('bare.mjs', import.meta.url)), JSON.stringify(routes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const [printed] = (await Promise.race([once(child.stdout, 'data'), exited])) as [Buffer | number | null]
  const port = Number(printed)
  if (!(port > 0)) throw new Error(`the bare Fastify was to print its port, it printed ${String(printed)}`)
  return {
    origin: `http://127.0.0.1:${port}`,
    calls: reference.calls,
    stop: async () => {
      child.kill()
      await exited
    },
  }
}

/** Starts Prism as `npm run mock` does. It knows no keys and no ids: any will do. */
export async function startMock(reference: Reference): Promise<Target> {
  const prism = await startPrism({ host: '127.0.0.1', port: 0 })
  return {
    origin: `http://${prism.host}:${prism.port}`,
    calls: callsOf((id) => callOf(id, reference.productId, 'any', '')),
    stop: () => prism.close(),
  }
}

/**
 * Health checks and metrics on a port of their own, for orchestrators and Prometheus. They only read, need no key, and tell nothing about keys or data.
 * The process loads this folder only if it is asked to.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Parts } from '../app.ts'
import { createMetrics } from './metrics.ts'

/** What a process tells about itself, from its start to its end. */
export interface Health {
  /** The parts, with those replaced that metrics need. */
  measured(parts: Parts): Parts
  /** Counts the requests in flight of this server. */
  watch(server: Server): void
  /** Answers health checks on this address, not ready yet; returns its origin. Port 0 selects a free one. Rejects with the error of Node. */
  listen(host: string, port: number): Promise<string>
  /** States whether the process accepts requests. */
  accepting(yes: boolean): void
  /** Ends all connections. Call it last, so that a process that stops is seen as alive until it has stopped. */
  close(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
}

const text = (status: number, word: string): Answer => ({ status, type: 'text/plain; charset=utf-8', body: `${word}\n` })

/** How long a request may take to arrive, in milliseconds. */
const requestTimeout = 5000

/** What a process needs, by name; each rejects while it cannot be used. */
export type Needs = Readonly<Record<string, () => Promise<unknown>>>

/** The health of a process, which is ready if it accepts requests and everything that it needs answers. */
export function createHealth(needs: () => Needs): Health {
  const metrics = createMetrics()
  let isAccepting = false

  /** The names of what does not answer, in order. */
  const missing = async (): Promise<string[]> => {
    const all = Object.entries(needs())
    const answers = await Promise.allSettled(all.map(async ([, ask]) => ask()))
    return all.flatMap(([name], index) => (answers[index]?.status === 'rejected' ? [name] : []))
  }

  const pages: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    '/healthz': () => text(200, 'alive'),
    '/readyz': async () => {
      if (!isAccepting) return text(503, 'not accepting requests')
      const away = await missing()
      return away.length === 0 ? text(200, 'ready') : text(503, `${away.join(' and ')} unavailable`)
    },
    '/metrics': async () => ({ status: 200, type: metrics.mediaType, body: await metrics.text() }),
  }

  const answer = async ({ method, url = '' }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = ''] = url.split('?')
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined
    const isRead = method === 'GET' || method === 'HEAD'
    const { status, type, body } = page === undefined ? text(404, 'not found') : isRead ? await page() : text(405, 'method not allowed')
    response.writeHead(status, {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      ...(status === 405 && { Allow: 'GET, HEAD' }),
    })
    response.end(method === 'HEAD' ? undefined : body)
  }

  const server = createServer({ requestTimeout, headersTimeout: requestTimeout }, (incoming, response) => {
    answer(incoming, response).catch(() => incoming.destroy())
  })

  return {
    measured: (parts) => metrics.measured(parts),
    watch: (server) => metrics.watch(server),
    async listen(host, port) {
      server.listen(port, host)
      await once(server, 'listening')
      const { address, family, port: bound } = server.address() as AddressInfo
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`
    },
    accepting(yes) {
      isAccepting = yes
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

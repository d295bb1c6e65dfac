/** A proxy that forwards everything and changes the response to one request. */
import { once } from 'node:events'
import { createServer, request as send, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Reply } from '../../conformance/model/exchange.ts'

export interface Mutator {
  /** Position among the requests, from 1. */
  readonly number: number
  readonly change: (reply: Reply) => Reply
}

export interface MutatingProxy {
  /** The base URL to use instead of the target's. */
  readonly baseUrl: string
  /** Whether the request to change has arrived. */
  readonly isDone: () => boolean
  readonly close: () => Promise<void>
}

/** Opens a proxy to the deployment at `target`. It forwards all other responses unchanged, including their headers. */
export async function openProxy(target: string, { number, change }: Mutator): Promise<MutatingProxy> {
  const { pathname } = new URL(target)
  let count = 0
  const server = createServer({ keepAlive: false }, (incoming, outgoing) => {
    const isMutated = ++count === number
    void (async () => {
      const body = await read(incoming)
      const received = await passOn(target, incoming, body)
      const reply = isMutated ? change(received) : received
      outgoing.sendDate = false
      outgoing.writeHead(reply.status, reply.headers.flat())
      outgoing.end(reply.body)
    })().catch(() => outgoing.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    isDone: () => count >= number,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function passOn(target: string, incoming: IncomingMessage, body: Buffer): Promise<Reply> {
  const { hostname, port } = new URL(target)
  return new Promise((resolve, reject) => {
    const passed = send(
      { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.rawHeaders, setHost: false, agent: false },
      (answer) => {
        // A server that has already responded need not read the rest of the request.
        passed.removeListener('error', reject).on('error', () => undefined)
        const { rawHeaders, statusCode: status = 0 } = answer
        const headers = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []))
        read(answer).then((received) => resolve({ status, headers, body: received }), reject)
      },
    )
    passed.on('error', reject)
    passed.end(body)
  })
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

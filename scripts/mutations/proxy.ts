/** A proxy that passes everything on, and changes the reply to one request. */
import { once } from 'node:events'
import { createServer, request as send, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Reply } from '../../conformance/exchange.ts'

export interface Mutator {
  /** Position among the requests, from 1. */
  readonly number: number
  readonly change: (reply: Reply) => Reply
}

export interface MutatingProxy {
  /** The address to use instead of the target's. */
  readonly baseUrl: string
  /** Whether the request came that was waited for. */
  readonly isDone: () => boolean
  readonly close: () => Promise<void>
}

/** Opens a proxy to the deployment at `target`; what it answers otherwise is what the target answers, header by header. */
export async function openProxy(target: string, { number, change }: Mutator): Promise<MutatingProxy> {
  const { hostname, port, pathname } = new URL(target)
  let count = 0
  const server = createServer({ keepAlive: false }, (incoming, outgoing) => {
    const isMutated = ++count === number
    const passed = send(
      { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.rawHeaders, setHost: false, agent: false },
      (answer) => {
        void (async () => {
          const received = await read(answer)
          const reply = isMutated ? change(received) : received
          outgoing.sendDate = false
          // A body that a status or HEAD does not have is not written; the length goes out as it was given.
          outgoing.strictContentLength = false
          outgoing.writeHead(reply.status, reply.headers.flat())
          outgoing.end(reply.body)
        })()
      },
    )
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
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

async function read(answer: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  const { rawHeaders } = answer
  return {
    status: answer.statusCode ?? 0,
    headers: rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [])),
    body: Buffer.concat(chunks),
  }
}

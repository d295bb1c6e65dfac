/** A gateway before the deployment: it takes requests, has them answered, and puts the answers on the wire in its own way. Loopback only. */
import { once } from 'node:events'
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What the gateway was asked. */
export interface Asked {
  /** Position among all requests, from 1. */
  readonly number: number
  readonly method: string
  /** As sent: path and query. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
}

/** What the deployment answered, and what is passed on of it. */
export interface Answer {
  readonly status: number
  readonly reason: string
  /** In order, without those that concern one connection only (RFC 9110 §7.6.1). */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Empty with HEAD. */
  readonly body: Buffer
}

/** What a gateway does; nothing by default. */
export interface Gateway {
  readonly change?: (answer: Answer, asked: Asked) => Answer
  /** Puts an answer on the wire; the connection is closed after it. */
  readonly write?: (socket: Socket, answer: Answer, asked: Asked) => void | Promise<void>
  /** The path that the deployment is known by, where it is not its own. */
  readonly base?: string
}

export interface Running {
  readonly origin: string
  readonly close: () => Promise<void>
}

const ofConnection = ['connection', 'keep-alive', 'transfer-encoding']

/** Stands between a client and the deployment at `origin`, whose own paths begin with `base`. */
export async function startProxy(origin: string, base: string, gateway: Gateway): Promise<Running> {
  const { change = (answer: Answer) => answer, write = writeWhole } = gateway
  const { hostname, port } = new URL(origin)
  let count = 0
  const onward = (target: string): string =>
    gateway.base === undefined
      ? target
      : target.startsWith(`${gateway.base}/`)
        ? base + target.slice(gateway.base.length)
        : `/none${target}`

  const serve = async (incoming: IncomingMessage): Promise<void> => {
    const { method = '', url: target = '', headers, socket } = incoming
    const asked: Asked = { number: ++count, method, target, headers }
    // Whoever is cut off while it still sends may never see the answer (RFC 9112 §9.6).
    const sent = Buffer.concat((await incoming.toArray()) as Buffer[])
    const outgoing = request({ hostname, port, method, path: onward(target), headers: incoming.rawHeaders, agent: false })
    outgoing.end(sent)
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    // The deployment may have answered, and closed the connection, before it had all.
    outgoing.on('error', () => undefined)
    const body = await response.toArray()
    const answer: Answer = {
      status: response.statusCode ?? 0,
      reason: response.statusMessage ?? '',
      headers: pairs(response.rawHeaders).filter(([name]) => !ofConnection.includes(name.toLowerCase())),
      body: Buffer.concat(body as Buffer[]),
    }
    await write(socket, change(answer, asked), asked)
    socket.end()
  }

  const door = createServer((incoming) => void serve(incoming).catch(() => incoming.destroy()))
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  return {
    origin: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    close: async () => {
      door.closeAllConnections()
      door.close()
      await once(door, 'close')
    },
  }
}

function pairs(raw: readonly string[]): (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
}

const is = (name: string) => (header: readonly [string, string]) => header[0].toLowerCase() === name.toLowerCase()

export function headerOf({ headers }: Answer, name: string): string | undefined {
  return headers.find(is(name))?.[1]
}

/** With a header set in its place, or added, or removed. */
export function withHeader(answer: Answer, name: string, value: string | undefined): Answer {
  const has = answer.headers.some(is(name))
  const headers =
    value === undefined
      ? answer.headers.filter((each) => !is(name)(each))
      : has
        ? answer.headers.map((each) => (is(name)(each) ? ([each[0], value] as const) : each))
        : [...answer.headers, [name, value] as const]
  return { ...answer, headers }
}

/** With another body, and the length of it; what HEAD would have been told of that length is left out. */
export function withBody(answer: Answer, body: Buffer, { method }: Asked): Answer {
  return method === 'HEAD'
    ? withHeader(answer, 'Content-Length', undefined)
    : withHeader({ ...answer, body }, 'Content-Length', String(body.length))
}

/** Status line and header section as they stand on the wire; header bytes are Latin-1 (RFC 9110 §5.5). */
export function headOf({ status, reason, headers }: Answer, version = 'HTTP/1.1'): Buffer {
  const lines = [`${version} ${status} ${reason}`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

/** The answer in one piece, as long as its Content-Length says. */
export function wholeOf(answer: Answer): Buffer {
  return Buffer.concat([headOf(withHeader(answer, 'Connection', 'close')), answer.body])
}

function writeWhole(socket: Socket, answer: Answer): void {
  socket.write(wholeOf(answer))
}

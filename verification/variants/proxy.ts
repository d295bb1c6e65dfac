/** A gateway in front of the deployment: it forwards requests and can change the responses and how they are written to the socket. Loopback only. */
import { once } from 'node:events'
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A request to the gateway. */
export interface Asked {
  /** Position among all requests, from 1. */
  readonly number: number
  readonly method: string
  /** Path and query as sent. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
}

/** A response of the deployment, or the response to forward. */
export interface Answer {
  readonly status: number
  readonly reason: string
  /** In order, without connection-specific headers (RFC 9110 §7.6.1). */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Empty for HEAD. */
  readonly body: Buffer
}

/** The changes of a gateway; none by default. */
export interface Gateway {
  readonly change?: (answer: Answer, asked: Asked) => Answer
  /** Writes a response to the socket; the connection is closed afterwards. */
  readonly write?: (socket: Socket, answer: Answer, asked: Asked) => void | Promise<void>
  /** The public base path, if it differs from the base path of the server. */
  readonly base?: string
}

export interface Running {
  readonly origin: string
  readonly close: () => Promise<void>
}

const ofConnection = ['connection', 'keep-alive', 'transfer-encoding']

/** Starts a gateway in front of the deployment at `origin`, whose paths begin with `base`. */
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
    // A client that is disconnected while it still sends may never see the response (RFC 9112 §9.6).
    const sent = Buffer.concat((await incoming.toArray()) as Buffer[])
    const outgoing = request({ hostname, port, method, path: onward(target), headers: incoming.rawHeaders, agent: false })
    outgoing.end(sent)
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    // The deployment may have responded and closed the connection before it received the whole body.
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

/** Sets a header in its place, adds it, or removes it. */
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

/** Replaces the body and sets its length; for HEAD, the length is omitted. */
export function withBody(answer: Answer, body: Buffer, { method }: Asked): Answer {
  return method === 'HEAD'
    ? withHeader(answer, 'Content-Length', undefined)
    : withHeader({ ...answer, body }, 'Content-Length', String(body.length))
}

/** Status line and header section as sent; header bytes are Latin-1 (RFC 9110 §5.5). */
export function headOf({ status, reason, headers }: Answer, version = 'HTTP/1.1'): Buffer {
  const lines = [`${version} ${status} ${reason}`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

/** The whole response in one piece, with the length of its Content-Length. */
export function wholeOf(answer: Answer): Buffer {
  return Buffer.concat([headOf(withHeader(answer, 'Connection', 'close')), answer.body])
}

function writeWhole(socket: Socket, answer: Answer): void {
  socket.write(wholeOf(answer))
}

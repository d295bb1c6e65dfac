/** Deployments that misbehave, each in one way: what a suite that is pointed at strangers has to survive. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import tls from 'node:tls'
import { gzipSync } from 'node:zlib'

/** What a hostile server does with one connection, on which one request has come. */
export type Behavior = (
  socket: net.Socket,
  request: { readonly head: string; readonly text: string; readonly origin: string },
) => void | Promise<void>

const pem = (name: string): string => readFileSync(new URL(`hostile/${name}`, import.meta.url), 'utf8')

export interface Running {
  readonly baseUrl: string
  /** Resolves as soon as no connection is open. */
  readonly released: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Listens on a free port, and behaves so from the request number `after` on; earlier ones go to the healthy server at `origin`. */
export async function startHostile(
  behave: Behavior,
  origin: string,
  after: number,
  certificate?: 'other-host' | 'expired',
): Promise<Running> {
  const open = new Set<net.Socket>()
  let count = 0
  const serve = (socket: net.Socket): void => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
    let text = ''
    const listen = (chunk: Buffer): void => {
      text += chunk.toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      const length = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0)
      if (end === -1 || text.length < end + 4 + length) return
      socket.off('data', listen)
      socket.resume()
      if (++count <= after) pass(socket, text, origin)
      else void behave(socket, { head: text.slice(0, end), text, origin })
    }
    socket.on('data', listen)
  }
  const server =
    certificate === undefined
      ? net.createServer(serve)
      : tls.createServer({ cert: pem(`${certificate}.pem`), key: pem(`${certificate}.key`) }, serve).on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as net.AddressInfo).port}/api`,
    released: async () => {
      for (const socket of open) if (!socket.closed) await once(socket, 'close')
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

/** Hands a request on as it came. */
function pass(socket: net.Socket, text: string, origin: string): void {
  const upstream = net.connect(Number(new URL(origin).port), '127.0.0.1', () => upstream.write(Buffer.from(text, 'latin1')))
  upstream.on('error', () => socket.destroy())
  upstream.pipe(socket)
}

/** Behaves so to some requests, and hands the others on. */
export const only =
  (isMeant: (head: string) => boolean, behave: Behavior): Behavior =>
  (socket, request) => {
    if (isMeant(request.head)) return behave(socket, request)
    pass(socket, request.text, request.origin)
  }

interface Answer {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

/** What the healthy server answers. */
function healthy(head: string, origin: string): Promise<Answer> {
  const [line = '', ...rest] = head.split('\r\n')
  const [method, path] = line.split(' ')
  const authorization = rest.find((each) => /^authorization:/i.test(each))?.replace(/^[^:]*: */, '')
  return new Promise((resolve, reject) => {
    const sent = http.request(
      `${new URL(origin).origin}${path}`,
      { method: method ?? 'GET', headers: authorization === undefined ? {} : { authorization }, agent: false },
      (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('end', () => {
          const raw = reply.rawHeaders
          const headers = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
          resolve({ status: reply.statusCode ?? 0, headers, body: Buffer.concat(chunks) })
        })
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

/** An answer as bytes; the length is left to the caller where `headers` has one. */
function bytes({ status, headers, body }: Answer, version = '1.1'): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  return Buffer.concat([Buffer.from(`HTTP/${version} ${status} X\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body])
}

/** The healthy answer, changed. */
export const changed =
  (change: (answer: Answer) => Partial<Answer>, version?: string): Behavior =>
  async (socket, { head, origin }) => {
    const answer = await healthy(head, origin)
    socket.end(bytes({ ...answer, ...change(answer) }, version))
  }

export const without = (answer: Answer, ...names: readonly string[]): Answer['headers'] =>
  answer.headers.filter(([name]) => !names.includes(name.toLowerCase()))

/** The healthy answer with other headers; those of the same name go. */
export const withHeaders = (...headers: readonly (readonly [string, string])[]): Behavior =>
  changed((answer) => ({ headers: [...without(answer, ...headers.map(([name]) => name.toLowerCase())), ...headers] }))

/** The healthy answer with another body where there is one, its length told truthfully. */
export const withBody = (body: Buffer | string | ((text: string) => Buffer | string)): Behavior =>
  changed((answer) => {
    if (answer.body.length === 0) return {}
    const other = Buffer.from(typeof body === 'function' ? body(answer.body.toString('utf8')) : body)
    return { body: other, headers: [...without(answer, 'content-length', 'transfer-encoding'), ['Content-Length', String(other.length)]] }
  })

/** Bytes as they are, and the end. */
export const says =
  (text: string | Buffer): Behavior =>
  (socket) =>
    void socket.end(text)

/** A beginning, and then more of the same for as long as somebody reads. */
export const endless =
  (start: string, more: Buffer, pause?: number): Behavior =>
  (socket) => {
    socket.write(start)
    const push = (): void => {
      if (socket.destroyed) return
      if (pause !== undefined) {
        socket.write(more)
        setTimeout(push, pause)
      } else if (socket.write(more)) setImmediate(push)
      else socket.once('drain', push)
    }
    push()
  }

/** The healthy answer, a few bytes at a time. */
export const inPieces =
  (size: number): Behavior =>
  async (socket, { head, origin }) => {
    socket.setNoDelay(true)
    const all = bytes(await healthy(head, origin))
    const step = Math.max(size, Math.ceil(all.length / 400))
    for (let at = 0; at < all.length && !socket.destroyed; at += step) {
      socket.write(all.subarray(at, at + step))
      await new Promise((resolve) => setImmediate(resolve))
    }
    socket.end()
  }

export const json = (length: string): string => `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${length}\r\n`

/** Ten megabytes of zeros, compressed a thousandfold. */
export const member = (): Buffer => gzipSync(Buffer.alloc(10_000_000))

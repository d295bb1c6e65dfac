/** Listens in front of a deployment, passes everything on as it comes, and keeps what passes for the laws to judge. */
import http from 'node:http'
import https from 'node:https'
import { rootCertificates } from 'node:tls'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { HarEntry } from './har-format.ts'

export interface ProxyOptions {
  /** Base URL of the deployment, without a trailing slash. */
  readonly target: string
  /** Of 127.0.0.1; 0 for any free one. */
  readonly port: number
  /** Milliseconds that the deployment may take for an answer. */
  readonly timeout: number
  /** Certificates (PEM) to trust besides the usual ones. */
  readonly ca?: string
  /** Called with what one exchange showed, once it is over. */
  readonly onEntry: (entry: HarEntry) => void
  /** Called with what became of a request that was not answered to its end, as half a sentence; `isReached` is false where no connection came about. */
  readonly onLoss: (why: string, isReached: boolean) => void
}

export interface Proxy {
  /** For clients to use instead of the deployment's. */
  readonly baseUrl: string
  /** Ends everything that is on its way, too. */
  readonly close: () => Promise<void>
}

/** Of each body so many bytes are kept. */
const mostBytes = 2 * 1024 * 1024
/** RFC 9110 §7.6.1: what is said to the next one on the way, and not passed on. */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade', 'host']

/** Starts to listen; rejects if the port is taken. */
export async function openProxy({ target, port, timeout, ca, onEntry, onLoss }: ProxyOptions): Promise<Proxy> {
  const to = new URL(target)
  const { hostname, protocol, host, pathname } = to
  const tls = ca === undefined ? {} : { ca: [...rootCertificates, ca] }
  const onTheirWay = new Set<http.ClientRequest>()
  const server = http.createServer((incoming, outgoing) => {
    const path = originForm(incoming.url ?? '/', [host, incoming.headers.host ?? ''])
    if (path === undefined) {
      refuse(outgoing, `This passes on what is for ${target}, and ${incoming.url ?? ''} is for another server.`)
      return
    }
    const began = Date.now()
    const method = incoming.method ?? 'GET'
    // Node adds none to headers that are given as a list.
    const headers = [['Host', host] as const, ...passedOn(incoming.rawHeaders)]
    const sent = kept()
    let isOver = false
    /** Tells once what became of it. */
    const over = (act: () => void): void => {
      if (isOver) return
      isOver = true
      onTheirWay.delete(onward)
      act()
    }
    const lose = (why: string, isReached: boolean): void => over(() => onLoss(`${method} ${path} ${why}`, isReached))
    const onward = (protocol === 'https:' ? https : http).request(
      {
        // As it came, byte for byte: another spelling of a path or a query is another request.
        path,
        method,
        hostname: hostname.replace(/^\[|\]$/g, ''),
        port: to.port,
        headers: headers.flat(),
        timeout,
        agent: false,
        ...tls,
      },
      (answer) => {
        const received = kept()
        const shown = pairs(answer.rawHeaders)
        outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedOn(answer.rawHeaders).flat())
        answer.on('data', received.take)
        answer.on('end', () => {
          if (!answer.complete) return
          over(() => {
            // As it travelled; whoever reads the entry unpacks it.
            const text = received.bytes()
            const posted = sent.bytes()
            onEntry({
              startedDateTime: new Date(began).toISOString(),
              time: Date.now() - began,
              request: {
                method,
                url: `${to.origin}${path}`,
                headers: headers.map(([name, value]) => ({ name, value })),
                ...(posted.length === 0 ? {} : { postData: { text: posted.toString('utf8') } }),
              },
              response: {
                status: answer.statusCode ?? 0,
                headers: shown.map(([name, value]) => ({ name, value })),
                bodySize: received.size(),
                content: received.isWhole()
                  ? { size: text.length, text: text.toString('base64'), encoding: 'base64' }
                  : { size: received.size() },
              },
            })
          })
        })
        answer.on('error', () => {
          lose(`was answered ${answer.statusCode ?? 0} and broke off after ${received.size()} bytes of the body`, true)
          outgoing.destroy()
        })
        answer.pipe(outgoing)
      },
    )
    onTheirWay.add(onward)
    onward.on('timeout', () => onward.destroy(new Error('no answer in time')))
    let isReached = false
    onward.on('socket', (socket) => socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => (isReached = true)))
    onward.on('error', (error) => {
      lose(isReached ? `was not answered: ${error.message}` : `did not reach the deployment: ${error.message}`, isReached)
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(502, plain).end(`The deployment cannot be reached: ${error.message}\n`)
    })
    incoming.on('data', sent.take)
    incoming.on('error', () => onward.destroy())
    // A client that goes away wants no answer.
    outgoing.on('close', () => {
      if (outgoing.writableFinished) return
      lose('was given up by the client', true)
      onward.destroy()
    })
    incoming.pipe(onward)
  })
  // RFC 9110 §9.3.6: a tunnel leads past whoever would judge what is in it.
  server.on('connect', (incoming: http.IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined)
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nThis opens no tunnel to ${incoming.url ?? ''}: use ${target} by the address that was shown.\n`,
    )
  })
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    else socket.destroy()
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname.replace(/\/$/, '')}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const each of onTheirWay) each.destroy()
      }),
  }
}

const plain = { 'Content-Type': 'text/plain' } as const

function refuse(outgoing: http.ServerResponse, why: string): void {
  outgoing.writeHead(400, { ...plain, Connection: 'close' }).end(`${why}\n`)
}

/**
 * The request target to hand on (RFC 9112 §3.2): a path as it came, `*`, or the path of an absolute one for one of these hosts, without another byte
 * changed. `undefined` for what is for another server.
 */
export function originForm(target: string, hosts: readonly string[]): string | undefined {
  if (target.startsWith('/') || target === '*') return target
  const [, authority = '', rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(target) ?? []
  if (!hosts.some((each) => each !== '' && each.toLowerCase() === authority.toLowerCase())) return undefined
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** The beginning of a body that passes. */
function kept() {
  const chunks: Buffer[] = []
  let size = 0
  return {
    take: (chunk: Buffer): void => {
      size += chunk.length
      if (size <= mostBytes) chunks.push(chunk)
      // Nobody reads a part.
      else chunks.length = 0
    },
    bytes: (): Buffer => Buffer.concat(chunks),
    size: (): number => size,
    isWhole: (): boolean => size <= mostBytes,
  }
}

function pairs(raw: readonly string[]): (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
}

const passedOn = (raw: readonly string[]) => pairs(raw).filter(([name]) => !hopByHop.includes(name.toLowerCase()))

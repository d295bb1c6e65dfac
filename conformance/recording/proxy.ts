/**
 * A proxy in front of a deployment: it forwards everything unchanged and reports each exchange to the laws. The file is long because both
 * directions of an exchange share one state.
 */
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { rootCertificates } from 'node:tls'
import { isSafe } from '../model/request.ts'
import { maxBytes, type Passed } from './passage.ts'
import { Recording } from './recording.ts'
import type { MemoryBudget } from './memory-budget.ts'

/** A request, with its position starting at 1. */
export type About = Pick<Passed, 'number' | 'method' | 'sentAt'>

export interface ProxyOptions {
  /** Base URL of the deployment, without a trailing slash. */
  readonly target: string
  /** On 127.0.0.1; 0 selects any free port. */
  readonly port: number
  /** Maximum response time of the deployment in milliseconds. */
  readonly timeout: number
  /** Additional certificates (PEM) to trust. */
  readonly ca?: string
  /** The memory for exchanges until they are judged. */
  readonly room: MemoryBudget
  /**
   * Called when an exchange has ended. The caller must release `taken` bytes of the budget. `quietUntil`: a write started at this time (in
   * milliseconds since the epoch) and has not ended yet.
   */
  readonly onPassed: (passed: Passed, quietUntil: number, taken: number) => void
  /** Called for a completely forwarded exchange that is too large to keep; `why` is half a sentence. */
  readonly onLeftOut: (about: About, why: string) => void
  /**
   * Called for a request without a complete response, with the reason as half a sentence; `isReached` is false if there was no connection.
   */
  readonly onLoss: (about: About, why: string, isReached: boolean) => void
}

export interface Proxy {
  /** The base URL for clients, instead of the deployment's. */
  readonly baseUrl: string
  /** Also ends exchanges in progress. */
  readonly close: () => Promise<void>
}

/** RFC 9110 §7.6.1: headers for a single connection, which are not forwarded, nor are those that `Connection` lists. */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade', 'host']
/** In bytes. Node's default of 16 KiB is less than some deployments accept. */
const maxHeaders = 128 * 1024
/** Bytes that an exchange needs until it is judged, without its bodies. */
const leastKept = 4 * 1024

/** The reason for skipping an exchange or its response body. */
const tooLarge = `a body of more than ${maxBytes} bytes`
const crowded = 'too many exchanges were open at the same time'

/** Starts the proxy; rejects if the port is in use. */
export async function openProxy(options: ProxyOptions): Promise<Proxy> {
  const { target, port } = options
  const { host, pathname } = new URL(target)
  const relays = new Relays(options)
  // Only the client closes a connection: it may be about to reuse it. A request may take any time.
  const server = http.createServer({ maxHeaderSize: maxHeaders, requestTimeout: 0, keepAliveTimeout: 0 }, (incoming, outgoing) => {
    const path = originForm(incoming.url ?? '/', [host, incoming.headers.host ?? ''])
    if (path !== undefined) relays.relay(incoming, outgoing, path)
    else tell(outgoing, 400, `This proxy only forwards requests to ${target}; ${incoming.url ?? ''} is on another server.`)
  })
  // RFC 9110 §9.3.6: the traffic in a tunnel could not be judged.
  server.on('connect', (incoming: http.IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined)
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nThis proxy does not support CONNECT (${incoming.url ?? ''}). To reach ${target}, use the base URL that the proxy printed.\n`,
    )
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
    else socket.destroy()
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname.replace(/\/$/, '')}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        relays.destroy()
      }),
  }
}

/** Everything in progress. */
class Relays {
  readonly #options: ProxyOptions
  readonly #to: URL
  readonly #onTheirWay = new Set<http.ClientRequest>()
  readonly #writes = new Set<About>()
  readonly #agents = new WeakMap<object, http.Agent>()
  #count = 0

  constructor(options: ProxyOptions) {
    this.#options = options
    this.#to = new URL(options.target)
  }

  destroy(): void {
    for (const each of this.#onTheirWay) each.destroy()
  }

  /** Forwards a request and its response. */
  relay(incoming: http.IncomingMessage, outgoing: http.ServerResponse, path: string): void {
    const { room, onLoss } = this.#options
    const about: About = { number: ++this.#count, method: incoming.method ?? 'GET', sentAt: Date.now() }
    if (!isSafe(about.method)) this.#writes.add(about)
    const headers = [['Host', this.#to.host] as const, ...passedOn(incoming.rawHeaders), ...framing(incoming)]
    const [sent, received] = [new Recording(room, maxBytes), new Recording(room, maxBytes)]
    let onward: http.ClientRequest | undefined
    let isOver = false
    /** Reports the end of the exchange once. */
    const over = (act: () => void): void => {
      if (isOver) return
      isOver = true
      if (onward !== undefined) this.#onTheirWay.delete(onward)
      this.#writes.delete(about)
      act()
      sent.drop()
      received.drop()
    }
    let isReached = false
    let isAnswered = false
    const lose = (why: string, reached = true): void => over(() => onLoss(about, `${about.method} ${path} ${why}`, reached))
    const fail = (error: Error): void => {
      lose(isReached ? `got no response: ${error.message}` : `did not reach the deployment: ${error.message}`, isReached)
      if (outgoing.headersSent) outgoing.destroy()
      else tell(outgoing, 502, `The deployment cannot be reached: ${error.message}`)
    }
    incoming.on('data', (chunk: Buffer) => sent.add(chunk))
    // No response is needed after the client has disconnected.
    const giveUp = (): void => {
      lose('was canceled by the client')
      onward?.destroy()
    }
    incoming.on('error', giveUp)
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) giveUp()
    })
    // Safe requests without a body can be repeated without harm.
    const mayTryAgain = isSafe(about.method) && framing(incoming).length === 0 && incoming.headers['content-length'] === undefined
    const send = (agent: http.Agent): void => {
      const request = this.#open(agent, about.method, path, headers)
      onward = request
      this.#onTheirWay.add(request)
      request
        .on('socket', (socket) => {
          if (request.reusedSocket) isReached = true
          else socket.once(this.#to.protocol === 'https:' ? 'secureConnect' : 'connect', () => (isReached = true))
        })
        .on('timeout', () => {
          // The timeout does not run while the proxy waits for the client.
          if (incoming.complete && !outgoing.writableNeedDrain) request.destroy(new Error('response timeout'))
        })
        .on('error', (error: NodeJS.ErrnoException) => {
          this.#onTheirWay.delete(request)
          // A kept connection may be closed just when it is reused (RFC 9112 §9.3.1).
          if (request.reusedSocket && mayTryAgain && !isAnswered && !isOver && error.code === 'ECONNRESET') send(this.#agent(false))
          else fail(error)
        })
        .on('response', (answer) => {
          isReached = true
          isAnswered = true
          const { statusCode = 0 } = answer
          answer.on('data', (chunk: Buffer) => received.add(chunk))
          answer.on('error', () => {
            lose(`got status ${statusCode}, but the connection closed after ${received.size} bytes of the body`)
            outgoing.destroy()
          })
          answer.on('end', () => {
            if (!answer.complete) return
            // Must be set before `pipe` ends the response.
            if (answer.rawTrailers.length > 0) outgoing.addTrailers(pairs(answer.rawTrailers))
            over(() =>
              this.#passed(
                { ...about, target: path, headers, status: statusCode, answerHeaders: pairs(answer.rawHeaders) },
                sent,
                received,
              ),
            )
          })
          try {
            outgoing.writeHead(statusCode, answer.statusMessage, passedOn(answer.rawHeaders).flat())
          } catch (error) {
            lose(`got a response that cannot be forwarded: ${(error as Error).message}`)
            request.destroy()
            outgoing.destroy()
            return
          }
          answer.pipe(outgoing)
        })
      if (mayTryAgain) request.end()
      else incoming.pipe(request)
    }
    try {
      // A request that changes something is not repeated, so it uses a new connection that the server cannot close for being idle.
      send(mayTryAgain ? this.#agentOf(incoming.socket) : this.#agent(false))
    } catch (error) {
      // Node only sends requests and responses that it would also accept.
      fail(error as Error)
    }
  }

  #open(agent: http.Agent, method: string, path: string, headers: Passed['headers']): http.ClientRequest {
    const { hostname, port, protocol } = this.#to
    return (protocol === 'https:' ? https : http).request({
      // Forwarded unchanged, byte for byte: a different spelling of a path or a query is a different request.
      path,
      method,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      headers: headers.flat(),
      timeout: this.#options.timeout,
      maxHeaderSize: maxHeaders,
      agent,
    })
  }

  /** Each client connection uses one kept connection to the deployment: a handshake for each request would slow it down. */
  #agentOf(socket: Socket): http.Agent {
    const known = this.#agents.get(socket)
    if (known !== undefined) return known
    const agent = this.#agent(true)
    this.#agents.set(socket, agent)
    socket.once('close', () => agent.destroy())
    return agent
  }

  #agent(keepAlive: boolean): http.Agent {
    const { ca } = this.#options
    const options = { keepAlive, maxSockets: 1 }
    if (this.#to.protocol !== 'https:') return new http.Agent(options)
    return new https.Agent({ ...options, ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }) })
  }

  /** Passes on a complete exchange, with the memory that it uses until it is judged. */
  #passed(shown: Omit<Passed, 'body' | 'receivedAt' | 'answerBody'>, sent: Recording, received: Recording): void {
    const { room, onLeftOut, onPassed } = this.#options
    if (sent.state !== 'whole' || !room.take(leastKept)) {
      onLeftOut(shown, sent.state === 'large' ? `the request has ${tooLarge}` : crowded)
      return
    }
    const [request, answer] = [sent.hand(), received.hand()]
    const { state } = received
    onPassed(
      {
        ...shown,
        receivedAt: Date.now(),
        body: request.bytes,
        answerBody: state === 'whole' ? answer.bytes : state === 'large' ? `the response has ${tooLarge}` : crowded,
      },
      Math.min(...[...this.#writes].map(({ sentAt }) => sentAt)),
      leastKept + request.taken + answer.taken,
    )
  }
}

/** Sends a response in place of the deployment. */
function tell(outgoing: http.ServerResponse, status: number, why: string): void {
  outgoing.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' }).end(`${why}\n`)
}

/**
 * Returns the request target to forward (RFC 9112 §3.2): a path unchanged, `*`, or the path of an absolute URL for one of these hosts, with
 * no byte changed. Returns `undefined` for a target on another server.
 */
export function originForm(target: string, hosts: readonly string[]): string | undefined {
  if (target.startsWith('/') || target === '*') return target
  const [, authority = '', rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(target) ?? []
  if (!hosts.some((each) => each !== '' && each.toLowerCase() === authority.toLowerCase())) return undefined
  return rest.startsWith('/') ? rest : `/${rest}`
}

function pairs(raw: readonly string[]): [name: string, value: string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as [string, string]] : []))
}

function passedOn(raw: readonly string[]): [name: string, value: string][] {
  const all = pairs(raw)
  const named = all.flatMap(([name, value]) => (name.toLowerCase() === 'connection' ? value.split(',') : []))
  const kept = new Set([...hopByHop, ...named.map((each) => each.trim().toLowerCase())])
  return all.filter(([name]) => !kept.has(name.toLowerCase()))
}

/** Returns the headers that frame the request body (RFC 9112 §6.3), as the client sent them. Node would add some, and omit others. */
function framing({ headers, method = 'GET' }: http.IncomingMessage): Passed['headers'] {
  if (headers['transfer-encoding'] !== undefined) return [['Transfer-Encoding', 'chunked']]
  const isWithout = headers['content-length'] === undefined && !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'].includes(method)
  return isWithout ? [['Content-Length', '0']] : []
}

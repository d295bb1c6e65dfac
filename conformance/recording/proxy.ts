/**
 * Listens in front of a deployment, passes everything on as it comes, and tells what passes, for the laws to judge. Long, since both directions of
 * an exchange share one state.
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

/** A request by its place among all, from 1. */
export type About = Pick<Passed, 'number' | 'method' | 'sentAt'>

export interface ProxyOptions {
  /** Base URL of the deployment, without a trailing slash. */
  readonly target: string
  /** Of 127.0.0.1; 0 for any free one. */
  readonly port: number
  /** Milliseconds that the deployment may take for an answer. */
  readonly timeout: number
  /** Certificates (PEM) to trust besides the usual ones. */
  readonly ca?: string
  /** Memory for what is kept of exchanges until they are judged. */
  readonly room: MemoryBudget
  /**
   * Called with what one exchange showed, once it is over; `taken` bytes of the room are the caller's to give back. `quietUntil`: since then, in milliseconds
   * since the epoch, a write has been on its way that is not over yet.
   */
  readonly onPassed: (passed: Passed, quietUntil: number, taken: number) => void
  /** Called with an exchange that passed as a whole, and of which too much was to be kept; `why` is half a sentence. */
  readonly onLeftOut: (about: About, why: string) => void
  /** Called with what became of a request that was not answered to its end, as half a sentence; `isReached` is false where no connection came about. */
  readonly onLoss: (about: About, why: string, isReached: boolean) => void
}

export interface Proxy {
  /** For clients to use instead of the deployment's. */
  readonly baseUrl: string
  /** Ends everything that is on its way, too. */
  readonly close: () => Promise<void>
}

/** RFC 9110 §7.6.1: what is said to the next one on the way, and not passed on; what `Connection` names besides is not, either. */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade', 'host']
/** Bytes; Node would refuse more than 16 KiB, which a deployment may take. */
const maxHeaders = 128 * 1024
/** Bytes that an exchange takes until it is judged, besides its bodies. */
const leastKept = 4 * 1024

/** Why an exchange, or the body of its answer, is left out. */
const tooLarge = `a body of more than ${maxBytes} bytes`
const crowded = 'more was on its way at that time than can be judged'

/** Starts to listen; rejects if the port is taken. */
export async function openProxy(options: ProxyOptions): Promise<Proxy> {
  const { target, port } = options
  const { host, pathname } = new URL(target)
  const relays = new Relays(options)
  // A connection is the client's to close: it may be about to use it. A request may take as long as the client likes.
  const server = http.createServer({ maxHeaderSize: maxHeaders, requestTimeout: 0, keepAliveTimeout: 0 }, (incoming, outgoing) => {
    const path = originForm(incoming.url ?? '/', [host, incoming.headers.host ?? ''])
    if (path !== undefined) relays.relay(incoming, outgoing, path)
    else tell(outgoing, 400, `This passes on what is for ${target}, and ${incoming.url ?? ''} is for another server.`)
  })
  // RFC 9110 §9.3.6: a tunnel leads past whoever would judge what is in it.
  server.on('connect', (incoming: http.IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined)
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nThis opens no tunnel to ${incoming.url ?? ''}: use ${target} by the address that was shown.\n`,
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

/** Everything that is on its way. */
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

  /** Passes one request on, and its answer back. */
  relay(incoming: http.IncomingMessage, outgoing: http.ServerResponse, path: string): void {
    const { room, onLoss } = this.#options
    const about: About = { number: ++this.#count, method: incoming.method ?? 'GET', sentAt: Date.now() }
    if (!isSafe(about.method)) this.#writes.add(about)
    const headers = [['Host', this.#to.host] as const, ...passedOn(incoming.rawHeaders), ...framing(incoming)]
    const [sent, received] = [new Recording(room, maxBytes), new Recording(room, maxBytes)]
    let onward: http.ClientRequest | undefined
    let isOver = false
    /** Tells once what became of it. */
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
      lose(isReached ? `was not answered: ${error.message}` : `did not reach the deployment: ${error.message}`, isReached)
      if (outgoing.headersSent) outgoing.destroy()
      else tell(outgoing, 502, `The deployment cannot be reached: ${error.message}`)
    }
    incoming.on('data', (chunk: Buffer) => sent.add(chunk))
    // A client that goes away wants no answer.
    const giveUp = (): void => {
      lose('was given up by the client')
      onward?.destroy()
    }
    incoming.on('error', giveUp)
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) giveUp()
    })
    // Of what only asks, a second try does no harm.
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
          // As long as the client is the one who is waited for, the deployment has time.
          if (incoming.complete && !outgoing.writableNeedDrain) request.destroy(new Error('no answer in time'))
        })
        .on('error', (error: NodeJS.ErrnoException) => {
          this.#onTheirWay.delete(request)
          // A connection that was kept may be closed just when it is used again (RFC 9112 §9.3.1).
          if (request.reusedSocket && mayTryAgain && !isAnswered && !isOver && error.code === 'ECONNRESET') send(this.#agent(false))
          else fail(error)
        })
        .on('response', (answer) => {
          isReached = true
          isAnswered = true
          const { statusCode = 0 } = answer
          answer.on('data', (chunk: Buffer) => received.add(chunk))
          answer.on('error', () => {
            lose(`was answered ${statusCode} and broke off after ${received.size} bytes of the body`)
            outgoing.destroy()
          })
          answer.on('end', () => {
            if (!answer.complete) return
            // Before `pipe` ends the answer.
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
            lose(`was answered with what cannot be handed on: ${(error as Error).message}`)
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
      // What changes something is not tried again, so that it gets a connection that nobody closes meanwhile.
      send(mayTryAgain ? this.#agentOf(incoming.socket) : this.#agent(false))
    } catch (error) {
      // Node sends nothing that it would not take itself.
      fail(error as Error)
    }
  }

  #open(agent: http.Agent, method: string, path: string, headers: Passed['headers']): http.ClientRequest {
    const { hostname, port, protocol } = this.#to
    return (protocol === 'https:' ? https : http).request({
      // As it came, byte for byte: another spelling of a path or a query is another request.
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

  /** A connection of a client is one to the deployment, which is kept as long: a handshake for each request would make them slow. */
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

  /** Hands on what an exchange showed, with the room that it takes until it is judged. */
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
        answerBody: state === 'whole' ? answer.bytes : state === 'large' ? `the answer has ${tooLarge}` : crowded,
      },
      Math.min(...[...this.#writes].map(({ sentAt }) => sentAt)),
      leastKept + request.taken + answer.taken,
    )
  }
}

/** Answers in the deployment's place. */
function tell(outgoing: http.ServerResponse, status: number, why: string): void {
  outgoing.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' }).end(`${why}\n`)
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

function pairs(raw: readonly string[]): [name: string, value: string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as [string, string]] : []))
}

function passedOn(raw: readonly string[]): [name: string, value: string][] {
  const all = pairs(raw)
  const named = all.flatMap(([name, value]) => (name.toLowerCase() === 'connection' ? value.split(',') : []))
  const kept = new Set([...hopByHop, ...named.map((each) => each.trim().toLowerCase())])
  return all.filter(([name]) => !kept.has(name.toLowerCase()))
}

/** How the end of a request's body is told (RFC 9112 §6.3): as the client tells it; Node would say of some that they have one, and of others nothing. */
function framing({ headers, method = 'GET' }: http.IncomingMessage): Passed['headers'] {
  if (headers['transfer-encoding'] !== undefined) return [['Transfer-Encoding', 'chunked']]
  const isWithout = headers['content-length'] === undefined && !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'].includes(method)
  return isWithout ? [['Content-Length', '0']] : []
}

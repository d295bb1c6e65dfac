import { METHODS, ServerResponse, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { fastify, LogController, type FastifyInstance } from 'fastify'
import type { ScmContract, Method, ScmOperation } from '../spec/contract.ts'
import type { Handlers } from './handlers.ts'
import { createCors } from './http/cors.ts'
import { compileEndpoints, type Endpoints } from './http/endpoint.ts'
import type { Target } from './http/exchange.ts'
import { redactKeys, type LogStream } from './http/log.ts'
import { createRateLimiter, type RateLimiter } from './http/rate-limiter.ts'
import { clientAddress } from './http/client-address.ts'
import type { Ongoing } from './http/body.ts'
import { createReceiver, deliver, type Deliver, type Routed } from './http/receive.ts'
import { defaultMaxInFlight, type Service } from './http/service.ts'
import { createUnreadableHandler } from './http/unreadable.ts'
import { steps, answerRequest, answerUnreadable, type Steps } from './http/pipeline.ts'
import { createIds, type NewId, type RandomBytes } from './random.ts'
import { standardHandlers } from './standard-handlers.ts'
import type { Store } from './store/store.ts'

/** Maximum requests in each window (D07). */
export interface Limits {
  readonly perMinute: number
  readonly perHour: number
  /** For all requests from one address without a valid key. */
  readonly anonymousPerMinute: number
}

export interface Deps {
  readonly contract: ScmContract
  readonly store: Store
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  readonly random: RandomBytes
  /** Creates the ids of resources; by default from `random`. */
  readonly ids?: NewId
  readonly limits: Limits
  readonly log: { readonly level: string; readonly stream: LogStream }
  /** Origins whose pages may call the server from a browser, `*` for all; none by default. */
  readonly cors?: readonly string[]
  /** How many requests may be in progress; more are rejected with 503. */
  readonly maxInFlight?: number
  /** Proxies that may name the address of their client, as `isProxy` accepts them; none by default. */
  readonly trustedProxies?: readonly string[]
}

/** The parts of the application; each can be wrapped or replaced without effect on the others. */
export interface Parts {
  readonly steps: Steps
  readonly handlers: Handlers
  readonly store: Store
  /** The compiled operations of the contract: how to read the query and how to check parameters and body. */
  readonly endpoints: Endpoints
  readonly limiter: RateLimiter
  /** Writes a response to the connection. */
  readonly deliver: Deliver
}

/**
 * Selects the parts that process a request, so that two requests can meet different servers over the same data. Without a result the connection is
 * closed. `routed` is absent for a request that Node could not read. Returns a promise only if another process is asked; if it rejects, the connection is closed too.
 */
export type Choose = (routed: Pick<Routed, 'incoming' | 'target'> | undefined) => Parts | undefined | Promise<Parts | undefined>

/** A server without an address: what a request passes after it was routed. */
interface Line {
  readonly service: Service
  readonly parts: Parts
}

export function standardParts({ contract, store }: Pick<Deps, 'contract' | 'store'>): Parts {
  return { steps, handlers: standardHandlers, store, endpoints: compileEndpoints(contract), limiter: createRateLimiter(), deliver }
}

/** The prefix of the contract's paths; the server URLs of the contract end with it. */
const prefix = '/api'

/** How long a request and its header may take to arrive, in milliseconds; Node swaps the two if the second is longer. */
const requestTimeout = 30_000
const headersTimeout = 10_000

/** Documented methods, plus HEAD wherever GET is documented (RFC 9110 §9.3.2), in the order of the contract. */
function allowed(documented: Readonly<Partial<Record<Method, ScmOperation>>>): string {
  return Object.keys(documented)
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    .join(', ')
}

/** The method under which all requests of the API are routed: one that no operation has, since a router takes time at the start for each method. */
function standInFor({ paths }: ScmContract): string {
  const documented = new Set(['HEAD', ...[...paths.values()].flatMap((path) => Object.keys(path))])
  return METHODS.find((method) => !documented.has(method)) ?? 'GET'
}

/** Methods of the pages beside the API, which have routes of their own. */
const pageMethods: ReadonlySet<string> = new Set(['GET', 'HEAD'])

/** Whether the router finds a target below a prefix: it also knows targets in absolute form (RFC 9112 §3.2.2) and with unreserved characters percent-encoded. */
function isUnder(prefix: string, url: string): boolean {
  if (url.startsWith(`${prefix}/`)) return true
  const path = url.replace(/^https?:\/\/.*?\//, '/')
  try {
    return decodeURI(path).startsWith(`${prefix}/`)
  } catch {
    return path.startsWith(`${prefix}/`)
  }
}

/**
 * Assembles the server: every operation of the contract under `/api`, and contract-conforming errors for all other requests.
 * It does not listen yet. Closing it lets running requests finish; the caller closes the store. With `choose`, each request can be processed by
 * other parts than `parts`, which then only serve as the default.
 */
export function buildApp(deps: Deps, parts: Parts = standardParts(deps), choose?: Choose): FastifyInstance {
  const { contract, clock, random, limits } = deps
  const receiver = createReceiver(clock, clientAddress(deps.trustedProxies ?? []))
  const standIn = standInFor(contract)
  /** The methods of the requests that are routed under another one. */
  const sent = new WeakMap<IncomingMessage, string>()

  const app = fastify({
    logger: { level: deps.log.level, stream: redactKeys(deps.log.stream) },
    // The steps write their own log line, which contains no secrets.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    http: { requireHostHeader: false, headersTimeout },
    requestTimeout,
    // Its response would not conform to the contract; a request that still arrives gets a response, and its connection is closed.
    return503OnClosing: false,
    exposeHeadRoutes: false,
    // Ids are validated by the contract, query strings by the operation.
    routerOptions: { maxParamLength: 2 ** 16, querystringParser: () => ({}) },
    rewriteUrl: (incoming) => {
      const { method = '', url = '' } = incoming
      if (!pageMethods.has(method) || isUnder(prefix, url)) {
        sent.set(incoming, method)
        incoming.method = standIn
      }
      return url
    },
    frameworkErrors: (_error, request, reply) => {
      reply.hijack()
      take({ incoming: unmasked(request.raw), response: reply.raw, target: { endpoint: undefined, allow: undefined } })
    },
    clientErrorHandler: createUnreadableHandler(receiver, clock, async (exchange, why) => {
      const chosen = choose === undefined ? parts : choose(undefined)
      const line = lineOf(chosen instanceof Promise ? await chosen : chosen)
      if (line === undefined) throw new Error('the connection is closed on purpose')
      const arrival = chosen instanceof Promise ? { ...exchange.arrival, at: clock() } : exchange.arrival
      await answerUnreadable({ ...exchange, arrival }, line.service, line.parts.steps, why)
    }),
  })

  const shared: Omit<Service, 'store' | 'handlers' | 'limiter'> = {
    random,
    ids: deps.ids ?? createIds(random),
    clock,
    windows: {
      key: [
        { seconds: 60, limit: limits.perMinute },
        { seconds: 3600, limit: limits.perHour },
      ],
      address: [{ seconds: 60, limit: limits.anonymousPerMinute }],
    },
    prefix,
    cors: createCors(contract, deps.cors ?? []),
    load: { inProgress: 0, max: deps.maxInFlight ?? defaultMaxInFlight },
    log: app.log,
  }

  const newLine = (parts: Parts): Line => {
    const { store, handlers, limiter } = parts
    return { service: { ...shared, store, handlers, limiter }, parts }
  }
  const standard = newLine(parts)
  const lines = new WeakMap<Parts, Line>([[parts, standard]])
  const lineOf = (chosen: Parts | undefined): Line | undefined => {
    if (chosen === undefined) return undefined
    let line = lines.get(chosen)
    if (line === undefined) lines.set(chosen, (line = newLine(chosen)))
    return line
  }

  /** Other parts can have other endpoints; a router finds those of the standard parts. */
  const targetedAt = (routed: Routed, { endpoints }: Parts): Routed => {
    const { target } = routed
    if (target.endpoint === undefined || endpoints === parts.endpoints) return routed
    return { ...routed, target: { ...target, endpoint: endpoints[target.endpoint.operation.id] } }
  }

  const answer = (routed: Routed, { service, parts: { deliver, steps } }: Line, expected?: Ongoing): void => {
    // Fastify would wait for a returned promise.
    void answerRequest(receiver.receive(routed, deliver, expected), service, steps).catch(() => void routed.incoming.destroy())
  }

  /** Gives a routed request its own method back. */
  const unmasked = (incoming: IncomingMessage): IncomingMessage => {
    incoming.method = sent.get(incoming) ?? incoming.method ?? ''
    return incoming
  }

  const takeWith = (chosen: Parts | undefined, routed: Routed, expected?: Ongoing): void => {
    const line = lineOf(chosen)
    if (line === undefined) routed.incoming.socket.destroy()
    else answer(targetedAt(routed, line.parts), line, expected)
  }
  const take = (routed: Routed): void => {
    if (choose === undefined) {
      answer(targetedAt(routed, standard.parts), standard)
      return
    }
    const chosen = choose(routed)
    if (chosen instanceof Promise) {
      const expected = receiver.expect(routed)
      chosen
        .then((parts) => takeWith(parts, routed, expected))
        .catch((error: unknown) => {
          app.log.error({ err: error }, 'the server failed to choose who processes a request')
          routed.incoming.destroy()
        })
    } else takeWith(chosen, routed)
  }

  // A step reads the bodies after authentication; without bodies, Fastify ignores them and Content-Type.
  for (const method of [standIn, ...pageMethods]) app.addHttpMethod(method, { hasBody: false, overrideExisting: true })

  for (const [path, documented] of contract.paths) {
    const allow = allowed(documented)
    const undocumented: Target = { endpoint: undefined, allow }
    const targets = new Map<string, Target>(
      Object.entries(documented).map(([method, { id }]) => [method, { endpoint: parts.endpoints[id], allow }]),
    )
    const get = targets.get('GET')
    if (get !== undefined) targets.set('HEAD', get)
    // For every method, so that a concrete path takes precedence over a template for all of them (OpenAPI 3.1 §4.8.8.2).
    app.route({
      method: standIn,
      url: prefix + path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: (request, reply) => {
        reply.hijack()
        const incoming = unmasked(request.raw)
        const target = targets.get(incoming.method ?? '') ?? undocumented
        take({ incoming, response: reply.raw, target, params: request.params as Record<string, string> })
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    reply.hijack()
    take({ incoming: unmasked(request.raw), response: reply.raw, target: { endpoint: undefined, allow: undefined } })
  })

  // Node would handle these itself or not at all: an unknown expectation, one that requests the body too early, and CONNECT.
  app.server.on('checkExpectation', (incoming, response) => app.server.emit('request', incoming, response))
  app.server.on('checkContinue', (incoming, response) => app.server.emit('request', incoming, response))
  app.server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    const response = new ServerResponse(incoming)
    response.shouldKeepAlive = false
    response.assignSocket(socket)
    response.on('finish', () => socket.destroySoon())
    app.server.emit('request', incoming, response)
  })

  app.addHook('preClose', async () => receiver.close())
  return app
}

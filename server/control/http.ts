/** The control plane over HTTP: validates requests against its contract and calls the controller. */
import type { AddressInfo } from 'node:net'
import { isIP } from 'node:net'
import { fastify, LogController, type FastifyReply, type FastifyRequest } from 'fastify'
import { controlContract, type ControlOperation, type ControlOperationId, type ControlSchemas } from '../../spec/control-contract.ts'
import type { LogStream } from '../http/log.ts'
import { ServiceUnavailable } from '../service-unavailable.ts'
import type { Fault } from './faults.ts'
import { controlCheck, invalid } from './check.ts'
import type { AnyController } from './controller.ts'
import type { DataSet } from './data-set.ts'
import { ControlError, type ProblemCode } from './problem.ts'
import type { Conditions } from './rules.ts'

/** A listening control plane. */
export interface ControlPlane {
  /** `http://127.0.0.1:4012`. */
  readonly url: string
  close(): Promise<void>
}

const statuses: Readonly<Record<ProblemCode, number>> = {
  INVALID: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  FAILED: 500,
  UNAVAILABLE: 503,
}

/** 64 MiB: data sets may be large. */
const maxBodyBytes = 64 * 1024 * 1024

/** A checked request. */
interface Input {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

type Answers = { readonly [Id in ControlOperationId]: (input: Input) => unknown }

/** The latest `limit` of the received requests. */
const listed = async ({ requests }: AnyController, { limit, ...filter }: Readonly<Record<string, unknown>>) => {
  const found = await requests.list(filter)
  return { requests: found.slice(Math.max(0, found.length - Number(limit))), count: found.length, dropped: await requests.dropped }
}

function answersOf(controller: AnyController): Answers {
  const { clock, deviations, faults, requests, limits } = controller
  const time = async () => (await controller.status()).clock
  const name = ({ params }: Input) => params['name'] ?? ''
  const id = ({ params }: Input) => params['id'] ?? ''
  return {
    getStatus: () => controller.status(),
    reset: async () => {
      await controller.reset()
      return controller.status()
    },
    listSnapshots: async () => ({ snapshots: await controller.snapshots() }),
    createSnapshot: ({ body }) => controller.snapshot((body as { name?: string } | undefined)?.name),
    deleteSnapshot: (input) => controller.drop(name(input)),
    restoreSnapshot: (input) => controller.restore(name(input)),
    loadData: ({ body, query }) => controller.load(body as DataSet, { replace: query['replace'] === true }),
    getClock: time,
    setClock: async ({ body }) => {
      const { now, running } = body as { now?: string; running?: boolean }
      if (now !== undefined) await clock.set(now, running === undefined ? {} : { running })
      else await (running === true ? clock.run() : clock.stop())
      return time()
    },
    advanceClock: async ({ body }) => {
      await clock.advance((body as { by: ControlSchemas['Duration'] }).by)
      return time()
    },
    listDeviations: async () => ({ deviations: await deviations.list() }),
    listAvailableDeviations: async () => ({ deviations: await deviations.available() }),
    addDeviation: ({ body }) => {
      const { name: wanted, ...conditions } = body as { name: string } & Conditions
      return deviations.add(wanted, conditions)
    },
    removeDeviation: async (input) => ({ removed: await deviations.remove(id(input)) }),
    clearDeviations: async () => ({ removed: await deviations.clear() }),
    listFaults: async () => ({ faults: await faults.list() }),
    addFault: ({ body }) => faults.add(body as Fault & Conditions),
    removeFault: async (input) => ({ removed: await faults.remove(id(input)) }),
    clearFaults: async () => ({ removed: await faults.clear() }),
    listRequests: ({ query }) => listed(controller, query),
    clearRequests: async () => ({ removed: await requests.clear() }),
    listLimits: async ({ query }) => ({ limits: await limits.list(query) }),
    resetLimits: async ({ query }) => ({ removed: await limits.reset(query) }),
  }
}

const hostOf = (name: string) => (isIP(name) === 6 ? `[${name}]` : name)
const isUnspecified = (name: string) => name === '0.0.0.0' || name === '::'

/**
 * Rejects what a web page could send: a page whose name was rebound to this address has that name in `Host`, and a request from another page has its
 * origin in `Origin` (Fetch standard §3.2). If the server listens on all addresses, any IP address is a name of it, because no page can rebind one.
 * `allowHosts` are further names, with any port.
 */
function refuseForeign(request: FastifyRequest, host: string, allowHosts: readonly string[]): void {
  const { host: sent = '', origin } = request.headers
  const { port } = request.socket.address() as AddressInfo
  const own = ['localhost', '127.0.0.1', '[::1]', hostOf(host)].map((name) => `${name}:${port}`)
  const address = /^(?:(\d+\.\d+\.\d+\.\d+)|\[([\da-f:.]+)\])(?::\d+)?$/i.exec(sent)
  const isAddress = isUnspecified(host) && address !== null && isIP(address[1] ?? address[2] ?? '') !== 0
  const name = sent.toLowerCase().replace(/:\d+$/, '')
  const isAllowed = allowHosts.some((each) => each.toLowerCase() === name)
  if (!own.includes(sent.toLowerCase()) && !isAddress && !isAllowed)
    throw new ControlError(
      'FORBIDDEN',
      `Expected the address of the control plane in Host (${[...own, ...allowHosts].join(', ')}), got ${JSON.stringify(sent)}; --control-allow-host allows another name.`,
    )
  const site = request.headers['sec-fetch-site']
  if ((origin !== undefined && origin !== `http://${sent}`) || site === 'cross-site' || site === 'same-site')
    throw new ControlError('FORBIDDEN', `Expected no request of a web page, got one from ${JSON.stringify(origin ?? site)}.`)
}

/** A parameter in the type of its schema; a value that has another form is returned unchanged, for the check to reject. */
function typed(text: string, type: 'string' | 'integer' | 'boolean'): unknown {
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text)
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

function readQuery({ id, parameters }: ControlOperation, search: URLSearchParams): Readonly<Record<string, unknown>> {
  const known = parameters.filter((each) => each.in === 'query')
  const unknown = [...new Set(search.keys())].filter((name) => !known.some((each) => each.name === name))
  const issues = unknown.map((name) => ({ path: name, message: 'is not a query parameter of this operation' }))
  const entries = known.flatMap(({ name, type, pointer, default: fallback }) => {
    const [text, ...more] = search.getAll(name)
    if (more.length > 0) issues.push({ path: name, message: 'must be given once' })
    if (text === undefined) return fallback === undefined ? [] : [[name, fallback] as const]
    const value = typed(text, type)
    issues.push(...controlCheck(pointer)(value).map(({ message }) => ({ path: name, message })))
    return [[name, value] as const]
  })
  if (issues.length > 0) throw invalid(`query of ${id}`, issues)
  return Object.fromEntries(entries)
}

function readBody({ id, body }: ControlOperation, request: FastifyRequest): unknown {
  const bytes = request.body as Buffer | undefined
  if (bytes === undefined || bytes.length === 0) {
    if (body?.required === true) throw new ControlError('INVALID', `Expected a JSON body for ${id}, got none.`)
    return undefined
  }
  if (body === undefined) throw new ControlError('INVALID', `Expected no body for ${id}, got ${bytes.length} bytes.`)
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new ControlError('UNSUPPORTED_MEDIA_TYPE', `Expected a body of the type application/json, got ${JSON.stringify(type)}.`)
  let value: unknown
  try {
    value = JSON.parse(bytes.toString())
  } catch (error) {
    throw new ControlError('INVALID', `Expected JSON as the body of ${id}: ${(error as Error).message}.`)
  }
  const issues = controlCheck(body.pointer)(value)
  if (issues.length > 0) throw invalid(`body of ${id}`, issues)
  return value
}

function problemOf(error: unknown): ControlError {
  if (error instanceof ControlError) return error
  if (error instanceof ServiceUnavailable)
    return new ControlError(
      'UNAVAILABLE',
      `Expected ${error.service} to be available, but ${error.message}. Repeat the request once it is back.`,
    )
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new ControlError('TOO_LARGE', `Expected a body of at most ${maxBodyBytes} bytes.`)
  if (code?.startsWith('FST_ERR_') === true) return new ControlError('INVALID', String(message))
  return new ControlError('FAILED', `The control plane failed: ${String(message ?? error)}`)
}

/**
 * Opens the control plane of a server. `host` is the address to listen on, `port` 0 selects a free port, `allowHosts` are further names of it. Rejects if
 * it cannot listen.
 */
export async function openControlPlane(
  controller: AnyController,
  {
    host,
    port,
    allowHosts = [],
    log,
  }: {
    readonly host: string
    readonly port: number
    readonly allowHosts?: readonly string[]
    readonly log: { readonly level: string; readonly stream: LogStream }
  },
): Promise<ControlPlane> {
  const app = fastify({
    logger: { level: log.level, stream: log.stream },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    exposeHeadRoutes: false,
    routerOptions: { querystringParser: () => ({}) },
  })
  const answers = answersOf(controller)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request) => refuseForeign(request, host, allowHosts))
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.code === 'FAILED') request.log.error({ err: error }, 'the control plane failed')
    const { code, message, issues } = problem
    return send(reply, statuses[code], { error: { code, message, issues } })
  })
  app.setNotFoundHandler((request) => {
    const paths = [...new Set(controlContract.operations.map(({ path }) => path))]
    throw new ControlError('NOT_FOUND', `Expected a path of the control plane (${paths.join(', ')}), got ${JSON.stringify(request.url)}.`)
  })

  const byPath = new Map<string, ControlOperation[]>()
  for (const operation of controlContract.operations) byPath.set(operation.path, [...(byPath.get(operation.path) ?? []), operation])
  for (const [path, operations] of byPath) {
    const url = path.replaceAll(/\{(\w+)\}/g, ':$1')
    const allow = operations.map(({ method }) => method)
    for (const operation of operations) {
      app.route({
        method: operation.method,
        url,
        handler: async (request, reply) => {
          const { searchParams } = new URL(request.url, 'http://localhost')
          const input = {
            params: request.params as Input['params'],
            query: readQuery(operation, searchParams),
            body: readBody(operation, request),
          }
          return send(reply, operation.status, await answers[operation.id](input))
        },
      })
    }
    app.route({
      method: (['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).filter(
        (method) => !(allow as string[]).includes(method),
      ),
      url,
      handler: (request, reply) => {
        void reply.header('Allow', allow.join(', '))
        throw new ControlError('METHOD_NOT_ALLOWED', `Expected ${allow.join(' or ')} for ${path}, got ${request.method}.`)
      },
    })
  }
  await app.listen({ host, port })
  const { port: actual } = app.server.address() as AddressInfo
  return { url: `http://${hostOf(isUnspecified(host) ? '127.0.0.1' : host)}:${actual}`, close: () => app.close() }
}

function send(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply.code(status).header('Cache-Control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(body))
}

/**
 * A small server that keeps the contract of the library in document.ts, all of it in memory; with a deviation, all but one thing of it. Long, since
 * each deviation has to be seen beside what it spoils.
 */
import { randomBytes } from 'node:crypto'
import { METHODS, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import addFormats from 'ajv-formats'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { fastify } from 'fastify'
import { base32, demoData, type Network } from './demo.ts'
import type { DeviationId } from './deviations.ts'
import { libraryDocument, prefix } from './document.ts'
import { createHandlers, invalid, notFound, Refusal, type Handler, type Issue } from './handlers.ts'

export interface Limits {
  readonly perMinute: number
  readonly perHour: number
  /** What an address without a valid key may ask in a minute. */
  readonly anonymousPerMinute: number
}

export interface LibraryOptions {
  readonly deviation?: DeviationId
  readonly limits?: Partial<Limits>
  /** Milliseconds since the epoch. */
  readonly clock?: () => number
}

export interface Library {
  readonly baseUrl: string
  /** `other` is of another network, all others of the same one; `main`, `other` and `exhaustible` may do everything. */
  readonly keys: Readonly<Record<'main' | 'unprivileged' | 'expired' | 'revoked' | 'other' | 'exhaustible', string>>
  readonly close: () => Promise<void>
}

interface Key {
  readonly network: Network
  readonly permissions: readonly string[]
  readonly isRevoked?: true
  readonly isExpired?: true
}

const everything = ['catalogue:read', 'catalogue:edit', 'circulation:read', 'circulation:run']

// ------------------------------------------------------------------------------------------------------- of the document

interface RawParameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly schema: { readonly $ref?: string; readonly type?: string; readonly default?: unknown }
}
interface RawOperation {
  readonly operationId: string
  readonly security: readonly [{ readonly ApiKey: readonly string[] }]
  readonly parameters?: readonly RawParameter[]
  readonly requestBody?: object
  readonly responses: Readonly<Record<string, object>>
}
type RawItem = Readonly<Record<string, RawOperation>> & { readonly parameters?: readonly RawParameter[] }

const root = libraryDocument as { readonly paths: Readonly<Record<string, RawItem>> }

const tokens = (...names: readonly (string | number)[]): string =>
  names.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

function resolve<Value extends object>(value: Value): Value {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value
  const target = value.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], libraryDocument)
  return { ...(target as Value), ...value }
}

type Check = (value: unknown) => readonly ErrorObject[]

const ajv = new Ajv2020({ strict: false, allErrors: true, useDefaults: true, validateSchema: false, logger: false })
addFormats.default(ajv)
ajv.addSchema(libraryDocument, 'library')

function check(pointer: string): Check {
  const validate = ajv.compile({ $ref: `library#${encodeURI(pointer)}` })
  return (value) => (validate(value) ? [] : (validate.errors ?? []))
}

interface Parameter {
  readonly type: string | undefined
  readonly initial: unknown
  readonly check: Check
}
interface Endpoint {
  readonly id: string
  readonly success: number
  readonly permissions: readonly string[]
  /** Of the query. */
  readonly parameters: ReadonlyMap<string, Parameter>
  /** Of the path. */
  readonly ids: ReadonlyMap<string, Check>
  readonly checkBody: Check | undefined
}
interface Path {
  readonly segments: readonly string[]
  readonly endpoints: ReadonlyMap<string, Endpoint>
  readonly allow: string
}

function endpointOf(path: string, method: string, item: RawItem, raw: RawOperation): Endpoint {
  const at = tokens('paths', path)
  const found = [
    ...(item.parameters ?? []).map((each, index) => [each, at + tokens('parameters', index)] as const),
    ...(raw.parameters ?? []).map((each, index) => [each, at + tokens(method, 'parameters', index)] as const),
  ].map(([each, here]) => {
    const pointer = '$ref' in each ? String(each.$ref).slice(1) : here
    return { ...resolve(each), check: check(`${pointer}/schema`) }
  })
  const among = (place: string) => found.filter((each) => each.in === place)
  return {
    id: raw.operationId,
    success: Number(Object.keys(raw.responses)[0]),
    permissions: raw.security[0].ApiKey,
    parameters: new Map(
      among('query').map((each) => {
        const { type, default: initial } = resolve(each.schema)
        return [each.name, { type, initial, check: each.check }]
      }),
    ),
    ids: new Map(among('path').map((each) => [each.name, each.check])),
    checkBody:
      raw.requestBody === undefined ? undefined : check(at + tokens(method, 'requestBody', 'content', 'application/json', 'schema')),
  }
}

const paths: readonly Path[] = Object.entries(root.paths).map(([path, item]) => {
  const methods = Object.keys(item).filter((name) => name !== 'parameters')
  const endpoints = new Map(
    methods.flatMap((name) => {
      const raw = item[name]
      return raw === undefined ? [] : [[name.toUpperCase(), endpointOf(path, name, item, raw)] as const]
    }),
  )
  const allow = [...endpoints.keys()].flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])).join(', ')
  return { segments: path.slice(1).split('/'), endpoints, allow }
})

// -------------------------------------------------------------------------------------------------------- of the request

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The path of the contract that a path on the wire is, with the values of its parameters. */
function locate(path: string): { readonly known: Path; readonly params: Readonly<Record<string, string>> } | undefined {
  if (!path.startsWith(`${prefix}/`)) return undefined
  const segments = path
    .slice(prefix.length + 1)
    .split('/')
    .map(decoded)
  for (const known of paths) {
    if (known.segments.length !== segments.length) continue
    const params: Record<string, string> = {}
    const isThis = known.segments.every((template, index) => {
      const segment = segments[index]
      if (!template.startsWith('{')) return segment === template
      if (segment === undefined || segment === '') return false
      params[template.slice(1, -1)] = segment
      return true
    })
    if (isThis) return { known, params }
  }
  return undefined
}

/** What Ajv says, in the terms of the contract. */
function issueOf({ instancePath, keyword, params, message = 'must be as documented' }: ErrorObject): Omit<Issue, 'in'> {
  const given = params as Readonly<Record<string, unknown>>
  if (keyword === 'required') return { path: instancePath + tokens(String(given['missingProperty'])), message: 'must be present' }
  if (keyword === 'additionalProperties')
    return { path: instancePath + tokens(String(given['additionalProperty'])), message: 'is not a property of this body' }
  return { path: instancePath, message }
}

interface Query {
  readonly values: Readonly<Record<string, unknown>>
  readonly issues: readonly Issue[]
}

function readQuery(text: string, { parameters }: Endpoint, has: (deviation: DeviationId) => boolean): Query {
  const values: Record<string, unknown> = {}
  for (const [name, { initial }] of parameters) if (initial !== undefined) values[name] = initial
  const issues: Issue[] = []
  const seen = new Set<string>()
  const complain = (path: string, message: string): void => void issues.push({ in: 'query', path, message })
  for (const pair of text.split('&').filter((each) => each !== '')) {
    const [rawName = '', ...rest] = pair.replaceAll('+', ' ').split('=')
    const [name, value] = [decoded(rawName), decoded(rest.join('='))]
    if (name === undefined || value === undefined) {
      complain(name ?? rawName, 'must be percent-encoded UTF-8')
      continue
    }
    const parameter = parameters.get(name)
    if (parameter === undefined) {
      if (!has('takes-unknown-parameters')) complain(name, 'is not a parameter of this operation')
    } else if (seen.has(name)) {
      complain(name, 'must not be given twice')
    } else if (parameter.type === 'integer' && !/^-?(0|[1-9]\d*)$/.test(value)) {
      complain(name, 'must be a whole number')
    } else {
      values[name] = parameter.type === 'integer' ? Number(value) : value
      const isLarge = name === 'limit' && Number(value) > 100 && has('serves-any-page-size')
      if (!isLarge) for (const error of parameter.check(values[name])) complain(name, issueOf(error).message)
    }
    seen.add(name)
  }
  return { values, issues }
}

const mostBytes = 1_048_576
const tooLarge = (): Refusal => new Refusal(413, 'The body is larger than 1048576 bytes.', { code: 'PAYLOAD_TOO_LARGE' })
const whole = (message: string): readonly Issue[] => [{ in: 'body', path: '', message }]
const malformed = (): Refusal => invalid(whole('must be one JSON value'), 'MALFORMED_JSON', 'The body is not JSON.')

/** The rest of a body that is too large is left to Node, which throws it away. */
function readBody(incoming: IncomingMessage): Promise<Buffer> {
  if (Number(incoming.headers['content-length'] ?? 0) > mostBytes) return Promise.reject(tooLarge())
  return new Promise((accept, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > mostBytes) reject(tooLarge())
      else chunks.push(chunk)
    })
    incoming.on('end', () => accept(Buffer.concat(chunks)))
    incoming.on('error', () => reject(malformed()))
  })
}

/** `application/json`, in UTF-8 where it names a charset. */
function saysJson(contentType = ''): boolean {
  const [type = '', ...parameters] = contentType.split(';').map((each) => each.trim().toLowerCase())
  const charsets = parameters.flatMap((each) => /^charset\s*=\s*"?([^"]*)"?$/.exec(each)?.[1] ?? [])
  return type === 'application/json' && charsets.every((charset) => charset === 'utf-8')
}

function isDeep(text: string): boolean {
  let depth = 0
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (sign === '[' || sign === '{') depth += 1
    if (sign === ']' || sign === '}') depth -= 1
    if (depth > 64) return true
  }
  return false
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const bytes = await readBody(incoming)
  if (bytes.length === 0) throw malformed()
  const { 'content-type': type, 'content-encoding': coding = 'identity' } = incoming.headers
  if (!saysJson(type) || coding.toLowerCase() !== 'identity')
    throw new Refusal(415, 'The body must be sent as application/json.', { code: 'UNSUPPORTED_MEDIA_TYPE' })
  const texts: unknown[] = []
  let value: unknown
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (isDeep(text)) throw invalid(whole('must not be nested deeper than 64 levels'))
    value = JSON.parse(text, (name, each: unknown) => {
      texts.push(name, each)
      return each
    })
  } catch (error) {
    throw error instanceof Refusal ? error : malformed()
  }
  // Half of a surrogate pair would come back as something else than what was sent.
  if (texts.some((each) => typeof each === 'string' && /\p{Cs}/u.test(each))) throw invalid(whole('must not have half of a surrogate pair'))
  return value
}

// ---------------------------------------------------------------------------------------------------------- of the limit

interface Window {
  readonly seconds: number
  readonly limit: number
}
interface Counter extends Window {
  /** Unix time in whole seconds. */
  readonly start: number
  used: number
}
interface Allowance {
  readonly limit: number
  readonly remaining: number
  readonly reset: number
  /** Set if the request is refused. */
  readonly retryAfter?: number
}

/** Fixed windows, each from the first request in it; a refused request counts in none. */
function createLimiter(has: (deviation: DeviationId) => boolean) {
  const subjects = new Map<string, readonly Counter[]>()
  return (subject: string, windows: readonly Window[], now: number): Allowance => {
    const second = Math.floor(now / 1000)
    const known = subjects.get(subject) ?? []
    const counters = windows.map((window, index): Counter => {
      const counter = known[index]
      return counter !== undefined && second < counter.start + counter.seconds ? counter : { ...window, start: second, used: 0 }
    })
    subjects.set(subject, counters)
    const left = ({ limit, used }: Counter): number => Math.max(0, limit - used)
    const end = ({ start, seconds }: Counter): number => start + seconds
    const spent = counters.filter((counter) => left(counter) === 0)
    const isRefused = spent.length > 0 && !has('enforces-no-limit')
    if (!isRefused) for (const counter of counters) counter.used += 1
    const tightest = counters.reduce((one, other) => (left(other) < left(one) || has('describes-the-hour-always') ? other : one))
    return {
      limit: tightest.limit,
      remaining: left(tightest),
      reset: end(tightest),
      ...(isRefused ? { retryAfter: Math.max(1, Math.ceil(Math.max(...spent.map(end)) - now / 1000)) } : {}),
    }
  }
}

// -------------------------------------------------------------------------------------------------------------- together

const challenge = 'Bearer realm="Public Library API"'
const denied = (reason: string, message: string, error?: string): Refusal =>
  new Refusal(
    401,
    message,
    { code: 'UNAUTHORIZED', reason },
    {
      'WWW-Authenticate': error === undefined ? challenge : `${challenge}, error="invalid_token", error_description="${error}"`,
    },
  )

/** The key of a request, or why it has none. */
function authenticate(
  { headersDistinct }: IncomingMessage,
  keys: ReadonlyMap<string, Key>,
  has: (deviation: DeviationId) => boolean,
): Key | Refusal {
  const [authorization, ...others] = headersDistinct['authorization'] ?? []
  if (authorization === undefined) return denied('MISSING_AUTHORIZATION', 'This request needs an API key in the Authorization header.')
  const sent = /^bearer +(\S+) *$/i.exec(authorization)?.[1]
  if (sent === undefined || others.length > 0) return denied('INVALID_API_KEY', 'This is not a valid API key.')
  const key = keys.get(sent)
  if (key === undefined) return denied('INVALID_API_KEY', 'This is not a valid API key.', 'The API key is malformed or unknown')
  if (key.isRevoked === true && !has('takes-revoked-keys'))
    return denied('REVOKED_API_KEY', 'This API key has been revoked.', 'The API key has been revoked')
  if (key.isExpired === true && !has('takes-expired-keys'))
    return denied('EXPIRED_API_KEY', 'This API key has expired.', 'The API key has expired')
  return key
}

function authorize({ permissions }: Key, needed: readonly string[]): void {
  const requiredPermissions = needed.filter((each) => !permissions.includes(each))
  if (requiredPermissions.length === 0) return
  const details = { code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE', requiredPermissions }
  throw new Refusal(403, 'This API key lacks a permission that the operation needs.', details)
}

const cut = (text: string): string => (text.length > 512 ? `${text.slice(0, 511)}…` : text)

/** Nobody's megabyte is sent back to them. */
function bounded({ issues, ...details }: Refusal['details']): object {
  if (!Array.isArray(issues)) return details
  const told = (issues as readonly Issue[]).slice(0, 20)
  return { ...details, issues: told.map((issue) => ({ ...issue, path: cut(issue.path), message: cut(issue.message) })) }
}

interface Outcome {
  readonly status: number
  readonly body: object
  readonly headers: Readonly<Record<string, string>>
}

export async function startLibrary({ deviation, limits = {}, clock = Date.now }: LibraryOptions = {}): Promise<Library> {
  const has = (each: DeviationId): boolean => each === deviation
  const { perMinute = 60, perHour = 600, anonymousPerMinute = 600 } = limits
  const windows = {
    key: [
      { seconds: 60, limit: perMinute },
      { seconds: 3600, limit: perHour },
    ],
    address: [{ seconds: 60, limit: anonymousPerMinute }],
  }
  const handlers: Readonly<Record<string, Handler>> = createHandlers(demoData(clock()), has, (kind) => `${kind}_${base32(randomBytes(16))}`)
  const allow = createLimiter(has)

  const issued = new Map<string, Key>()
  const issue = (key: Key): string => {
    const text = `lib.${key.network}.${base32(randomBytes(24)).toUpperCase()}`
    issued.set(text, key)
    return text
  }
  const main: Key = { network: 'riverside', permissions: everything }
  const keys: Library['keys'] = {
    main: issue(main),
    unprivileged: issue({ ...main, permissions: [] }),
    expired: issue({ ...main, isExpired: true }),
    revoked: issue({ ...main, isRevoked: true }),
    other: issue({ ...main, network: 'hillside' }),
    exhaustible: issue(main),
  }

  /** The way of a request in the order of refusal, once it is counted: 401, 429, 403, then the path, the body and the query, 404 and 409. */
  async function answer(incoming: IncomingMessage, key: Key | Refusal, { retryAfter }: Allowance): Promise<Outcome> {
    if (retryAfter !== undefined) {
      const details = { code: 'RATE_LIMIT_EXCEEDED', retryAfterSeconds: retryAfter }
      throw new Refusal(429, 'The rate limit is reached.', details, { 'Retry-After': String(retryAfter) })
    }
    if (key instanceof Refusal) throw key
    const [path = '', ...query] = (incoming.url ?? '').split('?')
    const place = locate(path)
    const method = incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? '')
    const endpoint = place?.known.endpoints.get(method)
    if (endpoint !== undefined && !has('asks-for-no-permission')) authorize(key, endpoint.permissions)
    if (place === undefined) throw notFound()
    if (endpoint === undefined) {
      const allowed: Record<string, string> = has('lists-no-methods') ? {} : { Allow: place.known.allow }
      throw new Refusal(405, 'This path does not know the method.', { code: 'METHOD_NOT_ALLOWED' }, allowed)
    }

    const body = endpoint.checkBody === undefined ? undefined : await readJson(incoming)
    const { values, issues } = readQuery(query.join('?'), endpoint, has)
    const wrong = (endpoint.checkBody?.(body) ?? []).filter(
      ({ keyword }) => keyword !== 'additionalProperties' || !has('takes-unknown-properties'),
    )
    const all = [...issues, ...wrong.map((error): Issue => ({ in: 'body', ...issueOf(error) }))]
    if (all.length > 0) throw invalid(all)
    if ([...endpoint.ids].some(([name, isId]) => isId(place.params[name]).length > 0)) throw notFound()

    const handler = handlers[endpoint.id]
    if (handler === undefined) throw new Error(`nothing does ${endpoint.id}`)
    const { location, ...found } = handler({ network: key.network, params: place.params, query: values, body, now: clock() })
    const address = prefix + (has('locates-elsewhere') ? '/books' : '') + (location ?? '')
    return {
      status: endpoint.success,
      body: found,
      headers: location === undefined || has('creates-without-location') ? {} : { Location: address },
    }
  }

  function refused(error: unknown, requestId: string): Outcome {
    const { status, message, details, headers } =
      error instanceof Refusal ? error : new Refusal(500, 'The server failed to answer.', { code: 'INTERNAL_ERROR' })
    const { code, ...rest } = bounded(details) as { readonly code: string }
    const told = { ...(has('tells-no-code') ? {} : { code }), ...rest, ...(has('repeats-no-request-id') ? {} : { requestId }) }
    const { 'WWW-Authenticate': asked, ...others } = headers
    return {
      status,
      body: { error: message, details: told },
      headers: asked === undefined || has('challenges-nobody') ? others : headers,
    }
  }

  async function take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = `req_${base32(randomBytes(16))}`
    const key = authenticate(incoming, issued, has)
    const text = key instanceof Refusal ? undefined : incoming.headers.authorization?.replace(/^bearer +/i, '').trim()
    const allowance =
      text === undefined
        ? allow(`address ${incoming.socket.remoteAddress ?? ''}`, windows.address, clock())
        : allow(`key ${text}`, windows.key, clock())
    const { status, body, headers } = await answer(incoming, key, allowance).catch((error: unknown) => refused(error, requestId))
    const payload = JSON.stringify(body)
    response.writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(payload)),
      Date: new Date(clock()).toUTCString(),
      ...(has('lets-answers-be-stored') ? {} : { 'Cache-Control': 'no-store' }),
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': requestId,
      'X-RateLimit-Limit': String(allowance.limit),
      'X-RateLimit-Remaining': String(allowance.remaining),
      'X-RateLimit-Reset': String(allowance.reset),
      ...headers,
    })
    response.end(incoming.method === 'HEAD' ? undefined : payload)
  }

  const app = fastify({
    logger: false,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    http: { requireHostHeader: false },
    frameworkErrors: (_error, request, reply) => {
      reply.hijack()
      void take(request.raw, reply.raw)
    },
  })
  // Bodies are read after the key, its limit and its permissions are looked at, so that Fastify must not touch them.
  for (const method of METHODS) app.addHttpMethod(method, { hasBody: false, overrideExisting: true })
  app.route({
    method: [...METHODS],
    url: '*',
    handler: (request, reply) => {
      reply.hijack()
      return take(request.raw, reply.raw)
    },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return { baseUrl: `http://127.0.0.1:${port}${prefix}`, keys, close: () => app.close() }
}

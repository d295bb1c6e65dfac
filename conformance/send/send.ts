import type { Contract } from '../../spec/contract.ts'
import { valueAt } from '../../spec/contract.ts'
import { header, isAnswered, json, type Exchange, type SentRequest } from '../exchange.ts'
import type { Plan } from '../plan/plan.ts'
import { isReference, keyOf, type Body, type Request, type Value } from '../request.ts'
import type { KeyRing } from '../target.ts'
import { Undecidable } from '../undecidable.ts'
import { Pace } from './pace.ts'
import type { Wire } from './wire.ts'

/** What was sent, and why the rest was not. */
export interface Record {
  /** In the order of sending; the last one of a key is the one that counts, earlier ones were refused with 429 and repeated. */
  readonly exchanges: readonly Exchange[]
  /** By key of the request. */
  readonly byRequest: ReadonlyMap<string, Exchange>
  /** Why a planned request could not be sent, by key of the request. */
  readonly unsent: ReadonlyMap<string, string>
}

export type SendEvent =
  | { readonly type: 'exchange'; readonly exchange: Exchange; readonly sent: number; readonly planned: number }
  /** `milliseconds` until the key named can send again. */
  | { readonly type: 'wait'; readonly key: string; readonly milliseconds: number }

/** A 429 is nobody's finding: the request is repeated this many times at most. */
const mostRepeats = 3

/** A key is waited for this long in all, in milliseconds: the rest of an hour's window, and a few of a minute's. */
const mostWaiting = 2 * 3_600_000

/**
 * Sends a plan in order, one request after the other, waiting where the deployment's own headers say that nothing is left.
 * Throws `Undecidable` if the first request shows that the deployment cannot be reached, or that the key is not accepted.
 */
export async function send(options: {
  readonly plan: Plan
  readonly contract: Contract
  readonly baseUrl: string
  readonly keys: KeyRing
  readonly wire: Wire
  readonly clock: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly onEvent: (event: SendEvent) => void
}): Promise<Record> {
  const { plan, baseUrl, keys, wire, clock, onEvent } = options
  const exchanges: Exchange[] = []
  const byRequest = new Map<string, Exchange>()
  const unsent = new Map<string, string>()
  const pace = new Pace()
  const unreachable = { inARow: 0 }
  const waited = new Map<string, number>()
  /** Keys that lack a permission which the first key may have. */
  const narrow = new Set<string>()

  /** Whether the wait was worth it; a deployment that never lets a key through must not keep the run forever. */
  const wait = async (purse: string, milliseconds: number): Promise<boolean> => {
    const sum = (waited.get(purse) ?? 0) + milliseconds
    if (sum > mostWaiting) return false
    waited.set(purse, sum)
    onEvent({ type: 'wait', key: purse, milliseconds })
    await options.sleep(milliseconds)
    return true
  }

  const resolve = (value: Value): { value: string } | { missing: string } => {
    if (!isReference(value)) return { value: String(value) }
    const key = keyOf(value.from)
    const name = value.from.operation ?? value.from.path
    const source = byRequest.get(key)
    if (source === undefined || !isAnswered(source)) return { missing: unsent.get(key) ?? `${name} did not answer` }
    if (source.reply.status !== 200) return { missing: `${name} answered ${source.reply.status}` }
    const found = valueAt(json(source)?.value, value.pointer)
    if (typeof found !== 'string' && typeof found !== 'number') {
      return { missing: value.pointer.startsWith('/data/0') ? `${name} lists nothing` : `the answer of ${name} has no ${value.pointer}` }
    }
    // A lone surrogate cannot be sent, and a dot segment would lead to another path (RFC 3986 §5.2.4).
    if (/^\.{0,2}$/.test(String(found)) || /\p{Surrogate}/u.test(String(found))) {
      return { missing: `a usable ${value.pointer} in the answer of ${name} (it has ${JSON.stringify(found)})` }
    }
    if (value.as === undefined) return { value: String(found) }
    return { value: String(Math.min(Math.max(Math.ceil(Number(found) / 3), 1), value.as.third)) }
  }

  for (const planned of plan.requests) {
    const key = keyOf(planned)
    if (unreachable.inARow >= 3) {
      unsent.set(key, 'the deployment no longer answers')
      continue
    }
    const built = build(planned, baseUrl, resolve)
    if ('missing' in built) {
      unsent.set(key, built.missing)
      continue
    }
    for (let attempt = 0; ; attempt++) {
      const credential = keys.present(planned.credential, isReadable(planned, options.contract), (name) =>
        narrow.has(name) ? -1 : pace.left(name, clock()),
      )
      if ('missing' in credential) {
        unsent.set(key, credential.missing)
        break
      }
      const purse = credential.name ?? 'no key'
      const pause = pace.wait(purse, clock())
      if (pause > 0 && !(await wait(purse, pause))) {
        unsent.set(key, 'the rate limit kept the run waiting for two hours')
        break
      }
      const url = new URL(built.url)
      const shown = new URL(built.url)
      if (credential.query !== undefined) {
        url.searchParams.set('api_key', credential.query)
        shown.searchParams.set('api_key', '***')
      }
      const headers = [
        ...(credential.header === undefined ? [] : [['Authorization', credential.header] as const]),
        ...Object.entries(built.headers),
      ]
      const sentAt = clock()
      const outcome = await wire.send({
        method: planned.method,
        url: url.href,
        headers,
        ...(built.body === undefined ? {} : { body: built.body }),
      })
      const request: SentRequest = {
        planned,
        ...(planned.operation === undefined ? {} : { operation: planned.operation }),
        method: planned.method,
        url: shown.href,
        headers: built.headers,
        ...(built.body === undefined ? {} : { body: built.body }),
        credential: planned.credential,
        ...(credential.name === undefined ? {} : { key: credential.name }),
      }
      const base = { number: exchanges.length + 1, request, sentAt, receivedAt: clock() }
      const exchange: Exchange = 'status' in outcome ? { ...base, reply: outcome } : { ...base, failure: outcome }
      exchanges.push(exchange)
      byRequest.set(key, exchange)
      unreachable.inARow = exchange.failure === undefined ? 0 : unreachable.inARow + 1
      onEvent({ type: 'exchange', exchange, sent: exchanges.length, planned: plan.requests.length })
      if (exchanges.length === 1) checkFirst(exchange, baseUrl)
      if (!isAnswered(exchange)) break
      pace.note(purse, exchange)
      if (credential.name !== undefined && credential.spare && planned.credential.kind === 'key' && planned.credential.role === 'main') {
        if (exchange.reply.status === 401) throw new Undecidable(`${baseUrl} does not accept the key "${credential.name}".`)
        if (exchange.reply.status === 403) {
          narrow.add(credential.name)
          continue
        }
      }
      if (exchange.reply.status !== 429 || attempt >= mostRepeats) break
      const after = Number(header(exchange, 'retry-after') ?? Number.NaN)
      const milliseconds = Number.isFinite(after) && after >= 0 ? Math.min(after * 1000, 3_600_000) : 60_000
      if (!(await wait(purse, milliseconds))) break
    }
  }
  return { exchanges, byRequest, unsent }
}

/** What the first answer tells about the address and the key, before anything else is asked. */
function checkFirst(exchange: Exchange, baseUrl: string): void {
  if (!isAnswered(exchange)) throw new Undecidable(`${baseUrl} cannot be reached: ${exchange.failure?.message}.`)
  const { status } = exchange.reply
  const path = `${exchange.request.method} ${new URL(exchange.request.url).pathname}`
  if (status === 401) {
    const reason = valueAt(json(exchange)?.value, '/details/reason')
    throw new Undecidable(`${baseUrl} does not accept the key: ${path} answered 401${typeof reason === 'string' ? ` ${reason}` : ''}.`)
  }
  if ([301, 302, 303, 307, 308].includes(status)) {
    throw new Undecidable(
      `${baseUrl} redirects: ${path} answered ${status} to ${header(exchange, 'location') ?? 'nowhere'}; give the address it leads to.`,
    )
  }
  if (/^\s*<(!doctype|html)/i.test(exchange.reply.body.toString('latin1', 0, 1000)) && status < 400) {
    throw new Undecidable(`${baseUrl} does not look like the base URL of the API: ${path} answered ${status} with a page of HTML.`)
  }
  if (status === 404) {
    throw new Undecidable(`${baseUrl} does not look like the base URL of the API: ${path} answered 404.`)
  }
}

/** Whether read permissions are enough; some reads need the permission to write (`listAdjustments`). */
function isReadable({ operation, effect }: Request, { operations }: Contract): boolean {
  return effect === 'read' && (operation === undefined || operations[operation].permissions.every((each) => each.endsWith('.read')))
}

interface Built {
  readonly url: string
  readonly headers: Readonly<globalThis.Record<string, string>>
  readonly body?: Buffer
}

function build(
  request: Request,
  baseUrl: string,
  resolve: (value: Value) => { value: string } | { missing: string },
): Built | { readonly missing: string } {
  let path = request.path
  for (const [name, value] of Object.entries(request.params)) {
    const found = resolve(value)
    if ('missing' in found) return found
    path = path.replace(`{${name}}`, encodeURIComponent(found.value))
  }
  const query: string[] = []
  for (const [name, value] of request.query) {
    const found = resolve(value)
    if ('missing' in found) return found
    query.push(`${encodeURIComponent(name)}=${encodeURIComponent(found.value)}`)
  }
  const body = request.body === undefined ? undefined : bytes(request.body)
  return {
    url: baseUrl + path + (query.length > 0 ? `?${query.join('&')}` : ''),
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...request.headers },
    ...(body === undefined ? {} : { body }),
  }
}

function bytes(body: Body): Buffer {
  if ('json' in body) return Buffer.from(JSON.stringify(body.json))
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64')
}

/** Requests and responses as the judges see them. */
import type { Credential, Request } from './request.ts'

/** A request as it was sent. It contains no key: `curl` commands and reports name the variable that holds the key. */
export interface SentRequest {
  readonly planned: Request
  readonly operation?: string
  readonly method: string
  /** Absolute; a key in the query is replaced by a placeholder. */
  readonly url: string
  /** Besides `Authorization`. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
  readonly credential: Credential
  /** The name of the key of the run that the request carried; absent if it carried none. */
  readonly key?: string
  /** The key was masked before it was recorded, so that several keys may have this name. */
  readonly isMasked?: true
  /**
   * The request was observed and not sent by the suite. It is unknown whether its key is still valid, and whether other clients change the
   * same resources.
   */
  readonly isObserved?: true
  /** The tenant of the key, if known. A recording does not contain it. */
  readonly tenant?: 'main' | 'other'
}

export interface Reply {
  readonly status: number
  /** In order of arrival, with names and values as sent. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** Whether the body was truncated because it exceeds the size that the run accepts. */
  readonly truncated?: boolean
  /** The number of bytes that followed the end of the response, if any. */
  readonly surplus?: number
  /**
   * Set if the body was sent with a content coding: the codings and the encoded length in bytes. `isUntrue` means that the bytes do not
   * match the coding. `body` is the decoded body.
   */
  readonly packed?: { readonly coding: string; readonly length: number; readonly isUntrue?: true }
  /** The reason why a complete body cannot be read, as half a sentence. */
  readonly unread?: string
}

const lengths = new WeakMap<Buffer, number>()

/** Returns a copy of the first bytes of a body: a view of the buffer would keep all of it in memory. */
export function beginningOf(body: Buffer, most: number): Buffer {
  const copy = Buffer.from(body.subarray(0, most))
  lengths.set(copy, wholeLength(body))
  return copy
}

/** Returns the number of bytes that a body had, even if only its beginning was kept. */
export const wholeLength = (body: Buffer): number => lengths.get(body) ?? body.length

/** Thrown when code reads the body of a response that was recorded without it. */
export class NotRecorded extends Error {}

/** Creates a response that was recorded without its body. A rule that reads the body cannot judge it; all other rules can. */
export function withoutBody(reply: Omit<Reply, 'body'>): Reply {
  return Object.defineProperty({ ...reply }, 'body', {
    get: () => {
      throw new NotRecorded('the body was not recorded')
    },
  }) as Reply
}

/** Whether the body of a response was recorded. It always was for responses that a run received itself. */
export const hasBody = (reply: Reply): boolean => Object.getOwnPropertyDescriptor(reply, 'body')?.get === undefined

/** Returns the reason why a body cannot be judged, as half a sentence, or `undefined` if it can be read. */
export function unreadable({ truncated, unread }: Reply): string | undefined {
  return truncated === true ? 'the response body was too large to read completely' : unread
}

export interface Failure {
  /** `unreachable`: no connection. `timeout`: no complete response in time. `broken`: a response that is not HTTP or ended early. */
  readonly kind: 'unreachable' | 'timeout' | 'broken'
  readonly message: string
}

/** A span (W3C Trace Context §3.2.2): the trace of its run, and its own id, in lower-case hexadecimal. */
export interface SpanIds {
  readonly traceId: string
  readonly spanId: string
}

export interface Exchange {
  /** Position in the run, starting at 1. */
  readonly number: number
  readonly request: SentRequest
  /** Milliseconds since the epoch on the clock of the client. */
  readonly sentAt: number
  readonly receivedAt: number
  /** Positions of both events among all events of the run, which are exact where milliseconds are not; absent in a recording. */
  readonly order?: { readonly sent: number; readonly received: number }
  readonly reply?: Reply
  readonly failure?: Failure
  /** The span of the request; absent if the run was not traced. The `traceparent` header that contains it is not among the headers. */
  readonly span?: SpanIds
}

export type Answered = Exchange & { readonly reply: Reply }

export function isAnswered(exchange: Exchange): exchange is Answered {
  return exchange.reply !== undefined
}

/** Returns every value of a header. The name is case-insensitive (RFC 9110 §5.1). */
export function headerValues({ reply }: Answered, name: string): string[] {
  const wanted = name.toLowerCase()
  return reply.headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value.trim())
}

/** Returns the value of a header, with several values joined as in RFC 9110 §5.3, or `undefined` if it is absent. */
export function header(exchange: Answered, name: string): string | undefined {
  const values = headerValues(exchange, name)
  return values.length > 0 ? values.join(', ') : undefined
}

/** Maximum text, in bytes, for which parsed values are cached. A parsed value needs several times the memory of its text. */
const maxRemembered = 4 * 1024 * 1024
let parsed = new WeakMap<Reply, { readonly value: unknown } | undefined>()
let remembered = 0

/**
 * Returns the body as JSON, wrapped to distinguish `null` from no JSON, or `undefined` if it is not JSON. Values that are nested too deeply
 * are replaced.
 */
export function json({ reply }: Answered): { readonly value: unknown } | undefined {
  // A truncated text is not JSON, and costs as much to parse.
  if (unreadable(reply) !== undefined) return undefined
  if (parsed.has(reply)) return parsed.get(reply)
  const { body } = reply
  let result: { readonly value: unknown } | undefined
  try {
    result = { value: shallow(JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''))) }
  } catch {
    result = undefined
  }
  remembered += body.length
  if (remembered > maxRemembered) [parsed, remembered] = [new WeakMap(), body.length]
  parsed.set(reply, result)
  return result
}

/** Returns the JSON of the request body, wrapped like that of a response, or `undefined` if there is none. */
export function sentJson({ request: { body } }: Answered): { readonly value: unknown } | undefined {
  try {
    return body === undefined ? undefined : { value: JSON.parse(body.toString('utf8')) as unknown }
  } catch {
    return undefined
  }
}

/** Maximum depth that is read (RFC 8259 §9 lets a parser choose). No schema of the contract is nested as deeply. */
const maxLevels = 100

/** Replaces deeper values in place, to prevent stack overflows in code that walks or prints the value. */
function shallow(root: unknown): unknown {
  let level: object[] = typeof root === 'object' && root !== null ? [root] : []
  for (let depth = 1; level.length > 0; depth++) {
    const next: object[] = []
    for (const node of level) {
      for (const name of Object.keys(node)) {
        const value = (node as Record<string, unknown>)[name]
        if (typeof value !== 'object' || value === null) continue
        if (depth < maxLevels) next.push(value)
        else Object.defineProperty(node, name, { value: `(nested more than ${maxLevels} levels deep)` })
      }
    }
    level = next
  }
  return root
}

/** Returns a member of the body by its path, or `undefined` if there is none. */
export function member(exchange: Answered, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, name) =>
      typeof node === 'object' && node !== null && Object.hasOwn(node, name) ? (node as Record<string | number, unknown>)[name] : undefined,
    json(exchange)?.value,
  )
}

/** The members of bodies in the contract, typed loosely for the sabotages. */
interface LooseBody {
  readonly data: readonly object[]
  readonly pagination: { readonly page: number; readonly pageSize: number; readonly total: number; readonly totalPages: number }
  readonly error: string
  readonly details: { readonly code: string; readonly issues: readonly object[] }
}

/** Returns a changed copy, to prove that a rule detects the change. A header set to `null` is removed. */
export function altered(
  exchange: Answered,
  change: {
    readonly status?: number
    readonly headers?: Readonly<Record<string, string | null>>
    readonly text?: string | Buffer
    readonly json?: (body: LooseBody) => unknown
    readonly receivedAt?: number
    readonly surplus?: number
  },
): Answered {
  const { reply } = exchange
  const replaced = Object.keys(change.headers ?? {}).map((name) => name.toLowerCase())
  const value = change.json?.(structuredClone(json(exchange)?.value) as LooseBody)
  const body = change.json ? JSON.stringify(value) : change.text
  return {
    ...exchange,
    receivedAt: change.receivedAt ?? exchange.receivedAt,
    reply: {
      status: change.status ?? reply.status,
      headers: [
        ...reply.headers.filter(([name]) => !replaced.includes(name.toLowerCase())),
        ...Object.entries(change.headers ?? {}).flatMap(([name, each]) => (each === null ? [] : [[name, each] as const])),
      ],
      body: body === undefined ? reply.body : Buffer.from(body),
      ...(change.surplus === undefined ? {} : { surplus: change.surplus }),
    },
  }
}

/** What was sent and what came back, as the judges see it. */
import type { Credential, Request } from './request.ts'

/** A request as it went out. No key is in it: `curl` and reports name the variable that holds one. */
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
  /** Which key of the run carried it, by name; absent without one. */
  readonly key?: string
  /** The key was made unreadable before it was recorded: any number of them may have this name. */
  readonly isMasked?: true
  /** It was observed, and not sent from here: nobody knows what became of its key, nor who else changes what it asks for. */
  readonly isObserved?: true
  /** Whose key that is, where the run knows; keys in a recording may be anybody's. */
  readonly tenant?: 'main' | 'other'
}

export interface Reply {
  readonly status: number
  /** In order of arrival, names and values as sent. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** Whether the body was cut because it was larger than the run accepts. */
  readonly truncated?: boolean
  /** Bytes that came after the end of the answer, where there were any. */
  readonly surplus?: number
  /** Where the body travelled packed: with which codings, and how many bytes it had; `isUntrue` where they were something else. `body` is what was in it. */
  readonly packed?: { readonly coding: string; readonly length: number; readonly isUntrue?: true }
  /** Why nobody can read the body, though all of it came; half a sentence. */
  readonly unread?: string
}

/** Thrown to whoever reads the body of an answer that was recorded without it. */
export class NotRecorded extends Error {}

/** An answer that was recorded without its body: what reads the body cannot judge it, and everything else can. */
export function withoutBody(reply: Omit<Reply, 'body'>): Reply {
  return Object.defineProperty({ ...reply }, 'body', {
    get: () => {
      throw new NotRecorded('the body was not recorded')
    },
  }) as Reply
}

/** Whether the body of an answer was recorded; it was of everything that a run has received itself. */
export const hasBody = (reply: Reply): boolean => Object.getOwnPropertyDescriptor(reply, 'body')?.get === undefined

/** Why a body says nothing, as half a sentence; `undefined` where it can be read. */
export function unreadable({ truncated, unread }: Reply): string | undefined {
  return truncated === true ? 'bodies were too large to be read as a whole' : unread
}

export interface Failure {
  /** `unreachable`: no connection. `timeout`: no complete answer in time. `broken`: an answer that is not HTTP, or that ended early. */
  readonly kind: 'unreachable' | 'timeout' | 'broken'
  readonly message: string
}

export interface Exchange {
  /** Position in the run, from 1. */
  readonly number: number
  readonly request: SentRequest
  /** Milliseconds since the epoch on the clock of this machine. */
  readonly sentAt: number
  readonly receivedAt: number
  /** Positions of the two moments among all of the run, which are exact where milliseconds are not; absent in a recording. */
  readonly order?: { readonly sent: number; readonly received: number }
  readonly reply?: Reply
  readonly failure?: Failure
}

export type Answered = Exchange & { readonly reply: Reply }

export function isAnswered(exchange: Exchange): exchange is Answered {
  return exchange.reply !== undefined
}

/** Every value of a header, without regard to the case of its name (RFC 9110 §5.1). */
export function headerValues({ reply }: Answered, name: string): string[] {
  const wanted = name.toLowerCase()
  return reply.headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value.trim())
}

/** The value of a header, several joined as RFC 9110 §5.3 allows; `undefined` where it is absent. */
export function header(exchange: Answered, name: string): string | undefined {
  const values = headerValues(exchange, name)
  return values.length > 0 ? values.join(', ') : undefined
}

/** A value takes several times the memory of its text, so what is parsed is kept for so much text only, in bytes. */
const maxRemembered = 2 * 1024 * 1024
let parsed = new WeakMap<Reply, { readonly value: unknown } | undefined>()
let remembered = 0

/** The body as JSON, wrapped so that `null` is told from no JSON at all; `undefined` if it is not JSON. What is nested too deep is left out. */
export function json({ reply }: Answered): { readonly value: unknown } | undefined {
  // A part of a text is no JSON, and costs as much to parse.
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

/** What was sent as JSON, wrapped like the answer; `undefined` if nothing was, or something else. */
export function sentJson({ request: { body } }: Answered): { readonly value: unknown } | undefined {
  try {
    return body === undefined ? undefined : { value: JSON.parse(body.toString('utf8')) as unknown }
  } catch {
    return undefined
  }
}

/** Levels of nesting that are looked at (RFC 8259 §9 lets a parser choose); no schema of the contract has as many. */
const maxLevels = 100

/** Replaces in place what is deeper, so that nobody who walks or prints the value runs out of stack. */
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

/** A member of the body by JSON pointer-like path; `undefined` where there is none. */
export function member(exchange: Answered, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, name) =>
      typeof node === 'object' && node !== null && Object.hasOwn(node, name) ? (node as Record<string | number, unknown>)[name] : undefined,
    json(exchange)?.value,
  )
}

/** The members that bodies of the contract have, as loosely as a sabotage needs them. */
interface LooseBody {
  readonly data: readonly object[]
  readonly pagination: { readonly page: number; readonly pageSize: number; readonly total: number; readonly totalPages: number }
  readonly error: string
  readonly details: { readonly code: string; readonly issues: readonly object[] }
}

/** A changed copy, for proving that a rule sees the change. A header set to `null` is removed. */
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

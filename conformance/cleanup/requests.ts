/** The requests of a cleanup, with retries. */
import type { Operation } from '../../spec/contract.ts'
import type { Permit } from '../guard/guard.ts'
import { header, type Reply } from '../model/exchange.ts'
import type { Wire } from '../guard/wire.ts'

/** Milliseconds before a request without a response is sent again; a single connection may have failed. */
const pauses = [50, 200, 1000] as const

/** After this many requests in a row without a response, the deployment is considered unreachable and nothing more is sent. */
const maxUnanswered = 2

export interface CleanupTarget {
  readonly baseUrl: string
  readonly wire: Wire
  readonly key: string
  readonly otherKey?: string
  readonly headers: Readonly<Record<string, string>>
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Whether to wait this many milliseconds for the rate limit; always, by default. */
  readonly isWorth?: (milliseconds: number) => boolean
}

export class CleanupRequests {
  readonly #target: CleanupTarget
  /** Number of consecutive requests without a response, not counting retries. */
  #unanswered = 0

  constructor(target: CleanupTarget) {
    this.#target = target
  }

  /** Sends one request of the cleanup, and repeats it while the rate limit requires a wait. Resolves to status 0 if there is no response. */
  async send(
    operation: Operation,
    params: Readonly<Record<string, unknown>>,
    options: {
      readonly query?: Readonly<Record<string, unknown>>
      readonly json?: unknown
      readonly permit?: Permit
      readonly other?: true
    },
  ): Promise<Reply> {
    const { wire, baseUrl, key, otherKey, headers } = this.#target
    const nothing: Reply = { status: 0, headers: [], body: Buffer.alloc(0) }
    if (this.#unanswered >= maxUnanswered) return nothing
    const query = Object.entries(options.query ?? {})
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
      .join('&')
    const url = baseUrl + pathOf(operation, params) + (query === '' ? '' : `?${query}`)
    // An id must not change the origin: the key is sent only to the target.
    if (new URL(url).origin !== new URL(baseUrl).origin) throw new Error(`${url} is not below ${baseUrl}`)
    const json = options.json === undefined ? undefined : JSON.stringify(options.json)
    for (let attempt = 0; ; attempt++) {
      const reply = await wire.send({
        method: operation.method,
        url,
        headers: [
          ['Authorization', `Bearer ${options.other === true ? (otherKey ?? key) : key}`],
          ...(json === undefined ? [] : [['Content-Type', 'application/json'] as const]),
          ...Object.entries(headers),
        ],
        ...(json === undefined ? {} : { body: Buffer.from(json) }),
        ...(options.permit === undefined ? {} : { permit: options.permit }),
      })
      if (!('status' in reply)) {
        const pause = pauses[attempt]
        if (pause === undefined) {
          this.#unanswered += 1
          return nothing
        }
        await this.#target.sleep(pause)
        continue
      }
      this.#unanswered = 0
      if (reply.status !== 429 || attempt >= 3) return reply
      const answered = { reply } as Parameters<typeof header>[0]
      const seconds = Number(header(answered, 'retry-after') ?? 60)
      const pause = Math.min(Math.max(Number.isFinite(seconds) ? seconds : 60, 0), 3600) * 1000
      if (this.#target.isWorth?.(pause) === false) return reply
      await this.#target.sleep(pause)
    }
  }
}

/** Returns the path of an operation with these ids, each encoded as one segment. */
export function pathOf({ path }: Operation, params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params).reduce((text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(String(value))), path)
}

/** Returns the body as JSON; `undefined` if it is not valid JSON. */
export function parsed({ body }: Reply): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

import type { OperationId } from '../../spec/contract.ts'
import type { Exchange } from '../http/exchange.ts'
import { redactText } from '../http/log.ts'
import type { Steps } from '../http/pipeline.ts'
import { RefusalError, refusals } from '../refusals.ts'
import type { Facts } from './rules.ts'

/** A request that the server received. Secrets of keys are masked everywhere. */
export interface JournalEntry {
  /** From 1, in the order of the responses. */
  readonly number: number
  /** Time of arrival on the clock of the server, RFC 3339. */
  readonly time: string
  readonly method: string
  /** As sent, with the prefix `/api`. */
  readonly path: string
  /** `null` if no operation has this method and path. */
  readonly operation: OperationId | null
  /** Of the accepted key; all are `null` if there was none. The public id is that of the sent key, whether or not it was accepted. */
  readonly tenant: string | null
  readonly keyId: string | null
  readonly key: string | null
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  /** Decoded parameters; a parameter that was sent several times has all its values. */
  readonly query: Readonly<Record<string, string | readonly string[]>>
  /** The JSON body as it was sent, without the defaults of the contract; `null` if there was none, or if the request was rejected before its body was read. */
  readonly body: unknown
  /** `null` if the connection was closed by a fault before the request was processed. */
  readonly status: number | null
  /** `details.code` of an error. */
  readonly error: string | null
  readonly requestId: string | null
  /** Ids of the deviations and faults that affected it. */
  readonly affectedBy: readonly string[]
}

/** Conditions on entries; all given ones must be met. */
export interface JournalFilter {
  readonly operation?: OperationId
  /** Public id or id of the key. */
  readonly key?: string
  readonly status?: number
  readonly method?: string
  /** The whole path, with or without the prefix `/api`. */
  readonly path?: string
  /** Milliseconds since the epoch on the clock of the server; requests from this time on. */
  readonly since?: number
}

export interface Journal {
  /** Matching entries, oldest first. */
  entries(filter?: JournalFilter): readonly JournalEntry[]
  /** Number of entries that were removed because the journal was full. */
  readonly dropped: number
  clear(): void
  /** Steps that also enter the request. */
  observing(right: Steps, affectedBy: readonly string[]): Steps
  /** Enters a request whose connection was closed before it was processed. */
  closed(
    request: Pick<JournalEntry, 'method' | 'path' | 'headers' | 'query'> & { readonly at: number },
    facts: Facts,
    affectedBy: readonly string[],
  ): void
}

/** The journal keeps the latest requests up to these bounds. */
const journalBounds = { requests: 1000, characters: 16 * 1024 * 1024 } as const

/** Headers that contain credentials. */
const credentials = new Set(['authorization', 'proxy-authorization', 'cookie'])

/** The scheme of credentials and, of a key, everything except its secret. */
function masked(value: string): string {
  const text = redactText(value)
  if (text !== value) return text
  const [scheme = '', rest] = value.split(' ', 2)
  return rest === undefined ? '[redacted]' : `${scheme} [redacted]`
}

/** The headers of a request, with masked credentials. */
export function journalHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): JournalEntry['headers'] {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (value === undefined) return []
      const mask = credentials.has(name) ? masked : redactText
      return [[name, typeof value === 'string' ? mask(value) : value.map(mask)]]
    }),
  )
}

/** The decoded parameters of a query string without question mark. */
export function journalQuery(query: string): JournalEntry['query'] {
  const parameters = new URLSearchParams(query)
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name).map(redactText)
      return [redactText(name), values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}

const bodyOf = (json: string | undefined): unknown => (json === undefined ? null : (JSON.parse(redactText(json)) as unknown))

const prefix = '/api'
const unprefixed = (path: string) => (path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path)

function meets(entry: JournalEntry, { operation, key, status, method, path, since }: JournalFilter): boolean {
  return (
    (operation === undefined || entry.operation === operation) &&
    (key === undefined || entry.key === key || entry.keyId === key) &&
    (status === undefined || entry.status === status) &&
    (method === undefined || entry.method === method.toUpperCase()) &&
    (path === undefined || unprefixed(entry.path) === unprefixed(path)) &&
    (since === undefined || Date.parse(entry.time) >= since)
  )
}

/** `keyOf` returns the public id in an `Authorization` header. */
export function createJournal(keyOf: (authorization: string | undefined) => string | undefined): Journal {
  /** The bodies of running requests as JSON, kept before their validation fills in defaults. */
  const bodies = new WeakMap<Exchange, string | undefined>()
  let entries: { readonly entry: JournalEntry; readonly characters: number }[] = []
  let characters = 0
  let dropped = 0
  let latest = 0

  const enter = (entry: Omit<JournalEntry, 'number'>) => {
    const numbered = { number: (latest += 1), ...entry }
    const size = JSON.stringify(numbered).length
    entries.push({ entry: numbered, characters: size })
    characters += size
    while (entries.length > journalBounds.requests || characters > journalBounds.characters) {
      characters -= entries.shift()?.characters ?? 0
      dropped += 1
    }
  }

  const entryOf = (exchange: Exchange, affectedBy: readonly string[]) => {
    const { arrival, key, outcome, requestId, status, target } = exchange
    return {
      time: new Date(arrival.at).toISOString(),
      method: arrival.method,
      path: redactText(arrival.path),
      operation: target.endpoint?.operation.id ?? null,
      tenant: key?.tenantId ?? null,
      keyId: key?.id ?? null,
      key: keyOf(arrival.headers.authorization) ?? null,
      headers: journalHeaders(arrival.headers),
      query: journalQuery(arrival.query),
      body: bodyOf(bodies.get(exchange)),
      status,
      error: outcome instanceof RefusalError ? refusals[outcome.refusal].code : null,
      requestId,
      affectedBy,
    }
  }

  return {
    entries: (filter = {}) => entries.filter(({ entry }) => meets(entry, filter)).map(({ entry }) => entry),
    get dropped() {
      return dropped
    },
    clear: () => {
      entries = []
      characters = 0
      dropped = 0
      latest = 0
    },
    observing: (right, affectedBy) => ({
      ...right,
      parse: (exchange, service) => {
        const keep = (): void => {
          bodies.set(exchange, JSON.stringify(exchange.content))
        }
        const pause = right.parse(exchange, service)
        if (pause !== undefined) return pause.then(keep)
        keep()
        return undefined
      },
      record: (exchange, service) => {
        enter(entryOf(exchange, affectedBy))
        return right.record(exchange, service)
      },
    }),
    closed: ({ at, ...request }, { operation, key }, affectedBy) =>
      enter({
        ...request,
        path: redactText(request.path),
        time: new Date(at).toISOString(),
        operation: operation ?? null,
        tenant: null,
        keyId: null,
        key: key ?? null,
        body: null,
        status: null,
        error: null,
        requestId: null,
        affectedBy,
      }),
  }
}

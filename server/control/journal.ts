/** What the server has received: the form of an entry, what is masked in it, the conditions on entries, and the journal in memory. In one file, because the form decides all of them. */
import type { IncomingHttpHeaders } from 'node:http'
import type { OperationId } from '../../spec/contract.ts'
import type { Arrival, Exchange } from '../http/exchange.ts'
import { redactText } from '../http/log.ts'
import type { Steps } from '../http/pipeline.ts'
import { RefusalError, refusals } from '../refusals.ts'

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

/** What a client sent, with its secrets. */
type Sent = Pick<Arrival, 'at' | 'method' | 'path' | 'query' | 'headers'>

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
  /** Number of matching entries. */
  count(filter?: JournalFilter): number
  /** The latest matching entry. */
  last(filter?: JournalFilter): JournalEntry | undefined
  /** Number of entries that were removed because the journal was full. */
  readonly dropped: number
  /** Number of kept entries. */
  readonly length: number
  clear(): void
  /** Steps that also enter the request. */
  observing(right: Steps, affectedBy: readonly string[]): Steps
  /** Enters a request whose connection was closed before it was processed. */
  closed(request: Sent, operation: OperationId | undefined, affectedBy: readonly string[]): void
}

/** The journal keeps the latest requests up to these bounds; characters are those of paths, queries, headers and bodies. */
export const journalBounds = { requests: 1000, characters: 16 * 1024 * 1024 } as const

/** Headers that contain credentials. */
const credentials = new Set(['authorization', 'proxy-authorization', 'cookie'])

/** The scheme of credentials and, of a key, everything except its secret. */
function masked(value: string): string {
  const text = redactText(value)
  if (text !== value) return text
  const [scheme = '', rest] = value.split(' ', 2)
  return rest === undefined ? '[redacted]' : `${scheme} [redacted]`
}

/** What is kept of a request: only references and numbers, since most requests are never asked for. */
export interface Kept extends Sent {
  readonly number: number
  readonly operation: OperationId | null
  readonly tenant: string | null
  readonly keyId: string | null
  /** The JSON text of the body. */
  readonly text: string | undefined
  readonly status: number | null
  readonly error: string | null
  readonly requestId: string | null
  readonly affectedBy: readonly string[]
  readonly characters: number
}

/** The headers of a request, with masked credentials. */
function shownHeaders(headers: IncomingHttpHeaders): JournalEntry['headers'] {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (value === undefined) return []
      const mask = credentials.has(name) ? masked : redactText
      return [[name, typeof value === 'string' ? mask(value) : value.map(mask)]]
    }),
  )
}

/** The decoded parameters of a query string without question mark. */
function shownQuery(query: string): JournalEntry['query'] {
  const parameters = new URLSearchParams(query)
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name).map(redactText)
      return [redactText(name), values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}

/** Written anew before it is redacted, because escapes in the text can hide a key. */
const shownBody = (text: string | undefined): unknown =>
  text === undefined ? null : (JSON.parse(redactText(JSON.stringify(JSON.parse(text)))) as unknown)

function charactersOf({ path, query, headers }: Sent, text = ''): number {
  let count = path.length + query.length + text.length
  for (const name in headers) count += name.length + (headers[name]?.length ?? 0)
  return count
}

const prefix = '/api'
const unprefixed = (path: string) => (path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path)

/** Returns the public id in an `Authorization` header. */
type KeyOf = (authorization: string | undefined) => string | undefined

/** What a request leaves once it is answered. */
export function answered(
  number: number,
  { arrival, key, outcome, requestId, status, target, text }: Exchange,
  affectedBy: readonly string[],
): Kept {
  const { at, method, path, query, headers } = arrival
  return {
    number,
    at,
    method,
    path,
    query,
    headers,
    operation: target.endpoint?.operation.id ?? null,
    tenant: key?.tenantId ?? null,
    keyId: key?.id ?? null,
    text,
    status,
    error: outcome instanceof RefusalError ? refusals[outcome.refusal].code : null,
    requestId,
    affectedBy,
    characters: charactersOf(arrival, text),
  }
}

/** What a request leaves whose connection was closed before it was processed. */
export function closed(number: number, sent: Sent, operation: OperationId | undefined, affectedBy: readonly string[]): Kept {
  const { at, method, path, query, headers } = sent
  return {
    number,
    at,
    method,
    path,
    query,
    headers,
    operation: operation ?? null,
    tenant: null,
    keyId: null,
    text: undefined,
    status: null,
    error: null,
    requestId: null,
    affectedBy,
    characters: charactersOf(sent),
  }
}

/** Whether a request meets all conditions. Its path without secrets and the public id of its key are only asked for if they matter. */
export const meets = (
  request: Pick<Kept, 'operation' | 'keyId' | 'status' | 'method' | 'at'>,
  shownPath: () => string,
  publicId: () => string | null | undefined,
  { operation, key, status, method, path, since }: JournalFilter,
): boolean =>
  (operation === undefined || request.operation === operation) &&
  (key === undefined || request.keyId === key || publicId() === key) &&
  (status === undefined || request.status === status) &&
  (method === undefined || request.method === method.toUpperCase()) &&
  (path === undefined || unprefixed(shownPath()) === unprefixed(path)) &&
  (since === undefined || request.at >= since)

/** A request for readers, without secrets. */
export function shown(kept: Kept, keyOf: KeyOf): JournalEntry {
  const { number, at, method, path, query, headers, operation, tenant, keyId, text, status, error, requestId, affectedBy } = kept
  return {
    number,
    time: new Date(at).toISOString(),
    method,
    path: redactText(path),
    operation,
    tenant,
    keyId,
    key: keyOf(headers.authorization) ?? null,
    headers: shownHeaders(headers),
    query: shownQuery(query),
    body: shownBody(text),
    status,
    error,
    requestId,
    affectedBy,
  }
}

/** A journal in the memory of this process. */
export function createJournal(keyOf: KeyOf): Journal {
  /** A ring: a request has the place that is the rest of its number. */
  const ring: (Kept | undefined)[] = Array.from({ length: journalBounds.requests }, () => undefined)
  const placeOf = (number: number) => number % journalBounds.requests
  /** The numbers of the kept requests. */
  let oldest = 1
  let latest = 0
  let characters = 0

  const drop = () => {
    characters -= ring[placeOf(oldest)]?.characters ?? 0
    ring[placeOf(oldest)] = undefined
    oldest += 1
  }
  const enter = (request: Kept) => {
    if (latest - oldest + 1 === journalBounds.requests) drop()
    latest = request.number
    ring[placeOf(latest)] = request
    characters += request.characters
    while (characters > journalBounds.characters) drop()
  }

  /** The matching requests, oldest first. */
  const matching = (filter: JournalFilter): Kept[] => {
    const found: Kept[] = []
    for (let number = oldest; number <= latest; number += 1) {
      const kept = ring[placeOf(number)]
      if (kept === undefined) continue
      if (
        meets(
          kept,
          () => redactText(kept.path),
          () => keyOf(kept.headers.authorization),
          filter,
        )
      )
        found.push(kept)
    }
    return found
  }

  return {
    entries: (filter = {}) => matching(filter).map((kept) => shown(kept, keyOf)),
    count: (filter = {}) => matching(filter).length,
    last: (filter = {}) => {
      const kept = matching(filter).at(-1)
      return kept === undefined ? undefined : shown(kept, keyOf)
    },
    get dropped() {
      return oldest - 1
    },
    get length() {
      return latest - oldest + 1
    },
    clear: () => {
      ring.fill(undefined)
      oldest = 1
      latest = 0
      characters = 0
    },
    observing: (right, affectedBy) => ({
      ...right,
      record: (exchange, service) => {
        enter(answered(latest + 1, exchange, affectedBy))
        return right.record(exchange, service)
      },
    }),
    closed: (sent, operation, affectedBy) => enter(closed(latest + 1, sent, operation, affectedBy)),
  }
}

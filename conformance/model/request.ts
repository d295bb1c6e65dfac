/** The requests of rules, as data, before they are sent. Two requests with equal data are one exchange, whichever rule needs them. */
import { hash } from 'node:crypto'

/** Methods that change nothing (RFC 9110 §9.2.1), without TRACE, which the suite never sends and which gateways handle unpredictably. */
export const isSafe = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method)

/**
 * The role of a key in a run. Several keys with one role share its load.
 *
 * - `main`: the key for the reads and writes of the run.
 * - `unprivileged`: valid, without any permission. `expired`, `revoked`: no longer valid.
 * - `other`: a key of a second tenant. `exhaustible`: like `main`, and its rate limit may be used up.
 */
export type Role = 'main' | 'unprivileged' | 'expired' | 'revoked' | 'other' | 'exhaustible'

export type Credential =
  | { readonly kind: 'none' }
  /** Well-formed, but never issued. */
  | { readonly kind: 'unknown' }
  /** The first main key with a different last character: a known prefix and a wrong secret. */
  | { readonly kind: 'tampered' }
  /** The complete `Authorization` header as given here. */
  | { readonly kind: 'malformed'; readonly header: string }
  /** `nth`: exactly this one of the keys with the role, starting at 1. Without it, the key with the most remaining requests. */
  | { readonly kind: 'key'; readonly role: Role; readonly scheme?: string; readonly place?: 'query'; readonly nth?: number }
  /** A key that an earlier response of this run issued. */
  | { readonly kind: 'issued'; readonly by: Reference }

/** A value from an earlier response. */
export interface Reference {
  readonly from: Request
  /** JSON pointer into the body of the response. */
  readonly pointer: string
  /**
   * Converts what a list returned. Into a page size: `third`: of a total; three pages hold all items, as far as this size allows it. `half`:
   * of a response with a page of this size; two pages hold all items if that one does, otherwise the second page begins within it and ends
   * after it. If two adjacent items have the same value of `ties`, the border of the pages is between them, where an order that is not
   * total shows. `partOf`: converts a text into what a search must find in it: a part of a word, in the other case, of at most so many
   * characters.
   */
  readonly as?: { readonly third: number } | { readonly half: number; readonly ties?: string } | { readonly partOf: number }
  /**
   * `pointer` leads to a list: take the value at `value` from the first item that has one, or from the first one whose `where` equals the value
   * of `is`. Prefers an item whose texts at `apart` do not contain the part that a search must find (`as`).
   */
  readonly row?:
    | { readonly where: string; readonly is: Reference; readonly value: string }
    | { readonly where?: never; readonly is?: never; readonly value: string; readonly apart?: readonly string[] }
}

declare const own: unique symbol
declare const named: unique symbol
declare const madeUp: unique symbol

/**
 * The id of a resource that the run creates. Only `ResourceFactory` returns one, together with the read that proves that the resource
 * belongs to the run.
 */
export type ResourceId = Reference & { readonly [own]: true }
/**
 * A resource that a write may refer to although the run did not create it: `references` of the profile. Only `ResourceFactory` returns one.
 */
export type NamedReference = Reference & { readonly [named]: true }
/** An id that the run made up and that does not exist. Only the request builder returns one. */
export type MadeUp = string & { readonly [madeUp]: true }

/** The allowed targets in the path of a write. */
export type WriteTarget = ResourceId | MadeUp
/** JSON in the body of a write. The only values from responses are ids of resources of the run and values that a write may refer to. */
export type WriteJson =
  | string
  | number
  | boolean
  | null
  | ResourceId
  | NamedReference
  | readonly WriteJson[]
  | { readonly [name: string]: WriteJson | undefined; readonly from?: never; readonly pointer?: never }

export type Value = string | number | Reference

/** `json` may contain references at any depth. */
export type Body = { readonly json: unknown } | { readonly text: string } | { readonly base64: string }
/** The body of a write. A body that is not JSON contains no reference. */
export type WriteBody = { readonly json: WriteJson } | { readonly text: string } | { readonly base64: string }

/**
 * The effect that a request may have on the deployment.
 *
 * - `read`: none. `refused`: none, if the deployment rejects it as the contract requires.
 * - `own`: creates, changes or deletes resources of this run. `lasting`: the same, and the contract has no way to undo it.
 * - `undo`: deletes or restores what this run created or changed, or checks that it is gone.
 * - `quota`: uses up the rate limit of a key that is intended for it.
 */
export type Effect = 'read' | 'refused' | 'own' | 'lasting' | 'undo' | 'quota'

export interface Request {
  /** The operation of the request; absent for paths and methods outside the contract. */
  readonly operation?: string
  readonly method: string
  /** Path template relative to the base URL. */
  readonly path: string
  readonly params: Readonly<Record<string, Value>>
  /** In the order of sending. */
  readonly query: readonly (readonly [name: string, value: Value])[]
  /** Headers other than `Authorization`. `Content-Type` follows from the body unless it is set here. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Body
  readonly credential: Credential
  readonly effect: Effect
  /** A conforming deployment rejects it. The first one that is accepted stops further ones for the operation. */
  readonly isRefused?: true
  /** Distinguishes repetitions of one request: 1 for the second, and so on. */
  readonly again?: number
  /**
   * Requests that must have a response before this one is sent, whatever its status. The same request after another one is a different
   * exchange.
   */
  readonly after?: readonly Request[]
  /** Waits for the time in the `Retry-After` of this response. */
  readonly waits?: Request
}

const keys = new WeakMap<Request, string>()

/** Returns the identity of a request. Equal data returns equal keys, whatever the order of its members. */
export function keyOf(request: Request): string {
  const known = keys.get(request)
  if (known !== undefined) return known
  const text = JSON.stringify(members(request).map(([name, value]) => [name, canonical(value)]))
  const key = hash('sha256', text).slice(0, 16)
  keys.set(request, key)
  return key
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isRequest(value)) return JSON.stringify(keyOf(value))
  return `{${members(value)
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`)
    .join(',')}}`
}

function members(value: object): [string, unknown][] {
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Only a request has an effect and a credential; members of a body come from the contract. */
function isRequest(value: object): value is Request {
  return 'effect' in value && 'credential' in value
}

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'from' in value && 'pointer' in value
}

/** Formats a reference: the pointer, and the item of a list if there is one. */
export function placeOf({ pointer, row }: Reference): string {
  if (row === undefined) return pointer
  const where = row.is === undefined ? '' : `${row.where}=${keyOf(row.is.from)}${row.is.pointer}`
  return `${pointer}[${where}]${row.value}`
}

/** Returns every reference in a value, at any depth. */
function referencesIn(value: unknown): Reference[] {
  if (isReference(value)) return value.row?.is === undefined ? [value] : [value, value.row.is]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(referencesIn)
}

/** Returns the references that a request is built from. */
export function references(request: Request): Reference[] {
  const { params, query, body, credential } = request
  return [
    ...referencesIn(params),
    ...query.flatMap(([, value]) => referencesIn(value)),
    ...(body !== undefined && 'json' in body ? referencesIn(body.json) : []),
    ...(credential.kind === 'issued' ? [credential.by] : []),
  ]
}

const known = new WeakMap<Request, readonly Request[]>()

/** Returns the requests that need a response before this one can be built or sent. */
export function dependencies(request: Request): readonly Request[] {
  const found = known.get(request) ?? [
    ...references(request).map(({ from }) => from),
    ...(request.after ?? []),
    ...(request.waits === undefined ? [] : [request.waits]),
  ]
  known.set(request, found)
  return found
}

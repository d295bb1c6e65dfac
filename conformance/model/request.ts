/**
 * What a rule asks for: requests as data, before anything is sent. Two requests that are equal as data are one exchange, whoever asked.
 */
import { createHash } from 'node:crypto'

/** Methods that change nothing (RFC 9110 §9.2.1); without TRACE, which nothing here sends, and which a gateway may take for anything. */
export const isSafe = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method)

/**
 * The part a key plays in a run; several keys of one part share its load.
 *
 * - `main`: the key under which the run looks around.
 * - `unprivileged`: valid, without any permission. `expired`, `revoked`: no longer valid.
 * - `other`: a key of a second tenant. `exhaustible`: as `main`, and its minute may be spent.
 */
export type Role = 'main' | 'unprivileged' | 'expired' | 'revoked' | 'other' | 'exhaustible'

export type Credential =
  | { readonly kind: 'none' }
  /** Well-formed, and of no key at all. */
  | { readonly kind: 'unknown' }
  /** The first main key with another last character: known in part, and wrong. */
  | { readonly kind: 'tampered' }
  /** The whole `Authorization` header as written here. */
  | { readonly kind: 'malformed'; readonly header: string }
  /** `nth`: exactly this one of the keys that the role may be played by, from 1; else whichever has most requests left. */
  | { readonly kind: 'key'; readonly role: Role; readonly scheme?: string; readonly place?: 'query'; readonly nth?: number }
  /** A key that an earlier answer of this run issued. */
  | { readonly kind: 'issued'; readonly by: Reference }

/** A value that an earlier answer gives. */
export interface Reference {
  readonly from: Request
  /** JSON pointer into the body of the answer. */
  readonly pointer: string
  /** `third` turns a total into a page size with which three pages hold everything, where the contract's maximum allows it. */
  readonly as?: { readonly third: number }
  /** `pointer` leads to a list: the value at `value` of the first row whose `where` is what `is` says. */
  readonly row?: { readonly where: string; readonly is: Reference; readonly value: string }
}

declare const own: unique symbol
declare const named: unique symbol
declare const madeUp: unique symbol

/** The id of something that the run makes. Only `ResourceFactory` gives one, with the read that proves the thing to be the run's own. */
export type ResourceId = Reference & { readonly [own]: true }
/** A value of a kind that a write may refer to, although the run did not make it: `references` of the profile. Only `ResourceFactory` gives one. */
export type NamedReference = Reference & { readonly [named]: true }
/** An id that the run made up, and that nobody knows. Only the asker gives one. */
export type MadeUp = string & { readonly [madeUp]: true }

/** What the path of a write may name. */
export type WriteTarget = ResourceId | MadeUp
/** JSON in the body of a write: no value of an answer is in it but ids of own things, and what a write may refer to. */
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

/** `json` may hold references anywhere. */
export type Body = { readonly json: unknown } | { readonly text: string } | { readonly base64: string }
/** The body of a write; what is not JSON names nothing. */
export type WriteBody = { readonly json: WriteJson } | { readonly text: string } | { readonly base64: string }

/**
 * What a request may do to the deployment.
 *
 * - `read`: nothing. `refused`: nothing, as long as the deployment refuses it as the contract says.
 * - `own`: creates, changes or deletes what this run made. `lasting`: the same, and the contract has no way to take it back.
 * - `undo`: takes back what this run made, or looks whether it is gone.
 * - `quota`: spends the minute of a key that is there for it.
 */
export type Effect = 'read' | 'refused' | 'own' | 'lasting' | 'undo' | 'quota'

export interface Request {
  /** The operation that the request is meant for; absent for paths and methods outside the contract. */
  readonly operation?: string
  readonly method: string
  /** Template relative to the base URL. */
  readonly path: string
  readonly params: Readonly<Record<string, Value>>
  /** In the order in which they are sent. */
  readonly query: readonly (readonly [name: string, value: Value])[]
  /** Besides `Authorization`; `Content-Type` comes with the body unless it is set here. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Body
  readonly credential: Credential
  readonly effect: Effect
  /** A conforming deployment refuses it. The first one that is accepted stops further ones on the operation. */
  readonly isRefused?: true
  /** Tells repetitions of one request apart: 1 for the second, and so on. */
  readonly again?: number
  /** Requests that must have been answered before, whatever the answer; the same request after another one is another exchange. */
  readonly after?: readonly Request[]
  /** Waits as long as the `Retry-After` of this answer says. */
  readonly waits?: Request
}

const keys = new WeakMap<Request, string>()

/** Identity of a request: equal for equal data, whatever the order of its members. */
export function keyOf(request: Request): string {
  const known = keys.get(request)
  if (known !== undefined) return known
  const key = createHash('sha256')
    .update(JSON.stringify(members(request).map(([name, value]) => [name, canonical(value)])))
    .digest('hex')
    .slice(0, 16)
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

/** Only a request has an effect; what a body holds is the contract's. */
function isRequest(value: object): value is Request {
  return 'effect' in value && 'credential' in value
}

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'from' in value && 'pointer' in value
}

/** A reference as a text: the pointer, and which row of a list it is about. */
export function placeOf({ pointer, row }: Reference): string {
  return row === undefined ? pointer : `${pointer}[${row.where}=${keyOf(row.is.from)}${row.is.pointer}]${row.value}`
}

/** Every reference in a value, however deep. */
function referencesIn(value: unknown): Reference[] {
  if (isReference(value)) return value.row === undefined ? [value] : [value, value.row.is]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(referencesIn)
}

/** The references that a request is built from. */
function references(request: Request): Reference[] {
  const { params, query, body, credential } = request
  return [
    ...referencesIn(params),
    ...query.flatMap(([, value]) => referencesIn(value)),
    ...(body !== undefined && 'json' in body ? referencesIn(body.json) : []),
    ...(credential.kind === 'issued' ? [credential.by] : []),
  ]
}

const known = new WeakMap<Request, readonly Request[]>()

/** The requests that must be answered before this one can be built or sent. */
export function dependencies(request: Request): readonly Request[] {
  const found = known.get(request) ?? [
    ...references(request).map(({ from }) => from),
    ...(request.after ?? []),
    ...(request.waits === undefined ? [] : [request.waits]),
  ]
  known.set(request, found)
  return found
}

/**
 * What a rule asks for: requests as data, before anything is sent. Two requests that are equal as data are one exchange, whoever asked.
 */
import { createHash } from 'node:crypto'
import type { OperationId } from '../spec/contract.ts'

/**
 * The part a key plays in a run; several keys of one part share its load.
 *
 * - `main`: the key under which the run looks around.
 * - `powerless`: valid, without any permission. `expired`, `revoked`: no longer valid.
 * - `other`: a key of a second tenant.
 */
export type Role = 'main' | 'powerless' | 'expired' | 'revoked' | 'other'

export type Credential =
  | { readonly kind: 'none' }
  /** Well-formed, and of no key at all. */
  | { readonly kind: 'unknown' }
  /** The first main key with another last character: known in part, and wrong. */
  | { readonly kind: 'tampered' }
  /** The whole `Authorization` header as written here. */
  | { readonly kind: 'malformed'; readonly header: string }
  | { readonly kind: 'key'; readonly role: Role; readonly scheme?: string; readonly place?: 'query' }

/** A value that an earlier answer gives. */
export interface Reference {
  readonly from: Request
  /** JSON pointer into the body of the answer. */
  readonly pointer: string
  /** `third` turns a total into a page size with which three pages hold everything, where the contract's maximum allows it. */
  readonly as?: { readonly third: number }
}

export type Value = string | number | Reference

export type Body = { readonly json: unknown } | { readonly text: string } | { readonly base64: string }

/**
 * What a request may do to the deployment.
 *
 * - `read`: nothing. `refused`: nothing, as long as the deployment refuses it as the contract says.
 */
export type Effect = 'read' | 'refused'

export interface Request {
  /** The operation that the request is meant for; absent for paths and methods outside the contract. */
  readonly operation?: OperationId
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
  /** Tells repetitions of one request apart: 1 for the second, and so on. */
  readonly again?: number
}

const keys = new WeakMap<Request, string>()

/** Identity of a request: equal for equal data, whatever the order of its members. */
export function keyOf(request: Request): string {
  const known = keys.get(request)
  if (known !== undefined) return known
  const key = createHash('sha256').update(canonical(request)).digest('hex').slice(0, 16)
  keys.set(request, key)
  return key
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${name === 'from' ? JSON.stringify(keyOf(each as Request)) : canonical(each)}`)
    .join(',')}}`
}

export function isReference(value: Value): value is Reference {
  return typeof value === 'object'
}

/** The requests that must be answered before this one can be built. */
export function dependencies(request: Request): Request[] {
  return [...Object.values(request.params), ...request.query.map(([, value]) => value)].filter(isReference).map(({ from }) => from)
}

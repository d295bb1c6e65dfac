/** Builds the requests that rules ask for, out of the contract; the class that does is in `plan/`. */
import type { Operation } from '../../spec/contract.ts'
import type { Api } from './api.ts'
import type { Credential, Effect, MadeUp, Request, Role, Value, WriteBody, WriteTarget } from './request.ts'
import type { Resources } from './resource.ts'

export interface RequestOptions {
  readonly credential?: Credential
  readonly headers?: Readonly<Record<string, string>>
  readonly again?: number
  readonly after?: readonly Request[]
  readonly waits?: Request
}

export interface ReadOptions extends RequestOptions {
  /** Values by path parameter; by default those that a link of the contract gives. */
  readonly params?: Readonly<Record<string, Value>>
  readonly query?: readonly (readonly [name: string, value: Value])[]
  /** Instead of `GET`. */
  readonly method?: 'HEAD'
  /** By default `read`; `undo` looks whether something is gone, `quota` spends a key's minute. */
  readonly effect?: 'read' | 'undo' | 'quota'
}

export interface WriteOptions extends RequestOptions {
  /** What is written to, by path parameter. */
  readonly params?: Readonly<Record<string, WriteTarget>>
  readonly query?: readonly (readonly [name: string, value: string])[]
  readonly body?: WriteBody
  readonly effect: Exclude<Effect, 'read' | 'quota'>
  /** A conforming deployment refuses it; `refused` says so by itself. */
  readonly isRefused?: true
}

/** What the caller allows: it decides how a fault is planted. */
export interface Allowed {
  readonly writes?: boolean
  readonly lasting?: boolean
}

export const nobody: Credential = { kind: 'none' }
export const stranger: Credential = { kind: 'unknown' }
export const tampered: Credential = { kind: 'tampered' }
export const as = (role: Role): Credential => ({ kind: 'key', role })

/** Text that is not JSON, in a body that no deployment may take for a document; whatever it is taken for lacks what is required. */
export const brokenJson = { text: '{"broken":' } as const satisfies WriteBody

export interface RequestBuilder {
  readonly api: Api
  /** What the run makes for itself. */
  readonly resources: Resources
  readonly allowed: Allowed
  /** Every id that was made up so far. */
  readonly madeUp: ReadonlySet<string>
  /** Characters that look random and depend only on the seed and the purpose. */
  invented(purpose: string, length: number): string
  /** A read, by default as the contract's examples and links have it, with the main key. Throws for an operation that writes. */
  read(operation: Operation, options?: ReadOptions): Request
  /**
   * A request that may change something, with the main key. What it is about is the run's own or made up, by its type; the guard in front of every write
   * looks at the body too (`guard/`). Throws `Unavailable` for a write of which the profile does not say what it changes, unless nobody could carry it out.
   */
  write(operation: Operation, options: WriteOptions): Request
  /**
   * A request to a path or with a method that the contract does not have. One that could change something carries a body that nobody can read, so that
   * nothing comes of it where the method is let through.
   */
  outside(
    path: string,
    method: 'GET' | 'OPTIONS' | 'PUT' | 'PATCH' | 'POST',
    options?: RequestOptions & { readonly params?: Readonly<Record<string, MadeUp>> },
  ): Request
  /** Well-formed ids that name nothing: the prefix of the contract's example, and made-up characters. */
  unknownParams(operation: Operation): Record<string, MadeUp>
  /** A well-formed id that names nothing, with the prefix of an example. */
  unknownId(purpose: string, example: string): MadeUp
  /** Says that a text is an id of no thing. */
  makeUp(text: string): MadeUp
  /** Whether the contract links the operation's path parameters to the answer of a list. */
  isReachable(operation: Operation): boolean
  /** A method with a body that the contract has not for this path; `undefined` if it has them all. */
  undocumentedMethod(path: string): 'PUT' | 'PATCH' | 'POST' | undefined
}

/** Builds the requests of the rules from the contract. The class that implements it is in `plan/`. */
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
  /** Values by path parameter. Default: the values from a link of the contract. */
  readonly params?: Readonly<Record<string, Value>>
  readonly query?: readonly (readonly [name: string, value: Value])[]
  /** Instead of `GET`. */
  readonly method?: 'HEAD'
  /** Default: `read`. `undo` checks that a resource is gone; `quota` uses up the rate limit of a key. */
  readonly effect?: 'read' | 'undo' | 'quota'
}

export interface WriteOptions extends RequestOptions {
  /** The targets of the write, by path parameter. */
  readonly params?: Readonly<Record<string, WriteTarget>>
  readonly query?: readonly (readonly [name: string, value: string])[]
  readonly body?: WriteBody
  readonly effect: Exclude<Effect, 'read' | 'quota'>
  /** A conforming deployment rejects it; `refused` implies this. */
  readonly isRefused?: true
}

/** What the caller allows. It determines how a fault is planted. */
export interface Allowed {
  readonly writes?: boolean
  readonly lasting?: boolean
}

export const nobody: Credential = { kind: 'none' }
export const stranger: Credential = { kind: 'unknown' }
export const tampered: Credential = { kind: 'tampered' }
export const as = (role: Role): Credential => ({ kind: 'key', role })

/** Text that is not JSON and that no deployment may parse as a document. However it is parsed, required properties are missing. */
export const brokenJson = { text: '{"broken":' } as const satisfies WriteBody

export interface RequestBuilder {
  readonly api: Api
  /** Creates the resources of the run. */
  readonly resources: Resources
  readonly allowed: Allowed
  /** Every id made up so far. */
  readonly madeUp: ReadonlySet<string>
  /** Returns characters that look random and depend only on the seed and the purpose. */
  invented(purpose: string, length: number): string
  /**
   * Builds a read, by default with the values of the contract's examples and links and with the main key. Throws for an operation that
   * writes.
   */
  read(operation: Operation, options?: ReadOptions): Request
  /**
   * Builds a request that may change something, with the main key. By its type, its target is a resource of the run or a made-up id; the
   * guard in front of every write checks the body too (`guard/`). Throws `Unavailable` for a write whose targets are not in the profile,
   * unless no deployment could perform it.
   */
  write(operation: Operation, options: WriteOptions): Request
  /**
   * Builds a request to a path or with a method that the contract does not have. A request that could change something has an unreadable
   * body, so that it has no effect if the method is accepted.
   */
  outside(
    path: string,
    method: 'GET' | 'OPTIONS' | 'PUT' | 'PATCH' | 'POST',
    options?: RequestOptions & { readonly params?: Readonly<Record<string, MadeUp>> },
  ): Request
  /** Well-formed ids that do not exist: the prefix of the contract's example with made-up characters. */
  unknownParams(operation: Operation): Record<string, MadeUp>
  /** A well-formed id that does not exist, with the prefix of an example. */
  unknownId(purpose: string, example: string): MadeUp
  /** Marks a text as an id that does not exist. */
  makeUp(text: string): MadeUp
  /** Whether the contract links the operation's path parameters to the response of a list. */
  isReachable(operation: Operation): boolean
  /** Returns a method with a body that the contract does not define for this path, or `undefined` if it defines all of them. */
  undocumentedMethod(path: string): 'PUT' | 'PATCH' | 'POST' | undefined
}

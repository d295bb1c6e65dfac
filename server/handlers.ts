import type { Defaults, OperationId, Operations, Schemas } from '../spec/contract.ts'
import type { TenantStore } from './store/store.ts'

type Filled<T, Names> = Omit<T, Extract<keyof T, Names>> & Required<Pick<T, Extract<keyof T, Names>>>
type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never

type Params<Id extends OperationId> = Operations[Id]['parameters'] extends { path: infer P } ? P : Record<never, never>
type Query<Id extends OperationId> = Operations[Id]['parameters'] extends { query?: infer Q }
  ? Filled<NonNullable<Q>, Defaults[Id]['query']>
  : Record<never, never>
type Body<Id extends OperationId> = Operations[Id] extends { requestBody: infer R }
  ? Filled<Json<R>, Defaults[Id]['body']>
  : Operations[Id] extends { requestBody?: infer R }
    ? Json<NonNullable<R>> | undefined
    : undefined

/** The caller: the accepted key. Its tenant is known only to the store that a handler gets. */
export interface Caller {
  readonly keyId: string
  readonly scopes: readonly Schemas['Scope'][]
}

/** The input of a handler: the request as described by the contract, with defaults filled in. */
export interface Input<Id extends OperationId> {
  readonly params: Params<Id>
  readonly query: Query<Id>
  readonly body: Body<Id>
  /** Bound to the tenant of the caller. */
  readonly store: TenantStore
  readonly caller: Caller
  /** Milliseconds since the epoch; constant for the request. */
  readonly now: number
  /** Creates an id with the given type prefix, such as `prod`. */
  readonly newId: (prefix: string) => string
  /** Creates `length` random characters of `0-9A-Za-z`, suitable for a secret. */
  readonly newSecret: (length: number) => string
}

type Success<Response, Status> = Status extends 200 | 201
  ? { readonly status: Status } & Json<Response> & ('pagination' extends keyof Json<Response> ? unknown : { readonly pagination?: never })
  : never

/** The result of a handler: a success that the contract documents for the operation. Errors are thrown with `refuse(…)`. */
export type Output<Id extends OperationId> = {
  [Status in keyof Operations[Id]['responses']]: Success<Operations[Id]['responses'][Status], Status>
}[keyof Operations[Id]['responses']]

export type Handler<Id extends OperationId> = (input: Input<Id>) => Promise<Output<Id>>

/** One handler per operation of the contract: a missing handler or an undocumented status is a compile error. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> }

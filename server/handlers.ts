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

/** Who calls: the key that was accepted. Which tenant it belongs to is in the store that a handler gets, and nowhere else. */
export interface Caller {
  readonly keyId: string
  readonly scopes: readonly Schemas['Scope'][]
}

/** What a handler gets: the request as the contract describes it, defaults filled in. */
export interface Input<Id extends OperationId> {
  readonly params: Params<Id>
  readonly query: Query<Id>
  readonly body: Body<Id>
  /** Bound to the tenant of the caller. */
  readonly store: TenantStore
  readonly caller: Caller
  /** Milliseconds since the epoch, the same for the whole request. */
  readonly now: number
  /** A new id with the given type prefix, such as `prod`. */
  readonly newId: (prefix: string) => string
  /** `length` random characters out of `0-9A-Za-z`, fit for a secret. */
  readonly newSecret: (length: number) => string
}

type Success<Response, Status> = Status extends 200 | 201
  ? { readonly status: Status } & Json<Response> & ('pagination' extends keyof Json<Response> ? unknown : { readonly pagination?: never })
  : never

/** What a handler answers: a success that the contract documents for the operation. Everything else is refused by throwing `refuse(…)`. */
export type Output<Id extends OperationId> = {
  [Status in keyof Operations[Id]['responses']]: Success<Operations[Id]['responses'][Status], Status>
}[keyof Operations[Id]['responses']]

export type Handler<Id extends OperationId> = (input: Input<Id>) => Promise<Output<Id>>

/** One handler for each operation of the contract: a missing one, or a status that is not documented, does not compile. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> }

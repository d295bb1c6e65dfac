/** What the rest of the project may know about a contract. `Id` are the names of its operations: any text, unless it is known which contract is meant. */
import { valueAt } from './pointer.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The JSON Schema 2020-12 keywords that a reader of the contract looks at; validators see the whole schema. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minProperties?: number
  readonly maxItems?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  /** No two resources have the same value, among those that agree in these properties. */
  readonly 'x-unique'?: readonly string[]
  /** An id that the client chooses. */
  readonly 'x-client-chosen'?: true
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  /** References resolved, siblings of a reference merged over it. */
  readonly schema: Schema
  readonly pointer: string
  readonly example: unknown
}

export interface Body {
  readonly required: boolean
  readonly mediaType: 'application/json'
  readonly schema: Schema
  readonly pointer: string
  /** Values by name; the first is the one to show. */
  readonly examples: Readonly<Record<string, unknown>>
}

export interface Header {
  /** As written in the contract; compare without regard to case (RFC 9110 §5.1). */
  readonly name: string
  readonly required: boolean
  readonly schema: Schema
  readonly pointer: string
}

/** A way to call an operation with what another one answered (OpenAPI link). */
export interface Link<Id extends string = string> {
  readonly from: Id
  readonly status: number
  readonly to: Id
  /** JSON pointers into the body of the answer, by path parameter of the operation that takes them. */
  readonly parameters: Readonly<Record<string, string>>
  /** The same by property of the request body. */
  readonly body: Readonly<Record<string, string>>
}

export interface Response {
  readonly status: number
  readonly schema: Schema
  readonly pointer: string
  readonly headers: readonly Header[]
  readonly examples: Readonly<Record<string, unknown>>
  /** `details.code` of this response; absent on a success. */
  readonly code?: string
  /**
   * The `Location` of a 201 (extension `x-location`): a template relative to the base URL, `/products/{$response.body#/data/id}`. In braces are runtime
   * expressions of OpenAPI, `$response.body#/…` and `$request.path.…`; their values are percent-encoded.
   */
  readonly location?: string
}

/** How a list is paged, filtered and sorted. */
export interface List {
  readonly defaultLimit: number
  readonly maxLimit: number
  readonly filters: readonly Parameter[]
  /** Names of the properties that a row can have. */
  readonly columns: readonly string[]
  /** Absent if the list cannot be sorted. */
  readonly sort?: { readonly fields: readonly string[]; readonly by: string; readonly order: 'asc' | 'desc' }
}

/** `Id` are the names of the operations: any text, unless it is known which contract is meant. */
export interface Operation<Id extends string = string> {
  readonly id: Id
  readonly method: Method
  /** Template relative to the base URL, `/products/{productId}`. */
  readonly path: string
  /** The tag, one for each operation. */
  readonly group: string
  readonly summary: string
  readonly permissions: readonly string[]
  readonly stability: 'stable' | 'beta'
  readonly provenance: 'documented' | 'designed'
  readonly parameters: readonly Parameter[]
  readonly body?: Body
  /** By status. */
  readonly responses: Readonly<Record<number, Response>>
  /** The one response below 300. */
  readonly success: Response
  /** Set on lists: operations that answer `pagination` beside `data`. */
  readonly list?: List
  /** What the answer can be used for. */
  readonly links: readonly Link<Id>[]
  /** What the operation needs and does of the resource's `status`; any other status is refused with 409. Empty where it has none. */
  readonly transitions: readonly Transition[]
}

/** An edge of a resource's state machine (extension `x-transitions`). */
export interface Transition {
  readonly from: readonly string[]
  readonly to: string
  /** The property of the request body that chooses this edge; absent for the edge of a body that has none of them. */
  readonly when?: { readonly property: string; readonly value: string }
}

/** An operation whose path parameters a list gives, so that it can be called on something that exists. */
export interface Source<Id extends string = string> {
  readonly list: Id
  /** JSON pointers into the answer of the list, by path parameter. */
  readonly parameters: Readonly<Record<string, string>>
}

/** The states of a kind of resource, and what moves it between them. */
export interface StateMachine<Id extends string = string> {
  /** The path parameter that names the resource, `recommendationId`. */
  readonly parameter: string
  /** The operation that shows one resource; absent where only a list does. */
  readonly read?: Id
  readonly states: readonly string[]
  /** Every edge that is not here is refused with 409 `INVALID_STATE`. */
  readonly edges: readonly (Transition & { readonly operation: Id })[]
}

/** How many requests one key may send within so many seconds (extension `x-rate-limits`). */
export interface RateLimit {
  readonly requests: number
  readonly seconds: number
}

/** What keys look like (extension `x-key-format` of the security scheme). */
export interface KeyFormat {
  /** Every key that is issued fits this pattern as a whole; its first group is the secret. */
  readonly pattern: RegExp
  /** No key that is issued begins with this text. */
  readonly unissued: string
}

export interface Contract<Id extends string = string> {
  readonly title: string
  readonly version: string
  /** The whole document, for validators. */
  readonly document: object
  readonly operations: Readonly<Record<Id, Operation<Id>>>
  /** In reading order. */
  readonly groups: readonly { readonly name: string; readonly operations: readonly Operation<Id>[] }[]
  /** Documented methods by path template, in the document's order. */
  readonly paths: ReadonlyMap<string, Readonly<Partial<Record<Method, Operation<Id>>>>>
  /** In the document's order. */
  readonly lists: readonly (Operation<Id> & { readonly list: List })[]
  /** Where the path parameters of an operation come from; only operations that have some, and that a list links to. */
  readonly sources: Readonly<Partial<Record<Id, Source<Id>>>>
  readonly stateMachines: readonly StateMachine<Id>[]
  /** Pointer to the schema of every error body. */
  readonly error: string
  /** Which `details.code` goes with an error status (D02, D03). */
  readonly codes: Readonly<Record<number, string>>
  /** From the shortest window to the longest; empty where the contract promises none. */
  readonly rateLimits: readonly RateLimit[]
  readonly keyFormat: KeyFormat
}

/** A schema with what it refers to in its place; what stands beside the reference wins. */
export function resolved(contract: Pick<Contract, 'document'>, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const { $ref, ...siblings } = schema
  return { ...resolved(contract, valueAt(contract.document, $ref.slice(1)) as Schema), ...siblings }
}

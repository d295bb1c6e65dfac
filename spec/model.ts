/** Model of a contract. `Id` is the type of its operation names: `string`, unless a specific contract is known. */
import { valueAt } from './pointer.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The JSON Schema 2020-12 keywords that this project reads; validators use the whole schema. */
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
  /** No two resources have the same value if they agree in these properties. */
  readonly 'x-unique'?: readonly string[]
  /** The client chooses this id. */
  readonly 'x-client-chosen'?: true
  /** Name of the schema that shows the same resource with fewer properties. */
  readonly 'x-resource'?: string
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  /** Schema with resolved references; members beside a reference override those of its target. */
  readonly schema: Schema
  readonly pointer: string
  readonly example: unknown
}

export interface Body {
  readonly required: boolean
  readonly mediaType: 'application/json'
  readonly schema: Schema
  readonly pointer: string
  /** Values by name; the first one is the default to use. */
  readonly examples: Readonly<Record<string, unknown>>
}

export interface Header {
  /** As written in the contract; header names are case-insensitive (RFC 9110 §5.1). */
  readonly name: string
  readonly required: boolean
  readonly schema: Schema
  readonly pointer: string
}

/** An OpenAPI link: calls an operation with values from the response of another one. */
export interface Link<Id extends string = string> {
  readonly from: Id
  readonly status: number
  readonly to: Id
  /** JSON pointers into the response body, by path parameter of the target operation. */
  readonly parameters: Readonly<Record<string, string>>
  /** JSON pointers into the response body, by property of the request body of the target operation. */
  readonly body: Readonly<Record<string, string>>
}

export interface Response {
  readonly status: number
  readonly schema: Schema
  readonly pointer: string
  readonly headers: readonly Header[]
  readonly examples: Readonly<Record<string, unknown>>
  /** `details.code` of this response; absent for a success response. */
  readonly code?: string
  /**
   * The `Location` of a 201 (extension `x-location`): a template relative to the base URL, `/products/{$response.body#/data/id}`. The braces contain
   * OpenAPI runtime expressions, `$response.body#/…` and `$request.path.…`; their values are percent-encoded.
   */
  readonly location?: string
}

/** How a list is paged, filtered and sorted. */
export interface List {
  readonly defaultLimit: number
  readonly maxLimit: number
  /** Number of the last page that may be requested. */
  readonly maxPage: number
  readonly filters: readonly Parameter[]
  /** Names of the properties that an item can have. */
  readonly columns: readonly string[]
  /** Those of the columns that are dates or times. They are compared by the point in time, all other text by code point. */
  readonly times: readonly string[]
  /** Those of the columns that can be null. */
  readonly nullable: readonly string[]
  /** Absent if the list cannot be sorted. */
  readonly sort?: { readonly fields: readonly string[]; readonly by: string; readonly order: 'asc' | 'desc' }
}

/** `Id` is the type of the operation names: `string`, unless a specific contract is known. */
export interface Operation<Id extends string = string> {
  readonly id: Id
  readonly method: Method
  /** Path template relative to the base URL, for example `/products/{productId}`. */
  readonly path: string
  /** The single tag of the operation. */
  readonly group: string
  readonly summary: string
  readonly permissions: readonly string[]
  readonly stability: 'stable' | 'beta'
  readonly provenance: 'documented' | 'designed'
  readonly parameters: readonly Parameter[]
  readonly body?: Body
  /** Responses by status. */
  readonly responses: Readonly<Record<number, Response>>
  /** The single response with a status below 300. */
  readonly success: Response
  /** Names of the properties that `data` of this response can have, or its items if `data` is an array. */
  readonly fields: readonly string[]
  /** Set for lists: operations whose response contains `pagination` in addition to `data`. */
  readonly list?: List
  /** Operations that the response can be used for. */
  readonly links: readonly Link<Id>[]
  /** The `status` that the operation requires and sets; any other status is rejected with 409. Empty if the resource has no status. */
  readonly transitions: readonly Transition[]
}

/** An edge of a resource's state machine (extension `x-transitions`). */
export interface Transition {
  readonly from: readonly string[]
  readonly to: string
  /** The property of the request body that selects this edge; absent for the edge that applies if the body contains none of these values. */
  readonly when?: { readonly property: string; readonly value: string }
}

/** A list that supplies the path parameters of an operation, so that the operation can be called for an existing resource. */
export interface Source<Id extends string = string> {
  readonly list: Id
  /** JSON pointers into the response of the list, by path parameter. */
  readonly parameters: Readonly<Record<string, string>>
}

/** The states of a resource type and the operations that change them. */
export interface StateMachine<Id extends string = string> {
  /** The path parameter that identifies the resource, for example `recommendationId`. */
  readonly parameter: string
  /** The operation that reads one resource; absent if there is only a list. */
  readonly read?: Id
  readonly states: readonly string[]
  /** Every edge that is not listed here is rejected with 409 `INVALID_STATE`. */
  readonly edges: readonly (Transition & { readonly operation: Id })[]
}

/** Number of requests that one key may send within a number of seconds (extension `x-rate-limits`). */
export interface RateLimit {
  readonly requests: number
  readonly seconds: number
}

/** Format of API keys (extension `x-key-format` of the security scheme). */
export interface KeyFormat {
  /** Every issued key matches this pattern as a whole; the first group is the secret. */
  readonly pattern: RegExp
  /** No issued key begins with this text. */
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
  /** Documented methods by path template, in the order of the document. */
  readonly paths: ReadonlyMap<string, Readonly<Partial<Record<Method, Operation<Id>>>>>
  /** In the order of the document. */
  readonly lists: readonly (Operation<Id> & { readonly list: List })[]
  /** Source of the path parameters of an operation, for operations that have path parameters and that a list links to. */
  readonly sources: Readonly<Partial<Record<Id, Source<Id>>>>
  readonly stateMachines: readonly StateMachine<Id>[]
  /** Pointer to the schema of every error body. */
  readonly error: string
  /** `details.code` by error status (D02, D03). */
  readonly codes: Readonly<Record<number, string>>
  /** From the shortest window to the longest; empty if the contract promises none. */
  readonly rateLimits: readonly RateLimit[]
  readonly keyFormat: KeyFormat
}

/** Where the document and each operation are written, relative to the project folder. Lines start at 1. */
export interface Definitions {
  readonly document: string
  readonly operations: Readonly<Record<string, { readonly file: string; readonly line: number }>>
}

/** Resolves the reference of a schema; members beside the reference override those of its target. */
export function resolved(contract: Pick<Contract, 'document'>, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const { $ref, ...siblings } = schema
  return { ...resolved(contract, valueAt(contract.document, $ref.slice(1)) as Schema), ...siblings }
}

/**
 * The only door to the contract: what the rest of the project may know about it, typed.
 *
 * Everything here is read from the bundled OpenAPI 3.1 document. Schemas are named by JSON pointers into that document
 * (RFC 6901), so that whoever validates registers the document once and compiles `{ $ref: documentId + '#' + pointer }`.
 */
import { readFileSync } from 'node:fs'
import type { components, operations } from './generated/openapi.d.ts'
export type { operations as Operations } from './generated/openapi.d.ts'
import type { Methods } from './generated/defaults.d.ts'
export type { Defaults } from './generated/defaults.d.ts'

/** Name of an operation, the same word in spec, handler, rule and report. */
export type OperationId = keyof operations
/** An operation that may change something: every method but GET. */
export type WriteId = { [Id in OperationId]: Methods[Id] extends 'GET' ? never : Id }[OperationId]
/** An operation that answers 201: it makes something. */
export type CreationId = { [Id in OperationId]: 201 extends keyof operations[Id]['responses'] ? Id : never }[OperationId]
/** The contract's schemas as types, by name. */
export type Schemas = components['schemas']
export type ErrorCode = Schemas['ErrorDetails']['code']
export type Permission = Schemas['Permission']
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
export interface Link {
  readonly from: OperationId
  readonly status: number
  readonly to: OperationId
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
  readonly code?: ErrorCode
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

export interface Operation {
  readonly id: OperationId
  readonly method: Method
  /** Template relative to the base URL, `/products/{productId}`. */
  readonly path: string
  /** The tag, one for each operation. */
  readonly group: string
  readonly summary: string
  readonly permissions: readonly Permission[]
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
  readonly links: readonly Link[]
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
export interface Source {
  readonly list: OperationId
  /** JSON pointers into the answer of the list, by path parameter. */
  readonly parameters: Readonly<Record<string, string>>
}

/** The states of a kind of resource, and what moves it between them. */
export interface StateMachine {
  /** The path parameter that names the resource, `recommendationId`. */
  readonly parameter: string
  /** The operation that shows one resource; absent where only a list does. */
  readonly read?: OperationId
  readonly states: readonly string[]
  /** Every edge that is not here is refused with 409 `INVALID_STATE`. */
  readonly edges: readonly (Transition & { readonly operation: OperationId })[]
}

export interface Contract {
  readonly title: string
  readonly version: string
  /** The whole document, for validators. */
  readonly document: object
  readonly operations: Readonly<Record<OperationId, Operation>>
  /** In reading order. */
  readonly groups: readonly { readonly name: string; readonly operations: readonly Operation[] }[]
  /** Documented methods by path template, in the document's order. */
  readonly paths: ReadonlyMap<string, Readonly<Partial<Record<Method, Operation>>>>
  /** In the document's order. */
  readonly lists: readonly (Operation & { readonly list: List })[]
  /** Where the path parameters of an operation come from; only operations that have some, and that a list links to. */
  readonly sources: Readonly<Partial<Record<OperationId, Source>>>
  readonly stateMachines: readonly StateMachine[]
  /** Pointer to the schema of every error body. */
  readonly error: string
  /** Which `details.code` goes with an error status (D02, D03). */
  readonly codes: Readonly<Record<number, ErrorCode>>
}

interface Reference {
  readonly $ref?: string
}

interface RawExample extends Reference {
  readonly value?: unknown
}

interface RawMedia {
  readonly schema: Schema
  readonly examples?: Readonly<Record<string, RawExample>>
}

interface RawContent {
  readonly 'application/json'?: RawMedia
}

interface RawHeader extends Reference {
  readonly required?: boolean
  readonly schema: Schema
}

interface RawLink extends Reference {
  readonly operationId: OperationId
  readonly parameters?: Readonly<Record<string, string>>
  readonly requestBody?: Readonly<Record<string, string>>
}

interface RawResponse extends Reference {
  readonly content?: RawContent
  readonly headers?: Readonly<Record<string, RawHeader>>
  readonly links?: Readonly<Record<string, RawLink>>
}

interface RawParameter extends Reference {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly schema: Schema
  readonly example?: unknown
}

interface RawOperation {
  readonly operationId: OperationId
  readonly tags: readonly [string]
  readonly summary: string
  readonly security: readonly [{ readonly ApiKey: readonly Permission[] }]
  readonly parameters?: readonly RawParameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content: RawContent }
  readonly responses: Readonly<Record<string, RawResponse>>
  readonly 'x-stability': 'stable' | 'beta'
  readonly 'x-provenance': 'documented' | 'designed'
  readonly 'x-transitions'?: readonly Transition[]
}

type RawPath = Reference & { readonly parameters?: readonly RawParameter[] } & {
  readonly [M in (typeof methods)[number]]?: RawOperation
}

/** What this project's conventions leave of an OpenAPI 3.1 document; the lint rules see to it that nothing else is there. */
interface RawDocument {
  readonly info: { readonly title: string; readonly version: string }
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, RawPath>>
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** Joins reference tokens to a JSON pointer (RFC 6901 §3). */
export function pointer(...tokens: (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Whether a JSON pointer leads to a place or to something inside it. */
export const isWithin = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`)

/** The value at a JSON pointer (RFC 6901), `undefined` where there is none. */
export function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value
  return path
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, token) => {
      if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token)) return undefined
      return (node as Record<string, unknown>)[token]
    }, value)
}

/** A schema with what it refers to in its place; what stands beside the reference wins. */
export function resolved(contract: Pick<Contract, 'document'>, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const { $ref, ...siblings } = schema
  return { ...resolved(contract, valueAt(contract.document, $ref.slice(1)) as Schema), ...siblings }
}

/** Reads a bundled OpenAPI 3.1 document that keeps the conventions of this contract; throws where it does not. */
export function readContract(document: object): Contract {
  const root = document as RawDocument

  function resolve<T extends Reference>(node: T): T {
    if (node.$ref === undefined) return node
    const { $ref, ...siblings } = node
    const target = valueAt(root, $ref.slice(1))
    if (typeof target !== 'object' || target === null) throw new Error(`the contract refers to ${$ref}, which it does not have`)
    return { ...resolve(target as T), ...siblings }
  }
  /** Follows a reference so that pointers name where the thing is, not where it is used. */
  const locate = (node: Reference, at: string): string => node.$ref?.slice(1) ?? at

  const schemaOf = (node: Schema): Schema => {
    const schema = resolve(node)
    if (schema.properties === undefined) return schema
    return { ...schema, properties: Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, resolve(each)])) }
  }

  const examplesOf = (media: RawMedia): Record<string, unknown> =>
    Object.fromEntries(Object.entries(media.examples ?? {}).map(([name, each]) => [name, resolve(each).value]))

  /** The `details.code` that the response fixes, if it is an error. */
  const codeOf = (schema: Schema): ErrorCode | undefined =>
    schema.allOf
      ?.flatMap(({ properties }) => properties?.['details'] ?? [])
      .flatMap((details) => resolve(details).properties?.['code']?.const ?? [])[0] as ErrorCode | undefined

  const responseOf = (status: number, node: RawResponse, at: string): Response => {
    const response = resolve(node)
    const here = locate(node, at)
    const media = response.content?.['application/json']
    if (media === undefined) throw new Error(`${here} of the contract has no application/json content`)
    const code = codeOf(media.schema)
    if (status >= 400 && code === undefined) throw new Error(`${here} of the contract does not say its details.code`)
    return {
      status,
      schema: schemaOf(media.schema),
      pointer: here + pointer('content', 'application/json', 'schema'),
      headers: Object.entries(response.headers ?? {}).map(([name, each]) => ({
        name,
        required: resolve(each).required === true,
        schema: schemaOf(resolve(each).schema),
        pointer: locate(each, here + pointer('headers', name)) + '/schema',
      })),
      examples: examplesOf(media),
      ...(code === undefined ? {} : { code }),
    }
  }

  const linksOf = (from: OperationId, status: number, node: RawResponse): Link[] =>
    Object.values(resolve(node).links ?? {}).map((each) => {
      const link = resolve(each)
      const pointers = (expressions: Readonly<Record<string, string>> = {}) =>
        Object.fromEntries(
          Object.entries(expressions).map(([name, expression]) => {
            const found = /^\$response\.body#(\/.*)$/.exec(expression)?.[1]
            if (found === undefined) throw new Error(`a link of ${from} uses ${expression}; only $response.body#/… is understood`)
            return [name, found]
          }),
        )
      return { from, status, to: link.operationId, parameters: pointers(link.parameters), body: pointers(link.requestBody) }
    })

  /** Names of the properties that an object can have, whichever branch of its schema it takes. */
  const namesOf = (node: Schema): string[] => {
    const schema = resolve(node)
    const branches = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
    return [...new Set([...Object.keys(schema.properties ?? {}), ...branches.flatMap(namesOf)])]
  }

  const listOf = (parameters: readonly Parameter[], success: Response): List | undefined => {
    if (success.schema.properties?.['pagination'] === undefined) return undefined
    const named = (name: string) => parameters.find((each) => each.in === 'query' && each.name === name)?.schema
    const [limit, sortBy] = [named('limit'), named('sortBy')]
    if (limit?.maximum === undefined) throw new Error(`a list of the contract has no limit parameter with a maximum`)
    return {
      defaultLimit: Number(limit.default),
      maxLimit: limit.maximum,
      columns: namesOf(success.schema.properties['data']?.items ?? {}),
      filters: parameters.filter((each) => each.in === 'query' && !['page', 'limit', 'sortBy', 'sortOrder'].includes(each.name)),
      ...(sortBy === undefined
        ? {}
        : {
            sort: {
              fields: (sortBy.enum ?? []) as string[],
              by: String(sortBy.default),
              order: named('sortOrder')?.default === 'desc' ? 'desc' : 'asc',
            },
          }),
    }
  }

  const parametersOf = (list: readonly RawParameter[] = [], base: string): Parameter[] =>
    list.map((each, index) => {
      const parameter = resolve(each)
      return {
        name: parameter.name,
        in: parameter.in,
        required: parameter.required === true,
        schema: schemaOf(parameter.schema),
        pointer: locate(each, base + pointer('parameters', index)) + '/schema',
        example: parameter.example,
      }
    })

  const operationOf = (
    path: string,
    name: (typeof methods)[number],
    raw: RawOperation,
    shared: readonly Parameter[],
    at: string,
  ): Operation => {
    const id = raw.operationId
    const method = name.toUpperCase() as Method
    const parameters = [...shared, ...parametersOf(raw.parameters, at)]
    const responses = Object.fromEntries(
      Object.entries(raw.responses).map(([status, each]) => [
        Number(status),
        responseOf(Number(status), each, at + pointer('responses', status)),
      ]),
    )
    const success = Object.values(responses).find((response) => response.status < 300)
    if (success === undefined) throw new Error(`${id} of the contract has no success response`)
    const media = raw.requestBody?.content['application/json']
    const list = listOf(parameters, success)
    return {
      id,
      method,
      path,
      group: raw.tags[0],
      summary: raw.summary,
      permissions: raw.security[0].ApiKey,
      stability: raw['x-stability'],
      provenance: raw['x-provenance'],
      parameters,
      ...(media === undefined
        ? {}
        : {
            body: {
              required: raw.requestBody?.required === true,
              mediaType: 'application/json',
              schema: schemaOf(media.schema),
              pointer: at + pointer('requestBody', 'content', 'application/json', 'schema'),
              examples: examplesOf(media),
            },
          }),
      responses,
      success,
      ...(list === undefined ? {} : { list }),
      links: Object.entries(raw.responses).flatMap(([status, each]) => linksOf(id, Number(status), each)),
      transitions: raw['x-transitions'] ?? [],
    }
  }

  const paths = new Map<string, Partial<Record<Method, Operation>>>()
  for (const [path, reference] of Object.entries(root.paths)) {
    const item = resolve(reference)
    const here = locate(reference, pointer('paths', path))
    const shared = parametersOf(item.parameters, here)
    const found = methods.flatMap((name) => {
      const raw = item[name]
      return raw === undefined ? [] : [operationOf(path, name, raw, shared, here + pointer(name))]
    })
    paths.set(path, Object.fromEntries(found.map((operation) => [operation.method, operation])))
  }

  const all = [...paths.values()].flatMap((byMethod) => Object.values(byMethod))
  return {
    title: root.info.title,
    version: root.info.version,
    document,
    operations: Object.fromEntries(all.map((operation) => [operation.id, operation])) as Record<OperationId, Operation>,
    groups: root.tags.map(({ name }) => ({ name, operations: all.filter((operation) => operation.group === name) })),
    paths,
    lists: all.filter((operation) => operation.list !== undefined) as Contract['lists'],
    sources: Object.fromEntries(all.flatMap((operation) => sourceOf(operation, all).map((source) => [operation.id, source] as const))),
    stateMachines: stateMachinesOf(all),
    error: pointer('components', 'schemas', 'Error'),
    codes: {
      // OpenAPI describes documented methods only, so no operation can carry the answer to an undocumented one (D03).
      405: 'METHOD_NOT_ALLOWED',
      ...Object.fromEntries(
        all.flatMap((operation) =>
          Object.values(operation.responses).flatMap(({ status, code }) => (code === undefined ? [] : [[status, code] as const])),
        ),
      ),
    },
  }
}

const pathParameters = ({ parameters }: Operation): string[] => parameters.filter((each) => each.in === 'path').map(({ name }) => name)

/** The first list whose links give every path parameter of an operation. */
function sourceOf(operation: Operation, all: readonly Operation[]): Source[] {
  const names = pathParameters(operation)
  if (names.length === 0) return []
  return all
    .filter(({ list }) => list !== undefined)
    .flatMap(({ id, links }) => links.map(({ to, parameters }) => ({ list: id, to, parameters })))
    .filter(({ to, parameters }) => to === operation.id && names.every((name) => parameters[name] !== undefined))
    .slice(0, 1)
    .map(({ list, parameters }) => ({ list, parameters }))
}

/** Edges belong together if their operations name the resource by the same path parameter. */
function stateMachinesOf(all: readonly Operation[]): StateMachine[] {
  const moving = all.filter(({ transitions }) => transitions.length > 0)
  const parameters = [...new Set(moving.flatMap((operation) => pathParameters(operation).slice(-1)))]
  return parameters.map((parameter) => {
    const edges = moving
      .filter((operation) => pathParameters(operation).at(-1) === parameter)
      .flatMap(({ id, transitions }) => transitions.map((transition) => ({ ...transition, operation: id })))
    const read = all.find(({ method, path }) => method === 'GET' && path.endsWith(`/{${parameter}}`))
    return {
      parameter,
      ...(read === undefined ? {} : { read: read.id }),
      states: [...new Set(edges.flatMap(({ from, to }) => [...from, to]))],
      edges,
    }
  })
}

/** The contract of this project. */
export const contract: Contract = readContract(
  JSON.parse(readFileSync(new URL('./generated/openapi.json', import.meta.url), 'utf8')) as object,
)

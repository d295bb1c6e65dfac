/**
 * The only door to the contract: what the rest of the project may know about it, typed.
 *
 * Everything here is read from the bundled OpenAPI 3.1 document. Schemas are named by JSON pointers into that document
 * (RFC 6901), so that whoever validates registers the document once and compiles `{ $ref: documentId + '#' + pointer }`.
 */
import { readFileSync } from 'node:fs'
import type { components, operations } from './generated/openapi.d.ts'
export type { operations as Operations } from './generated/openapi.d.ts'
export type { Defaults } from './generated/defaults.d.ts'

/** Name of an operation, the same word in spec, handler, rule and report. */
export type OperationId = keyof operations
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
  /** Pointer to the schema of every error body. */
  readonly error: string
  /** Which `details.code` goes with an error status (D02, D03). */
  readonly codes: Readonly<Record<number, ErrorCode>>
}

type Node = Record<string, any> // eslint-disable-line @typescript-eslint/no-explicit-any -- the document is read once, here

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** Joins reference tokens to a JSON pointer (RFC 6901 §3). */
export function pointer(...tokens: (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

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

/** Reads a bundled OpenAPI 3.1 document that keeps the conventions of this contract; throws where it does not. */
export function readContract(document: object): Contract {
  const root = document as Node

  const resolve = (node: Node): Node => {
    if (typeof node['$ref'] !== 'string') return node
    const { $ref, ...siblings } = node
    const target = valueAt(root, ($ref as string).slice(1))
    if (typeof target !== 'object' || target === null) throw new Error(`the contract refers to ${$ref}, which it does not have`)
    return { ...resolve(target as Node), ...siblings }
  }
  /** Follows a reference so that pointers name where the thing is, not where it is used. */
  const locate = (node: Node, at: string): string => (typeof node['$ref'] === 'string' ? node['$ref'].slice(1) : at)

  const schemaOf = (node: Node): Schema => {
    const schema = resolve(node)
    const properties = schema['properties'] as Record<string, Node> | undefined
    return properties === undefined
      ? schema
      : { ...schema, properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, resolve(each)])) }
  }

  const examplesOf = (media: Node): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries((media['examples'] ?? {}) as Record<string, Node>).map(([name, each]) => [name, resolve(each)['value']]),
    )

  const responseOf = (status: number, node: Node, at: string): Response => {
    const response = resolve(node)
    const here = locate(node, at)
    const media = response['content']?.['application/json'] as Node | undefined
    if (media === undefined) throw new Error(`${here} of the contract has no application/json content`)
    const code = (media['schema']['allOf'] as Node[] | undefined)
      ?.map((part) => part['properties']?.['details'] as Node | undefined)
      .flatMap((details) => (details === undefined ? [] : [resolve(details)['properties']?.['code']?.['const'] as ErrorCode]))[0]
    if (status >= 400 && code === undefined) throw new Error(`${here} of the contract does not say its details.code`)
    return {
      status,
      schema: schemaOf(media['schema']),
      pointer: here + pointer('content', 'application/json', 'schema'),
      headers: Object.entries((response['headers'] ?? {}) as Record<string, Node>).map(([name, header]) => ({
        name,
        required: resolve(header)['required'] === true,
        schema: schemaOf(resolve(header)['schema']),
        pointer: locate(header, here + pointer('headers', name)) + '/schema',
      })),
      examples: examplesOf(media),
      ...(code === undefined ? {} : { code }),
    }
  }

  const linksOf = (from: OperationId, status: number, node: Node): Link[] =>
    Object.values((resolve(node)['links'] ?? {}) as Record<string, Node>).map((each) => {
      const link = resolve(each)
      const pointers = (expressions: Record<string, string> = {}) =>
        Object.fromEntries(
          Object.entries(expressions).map(([name, expression]) => {
            const found = /^\$response\.body#(\/.*)$/.exec(expression)?.[1]
            if (found === undefined) throw new Error(`a link of ${from} uses ${expression}; only $response.body#/… is understood`)
            return [name, found]
          }),
        )
      return { from, status, to: link['operationId'], parameters: pointers(link['parameters']), body: pointers(link['requestBody']) }
    })

  const listOf = (parameters: readonly Parameter[], success: Response): List | undefined => {
    if (success.schema.properties?.['pagination'] === undefined) return undefined
    const named = (name: string) => parameters.find((each) => each.in === 'query' && each.name === name)?.schema
    const [limit, sortBy] = [named('limit'), named('sortBy')]
    if (limit?.maximum === undefined) throw new Error(`a list of the contract has no limit parameter with a maximum`)
    return {
      defaultLimit: Number(limit.default),
      maxLimit: limit.maximum,
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

  const paths = new Map<string, Partial<Record<Method, Operation>>>()
  for (const [path, reference] of Object.entries(root['paths'] as Record<string, Node>)) {
    const pathItem = resolve(reference)
    const here = locate(reference, pointer('paths', path))
    const byMethod: Partial<Record<Method, Operation>> = {}
    for (const name of methods) {
      const node = pathItem[name] as Node | undefined
      if (node === undefined) continue
      const id = node['operationId'] as OperationId
      const at = here + pointer(name)
      const parametersOf = (list: Node[] = [], base: string): Parameter[] =>
        list.map((reference, index) => {
          const parameter = resolve(reference)
          return {
            name: parameter['name'],
            in: parameter['in'],
            required: parameter['required'] === true,
            schema: schemaOf(parameter['schema']),
            pointer: locate(reference, base + pointer('parameters', index)) + '/schema',
            example: parameter['example'],
          }
        })
      const parameters = [...parametersOf(pathItem['parameters'], here), ...parametersOf(node['parameters'], at)]
      const responses = Object.fromEntries(
        Object.entries(node['responses'] as Record<string, Node>).map(([status, each]) => [
          Number(status),
          responseOf(Number(status), each, at + pointer('responses', status)),
        ]),
      )
      const success = Object.values(responses).find((response) => response.status < 300)
      if (success === undefined) throw new Error(`${id} of the contract has no success response`)
      const request = node['requestBody'] as Node | undefined
      const media = request?.['content']?.['application/json'] as Node | undefined
      const list = listOf(parameters, success)
      byMethod[name.toUpperCase() as Method] = {
        id,
        method: name.toUpperCase() as Method,
        path,
        group: node['tags'][0],
        summary: node['summary'],
        permissions: node['security'][0]['ApiKey'],
        stability: node['x-stability'],
        provenance: node['x-provenance'],
        parameters,
        ...(request === undefined || media === undefined
          ? {}
          : {
              body: {
                required: request['required'] === true,
                mediaType: 'application/json',
                schema: schemaOf(media['schema']),
                pointer: at + pointer('requestBody', 'content', 'application/json', 'schema'),
                examples: examplesOf(media),
              },
            }),
        responses,
        success,
        ...(list === undefined ? {} : { list }),
        links: Object.entries(node['responses'] as Record<string, Node>).flatMap(([status, each]) => linksOf(id, Number(status), each)),
      }
    }
    paths.set(path, byMethod)
  }

  const all = [...paths.values()].flatMap((byMethod) => Object.values(byMethod))
  return {
    title: root['info']['title'],
    version: root['info']['version'],
    document,
    operations: Object.fromEntries(all.map((operation) => [operation.id, operation])) as Record<OperationId, Operation>,
    groups: (root['tags'] as { name: string }[]).map(({ name }) => ({
      name,
      operations: all.filter((operation) => operation.group === name),
    })),
    paths,
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

/** The contract of this project. */
export const contract: Contract = readContract(JSON.parse(readFileSync(new URL('./generated/openapi.json', import.meta.url), 'utf8')))

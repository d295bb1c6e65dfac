/** Reads a bundled OpenAPI 3.1 document into the contract model. */
import type { Contract, Link, List, Method, Operation, Parameter, Schema, Source, StateMachine, Response } from './model.ts'
import { withJsonSchema } from './json-schema.ts'
import { pointer, valueAt } from './pointer.ts'
import { methods, type RawMedia, type RawResponse, type RawParameter, type RawOperation, type RawDocument, type Reference } from './raw.ts'

/** Reads a bundled OpenAPI 3.1 document that follows the conventions of this contract, and throws if it does not. */
export function readContract<Id extends string = string>(bundle: object): Contract<Id> {
  const document = withJsonSchema(bundle)
  const root = document as RawDocument<Id>

  /** What references point to: most are used many times. */
  const targets = new Map<string, object>()
  const targetOf = ($ref: string): object => {
    const known = targets.get($ref)
    if (known !== undefined) return known
    const target = valueAt(root, $ref.slice(1))
    if (typeof target !== 'object' || target === null) throw new Error(`Invalid contract: the reference ${$ref} does not exist.`)
    const resolved = resolve(target)
    targets.set($ref, resolved)
    return resolved
  }

  function resolve<T extends Reference>(node: T): T {
    if (node.$ref === undefined) return node
    const { $ref, ...siblings } = node
    return { ...(targetOf($ref) as T), ...siblings }
  }
  /** Follows a reference, so that pointers state where a component is defined instead of where it is used. */
  const locate = (node: Reference, at: string): string => node.$ref?.slice(1) ?? at

  const schemaOf = (node: Schema): Schema => {
    const schema = resolve(node)
    if (schema.properties === undefined) return schema
    return { ...schema, properties: Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, resolve(each)])) }
  }

  const examplesOf = (media: RawMedia): Record<string, unknown> =>
    Object.fromEntries(Object.entries(media.examples ?? {}).map(([name, each]) => [name, resolve(each).value]))

  /** The `details.code` of an error response. */
  const codeOf = (schema: Schema): string | undefined => {
    const details = resolve(schema).properties?.['details'] ?? {}
    return resolve(details).properties?.['code']?.const as string | undefined
  }

  /** Responses that are nothing but a reference, such as those of errors: all operations share them. */
  const components = new Map<string, Response>()
  const responseOf = (status: number, node: RawResponse, at: string): Response => {
    if (node.$ref === undefined || Object.keys(node).length > 1) return readResponse(status, node, at)
    const name = `${status} ${node.$ref}`
    let response = components.get(name)
    if (response === undefined) components.set(name, (response = readResponse(status, node, at)))
    return response
  }

  const readResponse = (status: number, node: RawResponse, at: string): Response => {
    const response = resolve(node)
    const here = locate(node, at)
    const media = response.content?.['application/json']
    if (media === undefined) throw new Error(`Invalid contract: ${here} must have application/json content.`)
    const code = codeOf(media.schema)
    if (status >= 400 && code === undefined) throw new Error(`Invalid contract: ${here} must define its details.code as a const.`)
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
      ...(response['x-location'] === undefined ? {} : { location: response['x-location'] }),
    }
  }

  const linksOf = (from: Id, status: number, node: RawResponse): Link<Id>[] =>
    Object.values(resolve(node).links ?? {}).map((each) => {
      const link = resolve(each)
      const pointers = (expressions: Readonly<Record<string, string>> = {}) =>
        Object.fromEntries(
          Object.entries(expressions).map(([name, expression]) => {
            const found = /^\$response\.body#(\/.*)$/.exec(expression)?.[1]
            if (found === undefined)
              throw new Error(`Invalid contract: a link of ${from} uses ${expression}; only $response.body#/… is supported.`)
            return [name, found]
          }),
        )
      return { from, status, to: link.operationId as Id, parameters: pointers(link.parameters), body: pointers(link['x-request-body']) }
    })

  const branchesOf = ({ allOf = [], anyOf = [], oneOf = [] }: Schema): readonly Schema[] => [...allOf, ...anyOf, ...oneOf]

  /** The properties that an object can have, over all branches of its schema. */
  const propertiesOf = (node: Schema): (readonly [name: string, schema: Schema])[] => {
    const schema = resolve(node)
    return [...Object.entries(schema.properties ?? {}), ...branchesOf(schema).flatMap(propertiesOf)]
  }

  /** Whether a value can be a date or a time, in any branch of its schema. */
  const isTime = (node: Schema): boolean => {
    const schema = resolve(node)
    return schema.format === 'date' || schema.format === 'date-time' || branchesOf(schema).some(isTime)
  }

  /** Whether a value can be null, in any branch of its schema. */
  const canBeNull = (node: Schema): boolean => {
    const schema = resolve(node)
    return [schema.type ?? []].flat().includes('null') || branchesOf(schema).some(canBeNull)
  }

  /** The properties of what a response has in `data`: of its items if that is an array. */
  const dataOf = ({ schema }: Response): (readonly [name: string, schema: Schema])[] => {
    const data = resolve(schema).properties?.['data'] ?? {}
    return propertiesOf(resolve(data).items ?? data)
  }

  const namesOf = (properties: readonly (readonly [name: string, schema: Schema])[]): string[] => [
    ...new Set(properties.map(([name]) => name)),
  ]

  const listOf = (parameters: readonly Parameter[], success: Response): List | undefined => {
    if (success.schema.properties?.['pagination'] === undefined) return undefined
    const named = (name: string) => parameters.find((each) => each.in === 'query' && each.name === name)?.schema
    const [limit, page, sortBy] = [named('limit'), named('page'), named('sortBy')]
    if (limit?.maximum === undefined) throw new Error(`Invalid contract: a list must have a limit parameter with a maximum.`)
    if (page?.maximum === undefined) throw new Error(`Invalid contract: a list must have a page parameter with a maximum.`)
    const columns = dataOf(success)
    return {
      defaultLimit: Number(limit.default),
      maxLimit: limit.maximum,
      maxPage: page.maximum,
      columns: namesOf(columns),
      times: namesOf(columns.filter(([, schema]) => isTime(schema))),
      nullable: namesOf(columns.filter(([, schema]) => canBeNull(schema))),
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
    raw: RawOperation<Id>,
    shared: readonly Parameter[],
    at: string,
  ): Operation<Id> => {
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
    if (success === undefined) throw new Error(`Invalid contract: ${id} must have a success response.`)
    const media = raw.requestBody?.content['application/json']
    const list = listOf(parameters, success)
    return {
      id,
      method,
      path,
      group: raw.tags[0],
      summary: raw.summary,
      permissions: Object.values(raw.security[0])[0] ?? [],
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
      fields: namesOf(dataOf(success)),
      ...(list === undefined ? {} : { list }),
      links: Object.entries(raw.responses).flatMap(([status, each]) => linksOf(id, Number(status), each)),
      transitions: raw['x-transitions'] ?? [],
    }
  }

  const paths = new Map<string, Partial<Record<Method, Operation<Id>>>>()
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

  const all: readonly Operation<Id>[] = [...paths.values()].flatMap((byMethod) => Object.values<Operation<Id>>(byMethod))
  // Without a known format, the whole key is secret.
  const format = Object.values(root.components.securitySchemes ?? {})[0]?.['x-key-format'] ?? { pattern: '^(.+)$', unissued: 'unknown_' }
  return {
    title: root.info.title,
    version: root.info.version,
    document,
    operations: Object.fromEntries(all.map((operation) => [operation.id, operation])) as Record<Id, Operation<Id>>,
    groups: root.tags.map(({ name }) => ({ name, operations: all.filter((operation) => operation.group === name) })),
    paths,
    lists: all.filter((operation) => operation.list !== undefined) as unknown as Contract<Id>['lists'],
    sources: Object.fromEntries(
      all.flatMap((operation) => sourceOf(operation, all).map((source) => [operation.id, source] as const)),
    ) as Contract<Id>['sources'],
    stateMachines: stateMachinesOf(all),
    error: pointer('components', 'schemas', 'ApiError'),
    codes: {
      // OpenAPI describes only documented methods, so no operation can declare the response to an undocumented one (D03).
      405: 'METHOD_NOT_ALLOWED',
      ...Object.fromEntries(
        all.flatMap((operation) =>
          Object.values(operation.responses).flatMap(({ status, code }) => (code === undefined ? [] : [[status, code] as const])),
        ),
      ),
    },
    rateLimits: root['x-rate-limits'] ?? [],
    keyFormat: { pattern: new RegExp(format.pattern), unissued: format.unissued },
  }
}

const pathParameters = ({ parameters }: Operation): string[] => parameters.filter((each) => each.in === 'path').map(({ name }) => name)

/** The first list whose links supply all path parameters of an operation. */
function sourceOf<Id extends string>(operation: Operation<Id>, all: readonly Operation<Id>[]): Source<Id>[] {
  const names = pathParameters(operation)
  if (names.length === 0) return []
  return all
    .filter(({ list }) => list !== undefined)
    .flatMap(({ id, links }) => links.map(({ to, parameters }) => ({ list: id, to, parameters })))
    .filter(({ to, parameters }) => to === operation.id && names.every((name) => parameters[name] !== undefined))
    .slice(0, 1)
    .map(({ list, parameters }) => ({ list, parameters }))
}

/** Edges belong to the same state machine if their operations identify the resource by the same path parameter. */
function stateMachinesOf<Id extends string>(all: readonly Operation<Id>[]): StateMachine<Id>[] {
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

/**
 * The contract as a Postman collection, version 2.1. Postman's own converter (openapi-to-postmanv2 6.3.3) was tried: it brings 22 packages, and its ids, its authentication, the
 * empty headers and nine responses of every request would have to be replaced; writing the collection takes less code.
 */
import { createHash } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { readContract, valueAt, type Contract, type Operation } from '../../spec/contract.ts'
import { baseUrlOf, callOf, jsonOf, type Call } from './call.ts'

interface Variable {
  readonly key: string
  readonly value: string
  readonly description?: string
}

/** A request as it is sent: the URL has the variable `baseUrl`, and path parameters are variables of the URL. */
export interface PostmanRequest {
  readonly method: string
  readonly description: string
  readonly header: readonly Variable[]
  readonly url: {
    readonly raw: string
    readonly host: readonly [string]
    readonly path: readonly string[]
    readonly variable: readonly Variable[]
    readonly query: readonly (Variable & { readonly disabled?: true })[]
  }
  readonly body?: { readonly mode: 'raw'; readonly raw: string; readonly options: object }
}

export interface PostmanItem {
  readonly id: string
  readonly name: string
  readonly request: PostmanRequest
  /** The successes that the contract has as examples. */
  readonly response: readonly object[]
}

interface Folder {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly item: readonly PostmanItem[]
}

/** A Postman collection. Its variables are `baseUrl` and `apiKey`, which is empty. */
export interface PostmanCollection {
  readonly info: { readonly _postman_id: string; readonly name: string; readonly description: string; readonly schema: string }
  readonly auth: object
  readonly variable: readonly Variable[]
  /** A folder for each group of operations, in the order of the contract. */
  readonly item: readonly Folder[]
}

/** An id that depends on the name only, so that an import replaces what an earlier one created (RFC 9562 §5.8). */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b0011) | 0b1000).toString(16)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

interface Described {
  readonly description?: string
}

const descriptionAt = ({ document }: Contract, pointer: string): string => (valueAt(document, pointer) as Described).description ?? ''

function requestOf(contract: Contract, operation: Operation, call: Call): PostmanRequest {
  const json = jsonOf(call)
  const exampleOf = ({ name, example, pointer }: Operation['parameters'][number]): Variable => ({
    key: name,
    value: String(example),
    description: descriptionAt(contract, pointer.replace(/\/schema$/, '')),
  })
  const inPath = operation.parameters.filter((each) => each.in === 'path')
  const inQuery = operation.parameters.filter((each) => each.in === 'query')
  const isSent = ({ name }: { readonly name: string }): boolean => call.query.some((each) => each.name === name)
  const path = operation.path
    .slice(1)
    .split('/')
    .map((segment) => segment.replace(/^\{(\w+)\}$/, ':$1'))
  const sent = call.query.map(({ name, value }) => `${name}=${String(value)}`).join('&')
  return {
    method: operation.method,
    description: [
      descriptionOf(contract, operation),
      `Permission${operation.permissions.length === 1 ? '' : 's'}: ${operation.permissions.map((each) => `\`${each}\``).join(', ')}`,
    ].join('\n\n'),
    header: json === undefined ? [] : [{ key: 'Content-Type', value: 'application/json' }],
    url: {
      raw: `{{baseUrl}}/${path.join('/')}${sent === '' ? '' : `?${sent}`}`,
      host: ['{{baseUrl}}'],
      path,
      variable: inPath.map(exampleOf),
      query: inQuery.map((each) => ({ ...exampleOf(each), ...(isSent(each) ? {} : { disabled: true as const }) })),
    },
    ...(json === undefined ? {} : { body: { mode: 'raw' as const, raw: json, options: { raw: { language: 'json' } } } }),
  }
}

function descriptionOf({ document }: Contract, { path, method, summary }: Operation): string {
  const { paths } = document as { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> }
  return paths[path]?.[method.toLowerCase()]?.description ?? summary
}

function itemOf(contract: Contract, operation: Operation, baseUrl: string): PostmanItem {
  const request = requestOf(contract, operation, callOf(operation, baseUrl))
  const { status, examples } = operation.success
  return {
    id: idOf(operation.id),
    name: operation.summary,
    request,
    response: Object.entries(examples).map(([name, body]) => ({
      id: idOf(`${operation.id} ${status} ${name}`),
      name: `${status} ${name}`,
      originalRequest: request,
      status: STATUS_CODES[status] ?? '',
      code: status,
      header: [{ key: 'Content-Type', value: 'application/json' }],
      cookie: [],
      body: JSON.stringify(body, null, 2),
      _postman_previewlanguage: 'json',
    })),
  }
}

/**
 * Returns a bundled OpenAPI document as a Postman collection: a folder for each tag, a request for each operation with the examples of the contract, and a bearer token in the
 * variable `apiKey`. The same document results in the same collection. Throws if the document has no server or an operation lacks an example.
 */
export function postmanCollection(document: object): PostmanCollection {
  const contract = readContract(document)
  const { info, tags } = contract.document as {
    readonly info: { readonly title: string; readonly description?: string }
    readonly tags: readonly { readonly name: string; readonly description?: string }[]
  }
  const baseUrl = baseUrlOf(document)
  return {
    info: {
      _postman_id: idOf(info.title),
      name: info.title,
      description: [
        info.description ?? '',
        'Set the variable `apiKey` of this collection to an API key, and `baseUrl` to `http://127.0.0.1:4010/api` to call the reference server instead of production.',
      ].join('\n\n'),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{apiKey}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: baseUrl },
      { key: 'apiKey', value: '', description: 'API key of the tenant; the current value stays on this machine.' },
    ],
    item: contract.groups.map(({ name, operations }) => ({
      id: idOf(`folder ${name}`),
      name,
      description: tags.find((each) => each.name === name)?.description ?? '',
      item: operations.map((operation) => itemOf(contract, operation, baseUrl)),
    })),
  }
}

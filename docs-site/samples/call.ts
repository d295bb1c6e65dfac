import type { Operation } from '../../spec/contract.ts'

/** A parameter with the example of the contract. */
export interface Argument {
  readonly name: string
  readonly value: unknown
}

/** The request that the samples of an operation send, in all languages. */
export interface Call {
  /** `createProduct` */
  readonly id: string
  readonly method: string
  /** Template: `/products/{productId}`. */
  readonly path: string
  readonly pathArguments: readonly Argument[]
  readonly query: readonly Argument[]
  /** Absent if no body is sent. */
  readonly body?: unknown
  /** Base URL if the environment does not name another one: `https://app.betterdata.co/api`. */
  readonly baseUrl: string
}

/** A page of a list needs no more than its length and one filter. By its id, a client would get a single resource, so that is the last choice. */
function queryOf({ parameters, list }: Operation): readonly Operation['parameters'][number][] {
  const query = parameters.filter((each) => each.in === 'query' && each.example !== undefined)
  if (list === undefined) return query
  const filter = list.filters.find(({ name, example }) => name !== 'id' && example !== undefined) ?? list.filters[0]
  return query.filter(({ name, required }) => required || name === 'limit' || name === filter?.name)
}

const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0

/**
 * Chooses what the samples of an operation send, from the examples of the contract: all path parameters; the query parameters, of a list only `limit` and one filter;
 * the first example of the body, unless the body is optional and the example empty. Throws if a path parameter or a required body has no example.
 */
export function callOf(operation: Operation, baseUrl: string): Call {
  const { id, method, path, parameters, body } = operation
  const argument = ({ name, example }: Operation['parameters'][number]): Argument => {
    if (example === undefined) throw new Error(`${id}: expected an example for the parameter ${name}, got none.`)
    return { name, value: example }
  }
  const [example] = Object.values(body?.examples ?? {})
  if (body?.required === true && example === undefined) throw new Error(`${id}: expected an example for the request body, got none.`)
  const hasBody = example !== undefined && (body?.required === true || !isEmpty(example))
  return {
    id,
    method,
    path,
    pathArguments: parameters.filter((each) => each.in === 'path').map(argument),
    query: queryOf(operation).map(argument),
    ...(hasBody ? { body: example } : {}),
    baseUrl,
  }
}

/** Encodes a value for a URL, as RFC 3986 §2.3 allows it; `:` and `,` remain readable, as §3.4 allows in queries. */
const encoded = (value: unknown): string =>
  encodeURIComponent(String(value))
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')

/** The path with its arguments: `/products/prod_123`. */
export const pathOf = ({ path, pathArguments }: Call): string =>
  pathArguments.reduce((filled, { name, value }) => filled.replace(`{${name}}`, () => encoded(value)), path)

/** Path and query: `/products/prod_123/history?limit=20`. */
export function targetOf(call: Call): string {
  const query = call.query.map(({ name, value }) => `${encoded(name)}=${encoded(value)}`).join('&')
  return query === '' ? pathOf(call) : `${pathOf(call)}?${query}`
}

/** The body as JSON with two spaces of indentation; `undefined` if no body is sent. */
export const jsonOf = ({ body }: Call): string | undefined => (body === undefined ? undefined : JSON.stringify(body, null, 2))

/** Base URL of the first server of a bundled OpenAPI document. Throws if it has none. */
export function baseUrlOf(document: object): string {
  const [server] = (document as { readonly servers?: readonly { readonly url: string }[] }).servers ?? []
  if (server === undefined) throw new Error('A base URL is needed: expected a server in the document, got none.')
  return server.url
}

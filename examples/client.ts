/**
 * A client of the API with the types of its contract: openapi-fetch knows every path, parameter, body and response. No cast is needed, and a
 * misspelled name does not compile.
 */
import createClient from 'openapi-fetch'
import type { components, operations, paths } from '../spec/generated/openapi.d.ts'

type Schemas = components['schemas']
export type Product = Schemas['Product']
export type ProductCreate = Schemas['ProductCreate']
export type TransferRecommendation = Schemas['TransferRecommendation']
export type ErrorCode = Schemas['ErrorDetails']['code']
type ProductFilters = operations['listProducts']['parameters']['query']

/** Base URL and API key. The key determines the tenant. */
export interface Access {
  /** Without a trailing slash, for example `https://app.betterdata.co/api`. */
  readonly baseUrl: string
  readonly key: string
}

/** An error response of the API. Programs should use `code`; the message is for people. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly status: number
  /** The id to send to support. */
  readonly requestId: string

  constructor({ error, details }: Schemas['ApiError'], status: number) {
    super(error)
    this.code = details.code
    this.status = status
    this.requestId = details.requestId
  }
}

const connect = ({ baseUrl, key }: Access) => createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${key}` } })

/** Returns the body of a success response. Throws `ApiError` for an error response. */
function successOf<Success>(answer: { data?: Success; error?: Schemas['ApiError']; response: Response }): Success {
  if (answer.error !== undefined) throw new ApiError(answer.error, answer.response.status)
  if (answer.data === undefined) throw new Error(`${answer.response.url} returned ${answer.response.status} without a body`)
  return answer.data
}

/** Returns one page of products, by default the first twenty. Throws `ApiError`. */
export async function listProducts(access: Access, query: ProductFilters = {}): Promise<Product[]> {
  const { data } = successOf(await connect(access).GET('/products', { params: { query } }))
  return data
}

/** Creates a product. Throws `ApiError`, with code `CONFLICT` if the SKU already exists. */
export async function createProduct(access: Access, product: ProductCreate): Promise<Product> {
  const { data } = successOf(await connect(access).POST('/products', { body: product }))
  return data
}

/** Approves a pending recommendation for execution. Throws `ApiError`, with code `CONFLICT` if it is not pending. */
export async function approveRecommendation(access: Access, recommendationId: string, comment: string): Promise<TransferRecommendation> {
  const { data } = successOf(
    await connect(access).POST('/transfers/recommendations/{recommendationId}/approve', {
      params: { path: { recommendationId } },
      body: { comment },
    }),
  )
  return data
}

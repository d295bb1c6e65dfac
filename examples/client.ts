/**
 * A client of the API in the types of its contract: openapi-fetch knows every path, parameter, body and answer, so nothing is cast and a
 * misspelt name does not compile.
 */
import createClient from 'openapi-fetch'
import type { components, operations, paths } from '../spec/generated/openapi.d.ts'

type Schemas = components['schemas']
export type Product = Schemas['Product']
export type ProductCreate = Schemas['ProductCreate']
export type TransferRecommendation = Schemas['TransferRecommendation']
export type ErrorCode = Schemas['ErrorDetails']['code']
type ProductFilters = operations['listProducts']['parameters']['query']

/** Where the API is, and the key that stands for the tenant. */
export interface Access {
  /** Without a slash at the end, `https://app.betterdata.co/api`. */
  readonly baseUrl: string
  readonly key: string
}

/** The API refused the request. Programs decide by `code`; the message is for people. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly status: number
  /** What to tell the support. */
  readonly requestId: string

  constructor({ error, details }: Schemas['Error'], status: number) {
    super(error)
    this.code = details.code
    this.status = status
    this.requestId = details.requestId
  }
}

const connect = ({ baseUrl, key }: Access) => createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${key}` } })

/** The success of an answer; throws the error that it is otherwise. */
function successOf<Success>(answer: { data?: Success; error?: Schemas['Error']; response: Response }): Success {
  if (answer.error !== undefined) throw new ApiError(answer.error, answer.response.status)
  if (answer.data === undefined) throw new Error(`${answer.response.url} answered ${answer.response.status} without a body`)
  return answer.data
}

/** One page of the products, the first twenty unless told otherwise. Throws `ApiError`. */
export async function listProducts(access: Access, query: ProductFilters = {}): Promise<Product[]> {
  const { data } = successOf(await connect(access).GET('/products', { params: { query } }))
  return data
}

/** Throws `ApiError`, with code `CONFLICT` if the SKU is taken. */
export async function createProduct(access: Access, product: ProductCreate): Promise<Product> {
  const { data } = successOf(await connect(access).POST('/products', { body: product }))
  return data
}

/** Clears a pending recommendation for execution. Throws `ApiError`, with code `CONFLICT` if it is not pending. */
export async function approveRecommendation(access: Access, recommendationId: string, comment: string): Promise<TransferRecommendation> {
  const { data } = successOf(
    await connect(access).POST('/transfers/recommendations/{recommendationId}/approve', {
      params: { path: { recommendationId } },
      body: { comment },
    }),
  )
  return data
}

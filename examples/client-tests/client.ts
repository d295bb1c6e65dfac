/**
 * The code under test: what a team typically writes around the API. It retries, reads all pages, and turns errors into one class. Everything else is
 * openapi-fetch with the types of the contract.
 */
import createClient, { type Client } from 'openapi-fetch'
import type { components, paths } from '../../spec/generated/openapi.d.ts'

type Schemas = components['schemas']
export type Product = Schemas['Product']
type Details = Schemas['ErrorDetails']

/** An error response. `details.code` says what is wrong; for some codes, there are more details. */
export class ScmError extends Error {
  readonly status: number
  readonly details: Details

  constructor(status: number, { error, details }: Schemas['ApiError']) {
    super(error)
    this.status = status
    this.details = details
  }
}

/** How the client retries. */
export interface Retries {
  /** Attempts for one request, including the first. */
  readonly attempts: number
  /** Waits this many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>
}

/** Methods that have the same effect when they are sent twice (RFC 9110 §9.2.2). */
const idempotent = ['GET', 'HEAD', 'PUT', 'DELETE']

/** Milliseconds until the next attempt: what the server says, or a second for each attempt. */
function delayAfter(response: Response | undefined, attempt: number): number {
  const seconds = response?.headers.get('retry-after')
  return seconds == null ? attempt * 1000 : Number(seconds) * 1000
}

/**
 * `fetch` with retries: after 429 and 503, because the request was not processed, and after a lost connection, but then only if the request may be
 * repeated: it may have been processed.
 */
function retrying({ attempts, wait }: Retries): (request: Request) => Promise<Response> {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt >= attempts
      let response: Response | undefined
      try {
        response = await fetch(request.clone())
        if (isLast || (response.status !== 429 && response.status !== 503)) return response
      } catch (error) {
        if (isLast || !idempotent.includes(request.method)) throw error
      }
      await wait(delayAfter(response, attempt))
    }
  }
}

/** The API with one key. */
export class Scm {
  readonly api: Client<paths>

  constructor(baseUrl: string, key: string, retries: Retries) {
    this.api = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${key}` }, fetch: retrying(retries) })
  }

  /** All products, page by page, with as few requests as possible. */
  async *products(): AsyncGenerator<Product> {
    for (let page = 1, pages = 1; page <= pages; page++) {
      const { data, pagination } = successOf(
        await this.api.GET('/products', { params: { query: { page, limit: 100, sortBy: 'createdAt' } } }),
      )
      pages = pagination.totalPages
      yield* data
    }
  }

  /** Creates a product, or returns the one that has its SKU. */
  async ensureProduct(product: Schemas['ProductCreate']): Promise<Product> {
    const created = await this.api.POST('/products', { body: product })
    if (created.error?.details.code !== 'CONFLICT') return successOf(created).data
    const { data } = successOf(await this.api.GET('/products', { params: { query: { sku: product.sku } } }))
    const [known] = data
    if (known === undefined) throw new Error(`no product has the SKU ${product.sku}, although it is taken`)
    return known
  }
}

/** The body of a success. Throws `ScmError` for an error response. */
export function successOf<Body>({ data, error, response }: { data?: Body; error?: Schemas['ApiError']; response: Response }): Body {
  if (error !== undefined) throw new ScmError(response.status, error)
  if (data === undefined) throw new Error(`${response.url} returned ${response.status} without a body`)
  return data
}

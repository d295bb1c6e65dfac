/* Compiled by `tsc` but never run: the compiler has to reject each line after `@ts-expect-error`. */
import type { Schemas } from '../spec/contract.ts'
import type { Handler, Handlers, Input, Output } from './handlers.ts'
import { refuse } from './refusals.ts'

declare const all: Handlers
declare const product: Schemas['Product']
declare const pagination: Schemas['Pagination']

/** A missing handler. */
const { getProduct: _getProduct, ...allButOne } = all
// @ts-expect-error -- getProduct is missing
export const incomplete: Handlers = allButOne

/** Statuses. */
export const documented: Output<'getProduct'> = { status: 200, data: product }
// @ts-expect-error -- getProduct documents no 201
export const undocumentedStatus: Output<'getProduct'> = { status: 201, data: product }
// @ts-expect-error -- errors are thrown
export const error: Output<'getProduct'> = { status: 404, data: product }

/** Data. */
// @ts-expect-error -- a product has more than an id
export const wrongData: Output<'getProduct'> = { status: 200, data: { id: 'prod_123' } }
// @ts-expect-error -- a list answers an array
export const notAnArray: Output<'listProducts'> = { status: 200, data: product, pagination }

/** Pagination. */
export const list: Output<'listProducts'> = { status: 200, data: [product], pagination }
// @ts-expect-error -- a list is paged
export const unpaged: Output<'listProducts'> = { status: 200, data: [product] }
// @ts-expect-error -- one product is not paged
export const paged: Output<'getProduct'> = { status: 200, data: product, pagination }

/** Location. */
export const created: Output<'createProduct'> = { status: 201, data: product }
// @ts-expect-error -- the contract says where it is
export const located: Output<'createProduct'> = { status: 201, data: product, location: '/products/prod_123' }

/** Input: defaults are filled in, parameters and bodies are those of the operation. */
export const input = (
  create: Input<'createProduct'>,
  list: Input<'listProducts'>,
  revoke: Input<'revokeApiKey'>,
  get: Input<'getProduct'>,
) => {
  const status: Schemas['ProductStatus'] = create.body.status
  const limit: number = list.query.limit
  const sku: string | undefined = list.query.sku
  const productId: string = get.params.productId
  // @ts-expect-error -- a filter may be absent
  const present: string = list.query.sku
  // @ts-expect-error -- a body that may be left out may be absent
  const properties = Object.keys(revoke.body)
  // @ts-expect-error -- getProduct has no such parameter
  const keyId = get.params.keyId
  // @ts-expect-error -- getProduct has no body
  const name = get.body.name
  // @ts-expect-error -- tenants are the store's business
  const tenant = get.caller.tenantId
  return { status, limit, sku, productId, present, properties, keyId, name, tenant }
}

/** Refusals. */
export const refusing: Handler<'getProduct'> = () => Promise.reject(refuse('resourceUnknown'))
// @ts-expect-error -- no such row
refuse('teapot')
// @ts-expect-error -- a validation error names its issues
refuse('referenceUnknown')
// @ts-expect-error -- a lack of permissions names them
refuse('scopeInsufficient', {})
// @ts-expect-error -- not found tells nothing more
refuse('resourceUnknown', { issues: [] })

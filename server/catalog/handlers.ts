import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import { ForeignKeyViolation, UniqueViolation } from '../store/violations.ts'
import { timestamp } from '../timestamp.ts'
import { changedProduct, newProduct } from './product.ts'

/** A product's SKU is the only thing about it that must be unique. */
function refuseDuplicate(error: unknown): never {
  throw error instanceof UniqueViolation && error.columns.includes('sku') ? refuse('skuTaken') : error
}

export const catalogHandlers = {
  listProducts: async ({ query, store }) => ({ status: 200, ...(await store.products.list(query)) }),

  createProduct: async ({ body, store, now, newId }) => {
    const product = newProduct(newId('prod'), body, timestamp(now))
    await store.products.insert(product).catch(refuseDuplicate)
    return { status: 201, data: product, location: `/products/${product.id}` }
  },

  getProduct: async ({ params, store }) => {
    const product = await store.products.find(params.productId)
    if (product === undefined) throw refuse('resourceUnknown')
    return { status: 200, data: product }
  },

  updateProduct: ({ params, body, store, now }) =>
    store
      .transaction(async ({ products }) => {
        const product = await products.find(params.productId)
        if (product === undefined) throw refuse('resourceUnknown')
        const changed = changedProduct(product, body, timestamp(now))
        await products.update(changed)
        return { status: 200 as const, data: changed }
      })
      .catch(refuseDuplicate),

  deleteProduct: async ({ params, store, now }) => {
    const deleted = await store.products.delete(params.productId).catch((error: unknown) => {
      throw error instanceof ForeignKeyViolation ? refuse('productInUse') : error
    })
    if (!deleted) throw refuse('resourceUnknown')
    return { status: 200, data: { id: params.productId, deletedAt: timestamp(now) } }
  },
} satisfies Pick<Handlers, 'listProducts' | 'createProduct' | 'getProduct' | 'updateProduct' | 'deleteProduct'>

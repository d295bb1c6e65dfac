import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import type { Product } from '../store/products-store.ts'
import type { TenantStore } from '../store/store.ts'
import { ForeignKeyViolation, UniqueViolation } from '../store/violations.ts'
import { timestamp } from '../timestamp.ts'
import { type Author, lost, propertyChanges, recordChange } from './history.ts'
import { changedProduct, newProduct } from './product.ts'

/** The product with the id of the path. */
export async function productOf({ products }: Pick<TenantStore, 'products'>, id: string): Promise<Product> {
  const product = await products.find(id)
  if (product === undefined) throw refuse('resourceUnknown')
  return product
}

/** The SKU is the only unique property of a product. */
export function refuseTakenSku(error: unknown): never {
  throw error instanceof UniqueViolation && error.columns.includes('sku') ? refuse('skuTaken') : error
}

/** Records the change in the products that lose a variant or a link with this product. */
async function recordLosses(store: TenantStore, id: string, author: Author): Promise<void> {
  const parentId = await store.productVariants.parentOf(id)
  if (parentId !== undefined) await recordChange(store, parentId, [lost('variants', id)], author)
  const links = new Map<string, string[]>()
  for (const link of await store.productLinks.leadingTo(id)) {
    links.set(link.productMasterId, [...(links.get(link.productMasterId) ?? []), link.id])
  }
  for (const [from, ids] of links) {
    await recordChange(
      store,
      from,
      ids.map((each) => lost('links', each)),
      author,
    )
  }
}

export const productHandlers = {
  listProducts: async ({ query, store }) => ({ status: 200, ...(await store.products.list(query)) }),

  createProduct: ({ body, store, ...author }) =>
    store
      .transaction(async (inner) => {
        const product = newProduct(author.newId('prod'), body, timestamp(author.now))
        await inner.products.insert(product)
        await recordChange(inner, product.id, propertyChanges(undefined, product), author, 'CREATE')
        return { status: 201 as const, data: product }
      })
      .catch(refuseTakenSku),

  getProduct: async ({ params, store }) => ({ status: 200, data: await productOf(store, params.productId) }),

  updateProduct: ({ params, body, store, ...author }) =>
    store
      .transaction(async (inner) => {
        const product = await productOf(inner, params.productId)
        const changed = changedProduct(product, body, timestamp(author.now))
        const changes = propertyChanges(product, changed)
        if (changes.length === 0) return { status: 200 as const, data: product }
        await inner.products.update(changed)
        await recordChange(inner, product.id, changes, author)
        return { status: 200 as const, data: changed }
      })
      .catch(refuseTakenSku),

  deleteProduct: ({ params, store, ...author }) =>
    store
      .transaction(async (inner) => {
        const { id } = await productOf(inner, params.productId)
        await recordLosses(inner, id, author)
        await inner.products.delete(id)
        return { status: 200 as const, data: { id, deletedAt: timestamp(author.now) } }
      })
      .catch((error: unknown) => {
        throw error instanceof ForeignKeyViolation ? refuse('productInUse') : error
      }),

  listProductHistory: async ({ params, query, store }) => {
    const { id } = await productOf(store, params.productId)
    return { status: 200, ...(await store.productHistory.list(id, query)) }
  },

  listProductInventoryLevels: async ({ params, query, store }) => {
    const { id } = await productOf(store, params.productId)
    return { status: 200, ...(await store.productLevels.list(id, query)) }
  },
} satisfies Pick<
  Handlers,
  'listProducts' | 'createProduct' | 'getProduct' | 'updateProduct' | 'deleteProduct' | 'listProductHistory' | 'listProductInventoryLevels'
>

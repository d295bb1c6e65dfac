import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import { UniqueViolation } from '../store/violations.ts'
import { timestamp } from '../timestamp.ts'
import { gained, recordChange } from './history.ts'
import { productOf } from './product-handlers.ts'

export const linkHandlers = {
  listProductLinks: async ({ params, query, store }) => {
    const { id } = await productOf(store, params.productId)
    return { status: 200, ...(await store.productLinks.list(id, query)) }
  },

  createProductLink: ({ params, body, store, ...author }) =>
    store
      .transaction(async (inner) => {
        const { linkedProductMasterId, linkType, note } = body
        const at = { in: 'body', path: '/linkedProductMasterId' } as const
        const linked = await inner.products.find(linkedProductMasterId)
        if (linked === undefined) throw refuse('referenceUnknown', { issues: [{ ...at, message: 'must be the id of a product' }] })
        if (linked.id === params.productId) throw refuse('requestInvalid', { issues: [{ ...at, message: 'must be another product' }] })
        const { id: productMasterId } = await productOf(inner, params.productId)
        const id = author.newId('link')
        const link = { id, productMasterId, linkedProductMasterId, linkType, note, createdAt: timestamp(author.now) }
        await inner.productLinks.insert(link)
        await recordChange(inner, productMasterId, [gained('links', id)], author)
        const linkedProduct = { id: linked.id, sku: linked.sku, name: linked.name }
        return { status: 201 as const, data: { ...link, linkedProduct } }
      })
      .catch((error: unknown) => {
        throw error instanceof UniqueViolation && error.columns.includes('linkType') ? refuse('linkTaken') : error
      }),
} satisfies Pick<Handlers, 'listProductLinks' | 'createProductLink'>

import type { Schemas } from '../../spec/contract.ts'
import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import type { ProductVariants } from '../store/catalog-store.ts'
import { timestamp } from '../timestamp.ts'
import { inOrderOfCode, productAttribute } from './attribute.ts'
import { assignmentsOf } from './attribute-handlers.ts'
import { gained, propertyChanges, recordChange, valueChange } from './history.ts'
import { productVariant, variantProduct } from './product.ts'
import { productOf, refuseTakenSku } from './product-handlers.ts'

/** Whether a variant of the product has exactly these values. */
async function hasVariant(
  variants: ProductVariants,
  parentId: string,
  values: readonly Schemas['ProductAttributeValue'][],
): Promise<boolean> {
  let alike: Set<string> | undefined
  for (const value of values) {
    const ids = await variants.withValue(parentId, value, values.length)
    const before = alike
    alike = new Set(before === undefined ? ids : ids.filter((id) => before.has(id)))
    if (alike.size === 0) return false
  }
  return alike !== undefined
}

export const variantHandlers = {
  listProductVariants: ({ params, query, store }) =>
    store.transaction(async (inner) => {
      const { id } = await productOf(inner, params.productId)
      const { data: variants, pagination } = await inner.productVariants.list(id, query)
      const data: Schemas['ProductVariant'][] = []
      for (const variant of variants) data.push({ ...variant, attributes: await inner.productAttributes.of(variant.id) })
      return { status: 200 as const, data, pagination }
    }),

  createProductVariant: ({ params, body, store, ...author }) =>
    store
      .transaction(async (inner) => {
        const assignments = await assignmentsOf(inner, body.attributes)
        const parent = await productOf(inner, params.productId)
        if ((await inner.productVariants.parentOf(parent.id)) !== undefined) throw refuse('variantOfVariant')
        if (await hasVariant(inner.productVariants, parent.id, body.attributes)) throw refuse('variantTaken')
        const time = timestamp(author.now)
        const product = variantProduct(author.newId('prod'), parent, body, time)
        const attributes = inOrderOfCode(assignments.map((each) => productAttribute(each, time)))
        const variant = productVariant(product, parent.id, attributes)
        await inner.products.insert(product)
        await inner.productVariants.insert(variant)
        for (const each of attributes) await inner.productAttributes.insert(product.id, each)
        const values = attributes.map(({ code, value }) => valueChange(code, null, value))
        await recordChange(inner, product.id, [...propertyChanges(undefined, product), ...values], author, 'CREATE')
        await recordChange(inner, parent.id, [gained('variants', product.id)], author)
        return { status: 201 as const, data: variant }
      })
      .catch(refuseTakenSku),
} satisfies Pick<Handlers, 'listProductVariants' | 'createProductVariant'>

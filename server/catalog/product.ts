import type { Schemas } from '../../spec/contract.ts'

type Product = Schemas['Product']

/** A product made of what was sent, at `time`. */
export function newProduct(id: string, sent: Required<Schemas['ProductCreate']>, time: string): Product {
  const { sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked } = sent
  return { id, sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked, createdAt: time, updatedAt: time }
}

/** The product with the properties that were sent changed, at `time`. */
export function changedProduct(product: Product, changes: Schemas['ProductUpdate'], time: string): Product {
  return { ...product, ...changes, updatedAt: time }
}

type VariantSent = Schemas['ProductVariantCreate'] & { status: Schemas['ProductStatus'] }

/** The product that a variant is: what was not sent is that of the product it is a variant of. */
export function variantProduct(id: string, parent: Product, sent: VariantSent, time: string): Product {
  const { sku, name, status, unitCost = parent.unitCost } = sent
  return { ...parent, id, sku, name, status, unitCost, createdAt: time, updatedAt: time }
}

/** The variant as the contract shows it. */
export function productVariant(product: Product, parentId: string, attributes: Schemas['ProductAttribute'][]): Schemas['ProductVariant'] {
  const { id, sku, name, status, unitCost, currency, createdAt, updatedAt } = product
  return { id, parentId, sku, name, status, unitCost, currency, attributes, createdAt, updatedAt }
}

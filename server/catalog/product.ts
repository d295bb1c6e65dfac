import type { Schemas } from '../../spec/contract.ts'

type Product = Schemas['Product']

/** Creates a product from the request body, at `time`. */
export function newProduct(id: string, sent: Required<Schemas['ProductCreate']>, time: string): Product {
  const { sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked } = sent
  return { id, sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked, createdAt: time, updatedAt: time }
}

/** The product with the properties from the request body changed, at `time`. */
export function changedProduct(product: Product, changes: Schemas['ProductUpdate'], time: string): Product {
  return { ...product, ...changes, updatedAt: time }
}

type VariantSent = Schemas['ProductVariantCreate'] & { status: Schemas['ProductStatus'] }

/** The product of a variant: properties that were not sent are copied from the parent product. */
export function variantProduct(id: string, parent: Product, sent: VariantSent, time: string): Product {
  const { sku, name, status, unitCost = parent.unitCost } = sent
  return { ...parent, id, sku, name, status, unitCost, createdAt: time, updatedAt: time }
}

/** The variant in the format of the contract. */
export function productVariant(product: Product, parentId: string, attributes: Schemas['ProductAttribute'][]): Schemas['ProductVariant'] {
  const { id, sku, name, status, unitCost, currency, createdAt, updatedAt } = product
  return { id, parentId, sku, name, status, unitCost, currency, attributes, createdAt, updatedAt }
}

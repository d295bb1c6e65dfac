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

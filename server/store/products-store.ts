import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

export type Product = Schemas['Product']

export interface Products {
  list(query: ListQuery<'listProducts'>): Promise<Page<Product>>
  find(id: string): Promise<Product | undefined>
  /** Throws `UniqueViolation` if the SKU is taken. */
  insert(product: Product): Promise<void>
  /** Replaces everything except `id` and `createdAt`; throws `UniqueViolation` if the SKU is taken. */
  update(product: Product): Promise<void>
  /** Returns whether it existed; throws `ForeignKeyViolation` if something references it. */
  delete(id: string): Promise<boolean>
}

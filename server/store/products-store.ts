import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

export type Product = Schemas['Product']

export interface Products {
  list(query: ListQuery<'listProducts'>): Promise<Page<Product>>
  find(id: string): Promise<Product | undefined>
  /** Throws `UniqueViolation` if the SKU is taken. */
  insert(product: Product): Promise<void>
  /** Replaces everything but `id` and `createdAt`; throws `UniqueViolation` if the SKU is taken. */
  update(product: Product): Promise<void>
  /** Whether there was one; throws `ForeignKeyViolation` while something refers to it. */
  delete(id: string): Promise<boolean>
}

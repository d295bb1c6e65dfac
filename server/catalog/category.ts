import type { Schemas } from '../../spec/contract.ts'
import { schemaNumber } from '../schema-number.ts'
import { wordsOf } from './words.ts'

type Category = Schemas['Category']
type ProductCategory = Schemas['ProductCategory']

/** The number of levels above the deepest category. */
export const maxDepth = schemaNumber('maximum', 'Category', 'depth')
/** Maximum number of categories of a product. */
export const maxCategories = schemaNumber('maxItems', 'ProductCategoriesApply', 'categoryIds')

type Sent = Required<Schemas['CategoryCreate']>

/** Creates a category from the request body, at `time`; below `parent`, or at the root of its taxonomy. */
export function newCategory(id: string, sent: Sent, parent: Pick<Category, 'path' | 'depth'> | undefined, time: string): Category {
  const { taxonomyId, parentId, code, name, description, keywords } = sent
  const path = parent === undefined ? code : `${parent.path}/${code}`
  const depth = parent === undefined ? 0 : parent.depth + 1
  return { id, taxonomyId, parentId, code, name, description, keywords, path, depth, createdAt: time, updatedAt: time }
}

/** The words for which a category is suggested. */
export function wordsOfCategory({ name, keywords }: Pick<Category, 'name' | 'keywords'>): string[] {
  return wordsOf([name, ...keywords].join(' '))
}

/** The category as assigned to a product at `time`. */
export function productCategory({ id, taxonomyId, parentId, code, name, path }: Category, time: string): ProductCategory {
  return { id, taxonomyId, parentId, code, name, path, assignedAt: time }
}

/** Paths and codes are ASCII, so this is the order by code point. */
const byPath = (a: ProductCategory, b: ProductCategory) => {
  if (a.path === b.path) return a.id < b.id ? -1 : 1
  return a.path < b.path ? -1 : 1
}

type Change = Schemas['ProductCategoriesChange']

/** The change, at `time`, if a product in the categories `present` is added to the wanted ones. */
export function assigned(present: readonly ProductCategory[], wanted: readonly Category[], time: string): Change {
  const before = new Set(present.map(({ id }) => id))
  const added = wanted.filter(({ id }) => !before.has(id)).map((each) => productCategory(each, time))
  return { added: added.toSorted(byPath), removed: [], unchanged: present.toSorted(byPath) }
}

/** The change, at `time`, if the categories `present` of a product are replaced by the wanted ones. */
export function replaced(present: readonly ProductCategory[], wanted: readonly Category[], time: string): Change {
  const kept = new Set(wanted.map(({ id }) => id))
  const { added, unchanged } = assigned(present, wanted, time)
  return { added, removed: unchanged.filter(({ id }) => !kept.has(id)), unchanged: unchanged.filter(({ id }) => kept.has(id)) }
}

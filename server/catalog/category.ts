import type { Schemas } from '../../spec/contract.ts'
import { schemaNumber } from '../schema-number.ts'
import { wordsOf } from './words.ts'

type Category = Schemas['Category']
type ProductCategory = Schemas['ProductCategory']

/** Levels above the deepest category. */
export const maxDepth = schemaNumber('maximum', 'Category', 'depth')
/** The most categories that a product is in. */
export const maxCategories = schemaNumber('maxItems', 'ProductCategoriesApply', 'categoryIds')

type Sent = Required<Schemas['CategoryCreate']>

/** A category made of what was sent, at `time`; below `parent`, or at the root of its taxonomy. */
export function newCategory(id: string, sent: Sent, parent: Pick<Category, 'path' | 'depth'> | undefined, time: string): Category {
  const { taxonomyId, parentId, code, name, description, keywords } = sent
  const path = parent === undefined ? code : `${parent.path}/${code}`
  const depth = parent === undefined ? 0 : parent.depth + 1
  return { id, taxonomyId, parentId, code, name, description, keywords, path, depth, createdAt: time, updatedAt: time }
}

/** The words that a category is suggested by. */
export function wordsOfCategory({ name, keywords }: Pick<Category, 'name' | 'keywords'>): string[] {
  return wordsOf([name, ...keywords].join(' '))
}

/** The category as one that a product was put into at `time`. */
export function productCategory({ id, taxonomyId, parentId, code, name, path }: Category, time: string): ProductCategory {
  return { id, taxonomyId, parentId, code, name, path, assignedAt: time }
}

/** Paths and codes are ASCII, so this order is that by code point. */
const byPath = (a: ProductCategory, b: ProductCategory) => {
  if (a.path === b.path) return a.id < b.id ? -1 : 1
  return a.path < b.path ? -1 : 1
}

type Change = Schemas['ProductCategoriesChange']

/** What it changes, at `time`, that a product in the categories of `present` is put into the wanted ones too. */
export function assigned(present: readonly ProductCategory[], wanted: readonly Category[], time: string): Change {
  const before = new Set(present.map(({ id }) => id))
  const added = wanted.filter(({ id }) => !before.has(id)).map((each) => productCategory(each, time))
  return { added: added.toSorted(byPath), removed: [], unchanged: present.toSorted(byPath) }
}

/** What it changes, at `time`, that a product in the categories of `present` is put into exactly the wanted ones. */
export function replaced(present: readonly ProductCategory[], wanted: readonly Category[], time: string): Change {
  const kept = new Set(wanted.map(({ id }) => id))
  const { added, unchanged } = assigned(present, wanted, time)
  return { added, removed: unchanged.filter(({ id }) => !kept.has(id)), unchanged: unchanged.filter(({ id }) => kept.has(id)) }
}

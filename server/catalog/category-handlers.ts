import type { Schemas } from '../../spec/contract.ts'
import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import { schemaNumber } from '../schema-number.ts'
import type { Category } from '../store/catalog-store.ts'
import type { TenantStore } from '../store/store.ts'
import { UniqueViolation } from '../store/violations.ts'
import { timestamp } from '../timestamp.ts'
import { assigned, maxCategories, maxDepth, newCategory, replaced, wordsOfCategory } from './category.ts'
import { type Author, gained, lost, recordChange } from './history.ts'
import { productOf } from './product-handlers.ts'
import { enough, type Occurrence, suggestions } from './suggestion.ts'
import { wordsOf } from './words.ts'

const unknownAt = (paths: readonly string[], what: string) =>
  refuse('referenceUnknown', { issues: paths.map((path) => ({ in: 'body', path, message: `must be the id of ${what}` })) })

/** The categories with these ids; rejects unknown ones. */
async function categoriesOf({ categories }: TenantStore, ids: readonly string[]): Promise<Category[]> {
  const found: Category[] = []
  const unknown: string[] = []
  for (const [index, id] of ids.entries()) {
    const category = await categories.find(id)
    if (category === undefined) unknown.push(`/categoryIds/${index}`)
    else found.push(category)
  }
  if (unknown.length > 0) throw unknownAt(unknown, 'a category')
  return found
}

/** The categories suggested by the other products whose names have the word. */
async function ofNamesakes({ productCategories }: TenantStore, id: string, word: string, taxonomyId: string | null) {
  const products = (await productCategories.namesakes(id, word)).filter(({ name }) => wordsOf(name).includes(word))
  const least = enough(products.length)
  if (products.length < least) return []
  return productCategories.sharedBy(
    products.map((product) => product.id),
    least,
    id,
    taxonomyId,
  )
}

/** Adds a product to categories, removes it from others, and records the change. */
async function move(
  store: TenantStore,
  productMasterId: string,
  { added, removed }: Schemas['ProductCategoriesChange'],
  author: Author,
): Promise<void> {
  for (const { id } of removed) await store.productCategories.delete(productMasterId, id)
  for (const category of added) await store.productCategories.insert(productMasterId, category)
  const changes = [...removed.map(({ id }) => lost('categories', id)), ...added.map(({ id }) => gained('categories', id))]
  await recordChange(store, productMasterId, changes, author)
}

/** The default number of suggestions. */
const usualSuggestions = schemaNumber('default', 'CategorySuggestionRequest', 'maxSuggestions')

export const categoryHandlers = {
  listTaxonomies: async ({ query, store }) => ({ status: 200, ...(await store.taxonomies.list(query)) }),

  getTaxonomy: async ({ params, store }) => {
    const taxonomy = await store.taxonomies.find(params.taxonomyId)
    if (taxonomy === undefined) throw refuse('resourceUnknown')
    return { status: 200, data: taxonomy }
  },

  listCategories: async ({ query, store }) => ({ status: 200, ...(await store.categories.list(query)) }),

  getCategory: async ({ params, store }) => {
    const category = await store.categories.find(params.categoryId)
    if (category === undefined) throw refuse('resourceUnknown')
    return { status: 200, data: category }
  },

  createCategory: ({ body, store, now, newId }) =>
    store
      .transaction(async ({ taxonomies, categories }) => {
        const taxonomy = await taxonomies.find(body.taxonomyId)
        const parent = body.parentId === null ? undefined : await categories.find(body.parentId)
        if (taxonomy === undefined) throw unknownAt(['/taxonomyId'], 'a taxonomy')
        if (body.parentId !== null && parent?.taxonomyId !== taxonomy.id) throw unknownAt(['/parentId'], 'a category of the taxonomy')
        const category = newCategory(newId('cat'), body, parent, timestamp(now))
        if (category.depth > maxDepth) throw refuse('categoryTooDeep')
        await categories.insert(category, wordsOfCategory(category))
        return { status: 201 as const, data: category }
      })
      .catch((error: unknown) => {
        throw error instanceof UniqueViolation && error.columns.includes('path') ? refuse('categoryCodeTaken') : error
      }),

  listProductCategories: async ({ params, query, store }) => {
    const { id } = await productOf(store, params.productId)
    return { status: 200, ...(await store.productCategories.list(id, query)) }
  },

  assignProductCategories: ({ params, body, store, ...author }) =>
    store.transaction(async (inner) => {
      const wanted = await categoriesOf(inner, body.categoryIds)
      const { id } = await productOf(inner, params.productId)
      const change = assigned(await inner.productCategories.of(id), wanted, timestamp(author.now))
      if (change.added.length + change.unchanged.length > maxCategories) throw refuse('categoriesFull')
      await move(inner, id, change, author)
      return { status: 200 as const, data: change }
    }),

  applyProductCategories: ({ params, body, store, ...author }) =>
    store.transaction(async (inner) => {
      const wanted = await categoriesOf(inner, body.categoryIds)
      const { id } = await productOf(inner, params.productId)
      const change = replaced(await inner.productCategories.of(id), wanted, timestamp(author.now))
      await move(inner, id, change, author)
      return { status: 200 as const, data: change }
    }),

  suggestProductCategories: async ({ params, body, store }) => {
    const { taxonomyId = null, maxSuggestions = usualSuggestions } = body ?? {}
    if (taxonomyId !== null && (await store.taxonomies.find(taxonomyId)) === undefined) throw unknownAt(['/taxonomyId'], 'a taxonomy')
    const { id, name } = await productOf(store, params.productId)
    const occurrences: Occurrence[] = []
    for (const word of wordsOf(name)) {
      const own = await store.categories.withWord(word, id, taxonomyId)
      occurrences.push({ word, own, ofProducts: await ofNamesakes(store, id, word, taxonomyId) })
    }
    return { status: 200, data: { productMasterId: id, suggestions: suggestions(occurrences, maxSuggestions) } }
  },
} satisfies Pick<
  Handlers,
  | 'listTaxonomies'
  | 'getTaxonomy'
  | 'listCategories'
  | 'getCategory'
  | 'createCategory'
  | 'listProductCategories'
  | 'assignProductCategories'
  | 'applyProductCategories'
  | 'suggestProductCategories'
>

import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'
import type { Product } from './products-store.ts'

export type Attribute = Schemas['Attribute']
export type ProductAttribute = Schemas['ProductAttribute']
export type Taxonomy = Schemas['Taxonomy']
export type Category = Schemas['Category']
export type CategoryReference = Schemas['CategorySuggestion']['category']
export type ProductCategory = Schemas['ProductCategory']
export type ProductLink = Schemas['ProductLink']
export type NewProductLink = Omit<ProductLink, 'linkedProduct'>
export type ProductInventoryLevel = Schemas['ProductInventoryLevel']
export type ProductHistoryEntry = Schemas['ProductHistoryEntry']

/** A stored variant; its attribute values are stored with its product. */
export type Variant = Omit<Schemas['ProductVariant'], 'attributes'>

export interface Attributes {
  list(query: ListQuery<'listAttributes'>): Promise<Page<Attribute>>
  find(id: string): Promise<Attribute | undefined>
  /** Throws `UniqueViolation` if the code is taken. */
  insert(attribute: Attribute): Promise<void>
}

export interface ProductAttributes {
  list(productMasterId: string, query: ListQuery<'listProductAttributes'>): Promise<Page<ProductAttribute>>
  /** All values of a product, at most 100, sorted by code. */
  of(productMasterId: string): Promise<ProductAttribute[]>
  insert(productMasterId: string, attribute: ProductAttribute): Promise<void>
  /** Replaces the value and the time. */
  update(productMasterId: string, attribute: ProductAttribute): Promise<void>
  delete(productMasterId: string, attributeId: string): Promise<void>
}

export interface Taxonomies {
  list(query: ListQuery<'listTaxonomies'>): Promise<Page<Taxonomy>>
  find(id: string): Promise<Taxonomy | undefined>
  insert(taxonomy: Omit<Taxonomy, 'categoryCount'>): Promise<void>
}

export interface Categories {
  list(query: ListQuery<'listCategories'>): Promise<Page<Category>>
  find(id: string): Promise<Category | undefined>
  /** `words` are the words that suggest it. Throws `UniqueViolation` if a sibling has the code. */
  insert(category: Category, words: readonly string[]): Promise<void>
  /** Categories with this word that do not contain the product; of one taxonomy, or of all (`null`). */
  withWord(word: string, productMasterId: string, taxonomyId: string | null): Promise<CategoryReference[]>
}

/** Products that share a word with another one, and their categories. */
export interface Namesakes {
  /**
   * Products whose names contain this word, also within a longer one, latest first: the 200 latest updated among the 5,000 other products
   * updated last. The word is in lower case, as returned by `wordsOf`; a name can have it in lower case, upper case or capitalized.
   */
  namesakes(productMasterId: string, word: string): Promise<Pick<Product, 'id' | 'name'>[]>
  /** The categories that contain at least `least` of these products but not this one, by id; of one taxonomy, or of all (`null`). */
  sharedBy(productIds: readonly string[], least: number, productMasterId: string, taxonomyId: string | null): Promise<CategoryReference[]>
}

export interface ProductCategories extends Namesakes {
  list(productMasterId: string, query: ListQuery<'listProductCategories'>): Promise<Page<ProductCategory>>
  /** All categories of a product, at most 100, sorted by path. */
  of(productMasterId: string): Promise<ProductCategory[]>
  insert(productMasterId: string, category: ProductCategory): Promise<void>
  delete(productMasterId: string, categoryId: string): Promise<void>
}

export interface ProductLinks {
  list(productMasterId: string, query: ListQuery<'listProductLinks'>): Promise<Page<ProductLink>>
  /** The links to a product. */
  leadingTo(productMasterId: string): Promise<Pick<ProductLink, 'id' | 'productMasterId'>[]>
  /** Throws `UniqueViolation` if a link of the same type to the same product exists. */
  insert(link: NewProductLink): Promise<void>
}

export interface ProductVariants {
  list(parentId: string, query: ListQuery<'listProductVariants'>): Promise<Page<Variant>>
  /** The parent product if this product is a variant. */
  parentOf(id: string): Promise<string | undefined>
  /** The product must already exist. */
  insert(variant: Variant): Promise<void>
  /** Ids of the variants of a product that have exactly `count` attribute values including this one. */
  withValue(parentId: string, value: Schemas['ProductAttributeValue'], count: number): Promise<string[]>
}

export interface ProductHistory {
  list(productMasterId: string, query: ListQuery<'listProductHistory'>): Promise<Page<ProductHistoryEntry>>
  insert(entry: ProductHistoryEntry): Promise<void>
}

export interface ProductLevels {
  list(productMasterId: string, query: ListQuery<'listProductInventoryLevels'>): Promise<Page<ProductInventoryLevel>>
}

export interface CatalogStore {
  readonly attributes: Attributes
  readonly productAttributes: ProductAttributes
  readonly taxonomies: Taxonomies
  readonly categories: Categories
  readonly productCategories: ProductCategories
  readonly productLinks: ProductLinks
  readonly productVariants: ProductVariants
  readonly productHistory: ProductHistory
  readonly productLevels: ProductLevels
}

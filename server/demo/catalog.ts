import { inOrderOfCode, newAttribute, productAttribute } from '../catalog/attribute.ts'
import { newCategory, productCategory, wordsOfCategory } from '../catalog/category.ts'
import { gained, inOrder, propertyChanges, valueChange } from '../catalog/history.ts'
import { productVariant, variantProduct } from '../catalog/product.ts'
import { wordsOf } from '../catalog/words.ts'
import type { Attribute, Category, ProductHistoryEntry } from '../store/catalog-store.ts'
import type { Product } from '../store/products-store.ts'
import type { TenantStore } from '../store/store.ts'
import { millisecondsOf, timestamp } from '../timestamp.ts'
import { daysBefore, daysSince } from './clock.ts'
import type { DemoTenant } from './keys.ts'
import { type Random, random } from './random.ts'
import { type Branch, properties, trees } from './taxonomies.ts'

const began = '2026-05-04T09:00:00Z'
const grouped = '2026-05-04T09:10:00Z'
const later = (time: string, minutes: number) => timestamp(millisecondsOf(time) + minutes * 60_000)

/** The data for a tenant's catalog. */
interface Filling {
  readonly store: TenantStore
  readonly chance: Random
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly categories: readonly { readonly category: Category; readonly skus: readonly string[] }[]
  /** The id of the key that made the changes. */
  readonly keyId: string
}

async function insertAttributes(store: TenantStore, slug: DemoTenant, chance: Random): Promise<Map<string, Attribute>> {
  const attributes = new Map<string, Attribute>()
  for (const { id = chance.id('attr'), description = null, allowedValues = [], unit = null, ...named } of properties[slug]) {
    const attribute = newAttribute(id, { ...named, description, allowedValues: [...allowedValues], unit }, began)
    await store.attributes.insert(attribute)
    attributes.set(attribute.code, attribute)
  }
  return attributes
}

async function insertCategories(store: TenantStore, slug: DemoTenant, chance: Random): Promise<Filling['categories']> {
  const inserted: Filling['categories'][number][] = []
  const grow = async (taxonomyId: string, branches: readonly Branch[], parent?: Category): Promise<void> => {
    for (const { id = chance.id('cat'), code, name, description = null, keywords = [], skus = [], below = [] } of branches) {
      const sent = { taxonomyId, parentId: parent?.id ?? null, code, name, description, keywords: [...keywords] }
      const category = newCategory(id, sent, parent, grouped)
      await store.categories.insert(category, wordsOfCategory(category))
      inserted.push({ category, skus })
      await grow(taxonomyId, below, category)
    }
  }
  for (const { id = chance.id('tax'), code, name, description, roots } of trees[slug]) {
    await store.taxonomies.insert({ id, code, name, description, createdAt: began, updatedAt: began })
    await grow(id, roots)
  }
  return inserted
}

async function record(
  { store, chance, keyId }: Filling,
  entry: Pick<ProductHistoryEntry, 'productMasterId' | 'changes' | 'createdAt'> & Partial<ProductHistoryEntry>,
) {
  if (entry.changes.length === 0) return
  await store.productHistory.insert({ id: chance.id('hist'), action: 'UPDATE', keyId, ...entry, changes: inOrder(entry.changes) })
}

type Values = Readonly<Record<string, string | number | boolean>>

/** Assigns values of attributes, given by code, to a product; returns the changes. */
async function give({ store, attributes }: Filling, productId: string, values: Values, time: string) {
  const given = Object.entries(values).flatMap(([code, value]) => {
    const attribute = attributes.get(code)
    return attribute === undefined ? [] : [productAttribute({ attribute, value }, time)]
  })
  for (const each of given) await store.productAttributes.insert(productId, each)
  return { given: inOrderOfCode(given), changes: given.map(({ code, value }) => valueChange(code, null, value)) }
}

/** Assigns a product to categories; returns the changes. */
async function put({ store }: Filling, productId: string, categories: readonly Category[], time: string) {
  for (const each of categories) await store.productCategories.insert(productId, productCategory(each, time))
  return categories.map(({ id }) => gained('categories', id))
}

function valuesFor({ attributes, chance }: Filling, { name, unitOfMeasure }: Product): Values {
  const colours = attributes.get('colour')?.allowedValues ?? []
  return {
    ...(chance.chance(70) && unitOfMeasure === 'EACH' ? { weight: chance.whole(2, 250) * 10 } : {}),
    ...(chance.chance(45) && colours.length > 0 ? { colour: chance.pick(colours) } : {}),
    ...(chance.chance(20) ? { material: chance.pick(['Aluminium', 'Cotton', 'Merino wool', 'Nylon', 'Polyester']) } : {}),
    ...(attributes.has('waterproof') && /rain|dry|shell|waterproof/i.test(name) ? { waterproof: true } : {}),
  }
}

/** The categories of its part of the range, and those whose words all occur in its name. */
function categoriesFor({ categories }: Filling, { sku, name }: Product): Category[] {
  const words = wordsOf(name)
  return categories
    .filter(({ category, skus }) => skus.includes(sku.slice(0, 3)) || wordsOf(category.name).every((word) => words.includes(word)))
    .map(({ category }) => category)
}

/** A product before its last change: with another cost, or without its description. */
function before(product: Product): Product {
  if (product.updatedAt === product.createdAt) return product
  if (product.unitCost !== null) return { ...product, unitCost: Math.round(product.unitCost * 93) / 100 }
  return { ...product, description: product.description === null ? 'To be described' : null }
}

/** Creates the history of a product. Old products were imported, without a key. */
async function tell(filling: Filling, product: Product, besides: Values): Promise<void> {
  const { id: productMasterId, createdAt, updatedAt } = product
  const imported = daysSince(createdAt) > 500 ? { keyId: null } : {}
  const first = before(product)
  await record(filling, { productMasterId, action: 'CREATE', changes: propertyChanges(undefined, first), createdAt, ...imported })
  const valued = later(createdAt, 15)
  const { changes } = await give(filling, productMasterId, { ...valuesFor(filling, product), ...besides }, valued)
  await record(filling, { productMasterId, changes, createdAt: valued, ...imported })
  const placed = later(createdAt, 30)
  await record(filling, {
    productMasterId,
    changes: await put(filling, productMasterId, categoriesFor(filling, product), placed),
    createdAt: placed,
    ...imported,
  })
  await record(filling, { productMasterId, changes: propertyChanges(first, product), createdAt: updatedAt })
}

async function link(
  filling: Filling,
  from: Product,
  to: Product,
  wish: { id?: string; linkType: 'ACCESSORY' | 'SUBSTITUTE' | 'SUCCESSOR' | 'RELATED'; note: string | null; createdAt: string },
): Promise<void> {
  const { id = filling.chance.id('link'), ...rest } = wish
  await filling.store.productLinks.insert({ id, productMasterId: from.id, linkedProductMasterId: to.id, ...rest })
  await record(filling, { productMasterId: from.id, changes: [gained('links', id)], createdAt: rest.createdAt })
}

async function vary(
  filling: Filling,
  parent: Product,
  suffix: string,
  values: Values,
  time: string,
  id = filling.chance.id('prod'),
): Promise<void> {
  const { store } = filling
  const sent = { sku: `${parent.sku}-${suffix.toUpperCase()}`, name: `${parent.name} ${suffix}`, status: parent.status, attributes: [] }
  const product = variantProduct(id, parent, sent, time)
  await store.products.insert(product)
  await store.productVariants.insert(productVariant(product, parent.id, []))
  const { changes } = await give(filling, id, values, time)
  await record(filling, {
    productMasterId: id,
    action: 'CREATE',
    changes: [...propertyChanges(undefined, product), ...changes],
    createdAt: time,
  })
  await record(filling, { productMasterId: parent.id, changes: [gained('variants', id)], createdAt: time })
}

/** Creates the shoe and the pole of the contract's examples. */
async function tellStory(filling: Filling, shoe: Product, pole: Product): Promise<void> {
  const story = { ...filling, keyId: 'key_123' }
  const at = (id: string) => filling.categories.filter(({ category }) => category.id === id).map(({ category }) => category)
  const first = { ...shoe, unitCost: 9.8 }
  const { createdAt } = shoe
  await record(story, { id: 'hist_123', productMasterId: shoe.id, action: 'CREATE', changes: propertyChanges(undefined, first), createdAt })
  const valued = later(createdAt, 15)
  const { changes } = await give(story, shoe.id, { colour: 'Blue', weight: 280 }, valued)
  await record(story, { id: 'hist_124', productMasterId: shoe.id, changes, createdAt: valued })
  await record(story, { productMasterId: shoe.id, changes: await put(story, shoe.id, at('cat_123'), valued), createdAt: valued })
  await record(story, { productMasterId: pole.id, action: 'CREATE', changes: propertyChanges(undefined, pole), createdAt: pole.createdAt })
  const poled = later(pole.createdAt, 15)
  const { changes: weighed } = await give(story, pole.id, { weight: 240 }, poled)
  await record(story, { productMasterId: pole.id, changes: weighed, createdAt: poled })
  const poles = filling.categories.filter(({ category }) => category.code === 'poles').map(({ category }) => category)
  await record(story, { productMasterId: pole.id, changes: await put(story, pole.id, poles, poled), createdAt: poled })
  const linked = { id: 'link_123', linkType: 'ACCESSORY', note: 'Often bought together', createdAt: '2026-05-05T10:00:00Z' } as const
  await link(story, shoe, pole, linked)
  await vary(story, shoe, '42', { shoe_size: 42 }, '2026-05-05T11:00:00Z', 'prod_125')
  await vary(story, shoe, '43', { shoe_size: 43 }, '2026-05-05T11:05:00Z')
  await record(story, { id: 'hist_125', productMasterId: shoe.id, changes: propertyChanges(first, shoe), createdAt: shoe.updatedAt })
}

async function everyProduct({ products }: TenantStore): Promise<Product[]> {
  const all: Product[] = []
  for (let page = 1; ; page++) {
    const { data, pagination } = await products.list({ page, limit: 100, sortBy: 'createdAt', sortOrder: 'asc' })
    all.push(...data)
    if (page >= pagination.totalPages) return all
  }
}

const sizes: Readonly<Record<DemoTenant, { sku: string; code: string; values: readonly string[] }>> = {
  nordwind: { sku: 'JKT', code: 'colour', values: ['Black', 'Red'] },
  suedlicht: { sku: 'KAJ', code: 'size', values: ['M', 'L', 'XL'] },
}

/** Fills the catalog of a tenant that has products: attributes, categories, links, variants and their history. */
export async function fillCatalog(store: TenantStore, slug: DemoTenant): Promise<void> {
  const chance = random(slug === 'nordwind' ? 1230 : 4560)
  const filling: Filling = {
    store,
    chance,
    attributes: await insertAttributes(store, slug, chance),
    categories: await insertCategories(store, slug, chance),
    keyId: `key_${slug}_administrator`,
  }
  const all = await everyProduct(store)
  const [shoe, pole] = ['prod_123', 'prod_124'].map((id) => all.find((each) => each.id === id))
  const others = all.filter((each) => each !== shoe && each !== pole)
  if (shoe !== undefined && pole !== undefined) await tellStory(filling, shoe, pole)
  // The first products have items in each of their lists.
  const [eldest] = others
  for (const product of others) await tell(filling, product, product === eldest ? { weight: 4200, material: 'Nylon' } : {})
  const linked = others.flatMap((product) => (product === eldest ? [product, product] : [product]))
  for (const product of linked) {
    const other = chance.pick(all)
    if (other === product || (product !== eldest && !chance.chance(30))) continue
    const linkType = chance.pick(['ACCESSORY', 'SUBSTITUTE', 'SUCCESSOR', 'RELATED'] as const)
    const createdAt = daysBefore(chance.whole(1, 15), chance.whole(8 * 60, 16 * 60))
    await link(filling, product, other, { linkType, note: chance.chance(30) ? 'Asked for in the store' : null, createdAt })
  }
  const { sku, code, values } = sizes[slug]
  const sized = others.filter((each) => each.sku.startsWith(sku) && each.status === 'ACTIVE').slice(0, 1)
  for (const parent of [...(eldest === undefined ? [] : [eldest]), ...sized]) {
    for (const [index, value] of values.entries()) {
      await vary(filling, parent, value, { [code]: value }, daysBefore(10, 9 * 60 + index))
    }
  }
}

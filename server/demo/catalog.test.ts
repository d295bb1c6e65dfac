import { afterAll, beforeAll, expect, test } from 'vitest'
import { present, replay } from '../testing/product-replay.ts'
import { openStore } from '../store/open.ts'
import type { Product } from '../store/products-store.ts'
import type { Store } from '../store/store.ts'
import { demoNow } from './clock.ts'
import type { DemoTenant } from './keys.ts'
import { seedDemo } from './seed.ts'

const tenants = ['nordwind', 'suedlicht'] as const satisfies readonly DemoTenant[]
const all = { page: 1, limit: 100, sortOrder: 'asc' } as const
let store: Store
let products: Record<DemoTenant, Product[]>
beforeAll(async () => {
  store = await openStore(':memory:')
  await seedDemo(store)
  const of = async (slug: DemoTenant) => {
    const list = (page: number) => store.forTenant(`tenant_${slug}`).products.list({ ...all, page, sortBy: 'createdAt' })
    return [...(await list(1)).data, ...(await list(2)).data]
  }
  products = { nordwind: await of('nordwind'), suedlicht: await of('suedlicht') }
})
afterAll(() => store.close())

test.each(tenants)('every product of %s has a history that leads to what it is', async (slug) => {
  const ours = store.forTenant(`tenant_${slug}`)
  expect(products[slug].length).toBeGreaterThan(30)
  for (const { id, createdAt } of products[slug]) {
    const { data: entries } = await ours.productHistory.list(id, { ...all, sortBy: 'createdAt' })
    expect(replay(entries)).toEqual(await present(ours, id))
    expect(entries[0]).toMatchObject({ action: 'CREATE', createdAt })
    for (const entry of entries) expect(Date.parse(entry.createdAt)).toBeLessThanOrEqual(demoNow)
  }
})

test.each(tenants)('%s has several of everything in its catalogue', async (slug) => {
  const ours = store.forTenant(`tenant_${slug}`)
  const attributes = await ours.attributes.list({ ...all, sortBy: 'code' })
  const taxonomies = await ours.taxonomies.list({ ...all, sortBy: 'code' })
  const categories = await ours.categories.list({ ...all, sortBy: 'path' })
  expect(Math.min(attributes.pagination.total, categories.pagination.total)).toBeGreaterThan(3)
  expect(taxonomies.pagination.total).toBeGreaterThan(1)
  expect(taxonomies.data.map(({ categoryCount }) => categoryCount).reduce((sum, each) => sum + each)).toBe(categories.pagination.total)
  const counts = { values: 0, places: 0, links: 0, variants: 0, entries: 0, withoutKey: 0 }
  for (const { id } of products[slug]) {
    counts.values += (await ours.productAttributes.of(id)).length
    counts.places += (await ours.productCategories.of(id)).length
    counts.links += (await ours.productLinks.list(id, { ...all, sortBy: 'createdAt' })).data.length
    counts.variants += (await ours.productVariants.list(id, { ...all, sortBy: 'sku' })).data.length
    const { data: entries } = await ours.productHistory.list(id, { ...all, sortBy: 'createdAt' })
    counts.entries += entries.length
    counts.withoutKey += entries.filter(({ keyId }) => keyId === null).length
  }
  for (const [name, count] of Object.entries(counts)) expect(count, name).toBeGreaterThan(3)
})

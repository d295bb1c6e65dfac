import type { Schemas } from '../../spec/contract.ts'
import { type DirectCall, directCalls } from './direct-calls.ts'
import { newStore } from './new-store.ts'
import type { TenantStore } from '../store/store.ts'

/** The default body of a product. */
export const sent = {
  sku: 'SKU-1',
  name: 'Boot',
  description: null,
  status: 'ACTIVE',
  unitOfMeasure: 'EACH',
  unitCost: 10.5,
  currency: 'EUR',
  lotTracked: false,
} as const
/** The day after all other data. */
export const later = { now: Date.UTC(2026, 5, 2) }
/** The complete list, if it is short. */
export const first = { page: 1, limit: 100, sortOrder: 'asc' } as const

/** A tenant with two taxonomies and no other data. */
export interface CatalogFixture {
  readonly ours: TenantStore
  readonly call: DirectCall
  readonly create: (wish?: Partial<Schemas['ProductCreate']>) => Promise<Schemas['Product']>
  /** A number by default. */
  readonly createAttribute: (code: string, wish?: Partial<Schemas['AttributeCreate']>) => Promise<Schemas['Attribute']>
  /** In the taxonomy `tax_1` by default. */
  readonly createCategory: (
    code: string,
    parentId?: string | null,
    wish?: Partial<Schemas['CategoryCreate']>,
  ) => Promise<Schemas['Category']>
  /** Oldest first. */
  readonly history: (productId: string) => Promise<Schemas['ProductHistoryEntry'][]>
  /** All changes except those of the creation. */
  readonly changes: (productId: string) => Promise<Schemas['FieldChange'][]>
}

export async function openCatalog(): Promise<CatalogFixture> {
  const createdAt = '2026-06-01T08:00:00Z'
  const store = await newStore()
  await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt })
  const ours = store.forTenant('tenant_a')
  for (const id of ['tax_1', 'tax_2']) {
    await ours.taxonomies.insert({ id, code: id, name: id, description: null, createdAt, updatedAt: createdAt })
  }
  const call = directCalls(ours)
  const history: CatalogFixture['history'] = async (productId) =>
    (await call('listProductHistory', { params: { productId }, query: { ...first, sortBy: 'createdAt' } })).data

  return {
    ours,
    call,
    create: async (wish) => (await call('createProduct', { body: { ...sent, ...wish } })).data,
    createAttribute: async (code, wish) => {
      const plain = { description: null, dataType: 'NUMBER' as const, allowedValues: [], unit: null }
      return (await call('createAttribute', { body: { code, name: code, ...plain, ...wish } })).data
    },
    createCategory: async (code, parentId = null, wish = {}) => {
      const body = { taxonomyId: 'tax_1', parentId, code, name: code, description: null, keywords: [], ...wish }
      return (await call('createCategory', { body })).data
    },
    history,
    changes: async (productId) => (await history(productId)).filter(({ action }) => action === 'UPDATE').flatMap(({ changes }) => changes),
  }
}

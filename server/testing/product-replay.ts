import type { Schemas } from '../../spec/contract.ts'
import type { TenantStore } from '../store/store.ts'

const collections = ['categories', 'links', 'variants'] as const

/** A product reconstructed from its history: each field with a value, and the members of each collection. */
export interface Replayed {
  readonly fields: Readonly<Record<string, unknown>>
  readonly members: Readonly<Record<(typeof collections)[number], readonly unknown[]>>
}

const replayed = (fields: Iterable<readonly [string, unknown]>, membersOf: (name: string) => Iterable<unknown>): Replayed => ({
  fields: Object.fromEntries([...fields].filter(([, value]) => value !== null).sort(([a], [b]) => (a < b ? -1 : 1))),
  members: {
    categories: [...membersOf('categories')].sort(),
    links: [...membersOf('links')].sort(),
    variants: [...membersOf('variants')].sort(),
  },
})

/** Reconstructs a product from its history, oldest entry first. Throws if an entry does not continue the earlier ones. */
export function replay(entries: readonly Schemas['ProductHistoryEntry'][]): Replayed {
  const fields = new Map<string, unknown>()
  const sets = new Map<string, Set<unknown>>(collections.map((name) => [name, new Set()]))
  for (const { id, changes } of entries) {
    for (const { field, before, after } of changes) {
      const members = sets.get(field)
      const fits =
        members === undefined ? (fields.get(field) ?? null) === before : members.has(before) === (before !== null) && !members.has(after)
      if (!fits) throw new Error(`${id}: ${field} was not ${String(before)}, or was already ${String(after)}`)
      if (members === undefined) fields.set(field, after)
      else if (after === null) members.delete(before)
      else members.add(after)
    }
  }
  return replayed(fields, (name) => sets.get(name) ?? [])
}

/** The product from all other data. */
export async function present(store: TenantStore, productId: string): Promise<Replayed> {
  const product = await store.products.find(productId)
  if (product === undefined) throw new Error(`there is no product ${productId}`)
  const { sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked } = product
  const values = (await store.productAttributes.of(productId)).map(({ code, value }) => [`attributes.${code}`, value] as const)
  const all = { page: 1, limit: 100, sortBy: 'createdAt', sortOrder: 'asc' } as const
  const members = new Map<string, readonly { readonly id: string }[]>([
    ['categories', await store.productCategories.of(productId)],
    ['links', (await store.productLinks.list(productId, all)).data],
    ['variants', (await store.productVariants.list(productId, all)).data],
  ])
  return replayed(
    [...Object.entries({ sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked }), ...values],
    (collection) => (members.get(collection) ?? []).map(({ id }) => id),
  )
}

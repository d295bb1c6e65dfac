import type { Schemas } from '../../spec/contract.ts'
import type { Input } from '../handlers.ts'
import type { Product } from '../store/products-store.ts'
import type { TenantStore } from '../store/store.ts'
import { timestamp } from '../timestamp.ts'

type FieldChange = Schemas['FieldChange']

const properties = [
  'currency',
  'description',
  'lotTracked',
  'name',
  'sku',
  'status',
  'unitCost',
  'unitOfMeasure',
] as const satisfies readonly (keyof Product)[]

/** The properties that differ between two versions of a product, or between nothing and a new product. */
export function propertyChanges(before: Product | undefined, after: Product): FieldChange[] {
  return properties
    .map((field) => ({ field, before: before?.[field] ?? null, after: after[field] }))
    .filter((change) => change.before !== change.after)
}

/** The value of an attribute before and after; `null` for none. */
export function valueChange(code: string, before: FieldChange['before'], after: FieldChange['after']): FieldChange {
  return { field: `attributes.${code}`, before, after }
}

type Collection = 'categories' | 'links' | 'variants'

export function gained(field: Collection, id: string): FieldChange {
  return { field, before: null, after: id }
}

export function lost(field: Collection, id: string): FieldChange {
  return { field, before: id, after: null }
}

/** The changes in the order of the history: by field and, within a field, chronologically. */
export function inOrder(changes: readonly FieldChange[]): FieldChange[] {
  return changes.toSorted((a, b) => (a.field === b.field ? 0 : a.field < b.field ? -1 : 1))
}

/** The author of a change, and its time. */
export type Author = Pick<Input<'createProduct'>, 'caller' | 'now' | 'newId'>

/** Records what a request changed in a product; records nothing if nothing changed. */
export async function recordChange(
  { productHistory }: Pick<TenantStore, 'productHistory'>,
  productMasterId: string,
  changes: readonly FieldChange[],
  { caller, now, newId }: Author,
  action: 'CREATE' | 'UPDATE' = 'UPDATE',
): Promise<void> {
  if (changes.length === 0) return
  await productHistory.insert({
    id: newId('hist'),
    productMasterId,
    action,
    keyId: caller.keyId,
    changes: inOrder(changes),
    createdAt: timestamp(now),
  })
}

/** Selects other clients' resources that a wrong run would harm most easily. */
import type { Row } from './rows.ts'
import type { Kind } from './kinds.ts'

export type Things = readonly { readonly id: string; readonly text: string }[]

/** Filters for rows that a write can still change, for kinds that also have unchangeable rows. */
const live: Readonly<Partial<Record<Kind, (row: Row) => boolean>>> = {
  // Products with stock cannot be deleted.
  product: ({ id }) => !String(id).startsWith('stocked-') && !String(id).startsWith('variant-'),
  transfer: ({ status }) => !['RECEIVED', 'CANCELLED'].includes(String(status)),
  'executed-transfer': ({ status }) => !['RECEIVED', 'CANCELLED'].includes(String(status)),
  'cycle-count': ({ status }) => !['COMPLETED', 'CANCELLED'].includes(String(status)),
  scenario: ({ status }) => status !== 'ARCHIVED',
  'api-key': isUsable,
  'rotated-key': isUsable,
  recommendation: ({ status }) => status === 'PENDING',
  'product-attribute': ({ dataType }) => dataType === 'TEXT',
  'stock-line': ({ quantityOnHand }) => Number(quantityOnHand) > 0,
}

/** Excludes the keys that the run uses, because without them there is no run. */
function isUsable({ id, revokedAt, expiresAt }: Row): boolean {
  return revokedAt === null && expiresAt === null && !String(id).endsWith('administrator')
}

/** The creation time; empty if the row has none. */
const bornAt = ({ createdAt }: Row): string => (typeof createdAt === 'string' ? createdAt : '')

/** Ids, oldest first, as in lists. */
export function strangersOf(rows: readonly Row[], tenantId: string, kind: Kind): string[] {
  return rows
    .filter((row) => row['tenantId'] === tenantId && (live[kind]?.(row) ?? true))
    .toSorted((a, b) => (bornAt(a) < bornAt(b) ? -1 : 1))
    .map(({ id }) => String(id))
}

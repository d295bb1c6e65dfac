/** What is somebody else's, and which of it a mistaken run would harm most easily. */
import type { Row } from './rows.ts'
import type { Kind } from './kinds.ts'

export type Things = readonly { readonly id: string; readonly text: string }[]

/** Rows that a write could still change, where a kind has others as well. */
const live: Readonly<Partial<Record<Kind, (row: Row) => boolean>>> = {
  // One with stock cannot be deleted.
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

/** The keys with which a run is sent stay as they are, or there is no run. */
function isUsable({ id, revokedAt, expiresAt }: Row): boolean {
  return revokedAt === null && expiresAt === null && !String(id).endsWith('administrator')
}

/** Empty for what does not tell. */
const bornAt = ({ createdAt }: Row): string => (typeof createdAt === 'string' ? createdAt : '')

/** The oldest first, which lists show first as well. */
export function strangersOf(rows: readonly Row[], tenantId: string, kind: Kind): string[] {
  return rows
    .filter((row) => row['tenantId'] === tenantId && (live[kind]?.(row) ?? true))
    .toSorted((a, b) => (bornAt(a) < bornAt(b) ? -1 : 1))
    .map(({ id }) => String(id))
}

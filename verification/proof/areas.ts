/** The areas of rules and deviations, with their titles. */
import type { Area } from '../../conformance/model/rule.ts'

/** Titles by area, in the order of the pages. */
export const areas: Readonly<Record<Area, string>> = {
  authentication: 'Authentication',
  status: 'Statuses and methods',
  error: 'Errors',
  schema: 'Response bodies',
  pagination: 'Pages',
  sorting: 'Sorting and filters',
  'rate-limit': 'Rate limits',
  header: 'Headers',
  negotiation: 'Media types',
  tenant: 'Tenants',
  write: 'Writes and lifecycles',
}

/** The area of a rule, a deviation or a variant. */
export const areaOf = ({ id }: { readonly id: string }): string => id.slice(0, id.indexOf('/'))

/** The id without its area. */
export const nameOf = ({ id }: { readonly id: string }): string => id.slice(id.indexOf('/') + 1)

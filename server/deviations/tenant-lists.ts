import type { ListQuery, Page } from '../store/list-query.ts'
import type { TenantStore } from '../store/store.ts'
import { refuse } from '../refusals.ts'
import { type Change, deviationsOf, store } from './deviation.ts'
import { ifForeign, tenantIds } from './tenants.ts'

interface Asked {
  readonly page: number
  readonly limit: number
  readonly sortBy: string
  readonly sortOrder: 'asc' | 'desc'
}

/** One page of the lists of several tenants, as if they were one. */
async function asOne<Row extends object, Query extends Asked>(
  lists: readonly ((query: Query) => Promise<Page<Row>>)[],
  query: Query,
): Promise<Page<Row>> {
  const { page, limit, sortBy, sortOrder } = query
  const pages: Page<Row>[] = []
  for (const list of lists) pages.push(await list({ ...query, page: 1, limit: page * limit }))
  const key = (row: Row) => String(Object.entries(row).find(([name]) => name === sortBy)?.[1] ?? '')
  const sign = sortOrder === 'asc' ? 1 : -1
  const rows = pages.flatMap(({ data }) => data).sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0))
  const total = pages.reduce((sum, { pagination }) => sum + pagination.total, 0)
  return {
    data: rows.slice((page - 1) * limit, page * limit),
    pagination: { page, pageSize: limit, total, totalPages: Math.ceil(total / limit) },
  }
}

/** The products of other tenants are no business of this one; this one's store and theirs, in no particular order. */
const all = (elsewhere: (tenantId: string) => TenantStore): TenantStore[] => tenantIds.map(elsewhere)

/** Stock that is read over a connection that still has the account of whoever used it before. */
const pooled: Change = {
  part: 'store inventory.list',
  assemble: (parts) => {
    let before: string | undefined
    return store('inventory', 'list', (_right, { tenantId, elsewhere }) => (query) => {
      const account = before ?? tenantId
      before = tenantId
      return elsewhere(account).inventory.list(query)
    }).assemble(parts)
  },
}

/** Faults in what of one tenant another one finds in its lists. */
export const tenantLists = deviationsOf({
  'tenant/transfers-of-all-listed': {
    harm: 'The list of transfers shows what everybody else ships, and from where to where.',
    breaks: [{ rule: 'tenant/lists-disjoint', operation: 'listTransfers' }],
    change: store(
      'transfers',
      'list',
      (_right, { elsewhere }) =>
        (query) =>
          asOne(
            all(elsewhere).map(
              ({ transfers }) =>
                (asked: ListQuery<'listTransfers'>) =>
                  transfers.list(asked),
            ),
            query,
          ),
    ),
  },
  'tenant/keys-of-all-listed': {
    harm: "An administrator sees the names, the scopes and the last characters of other customers' keys.",
    breaks: [{ rule: 'tenant/lists-disjoint', operation: 'listApiKeys' }],
    change: store(
      'keys',
      'list',
      (_right, { elsewhere }) =>
        (query, now) =>
          asOne(
            all(elsewhere).map(
              ({ keys }) =>
                (asked: ListQuery<'listApiKeys'>) =>
                  keys.list(asked, now),
            ),
            query,
          ),
    ),
  },
  'tenant/alerts-of-all-listed': {
    harm: "The history of alerts is one for all, so a customer is woken by another one's stockout.",
    breaks: [{ rule: 'tenant/lists-disjoint', operation: 'listAlertHistory' }],
    change: store(
      'alerts',
      'list',
      (_right, { elsewhere }) =>
        (query) =>
          asOne(
            all(elsewhere).map(
              ({ alerts }) =>
                (asked: ListQuery<'listAlertHistory'>) =>
                  alerts.list(asked),
            ),
            query,
          ),
    ),
  },
  'tenant/adjustments-filtered-by-product-alone': {
    harm: "The filter by product replaces the condition on the account, so another customer's product shows all of its movements.",
    breaks: [
      { rule: 'tenant/foreign-filter-finds-nothing', operation: 'listAdjustments' },
      { rule: 'tenant/foreign-filter-finds-nothing', operation: 'listRecordedStock' },
    ],
    change: store('adjustments', 'list', (right, { elsewhere }) => async (query) => {
      if (query.productMasterId === undefined) return right(query)
      for (const { adjustments } of all(elsewhere)) {
        const page = await adjustments.list(query)
        if (page.pagination.total > 0) return page
      }
      return right(query)
    }),
  },
  'tenant/stock-counted-over-all': {
    harm: 'The rows are those of the account, but the total counts everybody: a filter by a foreign product tells in how many places it is kept.',
    breaks: [{ rule: 'tenant/foreign-filter-finds-nothing', operation: 'listInventory' }],
    change: store('inventory', 'list', (right, { elsewhere }) => async (query) => {
      const { data, pagination } = await right(query)
      let total = 0
      for (const { inventory } of all(elsewhere)) total += (await inventory.list({ ...query, page: 1, limit: 1 })).pagination.total
      return { data, pagination: { ...pagination, total, totalPages: Math.ceil(total / pagination.pageSize) } }
    }),
  },
  'tenant/filter-by-foreign-product-forbidden': {
    harm: 'A filter by an unknown product finds nothing and one by a foreign product is forbidden, which confirms that the product exists.',
    breaks: [{ rule: 'tenant/foreign-filter-finds-nothing', operation: 'listTransferRecommendations' }],
    change: ifForeign(
      'listTransferRecommendations',
      async (own, { query }) => (query.productMasterId === undefined ? query : own.products.find(query.productMasterId)),
      () => {
        throw refuse('scopeInsufficient', { requiredPermissions: ['transfers.read'] })
      },
    ),
  },
  'tenant/connection-of-the-one-before': {
    harm: 'Now and then the inventory is that of another customer, since a connection keeps the account of the request it last served.',
    breaks: [{ rule: 'tenant/nothing-in-two-tenants' }],
    change: pooled,
  },
})

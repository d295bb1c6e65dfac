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

/** One page of the combined lists of several tenants. */
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

/** The stores of all tenants, in no particular order. */
const all = (elsewhere: (tenantId: string) => TenantStore): TenantStore[] => tenantIds.map(elsewhere)

/** Stock that is read over a connection which still has the tenant of its previous request. */
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

/** Faults that include data of another tenant in lists. */
export const tenantLists = deviationsOf({
  'tenant/transfers-of-all-listed': {
    harm: 'The list of transfers includes those of all other accounts.',
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
    harm: "The list of keys includes the names, the scopes and the last characters of other customers' keys.",
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
    harm: 'The alert history includes the alerts of all accounts, so a customer reacts to the stockout of another.',
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
    harm: "The product filter replaces the tenant condition, so another customer's product id returns all of its movements.",
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
    harm: "The total of the stock list counts all accounts, so a filter by another account's product reveals how many locations stock it.",
    breaks: [{ rule: 'tenant/foreign-filter-finds-nothing', operation: 'listInventory' }],
    change: store('inventory', 'list', (right, { elsewhere }) => async (query) => {
      const { data, pagination } = await right(query)
      let total = 0
      for (const { inventory } of all(elsewhere)) total += (await inventory.list({ ...query, page: 1, limit: 1 })).pagination.total
      return { data, pagination: { ...pagination, total, totalPages: Math.ceil(total / pagination.pageSize) } }
    }),
  },
  'tenant/filter-by-foreign-product-forbidden': {
    harm: "A filter by another account's product returns 403 and one by an unknown product an empty list, which reveals that the product exists.",
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
    harm: 'A database connection keeps the tenant of its previous request, so the inventory is now and then that of another customer.',
    breaks: [{ rule: 'tenant/nothing-in-two-tenants' }],
    change: pooled,
  },
})

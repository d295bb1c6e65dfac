import { deviationsOf, store, type Change } from './deviation.ts'
import { cut, whole } from './lists.ts'
import { oneOfThree } from './replicas.ts'

/** A total that is computed once per set of filters and then cached. */
const rememberedTotal: Change = {
  part: 'store forecastEvents.list',
  assemble: (parts) => {
    const totals = new Map<string, number>()
    return store('forecastEvents', 'list', (right, { tenantId }) => async (query) => {
      const { page: _page, limit, sortBy: _sortBy, sortOrder: _sortOrder, ...filters } = query
      const { data, pagination } = await right(query)
      const which = `${tenantId} ${JSON.stringify(filters)}`
      const total = totals.get(which) ?? pagination.total
      totals.set(which, total)
      return { data, pagination: { ...pagination, total, totalPages: Math.ceil(total / limit) } }
    }).assemble(parts)
  },
}

/** Faults in the rows of a list: they differ between responses, or their number differs from the total. */
export const paginationRows = deviationsOf({
  'pagination/replica-lacks-the-newest': {
    harm: 'One of three reads of the attributes comes from an outdated replica, so the newest one is missing now and then.',
    breaks: [{ rule: 'pagination/full-lists-agree' }],
    change: oneOfThree((isReplica) =>
      store('attributes', 'list', (right) => async (query) => {
        if (!isReplica()) return right(query)
        const rows = await whole(right, { ...query, sortBy: 'createdAt', sortOrder: 'desc' })
        const newest = rows[0]?.id
        return cut(
          (await whole(right, query)).filter(({ id }) => id !== newest),
          query,
        )
      }),
    ),
  },
  'pagination/shard-left-out': {
    harm: 'The list of keys omits the items of a shard that responds late, so keys appear and disappear.',
    breaks: [{ rule: 'pagination/full-lists-agree' }],
    change: oneOfThree((isLate) =>
      store('keys', 'list', (right) => async (query, now) => {
        if (!isLate()) return right(query, now)
        const rows = await whole((each: typeof query) => right(each, now), query)
        return cut(
          rows.filter(({ id }) => id.charCodeAt(id.length - 1) % 2 === 0),
          query,
        )
      }),
    ),
  },
  'pagination/one-server-newest-first': {
    harm: 'One of three servers has the next release, which lists the newest products first, so every third request has another order.',
    breaks: [{ rule: 'pagination/same-request-same-rows' }],
    change: oneOfThree((isNext) =>
      store('products', 'list', (right) => async (query) => right(isNext() ? { ...query, sortBy: 'createdAt', sortOrder: 'desc' } : query)),
    ),
  },
  'pagination/total-remembered': {
    harm: 'The total of the events is computed once and never updated, so the list has more items than its total.',
    breaks: [{ rule: 'pagination/page-as-full-as-its-total', operation: 'listForecastEvents' }],
    change: rememberedTotal,
  },
  'pagination/archived-counted': {
    harm: 'The total of the scenarios includes archived ones, although the items omit them.',
    breaks: [{ rule: 'pagination/page-as-full-as-its-total', operation: 'listForecastScenarios' }],
    change: store('forecastScenarios', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      const { total } = (await right({ ...query, page: 1, limit: 1, includeArchived: true })).pagination
      return { data, pagination: { ...pagination, total, totalPages: Math.ceil(total / query.limit) } }
    }),
  },
  'pagination/joined-before-cutting': {
    harm: 'Pages of bins are cut before duplicates of a join are removed, so a page lacks a few items.',
    breaks: [{ rule: 'pagination/page-as-full-as-its-total', operation: 'listTransferBins' }],
    change: store('transferBins', 'list', (right) => async (query) => {
      const bins = await whole(right, query)
      const joined = bins.flatMap((bin) => Array.from({ length: Math.max(bin.stockLineCount, 1) }, () => bin))
      return { data: [...new Set(cut(joined, query).data)], pagination: cut(bins, query).pagination }
    }),
  },
})

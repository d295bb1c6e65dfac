import { deviationsOf, store, type Change } from './deviation.ts'
import { cut, whole } from './lists.ts'
import { oneOfThree } from './replicas.ts'

/** A number of rows that is counted once for each set of filters, and remembered from then on. */
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

/** Faults in which rows a list has: those of one answer are not those of the next, or not as many as it says. */
export const paginationRows = deviationsOf({
  'pagination/replica-lacks-the-newest': {
    harm: 'Of three reads of the taxonomies one comes from a replica that stopped copying, so the newest is missing now and then.',
    breaks: [{ rule: 'pagination/full-lists-agree' }],
    change: oneOfThree((isReplica) =>
      store('taxonomies', 'list', (right) => async (query) => {
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
    harm: 'The list of keys is put together from two shards, and goes without the one that answers late, so keys come and go.',
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
    harm: 'One of three servers has the next release already, which lists products from the newest on, so the first page is another every third time.',
    breaks: [{ rule: 'pagination/same-request-same-rows' }],
    change: oneOfThree((isNext) =>
      store('products', 'list', (right) => async (query) => right(isNext() ? { ...query, sortBy: 'createdAt', sortOrder: 'desc' } : query)),
    ),
  },
  'pagination/total-remembered': {
    harm: 'A list of events shows more rows than its total says, since they are counted when the list is first asked for and never again.',
    breaks: [{ rule: 'pagination/page-as-full-as-its-total', operation: 'listForecastEvents' }],
    change: rememberedTotal,
  },
  'pagination/archived-counted': {
    harm: 'A planner is told of scenarios that are on no page, since the archived ones are left out of the rows but not of the total.',
    breaks: [{ rule: 'pagination/page-as-full-as-its-total', operation: 'listForecastScenarios' }],
    change: store('forecastScenarios', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      const { total } = (await right({ ...query, page: 1, limit: 1, includeArchived: true })).pagination
      return { data, pagination: { ...pagination, total, totalPages: Math.ceil(total / query.limit) } }
    }),
  },
  'pagination/joined-before-cutting': {
    harm: 'A page of bins is a few rows short, since it is cut from a join with the stock lines before the bins in it are made single again.',
    breaks: [{ rule: 'pagination/page-as-full-as-its-total', operation: 'listTransferBins' }],
    change: store('transferBins', 'list', (right) => async (query) => {
      const bins = await whole(right, query)
      const joined = bins.flatMap((bin) => Array.from({ length: Math.max(bin.stockLineCount, 1) }, () => bin))
      return { data: [...new Set(cut(joined, query).data)], pagination: cut(bins, query).pagination }
    }),
  },
})

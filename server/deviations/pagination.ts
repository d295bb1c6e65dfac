import { byText, cut, gives, ordered, reading, whole, withTies } from './lists.ts'
import { deviationsOf, store, type Change } from './deviation.ts'

const momentOf = ({ createdAt }: { readonly createdAt: string }): string => createdAt
const reversed = <Row>(ties: readonly Row[]): Row[] => ties.toReversed()

/** Rows in another order each time, as from a database that starts scanning at the position of its latest reader. */
const tiesAsTheyCome: Change = {
  part: 'store recommendations.list',
  assemble: (parts) => {
    let reads = 0
    return store('recommendations', 'list', (right) => async (query) => {
      if (query.sortBy !== 'createdAt') return right(query)
      reads += 1
      const turned = <Row>(ties: readonly Row[]): Row[] => [...ties.slice(reads % ties.length), ...ties.slice(0, reads % ties.length)]
      return cut(withTies(await whole(right, query), momentOf, turned), query)
    }).assemble(parts)
  },
}

/** Faults in paging, and in the order across pages. */
export const pagination = deviationsOf({
  'pagination/last-row-dropped': {
    harm: 'Every page of the inventory lacks its last item.',
    breaks: [{ rule: 'pagination/walk-complete', operation: 'listInventory' }],
    // The additional row that detects a next page is removed, but was never requested.
    change: store('inventory', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data: data.slice(0, -1), pagination }
    }),
  },
  'pagination/one-row-too-many': {
    harm: 'Every page of the adjustments has one item too many, so a client that adds up all pages counts items twice.',
    breaks: [
      { rule: 'pagination/page-not-overfull', operation: 'listAdjustments' },
      { rule: 'pagination/walk-without-repeats', operation: 'listAdjustments' },
    ],
    // The opposite: the additional row is requested and not removed.
    change: store('adjustments', 'list', (right) => async (query) => {
      const [page, next] = [await right(query), await right({ ...query, page: query.page + 1 })]
      return { data: [...page.data, ...next.data.slice(0, 1)], pagination: page.pagination }
    }),
  },
  'pagination/first-row-repeated': {
    harm: 'Every page of the transfers starts with the last item of the previous page, so a dispatcher plans a transfer twice.',
    breaks: [{ rule: 'pagination/walk-without-repeats', operation: 'listTransfers' }],
    // A cursor that means "from" instead of "after".
    change: store('transfers', 'list', (right) => async (query) => {
      const offset = (query.page - 1) * query.limit
      return cut(await whole(right, query), query, Math.max(offset - 1, 0))
    }),
  },
  'pagination/offset-one-too-far': {
    harm: 'The pages start one item too late, so the oldest scenario is on no page.',
    breaks: [{ rule: 'pagination/walk-complete', operation: 'listForecastScenarios' }],
    change: store(
      'forecastScenarios',
      'list',
      (right) => async (query) => cut(await whole(right, query), query, (query.page - 1) * query.limit + 1),
    ),
  },
  'pagination/pages-counted-from-0': {
    harm: 'The server counts pages from 0, so page=1 returns the second page and the client never sees the first.',
    breaks: [{ rule: 'pagination/walk-complete', operation: 'listTransferBins' }],
    change: store('transferBins', 'list', (right) => async (query) => cut(await whole(right, query), query, query.page * query.limit)),
  },
  'pagination/rows-hidden-after-cutting': {
    harm: 'Items are removed after paging, so pages have gaps and a client that stops at the first incomplete page misses most products.',
    breaks: [{ rule: 'pagination/walk-complete', operation: 'listProducts' }],
    change: store('products', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data: query.status === undefined ? data.filter(({ status }) => status !== 'DISCONTINUED') : data, pagination }
    }),
  },
  'pagination/join-multiplies-rows': {
    harm: 'A join lists each bin once per stock line, so bins appear several times and those at the end are on no page.',
    breaks: [{ rule: 'pagination/walk-without-repeats', operation: 'listTransferBins' }],
    change: store('transferBins', 'list', (right) => async (query) => {
      const bins = await whole(right, query)
      const joined = bins.flatMap((bin) => Array.from({ length: Math.max(bin.stockLineCount, 1) }, () => bin))
      return { data: cut(joined, query).data, pagination: cut(bins, query).pagination }
    }),
  },
  'pagination/no-tie-breaker': {
    harm: 'Recommendations with the same time have no fixed order across pages, so one item appears twice and another never.',
    breaks: [{ rule: 'pagination/walk-without-repeats', operation: 'listPendingTransferRecommendations' }],
    change: store('recommendations', 'list', (right) => async (query) => {
      // A database may do this if the order is not total; each page is a separate query.
      if (query.sortBy !== 'createdAt' || query.page % 2 === 1) return right(query)
      return cut(withTies(await whole(right, query), momentOf, reversed), query)
    }),
  },
  'pagination/ties-as-they-come': {
    harm: 'Recommendations with the same time change their order with every request, although the data has not changed.',
    breaks: [{ rule: 'pagination/default-order-stable', operation: 'listTransferRecommendations' }],
    change: tiesAsTheyCome,
  },
  'pagination/ties-by-page-size': {
    harm: 'Keys with the same time have another order for another page size.',
    breaks: [{ rule: 'pagination/same-order-for-any-page-size', operation: 'listApiKeys' }],
    // A database may use another index for few rows than for many.
    change: store('keys', 'list', (right) => async (query, now) => {
      if (query.sortBy !== 'createdAt' || query.limit >= 20) return right(query, now)
      return cut(withTies(await whole((each: typeof query) => right(each, now), query), momentOf, reversed), query)
    }),
  },
  'pagination/sorted-within-the-page': {
    harm: 'Each page of the inventory is sorted by itself, so the second page starts with A again.',
    breaks: [
      { rule: 'pagination/order-continues', operation: 'listInventory' },
      { rule: 'pagination/same-order-for-any-page-size', operation: 'listInventory' },
    ],
    change: store('inventory', 'list', (right) => async (query) => {
      if (query.sortBy !== 'productName') return right(query)
      const { data, pagination } = await right({ ...query, sortBy: 'updatedAt' })
      return { data: ordered(data, query.sortOrder, (a, b) => byText(a.productName, b.productName)), pagination }
    }),
  },
  'pagination/newest-first-by-default': {
    harm: 'The list of transfers has another default order, so a client that processes the oldest first starts with the newest.',
    breaks: [{ rule: 'pagination/order-continues', operation: 'listTransfers' }],
    change: reading('listTransfers', (right) => (query) => {
      const { values, issues } = right(query)
      return { values: gives(query, 'sortOrder') ? values : { ...values, sortOrder: 'desc' }, issues }
    }),
  },
  'pagination/cost-rounded-in-list': {
    harm: 'The list of products rounds the unit cost, so a buyer reads 171 and pays 171.44.',
    breaks: [{ rule: 'pagination/item-equals-its-row', operation: 'listProducts' }],
    change: store('products', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data: data.map((row) => ({ ...row, unitCost: row.unitCost === null ? null : Math.round(row.unitCost) })), pagination }
    }),
  },
  'pagination/stale-counter-in-list': {
    harm: 'The list of cycle counts returns outdated variances, although the single count has the current ones.',
    breaks: [{ rule: 'pagination/item-equals-its-row', operation: 'listCycleCounts' }],
    change: store('cycleCounts', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data: data.map((row) => ({ ...row, varianceLineCount: 0 })), pagination }
    }),
  },
})

import { byText, cut, gives, ordered, reading, whole, withTies } from './lists.ts'
import { deviationsOf, store, type Change } from './deviation.ts'

const momentOf = ({ createdAt }: { readonly createdAt: string }): string => createdAt
const reversed = <Row>(ties: readonly Row[]): Row[] => ties.toReversed()

/** Rows that turn up in another order each time, as from a database that begins to read where its last reader is. */
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

/** Faults in how lists are cut into pages, and in the order in which the pages continue. */
export const pagination = deviationsOf({
  'pagination/last-row-dropped': {
    harm: 'A stocktaker who walks through the inventory misses the last line of every page.',
    breaks: [{ rule: 'pagination/walk-complete', operation: 'listInventory' }],
    // The row that is read in excess to know whether there is a next page is taken off, but was never asked for.
    change: store('inventory', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data: data.slice(0, -1), pagination }
    }),
  },
  'pagination/one-row-too-many': {
    harm: 'A client that adds up the adjustments of all pages counts the first row of each further page twice.',
    breaks: [
      { rule: 'pagination/page-not-overfull', operation: 'listAdjustments' },
      { rule: 'pagination/walk-without-repeats', operation: 'listAdjustments' },
    ],
    // The other way round: the row in excess is read, and not taken off.
    change: store('adjustments', 'list', (right) => async (query) => {
      const [page, next] = [await right(query), await right({ ...query, page: query.page + 1 })]
      return { data: [...page.data, ...next.data.slice(0, 1)], pagination: page.pagination }
    }),
  },
  'pagination/first-row-repeated': {
    harm: 'A dispatcher sees the last transfer of one page again as the first of the next, and plans it twice.',
    breaks: [{ rule: 'pagination/walk-without-repeats', operation: 'listTransfers' }],
    // A cursor that says "from" where it means "after".
    change: store('transfers', 'list', (right) => async (query) => {
      const offset = (query.page - 1) * query.limit
      return cut(await whole(right, query), query, Math.max(offset - 1, 0))
    }),
  },
  'pagination/offset-one-too-far': {
    harm: 'The oldest scenario is on no page at all.',
    breaks: [{ rule: 'pagination/walk-complete', operation: 'listForecastScenarios' }],
    change: store(
      'forecastScenarios',
      'list',
      (right) => async (query) => cut(await whole(right, query), query, (query.page - 1) * query.limit + 1),
    ),
  },
  'pagination/pages-counted-from-0': {
    harm: 'A client that asks for page 1 is shown the second page, and never sees the first.',
    breaks: [{ rule: 'pagination/walk-complete', operation: 'listTransferBins' }],
    change: store('transferBins', 'list', (right) => async (query) => cut(await whole(right, query), query, query.page * query.limit)),
  },
  'pagination/rows-hidden-after-cutting': {
    harm: 'Pages have gaps, and a client that stops at the first page that is not full misses most products.',
    breaks: [{ rule: 'pagination/walk-complete', operation: 'listProducts' }],
    change: store('products', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data: query.status === undefined ? data.filter(({ status }) => status !== 'DISCONTINUED') : data, pagination }
    }),
  },
  'pagination/join-multiplies-rows': {
    harm: 'A picker sees a bin once for every stock line in it, and bins at the end of the list are pushed off the last page.',
    breaks: [{ rule: 'pagination/walk-without-repeats', operation: 'listTransferBins' }],
    change: store('transferBins', 'list', (right) => async (query) => {
      const bins = await whole(right, query)
      const joined = bins.flatMap((bin) => Array.from({ length: Math.max(bin.stockLineCount, 1) }, () => bin))
      return { data: cut(joined, query).data, pagination: cut(bins, query).pagination }
    }),
  },
  'pagination/no-tie-breaker': {
    harm: 'Recommendations of one moment change places between two pages, so that one is shown twice and another never.',
    breaks: [{ rule: 'pagination/walk-without-repeats', operation: 'listPendingTransferRecommendations' }],
    change: store('recommendations', 'list', (right) => async (query) => {
      // A database is free to do this where the order leaves it open; each page is a query of its own.
      if (query.sortBy !== 'createdAt' || query.page % 2 === 1) return right(query)
      return cut(withTies(await whole(right, query), momentOf, reversed), query)
    }),
  },
  'pagination/ties-as-they-come': {
    harm: 'A list of recommendations that is refreshed jumps about, although nothing has changed.',
    breaks: [{ rule: 'pagination/default-order-stable', operation: 'listTransferRecommendations' }],
    change: tiesAsTheyCome,
  },
  'pagination/ties-by-page-size': {
    harm: 'An administrator who chooses smaller pages gets keys of the same moment in another order than before.',
    breaks: [{ rule: 'pagination/same-order-for-any-page-size', operation: 'listApiKeys' }],
    // A database may go through another index for a few rows than for many.
    change: store('keys', 'list', (right) => async (query, now) => {
      if (query.sortBy !== 'createdAt' || query.limit >= 20) return right(query, now)
      return cut(withTies(await whole((each: typeof query) => right(each, now), query), momentOf, reversed), query)
    }),
  },
  'pagination/sorted-within-the-page': {
    harm: 'Every page of the inventory is sorted by name, but the second one begins with A again.',
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
    harm: 'A client that works through transfers from the oldest on begins with the newest.',
    breaks: [{ rule: 'pagination/order-continues', operation: 'listTransfers' }],
    change: reading('listTransfers', (right) => (query) => {
      const { values, issues } = right(query)
      return { values: gives(query, 'sortOrder') ? values : { ...values, sortOrder: 'desc' }, issues }
    }),
  },
  'pagination/cost-rounded-in-list': {
    harm: 'A buyer reads a unit cost of 171 in the list and pays 171.44.',
    breaks: [{ rule: 'pagination/item-equals-its-row', operation: 'listProducts' }],
    change: store('products', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data: data.map((row) => ({ ...row, unitCost: row.unitCost === null ? null : Math.round(row.unitCost) })), pagination }
    }),
  },
  'pagination/stale-counter-in-list': {
    harm: 'The list of cycle counts still shows the variances from before the last lines were counted; the count itself shows them right.',
    breaks: [{ rule: 'pagination/item-equals-its-row', operation: 'listCycleCounts' }],
    change: store('cycleCounts', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data: data.map((row) => ({ ...row, varianceLineCount: 0 })), pagination }
    }),
  },
})

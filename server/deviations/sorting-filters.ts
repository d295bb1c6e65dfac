import { millisecondsOf, timestamp } from '../timestamp.ts'
import { deviationsOf, endpoint, store } from './deviation.ts'
import { cut, lenient, reading, whole } from './lists.ts'

const productFilters = ['status', 'sku', 'search']
const recommendationFilters = ['status', 'priority', 'productMasterId', 'sourceLocationId', 'destLocationId'] as const

/** A wall clock two hours ahead of UTC. */
const asIfLocal = (time: string): string => timestamp(millisecondsOf(time) - 2 * 3_600_000)

const isAfter = (time: string, bound: string | undefined): boolean => bound === undefined || millisecondsOf(time) > millisecondsOf(bound)

/** Faults in what a list is narrowed down to. */
export const sortingFilters = deviationsOf({
  'sorting/unknown-parameter-ignored': {
    harm: 'A client with a spelling mistake in a filter gets the stock of all locations, and takes it for that of one.',
    breaks: [{ rule: 'sorting/unknown-parameter-refused', operation: 'listAvailability' }],
    change: endpoint('listAvailability', (right) => {
      const known = new Set(right.operation.parameters.map(({ name }) => name))
      const readQuery: typeof right.readQuery = (query) => {
        const { values, issues } = right.readQuery(query)
        return { values, issues: issues.filter(({ path }) => known.has(path)) }
      }
      return { ...right, readQuery }
    }),
  },
  'sorting/unknown-value-finds-nothing': {
    harm: 'A client that misspells a status is told that there are no such cycle counts.',
    breaks: [{ rule: 'sorting/unknown-filter-value-refused', operation: 'listCycleCounts' }],
    change: lenient('listCycleCounts', 'status', ([value]) => ({ value })),
  },
  'sorting/filter-ignored': {
    harm: 'A shop that asks for its own stock is shown that of every location.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listInventory' }],
    change: store(
      'inventory',
      'list',
      (right) =>
        ({ locationId: _, ...query }) =>
          right(query),
    ),
  },
  'sorting/filter-of-another-column': {
    harm: 'A warehouse that asks for the transfers it sends is shown those it receives.',
    breaks: [{ rule: 'sorting/filters-intersect', operation: 'listTransfers' }],
    change: store(
      'transfers',
      'list',
      (right) =>
        ({ sourceLocationId, ...query }) =>
          right(sourceLocationId === undefined ? query : { ...query, destLocationId: sourceLocationId }),
    ),
  },
  'sorting/filter-by-prefix': {
    harm: 'A client that looks for one SKU gets its variants too, and books on the wrong product.',
    breaks: [{ rule: 'sorting/filters-intersect', operation: 'listProducts' }],
    change: store('products', 'list', (right) => async ({ sku, ...query }) => {
      if (sku === undefined) return right(query)
      const rows = await whole(right, query)
      return cut(
        rows.filter((row) => row.sku.startsWith(sku)),
        query,
      )
    }),
  },
  'sorting/filters-joined-by-or': {
    harm: 'A planner who asks for what is urgent and still pending is shown everything urgent and everything pending.',
    breaks: [{ rule: 'sorting/filters-intersect', operation: 'listTransferRecommendations' }],
    change: store('recommendations', 'list', (right) => async (query) => {
      const asked = recommendationFilters.filter((name) => query[name] !== undefined)
      if (asked.length < 2) return right(query)
      const { page, limit, sortBy, sortOrder } = query
      const rows = await whole(right, { page, limit, sortBy, sortOrder })
      return cut(
        rows.filter((row) => asked.some((name) => row[name] === query[name])),
        query,
      )
    }),
  },
  'sorting/filter-after-cutting': {
    harm: 'A picker who asks for the bins of one location is shown only those among the first twenty of all.',
    breaks: [{ rule: 'sorting/filter-complete', operation: 'listTransferBins' }],
    change: store('transferBins', 'list', (right) => async ({ locationId, ...query }) => {
      const { data, pagination } = await right(query)
      if (locationId === undefined) return { data, pagination }
      return cut(
        data.filter((row) => row.locationId === locationId),
        { ...query, page: 1 },
      )
    }),
  },
  'sorting/filter-within-first-100': {
    harm: 'A client that filters products by their status misses all but the first hundred.',
    breaks: [{ rule: 'sorting/filter-complete', operation: 'listProducts' }],
    change: store('products', 'list', (right) => async ({ status, ...query }) => {
      if (status === undefined) return right(query)
      const { data } = await right({ ...query, page: 1, limit: 100 })
      return cut(
        data.filter((row) => row.status === status),
        query,
      )
    }),
  },
  'sorting/first-filter-only': {
    harm: 'A buyer who filters by status and SKU gets something else than one who filters by SKU and status.',
    breaks: [{ rule: 'sorting/parameter-order-irrelevant', operation: 'listProducts' }],
    change: reading('listProducts', (right) => (query) => {
      const pairs = query.split('&')
      const isFilter = (pair: string): boolean => productFilters.includes(pair.split('=')[0] ?? '')
      const first = pairs.findIndex(isFilter)
      return right(pairs.filter((pair, at) => at === first || !isFilter(pair)).join('&'))
    }),
  },
  'sorting/start-excluded': {
    harm: 'A client that continues from the time of the last alert it knows misses others of the same moment.',
    breaks: [{ rule: 'sorting/period-includes-its-ends', operation: 'listAlertHistory' }],
    change: store('alerts', 'list', (right) => async (query) => {
      if (query.startDate === undefined) return right(query)
      const rows = await whole(right, query)
      return cut(
        rows.filter(({ createdAt }) => isAfter(createdAt, query.startDate)),
        query,
      )
    }),
  },
  'sorting/end-excluded': {
    harm: 'An auditor who asks for all adjustments up to the last one gets all but the last one.',
    breaks: [{ rule: 'sorting/period-includes-its-ends', operation: 'listAdjustments' }],
    change: store('adjustments', 'list', (right) => async (query) => {
      const { endDate } = query
      if (endDate === undefined) return right(query)
      const rows = await whole(right, query)
      return cut(
        rows.filter(({ createdAt }) => !isAfter(createdAt, endDate) && createdAt !== endDate),
        query,
      )
    }),
  },
  'sorting/period-in-local-time': {
    harm: 'A client that asks for the changes since eight o’clock UTC is shown those since six.',
    breaks: [{ rule: 'sorting/period-includes-its-ends', operation: 'listForecastChanges' }],
    change: store(
      'forecastChanges',
      'list',
      (right) => (query) =>
        right({
          ...query,
          ...(query.startDate === undefined ? {} : { startDate: asIfLocal(query.startDate) }),
          ...(query.endDate === undefined ? {} : { endDate: asIfLocal(query.endDate) }),
        }),
    ),
  },
  'sorting/period-by-start-only': {
    harm: 'A planner who asks for the events of this week does not see the sale that began last week.',
    breaks: [{ rule: 'sorting/period-includes-its-ends', operation: 'listForecastEvents' }],
    change: store('forecastEvents', 'list', (right) => async (query) => {
      const { startDate } = query
      if (startDate === undefined) return right(query)
      const rows = await whole(right, query)
      return cut(
        rows.filter(({ startsAt }) => millisecondsOf(startsAt) >= millisecondsOf(startDate)),
        query,
      )
    }),
  },
})

import { millisecondsOf, timestamp } from '../timestamp.ts'
import { deviationsOf, endpoint, store } from './deviation.ts'
import type { Page } from '../store/list-query.ts'
import { cut, lenient, type Paging, reading, whole } from './lists.ts'

const productFilters = ['status', 'sku', 'search']
const recommendationFilters = ['status', 'priority', 'productMasterId', 'sourceLocationId', 'destLocationId'] as const

/** A wall clock two hours ahead of UTC. */
const asIfLocal = (time: string): string => timestamp(millisecondsOf(time) - 2 * 3_600_000)

const isAfter = (time: string, bound: string | undefined): boolean => bound === undefined || millisecondsOf(time) > millisecondsOf(bound)

/** A wrong search: `matches` decides whether an item is found. */
const searched =
  <Query extends Paging & { readonly search?: string }, Row>(matches: (row: Row, text: string) => boolean) =>
  (right: (query: Query) => Promise<Page<Row>>) =>
  async (query: Query): Promise<Page<Row>> => {
    const { search, ...others } = query
    if (search === undefined) return right(query)
    const rows = await whole(right, others as Query)
    return cut(
      rows.filter((row) => matches(row, search)),
      query,
    )
  }

const contains = (whole: string, part: string): boolean => whole.toLowerCase().includes(part.toLowerCase())

/** Faults in the filters of lists. */
export const sortingFilters = deviationsOf({
  'sorting/unknown-parameter-ignored': {
    harm: 'The server ignores unknown parameters, so a client with a misspelled filter gets the stock of all locations.',
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
    harm: 'The server returns an empty list for an unknown status instead of 400.',
    breaks: [{ rule: 'sorting/unknown-filter-value-refused', operation: 'listCycleCounts' }],
    change: lenient('listCycleCounts', 'status', ([value]) => ({ value })),
  },
  'sorting/filter-ignored': {
    harm: 'The server ignores the location filter, so a shop sees the stock of every location.',
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
    harm: 'The filter by source location is applied to the destination, so a warehouse sees the transfers it receives.',
    breaks: [{ rule: 'sorting/filters-intersect', operation: 'listTransfers' }],
    change: store(
      'transfers',
      'list',
      (right) =>
        ({ sourceLocationId, ...query }) =>
          right(sourceLocationId === undefined ? query : { ...query, destLocationId: sourceLocationId }),
    ),
  },
  'sorting/filter-of-the-opposite-column': {
    harm: 'The filter by destination is applied to the source, so a warehouse sees the recommendations to send instead of those to receive.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listTransferRecommendations' }],
    change: store(
      'recommendations',
      'list',
      (right) =>
        ({ destLocationId, ...query }) =>
          right(destLocationId === undefined ? query : { ...query, sourceLocationId: destLocationId }),
    ),
  },
  'sorting/filter-of-lines-ignored': {
    harm: 'The server ignores the product filter of transfers, so a planner sees transfers of other products.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listTransfers' }],
    change: store(
      'transfers',
      'list',
      (right) =>
        ({ productMasterId: _, ...query }) =>
          right(query),
    ),
  },
  'sorting/optional-filter-finds-nothing': {
    harm: 'The server compares lots with the number of the lot instead of its id, so a recalled lot has no stock.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listInventory' }],
    change: store(
      'inventory',
      'list',
      (right) => (query) => right(query.lotId === undefined ? query : { ...query, lotId: `lot ${query.lotId}` }),
    ),
  },
  'sorting/false-and-true-alike': {
    harm: 'The server only checks whether the filter for global events is sent, so global events are missing.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listForecastEvents' }],
    change: store(
      'forecastEvents',
      'list',
      (right) => (query) => right(query.isGlobal === undefined ? query : { ...query, isGlobal: false }),
    ),
  },
  'sorting/number-filter-from': {
    harm: 'The filter by depth returns all categories from that depth on, so a menu shows several levels at once.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listCategories' }],
    change: store('categories', 'list', (right) => async ({ depth, ...query }) => {
      const rows = await whole(right, query)
      return cut(
        rows.filter((row) => depth === undefined || row.depth >= depth),
        query,
      )
    }),
  },
  'sorting/search-ignored': {
    harm: 'The server ignores the search text of attributes, so a user cannot find one among many.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listAttributes' }],
    change: store(
      'attributes',
      'list',
      (right) =>
        ({ search: _, ...query }) =>
          right(query),
    ),
  },
  'sorting/search-distinguishes-case': {
    harm: 'The search in events distinguishes upper and lower case, so a user who types in lower case finds nothing.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listForecastEvents' }],
    change: store(
      'forecastEvents',
      'list',
      searched(({ name }, text) => name.includes(text)),
    ),
  },
  'sorting/search-for-beginnings': {
    harm: 'The search in scenarios finds only the beginnings of names, so a user who searches for a later word finds nothing.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listForecastScenarios' }],
    change: store(
      'forecastScenarios',
      'list',
      searched(({ name }, text) => name.toLowerCase().startsWith(text.toLowerCase())),
    ),
  },
  'sorting/search-misses-names': {
    harm: 'The search in products looks only at the SKU, so a buyer who types a name finds nothing.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listProducts' }],
    change: store(
      'products',
      'list',
      searched(({ sku }, text) => contains(sku, text)),
    ),
  },
  'sorting/search-misses-skus': {
    harm: 'The search in products looks only at the name, so a picker who types a part of a SKU finds nothing.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listProducts' }],
    change: store(
      'products',
      'list',
      searched(({ name }, text) => contains(name, text)),
    ),
  },
  'sorting/search-misses-codes': {
    harm: 'The search in categories looks only at the name, so a user who types a part of a code finds nothing.',
    breaks: [{ rule: 'sorting/filter-holds', operation: 'listCategories' }],
    change: store(
      'categories',
      'list',
      searched(({ name }, text) => contains(name, text)),
    ),
  },
  'sorting/filter-by-prefix': {
    harm: 'The SKU filter matches prefixes, so a client that looks up one SKU gets its variants too.',
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
    harm: 'Filters are combined with OR, so a planner gets everything urgent and everything pending.',
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
    harm: 'The filter is applied after paging, so a picker gets only the matching bins of the first twenty.',
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
    harm: 'The status filter searches only the first hundred products.',
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
    harm: 'Only the first filter of the query is applied, so the result depends on the order of the parameters.',
    breaks: [{ rule: 'sorting/parameter-order-irrelevant', operation: 'listProducts' }],
    change: reading('listProducts', (right) => (query) => {
      const pairs = query.split('&')
      const isFilter = (pair: string): boolean => productFilters.includes(pair.split('=')[0] ?? '')
      const first = pairs.findIndex(isFilter)
      return right(pairs.filter((pair, at) => at === first || !isFilter(pair)).join('&'))
    }),
  },
  'sorting/start-excluded': {
    harm: 'The start of a period is excluded, so a client that continues from the time of the last alert misses alerts with the same time.',
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
    harm: 'The end of a period is excluded, so the last adjustment is missing.',
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
    harm: 'The period filter uses local time, so changes since 8:00 UTC include those since 6:00.',
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
    harm: 'The period filter checks only the start of an event, so a sale that started last week is missing.',
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

import { RefusalError, refuse } from '../refusals.ts'
import { deviationsOf, handler, step, store } from './deviation.ts'

/** Faults in what is said of a list as a whole, and in lists of which there is nothing to show. */
export const paginationTotals = deviationsOf({
  'pagination/total-pages-rounded-down': {
    harm: 'A client that walks to the last page never sees the products of the last, partly filled one.',
    breaks: [{ rule: 'pagination/total-pages', operation: 'listProducts' }],
    change: store('products', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data, pagination: { ...pagination, totalPages: Math.floor(pagination.total / pagination.pageSize) } }
    }),
  },
  'pagination/total-pages-at-least-1': {
    harm: 'A client that asks whether there are pages at all is told of one, and fetches it in vain.',
    breaks: [
      { rule: 'pagination/total-pages', operation: 'listTransferRecommendations' },
      { rule: 'pagination/nothing-found-is-empty', operation: 'listTransferRecommendations' },
    ],
    change: store('recommendations', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data, pagination: { ...pagination, totalPages: Math.max(pagination.totalPages, 1) } }
    }),
  },
  'pagination/total-of-the-table': {
    harm: 'A planner who filters events by a product is told that there are ten, and is shown one.',
    breaks: [
      { rule: 'pagination/nothing-found-is-empty', operation: 'listForecastEvents' },
      { rule: 'sorting/filter-complete', operation: 'listForecastEvents' },
    ],
    change: store('forecastEvents', 'list', (right) => async (query) => {
      const { page, limit, sortBy, sortOrder } = query
      const [{ data }, { pagination }] = [await right(query), await right({ page, limit, sortBy, sortOrder })]
      return { data, pagination }
    }),
  },
  'pagination/total-of-the-page': {
    harm: 'A client takes the first page of the change history for all of it, since the total says so.',
    breaks: [{ rule: 'pagination/total-constant', operation: 'listForecastChanges' }],
    change: store('forecastChanges', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data, pagination: { ...pagination, total: data.length, totalPages: Math.ceil(data.length / query.limit) } }
    }),
  },
  'pagination/total-of-what-is-left': {
    harm: 'A progress bar over the cycle counts jumps, since the total falls with every page.',
    breaks: [{ rule: 'pagination/total-constant', operation: 'listCycleCounts' }],
    change: store('cycleCounts', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      const total = Math.max(pagination.total - (query.page - 1) * query.limit, 0)
      return { data, pagination: { ...pagination, total, totalPages: Math.ceil(total / query.limit) } }
    }),
  },
  'pagination/page-size-of-rows': {
    harm: 'A client that works out its position from the page size is wrong on the last page.',
    breaks: [{ rule: 'pagination/echoes-what-was-asked', operation: 'listTransferBins' }],
    change: store('transferBins', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data, pagination: { ...pagination, pageSize: data.length === 0 ? query.limit : data.length } }
    }),
  },
  'pagination/page-echoed-from-0': {
    harm: 'A client that asks for the page after the one it was shown gets the same page for ever.',
    breaks: [{ rule: 'pagination/echoes-what-was-asked', operation: 'listApiKeys' }],
    change: store('keys', 'list', (right) => async (query, now) => {
      const { data, pagination } = await right(query, now)
      return { data, pagination: { ...pagination, page: pagination.page - 1 } }
    }),
  },
  'pagination/last-page-for-ever': {
    harm: 'A client that walks until a page is empty never ends.',
    breaks: [{ rule: 'pagination/past-the-end-empty', operation: 'listReasonCodes' }],
    change: store('reasonCodes', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      if (query.page <= pagination.totalPages || pagination.totalPages === 0) return { data, pagination }
      return { data: (await right({ ...query, page: pagination.totalPages })).data, pagination }
    }),
  },
  'pagination/page-past-the-end-unknown': {
    harm: 'A client that walks until a page is empty ends with an error instead.',
    breaks: [{ rule: 'pagination/past-the-end-empty', operation: 'listForecastEvents' }],
    change: handler('listForecastEvents', (right) => async (input) => {
      const answer = await right(input)
      if (input.query.page > 1 && answer.data.length === 0) throw refuse('resourceUnknown')
      return answer
    }),
  },
  'pagination/total-lost-past-the-end': {
    harm: 'A client whose page has become the one past the end is told that nothing is there at all.',
    breaks: [{ rule: 'pagination/past-the-end-empty', operation: 'listTransfers' }],
    // The total is a column of the rows, so without rows there is none.
    change: store('transfers', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data, pagination: data.length === 0 ? { ...pagination, total: 0, totalPages: 0 } : pagination }
    }),
  },
  'pagination/nothing-found-unknown': {
    harm: 'A planner who asks for the scenarios of an event that is in none gets an error.',
    breaks: [{ rule: 'pagination/nothing-found-is-empty', operation: 'listForecastScenarios' }],
    change: handler('listForecastScenarios', (right) => async (input) => {
      const answer = await right(input)
      if (answer.pagination.total === 0) throw refuse('resourceUnknown')
      return answer
    }),
  },
  'pagination/nothing-found-null': {
    harm: 'A client that loops over the items fails as soon as there are none.',
    breaks: [
      { rule: 'pagination/nothing-found-is-empty', operation: 'listApiKeys' },
      { rule: 'pagination/nothing-found-is-empty', operation: 'listInventory' },
    ],
    // Some serializers know one word for nothing only.
    change: step('envelop', (right) => async (exchange, service) => {
      const { outcome } = exchange
      if (outcome !== undefined && !(outcome instanceof RefusalError) && Array.isArray(outcome.data) && outcome.data.length === 0)
        exchange.outcome = { ...outcome, data: null }
      await right(exchange, service)
    }),
  },
})

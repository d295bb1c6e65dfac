import { RefusalError, refuse } from '../refusals.ts'
import { deviationsOf, handler, step, store } from './deviation.ts'

/** Faults in the pagination data of a list, and in empty lists. */
export const paginationTotals = deviationsOf({
  'pagination/total-pages-rounded-down': {
    harm: 'The number of pages is rounded down, so a client that stops there never reads the last, incomplete page of products.',
    breaks: [{ rule: 'pagination/total-pages', operation: 'listProducts' }],
    change: store('products', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data, pagination: { ...pagination, totalPages: Math.floor(pagination.total / pagination.pageSize) } }
    }),
  },
  'pagination/total-pages-at-least-1': {
    harm: 'An empty list states one page instead of zero, so a client requests a page in vain.',
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
    harm: 'The total ignores the filter, so a planner who filters events by product sees a total of ten and one item.',
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
    harm: 'The total is the number of items on the page, so a client takes the first page of the change history for the complete history.',
    breaks: [{ rule: 'pagination/total-constant', operation: 'listForecastChanges' }],
    change: store('forecastChanges', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data, pagination: { ...pagination, total: data.length, totalPages: Math.ceil(data.length / query.limit) } }
    }),
  },
  'pagination/total-of-what-is-left': {
    harm: 'The total of the cycle counts decreases with every page, so a progress bar jumps.',
    breaks: [{ rule: 'pagination/total-constant', operation: 'listCycleCounts' }],
    change: store('cycleCounts', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      const total = Math.max(pagination.total - (query.page - 1) * query.limit, 0)
      return { data, pagination: { ...pagination, total, totalPages: Math.ceil(total / query.limit) } }
    }),
  },
  'pagination/page-size-of-rows': {
    harm: 'The page size is the number of items on the page, so a client that computes its position from it is wrong on the last page.',
    breaks: [{ rule: 'pagination/echoes-what-was-asked', operation: 'listTransferBins' }],
    change: store('transferBins', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data, pagination: { ...pagination, pageSize: data.length === 0 ? query.limit : data.length } }
    }),
  },
  'pagination/page-echoed-from-0': {
    harm: 'The response states the page number counted from 0, so a client that requests the next page gets the same page again.',
    breaks: [{ rule: 'pagination/echoes-what-was-asked', operation: 'listApiKeys' }],
    change: store('keys', 'list', (right) => async (query, now) => {
      const { data, pagination } = await right(query, now)
      return { data, pagination: { ...pagination, page: pagination.page - 1 } }
    }),
  },
  'pagination/last-page-for-ever': {
    harm: 'A page past the end returns the last page, so a client that reads until a page is empty never stops.',
    breaks: [{ rule: 'pagination/past-the-end-empty', operation: 'listReasonCodes' }],
    change: store('reasonCodes', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      if (query.page <= pagination.totalPages || pagination.totalPages === 0) return { data, pagination }
      return { data: (await right({ ...query, page: pagination.totalPages })).data, pagination }
    }),
  },
  'pagination/page-past-the-end-unknown': {
    harm: 'A page past the end returns an error, so a client that reads until a page is empty fails.',
    breaks: [{ rule: 'pagination/past-the-end-empty', operation: 'listForecastEvents' }],
    change: handler('listForecastEvents', (right) => async (input) => {
      const answer = await right(input)
      if (input.query.page > 1 && answer.data.length === 0) throw refuse('resourceUnknown')
      return answer
    }),
  },
  'pagination/total-lost-past-the-end': {
    harm: 'The total of a page past the end is 0, so the client assumes that the list is empty.',
    breaks: [{ rule: 'pagination/past-the-end-empty', operation: 'listTransfers' }],
    // The total is a column of the rows, so there is none without rows.
    change: store('transfers', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data, pagination: data.length === 0 ? { ...pagination, total: 0, totalPages: 0 } : pagination }
    }),
  },
  'pagination/nothing-found-unknown': {
    harm: 'A filter without matches returns an error, so a planner cannot list the scenarios of an event that is in none.',
    breaks: [{ rule: 'pagination/nothing-found-is-empty', operation: 'listForecastScenarios' }],
    change: handler('listForecastScenarios', (right) => async (input) => {
      const answer = await right(input)
      if (answer.pagination.total === 0) throw refuse('resourceUnknown')
      return answer
    }),
  },
  'pagination/nothing-found-null': {
    harm: 'An empty list is null, so a client that iterates over the items fails.',
    breaks: [
      { rule: 'pagination/nothing-found-is-empty', operation: 'listApiKeys' },
      { rule: 'pagination/nothing-found-is-empty', operation: 'listInventory' },
    ],
    // Some serializers have only one representation of empty values.
    change: step('envelop', (right) => async (exchange, service) => {
      const { outcome } = exchange
      if (outcome !== undefined && !(outcome instanceof RefusalError) && Array.isArray(outcome.data) && outcome.data.length === 0)
        exchange.outcome = { ...outcome, data: null }
      await right(exchange, service)
    }),
  },
})

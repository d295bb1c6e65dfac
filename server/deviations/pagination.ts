import { deviationsOf, store } from './deviation.ts'

/** Faults in how lists are cut into pages. */
export const pagination = deviationsOf({
  'pagination/total-pages-rounded-down': {
    harm: 'A client that walks to the last page never sees the products of the last, partly filled one.',
    breaks: [{ rule: 'pagination/total-pages', operation: 'listProducts' }],
    change: store('products', 'list', (right) => async (query) => {
      const { data, pagination } = await right(query)
      return { data, pagination: { ...pagination, totalPages: Math.floor(pagination.total / pagination.pageSize) } }
    }),
  },
})

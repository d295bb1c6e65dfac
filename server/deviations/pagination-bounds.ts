import { deviationsOf, store } from './deviation.ts'
import { gives, lenient, reading } from './lists.ts'

/** Faults in the accepted pages and page sizes. */
export const paginationBounds = deviationsOf({
  'pagination/default-page-size-50': {
    harm: 'The default page size is 50 instead of 20.',
    breaks: [{ rule: 'pagination/default-page-size', operation: 'listProducts' }],
    change: reading('listProducts', (right) => (query) => {
      const { values, issues } = right(query)
      return { values: gives(query, 'limit') ? values : { ...values, limit: 50 }, issues }
    }),
  },
  'pagination/limit-capped-at-50': {
    harm: 'The server reduces a limit of 100 to 50, so a client that computes the number of pages from its limit stops halfway.',
    breaks: [
      { rule: 'pagination/maximum-honoured', operation: 'listInventory' },
      { rule: 'pagination/echoes-what-was-asked', operation: 'listInventory' },
    ],
    change: store('inventory', 'list', (right) => (query) => right({ ...query, limit: Math.min(query.limit, 50) })),
  },
  'pagination/any-limit-accepted': {
    harm: 'The server accepts any limit, so one client can request a million products and delay all others.',
    breaks: [{ rule: 'pagination/limit-above-maximum-refused', operation: 'listProducts' }],
    change: lenient('listProducts', 'limit', ([text]) => (Number(text) > 100 ? { value: Number(text) } : 'refused')),
  },
  'pagination/limit-0-means-all': {
    harm: 'The server treats limit=0 as no limit and returns the whole history.',
    breaks: [{ rule: 'pagination/limit-below-one-refused', operation: 'listForecastChanges' }],
    change: lenient('listForecastChanges', 'limit', ([text]) => (text === '0' ? { value: 1_000_000 } : 'refused')),
  },
  'pagination/limit-not-a-number-ignored': {
    harm: 'The server ignores a limit that is not a number, so the client gets 20 products per page and no error.',
    breaks: [{ rule: 'pagination/limit-not-a-number-refused', operation: 'listProducts' }],
    change: lenient('listProducts', 'limit', ([text]) => (Number.isNaN(Number(text)) ? { value: 20 } : 'refused')),
  },
  'pagination/last-limit-wins': {
    harm: 'The server uses the last of two limit parameters instead of rejecting the request.',
    breaks: [{ rule: 'pagination/limit-twice-refused', operation: 'listProducts' }],
    change: lenient('listProducts', 'limit', (texts) => (texts.length > 1 ? { value: Number(texts.at(-1)) } : 'refused')),
  },
  'pagination/page-0-is-page-1': {
    harm: 'The server treats page=0 as page 1, so a client that counts from 0 reads the first page of reason codes twice.',
    breaks: [{ rule: 'pagination/page-below-one-refused', operation: 'listReasonCodes' }],
    change: lenient('listReasonCodes', 'page', ([text]) => (text === '0' ? { value: 1 } : 'refused')),
  },
  'pagination/negative-page-is-page-1': {
    harm: 'The server treats a negative page as page 1, so the client shows the first page under another number.',
    breaks: [{ rule: 'pagination/page-below-one-refused', operation: 'listProducts' }],
    change: lenient('listProducts', 'page', ([text]) => (Number(text) < 0 ? { value: 1 } : 'refused')),
  },
  'pagination/page-not-a-number-ignored': {
    harm: 'The server ignores a page that is not a number and returns the first page of products.',
    breaks: [{ rule: 'pagination/page-not-a-number-refused', operation: 'listProducts' }],
    change: lenient('listProducts', 'page', ([text]) => (Number.isNaN(Number(text)) ? { value: 1 } : 'refused')),
  },
})

import { deviationsOf, store } from './deviation.ts'
import { gives, lenient, reading } from './lists.ts'

/** Faults in which pages and page sizes are taken. */
export const paginationBounds = deviationsOf({
  'pagination/default-page-size-50': {
    harm: 'A client that counts on 20 products on a page shows 50.',
    breaks: [{ rule: 'pagination/default-page-size', operation: 'listProducts' }],
    change: reading('listProducts', (right) => (query) => {
      const { values, issues } = right(query)
      return { values: gives(query, 'limit') ? values : { ...values, limit: 50 }, issues }
    }),
  },
  'pagination/limit-capped-at-50': {
    harm: 'A client that asks for 100 stock lines at a time and counts its pages by that stops halfway.',
    breaks: [
      { rule: 'pagination/maximum-honoured', operation: 'listInventory' },
      { rule: 'pagination/echoes-what-was-asked', operation: 'listInventory' },
    ],
    change: store('inventory', 'list', (right) => (query) => right({ ...query, limit: Math.min(query.limit, 50) })),
  },
  'pagination/any-limit-accepted': {
    harm: 'One client asks for a million products at once, and all others wait.',
    breaks: [{ rule: 'pagination/limit-above-maximum-refused', operation: 'listProducts' }],
    change: lenient('listProducts', 'limit', ([text]) => (Number(text) > 100 ? { value: Number(text) } : 'refused')),
  },
  'pagination/limit-0-means-all': {
    harm: 'A client that works out its limit and comes to 0 is sent the whole history.',
    breaks: [{ rule: 'pagination/limit-below-one-refused', operation: 'listForecastChanges' }],
    change: lenient('listForecastChanges', 'limit', ([text]) => (text === '0' ? { value: 1_000_000 } : 'refused')),
  },
  'pagination/limit-not-a-number-ignored': {
    harm: 'A client that sends its limit broken never learns of it, and shows 20 products on every page.',
    breaks: [{ rule: 'pagination/limit-not-a-number-refused', operation: 'listProducts' }],
    change: lenient('listProducts', 'limit', ([text]) => (Number.isNaN(Number(text)) ? { value: 20 } : 'refused')),
  },
  'pagination/last-limit-wins': {
    harm: 'A client that gives its limit twice gets one of the two, and cannot know which.',
    breaks: [{ rule: 'pagination/limit-twice-refused', operation: 'listProducts' }],
    change: lenient('listProducts', 'limit', (texts) => (texts.length > 1 ? { value: Number(texts.at(-1)) } : 'refused')),
  },
  'pagination/page-0-is-page-1': {
    harm: 'A client that counts its pages from 0 reads the first page of reason codes twice.',
    breaks: [{ rule: 'pagination/page-below-one-refused', operation: 'listReasonCodes' }],
    change: lenient('listReasonCodes', 'page', ([text]) => (text === '0' ? { value: 1 } : 'refused')),
  },
  'pagination/negative-page-is-page-1': {
    harm: 'A client that goes back too far is shown the first page of products again, under the number of another.',
    breaks: [{ rule: 'pagination/page-below-one-refused', operation: 'listProducts' }],
    change: lenient('listProducts', 'page', ([text]) => (Number(text) < 0 ? { value: 1 } : 'refused')),
  },
  'pagination/page-not-a-number-ignored': {
    harm: 'A client that sends its page broken shows the first page of products for every other.',
    breaks: [{ rule: 'pagination/page-not-a-number-refused', operation: 'listProducts' }],
    change: lenient('listProducts', 'page', ([text]) => (Number.isNaN(Number(text)) ? { value: 1 } : 'refused')),
  },
})

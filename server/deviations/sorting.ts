import { deviationsOf, store } from './deviation.ts'
import { byText, cut, lenient, ordered, whole, withTies } from './lists.ts'

/** Faults in the orders that a list can be asked for. */
export const sorting = deviationsOf({
  'sorting/column-ignored': {
    harm: 'A client that asks for the products changed last gets those created last.',
    breaks: [{ rule: 'sorting/ascending', operation: 'listProducts' }],
    change: store(
      'products',
      'list',
      (right) => (query) => right({ ...query, sortBy: query.sortBy === 'updatedAt' ? 'createdAt' : query.sortBy }),
    ),
  },
  'sorting/numbers-as-text': {
    harm: 'A stock keeper who sorts by quantity finds 9 after 100.',
    breaks: [{ rule: 'sorting/ascending', operation: 'listInventory' }],
    change: store('inventory', 'list', (right) => async (query) => {
      if (query.sortBy !== 'quantityOnHand') return right(query)
      const rows = await whole(right, { ...query, sortOrder: 'asc' })
      return cut(
        ordered(rows, query.sortOrder, (a, b) => byText(String(a.quantityOnHand), String(b.quantityOnHand))),
        query,
      )
    }),
  },
  'sorting/case-ignored': {
    harm: 'A client that merges products by name with its own sorted list misses some, since capitals are sorted among small letters.',
    breaks: [{ rule: 'sorting/ascending', operation: 'listProducts' }],
    change: store('products', 'list', (right) => async (query) => {
      if (query.sortBy !== 'name') return right(query)
      const rows = await whole(right, { ...query, sortOrder: 'asc' })
      return cut(
        ordered(rows, query.sortOrder, (a, b) => byText(a.name.toLowerCase(), b.name.toLowerCase())),
        query,
      )
    }),
  },
  'sorting/null-first': {
    harm: 'A dispatcher who sorts transfers by their shipping is shown those first that were never shipped.',
    breaks: [{ rule: 'sorting/ascending', operation: 'listTransfers' }],
    change: store('transfers', 'list', (right) => async (query) => {
      if (query.sortBy !== 'shippedAt' || query.sortOrder === 'desc') return right(query)
      const rows = await whole(right, query)
      const isShipped = ({ shippedAt }: (typeof rows)[number]): boolean => shippedAt !== null
      return cut([...rows.filter((row) => !isShipped(row)), ...rows.filter(isShipped)], query)
    }),
  },
  'sorting/null-last-both-ways': {
    harm: 'An administrator who looks for the keys that last longest does not find those without an end at the top.',
    breaks: [{ rule: 'sorting/descending', operation: 'listApiKeys' }],
    change: store('keys', 'list', (right) => async (query, now) => {
      if (query.sortBy !== 'expiresAt' || query.sortOrder === 'asc') return right(query, now)
      const rows = await whole((each: typeof query) => right(each, now), query)
      const ends = ({ expiresAt }: (typeof rows)[number]): boolean => expiresAt !== null
      return cut([...rows.filter(ends), ...rows.filter((row) => !ends(row))], query)
    }),
  },
  'sorting/direction-ignored': {
    harm: 'A client that asks for reason codes from Z to A gets them from A to Z.',
    breaks: [
      { rule: 'sorting/descending', operation: 'listReasonCodes' },
      { rule: 'sorting/descending-reverses-ascending', operation: 'listReasonCodes' },
    ],
    change: store('reasonCodes', 'list', (right) => (query) => right({ ...query, sortOrder: 'asc' })),
  },
  'sorting/descending-without-its-first': {
    harm: 'A planner who looks for the latest event at the top of the list is shown the one before it.',
    breaks: [{ rule: 'sorting/descending-reverses-ascending', operation: 'listForecastEvents' }],
    // The rows are read from the end, which is taken to be one before it.
    change: store('forecastEvents', 'list', (right) => async (query) => {
      const rows = await whole(right, query)
      return cut(rows, query, (query.page - 1) * query.limit + (query.sortOrder === 'desc' ? 1 : 0))
    }),
  },
  'sorting/rows-without-value-dropped': {
    harm: 'A counter who sorts by completion does not see that any count is still open.',
    breaks: [{ rule: 'sorting/same-set', operation: 'listCycleCounts' }],
    change: store('cycleCounts', 'list', (right) => async (query) => {
      if (query.sortBy !== 'completedAt') return right(query)
      const rows = await whole(right, query)
      return cut(
        rows.filter(({ completedAt }) => completedAt !== null),
        query,
      )
    }),
  },
  'sorting/unknown-field-ignored': {
    harm: 'A client with a spelling mistake in its order never learns of it, and shows the change history in another.',
    breaks: [{ rule: 'sorting/unknown-field-refused', operation: 'listForecastChanges' }],
    change: lenient('listForecastChanges', 'sortBy', () => ({ value: 'createdAt' })),
  },
  'sorting/unknown-direction-is-ascending': {
    harm: 'A client that asks for "descending" instead of "desc" is shown the oldest alerts as the newest.',
    breaks: [{ rule: 'sorting/unknown-direction-refused', operation: 'listAlertHistory' }],
    change: lenient('listAlertHistory', 'sortOrder', () => ({ value: 'asc' })),
  },
  'sorting/later-pages-unsorted': {
    harm: 'A stocktaker who goes through the inventory from the fullest shelf on finds the pages after the first in no order.',
    breaks: [{ rule: 'sorting/every-page-in-order', operation: 'listInventory' }],
    // The first page comes from the index, and whoever continues forgets what it was ordered by.
    change: store('inventory', 'list', (right) => (query) => right(query.page === 1 ? query : { ...query, sortBy: 'updatedAt' })),
  },
  'sorting/ties-from-the-end': {
    harm: 'A client that remembers the last id it has seen, to go on after it, skips recommendations of the same moment, as these run backwards.',
    breaks: [{ rule: 'sorting/every-page-in-order', operation: 'listTransferRecommendations' }],
    change: store('recommendations', 'list', (right) => async (query) => {
      if (query.sortBy !== 'createdAt') return right(query)
      return cut(
        withTies(
          await whole(right, query),
          ({ createdAt }) => createdAt,
          (ties) => ties.toReversed(),
        ),
        query,
      )
    }),
  },
})

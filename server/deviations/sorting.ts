import { deviationsOf, store } from './deviation.ts'
import { byText, cut, lenient, ordered, whole, withTies } from './lists.ts'

/** Faults in the sorting of lists. */
export const sorting = deviationsOf({
  'sorting/column-ignored': {
    harm: 'The server ignores the sort field: products sorted by update time are in the order of their creation.',
    breaks: [{ rule: 'sorting/ascending', operation: 'listProducts' }],
    change: store(
      'products',
      'list',
      (right) => (query) => right({ ...query, sortBy: query.sortBy === 'updatedAt' ? 'createdAt' : query.sortBy }),
    ),
  },
  'sorting/numbers-as-text': {
    harm: 'The server sorts quantities as text, so 9 comes after 100.',
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
    harm: 'The server ignores case when it sorts by name, so a client that merges the list with its own sorted list misses products.',
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
    harm: 'Transfers without a shipping time come first instead of last.',
    breaks: [{ rule: 'sorting/ascending', operation: 'listTransfers' }],
    change: store('transfers', 'list', (right) => async (query) => {
      if (query.sortBy !== 'shippedAt' || query.sortOrder === 'desc') return right(query)
      const rows = await whole(right, query)
      const isShipped = ({ shippedAt }: (typeof rows)[number]): boolean => shippedAt !== null
      return cut([...rows.filter((row) => !isShipped(row)), ...rows.filter(isShipped)], query)
    }),
  },
  'sorting/null-last-both-ways': {
    harm: 'Keys without an expiry come last in both directions, so the keys that last longest are not at the top.',
    breaks: [{ rule: 'sorting/descending', operation: 'listApiKeys' }],
    change: store('keys', 'list', (right) => async (query, now) => {
      if (query.sortBy !== 'expiresAt' || query.sortOrder === 'asc') return right(query, now)
      const rows = await whole((each: typeof query) => right(each, now), query)
      const ends = ({ expiresAt }: (typeof rows)[number]): boolean => expiresAt !== null
      return cut([...rows.filter(ends), ...rows.filter((row) => !ends(row))], query)
    }),
  },
  'sorting/direction-ignored': {
    harm: 'The server ignores the sort direction of reason codes.',
    breaks: [
      { rule: 'sorting/descending', operation: 'listReasonCodes' },
      { rule: 'sorting/descending-reverses-ascending', operation: 'listReasonCodes' },
    ],
    change: store('reasonCodes', 'list', (right) => (query) => right({ ...query, sortOrder: 'asc' })),
  },
  'sorting/descending-without-its-first': {
    harm: 'The descending list of reason codes lacks its first item, so a reason is missing.',
    breaks: [{ rule: 'sorting/descending-reverses-ascending', operation: 'listReasonCodes' }],
    // The rows are read from the end, which is assumed one row too early.
    change: store('reasonCodes', 'list', (right) => async (query) => {
      const rows = await whole(right, query)
      return cut(rows, query, (query.page - 1) * query.limit + (query.sortOrder === 'desc' ? 1 : 0))
    }),
  },
  'sorting/rows-without-value-dropped': {
    harm: 'The list sorted by completion time omits cycle counts that are not completed.',
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
    harm: 'The server ignores an unknown sort field, so a client with a spelling mistake gets another order and no error.',
    breaks: [{ rule: 'sorting/unknown-field-refused', operation: 'listForecastChanges' }],
    change: lenient('listForecastChanges', 'sortBy', () => ({ value: 'createdAt' })),
  },
  'sorting/unknown-direction-is-ascending': {
    harm: 'The server treats an unknown sort direction as ascending, so "descending" instead of "desc" lists the oldest alerts first.',
    breaks: [{ rule: 'sorting/unknown-direction-refused', operation: 'listAlertHistory' }],
    change: lenient('listAlertHistory', 'sortOrder', () => ({ value: 'asc' })),
  },
  'sorting/later-pages-unsorted': {
    harm: 'Only the first page of the inventory is sorted.',
    breaks: [{ rule: 'sorting/every-page-in-order', operation: 'listInventory' }],
    // The first page comes from the index; later pages lose the order.
    change: store('inventory', 'list', (right) => (query) => right(query.page === 1 ? query : { ...query, sortBy: 'updatedAt' })),
  },
  'sorting/ties-from-the-end': {
    harm: 'Recommendations with the same time are in reverse order, so a client that continues after the last id it has seen skips items.',
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

/**
 * Orders of lists: the default, each sort field, both directions, ties. The file is long because it lists all rules of this kind, in the
 * order of the catalogue.
 */
import { queryFault } from '../../model/fault.ts'
import { altered, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, ifUnchanged, passes, shown, unclear } from '../../model/judgement.ts'
import { lists, probe, representative } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'
import { ascending, secondPage, showsAscending } from '../list-requests.ts'
import { largest } from '../../resources/largest.ts'
import { compare, identity, rowsOf, totalOf, type Row } from '../rows.ts'
import { askedFilters, byFirstItem, judgeable, pairs, shownFor, unmatched, withOtherFilter, type AskedFilter } from './columns.ts'
import {
  ascendingFields,
  descending,
  sortable,
  sortableOnce,
  withSort,
  sorted,
  inOrder,
  moving,
  matching,
  periods,
  complete,
  seen,
} from './orders.ts'

/** Judges that a filtered list has no item that does not match; `undefined` if it has none. */
function stranger(filtered: Answered, asked: readonly AskedFilter[]) {
  const described = (name: string, value: unknown): string => `${name} ${shown(value)}`
  for (const row of rowsOf(filtered)) {
    const wrong = unmatched(row, asked)
    if (wrong === undefined) continue
    const wanted = asked.map(({ name, wanted }) => described(name, wanted)).join(' and ')
    return fails(`only items with ${wanted}`, `an item with ${described(wrong.name, shownFor(row, wrong))}`, filtered)
  }
  return undefined
}

export const sortingProbes = [
  probe({
    id: 'sorting/ascending',
    level: 'MUST',
    cites: ['R15', 'D09'],
    title: 'sorts in ascending order: text by code point, null last',
    subjects: ascendingFields,
    ask: (subject, ask) => ({ control: ask.read(subject.operation), up: sorted(subject, ask) }),
    covers: (subject, ask) => ({ up: showsAscending(subject, ask) }),
    judge: ({ up }, subject) => inOrder(up, subject, 'asc'),
    sabotage: ({ up }, { field }) => ({
      up: altered(up, { json: (body) => ({ ...body, data: [{ [field]: '\u{10FFFF}' }, { [field]: '!' }, ...body.data] }) }),
    }),
  }),
  probe({
    id: 'sorting/descending',
    level: 'MUST',
    cites: ['R15', 'D09'],
    title: 'sorts in descending order: text by code point, null first',
    subjects: sortableOnce,
    ask: (subject, ask) => ({ control: ask.read(subject.operation), down: descending(subject, ask) }),
    judge: ({ down }, subject) => inOrder(down, subject, 'desc'),
    sabotage: ({ down }, { field }) => ({
      down: altered(down, { json: (body) => ({ ...body, data: [{ [field]: '!' }, { [field]: '\u{10FFFF}' }, ...body.data] }) }),
    }),
  }),
  probe({
    id: 'sorting/descending-reverses-ascending',
    level: 'MUST',
    cites: ['R15', 'D09'],
    title: 'returns the descending order as the exact reverse of the ascending order, except for ties',
    subjects: (api, ask) => sortableOnce(api, ask).filter((subject) => ascending(subject, ask) !== undefined),
    ask: (subject, ask) => ({
      control: ask.read(subject.operation),
      up: sorted(subject, ask),
      down: descending(subject, ask),
    }),
    repeats: ['up', 'down'],
    judge: ({ control, up, down }, { field, list: { times } }) => {
      const [rising, falling] = [rowsOf(up), rowsOf(down)]
      if (rising.length < 2) return unclear('the list has fewer than two items')
      // With more than one page, the two orders show different ends of the list.
      if (rising.length < totalOf(up)) return passes
      if (new Set([control, up, down].map(totalOf)).size > 1) return moving
      const isTie = (a: Row, b: Row): boolean => compare(a[field], b[field], times.includes(field)) === 0
      const isAlone = (row: Row): boolean => rising.filter((each) => isTie(each, row)).length === 1
      const wanted = rising.filter(isAlone).map(identity).reverse()
      const found = falling.map(identity).filter((each) => wanted.includes(each))
      const at = wanted.findIndex((each, index) => each !== found[index])
      return at === -1
        ? passes
        : ifUnchanged(fails(`${wanted[at]} at position ${at + 1} from the end of the ascending order`, found[at] ?? 'no item', down))
    },
    sabotage: ({ up }, { field }) => {
      const data = [1, 2].map((value) => ({ id: `row_${value}`, [field]: value }))
      const body = { data, pagination: { page: 1, pageSize: 100, total: 2, totalPages: 1 } }
      const same = altered(up, { json: () => body })
      return { control: same, up: same, down: same }
    },
  }),
  probe({
    id: 'sorting/same-set',
    level: 'MUST',
    cites: ['R15'],
    title: 'returns the same items in every sort order',
    subjects: sortable,
    ask: (subject, ask) => ({ control: ask.read(subject.operation), up: sorted(subject, ask), down: largest(subject, ask) }),
    covers: (subject, ask) => ({ up: showsAscending(subject, ask) }),
    repeats: ['control', 'up', 'down'],
    judge: ({ control, up, down }) => {
      if (up.reply.status !== 200 || down.reply.status !== 200) return unclear('the list was not returned in both orders')
      const readings = [control, up, down]
      const wrong = readings.find((each) => totalOf(each) !== totalOf(control))
      if (wrong !== undefined)
        return ifUnchanged(fails(`total ${totalOf(control)} in every order`, `totals ${readings.map(totalOf).join(', ')}`, wrong))
      // Pages of longer lists show different parts.
      const sets = readings
        .filter((each) => rowsOf(each).length >= totalOf(each))
        .map((each) => rowsOf(each).map(identity).sort().join('\n'))
      return ifUnchanged(holds(new Set(sets).size < 2, 'the same items in every order', 'different items'))
    },
    sabotage: ({ up }) => ({ up: altered(up, { json: (body) => ({ ...body, pagination: { ...body.pagination, total: 99_999 } }) }) }),
  }),
  ...(
    [
      ['sorting/unknown-field-refused', 'sortBy', 'no_such_field', '`sortBy` is not a sort field of the list'],
      ['sorting/unknown-direction-refused', 'sortOrder', 'sideways', '`sortOrder` is neither `asc` nor `desc`'],
    ] as const
  ).map(([id, parameter, value, what]) =>
    probe({
      id,
      level: 'MUST',
      cites: ['D09'],
      title: `returns 400 if ${what}`,
      subjects: withSort,
      ask: ({ operation }, ask) => ({
        control: ask.read(operation),
        planted: ask.read(operation, { query: [[parameter, value]] }),
      }),
      faults: ({ operation }) => ({ planted: queryFault(operation, parameter, value) }),
      judge: ({ planted }, _subject, context) => refused(planted, context, { status: 400, field: parameter }),
      sabotage: ({ control }) => ({ planted: control }),
    }),
  ),
  probe({
    id: 'sorting/unknown-parameter-refused',
    level: 'MUST',
    cites: ['D09'],
    title: 'returns 400 if a list does not support a query parameter',
    subjects: lists(),
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, { query: [['no_such_filter', 'x']] }),
    }),
    faults: ({ operation }) => ({ planted: queryFault(operation, 'no_such_filter', 'x') }),
    judge: ({ planted }, _subject, context) => refused(planted, context, { status: 400, field: 'no_such_filter' }),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'sorting/unknown-filter-value-refused',
    level: 'MUST',
    cites: ['D09'],
    title: 'returns 400, not an empty list, if a filter value is outside its enum',
    subjects: (api, ask) =>
      lists()(api, ask).flatMap((subject) =>
        subject.list.filters
          .filter(({ schema }) => schema.enum !== undefined)
          .map(({ name }) => ({ ...subject, filter: name, about: name })),
      ),
    ask: ({ operation, filter }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, { query: [[filter, 'NO_SUCH_VALUE']] }),
    }),
    faults: ({ operation, filter }) => ({ planted: queryFault(operation, filter, 'NO_SUCH_VALUE') }),
    judge: ({ planted }, { filter }, context) => refused(planted, context, { status: 400, field: filter }),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'sorting/filter-holds',
    level: 'MUST',
    cites: ['R14', 'D09'],
    title: 'returns only items that match a filter, and no more items than without it',
    subjects: judgeable,
    ask: ({ filter, ...subject }, ask) => ({
      control: ask.read(subject.operation),
      again: secondPage(subject, ask),
      // The values that some items lack come from this page.
      whole: largest(subject, ask),
      filtered: byFirstItem(subject, ask, [filter]),
    }),
    covers: (subject, ask) => withOtherFilter(subject, ask),
    repeats: ['control', 'whole'],
    judge: ({ control, again, filtered }, subject, { api }) => {
      if (filtered.reply.status !== 200) return fails('200', describe(filtered), filtered)
      const asked = askedFilters(filtered, subject, api)
      const wrong = stranger(filtered, asked)
      if (wrong !== undefined) return wrong
      const [all, some] = [control, filtered].map(totalOf) as [number, number]
      // The value of a filter comes from an item, except that of a truth value.
      const least = asked.every(({ schema }) => schema.type === 'boolean') ? 0 : 1
      // Other clients may have added or deleted items since the complete list was counted.
      if ((some < least || some > all) && totalOf(again) !== all) return moving
      return ifUnchanged(holds(some >= least && some <= all, `total from ${least} to ${all}`, `total ${some}`, filtered))
    },
    sabotage: ({ filtered }) => ({ filtered: altered(filtered, { json: (body) => ({ ...body, data: [...body.data, {}] }) }) }),
  }),
  probe({
    id: 'sorting/filter-complete',
    level: 'SHOULD',
    cites: ['R14', 'practice: a filter returns every matching item'],
    title: 'returns every item that matches a filter, and counts all of them in `total`',
    subjects: judgeable,
    ask: (subject, ask) => ({
      control: ask.read(subject.operation),
      whole: largest(subject, ask),
      second: secondPage(subject, ask),
      filtered: byFirstItem(subject, ask, [subject.filter]),
    }),
    covers: (subject, ask) => withOtherFilter(subject, ask),
    repeats: ['control', 'whole', 'second'],
    judge: ({ control, whole, second, filtered }, subject, { api }) => {
      if (filtered.reply.status !== 200) return unclear(`the filtered list returned ${describe(filtered)}`)
      const asked = askedFilters(filtered, subject, api)
      const all = matching(whole, asked)
      return all === undefined ? seen(filtered, asked, [control, whole, second]) : complete(filtered, all, whole)
    },
    sabotage: ({ whole, filtered }) => {
      const rows = [1, 2].map((number) => ({ ...rowsOf(filtered)[0], id: `row_${number}` }))
      const listing = (count: number) => ({
        data: rows.slice(0, count),
        pagination: { page: 1, pageSize: 100, total: count, totalPages: 1 },
      })
      return { whole: altered(whole, { json: () => listing(2) }), filtered: altered(filtered, { json: () => listing(1) }) }
    },
  }),
  probe({
    id: 'sorting/filters-intersect',
    level: 'MUST',
    cites: ['D09'],
    title: 'returns only items that match both filters if a request has two',
    subjects: pairs,
    ask: (subject, ask) => ({
      control: ask.read(subject.operation),
      whole: largest(subject, ask),
      both: byFirstItem(subject, ask, subject.filters),
    }),
    repeats: ['whole'],
    judge: ({ whole, both }, subject, { api }) => {
      if (both.reply.status !== 200) return fails('200', describe(both), both)
      const asked = askedFilters(both, subject, api)
      return stranger(both, asked) ?? complete(both, matching(whole, asked), whole)
    },
    sabotage: ({ both }, { filters: [, second] }) => ({
      both: altered(both, { json: (body) => ({ ...body, data: [...body.data, { ...body.data[0], [second]: 'ANOTHER' }] }) }),
    }),
  }),
  probe({
    id: 'sorting/parameter-order-irrelevant',
    level: 'MUST',
    cites: ['D09', 'RFC 3986 §3.4'],
    title: 'returns the same items for the same query parameters in any order',
    subjects: (api, ask) =>
      representative(api).flatMap((subject) => pairs(api, ask).filter(({ operation }) => operation === subject.operation)),
    ask: ({ filters: [first, second], ...subject }, ask) => ({
      control: ask.read(subject.operation),
      both: byFirstItem(subject, ask, [first, second]),
      turned: byFirstItem(subject, ask, [second, first]),
    }),
    repeats: ['both'],
    judge: ({ both, turned }) => {
      if (both.reply.status !== 200) return unclear(`the filtered list returned ${describe(both)}`)
      if (turned.reply.status !== 200) return fails('200', describe(turned), turned)
      const [one, other] = [both, turned].map((each) => rowsOf(each).map(identity).join(', '))
      return ifUnchanged(holds(one === other, `the items ${shown(one)}`, `the items ${shown(other)}`, turned))
    },
    sabotage: ({ turned }) => ({ turned: altered(turned, { json: (body) => ({ ...body, data: [] }) }) }),
  }),
  probe({
    id: 'sorting/period-includes-its-ends',
    level: 'SHOULD',
    cites: ['D09', 'practice: a period includes both of its ends'],
    title: 'returns for `startDate` the items at or after that time, and for `endDate` the items at or before it',
    subjects: periods,
    ask: ({ operation, from, until, names }, ask) => {
      const control = ask.read(operation)
      const bound = (parameter: string, column: string) => [parameter, { from: control, pointer: `/data/0/${column}` }] as const
      const [later, earlier] = [bound(names.from, from), bound(names.until, until)]
      // A moment can be both ends of a period at once.
      if (from === until)
        return {
          control,
          later: ask.read(operation, { query: [later, earlier] }),
          earlier: ask.read(operation, { query: [later, earlier] }),
        }
      return { control, later: ask.read(operation, { query: [later] }), earlier: ask.read(operation, { query: [earlier] }) }
    },
    repeats: ['control'],
    judge: ({ control, later, earlier }, { list, from, until }) => {
      const [row = {}] = rowsOf(control)
      const sides = [
        { found: later, column: from, sign: 1, word: 'later' },
        { found: earlier, column: until, sign: -1, word: 'earlier' },
      ]
      return firstFault(
        sides.map(({ found, column, sign, word }) => {
          if (found.reply.status !== 200) return fails('200', describe(found), found)
          const areTimes = list.times.includes(column)
          const beyond = rowsOf(found).find((each) => sign * compare(each[column], row[column], areTimes) < 0)
          if (beyond !== undefined) return fails(`${column} ${shown(row[column])} or ${word}`, shown(beyond[column]), found)
          if (rowsOf(found).some((each) => identity(each) === identity(row))) return passes
          // If the sort direction puts that time at the edge of the list, an item with exactly that time comes first; if the first item has
          // another time, there is none.
          const standsFirst = list.sort?.by === column && list.sort.order === (sign === 1 ? 'asc' : 'desc')
          const isOfMoment = compare(rowsOf(found)[0]?.[column], row[column], areTimes) === 0
          if (rowsOf(found).length < totalOf(found) && (isOfMoment || !standsFirst))
            return unclear('the items of the period do not fit on one page')
          return ifUnchanged(fails(`${identity(row)}, which has exactly that time, in the list`, 'the list does not contain it', found))
        }),
      )
    },
    sabotage: ({ later }) => ({
      later: altered(later, { json: (body) => ({ data: [], pagination: { ...body.pagination, total: 0, totalPages: 0 } }) }),
    }),
  }),
]

/**
 * Orders of lists: the default, each field that can be sorted by, both directions, ties. Long, since the rules of a kind are one list, in the order
 * of the catalogue.
 */
import { altered } from '../../model/exchange.ts'
import { fails, firstFault, holds, passes, shown, unclear } from '../../model/judgement.ts'
import { lists, probe, representative } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'
import { compare, identity, inconstant, rowsOf, totalOf, type Row } from '../rows.ts'
import { judgeable, pairs } from './columns.ts'
import {
  sortable,
  sortableOnce,
  withSort,
  sorted,
  bothWays,
  inOrder,
  moving,
  byFirstRow,
  largest,
  ends,
  matching,
  firstRow,
  periods,
  firstOf,
  complete,
  seen,
} from './orders.ts'

export const sortingProbes = [
  probe({
    id: 'sorting/ascending',
    level: 'MUST',
    cites: ['R15', 'D09'],
    title: 'sorts ascending: text by code point, null last',
    subjects: sortable,
    ask: (subject, ask) => ({ control: ask.read(subject.operation), up: sorted(subject, ask, 'asc') }),
    judge: ({ up }, { field }) => inOrder(up, field, 'asc'),
    sabotage: ({ up }, { field }) => ({
      up: altered(up, { json: (body) => ({ ...body, data: [{ [field]: '\u{10FFFF}' }, { [field]: '!' }, ...body.data] }) }),
    }),
  }),
  probe({
    id: 'sorting/descending',
    level: 'MUST',
    cites: ['R15', 'D09'],
    title: 'sorts descending: text by code point, null first',
    subjects: sortableOnce,
    ask: bothWays,
    judge: ({ down }, { field }) => inOrder(down, field, 'desc'),
    sabotage: ({ down }, { field }) => ({
      down: altered(down, { json: (body) => ({ ...body, data: [{ [field]: '!' }, { [field]: '\u{10FFFF}' }, ...body.data] }) }),
    }),
  }),
  probe({
    id: 'sorting/descending-reverses-ascending',
    level: 'MUST',
    cites: ['R15', 'D09'],
    title: 'shows descending the exact reverse of ascending, ties aside',
    subjects: sortableOnce,
    ask: bothWays,
    judge: ({ control, up, down }, { field }) => {
      const [rising, falling] = [rowsOf(up), rowsOf(down)]
      if (rising.length < 2) return unclear('a list with at least two items')
      // What fills more than a page shows its one end in one order and its other end in the other.
      if (rising.length < totalOf(up)) return passes
      if (new Set([control, up, down].map(totalOf)).size > 1) return moving
      const isAlone = (row: Row): boolean => rising.filter((each) => compare(each[field], row[field]) === 0).length === 1
      const wanted = rising.filter(isAlone).map(identity).reverse()
      const found = falling.map(identity).filter((each) => wanted.includes(each))
      const at = wanted.findIndex((each, index) => each !== found[index])
      return at === -1 ? passes : fails(`${wanted[at]} as number ${at + 1} from the end`, found[at] ?? 'nothing', down)
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
    title: 'lists the same items whatever the order',
    // Each order ascending, held against one that is asked for descending anyway.
    subjects: (api, ask) =>
      sortable(api, ask).flatMap((subject) =>
        sortableOnce(api, ask)
          .filter(({ operation }) => operation === subject.operation)
          .map(({ field }) => ({ ...subject, other: field })),
      ),
    ask: (subject, ask) => {
      const down = sorted({ ...subject, field: subject.other }, ask, 'desc')
      return {
        control: ask.read(subject.operation),
        up: sorted(subject, ask, 'asc'),
        down,
        // What both orders leave out has not gone if it is there again afterwards.
        again: ask.read(subject.operation, { after: [down] }),
      }
    },
    judge: ({ control, up, down, again }) => {
      if (up.reply.status !== 200 || down.reply.status !== 200) return unclear('the list in both orders')
      const readings = [control, up, down, again]
      const wrong = inconstant(readings)
      if (wrong !== undefined) return fails(`total ${wrong.total} in every order`, readings.map(totalOf).join(', '), wrong.exchange)
      if (new Set(readings.map(totalOf)).size > 1) return moving
      if (rowsOf(up).length < totalOf(up)) return passes
      const [first, second] = [up, down].map((each) => rowsOf(each).map(identity).sort().join('\n'))
      return first === second ? passes : fails('the same items', 'different items')
    },
    sabotage: ({ up }) => ({ up: altered(up, { json: (body) => ({ ...body, pagination: { ...body.pagination, total: 99_999 } }) }) }),
  }),
  ...(
    [
      ['sorting/unknown-field-refused', 'sortBy', 'no_such_field', 'a `sortBy` that the list does not name'],
      ['sorting/unknown-direction-refused', 'sortOrder', 'sideways', 'a `sortOrder` that is neither `asc` nor `desc`'],
    ] as const
  ).map(([id, parameter, value, what]) =>
    probe({
      id,
      level: 'MUST',
      cites: ['D09'],
      title: `refuses ${what} with 400`,
      subjects: withSort,
      ask: ({ operation }, ask) => ({
        control: ask.read(operation),
        planted: ask.read(operation, { query: [[parameter, value]] }),
      }),
      judge: ({ planted }, _subject, context) => refused(planted, context, { status: 400, field: parameter }),
      sabotage: ({ control }) => ({ planted: control }),
    }),
  ),
  probe({
    id: 'sorting/unknown-parameter-refused',
    level: 'MUST',
    cites: ['D09'],
    title: 'refuses a query parameter that the list does not know with 400',
    subjects: lists(),
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, { query: [['no_such_filter', 'x']] }),
    }),
    judge: ({ planted }, _subject, context) => refused(planted, context, { status: 400, field: 'no_such_filter' }),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'sorting/unknown-filter-value-refused',
    level: 'MUST',
    cites: ['D09'],
    title: 'refuses a filter value outside its enum with 400, rather than finding nothing',
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
    judge: ({ planted }, { filter }, context) => refused(planted, context, { status: 400, field: filter }),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'sorting/filter-holds',
    level: 'MUST',
    cites: ['R14', 'D09'],
    title: 'lists only items that satisfy the filter, and no more than without it',
    subjects: judgeable,
    ask: ({ operation, filter }, ask) => ({
      control: ask.read(operation),
      again: ask.read(operation, { again: 1 }),
      filtered: byFirstRow(operation, ask, [filter]),
    }),
    judge: ({ control, again, filtered }, { filter }) => {
      if (filtered.reply.status !== 200) return fails('200', describe(filtered), filtered)
      const wanted = rowsOf(control)[0]?.[filter]
      const other = rowsOf(filtered).find((row) => row[filter] !== wanted)
      if (other !== undefined) return fails(`${filter} ${shown(wanted)} only`, `${filter} ${shown(other[filter])}`, filtered)
      const [all, some] = [control, filtered].map(totalOf) as [number, number]
      // Others may have added to it, or taken away, since the whole was counted.
      if ((some < 1 || some > all) && totalOf(again) !== all) return moving
      if (some < 1 || some > all) return fails(`a total from 1 to ${all}`, String(some), filtered)
      return passes
    },
    sabotage: ({ filtered }, { filter }) => ({
      filtered: altered(filtered, { json: (body) => ({ ...body, data: [...body.data, { ...body.data[0], [filter]: 'ANOTHER' }] }) }),
    }),
  }),
  probe({
    id: 'sorting/filter-complete',
    level: 'SHOULD',
    cites: ['R14', 'practice: a filter hides nothing that it asks for'],
    title: 'lists with a filter every item that satisfies it, and counts them in `total`',
    subjects: judgeable,
    ask: (subject, ask) => ({
      control: ask.read(subject.operation),
      whole: largest(subject, ask),
      ...ends(subject, ask),
      filtered: byFirstRow(subject.operation, ask, [subject.filter]),
    }),
    judge: ({ control, whole, top, bottom, filtered }, { filter }) => {
      if (filtered.reply.status !== 200) return unclear(`a filtered list (it was answered ${describe(filtered)})`)
      const wanted = firstRow(control, [filter])
      const all = matching(whole, wanted)
      return all === undefined ? seen(filtered, wanted, [whole, top, bottom]) : complete(filtered, all, whole)
    },
    sabotage: ({ control, whole }, { filter }) => {
      const rows = [1, 2].map((number) => ({ id: `row_${number}`, [filter]: rowsOf(control)[0]?.[filter] }))
      const listing = (count: number) => ({
        data: rows.slice(0, count),
        pagination: { page: 1, pageSize: 100, total: count, totalPages: 1 },
      })
      return { whole: altered(whole, { json: () => listing(2) }), filtered: altered(whole, { json: () => listing(1) }) }
    },
  }),
  probe({
    id: 'sorting/filters-intersect',
    level: 'MUST',
    cites: ['D09'],
    title: 'lists with two filters only what satisfies both',
    subjects: pairs,
    ask: (subject, ask) => ({
      control: ask.read(subject.operation),
      whole: largest(subject, ask),
      both: byFirstRow(subject.operation, ask, subject.filters),
    }),
    judge: ({ control, whole, both }, { filters }) => {
      if (both.reply.status !== 200) return fails('200', describe(both), both)
      const wanted = firstRow(control, filters)
      const other = rowsOf(both).find((row) => filters.some((name) => row[name] !== wanted[name]))
      if (other !== undefined) return fails(`${shown(wanted)} only`, shown(firstOf(other, filters)), both)
      return complete(both, matching(whole, wanted), whole)
    },
    sabotage: ({ both }, { filters: [, second] }) => ({
      both: altered(both, { json: (body) => ({ ...body, data: [...body.data, { ...body.data[0], [second]: 'ANOTHER' }] }) }),
    }),
  }),
  probe({
    id: 'sorting/parameter-order-irrelevant',
    level: 'MUST',
    cites: ['D09', 'RFC 3986 §3.4'],
    title: 'gives the same for the same parameters in another order',
    subjects: (api, ask) =>
      representative(api).flatMap((subject) => pairs(api, ask).filter(({ operation }) => operation === subject.operation)),
    ask: ({ operation, filters: [first, second] }, ask) => ({
      control: ask.read(operation),
      both: byFirstRow(operation, ask, [first, second]),
      turned: byFirstRow(operation, ask, [second, first]),
    }),
    judge: ({ both, turned }) => {
      if (both.reply.status !== 200) return unclear(`a filtered list (it was answered ${describe(both)})`)
      if (turned.reply.status !== 200) return fails('200', describe(turned), turned)
      const [one, other] = [both, turned].map((each) => rowsOf(each).map(identity).join(', '))
      return holds(one === other, shown(one), shown(other), turned)
    },
    sabotage: ({ turned }) => ({ turned: altered(turned, { json: (body) => ({ ...body, data: [] }) }) }),
  }),
  probe({
    id: 'sorting/period-includes-its-ends',
    level: 'SHOULD',
    cites: ['D09', 'practice: both ends of a period are part of it'],
    title: 'finds with `startDate` what is of that moment or later, with `endDate` what is of that moment or earlier',
    subjects: periods,
    ask: ({ operation, from, until, names }, ask) => {
      const control = ask.read(operation)
      const bounded = (parameter: string, column: string) =>
        ask.read(operation, { query: [[parameter, { from: control, pointer: `/data/0/${column}` }]] })
      return { control, later: bounded(names.from, from), earlier: bounded(names.until, until) }
    },
    judge: ({ control, later, earlier }, { list, from, until }) => {
      const [row = {}] = rowsOf(control)
      const sides = [
        { found: later, column: from, sign: 1, word: 'later' },
        { found: earlier, column: until, sign: -1, word: 'earlier' },
      ]
      return firstFault(
        sides.map(({ found, column, sign, word }) => {
          if (found.reply.status !== 200) return fails('200', describe(found), found)
          const beyond = rowsOf(found).find((each) => sign * compare(each[column], row[column]) < 0)
          if (beyond !== undefined) return fails(`${column} ${shown(row[column])} or ${word}`, shown(beyond[column]), found)
          if (rowsOf(found).some((each) => identity(each) === identity(row))) return passes
          // What is of that moment stands first where the list is sorted away from it; a first row of another moment shows that there is nothing of it.
          const standsFirst = list.sort?.by === column && list.sort.order === (sign === 1 ? 'asc' : 'desc')
          const isOfMoment = compare(rowsOf(found)[0]?.[column], row[column]) === 0
          if (rowsOf(found).length < totalOf(found) && (isOfMoment || !standsFirst)) return unclear('a period that fits on one page')
          return fails(`${identity(row)}, which is of that moment`, 'not among the items', found)
        }),
      )
    },
    sabotage: ({ later }) => ({
      later: altered(later, { json: (body) => ({ data: [], pagination: { ...body.pagination, total: 0, totalPages: 0 } }) }),
    }),
  }),
]

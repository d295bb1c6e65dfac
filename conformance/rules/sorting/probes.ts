import type { Contract } from '../../../spec/contract.ts'
import type { Asker } from '../../ask.ts'
import { altered, member, type Answered } from '../../exchange.ts'
import { fails, lists, passes, probe, shown, unclear, type ListSubject } from '../../rule.ts'
import { describe, refused } from '../refusal.ts'

type Sorted = ListSubject & { readonly field: string; readonly about: string }

const rows = (exchange: Answered): Readonly<Record<string, unknown>>[] => {
  const data = member(exchange, 'data')
  return Array.isArray(data) ? data.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null) : []
}

/** One field for each sortable list, which its rows show: the last one that is not the default. */
const sortable = (contract: Contract, ask: Asker): Sorted[] =>
  lists()(contract, ask).flatMap((subject) => {
    const field = subject.list.sort?.fields.findLast((each) => each !== subject.list.sort?.by && subject.list.columns.includes(each))
    return field === undefined ? [] : [{ ...subject, field, about: `sortBy=${field}` }]
  })

const withSort = (contract: Contract, ask: Asker): ListSubject[] => lists(({ list }) => list?.sort !== undefined)(contract, ask)

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const isTime = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)

/** D09: text by code point, times by the moment they name (with or without a fraction), null greater than everything. */
function compare(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  if (isTime(a) && isTime(b)) return Date.parse(a) - Date.parse(b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return Buffer.compare(Buffer.from(text(a)), Buffer.from(text(b)))
}

const sortedAsk = ({ operation, field }: Sorted, ask: Asker) => {
  const by = (order: 'asc' | 'desc') =>
    ask.operation(operation, {
      query: [
        ['sortBy', field],
        ['sortOrder', order],
        ['limit', String(operation.list?.maxLimit ?? 100)],
      ],
    })
  return { control: ask.operation(operation), up: by('asc'), down: by('desc') }
}

const inOrder = (exchange: Answered, field: string, sign: 1 | -1) => {
  if (exchange.reply.status !== 200) return fails('200', describe(exchange), exchange)
  const values = rows(exchange).map((row) => row[field])
  if (values.length < 2) return unclear('a list with at least two items')
  if (values.includes(undefined)) return unclear(`items that all show ${field}`)
  const at = values.findIndex((value, index) => index > 0 && sign * compare(values[index - 1], value) > 0)
  if (at === -1) return passes
  const word = sign === 1 ? 'ascending' : 'descending'
  return fails(`${field} ${word}`, `${JSON.stringify(values[at - 1])} before ${JSON.stringify(values[at])}`, exchange)
}

/** A filter whose values are enumerated, and which the rows show under the same name. */
const enumerated = (contract: Contract, ask: Asker) =>
  lists()(contract, ask).flatMap((subject) => {
    const filter = subject.list.filters.find(({ name, schema }) => schema.enum !== undefined && subject.list.columns.includes(name))
    return filter === undefined ? [] : [{ ...subject, filter: filter.name, about: filter.name }]
  })

export const sortingProbes = [
  probe({
    id: 'sorting/ascending',
    level: 'MUST',
    cites: ['R15', 'D09'],
    title: 'sorts ascending: text by code point, null last',
    subjects: sortable,
    ask: sortedAsk,
    judge: ({ up }, { field }) => inOrder(up, field, 1),
    sabotage: ({ up }, { field }) => ({
      up: altered(up, { json: (body) => ({ ...body, data: [{ [field]: '\u{10FFFF}' }, { [field]: '!' }, ...body.data] }) }),
    }),
  }),
  probe({
    id: 'sorting/descending',
    level: 'MUST',
    cites: ['R15', 'D09'],
    title: 'sorts descending: text by code point, null first',
    subjects: sortable,
    ask: sortedAsk,
    judge: ({ down }, { field }) => inOrder(down, field, -1),
    sabotage: ({ down }, { field }) => ({
      down: altered(down, { json: (body) => ({ ...body, data: [{ [field]: '!' }, { [field]: '\u{10FFFF}' }, ...body.data] }) }),
    }),
  }),
  probe({
    id: 'sorting/same-set',
    level: 'MUST',
    cites: ['R15'],
    title: 'lists the same items whatever the order',
    subjects: sortable,
    ask: sortedAsk,
    judge: ({ control, up, down }) => {
      if (up.reply.status !== 200 || down.reply.status !== 200) return unclear('the list in both orders')
      const totals = [control, up, down].map((each) => Number(member(each, 'pagination', 'total')))
      if (totals[0] !== totals[2]) return unclear('a list that does not change while it is read')
      if (new Set(totals).size > 1) return fails(`total ${totals[0]} in every order`, totals.join(', '))
      if (rows(up).length < (totals[0] ?? 0)) return passes
      const [first, second] = [up, down].map((each) =>
        rows(each)
          .map((row) => shown(row['id'] ?? row))
          .sort()
          .join('\n'),
      )
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
        control: ask.operation(operation),
        planted: ask.operation(operation, { query: [[parameter, value]] }),
      }),
      judge: ({ planted }, _subject, bench) => refused(planted, bench, { status: 400, field: parameter }),
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
      control: ask.operation(operation),
      planted: ask.operation(operation, { query: [['no_such_filter', 'x']] }),
    }),
    judge: ({ planted }, _subject, bench) => refused(planted, bench, { status: 400, field: 'no_such_filter' }),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'sorting/unknown-filter-value-refused',
    level: 'MUST',
    cites: ['D09'],
    title: 'refuses a filter value outside its enum with 400, rather than finding nothing',
    subjects: enumerated,
    ask: ({ operation, filter }, ask) => ({
      control: ask.operation(operation),
      planted: ask.operation(operation, { query: [[filter, 'NO_SUCH_VALUE']] }),
    }),
    judge: ({ planted }, { filter }, bench) => refused(planted, bench, { status: 400, field: filter }),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'sorting/filter-holds',
    level: 'MUST',
    cites: ['R14', 'D09'],
    title: 'lists only items that satisfy the filter, and no more than without it',
    subjects: enumerated,
    ask: ({ operation, filter }, ask) => {
      const control = ask.operation(operation)
      return { control, filtered: ask.operation(operation, { query: [[filter, { from: control, pointer: `/data/0/${filter}` }]] }) }
    },
    judge: ({ control, filtered }, { filter }) => {
      if (filtered.reply.status !== 200) return fails('200', describe(filtered))
      const wanted = rows(control)[0]?.[filter]
      const other = rows(filtered).find((row) => row[filter] !== wanted)
      if (other !== undefined) return fails(`${filter} ${JSON.stringify(wanted)} only`, `${filter} ${JSON.stringify(other[filter])}`)
      const [all, some] = [control, filtered].map((each) => Number(member(each, 'pagination', 'total'))) as [number, number]
      if (some < 1 || some > all) return fails(`a total from 1 to ${all}`, String(some))
      return passes
    },
    sabotage: ({ filtered }, { filter }) => ({
      filtered: altered(filtered, { json: (body) => ({ ...body, data: [...body.data, { ...body.data[0], [filter]: 'ANOTHER' }] }) }),
    }),
  }),
] as const

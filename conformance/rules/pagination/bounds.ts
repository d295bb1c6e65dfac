import { queryFault } from '../../model/fault.ts'
import { altered, member } from '../../model/exchange.ts'
import { fails, ifUnchanged, passes, unclear } from '../../model/judgement.ts'
import { lists, probe, representative, type ListSubject } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'
import { inBurst, nothingFound, openFilter, pastTheEnd } from '../list-requests.ts'
import { largest } from '../../resources/largest.ts'

interface Bound {
  readonly parameter: 'page' | 'limit'
  readonly value: (list: ListSubject['list']) => string
  /** Sent to one list only, because all lists parse numbers with the same code. */
  readonly once?: true
}

/** Rejects invalid values of a paging parameter, in the same way for every list. */
const refusal = (
  id: `pagination/${string}`,
  title: string,
  values: readonly Bound[],
  cites: readonly ['D08', ...('R12' | 'OWASP API4:2023')[]],
) =>
  probe({
    id,
    level: 'MUST',
    cites,
    title,
    subjects: (api, ask) =>
      lists()(api, ask).flatMap((subject, index) =>
        values
          .filter(({ once }) => !once || index === 0)
          .map(({ parameter, value }) => ({
            ...subject,
            parameter,
            value: value(subject.list),
            about: `${parameter}=${value(subject.list)}`,
          })),
      ),
    ask: ({ operation, parameter, value }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, { query: [[parameter, value]] }),
    }),
    faults: ({ operation, parameter, value }) => ({ planted: queryFault(operation, parameter, value) }),
    judge: ({ planted }, { parameter }, context) => refused(planted, context, { status: 400, field: parameter }),
    sabotage: ({ control }) => ({ planted: control }),
  })

export const paginationBounds = [
  refusal(
    'pagination/limit-above-maximum-refused',
    'returns 400 if `limit` is above the maximum',
    [{ parameter: 'limit', value: ({ maxLimit }) => String(maxLimit + 1) }],
    ['D08', 'R12', 'OWASP API4:2023'],
  ),
  refusal(
    'pagination/limit-below-one-refused',
    'returns 400 if `limit` is 0 or negative',
    [
      { parameter: 'limit', value: () => '0' },
      { parameter: 'limit', value: () => '-1', once: true },
    ],
    ['D08'],
  ),
  refusal(
    'pagination/limit-not-a-number-refused',
    'returns 400 if `limit` is not an integer',
    [
      { parameter: 'limit', value: () => 'abc', once: true },
      { parameter: 'limit', value: () => '2.5', once: true },
    ],
    ['D08'],
  ),
  refusal(
    'pagination/page-not-a-number-refused',
    'returns 400 if `page` is not an integer',
    [
      { parameter: 'page', value: () => 'abc', once: true },
      { parameter: 'page', value: () => '1.5', once: true },
    ],
    ['D08'],
  ),
  refusal(
    'pagination/page-below-one-refused',
    'returns 400 if `page` is 0 or negative',
    [
      { parameter: 'page', value: () => '0' },
      { parameter: 'page', value: () => '-1', once: true },
    ],
    ['D08'],
  ),
  probe({
    id: 'pagination/limit-twice-refused',
    level: 'SHOULD',
    cites: ['D08'],
    title: 'returns 400 if `limit` is sent twice',
    subjects: representative,
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, {
        query: [
          ['limit', '10'],
          ['limit', '20'],
        ],
      }),
    }),
    judge: ({ planted }, _subject, context) => refused(planted, context, { status: 400, field: 'limit' }),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'pagination/maximum-honoured',
    level: 'MUST',
    cites: ['R12'],
    title: 'accepts the maximum `limit` of the contract, and returns a full page',
    subjects: lists(),
    ask: (subject, ask) => ({ control: ask.read(subject.operation), largest: largest(subject, ask) }),
    judge: ({ largest }, { list }) => {
      if (largest.reply.status !== 200) return fails('200', describe(largest))
      const data = member(largest, 'data')
      const total = Number(member(largest, 'pagination', 'total'))
      const wanted = Math.min(total, list.maxLimit)
      return Array.isArray(data) && data.length === wanted
        ? passes
        : fails(`${wanted} items`, Array.isArray(data) ? `${data.length} items` : 'no array in data')
    },
    sabotage: ({ largest }) => ({ largest: altered(largest, { json: (body) => ({ ...body, data: body.data.slice(1) }) }) }),
  }),
  probe({
    id: 'pagination/default-page-size',
    level: 'MUST',
    cites: ['R12'],
    title: 'uses the default page size if the request has no `limit`, and returns it in `pageSize`',
    subjects: lists(),
    ask: ({ operation }, ask) => ({ control: ask.read(operation) }),
    judge: ({ control }, { list }) => {
      const size = member(control, 'pagination', 'pageSize')
      if (size !== list.defaultLimit) return fails(`pageSize ${list.defaultLimit}`, `pageSize ${JSON.stringify(size)}`)
      const data = member(control, 'data')
      const wanted = Math.min(list.defaultLimit, Number(member(control, 'pagination', 'total')))
      return Array.isArray(data) && data.length === wanted
        ? passes
        : fails(`${wanted} items`, Array.isArray(data) ? `${data.length} items` : 'no array in data')
    },
    sabotage: ({ control }) => ({
      control: altered(control, { json: (body) => ({ ...body, pagination: { ...body.pagination, pageSize: 50 } }) }),
    }),
  }),
  probe({
    id: 'pagination/past-the-end-empty',
    level: 'MUST',
    cites: ['D08'],
    title: 'returns an empty list, unchanged totals and the requested page number for a page past the end',
    subjects: lists(),
    ask: (subject, ask) => ({ control: ask.read(subject.operation), past: pastTheEnd(subject, ask) }),
    covers: (subject, ask) => ({ past: inBurst(pastTheEnd(subject, ask), ask.read(subject.operation), ask) }),
    repeats: ['control'],
    judge: ({ control, past }, { list: { maxLimit, maxPage } }) => {
      if (past.reply.status !== 200) return fails('200', describe(past))
      if (Number(member(control, 'pagination', 'total')) > (maxPage - 1) * maxLimit) return unclear(`the list has a page ${maxPage}`)
      const data = member(past, 'data')
      if (!Array.isArray(data) || data.length > 0)
        return fails('an empty list', Array.isArray(data) ? `${data.length} items` : 'no array in data')
      const total = member(past, 'pagination', 'total')
      const before = member(control, 'pagination', 'total')
      if (total !== before) return ifUnchanged(fails(`total ${String(before)}`, `total ${String(total)}`))
      const page = member(past, 'pagination', 'page')
      return page === maxPage ? passes : fails(`page ${maxPage}`, `page ${String(page)}`)
    },
    sabotage: ({ past }) => ({ past: altered(past, { status: 404 }) }),
  }),
  probe({
    id: 'pagination/nothing-found-is-empty',
    level: 'MUST',
    cites: ['D08'],
    title: 'returns an empty list, `total` 0 and `totalPages` 0 if a filter matches nothing',
    subjects: (api, ask) =>
      lists()(api, ask).flatMap((subject) => {
        const filter = openFilter(subject, api)
        return filter === undefined ? [] : [{ ...subject, filter, about: filter }]
      }),
    ask: ({ filter, ...subject }, ask) => ({ control: ask.read(subject.operation), none: nothingFound(subject, filter, ask) }),
    covers: ({ filter, ...subject }, ask) => ({ none: inBurst(nothingFound(subject, filter, ask), undefined, ask) }),
    judge: ({ none }) => {
      if (none.reply.status !== 200) return fails('200', describe(none))
      const data = member(none, 'data')
      if (!Array.isArray(data) || data.length > 0)
        return fails('an empty array', Array.isArray(data) ? `${data.length} items` : JSON.stringify(data ?? null))
      const [total, pages] = [member(none, 'pagination', 'total'), member(none, 'pagination', 'totalPages')]
      return total === 0 && pages === 0 ? passes : fails('total 0, totalPages 0', `total ${String(total)}, totalPages ${String(pages)}`)
    },
    sabotage: ({ none }) => ({ none: altered(none, { json: (body) => ({ ...body, data: null }) }) }),
  }),
]

import type { RequestBuilder } from '../../model/request-builder.ts'
import { altered, member, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, passes, shown, unclear } from '../../model/judgement.ts'
import { law, lists, operationOf, probe, type ListSubject } from '../../model/rule.ts'
import { identity, inconstant, misplaced, rowsOf, totalOf } from '../rows.ts'

const rows = (exchange: Answered): unknown[] => {
  const data = member(exchange, 'data')
  return Array.isArray(data) ? data : []
}
const total = totalOf
const pages = (exchange: Answered): number => Number(member(exchange, 'pagination', 'totalPages'))

/** Three pages that contain the whole list, if the maximum page size allows it. */
const walk = ({ operation, list }: ListSubject, ask: RequestBuilder) => {
  const control = ask.read(operation)
  const size = { from: control, pointer: '/pagination/total', as: { third: list.maxLimit } } as const
  const page = (number: number) =>
    ask.read(operation, {
      query: [
        ['page', String(number)],
        ['limit', size],
      ],
    })
  return { control, one: page(1), two: page(2), three: page(3) }
}

type Walk = Readonly<Record<'control' | 'one' | 'two' | 'three', Answered>>
const walked = ({ one, two, three }: Walk): Answered[] => [one, two, three]

/** Whether all pages have the same total. */
const isQuiet = (walk: Walk): boolean => walked(walk).every((each) => total(each) === total(walk.control))
const moving = unclear('the list changed while it was read')

const isPage = (exchange: Answered): boolean =>
  exchange.reply.status === 200 && typeof member(exchange, 'pagination') === 'object' && member(exchange, 'pagination') !== null

export const paginationWalk = [
  law({
    id: 'pagination/page-not-overfull',
    level: 'MUST',
    cites: ['R12'],
    title: 'never returns more items on a page than the page size',
    concerns: isPage,
    judge: (exchange) =>
      holds(
        rows(exchange).length <= Number(member(exchange, 'pagination', 'pageSize')),
        `at most ${String(member(exchange, 'pagination', 'pageSize'))} items`,
        `${rows(exchange).length} items`,
      ),
    sabotage: (exchange) =>
      altered(exchange, { json: (body) => ({ data: [...body.data, 1], pagination: { ...body.pagination, pageSize: body.data.length } }) }),
  }),
  law({
    id: 'pagination/total-pages',
    level: 'MUST',
    cites: ['R13', 'D08'],
    title: 'sets `totalPages` to `total` divided by the page size, rounded up',
    concerns: isPage,
    judge: (exchange) => {
      const wanted = Math.ceil(total(exchange) / Number(member(exchange, 'pagination', 'pageSize')))
      return holds(pages(exchange) === wanted, `totalPages ${wanted}`, `totalPages ${pages(exchange)}`)
    },
    sabotage: (exchange) =>
      altered(exchange, { json: (body) => ({ ...body, pagination: { ...body.pagination, totalPages: body.pagination.totalPages + 1 } }) }),
  }),
  law({
    id: 'pagination/echoes-what-was-asked',
    level: 'MUST',
    cites: ['R13'],
    title: 'returns the requested page and page size in `pagination`',
    concerns: (exchange, context) => isPage(exchange) && operationOf(exchange, context)?.list !== undefined,
    judge: (exchange, context) => {
      const query = new URL(exchange.request.url).searchParams
      return firstFault(
        (
          [
            ['page', 'page', 1],
            ['limit', 'pageSize', operationOf(exchange, context)?.list?.defaultLimit],
          ] as const
        ).map(([parameter, name, byDefault]) => {
          const asked = query.get(parameter) ?? byDefault
          const seen = member(exchange, 'pagination', name)
          return holds(Number(asked) === seen, `${name} ${asked}`, `${name} ${JSON.stringify(seen)}`)
        }),
      )
    },
    sabotage: (exchange) =>
      altered(exchange, { json: (body) => ({ ...body, pagination: { ...body.pagination, page: 7777, pageSize: 7 } }) }),
  }),
  probe({
    id: 'pagination/walk-complete',
    level: 'MUST',
    cites: ['R12', 'D08'],
    title: 'returns every item across the pages of a list, and fills every page except the last',
    subjects: lists(),
    ask: walk,
    judge: (answers) => {
      if (!isQuiet(answers)) return moving
      const { control, one } = answers
      if (total(control) === 0) return unclear('the list is empty')
      const size = Number(member(one, 'pagination', 'pageSize'))
      const wanted = Math.min(total(control), 3 * size)
      const found = walked(answers).flatMap(rows)
      if (found.length !== wanted) return fails(`${wanted} items on the first three pages of ${size}`, `${found.length} items`)
      return firstFault(
        walked(answers).map((page, index) => {
          const full = Math.max(0, Math.min(size, total(control) - index * size))
          return holds(rows(page).length === full, `${full} items on page ${index + 1}`, `${rows(page).length} items`, page)
        }),
      )
    },
    sabotage: ({ two }) => ({ two: altered(two, { json: (body) => ({ ...body, data: body.data.slice(1) }) }) }),
  }),
  probe({
    id: 'pagination/walk-without-repeats',
    level: 'MUST',
    cites: ['D08'],
    title: 'never returns an item twice across the pages of a list',
    subjects: lists(),
    ask: walk,
    judge: (answers) => {
      if (!isQuiet(answers)) return moving
      if (total(answers.control) < 2) return unclear('the list has fewer than two items')
      const found = walked(answers).flatMap(rows).map(identity)
      const twice = found.find((id, index) => found.indexOf(id) !== index)
      return twice === undefined ? passes : fails('every item once', `${twice} returned twice`)
    },
    sabotage: ({ one, two }) => ({ two: altered(two, { json: (body) => ({ ...body, data: [rows(one)[0], ...body.data.slice(1)] }) }) }),
  }),
  probe({
    id: 'pagination/same-order-for-any-page-size',
    level: 'MUST',
    cites: ['D08', 'practice: metamorphic testing of page sizes'],
    title: 'returns the same items in the same order for any page size',
    subjects: lists(),
    ask: walk,
    judge: (answers) => {
      if (!isQuiet(answers)) return moving
      const byDefault = rows(answers.control).map(identity)
      const byThird = walked(answers).flatMap(rows).map(identity).slice(0, byDefault.length)
      const compared = byDefault.slice(0, byThird.length)
      if (compared.length < 2) return unclear('the list has fewer than two items')
      const at = compared.findIndex((id, index) => id !== byThird[index])
      return at === -1 ? passes : fails(`${compared[at]} at position ${at + 1}`, `${byThird[at]}`)
    },
    sabotage: ({ one, two, three }) => ({
      one: altered(one, { json: (body) => ({ ...body, data: rows(three).length > 0 ? rows(three) : rows(two) }) }),
    }),
  }),
  probe({
    id: 'pagination/order-continues',
    level: 'MUST',
    cites: ['D08', 'D09'],
    title: 'continues the default order across pages',
    subjects: (api, ask) =>
      lists()(api, ask).flatMap((subject) => {
        const { sort, columns } = subject.list
        return sort !== undefined && columns.includes(sort.by) ? [{ ...subject, sort }] : []
      }),
    ask: walk,
    judge: (answers, { sort }) => {
      if (!isQuiet(answers)) return moving
      const values = walked(answers)
        .flatMap(rowsOf)
        .flatMap((row) => (Object.hasOwn(row, sort.by) ? [row[sort.by]] : []))
      if (values.length < 2) return unclear(`fewer than two items of the list have ${sort.by}`)
      const wrong = misplaced(values, sort.order)
      return wrong === undefined ? passes : fails(`${sort.by} in ${sort.order} order`, `${shown(wrong[0])} before ${shown(wrong[1])}`)
    },
    sabotage: ({ one }, { sort }) => ({
      // The lowest and the highest text, in an order that is wrong in both directions.
      one: altered(one, { json: (body) => ({ ...body, data: ['!', '\u{10FFFF}', '!'].map((value) => ({ [sort.by]: value })) }) }),
    }),
  }),
  probe({
    id: 'pagination/total-constant',
    level: 'MUST',
    cites: ['R13'],
    title: 'returns the same `total` on every page',
    subjects: lists(),
    // If the total differs from page to page, no two pages of one walk have the same total.
    ask: (subject, ask) => ({ ...walk(subject, ask), again: ask.read(subject.operation, { again: 1 }) }),
    judge: (answers) => {
      const broken = walked(answers).find((each) => each.reply.status !== 200)
      if (broken !== undefined) return fails('200', String(broken.reply.status), broken)
      const readings = [answers.control, ...walked(answers), answers.again]
      const wrong = inconstant(readings)
      if (wrong !== undefined) return fails(`total ${wrong.total}`, `total ${total(wrong.exchange)}`, wrong.exchange)
      return readings.every((each) => total(each) === total(answers.control)) ? passes : moving
    },
    sabotage: ({ two }) => ({ two: altered(two, { json: (body) => ({ ...body, pagination: { ...body.pagination, total: 99_999 } }) }) }),
  }),
  probe({
    id: 'pagination/default-order-stable',
    level: 'MUST',
    cites: ['D08'],
    title: 'returns a list in the same default order twice',
    subjects: lists(),
    ask: ({ operation }, ask) => ({ control: ask.read(operation), again: ask.read(operation, { again: 1 }) }),
    judge: ({ control, again }) => {
      if (total(control) !== total(again)) return moving
      if (total(control) < 2) return unclear('the list has fewer than two items')
      const [before, after] = [rows(control).map(identity), rows(again).map(identity)]
      const at = before.findIndex((id, index) => id !== after[index])
      return at === -1 ? passes : fails(`${before[at]} at position ${at + 1}`, String(after[at]))
    },
    sabotage: ({ again }) => ({ again: altered(again, { json: (body) => ({ ...body, data: body.data.toReversed() }) }) }),
  }),
  probe({
    id: 'pagination/item-equals-its-row',
    level: 'MUST',
    cites: ['D16', 'practice: metamorphic testing of list and item'],
    title: 'returns the same values for an item in a list and on its own',
    subjects: (api, ask) =>
      lists()(api, ask).flatMap((subject) => {
        const link = subject.operation.links.find(({ to, parameters }) => {
          const target = api.operations[to]
          return (
            target?.method === 'GET' && target.list === undefined && Object.values(parameters).every((pointer) => pointer === '/data/0/id')
          )
        })
        const item = link && api.operations[link.to]
        return link === undefined || item === undefined ? [] : [{ ...subject, item, parameters: link.parameters }]
      }),
    ask: ({ operation, item, parameters }, ask) => {
      const control = ask.read(operation)
      const params = Object.fromEntries(Object.entries(parameters).map(([name, pointer]) => [name, { from: control, pointer }]))
      return { control, item: ask.read(item, { params }) }
    },
    judge: ({ control, item }) => {
      const [row, alone] = [rows(control)[0], member(item, 'data')].map((each) =>
        typeof each === 'object' && each !== null ? new Map<string, unknown>(Object.entries(each)) : undefined,
      )
      if (row === undefined || alone === undefined) return unclear('the item was not returned both in the list and on its own')
      const differing = [...row.keys()].find((name) => alone.has(name) && shown(alone.get(name)) !== shown(row.get(name)))
      if (differing === undefined) return passes
      const isMoving = row.has('updatedAt') && alone.has('updatedAt') && row.get('updatedAt') !== alone.get('updatedAt')
      if (isMoving) return unclear('the item changed while it was read')
      return fails(`${differing} ${shown(row.get(differing))}, as in the list`, shown(alone.get(differing)))
    },
    sabotage: ({ item }) => ({ item: altered(item, { json: () => ({ data: { ...(member(item, 'data') as object), id: 'another' } }) }) }),
  }),
]

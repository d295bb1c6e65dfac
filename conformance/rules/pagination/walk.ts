import type { RequestBuilder } from '../../model/request-builder.ts'
import { altered, member, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, ifUnchanged, passes, shown, unclear, type Judgement } from '../../model/judgement.ts'
import type { Request } from '../../model/request.ts'
import type { Api } from '../../model/api.ts'
import { isRepresentative, law, lists, operationOf, probe, type ListSubject } from '../../model/rule.ts'
import { identity, isRow, misplaced, rowsOf, totalOf } from '../rows.ts'
import { secondPage, secondTime, showsSecondTime } from '../list-requests.ts'
import { largest } from '../../resources/largest.ts'

const rows = (exchange: Answered): unknown[] => {
  const data = member(exchange, 'data')
  return Array.isArray(data) ? data : []
}
const total = totalOf
const pages = (exchange: Answered): number => Number(member(exchange, 'pagination', 'totalPages'))
const number = (exchange: Answered): number => Number(member(exchange, 'pagination', 'page'))

/**
 * A walk through a list. Everywhere two pages: the default page stands for the first one, which has the same items whatever its size. For
 * one list three pages, because the third shows whether the distance between pages is constant.
 */
interface Walked extends ListSubject {
  readonly isLong?: true
}

const walks = (api: Api, ask: RequestBuilder): Walked[] =>
  lists()(api, ask).map((subject) => (isRepresentative(subject, api) ? { ...subject, isLong: true } : subject))

const walk = (subject: Walked, ask: RequestBuilder): Readonly<Record<keyof Walk, Request>> => {
  const control = ask.read(subject.operation)
  const whole = largest(subject, ask)
  if (subject.isLong !== true) {
    const two = secondPage(subject, ask)
    return { control, two, three: two, whole }
  }
  const size = { from: control, pointer: '/pagination/total', as: { third: subject.list.defaultLimit } } as const
  const page = (number: number) =>
    ask.read(subject.operation, {
      query: [
        ['page', String(number)],
        ['limit', size],
      ],
    })
  return { control, two: page(2), three: page(3), whole }
}

/** `control` is the default page. In a walk of two pages, `three` is the second one. `whole` is the largest page. */
type Walk = Readonly<Record<'control' | 'two' | 'three' | 'whole', Answered>>
const pagesOfWalk = ['control', 'two', 'three'] as const

interface Page {
  readonly exchange: Answered
  readonly rows: readonly unknown[]
}

const sizeOf = ({ two }: Walk): number => Number(member(two, 'pagination', 'pageSize'))

/** The pages in order. */
function walked(answers: Walk): Page[] {
  const { control, two, three } = answers
  // A deployment that puts too many items on the second page would do so on the first one.
  const first = { exchange: control, rows: rows(control).slice(0, Math.max(sizeOf(answers), rows(two).length)) }
  return [first, ...(two === three ? [two] : [two, three]).map((exchange) => ({ exchange, rows: rows(exchange) }))]
}

/** Whether all pages have the same total. */
const isQuiet = (answers: Walk): boolean => walked(answers).every(({ exchange }) => total(exchange) === total(answers.control))
const moving = unclear('the list changed while it was read')

/** Whether the items of a response are in the given order, as far as they show it. */
function isInOrder(exchange: Answered, { sort, times }: ListSubject['list']): boolean {
  const values = rowsOf(exchange).map((row) => sort && row[sort.by])
  return sort === undefined || values.includes(undefined) || misplaced(values, sort.order, times.includes(sort.by)) === undefined
}

/**
 * Judges the pages of a walk by comparing their items. The second page requests the default order explicitly: if it differs because one
 * of the pages is not in that order, the order is at fault, which other rules judge, and not the pages.
 */
function inOneOrder({ control, two }: Walk, list: ListSubject['list'], judgement: Judgement): Judgement {
  const isExplicit = new URL(two.request.url).searchParams.has('sortBy')
  const unsorted = isExplicit ? [control, two].find((each) => !isInOrder(each, list)) : undefined
  return unsorted === undefined
    ? ifUnchanged(judgement)
    : unclear(`the ${unsorted === control ? 'first' : 'second'} page is not in the order of ${String(list.sort?.by)}`)
}

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
    subjects: walks,
    ask: walk,
    repeats: pagesOfWalk,
    judge: (answers, { list }) => {
      if (!isQuiet(answers)) return moving
      const { control } = answers
      if (total(control) === 0) return unclear('the list is empty')
      const size = sizeOf(answers)
      const pages = walked(answers)
      const wanted = Math.min(total(control), pages.length * size)
      const found = pages.flatMap((page) => page.rows)
      const place = `on the first ${pages.length} pages of ${size}`
      if (found.length !== wanted) return ifUnchanged(fails(`${wanted} items ${place}`, `${found.length} items`))
      const known = found.map(identity)
      const different = new Set(known).size
      if (different < wanted) return inOneOrder(answers, list, fails(`${wanted} items ${place}`, `${different} different items`))
      const lost = rows(control)
        .slice(0, wanted)
        .find((row) => !known.includes(identity(row)))
      if (lost !== undefined) return inOneOrder(answers, list, fails(`${identity(lost)} ${place}`, 'none of them has it', answers.two))
      return firstFault(
        pages.map((page, index) => {
          const full = Math.max(0, Math.min(size, total(control) - index * size))
          return ifUnchanged(
            holds(page.rows.length === full, `${full} items on page ${index + 1}`, `${page.rows.length} items`, page.exchange),
          )
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
    subjects: walks,
    ask: walk,
    repeats: pagesOfWalk,
    judge: (answers, { list }) => {
      if (!isQuiet(answers)) return moving
      if (total(answers.control) < 2) return unclear('the list has fewer than two items')
      const found = walked(answers).flatMap((page) => page.rows.map(identity))
      const twice = found.find((id, index) => found.indexOf(id) !== index)
      return twice === undefined ? passes : inOneOrder(answers, list, fails('every item once', `${twice} returned twice`))
    },
    sabotage: ({ control, two }) => ({
      two: altered(two, { json: (body) => ({ ...body, data: [rows(control)[0], ...body.data.slice(1)] }) }),
    }),
  }),
  probe({
    id: 'pagination/same-order-for-any-page-size',
    level: 'MUST',
    cites: ['D08', 'practice: metamorphic testing of page sizes'],
    title: 'returns the same items in the same order for any page size',
    subjects: walks,
    ask: (subject, ask) => ({ ...walk(subject, ask), again: secondTime(subject, ask) }),
    covers: (subject, ask) => ({ again: showsSecondTime(subject, ask) }),
    repeats: [...pagesOfWalk, 'again'],
    judge: (answers, { list }) => {
      if (!isQuiet(answers)) return moving
      const { control, again } = answers
      const bySize = walked(answers).flatMap((page) => page.rows.map(identity))
      // The explicit order shows more positions, if it is the default order.
      const isUsable = total(again) === total(control) && number(again) === 1 && isInOrder(again, list)
      const others = [control, ...(isUsable ? [again] : [])].map((each) => rows(each).map(identity).slice(0, bySize.length))
      if (others.every(({ length }) => length < 2)) return unclear('the list has fewer than two items')
      return firstFault(
        others.map((compared) => {
          const at = compared.findIndex((id, index) => id !== bySize[index])
          return at === -1 ? passes : inOneOrder(answers, list, fails(`${compared[at]} at position ${at + 1}`, `${bySize[at]}`))
        }),
      )
    },
    sabotage: ({ two }) => ({ two: altered(two, { json: (body) => ({ ...body, data: [{ id: 'another' }, ...body.data.slice(1)] }) }) }),
  }),
  probe({
    id: 'pagination/order-continues',
    level: 'MUST',
    cites: ['D08', 'D09'],
    title: 'continues the default order across pages',
    subjects: (api, ask) =>
      walks(api, ask).flatMap((subject) => {
        const { sort, columns } = subject.list
        return sort !== undefined && columns.includes(sort.by) ? [{ ...subject, sort }] : []
      }),
    ask: walk,
    repeats: pagesOfWalk,
    judge: (answers, { list: { times }, sort }) => {
      if (!isQuiet(answers)) return moving
      const values = walked(answers)
        .flatMap((page) => page.rows.filter(isRow))
        .flatMap((row) => (Object.hasOwn(row, sort.by) ? [row[sort.by]] : []))
      if (values.length < 2) return unclear(`fewer than two items of the list have ${sort.by}`)
      const wrong = misplaced(values, sort.order, times.includes(sort.by))
      return wrong === undefined
        ? passes
        : ifUnchanged(fails(`${sort.by} in ${sort.order} order`, `${shown(wrong[0])} before ${shown(wrong[1])}`))
    },
    sabotage: ({ two }, { sort }) => ({
      // The lowest and the highest text, in an order that is wrong in both directions.
      two: altered(two, { json: (body) => ({ ...body, data: ['!', '\u{10FFFF}', '!'].map((value) => ({ [sort.by]: value })) }) }),
    }),
  }),
  probe({
    id: 'pagination/total-constant',
    level: 'MUST',
    cites: ['R13'],
    title: 'returns the same `total` on every page',
    subjects: walks,
    ask: walk,
    repeats: [...pagesOfWalk, 'whole'],
    judge: (answers) => {
      const pages = walked(answers).map(({ exchange }) => exchange)
      const broken = pages.find((each) => each.reply.status !== 200)
      if (broken !== undefined) return fails('200', String(broken.reply.status), broken)
      const expected = total(answers.control)
      const wrong = [...pages, answers.whole].find((each) => total(each) !== expected)
      return wrong === undefined ? passes : ifUnchanged(fails(`total ${expected}`, `total ${total(wrong)}`, wrong))
    },
    sabotage: ({ two }) => ({ two: altered(two, { json: (body) => ({ ...body, pagination: { ...body.pagination, total: 99_999 } }) }) }),
  }),
  probe({
    id: 'pagination/default-order-stable',
    level: 'MUST',
    cites: ['D08'],
    title: 'returns a list in the same default order twice',
    subjects: lists(),
    ask: (subject, ask) => ({ control: ask.read(subject.operation), again: secondTime(subject, ask) }),
    covers: (subject, ask) => ({ again: showsSecondTime(subject, ask) }),
    repeats: ['control', 'again'],
    judge: ({ control, again }, { list }) => {
      if (again.reply.status !== 200) return unclear(`the second request returned ${again.reply.status}`)
      if (total(control) !== total(again)) return moving
      if (total(control) < 2) return unclear('the list has fewer than two items')
      if (!isInOrder(again, list)) return unclear(`the list is not in order when it is sorted by ${String(list.sort?.by)}`)
      const skipped = (number(again) - 1) * Number(member(again, 'pagination', 'pageSize'))
      const [before, after] = [rows(control).slice(skipped).map(identity), rows(again).map(identity)]
      const at = before.findIndex((id, index) => index < after.length && id !== after[index])
      return at === -1 ? passes : ifUnchanged(fails(`${before[at]} at position ${skipped + at + 1}`, String(after[at])))
    },
    sabotage: ({ control }) => ({ control: altered(control, { json: (body) => ({ ...body, data: body.data.toReversed() }) }) }),
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
    repeats: ['control'],
    judge: ({ control, item }) => {
      const [row, alone] = [rows(control)[0], member(item, 'data')].map((each) =>
        typeof each === 'object' && each !== null ? new Map<string, unknown>(Object.entries(each)) : undefined,
      )
      if (row === undefined || alone === undefined) return unclear('the item was not returned both in the list and on its own')
      const differing = [...row.keys()].find((name) => alone.has(name) && shown(alone.get(name)) !== shown(row.get(name)))
      if (differing === undefined) return passes
      return ifUnchanged(fails(`${differing} ${shown(row.get(differing))}, as in the list`, shown(alone.get(differing))))
    },
    sabotage: ({ item }) => ({ item: altered(item, { json: () => ({ data: { ...(member(item, 'data') as object), id: 'another' } }) }) }),
  }),
]

/** What one page of a list shows by itself, whichever request it answers. */
import { decided } from '../../model/basis.ts'
import { altered, member, type Answered } from '../../model/exchange.ts'
import { fails, holds, passes, shown, type Judgement } from '../../model/judgement.ts'
import { law, operationOf, type JudgeContext } from '../../model/rule.ts'
import { compare, rowsOf, totalOf } from '../rows.ts'

const isPage = (exchange: Answered, context: JudgeContext): boolean =>
  exchange.reply.status === 200 &&
  exchange.request.method === 'GET' &&
  operationOf(exchange, context)?.list !== undefined &&
  Array.isArray(member(exchange, 'data')) &&
  Number.isInteger(totalOf(exchange))

const value = (exchange: Answered, name: string): number => Number(member(exchange, 'pagination', name))

/** By what the rows were asked to be sorted, or by what the list sorts them itself; `undefined` where the rows do not show it. */
function orderOf(exchange: Answered, context: JudgeContext) {
  const list = operationOf(exchange, context)?.list
  const query = new URL(exchange.request.url).searchParams
  const by = query.get('sortBy') ?? list?.sort?.by
  const asked = query.get('sortOrder')
  if (by === undefined || list?.sort === undefined || !list.sort.fields.includes(by) || !list.columns.includes(by)) return undefined
  return { by, sign: (asked ?? list.sort.order) === 'desc' ? -1 : 1, isAsked: query.has('sortBy') }
}

/** A number or a time with a fraction may be kept more exactly than it is shown; what looks the same is no tie then. */
const isRounded = (value: unknown): boolean =>
  (typeof value === 'number' && !Number.isInteger(value)) || (typeof value === 'string' && /T\d\d:\d\d:\d\d\.\d*[1-9]/.test(value))

export const pages = [
  law({
    id: 'pagination/page-as-full-as-its-total',
    // Where others write, rows and total may be counted a moment apart.
    level: 'SHOULD',
    cites: ['R13', 'D08'],
    title: 'fills every page but the last, and the last with what the total leaves for it',
    concerns: isPage,
    judge: (exchange) => {
      const [page, size, total] = [value(exchange, 'page'), value(exchange, 'pageSize'), totalOf(exchange)]
      const wanted = Math.max(0, Math.min(size, total - (page - 1) * size))
      const rows = (member(exchange, 'data') as unknown[]).length
      return holds(rows === wanted, `${wanted} of ${total} items on page ${page}`, `${rows} items`)
    },
    sabotage: (exchange) => altered(exchange, { json: (body) => ({ ...body, data: [...body.data, { id: 'one too many' }] }) }),
  }),
  law({
    id: 'sorting/every-page-in-order',
    level: 'MUST',
    cites: ['R15', 'D08', 'D09'],
    title: 'shows every page in the order that was asked for, or in the default one, ties by id',
    concerns: (exchange, context) => isPage(exchange, context) && rowsOf(exchange).length > 1 && orderOf(exchange, context) !== undefined,
    judge: (exchange, context) => {
      const order = orderOf(exchange, context)
      const rows = rowsOf(exchange)
      if (order === undefined || !rows.every((row) => Object.hasOwn(row, order.by))) return passes
      const { by, sign, isAsked } = order
      // That a list is sorted as it was asked to be is promised (R15); its default order, and that of equal values, is decided (D08).
      const graded = (judgement: Judgement): Judgement => (isAsked ? judgement : decided(judgement))
      for (const [index, row] of rows.entries()) {
        const before = rows[index - 1]
        if (before === undefined) continue
        const step = sign * compare(before[by], row[by])
        if (step > 0) return graded(fails(`${shown(row[by])} before ${shown(before[by])}`, `it after it, at /data/${index}/${by}`))
        const isTie = step === 0 && !isRounded(row[by]) && typeof before['id'] === 'string' && typeof row['id'] === 'string'
        if (isTie && sign * compare(before['id'], row['id']) > 0)
          return decided(fails(`ties of ${by} by id`, `${shown(before['id'])} before ${shown(row['id'])}, at /data/${index}`))
      }
      return passes
    },
    sabotage: (exchange, context) => {
      const by = orderOf(exchange, context)?.by ?? ''
      return altered(exchange, { json: (body) => ({ ...body, data: ['!', '\u{10FFFF}', '!'].map((each) => ({ [by]: each })) }) })
    },
  }),
]

/** Conditions for a single page of a list, for any request. */
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

/** Returns the requested sort order, or else the default one; `undefined` if the items do not contain the sort field. */
function orderOf(exchange: Answered, context: JudgeContext) {
  const list = operationOf(exchange, context)?.list
  const query = new URL(exchange.request.url).searchParams
  const by = query.get('sortBy') ?? list?.sort?.by
  const asked = query.get('sortOrder')
  if (by === undefined || list?.sort === undefined || !list.sort.fields.includes(by) || !list.columns.includes(by)) return undefined
  return { by, sign: (asked ?? list.sort.order) === 'desc' ? -1 : 1, isAsked: query.has('sortBy'), areTimes: list.times.includes(by) }
}

/** A number or time with a fraction may be stored with a higher precision than returned, so equal values need not be a tie. */
const isRounded = (value: unknown, areTimes: boolean): boolean =>
  (typeof value === 'number' && !Number.isInteger(value)) ||
  (areTimes && typeof value === 'string' && /T\d\d:\d\d:\d\d\.\d*[1-9]/.test(value))

export const pages = [
  law({
    id: 'pagination/page-as-full-as-its-total',
    // If other clients write, items and total may be from different times.
    level: 'SHOULD',
    cites: ['R13', 'D08'],
    title: 'fills every page except the last, and returns the remaining items of `total` on the last page',
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
    title: 'returns every page in the requested or the default order, with ties sorted by id',
    concerns: (exchange, context) => isPage(exchange, context) && rowsOf(exchange).length > 1 && orderOf(exchange, context) !== undefined,
    judge: (exchange, context) => {
      const order = orderOf(exchange, context)
      const rows = rowsOf(exchange)
      if (order === undefined || !rows.every((row) => Object.hasOwn(row, order.by))) return passes
      const { by, sign, isAsked, areTimes } = order
      // The requested order is promised (R15); the default order, and the order of equal values, are decided (D08).
      const graded = (judgement: Judgement): Judgement => (isAsked ? judgement : decided(judgement))
      for (const [index, row] of rows.entries()) {
        const before = rows[index - 1]
        if (before === undefined) continue
        const step = sign * compare(before[by], row[by], areTimes)
        if (step > 0) return graded(fails(`${shown(row[by])} before ${shown(before[by])}`, `the opposite order, at /data/${index}/${by}`))
        const isTie = step === 0 && !isRounded(row[by], areTimes) && typeof before['id'] === 'string' && typeof row['id'] === 'string'
        if (isTie && sign * compare(before['id'], row['id'], false) > 0)
          return decided(
            fails(`items with the same ${by} sorted by id`, `${shown(before['id'])} before ${shown(row['id'])}, at /data/${index}`),
          )
      }
      return passes
    },
    sabotage: (exchange, context) => {
      const by = orderOf(exchange, context)?.by ?? ''
      return altered(exchange, { json: (body) => ({ ...body, data: ['!', '\u{10FFFF}', '!'].map((each) => ({ [by]: each })) }) })
    },
  }),
]

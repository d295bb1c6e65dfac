/** How much of a list one response contains. */
import { member, type Answered } from '../../model/exchange.ts'
import { operationOf, type JudgeContext } from '../../model/rule.ts'
import { totalOf } from '../rows.ts'
import { entities, type Entity } from './entities.ts'

/** Whether a response contains a complete list: a single page, without any filter. */
export function isWhole(exchange: Answered, context: JudgeContext): boolean {
  const list = operationOf(exchange, context)?.list
  const data = member(exchange, 'data')
  if (list === undefined || !Array.isArray(data) || data.length !== totalOf(exchange)) return false
  return [...new URL(exchange.request.url).searchParams.keys()].every((name) => ['page', 'limit', 'sortBy', 'sortOrder'].includes(name))
}

/** Whether a response lists only items of the unfiltered list; a flag, a depth or a state may add items that the unfiltered list omits. */
export function isNarrower(exchange: Answered, context: JudgeContext): boolean {
  const list = operationOf(exchange, context)?.list
  if (list === undefined) return false
  const widens = list.filters.filter(({ schema: { enum: values, type } }) => values !== undefined || ![type].flat().includes('string'))
  const asked = new URL(exchange.request.url).searchParams
  return !widens.some(({ name }) => asked.has(name))
}

/** The time of the last change of an item, or else of its creation. */
export const lastTouched = (values: Entity['values']): number => Number(values.get('updatedAt') ?? values.get('createdAt') ?? Number.NaN)

export const rowsIn = (exchange: Answered, context: JudgeContext): Entity[] =>
  entities(exchange, context).filter(({ at }) => /^\/data\/\d+$/.test(at))

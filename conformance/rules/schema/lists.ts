/** What one answer holds of a list. */
import { member, type Answered } from '../../model/exchange.ts'
import { operationOf, type JudgeContext } from '../../model/rule.ts'
import { totalOf } from '../rows.ts'
import { entities, type Entity } from './entities.ts'

/** Whether an answer holds a list as a whole: one page, and nothing that narrows it down. */
export function isWhole(exchange: Answered, context: JudgeContext): boolean {
  const list = operationOf(exchange, context)?.list
  const data = member(exchange, 'data')
  if (list === undefined || !Array.isArray(data) || data.length !== totalOf(exchange)) return false
  return [...new URL(exchange.request.url).searchParams.keys()].every((name) => ['page', 'limit', 'sortBy', 'sortOrder'].includes(name))
}

/** Whether an answer lists nothing that is not in the whole list: a flag, a depth or a state may ask for what is left out of that. */
export function isNarrower(exchange: Answered, context: JudgeContext): boolean {
  const list = operationOf(exchange, context)?.list
  if (list === undefined) return false
  const widens = list.filters.filter(({ schema: { enum: values, type } }) => values !== undefined || ![type].flat().includes('string'))
  const asked = new URL(exchange.request.url).searchParams
  return !widens.some(({ name }) => asked.has(name))
}

/** When a row was last changed, or at least made. */
export const lastTouched = (values: Entity['values']): number => Number(values.get('updatedAt') ?? values.get('createdAt') ?? Number.NaN)

export const rowsIn = (exchange: Answered, context: JudgeContext): Entity[] =>
  entities(exchange, context).filter(({ at }) => /^\/data\/\d+$/.test(at))

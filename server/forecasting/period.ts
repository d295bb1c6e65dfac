import type { Schemas } from '../../spec/contract.ts'
import { type Day, dateOf, dayOf } from './calendar.ts'

type Name = Schemas['PlanningPeriod']

const lengths: Readonly<Record<Exclude<Name, 'CUSTOM'>, number>> = {
  LAST_7_DAYS: 7,
  LAST_30_DAYS: 30,
  LAST_90_DAYS: 90,
  LAST_365_DAYS: 365,
}
const longest = 366

/** The days of a period, inclusive. */
export interface Period {
  readonly name: Name
  readonly first: Day
  readonly last: Day
  readonly days: number
}

interface Asked {
  readonly period: Name
  readonly startDate?: string
  readonly endDate?: string
}

/** The issues of a requested period that its schema cannot detect. */
export function periodIssues({ period, startDate, endDate }: Asked): Schemas['Issue'][] {
  const issue = (path: string, message: string): Schemas['Issue'] => ({ in: 'query', path, message })
  if (period !== 'CUSTOM') {
    return [
      ...(startDate === undefined ? [] : [issue('startDate', 'must be absent unless period is CUSTOM')]),
      ...(endDate === undefined ? [] : [issue('endDate', 'must be absent unless period is CUSTOM')]),
    ]
  }
  if (startDate === undefined || endDate === undefined) {
    return [
      ...(startDate === undefined ? [issue('startDate', 'must be present if period is CUSTOM')] : []),
      ...(endDate === undefined ? [issue('endDate', 'must be present if period is CUSTOM')] : []),
    ]
  }
  const days = dayOf(endDate) - dayOf(startDate) + 1
  if (days < 1) return [issue('endDate', 'must not be before startDate')]
  return days > longest ? [issue('endDate', `must be at most ${longest - 1} days after startDate`)] : []
}

/** The requested period, if it is valid; `last` is the last day with known demand. */
export function periodOf({ period, startDate, endDate }: Asked, last: Day): Period {
  if (period !== 'CUSTOM') return { name: period, first: last - lengths[period] + 1, last, days: lengths[period] }
  if (startDate === undefined || endDate === undefined)
    throw new Error('startDate or endDate of a custom period is missing: validation should have rejected the request')
  const [first, end] = [dayOf(startDate), dayOf(endDate)]
  return { name: period, first, last: end, days: end - first + 1 }
}

/** The period in the format of the contract. */
export function described({ name, first, last, days }: Period): { period: Name; startDate: string; endDate: string; days: number } {
  return { period: name, startDate: dateOf(first), endDate: dateOf(last), days }
}

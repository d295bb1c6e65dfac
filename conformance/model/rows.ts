/** The items of a list. */
import { member, type Answered } from './exchange.ts'
import type { Row } from './profile.ts'

/** Returns the items that are objects; empty if `data` is not a list. */
export function rowsOf(exchange: Answered): Row[] {
  const data = member(exchange, 'data')
  return Array.isArray(data) ? data.filter(isRow) : []
}

export const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null

/** The items of a list: their content and their order. */
import { member, type Answered } from '../model/exchange.ts'
import type { Row } from '../model/profile.ts'
import { shown } from '../model/judgement.ts'

export type { Row }
export { isRow, rowsOf } from '../model/rows.ts'

/** Identifies an item by its id, or else by its content. */
export function identity(row: unknown): string {
  const id = (row as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : shown(row)
}

export function totalOf(exchange: Answered): number {
  return Number(member(exchange, 'pagination', 'total'))
}

/**
 * D09: text by code point, times by the instant (with or without a fraction), null greater than all other values. Only the contract says
 * whether the values are times (`times` of a list): a text, such as a name, may look like one.
 */
export function compare(a: unknown, b: unknown, areTimes: boolean): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  if (areTimes && isTime(a) && isTime(b)) return Date.parse(a) - Date.parse(b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return Buffer.compare(Buffer.from(text(a)), Buffer.from(text(b)))
}

/** Returns the first two adjacent values in the wrong order, or `undefined` if there are none. */
export function misplaced(
  values: readonly unknown[],
  order: 'asc' | 'desc',
  areTimes: boolean,
): readonly [before: unknown, after: unknown] | undefined {
  const sign = order === 'asc' ? 1 : -1
  const at = values.findIndex((value, index) => index > 0 && sign * compare(values[index - 1], value, areTimes) > 0)
  return at === -1 ? undefined : [values[at - 1], values[at]]
}

const text = (value: unknown): string => (typeof value === 'string' ? value : shown(value))

const isTime = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value)

/** The rows of a list: what is in them, and in which order they stand. */
import { member, type Answered } from '../model/exchange.ts'
import type { Row } from '../model/profile.ts'
import { shown } from '../model/judgement.ts'

export type { Row }

/** The rows that are objects; none where `data` is not a list. */
export function rowsOf(exchange: Answered): Row[] {
  const data = member(exchange, 'data')
  return Array.isArray(data) ? data.filter((row): row is Row => typeof row === 'object' && row !== null) : []
}

/** What tells a row from the others: its id, or what it contains. */
export function identity(row: unknown): string {
  const id = (row as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : shown(row)
}

export function totalOf(exchange: Answered): number {
  return Number(member(exchange, 'pagination', 'total'))
}

/**
 * Of several readings of one list, the first whose total differs from one before and one after it that agree; `undefined` if there is none. What others
 * add or remove meanwhile changes the total once, so only a total that comes back shows a fault.
 */
export function inconstant(readings: readonly Answered[]): { readonly exchange: Answered; readonly total: number } | undefined {
  const inOrder = readings.toSorted((a, b) => a.number - b.number)
  return inOrder
    .map((exchange, at) => {
      const later = inOrder.slice(at + 1).map(totalOf)
      const total = inOrder
        .slice(0, at)
        .map(totalOf)
        .find((each) => !Object.is(each, totalOf(exchange)) && later.includes(each))
      return total === undefined ? undefined : { exchange, total }
    })
    .find((each) => each !== undefined)
}

/** D09: text by code point, times by the moment they name (with or without a fraction), null greater than everything. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  if (isTime(a) && isTime(b)) return Date.parse(a) - Date.parse(b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return Buffer.compare(Buffer.from(text(a)), Buffer.from(text(b)))
}

/** The first two neighbours that stand in the wrong order; `undefined` if there are none. */
export function misplaced(values: readonly unknown[], order: 'asc' | 'desc'): readonly [before: unknown, after: unknown] | undefined {
  const sign = order === 'asc' ? 1 : -1
  const at = values.findIndex((value, index) => index > 0 && sign * compare(values[index - 1], value) > 0)
  return at === -1 ? undefined : [values[at - 1], values[at]]
}

const text = (value: unknown): string => (typeof value === 'string' ? value : shown(value))

const isTime = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)

import type { Schemas } from '../../spec/contract.ts'
import { millisecondsOf, timestamp } from '../timestamp.ts'
import { dayOf } from './availability.ts'

const day = 24 * 60 * 60 * 1000

/** The default period of movements in days, and the number of days in which a lot counts as expiring soon. */
const days = 30

/** The requested period: by default the 30 days before its end, which is now by default. `now` in milliseconds. */
export function periodOf(asked: { startDate?: string | undefined; endDate?: string | undefined }, now: number) {
  const until = asked.endDate ?? timestamp(now)
  return { since: asked.startDate ?? timestamp(Math.max(earliest, millisecondsOf(until) - days * day)), until }
}

// A year before 0 would not fit RFC 3339.
const earliest = Date.parse('0000-01-01T00:00:00Z')

/** The calendar dates of the first and the last day on which a lot counts as expiring soon. */
export function expiringSoon(now: number): { today: string; soon: string } {
  return { today: dayOf(now), soon: dayOf(now + (days - 1) * day) }
}

const types = [
  'ADJUSTMENT',
  'LOT_CORRECTION',
  'RECORDED_STOCK',
  'CYCLE_COUNT',
  'TRANSFER_OUT',
  'TRANSFER_IN',
  'INITIAL',
] as const satisfies readonly Schemas['TransactionType'][]

/** In the order of the enumeration in the contract. */
export function orderedMovements(movements: readonly Schemas['MovementTotal'][]): Schemas['MovementTotal'][] {
  return types.flatMap((type) => movements.filter(({ transactionType }) => transactionType === type))
}

import type { Schemas } from '../../spec/contract.ts'
import { millisecondsOf } from '../timestamp.ts'
import { type Day, dayAt } from './calendar.ts'

type Event = Pick<Schemas['ForecastEvent'], 'id' | 'startsAt' | 'endsAt' | 'value' | 'productMasterId' | 'locationId'>

/** The data of a line that decides whether an event applies to it. */
interface Place {
  readonly productMasterId: string
  readonly locationId: string
}

/** Maximum factor, however many events overlap. */
const maxFactor = 1000

/** The combined factor of the lifts of a day: additive lifts are added first, multiplicative ones multiply the result. */
export function stackedFactor(lifts: readonly Pick<Schemas['EventValue'], 'liftPct' | 'stackingMode'>[]): number {
  let sum = 0
  let product = 1
  for (const { liftPct, stackingMode } of lifts) {
    if (stackingMode === 'ADDITIVE') sum += liftPct
    else product *= 1 + liftPct
  }
  return Math.min(Math.max(1 + sum, 0) * product, maxFactor)
}

/** Whether an event applies to the lines of a product at a location. */
export function actsOn({ productMasterId, locationId }: Event, place: Place): boolean {
  return (productMasterId === null || productMasterId === place.productMasterId) && (locationId === null || locationId === place.locationId)
}

/** The factor of each of `days` days starting at `first`; `events` are those that apply to the line. */
export function dailyFactors(events: readonly Event[], first: Day, days: number): Float64Array {
  const factors = new Float64Array(days).fill(1)
  const spans = events.map(({ startsAt, endsAt, value }) => ({
    from: dayAt(millisecondsOf(startsAt)) - first,
    to: dayAt(millisecondsOf(endsAt)) - first,
    value,
  }))
  if (spans.length === 0) return factors
  return factors.map((_, day) => stackedFactor(spans.filter(({ from, to }) => from <= day && day <= to).map(({ value }) => value)))
}

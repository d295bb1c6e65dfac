import type { Schemas } from '../../spec/contract.ts'
import type { DemandLine, ForecastEvent } from '../store/forecasting-store.ts'
import { type Day, dateOf, dayOf } from './calendar.ts'
import { actsOn, dailyFactors } from './event-factor.ts'
import { type Fit, fit } from './holt-winters.ts'
import { type HalfWidth, halfWidths } from './interval.ts'
import { rounded, sumOfUnits, units } from './rounding.ts'

/** A line with the fit of its history. */
export interface FittedLine<Line extends DemandLine = DemandLine> {
  readonly line: Line
  /** The day of its first demand. */
  readonly start: Day
  /** Units per day from `start` to the last day with known demand. */
  readonly history: readonly number[]
  readonly fit: Fit
}

/** Fits lines whose demand is known until `last`; lines without any demand are omitted. */
export function fitLines<Line extends DemandLine>(lines: readonly Line[], last: Day): FittedLine<Line>[] {
  return lines.flatMap((line) => {
    const begin = line.quantities.findIndex((quantity) => quantity > 0)
    if (begin < 0) return []
    const start = dayOf(line.startDate) + begin
    const known = line.quantities.slice(begin)
    const history = [...known, ...Array.from({ length: last - start + 1 - known.length }, () => 0)]
    return [{ line, start, history, fit: fit(history) }]
  })
}

/** The root mean square of the summed one-step errors of the lines, over the days on which the error of any line is valid. */
export function sigmaOf(lines: readonly Pick<FittedLine, 'start' | 'fit'>[]): number {
  const sums = new Map<Day, number>()
  for (const { start, fit } of lines) {
    for (let index = fit.firstError; index < fit.errors.length; index++) {
      sums.set(start + index, (sums.get(start + index) ?? 0) + (fit.errors[index] ?? 0))
    }
  }
  let squares = 0
  for (const sum of sums.values()) squares += sum ** 2
  return sums.size === 0 ? 0 : Math.sqrt(squares / sums.size)
}

/** The forecast of several lines together, by day from the day after the last known demand. */
export interface Outlook {
  readonly firstDay: Day
  readonly days: number
  /** Expected units per day without events. */
  readonly baseline: Float64Array
  /** Expected units per day with events. */
  readonly withEvents: Float64Array
  readonly halfWidth: HalfWidth
  /** The ids of the events that apply to any of the lines, in input order. */
  readonly eventIds: readonly string[]
}

/** The forecast of several lines together, and the first day of their history; `null` if there is none. */
export interface Forecasted {
  readonly historyStart: Day | null
  readonly outlook: Outlook
}

/** Forecasts `days` days from `firstDay` on. `events` are those that overlap these days. */
export function outlookOf(lines: readonly FittedLine[], events: readonly ForecastEvent[], firstDay: Day, days: number): Outlook {
  const baseline = new Float64Array(days)
  const withEvents = new Float64Array(days)
  const acting = new Set<string>()
  // Most lines share their events with other lines.
  const known = new Map<string, Float64Array>()
  for (const { line, fit } of lines) {
    const own = events.filter((event) => actsOn(event, line))
    for (const { id } of own) acting.add(id)
    const key = own.map(({ id }) => id).join()
    const factors = known.get(key) ?? dailyFactors(own, firstDay, days)
    known.set(key, factors)
    fit.ahead(days).forEach((quantity, day) => {
      baseline[day] = (baseline[day] ?? 0) + quantity
      withEvents[day] = (withEvents[day] ?? 0) + quantity * (factors[day] ?? 1)
    })
  }
  return {
    firstDay,
    days,
    baseline,
    withEvents,
    halfWidth: halfWidths(sigmaOf(lines), days),
    eventIds: events.map(({ id }) => id).filter((id) => acting.has(id)),
  }
}

/** The sum of the days `first` to `last`, counted from 1. It is the sum of the rounded days, as displayed. */
export function totalOf({ baseline, withEvents, halfWidth }: Outlook, first: number, last: number): Schemas['ForecastTotal'] {
  const before = baseline.slice(first - 1, last)
  const after = withEvents.slice(first - 1, last)
  const expected = before.reduce((sum, each) => sum + each, 0)
  const lifted = after.reduce((sum, each) => sum + each, 0)
  const factor = expected === 0 ? 1 : lifted / expected
  const width = halfWidth(first, last)
  const forecastQuantity = sumOfUnits([...after])
  return {
    baselineQuantity: sumOfUnits([...before]),
    eventFactor: rounded(factor, 4),
    forecastQuantity,
    // Days are rounded individually, so their sum can lie outside an interval of width 0.
    lowerQuantity: Math.min(units(Math.max(expected - width, 0) * factor), forecastQuantity),
    upperQuantity: Math.max(units((expected + width) * factor), forecastQuantity),
  }
}

/** The forecast per day. */
export function bucketsOf(outlook: Outlook): Schemas['ForecastBucket'][] {
  return Array.from({ length: outlook.days }, (_, index) => ({
    date: dateOf(outlook.firstDay + index),
    ...totalOf(outlook, index + 1, index + 1),
  }))
}

import type { DemandFilter, ForecastEvent, NamedDemandLine } from '../store/forecasting-store.ts'
import type { TenantStore } from '../store/store.ts'
import { type Day, dateOf, dayAt, dayOf } from './calendar.ts'
import { type FittedLine, fitLines } from './outlook.ts'

type Reading = Pick<TenantStore, 'demand' | 'forecastEvents' | 'forecastScenarios'>

/** Demand that a filter selects, with what its history comes to. */
export interface KnownDemand {
  readonly lines: readonly FittedLine<NamedDemandLine>[]
  /** The last day of which demand is known; `null` if none is. */
  readonly lastDay: Day | null
  /** That day, or yesterday: forecasts begin on the day after. */
  readonly knownTo: Day
}

/** `now` in milliseconds. */
export async function readDemand({ demand }: Reading, filter: DemandFilter, now: number): Promise<KnownDemand> {
  const { lines, lastDate } = await demand.select(filter)
  const lastDay = lastDate === null ? null : dayOf(lastDate)
  const knownTo = lastDay ?? dayAt(now) - 1
  return { lines: fitLines(lines, knownTo), lastDay, knownTo }
}

/** What was asked for by query. */
interface Asked {
  readonly productMasterId?: string
  readonly locationId?: string
  readonly channelId?: string
  readonly scenarioId?: string
}

/** What a query selects, with the lines of an unknown scenario left out: it has no demand. */
export async function readSelection(store: Reading, { scenarioId, ...asked }: Asked, now: number) {
  const { productMasterId = null, locationId = null, channelId = null } = asked
  const filter: DemandFilter = { productMasterId, locationId, channelId }
  const known = await readDemand(store, filter, now)
  const scenarioUnknown = scenarioId !== undefined && (await store.forecastScenarios.find(scenarioId)) === undefined
  return { ...known, lines: scenarioUnknown ? [] : known.lines, filter, scenarioId: scenarioId ?? null }
}

/** The events that act on `days` days from `first` on: those of a scenario or, with `null`, of the published ones. */
export function readEvents({ forecastEvents }: Reading, scenarioId: string | null, first: Day, days: number): Promise<ForecastEvent[]> {
  const span = { startDate: dateOf(first), endDate: dateOf(first + days - 1) }
  return scenarioId === null ? forecastEvents.published(span) : forecastEvents.ofScenario(scenarioId, span)
}

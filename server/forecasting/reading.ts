import type { DemandFilter, ForecastEvent, NamedDemandLine } from '../store/forecasting-store.ts'
import type { TenantStore } from '../store/store.ts'
import { type Day, dateOf, dayAt, dayOf } from './calendar.ts'
import { type FittedLine, fitLines } from './outlook.ts'

type Reading = Pick<TenantStore, 'demand' | 'forecastEvents' | 'forecastScenarios'>

/** The demand that a filter selects, with the fit of its history. */
export interface KnownDemand {
  readonly lines: readonly FittedLine<NamedDemandLine>[]
  /** The last day with known demand; `null` if there is none. */
  readonly lastDay: Day | null
  /** That day, or yesterday: forecasts start on the following day. */
  readonly knownTo: Day
}

/** `now` in milliseconds. */
export async function readDemand({ demand }: Reading, filter: DemandFilter, now: number): Promise<KnownDemand> {
  const { lines, lastDate } = await demand.select(filter)
  const lastDay = lastDate === null ? null : dayOf(lastDate)
  const knownTo = lastDay ?? dayAt(now) - 1
  return { lines: fitLines(lines, knownTo), lastDay, knownTo }
}

/** The parameters of a query. */
interface Asked {
  readonly productMasterId?: string
  readonly locationId?: string
  readonly channelId?: string
  readonly scenarioId?: string
}

/** The demand that a query selects; an unknown scenario has no demand. */
export async function readSelection(store: Reading, { scenarioId, ...asked }: Asked, now: number) {
  const { productMasterId = null, locationId = null, channelId = null } = asked
  const filter: DemandFilter = { productMasterId, locationId, channelId }
  const known = await readDemand(store, filter, now)
  const scenarioUnknown = scenarioId !== undefined && (await store.forecastScenarios.find(scenarioId)) === undefined
  return { ...known, lines: scenarioUnknown ? [] : known.lines, filter, scenarioId: scenarioId ?? null }
}

/** The events on the `days` days starting at `first`: those of a scenario or, with `null`, of the published ones. */
export function readEvents({ forecastEvents }: Reading, scenarioId: string | null, first: Day, days: number): Promise<ForecastEvent[]> {
  const span = { startDate: dateOf(first), endDate: dateOf(first + days - 1) }
  return scenarioId === null ? forecastEvents.published(span) : forecastEvents.ofScenario(scenarioId, span)
}

import type { DemandFilter, ForecastEvent, NamedDemandLine } from '../store/forecasting-store.ts'
import type { TenantStore } from '../store/store.ts'
import { type Day, dateOf, dayAt, dayOf } from './calendar.ts'
import { grouped } from './grouped.ts'
import { keptOfDemand } from './kept.ts'
import { type FittedLine, fitLines, type Forecasted, type Outlook, outlookOf } from './outlook.ts'

type Reading = Pick<TenantStore, 'demand' | 'forecastEvents' | 'forecastScenarios'>

/** Until when demand is known. */
interface Knowledge {
  /** The last day with known demand; `null` if there is none. */
  readonly lastDay: Day | null
  /** That day, or yesterday: forecasts start on the following day. */
  readonly knownTo: Day
}

function knowledge(lastDate: string | null, now: number): Knowledge {
  const lastDay = lastDate === null ? null : dayOf(lastDate)
  return { lastDay, knownTo: lastDay ?? dayAt(now) - 1 }
}

/** The demand that a filter selects, with the fit of its history. `now` in milliseconds. */
export async function readDemand(
  { demand }: Pick<Reading, 'demand'>,
  filter: DemandFilter,
  now: number,
): Promise<Knowledge & { readonly lines: readonly FittedLine<NamedDemandLine>[] }> {
  const { lines, lastDate } = await demand.select(filter)
  const known = knowledge(lastDate, now)
  return { ...known, lines: fitLines(lines, known.knownTo) }
}

/** Until when the tenant's demand is known. `now` in milliseconds. */
export async function readKnowledge({ demand }: Pick<Reading, 'demand'>, now: number): Promise<Knowledge> {
  return knowledge((await demand.state()).lastDate, now)
}

/** The days to forecast, from the day after the last known demand on, and the events that overlap them. */
interface Horizon {
  readonly knownTo: Day
  readonly days: number
  readonly events: readonly ForecastEvent[]
}

const forecasted = (lines: readonly FittedLine[], { knownTo, days, events }: Horizon): Forecasted => ({
  historyStart: lines.length === 0 ? null : lines.reduce((first, line) => Math.min(first, line.start), Infinity),
  outlook: outlookOf(lines, events, knownTo + 1, days),
})

const allTogether = keptOfDemand((lines, horizon: Horizon) => forecasted(fitLines(lines, horizon.knownTo), horizon))

const byChannel = keptOfDemand((lines, horizon: Horizon) => {
  const channels = grouped(fitLines(lines, horizon.knownTo), ({ line }) => line.channelId)
  return new Map([...channels].map(([channelId, own]) => [channelId, forecasted(own, horizon).outlook]))
})

/** The forecast of the selected demand. */
export function readForecast({ demand }: Pick<Reading, 'demand'>, filter: DemandFilter, horizon: Horizon): Promise<Forecasted> {
  return allTogether(demand, filter, horizon)
}

/** The parameters of a query. */
interface Asked extends Partial<Record<keyof DemandFilter, string>> {
  readonly scenarioId?: string
}

function filterOf({ productMasterId, locationId, channelId }: Asked): DemandFilter {
  return { productMasterId: productMasterId ?? null, locationId: locationId ?? null, channelId: channelId ?? null }
}

const isUnknown = async ({ forecastScenarios }: Reading, { scenarioId }: Asked): Promise<boolean> =>
  scenarioId !== undefined && (await forecastScenarios.find(scenarioId)) === undefined

/** The forecast that a query selects; an unknown scenario has no demand. */
export async function readSelection(
  store: Reading,
  asked: Asked,
  horizon: Horizon,
): Promise<Forecasted & { readonly filter: DemandFilter; readonly scenarioId: string | null }> {
  const filter = filterOf(asked)
  const found = (await isUnknown(store, asked)) ? forecasted([], horizon) : await readForecast(store, filter, horizon)
  return { ...found, filter, scenarioId: asked.scenarioId ?? null }
}

/** The forecasts that a query selects, by the id of their channel; an unknown scenario has no demand. */
export async function readByChannel(store: Reading, asked: Asked, horizon: Horizon): Promise<ReadonlyMap<string, Outlook>> {
  return (await isUnknown(store, asked)) ? new Map() : byChannel(store.demand, filterOf(asked), horizon)
}

/** The events on the `days` days starting at `first`: those of a scenario or, with `null`, of the published ones. */
export function readEvents({ forecastEvents }: Reading, scenarioId: string | null, first: Day, days: number): Promise<ForecastEvent[]> {
  const span = { startDate: dateOf(first), endDate: dateOf(first + days - 1) }
  return scenarioId === null ? forecastEvents.published(span) : forecastEvents.ofScenario(scenarioId, span)
}

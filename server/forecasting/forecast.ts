import type { Schemas } from '../../spec/contract.ts'
import { schemaNumber } from '../schema-number.ts'
import type { DemandFilter, ForecastScenario } from '../store/forecasting-store.ts'
import { type Day, dateOf, type Month } from './calendar.ts'
import { intervalPercent } from './interval.ts'
import { bucketsOf, type Forecasted, type Outlook, totalOf } from './outlook.ts'
import { percent, rounded } from './rounding.ts'

const method: Schemas['ForecastMethod'] = 'HOLT_WINTERS_DAMPED_ADDITIVE'

const maxEvents = schemaNumber('maxItems', 'Forecast', 'eventIds')

/** The request, and the forecast of the demand that it selects. */
export interface Selection extends Forecasted {
  readonly filter: DemandFilter
  /** `null` for the published scenarios. */
  readonly scenarioId: string | null
  /** The last day with known demand; `null` if there is none. */
  readonly lastDay: Day | null
}

function describe({ filter, scenarioId, historyStart, lastDay }: Selection) {
  const { productMasterId, locationId, channelId } = filter
  return {
    productMasterId,
    locationId,
    channelId,
    scenarioId,
    method,
    intervalPercent,
    historyStartDate: historyStart === null ? null : dateOf(historyStart),
    historyEndDate: lastDay === null ? null : dateOf(lastDay),
  } as const
}

/** A daily forecast in the format of the contract. */
export function forecast(selection: Selection): Schemas['Forecast'] {
  const { outlook } = selection
  return {
    ...describe(selection),
    startDate: dateOf(outlook.firstDay),
    endDate: dateOf(outlook.firstDay + outlook.days - 1),
    horizonDays: outlook.days,
    eventIds: outlook.eventIds.slice(0, maxEvents),
    total: totalOf(outlook, 1, outlook.days),
    buckets: bucketsOf(outlook),
  }
}

/** A monthly forecast in the format of the contract. The outlook covers the last month completely. */
export function longTermForecast(selection: Selection, months: readonly Month[]): Schemas['LongTermForecast'] {
  const { outlook } = selection
  const ahead = (day: Day) => day - outlook.firstDay + 1
  const [from, to] = [months[0]?.first ?? outlook.firstDay, months.at(-1)?.last ?? outlook.firstDay]
  return {
    ...describe(selection),
    startDate: dateOf(from),
    endDate: dateOf(to),
    months: months.length,
    eventIds: outlook.eventIds.slice(0, maxEvents),
    total: totalOf(outlook, ahead(from), ahead(to)),
    buckets: months.map(({ name, first, last }) => ({
      month: name,
      startDate: dateOf(first),
      endDate: dateOf(last),
      ...totalOf(outlook, ahead(first), ahead(last)),
    })),
  }
}

/** The result of a scenario, to be stored with it. */
export function scenarioResult(outlook: Outlook): Schemas['ScenarioResult'] {
  return {
    method,
    intervalPercent,
    startDate: dateOf(outlook.firstDay),
    endDate: dateOf(outlook.firstDay + outlook.days - 1),
    horizonDays: outlook.days,
    total: totalOf(outlook, 1, outlook.days),
  }
}

function compared({ id, name, status }: ForecastScenario, outlook: Outlook): Schemas['ComparedScenario'] {
  const total = totalOf(outlook, 1, outlook.days)
  const delta = rounded(total.forecastQuantity - total.baselineQuantity, 2)
  return {
    scenarioId: id,
    name,
    status,
    total,
    deltaQuantity: delta,
    deltaPercent: total.baselineQuantity === 0 ? null : percent((delta / total.baselineQuantity) * 100),
    dailyQuantities: bucketsOf(outlook).map(({ forecastQuantity }) => forecastQuantity),
  }
}

/** A comparison of scenarios, each with its outlook for the same lines and days. `baseline` is the outlook without events. */
export function comparison(
  { productMasterId, locationId, channelId }: DemandFilter,
  baseline: Outlook,
  scenarios: readonly (readonly [ForecastScenario, Outlook])[],
): Schemas['ScenarioComparison'] {
  return {
    productMasterId,
    locationId,
    channelId,
    method,
    intervalPercent,
    startDate: dateOf(baseline.firstDay),
    endDate: dateOf(baseline.firstDay + baseline.days - 1),
    horizonDays: baseline.days,
    dailyBaselineQuantities: bucketsOf(baseline).map(({ baselineQuantity }) => baselineQuantity),
    scenarios: scenarios.map(([scenario, outlook]) => compared(scenario, outlook)),
  }
}

import type { Schemas } from '../../spec/contract.ts'
import { schemaNumber } from '../schema-number.ts'
import type { NamedDemandLine } from '../store/forecasting-store.ts'
import { type Day, dateOf } from './calendar.ts'
import { grouped } from './grouped.ts'
import type { FittedLine } from './outlook.ts'
import type { Period } from './period.ts'
import { percent, rounded, sumOfUnits, units } from './rounding.ts'

/** What was forecast for a day a week before, and what came. */
export interface Observation {
  readonly day: Day
  readonly forecast: number
  readonly actual: number
}

/** Forecast and demand of some lines together, for each day of the period of which both are known, in order. */
export function observationsOf(lines: readonly FittedLine[], { first, last }: Period): Observation[] {
  const byDay = new Map<Day, Observation>()
  for (const { start, history, fit } of lines) {
    const from = Math.max(first - start, fit.firstWeekAhead)
    const to = Math.min(last - start, history.length - 1)
    for (let index = from; index <= to; index++) {
      const day = start + index
      const sum = byDay.get(day)
      byDay.set(day, {
        day,
        forecast: (sum?.forecast ?? 0) + (fit.weekAhead[index] ?? 0),
        actual: (sum?.actual ?? 0) + (history[index] ?? 0),
      })
    }
  }
  return [...byDay.values()].sort((a, b) => a.day - b.day)
}

/** Measures of forecasts, in percent and not rounded; `null` without demand. */
export interface Measures {
  readonly mape: number | null
  readonly wape: number | null
  readonly bias: number | null
}

/**
 * R. J. Hyndman and G. Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, §5.8, with the sign of the error turned, so that bias is above
 * zero where too much was forecast. MAPE leaves out days without demand, on which it is not defined.
 */
export function measure(observations: readonly Pick<Observation, 'forecast' | 'actual'>[]): Measures {
  let [demand, errors, sizes, shares, demanding] = [0, 0, 0, 0, 0]
  for (const { forecast, actual } of observations) {
    const error = forecast - actual
    demand += actual
    errors += error
    sizes += Math.abs(error)
    if (actual > 0) {
      shares += Math.abs(error) / actual
      demanding++
    }
  }
  if (demand === 0) return { mape: null, wape: null, bias: null }
  return { mape: (shares / demanding) * 100, wape: (sizes / demand) * 100, bias: (errors / demand) * 100 }
}

const shown = (value: number | null) => (value === null ? null : percent(value))

/** The measures as the contract shows them. */
export function shownMeasures({ mape, wape, bias }: Measures) {
  const [roundedMape, roundedBias] = [shown(mape), shown(bias)]
  return {
    mape: roundedMape,
    wape: shown(wape),
    bias: roundedBias,
    biasPercent: roundedBias,
    accuracy: roundedMape === null ? null : percent(Math.max(100 - roundedMape, 0)),
  }
}

/** How good a rounded MAPE is. */
export function bandOf(mape: number | null): Schemas['AccuracyBand'] {
  if (mape === null) return null
  if (mape < 10) return 'EXCELLENT'
  if (mape < 20) return 'GOOD'
  return mape <= 30 ? 'FAIR' : 'POOR'
}

/** One day as the contract shows it. */
function accuracyBucket({ day, forecast, actual }: Observation): Schemas['AccuracyBucket'] {
  const [forecastQuantity, actualQuantity] = [units(forecast), units(actual)]
  return { date: dateOf(day), forecastQuantity, actualQuantity, errorQuantity: rounded(forecastQuantity - actualQuantity, 2) }
}

/** The accuracy of one SKU, as far as its observations tell. */
export function skuFigures(observations: readonly Observation[]) {
  const measures = shownMeasures(measure(observations))
  return {
    ...measures,
    band: bandOf(measures.mape),
    forecastQuantity: sumOfUnits(observations.map(({ forecast }) => forecast)),
    actualQuantity: sumOfUnits(observations.map(({ actual }) => actual)),
    buckets: observations.map(accuracyBucket),
  }
}

const maxOutliers = schemaNumber('maxItems', 'ForecastAccuracy', 'topOverforecast')

/** How well the forecasts of all SKUs met their demand. */
export function forecastAccuracy(lines: readonly FittedLine<NamedDemandLine>[], period: Period): Schemas['ForecastAccuracy'] {
  const skus = [...grouped(lines, ({ line }) => line.productMasterId)].flatMap(([productMasterId, own]) => {
    const observations = observationsOf(own, period)
    const { mape, bias } = measure(observations)
    const line = own[0]?.line
    if (mape === null || bias === null || line === undefined) return []
    const outlier = { productMasterId, productName: line.productName, sku: line.sku, mape: percent(mape), bias: percent(bias) }
    return [{ observations, mape, outlier }]
  })
  const mape = skus.length === 0 ? null : skus.reduce((sum, sku) => sum + sku.mape, 0) / skus.length
  const { wape, bias } = measure(skus.flatMap(({ observations }) => observations))

  const outliers = skus.map(({ outlier }) => outlier)
  const count = (band: Schemas['AccuracyBand']) => outliers.filter((each) => bandOf(each.mape) === band).length
  // Sorting is stable, and lines come ordered by product.
  return {
    period: period.name,
    skuCount: skus.length,
    ...shownMeasures({ mape, wape, bias }),
    excellentCount: count('EXCELLENT'),
    goodCount: count('GOOD'),
    fairCount: count('FAIR'),
    poorCount: count('POOR'),
    topOverforecast: outliers
      .filter((each) => each.bias > 0)
      .sort((a, b) => b.bias - a.bias)
      .slice(0, maxOutliers),
    topUnderforecast: outliers
      .filter((each) => each.bias < 0)
      .sort((a, b) => a.bias - b.bias)
      .slice(0, maxOutliers),
  }
}

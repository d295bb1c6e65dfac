import type { Schemas } from '../../spec/contract.ts'
import { schemaNumber } from '../schema-number.ts'
import type { NamedDemandLine } from '../store/forecasting-store.ts'
import { type Day, dateOf } from './calendar.ts'
import { grouped } from './grouped.ts'
import type { FittedLine } from './outlook.ts'
import type { Period } from './period.ts'
import { percent, rounded, sumOfUnits, units } from './rounding.ts'

/** The forecast for a day, made a week before, and the actual demand. */
export interface Observation {
  readonly day: Day
  readonly forecast: number
  readonly actual: number
}

/** Forecast and demand of several lines together, for each day of the period with both values, in order. */
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

/** Accuracy measures in percent, not rounded; `null` without demand. */
export interface Measures {
  readonly mape: number | null
  readonly wape: number | null
  readonly bias: number | null
}

/**
 * R. J. Hyndman and G. Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, §5.8, with the opposite sign of the error, so that bias is
 * positive if the forecast was too high. MAPE ignores days without demand, for which it is undefined.
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

/** The measures in the format of the contract. */
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

/** The accuracy band of a rounded MAPE. */
export function bandOf(mape: number | null): Schemas['AccuracyBand'] | null {
  if (mape === null) return null
  if (mape < 10) return 'EXCELLENT'
  if (mape < 20) return 'GOOD'
  return mape <= 30 ? 'FAIR' : 'POOR'
}

/** A day in the format of the contract. */
function accuracyBucket({ day, forecast, actual }: Observation): Schemas['AccuracyBucket'] {
  const [forecastQuantity, actualQuantity] = [units(forecast), units(actual)]
  return { date: dateOf(day), forecastQuantity, actualQuantity, errorQuantity: rounded(forecastQuantity - actualQuantity, 2) }
}

/** The accuracy of one SKU, based on its observations. */
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

/** The accuracy of the forecasts of all SKUs. */
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
  // Sorting is stable, and the lines are ordered by product.
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

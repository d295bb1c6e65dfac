/**
 * Holt–Winters' additive method with damped trend and a season of one week, ETS(A,Ad,A), in error-correction form:
 * R. J. Hyndman and G. Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, §8.3 and §8.5.
 */
export const alpha = 0.05
export const beta = 0.05
export const gamma = 0.1
export const phi = 0.98

/** Days of a season. */
const week = 7

/** Minimum length of a history in days; the forecast of a shorter one is its mean. */
export const enoughDays = 2 * week

/** The fit of a history. Days are counted from its first day, which is 0. */
export interface Fit {
  /** Expected quantities of the `count` days after the history, each at least 0. */
  readonly ahead: (count: number) => Float64Array
  /** For each day the actual quantity minus the forecast of the day before; valid from `firstError` on. */
  readonly errors: Float64Array
  readonly firstError: number
  /** For each day the forecast made a week before, at least 0; valid from `firstWeekAhead` on, when two weeks were known. */
  readonly weekAhead: Float64Array
  readonly firstWeekAhead: number
}

const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length

function fitMean(history: readonly number[]): Fit {
  const level = history.length === 0 ? 0 : mean(history)
  return {
    ahead: (count) => new Float64Array(count).fill(Math.max(level, 0)),
    errors: Float64Array.from(history, (quantity) => quantity - level),
    firstError: 0,
    weekAhead: new Float64Array(history.length),
    firstWeekAhead: history.length,
  }
}

/** Fits a history of daily quantities in one pass that uses only earlier days. */
export function fit(history: readonly number[]): Fit {
  if (history.length < enoughDays) return fitMean(history)

  let level = mean(history.slice(0, week))
  let trend = (mean(history.slice(week, enoughDays)) - level) / week
  const seasons = history.slice(0, week).map((quantity) => quantity - level)
  const season = (day: number) => seasons[day % week] ?? 0

  const weekDamping = dampedSum(week)
  const errors = new Float64Array(history.length)
  const weekAhead = new Float64Array(history.length)
  for (let day = week; day < history.length; day++) {
    const error = (history[day] ?? 0) - (level + phi * trend + season(day))
    errors[day] = error
    level += phi * trend + alpha * error
    trend = phi * trend + alpha * beta * error
    seasons[day % week] = season(day) + gamma * error
    if (day + week < history.length) weekAhead[day + week] = Math.max(level + weekDamping * trend + season(day), 0)
  }

  return {
    ahead: (count) => {
      const quantities = new Float64Array(count)
      let damping = 0
      for (let h = 1; h <= count; h++) {
        damping += phi ** h
        quantities[h - 1] = Math.max(level + damping * trend + season(history.length - 1 + h), 0)
      }
      return quantities
    },
    errors,
    firstError: enoughDays,
    weekAhead,
    firstWeekAhead: enoughDays - 1 + week,
  }
}

/** φ + φ² + … + φʰ. */
function dampedSum(h: number): number {
  return (phi * (1 - phi ** h)) / (1 - phi)
}

/** The effect of today's error on the forecast `j` days later, for `j` below `count`: c₀ = 1, c₁ …, §8.7. */
export function errorWeights(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, j) => (j === 0 ? 1 : alpha + alpha * beta * dampedSum(j) + (j % week === 0 ? gamma : 0)))
}

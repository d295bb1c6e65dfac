import { schemaNumber } from '../schema-number.ts'

/** Half a unit and more of the last decimal is rounded away from zero, judged by the fifteen digits that a double holds of a decimal. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals
  const size = Math.round(Number((Math.abs(value) * scale).toPrecision(15))) / scale
  return size === 0 ? 0 : Math.sign(value) * size
}

/** Whatever is forecast or measured is a sum over days, places or products. */
const maxUnits = schemaNumber('maximum', 'StockTotal')

/** Units to two decimals. */
export function units(value: number): number {
  return Math.min(rounded(value, 2), maxUnits)
}

/** A percentage to one decimal. */
export function percent(value: number): number {
  return rounded(value, 1)
}

/** The sum of what is shown: of quantities that have two decimals. */
export function sumOfUnits(values: readonly number[]): number {
  return units(values.reduce((sum, each) => sum + units(each), 0))
}

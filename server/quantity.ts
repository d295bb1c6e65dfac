import type { Schemas } from '../spec/contract.ts'

/**
 * Quantities of stock are decimal numbers with at most six decimals, up to 10⁹: every one of them is a different double. Arithmetic is done in whole
 * millionths (at most 10¹⁵, below 2⁵³), so that 0.1 + 0.2 is 0.3 and a sum of movements never drifts.
 */
const scale = 1_000_000

/** Whole millionths of a unit; decimals beyond the sixth are rounded. */
export function toMillionths(quantity: number): number {
  return Math.round(quantity * scale)
}

/** The double nearest to that many millionths of a unit. */
export function fromMillionths(millionths: number): number {
  return millionths / scale
}

/** `quantity` less all the others, exactly. */
export function subtract(quantity: number, ...others: number[]): number {
  return fromMillionths(others.reduce((rest, each) => rest - toMillionths(each), toMillionths(quantity)))
}

/** All of them together, exactly. */
export function add(...quantities: number[]): number {
  return fromMillionths(quantities.reduce((sum, each) => sum + toMillionths(each), 0))
}

/** The schemas of the contract for what is kept so. */
export const quantitySchemas = [
  'Quantity',
  'SignedQuantity',
  'PositiveQuantity',
  'LevelQuantity',
] as const satisfies readonly (keyof Schemas)[]

/** Whether so little is meant that nothing would be kept of it. */
export function vanishes(quantity: number): boolean {
  return quantity !== 0 && toMillionths(quantity) === 0
}

/** The quantity as this server keeps it: to six decimals. */
export function rounded(quantity: number): number {
  return fromMillionths(toMillionths(quantity))
}

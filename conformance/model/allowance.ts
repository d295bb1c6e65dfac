import type { Contract } from '../../spec/contract.ts'

/** In milliseconds. */
export const minute = 60_000
export const hour = 3_600_000

/** How many requests a key may send; infinite where nothing is promised. */
export interface Allowance {
  readonly perMinute: number
  readonly perHour: number
}

/** What the contract promises to every key (`x-rate-limits`): of a window of another length nothing is known. */
export function allowanceOf({ rateLimits }: Pick<Contract, 'rateLimits'>): Allowance {
  const within = (length: number): number => rateLimits.find(({ seconds }) => seconds === length)?.requests ?? Number.POSITIVE_INFINITY
  return { perMinute: within(minute / 1000), perHour: within(hour / 1000) }
}

import type { Contract } from '../../spec/contract.ts'

/** In milliseconds. */
export const minute = 60_000
export const hour = 3_600_000

/** The number of requests that a key may send; infinite where the contract promises nothing. */
export interface Allowance {
  readonly perMinute: number
  readonly perHour: number
}

/**
 * Returns the rate limits that the contract promises for every key (`x-rate-limits`). Windows other than a minute and an hour are ignored.
 */
export function allowanceOf({ rateLimits }: Pick<Contract, 'rateLimits'>): Allowance {
  const within = (length: number): number => rateLimits.find(({ seconds }) => seconds === length)?.requests ?? Number.POSITIVE_INFINITY
  return { perMinute: within(minute / 1000), perHour: within(hour / 1000) }
}

import type { Contract } from '../../spec/contract.ts'

/** How many requests a key may send; infinite where nothing is promised. */
export interface Allowance {
  readonly perMinute: number
  readonly perHour: number
}

/** What the contract promises to every key (`x-rate-limits`): of a window of another length nothing is known. */
export function allowanceOf({ rateLimits }: Pick<Contract, 'rateLimits'>): Allowance {
  const within = (length: number): number => rateLimits.find(({ seconds }) => seconds === length)?.requests ?? Number.POSITIVE_INFINITY
  return { perMinute: within(60), perHour: within(3600) }
}

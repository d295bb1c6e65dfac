/** Parsers for option values; they reject invalid values with the expected format. */
import { InvalidArgumentError } from 'commander'
import type { Shard } from '../plan/model.ts'
import { reportFileOf, reportForms } from '../report/formats/index.ts'
import { durations, parseDuration } from '../text/duration.ts'

export const several = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value]

export const commaList = (value: string, earlier: readonly string[] = []): readonly string[] => {
  const names = value.split(',').map((each) => each.trim())
  if (names.includes('')) throw new InvalidArgumentError('Expected comma-separated names.')
  return [...earlier, ...names]
}

export function seconds(value: string): number {
  const parsed = Number(value)
  if (!(parsed > 0 && parsed <= 600)) throw new InvalidArgumentError('Expected seconds, above 0 and at most 600.')
  return parsed
}

export function duration(value: string): number {
  const parsed = parseDuration(value)
  if (parsed === undefined) throw new InvalidArgumentError(`Expected ${durations}.`)
  return parsed
}

/** More parts than this have no checks. */
const maxShards = 1000

/** Parses `2/3`, the second of three parts. */
export function shard(value: string): Shard {
  const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? []).map(Number)
  if (index === undefined || count === undefined || count < 1 || count > maxShards)
    throw new InvalidArgumentError(`Expected a shard and the number of shards, such as 2/3, with at most ${maxShards} shards.`)
  if (index < 1 || index > count)
    throw new InvalidArgumentError(
      `Expected a shard from 1 to the number of shards: ${count === 1 ? '1/1' : `1/${count} to ${count}/${count}`}.`,
    )
  return { index, count }
}

export function atMost(most: number) {
  return (value: string): number => {
    const parsed = Number(value)
    if (!(Number.isInteger(parsed) && parsed >= 1 && parsed <= most))
      throw new InvalidArgumentError(`Expected a whole number from 1 to ${most}.`)
    return parsed
  }
}

export function reportFile(value: string, earlier: readonly string[] = []): readonly string[] {
  if (reportFileOf(value) === undefined) throw new InvalidArgumentError(`Expected ${reportForms}.`)
  return [...earlier, value]
}

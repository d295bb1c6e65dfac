/** Results that follow from the demand, kept for as long as it stays the same: a forecast of 20,000 lines of demand takes half a second. */
import { createHash } from 'node:crypto'
import type { Demand, DemandFilter, NamedDemandLine } from '../store/forecasting-store.ts'

/** Results that each computation keeps: some MB at most, as a result has a few numbers for each day. */
const capacity = 200

/**
 * Makes a computation that is done once for the same demand, filter and input. The result must depend on nothing else, not even on names of products and
 * channels, and nobody may change it. The input is compared as JSON. Nothing has to be forgotten: the version of the demand tells whether it is the same,
 * whichever process changed it.
 */
export function keptOfDemand<Input, Result extends object>(compute: (lines: readonly NamedDemandLine[], input: Input) => Result) {
  const results = new Map<string, Result>()
  return async (demand: Demand, filter: DemandFilter, input: Input): Promise<Result> => {
    const keyOf = (version: string) =>
      createHash('sha256')
        .update(JSON.stringify([version, filter, input]))
        .digest('base64')
    const { version } = await demand.state()
    const known = version === null ? undefined : results.get(keyOf(version))
    if (known !== undefined) return known

    const selected = await demand.select(filter)
    const result = compute(selected.lines, input)
    if (selected.version !== null) {
      if (results.size >= capacity) results.delete(results.keys().next().value ?? '')
      results.set(keyOf(selected.version), result)
    }
    return result
  }
}

import fc from 'fast-check'
import { runs } from './property-runs.ts'

/** `runs` for sequences of steps whose `toString` is a sentence: a failure reports the shortest sequence found, one line per step. */
export const traces = <Steps>(few: number) => ({
  ...runs(few),
  asyncReporter: async (details: fc.RunDetails<[Steps]>): Promise<void> => {
    if (!details.failed) return
    if (details.counterexample === null) throw new Error(fc.defaultReportMessage(details))
    const { numRuns, numShrinks, errorInstance } = details
    const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
    const found = `after ${numRuns} runs with PROPERTY_SEED=${details.seed}, shrunk ${numShrinks} times`
    throw new Error(`these steps fail (found ${found}):${String(details.counterexample[0]).replaceAll(/,(?=\n)/g, '')}\n${why}`, {
      cause: errorInstance,
    })
  },
})

/** A step in the format of `traces`. */
export const traceLine = (sentence: string) => `\n  - ${sentence}`

/*
 * Resources are named by their distance from the latest one, so that a trace does not change when an unneeded resource is removed from it.
 */

/** Whether there is a resource at this distance from the latest one. */
export const has = (things: readonly unknown[], back: number) => back < things.length

/** The resource at this distance from the latest one, which must exist. */
export function latest<Thing>(things: readonly Thing[], back: number): Thing {
  const thing = things.at(-1 - back)
  if (thing === undefined) throw new Error(`expected more than ${back} resources, got ${things.length}`)
  return thing
}

/** `the latest transfer but 2`. */
export const latestNamed = (what: string, back: number) => `the latest ${what}${back === 0 ? '' : ` but ${back}`}`

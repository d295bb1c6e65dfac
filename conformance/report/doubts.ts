/** What prevents a verdict. */
import { grouped } from '../model/grouped.ts'
import { foreign } from '../text/foreign.ts'
import type { Report } from './report.ts'

/** Whether a report is about recorded traffic, which the suite did not plan and which belongs to no level. */
export const isRecording = ({ requests }: Pick<Report, 'requests'>): boolean => requests.planned === 0

/** The most frequent reason why checks could not be judged, and the sentence that says what to do about it. */
export interface Doubt {
  readonly why: string
  /** Number of checks that could not be judged, for any reason. */
  readonly checks: number
  readonly advice: string
}

/** Returns the most frequent reason; `undefined` if everything could be judged. */
export function mostFrequentDoubt({ verdicts }: Pick<Report, 'verdicts'>): Doubt | undefined {
  const open = verdicts.filter(({ outcome }) => outcome === 'inconclusive')
  const [most] = [...grouped(open, ({ why = '' }) => why)].sort(([, one], [, other]) => other.length - one.length)
  if (most === undefined) return undefined
  const [why, { length }] = most
  const which = length === 1 ? 'a check' : `${length} checks`
  return {
    why,
    checks: open.length,
    advice: `solve what prevents ${which}${length < open.length ? ` of ${open.length}` : ''}: ${foreign(why, 300)}.`,
  }
}

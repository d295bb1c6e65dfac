import { Undecidable } from '../model/undecidable.ts'
import type { Recorded } from './options.ts'

/** What there is of a run that ended before it judged anything. */
export type Ended = Pick<Recorded, 'report' | 'startedAt' | 'secrets' | 'keys'> & { readonly record: Pick<Recorded['record'], 'exchanges'> }

/** Thrown if a run ends before it judges anything: the base URL cannot be reached, or a key is rejected. The message says why. */
export class EndedRun extends Undecidable {
  /** Its report has no verdicts, but says why. */
  readonly ended: Ended

  constructor(message: string, ended: Ended) {
    super(message)
    this.ended = ended
  }
}

import type { Choice } from '../../conformance/plan/selection.ts'

/** One run of the proof, as it is sent to a worker. */
export interface Job {
  /** Ids of the deviations that the server starts with. */
  readonly deviations: readonly string[]
  /** Id of the benign variant to deploy. */
  readonly variant?: string
  /** The rules and operations of the run; all by default. */
  readonly choice?: Choice
}

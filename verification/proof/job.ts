/** One run of the proof, as a worker is asked for it. */
export interface Job {
  /** Ids of the deviations that the server is to have. */
  readonly deviations: readonly string[]
  /** Id of the benign variant that the deployment is to be. */
  readonly variant?: string
  /** Ids of rules that the suite does without. */
  readonly without?: readonly string[]
}

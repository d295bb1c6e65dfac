/** Excludes a known deviation from the exit code until the end of a date. */
export interface Waiver {
  readonly rule: string
  /** An operationId; `*` for all operations and the deployment as a whole; `deployment` for verdicts about the deployment as a whole. */
  readonly operation: string
  readonly reason: string
  readonly owner: string
  /** The last day on which it is valid, for example `2027-03-31`, in UTC. */
  readonly expires: string
  /** Where it is written, if it comes from a file: `waivers.yaml:7`. */
  readonly writtenAt?: string
}

export const isExpired = ({ expires }: Waiver, today: Date): boolean => expires < today.toISOString().slice(0, 10)

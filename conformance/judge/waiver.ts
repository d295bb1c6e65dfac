/** Takes a known departure out of the exit code until the end of a day. */
export interface Waiver {
  readonly rule: string
  /** An operationId; `*` for all of them and the deployment as a whole; `deployment` for verdicts about it as a whole. */
  readonly operation: string
  readonly reason: string
  readonly owner: string
  /** The last day on which it counts, `2027-03-31`, UTC. */
  readonly expires: string
}

export const isExpired = ({ expires }: Waiver, today: Date): boolean => expires < today.toISOString().slice(0, 10)

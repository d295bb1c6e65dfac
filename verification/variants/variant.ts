/**
 * Benign variants: allowed differences of a deployment, under which no rule may turn red. Each is the reference server behind a gateway, with other
 * data or limits, or with other parts; what it does, the contract or an RFC allows.
 */
import type { DeploymentOptions } from '../proof/deployment.ts'
import type { Gateway } from './proxy.ts'

export interface Variant {
  /** The area and the difference, `transport/chunked`; it never changes its meaning. */
  readonly id: `${string}/${string}`
  /** Why a conforming deployment may be so: one sentence, with the norm that allows it. */
  readonly why: string
  readonly how: DeploymentOptions
  /** What cannot be judged any more because the variant takes it away, exactly. */
  readonly unjudged?: Unjudged
}

export interface Unjudged {
  readonly reason: string
  /** How many verdicts of each rule are inconclusive. */
  readonly verdicts: Readonly<Record<string, number>>
}

/** Variants by id, in the order in which they are written. */
export function variantsOf(byId: Readonly<Record<Variant['id'], Omit<Variant, 'id'>>>): readonly Variant[] {
  return Object.entries(byId).map(([id, record]) => ({ id: id as Variant['id'], ...record }))
}

/** The reference server behind a gateway. */
export const behind = (gateway: Gateway): DeploymentOptions => ({ gateway })

/**
 * Benign variants: allowed differences between deployments, for which no rule may fail. Each variant is the reference server behind a gateway, with
 * other data or limits, or with other parts. The contract or an RFC allows what it does.
 */
import type { DeploymentOptions } from '../proof/deployment.ts'
import type { Gateway } from './proxy.ts'

export interface Variant {
  /** Area and difference, for example `transport/chunked`. The meaning of an id never changes. */
  readonly id: `${string}/${string}`
  /** Why a conforming deployment may differ in this way, with the norm that allows it. One line. */
  readonly why: string
  readonly how: DeploymentOptions
  /** The exact verdicts that are inconclusive because of the variant. */
  readonly unjudged?: Excused
  /** The exact verdicts that are warnings, because the variant does not do what a SHOULD recommends. */
  readonly warned?: Excused
}

export interface Excused {
  readonly reason: string
  /** Number of these verdicts of each rule; `any` if it depends on chance. */
  readonly verdicts: Readonly<Record<string, number | 'any'>>
}

/** The variants as a list, in the order of the record. */
export function variantsOf(byId: Readonly<Record<Variant['id'], Omit<Variant, 'id'>>>): readonly Variant[] {
  return Object.entries(byId).map(([id, record]) => ({ id: id as Variant['id'], ...record }))
}

/** The reference server behind a gateway. */
export const behind = (gateway: Gateway): DeploymentOptions => ({ gateway })

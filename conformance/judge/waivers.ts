/** Known deviations of a deployment, each with an owner and an expiry date. */
import type { Verdict } from './verdict.ts'
import type { Plan } from '../plan/model.ts'
import { type Waiver, isExpired } from './waiver.ts'

/**
 * The effect of a waiver in a run. `used`: it waived verdicts. `expired`: it was not applied. `idle`: its subject was judged without a
 * finding, or the rule has no such subject. `untried`: the run did not judge its subject. `unneeded`: like `idle` in a part of a plan; whether another part
 * uses it is known when their reports are merged.
 */
export type WaiverState = 'used' | 'expired' | 'idle' | 'untried' | 'unneeded'

export interface WaiverUse extends Waiver {
  readonly state: WaiverState
  /** The number of verdicts that it waived. */
  readonly verdicts: number
}

interface Subject {
  readonly rule: { readonly id: string }
  readonly operation?: string | undefined
}

const covers = ({ rule, operation }: Waiver, about: Subject): boolean =>
  rule === about.rule.id && (operation === '*' || operation === (about.operation ?? 'deployment'))

/** Applies the valid waivers to a verdict: a finding or an inconclusive verdict that one of them covers is waived. */
export function waive(verdict: Verdict, waivers: readonly Waiver[], today: Date): Verdict {
  const { outcome } = verdict
  if (outcome !== 'fail' && outcome !== 'warn' && outcome !== 'inconclusive') return verdict
  const waiver = waivers.find((each) => !isExpired(each, today) && covers(each, verdict))
  return waiver === undefined ? verdict : { ...verdict, outcome: 'waived', waiver, waived: outcome }
}

/** Returns the effect of each waiver, based on the verdicts after `waive`; `plan` contains what the run skipped. */
export function usesOf(waivers: readonly Waiver[], verdicts: readonly Verdict[], plan: Plan, today: Date): WaiverUse[] {
  const leftOut = plan.leftOut.map(({ rule, subject }): Subject => ({ rule, operation: subject.operation?.id }))
  const isProbe = new Set([...plan.instances, ...plan.leftOut].map(({ rule }) => rule.id as string))
  return waivers.map((waiver): WaiverUse => {
    const used = verdicts.filter((each) => each.waiver === waiver)
    const own = verdicts.filter((each) => covers(waiver, each))
    // What a sample stands for was not asked itself.
    const judged = own.filter(({ outcome, sampled }) => outcome !== 'not-run' && sampled !== true)
    // A law or a sequence may match an exchange in another run; the subjects of a probe are fixed.
    const mayMeet = leftOut.some((each) => covers(waiver, each)) || own.length > judged.length || !isProbe.has(waiver.rule)
    const unused = plan.shard === undefined ? 'idle' : 'unneeded'
    const state = isExpired(waiver, today) ? 'expired' : used.length > 0 ? 'used' : judged.length === 0 && mayMeet ? 'untried' : unused
    return { ...waiver, state, verdicts: used.length }
  })
}

/** Returns the effect of a waiver in all parts of a plan, from its effect in each. */
export function jointUse(waiver: Waiver, uses: readonly Pick<WaiverUse, 'state'>[], verdicts: number): WaiverUse {
  const is = (state: WaiverState): boolean => uses.some((each) => each.state === state)
  const state = is('expired') ? 'expired' : is('used') ? 'used' : is('unneeded') ? 'idle' : 'untried'
  return { ...waiver, state, verdicts }
}

/** Known departures of a deployment that somebody answers for, each until a day. */
import type { Verdict } from './verdict.ts'
import type { Plan } from '../plan/model.ts'
import { type Waiver, isExpired } from './waiver.ts'

/**
 * What a waiver did in a run. `used`: it waived verdicts. `expired`: it did not count. `idle`: what it is about was judged and nothing
 * was found, or the rule has no such subject. `untried`: the run did not judge what it is about.
 */
export type WaiverState = 'used' | 'expired' | 'idle' | 'untried'

export interface WaiverUse extends Waiver {
  readonly state: WaiverState
  /** How many verdicts it waived. */
  readonly verdicts: number
}

interface Subject {
  readonly rule: { readonly id: string }
  readonly operation?: string | undefined
}

const covers = ({ rule, operation }: Waiver, about: Subject): boolean =>
  rule === about.rule.id && (operation === '*' || operation === (about.operation ?? 'deployment'))

/** A verdict under the waivers that count today: a finding, or what could not be told, that one covers is waived. */
export function waive(verdict: Verdict, waivers: readonly Waiver[], today: Date): Verdict {
  const { outcome } = verdict
  if (outcome !== 'fail' && outcome !== 'warn' && outcome !== 'inconclusive') return verdict
  const waiver = waivers.find((each) => !isExpired(each, today) && covers(each, verdict))
  return waiver === undefined ? verdict : { ...verdict, outcome: 'waived', waiver, waived: outcome }
}

/** What each waiver did, told from the verdicts as they are after `waive`; `plan` tells what the run left out. */
export function usesOf(waivers: readonly Waiver[], verdicts: readonly Verdict[], plan: Plan, today: Date): WaiverUse[] {
  const leftOut = plan.leftOut.map(({ rule, subject }): Subject => ({ rule, operation: subject.operation?.id }))
  const isProbe = new Set([...plan.instances, ...plan.leftOut].map(({ rule }) => rule.id as string))
  return waivers.map((waiver): WaiverUse => {
    const used = verdicts.filter((each) => each.waiver === waiver)
    const judged = verdicts.filter((each) => each.outcome !== 'not-run' && covers(waiver, each))
    // A law or a sequence may yet meet an exchange in another run; a probe has the subjects that it has.
    const mayMeet = leftOut.some((each) => covers(waiver, each)) || !isProbe.has(waiver.rule)
    const state = isExpired(waiver, today) ? 'expired' : used.length > 0 ? 'used' : judged.length === 0 && mayMeet ? 'untried' : 'idle'
    return { ...waiver, state, verdicts: used.length }
  })
}

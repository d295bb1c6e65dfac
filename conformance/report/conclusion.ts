/** What the verdicts of a run amount to. */
import type { NotRunBy, Outcome } from '../judge/verdict.ts'
import type { WaiverUse } from '../judge/waivers.ts'
import { bases, type JudgedBy } from '../model/basis.ts'
import type { Basis } from '../model/judgement.ts'
import { runLevels, type RunLevel } from '../model/levels.ts'

/** 0: conforms at the requested level. 1: does not. 2: no verdict. 3: internal error in the suite. */
export type ExitCode = 0 | 1 | 2 | 3

/** What counts of a verdict. */
export interface Counted {
  readonly outcome: Outcome
  readonly basis: Basis
  readonly runLevel: RunLevel
  readonly by?: NotRunBy
  /** With `not-run` because of the basis: the outcome on the whole contract. */
  readonly excluded?: Outcome
}

export interface Conclusion {
  /** The highest level without failures and inconclusive results; `null` if there is none. */
  readonly reached: RunLevel | null
  readonly exitCode: ExitCode
  /** The exit code for each basis, without waivers that are expired or unused: those violate nothing. */
  readonly exitCodes: Readonly<Record<JudgedBy, ExitCode>>
  readonly outcomes: Readonly<Record<Outcome, number>>
}

/** Returns the conclusion from verdicts that were judged on a basis. */
export function conclusionOf(
  verdicts: readonly Counted[],
  run: {
    readonly level: RunLevel
    readonly basis: JudgedBy
    readonly waivers: readonly WaiverUse[]
    /** The caller set the maximum waiting time, so that checks skipped because of it count as excluded by the caller. */
    readonly isBounded?: boolean
  },
): Conclusion {
  const isUnfinished = verdicts.some(({ by }) => by === 'time' || by === 'shard' || (by === 'wait' && run.isBounded !== true))
  const codeOn = (basis: JudgedBy): ExitCode => exitCode(count(verdicts.map((each) => outcomeOn(each, basis))), isUnfinished)
  const exitCodes = Object.fromEntries(bases.map((each) => [each, codeOn(each)])) as Conclusion['exitCodes']
  return {
    reached: reached(verdicts, run),
    exitCode: withWaivers(exitCodes[run.basis], run.waivers),
    exitCodes,
    outcomes: count(verdicts.map(({ outcome }) => outcome)),
  }
}

/** The outcome of a verdict on a basis, whatever the basis that it was judged on. */
function outcomeOn({ outcome, basis, by, excluded }: Counted, wanted: JudgedBy): Outcome {
  if (wanted === 'contract') return by === 'basis' ? (excluded ?? outcome) : outcome
  return basis === 'promised' || outcome === 'error' ? outcome : 'not-run'
}

function count(all: readonly Outcome[]): Record<Outcome, number> {
  const outcomes: Record<Outcome, number> = { pass: 0, fail: 0, warn: 0, inconclusive: 0, 'not-run': 0, waived: 0, error: 0 }
  for (const each of all) outcomes[each] += 1
  return outcomes
}

function exitCode(outcomes: Readonly<Record<Outcome, number>>, isUnfinished: boolean): ExitCode {
  if (outcomes.error > 0) return 3
  if (outcomes.fail > 0) return 1
  // A run without any judgement has no verdict.
  return outcomes.inconclusive > 0 || isUnfinished || outcomes.pass + outcomes.waived === 0 ? 2 : 0
}

/** Whether a waiver is expired or unused. */
export const isStale = ({ state }: Pick<WaiverUse, 'state'>): boolean => state === 'expired' || state === 'idle'

/** A waiver that is expired or unused fails a run that has no error of the suite. */
const withWaivers = (code: ExitCode, waivers: readonly WaiverUse[]): ExitCode => (code !== 3 && waivers.some(isStale) ? 1 : code)

function reached(verdicts: readonly Counted[], { level, isBounded }: { readonly level: RunLevel; readonly isBounded?: boolean }) {
  // A level is not reached if its keys are missing. Checks that were excluded by consent or selection do not affect it.
  const spoilt = verdicts.filter(
    ({ outcome, by }) =>
      outcome === 'fail' ||
      outcome === 'inconclusive' ||
      outcome === 'error' ||
      by === 'tenant' ||
      by === 'time' ||
      by === 'fail-fast' ||
      by === 'shard' ||
      (by === 'wait' && isBounded !== true),
  )
  const first = runLevels.findIndex((each) => spoilt.some(({ runLevel }) => runLevel === each))
  const best = first === -1 ? level : runLevels[first - 1]
  return best === undefined || !verdicts.some(({ outcome }) => outcome === 'pass') ? null : best
}

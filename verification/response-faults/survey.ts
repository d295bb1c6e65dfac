/** Draws mutations of one healthy run and judges them. */
import { api } from '../../conformance/profile/index.ts'
import { openSchemaJudge } from '../../conformance/judge/schema-judge.ts'
import { rules } from '../../conformance/rules/index.ts'
import type { Recorded } from '../../conformance/run/options.ts'
import { contract } from '../../spec/contract.ts'
import { fullRun, openTestDeployment } from '../proof/deployment.ts'
import { draw, operators } from './draw.ts'
import { reasonFor, type Reason } from './invisible.ts'
import { Replay, type Fate, type Judged } from './replay.ts'

export interface Fated extends Judged {
  /** For `survived`: why no client could notice the mutation. A survivor without a reason is a defect of the suite. */
  readonly reason?: Reason
}

/** A healthy run of the full suite. */
export async function healthyRun(): Promise<Recorded> {
  const deployment = await openTestDeployment()
  try {
    return await fullRun(deployment)
  } finally {
    await deployment.close()
  }
}

/** Draws `count` mutations of a recorded run and judges each one. */
export function survey(recorded: Recorded, count: number, seed: number): Fated[] {
  const context = { api, schemas: openSchemaJudge(api), secrets: recorded.secrets, issued: recorded.issued }
  const replay = new Replay(rules, recorded, context)
  return draw(contract, recorded, count, seed).map((mutation) => {
    const judged = replay.judge(mutation)
    const reason = judged.fate === 'survived' ? reasonFor(mutation, { recorded, context }) : undefined
    return { ...judged, ...(reason === undefined ? {} : { reason }) }
  })
}

export type Shares = Readonly<Record<Fate, number>>

/** Number of mutations by operator and fate, in the order of the operators. */
export function byOperator(fated: readonly Fated[]): { readonly operator: string; readonly shares: Shares }[] {
  return operators.map(({ id }) => ({ operator: id, shares: shares(fated.filter(({ mutation }) => mutation.operator.id === id)) }))
}

export function shares(fated: readonly Fated[]): Shares {
  const count = (fate: Fate): number => fated.filter((each) => each.fate === fate).length
  return { caught: count('caught'), noticed: count('noticed'), survived: count('survived') }
}

export const unexplained = (fated: readonly Fated[]): Fated[] =>
  fated.filter(({ fate, reason }) => fate === 'survived' && reason === undefined)

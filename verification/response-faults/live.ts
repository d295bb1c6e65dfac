/** Confirms the result of a replay with a run of the full suite through a proxy that changes the response. */
import { rules } from '../../conformance/rules/index.ts'
import { Undecidable } from '../../conformance/model/undecidable.ts'
import { contract } from '../../spec/contract.ts'
import { fullRun, openTestDeployment, outcome } from '../proof/deployment.ts'
import { sceneOf } from './mutation.ts'
import { openProxy } from './proxy.ts'
import type { Fate, Judged } from './replay.ts'

export interface Confirmed {
  readonly judged: Judged
  /** The result of the whole run, including later consequences of the changed response. */
  readonly fate: Fate
  /** Whether the run noticed at least as much as the replay. */
  readonly agrees: boolean
}

const order: readonly Fate[] = ['survived', 'noticed', 'caught']

/** Runs the suite once for each of `count` mutations, spread evenly over the judged ones. */
export async function confirm(judged: readonly Judged[], count: number): Promise<Confirmed[]> {
  const step = Math.max(1, Math.floor(judged.length / count))
  const chosen = judged.filter((_each, index) => index % step === 0).slice(0, count)
  const confirmed: Confirmed[] = []
  for (const each of chosen) {
    const fate = await live(each)
    confirmed.push({ judged: each, fate, agrees: order.indexOf(fate) >= order.indexOf(each.fate) })
  }
  return confirmed
}

async function live({ mutation }: Judged): Promise<Fate> {
  const deployment = await openTestDeployment()
  const { exchange, again } = mutation
  const proxy = await openProxy(deployment.baseUrl, {
    number: exchange.number,
    // The ids differ in another run; the place and the kind of change are the same.
    change: (reply) => again(sceneOf(contract, { ...exchange, reply }, []))?.reply ?? mutation.reply,
  })
  try {
    const { findings } = outcome((await fullRun({ ...deployment, baseUrl: proxy.baseUrl }, { rules })).report)
    if (findings.some((each) => each.outcome === 'fail' || each.outcome === 'warn')) return 'caught'
    return findings.length > 0 ? 'noticed' : 'survived'
  } catch (error) {
    // A run that stops because of the response has noticed the change.
    if (error instanceof Undecidable) return 'caught'
    throw error
  } finally {
    await proxy.close()
    await deployment.close()
  }
}

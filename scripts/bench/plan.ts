/** The price of plans: requests, checks and minutes for each level and each kind of key. Sends nothing. */
import { runLevels, type RunLevel } from '../../conformance/model/levels.ts'
import { makePlan } from '../../conformance/plan/plan.ts'
import type { Consent, Price } from '../../conformance/plan/model.ts'
import { certainOf, unbounded, waitingOf } from '../../conformance/plan/price.ts'
import { api } from '../../conformance/profile/index.ts'
import { rules } from '../../conformance/rules/index.ts'
import { table } from './table.ts'

interface PlanFigures {
  readonly level: RunLevel
  readonly key: string
  /** Requests that are sent in any case, and all that other responses may require. */
  readonly requests: readonly [certain: number, most: number]
  readonly withoutKey: readonly [certain: number, most: number]
  /** Rules applied to an operation or to another subject. */
  readonly checks: number
  /** Milliseconds that the requests wait at the default limits. */
  readonly waiting: readonly [certain: number, most: number]
}

const everything: Consent = { writes: true, lasting: true, exhaust: true }
const keys: readonly (readonly [name: string, consent: Consent, other: number])[] = [
  ['one key, no consent', {}, 0],
  ['one administrator key, every consent', everything, 0],
  ['and a key of a second tenant', everything, 1],
]

/** Plans every level with each kind of key. */
export function measurePlans(): readonly PlanFigures[] {
  return runLevels.flatMap((level) =>
    keys.map(([key, consent, other]): PlanFigures => {
      const given = { main: 1, ...(other === 0 ? {} : { other }) }
      const plan = makePlan(api, rules, { level, seed: 'bench', consent, given })
      const certain = certainOf(plan)
      const sum = (price: Price): number => Object.values(price).reduce((all, each) => all + each, 0)
      const wait = (each: typeof plan): number => waitingOf({ ...each, given }, unbounded(api))
      return {
        level,
        key,
        requests: [sum(plan.price), sum(plan.most)],
        withoutKey: [plan.price.none, plan.most.none],
        checks: plan.instances.length,
        waiting: [wait(certain), wait(plan)],
      }
    }),
  )
}

/** Formats the figures for the terminal. */
export function describePlans(figures: readonly PlanFigures[]): string {
  const range = ([certain, most]: readonly [number, number], digits = 0): string =>
    certain === most ? certain.toFixed(digits) : `${certain.toFixed(digits)}–${most.toFixed(digits)}`
  const minutes = ([certain, most]: readonly [number, number]): string => range([certain / 60_000, most / 60_000], 1)
  return table([
    ['level', 'keys', 'requests', 'without a key', 'checks', 'requests per check', 'minutes of waiting'],
    ...figures.map(({ level, key, requests, withoutKey, checks, waiting }) => [
      level,
      key,
      range(requests),
      range(withoutKey),
      String(checks),
      (requests[0] / Math.max(checks, 1)).toFixed(2),
      minutes(waiting),
    ]),
  ])
}

import type { Request } from '../model/request.ts'
import type { Instance } from './model.ts'

/** What keeping an instance costs: the requests that it needs, what takes back what they make included, by key. */
export type CostOf = (instance: Instance) => ReadonlySet<string>

/** Instances by value, with what they cost. */
export type Ranked = readonly { readonly instance: Instance; readonly cost: ReadonlySet<string> }[]

/** What requests are paid from; one that is paid from nothing is free. */
export interface Choice {
  readonly budgetOf: (request: string) => string | undefined
  readonly budgets: ReadonlyMap<string, number>
}

/**
 * The most valuable first: those of level smoke, then every MUST before every SHOULD, and among equals those that need fewest requests.
 */
export function ranked(instances: readonly Instance[], costOf: CostOf): Ranked {
  const tier = ({ level, rule }: Instance): number => (level === 'smoke' ? 0 : 2) + (rule.level === 'MUST' ? 0 : 1)
  return instances
    .map((instance) => ({ instance, cost: costOf(instance) }))
    .sort((a, b) => tier(a.instance) - tier(b.instance) || a.cost.size - b.cost.size)
}

/** What the budgets pay for, the most valuable first; what costs nothing more is always kept. */
export function choose(instances: readonly Instance[], byValue: Ranked, { budgetOf, budgets }: Choice): Instance[] {
  const paid = new Set<string>()
  const spent = new Map<string, number>()
  const kept = new Set<Instance>()
  for (const { instance, cost } of byValue) {
    const more = [...cost].filter((each) => !paid.has(each))
    const bill = new Map<string, number>()
    for (const each of more) {
      const budget = budgetOf(each)
      if (budget !== undefined) bill.set(budget, (bill.get(budget) ?? spent.get(budget) ?? 0) + 1)
    }
    if ([...bill].some(([budget, sum]) => sum > (budgets.get(budget) ?? 0))) continue
    for (const [budget, sum] of bill) spent.set(budget, sum)
    for (const each of more) paid.add(each)
    kept.add(instance)
  }
  return instances.filter((each) => kept.has(each))
}

/** The most valuable instances whose requests fit. `assemble` plans a choice completely, keys to make included. */
export function fitting(
  instances: readonly Instance[],
  most: number,
  costOf: CostOf,
  assemble: (kept: readonly Instance[]) => readonly Request[],
): Instance[] {
  if (assemble(instances).length <= most) return [...instances]
  const byValue = ranked(instances, costOf)
  // The keys that a choice needs are known only once it is made; if they do not fit, less is chosen.
  for (let budget = most; budget >= 0;) {
    const chosen = choose(instances, byValue, { budgetOf: () => 'all', budgets: new Map([['all', budget]]) })
    const over = assemble(chosen).length - most
    if (over <= 0) return chosen
    budget -= Math.max(over, 1)
  }
  return []
}

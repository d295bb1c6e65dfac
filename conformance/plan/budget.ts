import type { Request } from '../model/request.ts'
import type { Instance } from './model.ts'

/** Returns the cost of an instance: the keys of the requests that it needs, including the cleanup of what they create. */
export type CostOf = (instance: Instance) => ReadonlySet<string>

/** Instances by value, with their cost. */
export type Ranked = readonly { readonly instance: Instance; readonly cost: ReadonlySet<string> }[]

/** The budgets that requests use. A request without a budget is free. */
export interface Choice {
  readonly budgetOf: (request: string) => string | undefined
  readonly budgets: ReadonlyMap<string, number>
}

/** Sorts by value: instances of level smoke first, then every MUST before every SHOULD, and among equals those with the fewest requests. */
export function ranked(instances: readonly Instance[], costOf: CostOf): Ranked {
  const tier = ({ level, rule }: Instance): number => (level === 'smoke' ? 0 : 2) + (rule.level === 'MUST' ? 0 : 1)
  return instances
    .map((instance) => ({ instance, cost: costOf(instance) }))
    .sort((a, b) => tier(a.instance) - tier(b.instance) || a.cost.size - b.cost.size)
}

/** Returns the instances that fit into the budgets, the most valuable first. An instance without additional cost is always kept. */
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

/** Returns the most valuable instances whose requests fit. `assemble` plans a choice completely, including keys to create. */
export function fitting(
  instances: readonly Instance[],
  most: number,
  costOf: CostOf,
  assemble: (kept: readonly Instance[]) => readonly Request[],
): Instance[] {
  if (assemble(instances).length <= most) return [...instances]
  const byValue = ranked(instances, costOf)
  // The keys for a choice are known only after it is assembled. If they do not fit, choose less.
  for (let budget = most; budget >= 0;) {
    const chosen = choose(instances, byValue, { budgetOf: () => 'all', budgets: new Map([['all', budget]]) })
    const over = assemble(chosen).length - most
    if (over <= 0) return chosen
    budget -= Math.max(over, 1)
  }
  return []
}

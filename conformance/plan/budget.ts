import type { Request } from '../request.ts'
import type { Instance } from './plan.ts'

/** What keeping an instance costs: the requests that it needs, what takes back what they make included, by key. */
export type CostOf = (instance: Instance) => ReadonlySet<string>

/**
 * The most valuable instances whose requests fit: those of level smoke first, then every MUST before every SHOULD, and among equals those that need
 * fewest requests; what costs nothing more is always kept. `assemble` plans a choice completely, keys to make included.
 */
export function fitting(
  instances: readonly Instance[],
  most: number,
  costOf: CostOf,
  assemble: (kept: readonly Instance[]) => readonly Request[],
): Instance[] {
  if (assemble(instances).length <= most) return [...instances]
  const tier = ({ level, rule }: Instance): number => (level === 'smoke' ? 0 : 2) + (rule.level === 'MUST' ? 0 : 1)
  const ranked = instances
    .map((instance) => ({ instance, cost: costOf(instance) }))
    .sort((a, b) => tier(a.instance) - tier(b.instance) || a.cost.size - b.cost.size)
  // The keys that a choice needs are known only once it is made; if they do not fit, less is chosen.
  for (let budget = most; budget >= 0;) {
    const sent = new Set<string>()
    const kept = new Set<Instance>()
    for (const { instance, cost } of ranked) {
      const more = [...cost].filter((each) => !sent.has(each))
      if (sent.size + more.length > budget) continue
      for (const each of more) sent.add(each)
      kept.add(instance)
    }
    const chosen = instances.filter((each) => kept.has(each))
    const over = assemble(chosen).length - most
    if (over <= 0) return chosen
    budget -= Math.max(over, 1)
  }
  return []
}

/** Learns from reports of known faults which of several findings names the fault. */
import { scoreOf, type Features, type Weights } from '../../conformance/report/leads.ts'

/** The findings that one fault caused: one item for each violated rule. */
export interface Example {
  readonly features: readonly Features[]
  /** Whether the rule names the fault, in the same order. At least one does. */
  readonly names: readonly boolean[]
}

/** How strongly weights are drawn to zero: those of single rules more, because few faults violate each of them. */
const shrinkage = (name: string): number => (name.startsWith('rule ') || name.startsWith('area ') ? 0.4 : 0.02)
const rounds = 300

/**
 * Returns the weights under which rules that name their fault are most likely to have the highest score (logistic regression with a penalty for large
 * weights, by gradient ascent). Equal examples give equal weights.
 */
export function learn(examples: readonly Example[]): Weights {
  const weights: Record<string, number> = {}
  const step = 0.5 / Math.max(1, Math.sqrt(examples.length))
  for (let round = 0; round < rounds; round++) {
    const gradient: Record<string, number> = {}
    for (const { features, names } of examples) {
      const odds = features.map((each) => Math.exp(scoreOf(each, weights)))
      const all = odds.reduce((sum, each) => sum + each, 0)
      const right = odds.reduce((sum, each, index) => sum + (names[index] === true ? each : 0), 0)
      features.forEach((each, index) => {
        const odd = odds[index] ?? 0
        const surplus = (names[index] === true ? odd / right : 0) - odd / all
        for (const [name, value] of Object.entries(each)) gradient[name] = (gradient[name] ?? 0) + surplus * value
      })
    }
    for (const [name, slope] of Object.entries(gradient)) {
      const weight = weights[name] ?? 0
      weights[name] = weight + step * (slope - shrinkage(name) * weight)
    }
  }
  const rounded = Object.entries(weights).map(([name, value]) => [name, Math.round(value * 100) / 100] as const)
  return Object.fromEntries(rounded.filter(([, value]) => value !== 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}

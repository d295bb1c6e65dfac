/** False alarms: what the suite reports against a deployment that only does what the contract and the RFCs allow. */
import type { Variant } from '../variants/variant.ts'
import type { Finding, Outcome } from './deployment.ts'

/**
 * One line for each false alarm: every finding except the inconclusive verdicts and the warnings that the variant declares. A count that differs
 * from the declared one is a false alarm too, so that no verdict is excused that the suite could give; only a variant that acts by chance
 * declares none.
 */
export function alarmsOf({ unjudged, warned }: Pick<Variant, 'unjudged' | 'warned'>, { undecidable, findings }: Outcome): string[] {
  if (undecidable !== undefined) return [undecidable]
  const excused: Partial<Record<Finding['outcome'], Readonly<Record<string, number | 'any'>>>> = {
    inconclusive: unjudged?.verdicts ?? {},
    warn: warned?.verdicts ?? {},
  }
  const count = (rule: string, outcome: Finding['outcome']): number =>
    findings.filter((each) => each.rule === rule && each.outcome === outcome).length
  const isExcused = (wanted: number | 'any' | undefined, found: number): boolean => wanted === 'any' || wanted === found
  const alarms = findings.filter(({ rule, outcome }) => !isExcused(excused[outcome]?.[rule], count(rule, outcome)))
  const vain = (outcome: 'inconclusive' | 'warn', name: string): string[] =>
    Object.entries(excused[outcome] ?? {})
      .filter(([rule, wanted]) => !isExcused(wanted, count(rule, outcome)))
      .map(([rule, wanted]) => `expected ${wanted} ${name} of ${rule}, got ${count(rule, outcome)}`)
  return [
    ...alarms.map(({ rule, operation, outcome, why }) => `${outcome} ${rule} on ${operation ?? 'the deployment'}: ${why}`),
    ...vain('inconclusive', 'inconclusive verdicts'),
    ...vain('warn', 'warnings'),
  ]
}

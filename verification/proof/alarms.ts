/** False alarms: what the suite reports against a deployment that only does what the contract and the RFCs allow. */
import type { Variant } from '../variants/variant.ts'
import type { Outcome } from './deployment.ts'

/**
 * One line for each false alarm: every finding except the inconclusive verdicts that the variant declares. A count of inconclusive verdicts that
 * differs from the declared one is a false alarm too, so that no verdict is excused that the suite could give.
 */
export function alarmsOf({ unjudged }: Pick<Variant, 'unjudged'>, { undecidable, findings }: Outcome): string[] {
  if (undecidable !== undefined) return [undecidable]
  const excused = unjudged?.verdicts ?? {}
  const open = (rule: string) => findings.filter((each) => each.rule === rule && each.outcome === 'inconclusive')
  const alarms = findings.filter(({ rule, outcome }) => outcome !== 'inconclusive' || excused[rule] !== open(rule).length)
  const vain = Object.entries(excused).filter(([rule, count]) => count !== open(rule).length)
  return [
    ...alarms.map(({ rule, operation, outcome, why }) => `${outcome} ${rule} on ${operation ?? 'the deployment'}: ${why}`),
    ...vain.map(([rule, count]) => `expected ${count} inconclusive verdicts of ${rule}, got ${open(rule).length}`),
  ]
}

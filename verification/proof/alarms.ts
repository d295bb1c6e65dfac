/** False alarms: what the suite says against a deployment that does what contract and RFCs allow. */
import type { Variant } from '../variants/variant.ts'
import type { Outcome } from './deployment.ts'

/**
 * What was said and should not have been, one line each: every finding, but for as many verdicts as the variant says that it takes away. Where there
 * are fewer, that is one too, so that nothing is excused that could be judged.
 */
export function alarmsOf({ unjudged }: Pick<Variant, 'unjudged'>, { undecidable, findings }: Outcome): string[] {
  if (undecidable !== undefined) return [undecidable]
  const excused = unjudged?.verdicts ?? {}
  const open = (rule: string) => findings.filter((each) => each.rule === rule && each.outcome === 'inconclusive')
  const alarms = findings.filter(({ rule, outcome }) => outcome !== 'inconclusive' || excused[rule] !== open(rule).length)
  const vain = Object.entries(excused).filter(([rule, count]) => count !== open(rule).length)
  return [
    ...alarms.map(({ rule, operation, outcome, why }) => `${outcome} ${rule} on ${operation ?? 'the deployment'}: ${why}`),
    ...vain.map(([rule, count]) => `${open(rule).length} instead of ${count} verdicts of ${rule} are inconclusive`),
  ]
}

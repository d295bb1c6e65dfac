/** False alarms: what the suite says against a deployment that does what contract and RFCs allow. */
import type { Variant } from '../variants/variant.ts'
import type { Finding, Outcome } from './ground.ts'

/**
 * What was said and should not have been, one line each: every finding, but for what the variant takes away and names. What it names in vain is
 * one too, so that nothing is excused that could be judged.
 */
export function alarmsOf({ unjudged }: Pick<Variant, 'unjudged'>, outcome: Outcome): string[] {
  if (outcome.undecidable !== undefined) return [outcome.undecidable]
  const excused = Object.entries(unjudged?.verdicts ?? {}).flatMap(([rule, operations]) =>
    operations.map((operation) => ({ rule, operation })),
  )
  const isExcused = (finding: Finding): boolean =>
    finding.outcome === 'inconclusive' && excused.some(({ rule, operation }) => finding.rule === rule && finding.operation === operation)
  const alarms = outcome.findings.filter((each) => !isExcused(each))
  const vain = excused.filter((each) => !outcome.findings.some(({ rule, operation }) => rule === each.rule && operation === each.operation))
  return [
    ...alarms.map(({ rule, operation, outcome: each, why }) => `${each} ${place(rule, operation)}: ${why}`),
    ...vain.map(({ rule, operation }) => `judged after all: ${place(rule, operation)}`),
  ]
}

const place = (rule: string, operation: string | null): string => `${rule} on ${operation ?? 'the deployment'}`

/** How bad a finding is for the clients of a deployment. */
import { areaOf, type Area, type Rule } from './rule.ts'
import { isAboutSafety } from './safety.ts'

/**
 * From the worst to the mildest:
 *
 * - `critical`: strangers can read or change data, or data is lost.
 * - `data`: a response contains wrong data, or a write does something else than the contract says.
 * - `promise`: a status, a header or an error differs from the contract.
 * - `recommendation`: a SHOULD is violated.
 */
export const severities = ['critical', 'data', 'promise', 'recommendation'] as const
export type Severity = (typeof severities)[number]

const areas: Readonly<Record<Area, Severity>> = {
  authentication: 'critical',
  tenant: 'critical',
  schema: 'data',
  pagination: 'data',
  sorting: 'data',
  write: 'data',
  error: 'promise',
  header: 'promise',
  negotiation: 'promise',
  'rate-limit': 'promise',
  status: 'promise',
}

/** Rules whose violation means that what a client has stored or deleted is not what the deployment keeps. */
const losses: ReadonlySet<string> = new Set([
  'write/change-covers-what-was-sent',
  'write/created-is-readable',
  'write/deleted-is-gone',
  'write/deleted-stays-gone',
  'write/patch-changes-named-only',
  'write/put-replaces',
  'write/refused-change-changes-nothing',
  'write/refused-creation-leaves-nothing',
  'write/set-is-shown',
  'write/text-kept-verbatim',
])

/** Returns the severity of a violation of a rule. */
export function severityOf(rule: Pick<Rule, 'id' | 'level' | 'cites' | 'safety'>): Severity {
  if (rule.level === 'SHOULD') return 'recommendation'
  return isAboutSafety(rule) || losses.has(rule.id) ? 'critical' : areas[areaOf(rule)]
}

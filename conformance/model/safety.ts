/**
 * What beta excuses (R17): the shape of an operation and its fields may change. Authentication, permissions and tenant isolation are never
 * excused.
 */
import type { Citation } from './citations.ts'
import { areaOf, type Area, type Rule } from './rule.ts'

/** Whether all rules of an area are about safety. */
const areas: Readonly<Record<Area, boolean>> = {
  authentication: true,
  tenant: true,
  error: false,
  header: false,
  negotiation: false,
  pagination: false,
  'rate-limit': false,
  schema: false,
  sorting: false,
  status: false,
  write: false,
}

/** The risks that beta does not excuse. Limits (API4) and inventory (API9) belong to the shape of the operation. */
const risks: readonly Citation[] = ['OWASP API1:2023', 'OWASP API2:2023', 'OWASP API3:2023', 'OWASP API5:2023', 'OWASP API8:2023']

/**
 * Whether a violated MUST is a failure on a beta operation too: because of the area, a risk that the rule cites, or the rule's `safety`.
 */
export function isAboutSafety({ id, cites, safety }: Pick<Rule, 'id' | 'cites' | 'safety'>): boolean {
  return safety === true || areas[areaOf({ id })] || cites.some((each) => risks.includes(each))
}

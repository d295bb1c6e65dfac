/** What beta excuses (R17): its shape may change, and what it has; never who is let in, what a key may do, and what one tenant sees of another. */
import type { Citation } from './citations.ts'
import { areaOf, type Area, type Rule } from './rule.ts'

/** Whether the rules of an area are about safety, all of them. */
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

/** The risks that a beta operation must not be. How much may be asked for (API4) and what else there is (API9) belong to its shape. */
const risks: readonly Citation[] = ['OWASP API1:2023', 'OWASP API2:2023', 'OWASP API3:2023', 'OWASP API5:2023', 'OWASP API8:2023']

/** Whether a broken MUST is a failure on a beta operation too: by the area, by a risk that the rule cites, or because its record says so. */
export function isAboutSafety({ id, cites, safety }: Pick<Rule, 'id' | 'cites' | 'safety'>): boolean {
  return safety === true || areas[areaOf({ id })] || cites.some((each) => risks.includes(each))
}

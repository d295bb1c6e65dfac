/** The catalogue: every rule, in the order of the documentation. */
import type { Rule } from '../model/rule.ts'
import { keyLives } from './authentication/keys.ts'
import { authenticationLaws } from './authentication/laws.ts'
import { ownPermissions } from './authentication/permissions.ts'
import { authenticationRefusals } from './authentication/refusals.ts'
import { issueBoundProbes } from './error/issue-bound.ts'
import { issueLaws } from './error/issues.ts'
import { errorLaws } from './error/laws.ts'
import { hostileInput } from './error/hostile.ts'
import { validationProbes } from './error/validation.ts'
import { headerLaws } from './header/laws.ts'
import { negotiationLaws } from './negotiation/laws.ts'
import { negotiationProbes } from './negotiation/probes.ts'
import { paginationBounds } from './pagination/bounds.ts'
import { pages } from './pagination/pages.ts'
import { paginationWalk } from './pagination/walk.ts'
import { rateLimitLaws } from './rate-limit/laws.ts'
import { partition } from './rate-limit/partition.ts'
import { quotaProbes } from './rate-limit/quota.ts'
import { agreement } from './schema/agreement.ts'
import { arithmetic } from './schema/arithmetic.ts'
import { askedLaws } from './schema/asked.ts'
import { schemaLaws } from './schema/laws.ts'
import { sums } from './schema/sums.ts'
import { versions } from './schema/versions.ts'
import { sortingProbes } from './sorting/probes.ts'
import { statusLaws } from './status/laws.ts'
import { statusProbes } from './status/probes.ts'
import { tenantProbes } from './tenant/probes.ts'
import { tenantWrites } from './tenant/writes.ts'
import { creationRules } from './write/creation.ts'
import { endingRules } from './write/endings.ts'
import { lifeCycle } from './write/life-cycle.ts'
import { settingRules } from './write/settings.ts'
import { stateMachines } from './write/state-machine.ts'

export const rules: readonly Rule[] = [
  ...authenticationRefusals,
  ...authenticationLaws,
  ...ownPermissions,
  ...keyLives,
  ...statusProbes,
  ...statusLaws,
  ...errorLaws,
  ...issueLaws,
  ...issueBoundProbes,
  ...validationProbes,
  ...hostileInput,
  ...schemaLaws,
  ...arithmetic,
  ...sums,
  ...agreement,
  ...askedLaws,
  ...versions,
  ...paginationBounds,
  ...paginationWalk,
  ...pages,
  ...sortingProbes,
  ...rateLimitLaws,
  ...partition,
  ...quotaProbes,
  ...headerLaws,
  ...negotiationProbes,
  ...negotiationLaws,
  ...tenantProbes,
  ...tenantWrites,
  ...creationRules,
  ...lifeCycle,
  ...settingRules,
  ...endingRules,
  ...stateMachines,
]

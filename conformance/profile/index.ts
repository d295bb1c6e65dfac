/** Everything that the suite knows about the Better Data SCM API in addition to its contract. */
import { contract } from '../../spec/contract.ts'
import { apiOf } from '../model/api.ts'
import type { Profile } from '../model/profile.ts'
import { documentation } from '../suite.ts'
import { dated, filterPlaces, inner, listChange, names, observed, periods, sum } from './answers.ts'
import { decisions, promises } from './citations.ts'
import { derivations } from './derivations.ts'
import { equations } from './equations.ts'
import { foreignFilter, foreignReferences } from './foreign.ts'
import { keys } from './keys.ts'
import { kinds } from './kinds.ts'
import { knownFaults } from './known-faults.ts'
import { lifecycles } from './lifecycles.ts'
import { sampleWrites } from './sample-writes.ts'
import { settable } from './settable.ts'
import { sideEffects } from './side-effects.ts'
import { parameterValues, references, settings, shownBy, targets } from './targets.ts'

export const profile: Profile = {
  promises,
  decisions,
  ...(documentation === undefined ? {} : { documentation }),
  knownFaults,
  kinds,
  targets,
  references,
  shownBy,
  settings,
  sampleWrites,
  lifecycles,
  marked: ['sku', 'code', 'name', 'title', 'comment', 'message', 'description', 'note'],
  texts: ['description', 'name'],
  remark: 'comment',
  lookups: ['sku'],
  keys,
  sideEffects,
  settable,
  foreignReferences,
  neededReferences: { reasonCodeId: 'reason' },
  foreignFilter,
  derivations,
  equations,
  shortage: { short: 'qtyShort', available: 'available' },
  names,
  parameterValues,
  filterPlaces,
  rowIds: ['channelId'],
  inner,
  dated,
  listChange,
  observed,
  sum,
  periods,
  absentPaths: ['/super-admin', '/super-admin/tenants', '/cron', '/internal', '/actuator', '/actuator/env', '/metrics', '/debug'],
  otherVersions: ['/v0/products', '/v2/products'],
}

/** The contract of this project with its profile. */
export const api = apiOf(contract, profile)

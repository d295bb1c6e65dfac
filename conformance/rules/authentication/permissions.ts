/** Checks that each permission is required by itself: with a key that has all the other permissions. */
import type { Operation } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { altered } from '../../model/exchange.ts'
import { reachesWhatExists } from '../../guard/targets.ts'
import { hasId, probe, type Subject } from '../../model/rule.ts'
import { passes } from '../../model/judgement.ts'
import { refused, unnamedPermissions } from '../refusal.ts'
import { bearing, issued } from './keys.ts'
import { harmless } from './refusals.ts'

interface Lacking extends Subject {
  /** An operation that requires only this permission. */
  readonly operation: Operation
  readonly permission: string
  /** The permissions of the key: all others of the same kind, and most of the rest. */
  readonly held: readonly string[]
  readonly purpose: string
}

/** `admin.keys` of `admin.keys.read`. */
const kindOf = (permission: string): string => permission.slice(0, permission.lastIndexOf('.'))

/** Returns every permission with a key that lacks it. One key lacks one permission of each kind, so that a few keys are sufficient. */
function lacking(api: Api): Lacking[] {
  const { operations } = api
  if (api.profile.keys === undefined) return []
  const all = [...new Set(Object.values(operations).flatMap(({ permissions }) => permissions))]
  const places = new Map(
    all.map((permission) => [permission, all.filter((each) => kindOf(each) === kindOf(permission)).indexOf(permission)]),
  )
  return all.flatMap((permission) => {
    const askers = Object.values(operations).filter(({ permissions }) => permissions.length === 1 && permissions[0] === permission)
    // Operations on existing resources are the last choice.
    const operation = askers.find((each) => !hasId(each) && !reachesWhatExists(api, each)) ?? askers[0]
    const place = places.get(permission) ?? 0
    if (operation === undefined) return []
    return [
      {
        operation,
        permission,
        held: all.filter((each) => places.get(each) !== place),
        purpose: `lacking-${place + 1}`,
        about: `without ${permission}`,
      },
    ]
  })
}

export const ownPermissions = [
  probe({
    id: 'authentication/no-other-permission-suffices',
    level: 'MUST',
    cites: ['R04', 'D13', 'OWASP API5:2023'],
    title: 'returns 403 if the key has every other permission of the same kind, but not the required one',
    subjects: lacking,
    ask: ({ operation, held, purpose }, ask) => ({
      planted: harmless(operation, ask, bearing(issued(purpose, held, ask).create, ask)),
    }),
    judge: ({ planted }, { permission }, context) => {
      const judged = refused(planted, context, { status: 403, reason: 'INSUFFICIENT_SCOPE' })
      return judged.is === 'pass' ? (unnamedPermissions(planted, [permission]) ?? passes) : judged
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
]

/** Whether each permission is asked for by itself: a key that has all the others tells what one without any cannot. */
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
  /** Asks for the one permission, and nothing else. */
  readonly operation: Operation
  readonly permission: string
  /** What the key has instead: the other permissions of the same kind, and most of the rest. */
  readonly held: readonly string[]
  readonly purpose: string
}

/** `admin.keys` of `admin.keys.read`. */
const kindOf = (permission: string): string => permission.slice(0, permission.lastIndexOf('.'))

/** Every permission, with a key that lacks it; one key lacks one permission of each kind, so that a few keys are enough. */
function lacking(api: Api): Lacking[] {
  const { operations } = api
  if (api.profile.keys === undefined) return []
  const all = [...new Set(Object.values(operations).flatMap(({ permissions }) => permissions))]
  const places = new Map(
    all.map((permission) => [permission, all.filter((each) => kindOf(each) === kindOf(permission)).indexOf(permission)]),
  )
  return all.flatMap((permission) => {
    const askers = Object.values(operations).filter(({ permissions }) => permissions.length === 1 && permissions[0] === permission)
    // What reaches something that exists is asked last.
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
    title: 'refuses an operation with 403 to a key that has every other permission of its kind',
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

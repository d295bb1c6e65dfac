/** The keys that a run creates for itself. */
import { as, type RequestBuilder } from '../model/request-builder.ts'
import type { Api } from '../model/api.ts'
import type { Request, Role } from '../model/request.ts'
import { type IssuedKey, type PlanOptions, roles } from './model.ts'

/** The number of requests per key at which its shortest window also covers creating and revoking keys. */
const loadOfOneKey = ({ rateLimits: [shortest] }: Api): number =>
  shortest === undefined ? Number.POSITIVE_INFINITY : Math.max(Math.floor(shortest.requests * 0.9), 1)

/**
 * Returns the keys that a run has to create: one for each role that is used but not given, and more if the load exceeds the rate limit of
 * one key.
 */
export function keysToIssueFor(ask: RequestBuilder, requests: readonly Request[], { given = {} }: PlanOptions): IssuedKey[] {
  const { keys } = ask.api.profile
  if (keys === undefined) return []
  const load: Partial<Record<Role, number>> = {}
  for (const { credential } of requests) {
    if (credential.kind === 'key') load[credential.role] = (load[credential.role] ?? 0) + 1
  }
  const everything = [...new Set(Object.values(ask.api.operations).flatMap(({ permissions }) => permissions))].sort()
  const perKey = loadOfOneKey(ask.api)
  return roles.flatMap((role) => {
    const has = given[role] ?? 0
    // Only a key of the other tenant can create keys for that tenant.
    if (load[role] === undefined || (role === 'other' && has === 0)) return []
    const wanted = role === 'expired' || role === 'revoked' || role === 'exhaustible' ? 1 : Math.ceil(load[role] / perKey)
    return Array.from({ length: Math.max(wanted - has, 0) }, (_, index): IssuedKey => {
      const key = ask.resources.of(keys.create, `${role}-${index + 1}`, {
        change: {
          [keys.permissions]: role === 'unprivileged' ? [] : everything,
          ...(role === 'expired' ? { [keys.expiry]: '2020-01-01T00:00:00Z' } : {}),
        },
        ...(role === 'other' ? { credential: as('other') } : {}),
      })
      const ready = role === 'revoked' ? (key.undo[0] ?? key.create) : key.create
      return { role, key: { from: key.create, pointer: keys.secret }, ready }
    })
  })
}

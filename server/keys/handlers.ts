import type { Schemas } from '../../spec/contract.ts'
import type { Caller, Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import type { KeyRecord, Keys } from '../store/keys-store.ts'
import { timestamp } from '../timestamp.ts'
import { apiKey, changedKey, newKey, secretOf, statusOf } from './api-key.ts'
import { newKeyText } from './key-text.ts'
import { missingScopes } from './scope.ts'

/** Callers can neither grant scopes that they do not have nor change a key that has more scopes. */
function refuseEscalation(caller: Caller, scopes: readonly Schemas['Scope'][]): void {
  const missing = [...new Set(missingScopes(caller.scopes, scopes))]
  if (missing.length > 0) throw refuse('scopeInsufficient', { requiredPermissions: missing })
}

/**
 * The key with an id, to be changed and to have the given scopes. Callers without permission do not learn whether it is active. Every change of a
 * key uses this function.
 */
async function keyToChange(
  keys: Keys,
  {
    id,
    caller,
    now,
    scopes = [],
  }: { readonly id: string; readonly caller: Caller; readonly now: number; readonly scopes?: readonly Schemas['Scope'][] },
): Promise<KeyRecord> {
  const key = await keys.find(id)
  refuseEscalation(caller, [...(key?.scopes ?? []), ...scopes])
  if (key === undefined) throw refuse('resourceUnknown')
  if (statusOf(key, now) !== 'ACTIVE') throw refuse('keyInactive')
  return key
}

export const keysHandlers = {
  listApiKeys: async ({ query, store, now }) => {
    const { data, pagination } = await store.keys.list(query, now)
    return { status: 200, data: data.map((key) => apiKey(key, now)), pagination }
  },

  createApiKey: async ({ body, store, caller, now, newId, newSecret }) => {
    refuseEscalation(caller, body.scopes)
    const text = newKeyText(newSecret)
    const key = newKey(newId('key'), body, text, timestamp(now))
    await store.keys.insert(key)
    return { status: 201, data: { apiKey: apiKey(key, now), plaintextKey: text.text } }
  },

  updateApiKey: ({ params, body, store, caller, now }) =>
    store.transaction(async ({ keys }) => {
      const key = await keyToChange(keys, { id: params.keyId, caller, now, ...(body.scopes === undefined ? {} : { scopes: body.scopes }) })
      const changed = changedKey(key, body, timestamp(now))
      await keys.update(changed)
      return { status: 200 as const, data: apiKey(changed, now) }
    }),

  revokeApiKey: ({ params, store, caller, now }) =>
    store.transaction(async ({ keys }) => {
      const key = await keyToChange(keys, { id: params.keyId, caller, now })
      const revoked = { ...key, updatedAt: timestamp(now), revokedAt: timestamp(now) }
      await keys.update(revoked)
      return { status: 200 as const, data: apiKey(revoked, now) }
    }),

  rotateApiKey: ({ params, store, caller, now, newSecret }) =>
    store.transaction(async ({ keys }) => {
      const key = await keyToChange(keys, { id: params.keyId, caller, now })
      const text = newKeyText(newSecret)
      const rotated = { ...key, ...secretOf(text), updatedAt: timestamp(now) }
      await keys.update(rotated)
      return { status: 200 as const, data: { apiKey: apiKey(rotated, now), plaintextKey: text.text } }
    }),
} satisfies Pick<Handlers, 'listApiKeys' | 'createApiKey' | 'updateApiKey' | 'revokeApiKey' | 'rotateApiKey'>

import type { Schemas } from '../../spec/contract.ts'
import type { Caller, Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import type { KeyRecord, Keys } from '../store/store.ts'
import { timestamp } from '../timestamp.ts'
import { apiKey, changedKey, newKey, secretOf, statusOf } from './api-key.ts'
import { newKeyText } from './key-text.ts'
import { missingScopes } from './scope.ts'

/** Nobody hands out what they do not have. */
function refuseEscalation(caller: Caller, scopes: readonly Schemas['Scope'][]): void {
  const missing = missingScopes(caller.scopes, scopes)
  if (missing.length > 0) throw refuse('scopeInsufficient', { requiredPermissions: missing })
}

async function findKey(keys: Keys, id: string): Promise<KeyRecord> {
  const key = await keys.find(id)
  if (key === undefined) throw refuse('resourceUnknown')
  return key
}

function refuseInactive(key: KeyRecord, now: number): void {
  if (statusOf(key, now) !== 'ACTIVE') throw refuse('keyInactive')
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
    return { status: 201, data: { apiKey: apiKey(key, now), plaintextKey: text.text }, location: `/admin/api-keys?id=${key.id}` }
  },

  updateApiKey: async ({ params, body, store, caller, now }) => {
    refuseEscalation(caller, body.scopes ?? [])
    return store.transaction(async ({ keys }) => {
      const key = await findKey(keys, params.keyId)
      refuseInactive(key, now)
      const changed = changedKey(key, body, timestamp(now))
      await keys.update(changed)
      return { status: 200 as const, data: apiKey(changed, now) }
    })
  },

  revokeApiKey: ({ params, store, now }) =>
    store.transaction(async ({ keys }) => {
      const key = await findKey(keys, params.keyId)
      refuseInactive(key, now)
      const revoked = { ...key, updatedAt: timestamp(now), revokedAt: timestamp(now) }
      await keys.update(revoked)
      return { status: 200 as const, data: apiKey(revoked, now) }
    }),

  rotateApiKey: ({ params, store, caller, now, newSecret }) =>
    store.transaction(async ({ keys }) => {
      const key = await findKey(keys, params.keyId)
      refuseEscalation(caller, key.scopes)
      refuseInactive(key, now)
      const text = newKeyText(newSecret)
      const rotated = { ...key, ...secretOf(text), updatedAt: timestamp(now) }
      await keys.update(rotated)
      return { status: 200 as const, data: { apiKey: apiKey(rotated, now), plaintextKey: text.text } }
    }),
} satisfies Pick<Handlers, 'listApiKeys' | 'createApiKey' | 'updateApiKey' | 'revokeApiKey' | 'rotateApiKey'>

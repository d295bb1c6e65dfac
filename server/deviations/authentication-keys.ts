import type { Caller } from '../handlers.ts'
import { missingScopes } from '../keys/scope.ts'
import { refuse } from '../refusals.ts'
import type { StoredKey } from '../store/keys-store.ts'
import { deviationsOf, handler, keyLookup, step, store } from './deviation.ts'
import { insteadOf } from './faults.ts'

/** The same call by a caller with every permission. */
const trusted = <Call extends { readonly caller: Caller }>(input: Call): Call => ({ ...input, caller: { ...input.caller, scopes: ['*'] } })

/** Faults in the lifecycle of a key: its permissions, and the time at which changes take effect. */
export const authenticationKeys = deviationsOf({
  'authentication/keys-cached-for-a-minute': {
    harm: 'The server caches API keys for one minute, so a leaked key still works for that time after it was revoked, restricted or rotated.',
    breaks: [
      { rule: 'authentication/revocation-immediate' },
      { rule: 'authentication/narrowing-immediate' },
      { rule: 'authentication/rotation-immediate' },
    ],
    change: step('authenticate', (right) => {
      const cached = new Map<string, { readonly key: StoredKey | undefined; readonly until: number }>()
      return (exchange, service) => {
        const findKey: typeof service.store.findKey = async (publicId) => {
          const known = cached.get(publicId)
          if (known !== undefined && known.until > exchange.arrival.at) return known.key
          const key = await service.store.findKey(publicId)
          cached.set(publicId, { key, until: exchange.arrival.at + 60_000 })
          return key
        }
        return right(exchange, { ...service, store: { ...service.store, findKey } })
      }
    }),
  },
  'authentication/scopes-cached': {
    harm: 'The server caches the scopes of API keys, so a key keeps removed permissions until the server is restarted.',
    breaks: [{ rule: 'authentication/narrowing-immediate' }],
    change: keyLookup((right) => {
      const first = new Map<string, StoredKey['scopes']>()
      return async (publicId) => {
        const key = await right(publicId)
        if (key === undefined) return undefined
        const scopes = first.get(publicId) ?? key.scopes
        first.set(publicId, scopes)
        return { ...key, scopes }
      }
    }),
  },
  'authentication/narrowing-not-kept': {
    harm: 'The server confirms the removal of a permission from an API key, but does not store it.',
    breaks: [{ rule: 'authentication/narrowing-immediate' }],
    change: store('keys', 'update', (right, { store: { keys } }) => async (key) => {
      const before = await keys.find(key.id)
      await right({ ...key, scopes: before?.scopes ?? key.scopes })
    }),
  },
  'authentication/old-secret-outlives-rotation': {
    harm: 'The old secret of an API key still works after a rotation, so a leaked key is not closed.',
    breaks: [{ rule: 'authentication/rotation-immediate' }],
    change: keyLookup((right) => {
      const seen = new Map<string, StoredKey>()
      return async (publicId) => {
        const key = await right(publicId)
        if (key !== undefined) seen.set(publicId, key)
        return key ?? seen.get(publicId)
      }
    }),
  },
  'authentication/rotation-hands-out-dead-secret': {
    harm: 'A rotation returns a secret other than the stored one, so the client locks itself out.',
    breaks: [{ rule: 'authentication/rotation-immediate' }],
    change: handler('rotateApiKey', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, plaintextKey: `${data.apiKey.keyPrefix}_${input.newSecret(36)}` } }
    }),
  },
  'authentication/new-key-masked': {
    harm: 'The response to the creation of an API key shows only its beginning and its end, so the key can never be used.',
    breaks: [{ rule: 'authentication/secret-works' }],
    change: handler('createApiKey', (right) => async (input) => {
      const answer = await right(input)
      const { apiKey } = answer.data
      return { ...answer, data: { apiKey, plaintextKey: `${apiKey.keyPrefix}_${'x'.repeat(32)}${apiKey.last4}` } }
    }),
  },
  'authentication/new-key-without-scopes': {
    harm: 'The server stores a new API key without its scopes, so the key is accepted but has no permissions.',
    breaks: [{ rule: 'authentication/secret-works' }],
    change: store('keys', 'insert', (right) => (key) => right({ ...key, scopes: [] })),
  },
  'authentication/key-hands-out-everything': {
    harm: 'A key that may only create keys can create a key with every permission.',
    breaks: [{ rule: 'authentication/key-cannot-exceed-itself', operation: 'createApiKey' }],
    change: handler('createApiKey', (right) => (input) => right(trusted(input))),
  },
  'authentication/key-widens-itself': {
    harm: 'A key that may only manage keys can give itself every other permission, because scopes are checked only for new keys.',
    breaks: [{ rule: 'authentication/key-cannot-widen', operation: 'updateApiKey' }],
    change: handler('updateApiKey', (right) => (input) => right(trusted(input))),
  },
  'authentication/key-takes-over-another': {
    harm: 'A key that may only rotate keys can rotate a key with more permissions and then use its new secret.',
    breaks: [{ rule: 'authentication/key-cannot-widen', operation: 'rotateApiKey' }],
    change: handler('rotateApiKey', (right) => (input) => right(trusted(input))),
  },
  'authentication/key-revokes-a-wider-one': {
    harm: 'A key that may only manage keys can revoke the keys of administrators and lock them out.',
    breaks: [{ rule: 'authentication/key-cannot-touch-wider', operation: 'revokeApiKey' }],
    change: handler('revokeApiKey', (right) => (input) => right(trusted(input))),
  },
  'authentication/key-changes-a-wider-one': {
    harm: 'A key that may only manage keys can remove the permissions of an administrator key and change its allowed addresses and its expiry.',
    breaks: [{ rule: 'authentication/key-cannot-touch-wider', operation: 'updateApiKey' }],
    change: handler('updateApiKey', (right) => (input) => {
      // Checks only the granted scopes, as for a new key.
      const isWithin = missingScopes(input.caller.scopes, input.body.scopes ?? []).length === 0
      return right(isWithin ? trusted(input) : input)
    }),
  },
  'authentication/key-redates-a-wider-one': {
    harm: 'A key that may only manage keys can extend the expiry of a key with more permissions, such as the key of a former employee.',
    breaks: [{ rule: 'authentication/key-cannot-touch-wider', operation: 'updateApiKey' }],
    change: handler('updateApiKey', (right) => (input) => {
      const { scopes, ...rest } = input.body
      return right(scopes === undefined && Object.keys(rest).length > 0 ? trusted(input) : input)
    }),
  },
  'authentication/excess-not-named': {
    harm: 'The error for a new key with too many scopes does not name the excess scope, so the client has to try each scope.',
    breaks: [{ rule: 'authentication/key-cannot-exceed-itself', operation: 'createApiKey' }],
    change: insteadOf('scopeInsufficient', 'createApiKey', () => {
      throw refuse('scopeInsufficient', { requiredPermissions: ['admin.keys.write'] })
    }),
  },
})

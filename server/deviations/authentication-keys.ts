import type { Caller } from '../handlers.ts'
import { missingScopes } from '../keys/scope.ts'
import { refuse } from '../refusals.ts'
import type { StoredKey } from '../store/keys-store.ts'
import { deviationsOf, handler, keyLookup, step, store } from './deviation.ts'
import { insteadOf } from './faults.ts'

/** The same call by somebody who may do everything. */
const trusted = <Call extends { readonly caller: Caller }>(input: Call): Call => ({ ...input, caller: { ...input.caller, scopes: ['*'] } })

/** Faults in what becomes of a key: what it is given, and when a change of it takes effect. */
export const authenticationKeys = deviationsOf({
  'authentication/keys-cached-for-a-minute': {
    harm: 'Whoever revokes, narrows or rotates a leaked key leaves its finder a minute.',
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
    harm: 'A key whose permissions were taken away keeps them until the server is started anew.',
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
    harm: 'An administrator takes permissions from a key, sees them gone, and the key still has them.',
    breaks: [{ rule: 'authentication/narrowing-immediate' }],
    change: store('keys', 'update', (right, { store: { keys } }) => async (key) => {
      const before = await keys.find(key.id)
      await right({ ...key, scopes: before?.scopes ?? key.scopes })
    }),
  },
  'authentication/old-secret-outlives-rotation': {
    harm: 'Whoever rotates a leaked key believes that it is closed, while the old secret still works.',
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
    harm: 'A client that rotates its key locks itself out, since the new secret it is told is not the one that is kept.',
    breaks: [{ rule: 'authentication/rotation-immediate' }],
    change: handler('rotateApiKey', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, plaintextKey: `${data.apiKey.keyPrefix}_${input.newSecret(36)}` } }
    }),
  },
  'authentication/new-key-masked': {
    harm: 'Whoever makes a key sees only its beginning and its end, and can never use it.',
    breaks: [{ rule: 'authentication/secret-works' }],
    change: handler('createApiKey', (right) => async (input) => {
      const answer = await right(input)
      const { apiKey } = answer.data
      return { ...answer, data: { apiKey, plaintextKey: `${apiKey.keyPrefix}_${'x'.repeat(32)}${apiKey.last4}` } }
    }),
  },
  'authentication/new-key-without-scopes': {
    harm: 'A new key is accepted and may do nothing, though it was made with permissions.',
    breaks: [{ rule: 'authentication/secret-works' }],
    change: store('keys', 'insert', (right) => (key) => right({ ...key, scopes: [] })),
  },
  'authentication/key-hands-out-everything': {
    harm: 'An integration that may only make keys makes itself one with every permission.',
    breaks: [{ rule: 'authentication/key-cannot-exceed-itself', operation: 'createApiKey' }],
    change: handler('createApiKey', (right) => (input) => right(trusted(input))),
  },
  'authentication/key-widens-itself': {
    harm: 'A key that may only manage keys gives itself every other permission, since only new keys are checked.',
    breaks: [{ rule: 'authentication/key-cannot-widen', operation: 'updateApiKey' }],
    change: handler('updateApiKey', (right) => (input) => right(trusted(input))),
  },
  'authentication/key-takes-over-another': {
    harm: 'Whoever may give keys a new secret gives one to the key of the planners, and is the planners from then on.',
    breaks: [{ rule: 'authentication/key-cannot-widen', operation: 'rotateApiKey' }],
    change: handler('rotateApiKey', (right) => (input) => right(trusted(input))),
  },
  'authentication/key-revokes-a-wider-one': {
    harm: 'A key that may only manage keys revokes those of the administrators, and locks them out.',
    breaks: [{ rule: 'authentication/key-cannot-touch-wider', operation: 'revokeApiKey' }],
    change: handler('revokeApiKey', (right) => (input) => right(trusted(input))),
  },
  'authentication/key-changes-a-wider-one': {
    harm: 'A key that may only manage keys takes the permissions of an administrator, and sets from where and until when its key works.',
    breaks: [{ rule: 'authentication/key-cannot-touch-wider', operation: 'updateApiKey' }],
    change: handler('updateApiKey', (right) => (input) => {
      // Only what is handed out is looked at, as for a new key.
      const isWithin = missingScopes(input.caller.scopes, input.body.scopes ?? []).length === 0
      return right(isWithin ? trusted(input) : input)
    }),
  },
  'authentication/key-redates-a-wider-one': {
    harm: 'A key that may only manage keys lets the key of somebody who has left work for ever.',
    breaks: [{ rule: 'authentication/key-cannot-touch-wider', operation: 'updateApiKey' }],
    change: handler('updateApiKey', (right) => (input) => {
      const { scopes, ...rest } = input.body
      return right(scopes === undefined && Object.keys(rest).length > 0 ? trusted(input) : input)
    }),
  },
  'authentication/excess-not-named': {
    harm: 'Somebody who asks for a key with too many scopes is told that one is too many, and has to try which.',
    breaks: [{ rule: 'authentication/key-cannot-exceed-itself', operation: 'createApiKey' }],
    change: insteadOf('scopeInsufficient', 'createApiKey', () => {
      throw refuse('scopeInsufficient', { requiredPermissions: ['admin.keys.write'] })
    }),
  },
})

import type { Schemas } from '../../spec/contract.ts'
import type { KeyRecord } from '../store/keys-store.ts'
import { millisecondsOf, shortTime, storedTime } from '../timestamp.ts'
import { hashKeyText, type KeyText } from './key-text.ts'

/** The status of a key at `now` (milliseconds). A revoked key stays revoked after its expiry. */
export function statusOf(key: Pick<KeyRecord, 'revokedAt' | 'expiresAt'>, now: number): Schemas['ApiKeyStatus'] {
  if (key.revokedAt !== null) return 'REVOKED'
  return key.expiresAt !== null && millisecondsOf(key.expiresAt) <= now ? 'EXPIRED' : 'ACTIVE'
}

/** The key in the format of the contract at `now` (milliseconds). */
export function apiKey(key: KeyRecord, now: number): Schemas['ApiKey'] {
  return {
    id: key.id,
    name: key.name,
    keyPrefix: key.keyPrefix,
    last4: key.last4,
    scopes: key.scopes,
    status: statusOf(key, now),
    expiresAt: key.expiresAt,
    allowedIps: key.allowedIps,
    createdAt: key.createdAt,
    updatedAt: key.updatedAt,
    revokedAt: key.revokedAt,
  }
}

/** The stored parts of a key text. */
export function secretOf(key: KeyText): Pick<KeyRecord, 'publicId' | 'secretHash' | 'keyPrefix' | 'last4'> {
  return { publicId: key.publicId, secretHash: hashKeyText(key.text), keyPrefix: key.keyPrefix, last4: key.last4 }
}

/** Creates a key from the request body, at `time`. */
export function newKey(id: string, sent: Required<Schemas['ApiKeyCreate']>, text: KeyText, time: string): KeyRecord {
  const { name, scopes, expiresAt, allowedIps } = sent
  return { id, ...secretOf(text), name, scopes, expiresAt: kept(expiresAt), allowedIps, createdAt: time, updatedAt: time, revokedAt: null }
}

/** The key with the properties from the request body changed, at `time`. */
export function changedKey(key: KeyRecord, changes: Schemas['ApiKeyUpdate'], time: string): KeyRecord {
  const { expiresAt, ...others } = changes
  return { ...key, ...others, ...(expiresAt === undefined ? {} : { expiresAt: kept(expiresAt) }), updatedAt: time }
}

/** A time as it will be read from the store: with milliseconds. */
function kept(time: string | null): string | null {
  return time === null ? null : shortTime(storedTime(time))
}

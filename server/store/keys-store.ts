import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

/** A stored API key. Times are RFC 3339 text. Its status depends on the current time and is therefore not stored. */
export interface KeyRecord {
  readonly id: string
  /** The part between environment and secret, which identifies the key. */
  readonly publicId: string
  /** Hexadecimal SHA-256 of the whole text of the key. */
  readonly secretHash: string
  readonly name: string
  readonly keyPrefix: string
  readonly last4: string
  readonly scopes: Schemas['Scope'][]
  readonly expiresAt: string | null
  readonly allowedIps: Schemas['AllowedIps']
  readonly createdAt: string
  readonly updatedAt: string
  readonly revokedAt: string | null
}

/** The data of a key that authentication needs, for any tenant. */
export interface StoredKey {
  readonly id: string
  readonly tenantId: string
  /** Hexadecimal SHA-256 of the whole text of the key. */
  readonly secretHash: string
  readonly scopes: readonly Schemas['Scope'][]
  /** Milliseconds since the epoch; `null` if it is not revoked. */
  readonly revokedAt: number | null
  /** Milliseconds since the epoch; `null` for never. The key is rejected from this time on. */
  readonly expiresAt: number | null
  /** Empty for all addresses. */
  readonly allowedIps: readonly string[]
}

export interface Keys {
  /** `now` in milliseconds, because the expiry of keys depends on it. */
  list(query: ListQuery<'listApiKeys'>, now: number): Promise<Page<KeyRecord>>
  find(id: string): Promise<KeyRecord | undefined>
  insert(key: KeyRecord): Promise<void>
  /** Replaces everything except `id` and `createdAt`. */
  update(key: KeyRecord): Promise<void>
}

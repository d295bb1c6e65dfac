import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

/** An API key as it is kept. Times are RFC 3339 text. Whether it is active is a question of the clock, so no status is kept. */
export interface KeyRecord {
  readonly id: string
  /** The part between environment and secret, by which the key is found. */
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

/** What authentication needs to know of a key, whoever it belongs to. */
export interface StoredKey {
  readonly id: string
  readonly tenantId: string
  /** Hexadecimal SHA-256 of the whole text of the key. */
  readonly secretHash: string
  readonly scopes: readonly Schemas['Scope'][]
  /** Milliseconds since the epoch; `null` if it was not revoked. */
  readonly revokedAt: number | null
  /** Milliseconds since the epoch; `null` for never. The key is refused from this moment on. */
  readonly expiresAt: number | null
  /** Empty for all. */
  readonly allowedIps: readonly string[]
}

export interface Keys {
  /** `now` in milliseconds: which keys are expired is a question of the clock. */
  list(query: ListQuery<'listApiKeys'>, now: number): Promise<Page<KeyRecord>>
  find(id: string): Promise<KeyRecord | undefined>
  insert(key: KeyRecord): Promise<void>
  /** Replaces everything but `id` and `createdAt`. */
  update(key: KeyRecord): Promise<void>
}

import { contract, type Permission, type Schemas } from '../../../spec/contract.ts'

type Scope = Schemas['Scope']

/** The expected state of a key. */
export interface Key {
  readonly id: string
  /** All texts that the key ever had; the last one is valid. */
  readonly texts: string[]
  scopes: readonly Scope[]
  /** Milliseconds; `null` for never. */
  expiresAt: number | null
  allowedIps: readonly string[]
  revoked: boolean
}

/** All keys of a tenant in the order of their creation, and the current time in milliseconds: an independent model of authentication. */
export interface KeyModel {
  readonly keys: Key[]
  now: number
}

/** A short form of a response: its status and, for a rejection, its reason. */
export type Verdict =
  | '200'
  | '201'
  | '401 INVALID_API_KEY'
  | '401 REVOKED_API_KEY'
  | '401 EXPIRED_API_KEY'
  | '403 IP_RESTRICTION'
  | '403 INSUFFICIENT_SCOPE'
  | '409 INVALID_STATE'

const permissions = [...new Set(Object.values(contract.operations).flatMap((operation) => operation.permissions))]
const beginnings = ['', 'admin.', 'admin.alerts.', 'admin.keys.', 'forecast.', 'inventory.', 'products.', 'transfers.']
/** Permissions that the contract may add to each group later: only a wildcard covers them, so narrow scopes never add up to a wide one. */
const things: readonly string[] = [...permissions, ...beginnings.map((beginning) => `${beginning}later`)]

/** Whether scopes allow a permission. */
const allow = (scopes: readonly Scope[], thing: string) =>
  scopes.some((scope) => scope === thing || (scope.endsWith('*') && thing.startsWith(scope.slice(0, -1))))

/** Whether callers with some scopes can grant others. */
export const covers = (held: readonly Scope[], wanted: readonly Scope[]) =>
  things.every((thing) => !allow(wanted, thing) || allow(held, thing))

const expired = ({ expiresAt }: Key, now: number) => expiresAt !== null && expiresAt <= now
export const inactive = (key: Key, now: number) => key.revoked || expired(key, now)

/** The expected rejection of a key text by an operation with a permission; `undefined` if it is accepted. */
export function refusal(key: Key, text: string, address: string, permission: Permission, now: number): Verdict | undefined {
  if (text !== key.texts.at(-1)) return '401 INVALID_API_KEY'
  if (key.revoked) return '401 REVOKED_API_KEY'
  if (expired(key, now)) return '401 EXPIRED_API_KEY'
  if (key.allowedIps.length > 0 && !key.allowedIps.includes(address)) return '403 IP_RESTRICTION'
  return allow(key.scopes, permission) ? undefined : '403 INSUFFICIENT_SCOPE'
}

/** `ACTIVE`, `REVOKED` or `EXPIRED`. */
export function statusOf(key: Key, now: number): Schemas['ApiKeyStatus'] {
  if (key.revoked) return 'REVOKED'
  return expired(key, now) ? 'EXPIRED' : 'ACTIVE'
}

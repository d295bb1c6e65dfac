import { contract, type Permission, type Schemas } from '../../../spec/contract.ts'

type Scope = Schemas['Scope']

/** A key as it should be. */
export interface Key {
  readonly id: string
  /** Every text that it ever had; the last one is its own. */
  readonly texts: string[]
  scopes: readonly Scope[]
  /** Milliseconds; `null` for never. */
  expiresAt: number | null
  allowedIps: readonly string[]
  revoked: boolean
}

/** All keys of a tenant in the order in which they were made, and what time it is, in milliseconds: a second opinion on who gets in. */
export interface KeyModel {
  readonly keys: Key[]
  now: number
}

/** An answer in short: its status and, if it is a refusal, its reason. */
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
/** What the contract may once add to each group: only a wildcard covers it, so that narrow scopes never add up to a wide one. */
const things: readonly string[] = [...permissions, ...beginnings.map((beginning) => `${beginning}later`)]

/** Whether scopes allow a thing. */
const allow = (scopes: readonly Scope[], thing: string) =>
  scopes.some((scope) => scope === thing || (scope.endsWith('*') && thing.startsWith(scope.slice(0, -1))))

/** Whether those who hold some scopes may hand out others. */
export const covers = (held: readonly Scope[], wanted: readonly Scope[]) =>
  things.every((thing) => !allow(wanted, thing) || allow(held, thing))

const expired = ({ expiresAt }: Key, now: number) => expiresAt !== null && expiresAt <= now
export const inactive = (key: Key, now: number) => key.revoked || expired(key, now)

/** How the text of a key fares at an operation that needs a permission; `undefined` if nothing speaks against it. */
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

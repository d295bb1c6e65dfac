import type { KeysByTenant } from '../banner.ts'

/** What each demo key is for, by its name. */
const purposes: Readonly<Record<string, string>> = {
  administrator: 'everything',
  reader: 'reading only',
  none: 'no permission',
  expired: 'expired: 401',
  revoked: 'revoked: 401',
}

export interface DemoKey {
  readonly tenant: string
  readonly name: string
  readonly key: string
  /** What requests with it may do. */
  readonly allows: string
}

/** The demo keys of all tenants in one list. */
export const demoKeyList = (keys: KeysByTenant): readonly DemoKey[] =>
  Object.entries(keys).flatMap(([tenant, byName]) =>
    Object.entries(byName).map(([name, key]) => ({ tenant, name, key, allows: purposes[name] ?? '' })),
  )

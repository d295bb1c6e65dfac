/** The deployment under test: where it is, and the keys to it. */
import { Undecidable } from './undecidable.ts'
import type { Credential, Role } from './request.ts'

export interface Target {
  /** `https://app.betterdata.co/api`; any path prefix, no trailing slash. */
  readonly baseUrl: string
  /** Several keys of a part share its load, so they must be allowed the same. `reader` keys have every `….read` permission, and help `main` with what these allow. */
  readonly keys: Readonly<Partial<Record<Role | 'reader', readonly string[]>>>
}

/** Checks and normalises a base URL; throws `Undecidable` with a sentence that says what was expected. */
export function parseBaseUrl(text: string | undefined): string {
  if (text === undefined) throw new Undecidable('The base URL of the deployment is needed, such as https://app.betterdata.co/api.')
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new Undecidable(`The base URL must be an address such as https://app.betterdata.co/api; "${text}" is none.`)
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Undecidable(`The base URL must begin with http:// or https://; "${text}" begins with ${url.protocol}//.`)
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Undecidable('The base URL must have no user name, query or fragment.')
  }
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** How a request shows its credential, and the name of the key it shows. */
export type Presented =
  | {
      readonly header?: string
      readonly query?: string
      readonly name?: string
      /** Another key could carry the request: this one is there to share the load. */
      readonly spare?: boolean
    }
  /** Which flag would give the key that is missing. */
  | { readonly missing: string }

const flags: Record<Role, string> = {
  main: '--key',
  powerless: '--powerless-key',
  expired: '--expired-key',
  revoked: '--revoked-key',
  other: '--other-tenant-key',
}

/** Holds the keys of a run, and lets nobody else see them. */
export class KeyRing {
  readonly #keys: Target['keys']
  readonly #unknown: string

  /** `unknown` is a well-formed key that no deployment has issued. */
  constructor(keys: Target['keys'], unknown: string) {
    this.#keys = keys
    this.#unknown = unknown
  }

  /** Every text that must never be seen again. */
  get secrets(): readonly string[] {
    return Object.values(this.#keys).flat()
  }

  /** What to send for a credential; among several keys that fit, the one with the most requests left. `readable`: a reader may send it too. */
  present(credential: Credential, readable: boolean, left: (name: string) => number): Presented {
    if (credential.kind === 'none') return {}
    if (credential.kind === 'malformed') return { header: credential.header }
    if (credential.kind === 'unknown') return { header: `Bearer ${this.#unknown}` }
    if (credential.kind === 'tampered') return { header: `Bearer ${tamper(this.#keys.main?.[0] ?? '')}` }
    const { role, scheme = 'Bearer', place } = credential
    const [best] = [...this.#named(role), ...(role === 'main' && readable ? this.#named('reader') : [])]
      .map((each) => ({ ...each, left: left(each.name) }))
      .sort((a, b) => (a.left === b.left ? 0 : b.left - a.left))
    if (best === undefined) return { missing: `no key for it (${flags[role]})` }
    if (place === 'query') return { query: best.key }
    return { header: `${scheme} ${best.key}`, ...(payable(role) ? { name: best.name, spare: best.name !== role } : {}) }
  }

  #named(role: Role | 'reader'): { readonly key: string; readonly name: string }[] {
    return (this.#keys[role] ?? []).map((key, index) => ({ key, name: index === 0 ? role : `${role} ${index + 1}` }))
  }
}

/** The key with another last character of the same kind. */
function tamper(key: string): string {
  return key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')
}

/** A key that is not valid any more has no budget of its own. */
function payable(role: Role): boolean {
  return role !== 'expired' && role !== 'revoked'
}

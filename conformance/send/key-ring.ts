/** The keys of a run, and the choice of a key for each request. */
import type { Credential, Role } from '../model/request.ts'
import type { Keys } from '../model/target.ts'

/** How a request sends its credential, and the name of the key. */
export interface Presented {
  readonly header?: string
  readonly query?: string
  readonly name?: string
  /** The key only shares the load: another key could send the request. */
  readonly spare?: boolean
}

/** Holds the keys of a run, and keeps them private. */
export class KeyRing {
  /** A key keeps its name when others are added or removed. */
  readonly #keys = new Map<Role | 'reader', { readonly key: string; readonly name: string }[]>()
  readonly #all = new Set<string>()
  readonly #names = new Map<string, string>()
  readonly #unknown: string
  readonly #counts = new Map<Role | 'reader', number>()
  readonly #issued = new Map<string, string>()

  /** `unknown`: a well-formed key that no deployment has issued. */
  constructor(keys: Keys, unknown: string) {
    for (const [role, texts] of Object.entries(keys)) for (const text of texts) this.adopt(role as Role | 'reader', text)
    this.#unknown = unknown
  }

  /** All keys, which must be redacted in every output. */
  get secrets(): readonly string[] {
    return [...this.#all]
  }

  /** Every credential by its name in the run, retired keys included. A key that was used under two names has both. */
  get named(): ReadonlyMap<string, string> {
    const first = this.#keys.get('main')?.[0]?.key
    return new Map([
      ...this.#names,
      ...[...this.#issued].map(([key, name]) => [name, key] as const),
      ['unknown', this.#unknown] as const,
      ...(first === undefined ? [] : [['tampered', tamper(first)] as const]),
    ])
  }

  /** Adds a key that was given to the run or created by it. Returns its name. */
  adopt(role: Role | 'reader', key: string): string {
    const count = (this.#counts.get(role) ?? 0) + 1
    this.#counts.set(role, count)
    this.#all.add(key)
    const name = count === 1 ? role : `${role} ${count}`
    this.#keys.set(role, [...(this.#keys.get(role) ?? []), { key, name }])
    this.#names.set(name, key)
    return name
  }

  /** Returns the number of keys of a role. */
  count(role: Role): number {
    return this.#keys.get(role)?.length ?? 0
  }

  /** Stops using a key that the run has revoked; it is still redacted. */
  retire(role: Role, text: string): void {
    this.#keys.set(
      role,
      (this.#keys.get(role) ?? []).filter(({ key }) => key !== text),
    )
  }

  /**
   * Returns what to send for a credential. Selects the key with the most room if several match. `undefined` if there is no key for it. `readable`: a
   * reader key may send the request, too.
   */
  present(credential: Exclude<Credential, { kind: 'issued' }>, readable: boolean, room: (name: string) => number): Presented | undefined {
    if (credential.kind === 'none') return {}
    if (credential.kind === 'malformed') return { header: credential.header }
    if (credential.kind === 'unknown') return { header: `Bearer ${this.#unknown}` }
    if (credential.kind === 'tampered') return { header: `Bearer ${tamper(this.#keys.get('main')?.[0]?.key ?? '')}` }
    const { role, scheme = 'Bearer', place, nth } = credential
    const fit = [...(this.#keys.get(role) ?? []), ...(role === 'main' && readable ? (this.#keys.get('reader') ?? []) : [])]
    const [best] =
      nth === undefined
        ? fit.map((each) => ({ ...each, room: room(each.name) })).sort((a, b) => (a.room === b.room ? 0 : b.room - a.room))
        : fit.slice(nth - 1)
    if (best === undefined) return undefined
    if (place === 'query') return { query: best.key }
    return {
      header: `${scheme} ${best.key}`,
      ...(payable(role) && /^bearer$/i.test(scheme) ? { name: best.name, spare: best.name !== role } : {}),
    }
  }

  /** The same for a key that a response to the run issued. */
  presentIssued(key: string): Presented {
    const name = this.#issued.get(key) ?? `issued ${this.#issued.size + 1}`
    this.#issued.set(key, name)
    this.#all.add(key)
    return { header: `Bearer ${key}`, name }
  }
}

/** Returns the key with a different last character of the same kind. */
function tamper(key: string): string {
  return key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')
}

/** Whether a role has its own rate limit: expired and revoked keys have none. */
function payable(role: Role): boolean {
  return role !== 'expired' && role !== 'revoked'
}

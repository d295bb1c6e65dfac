/** The keys that share the load of a run: those that were given, and those that the run creates. */
import type { IssuedKey, Plan } from '../plan/model.ts'
import { valueAt } from '../../spec/contract.ts'
import { isAnswered, json, member, type Answered } from '../model/exchange.ts'
import type { Recording } from '../model/recording.ts'
import { keyOf, type Request } from '../model/request.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { KeyRing, Presented } from './key-ring.ts'

export class SharedKeys {
  readonly #keys: KeyRing
  readonly #baseUrl: string
  readonly #recording: Recording
  /** Keys that lack a permission that the first key may have, or that are not accepted. */
  readonly #narrow = new Set<string>()
  /** Keys that the run created. */
  readonly #made = new Set<string>()
  /** Created keys by the request that makes them ready, and by the one that revokes them. */
  #issuedKeys: ReadonlyMap<string, readonly IssuedKey[]> = new Map()
  #revocations: ReadonlyMap<string, IssuedKey> = new Map()

  constructor(keys: KeyRing, baseUrl: string, recording: Recording) {
    this.#keys = keys
    this.#baseUrl = baseUrl
    this.#recording = recording
  }

  /** Follows another plan, which creates other keys. */
  follow({ issuedKeys, owned }: Pick<Plan, 'issuedKeys' | 'owned'>): void {
    const byReady = new Map<string, IssuedKey[]>()
    for (const issued of issuedKeys) byReady.set(keyOf(issued.ready), [...(byReady.get(keyOf(issued.ready)) ?? []), issued])
    this.#issuedKeys = byReady
    this.#revocations = new Map(
      issuedKeys.flatMap((issued) => {
        const end = owned.get(keyOf(issued.key.from))?.[0]?.ends[0]
        return end === undefined || keyOf(end) === keyOf(issued.ready) ? [] : [[keyOf(end), issued] as const]
      }),
    )
  }

  isNarrow(name: string): boolean {
    return this.#narrow.has(name)
  }

  /** Whether a shared key lacks a permission of the first one, so that another key must send the request. Throws if the key is not accepted. */
  isTooNarrow({ credential }: Request, { name, spare }: Presented, { reply }: Answered): boolean {
    if (name === undefined || spare !== true || credential.kind !== 'key' || credential.role !== 'main') return false
    // The check of a single shared key must show its own result, and an unusual scheme may be the reason for the rejection.
    if (credential.nth !== undefined || credential.scheme !== undefined) return false
    if (reply.status !== 401 && reply.status !== 403) return false
    // The rules judge a key that the deployment itself has issued; other keys share the load.
    if (reply.status === 401 && !this.#made.has(name)) throw new Undecidable(`${this.#baseUrl} does not accept the key "${name}".`)
    this.#narrow.add(name)
    return true
  }

  /**
   * Compares the response to a shared key with the first response of the run. Throws if the key is not accepted or belongs to another tenant: one key
   * would not find what the other creates.
   */
  meet(planned: Request): void {
    const { credential } = planned
    const [first] = this.#recording.exchanges
    const exchange = this.#recording.byRequest.get(keyOf(planned))
    if (credential.kind !== 'key' || credential.nth === undefined || first === undefined || exchange === undefined) return
    if (!isAnswered(first) || !isAnswered(exchange)) return
    const name = exchange.request.key ?? ''
    if (exchange.reply.status === 401) throw new Undecidable(`${this.#baseUrl} does not accept the key "${name}".`)
    const [ours, theirs] = [first, exchange].map((each) => new Set(idsIn(each)))
    if (ours === undefined || theirs === undefined || ours.size === 0 || theirs.size === 0 || [...theirs].some((id) => ours.has(id))) return
    throw new Undecidable(
      `The keys "main" and "${name}" see no common data: ${first.request.method} ${new URL(first.request.url).pathname} returned different ids for each. ` +
        'Keys that share the load must belong to the same tenant; pass a key of a second tenant with --other-tenant-key.',
    )
  }

  /** Starts using the keys that a response made ready, and stops using the one that a request has revoked or may have revoked. */
  adopt(planned: Request): void {
    const exchange = this.#recording.byRequest.get(keyOf(planned))
    if (exchange === undefined) return
    const status = isAnswered(exchange) ? exchange.reply.status : undefined
    if (status !== undefined && status < 300) {
      for (const issued of this.#issuedKeys.get(keyOf(planned)) ?? []) {
        const text = this.#textOf(issued)
        if (text !== undefined) this.#made.add(this.#keys.adopt(issued.role, text))
      }
    }
    // Only a rejected revocation leaves the key valid: a response may be lost, and a server error or a redirect may follow the change.
    if (status !== undefined && status >= 400 && status < 500) return
    const revoked = this.#revocations.get(keyOf(planned))
    const text = revoked === undefined ? undefined : this.#textOf(revoked)
    if (revoked !== undefined && text !== undefined) this.#keys.retire(revoked.role, text)
  }

  #textOf({ key }: IssuedKey): string | undefined {
    const made = this.#recording.byRequest.get(keyOf(key.from))
    const text = made !== undefined && isAnswered(made) ? valueAt(json(made)?.value, key.pointer) : undefined
    return typeof text === 'string' ? text : undefined
  }
}

/** Returns the ids of the items in a response. */
function idsIn(exchange: Answered): string[] {
  const rows = member(exchange, 'data')
  return Array.isArray(rows) ? rows.flatMap((row: { id?: unknown } | null) => (typeof row?.id === 'string' ? [row.id] : [])) : []
}

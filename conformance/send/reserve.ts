/** Requests that keys reserve for the cleanup, so that a rate limit never prevents a run from cleaning up. */
import type { Plan } from '../plan/model.ts'
import { dependencies, type Request, type Role } from '../model/request.ts'
import type { KeyRing } from './key-ring.ts'

/** Additional requests that each key reserves for retries. */
const fewMore = 2
export class Reserve {
  /** The cleanup requests, including the checks. */
  readonly #undoing: readonly Request[]
  readonly #closing: Plan['closing']
  readonly #keys: Pick<KeyRing, 'count'>
  readonly #isSent: (request: Request) => boolean
  /** What each key of a role reserves, until the next creation or cleanup. */
  readonly #shares = new Map<Role, number>()

  constructor({ requests, closing }: Plan, keys: Pick<KeyRing, 'count'>, isSent: (request: Request) => boolean) {
    this.#undoing = requests.filter(({ effect }) => effect === 'undo')
    this.#closing = closing
    this.#keys = keys
    this.#isSent = isSent
  }

  /** Resets the reserved counts after a creation or a cleanup. */
  clear(): void {
    this.#shares.clear()
  }

  /** Returns the requests that each key for this request reserves: its share of the remaining cleanup, and a few for retries. */
  of({ credential, effect }: Pick<Request, 'credential' | 'effect'>): number {
    if (effect === 'undo' || credential.kind !== 'key') return 0
    const { role } = credential
    const known = this.#shares.get(role)
    if (known !== undefined) return known
    const open = this.#undoing.filter(
      (each) =>
        each.credential.kind === 'key' &&
        each.credential.role === role &&
        !this.#isSent(each) &&
        dependencies(each).every((earlier) => earlier.effect === 'undo' || this.#isSent(earlier)),
    )
    const share = open.length === 0 ? 0 : Math.ceil(open.length / this.#keys.count(role)) + fewMore
    this.#shares.set(role, share)
    return share
  }

  /** Returns the requests that the first key of a role sends at the end in addition to its share; they count as sent already. */
  atTheEnd(name: string): number {
    return Object.entries(this.#closing).find(([role]) => role === name)?.[1] ?? 0
  }
}

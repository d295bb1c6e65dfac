/** Requests that keys keep back for the clean-up, so that a rate limit never keeps a run from taking back what it made. */
import type { Plan } from '../plan/model.ts'
import { dependencies, type Request, type Role } from '../model/request.ts'
import type { KeyRing } from './key-ring.ts'

/** What taking back may cost each key beyond its share, for what is asked again. */
const fewMore = 2
export class Reserve {
  /** What takes back, or looks whether it is gone. */
  readonly #undoing: readonly Request[]
  readonly #closing: Plan['closing']
  readonly #keys: Pick<KeyRing, 'count'>
  readonly #isSent: (request: Request) => boolean
  /** What each key of a role keeps, until something is made or taken back again. */
  readonly #shares = new Map<Role, number>()

  constructor({ requests, closing }: Plan, keys: Pick<KeyRing, 'count'>, isSent: (request: Request) => boolean) {
    this.#undoing = requests.filter(({ effect }) => effect === 'undo')
    this.#closing = closing
    this.#keys = keys
    this.#isSent = isSent
  }

  /** Something was made or taken back: what is kept is counted anew. */
  clear(): void {
    this.#shares.clear()
  }

  /** Requests that each of the keys that could carry this one keeps for the clean-up: its share of what is still to be taken back, and a few for repeats. */
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

  /** What the first key of a role carries at the end, beside its share: as if it had been sent already. */
  atTheEnd(name: string): number {
    return Object.entries(this.#closing).find(([role]) => role === name)?.[1] ?? 0
  }
}

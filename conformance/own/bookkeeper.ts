import { valueAt } from '../../spec/contract.ts'
import { isAnswered, json } from '../exchange.ts'
import { isReference, keyOf, type Request } from '../request.ts'
import { Missing, resolve, type Answers } from '../send/build.ts'
import type { Journal, Step } from './journal.ts'
import type { Own } from './world.ts'

/** Notes in the journal what a run makes before it is made, what came of it, and when it is gone. */
export class Bookkeeper {
  readonly #owned: ReadonlyMap<string, Own>
  readonly #answers: Answers
  readonly #journal: Journal | undefined
  /** What still has to succeed until an own thing is gone. */
  readonly #ends: ReadonlyMap<string, Set<string>>
  readonly #open = new Set<string>()

  constructor(owned: ReadonlyMap<string, Own>, answers: Answers, journal: Journal | undefined) {
    this.#owned = owned
    this.#answers = answers
    this.#journal = journal
    this.#ends = new Map([...owned].map(([key, { ends }]) => [key, new Set(ends.map(keyOf))]))
  }

  /** Whether something is there to be taken back. */
  get hasOpen(): boolean {
    return this.#open.size > 0
  }

  before(planned: Request): void {
    const key = keyOf(planned)
    const own = this.#owned.get(key)
    if (own === undefined || planned.operation === undefined) return
    this.#open.add(key)
    this.#journal?.make(
      key,
      planned.operation,
      own.undo.flatMap((each) => this.#step(each, planned)),
      own.undo.length === 0,
    )
  }

  after(planned: Request): void {
    const key = keyOf(planned)
    const exchange = this.#answers.byRequest.get(key)
    // Without an answer nobody knows; the journal keeps it open, and the clean-up looks for it.
    if (exchange === undefined || !isAnswered(exchange)) return
    const { status } = exchange.reply
    const own = this.#owned.get(key)
    if (own !== undefined && status < 300) {
      const body = json(exchange)?.value
      const pointers = own.undo.flatMap((each) => pointersTo(each, planned))
      const values = [...new Set([own.id.pointer, ...pointers])].flatMap((each): [string, string | number][] => {
        const value = valueAt(body, each)
        return typeof value === 'string' || typeof value === 'number' ? [[each, value]] : []
      })
      this.#journal?.made(key, Object.fromEntries(values))
    } else if (own !== undefined && status < 500) {
      this.#open.delete(key)
      this.#journal?.refused(key)
    }
    if (status >= 300) return
    for (const [made, ends] of this.#ends) {
      if (!ends.delete(key) || ends.size > 0) continue
      this.#open.delete(made)
      this.#journal?.gone(made)
    }
  }

  /** A step of the undo, with everything known but what the creation is about to answer; none if it needs what nobody answered. */
  #step(undo: Request, create: Request): Step[] {
    if (undo.operation === undefined) return []
    const fill = (value: unknown): unknown => {
      if (isReference(value)) return keyOf(value.from) === keyOf(create) ? { pointer: value.pointer } : resolve(value, this.#answers)
      if (Array.isArray(value)) return value.map(fill)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each)]))
    }
    try {
      const { operation, method, path, params, body, credential } = undo
      return [
        {
          operation,
          method,
          path,
          params: fill(params) as Step['params'],
          ...(body !== undefined && 'json' in body ? { json: fill(body.json) } : {}),
          ...(credential.kind === 'key' && credential.role === 'other' ? { other: true } : {}),
        },
      ]
    } catch (error) {
      if (error instanceof Missing) return []
      throw error
    }
  }
}

/** Pointers into the answer of `create` that a request uses. */
function pointersTo(request: Request, create: Request): string[] {
  const found: string[] = []
  const look = (value: unknown): void => {
    if (isReference(value)) {
      if (keyOf(value.from) === keyOf(create)) found.push(value.pointer)
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look)
  }
  look(request.params)
  if (request.body !== undefined && 'json' in request.body) look(request.body.json)
  return found
}

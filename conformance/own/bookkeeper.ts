import { valueAt, type Contract } from '../../spec/contract.ts'
import { isAnswered, json, type Answered } from '../exchange.ts'
import { isReference, keyOf, type Request } from '../request.ts'
import { Missing, resolve, type Answers } from '../send/build.ts'
import { sightOf } from './gone.ts'
import type { Journal, Step } from './journal.ts'
import type { Own } from './world.ts'

/** Notes in the journal what a run makes before it is made, what came of it, and when it is gone. */
export class Bookkeeper {
  readonly #owned: ReadonlyMap<string, Own>
  readonly #answers: Answers
  readonly #journal: Journal | undefined
  readonly #contract: Contract
  /** What still has to succeed until an own thing is gone; the check, where one is planned, has to show it. */
  readonly #ends: ReadonlyMap<string, Set<string>>
  readonly #open = new Set<string>()

  constructor(
    { owned, requests }: { readonly owned: ReadonlyMap<string, Own>; readonly requests: readonly Request[] },
    { contract, answers, journal }: { readonly contract: Contract; readonly answers: Answers; readonly journal: Journal | undefined },
  ) {
    this.#owned = owned
    this.#answers = answers
    this.#journal = journal
    this.#contract = contract
    const planned = new Set(requests.map(keyOf))
    this.#ends = new Map(
      [...owned].map(([key, { ends, check }]) => [
        key,
        new Set([...ends, ...(check === undefined ? [] : [check])].map(keyOf).filter((each) => planned.has(each))),
      ]),
    )
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
    const [check] = [own.check ?? own.trace].flatMap((each) => (each === undefined ? [] : this.#step(each, planned)))
    this.#journal?.make({
      id: key,
      operation: planned.operation,
      undo: own.undo.flatMap((each) => this.#step(each, planned)),
      ...(check === undefined ? {} : { check }),
      lasting: own.undo.length === 0,
    })
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
      const later = [...own.undo, own.check, own.trace].filter((each) => each !== undefined)
      const pointers = later.flatMap((each) => pointersTo(each, planned))
      const values = [...new Set([own.id.pointer, ...pointers])].flatMap((each): [string, string | number][] => {
        const value = valueAt(body, each)
        return typeof value === 'string' || typeof value === 'number' ? [[each, value]] : []
      })
      this.#journal?.made(key, Object.fromEntries(values))
    } else if (own !== undefined && status < 500) {
      this.#open.delete(key)
      this.#journal?.refused(key)
    }
    for (const [made, ends] of this.#ends) {
      if (!ends.has(key) || !this.#isDone(made, key, exchange)) continue
      ends.delete(key)
      if (ends.size > 0) continue
      this.#open.delete(made)
      this.#journal?.gone(made)
    }
  }

  /** Whether a step towards the end of an own thing has succeeded; the check succeeds where it finds the thing gone. */
  #isDone(made: string, key: string, exchange: Answered): boolean {
    const { status } = exchange.reply
    const { check, undo } = this.#owned.get(made) ?? {}
    const asked = exchange.request.operation
    if (check === undefined || keyOf(check) !== key || asked === undefined) return status < 300
    const undone = (undo ?? []).flatMap(({ operation }) => operation ?? [])
    return sightOf({ status, body: json(exchange)?.value }, { undone, asked, contract: this.#contract }) !== 'there'
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
      const { operation, method, path, params, query, body, credential } = undo
      return [
        {
          operation,
          method,
          path,
          params: fill(params) as Step['params'],
          ...(query.length === 0 ? {} : { query: fill(Object.fromEntries(query)) as NonNullable<Step['query']> }),
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
  look(request.query)
  if (request.body !== undefined && 'json' in request.body) look(request.body.json)
  return found
}

import { isDeepStrictEqual } from 'node:util'
import { grouped } from '../model/grouped.ts'
import { rewritten } from '../model/rewritten.ts'
import type { Resource } from '../model/resource.ts'
import { ownBy } from '../guard/context.ts'
import type { Api } from '../model/api.ts'
import { isAnswered, json, type Answered, type Exchange } from '../model/exchange.ts'
import { dependencies, isReference, isSafe, keyOf, type Reference, type Request } from '../model/request.ts'
import { Missing, resolve, type Answers } from '../model/answers.ts'
import { presenceOf } from './presence.ts'
import type { Effect } from '../guard/effects.ts'
import type { Journal } from './journal.ts'
import type { Made, OwnValue, Step } from './ledger.ts'
import type { Ownership } from '../guard/ownership.ts'

/** Records in the journal what a run is about to create, the outcome, and when it is deleted. */
export class Bookkeeper {
  readonly #owned: ReadonlyMap<string, readonly Resource[]>
  readonly #answers: Answers
  readonly #journal: Journal | undefined
  readonly #api: Api
  readonly #ownership: Ownership
  /** The requests that must still succeed until a resource of the run is gone, including the check, if one is planned. */
  readonly #ends: readonly { readonly own: Resource; readonly ends: Set<string> }[]
  /** The resources that have to be cleaned up one by one; others go with the resource that they are a part of, or stay. */
  readonly #withUndo: readonly Resource[]
  /** By the key of a request of the cleanup, the resources that it cleans up. */
  readonly #cleanedUpBy: ReadonlyMap<string, readonly Resource[]>
  readonly #open = new Set<string>()
  readonly #lastReads: ReadonlyMap<string, Request>
  /** The values of settings that may have to be restored, by the operation that changes them, and the keys of the requests that may have done so. */
  readonly #set = new Map<string, { readonly value: unknown; readonly by: Set<string> }>()

  constructor(
    { owned, requests }: { readonly owned: ReadonlyMap<string, readonly Resource[]>; readonly requests: readonly Request[] },
    options: {
      readonly api: Api
      readonly answers: Answers
      readonly ownership: Ownership
      readonly journal: Journal | undefined
      /** The read directly before each change of a setting, by the key of the change. */
      readonly lastReads: ReadonlyMap<string, Request>
    },
  ) {
    this.#owned = owned
    this.#answers = options.answers
    this.#journal = options.journal
    this.#api = options.api
    this.#ownership = options.ownership
    this.#lastReads = options.lastReads
    const planned = new Set(requests.map(keyOf))
    const all = [...owned.values()].flat()
    this.#withUndo = all.filter(({ undo }) => undo.length > 0)
    const cleanups = all.flatMap((own) => [...own.undo, ...own.ends, ...looksOf(own)].map((each) => ({ key: keyOf(each), own })))
    this.#cleanedUpBy = new Map([...grouped(cleanups, ({ key }) => key)].map(([key, each]) => [key, each.map(({ own }) => own)]))
    this.#ends = all.map((own) => ({
      own,
      ends: new Set([...own.ends, ...looksOf(own)].map(keyOf).filter((each) => planned.has(each))),
    }))
  }

  /** Whether there is something to clean up. */
  get hasOpen(): boolean {
    return this.#open.size > 0
  }

  /** Returns a resource that was made from the one that a request cleans up, and is not cleaned up yet. */
  madeFrom(planned: Request): Resource | undefined {
    const creations = (this.#cleanedUpBy.get(keyOf(planned)) ?? []).map(({ create }) => keyOf(create))
    return this.#withUndo.find(
      (other) => this.#open.has(entryOf(other)) && creations.some((creation) => originsOf(other.create).has(creation)),
    )
  }

  /** Returns why a setting is not to be changed by a request; `undefined` if its value is known, so that it can be restored. */
  readonly settingDoubt = (request: Request): string | undefined => {
    const values = this.#valuesOf(request.operation ?? '')
    if (values.length === 0) return 'the current setting could not be read, so it could not be restored'
    if (request.isRefused === true) return undefined
    // The run writes back the first value that it read. A read before the last one does not show what the setting is now.
    const last = this.#lastReads.get(keyOf(request))
    if (values.length < 2 || last === undefined || this.#valueOf(this.#answers.byRequest.get(keyOf(last)), last.operation) === undefined)
      return 'the current setting was not read again before it would be written'
    return values.every((each) => isDeepStrictEqual(each, values[0]))
      ? undefined
      : 'the setting has changed since the run began, so writing it back could undo the change of another client'
  }

  before(planned: Request): void {
    if (isSafe(planned.method)) return
    for (const own of this.#made(planned)) {
      this.#open.add(entryOf(own))
      this.#journal?.note({ type: 'make', ...this.#entry(own) })
    }
    this.#noteSetting(planned)
    for (const { id, text } of this.#marks(planned)) this.#journal?.note({ type: 'marked', id, text })
  }

  after(planned: Request): void {
    const exchange = this.#answers.byRequest.get(keyOf(planned))
    // Without a response the outcome is unknown; the journal keeps the entry open, and the cleanup searches for the resource.
    if (exchange === undefined || !isAnswered(exchange)) return
    const { status } = exchange.reply
    this.#settle(planned, exchange)
    for (const own of this.#made(planned)) {
      const id = entryOf(own)
      if (status < 300) {
        const made = this.#ownership.idOf(own)
        const doubt = this.#ownership.doubtOf(own) ?? ''
        this.#journal?.note(made === undefined ? { type: 'doubted', id, why: doubt } : { type: 'made', id, own: made })
      } else if (status >= 400 && status < 500) {
        // A redirect may have been carried out nevertheless, so it stays open.
        this.#open.delete(id)
        this.#journal?.note({ type: 'refused', id })
      }
    }
    const key = keyOf(planned)
    for (const { own, ends } of this.#ends) {
      if (!ends.has(key) || !this.#isDone(own, key, exchange)) continue
      ends.delete(key)
      if (ends.size > 0 || !this.#open.delete(entryOf(own))) continue
      this.#journal?.note({ type: 'gone', id: entryOf(own) })
    }
  }

  /** Records that a read has proven that resources belong to the run. */
  proven(things: readonly Resource[]): void {
    for (const own of things) if (this.#ownership.doubtOf(own) === undefined) this.#journal?.note({ type: 'proven', id: entryOf(own) })
  }

  /** Records whether a change took effect on the addressed resource. */
  effect(effect: Effect): void {
    this.#journal?.note(effect)
  }

  /** Records a request that was carried out although it must be rejected, unless what it creates is recorded already. */
  accepted(planned: Request, exchange: Answered): void {
    if (this.#made(planned).length > 0) return
    const ids = idsIn(json(exchange)?.value)
    this.#journal?.note({ type: 'accepted', id: keyOf(planned), operation: planned.operation ?? `${planned.method} ${planned.path}`, ids })
  }

  #made(planned: Request): readonly Resource[] {
    return planned.operation === undefined ? [] : (this.#owned.get(keyOf(planned)) ?? [])
  }

  #entry(own: Resource): Made {
    const [check] = [own.check ?? own.trace].flatMap((each) => (each === undefined ? [] : this.#step(each)))
    const shows = own.proof === undefined ? undefined : isReference(own.proof.is) ? this.#own(own.proof.is) : { texts: [own.proof.is] }
    const { credential } = own.create
    return {
      id: entryOf(own),
      kind: own.kind,
      ...(shows === undefined ? {} : { shows }),
      undo: own.undo.flatMap((each) => this.#step(each)),
      ...(check === undefined ? {} : { check }),
      ...(credential.kind === 'key' && credential.role === 'other' ? { other: true } : {}),
    }
  }

  #own(reference: Reference): OwnValue | undefined {
    const own = ownBy(reference, { ownOf: (create) => this.#owned.get(keyOf(create)) ?? [] })
    return own === undefined ? undefined : { own: entryOf(own) }
  }

  /** Returns the values of a setting from all responses to its read, in the order of sending. */
  #valuesOf(operation: string): unknown[] {
    const read = this.#api.profile.settings[operation]
    if (read === undefined) return []
    return [...this.#answers.byRequest.values()].flatMap((exchange) => this.#valueOf(exchange, read.operation) ?? [])
  }

  /** Returns the value in the response to the read of a setting of the first tenant; `undefined` if there is none. */
  #valueOf(exchange: Exchange | undefined, read: string | undefined): object | undefined {
    if (exchange === undefined || exchange.request.operation !== read || !isAnswered(exchange) || exchange.reply.status !== 200)
      return undefined
    if (exchange.request.method !== 'GET' || exchange.request.tenant === 'other') return undefined
    const value = (json(exchange)?.value as { data?: unknown } | undefined)?.data
    return typeof value === 'object' && value !== null ? value : undefined
  }

  #noteSetting(planned: Request): void {
    const { operation, credential, body } = planned
    if (operation === undefined || credential.kind !== 'key' || body === undefined) return
    const value = this.#valuesOf(operation).at(-1)
    if (value === undefined) return
    const known = this.#set.get(operation)
    if (known === undefined) this.#journal?.note({ type: 'set', id: operation, operation, value })
    this.#set.set(operation, { value: known?.value ?? value, by: new Set([...(known?.by ?? []), keyOf(planned)]) })
  }

  /**
   * Records that a setting need not be restored: all requests that could have changed it were rejected, or the read after a change returns the same value. From then on,
   * a different value is that of another client.
   */
  #settle(planned: Request, { reply: { status } }: Answered): void {
    for (const [operation, { value, by }] of this.#set) {
      const isRead = planned.operation === this.#api.profile.settings[operation]?.operation
      const isAfter = isRead && dependencies(planned).some((each) => each.operation === operation)
      if (isAfter && status === 200 && isDeepStrictEqual(this.#valuesOf(operation).at(-1), value)) by.clear()
      else if (status >= 400 && status < 500) by.delete(keyOf(planned))
      if (by.size > 0) continue
      this.#set.delete(operation)
      this.#journal?.note({ type: 'gone', id: operation })
    }
  }

  /** Returns the texts that a write is about to set in the property that proves a resource of the run. */
  #marks(planned: Request): { readonly id: string; readonly text: string }[] {
    const { body } = planned
    if (body === undefined || !('json' in body) || typeof body.json !== 'object' || body.json === null) return []
    const json_ = body.json as Readonly<Record<string, unknown>>
    return Object.values(planned.params).flatMap((each) => {
      const own = isReference(each) ? ownBy(each, { ownOf: (create) => this.#owned.get(keyOf(create)) ?? [] }) : undefined
      const text = own?.proof === undefined ? undefined : json_[own.proof.property]
      return own === undefined || typeof text !== 'string' ? [] : [{ id: entryOf(own), text }]
    })
  }

  /** Whether a step of the cleanup of a resource has succeeded; the check succeeds if the resource is gone. */
  #isDone(own: Resource, key: string, exchange: Answered): boolean {
    const { status } = exchange.reply
    const isLook = looksOf(own).some((each) => keyOf(each) === key)
    const asked = exchange.request.operation
    if (!isLook || asked === undefined) return status < 300
    const undone = own.undo.flatMap(({ operation }) => operation ?? [])
    const presence = presenceOf({ status, body: json(exchange)?.value }, { undone, asked, api: this.#api })
    const last = own.undo.at(-1)
    const answer = last === undefined ? undefined : this.#answers.byRequest.get(keyOf(last))
    // The deletion returned success, but did not delete this resource.
    if (presence === 'there' && answer !== undefined && isAnswered(answer) && answer.reply.status < 300) {
      const why = `${own.kind} ${this.#ownership.idOf(own) ?? ''} still exists, although ${last?.operation ?? ''} returned ${answer.reply.status}`
      this.#ownership.halt(`${why}; nothing more is deleted, since that may delete other data`)
      this.#journal?.note({ type: 'kept', id: entryOf(own), why })
    }
    return presence !== 'there'
  }

  /** Returns a step of the undo; empty if a value from a missing response is needed. */
  #step(undo: Request): Step[] {
    if (undo.operation === undefined) return []
    const fill = (value: unknown): unknown =>
      rewritten(value, (each) => (isReference(each) ? [this.#own(each) ?? resolve(each, this.#answers)] : undefined))
    try {
      const { operation, params, query, body } = undo
      return [
        {
          operation,
          params: fill(params) as Step['params'],
          ...(query.length === 0 ? {} : { query: fill(Object.fromEntries(query)) as NonNullable<Step['query']> }),
          ...(body !== undefined && 'json' in body ? { json: fill(body.json) } : {}),
        },
      ]
    } catch (error) {
      if (error instanceof Missing) return []
      throw error
    }
  }
}

/** Returns the reads that show whether a resource is gone. */
const looksOf = ({ check, trace, looks }: Resource): readonly Request[] => [
  ...(looks ?? []),
  ...[check ?? trace].flatMap((each) => each ?? []),
]

const origins = new WeakMap<Request, ReadonlySet<string>>()

/** Returns the keys of all requests whose responses a request needs, itself or through others. */
function originsOf(request: Request): ReadonlySet<string> {
  const found = origins.get(request) ?? new Set(dependencies(request).flatMap((each) => [keyOf(each), ...originsOf(each)]))
  origins.set(request, found)
  return found
}

/** Returns the id of a journal entry: the request that creates the resource and, if that creates several, the purpose of the resource. */
export const entryOf = ({ create, id, purpose }: Resource): string => `${keyOf(create)}${id.row === undefined ? '' : ` ${purpose}`}`

/** Returns the ids in a response body. */
function idsIn(body: unknown): string[] {
  const look = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([name, each]) =>
      name === 'id' && (typeof each === 'string' || typeof each === 'number') ? [String(each)] : look(each),
    )
  }
  return [...new Set(look(body))].slice(0, 20)
}

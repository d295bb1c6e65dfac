/**
 * Whether changes arrive where they are sent. A deployment may answer a change of the run's own thing with a success and change another thing: the first
 * change by each operation is looked at before anything else is written, so that such a fault reaches one thing at most.
 */
import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../spec/contract.ts'
import { json, type Answered } from '../exchange.ts'
import { isReference, keyOf, type Reference, type Request } from '../request.ts'
import { isSafe, needed, ownBy, type Grounds } from './guard.ts'
import { touchOf } from './touches.ts'
import { idKey, type Own } from './world.ts'

/** A change of an own thing, and a read behind it that shows whether it arrived. */
export interface Sighting {
  readonly change: Request
  readonly look: Request
  readonly own: Own
}

/** The own things that a request changes, as far as a read can show it. */
export function changedBy(request: Request, grounds: Grounds): readonly Own[] {
  const { operation, method, effect } = request
  if (operation === undefined || isSafe(method) || effect === 'refused') return []
  return touchOf(operation).shown === undefined ? [] : needed(request, grounds)
}

/** The own thing that a read names, if the read is the one that shows what a change does. */
export function shownIn(look: Request, change: Request, grounds: Grounds): Own | undefined {
  if (change.operation === undefined || isSafe(change.method) || !isSafe(look.method)) return undefined
  if (look.operation !== touchOf(change.operation).shown) return undefined
  const [named] = namedIn(look)
  return named === undefined ? undefined : ownBy(named, grounds)
}

/** What a read is about: references in its path and in its query. */
const namedIn = ({ params, query }: Request): readonly Reference[] =>
  [...Object.values(params), ...query.map(([, value]) => value)].filter(isReference)

/** What became known of the changes of an operation. */
export type Effect =
  { readonly type: 'arrived'; readonly id: string } | { readonly type: 'astray'; readonly id: string; readonly why: string }

/** Deletions stand for one another: one that was seen to arrive speaks for all. */
const classOf = ({ method, operation }: Pick<Request, 'method' | 'operation'>): string =>
  method === 'DELETE' ? 'DELETE' : (operation ?? method)

/** Whether a step by an operation may still take something back after a change went astray: its like was seen to arrive. */
export const mayTakeBack = (step: Pick<Request, 'method' | 'operation'>, arrived: ReadonlySet<string>): boolean =>
  arrived.has(classOf(step))

export class Effects {
  readonly #grounds: Grounds
  readonly #sightings: ReadonlyMap<string, readonly Sighting[]>
  /** By operation, the changes that a planned read can speak for, and that may still be answered with a success. */
  readonly #open = new Map<string, Set<string>>()
  /** What a read last showed of an own thing. */
  readonly #seen = new Map<string, unknown>()
  readonly #arrived = new Set<string>()
  /** Operations whose change was answered with a success, and nothing shows where it went. */
  readonly #unclear = new Set<string>()
  /** The change that the next look is about. */
  #pending: { readonly sighting: Sighting; readonly before: unknown } | undefined
  #astray: string | undefined

  constructor(sightings: readonly Sighting[], grounds: Grounds) {
    this.#grounds = grounds
    const byChange = new Map<string, Sighting[]>()
    for (const each of sightings) byChange.set(keyOf(each.change), [...(byChange.get(keyOf(each.change)) ?? []), each])
    this.#sightings = byChange
    for (const { change } of sightings) {
      if (change.isRefused === true || change.operation === undefined) continue
      this.#open.set(change.operation, (this.#open.get(change.operation) ?? new Set()).add(keyOf(change)))
    }
  }

  /** Why a write is not sent now; `undefined` if nothing speaks against it. */
  doubtOf(request: Request): string | undefined {
    const isTakingBack = request.effect === 'undo'
    if (this.#astray !== undefined) return isTakingBack && mayTakeBack(request, this.#arrived) ? undefined : this.#astray
    if (this.#pending !== undefined && !isTakingBack)
      return `what ${this.#pending.sighting.change.operation ?? ''} has changed was to be looked at before, and was not`
    const { operation } = request
    if (operation === undefined || this.#arrived.has(classOf(request)) || changedBy(request, this.#grounds).length === 0) return undefined
    if (isTakingBack) return undefined
    if (this.#unclear.has(operation)) return `${operation} answered a change with a success, and no read shows what it has changed`
    // Where no read can speak for the operation any more, one success that nothing shows is the last.
    if ((this.#open.get(operation)?.size ?? 0) === 0 || this.#sightings.has(keyOf(request))) return undefined
    return `no change by ${operation} has been seen to arrive at the run's own thing`
  }

  /** Learns from an answer; gives back what became certain. */
  learn(planned: Request, exchange: Answered): Effect | undefined {
    const effect = this.#looked(planned, exchange)
    this.#remember(planned, exchange)
    return effect ?? this.#changed(planned, exchange)
  }

  /** Says that nothing came back for a request, or that it was not sent. */
  unanswered(planned: Request): void {
    this.#open.get(planned.operation ?? '')?.delete(keyOf(planned))
    if (this.#pending === undefined || keyOf(planned) !== keyOf(this.#pending.sighting.look)) return
    this.#unclear.add(this.#pending.sighting.change.operation ?? '')
    this.#pending = undefined
  }

  /** A change by `operation` went elsewhere, or nobody knows where: nothing more is written. */
  goAstray(operation: string, why: string): Effect {
    this.#astray ??= `${why}; nothing more is written, since it may change something else`
    return { type: 'astray', id: operation, why }
  }

  #looked(planned: Request, exchange: Answered): Effect | undefined {
    const pending = this.#pending
    if (pending === undefined || keyOf(planned) !== keyOf(pending.sighting.look)) return undefined
    const { change, look } = pending.sighting
    const { operation = '' } = change
    this.#pending = undefined
    const { status } = exchange.reply
    const isGone = status === 404 || status === 410
    if (status !== 200 && !isGone) {
      this.#unclear.add(operation)
      return undefined
    }
    const after = dataOf(exchange)
    const isChanged = isGone || (pending.before === undefined ? !isNothing(after) : !isDeepStrictEqual(pending.before, after))
    if (isChanged) {
      this.#arrived.add(classOf(change))
      return { type: 'arrived', id: classOf(change) }
    }
    // Whether a deletion hit its thing is told by whether the thing is there.
    if (change.method === 'DELETE') return undefined
    if (pending.before === undefined && isEmpty(change)) {
      this.#unclear.add(operation)
      return undefined
    }
    return this.goAstray(operation, `${operation} answered a change with a success, and ${look.operation ?? ''} shows none`)
  }

  #remember(planned: Request, exchange: Answered): void {
    if (!isSafe(planned.method) || exchange.reply.status !== 200) return
    for (const reference of namedIn(planned)) {
      const own = ownBy(reference, this.#grounds)
      if (own !== undefined) this.#seen.set(`${planned.operation ?? ''} ${idKey(own.id)}`, dataOf(exchange))
    }
  }

  #changed(planned: Request, exchange: Answered): Effect | undefined {
    const { operation } = planned
    this.#open.get(operation ?? '')?.delete(keyOf(planned))
    if (operation === undefined || exchange.reply.status >= 300 || this.#arrived.has(classOf(planned))) return undefined
    if (changedBy(planned, this.#grounds).length === 0) return undefined
    const [sighting] = this.#sightings.get(keyOf(planned)) ?? []
    if (sighting === undefined) {
      this.#unclear.add(operation)
      if (planned.isRefused !== true) return undefined
      return this.goAstray(operation, `${operation} carried out a request that it has to refuse, and no read shows what it has changed`)
    }
    this.#pending = { sighting, before: this.#seen.get(`${sighting.look.operation ?? ''} ${idKey(sighting.own.id)}`) }
    return undefined
  }
}

/** Whether a change says only what shall not be there: that it is not proves nothing. */
function isEmpty({ body }: Request): boolean {
  if (body === undefined || !('json' in body) || typeof body.json !== 'object' || body.json === null) return false
  return Object.values(body.json).every((each) => Array.isArray(each) && each.length === 0)
}

const dataOf = (exchange: Answered): unknown => valueAt(json(exchange)?.value, '/data')

const isNothing = (value: unknown): boolean => value === undefined || value === null || (Array.isArray(value) && value.length === 0)

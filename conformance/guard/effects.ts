/**
 * Whether changes arrive where they are sent. A deployment may answer a change of the run's own thing with a success and change another thing: the first
 * change by each operation is looked at before anything else is written, so that such a fault reaches one thing at most.
 */
import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../spec/contract.ts'
import { json, type Answered } from '../model/exchange.ts'
import { isReference, keyOf, type Reference, type Request } from '../model/request.ts'
import { needed, ownBy, type GuardContext } from './context.ts'
import { shownAfter } from './targets.ts'
import { idKey, type Resource } from '../model/resource.ts'

/** A change of an own thing, and a read behind it that shows whether it arrived. */
export interface Confirmation {
  readonly change: Request
  readonly look: Request
  readonly own: Resource
}

/** The own things that a request changes, as far as a read can show it. */
export const changedBy = (request: Request, guardContext: GuardContext): readonly Resource[] =>
  shownAfter(guardContext.api, request) === undefined ? [] : needed(request, guardContext)

/** The own thing that a read names, if the read is the one that shows what a change does. */
export function shownIn(look: Request, change: Request, guardContext: GuardContext): Resource | undefined {
  const shown = shownAfter(guardContext.api, change)
  if (shown === undefined || look.operation !== shown || look.method !== 'GET') return undefined
  return namedIn(look).flatMap((each) => ownBy(each, guardContext) ?? [])[0]
}

/** What a read is about: references in its path and in its query. */
const namedIn = ({ params, query }: Request): readonly Reference[] =>
  [...Object.values(params), ...query.map(([, value]) => value)].filter(isReference)

/** What became known of the changes of an operation. */
export type Effect =
  { readonly type: 'arrived'; readonly id: string } | { readonly type: 'astray'; readonly id: string; readonly why: string }

type Step = Pick<Request, 'method' | 'operation'>

const nameOf = ({ method, operation }: Step): string => operation ?? method

/** Deletions stand for one another: one that was seen to arrive speaks for all. */
const classOf = (step: Step): string => (step.method === 'DELETE' ? 'DELETE' : nameOf(step))

/** Whether a step by an operation may still take something back after a change went astray: its like was seen to arrive. */
export const mayTakeBack = (step: Step, arrived: ReadonlySet<string>): boolean => arrived.has(classOf(step))

export class Effects {
  readonly #guardContext: GuardContext
  readonly #sightings: ReadonlyMap<string, readonly Confirmation[]>
  /** By operation, the changes that a planned read can speak for, and that may still be answered with a success. */
  readonly #open = new Map<string, Set<string>>()
  /** What a read last showed of an own thing. */
  readonly #seen = new Map<string, unknown>()
  readonly #arrived = new Set<string>()
  /** Operations whose change may have been carried out, and nothing shows where it went; each with the reason. */
  readonly #unclear = new Map<string, string>()
  /** The change that the next look is about. */
  #pending: { readonly sighting: Confirmation; readonly before: unknown } | undefined
  #astray: string | undefined

  constructor(confirmations: readonly Confirmation[], guardContext: GuardContext) {
    this.#guardContext = guardContext
    const byChange = new Map<string, Confirmation[]>()
    for (const each of confirmations) byChange.set(keyOf(each.change), [...(byChange.get(keyOf(each.change)) ?? []), each])
    this.#sightings = byChange
    for (const { change } of confirmations) {
      if (change.isRefused === true) continue
      this.#open.set(nameOf(change), (this.#open.get(nameOf(change)) ?? new Set()).add(keyOf(change)))
    }
  }

  /** Why a write is not sent now; `undefined` if nothing speaks against it. */
  doubtOf(request: Request): string | undefined {
    const isTakingBack = request.effect === 'undo' && request.isRefused !== true
    if (this.#astray !== undefined) return isTakingBack && mayTakeBack(request, this.#arrived) ? undefined : this.#astray
    if (isTakingBack) return undefined
    if (this.#pending !== undefined)
      return `what ${nameOf(this.#pending.sighting.change)} has changed was to be looked at before, and was not`
    if (this.#arrived.has(classOf(request)) || changedBy(request, this.#guardContext).length === 0) return undefined
    const name = nameOf(request)
    const unclear = this.#unclear.get(name)
    if (unclear !== undefined) return unclear
    // Where no read can speak for the operation any more, one success that nothing shows is the last.
    if ((this.#open.get(name)?.size ?? 0) === 0 || this.#sightings.has(keyOf(request))) return undefined
    return `no change by ${name} has been seen to arrive at the run's own thing`
  }

  /** Learns from an answer; gives back what became certain. */
  learn(planned: Request, exchange: Answered): Effect | undefined {
    const effect = this.#looked(planned, exchange)
    this.#remember(planned, exchange)
    return effect ?? this.#changed(planned, exchange)
  }

  /** Says that a request was not sent. */
  unsent(planned: Request): void {
    this.#open.get(nameOf(planned))?.delete(keyOf(planned))
    const pending = this.#pending?.sighting
    if (pending === undefined || keyOf(planned) !== keyOf(pending.look)) return
    this.#loseSightOf(nameOf(pending.change))
    this.#pending = undefined
  }

  /** Says that a request was sent, and nothing came back: a change may have been carried out. */
  unanswered(planned: Request): void {
    this.unsent(planned)
    this.#loseSightOf(nameOf(planned), `was not answered, ${nobodyKnows}`)
  }

  /** Nothing shows what an operation has changed. */
  #loseSightOf(name: string, what = 'answered a change with a success, and no read shows what it has changed'): void {
    this.#unclear.set(name, `${name} ${what}`)
  }

  /** A change by `operation` went elsewhere, or nobody knows where: nothing more is written. */
  goAstray(operation: string, why: string): Effect {
    this.#astray ??= `${why}; nothing more is written, since it may change something else`
    return { type: 'astray', id: operation, why }
  }

  #looked(planned: Request, exchange: Answered): Effect | undefined {
    const pending = this.#pending
    if (pending === undefined || keyOf(planned) !== keyOf(pending.sighting.look)) return undefined
    this.#pending = undefined
    const { change } = pending.sighting
    const name = nameOf(change)
    switch (this.#differenceIn(exchange, change, pending.before)) {
      case 'some':
        this.#arrived.add(classOf(change))
        return { type: 'arrived', id: classOf(change) }
      case 'none':
        // Whether a deletion hit its thing is told by whoever looks whether it is gone.
        if (change.method === 'DELETE' && change.isRefused !== true) return undefined
        return this.goAstray(name, `${name} answered a change with a success, and ${nameOf(planned)} shows none`)
      case 'unclear':
        this.#loseSightOf(name)
        return undefined
    }
  }

  /** Whether an answer shows another thing than before. */
  #differenceIn(exchange: Answered, change: Request, before: unknown): 'some' | 'none' | 'unclear' {
    const { status } = exchange.reply
    if (status === 404 && change.method === 'DELETE') return 'some'
    if (status !== 200) return 'unclear'
    const after = dataOf(exchange)
    const isSame = before === undefined ? isNothing(after) : isDeepStrictEqual(before, after)
    if (!isSame) return 'some'
    // Where nothing is there, a change that only takes away has nothing to show.
    return isNothing(after) && onlyEmpties(change) ? 'unclear' : 'none'
  }

  #remember(planned: Request, exchange: Answered): void {
    if (exchange.reply.status !== 200) return
    for (const own of namedIn(planned).flatMap((each) => ownBy(each, this.#guardContext) ?? []))
      this.#seen.set(`${nameOf(planned)} ${idKey(own.id)}`, dataOf(exchange))
  }

  #changed(planned: Request, exchange: Answered): Effect | undefined {
    const name = nameOf(planned)
    this.#open.get(name)?.delete(keyOf(planned))
    const { status } = exchange.reply
    if (status >= 400 && status < 500) return undefined
    if (status >= 300) {
      // A redirect or an error of the server's may have carried it out all the same: the next change would be the second to go nobody knows where.
      this.#loseSightOf(name, `answered ${status}, ${nobodyKnows}`)
      return undefined
    }
    if (changedBy(planned, this.#guardContext).length === 0) return undefined
    if (this.#arrived.has(classOf(planned)) && !findsNothing(planned)) return undefined
    const [sighting] = this.#sightings.get(keyOf(planned)) ?? []
    if (sighting !== undefined) {
      this.#pending = { sighting, before: this.#seen.get(`${nameOf(sighting.look)} ${idKey(sighting.own.id)}`) }
      return undefined
    }
    this.#loseSightOf(name)
    if (planned.isRefused !== true) return undefined
    return this.goAstray(name, `${name} carried out a request that it has to refuse, and no read shows what it has changed`)
  }
}

/**
 * Whether a conforming deployment finds nothing under the id: it is another tenant's, or was deleted before. Where the request is carried out all the same,
 * what it changed may be anything, wherever earlier ones arrived.
 */
const findsNothing = ({ isRefused, method, credential }: Request): boolean =>
  isRefused === true && (method === 'DELETE' || (credential.kind === 'key' && credential.role === 'other'))

/** Whether a change says only what shall not be there. */
const onlyEmpties = ({ body }: Request): boolean =>
  /^\{("\w+":\[\],?)+\}$/.test(JSON.stringify(body !== undefined && 'json' in body ? body.json : null))

const nobodyKnows = 'so that nobody knows what it has changed'

const dataOf = (exchange: Answered): unknown => valueAt(json(exchange)?.value, '/data')

const isNothing = (value: unknown): boolean => [value ?? []].flat().length === 0

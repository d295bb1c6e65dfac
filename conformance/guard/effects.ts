/**
 * Verifies that changes take effect on the addressed resource. A deployment may return success for a change of a resource of the run, but change
 * another resource. The first change by each operation is therefore verified before any other write is sent, so that such a fault affects at most one
 * resource.
 */
import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../spec/contract.ts'
import { json, type Answered } from '../model/exchange.ts'
import { isReference, keyOf, type Reference, type Request } from '../model/request.ts'
import { needed, ownBy, type GuardContext } from './context.ts'
import { shownAfter } from './targets.ts'
import { idKey, type Resource } from '../model/resource.ts'

/** A change of a resource of the run, and a read after it that shows whether the change took effect. */
export interface Confirmation {
  readonly change: Request
  readonly look: Request
  readonly own: Resource
}

/** Returns the resources of the run that a request changes, as far as a read can show it. */
export const changedBy = (request: Request, guardContext: GuardContext): readonly Resource[] =>
  shownAfter(guardContext.api, request) === undefined ? [] : needed(request, guardContext)

/** Returns the resource of the run that a read addresses, if the read shows the effect of a change. */
export function shownIn(look: Request, change: Request, guardContext: GuardContext): Resource | undefined {
  const shown = shownAfter(guardContext.api, change)
  if (shown === undefined || look.operation !== shown || look.method !== 'GET') return undefined
  return namedIn(look).flatMap((each) => ownBy(each, guardContext) ?? [])[0]
}

/** Returns the references in the path and the query of a read. */
const namedIn = ({ params, query }: Request): readonly Reference[] =>
  [...Object.values(params), ...query.map(([, value]) => value)].filter(isReference)

/** What a read showed about the changes by an operation: `arrived` took effect on the addressed resource, `astray` may have changed another one. */
export type Effect =
  { readonly type: 'arrived'; readonly id: string } | { readonly type: 'astray'; readonly id: string; readonly why: string }

type Step = Pick<Request, 'method' | 'operation'>

const nameOf = ({ method, operation }: Step): string => operation ?? method

/** All deletions form one class: once one is verified, all are. */
const classOf = (step: Step): string => (step.method === 'DELETE' ? 'DELETE' : nameOf(step))

/** Whether an operation may still be used for the cleanup after a change went astray: its class has been verified. */
export const mayTakeBack = (step: Step, arrived: ReadonlySet<string>): boolean => arrived.has(classOf(step))

export class Effects {
  readonly #guardContext: GuardContext
  readonly #sightings: ReadonlyMap<string, readonly Confirmation[]>
  /** By operation, the changes that a planned read can verify and that may still return success. */
  readonly #open = new Map<string, Set<string>>()
  /** What the last read returned for a resource of the run. */
  readonly #seen = new Map<string, unknown>()
  readonly #arrived = new Set<string>()
  /** Operations whose change may have been carried out without a read that shows what it changed, each with the reason. */
  readonly #unclear = new Map<string, string>()
  /** The change that the next read verifies. */
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

  /** Returns why a write is not sent now; `undefined` if it may be sent. */
  doubtOf(request: Request): string | undefined {
    const isTakingBack = request.effect === 'undo' && request.isRefused !== true
    if (this.#astray !== undefined) return isTakingBack && mayTakeBack(request, this.#arrived) ? undefined : this.#astray
    if (isTakingBack) return undefined
    if (this.#pending !== undefined) return `the effect of the previous ${nameOf(this.#pending.sighting.change)} was not verified first`
    if (this.#arrived.has(classOf(request)) || changedBy(request, this.#guardContext).length === 0) return undefined
    const name = nameOf(request)
    const unclear = this.#unclear.get(name)
    if (unclear !== undefined) return unclear
    // If no remaining read can verify the operation, one unverified success is allowed, and no further one.
    if ((this.#open.get(name)?.size ?? 0) === 0 || this.#sightings.has(keyOf(request))) return undefined
    return `no change by ${name} has been verified on a resource of the run`
  }

  /** Evaluates a response and returns what it proves, if anything. */
  learn(planned: Request, exchange: Answered): Effect | undefined {
    const effect = this.#looked(planned, exchange)
    this.#remember(planned, exchange)
    return effect ?? this.#changed(planned, exchange)
  }

  /** Records that a request was not sent. */
  unsent(planned: Request): void {
    this.#open.get(nameOf(planned))?.delete(keyOf(planned))
    const pending = this.#pending?.sighting
    if (pending === undefined || keyOf(planned) !== keyOf(pending.look)) return
    this.#loseSightOf(nameOf(pending.change))
    this.#pending = undefined
  }

  /** Records that a request got no response: a change may have been carried out. */
  unanswered(planned: Request): void {
    this.unsent(planned)
    this.#loseSightOf(nameOf(planned), `got no response, ${nobodyKnows}`)
  }

  /** Records that no read shows what an operation changed. */
  #loseSightOf(name: string, what = 'returned success for a change, and no read shows what it changed'): void {
    this.#unclear.set(name, `${name} ${what}`)
  }

  /** Records that a change by `operation` went astray, so that no more writes are sent. */
  goAstray(operation: string, why: string): Effect {
    this.#astray ??= `${why}; no more writes are sent, since they may change other data`
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
        // The check after a deletion shows whether it deleted the addressed resource.
        if (change.method === 'DELETE' && change.isRefused !== true) return undefined
        return this.goAstray(name, `${name} returned success for a change, and ${nameOf(planned)} shows no change`)
      case 'unclear':
        this.#loseSightOf(name)
        return undefined
    }
  }

  /** Whether a response differs from the one before the change. */
  #differenceIn(exchange: Answered, change: Request, before: unknown): 'some' | 'none' | 'unclear' {
    const { status } = exchange.reply
    if (status === 404 && change.method === 'DELETE') return 'some'
    if (status !== 200) return 'unclear'
    const after = dataOf(exchange)
    const isSame = before === undefined ? isNothing(after) : isDeepStrictEqual(before, after)
    if (!isSame) return 'some'
    // A change that only removes values has no visible effect on an empty list.
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
      // A redirect or a server error may have carried out the change; the next one would be the second change with an unknown effect.
      this.#loseSightOf(name, `returned ${status}, ${nobodyKnows}`)
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
    return this.goAstray(name, `${name} carried out a request that it must reject, and no read shows what it changed`)
  }
}

/**
 * Whether the id does not exist in a conforming deployment: it belongs to another tenant, or was deleted before. If the request is carried out
 * nevertheless, it may have changed any resource, even if earlier changes were verified.
 */
const findsNothing = ({ isRefused, method, credential }: Request): boolean =>
  isRefused === true && (method === 'DELETE' || (credential.kind === 'key' && credential.role === 'other'))

/** Whether a change sets only empty lists. */
const onlyEmpties = ({ body }: Request): boolean =>
  /^\{("\w+":\[\],?)+\}$/.test(JSON.stringify(body !== undefined && 'json' in body ? body.json : null))

const nobodyKnows = 'so it is unknown what it changed'

const dataOf = (exchange: Answered): unknown => valueAt(json(exchange)?.value, '/data')

const isNothing = (value: unknown): boolean => [value ?? []].flat().length === 0

/**
 * The guard in front of every write. A write passes only if it addresses resources that are proven to belong to the run, or ids that the run
 * generated; or if a conforming deployment has two independent reasons to reject it, and it addresses nothing that exists.
 *
 * Planning checks what is known at that time (`consent.ts`), sending checks the rest (`admit`). The wire accepts no write without a permit, and only
 * this file issues permits.
 */
import type { Operation } from '../../spec/contract.ts'
import type { Api } from '../model/api.ts'
import { isSafe, type Request } from '../model/request.ts'
import { consentFor, Forbidden, type WriteConsent } from './consent.ts'
import { needed, type GuardContext } from './context.ts'
import type { Effect, Effects } from './effects.ts'
import { isPlainId, shownOtherwise, type Ownership } from './ownership.ts'
import { breakerOf, isAimedAtNothing, isValid, nameOf } from './reasons.ts'
import { idNameAt, valuesAt, writeTargetsOf } from './targets.ts'

declare const permitted: unique symbol
/** Permission to send one write. Only the guard issues permits. */
export interface Permit {
  readonly [permitted]: true
}

/** Method and path of a write as in the contract, with the path parameters in braces. */
type Allowed = Pick<Request, 'method' | 'path'>

const permits = new WeakMap<Permit, Allowed>()

/** Whether the guard issued this permit for the method and the path of a write, below any base URL. */
export function isPermitFor(permit: Permit, { method, url }: { readonly method: string; readonly url: string }): boolean {
  const allowed = permits.get(permit)
  if (allowed?.method !== method) return false
  const segments = allowed.path.split('/').map((each) => (/^\{.*\}$/.test(each) ? '[^/]+' : each.replace(/[^\w-]/g, String.raw`\$&`)))
  return new RegExp(`${segments.join('/')}$`).test(new URL(url).pathname)
}

function permit({ method, path }: Allowed): Permit {
  const given = Object.freeze({}) as Permit
  permits.set(given, { method, path })
  return given
}

/** Thrown with the reason if a write is not sent now. */
export class Withheld extends Error {}

/** The guard of one run. */
export class Guard {
  readonly #consent: WriteConsent
  readonly #guardContext: GuardContext
  readonly #ownership: Ownership
  readonly #effects: Effects
  readonly #stopped = new Map<string, string>()

  constructor(consent: WriteConsent, guardContext: GuardContext, ownership: Ownership, effects: Effects) {
    this.#consent = consent
    this.#guardContext = guardContext
    this.#ownership = ownership
    this.#effects = effects
  }

  /**
   * Returns a permit to send a request; `undefined` if it needs none. Throws `Withheld` with the reason if it is not sent, and `Forbidden` if it
   * should not have been planned.
   */
  admit(request: Request, settingDoubt: (request: Request) => string | undefined): Permit | undefined {
    if (isSafe(request.method)) return undefined
    const need = consentFor(request, this.#consent, this.#guardContext)
    if (need !== undefined) throw new Forbidden(`${nameOf(request)}: ${need.why}`)
    const breaker = breakerOf(request)
    const stopped = breaker === undefined ? undefined : this.#stopped.get(breaker)
    if (stopped !== undefined) throw new Withheld(stopped)
    for (const own of needed(request, this.#guardContext)) {
      const doubt = this.#ownership.doubtOf(own)
      if (doubt !== undefined) throw new Withheld(`${own.kind}: ${doubt}`)
    }
    for (const value of Object.values(request.params)) {
      if (typeof value !== 'string') continue
      if (!isPlainId(value) || this.#ownership.isKnown(value))
        throw new Withheld(`the generated id ${JSON.stringify(value)} appears in a response`)
    }
    const doubt = this.#ownership.halted ?? this.#effects.doubtOf(request)
    if (doubt !== undefined) throw new Withheld(doubt)
    const id = request.operation
    const reach = id === undefined ? undefined : this.#guardContext.api.profile.targets[id]?.reach
    const unknown = reach === 'setting' && isValid(request) ? settingDoubt(request) : undefined
    if (unknown !== undefined) throw new Withheld(unknown)
    return permit(request)
  }

  /** Detects a write whose only fault was an unknown id and that was carried out: it changed an unknown resource, so no more writes are sent. */
  strayed(request: Request, status: number): Effect | undefined {
    if (status >= 300 || !isAimedAtNothing(request, this.#guardContext)) return undefined
    const name = nameOf(request)
    return this.#effects.goAstray(name, `${name} carried out a request for an id that does not exist`)
  }

  /** The circuit breaker for requests that must be rejected. Returns whether this is the first one of its operation that was accepted. */
  answered(request: Request, status: number): boolean {
    const name = breakerOf(request)
    if (name === undefined || status >= 300) return false
    if (this.#stopped.has(name)) return false
    this.#stopped.set(name, `${name} carried out a request that it must reject (${status}); no more such requests are sent to it`)
    return true
  }
}

/** The id of a resource that a read has just proven to belong to the run. Only `by` creates instances. */
export class ProvenId {
  // A private field makes the type nominal: no other object with an `id` is assignable to it.
  readonly #id: string
  /** The operation that returned it. */
  readonly read: string
  private constructor(id: string, read: string) {
    this.#id = id
    this.read = read
  }

  get id(): string {
    return this.#id
  }

  /**
   * Proves that a resource belongs to the run: a response contains the resource with the id, and in its property a value that only the run can have
   * written. Otherwise returns the reason as a text.
   */
  static by(
    answer: { readonly status: number; readonly body: unknown },
    wanted: { readonly read: string; readonly id: string; readonly property: string; readonly wanted: readonly string[] },
  ): ProvenId | string {
    if (!isPlainId(wanted.id)) return `its id ${JSON.stringify(wanted.id)} is not a valid path segment`
    return shownOtherwise(answer, wanted) ?? new ProvenId(wanted.id, wanted.read)
  }
}

/** Returns a permit for a cleanup step from a journal. Throws `Forbidden` unless everything that the step changes has just been proven. */
export function permitUndo(
  api: Api,
  operation: Operation,
  params: Readonly<Record<string, string>>,
  json: unknown,
  proven: readonly ProvenId[],
): Permit | undefined {
  if (isSafe(operation.method)) return undefined
  const { reach, changes = [] } = writeTargetsOf(api, operation.id)
  if (reach !== undefined) throw new Forbidden(`${operation.id} cannot be used to clean up`)
  const path = Object.entries(params).map(([at, value]) => ({ at, value: value }))
  const targets = [...path, ...changes.flatMap((place) => valuesAt(json, place))]
  if (targets.length === 0) throw new Forbidden(`${operation.id} addresses no resource that is proven to belong to the run`)
  const stranger = targets.find(
    ({ at, value }) => !proven.some(({ id, read }) => id === value && read === api.profile.shownBy[idNameAt(at)]),
  )
  if (stranger !== undefined)
    throw new Forbidden(
      `${operation.id} addresses ${stranger.at} ${JSON.stringify(stranger.value)}, which is not proven to belong to the run`,
    )
  return permit(operation)
}

/** Returns a permit to restore a setting. */
export function permitRestore({ profile }: Api, operation: Operation): Permit {
  if (profile.settings[operation.id] === undefined) throw new Forbidden(`${operation.id} changes no setting that can be restored`)
  return permit(operation)
}

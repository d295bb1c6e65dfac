/**
 * The one guard in front of every write. A write passes only if it addresses things that are proven to be the run's own, or ids that the run made up; or
 * if a conforming deployment has two independent reasons to refuse it, and it addresses nothing that exists.
 *
 * Planning asks what can be known then (`consent.ts`), sending asks the rest (`admit`). The wire takes no write without a permit, and only this file
 * gives one.
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
/** Leave to send one write. Only the guard gives one. */
export interface Permit {
  readonly [permitted]: true
}

/** A write as the contract has it: the path with its parameters in braces. */
type Allowed = Pick<Request, 'method' | 'path'>

const permits = new WeakMap<Permit, Allowed>()

/** Whether the guard gave this permit, for a write like this one: by this method, to this path below some base. */
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

/** Why a write is not sent now. */
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
   * Leave to send a request; `undefined` for one that needs none. Throws `Withheld` with the reason why it is not sent, and `Forbidden` where the plan
   * should not have had it.
   */
  admit(request: Request, settingIsRead: (operation: string) => boolean): Permit | undefined {
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
        throw new Withheld(`the id ${JSON.stringify(value)} was made up, and is in an answer`)
    }
    const doubt = this.#ownership.halted ?? this.#effects.doubtOf(request)
    if (doubt !== undefined) throw new Withheld(doubt)
    const id = request.operation
    const reach = id === undefined ? undefined : this.#guardContext.api.profile.targets[id]?.reach
    if (id !== undefined && reach === 'setting' && isValid(request) && !settingIsRead(id))
      throw new Withheld('what is set could not be read, so that it could not be put back')
    return permit(request)
  }

  /** What only an unknown id spoke against, and was carried out, has changed something that nobody named: nothing more is written then. */
  strayed(request: Request, status: number): Effect | undefined {
    if (status >= 300 || !isAimedAtNothing(request, this.#guardContext)) return undefined
    const name = nameOf(request)
    return this.#effects.goAstray(name, `${name} carried out a request about an id that names nothing`)
  }

  /** The breaker: an answer to a request that had to be refused. Gives back whether it was the first one of its operation that was accepted. */
  answered(request: Request, status: number): boolean {
    const name = breakerOf(request)
    if (name === undefined || status >= 300) return false
    if (this.#stopped.has(name)) return false
    this.#stopped.set(name, `${name} carried out a request that it has to refuse (${status}); no more such requests are sent to it`)
    return true
  }
}

/** The id of a thing that a read has just shown to be the run's own. Only `by` makes one. */
export class ProvenId {
  // A private field: nothing else that has an `id` is taken for one.
  readonly #id: string
  /** The operation that has shown it. */
  readonly read: string
  private constructor(id: string, read: string) {
    this.#id = id
    this.read = read
  }

  get id(): string {
    return this.#id
  }

  /** The proof: an answer shows the thing with the id, and in its property what only the run can have put there. Else the reason why it does not. */
  static by(
    answer: { readonly status: number; readonly body: unknown },
    wanted: { readonly read: string; readonly id: string; readonly property: string; readonly wanted: readonly string[] },
  ): ProvenId | string {
    if (!isPlainId(wanted.id)) return `its id ${JSON.stringify(wanted.id)} is no segment of a path`
    return shownOtherwise(answer, wanted) ?? new ProvenId(wanted.id, wanted.read)
  }
}

/** Leave to take something back later, from a journal: all that the step changes has just been proven. Throws `Forbidden` for anything else. */
export function permitUndo(
  api: Api,
  operation: Operation,
  params: Readonly<Record<string, string>>,
  json: unknown,
  proven: readonly ProvenId[],
): Permit | undefined {
  if (isSafe(operation.method)) return undefined
  const { reach, changes = [] } = writeTargetsOf(api, operation.id)
  if (reach !== undefined) throw new Forbidden(`${operation.id} takes nothing back`)
  const path = Object.entries(params).map(([at, value]) => ({ at, value: value }))
  const targets = [...path, ...changes.flatMap((place) => valuesAt(json, place))]
  if (targets.length === 0) throw new Forbidden(`${operation.id} is about nothing that is proven`)
  const stranger = targets.find(
    ({ at, value }) => !proven.some(({ id, read }) => id === value && read === api.profile.shownBy[idNameAt(at)]),
  )
  if (stranger !== undefined)
    throw new Forbidden(`${operation.id} is about ${stranger.at} ${JSON.stringify(stranger.value)}, which is not proven`)
  return permit(operation)
}

/** Leave to put a setting back as it was. */
export function permitRestore({ profile }: Api, operation: Operation): Permit {
  if (profile.settings[operation.id] === undefined) throw new Forbidden(`${operation.id} sets nothing that can be put back`)
  return permit(operation)
}

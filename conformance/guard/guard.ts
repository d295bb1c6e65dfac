/**
 * The one guard in front of every write. A write passes only if it addresses things that are proven to be the run's own, or ids that the run made up; or
 * if a conforming deployment has two independent reasons to refuse it, and it addresses nothing that exists.
 *
 * Planning asks what can be known then (`consentFor`), sending asks the rest (`admit`). The wire takes no write without a permit, and only this file
 * gives one.
 */
import type { Contract, Operation, Schema } from '../../spec/contract.ts'
import { isReference, isSafe, type Reference, type Request } from '../model/request.ts'
import type { Effect, Effects } from './effects.ts'
import { isPlainId, shownOtherwise, type Ownership } from './ownership.ts'
import { aimsOf, idNameAt, isAtPlace, namedBy, referencesInBody, settingReads, shownBy, touchOf, valuesAt, type Touch } from './targets.ts'
import { idKey, type Own } from '../resources/factory.ts'

/** What the caller allows besides reading and writes that two reasons refuse. */
export interface WriteConsent {
  /** Create, change and delete what the run itself makes. */
  readonly writes?: boolean
  /** Also what the contract has no way to take back, what reaches people, what looks for its own targets, and the settings of a tenant. */
  readonly lasting?: boolean
  /** Send nothing but GET, HEAD and OPTIONS. */
  readonly readsOnly?: boolean
}

/** What the guard knows of a plan. */
export interface Grounds {
  readonly contract: Contract
  /** The own things that a request brings into being. */
  readonly ownOf: (create: Request) => readonly Own[]
  /** Ids that the run made up. */
  readonly madeUp: ReadonlySet<string>
}

/** A consent that a write needs and that was not given, as a phrase. */
export interface Need {
  readonly why: string
}

/** A write that no consent allows: a fault of the suite, never of the deployment. */
export class Forbidden extends Error {}

export const needsWrites: Need = { why: 'it writes: allow it with --allow-writes' }
const readsOnly: Need = { why: 'it is no read, and --reads-only was given' }
const lastingNeed = (why: string): Need => ({ why: `${why}: allow it with --allow-lasting` })

/**
 * What a request of a plan needs that the caller has not allowed; `undefined` if it may be planned. Throws `Forbidden` for a write that may touch what the
 * run did not make, whatever the caller allows.
 */
export function consentFor(request: Request, consent: WriteConsent, grounds: Grounds): Need | undefined {
  if (isSafe(request.method)) return undefined
  if (consent.readsOnly === true) return readsOnly
  const operation = request.operation === undefined ? undefined : grounds.contract.operations[request.operation]
  const touch = operation === undefined ? {} : touchOf(operation.id)
  checkTargets(request, operation, touch, grounds)
  if (request.effect === 'refused') return refusedNeed(request, operation, touch, consent, grounds)
  if (request.effect === 'read' || request.effect === 'quota') throw new Forbidden(`${nameOf(request)} says that it only reads`)
  if (consent.writes !== true) return needsWrites
  if (consent.lasting === true) return undefined
  if (touch.reach === 'setting') return lastingNeed('it changes a setting of the tenant')
  if (touch.reach === 'everything') return lastingNeed('it looks for what to change by itself')
  if (request.effect === 'lasting') return lastingNeed('it makes what nothing takes back, or reaches people')
  return undefined
}

/** A write that has to be refused, from a caller who has not allowed writes. */
function refusedNeed(
  request: Request,
  operation: Operation | undefined,
  touch: Touch,
  consent: WriteConsent,
  grounds: Grounds,
): Need | undefined {
  // Whoever has no key at all, and sends what nobody can read, is refused twice by every deployment (D04): this may go anywhere.
  if (!isValid(request) && isUnreadable(request)) return undefined
  if (touch.reach !== undefined && consent.lasting !== true)
    return lastingNeed(touch.reach === 'setting' ? 'it is sent to a setting of the tenant' : 'it is sent to what looks for its own targets')
  const reasons = reasonsToRefuse(request, operation, grounds)
  if (reasons.length >= 2) return undefined
  return consent.writes === true
    ? undefined
    : { why: `only one thing is wrong with it (${reasons[0] ?? 'nothing'}): allow it with --allow-writes` }
}

const nameOf = ({ operation, method, path }: Request): string => operation ?? `${method} ${path}`

/**
 * What a write that has to be refused is stopped with once another one was accepted; `undefined` for any other request. A second deletion is about what the run
 * has just taken away, and comes after everything that it could change.
 */
export const breakerOf = (request: Request): string | undefined =>
  request.isRefused === true && request.effect !== 'undo' && !isSafe(request.method) ? nameOf(request) : undefined

/** Whether the credential is a key that the deployment may accept. */
const isValid = ({ credential }: Request): boolean =>
  credential.kind === 'issued' || (credential.kind === 'key' && !['expired', 'revoked'].includes(credential.role))

/** Whether the body is no JSON at all. */
function isUnreadable({ body }: Request): boolean {
  if (body === undefined || 'json' in body) return false
  return parsed(body) === undefined
}

function parsed(body: { readonly text: string } | { readonly base64: string }): unknown {
  const bytes = 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown
  } catch {
    return undefined
  }
}

/** The independent reasons that a conforming deployment has to refuse a request, each a phrase. */
export function reasonsToRefuse(request: Request, operation: Operation | undefined, { madeUp }: Grounds): string[] {
  const { credential, params, body, headers } = request
  const reasons: string[] = []
  if (!isValid(request)) reasons.push('no valid key')
  else if (credential.kind === 'key' && credential.role === 'powerless') reasons.push('a key without the permission')
  if (operation === undefined) reasons.push('a method that the contract does not have')
  if (Object.values(params).some((each) => typeof each === 'string' && madeUp.has(each))) reasons.push('an id that names nothing')
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (type !== undefined && !/^application\/json\b/i.test(type)) reasons.push('another media type')
  if (body === undefined) return reasons
  const json = 'json' in body ? body.json : parsed(body)
  if (json === undefined) {
    reasons.push('a body that is no JSON')
    // Whatever it is taken for lacks what is required.
    if ((operation?.body?.schema.required ?? []).length > 0) reasons.push('a body without what is required')
    return reasons
  }
  if (operation?.body !== undefined) reasons.push(...faultsOf(json, operation.body.schema))
  const ids = (operation === undefined ? [] : aimsOf(operation.id)).flatMap((place) => valuesAt(json, place))
  if (ids.some(({ value }) => typeof value === 'string' && madeUp.has(value))) reasons.push('an id in the body that names nothing')
  return reasons
}

/** Whether nothing but an id that the run made up speaks against a write. */
export function isAimedAtNothing(request: Request, grounds: Grounds): boolean {
  const { operation, params } = request
  if (breakerOf(request) === undefined || operation === undefined) return false
  const reasons = reasonsToRefuse(request, grounds.contract.operations[operation], grounds)
  return reasons.length < 2 && Object.values(params).some((each) => typeof each === 'string')
}

/** What is wrong with the properties of a body, each by itself; nested ones are not looked at. */
function faultsOf(json: unknown, { properties = {}, required = [] }: Schema): string[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return ['a body that is no object', ...(required.length > 0 ? ['a body without what is required'] : [])]
  return [
    ...required.filter((name) => !Object.hasOwn(json, name)).map((name) => `no ${name}`),
    ...Object.entries(json).flatMap(([name, value]) => {
      if (!Object.hasOwn(properties, name)) return [`an unknown ${name}`]
      return isReference(value) || fits(value, properties[name] ?? {}) ? [] : [`a wrong ${name}`]
    }),
  ]
}

/** Whether a value may have the type of a schema and lie within its bounds, as far as the schema says so itself. */
function fits(value: unknown, { type, enum: values, maxLength, minLength, minimum, maximum }: Schema): boolean {
  const types = [type ?? []].flat()
  const is =
    value === null
      ? 'null'
      : Array.isArray(value)
        ? 'array'
        : typeof value === 'number' && Number.isInteger(value)
          ? 'integer'
          : typeof value
  if (types.length > 0 && !types.includes(is) && !(is === 'integer' && types.includes('number'))) return false
  if (values !== undefined && !values.includes(value)) return false
  if (typeof value === 'string') return value.length <= (maxLength ?? Number.POSITIVE_INFINITY) && value.length >= (minLength ?? 0)
  if (typeof value === 'number') return value >= (minimum ?? Number.NEGATIVE_INFINITY) && value <= (maximum ?? Number.POSITIVE_INFINITY)
  return true
}

/** One id that a write changes: an own thing, or a text that the run made up. */
function targetsOf(request: Request, touch: Touch): readonly { readonly at: string; readonly value: unknown }[] {
  const path = Object.entries(request.params).map(([name, value]) => ({ at: name, value: value }))
  const json = jsonOf(request)
  return [...path, ...(touch.changes ?? []).flatMap((place) => valuesAt(json, place))]
}

/** The body as a deployment reads it: text may be JSON too. */
const jsonOf = ({ body }: Request): unknown => (body === undefined ? undefined : 'json' in body ? body.json : parsed(body))

/** Throws where a write goes elsewhere than the contract says, so that nobody knows what it changes. */
function checkAddress(
  { method, path, params }: Request,
  operation: Operation | undefined,
  { contract }: Grounds,
  forbid: (what: string) => never,
): void {
  if (operation === undefined && !contract.paths.has(path)) forbid('the contract does not have the path')
  if (operation !== undefined && (operation.method !== method || operation.path !== path))
    forbid(`${method} ${path} is not what the contract has`)
  const empty = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).find((name) => params[name] === undefined)
  if (empty !== undefined) forbid(`its path needs ${empty}, and has none`)
}

/** Throws where a write names anything but what is the run's own, made up, or of a kind that it may refer to. */
function checkTargets(request: Request, operation: Operation | undefined, touch: Touch, grounds: Grounds): void {
  const forbid = (what: string): never => {
    throw new Forbidden(`${nameOf(request)}: ${what}`)
  }
  checkAddress(request, operation, grounds, forbid)
  for (const [, value] of request.query) if (isReference(value)) forbid('a write takes no value of an answer in its query')
  for (const { at, value } of targetsOf(request, touch)) {
    if (isReference(value)) {
      const own = ownBy(value, grounds)
      if (own === undefined) forbid(`${at} comes from ${nameOf(value.from)}, which makes nothing of the run's own`)
      else if (own.proof?.read.operation !== shownBy[idNameAt(at)])
        forbid(`${at} is the id of what ${own.kind} makes, and no such thing is wanted there`)
    } else if (typeof value === 'string' && !grounds.madeUp.has(value)) forbid(`${at} is "${value}", which the run did not make up`)
    else if (typeof value === 'number') forbid(`${at} is ${value}, which the run did not make up`)
  }
  for (const { at, reference } of referencesInBody(request)) {
    if (ownBy(reference, grounds) !== undefined) continue
    const kind = Object.entries(touch.names ?? {}).find(([place]) => isAtPlace(at, place))?.[1]
    const isGiven =
      kind !== undefined &&
      namedBy[kind].some(({ operation: from, pointer }) => reference.from.operation === from && reference.pointer === pointer)
    if (!isGiven) forbid(`${at} comes from ${nameOf(reference.from)}${reference.pointer}, and the operation may not refer to that`)
  }
  if (operation === undefined || request.effect === 'refused' || request.isRefused === true) return
  const body = jsonOf(request)
  for (const place of touch.always ?? []) {
    const found = valuesAt(body, place)
    const isNamed = found.some(({ value }) => isReference(value) || (Array.isArray(value) && value.length > 0))
    if (!isNamed) forbid(`without ${place} it is about everything there is`)
  }
}

/** The own thing whose id a reference is. */
export function ownBy(reference: Reference, { ownOf }: Pick<Grounds, 'ownOf'>): Own | undefined {
  return ownOf(reference.from).find(({ id }) => idKey(id) === idKey(reference))
}

/** The own things whose proof a write needs: those that it changes, and those that it names. */
export function needed(request: Request, grounds: Grounds): Own[] {
  if (isSafe(request.method)) return []
  const references = [...Object.values(request.params).filter(isReference), ...referencesInBody(request).map(({ reference }) => reference)]
  return references.flatMap((each) => ownBy(each, grounds) ?? [])
}

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
  readonly #grounds: Grounds
  readonly #ownership: Ownership
  readonly #effects: Effects
  readonly #stopped = new Map<string, string>()

  constructor(consent: WriteConsent, grounds: Grounds, ownership: Ownership, effects: Effects) {
    this.#consent = consent
    this.#grounds = grounds
    this.#ownership = ownership
    this.#effects = effects
  }

  /**
   * Leave to send a request; `undefined` for one that needs none. Throws `Withheld` with the reason why it is not sent, and `Forbidden` where the plan
   * should not have had it.
   */
  admit(request: Request, settingIsRead: (operation: string) => boolean): Permit | undefined {
    if (isSafe(request.method)) return undefined
    const need = consentFor(request, this.#consent, this.#grounds)
    if (need !== undefined) throw new Forbidden(`${nameOf(request)}: ${need.why}`)
    const breaker = breakerOf(request)
    const stopped = breaker === undefined ? undefined : this.#stopped.get(breaker)
    if (stopped !== undefined) throw new Withheld(stopped)
    for (const own of needed(request, this.#grounds)) {
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
    if (id !== undefined && settingReads[id] !== undefined && isValid(request) && !settingIsRead(id))
      throw new Withheld('what is set could not be read, so that it could not be put back')
    return permit(request)
  }

  /** What only an unknown id spoke against, and was carried out, has changed something that nobody named: nothing more is written then. */
  strayed(request: Request, status: number): Effect | undefined {
    if (status >= 300 || !isAimedAtNothing(request, this.#grounds)) return undefined
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
  operation: Operation,
  params: Readonly<Record<string, string>>,
  json: unknown,
  proven: readonly ProvenId[],
): Permit | undefined {
  if (isSafe(operation.method)) return undefined
  const touch = touchOf(operation.id)
  if (touch.reach !== undefined) throw new Forbidden(`${operation.id} takes nothing back`)
  const path = Object.entries(params).map(([at, value]) => ({ at, value: value }))
  const targets = [...path, ...(touch.changes ?? []).flatMap((place) => valuesAt(json, place))]
  if (targets.length === 0) throw new Forbidden(`${operation.id} is about nothing that is proven`)
  const stranger = targets.find(({ at, value }) => !proven.some(({ id, read }) => id === value && read === shownBy[idNameAt(at)]))
  if (stranger !== undefined)
    throw new Forbidden(`${operation.id} is about ${stranger.at} ${JSON.stringify(stranger.value)}, which is not proven`)
  return permit(operation)
}

/** Leave to put a setting back as it was. */
export function permitRestore(operation: Operation): Permit {
  if (settingReads[operation.id] === undefined) throw new Forbidden(`${operation.id} sets nothing that can be put back`)
  return permit(operation)
}

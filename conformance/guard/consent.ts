/** What may be planned: which consent a write needs, and which write no consent allows. */
import type { Operation } from '../../spec/contract.ts'
import { isReference, isSafe, type Request } from '../model/request.ts'
import type { WriteTargets } from '../model/profile.ts'
import { ownBy, type GuardContext } from './context.ts'
import { cannotBeCarriedOut, nameOf, parsed, reasonsToRefuse } from './reasons.ts'
import { idNameAt, isAtPlace, referencesInBody, valuesAt } from './targets.ts'

/** What the caller allows besides reading and writes that two reasons refuse. */
export interface WriteConsent {
  /** Create, change and delete what the run itself makes. */
  readonly writes?: boolean
  /** Also what the contract has no way to take back, what reaches people, what looks for its own targets, and the settings of a tenant. */
  readonly lasting?: boolean
  /** Send nothing but GET, HEAD and OPTIONS. */
  readonly readsOnly?: boolean
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
 * What a request of a plan needs that the caller has not allowed; `undefined` if it may be planned. Throws `Forbidden` for a write that may change what the
 * run did not make, whatever the caller allows.
 */
export function consentFor(request: Request, consent: WriteConsent, guardContext: GuardContext): Need | undefined {
  if (isSafe(request.method)) return undefined
  if (consent.readsOnly === true) return readsOnly
  const operation = request.operation === undefined ? undefined : guardContext.api.operations[request.operation]
  const declared = operation === undefined ? {} : guardContext.api.profile.targets[operation.id]
  const targets = declared ?? {}
  checkTargets(request, operation, targets, guardContext)
  if (declared === undefined && !cannotBeCarriedOut(request)) forbidding(request)('the profile does not say what it changes')
  if (request.effect === 'refused') return refusedNeed(request, operation, targets, consent, guardContext)
  if (request.effect === 'read' || request.effect === 'quota') throw new Forbidden(`${nameOf(request)} says that it only reads`)
  if (consent.writes !== true) return needsWrites
  if (consent.lasting === true) return undefined
  if (targets.reach === 'setting') return lastingNeed('it changes a setting of the tenant')
  if (targets.reach === 'everything') return lastingNeed('it looks for what to change by itself')
  if (request.effect === 'lasting') return lastingNeed('it makes what nothing takes back, or reaches people')
  return undefined
}

/** A write that has to be refused, from a caller who has not allowed writes. */
function refusedNeed(
  request: Request,
  operation: Operation | undefined,
  targets: WriteTargets,
  consent: WriteConsent,
  guardContext: GuardContext,
): Need | undefined {
  // Whoever has no key at all, and sends what nobody can read, is refused twice by every deployment (D04): this may go anywhere.
  if (cannotBeCarriedOut(request)) return undefined
  if (targets.reach !== undefined && consent.lasting !== true)
    return lastingNeed(
      targets.reach === 'setting' ? 'it is sent to a setting of the tenant' : 'it is sent to what looks for its own targets',
    )
  const reasons = reasonsToRefuse(request, operation, guardContext)
  if (reasons.length >= 2) return undefined
  return consent.writes === true
    ? undefined
    : { why: `only one thing is wrong with it (${reasons[0] ?? 'nothing'}): allow it with --allow-writes` }
}

/** One id that a write changes: an own thing, or a text that the run made up. */
function targetsOf(request: Request, targets: WriteTargets): readonly { readonly at: string; readonly value: unknown }[] {
  const path = Object.entries(request.params).map(([name, value]) => ({ at: name, value: value }))
  const json = jsonOf(request)
  return [...path, ...(targets.changes ?? []).flatMap((place) => valuesAt(json, place))]
}

/** The body as a deployment reads it: text may be JSON too. */
const jsonOf = ({ body }: Request): unknown => (body === undefined ? undefined : 'json' in body ? body.json : parsed(body))

/** Throws where a write goes elsewhere than the contract says, so that nobody knows what it changes. */
function checkAddress(
  { method, path, params }: Request,
  operation: Operation | undefined,
  { api }: GuardContext,
  forbid: (what: string) => never,
): void {
  if (operation === undefined && !api.paths.has(path)) forbid('the contract does not have the path')
  if (operation !== undefined && (operation.method !== method || operation.path !== path))
    forbid(`${method} ${path} is not what the contract has`)
  const empty = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).find((name) => params[name] === undefined)
  if (empty !== undefined) forbid(`its path needs ${empty}, and has none`)
}

const forbidding =
  (request: Request) =>
  (what: string): never => {
    throw new Forbidden(`${nameOf(request)}: ${what}`)
  }

/** Throws where a write names anything but what is the run's own, made up, or of a kind that it may refer to. */
function checkTargets(request: Request, operation: Operation | undefined, targets: WriteTargets, guardContext: GuardContext): void {
  const forbid = forbidding(request)
  checkAddress(request, operation, guardContext, forbid)
  for (const [, value] of request.query) if (isReference(value)) forbid('a write takes no value of an answer in its query')
  for (const { at, value } of targetsOf(request, targets)) {
    if (isReference(value)) {
      const own = ownBy(value, guardContext)
      if (own === undefined) forbid(`${at} comes from ${nameOf(value.from)}, which makes nothing of the run's own`)
      else if (own.proof?.read.operation !== guardContext.api.profile.shownBy[idNameAt(at)])
        forbid(`${at} is the id of what ${own.kind} makes, and no such thing is wanted there`)
    } else if (typeof value === 'string' && !guardContext.madeUp.has(value)) forbid(`${at} is "${value}", which the run did not make up`)
    else if (typeof value === 'number') forbid(`${at} is ${value}, which the run did not make up`)
  }
  for (const { at, reference } of referencesInBody(request)) {
    if (ownBy(reference, guardContext) !== undefined) continue
    const kind = Object.entries(targets.names ?? {}).find(([place]) => isAtPlace(at, place))?.[1]
    const isGiven =
      kind !== undefined &&
      (guardContext.api.profile.references[kind] ?? []).some(
        ({ operation: from, pointer }) => reference.from.operation === from && reference.pointer === pointer,
      )
    if (!isGiven) forbid(`${at} comes from ${nameOf(reference.from)}${reference.pointer}, and the operation may not refer to that`)
  }
  if (operation === undefined || request.effect === 'refused' || request.isRefused === true) return
  const body = jsonOf(request)
  for (const place of targets.always ?? []) {
    const found = valuesAt(body, place)
    const isNamed = found.some(({ value }) => isReference(value) || (Array.isArray(value) && value.length > 0))
    if (!isNamed) forbid(`without ${place} it is about everything there is`)
  }
}

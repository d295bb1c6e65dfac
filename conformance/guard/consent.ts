/** Decides what may be planned: which consent a write needs, and which writes are never allowed. */
import type { Operation } from '../../spec/contract.ts'
import { isReference, isSafe, type Request } from '../model/request.ts'
import type { WriteTargets } from '../model/profile.ts'
import { ownBy, type GuardContext } from './context.ts'
import { cannotBeCarriedOut, nameOf, parsed, reasonsToRefuse } from './reasons.ts'
import { idNameAt, isAtPlace, referencesInBody, valuesAt } from './targets.ts'

/** What the caller allows besides reads and writes with two reasons for rejection. */
export interface WriteConsent {
  /** Create, change and delete resources of the run. */
  readonly writes?: boolean
  /**
   * Also create data that cannot be deleted, notify people, use operations that select the data that they change, and change settings of a tenant.
   */
  readonly lasting?: boolean
  /** Send only GET, HEAD and OPTIONS. */
  readonly readsOnly?: boolean
}

/** A missing consent that a write needs, as a phrase. */
export interface Need {
  readonly why: string
}

/** Thrown for a write that no consent allows: a fault of the suite, never of the deployment. */
export class Forbidden extends Error {}

export const needsWrites: Need = { why: 'writes data; enable with --allow-writes' }
const readsOnly: Need = { why: 'not a read request, and --reads-only was given' }
const lastingNeed = (why: string): Need => ({ why: `${why}; enable with --allow-lasting` })

/**
 * Returns the consent that a planned request needs and the caller has not given; `undefined` if it may be planned. Throws `Forbidden` for a write
 * that may change data that the run did not create, regardless of the consent.
 */
export function consentFor(request: Request, consent: WriteConsent, guardContext: GuardContext): Need | undefined {
  if (isSafe(request.method)) return undefined
  if (consent.readsOnly === true) return readsOnly
  const operation = request.operation === undefined ? undefined : guardContext.api.operations[request.operation]
  const declared = operation === undefined ? {} : guardContext.api.profile.targets[operation.id]
  const targets = declared ?? {}
  checkTargets(request, operation, targets, guardContext)
  if (declared === undefined && !cannotBeCarriedOut(request)) forbidding(request)('the profile does not declare what it changes')
  if (request.effect === 'refused') return refusedNeed(request, operation, targets, consent, guardContext)
  if (request.effect === 'read' || request.effect === 'quota')
    throw new Forbidden(`${nameOf(request)} is a write, but is declared as a read`)
  if (consent.writes !== true) return needsWrites
  if (consent.lasting === true) return undefined
  if (targets.reach === 'setting') return lastingNeed('changes a tenant setting')
  if (targets.reach === 'everything') return lastingNeed('selects the data that it changes')
  if (request.effect === 'lasting') return lastingNeed('creates data that cannot be deleted, or notifies people')
  return undefined
}

/** Returns the missing consent for a write that must be rejected. */
function refusedNeed(
  request: Request,
  operation: Operation | undefined,
  targets: WriteTargets,
  consent: WriteConsent,
  guardContext: GuardContext,
): Need | undefined {
  // Without a valid key and with an unreadable body, every deployment has two reasons to reject the request (D04), so any target is safe.
  if (cannotBeCarriedOut(request)) return undefined
  if (targets.reach !== undefined && consent.lasting !== true)
    return lastingNeed(
      targets.reach === 'setting' ? 'addresses a tenant setting' : 'addresses an operation that selects the data that it changes',
    )
  const reasons = reasonsToRefuse(request, operation, guardContext)
  if (reasons.length >= 2) return undefined
  return consent.writes === true
    ? undefined
    : { why: `the request has only one fault (${reasons[0] ?? 'nothing'}); enable with --allow-writes` }
}

/** Returns the ids that a write changes: resources of the run, or texts that the run generated. */
function targetsOf(request: Request, targets: WriteTargets): readonly { readonly at: string; readonly value: unknown }[] {
  const path = Object.entries(request.params).map(([name, value]) => ({ at: name, value: value }))
  const json = jsonOf(request)
  return [...path, ...(targets.changes ?? []).flatMap((place) => valuesAt(json, place))]
}

/** Returns the body as a deployment parses it: text may be JSON, too. */
const jsonOf = ({ body }: Request): unknown => (body === undefined ? undefined : 'json' in body ? body.json : parsed(body))

/** Throws if the method or path of a write differs from the contract, so that it is unknown what the write changes. */
function checkAddress(
  { method, path, params }: Request,
  operation: Operation | undefined,
  { api }: GuardContext,
  forbid: (what: string) => never,
): void {
  if (operation === undefined && !api.paths.has(path)) forbid('the path is not in the contract')
  if (operation !== undefined && (operation.method !== method || operation.path !== path))
    forbid(`${method} ${path} is not the method and path in the contract`)
  const empty = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).find((name) => params[name] === undefined)
  if (empty !== undefined) forbid(`the path parameter ${empty} is missing`)
}

const forbidding =
  (request: Request) =>
  (what: string): never => {
    throw new Forbidden(`${nameOf(request)}: ${what}`)
  }

/** Throws if a write contains an id other than that of a resource of the run, a generated one, or one that the operation may reference. */
function checkTargets(request: Request, operation: Operation | undefined, targets: WriteTargets, guardContext: GuardContext): void {
  const forbid = forbidding(request)
  checkAddress(request, operation, guardContext, forbid)
  for (const [, value] of request.query) if (isReference(value)) forbid('a write must not use a value from a response in its query')
  for (const { at, value } of targetsOf(request, targets)) {
    if (isReference(value)) {
      const own = ownBy(value, guardContext)
      if (own === undefined) forbid(`${at} comes from ${nameOf(value.from)}, which creates no resource of the run`)
      else if (own.proof?.read.operation !== guardContext.api.profile.shownBy[idNameAt(at)])
        forbid(`${at} is the id of a resource created by ${own.kind}, which is not the expected kind`)
    } else if (typeof value === 'string' && !guardContext.madeUp.has(value)) forbid(`${at} is "${value}", which the run did not generate`)
    else if (typeof value === 'number') forbid(`${at} is ${value}, which the run did not generate`)
  }
  for (const { at, reference } of referencesInBody(request)) {
    if (ownBy(reference, guardContext) !== undefined) continue
    const kind = Object.entries(targets.names ?? {}).find(([place]) => isAtPlace(at, place))?.[1]
    const isGiven =
      kind !== undefined &&
      (guardContext.api.profile.references[kind] ?? []).some(
        ({ operation: from, pointer }) => reference.from.operation === from && reference.pointer === pointer,
      )
    if (!isGiven) forbid(`${at} comes from ${nameOf(reference.from)}${reference.pointer}, which the operation may not reference`)
  }
  if (operation === undefined || request.effect === 'refused' || request.isRefused === true) return
  const body = jsonOf(request)
  for (const place of targets.always ?? []) {
    const found = valuesAt(body, place)
    const isNamed = found.some(({ value }) => isReference(value) || (Array.isArray(value) && value.length > 0))
    if (!isNamed) forbid(`without ${place} it applies to all existing data`)
  }
}

/**
 * Orders changes so that a deployment that changes the wrong resource cannot change many: the first change by each operation is one that a
 * read confirms, and the read follows directly after it.
 */
import { operationNamed } from '../model/api.ts'
import { idKey, type Resource } from '../model/resource.ts'
import { needed, ownBy, type GuardContext } from '../guard/context.ts'
import type { RequestBuilder } from '../model/request-builder.ts'
import { changedBy, shownIn, type Confirmation } from '../guard/effects.ts'
import { shownAfter } from '../guard/targets.ts'
import { dependencies, isReference, keyOf, type Request } from '../model/request.ts'

/** Returns every change of a resource of the run that a planned read confirms, in the order of the requests. */
export function confirmationsOf(requests: readonly Request[], guardContext: GuardContext): Confirmation[] {
  return requests.flatMap((look) =>
    dependencies(look).flatMap((change): Confirmation[] => {
      const own = shownIn(look, change, guardContext)
      const isChanged = own !== undefined && changedBy(change, guardContext).some(({ id }) => idKey(id) === idKey(own.id))
      return isChanged && isDirect(look, change) ? [{ change, look, own }] : []
    }),
  )
}

/** Whether none of the read's other dependencies depends on the change, so that the read can follow directly after it. */
function isDirect(look: Request, change: Request): boolean {
  const seen = new Set<string>([keyOf(change)])
  const reaches = (request: Request): boolean =>
    dependencies(request).some((each) => {
      if (keyOf(each) === keyOf(change)) return true
      if (seen.has(keyOf(each))) return false
      seen.add(keyOf(each))
      return reaches(each)
    })
  return !dependencies(look).some((each) => keyOf(each) !== keyOf(change) && reaches(each))
}

/** Whether a change does not depend on another change by the same operation, so that it can be the first one. */
function canBeFirst({ change }: Confirmation, guardContext: GuardContext): boolean {
  const seen = new Set<string>()
  const isFree = (request: Request): boolean =>
    dependencies(request).every((each) => {
      if (seen.has(keyOf(each))) return true
      seen.add(keyOf(each))
      const isOther = each.operation === change.operation && each.isRefused !== true && changedBy(each, guardContext).length > 0
      return !isOther && isFree(each)
    })
  return change.isRefused !== true && isFree(change)
}

/**
 * Returns the reads that a plan lacks: one for each operation without a change that a planned read confirms. A read after the cleanup is
 * too late for an operation that changes something earlier.
 */
export function missingLooks(ask: RequestBuilder, requests: readonly Request[], guardContext: GuardContext): Request[] {
  const phase = ({ operation, effect }: Request): string => `${operation ?? ''}${effect === 'undo' ? ' undo' : ''}`
  const seen = new Set(
    confirmationsOf(requests, guardContext)
      .filter((each) => canBeFirst(each, guardContext))
      .map(({ change }) => phase(change)),
  )
  const missing: Request[] = []
  for (const change of requests) {
    if (change.isRefused === true || seen.has(phase(change)) || seen.has(phase({ ...change, effect: 'own' }))) continue
    const look = lookAfter(ask, change, changedBy(change, guardContext), guardContext)
    if (look === undefined) continue
    seen.add(phase(change))
    missing.push(look)
  }
  return missing
}

/** Builds a read that shows the effect of a change on one of its targets. */
function lookAfter(ask: RequestBuilder, change: Request, changed: readonly Resource[], { api }: GuardContext): Request | undefined {
  const shown = shownAfter(api, change)
  if (shown === undefined) return undefined
  const operation = operationNamed(api, shown)
  const parameter = operation.parameters.find((each) => each.in === 'path')?.name
  const own = changed.find(({ proof }) => proof?.read.operation === (parameter === undefined ? shown : api.profile.shownBy[parameter]))
  if (own === undefined) return undefined
  const { create, id } = own
  return ask.resources.look(shown, {
    ...(parameter === undefined ? { query: [['id', id] as const] } : { params: { [parameter]: id } }),
    after: [change],
    ...(change.effect === 'undo' ? { effect: 'undo' as const } : {}),
    ...(create.credential.kind === 'key' && create.credential.role === 'other' ? { credential: create.credential } : {}),
  })
}

/**
 * Reorders the requests: for each operation, a change that a read confirms comes first, after its dependencies and directly followed by the
 * read.
 */
export function canariesFirst(
  requests: readonly Request[],
  guardContext: GuardContext,
  certain: ReadonlySet<string> = new Set(requests.map(keyOf)),
): Request[] {
  const confirmations = confirmationsOf(requests, guardContext)
  let order = [...requests]
  const operations = new Set(requests.flatMap((each) => (changedBy(each, guardContext).length === 0 ? [] : [each.operation])))
  for (const operation of operations) {
    const first = order.findIndex((each) => each.operation === operation && changedBy(each, guardContext).length > 0)
    const own = confirmations.filter((each) => each.change.operation === operation && canBeFirst(each, guardContext))
    const places = new Map(order.map((each, index) => [keyOf(each), index]))
    const placeOf = (each: Request): number => places.get(keyOf(each)) ?? -1
    // A change that is sent in any case, and so is its read, is the better one.
    const isCertain = ({ change, look }: Confirmation): boolean => certain.has(keyOf(change)) && certain.has(keyOf(look))
    own.sort((a, b) => Number(isCertain(b)) - Number(isCertain(a)) || placeOf(a.change) - placeOf(b.change))
    for (const { change, look } of own) {
      // Cleanup keeps its place: the last created resource is cleaned up first.
      if (change.effect === 'undo' && placeOf(change) !== first) continue
      const needsFirst = closureOf([change, look], order, first, guardContext).has(keyOf(order[first] ?? change))
      // Transitions that are rejected in an earlier state come before the next step; the read after them confirms them too.
      const place = needsFirst ? placeOf(change) : first
      const moved = closureOf([change, look], order, place, guardContext)
      const [needs, rest] = [true, false].map((isNeeded) => order.slice(place).filter((each) => moved.has(keyOf(each)) === isNeeded))
      const isPair = (each: Request): boolean => keyOf(each) === keyOf(change) || keyOf(each) === keyOf(look)
      // Nothing may come between the change and its read.
      order = [...order.slice(0, place), ...(needs ?? []).filter((each) => !isPair(each)), change, look, ...(rest ?? [])]
      break
    }
  }
  return order
}

/** Returns the keys of some requests, and of everything after a position that must precede them, including proofs of their targets. */
function closureOf(some: readonly Request[], order: readonly Request[], from: number, guardContext: GuardContext): ReadonlySet<string> {
  const later = new Set(order.slice(from).map(keyOf))
  const found = new Set<string>()
  const add = (request: Request): void => {
    if (found.has(keyOf(request)) || !later.has(keyOf(request))) return
    found.add(keyOf(request))
    for (const each of dependencies(request)) add(each)
    for (const each of needed(request, guardContext)) proofsOf(each, guardContext).forEach(add)
  }
  some.forEach(add)
  return found
}

/** Returns the reads that prove a resource and its parents. */
function proofsOf({ proof }: Resource, guardContext: GuardContext): Request[] {
  if (proof === undefined) return []
  const parent = isReference(proof.is) ? ownBy(proof.is, guardContext) : undefined
  return [...(parent === undefined ? [] : proofsOf(parent, guardContext)), proof.read]
}

/**
 * The order that keeps a deployment which changes the wrong thing from changing many: the first change by each operation is one that a read behind it speaks
 * for, and nothing comes between the two.
 */
import type { Asker } from './request-builder.ts'
import { changedBy, shownIn, type Sighting } from '../guard/effects.ts'
import { needed, ownBy, type Grounds } from '../guard/guard.ts'
import { shownAfter, shownBy } from '../guard/targets.ts'
import { idKey, type Own } from '../resources/factory.ts'
import { dependencies, isReference, keyOf, type Request } from '../model/request.ts'

/** Every change of an own thing that a planned read speaks for, in the order of the requests. */
export function sightingsOf(requests: readonly Request[], grounds: Grounds): Sighting[] {
  return requests.flatMap((look) =>
    dependencies(look).flatMap((change): Sighting[] => {
      const own = shownIn(look, change, grounds)
      const isChanged = own !== undefined && changedBy(change, grounds).some(({ id }) => idKey(id) === idKey(own.id))
      return isChanged && isDirect(look, change) ? [{ change, look, own }] : []
    }),
  )
}

/** Whether nothing else that a read waits for waits for the change: then the read can come right behind it. */
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

/** Whether a change needs no other change by the same operation before it, so that it can be the first one. */
function canBeFirst({ change }: Sighting, grounds: Grounds): boolean {
  const seen = new Set<string>()
  const isFree = (request: Request): boolean =>
    dependencies(request).every((each) => {
      if (seen.has(keyOf(each))) return true
      seen.add(keyOf(each))
      const isOther = each.operation === change.operation && each.isRefused !== true && changedBy(each, grounds).length > 0
      return !isOther && isFree(each)
    })
  return change.isRefused !== true && isFree(change)
}

/**
 * The looks that a plan lacks: one for each operation of which no planned read speaks for a change. A look behind what takes something back comes too late for
 * an operation that changes something before.
 */
export function missingLooks(ask: Asker, requests: readonly Request[], grounds: Grounds): Request[] {
  const phase = ({ operation, effect }: Request): string => `${operation ?? ''}${effect === 'undo' ? ' undo' : ''}`
  const seen = new Set(
    sightingsOf(requests, grounds)
      .filter((each) => canBeFirst(each, grounds))
      .map(({ change }) => phase(change)),
  )
  const missing: Request[] = []
  for (const change of requests) {
    if (change.isRefused === true || seen.has(phase(change)) || seen.has(phase({ ...change, effect: 'own' }))) continue
    const look = lookAfter(ask, change, changedBy(change, grounds), grounds)
    if (look === undefined) continue
    seen.add(phase(change))
    missing.push(look)
  }
  return missing
}

/** A read that shows what a change did to one of the things that it is about. */
function lookAfter(ask: Asker, change: Request, changed: readonly Own[], { contract }: Grounds): Request | undefined {
  const shown = shownAfter(change)
  if (shown === undefined) return undefined
  const operation = contract.operations[shown]
  const parameter = operation.parameters.find((each) => each.in === 'path')?.name
  const own = changed.find(({ proof }) => proof?.read.operation === (parameter === undefined ? shown : shownBy[parameter]))
  if (own === undefined) return undefined
  const { create, id } = own
  return ask.own.look(shown, {
    ...(parameter === undefined ? { query: [['id', id] as const] } : { params: { [parameter]: id } }),
    after: [change],
    ...(change.effect === 'undo' ? { effect: 'undo' as const } : {}),
    ...(create.credential.kind === 'key' && create.credential.role === 'other' ? { credential: create.credential } : {}),
  })
}

/** The same requests: for each operation, a change that a read speaks for comes first, with what it needs, and the read right behind it. */
export function canariesFirst(requests: readonly Request[], grounds: Grounds): Request[] {
  const sightings = sightingsOf(requests, grounds)
  let order = [...requests]
  const operations = new Set(requests.flatMap((each) => (changedBy(each, grounds).length === 0 ? [] : [each.operation])))
  for (const operation of operations) {
    const first = order.findIndex((each) => each.operation === operation && changedBy(each, grounds).length > 0)
    const own = sightings.filter((each) => each.change.operation === operation && canBeFirst(each, grounds))
    const places = new Map(order.map((each, index) => [keyOf(each), index]))
    const placeOf = (each: Request): number => places.get(keyOf(each)) ?? -1
    own.sort((a, b) => placeOf(a.change) - placeOf(b.change))
    for (const { change, look } of own) {
      // What is taken back keeps its place: what was made last goes first.
      if (change.effect === 'undo' && placeOf(change) !== first) continue
      const needsFirst = closureOf([change, look], order, first, grounds).has(keyOf(order[first] ?? change))
      // What is refused in an earlier state comes before the step that leads on; a read behind it speaks for it, too.
      const place = needsFirst ? placeOf(change) : first
      const moved = closureOf([change, look], order, place, grounds)
      const [needs, rest] = [true, false].map((isNeeded) => order.slice(place).filter((each) => moved.has(keyOf(each)) === isNeeded))
      const isPair = (each: Request): boolean => keyOf(each) === keyOf(change) || keyOf(each) === keyOf(look)
      // Nothing comes between the change and the look at it.
      order = [...order.slice(0, place), ...(needs ?? []).filter((each) => !isPair(each)), change, look, ...(rest ?? [])]
      break
    }
  }
  return order
}

/** Keys of some requests, and of everything from a place on that has to come before them, proofs of what they change included. */
function closureOf(some: readonly Request[], order: readonly Request[], from: number, grounds: Grounds): ReadonlySet<string> {
  const later = new Set(order.slice(from).map(keyOf))
  const found = new Set<string>()
  const add = (request: Request): void => {
    if (found.has(keyOf(request)) || !later.has(keyOf(request))) return
    found.add(keyOf(request))
    for (const each of dependencies(request)) add(each)
    for (const each of needed(request, grounds)) proofsOf(each, grounds).forEach(add)
  }
  some.forEach(add)
  return found
}

/** The reads that prove a thing, and what it belongs to. */
function proofsOf({ proof }: Own, grounds: Grounds): Request[] {
  if (proof === undefined) return []
  const parent = isReference(proof.is) ? ownBy(proof.is, grounds) : undefined
  return [...(parent === undefined ? [] : proofsOf(parent, grounds)), proof.read]
}

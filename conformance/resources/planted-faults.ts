/** Plants a fault in the body of a write, so that nothing is harmed if a deployment accepts it. */
import { withChanges, type Change, type Fault } from '../model/fault.ts'
import { rewritten } from '../model/rewritten.ts'
import { isKind } from '../model/api.ts'
import { consentFor } from '../guard/consent.ts'
import { ifAvailable } from '../model/resource.ts'
import type { RequestBuilder } from '../model/request-builder.ts'
import type { Operation } from '../../spec/contract.ts'
import { isReference, type Request, type WriteJson } from '../model/request.ts'
import { hasId } from '../model/rule.ts'
import { sampleWriteOf } from './sample-writes.ts'
import { aimsOf, isAtPlace, looksForItself, valuesAt } from '../guard/targets.ts'

type Body = Readonly<Record<string, WriteJson>>

/**
 * Builds a write with a fault in its body.
 *
 * An operation on an existing resource uses an id that does not exist. A creation has only the planted fault if the caller allows the
 * creation itself: it then has the run's mark, is recorded in the journal, and is cleaned up if it is accepted. Without that consent, the
 * body has a second, independent fault: an id that does not exist, or else `second`.
 */
export function plant({ operation, changes }: Fault, ask: RequestBuilder, second: readonly Change[] = []): Request {
  if (hasId(operation)) return toNothing(operation, changed(namingNothing(operation, ask), changes, ask), ask)
  // An operation that selects its own targets is always limited to targets that do not exist, whatever the caller allows.
  const own = looksForItself(ask.api, operation) ? undefined : ownBody(operation, ask)
  if (own !== undefined) return spoilt(operation, changed(own, changes, ask), ask)
  const body = namingNothing(operation, ask)
  const json = changed(body, changes, ask)
  const isUnknown = aimsOf(ask.api, operation.id).some((place) =>
    valuesAt(json, place).some(({ value }) => typeof value === 'string' && value === valuesAt(body, place)[0]?.value),
  )
  // The planted fault may replace the id itself.
  return refusedCreation(operation, isUnknown ? json : changed(body, [...second, ...changes], ask), ask)
}

/**
 * Builds a write with several faults in its body. The ids that it would change or refer to do not exist, so it is rejected even if the
 * deployment ignores one of the faults.
 */
export function plantTogether({ operation, changes }: Omit<Fault, 'in' | 'kind'>, ask: RequestBuilder): Request {
  const json = changed(namingNothing(operation, ask), changes, ask)
  return hasId(operation) ? toNothing(operation, json, ask) : refusedCreation(operation, json, ask)
}

/** Builds a write with an invalid body on a resource that does not exist. */
const toNothing = (operation: Operation, json: WriteJson, ask: RequestBuilder): Request =>
  ask.write(operation, { params: ask.unknownParams(operation), body: { json }, effect: 'refused' })

function changed(body: Body, changes: readonly Change[], ask: RequestBuilder): Body {
  for (const { value, isMadeUp } of changes) if (isMadeUp === true && typeof value === 'string') ask.makeUp(value)
  return withChanges(body, changes)
}

/** Returns the body of a write that a conforming deployment accepts, if the caller allows that write. */
function ownBody(operation: Operation, ask: RequestBuilder): Body | undefined {
  const sample = ifAvailable(() => sampleWriteOf(operation, ask.resources, ask.api))
  if (sample === undefined) return undefined
  const guardContext = { api: ask.api, ownOf: (create: Request) => ask.resources.ownOf(create), madeUp: ask.madeUp }
  const isAllowed = allOf(sample).every((each) => consentFor(each, ask.allowed, guardContext) === undefined)
  if (!isAllowed || sample.body === undefined || !('json' in sample.body)) return undefined
  return sample.body.json as Body
}

/** Returns a request with all its dependencies. */
function allOf(request: Request): Request[] {
  const found = new Set<Request>()
  const add = (each: Request): void => {
    if (found.has(each)) return
    found.add(each)
    for (const earlier of [...(each.after ?? []), ...referencedBy(each)]) add(earlier)
  }
  add(request)
  return [...found]
}

function referencedBy({ params, body }: Request): Request[] {
  const look = (value: unknown): Request[] => {
    if (isReference(value)) return [value.from]
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(look) : []
  }
  return [...look(params), ...(body !== undefined && 'json' in body ? look(body.json) : [])]
}

/** Builds a write on a resource of the run with the invalid body. */
function spoilt(operation: Operation, json: WriteJson, ask: RequestBuilder): Request {
  if (isKind(ask.api, operation.id)) return ask.resources.of(operation.id, 'life', { body: json, isRefused: true }).create
  return ask.resources.act(operation.id, { json, isRefused: true })
}

function refusedCreation(operation: Operation, json: WriteJson, ask: RequestBuilder): Request {
  if (isKind(ask.api, operation.id))
    return ask.resources.of(operation.id, 'life', { body: json, isRefused: true, effect: 'refused' }).create
  return ask.write(operation, { body: { json }, effect: 'refused' })
}

/** Returns the contract's example with the run's mark. The ids that it would change or refer to do not exist. */
function namingNothing(operation: Operation, ask: RequestBuilder): Body {
  const example = Object.values(operation.body?.examples ?? {})[0]
  const places = aimsOf(ask.api, operation.id)
  const renamed = rewritten(example ?? {}, (value, { at }) =>
    typeof value === 'string' && places.some((place) => isAtPlace(at, place)) ? [ask.unknownId(`${at} ${value}`, value)] : undefined,
  )
  return { ...(renamed as Body), ...marksOf(ask.resources.body(operation, 'planted')) }
}

/** Returns the properties of a body that have the run's mark. */
function marksOf(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string' && value.startsWith('conf-')))
}

/**
 * Finds the requests of a plan that other responses may make unnecessary: faults that are sent together in one request, and operations
 * that a sample stands for.
 *
 * Faults are combined only if none can hide another: each has its own place, no place lies inside another, and all together are at most as
 * many as a rejection may list. Faults of the whole body (broken JSON, a wrong media type) are never declared as faults of a place, so they
 * are never combined.
 */
import { isDeepStrictEqual } from 'node:util'
import { isWithin } from '../../spec/contract.ts'
import { consentFor } from '../guard/consent.ts'
import { isValid } from '../guard/reasons.ts'
import type { Api } from '../model/api.ts'
import type { Cover, Expected } from '../model/cover.ts'
import type { Change, Fault } from '../model/fault.ts'
import { grouped } from '../model/grouped.ts'
import { maxIssues } from '../model/issues.ts'
import type { RequestBuilder } from '../model/request-builder.ts'
import { keyOf, references, type Request } from '../model/request.ts'
import { ifAvailable } from '../model/resource.ts'
import { hasId } from '../model/rule.ts'
import { plantTogether } from '../resources/planted-faults.ts'
import { guardContextOf } from './assemble.ts'
import { judgedIn, repeatedIn, type Instance, type PlanOptions } from './model.ts'

/** The number of faults of a rule from which on one is sent alone. */
const minSampled = 4
/** The least number of subjects that stand for all where the same code decides. */
const sharedSampleSize = 3
/** The number of operations that show whether a key has a permission: one alone may be rejected by mistake. */
const permissionSampleSize = 2

/** Returns the covers of some instances, by the key of the covered request. */
export function coversFor(ask: RequestBuilder, instances: readonly Instance[], { consent = {} }: PlanOptions): Map<string, Cover> {
  const guardContext = guardContextOf(ask)
  const isAllowed = (request: Request): boolean => consentFor(request, consent, guardContext) === undefined
  const covers = new Map<string, Cover>()
  const declarations = new Map(instances.map((each) => [each, each.rule.covers?.(each.subject, ask) ?? {}]))
  const asked = askedAnyway(ask, declarations)
  for (const instance of instances)
    for (const { request, repetition } of repeatedIn(instance)) covers.set(keyOf(repetition), { kind: 'repeat', if: [{ request }] })
  const shown = declared(ask, declarations)
  const together = combined(ask, instances, isAllowed, new Set(shown.map(([key]) => key)))
  // Requests with several faults are the first ones to their operations that need a permission.
  const byOperation = new Map(
    together.flatMap(([, { sameKey }]) => (sameKey?.operation === undefined ? [] : [[sameKey.operation, sameKey]])),
  )
  for (const [key, cover] of [...sampled(ask.api, instances, byOperation), ...together, ...shown]) {
    const known = covers.get(key)
    // A request of several rules is covered only for all of them.
    if (!asked.has(key) && (known === undefined || known.kind === 'sample')) covers.set(key, cover)
  }
  // A caller who allows writes has a key for them: these requests are sent in any case, and count in the price of the plan.
  if (consent.writes === true) return covers
  const packs = together.map(([, cover]) => cover.if[0].request)
  for (const [key, cover] of withoutPermission(ask.api, instances, packs)) if (!covers.has(key)) covers.set(key, cover)
  return covers
}

/** What the rules of some instances declare as covers of their requests. */
type Declarations = ReadonlyMap<Instance, ReturnType<NonNullable<Instance['rule']['covers']>>>

/** Picks some items at equal distances, always with the first one. */
const spread = <T>(all: readonly T[], size: number): T[] =>
  all.length <= size
    ? [...all]
    : all.filter((_, index) => Math.ceil((index * size) / all.length) < Math.ceil(((index + 1) * size) / all.length))

/** The keys of requests that no response can cover: a rule needs them neither for a fault nor where a sample stands for all. */
function askedAnyway(ask: RequestBuilder, declarations: Declarations): Set<string> {
  const asked = new Set<string>()
  for (const [instance, covers] of declarations) {
    const { rule, subject } = instance
    const faults = rule.faults?.(subject, ask.api) ?? {}
    for (const [name, request] of Object.entries(judgedIn(instance)))
      if (faults[name] === undefined && covers[name] === undefined && rule.shared?.request !== name) asked.add(keyOf(request))
  }
  return asked
}

/**
 * Returns a sample of the subjects of a rule: one for each method, for paths with and without an id, and for lists and others, because a
 * deployment may handle these apart.
 */
function ofEachShape(all: readonly Instance[]): Instance[] {
  const shapes = grouped(all, ({ subject: { operation } }) =>
    operation === undefined ? '' : [operation.method, hasId(operation), operation.list !== undefined].join(' '),
  )
  const some = new Set([...shapes.values()].flatMap((each) => each.slice(0, 1)))
  for (const each of spread(all, sharedSampleSize)) if (some.size < sharedSampleSize) some.add(each)
  return all.filter((each) => some.has(each))
}

/** The requests that a sample covers, where the same code decides for all operations. */
function sampled(api: Api, instances: readonly Instance[], byOperation: ReadonlyMap<string, Request>): [string, Cover][] {
  return [...grouped(instances, ({ rule }) => rule)].flatMap(([rule, all]) => {
    const { shared } = rule
    if (shared === undefined) return []
    const requestOf = ({ requests }: Instance): Request | undefined => requests[shared.request]
    const sample = ofEachShape(all)
    const [first, ...others] = sample.flatMap((each): Expected[] => {
      const request = requestOf(each)
      const names = rule.faults?.(each.subject, api)[shared.request]?.changes.map(({ place }) => place)
      if (request === undefined) return []
      const bound = shared.isBounded === true ? { mostIssues: maxIssues(api) } : {}
      return [{ ...expectation(api, request, shared.status, names), ...bound }]
    })
    if (first === undefined) return []
    const wanted = [first, ...others] as const
    const asked = new Set(wanted.map(({ request }) => keyOf(request)))
    return all.flatMap((each): [string, Cover][] => {
      const request = requestOf(each)
      if (request === undefined || asked.has(keyOf(request))) return []
      const sameKey = request.credential.kind === 'key' ? byOperation.get(request.operation ?? '') : undefined
      return [[keyOf(request), { kind: 'sample', if: wanted, ...(sameKey === undefined ? {} : { sameKey }), ...forbiddenIn(api) }]]
    })
  })
}

const forbiddenIn = ({ codes }: Api): Pick<Cover, 'forbidden'> => (codes[403] === undefined ? {} : { forbidden: codes[403] })

const expectation = (api: Api, request: Request, status: number, names: readonly string[] | undefined): Expected => {
  const code = request.method === 'HEAD' || status < 400 ? undefined : api.codes[status]
  return { request, status, ...(code === undefined ? {} : { code }), ...(names === undefined ? {} : { names }) }
}

/**
 * The writes that need no request if the key lacks their permission. Two operations that need the same permission show that for all others that need it. If the
 * two differ, the first request to an operation shows it for this operation.
 */
function withoutPermission(api: Api, instances: readonly Instance[], packs: readonly Request[]): [string, Cover][] {
  const own = instances.flatMap(({ requests }) => Object.values(requests))
  const isOwnWrite = ({ effect, credential }: Request): boolean =>
    effect === 'refused' && credential.kind === 'key' && credential.role === 'main'
  const writes = [...new Map([...packs, ...own].filter(isOwnWrite).map((each) => [keyOf(each), each])).values()]
  const byPermission = grouped(writes, ({ operation = '' }) => api.operations[operation]?.permissions.join(' ') ?? '')
  return [...byPermission].flatMap(([permission, all]) => {
    if (permission === '') return []
    const firsts = [...grouped(all, ({ operation }) => operation).values()].flatMap((each) => each.slice(0, 1))
    const [first, ...others] = spread(firsts, permissionSampleSize).map((each) => expectation(api, each, 403, undefined))
    if (first === undefined) return []
    const sample = new Set([first, ...others].map(({ request }) => keyOf(request)))
    return all.flatMap((each): [string, Cover][] => {
      if (sample.has(keyOf(each))) return []
      const sameKey = firsts.find(({ operation }) => operation === each.operation)
      const before = sameKey === undefined || keyOf(sameKey) === keyOf(each) ? {} : { sameKey, ...forbiddenIn(api) }
      return [[keyOf(each), { kind: 'permission', if: [first, ...others], ...before }]]
    })
  })
}

/** The requests that a rule declares as covered by those of other rules. */
function declared(ask: RequestBuilder, declarations: Declarations): [string, Cover][] {
  const planned = new Set([...declarations.keys()].flatMap(({ requests }) => Object.values(requests).map(keyOf)))
  return [...declarations].flatMap(([{ requests }, covers]) =>
    Object.entries(covers).flatMap(([name, wanted]): [string, Cover][] => {
      const request = requests[name]
      // Without the other rules, its own request is as good.
      if (request === undefined || wanted === undefined || wanted.some((each) => !planned.has(keyOf(each.request)))) return []
      const [first, ...others] = wanted
      const withCode = (each: typeof first): Expected => ({
        // A reached rate limit counts whatever its code; a second burst would begin in a minute that has already been used.
        ...(each.status === undefined || each.orLimitAbove !== undefined
          ? {}
          : expectation(ask.api, each.request, each.status, each.names)),
        ...each,
      })
      const accepted = (first.status ?? 0) < 400 || first.status === 429 ? {} : { accepted: [first.request] }
      // If the key may not read the list at all, it may not read it again.
      const isSame = (other: Request | undefined): boolean =>
        other?.operation === request.operation && isDeepStrictEqual(other?.credential, request.credential)
      const list = wanted.flatMap(({ status, request: other, totalOf }) => (status === 200 ? [totalOf, other] : [])).findLast(isSame)
      const forbidden = list === undefined ? {} : { sameKey: list, ...forbiddenIn(ask.api) }
      return [[keyOf(request), { kind: 'shown', if: [withCode(first), ...others.map(withCode)], ...accepted, ...forbidden }]]
    }),
  )
}

/** A request with one fault, and the rules that need it. */
interface Single {
  readonly request: Request
  readonly fault: Fault
  readonly rules: Set<Instance['rule']>
}

/** The requests that one request with several faults covers. */
function combined(
  ask: RequestBuilder,
  instances: readonly Instance[],
  isAllowed: (request: Request) => boolean,
  others: ReadonlySet<string>,
): [string, Cover][] {
  const singles = [...singlesOf(ask.api, instances).values()]
  const packs = [...grouped(singles, ({ fault }) => `${fault.operation.id} ${fault.in}`).values()].flatMap((group) =>
    packed(group, maxIssues(ask.api)),
  )
  const samples = samplesOf(singles, packs)
  const isSample = new Set([...samples.values()].flat())
  const single = new Set(singles.map(({ request }) => keyOf(request)))
  const refused = instances.flatMap(({ requests }) =>
    Object.values(requests).filter(
      (each) => each.isRefused === true && isValid(each) && !single.has(keyOf(each)) && !others.has(keyOf(each)),
    ),
  )
  const expected = ({ fault: { changes } }: Single, request: Request): Expected => {
    const places = changes.map(({ place }) => place)
    return expectation(ask.api, request, 400, places)
  }
  return packs.flatMap(({ changes, members }) => {
    const covered = members.filter((each) => !isSample.has(each))
    const [first] = covered
    // One request for one saves nothing, unless the single request needs resources of the run.
    if (first === undefined || (covered.length === 1 && ['read', 'refused'].includes(first.request.effect))) return []
    const by = ifAvailable(() => together(first.fault, changes, ask))
    if (by === undefined || !isAllowed(by)) return []
    return covered.map((each): [string, Cover] => {
      const alike = [...each.rules].flatMap((rule) => samples.get(rule) ?? []).filter(({ fault }) => fault.kind === each.fault.kind)
      const others = alike.map((sample) => expected(sample, sample.request))
      const accepted = [by, ...withFault(each.fault, refused)]
      return [
        keyOf(each.request),
        { kind: 'combined', if: [expected(each, by), ...others], accepted, sameKey: by, ...forbiddenIn(ask.api) },
      ]
    })
  })
}

/** Returns the writes that have a fault, among others. */
function withFault({ operation, in: part, changes }: Fault, requests: readonly Request[]): Request[] {
  if (part !== 'body') return []
  const { properties = {} } = operation.body?.schema ?? {}
  const has = (json: Readonly<Record<string, unknown>>, { place, value }: Change): boolean => {
    const name = place.slice(1)
    if (value === undefined) return !Object.hasOwn(json, name)
    // An unknown property is unknown whatever its value.
    return Object.hasOwn(json, name) && (properties[name] === undefined || isDeepStrictEqual(json[name], value))
  }
  const byKey = new Map(requests.filter((each) => each.operation === operation.id).map((each) => [keyOf(each), each]))
  return [...byKey.values()].filter(({ body }) => {
    const json = body !== undefined && 'json' in body ? body.json : undefined
    return typeof json === 'object' && json !== null && changes.every((each) => has(json as Readonly<Record<string, unknown>>, each))
  })
}

/**
 * Returns the faults of each rule that are always sent alone, one of each kind, because a deployment may name a fault only beside another
 * one. Those that need nothing from other responses are taken first, because a sample that cannot be sent shows nothing, and then those that cannot be combined.
 */
function samplesOf(singles: readonly Single[], packs: readonly Pack[]): Map<Instance['rule'], Single[]> {
  const alone = new Set(packs.flatMap(({ members }) => (members.length === 1 ? members : [])))
  const chosen = new Set<Single>()
  const byRule = grouped(
    singles.flatMap((each) => [...each.rules].map((rule) => ({ rule, each }))),
    ({ rule }) => rule,
  )
  return new Map(
    [...byRule].map(([rule, all]) => {
      const own = all.map(({ each }) => each)
      // A rule of few faults has them on one operation, for which other rules have a sample.
      if (own.length < minSampled) return [rule, []]
      // Two faults at once are not sent alone anyway.
      const lone = own.filter(({ fault }) => fault.changes.length === 1)
      const samples = [...grouped(lone, ({ fault }) => fault.kind).values()].flatMap((same) => {
        const sure = same.filter(({ request }) => references(request).length === 0)
        const some = sure.length === 0 ? same : sure
        const better = [some.filter((each) => chosen.has(each)), some.filter((each) => alone.has(each))].find(({ length }) => length > 0)
        return (better ?? some).slice(0, 1)
      })
      for (const each of samples) chosen.add(each)
      return [rule, samples]
    }),
  )
}

function singlesOf(api: Api, instances: readonly Instance[]): Map<string, Single> {
  const singles = new Map<string, Single>()
  for (const { rule, subject, requests } of instances) {
    for (const [name, fault] of Object.entries(rule.faults?.(subject, api) ?? {})) {
      const request = requests[name]
      if (request === undefined) continue
      const known = singles.get(keyOf(request)) ?? { request, fault, rules: new Set() }
      singles.set(keyOf(request), known)
      known.rules.add(rule)
    }
  }
  return singles
}

const together = ({ operation, in: part }: Fault, changes: readonly Change[], ask: RequestBuilder): Request =>
  part === 'query'
    ? ask.read(operation, { query: changes.flatMap(({ place, value }) => (typeof value === 'string' ? [[place, value] as const] : [])) })
    : plantTogether({ operation, changes }, ask)

/** Faults that are sent in one request. */
interface Pack {
  readonly changes: Change[]
  readonly members: Single[]
}

/** Puts faults of one operation together, those with the most changes first. */
function packed(singles: readonly Single[], most: number): Pack[] {
  const packs: Pack[] = []
  const isShared = ({ rules }: Single): boolean => [...rules].every(({ shared }) => shared !== undefined)
  const inOrder = singles.toSorted((a, b) => Number(isShared(a)) - Number(isShared(b)) || b.fault.changes.length - a.fault.changes.length)
  for (const single of inOrder) {
    const { changes } = single.fault
    const pack = packs.find((each) => changes.every((change) => isIndependent(change, each)) && sizeWith(each, changes) <= most)
    if (pack !== undefined) {
      pack.changes.push(...changes.filter((change) => !isIn(change, pack)))
      pack.members.push(single)
    } else if (!isShared(single) && changes.length <= most) packs.push({ changes: [...changes], members: [single] })
  }
  return packs
}

const isSame = (a: Change, b: Change): boolean => a.place === b.place && isDeepStrictEqual(a.value, b.value)
const isIn = (change: Change, { changes }: Pack): boolean => changes.some((each) => isSame(each, change))
const sizeWith = (pack: Pack, changes: readonly Change[]): number =>
  pack.changes.length + changes.filter((change) => !isIn(change, pack)).length

/** Whether a change and those of a pack do not hide one another: they are equal, or neither place lies inside the other. */
const isIndependent = (change: Change, pack: Pack): boolean =>
  pack.changes.every((each) => isSame(each, change) || (!isWithin(each.place, change.place) && !isWithin(change.place, each.place)))

/**
 * Collects all requests of some instances: their dependencies, the proofs and the cleanup of what they create, and the keys to create for
 * them.
 */
import { available, idKey, type Resource } from '../model/resource.ts'
import type { Operation } from '../../spec/contract.ts'
import { operationNamed } from '../model/api.ts'
import { needed, ownBy, type GuardContext } from '../guard/context.ts'
import { consentFor } from '../guard/consent.ts'
import { changedBy } from '../guard/effects.ts'
import { referencesInBody } from '../guard/targets.ts'
import type { RequestBuilder } from '../model/request-builder.ts'
import { listOf } from '../resources/factory.ts'
import { sampleWriteOf } from '../resources/sample-writes.ts'
import { dependencies, isReference, keyOf, type Request } from '../model/request.ts'
import { sourcesOf, type Cover } from '../model/cover.ts'
import { missingLooks } from './canaries.ts'
import { isSettingWrite, settingChanges } from './setting-changes.ts'
import type { Instance, IssuedKey, PlanOptions } from './model.ts'
import { keysToIssueFor } from './issued-keys.ts'

/** Returns the information that the guard needs about a plan while it is created. */
export const guardContextOf = (ask: RequestBuilder): GuardContext => ({
  api: ask.api,
  ownOf: (create) => ask.resources.ownOf(create),
  madeUp: ask.madeUp,
})

/** The requests of a choice of instances. */
export interface Assembled {
  readonly unique: ReadonlyMap<string, Request>
  readonly owned: ReadonlyMap<string, readonly Resource[]>
  readonly keysToIssue: readonly IssuedKey[]
  readonly issuing: ReadonlySet<string>
  /** The requests that are sent whatever the deployment returns. */
  readonly certain: ReadonlySet<string>
}

/**
 * Returns the requests of some instances with their dependencies, the cleanup of what they create, and the keys to create for them. What is
 * needed only for covered requests comes after everything else, so that the rest is a complete plan without it.
 */
export function assemble(
  ask: RequestBuilder,
  within: readonly Instance[],
  options: PlanOptions,
  canIssueKeys: boolean,
  covers: ReadonlyMap<string, Cover> = new Map(),
): Assembled {
  const guardContext = guardContextOf(ask)
  const unique = new Map<string, Request>()
  const add = (request: Request): void => {
    if (unique.has(keyOf(request))) return
    for (const earlier of dependencies(request)) add(earlier)
    unique.set(keyOf(request), request)
  }
  const owned = new Map<string, readonly Resource[]>()
  /**
   * Kinds with one resource whose cleanup is checked. It stands for its kind if only a list shows whether a resource is gone, or if the
   * resources are parts of others.
   */
  const traced = new Set<string>()
  const own = (request: Request): void => {
    const made = ask.resources.ownOf(request)
    if (made.length === 0 || owned.has(keyOf(request))) return
    owned.set(keyOf(request), made)
    // What a deployment creates although it must reject it is cleaned up at the end of the run, with the journal.
    if (request.isRefused === true) return
    for (const { kind, ends, undo, check, trace, proof } of made) {
      if (ends.every((each) => unique.has(keyOf(each)))) continue
      // A part of another resource of the run is gone with that, whose own check shows it.
      const isPart = proof !== undefined && isReference(proof.is)
      const look = traced.has(kind) && (isPart || check === undefined) ? undefined : (check ?? trace)
      traced.add(kind)
      for (const each of [...undo, ...(look === undefined ? [] : [look])]) add(each)
    }
  }
  const complete = (): void => {
    for (const change of missingChanges(ask, [...unique.values()], options)) add(change)
    for (const request of [...unique.values()]) own(request)
    for (const look of missingLooks(ask, [...unique.values()], guardContext)) add(look)
    for (const read of settingReads(ask, [...unique.values()])) add(read)
  }
  const asked = within.flatMap(({ requests }) => Object.values(requests))
  const deciding = new Set<string>()
  /** Requests that decide about others and may not be necessary themselves, each after those that decide about it. */
  const between = new Map<string, Request>()
  /** Adds a request, or what decides whether it is necessary. */
  const addCertain = (request: Request): void => {
    const cover = covers.get(keyOf(request))
    if (cover === undefined) add(request)
    else if (!deciding.has(keyOf(request))) {
      deciding.add(keyOf(request))
      for (const source of sourcesOf(cover)) {
        addCertain(source)
        if (covers.has(keyOf(source))) between.set(keyOf(source), source)
      }
    }
  }
  asked.forEach(addCertain)
  complete()
  const isCertain = new Set(unique.keys())

  const keysToIssue = canIssueKeys ? keysToIssueFor(ask, [...unique.values()], options) : []
  const issuing = new Set<string>()
  for (const { key, ready } of keysToIssue) {
    const before = new Set(unique.keys())
    add(key.from)
    own(key.from)
    for (const each of [key.from, ready]) issuing.add(keyOf(each))
    add(ready)
    // Check the cleanup of the first key immediately: if it affected another key, all further cleanup must stop.
    const [made] = ask.resources.ownOf(key.from)
    if (made?.trace !== undefined && keyOf(ready) !== keyOf(key.from)) add(made.trace)
    for (const each of unique.keys()) if (!before.has(each)) isCertain.add(each)
  }
  if (covers.size > 0) {
    // It is known last whether a request is repeated.
    const isRepeat = (request: Request): boolean => covers.get(keyOf(request))?.kind === 'repeat'
    const others = [...between.values(), ...asked]
    for (const request of [...others.filter((each) => !isRepeat(each)), ...others.filter(isRepeat)]) add(request)
    complete()
  }
  proveTogether(ask, keysToIssue, unique, owned)
  const certainOnes = new Map([...unique].filter(([key]) => isCertain.has(key)))
  const certain = new Set(withProofs(ask, certainOnes, owned).keys())
  const all = withProofs(ask, unique, owned)
  return { unique: all, owned, keysToIssue, issuing, certain }
}

/**
 * Returns a valid change for each operation that a plan only uses in requests which must be rejected: the guard sends such a request for a resource of the
 * run only after a read has verified a change by the same operation. A plan of few rules may lack one.
 */
function missingChanges(ask: RequestBuilder, requests: readonly Request[], { consent = {} }: PlanOptions): Request[] {
  const guardContext = guardContextOf(ask)
  const changes = requests.filter((each) => each.effect !== 'undo' && changedBy(each, guardContext).length > 0)
  const verifiable = new Set(changes.filter(({ isRefused }) => isRefused !== true).map(({ operation }) => operation))
  const lacking = new Set(changes.flatMap(({ operation }) => (operation === undefined || verifiable.has(operation) ? [] : [operation])))
  return available([...lacking], (operation) => {
    const change = sampleWriteOf(operationNamed(ask.api, operation), ask.resources, ask.api)
    return consentFor(change, consent, guardContext) === undefined && changedBy(change, guardContext).length > 0 ? [change] : []
  })
}

/**
 * Returns the reads of the settings that some requests address: without its current value, a setting could not be restored. A change has two more, directly before
 * and after it, because the setting belongs to others, who may change it while the run goes on.
 */
function settingReads(ask: RequestBuilder, requests: readonly Request[]): Request[] {
  const { settings } = ask.api.profile
  const changes = settingChanges(ask.api, requests)
  const read = (operation: string): Operation => operationNamed(ask.api, operation)
  return requests
    .filter((request) => isSettingWrite(ask.api, request))
    .flatMap((request) =>
      [settings[request.operation ?? ''] ?? []].flat().flatMap(({ operation }) => {
        const number = changes.indexOf(request) + 1
        const around = number === 0 ? [] : [ask.read(read(operation), { again: number }), ask.read(read(operation), { after: [request] })]
        return [ask.read(read(operation)), ...around]
      }),
    )
}

/**
 * Keys of one tenant that do not change until the end of the run are proven together by one read of their list, which returns the newest
 * first: the keys that share the load, and those that rules only use. A key that is cleaned up earlier has its own read.
 */
function proveTogether(
  ask: RequestBuilder,
  issuedKeys: readonly IssuedKey[],
  unique: ReadonlyMap<string, Request>,
  owned: Map<string, readonly Resource[]>,
): void {
  const { keys } = ask.api.profile
  const list = keys && listOf(ask.api, keys.create, [])
  if (keys === undefined || list === undefined) return
  const early = new Set(issuedKeys.flatMap(({ key, ready }) => [keyOf(key.from), keyOf(ready)]))
  const groups = [false, true].map((isOther) =>
    issuedKeys
      .filter(({ role, key, ready }) => (role === 'other') === isOther && keyOf(ready) === keyOf(key.from))
      .map(({ key }) => key.from),
  )
  const named = idsNamed([...unique.values()].filter(({ effect }) => effect !== 'undo'))
  const used = [...unique.values()].filter(
    (each) =>
      each.operation === keys.create &&
      each.isRefused !== true &&
      each.credential.kind === 'key' &&
      each.credential.role === 'main' &&
      !early.has(keyOf(each)) &&
      (owned.get(keyOf(each)) ?? []).every(({ id }) => !named.has(idKey(id))),
  )
  for (const creations of [...groups, used]) {
    const [first] = creations
    if (first === undefined || creations.length < 2 || creations.length > list.list.maxLimit) continue
    const read = ask.read(list, {
      query: [
        ['sortBy', 'createdAt'],
        ['sortOrder', 'desc'],
        ['limit', String(list.list.maxLimit)],
      ],
      credential: first.credential,
      after: creations,
    })
    for (const creation of creations) {
      const things = owned.get(keyOf(creation)) ?? []
      owned.set(
        keyOf(creation),
        things.map((own) => (own.proof === undefined ? own : { ...own, proof: { ...own.proof, read } })),
      )
    }
  }
}

/** The ids from responses that requests contain. */
function idsNamed(requests: readonly Request[]): Set<string> {
  return new Set(
    requests
      .flatMap((request) => [
        ...Object.values(request.params).filter(isReference),
        ...request.query.map(([, value]) => value).filter(isReference),
        ...referencesInBody(request).map(({ reference }) => reference),
      ])
      .map(idKey),
  )
}

/** Adds the reads which prove that the targets of writes belong to the run, each directly after the request that creates the target. */
function withProofs(
  ask: RequestBuilder,
  unique: ReadonlyMap<string, Request>,
  owned: ReadonlyMap<string, readonly Resource[]>,
): ReadonlyMap<string, Request> {
  const guardContext = guardContextOf(ask)
  const wanted = new Set<string>()
  const want = ({ id, proof }: Resource): void => {
    if (wanted.has(idKey(id))) return
    wanted.add(idKey(id))
    // Prove the parent resource first.
    const parent = proof !== undefined && typeof proof.is === 'object' ? ownBy(proof.is, guardContext) : undefined
    if (parent !== undefined) want(parent)
  }
  for (const request of unique.values()) needed(request, guardContext).forEach(want)
  const proven = new Map<string, Request>()
  for (const [key, request] of unique) {
    proven.set(key, request)
    for (const { id, proof } of owned.get(key) ?? [])
      if (proof !== undefined && wanted.has(idKey(id))) proven.set(keyOf(proof.read), proof.read)
  }
  return proven
}

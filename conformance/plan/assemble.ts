/** All requests of some instances: what they depend on, what proves and takes back what they make, and the keys to make for them. */
import { idKey, type Resource } from '../model/resource.ts'
import { needed, ownBy, type GuardContext } from '../guard/context.ts'
import type { RequestBuilder } from '../model/request-builder.ts'
import { listOf } from '../resources/factory.ts'
import { dependencies, keyOf, type Request } from '../model/request.ts'
import { missingLooks } from './canaries.ts'
import type { Instance, IssuedKey, PlanOptions } from './model.ts'
import { keysToIssueFor } from './issued-keys.ts'

/** What the guard has to know of a plan that is being made. */
export const guardContextOf = (ask: RequestBuilder): GuardContext => ({
  api: ask.api,
  ownOf: (create) => ask.resources.ownOf(create),
  madeUp: ask.madeUp,
})

/** The requests of some instances, with what they depend on, what takes back what they make, and the keys to make for them. */
export function assemble(
  ask: RequestBuilder,
  within: readonly Instance[],
  options: PlanOptions,
  canIssueKeys: boolean,
): {
  readonly unique: ReadonlyMap<string, Request>
  readonly owned: ReadonlyMap<string, readonly Resource[]>
  readonly keysToIssue: readonly IssuedKey[]
  readonly issuing: ReadonlySet<string>
} {
  const unique = new Map<string, Request>()
  const add = (request: Request): void => {
    if (unique.has(keyOf(request))) return
    for (const earlier of dependencies(request)) add(earlier)
    unique.set(keyOf(request), request)
  }
  for (const { requests } of within) for (const request of Object.values(requests)) add(request)

  const owned = new Map<string, readonly Resource[]>()
  /** Kinds of which one was looked for in its list: where that is all that shows whether a thing is gone, the first one stands for the kind. */
  const traced = new Set<string>()
  const own = (request: Request): void => {
    const made = ask.resources.ownOf(request)
    if (made.length === 0 || owned.has(keyOf(request))) return
    owned.set(keyOf(request), made)
    for (const { kind, ends, undo, check, trace } of made) {
      if (ends.every((each) => unique.has(keyOf(each)))) continue
      const look = check ?? (traced.has(kind) ? undefined : trace)
      traced.add(kind)
      for (const each of [...undo, ...(look === undefined ? [] : [look])]) add(each)
    }
  }
  for (const request of [...unique.values()]) own(request)
  for (const look of missingLooks(ask, [...unique.values()], guardContextOf(ask))) add(look)

  const keysToIssue = canIssueKeys ? keysToIssueFor(ask, [...unique.values()], options) : []
  const issuing = new Set<string>()
  for (const { key, ready } of keysToIssue) {
    add(key.from)
    own(key.from)
    for (const each of [key.from, ready]) issuing.add(keyOf(each))
    add(ready)
    // What takes back the first key is looked at at once: if it hit another one, nothing more would be taken back.
    const [made] = ask.resources.ownOf(key.from)
    if (made?.trace !== undefined && keyOf(ready) !== keyOf(key.from)) add(made.trace)
  }
  proveTogether(ask, keysToIssue, owned)
  return { unique: withProofs(ask, unique, owned), owned, keysToIssue, issuing }
}

/**
 * Keys of one tenant that nothing happens to until the end of the run are proven by one read, of the list that shows them all: the newest come first. One
 * that is taken back at once has a read of its own.
 */
function proveTogether(ask: RequestBuilder, issuedKeys: readonly IssuedKey[], owned: Map<string, readonly Resource[]>): void {
  const list = ask.api.profile.keys && listOf(ask.api, ask.api.profile.keys.create, [])
  if (list === undefined) return
  for (const isOther of [false, true]) {
    const creations = issuedKeys
      .filter(({ role, key, ready }) => (role === 'other') === isOther && keyOf(ready) === keyOf(key.from))
      .map(({ key }) => key.from)
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

/** The same requests, with the reads that prove what a write changes to be the run's own, each right behind the request that makes it. */
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
    // What it belongs to has to be proven first.
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

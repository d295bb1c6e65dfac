import type { Contract, Operation } from '../../spec/contract.ts'
import { as, Asker } from './request-builder.ts'
import { includes, runLevels, type RunLevel } from '../model/levels.ts'
import type { Sighting } from '../guard/effects.ts'
import { consentFor, isAimedAtNothing, needed, needsWrites, ownBy, type Grounds, type Need, type WriteConsent } from '../guard/guard.ts'
import { idKey, listOf, type Own } from '../resources/factory.ts'
import { dependencies, isReference, keyOf, type Effect, type Reference, type Request, type Role } from '../model/request.ts'
import type { Probe, Rule, Subject } from '../model/rule.ts'
import type { Selection } from './selection.ts'
import { sayDuration } from '../text/duration.ts'
import { fitting } from './budget.ts'
import { canariesFirst, missingLooks, sightingsOf } from './canaries.ts'
import { payer, timely, type Closing, type Terms } from './price.ts'

/** One rule applied to one subject. */
export interface Instance {
  readonly rule: Probe
  readonly subject: Subject
  readonly requests: Readonly<Record<string, Request>>
  /** The smallest level of a run that includes it. */
  readonly level: RunLevel
}

/**
 * `level`: of a higher one. `choice`: by its name. `budget`: it did not fit into the number of requests. `wait`: nor into the time to wait. `consent`: it was not allowed. `key`: a key for it was not given, so that the
 * level asked for cannot be told. `tenant`: a key of a second tenant was not given to a run that asked for everything one tenant can show.
 */
export interface LeftOut extends Instance {
  readonly by: 'level' | 'choice' | 'budget' | 'wait' | 'consent' | 'key' | 'tenant'
  readonly why: string
}

/** What the caller allows besides reading, and writes that a conforming deployment refuses for two reasons. */
export interface Consent extends WriteConsent {
  /** Spend the minute of an expendable key. */
  readonly exhaust?: boolean
}

/** A key that the run makes for itself, and the part it then plays. */
export interface Mint {
  readonly role: Role
  /** Where the answer has the key. */
  readonly key: Reference
  /** The answer after which the key is in the state that its role needs. */
  readonly ready: Request
}

/** Everything a run will do, known before anything is sent. */
export interface Plan {
  /** In the order of sending; no two are equal. */
  readonly requests: readonly Request[]
  /** Probes that will be judged. */
  readonly instances: readonly Instance[]
  /** Probes that the caller did not ask for, or did not allow or enable. */
  readonly leftOut: readonly LeftOut[]
  readonly mints: readonly Mint[]
  /** What the run makes for itself, by the key of the request that makes it. */
  readonly owned: ReadonlyMap<string, readonly Own[]>
  /** Changes of own things that a read behind them speaks for. */
  readonly sightings: readonly Sighting[]
  /** Ids that the run made up. */
  readonly madeUp: ReadonlySet<string>
  /** Begins every text that this run writes. */
  readonly tag: string
  /** What the first keys keep for the end of the run. */
  readonly closing: Closing
  /** How many requests each role of key pays for; those that no key pays for are under `none`. */
  readonly price: Readonly<Record<Role | 'none', number>>
}

export interface PlanOptions {
  readonly level: RunLevel
  readonly seed: string
  readonly consent?: Consent
  /** How many keys of each role the caller has given; without it, one of each. */
  readonly given?: Readonly<Partial<Record<Role | 'reader', number>>>
  /** Which rules and operations the caller chose. */
  readonly select?: Selection
  /** The most requests to plan; the most valuable instances that fit are kept. */
  readonly maxRequests?: number
  /** How long the run may wait for the rate limit, and what that is; the most valuable instances that can be sent in time are kept. */
  readonly terms?: Terms
}

const roles = ['main', 'powerless', 'expired', 'revoked', 'other', 'expendable'] as const satisfies readonly Role[]

/** How many keys there are of each role, where nobody has said. */
export const oneOfEach = Object.fromEntries(roles.map((role) => [role, 1])) as Readonly<Record<Role, number>>

/** The option that gives a key of each role. */
export const keyFlags: Readonly<Record<Role, string>> = {
  main: '--key',
  powerless: '--powerless-key',
  expired: '--expired-key',
  revoked: '--revoked-key',
  other: '--other-tenant-key',
  expendable: '--expendable-key',
}

/** Requests that one key is asked to carry, so that its hundred a minute (R09) also pays for making and revoking keys. */
const perKey = 85

function levelOf({ smoke }: Probe, subject: Subject, requests: readonly Request[], contract: Contract): RunLevel {
  const isSmoke = typeof smoke === 'function' ? smoke(subject, contract) : smoke === true
  const needs = requests.map(({ credential, effect }): RunLevel => {
    if (effect === 'quota') return 'full'
    if (credential.kind !== 'key' || credential.role === 'main') return isSmoke ? 'smoke' : 'contract'
    return credential.role === 'other' ? 'isolation' : 'full'
  })
  return runLevels.findLast((level) => needs.includes(level)) ?? 'contract'
}

/**
 * The phases of a run, in order: without a credential first (they cost no key), making keys, reads, refused writes, keys in other states,
 * own data, the second tenant, clean-up, what only an unknown id speaks against, quota, and last the revocation of the keys that were made.
 */
const phases = ['free', 'mint', 'read', 'refused', 'states', 'own', 'other', 'undo', 'late', 'quota', 'revoke'] as const
type Phase = (typeof phases)[number]

/** Where a request stands by itself; what it depends on may move it back. */
function phaseOf(request: Request, grounds: Grounds): Phase {
  const { credential, effect } = request
  // By then it is known whether the operation changes what it is told to, and nothing is left to take back.
  if (isAimedAtNothing(request, grounds)) return 'late'
  if (effect === 'quota' || effect === 'undo') return effect
  if (credential.kind === 'issued') return 'own'
  if (credential.kind !== 'key') return 'free'
  if (credential.role === 'other') return 'other'
  if (credential.role !== 'main') return 'states'
  return effect === 'read' || effect === 'refused' ? effect : 'own'
}

/** What requests may do, and which parts keys play in them. */
interface Needs {
  readonly effects: ReadonlySet<Effect>
  readonly roles: ReadonlySet<Role>
  /** A consent for a write that the caller has not given. */
  readonly consent?: Need | undefined
}

/** What a request needs with everything that must be answered before it; `known` has what was worked out already, by key. */
function needsOf(request: Request, known: Map<string, Needs>, consentOf: (request: Request) => Need | undefined): Needs {
  const found = known.get(keyOf(request))
  if (found !== undefined) return found
  const earlier = dependencies(request).map((each) => needsOf(each, known, consentOf))
  const { credential, effect } = request
  const needs: Needs = {
    consent: consentOf(request) ?? earlier.find(({ consent }) => consent !== undefined)?.consent,
    effects: new Set([effect, ...earlier.flatMap(({ effects }) => [...effects])]),
    roles: new Set([...(credential.kind === 'key' ? [credential.role] : []), ...earlier.flatMap(({ roles }) => [...roles])]),
  }
  known.set(keyOf(request), needs)
  return needs
}

type Lack = Pick<LeftOut, 'by' | 'why'>

/** What an instance needs that the caller has not given; `undefined` if nothing is missing. */
function lacking(
  { requests }: Instance,
  { level, consent = {}, given }: PlanOptions,
  canMint: boolean,
  known: Map<string, Needs>,
  consentOf: (request: Request) => Need | undefined,
): Lack | undefined {
  const all = Object.values(requests).map((each) => needsOf(each, known, consentOf))
  const does = (effect: Effect): boolean => all.some(({ effects }) => effects.has(effect))
  const need = all.find((each) => each.consent !== undefined)?.consent
  if (need !== undefined) return { by: 'consent', why: need.why }
  // A look at what was taken back is no write, and has nothing to look at without one.
  if (!consent.writes && (does('own') || does('undo') || does('lasting'))) return { by: 'consent', why: needsWrites.why }
  if (!consent.exhaust && does('quota'))
    return { by: 'consent', why: "it spends a key's minute, and has to be allowed to (--allow-exhaust)" }
  const missing = roles.find(
    (role) => given !== undefined && (given[role] ?? 0) === 0 && !(canMint && role !== 'other') && all.some((each) => each.roles.has(role)),
  )
  if (missing === undefined) return undefined
  const also = missing === 'other' || level !== 'full' ? '' : ', or --allow-writes to make one'
  return {
    by: missing === 'other' && level === 'full' ? 'tenant' : 'key',
    why: `it needs ${keyNames[missing]} (${keyFlags[missing]}${also})`,
  }
}

const keyNames: Readonly<Record<Role, string>> = {
  main: 'a key',
  powerless: 'a key without permissions',
  expired: 'an expired key',
  revoked: 'a revoked key',
  other: 'a key of a second tenant',
  expendable: 'a key whose minute may be spent',
}

/**
 * Plans a run: every probe of the level applied to everything the contract gives it, equal requests merged, ordered, with the keys that
 * the run makes for itself and the clean-up of everything it makes. Deterministic: the same contract, rules and options give the same
 * requests in the same order.
 *
 * The very first request is a read that must succeed, so that an unreachable deployment or a wrong key costs one request.
 */
export function makePlan(contract: Contract, rules: readonly Rule[], options: PlanOptions): Plan {
  const { consent = {} } = options
  const ask = new Asker(contract, options.seed, consent)
  const canMint = consent.writes === true && consent.readsOnly !== true && includes(options.level, 'contract')
  const instances: Instance[] = rules
    .filter((rule): rule is Probe => rule.kind === 'probe')
    .flatMap((rule) =>
      rule.subjects(contract, ask).map((subject) => {
        const requests = rule.ask(subject, ask)
        return { rule, subject, requests, level: levelOf(rule, subject, Object.values(requests), contract) }
      }),
    )
  const chosen: Instance[] = []
  const leftOut: LeftOut[] = []
  const needs = new Map<string, Needs>()
  const grounds = groundsOf(ask)
  const consentOf = (request: Request): Need | undefined => consentFor(request, consent, grounds)
  for (const instance of instances) {
    const lack = unchosen(contract, instance, options) ?? lacking(instance, options, canMint, needs, consentOf)
    if (lack === undefined) chosen.push(instance)
    else leftOut.push({ ...instance, ...lack })
  }

  const helpers = Math.max((options.given?.main ?? 1) - 1, 0) + (options.given?.reader ?? 0)
  const most = options.maxRequests ?? Number.POSITIVE_INFINITY
  // Every key that shares the load introduces itself, with the read that comes first.
  const control = controlRead(ask, chosen, options)
  const first = control === undefined ? [] : [control, ...introductions(control, helpers)]
  const extra = (requests: ReadonlyMap<string, Request>): Request[] =>
    [...requests.values()].filter((each) => control === undefined || keyOf(each) !== keyOf(control))
  const costOf = (instance: Instance): ReadonlySet<string> =>
    new Set(extra(assemble(ask, [instance], options, false).unique).map((each) => keyOf(each)))
  const within = fitting(chosen, most - first.length, costOf, (kept) => extra(assemble(ask, kept, options, canMint).unique))
  const kept = new Set(within)
  for (const instance of chosen) {
    if (!kept.has(instance)) leftOut.push({ ...instance, by: 'budget', why: `it does not fit into ${most} requests (--max-requests)` })
  }

  const whole = (some: readonly Instance[]) => {
    const { unique, owned, minted, mintRequests } = assemble(ask, some, options, canMint)
    return {
      requests: some.length === 0 ? [] : [...first, ...ordered(extra(unique), owned, mintRequests, grounds)],
      owned,
      mints: minted,
      given: options.given ?? oneOfEach,
      closing: closingOf(owned),
    }
  }
  const { terms } = options
  const inTime = terms === undefined ? within : timely(within, terms, (each) => assemble(ask, [each], options, false).unique, whole)
  if (terms !== undefined) {
    const chosenInTime = new Set(inTime)
    const why = `it does not fit into ${sayDuration(terms.maxWait)} of waiting for the rate limit (--max-wait)`
    leftOut.push(...within.flatMap((each): LeftOut[] => (chosenInTime.has(each) ? [] : [{ ...each, by: 'wait', why }])))
  }
  const { requests, owned, mints, closing } = whole(inTime)
  const sightings = sightingsOf(requests, grounds)
  const price: Record<Role | 'none', number> = { none: 0, main: 0, powerless: 0, expired: 0, revoked: 0, other: 0, expendable: 0 }
  for (const request of requests) price[payer(request)] += 1
  return { requests, instances: inTime, leftOut, mints, owned, sightings, madeUp: ask.madeUp, tag: ask.own.tag, closing, price }
}

/**
 * What the end of a run may cost the first key of each tenant: it reads the list of every kind that was made, for copies that no answer spoke of, some lists
 * have a second page, and alerts are counted.
 */
function closingOf(owned: ReadonlyMap<string, readonly Own[]>): Closing {
  const listed = { main: new Set<string>(), other: new Set<string>() }
  for (const { kind, proof, create } of [...owned.values()].flat()) {
    if (proof === undefined || isReference(proof.is)) continue
    listed[create.credential.kind === 'key' && create.credential.role === 'other' ? 'other' : 'main'].add(kind)
  }
  return Object.fromEntries(Object.entries(listed).map(([role, { size }]) => [role, 2 * size]))
}

/** What the guard has to know of a plan that is being made. */
const groundsOf = (ask: Asker): Grounds => ({ contract: ask.contract, ownOf: (create) => ask.own.ownOf(create), madeUp: ask.madeUp })

/** The first read of a run by each key that is to share the load of the first one. */
function introductions(first: Request, helpers: number): Request[] {
  return Array.from({ length: helpers }, (_, index): Request => ({ ...first, credential: { kind: 'key', role: 'main', nth: index + 2 } }))
}

/**
 * The keyed read that comes first, whatever was chosen: it alone shows that the address and the key are right, and a refusal means something only because of
 * it. A plain read that something chosen asks for, if there is any; else a list of an operation that was not left out, about which nothing is then told.
 * There is none without a key to read with.
 */
function controlRead(ask: Asker, chosen: readonly Instance[], { select, given }: PlanOptions): Request | undefined {
  if (given !== undefined && (given.main ?? 0) + (given.reader ?? 0) === 0) return undefined
  const { operations, lists } = ask.contract
  const seen = new Set<string>()
  const find = (request: Request): Request | undefined => {
    if (seen.has(keyOf(request))) return undefined
    seen.add(keyOf(request))
    const operation = request.operation === undefined ? undefined : operations[request.operation]
    if (operation?.method === 'GET' && dependencies(request).length === 0 && keyOf(request) === keyOf(ask.read(operation))) return request
    return firstOf(dependencies(request), find)
  }
  const [list, ...others] = lists.filter(({ parameters }) => parameters.every((each) => each.in !== 'path'))
  if (list === undefined) throw new Error('the contract has no list to begin with')
  const isSkipped = (operation: Operation): boolean => chosen.every(({ rule }) => select?.skips({ rule, operation }) === true)
  return (
    firstOf(
      chosen.flatMap(({ requests }) => Object.values(requests)),
      find,
    ) ?? ask.read([list, ...others].find((each) => !isSkipped(each)) ?? list)
  )
}

/** What the first element gives for which something comes back. */
function firstOf<T, R>(all: readonly T[], give: (each: T) => R | undefined): R | undefined {
  for (const each of all) {
    const result = give(each)
    if (result !== undefined) return result
  }
  return undefined
}

/** What is asked of a path by a method that it does not have is chosen with the operations that it has. */
function neighbour({ paths }: Contract, { requests }: Instance): Operation | undefined {
  const asked = new Set(Object.values(requests).map(({ path }) => path))
  const [path] = asked
  return asked.size === 1 && path !== undefined ? Object.values(paths.get(path) ?? {})[0] : undefined
}

/** What the caller chose by level or name to leave out. */
function unchosen(contract: Contract, instance: Instance, options: PlanOptions): Lack | undefined {
  const { select } = options
  const { rule, level } = instance
  const operation = instance.subject.operation ?? neighbour(contract, instance)
  if (!includes(options.level, level)) return { by: 'level', why: `belongs to level ${level}` }
  if (select === undefined) return undefined
  const asked = Object.values(instance.requests).flatMap((each) =>
    each.operation === undefined ? [] : [contract.operations[each.operation]],
  )
  const isSkipped = asked.some((each) => select.skips({ rule, operation: each }))
  if (!isSkipped && (select.includes({ rule, operation }) || (level === 'smoke' && select.carries({ rule, operation })))) return undefined
  return { by: 'choice', why: `it was not chosen (${select.words})` }
}

/** The requests of some instances, with what they depend on, what takes back what they make, and the keys to make for them. */
function assemble(
  ask: Asker,
  within: readonly Instance[],
  options: PlanOptions,
  canMint: boolean,
): {
  readonly unique: ReadonlyMap<string, Request>
  readonly owned: ReadonlyMap<string, readonly Own[]>
  readonly minted: readonly Mint[]
  readonly mintRequests: ReadonlySet<string>
} {
  const unique = new Map<string, Request>()
  const add = (request: Request): void => {
    if (unique.has(keyOf(request))) return
    for (const earlier of dependencies(request)) add(earlier)
    unique.set(keyOf(request), request)
  }
  for (const { requests } of within) for (const request of Object.values(requests)) add(request)

  const owned = new Map<string, readonly Own[]>()
  /** Kinds of which one was looked for in its list: where that is all that shows whether a thing is gone, the first one stands for the kind. */
  const traced = new Set<string>()
  const own = (request: Request): void => {
    const made = ask.own.ownOf(request)
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
  for (const look of missingLooks(ask, [...unique.values()], groundsOf(ask))) add(look)

  const minted = canMint ? mintsFor(ask, [...unique.values()], options) : []
  const mintRequests = new Set<string>()
  for (const { key, ready } of minted) {
    add(key.from)
    own(key.from)
    for (const each of [key.from, ready]) mintRequests.add(keyOf(each))
    add(ready)
    // What takes back the first key is looked at at once: if it hit another one, nothing more would be taken back.
    const [made] = ask.own.ownOf(key.from)
    if (made?.trace !== undefined && keyOf(ready) !== keyOf(key.from)) add(made.trace)
  }
  proveTogether(ask, minted, owned)
  return { unique: withProofs(ask, unique, owned), owned, minted, mintRequests }
}

/**
 * Keys of one tenant that nothing happens to until the end of the run are proven by one read, of the list that shows them all: the newest come first. One
 * that is taken back at once has a read of its own.
 */
function proveTogether(ask: Asker, mints: readonly Mint[], owned: Map<string, readonly Own[]>): void {
  const list = listOf(ask.contract, 'createApiKey', [])
  if (list === undefined) return
  for (const isOther of [false, true]) {
    const creations = mints
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
  ask: Asker,
  unique: ReadonlyMap<string, Request>,
  owned: ReadonlyMap<string, readonly Own[]>,
): ReadonlyMap<string, Request> {
  const grounds = groundsOf(ask)
  const wanted = new Set<string>()
  const want = ({ id, proof }: Own): void => {
    if (wanted.has(idKey(id))) return
    wanted.add(idKey(id))
    // What it belongs to has to be proven first.
    const parent = proof !== undefined && typeof proof.is === 'object' ? ownBy(proof.is, grounds) : undefined
    if (parent !== undefined) want(parent)
  }
  for (const request of unique.values()) needed(request, grounds).forEach(want)
  const proven = new Map<string, Request>()
  for (const [key, request] of unique) {
    proven.set(key, request)
    for (const { id, proof } of owned.get(key) ?? [])
      if (proof !== undefined && wanted.has(idKey(id))) proven.set(keyOf(proof.read), proof.read)
  }
  return proven
}

/** The keys that a run has to make: one of each role that is used and was not given, and more to share a load above one key's minute. */
function mintsFor(ask: Asker, requests: readonly Request[], { given = {} }: PlanOptions): Mint[] {
  const load: Partial<Record<Role, number>> = {}
  for (const { credential } of requests) {
    if (credential.kind === 'key') load[credential.role] = (load[credential.role] ?? 0) + 1
  }
  const everything = [...new Set(Object.values(ask.contract.operations).flatMap(({ permissions }) => permissions))].sort()
  return roles.flatMap((role) => {
    const has = given[role] ?? 0
    // Nobody can make a key of another tenant, but that tenant's own key.
    if (load[role] === undefined || (role === 'other' && has === 0)) return []
    const wanted = role === 'expired' || role === 'revoked' || role === 'expendable' ? 1 : Math.ceil(load[role] / perKey)
    return Array.from({ length: Math.max(wanted - has, 0) }, (_, index): Mint => {
      const key = ask.own.of('createApiKey', `${role}-${index + 1}`, {
        change: { scopes: role === 'powerless' ? [] : everything, ...(role === 'expired' ? { expiresAt: '2020-01-01T00:00:00Z' } : {}) },
        ...(role === 'other' ? { credential: as('other') } : {}),
      })
      const ready = role === 'revoked' ? (key.undo[0] ?? key.create) : key.create
      return { role, key: { from: key.create, pointer: '/data/plaintextKey' }, ready }
    })
  })
}

/** The order of sending: by phase, within a phase as the rules asked; what was made last is taken back first. */
function ordered(
  requests: readonly Request[],
  owned: ReadonlyMap<string, readonly Own[]>,
  mints: ReadonlySet<string>,
  grounds: Grounds,
): Request[] {
  const taken = new Map<string, number>()
  const revocations = new Set<string>()
  /** By the read that proves something, what makes it, and by the look whether it is gone, what takes it back: nothing comes between the two. */
  const proofs = new Map<string, Request>()
  ;[...owned.entries()].forEach(([key, made], index) => {
    for (const { undo, proof, create, check, trace } of made) {
      if (proof !== undefined) proofs.set(keyOf(proof.read), create)
      const [look, last] = [check ?? trace, undo.at(-1)]
      if (look !== undefined && last !== undefined) proofs.set(keyOf(look), last)
      for (const each of undo) {
        taken.set(keyOf(each), index)
        if (mints.has(key) && !mints.has(keyOf(each))) revocations.add(keyOf(each))
      }
    }
  })
  const planned = new Set(requests.map(keyOf))
  // What keys are made of is asked before they are made.
  const early = new Set(requests.filter((each) => mints.has(keyOf(each))).flatMap((each) => dependencies(each).map(keyOf)))
  const known = new Map<string, { readonly phase: number; readonly turn: number }>()
  const place = (request: Request): { readonly phase: number; readonly turn: number } => {
    const key = keyOf(request)
    const found = known.get(key)
    if (found !== undefined) return found
    const own = mints.has(key) || early.has(key) ? 'mint' : revocations.has(key) ? 'revoke' : phaseOf(request, grounds)
    const earlier = dependencies(request).map(place)
    const before = proofs.get(key)
    if (before !== undefined && planned.has(keyOf(before))) {
      known.set(key, place(before))
      return place(before)
    }
    const phase = Math.max(phases.indexOf(own), ...earlier.map((each) => each.phase))
    const isUndoing = phase === phases.indexOf('undo') || phase === phases.indexOf('revoke')
    // The last one made has the highest number, and the lowest turn.
    const turn = isUndoing
      ? Math.max(-(taken.get(key) ?? Number.POSITIVE_INFINITY), ...earlier.filter((each) => each.phase === phase).map((each) => each.turn))
      : 0
    const result = { phase, turn }
    known.set(key, result)
    return result
  }
  const turns = new Map(requests.map((request, index) => [keyOf(request), index]))
  /** A look comes right behind what it looks after. */
  const indexOf = (request: Request): number => {
    const before = proofs.get(keyOf(request))
    const index = before === undefined ? undefined : turns.get(keyOf(before))
    return index === undefined ? (turns.get(keyOf(request)) ?? 0) : index + 0.5
  }
  const sorted = requests.map((request) => ({ request, index: indexOf(request), ...place(request) }))
  sorted.sort((a, b) => a.phase - b.phase || a.turn - b.turn || a.index - b.index)
  return canariesFirst(
    sorted.map(({ request }) => request),
    grounds,
  )
}

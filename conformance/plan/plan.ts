import { available, ifAvailable, type Resource } from '../model/resource.ts'
import { consentFor, type Need } from '../guard/consent.ts'
import type { RequestBuilder } from '../model/request-builder.ts'
import type { Operation } from '../../spec/contract.ts'
import type { Cover } from '../model/cover.ts'
import type { Api } from '../model/api.ts'
import { includes, runLevels, type RunLevel } from '../model/levels.ts'
import { dependencies, isReference, keyOf, type Request, type Role } from '../model/request.ts'
import type { Probe, Rule, Subject } from '../model/rule.ts'
import { sayDuration } from '../text/duration.ts'
import { fitting } from './budget.ts'
import { ApiRequestBuilder } from './request-builder.ts'
import { confirmationsOf } from './canaries.ts'
import { coversFor } from './covers.ts'
import { certainOf, pacedBy, payer, timely } from './price.ts'
import {
  type Closing,
  type Instance,
  type LeftOut,
  type Plan,
  type PlanOptions,
  type PlanShard,
  type Shard,
  type Price,
  type Terms,
  decidingAbout,
  oneOfEach,
  repetitionsOf,
} from './model.ts'
import { type Needs, lacking, unchosen } from './needs.ts'
import { ordered } from './order.ts'
import { guardContextOf, assemble } from './assemble.ts'
import { divide, type LoadOf, type Part } from './shards.ts'

function levelOf({ smoke }: Probe, subject: Subject, requests: readonly Request[], api: Api): RunLevel {
  const isSmoke = typeof smoke === 'function' ? smoke(subject, api) : smoke === true
  const needs = requests.map(({ credential, effect }): RunLevel => {
    if (effect === 'quota') return 'full'
    if (credential.kind !== 'key' || credential.role === 'main') return isSmoke ? 'smoke' : 'contract'
    return credential.role === 'other' ? 'isolation' : 'full'
  })
  return runLevels.findLast((level) => needs.includes(level)) ?? 'contract'
}

/**
 * Plans a run: applies every probe of the level to every subject in the contract, merges equal requests, orders them, and adds the keys
 * that the run creates for itself and the cleanup of everything it creates. Deterministic: the same contract, rules and options return the
 * same requests in the same order.
 *
 * The first request is a read that must succeed, so that an unreachable deployment or an invalid key costs one request.
 */
export function makePlan(api: Api, rules: readonly Rule[], options: PlanOptions): Plan {
  return planner(api, rules, options)(options.terms)
}

/** Prepares plans that differ only in their terms. Most of the work is the same for all of them. */
export function planner(api: Api, rules: readonly Rule[], options: Omit<PlanOptions, 'terms'>): (terms?: Terms) => Plan {
  const { consent = {}, shard } = options
  // Parts run at the same time: one of them must not take the resources of another for its own.
  const seed = shard === undefined ? options.seed : `${options.seed} ${shard.index}/${shard.count}`
  const ask = new ApiRequestBuilder(api, seed, consent)
  const canIssueKeys =
    api.profile.keys !== undefined && consent.writes === true && consent.readsOnly !== true && includes(options.level, 'contract')
  const instances: Instance[] = rules
    .filter((rule): rule is Probe => rule.kind === 'probe')
    .flatMap((rule) =>
      // A subject may need an operation that the contract lacks, or a recipe that the profile lacks.
      available(rule.subjects(api, ask), (subject) => {
        const asked = rule.ask(subject, ask)
        const requests = { ...asked, ...repetitionsOf(rule, asked) }
        return [{ rule, subject, requests, level: levelOf(rule, subject, Object.values(requests), api) }]
      }),
    )
  const chosen: Instance[] = []
  const leftOut: LeftOut[] = []
  const needs = new Map<string, Needs>()
  const guardContext = guardContextOf(ask)
  const consentOf = (request: Request): Need | undefined => consentFor(request, consent, guardContext)
  for (const instance of instances) {
    const lack = unchosen(api, instance, options) ?? lacking(instance, options, canIssueKeys, needs, consentOf)
    if (lack === undefined) chosen.push(instance)
    else leftOut.push({ ...instance, ...lack })
  }

  const assembled = (
    some: readonly Instance[],
    mayIssueKeys: boolean,
    covers: ReadonlyMap<string, Cover> = coversFor(ask, some, options),
  ) => ({
    covers,
    ...assemble(ask, some, options, mayIssueKeys, covers),
  })
  const helpers = Math.max((options.given?.main ?? 1) - 1, 0) + (options.given?.reader ?? 0)
  const most = options.maxRequests ?? Number.POSITIVE_INFINITY
  // Every key that shares the load repeats the first read.
  const control = controlRead(ask, chosen, options)
  const first = control === undefined ? [] : [control, ...introductions(control, helpers)]
  const extra = (requests: ReadonlyMap<string, Request>): Request[] =>
    [...requests.values()].filter((each) => control === undefined || keyOf(each) !== keyOf(control))
  const costOf = (instance: Instance): ReadonlySet<string> =>
    new Set(extra(assemble(ask, [instance], options, false).unique).map((each) => keyOf(each)))
  const within =
    options.maxRequests === undefined
      ? chosen
      : fitting(chosen, most - first.length, costOf, (kept) => extra(assembled(kept, canIssueKeys).unique))
  const kept = new Set(within)
  for (const instance of chosen) {
    if (!kept.has(instance)) leftOut.push({ ...instance, by: 'budget', why: `exceeds the maximum of ${most} requests (--max-requests)` })
  }

  const whole = (some: readonly Instance[], part?: Part) => {
    const { covers, unique, owned, keysToIssue, issuing, certain } = assembled(some, canIssueKeys, part?.covers)
    const conditional = conditionsOf(unique, certain, covers)
    const sources = (request: Request): Request[] => decidingAbout(request, { covers, conditional, instances: some })
    return {
      requests: some.length === 0 ? [] : [...first, ...ordered(extra(unique), owned, issuing, guardContext, { certain, sources })],
      covers,
      conditional,
      owned,
      issuedKeys: keysToIssue,
      given: options.given ?? oneOfEach,
      closing: closingOf(owned),
    }
  }
  const division = shard === undefined ? undefined : divided(shard)
  const mine = division?.part.instances ?? within
  const isMine = new Set(mine)
  for (const instance of within) if (!isMine.has(instance)) leftOut.push({ ...instance, by: 'shard', why: 'belongs to another shard' })
  return (terms) => {
    const inTime =
      terms === undefined
        ? mine
        : timely(
            mine,
            terms,
            (each) => assemble(ask, [each], options, false).unique,
            (kept) => certainOf(whole(kept, division?.part)),
          )
    const chosenInTime = new Set(inTime)
    const late = mine.flatMap((each): LeftOut[] =>
      terms === undefined || chosenInTime.has(each)
        ? []
        : [{ ...each, by: 'wait', why: `exceeds the maximum waiting time of ${sayDuration(terms.maxWait)} (--max-wait)` }],
    )
    const { requests, covers, conditional, owned, issuedKeys, closing } = whole(inTime, division?.part)
    const confirmations = confirmationsOf(requests, guardContext)
    return {
      requests,
      covers,
      conditional,
      instances: inTime,
      leftOut: [...leftOut, ...late],
      issuedKeys,
      owned,
      confirmations,
      madeUp: ask.madeUp,
      tag: ask.resources.tag,
      closing,
      price: pricesOf(certainOf({ requests, conditional }).requests),
      most: pricesOf(requests),
      ...(division === undefined ? {} : { shard: division.known }),
    }
  }

  function divided({ index, count }: Shard): { readonly part: Part; readonly known: PlanShard } {
    const covers = coversFor(ask, within, options)
    const loadOf: LoadOf = (instance, own) => {
      const { unique, certain } = assemble(ask, [instance], options, false, own)
      return new Set([...unique].flatMap(([key, request]) => (certain.has(key) && pacedBy(request) !== 'none' ? [key] : [])))
    }
    const parts = divide(within, count, { api, covers, loadOf })
    const certainIn = (part: Part): ReadonlySet<string> => assembled(part.instances, false, part.covers).certain
    const sent = parts.map((part) => new Set([...first.map(keyOf), ...(part.instances.length === 0 ? [] : certainIn(part))]))
    const own = sent[index - 1] ?? new Set()
    const elsewhere = new Set(sent.flatMap((each, at) => (at === index - 1 ? [] : [...each])))
    return {
      part: parts[index - 1] ?? { instances: [], covers: new Map() },
      known: {
        index,
        count,
        places: new Map(whole(within).requests.map((each, place) => [keyOf(each), place])),
        checks: [...within, ...leftOut.filter(({ by }) => by !== 'choice')],
        shared: [...own].filter((each) => elsewhere.has(each)).length,
      },
    }
  }
}

/**
 * Returns, for each request that is not sent in any case, the covered requests that need it, by key. A request that none needs belongs to
 * others: the cleanup, or the check of a change. It is sent if those are.
 */
function conditionsOf(
  unique: ReadonlyMap<string, Request>,
  certain: ReadonlySet<string>,
  covers: ReadonlyMap<string, Cover>,
): Map<string, string[]> {
  const conditional = new Map<string, string[]>()
  for (const key of unique.keys()) if (!certain.has(key)) conditional.set(key, [])
  const need = (request: Request, covered: string, seen: Set<string>): void => {
    const key = keyOf(request)
    if (seen.has(key)) return
    seen.add(key)
    conditional.get(key)?.push(covered)
    // A repetition is sent only after the same request, so that there is nothing else to send before it.
    if (covers.get(covered)?.kind === 'repeat') return
    for (const each of dependencies(request)) need(each, covered, seen)
  }
  for (const covered of covers.keys()) {
    const request = unique.get(covered)
    if (request !== undefined && !certain.has(covered)) need(request, covered, new Set())
  }
  return conditional
}

function pricesOf(requests: readonly Request[]): Price {
  const price: Record<Role | 'none', number> = { none: 0, main: 0, unprivileged: 0, expired: 0, revoked: 0, other: 0, exhaustible: 0 }
  for (const request of requests) price[payer(request)] += 1
  return price
}

/**
 * Returns the maximum number of requests at the end of a run for the first key of each tenant: it reads the list of every created kind to
 * find duplicates that no response reported, some lists have a second page, and alerts are counted.
 */
function closingOf(owned: ReadonlyMap<string, readonly Resource[]>): Closing {
  const listed = { main: new Set<string>(), other: new Set<string>() }
  for (const { kind, proof, create } of [...owned.values()].flat()) {
    if (proof === undefined || isReference(proof.is)) continue
    listed[create.credential.kind === 'key' && create.credential.role === 'other' ? 'other' : 'main'].add(kind)
  }
  return Object.fromEntries(Object.entries(listed).map(([role, { size }]) => [role, 2 * size]))
}

/** The first read of each key that shares the load of the first key. */
function introductions(first: Request, helpers: number): Request[] {
  return Array.from({ length: helpers }, (_, index): Request => ({ ...first, credential: { kind: 'key', role: 'main', nth: index + 2 } }))
}

/**
 * The authenticated read that comes first, whatever was selected: it shows that the address and the key are valid, which makes later
 * rejections meaningful. It is a plain read of a selected probe if there is one, else a list of an operation that was not skipped, which is
 * then not judged. Without a key for reads there is none.
 */
function controlRead(ask: RequestBuilder, chosen: readonly Instance[], { select, given }: PlanOptions): Request | undefined {
  if (given !== undefined && (given.main ?? 0) + (given.reader ?? 0) === 0) return undefined
  const { operations, lists } = ask.api
  const seen = new Set<string>()
  const find = (request: Request): Request | undefined => {
    if (seen.has(keyOf(request))) return undefined
    seen.add(keyOf(request))
    const operation = request.operation === undefined ? undefined : operations[request.operation]
    const plain = operation?.method === 'GET' && dependencies(request).length === 0 ? ifAvailable(() => ask.read(operation)) : undefined
    if (plain !== undefined && keyOf(request) === keyOf(plain)) return request
    return firstOf(dependencies(request), find)
  }
  const [list, ...others] = lists.filter(({ parameters }) => parameters.every((each) => each.in !== 'path'))
  if (list === undefined) return undefined
  const isSkipped = (operation: Operation): boolean => chosen.every(({ rule }) => select?.skips({ rule, operation }) === true)
  return (
    firstOf(
      chosen.flatMap(({ requests }) => Object.values(requests)),
      find,
    ) ?? ask.read([list, ...others].find((each) => !isSkipped(each)) ?? list)
  )
}

/** Returns the first defined result of the function. */
function firstOf<T, R>(all: readonly T[], give: (each: T) => R | undefined): R | undefined {
  for (const each of all) {
    const result = give(each)
    if (result !== undefined) return result
  }
  return undefined
}

/** The time that a plan costs: how long its keys have to wait for their rate limits, known before anything is sent. */
import type { Contract } from '../../spec/contract.ts'
import { keyOf, type Request, type Role } from '../model/request.ts'
import { allowanceOf, type Allowance, hour, minute } from '../model/allowance.ts'
import { choose, ranked, type Choice } from './budget.ts'
import { certainIn, type Instance, type IssuedKey, type Terms, type Closing } from './model.ts'

/** The limits that the contract promises, with unlimited waiting time. */
export const unbounded = (contract: Pick<Contract, 'rateLimits'>): Terms => ({
  maxWait: Number.POSITIVE_INFINITY,
  allowance: allowanceOf(contract),
})

/** The parts of a plan that determine its price. */
interface Priced {
  /** In the order of sending. */
  readonly requests: readonly Request[]
  readonly issuedKeys: readonly IssuedKey[]
  /** Number of keys given for each role. */
  readonly given: Readonly<Partial<Record<Role | 'reader', number>>>
  /** Reads at the end that search for resources missing from the records, by the first key of each role. */
  readonly closing: Closing
}

/** Returns the same without the requests that may not be necessary. */
export const certainOf = <P extends { readonly requests: readonly Request[]; readonly conditional: ReadonlyMap<string, unknown> }>(
  plan: P,
): P => ({
  ...plan,
  requests: certainIn(plan),
})

/**
 * Additional milliseconds until a window has certainly ended: the deployment rounds to seconds, and the run waits slightly longer than
 * necessary.
 */
const rounding = 1250

/** A window of the rate limit, which starts with its first request, and the number of requests in it. */
interface Window {
  began: number
  used: number
}

/** The requests that a key has sent in its windows. */
interface KeyBudget {
  readonly minute: Window
  readonly hour: Window
}

const opened = (): KeyBudget => ({
  minute: { began: Number.NEGATIVE_INFINITY, used: 0 },
  hour: { began: Number.NEGATIVE_INFINITY, used: 0 },
})

/** Returns the role of the key that a request counts against, or `none`. */
export function payer({ credential }: Request): Role | 'none' {
  // An invalid key has no rate limit of its own: its requests are counted by address.
  return credential.kind === 'key' &&
    credential.role !== 'expired' &&
    credential.role !== 'revoked' &&
    credential.place === undefined &&
    /^bearer$/i.test(credential.scheme ?? 'Bearer')
    ? credential.role
    : 'none'
}

/** The same, except for requests that are sent without regard to the remaining quota. */
export const pacedBy = (request: Request): Role | 'none' => (request.effect === 'quota' ? 'none' : payer(request))

/**
 * Returns the milliseconds that sending all requests waits for rate limits, if every response arrives immediately. The actual wait is
 * shorter by the time that the responses take.
 */
export function waitingOf({ requests, issuedKeys, given, closing }: Priced, { allowance, spent }: Omit<Terms, 'maxWait'>): number {
  const keyBudgets = new Map<Role | 'reader', KeyBudget[]>()
  for (const [role, count] of Object.entries(given)) keyBudgets.set(role as Role, Array.from({ length: count }, opened))
  const firstOf = (role: Role): KeyBudget | undefined => keyBudgets.get(role)?.[0]
  const first = firstOf('main')
  if (spent !== undefined && first !== undefined) Object.assign(first.hour, { began: spent.endsIn - hour, used: spent.requests })
  const kept = new Map(entriesOf(closing).map(([role, count]) => [firstOf(role), count]))
  const ready = new Map<string, Role[]>()
  for (const { role, ready: request } of issuedKeys) ready.set(keyOf(request), [...(ready.get(keyOf(request)) ?? []), role])

  let now = 0
  const leftIn = ({ began, used }: Window, length: number, limit: number): number => (now >= began + length ? limit : limit - used)
  const left = (budget: KeyBudget): number =>
    Math.min(leftIn(budget.minute, minute, allowance.perMinute), leftIn(budget.hour, hour, allowance.perHour))
  /** The remaining requests of a key, minus those reserved for the end. The key with the most carries the next request. */
  const room = (budget: KeyBudget): number => left(budget) - (kept.get(budget) ?? 0)
  const spend = (able: readonly KeyBudget[]): void => {
    let [best] = able
    for (const budget of able) if (best === undefined || room(budget) > room(best)) best = budget
    if (best !== undefined && left(best) <= 0) {
      const ends = able.map((budget) => ({
        budget,
        at: Math.max(
          ...windows(budget, allowance).map(([window, length, limit]) => (window.used >= limit ? window.began + length + rounding : 0)),
        ),
      }))
      const [soonest] = ends.sort((a, b) => a.at - b.at)
      if (soonest !== undefined) [best, now] = [soonest.budget, Math.max(now, soonest.at)]
    }
    if (best === undefined) return
    for (const [window, length] of windows(best, allowance)) {
      if (now >= window.began + length) Object.assign(window, { began: now, used: 0 })
      window.used += 1
    }
  }
  for (const request of requests) {
    const { credential, effect, waits } = request
    // A request that waits for `Retry-After` waits until the minute ends.
    if (waits !== undefined) now += minute + rounding
    const role = pacedBy(request)
    if (role !== 'none') {
      const fit = [...(keyBudgets.get(role) ?? []), ...(role === 'main' && effect === 'read' ? (keyBudgets.get('reader') ?? []) : [])]
      spend(credential.kind === 'key' && credential.nth !== undefined ? fit.slice(credential.nth - 1, credential.nth) : fit)
    }
    for (const made of ready.get(keyOf(request)) ?? []) keyBudgets.set(made, [...(keyBudgets.get(made) ?? []), opened()])
  }
  for (const [role, count] of entriesOf(closing)) {
    const budget = firstOf(role)
    for (let sent = 0; budget !== undefined && sent < count; sent++) spend([budget])
  }
  return now
}

const entriesOf = (closing: Closing): [Role, number][] => Object.entries(closing) as [Role, number][]

/** The expected waiting time of a run, reported before it starts. */
export interface Outlook extends Terms {
  /** Milliseconds that the requests wait for rate limits that are sent in any case. */
  readonly waiting: number
  /** The same if the responses require every request of the plan, but no more than the maximum. */
  readonly longest: number
  /** The same as `waiting` for everything that was requested. */
  readonly wanted: number
}

type Uncertain = Omit<Priced, 'given'> & { readonly conditional: ReadonlyMap<string, unknown> }

/** Returns the outlook of the plan that is used, compared to everything that was requested. */
export function outlookOf(plan: Uncertain, whole: Uncertain, given: Priced['given'], terms: Terms): Outlook {
  const waiting = waitingOf({ ...certainOf(plan), given }, terms)
  return {
    ...terms,
    waiting,
    longest: Math.min(waitingOf({ ...plan, given }, terms), terms.maxWait),
    wanted: whole === plan ? waiting : waitingOf({ ...certainOf(whole), given }, terms),
  }
}

const windows = (budget: KeyBudget, { perMinute, perHour }: Allowance) =>
  [
    [budget.minute, minute, perMinute],
    [budget.hour, hour, perHour],
  ] as const

/** The number of requests that a key can send within the given waiting time. */
function capacity(waiting: number, { perMinute, perHour }: Allowance): number {
  const [minuteLong, hourLong] = [minute + rounding, hour + rounding]
  const hours = Math.floor(waiting / hourLong)
  return hours * perHour + Math.min((Math.floor((waiting - hours * hourLong) / minuteLong) + 1) * perMinute, perHour)
}

/** Yields the share of the waiting time for the keys of one role, in the order to try. Keys of two roles wait one after the other. */
function* shares(maxWait: number): Generator<number> {
  for (let share = maxWait; share > minute; share *= 0.9) yield share
  yield 0
}

/**
 * Returns the most valuable instances whose requests can be sent within `maxWait`, in the same order of value as for the maximum number of
 * requests. `plan` plans a choice completely, including keys to create.
 */
export function timely(
  instances: readonly Instance[],
  terms: Terms,
  costOf: (instance: Instance) => ReadonlyMap<string, Request>,
  plan: (kept: readonly Instance[]) => Priced,
): Instance[] {
  const wanted = plan(instances)
  if (waitingOf(wanted, terms) <= terms.maxWait) return [...instances]
  const holders = (role: Role): number =>
    (wanted.given[role] ?? 0) +
    (role === 'main' ? (wanted.given.reader ?? 0) : 0) +
    wanted.issuedKeys.filter((issued) => issued.role === role).length
  const costs = new Map(instances.map((instance) => [instance, costOf(instance)]))
  const byValue = ranked(instances, (instance) => new Set(costs.get(instance)?.keys()))
  const requests = new Map([...costs.values()].flatMap((each) => [...each]))
  const budgetOf = (key: string): string | undefined => {
    const request = requests.get(key)
    if (request === undefined) return undefined
    const role = pacedBy(request)
    return request.waits === undefined ? (role === 'none' ? undefined : role) : 'pauses'
  }
  const roles = [...new Set([...requests.values()].map(pacedBy))].filter((role) => role !== 'none')
  for (const share of shares(terms.maxWait)) {
    // The costs ignore that one request can stand for several, so more than the budget may fit.
    const more = share === terms.maxWait ? [3, 2, 1.5, 1.2] : []
    for (const part of [...more, 1, ...(share === 0 ? [0.8, 0.6, 0.4, 0.2, 0.1] : [])]) {
      const budgets: Choice['budgets'] = new Map([
        ...roles.map((role) => [role, Math.floor(capacity(share, terms.allowance) * Math.max(holders(role), 1) * part)] as const),
        ['pauses', share > minute ? Number.POSITIVE_INFINITY : 0] as const,
      ])
      const kept = choose(instances, byValue, { budgetOf, budgets })
      if (waitingOf(plan(kept), terms) <= terms.maxWait) return kept
    }
  }
  return []
}

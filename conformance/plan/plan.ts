import type { Contract } from '../../spec/contract.ts'
import { Asker } from '../ask.ts'
import { includes, runLevels, type RunLevel } from '../levels.ts'
import { dependencies, keyOf, type Request, type Role } from '../request.ts'
import type { Probe, Rule, Subject } from '../rule.ts'

/** One rule applied to one subject. */
export interface Instance {
  readonly rule: Probe
  readonly subject: Subject
  readonly requests: Readonly<Record<string, Request>>
  /** The smallest level of a run that includes it. */
  readonly level: RunLevel
}

/** Everything a run will do, known before anything is sent. */
export interface Plan {
  /** In the order of sending; no two are equal. */
  readonly requests: readonly Request[]
  /** Probes that will be judged. */
  readonly instances: readonly Instance[]
  /** Probes of a higher level than the one asked for. */
  readonly leftOut: readonly Instance[]
  /** How many requests each role of key pays for; those that no key pays for are under `none`. */
  readonly price: Readonly<Record<Role | 'none', number>>
}

/** The price of a request is paid by the key that carries it, or by nobody. */
function payer({ credential }: Request): Role | 'none' {
  // A key that is not valid any more has no budget: its requests are counted by address.
  return credential.kind === 'key' && credential.role !== 'expired' && credential.role !== 'revoked' && credential.place === undefined
    ? credential.role
    : 'none'
}

function levelOf(rule: Probe, requests: readonly Request[]): RunLevel {
  const needs = requests.map(({ credential }): RunLevel => {
    if (credential.kind !== 'key' || credential.role === 'main') return rule.smoke ? 'smoke' : 'contract'
    return credential.role === 'other' ? 'isolation' : 'full'
  })
  return runLevels.findLast((level) => needs.includes(level)) ?? 'contract'
}

/**
 * The place of a request in a run: without a credential first (they cost no key), then reads, refused writes, the keys in other states,
 * the second tenant.
 */
function phase(request: Request): number {
  const { credential, effect } = request
  if (credential.kind !== 'key') return 0
  const own = { main: effect === 'read' ? 1 : 2, powerless: 3, expired: 3, revoked: 3, other: 4 }[credential.role]
  return Math.max(own, ...dependencies(request).map(phase))
}

/**
 * Plans a run: every probe of the level applied to everything the contract gives it, equal requests merged, ordered. Deterministic: the
 * same contract, rules, level and seed give the same requests in the same order.
 *
 * The very first request is a read that must succeed, so that an unreachable deployment or a wrong key costs one request.
 */
export function makePlan(contract: Contract, rules: readonly Rule[], options: { readonly level: RunLevel; readonly seed: string }): Plan {
  const ask = new Asker(contract, options.seed)
  const instances: Instance[] = rules
    .filter((rule): rule is Probe => rule.kind === 'probe')
    .flatMap((rule) =>
      rule.subjects(contract, ask).map((subject) => {
        const requests = rule.ask(subject, ask)
        return { rule, subject, requests, level: levelOf(rule, Object.values(requests)) }
      }),
    )
  const within = instances.filter(({ level }) => includes(options.level, level))

  const unique = new Map<string, Request>()
  const add = (request: Request): void => {
    if (unique.has(keyOf(request))) return
    for (const earlier of dependencies(request)) add(earlier)
    unique.set(keyOf(request), request)
  }
  for (const { requests } of within) for (const request of Object.values(requests)) add(request)

  const ordered = [...unique.values()].map((request, index) => ({ request, index, phase: phase(request) }))
  ordered.sort((a, b) => a.phase - b.phase || a.index - b.index)
  const first = ordered.findIndex(({ phase, request }) => phase === 1 && dependencies(request).length === 0 && request.method === 'GET')
  const requests = [...ordered.splice(Math.max(first, 0), 1), ...ordered].map(({ request }) => request)

  const price: Record<Role | 'none', number> = { none: 0, main: 0, powerless: 0, expired: 0, revoked: 0, other: 0 }
  for (const request of requests) price[payer(request)] += 1
  return {
    requests,
    instances: within,
    leftOut: instances.filter(({ level }) => !includes(options.level, level)),
    price,
  }
}

/** What an instance needs that the caller may not have given: keys, consent, a level, a selection. */
import { needsWrites, type Need } from '../guard/consent.ts'
import type { Operation } from '../../spec/contract.ts'
import type { Api } from '../model/api.ts'
import { includes } from '../model/levels.ts'
import { dependencies, keyOf, type Effect, type Request, type Role } from '../model/request.ts'
import { type Instance, type LeftOut, type PlanOptions, roles } from './model.ts'

/** The option for a key of each role. */
export const keyFlags: Readonly<Record<Role, string>> = {
  main: '--key',
  unprivileged: '--unprivileged-key',
  expired: '--expired-key',
  revoked: '--revoked-key',
  other: '--other-tenant-key',
  exhaustible: '--exhaustible-key',
}

/** The effects of requests, and the roles of their keys. */
export interface Needs {
  readonly effects: ReadonlySet<Effect>
  readonly roles: ReadonlySet<Role>
  /** Consent for a write that the caller has not given. */
  readonly consent?: Need | undefined
}

/** Returns what a request needs, including its dependencies; `known` caches the results by key. */
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

/** Returns what an instance needs that the caller has not given, or `undefined` if nothing is missing. */
export function lacking(
  { requests }: Instance,
  { level, consent = {}, given }: PlanOptions,
  canIssueKeys: boolean,
  known: Map<string, Needs>,
  consentOf: (request: Request) => Need | undefined,
): Lack | undefined {
  const all = Object.values(requests).map((each) => needsOf(each, known, consentOf))
  const does = (effect: Effect): boolean => all.some(({ effects }) => effects.has(effect))
  const need = all.find((each) => each.consent !== undefined)?.consent
  if (need !== undefined) return { by: 'consent', why: need.why }
  // A check after the cleanup is not a write, but without writes there is nothing to check.
  if (!consent.writes && (does('own') || does('undo') || does('lasting'))) return { by: 'consent', why: needsWrites.why }
  if (!consent.exhaust && does('quota')) return { by: 'consent', why: "uses up a key's rate limit; enable with --allow-exhaust" }
  const missing = roles.find(
    (role) =>
      given !== undefined && (given[role] ?? 0) === 0 && !(canIssueKeys && role !== 'other') && all.some((each) => each.roles.has(role)),
  )
  if (missing === undefined) return undefined
  const also = missing === 'other' || level !== 'full' ? '' : ', or --allow-writes to create one'
  return {
    by: missing === 'other' && level === 'full' ? 'tenant' : 'key',
    why: `needs ${keyNames[missing]} (${keyFlags[missing]}${also})`,
  }
}

const keyNames: Readonly<Record<Role, string>> = {
  main: 'an API key',
  unprivileged: 'an API key without permissions',
  expired: 'an expired API key',
  revoked: 'a revoked API key',
  other: 'an API key of a second tenant',
  exhaustible: 'an API key whose rate limit may be used up',
}

/** A request with a method that the path does not have is selected together with the operations of that path. */
function neighbor({ paths }: Api, { requests }: Instance): Operation | undefined {
  const asked = new Set(Object.values(requests).map(({ path }) => path))
  const [path] = asked
  return asked.size === 1 && path !== undefined ? Object.values(paths.get(path) ?? {})[0] : undefined
}

/** Returns the reason if the caller excluded the instance by level or by name. */
export function unchosen(api: Api, instance: Instance, options: PlanOptions): Lack | undefined {
  const { select } = options
  const { rule, level } = instance
  const operation = instance.subject.operation ?? neighbor(api, instance)
  if (!includes(options.level, level)) return { by: 'level', why: `not part of this level; run with --level ${level}` }
  if (select === undefined) return undefined
  const whole = { rule, operation, about: instance.subject.about }
  const asked = Object.values(instance.requests).flatMap((each) => (each.operation === undefined ? [] : [api.operations[each.operation]]))
  const isSkipped = asked.some((each) => select.skips({ rule, operation: each }))
  if (!isSkipped && (select.includes(whole) || (level === 'smoke' && select.carries(whole)))) return undefined
  return { by: 'choice', why: `not selected (${select.words})` }
}

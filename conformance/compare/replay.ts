/** Selects the checks of a run that send the requests of one finding again, and reads the result. */
import { isAnswered } from '../model/exchange.ts'
import type { Api } from '../model/api.ts'
import { dependencies, isReference, isSafe, keyOf, type Request } from '../model/request.ts'
import type { Rule } from '../model/rule.ts'
import type { Outcome } from '../judge/verdict.ts'
import { sourcesOf } from '../model/cover.ts'
import type { Consent, Instance, Plan, PlanOptions } from '../plan/model.ts'
import { makePlan } from '../plan/plan.ts'
import { readChoice, type Choosable, type Selection } from '../plan/selection.ts'
import { FindingIds } from '../report/finding-ids.ts'
import type { WrittenReport } from '../report/formats/json.ts'
import type { Report } from '../report/report.ts'
import type { Recording } from '../model/recording.ts'
import { isSameRequest } from './same-request.ts'

/** A finding of a report. */
export type Finding = WrittenReport['verdicts'][number]

export interface ReplayOptions extends Pick<PlanOptions, 'seed'> {
  readonly consent: Consent
  /** The number of given keys of each role. */
  readonly given: NonNullable<PlanOptions['given']>
  /** Send every request of the run that made the report. */
  readonly isWhole: boolean
}

/** What a replay sends. */
export interface Replay {
  readonly select: Selection
  readonly level: Plan['instances'][number]['level']
  /** The requests that showed the finding, by key; empty for the rules that plan their own requests. */
  readonly shows: ReadonlySet<string>
  /** They are only similar to it; the one of the report belonged to no check. The response must have this status. */
  readonly alike?: number
  readonly kind: Rule['kind']
  readonly isWhole: boolean
}

/** The result of a replay. */
export type Standing =
  | { readonly is: 'stands' }
  /** `note`: what may have been different in the run of the report, as a sentence. */
  | { readonly is: 'mended'; readonly note?: string }
  /** `why` is half a sentence. */
  | { readonly is: 'unknown'; readonly why: string }

/** Plans the replay of a finding, or returns why it is impossible, as half a sentence. */
export function planReplay(
  api: Api,
  rules: readonly Rule[],
  report: WrittenReport,
  finding: Finding,
  { seed, consent, given, isWhole }: ReplayOptions,
): Replay | string {
  const rule = rules.find(({ id }) => id === finding.rule)
  if (rule === undefined) return `this version of the suite has no rule ${finding.rule}`
  const isRecorded = report.requests.planned === 0
  // Recorded traffic belongs to no level.
  const level = isRecorded ? 'full' : report.level
  const options: PlanOptions = { level, seed, consent, given }
  const isFinding = ({ rule: { id }, operation }: Choosable): boolean =>
    id === finding.rule && (operation?.id ?? null) === finding.operation
  const made = (select: Selection): Replay => ({ select, level, shows: new Set(), kind: rule.kind, isWhole })

  if (rule.kind === 'probe' && !isWhole) {
    const select = selectionOf((about) => matches(about, new Set([finding.id])))
    const { instances, leftOut } = makePlan(api, rules, { ...options, select })
    if (instances.some((each) => idOf(each) === finding.id)) return made(select)
    const skipped = leftOut.find((each) => idOf(each) === finding.id)
    return skipped?.why ?? `this version of the suite has no check ${finding.id}`
  }

  const original = chosenIn(report, api, rules)
  const planWith = (more: Partial<PlanOptions>): Plan =>
    makePlan(api, rules, { ...options, ...(original === undefined ? {} : { select: original }), ...more })
  const plan = planWith({})
  const shown = report.exchanges.find(({ number }) => number === finding.exchange)
  const then = planWith({ seed: report.seed })
  const requestsIn = (some: Plan): Request[] => (shown === undefined ? [] : some.requests.filter(isSameRequest(shown, then, some)))
  const shows = requestsIn(plan)
  const result = (select: Selection): Replay => ({ ...made(select), shows: new Set(shows.map(keyOf)) })
  if (isWhole) return result(selectionOf((about) => isFinding(about) || original?.includes(about) !== false, original))
  if (shown === undefined) return 'the report does not contain the request that showed it; --whole sends all requests of that run again'
  if (shows.length === 0) {
    const needed = consents.find(({ gives }) => requestsIn(planWith({ consent: { ...consent, ...gives } })).length > 0)
    if (needed !== undefined) return `${shown.request} is sent only with ${needed.flags}`
    return isRecorded ? 'no check sends the request of the recorded traffic' : `no check sends ${shown.request} with the given keys`
  }
  const exact = carriersOf(shows, plan, api)
  // The keys that a run creates for itself belong to no check.
  const similar = exact.length > 0 ? [] : plan.requests.filter((each) => shows.some((one) => isAlike(one, each)))
  const carriers = new Set((exact.length > 0 ? exact : carriersOf(similar, plan, api, maxSimilar)).map(idOf))
  if (carriers.size === 0) return `${shown.request} belongs to no check; --whole sends all requests of that run again`
  // A sequence needs more than one response to compare.
  if (rule.kind === 'sequence')
    for (const each of plan.instances)
      if (Object.values(each.requests).some(({ operation }) => shows.some((one) => one.operation === operation))) carriers.add(idOf(each))
  const select = selectionOf((about) => isFinding(about) || matches(about, carriers), original)
  if (exact.length > 0) return result(select)
  return { ...made(select), shows: new Set(similar.map(keyOf)), ...(shown.status === undefined ? {} : { alike: shown.status }) }
}

/** Returns whether a finding still stands, by the result of its replay. */
export function standingOf(finding: Finding, { kind, shows, alike, isWhole }: Replay, report: Report, recording: Recording): Standing {
  const verdict = verdictIn(report, finding)
  const outcome = verdict?.accepted?.outcome ?? verdict?.waived?.outcome ?? verdict?.outcome
  if (outcome === 'fail' || outcome === 'warn') return { is: 'stands' }
  if (outcome === undefined) return { is: 'unknown', why: 'the run received no response that the rule judges' }
  if (outcome !== 'pass') return { is: 'unknown', why: verdict?.why ?? reasons[outcome] ?? 'it could not be judged' }
  if (kind === 'probe') {
    const isOwn = !isWhole && recording.exchanges.some(({ request }) => !isSafe(request.method))
    return isOwn
      ? { is: 'mended', note: 'Other checks of that run may have used the same data before. --whole sends all requests of that run again.' }
      : { is: 'mended' }
  }
  if (kind === 'sequence' && !isWhole)
    return {
      is: 'unknown',
      why: `${verdict?.judged ?? 0} responses do not show it, but the rule compares all responses of a run; --whole sends all of them again`,
    }
  const isSent = recording.exchanges.some(
    (each) => isAnswered(each) && shows.has(keyOf(each.request.planned)) && (alike === undefined || each.reply.status === alike),
  )
  if (isSent)
    return alike === undefined ? { is: 'mended' } : { is: 'mended', note: 'A similar request was sent, not the one of the report.' }
  const why = [...shows].flatMap((key) => recording.unsent.get(key) ?? [])[0]
  return { is: 'unknown', why: `the request that showed it was not sent${why === undefined ? '' : `: ${why}`}` }
}

/**
 * Returns the verdict about a finding. A run with other requests needs another number of keys, so a sequence about one of several keys with a role is looked
 * for among all of them, the findings first.
 */
export function verdictIn(
  { verdicts }: Pick<Report, 'verdicts'>,
  finding: Pick<Finding, 'id' | 'about'>,
): Report['verdicts'][number] | undefined {
  const roleOf = (id: string): string => id.replace(/:key-([a-z]+)(-\d+)?$/, ':key-$1')
  const alike = verdicts.filter(
    ({ id }) => id === finding.id || (finding.about?.startsWith('key "') === true && roleOf(id) === roleOf(finding.id)),
  )
  return alike.find(({ outcome }) => outcome !== 'pass') ?? alike[0]
}

const reasons: Readonly<Partial<Record<Outcome, string>>> = { error: 'the suite has an internal error' }

/** What the caller may allow in addition, the least first. */
const consents: readonly { readonly gives: Consent; readonly flags: string }[] = [
  { gives: { writes: true }, flags: '--allow-writes' },
  { gives: { writes: true, lasting: true }, flags: '--allow-writes --allow-lasting' },
  { gives: { exhaust: true }, flags: '--allow-exhaust' },
  { gives: { writes: true, lasting: true, exhaust: true }, flags: '--allow-writes --allow-lasting --allow-exhaust' },
]

/** Whether two requests do the same, except for what they send. */
const isAlike = (one: Request, other: Request): boolean =>
  one.operation !== undefined &&
  one.operation === other.operation &&
  one.method === other.method &&
  one.effect === other.effect &&
  one.isRefused === other.isRefused &&
  one.credential.kind === other.credential.kind

const idFrom = (rule: string, operation: string | undefined, about: string | undefined): string =>
  new FindingIds().next({ rule, operation: operation ?? null, ...(about === undefined ? {} : { about }) })

const idOf = ({ rule, subject }: Pick<Instance, 'rule' | 'subject'>): string => idFrom(rule.id, subject.operation?.id, subject.about)

/** A check without an operation may be asked for with an operation of the same path. */
const matches = ({ rule, operation, about }: Choosable, ids: ReadonlySet<string>): boolean =>
  ids.has(idFrom(rule.id, operation?.id, about)) || ids.has(idFrom(rule.id, undefined, about))

function selectionOf(includes: Selection['includes'], original?: Selection): Selection {
  return {
    words: 'replay',
    includes,
    skips: (about) => original?.skips(about) ?? false,
    carries: (about) => original?.carries(about) ?? false,
  }
}

/** Reads the selection of the run that made a report. */
function chosenIn({ chosen }: WrittenReport, api: Api, rules: readonly Rule[]): Selection | undefined {
  const namesAfter = (option: string): string[] =>
    chosen === undefined ? [] : (new RegExp(`${option} (.*?)(?= --skip | --documented-only|$)`).exec(chosen)?.[1]?.split(',') ?? [])
  const documentedOnly = chosen?.includes('--documented-only') === true
  return readChoice({ only: namesAfter('--only'), skip: namesAfter('--skip'), documentedOnly }, api, rules)
}

/** The same request may be planned several times; this many of them are sent again. */
const maxRepeated = 3
/** Not every similar request has the same result. */
const maxSimilar = 12

/** Returns checks that send one or more of the requests, with as few others as possible. */
function carriersOf(requests: readonly Request[], { instances, covers }: Plan, api: Api, most = maxRepeated): Instance[] {
  const sent = instances.map((instance) => ({ instance, keys: closureOf(Object.values(instance.requests)) }))
  const groups = requests.flatMap((request): Carriers[] => {
    const key = keyOf(request)
    const [cheapest] = sent.filter(({ keys }) => keys.has(key)).sort((one, other) => one.keys.size - other.keys.size)
    if (cheapest !== undefined) return [{ instances: [cheapest.instance], size: cheapest.keys.size }]
    // A request with several faults belongs to all checks of these faults, also to those that are sent alone as a sample.
    const covered = new Set(
      [...covers].flatMap(([each, cover]) => (sourcesOf(cover).some((source) => keyOf(source) === key) ? [each] : [])),
    )
    const hasFaults = ({ rule, subject }: Instance): boolean =>
      Object.values(rule.faults?.(subject, api) ?? {}).some(({ operation }) => operation.id === request.operation)
    const together = sent.filter(
      ({ instance, keys }) => [...covered].some((each) => keys.has(each)) || (covered.size > 0 && hasFaults(instance)),
    )
    if (together.length > 0) return [{ instances: together.map(({ instance }) => instance), size: together.length }]
    // The cleanup of a resource belongs to every check that creates it.
    const creations = Object.values(request.params).flatMap((each) => (isReference(each) ? [keyOf(each.from)] : []))
    const [creator] = sent
      .filter(({ keys }) => creations.some((each) => keys.has(each)))
      .sort((one, other) => one.keys.size - other.keys.size)
    return creator === undefined ? [] : [{ instances: [creator.instance], size: creator.keys.size }]
  })
  return groups
    .sort((one, other) => one.size - other.size)
    .slice(0, most)
    .flatMap((each) => each.instances)
}

/** Checks that together send a request, and how much they send. */
interface Carriers {
  readonly instances: readonly Instance[]
  readonly size: number
}

/** Returns the keys of requests and of everything that they depend on. */
function closureOf(requests: readonly Request[]): ReadonlySet<string> {
  const keys = new Set<string>()
  const add = (request: Request): void => {
    const key = keyOf(request)
    if (keys.has(key)) return
    keys.add(key)
    for (const each of dependencies(request)) add(each)
  }
  for (const each of requests) add(each)
  return keys
}

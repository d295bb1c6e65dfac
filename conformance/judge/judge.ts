import type { OperationId } from '../../spec/contract.ts'
import { basisOf, type Basis } from '../basis.ts'
import { hasBody, header, isAnswered, NotRecorded, unreadable, type Answered, type Exchange } from '../exchange.ts'
import type { RunLevel } from '../levels.ts'
import type { Instance, LeftOut, Plan } from '../plan/plan.ts'
import { dependencies, keyOf, type Request } from '../request.ts'
import { isAboutSafety } from '../safety.ts'
import type { Waiver } from '../waivers.ts'
import { isPart } from '../caused.ts'
import { operationOf, unclear, type Area, type Bench, type Judgement, type Law, type Rule, type Sequence } from '../rule.ts'
import type { Record } from '../send/send.ts'

/**
 * - `fail`: a MUST is broken. `warn`: a SHOULD is, or a MUST on a beta operation (R17) that is not about safety.
 * - `inconclusive`: the situation does not allow a judgement. `waived`: one of these three, which somebody answers for until a day.
 * - `not-run`: the caller did not ask for it, allow it, or give the key for it; or the deployment promises more than a run can spend.
 * - `error`: the rule itself failed; never the deployment's fault.
 */
export type Outcome = 'pass' | 'fail' | 'warn' | 'inconclusive' | 'not-run' | 'waived' | 'error'

/** What one rule says of one operation, or of the deployment as a whole. */
export interface Verdict {
  readonly rule: Rule
  /** Absent where it is about the deployment as a whole. */
  readonly operation?: OperationId
  readonly about?: string
  readonly outcome: Outcome
  /** Of a finding what it rests on; of everything else what one of the rule would. */
  readonly basis: Basis
  /** The smallest level of a run that includes it. */
  readonly runLevel: RunLevel
  readonly expected?: string
  readonly seen?: string
  /** With `inconclusive` and `not-run` what is missing, with `error` what was thrown. */
  readonly why?: string
  /** With `not-run`: whose choice it was; absent where the deployment promises more than a run can spend. */
  readonly by?: LeftOut['by'] | 'basis'
  /** With `waived`: by which waiver, and what it would be without. */
  readonly waiver?: Waiver
  readonly waived?: Outcome
  /** The exchange that shows it. */
  readonly exchange?: Exchange
  /** How many exchanges were judged. */
  readonly judged: number
}

export const areaOf = (rule: Rule): Area => rule.id.slice(0, rule.id.indexOf('/')) as Area

/** Judges what was recorded. Sends nothing; the same record gives the same verdicts. */
export function judge(rules: readonly Rule[], plan: Plan, record: Record, bench: Bench): Verdict[] {
  const answered = record.exchanges.filter((each): each is Answered => isAnswered(each) && !isOutage(each))
  const passing = judgeInPassing(
    rules.filter((rule) => rule.kind === 'law'),
    answered,
    bench,
  )
  const instances = grouped(plan.instances, ({ rule }) => rule)
  const leftOut = grouped(plan.leftOut, ({ rule }) => rule)
  return rules.flatMap((rule): Verdict[] => {
    switch (rule.kind) {
      case 'law':
        return [...(passing.get(rule) ?? [])].map(([operation, { judgement, exchange, judged }]) =>
          verdict(rule, bench, judgement, { operation, exchange, judged }),
        )
      case 'sequence': {
        const concerned = answered.filter((each) => unlessUnrecorded(() => rule.concerns(each, bench)) ?? false)
        return together(rule, concerned).flatMap(({ about, exchanges }) => {
          const all = guarded(() => rule.judge(exchanges, bench))
          if (all.is !== 'unrecorded') return verdict(rule, bench, all, { about, judged: exchanges.length })
          // Where bodies are needed, those without one are left out.
          const recorded = exchanges.filter(({ reply }) => hasBody(reply))
          if (recorded.length === 0) return []
          return verdict(
            rule,
            bench,
            guarded(() => rule.judge(recorded, bench)),
            { about, judged: recorded.length },
          )
        })
      }
      case 'probe':
        return [
          ...(instances.get(rule) ?? []).map((instance) => judgeInstance(instance, record, bench)),
          ...(leftOut.get(rule) ?? []).map(({ subject, level, by, why }): Verdict => ({
            rule,
            ...(subject.operation === undefined ? {} : { operation: subject.operation.id }),
            ...(subject.about === undefined ? {} : { about: subject.about }),
            outcome: by === 'key' ? 'inconclusive' : 'not-run',
            basis: basisOf(rule),
            runLevel: level,
            by,
            why,
            judged: 0,
          })),
        ]
    }
  })
}

/** The worst that a law says of the exchanges of one operation, and the first that shows it. */
interface Passing {
  readonly judgement: Guarded
  readonly exchange: Answered
  readonly judged: number
}

const gravities = { pass: 0, 'not-run': 1, unrecorded: 1, inconclusive: 2, fail: 3, error: 5 } as const

/** A broken promise hides behind nothing that was only decided. */
const gravity = (judgement: Guarded, rule: Rule): number =>
  gravities[judgement.is] + (judgement.is === 'fail' && (judgement.basis ?? basisOf(rule)) === 'promised' ? 1 : 0)

/**
 * What each law says, by operation, in the order of the first exchange of each; those outside the contract together. One exchange after the other is
 * judged by all laws, so that its body is read once and need not be kept.
 */
function judgeInPassing(
  laws: readonly Law[],
  exchanges: readonly Answered[],
  bench: Bench,
): ReadonlyMap<Rule, ReadonlyMap<OperationId | undefined, Passing>> {
  const said = new Map<Rule, Map<OperationId | undefined, Passing>>(laws.map((law) => [law, new Map()]))
  for (const exchange of exchanges) {
    for (const law of laws) {
      if (law.judgesCut !== true && isPart(exchange)) continue
      if (attempt(() => unlessUnrecorded(() => law.concerns(exchange, bench)) ?? false) === false) continue
      const judged = guarded(() => law.judge(exchange, bench))
      if (judged.is === 'unrecorded') continue
      const judgement = law.judgesCut === true ? judged : uncut(exchange, judged)
      const { operation } = exchange.request
      const earlier = said.get(law)?.get(operation)
      const isWorst = earlier === undefined || gravity(judgement, law) > gravity(earlier.judgement, law)
      said.get(law)?.set(operation, { ...(isWorst ? { judgement, exchange } : earlier), judged: (earlier?.judged ?? 0) + 1 })
    }
  }
  return said
}

/** The exchanges that a sequence judges together, and whose they are; what nobody can tell of belongs nowhere. */
export function together({ among }: Pick<Sequence, 'among'>, exchanges: readonly Answered[]) {
  const whose = ({ request: { key, tenant, isMasked } }: Answered): string => {
    // What one key was answered after the other nobody can tell of keys that look alike.
    if (isMasked === true) return ''
    if (among === 'tenants') return tenant === undefined ? '' : 'both tenants'
    if (among === 'tenant' && tenant !== undefined) return tenant === 'main' ? 'the tenant' : 'the second tenant'
    return key === undefined ? 'without a key' : `key "${key}"`
  }
  return [...grouped(exchanges, whose)].flatMap(([about, each]) => (about === '' ? [] : [{ about, exchanges: each }]))
}

/** What a probe's answers show; `record` may be that of a run on its way, if it has all of them. */
export function judgeInstance({ rule, subject, requests, level }: Instance, record: Record, bench: Bench): Verdict {
  const answers: { [name: string]: Answered } = {}
  const lack = Object.values(requests).flatMap((each) => lackOf(each, record, bench))[0]
  const about = { runLevel: level, operation: subject.operation?.id, about: subject.about, judged: Object.keys(requests).length }
  if (lack !== undefined) {
    const unable = verdict(rule, bench, unclear(`the key "${lack.key}" lacks ${lack.permissions.join(' and ')}`), about)
    // A key that may not even read shows too little to tell anything; one that may not write leaves out what needs that.
    return lack.permissions.some((each) => each.endsWith('.read')) ? unable : { ...unable, outcome: 'not-run', by: 'consent' }
  }
  const asked = Object.entries(requests).map(([name, request]) => ({ name, request, exchange: record.byRequest.get(keyOf(request)) }))
  // What went wrong on the way says more than what was not sent for it.
  const gone = asked.find(({ exchange }) => exchange?.failure !== undefined) ?? asked.find(({ exchange }) => exchange === undefined)
  if (gone !== undefined) {
    const missing = gone.exchange?.failure?.message ?? record.unsent.get(keyOf(gone.request)) ?? 'it was not sent'
    return verdict(rule, bench, unclear(missing), { ...about, exchange: gone.exchange })
  }
  for (const { name, exchange } of asked) if (exchange !== undefined && isAnswered(exchange)) answers[name] = exchange
  // Where a quota is spent on purpose, a 429 is what the probe asked for.
  const limited = Object.values(answers).find(
    (each) => (each.reply.status === 429 || isSpent(each)) && each.request.planned.effect !== 'quota',
  )
  if (limited !== undefined) return verdict(rule, bench, unclear('the rate limit was reached'), { ...about, exchange: limited })
  const outage = Object.values(answers).find(isOutage)
  if (outage !== undefined)
    return verdict(rule, bench, unclear(`the deployment was not available (${outage.reply.status})`), { ...about, exchange: outage })
  const cut = rule.judgesCut === true ? undefined : Object.values(answers).find(({ reply }) => unreadable(reply) !== undefined)
  if (cut !== undefined) return verdict(rule, bench, unclear(unreadable(cut.reply) ?? ''), { ...about, exchange: cut })
  const control = answers['control']
  if (control !== undefined && control.reply.status >= 300) {
    return verdict(rule, bench, unclear(`the positive control answered ${control.reply.status}`), { ...about, exchange: control })
  }
  return verdict(
    rule,
    bench,
    guarded(() => rule.judge(answers, subject, bench)),
    {
      ...about,
      exchange: Object.values(answers).findLast((each) => each !== control) ?? control,
    },
  )
}

/**
 * What permission the caller's key lacks for a request, or for one that it depends on: it was refused with 403, and nothing else that needs
 * this permission succeeded with the key. A key that has shown that it has the permission lacks none; then the 403 is to be judged.
 */
function lackOf(request: Request, record: Record, bench: Bench): { readonly key: string; readonly permissions: readonly string[] }[] {
  const exchange = record.byRequest.get(keyOf(request))
  if (exchange === undefined) return dependencies(request).flatMap((each) => lackOf(each, record, bench))
  const { credential, key } = exchange.request
  if (!isAnswered(exchange) || exchange.reply.status !== 403 || credential.kind !== 'key' || key === undefined) return []
  if (credential.role !== 'main' && credential.role !== 'other') return []
  const shown = permissionsShown(record, bench).get(key)
  const lacking = (operationOf(exchange, bench)?.permissions ?? []).filter((each) => !shown?.has(each))
  return lacking.length === 0 ? [] : [{ key, permissions: lacking }]
}

const shownBy = new WeakMap<Record, Map<string, Set<string>>>()

/** The permissions that each key has shown to have: those of the operations that succeeded with it. */
function permissionsShown(record: Record, bench: Bench): Map<string, Set<string>> {
  const known = shownBy.get(record)
  if (known !== undefined) return known
  const shown = new Map<string, Set<string>>()
  for (const exchange of record.exchanges) {
    const { key } = exchange.request
    if (key === undefined || !isAnswered(exchange) || exchange.reply.status >= 300) continue
    const permissions = shown.get(key) ?? new Set<string>()
    for (const each of operationOf(exchange, bench)?.permissions ?? []) permissions.add(each)
    shown.set(key, permissions)
  }
  shownBy.set(record, shown)
  return shown
}

/** What answers in the deployment's place while it is away (RFC 9110 §15.6.3 to §15.6.5) does not speak for it. */
export const isOutage = (exchange: Answered): boolean => [502, 503, 504].includes(exchange.reply.status) && !isSpent(exchange)

/** Whether a deployment that is there says 503 because a key has nothing left. */
const isSpent = (exchange: Answered): boolean => exchange.reply.status === 503 && header(exchange, 'x-ratelimit-remaining') === '0'

type Guarded = Judgement | { readonly is: 'error'; readonly thrown: string } | { readonly is: 'unrecorded' }

/** A rule that throws is our fault, whatever the deployment sent. */
function guarded(judge: () => Judgement): Guarded {
  try {
    return judge()
  } catch (error) {
    if (error instanceof NotRecorded) return { is: 'unrecorded' }
    return { is: 'error', thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** Of a body that was cut, or that nobody here can unpack, what is missing is not the deployment's fault. */
function uncut({ reply }: Answered, judgement: Guarded): Guarded {
  const why = unreadable(reply)
  return why !== undefined && judgement.is !== 'pass' ? unclear(why) : judgement
}

/** What comes of something, unless it needs a body that was not recorded. */
function unlessUnrecorded<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof NotRecorded) return undefined
    throw error
  }
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

function verdict(
  rule: Rule,
  bench: Bench,
  judgement: Guarded,
  about: {
    /** Laws belong to every run. */
    readonly runLevel?: RunLevel
    readonly operation?: OperationId | undefined
    readonly about?: string | undefined
    readonly exchange?: Exchange | undefined
    readonly judged: number
  },
): Verdict {
  const exchange = (judgement.is === 'fail' ? judgement.exchange : undefined) ?? about.exchange
  const base = {
    rule,
    basis: (judgement.is === 'fail' ? judgement.basis : undefined) ?? basisOf(rule),
    runLevel: about.runLevel ?? 'smoke',
    ...(about.operation === undefined ? {} : { operation: about.operation }),
    ...(about.about === undefined ? {} : { about: about.about }),
    ...(exchange === undefined ? {} : { exchange }),
    judged: about.judged,
  }
  switch (judgement.is) {
    case 'pass':
      return { ...base, outcome: 'pass' }
    case 'inconclusive':
      return { ...base, outcome: 'inconclusive', why: judgement.missing }
    case 'not-run':
      return { ...base, outcome: 'not-run', ...(judgement.by === undefined ? {} : { by: judgement.by }), why: judgement.why }
    case 'error':
      return { ...base, outcome: 'error', why: judgement.thrown }
    case 'unrecorded':
      return { ...base, outcome: 'inconclusive', why: 'the body was not recorded' }
    case 'fail': {
      const operation = exchange === undefined ? undefined : operationOf(exchange, bench)
      const mild = rule.level === 'SHOULD' || (operation?.stability === 'beta' && !isAboutSafety(rule))
      return { ...base, outcome: mild ? 'warn' : 'fail', expected: judgement.expected, seen: judgement.seen }
    }
  }
}

function grouped<T, K>(items: readonly T[], by: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(by(item))
    if (group === undefined) groups.set(by(item), [item])
    else group.push(item)
  }
  return groups
}

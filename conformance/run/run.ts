import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as timeout } from 'node:timers/promises'
import type { Contract } from '../../spec/contract.ts'
import { contract as ours } from '../../spec/contract.ts'
import type { JudgedBy } from '../model/basis.ts'
import { Ahead } from '../judge/ahead.ts'
import { byBasis } from '../judge/by-basis.ts'
import { judge } from '../judge/judge.ts'
import type { Verdict } from '../judge/verdict.ts'
import { openSchemaJudge } from '../judge/schema-judge.ts'
import type { RunLevel } from '../model/levels.ts'
import { clean, untouched, type Left } from '../cleanup/clean.ts'
import { Journal } from '../cleanup/journal.ts'
import { makePlan, type Consent, type Plan } from '../plan/plan.ts'
import { outlookOf, unbounded, waitingOf, type Outlook, type Terms } from '../plan/price.ts'
import { redactor, secretsOf } from '../report/redact.ts'
import { makeReport, requestsOf, reportVerdict, type Report, type ReportedVerdict } from '../report/report.ts'
import type { Exchange } from '../model/exchange.ts'
import { keyOf, type Role } from '../model/request.ts'
import type { Bench, Rule } from '../model/rule.ts'
import { rules as catalogue } from '../rules/index.ts'
import { minute } from '../send/counts.ts'
import { interruptible, type Sleep } from '../send/interruptible.ts'
import { Patience } from '../send/patience.ts'
import { send, type Record, type SendEvent } from '../send/send.ts'
import { openWire, type Proxy, type Wire } from '../send/wire.ts'
import type { Selection } from '../plan/selection.ts'
import { KeyRing, type Target } from '../model/target.ts'
import { VerdictStream } from '../judge/verdict-stream.ts'
import { usesOf, waive, type Waiver } from '../judge/waivers.ts'

export interface RunOptions {
  readonly target: Target
  readonly level?: RunLevel
  /** What the run may do besides reading and writes that must be refused; nothing by default. */
  readonly consent?: Consent
  /** Decides made-up ids and names; equal seeds plan equal requests. By default a fixed one, and a new one for a run that writes. */
  readonly seed?: string
  /** Milliseconds for each exchange, 10 000 by default. */
  readonly timeout?: number
  /** Requests on their way at once, 1 by default; writes are always alone. */
  readonly concurrency?: number
  /** Certificates (PEM) to trust besides the usual ones. */
  readonly ca?: string
  /** Where requests go through, where they do not go straight to the deployment. */
  readonly proxy?: Proxy
  /** Sent with every request, in addition to what the request is about. What the name says is secret is never shown. */
  readonly headers?: Readonly<globalThis.Record<string, string>>
  /** File for what the run makes; by default named after the run, in the working directory. Removed when all of it is taken back. */
  readonly journal?: string
  /** Which rules and operations the run is about; nothing else is in the report. */
  readonly select?: Selection
  /** The most requests to plan; what does not fit is reported as not run. */
  readonly maxRequests?: number
  /**
   * The most milliseconds to wait for the rate limit in all, 900 000 by default. What cannot be sent in time is left out beforehand, the least valuable
   * first, and reported as not run; a level that it belongs to is not reached then, unless this bound was set.
   */
  readonly maxWait?: number
  readonly waivers?: readonly Waiver[]
  /** By what the deployment is judged: the whole contract, which is the default, or what is promised alone. */
  readonly basis?: JudgedBy
  /** Aborted to end the run early: what was made is taken back, and what was recorded is judged. */
  readonly stop?: AbortSignal
  readonly rules?: readonly Rule[]
  readonly contract?: Contract
  /** Of an earlier run with the same seed, level, consent, keys and rules: equal options give equal plans, and making one takes time. */
  readonly plan?: Plan
  /** Called once, before anything but the first read is sent, with what the run will do and how long it will wait; not if it is interrupted before. */
  readonly onPlan?: (plan: Plan, outlook: Outlook) => void
  readonly onEvent?: (event: SendEvent) => void
  /** Called once with every verdict of the report, as soon as it is certain. */
  readonly onVerdict?: (verdict: ReportedVerdict) => void
  readonly wire?: Wire
  readonly clock?: () => number
  readonly sleep?: Sleep
}

/** What was done besides what the report tells, for proofs over recorded runs. */
export interface Recorded {
  /** What the run followed. */
  readonly plan: Plan
  /** The same without a bound of time, for `RunOptions.plan` of another run. */
  readonly whole: Plan
  readonly record: Record
  readonly report: Report
  /** Every key that the run was given or made, to look for in what it wrote. */
  readonly secrets: readonly string[]
  /** The exchange in which the deployment rightly showed each key that it issued. */
  readonly issued: ReadonlyMap<string, number>
}

export const defaults = {
  level: 'smoke',
  seed: 'conformance',
  timeout: 10_000,
  concurrency: 1,
  maxWait: 15 * minute,
  basis: 'contract',
} as const

const delay: Sleep = (milliseconds, signal) => timeout(milliseconds, undefined, signal && { signal })

/** Milliseconds that are waited in any case. */
const shortPause = 1000

/** A run that writes must not meet what an earlier one left. */
export function freshSeed(): string {
  return randomBytes(6).toString('hex')
}

/**
 * Checks a deployment: contract and target → plan → send → judge → report.
 *
 * Throws `Undecidable` if the first request shows that there is nothing to judge: the address cannot be reached, or the key is refused.
 */
export async function run(options: RunOptions): Promise<Report> {
  return (await recordedRun(options)).report
}

/** The same, with the recorded exchanges. */
export async function recordedRun(options: RunOptions): Promise<Recorded> {
  const { target, level = defaults.level, rules = catalogue, contract = ours, clock = Date.now, consent = {}, headers = {} } = options
  const startedAt = clock()
  const seed = options.seed ?? (consent.writes === true ? freshSeed() : defaults.seed)
  const counts = Object.fromEntries(Object.entries(target.keys).map(([role, keys]) => [role, keys.length])) as Partial<
    globalThis.Record<Role, number>
  >
  const planned = {
    level,
    seed,
    consent,
    given: counts,
    ...(options.select === undefined ? {} : { select: options.select }),
    ...(options.maxRequests === undefined ? {} : { maxRequests: options.maxRequests }),
  }
  const whole = options.plan ?? makePlan(contract, rules, planned)
  let plan = whole
  const maxWait = options.maxWait ?? defaults.maxWait
  const patience = new Patience(maxWait, clock)
  const unknown = unknownKey(seed)
  const keys = new KeyRing(target.keys, unknown)
  const { sleep, close: letGo } = interruptible(options.sleep ?? delay, options.stop)
  // A plan with nothing to send is for nobody to begin with.
  if (whole.requests.length === 0) options.onPlan?.(whole, outlookOf(whole, whole, counts, { ...unbounded, maxWait }))
  // A run that may not write makes nothing; what a deployment carries out all the same gets a file of its own, since equal seeds give equal tags.
  const mayWrite = consent.writes === true
  const file = options.journal ?? `${whole.tag}${mayWrite ? '' : `-${freshSeed()}`}.journal.jsonl`
  const about = { target: target.baseUrl, tag: whole.tag, startedAt: new Date(startedAt).toISOString() }
  const journal = mayWrite && whole.owned.size === 0 ? undefined : new Journal(file, about, { isLazy: !mayWrite })
  const wire =
    options.wire ??
    openWire({
      timeout: options.timeout ?? defaults.timeout,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
    })
  const today = new Date(startedAt)
  const { select, waivers = [], basis = defaults.basis, onVerdict } = options
  const isChosen = ({ rule, operation: id, by }: Verdict) =>
    by !== 'choice' && (select?.includes({ rule, operation: id && contract.operations[id] }) ?? true)
  const schemas = openSchemaJudge(contract)
  let stream: VerdictStream | undefined
  const onTheWay: Bench = {
    contract,
    schemas,
    // A key that the run makes on its way is a secret from then on.
    get secrets() {
      return [...keys.secrets, unknown]
    },
  }
  const ahead = new Ahead(rules, onTheWay)
  const early: Exchange[] = []
  /** What was told already, by its text, and how often: a rule may say the same of one operation twice. */
  const told = new Map<string, number>()
  const tell = (verdicts: readonly Verdict[], isEnd = false): void => {
    if (onVerdict === undefined) return
    const redact = redactor([...keys.secrets, ...secretsOf(headers)])
    for (const verdict of verdicts.filter(isChosen)) {
      const reported = reportVerdict(byBasis(waive(verdict, waivers, today), basis), target.baseUrl, redact)
      const text = JSON.stringify(reported)
      const count = told.get(text) ?? 0
      told.set(text, isEnd ? count - 1 : count + 1)
      if (!isEnd || count <= 0) onVerdict(reported)
    }
  }
  let left: readonly Left[] = []
  const tidy = async (): Promise<void> => {
    if (journal === undefined) return
    // Whatever the run has waited, what it made is worth a window more.
    patience.extend(minute + shortPause)
    const [key = '', otherKey] = [target.keys.main?.[0], target.keys.other?.[0]]
    const remains = { tag: plan.tag, ...journal.remains }
    // Without consent nothing is taken back either: what a deployment carried out all the same is named.
    left =
      consent.writes === true
        ? await clean({
            contract,
            baseUrl: target.baseUrl,
            remains,
            wire,
            key,
            ...(otherKey === undefined ? {} : { otherKey }),
            headers,
            // What is sent again soon because a connection broke is no wait for the rate limit.
            sleep: (milliseconds) => (milliseconds <= shortPause ? (options.sleep ?? delay)(milliseconds) : sleep(milliseconds)),
            isWorth: (milliseconds) => {
              const isWorth = options.stop?.aborted !== true && patience.lack(milliseconds) === undefined
              if (isWorth) patience.spend(milliseconds)
              return isWorth
            },
            onLine: (line) => journal.note(line),
          })
        : untouched(remains)
    journal.close()
  }
  try {
    const record = await send({
      plan: whole,
      settle: (pace) => {
        // Nothing more is sent, so there is nothing to tell.
        if (options.stop?.aborted === true) return whole
        const terms = { maxWait, ...pace.terms('main', clock()) }
        plan = inTime(whole, terms)
        options.onPlan?.(plan, outlookOf(plan, whole, counts, terms))
        if (onVerdict !== undefined) {
          stream = new VerdictStream(plan, onTheWay)
          tell(early.flatMap((each) => stream?.take(each) ?? []))
        }
        return plan
      },
      contract,
      consent,
      baseUrl: target.baseUrl,
      keys,
      wire,
      clock,
      // Only a run that may be interrupted has to be judged at once when it ends.
      sleep: options.stop === undefined ? sleep : (milliseconds) => ahead.during(sleep(milliseconds)),
      patience,
      headers,
      concurrency: options.concurrency ?? defaults.concurrency,
      onEvent: (event) => {
        options.onEvent?.(event)
        if (event.type !== 'exchange') return
        ahead.note(event.exchange)
        if (stream === undefined) early.push(event.exchange)
        else tell(stream.take(event.exchange))
      },
      ...(journal === undefined ? {} : { journal }),
      ...(options.stop === undefined ? {} : { stop: options.stop }),
    }).finally(tidy)
    const given = new Set(Object.values(target.keys).flat())
    const issued = issuedIn(
      record,
      keys.secrets.filter((each) => !given.has(each)),
    )
    const judged = judge(rules, plan, record, {
      contract,
      schemas,
      secrets: [...keys.secrets, unknown],
      issued,
    })
    tell(judged, true)
    const waived = judged.map((each) => waive(each, waivers, today))
    const verdicts = waived.filter(isChosen)
    const report = makeReport({
      contract,
      baseUrl: target.baseUrl,
      level,
      seed,
      requests: requestsOf(plan, record),
      verdicts,
      basis,
      left,
      waivers: usesOf(waivers, waived, plan, today),
      ...(select === undefined ? {} : { chosen: select.words }),
      ...(journal === undefined || !existsSync(journal.file) ? {} : { journal: journal.file }),
      secrets: [...keys.secrets, ...secretsOf(headers)],
      isBounded: options.maxWait !== undefined,
      startedAt,
      endedAt: clock(),
    })
    return { plan, whole, record, report, secrets: keys.secrets, issued }
  } finally {
    letGo()
    if (options.wire === undefined) await wire.close()
  }

  /** The plan without what cannot be sent in time; it begins as the whole one does. */
  function inTime(all: Plan, terms: Terms): Plan {
    if (waitingOf({ ...all, given: counts }, terms) <= terms.maxWait) return all
    const less = makePlan(contract, rules, { ...planned, terms })
    const opening = all.requests.filter(
      ({ credential }, index) => index === 0 || (credential.kind === 'key' && credential.nth !== undefined),
    )
    const opened = new Set(opening.map(keyOf))
    const requests = less.requests.filter(
      (each) => !opened.has(keyOf(each)) && !(each.credential.kind === 'key' && each.credential.nth !== undefined),
    )
    return { ...less, requests: [...opening, ...requests] }
  }
}

/** The exchange that showed each key first, which is the one that issued it. */
function issuedIn({ exchanges }: Record, issued: readonly string[]): Map<string, number> {
  return new Map(
    issued.flatMap((key): [string, number][] => {
      const first = exchanges.find(({ reply }) => reply?.body.includes(key))
      return first === undefined ? [] : [[key, first.number]]
    }),
  )
}

/** A key that is well-formed and that nobody has issued. */
function unknownKey(seed: string): string {
  return `bdk_live_unknown_${createHash('sha256').update(`unknown key ${seed}`).digest('hex')}`
}

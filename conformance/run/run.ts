/** Checks a deployment: contract and target → plan → send → judge → report. */
import { existsSync } from 'node:fs'
import type { Left } from '../cleanup/left.ts'
import { Ahead } from '../judge/ahead.ts'
import { doubtAbout, judge } from '../judge/judge.ts'
import { usesOf, waive } from '../judge/waivers.ts'
import type { Exchange } from '../model/exchange.ts'
import { keyOf } from '../model/request.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { LeftOut, Plan, Terms } from '../plan/model.ts'
import { certainOf, outlookOf, unbounded, waitingOf } from '../plan/price.ts'
import { secretsOf } from '../report/redact.ts'
import { makeReport, requestsOf, type Report } from '../report/report.ts'
import { planOf } from '../report/shard.ts'
import type { Recording } from '../model/recording.ts'
import type { ReportedVerdict } from '../report/reported-verdict.ts'
import type { Sleep } from '../send/interruptible.ts'
import { send } from '../send/send.ts'
import { defaults, type Recorded, type RunOptions } from './options.ts'
import { EndedRun, type Ended } from './ended-run.ts'
import { Ending } from './ending.ts'
import { setUp, type Setup } from './setup.ts'
import { takeBack } from './take-back.ts'
import { Teller } from './teller.ts'

/**
 * Runs the suite and resolves to its report.
 *
 * Throws `EndedRun`, an `Undecidable`, if the first requests show that there is nothing to judge: the base URL cannot be reached, or a key is rejected.
 */
export async function run(options: RunOptions): Promise<Report> {
  return (await recordedRun(options)).report
}

/** The same, with the recorded exchanges. */
export async function recordedRun(options: RunOptions): Promise<Recorded> {
  const ending = new Ending(options, options.clock ?? Date.now)
  const bounded = { ...options, ...(ending.signal === undefined ? {} : { stop: ending.signal }) }
  const setup = setUp(bounded, options.stop)
  try {
    return await follow(bounded, setup, ending)
  } finally {
    await setup.close()
  }
}

async function follow(options: RunOptions, setup: Setup, ending: Ending): Promise<Recorded> {
  const { api, rules, whole, planned, maxWait, context } = setup
  const teller = new Teller(ending.countsFailures ? { ...options, onVerdict: both(ending.note, options.onVerdict) } : options, setup)
  const ahead = new Ahead(rules, context)
  const given = planned.given ?? {}
  // An empty plan sends no first request, so `settle` is not called.
  if (whole.requests.length === 0) options.onPlan?.(whole, outlookOf(whole, whole, given, { ...unbounded(api), maxWait }))
  // Only a run that can be interrupted must be judged quickly at its end.
  const judging = (sleep: Sleep) => (options.stop === undefined ? sleep : (milliseconds: number) => ahead.during(sleep(milliseconds)))
  let plan = whole
  let left: readonly Left[] = []
  const sent: Exchange[] = []
  const recording = await send({
    plan: whole,
    settle: (pace) => {
      // Nothing more is sent, so there is nothing to report.
      if (options.stop?.aborted === true) return whole
      const terms = { maxWait, ...pace.terms('main', setup.clock()) }
      plan = inTime(setup, terms)
      options.onPlan?.(plan, outlookOf(plan, whole, given, terms))
      teller.follow(plan)
      return plan
    },
    api,
    consent: planned.consent ?? {},
    baseUrl: setup.target.baseUrl,
    keys: setup.keys,
    wire: setup.wire,
    clock: setup.clock,
    sleep: ending.within(judging(setup.sleep)),
    cleanupSleep: judging(setup.cleanupSleep),
    patience: setup.patience,
    headers: setup.headers,
    concurrency: options.concurrency ?? defaults.concurrency,
    onEvent: (event) => {
      options.onEvent?.(event)
      if (event.type === 'spared' && event.by !== undefined) teller.spare(event.request, event.by)
      if (event.type !== 'exchange') return
      sent.push(event.exchange)
      ahead.note(event.exchange)
      teller.take(event.exchange)
      ending.judge(event.exchange, rules, context, teller.decided)
      ending.watch()
    },
    doubt: (instance, recorded) => doubtAbout(instance, recorded, context),
    ...(setup.journal === undefined ? {} : { journal: setup.journal }),
    ...(options.stop === undefined ? {} : { stop: options.stop }),
    ...(setup.interruption === undefined ? {} : { interruption: setup.interruption }),
    ...(options.tracing === undefined ? {} : { tracing: options.tracing }),
  })
    .finally(async () => {
      options.onEvent?.({ type: 'cleanup' })
      left = await takeBack(setup, plan, options.tracing)
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undecidable)) throw error
      throw new EndedRun(error.message, endedRun(error.message, sent, left, setup, options))
    })
  const issued = issuedKeys(setup, recording)
  const verdicts = judge(rules, plan, recording, { ...context, issued })
  teller.end(verdicts)
  const { waivers = [], select, baseline } = options
  const today = new Date(setup.startedAt)
  const waived = verdicts.map((each) => waive(each, waivers, today))
  const report = makeReport({
    ...factsOf(setup, options),
    requests: requestsOf(plan, recording),
    exchanges: recording.exchanges,
    verdicts: waived.filter(teller.isChosen),
    left,
    waivers: usesOf(waivers, waived, plan, today),
    ...(baseline === undefined ? {} : { baseline }),
    isBounded: options.maxWait !== undefined,
    ...(plan.shard === undefined
      ? {}
      : { shard: { plan: planOf(planned, plan.shard, api), known: plan.shard, elsewhere: elsewhereIn(plan, select) } }),
  })
  return { plan, whole, record: recording, report, startedAt: setup.startedAt, secrets: setup.keys.secrets, keys: setup.keys.named, issued }
}

/** What is known of a run before it judges anything. */
const factsOf = ({ api, target, planned, journal, keys, headers, startedAt, clock }: Setup, { basis, select }: RunOptions) => ({
  contract: api,
  baseUrl: target.baseUrl,
  level: planned.level,
  seed: planned.seed,
  keys: planned.given ?? {},
  basis: basis ?? defaults.basis,
  ...(select === undefined ? {} : { chosen: select.words }),
  ...(journal === undefined || !existsSync(journal.file) ? {} : { journal: journal.file }),
  secrets: [...keys.secrets, ...secretsOf(headers)],
  startedAt,
  endedAt: clock(),
})

/** The rest of a run that ended before it judged anything. */
function endedRun(why: string, exchanges: readonly Exchange[], left: readonly Left[], setup: Setup, options: RunOptions): Ended {
  const { whole, startedAt, keys } = setup
  const requests = requestsOf(whole, { exchanges, byRequest: new Map() })
  const report = makeReport({ ...factsOf(setup, options), ended: why, requests, exchanges, verdicts: [], left })
  return { report, record: { exchanges }, startedAt, secrets: keys.secrets, keys: keys.named }
}

const both =
  (first: (verdict: ReportedVerdict) => void, second: ((verdict: ReportedVerdict) => void) | undefined) =>
  (verdict: ReportedVerdict): void => {
    first(verdict)
    second?.(verdict)
  }

/** Returns the plan without what cannot be sent in time; it begins with the same requests as the whole plan. */
function inTime({ whole, planFor, planned }: Setup, terms: Terms): Plan {
  if (waitingOf({ ...certainOf(whole), given: planned.given ?? {} }, terms) <= terms.maxWait) return whole
  const less = planFor(terms)
  const opening = whole.requests.filter(
    ({ credential }, index) => index === 0 || (credential.kind === 'key' && credential.nth !== undefined),
  )
  const opened = new Set(opening.map(keyOf))
  const requests = less.requests.filter(
    (each) => !opened.has(keyOf(each)) && !(each.credential.kind === 'key' && each.credential.nth !== undefined),
  )
  return { ...less, requests: [...opening, ...requests] }
}

/** Returns the selected checks of a plan that belong to other parts. */
const elsewhereIn = ({ leftOut }: Plan, select: RunOptions['select']): LeftOut[] =>
  leftOut.filter(({ by, rule, subject: { operation, about } }) => by === 'shard' && (select?.includes({ rule, operation, about }) ?? true))

/** Returns, for each key that was not given to the run, the first exchange that contains it, which is the one that issued it. */
function issuedKeys({ target, keys }: Setup, { exchanges }: Recording): Map<string, number> {
  const given = new Set(Object.values(target.keys).flat())
  return new Map(
    keys.secrets.flatMap((key): [string, number][] => {
      const first = given.has(key) ? undefined : exchanges.find(({ reply }) => reply?.body.includes(key))
      return first === undefined ? [] : [[key, first.number]]
    }),
  )
}

/** Test deployment of the proof: the reference server and the suite share one process and one clock, which skips every wait. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Plan } from '../../conformance/plan/model.ts'
import { recordedRun } from '../../conformance/run/run.ts'
import type { Report } from '../../conformance/report/report.ts'
import type { Recorded, RunOptions } from '../../conformance/run/options.ts'
import type { Target } from '../../conformance/model/target.ts'
import { Undecidable } from '../../conformance/model/undecidable.ts'
import { buildApp, standardParts, type Deps, type Limits, type Parts } from '../../server/app.ts'
import { demoKeys } from '../../server/demo/keys.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { compileEndpoints } from '../../server/http/endpoint.ts'
import { openSharedRateLimiter } from '../../server/limits/redis.ts'
import { openStore } from '../../server/store/open.ts'
import type { Store } from '../../server/store/store.ts'
import { contract } from '../../spec/contract.ts'
import { startProxy, type Gateway } from '../variants/proxy.ts'

/** The limits of the contract (D07). */
const limits = { perMinute: 100, perHour: 1000, anonymousPerMinute: 600 }

/** Compiled once: compiling takes longer than the rest of the start of an application, and the endpoints never change. */
const endpoints = compileEndpoints(contract)

/** Base path of the contract's paths on the server itself. */
const base = '/api'

/** Differences from the default test deployment, which has the demo data in memory, the limits of the contract and no gateway. */
export interface DeploymentOptions {
  readonly assemble?: (parts: Parts) => Parts
  readonly limits?: Partial<Limits>
  /** Maps the time of the test clock to the time of the server's clock, both in milliseconds since the epoch. */
  readonly clock?: (now: number) => number
  /** Fills the empty database. */
  readonly fill?: (store: Store) => Promise<void>
  /** A gateway between suite and server. */
  readonly gateway?: Gateway
  /** Prepares the deployment before the run. `path` is a path of the contract; `sleep` advances the clock without waiting. */
  readonly before?: (call: (path: string, init: RequestInit) => Promise<Response>, sleep: TestDeployment['sleep']) => Promise<void>
  /** Database of the server, as in `DATABASE_URL`; by default in memory. */
  readonly database?: string
  /** Redis server with the rate-limit counters, as in `REDIS_URL`; by default in memory. */
  readonly counters?: string
  /** API keys of the run; by default the administrator key of each demo tenant. */
  readonly keys?: Target['keys']
  /** Number of concurrent requests of the suite; by default 1. */
  readonly concurrency?: number
  /** Milliseconds that pass on the clock with each request, as on a network; by default 0. */
  readonly latency?: number
}

export interface TestDeployment {
  readonly baseUrl: string
  /** The suite's clock, in milliseconds since the epoch. */
  readonly clock: () => number
  /** Advances the clock without waiting. */
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly close: () => Promise<void>
}

export async function openTestDeployment(deploymentOptions: DeploymentOptions = {}): Promise<TestDeployment> {
  const {
    assemble = (parts: Parts) => parts,
    clock: shown = (now: number) => now,
    fill = seedDemo,
    database = ':memory:',
    counters,
    gateway,
    before,
    latency = 0,
  } = deploymentOptions
  let ahead = 0
  const clock = (): number => Date.now() + ahead
  const store = await openStore(database)
  await fill(store)
  // The suite and the server have one clock, which skips every wait.
  const limiter = counters === undefined ? undefined : await openSharedRateLimiter(counters, 'given')
  const deps: Deps = {
    contract,
    store,
    clock: () => shown(clock()),
    random: randomBytes,
    limits: { ...limits, ...deploymentOptions.limits },
    log: { level: 'silent', stream: { write: () => undefined } },
  }
  const app = buildApp(deps, assemble({ ...standardParts(deps), endpoints, ...(limiter === undefined ? {} : { limiter }) }))
  await app.listen({ host: '127.0.0.1', port: 0 })
  app.server.on('request', () => {
    ahead += latency
  })
  const sleep = async (milliseconds: number): Promise<void> => {
    ahead += Math.ceil(milliseconds)
    // Lets pending responses arrive.
    await turn()
  }
  await before?.((path, init) => fetch(app.listeningOrigin + base + path, init), sleep)
  const proxy = gateway === undefined ? undefined : await startProxy(app.listeningOrigin, base, gateway)
  return {
    baseUrl: `${proxy?.origin ?? app.listeningOrigin}${gateway?.base ?? base}`,
    clock,
    sleep,
    close: async () => {
      await proxy?.close()
      app.server.closeAllConnections()
      await app.close()
      limiter?.close()
      await store.close()
    },
  }
}

/** Plans of earlier runs, by the options that a plan depends on. */
const plans = new Map<string, Plan>()

/** The options that a plan depends on, as a key; `undefined` for a run with selected rules or another contract. */
function planKeyOf({ keys }: Target, options: Partial<RunOptions>): string | undefined {
  const { rules, contract: other, profile, select, level, consent, seed, maxRequests, shard } = options
  if ([rules, other, profile, select].some((each) => each !== undefined)) return undefined
  return JSON.stringify([Object.entries(keys).map(([role, each]) => [role, each.length]), level, consent, seed, maxRequests, shard])
}

/** A run of level full with every consent and one administrator key of each tenant. The seed is fixed, so that all runs have the same plan. */
export async function fullRun(
  { baseUrl, clock, sleep }: Pick<TestDeployment, 'baseUrl' | 'clock' | 'sleep'>,
  options: Partial<RunOptions> = {},
): Promise<Recorded> {
  const { nordwind, suedlicht } = demoKeys
  const directory = mkdtempSync(path.join(tmpdir(), 'proof-'))
  const target: Target = { baseUrl, keys: { main: [nordwind.administrator], other: [suedlicht.administrator] } }
  const planKey = planKeyOf({ ...target, ...options.target }, options)
  const plan = planKey === undefined ? undefined : plans.get(planKey)
  try {
    const recorded = await recordedRun({
      target,
      level: 'full',
      consent: { writes: true, lasting: true, exhaust: true },
      seed: 'proof',
      // Reached only if the deployment does not respond. Long enough for a busy machine.
      timeout: 5000,
      journal: path.join(directory, 'journal.jsonl'),
      clock,
      sleep,
      // Waits cost nothing on this clock, and only a run that waits can show the effect of a wrong rate limit.
      maxWait: 12 * 3_600_000,
      ...(plan === undefined ? {} : { plan }),
      ...options,
    })
    if (planKey !== undefined) plans.set(planKey, recorded.whole)
    return recorded
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** A verdict other than a pass. */
export interface Finding {
  readonly rule: string
  /** `null` for the deployment as a whole. */
  readonly operation: string | null
  readonly about?: string
  readonly outcome: 'fail' | 'warn' | 'error' | 'inconclusive'
  /** What was expected and seen, or what was missing for a verdict. */
  readonly why: string
}

/** The result of a run. */
export interface Outcome {
  readonly findings: readonly Finding[]
  /** Number of verdicts that judged at least one exchange. */
  readonly judged: number
  readonly requests: number
  /** Why the run could judge nothing; there are no findings in this case. */
  readonly undecidable?: string
}

/** Whether a window of the rate limit moves shows only over some seconds, however fast the machine is. */
const usualLatency = 5

/** Runs the full suite against a test deployment with these options. `onReport` gets the whole report, unless there is nothing to judge. */
export async function outcomeOf(
  deploymentOptions: DeploymentOptions,
  options: Partial<RunOptions> = {},
  onReport: (report: Report) => void = () => undefined,
): Promise<Outcome> {
  const deployment = await openTestDeployment({ latency: usualLatency, ...deploymentOptions })
  const own = {
    ...(deploymentOptions.keys === undefined ? {} : { target: { baseUrl: deployment.baseUrl, keys: deploymentOptions.keys } }),
    ...(deploymentOptions.concurrency === undefined ? {} : { concurrency: deploymentOptions.concurrency }),
  }
  try {
    const { report } = await fullRun(deployment, { ...own, ...options })
    onReport(report)
    return outcome(report)
  } catch (error) {
    if (error instanceof Undecidable) return { findings: [], judged: 0, requests: 0, undecidable: error.message }
    throw error
  } finally {
    await deployment.close()
  }
}

export function outcome({ verdicts, requests }: Recorded['report']): Outcome {
  return {
    findings: verdicts.flatMap(({ rule, operation, about, outcome, expected, seen, why }): Finding[] =>
      outcome === 'fail' || outcome === 'warn' || outcome === 'error' || outcome === 'inconclusive'
        ? [
            {
              rule,
              operation,
              ...(about === undefined ? {} : { about }),
              outcome,
              why: (why ?? `expected ${expected ?? ''}, seen ${seen ?? ''}`).slice(0, 500),
            },
          ]
        : [],
    ),
    judged: verdicts.filter(({ judged }) => judged > 0).length,
    requests: requests.sent,
  }
}

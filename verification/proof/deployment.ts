/** Where the suite is proven: the reference server and the suite in one process, on one clock that jumps over every wait. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Plan } from '../../conformance/plan/model.ts'
import { recordedRun } from '../../conformance/run/run.ts'
import type { Recorded, RunOptions } from '../../conformance/run/options.ts'
import type { Target } from '../../conformance/model/target.ts'
import { Undecidable } from '../../conformance/model/undecidable.ts'
import { buildApp, standardParts, type Deps, type Limits, type Parts } from '../../server/app.ts'
import { demoKeys } from '../../server/demo/keys.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { compileEndpoints } from '../../server/http/endpoint.ts'
import { openStore } from '../../server/store/open.ts'
import type { Store } from '../../server/store/store.ts'
import { contract } from '../../spec/contract.ts'
import { startProxy, type Gateway } from '../variants/proxy.ts'

/** The limits of the contract (D07). */
const limits = { perMinute: 100, perHour: 1000, anonymousPerMinute: 600 }

/** Compiling them takes longer than everything else about a new application, and nothing changes them. */
const endpoints = compileEndpoints(contract)

/** Where the contract's paths begin at the server itself. */
const base = '/api'

/** In what a test deployment differs from the ordinary one, which has the demo data in memory, the limits of the contract, nothing in between. */
export interface DeploymentOptions {
  readonly assemble?: (parts: Parts) => Parts
  readonly limits?: Partial<Limits>
  /** What the server's clock shows when it is `now`, both in milliseconds since the epoch. */
  readonly clock?: (now: number) => number
  /** Fills the empty database. */
  readonly fill?: (store: Store) => Promise<void>
  /** Stands between suite and server. */
  readonly gateway?: Gateway
  /** What was done to the deployment before the run comes to it; the path is one of the contract, and `sleep` lets time pass at once. */
  readonly before?: (call: (path: string, init: RequestInit) => Promise<Response>, sleep: TestDeployment['sleep']) => Promise<void>
  /** Other keys than an administrator's of each demo tenant. */
  readonly keys?: Target['keys']
  /** Requests that the suite has on their way at once, instead of one. */
  readonly concurrency?: number
}

export interface TestDeployment {
  readonly baseUrl: string
  /** Milliseconds since the epoch, as the suite has it. */
  readonly clock: () => number
  /** Lets time pass at once. */
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly close: () => Promise<void>
}

export async function openTestDeployment(deploymentOptions: DeploymentOptions = {}): Promise<TestDeployment> {
  const { assemble = (parts: Parts) => parts, clock: shown = (now: number) => now, fill = seedDemo, gateway, before } = deploymentOptions
  let ahead = 0
  const clock = (): number => Date.now() + ahead
  const store = await openStore(':memory:')
  await fill(store)
  const deps: Deps = {
    contract,
    store,
    clock: () => shown(clock()),
    random: randomBytes,
    limits: { ...limits, ...deploymentOptions.limits },
    log: { level: 'silent', stream: { write: () => undefined } },
  }
  const app = buildApp(deps, assemble({ ...standardParts(deps), endpoints }))
  await app.listen({ host: '127.0.0.1', port: 0 })
  const sleep = async (milliseconds: number): Promise<void> => {
    ahead += Math.ceil(milliseconds)
    // Answers that are on their way get their turn.
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
      await store.close()
    },
  }
}

/** The plan of all runs that differ in nothing that a plan depends on. */
let usual: Plan | undefined

/** Everything that a run can show, with every consent, from one administrator key of each tenant. The seed is fixed, so that all runs plan the same. */
export async function fullRun(
  { baseUrl, clock, sleep }: Pick<TestDeployment, 'baseUrl' | 'clock' | 'sleep'>,
  options: Partial<RunOptions> = {},
): Promise<Recorded> {
  const { nordwind, suedlicht } = demoKeys
  const directory = mkdtempSync(path.join(tmpdir(), 'proof-'))
  const isUsual = Object.keys(options).length === 0
  try {
    const recorded = await recordedRun({
      target: { baseUrl, keys: { main: [nordwind.administrator], other: [suedlicht.administrator] } },
      level: 'full',
      consent: { writes: true, lasting: true, exhaust: true },
      seed: 'proof',
      // Nothing waits for it but a deployment that does not answer; a busy machine takes its time.
      timeout: 5000,
      journal: path.join(directory, 'journal.jsonl'),
      clock,
      sleep,
      // Waiting costs nothing here, and a deployment that counts too much has to be waited for to see why.
      maxWait: 12 * 3_600_000,
      ...(isUsual && usual !== undefined ? { plan: usual } : {}),
      ...options,
    })
    if (isUsual) usual = recorded.whole
    return recorded
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** A rule that does not hold, and where. */
export interface Finding {
  readonly rule: string
  /** `null` for the deployment as a whole. */
  readonly operation: string | null
  readonly about?: string
  readonly outcome: 'fail' | 'warn' | 'error' | 'inconclusive'
  /** What was expected and seen, or what is missing. */
  readonly why: string
}

/** What a run has to say against a deployment. */
export interface Outcome {
  readonly findings: readonly Finding[]
  /** Verdicts that judged something. */
  readonly judged: number
  readonly requests: number
  /** Why there is nothing to judge; then there are no findings. */
  readonly undecidable?: string
}

/** Runs everything against a server on such terrain. */
export async function outcomeOf(deploymentOptions: DeploymentOptions, options: Partial<RunOptions> = {}): Promise<Outcome> {
  const deployment = await openTestDeployment(deploymentOptions)
  const own = {
    ...(deploymentOptions.keys === undefined ? {} : { target: { baseUrl: deployment.baseUrl, keys: deploymentOptions.keys } }),
    ...(deploymentOptions.concurrency === undefined ? {} : { concurrency: deploymentOptions.concurrency }),
  }
  try {
    return outcome((await fullRun(deployment, { ...own, ...options })).report)
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

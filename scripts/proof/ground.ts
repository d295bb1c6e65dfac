/** Where the suite is proven: the reference server and the suite in one process, on one clock that jumps over every wait. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { recordedRun, type Recorded, type RunOptions } from '../../conformance/run.ts'
import { Undecidable } from '../../conformance/undecidable.ts'
import { buildApp, standardParts, type Deps, type Parts } from '../../server/app.ts'
import { demoKeys } from '../../server/demo/keys.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { compileEndpoints } from '../../server/http/endpoint.ts'
import { openStore } from '../../server/store/open.ts'
import { contract } from '../../spec/contract.ts'

/** The limits of the contract (D07). */
const limits = { perMinute: 100, perHour: 1000, anonymousPerMinute: 600 }

/** Compiling them takes longer than everything else about a new application, and nothing changes them. */
const endpoints = compileEndpoints(contract)

export interface Ground {
  readonly baseUrl: string
  /** Milliseconds since the epoch, as the server and the suite have it. */
  readonly clock: () => number
  /** Lets time pass at once. */
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** A server with the demo data in memory, assembled as `assemble` says. */
export async function openGround(assemble: (parts: Parts) => Parts = (parts) => parts): Promise<Ground> {
  let ahead = 0
  const clock = (): number => Date.now() + ahead
  const store = await openStore(':memory:')
  await seedDemo(store)
  const deps: Deps = { contract, store, clock, random: randomBytes, limits, log: { level: 'silent', stream: { write: () => undefined } } }
  const app = buildApp(deps, assemble({ ...standardParts(deps), endpoints }))
  await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    baseUrl: `${app.listeningOrigin}/api`,
    clock,
    sleep: async (milliseconds) => {
      ahead += Math.ceil(milliseconds)
      // Answers that are on their way get their turn.
      await turn()
    },
    close: async () => {
      app.server.closeAllConnections()
      await app.close()
      await store.close()
    },
  }
}

/** Everything that a run can show, with every consent, from one administrator key of each tenant. The seed is fixed, so that all runs plan the same. */
export async function fullRun(
  { baseUrl, clock, sleep }: Pick<Ground, 'baseUrl' | 'clock' | 'sleep'>,
  options: Partial<RunOptions> = {},
): Promise<Recorded> {
  const { nordwind, suedlicht } = demoKeys
  const directory = mkdtempSync(path.join(tmpdir(), 'proof-'))
  try {
    return await recordedRun({
      target: { baseUrl, keys: { main: [nordwind.administrator], other: [suedlicht.administrator] } },
      level: 'full',
      consent: { writes: true, lasting: true, exhaust: true },
      seed: 'proof',
      timeout: 2000,
      journal: path.join(directory, 'journal.jsonl'),
      clock,
      sleep,
      ...options,
    })
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

/** Runs everything against a server that is assembled as `assemble` says. */
export async function outcomeOf(assemble: (parts: Parts) => Parts, options: Partial<RunOptions> = {}): Promise<Outcome> {
  const ground = await openGround(assemble)
  try {
    return outcome((await fullRun(ground, options)).report)
  } catch (error) {
    if (error instanceof Undecidable) return { findings: [], judged: 0, requests: 0, undecidable: error.message }
    throw error
  } finally {
    await ground.close()
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

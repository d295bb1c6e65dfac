/** How long a run takes: by its own counts where headers mislead, told before it starts, and ended whenever somebody wants. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Outlook } from '../conformance/plan/price.ts'
import { recordedRun } from '../conformance/run/run.ts'
import type { RunOptions } from '../conformance/run/options.ts'
import { demoKeys as demo } from '../server/demo/keys.ts'
import { faults, measured, rateHeaders, withFault, type Measured } from '../verification/pace.ts'
import { openTestDeployment } from '../verification/proof/deployment.ts'
import { issueKeys, startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { runSuite } from '../scripts/support/suite.ts'

const main = [demo.nordwind.administrator]

describe('a header that misleads', () => {
  /** Many keys that the run makes, and one key that cannot make another: what is waited for differs. */
  const ways: Readonly<Record<string, Partial<RunOptions>>> = {
    'a run that writes': { level: 'contract', maxRequests: 200, consent: { writes: true } },
    'a run with one key': { level: 'contract', maxRequests: 700, consent: {} },
  }
  const healthy = new Map<string, Measured>()
  const through = async (gateway: Parameters<typeof measured>[0], options: Partial<RunOptions>) => measured(gateway, options, { main })
  beforeAll(async () => {
    for (const [way, options] of Object.entries(ways)) healthy.set(way, await through({}, options))
  }, 60_000)

  test('is measured beside healthy runs that differ in whether they wait', () => {
    expect([...healthy.values()].map(({ waited }) => waited > 0)).toEqual([false, true])
  })

  const sample = {
    'X-RateLimit-Limit': ['malformed', 'wrong', 'in the past'],
    'X-RateLimit-Remaining': ['missing', 'constant', 'negative', 'wrong'],
    'X-RateLimit-Reset': ['missing', 'constant', 'in the past', 'wrong'],
  } as const
  const cases = rateHeaders.flatMap((name) => sample[name].flatMap((fault) => Object.keys(ways).map((way) => [fault, name, way] as const)))
  test.each(cases)('(%s: %s) costs %s little', { timeout: 60_000 }, async (fault, name, way) => {
    const [right, wrong] = [healthy.get(way), await through(withFault(name, faults[name][fault]!), ways[way] ?? {})]
    expect(wrong.waited).toBeLessThanOrEqual((right?.waited ?? 0) * 1.1)
    expect(wrong).toMatchObject({ requests: right?.requests, refused: 0, unsent: 0 })
  })
})

describe('one key at the default limits', () => {
  /** A run of level contract on a clock that jumps over waits. */
  async function contractRun(options: Partial<RunOptions> = {}, deploymentOptions: Parameters<typeof openTestDeployment>[0] = {}) {
    const deployment = await openTestDeployment(deploymentOptions)
    let waited = 0
    const outlooks: Outlook[] = []
    try {
      const { report, plan, whole } = await recordedRun({
        target: { baseUrl: deployment.baseUrl, keys: { main } },
        level: 'contract',
        clock: deployment.clock,
        sleep: async (milliseconds) => {
          waited += milliseconds
          await deployment.sleep(milliseconds)
        },
        onPlan: (_plan, outlook) => outlooks.push(outlook),
        ...options,
      })
      return { report, plan, whole, waited, outlooks, late: report.verdicts.filter(({ by }) => by === 'wait') }
    } finally {
      await deployment.close()
    }
  }

  test('shows a whole level within a few minutes, which are said before', { timeout: 60_000 }, async () => {
    const { report, plan, waited, outlooks, late } = await contractRun()
    const [outlook] = outlooks
    expect(outlooks).toHaveLength(1)
    expect(outlook?.maxWait).toBe(15 * 60_000)
    expect(outlook?.wanted).toBe(outlook?.waiting)
    expect(outlook?.longest).toBeGreaterThan(outlook?.waiting ?? 0)
    expect(waited).toBeLessThanOrEqual(6 * 60_000)
    expect(waited).toBeLessThanOrEqual(outlook?.longest ?? 0)
    expect(report).toMatchObject({ exitCode: 0, reached: 'contract', outcomes: { fail: 0, inconclusive: 0, error: 0 } })
    expect(late).toEqual([])
    expect(report.requests.sent).toBe(report.requests.planned)
    expect(report.requests.most).toBe(plan.requests.length)
  })

  test('shows what fits into a bound that somebody has set', { timeout: 60_000 }, async () => {
    const { report, waited, late } = await contractRun({ maxWait: 130_000 })
    expect(report).toMatchObject({ exitCode: 0, reached: 'contract' })
    // The run takes some seconds of the minute itself.
    expect(waited).toBeGreaterThan(40_000)
    expect(waited).toBeLessThanOrEqual(130_000)
    expect(late.length).toBeGreaterThan(100)
  })

  test('shows all of it where the deployment allows more', { timeout: 60_000 }, async () => {
    const { report, waited, late, whole } = await contractRun({}, { limits: { perMinute: 5000, perHour: 50_000 } })
    expect(report.outcomes.inconclusive).toBe(0)
    expect(late).toEqual([])
    expect(report.requests.sent).toBe(report.requests.planned)
    expect(report.requests.most).toBe(whole.requests.length)
    expect(waited).toBe(0)
  })

  test('shows little where others have spent the hour of it', { timeout: 60_000 }, async () => {
    const { report, waited, late } = await contractRun(
      {},
      {
        before: async (call, sleep) => {
          for (let number = 1; number <= 950; number++) {
            await (await call('/taxonomies', { headers: { Authorization: `Bearer ${main[0]}` } })).arrayBuffer()
            if (number % 100 === 0) await sleep(60_000)
          }
          // The minute is over, so that the hour is what the headers describe.
          await sleep(60_000)
        },
      },
    )
    expect(report).toMatchObject({ exitCode: 2, outcomes: { fail: 0, inconclusive: 0 } })
    expect(late.length).toBeGreaterThan(100)
    expect(waited).toBeLessThanOrEqual(15 * 60_000)
  })
})

describe('somebody who has no time', () => {
  /** Milliseconds; most of them for the report, on a machine that has much else to do. A wait is several times as long. */
  const longestEnd = 10_000
  const scratch = mkdtempSync(path.join(tmpdir(), 'pace-'))
  let server: ServerProcess
  const keys = demo.nordwind
  beforeAll(async () => {
    server = await startServerProcess()
  })
  afterAll(async () => {
    await server.stop()
    rmSync(scratch, { recursive: true })
  })

  /** Signals a second into the first wait, which is for most of a minute; gives back the milliseconds from there to its end, too. */
  async function interrupted(signal: NodeJS.Signals, args: readonly string[]) {
    let began = 0
    const outcome = await runSuite([server.baseUrl, ...args], {
      cwd: scratch,
      env: { CONFORMANCE_KEY: (await issueKeys(server.baseUrl, keys.administrator, ['*'], 1)).join() },
      onOutput: (printed, child) => {
        if (began > 0 || !/^waiting \d+ seconds for the rate limit/m.test(printed)) return
        began = Number.POSITIVE_INFINITY
        setTimeout(() => {
          began = performance.now()
          child.kill(signal)
        }, 1000)
      },
    })
    return { ...outcome, took: performance.now() - began }
  }

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends a wait by %s, and gets the report of what there is',
    { timeout: 60_000 },
    async (signal) => {
      const { code, out, err, took } = await interrupted(signal, ['--level', 'contract'])
      expect(err).toMatch(
        /\n\d+ to \d+ requests; rate limit per API key: 100 per minute and 1000 per hour\. Expected waiting time: \d+ minutes, at most 15 minutes if the responses require every request; maximum: 15 minutes \(--max-wait\)\./,
      )
      expect(err).toMatch(/\nStopping\. Interrupt again to exit immediately\.\n\n?$/)
      expect(out).toContain('the run was interrupted')
      expect(out).toMatch(/\n\d+ requests in \d+\.\d s, \d+ of them without an API key\. \d+ were planned\.\n/)
      expect(took).toBeLessThan(longestEnd)
      expect(code).toBe(2)
    },
  )

  test('ends the wait for a key that is spent, and nothing is left behind', { timeout: 120_000 }, async () => {
    const args = ['--level', 'full', '--allow-writes', '--allow-exhaust', '--only', 'rate-limit', '--skip', 'tenant']
    const { code, out, err, took } = await interrupted('SIGINT', args)
    expect(err).toContain('Stopping; cleaning up what the run created. Interrupt again to exit immediately.')
    expect(out).not.toContain('LEFT BEHIND')
    expect(took).toBeLessThan(longestEnd)
    expect(code).toBe(2)
    expect(readdirSync(scratch)).toEqual([])
  })
})

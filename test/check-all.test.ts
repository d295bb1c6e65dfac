/** The checks of several deployments side by side: the verdicts of single runs, one table, and nothing left behind. */
import { EventEmitter } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signals as ending } from '../conformance/cli/interrupt.ts'
import { startTarget } from '../conformance/cli/target-run.ts'
import type { TargetTask } from '../conformance/cli/target-messages.ts'
import { verdictsOf, type WrittenReport } from '../conformance/report/formats/json.ts'
import { runCommand } from '../conformance/testing/command-line.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { runSuite } from '../scripts/support/suite.ts'
import { deviate } from '../server/deviations/index.ts'
import { openTestDeployment, type TestDeployment } from '../verification/proof/deployment.ts'

const scratch = mkdtempSync(path.join(tmpdir(), 'check-all-'))
const limits = { perMinute: 100_000, perHour: 100_000, anonymousPerMinute: 100_000 }
const nowhere = 'http://127.0.0.1:1/api'
/** The keys are in variables that only the file names. */
const env = {
  GOOD_KEY: demoKeys.nordwind.administrator,
  FAULTY_KEY: demoKeys.suedlicht.administrator,
  DEAD_KEY: 'bdk_live_DEAD_0123456789',
}

let good: TestDeployment
let faulty: TestDeployment

beforeAll(async () => {
  good = await openTestDeployment({ limits })
  faulty = await openTestDeployment({ limits, assemble: (parts) => deviate(parts, ['pagination/total-pages-rounded-down']) })
})
afterAll(async () => {
  await good.close()
  await faulty.close()
  rmSync(scratch, { recursive: true })
})

const write = (name: string, ...lines: readonly string[]): void => writeFileSync(path.join(scratch, name), lines.join('\n'))
const report = (name: string): WrittenReport => JSON.parse(readFileSync(path.join(scratch, name), 'utf8')) as WrittenReport
/** The exchanges of a run: method, URL and status. */
const exchanges = (name: string): string[] => {
  const { log } = JSON.parse(readFileSync(path.join(scratch, name), 'utf8')) as {
    log: { entries: { request: { method: string; url: string }; response: { status: number } }[] }
  }
  return log.entries.map(({ request, response }) => `${request.method} ${request.url} ${response.status}`)
}
const journals = (): string[] => readdirSync(scratch).filter((each) => each.includes('.journal'))

/** Runs a command, and expects no key in its output. */
async function suite(args: readonly string[], options: { readonly env?: NodeJS.ProcessEnv; readonly signals?: EventEmitter } = {}) {
  const result = await runCommand(args, { cwd: scratch, env, ...options })
  for (const key of Object.values(env)) expect(result.out + result.err).not.toContain(key.split('_').at(-1))
  return result
}

describe('three deployments, of which one deviates and one cannot be reached', () => {
  let result: Awaited<ReturnType<typeof suite>>
  const choice = ['--level', 'contract', '--only', 'listProducts,listCategories,getProduct', '--seed', 'seven']

  beforeAll(async () => {
    write(
      'targets.yaml',
      'defaults:',
      '  level: contract',
      '  seed: seven',
      '  only: [listProducts, listCategories, getProduct]',
      '  report: [ "json=reports/{name}.json", "html=reports/{name}.html", "har=reports/{name}.har" ]',
      'targets:',
      `  - { name: good, url: "${good.baseUrl}", keys: { main: GOOD_KEY } }`,
      `  - { name: faulty, url: "${faulty.baseUrl}", keys: { main: FAULTY_KEY } }`,
      `  - { name: dead, url: "${nowhere}", keys: { main: DEAD_KEY } }`,
    )
    result = await suite(['check-all', 'targets.yaml'])
  })

  test('exit with the worst of their codes', () => {
    expect(result.code, result.err).toBe(1)
  })

  test('have one table, and the verdict on all as the last line', () => {
    const [heading, ...rows] = result.out.split('\n')
    expect(heading, result.out).toMatch(/^TARGET +VERDICT +LEVEL +BASIS +FAILED +WARNED +NOT RUN +REQUESTS +DURATION +FIRST CAUSE$/)
    const text = rows.join(' ').replaceAll(/\s+/g, ' ')
    expect(text).toMatch(/good conforms contract contract 0 0 \d+ \d+ \d+\.\d s /)
    expect(text).toMatch(/faulty does not conform contract contract 1 0 \d+ \d+ \d+\.\d s pagination\/total-pages on listProducts/)
    expect(text).toMatch(/dead inconclusive contract contract the deployment cannot be reached: the connection was refused\. /)
    expect(text).toContain('Next: faulty: fix pagination/total-pages,')
    expect(result.out).toMatch(
      /\ndoes not conform: 3 targets, of which 1 does not conform \(faulty\), 1 is inconclusive \(dead\), 1 conforms\.\n$/,
    )
  })

  test('tell what they do, each line with the name of its target', () => {
    const lines = result.err.split('\n').filter((line) => line !== '')
    expect(lines[0]).toMatch(/: 3 targets, at most 4 at a time$/)
    expect(lines.slice(1).every((line) => /^(good|faulty|dead): +\S/.test(line))).toBe(true)
    for (const each of [
      /^good: +started at http/m,
      /^faulty: +\d+ (to \d+ )?requests planned$/m,
      /^faulty: does not conform at level contract: /m,
    ])
      expect(result.err).toMatch(each)
    // Each had begun before one of them ended.
    expect(lines.findIndex((line) => line.includes(' at level '))).toBeGreaterThan(
      lines.findLastIndex((line) => line.includes('started at')),
    )
  })

  test.each([
    ['good', () => good.baseUrl, env.GOOD_KEY, 0],
    ['faulty', () => faulty.baseUrl, env.FAULTY_KEY, 1],
  ])('%s has the verdicts of a single run with the same seed', async (name, baseUrl, key, code) => {
    const single = await suite([baseUrl(), ...choice, '--report', `json=${name}-alone.json`, '--report', `har=${name}-alone.har`], {
      env: { ...env, CONFORMANCE_KEY: key },
    })
    expect(single.code).toBe(code)
    const [alone, together] = [report(`${name}-alone.json`), report(`reports/${name}.json`)]
    const told = (made: WrittenReport) => {
      const { exitCode, exitCodes, reached, outcomes, requests, seed, chosen, causes } = made
      return {
        verdicts: verdictsOf(made).map(({ id, outcome, why }) => ({ id, outcome, why })),
        causes: causes.map(({ finding, operations }) => ({ finding, operations })),
        ...{ exitCode, exitCodes, reached, outcomes, requests, seed, chosen },
      }
    }
    expect(told(together)).toEqual(told(alone))
    expect(exchanges(`reports/${name}.har`)).toEqual(exchanges(`${name}-alone.har`))
    expect(together.requests.sent).toBeGreaterThan(20)
  })

  test('have their reports in every format, without a key', () => {
    // That of the one that cannot be reached says why it was not judged.
    expect(readdirSync(path.join(scratch, 'reports')).sort()).toEqual([
      'dead.har',
      'dead.html',
      'dead.json',
      'faulty.har',
      'faulty.html',
      'faulty.json',
      'good.har',
      'good.html',
      'good.json',
    ])
    for (const file of readdirSync(path.join(scratch, 'reports'))) {
      const text = readFileSync(path.join(scratch, 'reports', file), 'utf8')
      for (const key of Object.values(env)) expect(text).not.toContain(key.split('_').at(-1))
    }
  })

  test('have one line each with --quiet, and options take precedence over the file', async () => {
    const { code, out, err } = await suite([
      'check-all',
      'targets.yaml',
      '--quiet',
      '--level',
      'smoke',
      '--report',
      'json={name}-quiet.json',
    ])
    expect([code, err]).toEqual([1, ''])
    expect(out).toBe(
      [
        'good: conforms at level smoke',
        'faulty: does not conform at level smoke: pagination/total-pages on listProducts',
        `dead: inconclusive at level smoke: ${nowhere} cannot be reached: the connection was refused.`,
        '',
      ].join('\n'),
    )
    expect(existsSync(path.join(scratch, 'good-quiet.json'))).toBe(true)
  })

  test('are annotations in a job of GitHub Actions, and their reports are its summary', async () => {
    const summary = path.join(scratch, 'summary.md')
    const { out } = await suite(['check-all', 'targets.yaml', '--level', 'smoke'], {
      env: { ...env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
    })
    expect(out.match(/^::\w+ .*$/gm)).toEqual([
      '::error title=faulty::does not conform at level smoke: pagination/total-pages on listProducts',
      expect.stringMatching(/^::error title=dead::inconclusive at level smoke: /),
    ])
    expect(
      readFileSync(summary, 'utf8')
        .match(/^## .*$/gm)
        ?.sort(),
    ).toEqual(['## ✅ Conformance: conforms', '## ❌ Conformance: does not conform', '## ❔ Conformance: inconclusive'])
  })
})

test('targets of one server run one after the other', async () => {
  write(
    'shared.yaml',
    'defaults: { only: [listProducts] }',
    'targets:',
    `  - { name: one, url: "${good.baseUrl}", keys: { main: GOOD_KEY } }`,
    `  - { name: two, url: "${good.baseUrl}", keys: { main: FAULTY_KEY } }`,
  )
  const { code, err } = await suite(['check-all', 'shared.yaml'])
  expect(code, err).toBe(0)
  expect(err).toContain('\nOne after the other, because they share a server or an API key: one, two\n')
  expect(err.indexOf('two: started at')).toBeGreaterThan(err.indexOf('one: conforms'))
})

/** A file of two targets at which the rules of writes create resources, and of others. */
const writeBoth = (name: string, seed: string, ...others: readonly string[]): void =>
  write(
    name,
    `defaults: { level: contract, only: [write], seed: ${seed} }`,
    'targets:',
    `  - { name: good, url: "${good.baseUrl}", keys: { main: GOOD_KEY }, allow: [writes] }`,
    `  - { name: faulty, url: "${faulty.baseUrl}", keys: { main: FAULTY_KEY }, allow: [writes] }`,
    ...others,
  )

/** The number of resources that a run has noted in its journal. */
function made(name: string, seed: string): number {
  const file = path.join(scratch, `${name}-${seed}.journal.jsonl`)
  return existsSync(file) ? readFileSync(file, 'utf8').split('"made"').length - 1 : 0
}

test('killed in the middle of all writes, leaves a journal of each target, with which nothing is left', async () => {
  writeBoth('killed.yaml', 'killed')
  const isReached = () => Math.min(made('good', 'killed'), made('faulty', 'killed')) >= 3
  let kill = (): unknown => undefined
  const ended = runSuite(['check-all', 'killed.yaml'], { cwd: scratch, env, onOutput: (_, child) => (kill = () => child.kill('SIGKILL')) })
  const timer = setInterval(() => isReached() && kill(), 2)
  const { code: killed } = await ended
  clearInterval(timer)
  expect([killed, isReached()]).toEqual([null, true])
  for (const [name, key] of [
    ['good', env.GOOD_KEY],
    ['faulty', env.FAULTY_KEY],
  ] as const) {
    const { code, out } = await suite(['clean', `${name}-killed.journal.jsonl`], { env: { CONFORMANCE_KEY: key } })
    expect([name, code, out]).toEqual([name, 0, expect.stringMatching(/nothing|cleaned/i)])
  }
  for (const { baseUrl, key } of [
    { baseUrl: good.baseUrl, key: env.GOOD_KEY },
    { baseUrl: faulty.baseUrl, key: env.FAULTY_KEY },
  ]) {
    const reply = await fetch(`${baseUrl}/products?sortBy=createdAt&sortOrder=desc&limit=100`, {
      headers: { Authorization: `Bearer ${key}` },
    })
    const { data } = (await reply.json()) as { readonly data: readonly { readonly sku: string; readonly name: string }[] }
    expect(data.length).toBeGreaterThan(0)
    expect(data.filter(({ sku, name }) => /^conf-/i.test(sku) || /^conf-/i.test(name))).toEqual([])
  }
  expect(journals()).toEqual([])
})

describe('Ctrl-C', () => {
  test('ends all runs, cleans up at all, and begins no other; the table says so', async () => {
    writeBoth('writing.yaml', 'ctrl-c', `  - { name: later, url: "${faulty.baseUrl}", keys: { main: FAULTY_KEY } }`)
    const signals = new EventEmitter()
    const [seen, timer] = [
      { good: 0, faulty: 0 },
      setInterval(() => {
        seen.good = Math.max(seen.good, made('good', 'ctrl-c'))
        seen.faulty = Math.max(seen.faulty, made('faulty', 'ctrl-c'))
        if (Math.min(made('good', 'ctrl-c'), made('faulty', 'ctrl-c')) < 3) return
        clearInterval(timer)
        signals.emit(ending[0])
      }, 2),
    ]
    const reports = ['--report', 'json=stopped-{name}.json', '--report', 'har=stopped-{name}.har']
    const { code, out, err } = await suite(['check-all', 'writing.yaml', ...reports], { signals })
    clearInterval(timer)
    expect(Math.min(seen.good, seen.faulty)).toBeGreaterThanOrEqual(3)
    expect(err).toContain('\nStopping all runs; cleaning up what the runs created. Interrupt again to exit immediately.\n')
    expect(err).toContain('\nAllowed: good (writes); faulty (writes)\n')
    const text = out.replaceAll(/\s+/g, ' ')
    expect(text).toMatch(/ good interrupted contract contract 0 /)
    expect(text).toMatch(/ faulty interrupted contract contract 0 /)
    expect(text).toMatch(/ later not started contract contract /)
    expect(out).toMatch(/\ninconclusive: all 3 targets\.\n$/)
    expect(out).not.toContain('not deleted')
    for (const name of ['good', 'faulty']) {
      const stopped = report(`stopped-${name}.json`)
      expect([name, stopped.left]).toEqual([name, []])
      expect(exchanges(`stopped-${name}.har`).some((each) => each.startsWith('DELETE '))).toBe(true)
      expect(verdictsOf(stopped).some(({ why }) => why === 'the run was interrupted')).toBe(true)
    }
    expect(journals()).toEqual([])
    expect(code).toBe(2)
  })
})

test('a run that crashes ends no other, and is an error of the suite', async () => {
  const secret = 'bdk_live_CRASH_0123456789'
  const config = { keys: { main: 'GOOD_KEY' }, only: ['listProducts'] }
  const task: TargetTask = {
    target: { name: 'good', baseUrl: good.baseUrl, config, writtenAt: 'f:1' },
    flags: { seed: 's', quiet: true },
    env,
    program: 'conformance',
    isLive: false,
  }
  const [crashed, fine] = [startTarget(undefined as never, [secret], () => undefined), startTarget(task, [secret], () => undefined)]
  expect(await crashed.ended).toMatchObject({ exitCode: 3, problem: expect.stringContaining('Cannot') as string })
  const { exitCode, summary } = await fine.ended
  expect([exitCode, summary?.failed]).toEqual([0, 0])
  // A message to a thread that has ended is no error.
  crashed.stop()
})

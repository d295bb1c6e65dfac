/** Runs compared with each other: `compare`, `--baseline`, `diff`, `replay`, and what the proxy shows before its end. */
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import pc from 'picocolors'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommandLine } from '../conformance/cli/cli.ts'
import { Output } from '../conformance/cli/output.ts'
import { isSafe } from '../conformance/model/request.ts'
import { MemoryBudget } from '../conformance/recording/memory-budget.ts'
import { openProxy } from '../conformance/recording/proxy.ts'
import type { WrittenReport } from '../conformance/report/formats/json.ts'
import { runCommand } from '../conformance/testing/command-line.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { deviate } from '../server/deviations/index.ts'
import { openTestDeployment, type TestDeployment } from '../verification/proof/deployment.ts'

/** A law, a probe of reads, and a probe of writes find these. */
const deviations = ['pagination/total-pages-rounded-down', 'error/parameter-in-page', 'write/category-not-kept', 'header/new-key-stored']
const law = 'pagination/total-pages:listProducts'
const write = 'write/created-is-readable:createCategory'
const lawOfWrite = 'header/not-stored:createApiKey'

const scratch = mkdtempSync(path.join(tmpdir(), 'compare-'))
const limits = { perMinute: 100_000, perHour: 100_000, anonymousPerMinute: 100_000 }
const open = (faults: readonly string[]): Promise<TestDeployment> =>
  openTestDeployment({ limits, ...(faults.length === 0 ? {} : { assemble: (parts) => deviate(parts, faults) }) })

const env = { CONFORMANCE_KEY: demoKeys.nordwind.administrator }
const suite = (...args: readonly string[]) => runCommand(args, { cwd: scratch, env })
const writes = ['--allow-writes', '--allow-lasting']
const choice = ['--level', 'contract', '--only', 'listProducts,createCategory,createApiKey', ...writes]
const reportOf = (name: string): WrittenReport => JSON.parse(readFileSync(path.join(scratch, name), 'utf8')) as WrittenReport

let faulty: TestDeployment
let repaired: TestDeployment

beforeAll(async () => {
  faulty = await open(deviations)
  repaired = await open([])
  for (const [name, { baseUrl }, code] of [
    ['faulty.json', faulty, 1],
    ['repaired.json', repaired, 0],
  ] as const) {
    const { code: got, out, err } = await suite(baseUrl, ...choice, '--report', `json=${name}`)
    expect(got, out + err).toBe(code)
  }
})
afterAll(async () => {
  await faulty.close()
  await repaired.close()
  rmSync(scratch, { recursive: true })
})

/** The rules listed below a heading of a comparison. */
function below(heading: string, out: string): string[] {
  const section = out.split('\n\n').find((each) => each.split('\n').some((line) => line.startsWith(`${heading}  `))) ?? ''
  return [...section.matchAll(/^ {6}\w+ ([a-z-]+\/[a-z-]+) /gm)].map(([, rule]) => rule ?? '')
}

describe('compare', () => {
  test('lists what is mended, and exits with 0', async () => {
    const { code, out } = await suite('compare', 'faulty.json', 'repaired.json')
    expect(below('MENDED', out)).toEqual(
      expect.arrayContaining(['pagination/total-pages', 'write/created-is-readable', 'header/not-stored']),
    )
    expect([below('NEW', out), below('UNCHANGED', out), code]).toEqual([[], [], 0])
    expect(out).toMatch(/\nB is not worse than A\.\n$/)
  })

  test('lists what is new, with what was found, and exits with 1', async () => {
    const { code, out } = await suite('compare', 'repaired.json', 'faulty.json')
    expect(below('NEW', out)).toEqual(expect.arrayContaining(['pagination/total-pages', 'write/created-is-readable', 'header/not-stored']))
    expect(out).toMatch(/pagination\/total-pages listProducts\n +pass → fail\n.*\n +expected +totalPages \d+\n +actual +totalPages \d+\n/)
    expect(code).toBe(1)
  })

  test('tells what was not run again apart from what is mended', async () => {
    await suite(repaired.baseUrl, '--only', 'listProducts', '--report', 'json=little.json')
    const { code, out } = await suite('compare', 'faulty.json', 'little.json')
    expect(below('MENDED', out)).toContain('pagination/total-pages')
    expect(below('NOT RUN', out)).toContain('write/created-is-readable')
    expect(out).toContain('note: the runs differ in checks.')
    expect(code).toBe(0)
  })

  test('prints JSON for programs', async () => {
    const { out } = await suite('compare', 'faulty.json', 'repaired.json', '--json')
    const { counts, changes } = JSON.parse(out) as { counts: Record<string, number>; changes: { id: string; change: string }[] }
    expect(changes).toContainEqual(expect.objectContaining({ id: law, change: 'mended', before: 'fail', after: 'pass' }))
    expect(counts['mended']).toBe(changes.filter(({ change }) => change === 'mended').length)
  })

  test('refuses a report of an older version', async () => {
    writeFileSync(path.join(scratch, 'old.json'), JSON.stringify({ format: '1.4', verdicts: [] }))
    const { code, err } = await suite('compare', 'old.json', 'faulty.json')
    expect(err).toBe(
      'error: The report old.json has format 1.4, but 3.0 was expected; it was made by an older version of the suite: run again.\n',
    )
    expect(code).toBe(2)
  })
})

describe('--baseline', () => {
  const against = (deployment: TestDeployment, ...more: readonly string[]) =>
    suite(deployment.baseUrl, ...choice, '--baseline', 'faulty.json', ...more)

  test('accepts the findings of an earlier report, and shows them', async () => {
    // A deployment that no run has used yet: categories cannot be deleted.
    const again = await open(deviations)
    try {
      const { code, out } = await against(again, '--report', 'json=accepted.json')
      expect(code, out).toBe(0)
      expect(out).not.toMatch(/^FAIL/m)
      expect(out).toMatch(/^ACCEPTED {2}\d+ of \d+ findings of the baseline are still there/m)
      const { verdicts, baseline, outcomes } = reportOf('accepted.json')
      expect(verdicts.find(({ id }) => id === law)).toMatchObject({ outcome: 'waived', accepted: { outcome: 'fail' } })
      expect(baseline?.findings.every(({ state }) => state === 'accepted')).toBe(true)
      expect(outcomes.waived).toBe(baseline?.findings.length)
    } finally {
      await again.close()
    }
  })

  test('fails because of what is new, and only because of it', async () => {
    const worse = await open([...deviations, 'header/charset-latin'])
    try {
      const { code, out } = await against(worse)
      const failed = [...out.matchAll(/^FAIL +(\S+)/gm)].map(([, rule]) => rule)
      expect(failed).toEqual(['header/content-type'])
      expect(code).toBe(1)
    } finally {
      await worse.close()
    }
  })

  test('may stand in the settings, relative to their file; the option takes precedence', async () => {
    writeFileSync(path.join(scratch, 'settings.yaml'), 'baseline: ./faulty.json\n')
    const run = [faulty.baseUrl, '--only', 'listProducts', '--config', 'settings.yaml']
    const { code, out } = await suite(...run)
    expect(out).toMatch(/^ACCEPTED {2}/m)
    expect(code).toBe(0)
    const strict = await suite(...run, '--baseline', 'repaired.json')
    expect(strict.out).toMatch(/^FAIL +pagination\/total-pages/m)
    expect(strict.code).toBe(1)
    // A replay looks at the finding as it is.
    const { code: stands } = await suite('replay', 'faulty.json', '--finding', law, '--config', 'settings.yaml')
    expect(stands).toBe(1)
  })

  test('says what is mended', async () => {
    const { code, out } = await against(repaired)
    expect(out).toMatch(/^ {6}mended: pagination\/total-pages on listProducts$/m)
    expect(code).toBe(0)
  })

  test('applies to recorded traffic', async () => {
    const response = await fetch(`${faulty.baseUrl}/products`, { headers: { Authorization: `Bearer ${demoKeys.nordwind.administrator}` } })
    const text = await response.text()
    const headers = [...response.headers].map(([name, value]) => ({ name, value }))
    const entry = {
      startedDateTime: new Date().toISOString(),
      time: 1,
      request: {
        method: 'GET',
        url: response.url,
        headers: [{ name: 'Authorization', value: `Bearer ${demoKeys.nordwind.administrator}` }],
      },
      response: { status: 200, headers, bodySize: text.length, content: { size: text.length, text } },
    }
    writeFileSync(path.join(scratch, 'traffic.har'), JSON.stringify({ log: { version: '1.2', entries: [entry] } }))
    const alone = await suite('judge', 'traffic.har')
    expect([alone.code, /^FAIL +pagination\/total-pages/m.test(alone.out)]).toEqual([1, true])
    const accepted = await suite('judge', 'traffic.har', '--baseline', 'faulty.json')
    expect(accepted.code, accepted.out).toBe(0)
    expect(accepted.out).toContain('never seen in the traffic: 86 of 87 operations\n  Catalog (24 of 25): createProduct, ')
  })
})

describe('diff', () => {
  const reads = ['--level', 'contract', '--only', 'listProducts,listCategories']

  test('prints what two deployments do differently, and exits with 1', async () => {
    const { code, out, err } = await suite('diff', faulty.baseUrl, repaired.baseUrl, ...reads)
    expect(below('ONLY AT A', out), err).toContain('pagination/total-pages')
    expect(out).not.toContain('ONLY AT B')
    expect(code).toBe(1)
    const { out: back } = await suite('diff', repaired.baseUrl, faulty.baseUrl, ...reads)
    expect(below('ONLY AT B', back)).toEqual(below('ONLY AT A', out))
  })

  test('of equal deployments is empty, also with writes, which both clean up', async () => {
    const [one, other] = [await open([]), await open([])]
    try {
      const args = ['--level', 'contract', '--only', 'createProduct', ...writes]
      const { code, out, err } = await suite('diff', one.baseUrl, other.baseUrl, ...args)
      expect(out, err).toMatch(/\nNo check differs\.\n$/)
      expect(code).toBe(0)
      expect(readdirSync(scratch).filter((each) => each.endsWith('.jsonl'))).toEqual([])
    } finally {
      await one.close()
      await other.close()
    }
  })

  test('uses the keys of the second deployment, where they differ, and shows none', async () => {
    const other = demoKeys.suedlicht.administrator
    const wrong = await suite('diff', repaired.baseUrl, repaired.baseUrl, ...reads, '--key-b', 'bdk_live_of_nobody_0123456789')
    expect([wrong.code, wrong.err.includes('0123456789')]).toEqual([2, false])
    const env_ = { ...env, CONFORMANCE_KEY_B: other }
    const right = await runCommand(['diff', repaired.baseUrl, repaired.baseUrl, ...reads, '--json'], { cwd: scratch, env: env_ })
    expect(right.code, right.err).toBe(0)
    expect(right.out + right.err).not.toContain(other)
    const empty = await runCommand(['diff', repaired.baseUrl, repaired.baseUrl, ...reads], {
      cwd: scratch,
      env: { ...env, CONFORMANCE_KEY_B: '' },
    })
    expect(empty.err).toMatch(/^error: The environment variable CONFORMANCE_KEY_B is set, but empty/)
  })
})

/** What a command sends to a deployment. */
async function sentBy(deployment: TestDeployment, command: (baseUrl: string) => Promise<unknown>): Promise<string[]> {
  const methods: string[] = []
  const spy = await openProxy({
    target: deployment.baseUrl,
    port: 0,
    timeout: 5000,
    room: new MemoryBudget(Infinity),
    onPassed: ({ method, target, status }) => methods.push(`${method} ${target} → ${status}`),
    onLeftOut: (_about, why) => expect.unreachable(why),
    onLoss: () => undefined,
  })
  try {
    await command(spy.baseUrl)
  } finally {
    await spy.close()
  }
  return methods
}

describe('replay', () => {
  test.each([law, write, lawOfWrite])('of %s says that it stands, or that it is mended', async (id) => {
    const stands = await suite('replay', 'faulty.json', '--finding', id, ...writes)
    expect(stands.out, stands.err).toMatch(/^stands: the finding is still there\.$/m)
    const mended = await suite('replay', 'faulty.json', repaired.baseUrl, '--finding', id, ...writes)
    expect(mended.out, mended.err).toMatch(/^mended: the check passes now\.$/m)
    expect([stands.code, mended.code]).toEqual([1, 0])
  })

  test('names its target before it sends anything, and where it has it from', async () => {
    const ofReport = await suite('replay', 'faulty.json', '--finding', law)
    expect(ofReport.out).toContain(`\n  target    ${faulty.baseUrl} (from the report)\n`)
    const named = await suite('replay', 'faulty.json', repaired.baseUrl, '--finding', law)
    expect(named.out).toContain(`\n  target    ${repaired.baseUrl}\n`)
  })

  test('sends no key to another computer that only the report names', async () => {
    const target = 'http://elsewhere.invalid/api'
    writeFileSync(path.join(scratch, 'foreign.json'), JSON.stringify({ ...reportOf('faulty.json'), target }))
    const { code, out, err } = await suite('replay', 'foreign.json', '--finding', law)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(`Only the report names ${target}, and a file must not decide where the API key is sent.`)
    expect(err).toContain(`confirm it: conformance replay foreign.json ${target} --finding ${law} (or CONFORMANCE_TARGET).`)
    const confirmed = await suite('replay', 'foreign.json', target, '--finding', law)
    expect(confirmed.out).toContain(`\n  target    ${target}\n`)
    expect(confirmed.err).toContain('cannot be reached')
  })

  test('sends the request that showed it, and little else', async () => {
    const sent = await sentBy(repaired, (baseUrl) => suite('replay', 'faulty.json', baseUrl, '--finding', law))
    expect(sent).toContain('GET /api/products → 200')
    expect(sent.length).toBeLessThan(20)
  })

  test('of a write sends nothing without --allow-writes', async () => {
    const sent = await sentBy(faulty, async (baseUrl) => {
      const { code, out } = await suite('replay', 'faulty.json', baseUrl, '--finding', write)
      expect(out).toMatch(/\nnothing was sent\ncannot be told: writes data; enable with --allow-writes\.\n$/)
      expect(code).toBe(2)
    })
    expect(sent).toEqual([])
  })

  test('of what the response to a write shows has no write carried out without --allow-writes', async () => {
    const sent = await sentBy(faulty, (baseUrl) => suite('replay', 'faulty.json', baseUrl, '--finding', lawOfWrite))
    expect(sent.filter((each) => !isSafe(each.split(' ')[0] ?? '') && !/ → 4\d\d$/.test(each))).toEqual([])
  })

  test('writes only to what it created itself', async () => {
    const sent = await sentBy(repaired, (baseUrl) => suite('replay', 'faulty.json', baseUrl, '--finding', lawOfWrite, '--allow-writes'))
    const changing = sent.filter((each) => !isSafe(each.split(' ')[0] ?? ''))
    expect(changing.length).toBeGreaterThan(0)
    const demo = await fetch(`${repaired.baseUrl}/admin/api-keys`, {
      headers: { Authorization: `Bearer ${demoKeys.nordwind.administrator}` },
    })
    const { data } = (await demo.json()) as { data: { id: string; name: string; status: string }[] }
    const own = new Set(data.filter(({ name }) => name.startsWith('conf-')).map(({ id }) => id))
    const targets = changing.flatMap((each) => /\/admin\/api-keys\/([^/ ]+)/.exec(each)?.[1] ?? [])
    expect(targets.filter((each) => !own.has(each))).toEqual([])
  })

  test('cannot tell about a rule that compares responses, unless all of them are sent again', async () => {
    const counting = await open(['rate-limit/counted-per-operation'])
    const id = 'rate-limit/remaining-falls:deployment:key-main'
    try {
      const run = await suite(counting.baseUrl, '--only', 'rate-limit', '--report', 'json=counting.json')
      expect(run.code, run.out).toBe(1)
      expect(reportOf('counting.json').verdicts.map((each) => each.id)).toContain(id)
      const little = await suite('replay', 'counting.json', repaired.baseUrl, '--finding', id)
      expect(little.out).toMatch(/^cannot be told: .*--whole sends all of them again\.$/m)
      const whole = await suite('replay', 'counting.json', repaired.baseUrl, '--finding', id, '--whole')
      expect(whole.out, whole.err).toMatch(/^mended: /m)
      const still = await suite('replay', 'counting.json', '--finding', id, '--whole')
      expect([little.code, whole.code, still.code]).toEqual([2, 0, 1])
    } finally {
      await counting.close()
    }
  })

  test.each([
    [
      'an unknown id',
      'pagination/total-page:listProducts',
      /^error: The report contains no finding ".*" \(did you mean pagination\/total-pages:listProducts\?\); it has \d+ findings: \S+, .* and \d+ more\.\n$/,
    ],
    ['a pass', 'write/created-is-readable:createCategory', /^error: ".*" is not a finding of the report: its outcome is pass\.\n$/],
  ])('refuses %s', async (_name, id, want) => {
    const report = id === write ? 'repaired.json' : 'faulty.json'
    const { code, err } = await suite('replay', report, '--finding', id)
    expect(err).toMatch(want)
    expect(code).toBe(2)
  })

  test('lists the findings, one in a line, if none is named', async () => {
    const { code, err } = await suite('replay', 'faulty.json')
    expect(code).toBe(2)
    expect(err).toMatch(/^error: Name the finding to replay with --finding\. The report has \d+ findings:\n(?:  \S+\n)+$/)
    expect(err).toContain('\n  pagination/total-pages:listProducts\n')
  })
})

test('the proxy shows each finding once as it comes, and the operations that it never saw', async () => {
  const key = demoKeys.nordwind.administrator
  const signals = new EventEmitter()
  const texts = { out: '', err: '' }
  const arrived = new EventEmitter()
  const collector = (name: 'out' | 'err') =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        texts[name] += chunk.toString()
        arrived.emit('text')
        done()
      },
    })
  const output = new Output(collector('out'), collector('err'), pc.createColors(false))
  const until = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(texts.err)
      if (found !== null) return found
      await once(arrived, 'text')
    }
  }
  const ended = runCommandLine(['proxy', faulty.baseUrl, '--report', `json=${path.join(scratch, 'proxy.json')}`], {
    env: { GITHUB_ACTIONS: 'true' },
    output,
    signals,
  })
  const [, address = ''] = await until(/^(http:\S+) forwards/m)
  const call = async (route: string): Promise<void> => {
    await (await fetch(address + route, { headers: { Authorization: `Bearer ${key}` } })).text()
  }
  await call('/products')
  await until(/^fail {2}pagination\/total-pages:listProducts {2}GET \/products → 200: expected totalPages \d+, got totalPages \d+$/m)
  await call('/products')
  await call('/categories')
  signals.emit('SIGINT')
  expect(await ended).toBe(1)
  expect(texts.err.match(/pagination\/total-pages/g)).toHaveLength(1)
  expect(texts.out).toMatch(/^::error title=pagination\/total-pages /m)
  expect(texts.out).toMatch(/^never seen in the traffic: 85 of 87 operations\n {2}Catalog \(23 of 25\): createProduct, /m)
  expect(texts.out).toMatch(/^ {2}Inventory \(22 of 22\): none was seen$/m)
  const { passage } = JSON.parse(readFileSync(path.join(scratch, 'proxy.json'), 'utf8')) as { passage: { unseen: string[] } }
  expect(passage.unseen).toHaveLength(85)
  expect(passage.unseen).not.toContain('listCategories')
  expect(texts.out + texts.err).not.toContain(key)
})

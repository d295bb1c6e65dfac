/** Runs of the parts of a plan, and the merge of their reports: the verdicts must be those of one run. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mergeReports, type NamedReport } from '../conformance/compare/merge.ts'
import { verdictsOf, written, type WrittenReport } from '../conformance/report/formats/json.ts'
import type { Report } from '../conformance/report/report.ts'
import { readChoice } from '../conformance/plan/selection.ts'
import { rules } from '../conformance/rules/index.ts'
import { runCommand } from '../conformance/testing/command-line.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { deviate } from '../server/deviations/index.ts'
import { runs } from '../server/testing/property-runs.ts'
import { contract } from '../spec/contract.ts'
import { fullRun, openTestDeployment, type TestDeployment } from '../verification/proof/deployment.ts'

const count = 3
const indices = [1, 2, 3]

/** Findings and other verdicts that are no pass, by id, with what was found where that does not depend on a single response. */
const foundIn = ({ verdicts }: Report): string[] =>
  verdicts.flatMap(({ id, outcome }) => (outcome === 'pass' ? [] : [`${outcome} ${id}`])).sort()
const causesIn = ({ causes }: Report) =>
  causes.map(({ rule, outcome, severity, findings, operations, consequences }) => ({
    rule,
    outcome,
    severity,
    findings: [...findings].sort(),
    operations: [...operations].sort(),
    consequences: consequences.map((each) => each.rule).sort(),
  }))

/** At least one of each area whose rules judge what a single key may read. */
const deviations = [
  'authentication/unknown-key-is-guest',
  'authentication/key-in-query-accepted',
  'error/unknown-product-as-problem',
  'error/code-in-error',
  'header/availability-as-text',
  'header/no-request-id-for-alerts',
  'negotiation/gzip-unasked',
  'negotiation/any-type-read',
  'pagination/last-row-dropped',
  'pagination/ties-by-page-size',
  'rate-limit/head-uncounted',
  'rate-limit/operations-share-counters',
  'schema/movement-after-before',
  'schema/history-time-as-number',
  'sorting/column-ignored',
  'sorting/unknown-field-ignored',
  'status/quoted-id-fails',
  'status/unknown-count-refused',
] as const
/** The operations of the deviation that only a write shows. */
const select = readChoice({ only: ['createCategory', 'listCategories', 'createProduct'] }, contract, rules)

const cases = [
  {
    id: 'write/category-not-kept',
    options: { level: 'contract', consent: { writes: true, lasting: true }, ...(select === undefined ? {} : { select }) } as const,
  },
  { id: 'tenant/product-read-by-id-alone', options: { level: 'isolation', consent: {} } as const },
  ...deviations.map((id) => ({ id, options: { level: 'contract', consent: {} } as const })),
]
/** Each takes four runs of the suite: `PROPERTY_TIMES=4` selects all. */
const selected = Math.min(cases.length, runs(5).numRuns)

describe('the merged reports of all shards have the findings and causes of one run, with', () => {
  test.each(
    cases.filter((_, index) => Math.floor((index * selected) / cases.length) !== Math.floor(((index - 1) * selected) / cases.length)),
  )('$id', { timeout: 300_000 }, async ({ id, options }) => {
    const reportOf = async (more: object): Promise<Report> => {
      const deployment = await openTestDeployment({ assemble: (parts) => deviate(parts, [id]) })
      try {
        return (await fullRun(deployment, { ...options, ...more })).report
      } finally {
        await deployment.close()
      }
    }
    const whole = await reportOf({})
    const parts: NamedReport[] = []
    for (const index of indices) {
      const report = written(await reportOf({ shard: { index, count } }))
      // Each run had a server of its own.
      parts.push({ file: String(index), report: { ...report, target: whole.target } })
    }
    const [first, ...rest] = parts
    if (first === undefined) throw new Error('there is no part')
    const merged = mergeReports([first, ...rest], { rules })
    expect(foundIn(merged)).toEqual(foundIn(whole))
    expect(foundIn(whole).some((each) => /^(fail|warn) /.test(each))).toBe(true)
    expect(causesIn(merged)).toEqual(causesIn(whole))
    expect([merged.exitCode, merged.exitCodes, merged.reached]).toEqual([whole.exitCode, whole.exitCodes, whole.reached])
  })
})

describe('merge', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'shards-'))
  const env = { CONFORMANCE_KEY: demoKeys.nordwind.administrator }
  const suite = (...args: readonly string[]) => runCommand(args, { cwd: scratch, env })
  const files = indices.map((index) => `${index}.json`)
  const read = (name: string): WrittenReport => JSON.parse(readFileSync(path.join(scratch, name), 'utf8')) as WrittenReport
  const change = (name: string, to: string, more: object): void =>
    writeFileSync(path.join(scratch, to), JSON.stringify({ ...read(name), ...more }))
  let deployment: TestDeployment

  beforeAll(async () => {
    const limits = { perMinute: 100_000, perHour: 100_000, anonymousPerMinute: 100_000 }
    deployment = await openTestDeployment({ limits, assemble: (parts) => deviate(parts, ['pagination/total-pages-rounded-down']) })
    writeFileSync(
      path.join(scratch, 'waivers.yaml'),
      [
        ['pagination/total-pages', 'listProducts'],
        ['header/no-sniffing', '"*"'],
      ]
        .map(([rule, operation]) => `- { rule: ${rule}, operation: ${operation}, reason: known, owner: the team, expires: 2099-12-31 }`)
        .join('\n'),
    )
    for (const [index, file] of files.entries()) {
      const { code, err } = await suite(
        deployment.baseUrl,
        '--shard',
        `${index + 1}/${count}`,
        '--waivers',
        'waivers.yaml',
        '--report',
        `json=${file}`,
      )
      expect([0, 1], err).toContain(code)
    }
  })
  afterAll(async () => {
    await deployment.close()
    rmSync(scratch, { recursive: true })
  })

  test('prints the closing lines of one run, and exits like it', async () => {
    const one = await suite(deployment.baseUrl, '--waivers', 'waivers.yaml')
    const merged = await suite('merge', ...files, '--report', 'json=all.json', '--report', 'html=all.html')
    expect(merged.code).toBe(one.code)
    expect(merged.out.trimEnd().split('\n').slice(-2)).toEqual(one.out.trimEnd().split('\n').slice(-2))
    expect(merged.out).toMatch(/\nMerged from all 3 shards; \d+ requests were needed by more than one\.\n/)
    expect(read('all.json')).toMatchObject({ format: '3.0', merged: { count: 3, missing: [] } })
    // It has the format that other commands read.
    expect((await suite('compare', 'all.json', 'all.json')).code).toBe(0)
  })

  test('judges waivers over all shards: none of them fails because of a waiver that another one uses', async () => {
    const states = files.map((file) => read(file).waivers.map(({ state }) => state))
    expect(states.flat()).not.toContain('idle')
    expect(states.flat()).toContain('unneeded')
    const { out, code } = await suite('merge', ...files)
    expect(out).toMatch(/pagination\/total-pages on listProducts: 1 check waived until 2099-12-31/)
    expect(out).toMatch(/header\/no-sniffing on all operations: unused waiver/)
    expect(code).toBe(1)
  })

  test.each([
    ['a baseline that has the finding', 'pagination/total-pages-rounded-down', ['--baseline', 'before.json'], 0],
    ['a baseline that lacks a finding', 'pagination/total-pages-rounded-down', ['--baseline', 'clean.json'], 1],
    ['only what is promised, which is kept', 'rate-limit/reset-with-fraction', ['--basis', 'promised'], 0],
    ['only what is promised, which is not kept', 'pagination/total-pages-rounded-down', ['--basis', 'promised'], 1],
  ] as const)('has the verdict of one run with %s', { timeout: 60_000 }, async (_, deviation, options, code) => {
    const server = await openTestDeployment({
      limits: { perMinute: 100_000, perHour: 100_000, anonymousPerMinute: 100_000 },
      assemble: (parts) => deviate(parts, [deviation]),
    })
    try {
      if (options[0] === '--baseline') {
        await suite(server.baseUrl, '--report', 'json=before.json')
        const before = read('before.json')
        change('before.json', 'clean.json', { verdicts: before.verdicts.filter(({ rule }) => rule !== 'pagination/total-pages') })
      }
      const one = await suite(server.baseUrl, ...options, '--report', 'json=one.json')
      expect(one.code, one.err).toBe(code)
      // The deployment never keeps the whole contract, so the verdict depends on the option.
      if (options[0] === '--basis') expect(read('one.json').exitCodes.contract).toBe(1)
      const parts = indices.map((index) => `part-${index}.json`)
      for (const [index, file] of parts.entries())
        await suite(server.baseUrl, ...options, '--shard', `${index + 1}/${count}`, '--report', `json=${file}`)
      const merged = await suite('merge', ...parts, '--report', 'json=merged.json')
      expect([merged.code, merged.err]).toEqual([code, expect.stringMatching(/^(Wrote merged\.json\n)?$/)])
      expect(merged.out.trimEnd().split('\n').slice(-2)).toEqual(one.out.trimEnd().split('\n').slice(-2))
      const outcomesIn = (file: string) =>
        read(file)
          .verdicts.map(({ id, outcome, accepted }) => `${id} ${outcome} ${accepted?.outcome ?? ''}`)
          .sort()
      expect(outcomesIn('merged.json')).toEqual(outcomesIn('one.json'))
      expect([read('merged.json').basis, read('merged.json').exitCodes]).toEqual([read('one.json').basis, read('one.json').exitCodes])
    } finally {
      await server.close()
    }
  })

  test('without a shard counts its checks as not run, if that is allowed', async () => {
    const refused = await suite('merge', '1.json', '3.json')
    expect([refused.code, refused.err]).toEqual([
      2,
      'error: The report of shard 2 of 3 is missing; --allow-missing merges the others, and counts its checks as not run.\n',
    ])
    const { out } = await suite('merge', '1.json', '3.json', '--allow-missing', '--report', 'json=some.json')
    expect(out).toMatch(/there is no report of shard 2/)
    const { reached, merged } = read('some.json')
    expect([reached, merged?.missing]).toEqual([null, [2]])
    const checksOf = (file: string) => read(file).shard?.checks ?? []
    const known = new Set([...checksOf('1.json'), ...checksOf('3.json')].map(({ id }) => id))
    // What a law judges in a missing shard is unknown.
    const lacking = checksOf('2.json').filter(({ id, place }) => place !== undefined && !known.has(id))
    expect(
      verdictsOf(read('some.json'))
        .flatMap(({ id, by }) => (by === 'shard' ? [id] : []))
        .sort(),
    ).toEqual(lacking.map(({ id }) => id).sort())
  })

  test.each<readonly [what: string, more: object, want: RegExp]>([
    ['another target', { target: 'https://other.example.com/api' }, /belong to different runs: their target differ: /],
    ['another level', { level: 'contract' }, /their level differ: smoke and contract\.$/],
    ['another basis', { basis: 'promised' }, /their basis differ: contract and promised\.$/],
    ['another seed', { seed: 'x' }, /their seed differ: conformance and x\.$/],
    ['another contract', { contract: { title: 'A', version: '9.0.0' } }, /their contract differ: /],
    ['other waivers', { waivers: [] }, /their waivers differ\.$/],
    ['no shard', { shard: undefined }, /is not about a shard: expected the JSON report of a run with --shard\.$/],
  ])('refuses a report with %s', async (_, more, want) => {
    change('2.json', 'other.json', more)
    const { code, err } = await suite('merge', '1.json', 'other.json', '3.json')
    expect(code).toBe(2)
    expect(err.replaceAll(/\s+/g, ' ').trim()).toMatch(want)
  })

  test('refuses reports of plans with other options, and two of one shard', async () => {
    const { shard } = read('2.json')
    change('2.json', 'other.json', { shard: { ...shard, plan: 'x' } })
    expect((await suite('merge', '1.json', 'other.json', '3.json')).err).toMatch(
      /belong to different plans: other options of their runs differ/,
    )
    change('2.json', 'copy.json', {})
    expect((await suite('merge', '1.json', '2.json', 'copy.json', '3.json')).err).toMatch(
      /The reports 2\.json and copy\.json are both about shard 2 of 3\./,
    )
  })

  test('refuses a format that needs all exchanges', async () => {
    const { code, err } = await suite('merge', ...files, '--report', 'har=all.har')
    expect([code, err]).toEqual([
      2,
      'error: A merged report cannot be written as HAR: the JSON reports contain only the exchanges of findings.\n',
    ])
  })
})

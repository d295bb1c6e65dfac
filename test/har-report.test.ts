/** The recording that a run writes: judged again, it gives the findings of the run; and no report of any format contains a key. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../conformance/testing/command-line.ts'
import { published } from '../conformance/testing/published-formats.ts'
import { api } from '../conformance/profile/index.ts'
import { judgeHar, type HarReport } from '../conformance/recording/har.ts'
import { anyKeyOf, redactor } from '../conformance/report/redact.ts'
import { reportFileOf, reportNames } from '../conformance/report/formats/index.ts'
import type { WrittenReport } from '../conformance/report/formats/json.ts'
import type { Traffic } from '../conformance/report/formats/traffic.ts'
import type { ReportedVerdict } from '../conformance/report/reported-verdict.ts'
import { Secrets } from '../conformance/report/secrets.ts'
import { rules } from '../conformance/rules/index.ts'
import type { Recorded } from '../conformance/run/options.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { deviate } from '../server/deviations/index.ts'
import { definitions } from '../spec/contract.ts'
import { fullRun, openTestDeployment } from '../verification/proof/deployment.ts'

const cases = {
  'a healthy deployment': [],
  'one that returns keys': ['authentication/bad-key-quoted', 'authentication/key-in-debug-header', 'authentication/keys-listed-whole'],
  'one with wrong headers': [
    'header/length-in-characters',
    'header/no-location-for-cycle-count',
    'rate-limit/remaining-before-this-one',
    'authentication/no-error-for-bad-key',
    'authentication/revoked-called-invalid',
  ],
  'one with wrong bodies': ['pagination/page-echoed-from-0', 'schema/created-with-every-change', 'schema/description-cut-in-list'],
} as const satisfies Record<string, readonly string[]>

/** Runs the suite against the reference server with these faults. */
async function runOf(deviations: readonly string[]): Promise<{ readonly baseUrl: string; readonly recorded: Recorded }> {
  const deployment = await openTestDeployment(deviations.length === 0 ? {} : { assemble: (parts) => deviate(parts, deviations) })
  const { nordwind, suedlicht } = demoKeys
  const keys = {
    main: [nordwind.administrator],
    other: [suedlicht.administrator],
    expired: [nordwind.expired],
    revoked: [nordwind.revoked],
  }
  try {
    return { baseUrl: deployment.baseUrl, recorded: await fullRun(deployment, { target: { baseUrl: deployment.baseUrl, keys } }) }
  } finally {
    await deployment.close()
  }
}

const trafficOf = ({ record, secrets, keys, startedAt }: Recorded, baseUrl: string): Traffic => ({
  exchanges: record.exchanges,
  keys,
  baseUrl,
  startedAt,
  redact: redactor(secrets, api.keyFormat),
  format: api.keyFormat,
  profile: api.profile,
  definitions: definitions(),
})

/** Verdicts that need no requests of their own, by id. */
function ofTraffic(verdicts: readonly ReportedVerdict[]): Record<string, string> {
  const without = new Set<string>(rules.filter(({ kind }) => kind !== 'probe').map(({ id }) => id))
  return Object.fromEntries(
    verdicts.flatMap(({ id, rule, outcome, expected = '', seen = '' }) =>
      without.has(rule) ? [[id, `${outcome} ${expected} / ${seen}`]] : [],
    ),
  )
}

/** Every key of a run, also one that a response issued and the run did not use. */
function keysOf({ record, secrets }: Recorded): string[] {
  const anyKey = anyKeyOf(api.keyFormat)
  const issued = record.exchanges.flatMap(({ reply }) => reply?.body.toString('latin1').match(anyKey) ?? [])
  return [...new Set([...secrets, ...issued])].filter((key) => !key.startsWith(api.keyFormat.unissued))
}

describe.each(Object.entries(cases))('the reports of %s', (name, deviations) => {
  let reports: ReadonlyMap<string, string>
  let recorded: Recorded
  let judged: HarReport

  beforeAll(async () => {
    const { baseUrl, recorded: run } = await runOf(deviations)
    recorded = run
    const traffic = trafficOf(run, baseUrl)
    reports = new Map(reportNames.split(', ').map((each) => [each, reportFileOf(`${each}=file`)?.format.render(run.report, traffic) ?? '']))
    judged = judgeHar(reports.get('har') ?? '')
    // Ends what hangs, on a machine that does much else.
  }, 300_000)

  test('give the verdicts of the run if the recording is judged', () => {
    const wanted = ofTraffic(recorded.report.verdicts)
    expect(ofTraffic(judged.verdicts)).toEqual(wanted)
    const findings = Object.values(wanted).filter((each) => /^(fail|warn)/.test(each))
    if (name === 'a healthy deployment') expect(findings).toEqual([])
    else expect(findings.length).toBeGreaterThan(deviations.length - 1)
    expect(judged.leftOut).toEqual([])
  })

  test('contain no key in any form', () => {
    const secrets = new Secrets(keysOf(recorded), api.keyFormat)
    for (const [format, text] of reports)
      expect(
        secrets.findIn(text).map(([start, end]) => `${format}: ${text.slice(Math.max(start - 100, 0), end + 10)}`),
        format,
      ).toEqual([])
  })

  test('keep the published definitions', async () => {
    for (const [format, validate] of Object.entries(published)) expect(await validate(reports.get(format) ?? ''), format).toEqual([])
  })

  test('are judged by the command line as well, which reports like a run', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'har-report-'))
    try {
      writeFileSync(path.join(folder, 'run.har'), reports.get('har') ?? '')
      const files = ['json=judged.json', 'html=judged.html', 'har=again.har'].flatMap((each) => ['--report', each])
      const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md') }
      const { code, out } = await runCommand(['judge', 'run.har', ...files], { cwd: folder, env })
      expect(code, out).toBe(judged.exitCode)
      expect(code).toBe(deviations.length === 0 ? 0 : 1)
      expect(/^::error title=/m.test(out)).toBe(code === 1)
      const text = (file: string): string => readFileSync(path.join(folder, file), 'utf8')
      const written = JSON.parse(text('judged.json')) as WrittenReport
      expect(written.causes).toEqual(judged.causes)
      for (const [format, file] of [
        ['json', 'judged.json'],
        ['har', 'again.har'],
      ] as const)
        expect(await published[format]?.(text(file)), file).toEqual([])
      // Such a report can be compared as well.
      const compared = await runCommand(['compare', 'judged.json', 'judged.json'], { cwd: folder })
      expect([compared.code, compared.err]).toEqual([0, ''])
      expect(text('judged.html')).toContain('based on recorded traffic')
      expect(text('summary.md')).toContain('based on the recorded traffic')
      // What judging a recording writes can be judged as well.
      expect(judgeHar(text('again.har')).causes).toEqual(judged.causes)
      expect(out).not.toContain('--allow-writes')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

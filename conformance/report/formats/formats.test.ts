/** The written reports: one golden file for each format and outcome, the published definitions of the formats, and the result that CI systems show. */
import pc from 'picocolors'
import { Parser } from 'tap-parser'
import { describe, expect, test } from 'vitest'
import { api } from '../../profile/index.ts'
import type { NotRunBy, Outcome } from '../../judge/verdict.ts'
import type { WaiverState } from '../../judge/waivers.ts'
import { aLaw } from '../../testing/fixture.ts'
import { published } from '../../testing/published-formats.ts'
import { keys, reportOf, reports, traffic, waiverUse } from '../../testing/reports.ts'
import type { Report } from '../report.ts'
import { Secrets } from '../secrets.ts'
import { reportFileOf } from './index.ts'
import { renderReport } from './terminal.ts'
import { unpublished } from '../../testing/unpublished.ts'

const endings: Readonly<Record<string, string>> = {
  json: 'json',
  markdown: 'md',
  junit: 'xml',
  sarif: 'sarif.json',
  har: 'har',
  ctrf: 'ctrf.json',
  tap: 'tap',
  badge: 'svg',
  terminal: 'txt',
}

/** Renders a report in a format of the registry, or for the terminal. */
function rendered(format: string, report: Report): string {
  if (format === 'terminal') return renderReport(report, pc.createColors(false), unpublished)
  const file = reportFileOf(`${format}=file`)
  if (file === undefined) throw new Error(`there is no format ${format}`)
  return file.format.render(report, traffic)
}

const outcomes = Object.keys(reports) as (keyof typeof reports)[]
const secrets = new Secrets([...keys.values()], api.keyFormat)

describe.each(Object.keys(endings))('%s', (format) => {
  test.each(outcomes)('of a report with the outcome %s is the golden file', async (outcome) => {
    await expect(rendered(format, reports[outcome])).toMatchFileSnapshot(`golden/${outcome}.${endings[format] ?? ''}`)
  })

  test.each(outcomes)('of a report with the outcome %s contains no key', (outcome) => {
    const text = rendered(format, reports[outcome])
    expect(secrets.findIn(text).map(([start, end]) => text.slice(start, end))).toEqual([])
  })

  test.each(outcomes)('of a report with the outcome %s contains no control character', (outcome) => {
    expect(rendered(format, reports[outcome])).not.toMatch(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u)
  })
})

describe.each(Object.keys(published))('%s', (format) => {
  test.each(outcomes)('of a report with the outcome %s keeps the published definition', async (outcome) => {
    expect(await published[format]?.(rendered(format, reports[outcome]))).toEqual([])
  })
})

describe('the published definition', () => {
  test.each([
    ['json', '{ "format": "1.0" }'],
    ['sarif', '{ "version": "2.1.0", "runs": [{ "tool": {} }] }'],
    ['ctrf', '{ "reportFormat": "CTRF", "specVersion": "0.0.0", "results": {} }'],
    ['har', '{ "log": { "version": "1.2", "creator": { "name": "a", "version": "1" }, "entries": [{}] } }'],
    ['junit', '<testsuites><testsuite name="a"/></testsuites>'],
    ['badge', '<svg>'],
    ['tap', 'TAP version 14\n1..2\nok 1 - a\n'],
    ['markdown', 'a'.repeat(70_000)],
  ])('of %s rejects something', async (format, text) => {
    expect(await published[format]?.(text)).not.toEqual([])
  })
})

describe('the result that a CI system shows', () => {
  const kinds: readonly Outcome[] = ['pass', 'warn', 'fail', 'inconclusive', 'not-run', 'waived', 'error']
  const states: readonly (WaiverState | undefined)[] = [undefined, 'used', 'untried', 'expired', 'idle']
  const verdict = (outcome: Outcome) => ({ rule: aLaw(), outcome, basis: 'promised', runLevel: 'smoke', judged: 1 }) as const
  // Each set of outcomes, with each state of a waiver.
  const all = Array.from({ length: 2 ** kinds.length }, (_, bits) => kinds.filter((_kind, index) => (bits >> index) % 2 === 1)).flatMap(
    (chosen) => states.map((state) => reportOf(chosen.map(verdict), { waivers: state === undefined ? [] : [waiverUse(state)] })),
  )
  const ofWait = reportOf([verdict('pass'), { ...verdict('not-run'), by: 'wait' }])
  const cases = [...all, ofWait, reports.ended]

  test('is one for each exit code', () => {
    expect(new Set(cases.map(({ exitCode }) => exitCode))).toEqual(new Set([0, 1, 2, 3]))
    expect(ofWait.exitCode).toBe(2)
  })

  test('says what prevents a verdict', () => {
    const notRun = (by: NotRunBy) => ({ ...verdict('not-run'), by })
    const said = (...verdicts: Parameters<typeof reportOf>[0]): string =>
      /the run: reaches a verdict.*?<\/testcase>/s.exec(rendered('junit', reportOf(verdicts)))?.[0] ?? ''
    expect(said(verdict('pass'), notRun('time'))).toContain('the time did not suffice for 1 check (--max-time)')
    expect(said(verdict('pass'), notRun('wait'), notRun('wait'))).toContain('the waiting time did not suffice for 2 checks (--max-wait)')
    expect(said(verdict('pass'), notRun('shard'))).toContain('1 check belongs to shards without a report')
    expect(said(verdict('warn'))).toContain('no check passed')
    expect(said(verdict('not-run'))).toContain('nothing was judged')
    expect(rendered('junit', reports.ended)).toMatch(/<error type="inconclusive" message="the run ended before it judged anything: http/)
  })

  test('of JUnit is the exit code', () => {
    for (const report of cases) {
      const text = rendered('junit', report)
      const [, failures, errors] = /<testsuites [^>]*failures="(\d+)" errors="(\d+)"/.exec(text) ?? []
      const isInternal = text.includes('<error type="error"')
      expect(isInternal ? 3 : Number(failures) > 0 ? 1 : Number(errors) > 0 ? 2 : 0).toBe(report.exitCode)
    }
  })

  test('of JUnit counts what each suite contains', () => {
    for (const text of outcomes.map((each) => rendered('junit', reports[each]))) {
      for (const [suite] of text.matchAll(/<testsuite .*?<\/testsuite>/gs)) {
        for (const [count, element] of [
          ['tests', 'testcase'],
          ['failures', 'failure'],
          ['errors', 'error'],
          ['skipped', 'skipped'],
        ] as const) {
          const found = [...suite.matchAll(new RegExp(`<${element}[ >]`, 'g'))].length
          expect(suite).toMatch(new RegExp(`^<testsuite [^>]*${count}="${found}"`))
        }
      }
    }
  })

  test('of TAP is good if and only if the exit code is 0', () => {
    for (const report of cases) {
      const parser = new Parser({ strict: true })
      parser.end(rendered('tap', report))
      expect(parser.ok, rendered('tap', report)).toBe(report.exitCode === 0)
    }
  })

  test('of CTRF has failures if and only if something fails, and is healthy if and only if the exit code is 0', () => {
    for (const report of cases) {
      const { summary, environment } = JSON.parse(rendered('ctrf', report)).results as {
        readonly summary: Readonly<Record<string, number>>
        readonly environment: { readonly healthy: boolean }
      }
      const { tests, passed = 0, failed = 0, skipped = 0, other = 0 } = summary
      if (report.exitCode !== 3) expect(failed > 0).toBe(report.exitCode === 1)
      expect(environment.healthy).toBe(report.exitCode === 0)
      expect(passed + failed + skipped + other).toBe(tests)
    }
  })
})

describe('SARIF', () => {
  const resultsOf = (report: Report, change = {}) =>
    JSON.parse(reportFileOf('sarif=file')?.format.render(report, { ...traffic, ...change }) ?? '').runs[0].results

  test('points to the operation in the sources, and to the document for other findings', () => {
    const places = resultsOf(reports.fail).map(
      ({ locations }: { locations: { physicalLocation: object }[] }) => locations[0]?.physicalLocation,
    )
    expect(places).toEqual([
      { artifactLocation: { uri: 'spec/paths/products_%7Bid%7D.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 139 } },
      { artifactLocation: { uri: 'spec/openapi.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 1 } },
    ])
  })

  test('names only the operation if the sources are unknown', async () => {
    const { definitions: _, ...rest } = traffic
    const text = reportFileOf('sarif=file')?.format.render(reports.fail, rest) ?? ''
    expect(await published['sarif']?.(text)).toEqual([])
    for (const { locations } of JSON.parse(text).runs[0].results) expect(Object.keys(locations[0])).toEqual(['logicalLocations'])
  })

  test('accepts what a waiver excludes', () => {
    expect(resultsOf(reports.waived)[0]).toMatchObject({ level: 'error', suppressions: [{ kind: 'external', status: 'accepted' }] })
  })
})

describe('Markdown', () => {
  const many = (count: number): Report =>
    reportOf(
      Array.from({ length: count }, (_, index) => ({
        rule: aLaw({ id: `status/law-${index}`, title: `keeps rule ${index}` }),
        operation: `operation${index}`,
        outcome: 'fail',
        basis: 'promised',
        runLevel: 'smoke',
        judged: 1,
        expected: `part ${index}`,
        seen: '`'.repeat(index) + 'é'.repeat(1500),
      })),
    )

  test('is never longer than a comment may be, and says what is missing', () => {
    const text = rendered('markdown', many(200))
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000)
    expect(text).toMatch(/The details of \d+ more causes do not fit here/)
    expect(text).toContain('… and 170 more.')
  })

  test('leaves no text of the deployment outside of code', () => {
    for (const outcome of outcomes) {
      const text = rendered('markdown', reports[outcome])
      const outside = text
        .replaceAll(/^(`{3,})\w+\n.*?\n\1$/gms, '')
        .replaceAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
        .replaceAll(/<code>.*?<\/code>/g, '')
      expect(outside).not.toMatch(/everyone|evil|<script|forged|bold/)
    }
  })
})

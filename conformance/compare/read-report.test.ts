import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { aLaw, baseUrl } from '../testing/fixture.ts'
import { unpublished } from '../testing/unpublished.ts'
import { renderJson, verdictsOf, type WrittenReport } from '../report/formats/json.ts'
import { makeReport } from '../report/report.ts'
import { Undecidable } from '../model/undecidable.ts'
import { readReport } from './read-report.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'report-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(text: string): string {
  const name = path.join(folder, 'report.json')
  writeFileSync(name, text)
  return name
}
const whole = renderJson(
  makeReport({
    contract,
    baseUrl,
    level: 'smoke',
    seed: 's',
    requests: { planned: 0, most: 0, sent: 0, withoutKey: 0, followed: [] },
    verdicts: [
      { rule: aLaw(), operation: 'listProducts', outcome: 'fail', basis: 'promised', runLevel: 'smoke', judged: 1 },
      { rule: aLaw(), operation: 'getProduct', outcome: 'pass', basis: 'promised', runLevel: 'smoke', judged: 1 },
      {
        rule: aLaw(),
        operation: 'createProduct',
        about: 'limit=0',
        outcome: 'not-run',
        by: 'level',
        why: 'a higher level',
        basis: 'promised',
        runLevel: 'full',
        judged: 0,
      },
    ],
    baseline: { target: baseUrl, startedAt: '2026-05-01T08:00:00.000Z', findings: new Map([['status/law:getProduct', 'warn']]) },
    left: [],
    secrets: [],
    startedAt: Date.parse('2026-06-01T08:00:00Z'),
    endedAt: Date.parse('2026-06-01T08:00:01Z'),
  }),
  { profile: unpublished },
)
const changed = (change: object): string => JSON.stringify({ ...(JSON.parse(whole) as object), ...change })

test('a written report is read as it was', () => {
  expect(readReport(file(whole))).toEqual(JSON.parse(whole))
})

test.each(['2.0', '2.1'])(
  'a report of format %s, whose verdicts have the checks that were not run, is read as one of the current format',
  (format) => {
    const { notRun: _notRun, rules: _rules, subjects: _subjects, ...rest } = JSON.parse(whole) as WrittenReport
    const earlier = { ...rest, format, verdicts: verdictsOf(JSON.parse(whole) as WrittenReport) }
    expect(earlier.verdicts.map(({ outcome }) => outcome)).toEqual(['fail', 'not-run'])
    expect(readReport(file(JSON.stringify(earlier)))).toEqual(JSON.parse(whole))
  },
)

describe('a file is refused, with what was expected:', () => {
  test.each([
    [
      'one of an older version',
      changed({ format: '1.4' }),
      /report\.json has format 1\.4, but 3\.0 was expected; it was made by an older version of the suite: run again\.$/,
    ],
    [
      'one of a newer version',
      changed({ format: '4.0' }),
      /has format 4\.0, but 3\.0 was expected; it was made by another version of the suite: use that one\.$/,
    ],
    [
      'one with a wrong member',
      changed({ level: 'some' }),
      /does not have the format of a report: \/level must be equal to one of the allowed values\.$/,
    ],
    ['one with an additional member', changed({ verdict: 1 }), /the document must NOT have additional properties: "verdict"\.$/],
    ['one without its verdicts', changed({ verdicts: undefined }), /the document must have required property 'verdicts'\.$/],
    [
      'one of a run that judged nothing',
      changed({ ended: 'http://127.0.0.1:1/api cannot be reached: no route.' }),
      /report\.json contains no checks, because its run ended before it judged anything: http:\/\/127\.0\.0\.1:1\/api cannot be reached: no route\.$/,
    ],
    ['text', 'a report', /is not JSON: /],
    ['other JSON', '[{"rule": "x"}]', /is not a report of this suite: expected a file that --report json=FILE has written\.$/],
    ['null', 'null', /is not a report of this suite/],
    ['a format that steers the terminal', changed({ format: '\u001B[2J9' }), /has format \\x1b\[2J9, but/],
  ])('%s', (_name, text, want) => {
    expect(() => readReport(file(text))).toThrow(want)
    expect(() => readReport(file(text))).toThrow(Undecidable)
  })

  test('none at all', () => {
    expect(() => readReport(path.join(folder, 'none.json'))).toThrow(
      /none\.json cannot be read: there is no such file or folder \(ENOENT\)\.$/,
    )
  })
})

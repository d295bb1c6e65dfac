import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { aLaw, baseUrl } from '../testing/fixture.ts'
import { unpublished } from '../testing/unpublished.ts'
import { renderJson } from '../report/formats/json.ts'
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

test('a report of an earlier version that has the same members is read', () => {
  expect(readReport(file(changed({ format: '2.0' })))).toMatchObject({ format: '2.0' })
})

describe('a file is refused, with what was expected:', () => {
  test.each([
    [
      'one of an older version',
      changed({ format: '1.4' }),
      /report\.json has format 1\.4, but 2\.1 was expected; it was made by an older version of the suite: run again\.$/,
    ],
    [
      'one of a newer version',
      changed({ format: '3.0' }),
      /has format 3\.0, but 2\.1 was expected; it was made by another version of the suite: use that one\.$/,
    ],
    [
      'one with a wrong member',
      changed({ level: 'some' }),
      /does not have the format of a report: \/level must be equal to one of the allowed values\.$/,
    ],
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
    expect(() => readReport(path.join(folder, 'none.json'))).toThrow(/none\.json cannot be read: ENOENT/)
  })
})

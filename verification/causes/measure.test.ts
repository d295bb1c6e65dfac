import { expect, test } from 'vitest'
import type { ReportedVerdict } from '../../conformance/report/reported-verdict.ts'
import { measure, type Fault } from './measure.ts'

/** A finding of a request that no other finding made, unless it has the same path. */
const finding = (rule: `${ReportedVerdict['area']}/${string}`, path: string): ReportedVerdict => ({
  id: `${rule}:${path}`,
  rule,
  area: rule.slice(0, rule.indexOf('/')) as ReportedVerdict['area'],
  level: 'MUST',
  title: 'does something',
  cites: ['R01'],
  operation: path,
  outcome: 'fail',
  severity: 'promise',
  basis: 'promised',
  judged: 1,
  exchange: { number: path.length, request: `GET /${path}`, curl: 'curl', sent: { headers: [] }, at: 0, milliseconds: 1, status: 200 },
})
const fault = (names: string, ...others: string[]): Fault => ({ names: new Set([names]), violates: new Set([names, ...others]) })

test('a fault is titled, swallowed or without a finding', () => {
  // The two of the first path are one cause, whichever names it.
  const verdicts = [finding('negotiation/one', 'a'), finding('schema/two', 'a'), finding('status/three', 'bb')]
  const faults = [fault('negotiation/one'), fault('schema/two'), fault('status/three'), fault('error/four')]
  expect(measure([{ faults, verdicts }])).toEqual({ reports: 1, faults: 3, titled: 2, first: 2, swallowed: 1, causes: 2 })
})

test('a fault whose own consequence has the title is not swallowed', () => {
  const verdicts = [finding('negotiation/one', 'a'), finding('schema/two', 'a')]
  expect(measure([{ faults: [fault('schema/two', 'negotiation/one')], verdicts }])).toMatchObject({ titled: 0, first: 1, swallowed: 0 })
})

test('the sums are those of all reports', () => {
  const one = { faults: [fault('status/three')], verdicts: [finding('status/three', 'bb')] }
  expect(measure([one, one])).toEqual({ reports: 2, faults: 2, titled: 2, first: 2, swallowed: 0, causes: 2 })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contract } from '../../spec/contract.ts'
import type { Outcome, Verdict } from '../judge/verdict.ts'
import { aLaw, baseUrl, verdictOf } from '../testing/fixture.ts'
import { written, type WrittenReport } from '../report/formats/json.ts'
import { makeReport } from '../report/report.ts'
import { changes, compare, isWorse, type Change, type Changed } from './compare.ts'

const startedAt = Date.parse('2026-06-01T08:00:00Z')
const law = aLaw()
const other = aLaw({ id: 'status/other', level: 'SHOULD' })
const waiver = { rule: law.id, operation: '*', reason: 'known', owner: 'somebody', expires: '2027-03-31' }

const verdict = (outcome: Outcome, change: Partial<Verdict> = {}): Verdict =>
  verdictOf(outcome, { rule: law, operation: 'listProducts', ...change })

const reportOf = (verdicts: readonly Verdict[], change: Partial<Parameters<typeof makeReport>[0]> = {}): WrittenReport =>
  written(
    makeReport({
      contract,
      baseUrl,
      level: 'full',
      seed: 's',
      requests: { planned: 0, most: 0, sent: 0, withoutKey: 0, followed: [] },
      verdicts,
      left: [],
      secrets: [],
      startedAt,
      endedAt: startedAt,
      ...change,
    }),
  )

/** The change of one check; `undefined` leaves it out of a report, which has other checks of the rule and the operation. */
function changeOf(before: Outcome | undefined, after: Outcome | undefined): Change | undefined {
  const rest = [verdict('pass', { operation: 'getProduct' }), verdict('pass', { rule: other })]
  const made = (outcome: Outcome | undefined) => reportOf([...(outcome === undefined ? [] : [verdict(outcome)]), ...rest])
  return compare(made(before), made(after)).checks.find(({ id }) => id === 'status/law:listProducts')?.change
}

describe('a check', () => {
  test.each<readonly [before: Outcome | undefined, after: Outcome | undefined, want: Change]>([
    ['fail', 'pass', 'mended'],
    ['warn', 'pass', 'mended'],
    ['fail', 'fail', 'unchanged'],
    ['warn', 'warn', 'unchanged'],
    ['warn', 'fail', 'worse'],
    ['fail', 'warn', 'milder'],
    ['pass', 'fail', 'new'],
    ['pass', 'warn', 'new'],
    ['inconclusive', 'fail', 'new'],
    ['not-run', 'warn', 'new'],
    ['error', 'fail', 'new'],
    [undefined, 'fail', 'new'],
    ['fail', 'not-run', 'not-run'],
    ['warn', 'not-run', 'not-run'],
    ['fail', undefined, 'not-run'],
    ['fail', 'inconclusive', 'unclear'],
    ['warn', 'error', 'unclear'],
    ['pass', 'not-run', 'lost'],
    ['pass', 'inconclusive', 'lost'],
    ['pass', undefined, 'lost'],
    ['pass', 'error', 'lost'],
    ['pass', 'pass', 'clean'],
    ['inconclusive', 'pass', 'clean'],
    ['not-run', 'inconclusive', 'clean'],
    [undefined, 'pass', 'clean'],
    [undefined, 'not-run', 'clean'],
  ])('that was %s and is %s is %s', (before, after, want) => {
    expect(changeOf(before, after)).toBe(want)
  })

  test('whose rule or operation the later report does not contain is gone, unless that run covered less', () => {
    const before = reportOf([verdict('fail')])
    const without = (change: Partial<Verdict>, run: Parameters<typeof reportOf>[1] = {}) =>
      compare(before, reportOf([verdict('pass', change)], run)).checks.find(({ id }) => id === 'status/law:listProducts')?.change
    expect([without({ rule: other }), without({ operation: 'getProduct' })]).toEqual(['gone', 'gone'])
    expect(without({ rule: other }, { level: 'contract' })).toBe('not-run')
    expect(without({ rule: other }, { chosen: '--only status/other' })).toBe('not-run')
  })

  test('is compared without its waiver, and without the baseline that accepted it', () => {
    const waived = reportOf([verdict('waived', { waiver, waived: 'fail' })])
    const accepted = reportOf([verdict('waived', { accepted: 'warn' })])
    const change = (a: WrittenReport, b: WrittenReport) => compare(a, b).checks.map((each) => each.change)
    expect(change(reportOf([verdict('fail')]), waived)).toEqual(['unchanged'])
    expect(change(waived, reportOf([verdict('pass')]))).toEqual(['mended'])
    expect(change(accepted, waived)).toEqual(['worse'])
  })

  test('has what the later report found, or else the earlier one', () => {
    const one = reportOf([verdict('fail', { expected: '200', seen: '500' }), verdict('fail', { rule: other, seen: '501' })])
    const two = reportOf([verdict('fail', { expected: '200', seen: '404' }), verdict('pass', { rule: other })])
    expect(compare(one, two).checks.map(({ change, finding }) => [change, finding?.seen])).toEqual([
      ['mended', '501'],
      ['unchanged', '404'],
    ])
  })
})

test.each<readonly [Outcome, Outcome, boolean]>([
  ['pass', 'fail', true],
  ['warn', 'fail', true],
  ['fail', 'fail', false],
  ['fail', 'pass', false],
  ['fail', 'not-run', false],
  ['pass', 'not-run', false],
])('a change from %s to %s is worse: %s', (before, after, want) => {
  expect(isWorse(compare(reportOf([verdict(before)]), reportOf([verdict(after)])))).toBe(want)
})

test('the most important comes first: new, then the more severe, then failures', () => {
  const safety = aLaw({ id: 'tenant/law' })
  const of = (outcome: (rule: string) => Outcome) =>
    reportOf([other, law, safety].flatMap((rule) => ['b', 'a'].map((operation) => verdict(outcome(rule.id), { rule, operation }))))
  const ids = compare(
    of(() => 'pass'),
    of((rule) => (rule === other.id ? 'warn' : 'fail')),
  ).checks.map(({ id }) => id)
  expect(ids).toEqual(['tenant/law:a', 'tenant/law:b', 'status/law:a', 'status/law:b', 'status/other:a', 'status/other:b'])
})

describe('any two reports', () => {
  const outcomes = fc.constantFrom<Outcome>('pass', 'fail', 'warn', 'inconclusive', 'not-run', 'waived', 'error')
  const checks = fc.uniqueArray(
    fc.record({
      rule: fc.constantFrom(law, other),
      operation: fc.constantFrom('a', 'b', 'c', 'd'),
      about: fc.constantFrom('x', 'y'),
      outcome: outcomes,
    }),
    { selector: ({ rule, operation, about }) => `${rule.id} ${operation} ${about}`, maxLength: 12 },
  )
  const reports = fc.tuple(checks, fc.constantFrom('full' as const, 'smoke' as const)).map(([all, level]) =>
    reportOf(
      all.map(({ outcome, ...rest }) => verdict(outcome, { ...rest, ...(outcome === 'waived' ? { waiver, waived: 'fail' } : {}) })),
      { level },
    ),
  )
  const idsOf = ({ verdicts, passed, notRun }: WrittenReport): string[] => [
    ...verdicts.map(({ id }) => id),
    ...[passed, ...notRun.map(({ checks }) => checks)].flatMap((byRule) =>
      Object.entries(byRule).flatMap(([rule, subjects]) => subjects.map((each) => `${rule}:${each}`)),
    ),
  ]

  test('have each check in exactly one change', () => {
    fc.assert(
      fc.property(reports, reports, (a, b) => {
        const compared = compare(a, b).checks
        expect(compared.map(({ id }) => id).sort()).toEqual([...new Set([...idsOf(a), ...idsOf(b)])].sort())
        for (const { change } of compared) expect(changes).toContain(change)
      }),
      { seed: 1 },
    )
  })

  test('that are the same differ in nothing', () => {
    fc.assert(
      fc.property(reports, (a) => {
        const { checks: same } = compare(a, a)
        expect(same.filter(({ change }) => change !== 'unchanged' && change !== 'clean')).toEqual([])
        const found = (each: Changed): boolean => each.before === 'fail' || each.before === 'warn'
        expect(same.every((each) => (each.change === 'unchanged') === found(each))).toBe(true)
      }),
      { seed: 1 },
    )
  })

  test('mend one way what is new the other way', () => {
    fc.assert(
      fc.property(reports, reports, (a, b) => {
        const ids = (some: readonly Changed[], isOne: (each: Changed) => boolean) =>
          some
            .filter(isOne)
            .map(({ id }) => id)
            .sort()
        const [there, back] = [compare(a, b).checks, compare(b, a).checks]
        expect(ids(there, ({ change }) => change === 'mended')).toEqual(
          ids(back, ({ change, before }) => change === 'new' && before === 'pass'),
        )
        expect(ids(there, ({ change }) => change === 'worse')).toEqual(ids(back, ({ change }) => change === 'milder'))
      }),
      { seed: 1 },
    )
  })
})

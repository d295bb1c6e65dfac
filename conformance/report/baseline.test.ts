import { describe, expect, test } from 'vitest'
import pc from 'picocolors'
import { contract } from '../../spec/contract.ts'
import { baselineOf } from '../compare/baseline.ts'
import type { Outcome, Verdict } from '../judge/verdict.ts'
import { baseUrl, verdictOf } from '../testing/fixture.ts'
import type { Acceptable, Baseline } from './baseline.ts'
import { renderBaseline } from './formats/baseline.ts'
import { written } from './formats/json.ts'
import type { ExitCode } from './conclusion.ts'
import { makeReport, type Report } from './report.ts'

const waiver = { rule: 'status/law', operation: '*', reason: 'known', owner: 'somebody', expires: '2027-03-31' }
const verdict = (outcome: Outcome, change: Partial<Verdict> = {}): Verdict => verdictOf(outcome, { operation: 'listProducts', ...change })
const id = 'status/law:listProducts'
const baselineWith = (findings: Readonly<Record<string, Acceptable>>): Baseline => ({
  target: baseUrl,
  startedAt: '2026-05-01T08:00:00.000Z',
  findings: new Map(Object.entries(findings)),
})
const report = (verdicts: readonly Verdict[], baseline?: Baseline, secrets: readonly string[] = []): Report =>
  makeReport({
    contract,
    baseUrl,
    level: 'smoke',
    seed: 's',
    requests: { planned: 1, most: 1, sent: 1, withoutKey: 0, followed: [] },
    verdicts: [verdict('pass', { operation: 'getProduct' }), ...verdicts],
    left: [],
    secrets,
    startedAt: Date.parse('2026-06-01T08:00:00Z'),
    endedAt: Date.parse('2026-06-01T08:00:01Z'),
    ...(baseline === undefined ? {} : { baseline }),
  })

describe('a check', () => {
  test.each<readonly [inBaseline: Acceptable | undefined, now: Outcome, outcome: Outcome, exitCode: ExitCode, state: string | undefined]>([
    ['fail', 'fail', 'waived', 0, 'accepted'],
    ['fail', 'warn', 'waived', 0, 'accepted'],
    ['warn', 'warn', 'waived', 0, 'accepted'],
    ['fail', 'inconclusive', 'waived', 0, 'accepted'],
    ['warn', 'fail', 'fail', 1, 'worse'],
    ['fail', 'pass', 'pass', 0, 'mended'],
    ['fail', 'not-run', 'not-run', 0, 'untried'],
    ['fail', 'error', 'error', 3, 'untried'],
    [undefined, 'fail', 'fail', 1, undefined],
    [undefined, 'inconclusive', 'inconclusive', 2, undefined],
  ])('with %s in the baseline that is %s now is %s, with exit code %i', (inBaseline, now, outcome, exitCode, state) => {
    const made = report([verdict(now)], baselineWith(inBaseline === undefined ? {} : { [id]: inBaseline }))
    const found = made.verdicts.find((each) => each.id === id)
    expect(found?.outcome).toBe(outcome)
    expect(found?.accepted).toEqual(outcome === 'waived' ? { outcome: now } : undefined)
    expect(made.outcomes[outcome]).toBeGreaterThan(0)
    expect(made.exitCode).toBe(exitCode)
    expect(made.baseline?.findings.map((each) => each.state)).toEqual(state === undefined ? [] : [state])
  })

  test('that the run did not judge is neither mended nor accepted', () => {
    expect(report([], baselineWith({ [id]: 'fail' })).baseline?.findings).toEqual([{ id, outcome: 'fail', state: 'untried' }])
  })

  test('that a waiver covers stays waived by it', () => {
    const made = report([verdict('waived', { waiver, waived: 'fail' })], baselineWith({ [id]: 'fail' }))
    expect(made.verdicts.find((each) => each.id === id)?.waived?.owner).toBe('somebody')
    expect(made.baseline?.findings[0]?.state).toBe('waived')
  })

  test('about something is told apart from others of its rule, also if it contains a key', () => {
    const about = (text: string) => verdict('fail', { about: text })
    const first = report([about('with a-secret-of-the-run'), about('b')], undefined, ['a-secret-of-the-run'])
    const [known = ''] = first.verdicts.flatMap((each) => (each.outcome === 'fail' ? [each.id] : []))
    const made = report([about('with a-secret-of-the-run'), about('b')], baselineWith({ [known]: 'fail' }), ['a-secret-of-the-run'])
    expect(made.verdicts.map(({ outcome }) => outcome)).toEqual(['pass', 'waived', 'fail'])
    expect(made.causes.map(({ finding }) => finding)).toEqual([`${id}:b`])
  })
})

describe('the baseline of a report', () => {
  test('has its failures and warnings, and nothing that could not be judged or that a waiver covered', () => {
    const made = report([
      verdict('fail'),
      verdict('warn', { operation: 'a' }),
      verdict('inconclusive', { operation: 'b' }),
      verdict('waived', { operation: 'c', waiver, waived: 'fail' }),
    ])
    expect([...baselineOf(written(made)).findings]).toEqual([
      [id, 'fail'],
      ['status/law:a', 'warn'],
    ])
  })

  test('keeps what that report accepted or did not judge, and drops what is mended', () => {
    const known = { [id]: 'fail', 'status/law:a': 'fail', 'status/law:b': 'fail', 'status/law:c': 'fail', 'status/law:d': 'warn' } as const
    const made = report(
      [
        verdict('warn'),
        verdict('inconclusive', { operation: 'a' }),
        verdict('pass', { operation: 'b' }),
        verdict('waived', { operation: 'c', waiver, waived: 'fail' }),
      ],
      baselineWith(known),
    )
    expect([...baselineOf(written(made)).findings].sort()).toEqual([
      ['status/law:a', 'fail'],
      ['status/law:d', 'warn'],
      [id, 'warn'],
    ])
  })
})

test('the terminal shows what is accepted, worse, mended and not judged', () => {
  const made = report(
    [verdict('fail'), verdict('fail', { operation: 'a' }), verdict('pass', { operation: 'b' })],
    baselineWith({ [id]: 'fail', 'status/law:a': 'warn', 'status/law:b': 'fail', 'status/law:c:x': 'fail' }),
  )
  expect(renderBaseline(made, pc.createColors(false))).toEqual([
    `ACCEPTED  1 of 4 findings of the baseline are still there (${baseUrl}, 2026-05-01T08:00:00.000Z)`,
    '      status/law on listProducts',
    '      worse: status/law on a',
    '      mended: status/law on b',
    '      To keep what is mended, use a report of this run as the next baseline.',
    '      not judged in this run: 1',
  ])
  expect(renderBaseline(report([]), pc.createColors(false))).toEqual([])
})

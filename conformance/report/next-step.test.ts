import { describe, expect, test } from 'vitest'
import type { NotRunBy } from '../judge/verdict.ts'
import { mixedReport, passingReport } from '../testing/sample-report.ts'
import type { Report } from './report.ts'
import type { ReportedVerdict } from './reported-verdict.ts'
import { nextStep } from './next-step.ts'
import { percentile } from './formats/html/latency.ts'
import { duration, grouped } from './formats/html/words.ts'

const passing = passingReport().report
const mixed = mixedReport().report
const failed = mixed.causes.filter(({ outcome }) => outcome === 'fail').slice(0, 1)
const outcomes = { ...passing.outcomes, error: 0, fail: 0, inconclusive: 0, warn: 0 }
const verdict = (change: Partial<ReportedVerdict>): ReportedVerdict => ({ ...passing.verdicts[0]!, ...change })
const unclear = (why: string): ReportedVerdict => verdict({ outcome: 'inconclusive', why })
const notRun = (by: NotRunBy, why = ''): ReportedVerdict => verdict({ outcome: 'not-run', by, why })
const late = notRun('wait')
const cut = notRun('time')
const part = { index: 1, count: 3, plan: 'p', shared: 0, isBounded: false, checks: [], elsewhere: [] }

describe('the next step', () => {
  test.each<readonly [what: string, report: Partial<Report>, want: string]>([
    ['full level reached', {}, 'repeat the run with every release.'],
    ['a lower level reached', { level: 'contract' }, 'run the next level, --level isolation.'],
    ['warnings', { outcomes: { ...outcomes, warn: 1 } }, 'repeat the run with every release. Look at the 1 warning.'],
    ['a selection', { chosen: '--only schema' }, 'run all checks of the level: this run was restricted.'],
    [
      'no second tenant',
      { verdicts: [verdict({ by: 'tenant' })] },
      'give an API key of a second tenant (--other-tenant-key) to check tenant isolation.',
    ],
    ['too little time', { verdicts: [late] }, 'use more API keys or a longer --max-wait to include the 1 check that exceeded it.'],
    [
      'too few requests',
      { verdicts: [notRun('budget'), notRun('budget')] },
      'use a larger --max-requests to include the 2 checks that exceeded it.',
    ],
    ['a shard', { shard: part }, 'merge this report with those of the other shards: only all 3 have the verdict.'],
    [
      'recorded traffic',
      { requests: { ...passing.requests, planned: 0 } },
      'run the suite against the deployment to check what this traffic does not show.',
    ],
    [
      'an error',
      { exitCode: 3, outcomes: { ...outcomes, error: 2 } },
      'report the 2 errors to the maintainers of the suite. The other results are valid.',
    ],
    [
      'an expired waiver',
      { exitCode: 1, waivers: mixed.waivers },
      'renew or remove the waiver that is expired or unused. No requirement is violated.',
    ],
    ['one cause', { exitCode: 1, causes: failed }, 'fix schema/wrong, the only cause, and repeat the run.'],
    [
      'several causes and doubts',
      { exitCode: 1, causes: [...failed, ...failed], outcomes: { ...outcomes, inconclusive: 2 } },
      'fix schema/wrong, the first of 2 causes, and repeat the run: it may explain later ones. Then look at what could not be judged (2 checks).',
    ],
    [
      'doubts',
      { exitCode: 2, verdicts: [unclear('a'), unclear('b'), unclear('b')], outcomes: { ...outcomes, inconclusive: 3 }, reached: 'smoke' },
      'solve what prevents 2 checks of 3: b. The deployment conforms at level smoke.',
    ],
    ['a lack of time', { exitCode: 2, verdicts: [late, late] }, 'use more API keys or a longer --max-wait: 2 checks exceeded it.'],
    ['an end by --max-time', { exitCode: 2, verdicts: [verdict({}), cut, cut, late] }, 'use a longer --max-time: 2 checks were not run.'],
    [
      'an end by --max-time that leaves a lower level complete',
      { exitCode: 2, verdicts: [verdict({}), cut], reached: 'contract' },
      'use a longer --max-time: 1 check was not run. The deployment conforms at level contract.',
    ],
    ['a missing shard', { exitCode: 2, verdicts: [notRun('shard'), cut] }, 'run the missing shards again: 1 check of them has no verdict.'],
    [
      'an end by --fail-fast',
      { exitCode: 1, causes: failed, verdicts: [verdict({ outcome: 'fail' }), notRun('fail-fast')] },
      'fix schema/wrong, the only cause so far, and repeat the run.',
    ],
    [
      'failures before an end by --max-time',
      { exitCode: 1, causes: [...failed, ...failed], verdicts: [cut] },
      'fix schema/wrong, the first of 2 causes so far, and repeat the run: it may explain later ones.',
    ],
    [
      'warnings alone',
      { exitCode: 2, verdicts: [verdict({ outcome: 'warn' })], outcomes: { ...outcomes, warn: 1 } },
      'look at the 1 warning and select more checks: none passed.',
    ],
    [
      'excluded checks alone',
      { exitCode: 2, verdicts: [notRun('consent', 'a'), notRun('budget', 'b'), notRun('budget', 'b')] },
      'select more checks: nothing was judged. What excluded 2 checks: b.',
    ],
    ['nothing judged', { exitCode: 2, verdicts: [] }, 'select more checks or give the missing API keys: nothing was judged.'],
  ])('after %s', (_, change, want) => {
    expect(nextStep({ ...passing, outcomes, ...change })).toBe(want)
  })
})

test.each([
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4], 0.95, 4],
  [[7], 0.5, 7],
  [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
])('of %j the share %d is at most %d', (values, share, want) => {
  expect(percentile(values, share)).toBe(want)
})

test('durations and numbers are easy to read', () => {
  expect([0, 999, 1000, 59_949, 60_000, 61_000, 3_599_600].map(duration)).toEqual([
    '0 ms',
    '999 ms',
    '1.0 s',
    '59.9 s',
    '1 min',
    '1 min 1 s',
    '60 min',
  ])
  expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1\u{202f}000', '1\u{202f}234\u{202f}567'])
})

import { describe, expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import { contract } from '../../spec/contract.ts'
import { answer, baseUrl, planOf, recordOf, requestOf, unanswered, verdictOf } from '../testing/fixture.ts'
import type { Outcome, Verdict } from '../judge/verdict.ts'
import type { RunLevel } from '../model/levels.ts'
import type { WaiverState, WaiverUse } from '../judge/waivers.ts'
import { FindingIds } from './finding-ids.ts'
import type { ExitCode } from './conclusion.ts'
import { makeReport, requestsOf } from './report.ts'
import { reportVerdict } from './reported-verdict.ts'

const waiver = { rule: 'status/law', operation: '*', reason: 'known', owner: 'somebody', expires: '2027-03-31' }
const use = (state: WaiverState): WaiverUse => ({ ...waiver, state, verdicts: 0 })

type Run = Parameters<typeof makeReport>[0]
const report = (verdicts: readonly Verdict[], change: Partial<Run> = {}) =>
  makeReport({
    contract,
    baseUrl,
    level: 'full',
    seed: 's',
    requests: { planned: 0, most: 0, sent: 0, withoutKey: 0, followed: [] },
    verdicts,
    left: [],
    secrets: ['a-secret-of-the-run'],
    startedAt: Date.parse('2026-06-01T08:00:00Z'),
    endedAt: Date.parse('2026-06-01T08:00:01Z'),
    ...change,
  })

describe('the exit code', () => {
  test.each<readonly [outcomes: readonly Outcome[], states: readonly WaiverState[], want: ExitCode]>([
    [['pass'], [], 0],
    [['pass', 'warn', 'not-run'], [], 0],
    [['waived'], ['used'], 0],
    [['pass', 'waived'], ['used'], 0],
    [['pass'], ['untried'], 0],
    [['pass'], ['used', 'expired'], 1],
    [['pass'], ['idle'], 1],
    [['pass', 'fail'], [], 1],
    [['pass', 'fail', 'inconclusive'], [], 1],
    [['pass', 'inconclusive'], [], 2],
    [['not-run'], [], 2],
    [['warn'], [], 2],
    [[], [], 2],
    [['pass', 'fail', 'error'], ['idle'], 3],
  ])('of %j with waivers %j is %i', (outcomes, states, want) => {
    const made = report(
      outcomes.map((each) => verdictOf(each)),
      { waivers: states.map(use) },
    )
    expect(made.exitCode).toBe(want)
  })
})

describe('the reached level', () => {
  test.each<readonly [asked: RunLevel, spoilt: readonly (readonly [Outcome, RunLevel, Verdict['by']?])[], want: RunLevel | null]>([
    ['full', [], 'full'],
    ['contract', [], 'contract'],
    ['full', [['fail', 'full']], 'isolation'],
    [
      'full',
      [
        ['error', 'contract'],
        ['fail', 'full'],
      ],
      'smoke',
    ],
    ['full', [['inconclusive', 'isolation']], 'contract'],
    ['full', [['inconclusive', 'smoke']], null],
    [
      'full',
      [
        ['warn', 'smoke'],
        ['waived', 'smoke'],
        ['not-run', 'smoke', 'consent'],
        ['not-run', 'contract', 'level'],
      ],
      'full',
    ],
    ['full', [['not-run', 'isolation', 'tenant']], 'contract'],
  ])('of %s with %j is %s', (level, spoilt, want) => {
    const verdicts = spoilt.map(([outcome, runLevel, by]) => verdictOf(outcome, { runLevel, ...(by === undefined ? {} : { by }) }))
    expect(report([verdictOf('pass'), ...verdicts], { level }).reached).toBe(want)
  })

  test('is none if nothing passes', () => {
    expect(report([verdictOf('warn')]).reached).toBeNull()
  })
})

describe('a report', () => {
  test('counts and describes the run', () => {
    const planned = requestOf()
    const made = report([verdictOf('pass'), verdictOf('warn'), verdictOf('pass')], {
      requests: requestsOf(
        { ...planOf([]), requests: [planned, planned, planned] },
        recordOf([answer(), answer({ key: null, planned: requestOf({ again: 1 }) })]),
      ),
    })
    expect(made).toMatchObject({
      format: '3.0',
      suite: { name: 'better-data-scm-conformance' },
      contract: { title: contract.title, version: contract.version },
      target: baseUrl,
      level: 'full',
      seed: 's',
      startedAt: '2026-06-01T08:00:00.000Z',
      milliseconds: 1000,
      requests: { planned: 3, most: 3, sent: 2, withoutKey: 1, followed: [] },
      outcomes: { pass: 2, fail: 0, warn: 1, inconclusive: 0, 'not-run': 0, waived: 0, error: 0 },
      left: [],
      waivers: [],
    })
    expect(Object.keys(made)).not.toContain('chosen')
    expect(Object.keys(made)).not.toContain('journal')
    expect(Object.keys(made.contract)).toEqual(['title', 'version'])
    expect(made.verdicts).toHaveLength(3)
  })

  test('is judged by the whole contract or by promises only, and contains both exit codes', () => {
    const decidedOnly = [verdictOf('pass'), verdictOf('fail', { basis: 'decided' }), verdictOf('inconclusive', { basis: 'decided' })]
    expect(report(decidedOnly)).toMatchObject({ basis: 'contract', exitCode: 1, exitCodes: { contract: 1, promised: 0 }, reached: null })
    const promised = report(decidedOnly, { basis: 'promised' })
    expect(promised).toMatchObject({
      basis: 'promised',
      exitCode: 0,
      exitCodes: { contract: 1, promised: 0 },
      reached: 'full',
      outcomes: { pass: 1, 'not-run': 2 },
    })
    expect(promised.verdicts.slice(1)).toMatchObject(Array(2).fill({ outcome: 'not-run', by: 'basis', basis: 'decided' }))
    expect(promised.verdicts[1]).not.toHaveProperty('expected')

    expect(report([verdictOf('pass'), verdictOf('fail')], { basis: 'promised' })).toMatchObject({
      exitCode: 1,
      exitCodes: { contract: 1, promised: 1 },
    })
    expect(report([verdictOf('inconclusive')], { basis: 'promised' }).exitCode).toBe(2)
    // No promised behavior was judged.
    expect(report([verdictOf('pass', { basis: 'decided' })], { basis: 'promised' })).toMatchObject({
      exitCode: 2,
      exitCodes: { contract: 0, promised: 2 },
    })
    // An internal error of the suite counts, whatever the basis of the rule.
    expect(report([verdictOf('pass'), verdictOf('error', { basis: 'decided' })], { basis: 'promised' }).exitCode).toBe(3)
    const unused = report([verdictOf('pass')], { basis: 'promised', waivers: [use('idle')] })
    expect([unused.exitCode, unused.exitCodes]).toEqual([1, { contract: 0, promised: 0 }])
  })

  test('contains the selection and the journal if present, and hides secrets in remaining resources', () => {
    const left = [{ operation: 'createProduct', why: 'a-secret-of-the-run was seen' }] as unknown as Run['left']
    expect(report([], { chosen: '--only a', journal: 'j', left, waivers: [use('used')] })).toMatchObject({
      chosen: '--only a',
      journal: 'j',
      left: [{ operation: 'createProduct', why: '*** was seen' }],
      waivers: [use('used')],
    })
  })
})

describe('a verdict as reported', () => {
  const redact = (text: string): string => text.replaceAll('secret', '***')
  const reported = (outcome: Outcome, change: Partial<Verdict> = {}) =>
    reportVerdict(verdictOf(outcome, change), { baseUrl, startedAt: 0, redact, format: api.keyFormat }, new FindingIds())
  const exchange = answer({ planned: requestOf({ path: '/products' }), status: 404, body: `secret${'x'.repeat(3000)}` })

  test('is about the deployment if it has no operation', () => {
    expect(reported('pass')).toEqual({
      id: 'status/law:deployment',
      rule: 'status/law',
      area: 'status',
      level: 'MUST',
      title: 'behaves as expected',
      cites: ['R08'],
      severity: 'promise',
      operation: null,
      outcome: 'pass',
      basis: 'promised',
      judged: 1,
    })
    expect(reported('pass', { operation: 'getProduct', about: 'sku' })).toMatchObject({
      id: 'status/law:getProduct:sku',
      operation: 'getProduct',
      about: 'sku',
    })
  })

  test('contains no secret in its texts, and at most 2000 characters of the body', () => {
    const { exchange: shown, ...rest } = reported('fail', { expected: 'no secret', seen: 'a secret', why: 'secret', exchange })
    expect(rest).toMatchObject({ expected: 'no ***', seen: 'a ***', why: '***' })
    expect(shown).toMatchObject({ request: 'GET /products', status: 404, body: `***${'x'.repeat(1997)}` })
    expect(shown?.curl).toMatch(/^curl /)
  })

  test('contains no exchange for a pass, and no response if there was none', () => {
    expect(reported('pass', { exchange })).not.toHaveProperty('exchange')
    const { exchange: shown } = reported('inconclusive', { exchange: unanswered() })
    expect(shown).toMatchObject({ number: 1, sent: { headers: [] } })
    for (const name of ['status', 'headers', 'body']) expect(shown).not.toHaveProperty(name)
  })

  test('names the owner of a waiver', () => {
    const { rule: _rule, operation: _operation, ...rest } = waiver
    expect(reported('waived', { waiver, waived: 'warn' })).toMatchObject({ outcome: 'waived', waived: { outcome: 'warn', ...rest } })
    expect(reported('waived', { waiver })).not.toHaveProperty('waived')
    expect(reported('waived', { waived: 'warn' })).not.toHaveProperty('waived')
    expect(reported('waived', { waiver, waived: 'warn' })).not.toHaveProperty('waiver')
  })
})

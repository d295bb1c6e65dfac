import { describe, expect, test } from 'vitest'
import { api } from '../../profile/index.ts'
import { makePlan } from '../../plan/plan.ts'
import { rules } from '../../rules/index.ts'
import { aLaw, answer, verdictOf } from '../../testing/fixture.ts'
import { published } from '../../testing/published-formats.ts'
import { reportOf, traffic } from '../../testing/reports.ts'
import type { Report } from '../report.ts'
import { passesOf, renderJson, verdictsOf, written, type WrittenReport } from './json.ts'

const one = aLaw({ id: 'status/one', title: 'does one thing', cites: ['R08'] })
const other = aLaw({ id: 'header/other', level: 'SHOULD', title: 'does another' })
const level = { by: 'level', why: 'not part of this level; run with --level full' } as const

const report = reportOf([
  verdictOf('not-run', { rule: one, operation: 'listProducts', judged: 0, ...level }),
  verdictOf('not-run', { rule: one, operation: 'getProduct', about: 'PUT /products/{productId}', judged: 0, ...level }),
  verdictOf('not-run', { rule: other, judged: 0, ...level }),
  verdictOf('not-run', { rule: other, operation: 'getProduct', judged: 0, by: 'consent', why: 'writes data; enable with --allow-writes' }),
  verdictOf('not-run', {
    rule: one,
    operation: 'createProduct',
    basis: 'decided',
    judged: 0,
    by: 'basis',
    excluded: 'fail',
    why: 'it is based on a decision',
  }),
  verdictOf('not-run', { rule: one, operation: 'deleteProduct', judged: 0 }),
  verdictOf('pass', { rule: one, operation: 'updateProduct', about: 'limit=0' }),
  verdictOf('fail', { rule: one, operation: 'listCategories', expected: '1', seen: '2', exchange: answer() }),
])
const notRunIn = ({ verdicts }: Pick<Report, 'verdicts'>) => verdicts.filter(({ outcome }) => outcome === 'not-run')
const byId = (all: readonly { readonly id: string }[]) => [...all].sort((a, b) => (a.id < b.id ? -1 : 1))

describe('checks that were not run', () => {
  test('are listed by reason and rule, with the facts of each rule once', () => {
    expect(written(report)).toMatchObject({
      notRun: [
        { ...level, checks: { 'status/one': ['listProducts', 'getProduct:PUT-/products/-productId'], 'header/other': ['deployment'] } },
        { by: 'consent', checks: { 'header/other': ['getProduct'] } },
        { by: 'basis', excluded: { outcome: 'fail' }, checks: { 'status/one': ['createProduct'] } },
        { checks: { 'status/one': ['deleteProduct'] } },
      ],
      rules: {
        'status/one': { area: 'status', level: 'MUST', title: 'does one thing', cites: ['R08'], basis: 'promised' },
        'header/other': { area: 'header', level: 'SHOULD', title: 'does another' },
      },
      verdicts: [{ id: 'status/one:listCategories' }],
    })
  })

  test('are read as they were, with what they are about', () => {
    const read = JSON.parse(renderJson(report, traffic)) as WrittenReport
    expect(byId(verdictsOf(read).filter(({ outcome }) => outcome === 'not-run'))).toEqual(byId(notRunIn(report)))
    expect(passesOf(read)).toEqual([
      { id: 'status/one:updateProduct:limit-0', rule: 'status/one', operation: 'updateProduct', about: 'limit=0' },
    ])
  })

  test('take a fifth of the space of their verdicts in a run of the lowest level', () => {
    const { leftOut } = makePlan(api, rules, { level: 'smoke', seed: 's', consent: {} })
    const verdicts = leftOut.map(({ rule, subject: { operation, about }, by, why }) =>
      verdictOf('not-run', {
        rule,
        ...(operation === undefined ? {} : { operation: operation.id }),
        ...(about === undefined ? {} : { about }),
        by,
        why,
        judged: 0,
      }),
    )
    const made = reportOf(verdicts)
    expect(verdicts.length).toBeGreaterThan(2000)
    expect(renderJson(made, traffic).length * 5).toBeLessThan(JSON.stringify(made.verdicts, null, 2).length)
    expect(byId(verdictsOf(written(made)))).toEqual(byId(made.verdicts))
  })

  test('are no verdicts of the current format', async () => {
    const { notRun: _notRun, ...rest } = JSON.parse(renderJson(report, traffic)) as WrittenReport
    const spoilt = { ...rest, notRun: [], verdicts: verdictsOf(written(report)) }
    expect(await published['json']?.(JSON.stringify(spoilt))).not.toEqual([])
    expect(await published['json']?.(JSON.stringify(rest))).not.toEqual([])
    // Those of an earlier format are still described.
    const { rules: _rules, subjects: _subjects, ...earlier } = rest
    expect(await published['json']?.(JSON.stringify({ ...earlier, format: '2.1', verdicts: spoilt.verdicts }))).toEqual([])
  })
})

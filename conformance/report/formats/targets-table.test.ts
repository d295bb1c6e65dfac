/** The table of several deployments, at the widths of usual terminals. */
import pc from 'picocolors'
import { describe, expect, test } from 'vitest'
import { interrupted } from '../../model/recording.ts'
import { columnsOf } from '../../text/wrap.ts'
import { reportOf, verdict } from '../../testing/reports.ts'
import { summaryOf, worstOf, type TargetResult } from '../target-result.ts'
import { renderTargetLine, renderTargets, renderTargetsEnd } from './targets-table.ts'

const plain = pc.createColors(false)
const about = (name: string) => ({ name, baseUrl: `https://${name}.example/api`, level: 'contract', basis: 'contract' }) as const
const numbers = { isInterrupted: false, failed: 0, warned: 0, notRun: 447, requests: 776, milliseconds: 372_400 } as const

const results: readonly TargetResult[] = [
  { ...about('staging'), exitCode: 0, summary: { ...numbers, exitCode: 0, next: 'run the next level, --level isolation.' } },
  {
    ...about('production'),
    exitCode: 1,
    summary: {
      ...numbers,
      exitCode: 1,
      failed: 12,
      warned: 3,
      first: 'pagination/total-pages on listProducts and 7 more; 2 more causes',
      rule: 'pagination/total-pages',
      next: 'fix pagination/total-pages, the first of 3 causes.',
    },
  },
  { ...about('old'), exitCode: 2, problem: 'https://old.example/api cannot be reached: the connection was refused.' },
  {
    ...about('eu'),
    exitCode: 2,
    summary: { ...numbers, exitCode: 2, isInterrupted: true, requests: 1, milliseconds: 900, first: interrupted, next: '' },
  },
  { ...about('us'), exitCode: 2, isNotStarted: true },
]

describe.each([60, 80, 120, 200])('at %i columns', (columns) => {
  const table = renderTargets(results, plain, columns)

  test('no line is wider', () => {
    expect(table.split('\n').filter((line) => columnsOf(line) > columns || line !== line.trimEnd())).toEqual([])
  })

  test('it looks like this', () => {
    expect(table).toMatchSnapshot()
  })

  test('everything about each target is there, whatever the breaks of lines', () => {
    const words = table.replaceAll(/\s+/g, ' ')
    for (const { name, summary } of results) {
      expect(words).toContain(name)
      if (summary !== undefined)
        for (const each of [summary.failed, summary.warned, summary.notRun, summary.requests]) expect(words).toContain(String(each))
    }
    for (const each of [
      'conforms',
      'does not conform',
      'inconclusive',
      'interrupted',
      'not started',
      '6 min 12 s',
      '0.9 s',
      'pagination/total-pages',
      'refused.',
    ])
      expect(words).toContain(each)
    // What stands in a column is in the row of its target.
    expect(words.replaceAll('level ', '').match(/contract/g)?.length).toBeGreaterThanOrEqual(results.length)
  })

  test('colors change nothing else', () => {
    expect(renderTargets(results, pc.createColors(true), columns).replaceAll(/\u001B\[\d+m/g, '')).toBe(table)
  })

  test('names of the greatest length fit', () => {
    const long = results.map((each) => ({ ...each, name: each.name.padEnd(40, 'x') }))
    expect(
      renderTargets(long, plain, columns)
        .split('\n')
        .filter((line) => columnsOf(line) > columns),
    ).toEqual([])
  })
})

test('a log is 120 columns wide, and its last line is not broken', () => {
  expect(renderTargets(results, plain)).toBe(renderTargets(results, plain, 120))
  expect(renderTargetsEnd(results, plain, undefined, ['"conformance explain x" explains it.'])).toBe(
    [
      'Next: production: fix pagination/total-pages, the first of 3 causes. "conformance explain x" explains it.',
      'does not conform: 5 targets, of which 1 does not conform (production), 3 are inconclusive (old, eu, us), 1 conforms.',
      '',
    ].join('\n'),
  )
})

test.each([
  [[0], 'Next: staging: run the next level, --level isolation.\nconforms: 1 target.\n'],
  [[0, 0], 'Next: staging: run the next level, --level isolation.\nconforms: all 2 targets.\n'],
  [
    [2],
    'Next: old: solve why there is no verdict: https://old.example/api cannot be reached: the connection was refused.\ninconclusive: 1 target.\n',
  ],
  [[3, 4], 'inconclusive: all 2 targets.\n'],
  [
    [0, 2],
    'Next: old: solve why there is no verdict: https://old.example/api cannot be reached: the connection was refused.\ninconclusive: 2 targets, of which 1 is inconclusive (old), 1 conforms.\n',
  ],
])('the end of the results %j', (indices, want) => {
  expect(
    renderTargetsEnd(
      indices.flatMap((index) => results[index] ?? []),
      plain,
      undefined,
      [],
    ),
  ).toBe(want)
})

test('a run that crashed is an error of the suite, which is the worst', () => {
  const crashed: TargetResult = { ...about('eu'), exitCode: 3, problem: 'out of memory' }
  expect(renderTargetsEnd([...results, crashed], plain, undefined, [])).toBe(
    'Next: eu: report the error to the maintainers of the suite. The other results are valid.\ninternal error in the suite: 6 targets, of which 1 has an internal error of the suite (eu), 1 does not conform (production), 3 are inconclusive (old, eu, us), 1 conforms.\n',
  )
  expect(renderTargetLine(crashed)).toBe('internal error in the suite at level contract: out of memory')
})

test.each([
  [[], 0],
  [[0, 0], 0],
  [[0, 2, 0], 2],
  [[2, 1, 0], 1],
  [[1, 2, 3], 3],
] as const)('the worst of the exit codes %j is %i', (codes, want) => {
  expect(worstOf(codes)).toBe(want)
})

test('a line has the verdict, and an interruption beside findings', () => {
  expect(results.map(renderTargetLine)).toEqual([
    'conforms at level contract',
    'does not conform at level contract: pagination/total-pages on listProducts and 7 more; 2 more causes',
    'inconclusive at level contract: https://old.example/api cannot be reached: the connection was refused.',
    'interrupted at level contract',
    'not started at level contract',
  ])
  const [, , , eu] = results
  if (eu?.summary === undefined) throw new Error('no summary')
  const found: TargetResult = { ...eu, exitCode: 1, summary: { ...eu.summary, exitCode: 1, failed: 1, first: 'status/law' } }
  expect(renderTargetLine(found)).toBe('does not conform at level contract: status/law; the run was interrupted')
})

describe('the summary of a report', () => {
  const finding = { operation: 'listProducts', expected: '2', seen: '1' } as const

  test('names the first cause, and how many there are', () => {
    expect(summaryOf(reportOf([verdict('fail', finding), verdict('pass')]))).toMatchObject({
      exitCode: 1,
      failed: 1,
      isInterrupted: false,
      first: 'status/law on listProducts',
      rule: 'status/law',
    })
    expect(summaryOf(reportOf([verdict('warn', finding), verdict('pass')]))).toMatchObject({
      exitCode: 0,
      warned: 1,
      first: 'warning: status/law on listProducts',
    })
  })

  test('names why there is no verdict', () => {
    expect(summaryOf(reportOf([verdict('inconclusive', { why: interrupted }), verdict('pass')]))).toMatchObject({
      exitCode: 2,
      isInterrupted: true,
      first: interrupted,
    })
  })

  test('has no cause if there is none', () => {
    expect(summaryOf(reportOf([verdict('pass')]))).not.toHaveProperty('first')
  })
})

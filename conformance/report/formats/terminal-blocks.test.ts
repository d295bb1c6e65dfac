import pc from 'picocolors'
import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../judge/verdict.ts'
import { api } from '../../profile/index.ts'
import { aLaw, answer, baseUrl, requestOf } from '../../testing/fixture.ts'
import { columnsOf } from '../../text/wrap.ts'
import { makeReport, type Report } from '../report.ts'
import { renderReport, renderVerdict } from './terminal.ts'
import type { View } from './terminal-layout.ts'
import { unpublished } from '../../testing/unpublished.ts'

const operations = Object.keys(api.operations)
const title = 'returns every page in the requested or the default order, with ties sorted by id and never by chance'

const failing = (change: Partial<Verdict>, exchange: Parameters<typeof answer>[0] = {}): Verdict => ({
  rule: aLaw({ title, cites: ['R08', 'D08', 'OWASP API3:2023'] }),
  outcome: 'fail',
  basis: 'promised',
  runLevel: 'smoke',
  judged: 1,
  exchange: answer(exchange),
  ...change,
})

function reportOf(verdicts: readonly Verdict[], change: Partial<Parameters<typeof makeReport>[0]> = {}): Report {
  return makeReport({
    contract: api,
    baseUrl,
    level: 'full',
    seed: 's',
    left: [],
    secrets: [],
    startedAt: 0,
    endedAt: 1000,
    requests: { planned: 5, most: 5, sent: 5, withoutKey: 1, followed: [] },
    verdicts,
    ...change,
  })
}
const rendered = (verdicts: readonly Verdict[], view: View = {}, change: Partial<Parameters<typeof makeReport>[0]> = {}): string =>
  renderReport(reportOf(verdicts, change), pc.createColors(false), unpublished, view)

/** Every outcome, with long texts, and everything that a run may leave. */
const every: readonly Verdict[] = [
  failing({ operation: 'listProducts', outcome: 'pass' }),
  ...operations.slice(0, 40).map((operation) =>
    failing(
      {
        rule: aLaw({ id: 'header/present', title }),
        operation,
        expected: 'X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Cache-Control',
        seen: 'no Cache-Control, and a text of many words that no terminal can show in one line, however wide it is made by its owner',
      },
      { planned: requestOf({ path: `/products/${'x'.repeat(90)}` }), headers: [['X-Request-Id', 'req_1']] },
    ),
  ),
  failing(
    { rule: aLaw({ id: 'schema/body', title }), operation: 'listProducts', expected: '{"a":[1,2,3],"b":"x"}', seen: '{"a":[1,2],"b":"x"}' },
    { number: 2, body: { data: { a: [1, 2], b: 'x' } } },
  ),
  failing(
    {
      rule: aLaw({ id: 'sorting/order', title, level: 'SHOULD' }),
      outcome: 'warn',
      operation: 'getProduct',
      expected: 'a',
      seen: '東京 before 京都 at /data/1/name',
    },
    {
      number: 3,
      planned: requestOf({ path: '/products/prod_3' }),
      body: { data: [{ name: '京都' }, { id: 'x', name: '東京', other: 'y'.repeat(500) }] },
    },
  ),
  failing(
    { rule: aLaw({ id: 'status/beta', title }), outcome: 'warn', excused: 'beta', operation: 'getProduct', expected: '200', seen: '201' },
    { number: 4, planned: requestOf({ path: '/products/prod_4' }) },
  ),
  failing(
    {
      rule: aLaw({ id: 'error/broken', title }),
      outcome: 'error',
      operation: 'getProduct',
      why: 'TypeError: x is not a function\n    at judge (laws.ts:1:1)',
    },
    { number: 5, planned: requestOf({ path: '/products/prod_5' }) },
  ),
  failing({
    rule: aLaw({ id: 'tenant/open', title }),
    outcome: 'inconclusive',
    operation: 'getProduct',
    why: 'the key "main" lacks a permission that it needs',
  }),
  failing({
    rule: aLaw({ id: 'tenant/skipped', title }),
    outcome: 'not-run',
    by: 'consent',
    why: 'addresses an operation that selects the data that it changes; enable with --allow-lasting',
  }),
]
const leftovers: Partial<Parameters<typeof makeReport>[0]> = {
  left: [
    {
      operation: 'triggerAlert',
      id: 'alert_1',
      why: 'the API cannot delete it, and nobody who reads this far would want it to be deleted',
      isLasting: true,
    },
    { operation: 'createProduct', id: 'prod_1', why: 'DELETE returned 500' },
  ],
  journal: 'conf-1234.journal.jsonl',
  waivers: [
    {
      rule: 'status/law',
      operation: '*',
      owner: 'catalog team',
      reason: 'Fixed in the release of March',
      expires: '2027-03-31',
      state: 'used',
      verdicts: 2,
    },
    {
      rule: 'status/law',
      operation: 'getProduct',
      owner: 'catalog team',
      reason: 'r',
      expires: '2020-03-31',
      state: 'expired',
      verdicts: 0,
    },
  ],
}

describe.each([60, 80, 120, 160, 200])('in %i columns', (columns) => {
  const text = rendered(every, { columns, env: {}, canBeVerbose: true, reportOption: 'json=report.json' }, leftovers)
  const lines = text.split('\n')
  /** A request and an address are whole, so that they can be copied. */
  const isWhole = (line: string): boolean => /^ +request |https?:\/\//.test(line)

  test('no line is wider, except requests and addresses', () => {
    expect(lines.filter((line) => columnsOf(line) > columns && !isWhole(line))).toEqual([])
  })

  test('no word is broken', () => {
    const known = new Set(
      rendered(every, { columns: 200, env: {}, canBeVerbose: true, reportOption: 'json=report.json' }, leftovers).split(/\s+/),
    )
    // What is left out at the end of a line differs with the width.
    const shortened = lines.filter((line) => !line.includes('…') && !/also violates|operations?:| more/.test(line) && !isWhole(line))
    for (const word of shortened.flatMap((line) => line.replace(/ \\$/, '').split(/\s+/))) expect(known, word).toContain(word)
  })

  test('every command is whole, in lines that the shell joins', () => {
    const commands = text
      .replaceAll(/ \\\n +/g, ' ')
      .split('\n')
      .filter((line) => /^ +curl /.test(line))
    expect(commands).toHaveLength(3)
    for (const command of commands) expect(command).toMatch(/'http:\/\/\S+'$/)
  })

  test('every outcome has its block, and the worst comes first', () => {
    const heads = lines.flatMap(
      (line) => /^(ERROR|FAIL |WARN |INCONCLUSIVE|NOT RUN|WAIVED|LASTING|LEFT BEHIND|FINDINGS)/.exec(line)?.[1]?.trim() ?? [],
    )
    expect([...new Set(heads)]).toEqual([
      'ERROR',
      'FAIL',
      'WARN',
      'INCONCLUSIVE',
      'NOT RUN',
      'WAIVED',
      'LASTING',
      'LEFT BEHIND',
      'FINDINGS',
    ])
  })
})

describe('a block', () => {
  const block = (verdicts: readonly Verdict[], view: View = {}): string => rendered(verdicts, view).split('\n\n')[0] ?? ''

  test('of one fault on many operations is one, and names the first of them', () => {
    const text = rendered(every.filter(({ rule }) => rule.id === 'header/present'))
    expect(text.match(/^FAIL /gm)).toHaveLength(1)
    expect(text).toMatch(/^FAIL {2}header\/present {2}promise {2}40 operations: \w+, \w+, \w+, \w+, …$/m)
  })

  test('shows only the headers that the finding is about', () => {
    const finding = failing(
      { expected: 'Cache-Control: no-store', seen: 'Cache-Control: public' },
      {
        headers: [
          ['Cache-Control', 'public'],
          ['X-Request-Id', 'req_1'],
        ],
      },
    )
    expect(block([finding])).toContain(' → 200\n      headers   Cache-Control: public\n      curl ')
    expect(block([finding])).not.toContain('req_1')
  })

  test('shows the place in the body, with its neighbors', () => {
    const body = { data: { id: 'x', sku: 'y', status: 'z', other: 1 } }
    expect(block([failing({ expected: 'a', seen: '"z" at /data/status' }, { body })])).toContain(
      '\n      body      /data: { …, "sku": "y", "status": "z", "other": 1 }\n',
    )
    expect(
      block([failing({ expected: '401 UNAUTHORIZED', seen: '404 NOT_FOUND' }, { body: { details: { code: 'NOT_FOUND' } } })]),
    ).toContain('\n      body      {"details":{"code":"NOT_FOUND"}}\n')
    expect(block([failing({ expected: 'JSON', seen: 'HTML' }, { body: '<html>Welcome</html>' })])).toContain(
      '\n      body      <html>Welcome</html>\n',
    )
  })

  test('shows JSON as a difference', () => {
    expect(block([failing({ expected: '{"a":[1,2,3],"b":1}', seen: '{"a":[1,2],"b":1}' })])).toMatch(/\n +2,?\n +- {5}3\n +\],\n/)
  })

  test('says why a violated MUST is only a warning', () => {
    expect(block([failing({ outcome: 'warn', excused: 'beta' })])).toContain(
      '\n      excused   beta: this MUST is only a warning, because the operation is beta and may still change\n',
    )
  })

  test('of an internal error keeps the exception', () => {
    expect(block([failing({ outcome: 'error', why: 'TypeError: x is not a function\n    at judge (laws.ts:1:1)' })])).toContain(
      '\n      error     TypeError: x is not a function\n                at judge (laws.ts:1:1)\n',
    )
  })

  test('does not print what nobody can paste', () => {
    const planned = requestOf({ path: `/products/${'x'.repeat(2000)}` })
    expect(block([failing({}, { planned })])).toMatch(/\n {6}reproduce with a command of \d+ characters, which the JSON report contains\n/)
  })

  test('has a command whose words a terminal does not break, and one line of it in a log', () => {
    const finding = [failing({}, { planned: requestOf({ path: '/products/prod_1' }) })]
    const url = `'${baseUrl}/products/prod_1'`
    expect(rendered(finding, { columns: 80 })).toContain(
      `\n      curl -sS -i -H "Authorization: Bearer \${CONFORMANCE_KEY%%,*}" \\\n        ${url}\n`,
    )
    expect(rendered(finding)).toContain(`\n      curl -sS -i -H "Authorization: Bearer \${CONFORMANCE_KEY%%,*}" ${url}\n`)
  })

  test('has no control sequence of a deployment', () => {
    const evil = '\u001B[2J\n::error::x\r\u202E'
    const text = rendered(
      [failing({ expected: 'a', seen: `${evil} at /data/x` }, { headers: [['Cache-Control', evil]], body: { data: { x: evil } } })],
      { isVerbose: true },
    )
    expect(text).not.toMatch(/[^\P{C}\n]/u)
    expect(text).not.toMatch(/^\s*::/m)
  })

  test('has the exchanges of every finding if it is verbose, each once', () => {
    const exchange = { headers: [['X-Request-Id', 'req_1']] as const, body: { data: [1] }, number: 7 }
    const text = rendered([failing({ operation: 'listProducts' }, exchange), failing({ operation: 'getProduct' }, exchange)], {
      isVerbose: true,
    })
    expect(text).toContain(
      'exchange  7: GET /products → 200 after 10 ms, key "main"\n        < X-Request-Id: req_1\n        < \n        < {\n',
    )
    expect(text).toContain('\n      status/law on getProduct\n')
    expect(text).toContain('\n      exchange  7, shown above\n')
  })
})

test.each([
  ['a run without writes', 80, []],
  ['a run that leaves something behind', 120, leftovers.left ?? []],
  ['a run that leaves something behind', 160, leftovers.left ?? []],
])('seven faults of %s fit on two screens of fifty lines with %i columns', (_run, columns, left) => {
  // Texts as long as those of a real run.
  const usual = 'returns every page in the requested or the default order, with ties sorted by id'
  const path = '/inventory/adjustments?sortBy=createdAt&limit=100'
  const rules = ['authentication/a', 'tenant/b', 'schema/c', 'pagination/d', 'sorting/e', 'write/f', 'header/g'] as const
  const verdicts = rules.map((id, number) =>
    failing(
      {
        rule: aLaw({ id, title: usual, cites: ['R08', 'D08', 'OWASP API3:2023'] }),
        operation: operations[number] ?? '',
        expected: 'a value',
        seen: `another one at /data/name${number}`,
      },
      { number, planned: requestOf({ path }), body: { data: { [`name${number}`]: 'another one' } } },
    ),
  )
  const text = rendered(
    [...verdicts, ...every.slice(-1)],
    { columns, env: {}, canBeVerbose: true, reportOption: 'json=report.json' },
    { left },
  )
  expect(text.match(/^FAIL /gm)).toHaveLength(7)
  // A terminal needs more than one row for a long command.
  const rows = text
    .trimEnd()
    .split('\n')
    .reduce((sum, line) => sum + Math.max(Math.ceil(line.length / columns), 1), 0)
  expect(rows).toBeLessThanOrEqual(100)
})

describe('at the end', () => {
  test('findings are counted by area', () => {
    expect(rendered(every)).toMatch(
      /\n\nFINDINGS      header  schema  sorting  status  error  tenant\nerror {46}1\nfail {14}40 {7}1\nwarn {32}1 {7}1\ninconclusive {47}1\n/,
    )
    const ids = ['authentication/a', 'negotiation/b', 'pagination/c', 'rate-limit/d', 'schema/e'] as const
    const many = ids.map((id) => failing({ rule: aLaw({ id }) }))
    expect(rendered(many, { columns: 60 })).toContain(
      '\n\nFINDINGS        fail\nauthentication     1\nnegotiation        1\npagination         1\nrate-limit         1\nschema             1\n',
    )
    expect(rendered(every.slice(0, 1))).not.toContain('FINDINGS')
  })

  test('beside findings, only the most frequent reasons for what was not run are listed', () => {
    const left = Array.from({ length: 7 }, (_, number) =>
      Array.from({ length: 7 - number }, () => failing({ outcome: 'not-run', why: `reason ${number}` })),
    ).flat()
    const cut = /\nNOT RUN\n +7 {2}reason 0\n +6 {2}reason 1\n +5 {2}reason 2\n +4 {2}reason 3\n +6 {2}for 3 other reasons\n\n/
    expect(rendered([...left, failing({})])).toMatch(cut)
    expect(rendered([...left, failing({})], { isVerbose: true })).toMatch(/ 1 {2}reason 6\n/)
    expect(rendered(left)).toMatch(/ 1 {2}reason 6\n/)
  })

  test('the next step names the first cause', () => {
    const view = { canBeVerbose: true, reportOption: 'json=report.json' }
    expect(rendered(every.slice(1, 2), view).replaceAll('\n', ' ')).toContain(
      ' Next: fix header/present, the only cause, and repeat the run. "conformance explain header/present" explains the rule; --verbose shows all exchanges; --report json=report.json writes all of it. ',
    )
    expect(rendered(every, { ...view, isVerbose: true })).not.toContain('--verbose')
    expect(rendered(every.slice(0, 1), view)).toContain('\nNext: repeat the run with every release.\n')
    expect(rendered(every.slice(0, 1), view, { level: 'smoke' })).toContain('\nNext: run the next level, --level contract.\n')
  })

  test('a terminal shows the first of many causes whole, and of the others what is wrong', () => {
    const ids = ['authentication/a', 'negotiation/b', 'pagination/c', 'rate-limit/d', 'schema/e'] as const
    const many = ids.map((id, index) =>
      failing(
        { rule: aLaw({ id }), operation: `operation${index}`, expected: 'yes', seen: `no ${index}` },
        { number: index + 1, planned: requestOf({ path: `/things/${index}` }) },
      ),
    )
    const view = { columns: 80, canBeVerbose: true }
    const [curls, said] = [/curl -sS/g, /actual {4}no \d/g]
    const brief = rendered(many, view)
    expect(brief.match(curls)).toHaveLength(3)
    expect(brief.match(said)).toHaveLength(5)
    for (const id of ids) expect(brief).toContain(`FAIL  ${id}  `)
    expect(brief.replaceAll('\n', ' ')).toContain('--verbose shows all exchanges, and the commands for the last 2 causes')
    expect(rendered(many, { ...view, isVerbose: true }).match(curls)?.length).toBeGreaterThanOrEqual(5)
    expect(rendered(many.slice(0, 4), view).match(curls)).toHaveLength(4)
    expect(rendered(many, { canBeVerbose: true }).match(curls)).toHaveLength(5)
  })

  test('a line of a command begins further left if it does not fit otherwise', () => {
    const sent = failing({}, { planned: requestOf({ path: `/${'x'.repeat(50)}` }) })
    const lineOf = (columns: number): string | undefined =>
      rendered([sent], { columns })
        .split('\n')
        .find((line) => /^ *'http/.test(line))
    const whole = lineOf(120)?.trim() ?? ''
    expect(lineOf(whole.length + 8)).toBe(`        ${whole}`)
    expect(lineOf(whole.length + 3)).toBe(`   ${whole}`)
    expect(lineOf(whole.length)).toBe(whole)
    expect(lineOf(whole.length - 1)).toBe(`        ${whole}`)
  })

  test('the variables that commands need are named if they are not set', () => {
    const finding = [failing({})]
    expect(rendered(finding, { env: {} })).toContain('\nBefore you paste a command, export the API key that it needs: CONFORMANCE_KEY.\n')
    expect(rendered(finding, { env: { CONFORMANCE_KEY: 'set' } })).not.toContain('export')
    const issued = requestOf({ credential: { kind: 'issued', by: { from: requestOf(), pointer: '/data/0/id' } } })
    expect(rendered([failing({}, { planned: issued })], { env: {} })).toContain('\nISSUED_KEY stands for an API key that the run created;')
  })

  test('the verdict alone is one line, with what is left behind', () => {
    const report = reportOf(every, leftovers)
    expect(renderVerdict(report, pc.createColors(false))).toBe(
      `internal error in the suite: ${baseUrl} at level full. 1 resource left behind; run "conformance clean conf-1234.journal.jsonl".\n`,
    )
    expect(renderVerdict(reportOf(every.slice(0, 1)), pc.createColors(false))).toBe(`conforms: ${baseUrl} at level full.\n`)
  })

  test('the verdict alone says why it is inconclusive', () => {
    const open = every.filter(({ outcome }) => outcome === 'inconclusive')
    expect(open.length).toBeGreaterThan(0)
    expect(renderVerdict(reportOf(open), pc.createColors(false))).toMatch(
      new RegExp(`^inconclusive: ${baseUrl} at level full\\. ${open.length} checks? could not be judged, most often because: \\S.*\\.\\n$`),
    )
  })
})

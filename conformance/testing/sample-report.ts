/** Reports for tests of the formats that show all of one. Nothing in them depends on the time of the test. */
import type { Exchange } from '../model/exchange.ts'
import { requestOf, answer, aLaw, at, baseUrl, unanswered, verdictOf } from './fixture.ts'
import { api } from '../profile/index.ts'
import type { Verdict } from '../judge/verdict.ts'
import type { Traffic } from '../report/formats/traffic.ts'
import { redactor } from '../report/redact.ts'
import { makeReport, type Report } from '../report/report.ts'
import { rules } from '../rules/index.ts'
import { unpublished } from './unpublished.ts'

const secret = 'bdk_live_a-secret-of-the-run'
const operations = Object.values(api.operations)

/** A list of 40 items, of which the last but one has a wrong type and contains a secret. */
const items = Array.from({ length: 40 }, (_, index) => ({
  id: `prod_${index}`,
  sku: index === 38 ? 7 : `SKU-${index}`,
  note: index === 38 ? `shown to ${secret}` : 'nothing of interest',
}))

const verdict = (change: Partial<Verdict>): Verdict => verdictOf('pass', change)

const window = (remaining: number, limit = 100) =>
  [
    ['Content-Type', 'application/json'],
    ['X-RateLimit-Limit', String(limit)],
    ['X-RateLimit-Remaining', String(remaining)],
  ] as const

function reportOf(
  exchanges: readonly Exchange[],
  verdicts: readonly Verdict[],
  change: Partial<Parameters<typeof makeReport>[0]> = {},
): { readonly report: Report; readonly traffic: Traffic } {
  const report = makeReport({
    contract: { title: 'Sample API', version: '1.0.0', keyFormat: api.keyFormat },
    baseUrl,
    level: 'full',
    seed: 'sample',
    requests: { planned: exchanges.length, most: exchanges.length, sent: exchanges.length, withoutKey: 1, followed: [] },
    verdicts,
    left: [],
    keys: { main: 1, other: 1 },
    exchanges,
    secrets: [secret],
    startedAt: at,
    endedAt: at + 65_000,
    ...change,
  })
  return {
    report,
    traffic: {
      exchanges,
      keys: new Map([['main', secret]]),
      baseUrl,
      startedAt: at,
      redact: redactor([secret], api.keyFormat),
      format: api.keyFormat,
      profile: unpublished,
    },
  }
}

/** One check of every outcome, with exchanges, and all that a report can tell. */
export function mixedReport() {
  const list = answer({ number: 1, sentAt: at + 100, headers: window(99), body: { data: items, total: 40 } })
  const control = answer({ number: 2, sentAt: at + 200, headers: window(98), body: { data: [] } })
  const refused = answer({
    number: 3,
    sentAt: at + 300,
    status: 401,
    headers: [['Content-Type', 'application/json']],
    body: { error: 'no key' },
    key: null,
  })
  const unheard = unanswered({ number: 4, sentAt: at + 61_000, failure: { kind: 'timeout', message: 'no response in 30 s' } })
  const later = answer({
    planned: requestOf({ operation: 'listCategories', path: '/categories' }),
    number: 5,
    sentAt: at + 62_000,
    headers: window(99),
    body: '<h1>not JSON</h1>',
  })
  const law = (id: `${'status' | 'header' | 'schema'}/${string}`, change: Parameters<typeof aLaw>[0] = {}) => aLaw({ id, ...change })
  const waiver = {
    rule: 'status/waived',
    operation: 'listCategories',
    reason: 'Fixed in March.',
    owner: 'catalog team',
    expires: '2027-03-31',
  }
  return reportOf(
    [list, control, refused, unheard, later],
    [
      verdict({
        rule: law('schema/wrong', { title: 'returns `data` with the documented schema', cites: ['R08', 'RFC 9110 §8.3'] }),
        operation: 'listProducts',
        outcome: 'fail',
        expected: 'the documented schema',
        seen: '/data/38/sku must be string',
        exchange: list,
        control,
        judged: 3,
      }),
      verdict({
        rule: law('header/missing'),
        operation: 'getProduct',
        about: 'without a key',
        outcome: 'warn',
        excused: 'beta',
        basis: 'decided',
        expected: 'an X-Request-Id header',
        seen: 'no X-Request-Id header',
        exchange: refused,
      }),
      verdict({
        rule: law('status/should', { level: 'SHOULD' }),
        operation: 'listCategories',
        outcome: 'warn',
        expected: '204',
        seen: '200',
        exchange: later,
      }),
      verdict({
        rule: law('status/unheard'),
        operation: 'listInventory',
        outcome: 'inconclusive',
        why: 'there was no response',
        exchange: unheard,
      }),
      verdict({
        rule: law('status/waived'),
        operation: 'listCategories',
        outcome: 'waived',
        waived: 'fail',
        waiver,
        expected: '404',
        seen: '200',
        exchange: later,
      }),
      verdict({ rule: law('status/broken'), outcome: 'error', why: 'TypeError: a fault of the suite' }),
      verdict({
        rule: law('status/other-tenant'),
        operation: 'getProduct',
        outcome: 'not-run',
        by: 'tenant',
        why: 'needs an API key of a second tenant (--other-tenant-key)',
      }),
      ...['listProducts', 'getProduct'].map((operation) => verdict({ rule: law('schema/wrong'), operation, about: 'limit=0' })),
      verdict({ rule: law('status/passed'), operation: 'listInventory', sampled: true }),
    ],
    {
      requests: {
        planned: 5,
        most: 6,
        sent: 5,
        withoutKey: 1,
        followed: [{ request: 'main         GET /products?limit=1', why: 'listProducts returned 500' }],
      },
      left: [
        { operation: 'createProduct', id: 'prod_7', why: 'DELETE returned 500' },
        { operation: 'createCategory', id: 'cat_7', why: 'the API cannot delete it', isLasting: true },
      ],
      journal: 'sample.journal.jsonl',
      chosen: '--only schema',
      waivers: [
        { ...waiver, state: 'used', verdicts: 1 },
        { ...waiver, rule: 'status/idle', operation: '*', state: 'idle', verdicts: 0 },
      ],
    },
  )
}

/** A run in which everything passes. */
export function passingReport() {
  return reportOf(
    [answer({ headers: window(99), sentAt: at + 100 })],
    rules.map((rule, index) =>
      verdict({ rule, ...(index % 5 === 0 ? {} : { operation: operations[index % operations.length]?.id ?? '' }) }),
    ),
  )
}

/** The exchange of a list, or of an error that names fields. */
function exchangeOf(number: number): Exchange {
  const { id, method, path } = operations[number % operations.length] ?? api.operations.listProducts
  const planned = requestOf({ operation: id, method, path })
  const sentAt = at + number * 20
  return number % 2 === 0
    ? answer({ planned, number, sentAt, headers: window(100 - (number % 100)), body: { data: items, page: number } })
    : answer({
        planned,
        number,
        sentAt,
        status: 400,
        headers: window(100 - (number % 100)),
        body: {
          error: 'invalid',
          details: {
            code: 'VALIDATION_FAILED',
            issues: [
              { in: 'body', path: '/sku' },
              { in: 'body', path: '/name' },
            ],
          },
        },
      })
}

/** Every rule on every operation, with this many findings, each with its own exchange and control. */
export function largeReport(findings: number) {
  const exchanges = Array.from({ length: 2000 }, (_, index) => exchangeOf(index + 1))
  const cells = rules.flatMap((rule) => operations.map(({ id }) => ({ rule, operation: id })))
  const step = Math.floor(cells.length / findings)
  const verdicts = cells.map(({ rule, operation }, index): Verdict => {
    const nth = index / step
    if (!Number.isInteger(nth) || nth >= findings) return verdict({ rule, operation })
    const [exchange, control] = [exchanges[2 * nth], exchanges[2 * nth + 1]]
    return verdict({
      rule,
      operation,
      outcome: rule.level === 'SHOULD' ? 'warn' : 'fail',
      expected: 'the documented schema',
      seen: `/data/${nth % 40}/sku must be string`,
      ...(exchange === undefined ? {} : { exchange }),
      ...(control === undefined ? {} : { control }),
    })
  })
  return reportOf(exchanges, verdicts)
}

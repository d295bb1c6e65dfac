/** Reports with each outcome, about a deployment that returns all that a format must escape. */
import { api } from '../profile/index.ts'
import type { Exchange } from '../model/exchange.ts'
import type { Outcome, Verdict } from '../judge/verdict.ts'
import type { WaiverState, WaiverUse } from '../judge/waivers.ts'
import { redactor } from '../report/redact.ts'
import { makeReport, type Report } from '../report/report.ts'
import type { Traffic } from '../report/formats/traffic.ts'
import { aLaw, answer, at, baseUrl, requestOf, unanswered, verdictOf } from './fixture.ts'
import { unpublished } from './unpublished.ts'

/** The keys of the runs, by name. */
export const keys: ReadonlyMap<string, string> = new Map([
  ['main', 'bdk_test_FIXTURE_Zq7RkW2mXvT9bLc4HsYf6NdJpG8eUaQ1'],
  ['other', 'bdk_test_SECOND_Hn3VtB8xKw5ZmQr7LcPy2GfJdS9eUaT4'],
])
const key = keys.get('main') ?? ''

/** What would act in a terminal, XML, Markdown, HTML, a shell, TAP, SARIF or the runner of a CI system, and the key. */
export const nasty = [
  '<script>alert(1)</script> & "quotes" \'single\' ]]> -->',
  '@everyone #1 [link](https://evil.example) ![image](x) `code` ``` | cell | **bold** <details>',
  '\u001B[31mred\u001B[0m \u202Eltr \u0000 \uD800 \u2028',
  '::error title=forged::stop',
  '##[error]forged ##teamcity[x]',
  '  ...',
  'ok 1 - forged # SKIP',
  '{0} $(id) %0A::warning::x',
  key,
].join('\n')

const api1 = { title: 'Sample API', version: '1.0.0', keyFormat: api.keyFormat }

const rules = {
  status: aLaw({ id: 'status/law', cites: ['R08', 'RFC 9110 §15.5.5' as never] }),
  tenant: aLaw({ id: 'tenant/apart', title: 'returns `404` for the id of another | tenant', cites: ['D05', 'OWASP API1:2023'] }),
  header: aLaw({ id: 'header/advice', level: 'SHOULD', title: 'sends a helpful header', cites: ['practice: clients cache it'] }),
}

export const verdict = (outcome: Outcome, change: Partial<Verdict> = {}): Verdict =>
  verdictOf(outcome, { rule: rules.status, operation: 'listProducts', ...change })

const exchanges = {
  good: answer({ headers: [['Content-Type', 'application/json']], body: { data: [] } }),
  bad: {
    ...answer({
      planned: requestOf({ operation: 'createProduct', method: 'POST', effect: 'own' }),
      number: 2,
      sentAt: at + 20,
      status: 500,
      headers: [
        ['Content-Type', 'text/plain'],
        ['X-Debug', nasty.replaceAll('\n', ' ')],
        ['Set-Cookie', 'session=1'],
      ],
      body: nasty,
    }),
    span: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' },
  },
  none: unanswered({ number: 3, sentAt: at + 40, key: 'other', failure: { kind: 'timeout', message: `no answer for ${key}` } }),
} satisfies Record<string, Exchange>
const all: readonly Exchange[] = [
  exchanges.good,
  { ...exchanges.bad, request: { ...exchanges.bad.request, body: Buffer.from(nasty) } },
  exchanges.none,
]
const [, bad] = all as [Exchange, Exchange, Exchange]

const waiver = {
  rule: 'status/law',
  operation: 'createProduct',
  reason: `known, see <b>#12</b> @owner`,
  owner: 'catalog | team',
  expires: '2027-03-31',
}
export const waiverUse = (state: WaiverState): WaiverUse => ({ ...waiver, state, verdicts: state === 'used' ? 1 : 0 })

const failed = verdict('fail', {
  operation: 'createProduct',
  expected: '201',
  seen: `500 ${nasty}`,
  exchange: bad,
  control: exchanges.good,
})

type Run = Parameters<typeof makeReport>[0]

/** Creates a report of a run with the three exchanges. */
export function reportOf(verdicts: readonly Verdict[], change: Partial<Run> = {}): Report {
  const made = makeReport({
    contract: api1,
    baseUrl,
    level: 'contract',
    seed: 'fixture',
    requests: { planned: 3, most: 4, sent: 3, withoutKey: 0, followed: [{ request: 'main  GET /products', why: nasty }] },
    verdicts,
    left: [],
    keys: { main: 1, other: 1 },
    exchanges: all,
    secrets: [...keys.values()],
    startedAt: at,
    endedAt: at + 1234,
    ...change,
  })
  // The version of the suite is not about a format.
  return { ...made, suite: { ...made.suite, version: '1.2.3' } }
}

/** A report for each outcome, and one of a run that ended before it judged anything. */
export const reports: Readonly<Record<'pass' | 'warn' | 'fail' | 'inconclusive' | 'waived' | 'error' | 'ended', Report>> = {
  pass: reportOf([verdict('pass'), verdict('pass', { rule: rules.tenant, operation: undefined as never })]),
  warn: reportOf([
    verdict('pass'),
    verdict('warn', { rule: rules.header, about: nasty, expected: 'a header', seen: 'none', exchange: exchanges.good }),
    verdict('warn', { excused: 'beta', expected: '200', seen: '500', exchange: bad }),
  ]),
  fail: reportOf(
    [
      verdict('pass'),
      failed,
      verdict('fail', { rule: rules.tenant, basis: 'decided', expected: 'a 404', seen: 'a 200', exchange: exchanges.good }),
      verdict('not-run', { operation: 'getProduct', why: 'it needs --allow-writes', by: 'consent' }),
      verdict('inconclusive', { operation: 'deleteProduct', why: `no response: ${nasty}`, exchange: exchanges.none }),
    ],
    {
      left: [{ operation: 'createProduct', id: 'prod_7', why: 'DELETE returned 500' }],
      journal: 'conf-1.journal.jsonl',
      waivers: [waiverUse('expired'), waiverUse('idle')],
    },
  ),
  inconclusive: reportOf([verdict('pass'), verdict('inconclusive', { why: `no response: ${nasty}`, exchange: exchanges.none })]),
  waived: reportOf([verdict('pass'), { ...failed, outcome: 'waived', waived: 'fail', waiver }], { waivers: [waiverUse('used')] }),
  ended: reportOf([], { ended: `${baseUrl} cannot be reached: ${nasty}.`, exchanges: [exchanges.none] }),
  error: reportOf([verdict('pass'), verdict('error', { operation: 'createProduct', why: `TypeError: ${nasty}` })]),
}

/** The exchanges of these reports. */
export const traffic: Traffic = {
  exchanges: all,
  keys,
  baseUrl,
  startedAt: at,
  redact: redactor([...keys.values()], api.keyFormat),
  format: api.keyFormat,
  profile: unpublished,
  definitions: { document: 'spec/openapi.yaml', operations: { createProduct: { file: 'spec/paths/products_{id}.yaml', line: 139 } } },
}

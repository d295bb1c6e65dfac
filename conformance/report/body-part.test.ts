import pc from 'picocolors'
import { describe, expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import { answer, at, baseUrl, verdictOf } from '../testing/fixture.ts'
import { unpublished } from '../testing/unpublished.ts'
import { excerptOf, placeText } from './excerpt.ts'
import { renderHtml } from './formats/html/html.ts'
import { written } from './formats/json.ts'
import { renderJunit } from './formats/junit.ts'
import { renderMarkdown } from './formats/markdown.ts'
import { renderReport } from './formats/terminal.ts'
import { redactor } from './redact.ts'
import { makeReport } from './report.ts'
import { maxShown } from './reported-exchange.ts'
import type { ReportedVerdict } from './reported-verdict.ts'

const secret = 'bdk_live_a-secret-of-the-run'

/** The report of a run with one failed check of a response. */
function reportOf(body: unknown, seen: string, expected = 'something else') {
  const exchange = answer({ body })
  const verdict = verdictOf('fail', { operation: 'listProducts', expected, seen, exchange })
  const report = makeReport({
    contract: api,
    baseUrl,
    level: 'smoke',
    seed: 's',
    requests: { planned: 1, most: 1, sent: 1, withoutKey: 0, followed: [] },
    verdicts: [verdict],
    left: [],
    secrets: [secret],
    startedAt: at,
    endedAt: at + 1000,
  })
  const redact = redactor([secret], api.keyFormat)
  // As after a merge: nothing but the report.
  const traffic = {
    exchanges: [],
    keys: new Map<string, string>(),
    baseUrl,
    startedAt: at,
    redact,
    format: api.keyFormat,
    profile: unpublished,
  }
  return { report, traffic }
}

const findingIn = (body: unknown, seen: string, expected?: string): ReportedVerdict => {
  const [finding] = reportOf(body, seen, expected).report.verdicts
  if (finding === undefined) throw new Error('no finding')
  return finding
}

const list = (change: object, row = 73) => ({
  data: Array.from({ length: 100 }, (_, index) => ({
    id: `prod_${index}`,
    sku: `SKU-${index}`,
    name: 'A product of the list',
    ...(index === row ? change : {}),
  })),
  pagination: { page: 1, pageSize: 100, total: 250, totalPages: 2 },
})
const long = 'word '.repeat(1000)

describe('the part of a long body that a finding names', () => {
  test.each<readonly [what: string, body: unknown, seen: string, want: object]>([
    [
      'by pointer: the item around it',
      list({ sku: 7 }),
      '7 at /data/73/sku',
      { pointer: '/data/73', text: expect.stringContaining('"sku":7') },
    ],
    ['by pointer that the body lacks: what there is of it', list({}), 'nothing at /data/73/cost', { pointer: '/data/73' }],
    ['by value', list({ sku: 'WRONG-1' }), 'the sku "WRONG-1"', { pointer: '/data/73', text: expect.stringContaining('"WRONG-1"') }],
    ['by name', list({}), 'totalPages 2', { pointer: '/pagination', text: '{"page":1,"pageSize":100,"total":250,"totalPages":2}' }],
    ['at the end of the whole object', { data: list({}).data, next: 'x' }, 'x at /next', { pointer: '', text: '{"next":"x"}' }],
    [
      'in an object that is too long: its neighbors',
      { data: [{ before: long, id: 1, sku: 'x', name: 'y', after: long }] },
      'x at /data/0/sku',
      { pointer: '/data/0', text: '{"id":1,"sku":"x","name":"y"}' },
    ],
    [
      'in a long list of values: the value',
      { tags: Array.from({ length: 2000 }, (_, index) => `tag ${index}`) },
      '/tags/1900 is twice in the list',
      { pointer: '/tags/1900', text: '"tag 1900"' },
    ],
    [
      'in a name with a slash',
      { data: [long, { 'a/b': { c: 1 } }] },
      '1 at /data/1/a~1b/c',
      { pointer: '/data/1', text: '{"a/b":{"c":1}}' },
    ],
    [
      'that is itself too long: its beginning',
      { data: [1, long] },
      'a string at /data/1',
      { pointer: '/data/1', text: expect.stringMatching(/^"word word.*…$/) },
    ],
    [
      'in a body that is not JSON',
      `<p>${long}"requestId": req_1 ${long}</p>`,
      'requestId "req_1"',
      { pointer: '', text: expect.stringMatching(/^….*req_1.*…$/) },
    ],
  ])('%s', (_what, body, seen, want) => {
    const { part } = findingIn(body, seen)
    expect(part).toMatchObject(want)
    expect(part?.text.length).toBeLessThanOrEqual(1002)
  })

  test.each<readonly [what: string, body: unknown, seen: string]>([
    ['the body is short', { data: [{ sku: 7 }] }, '7 at /data/0/sku'],
    ['the beginning shows it', list({ sku: 7 }, 3), '7 at /data/3/sku'],
    ['nothing in the body is named', list({}), '500'],
    ['the body that is not JSON does not have it', `<p>${long}</p>`, 'requestId "req_1"'],
    ['the beginning of the body that is not JSON shows it', `<p>"req_1"${long}</p>`, 'requestId "req_1"'],
  ])('is absent if %s', (_what, body, seen) => {
    expect(findingIn(body, seen).part).toBeUndefined()
  })

  test('has no secret, wherever it is cut', () => {
    const bodies = [
      list({ sku: secret }),
      { data: [1, { note: `${'x'.repeat(980)}${secret}` }, long] },
      { data: [1, `${'x'.repeat(990)}${secret} ${long}`] },
    ]
    for (const body of bodies) {
      const finding = findingIn(body, 'a text at /data/73/sku', 'another at /data/1')
      expect(finding.part).toBeDefined()
      expect(JSON.stringify(finding)).not.toMatch(/a-secret|secret-of/)
    }
    expect(JSON.stringify(findingIn(`<p>${long}${secret} ${long}</p>`, 'the API key in the body'))).toMatch(/…word .*word \*\*\* word/)
  })
})

test('the size of a body is told if the report does not have all of it', () => {
  const exact = 'x'.repeat(maxShown)
  expect(findingIn(exact, 'x').exchange).not.toHaveProperty('bytes')
  expect(findingIn(`${exact}ä`, 'x').exchange).toMatchObject({ bytes: maxShown + 2 })
  expect(findingIn(secret.repeat(200), 'x').exchange?.body?.length).toBeLessThanOrEqual(maxShown)
})

describe('a reader of a report without the recording sees the place, what is around it, and what is left out:', () => {
  const { report, traffic } = reportOf(list({ sku: 7 }), '7 at /data/73/sku')
  const { bytes } = report.verdicts[0]?.exchange ?? {}

  test('in the excerpt', () => {
    const [finding] = report.verdicts
    const { body } = finding === undefined ? {} : excerptOf(finding)
    expect(body && placeText(body)).toBe('/data/73: { "id": "prod_73", "sku": 7, "name": "A product of the list" }')
  })

  test.each([60, 80, 120])('on a terminal of %i columns', (columns) => {
    const view = { columns, isVerbose: true }
    const text = renderReport(report, pc.createColors(false), unpublished, view)
    expect(text).toMatch(/^ {6}body {6}\/data\/73: \{ .*"sku": 7/m)
    expect(text).toContain('… at /data/73:')
    expect(text).toMatch(/^ +< +"id": "prod_73",\n +< +"sku": 7,\n +< +"name"/m)
    expect(text).toContain(`… the rest of ${bytes} bytes is left out, except:`)
  })

  test('on the page', () => {
    const text = renderHtml(report, traffic, unpublished)
    expect(text).toContain(`… the rest of ${bytes} bytes is left out, except:`)
    expect(text).toContain('&#34;sku&#34;: 7')
    // The line of the place is marked.
    expect(text).toMatch(/data-marks="r\d+"/)
  })

  test('in the formats for CI', () => {
    for (const text of [renderJunit(report, traffic), renderMarkdown(report, traffic)]) {
      expect(text).toContain('/data/73: { "id": "prod_73", "sku": 7, "name": "A product of the list" }')
      expect(text).toContain(`${bytes} bytes, of which the response above is the beginning`)
    }
  })

  test('in the JSON report', () => {
    const { verdicts, exchanges } = written(report)
    expect(verdicts).toMatchObject([{ part: { pointer: '/data/73' } }])
    expect(exchanges).toMatchObject([{ bytes }])
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ReportedExchange } from '../../conformance/report/reported-exchange.ts'
import { demoKeys } from '../../server/demo/keys.ts'
import { contract } from '../../spec/contract.ts'
import type { Proof } from '../proof/published.ts'
import { plainest, type Candidate } from './choose.ts'
import { relocated, settled, type Example } from './example.ts'
import { headersAbout, messageOf } from './message.ts'
import { cluesOf, shortened } from './shorten.ts'

const read = (file: string): string => readFileSync(new URL(`../../docs-site/${file}`, import.meta.url), 'utf8')
const text = read('examples.json')
const examples = JSON.parse(text) as Example[]
const { rules, deviations } = JSON.parse(read('proof.json')) as Proof

describe('the committed examples', () => {
  test('show a failing and a passing response of every rule that a deviation proves', () => {
    const proven = rules.filter(({ id }) => deviations.some(({ breaks }) => breaks.some(({ rule }) => rule === id)))
    expect(proven.length).toBeGreaterThan(200)
    expect(examples.map(({ rule }) => rule)).toEqual(proven.map(({ id }) => id))
    const empty = examples.filter(({ fails, passes }) =>
      [fails, passes].some(({ request, response }) => !/^[A-Z]+ \//.test(request) || !/^HTTP\/1\.1 [1-5]\d\d/.test(response)),
    )
    expect(empty).toEqual([])
  })

  test('come from a deviation that must break the rule, and that the proof caught', () => {
    const wrong = examples.filter(({ rule, deviation: id }) => {
      const deviation = deviations.find((each) => each.id === id)
      return deviation?.missed.length !== 0 || ![deviation.breaks, deviation.kills].every((all) => all.some((each) => each.rule === rule))
    })
    expect(wrong).toEqual([])
  })

  test('contain no key and no address, and stay small', () => {
    const keys = Object.values(demoKeys).flatMap((each) => Object.values(each))
    expect(keys.filter((key) => text.includes(key))).toEqual([])
    const issued = text.match(/\bbdk_[a-z]+_\w{20,}/g) ?? []
    expect(issued.filter((key) => !key.startsWith(contract.keyFormat.unissued))).toEqual([])
    expect(text).not.toMatch(/127\.0\.0\.1|localhost/)
    expect(Buffer.byteLength(text)).toBeLessThan(400_000)
  })
})

describe('a body', () => {
  const item = { id: 'prod_1', sku: 'A', name: 'A product with a rather long name', unitCost: 6.4, updatedAt: '2026-05-01T00:00:00Z' }
  const page = JSON.stringify({ data: [item, { ...item, id: 'prod_2' }, item], pagination: { page: 1, pageSize: 20 } })

  test.each([
    [
      'keeps the first item and the first members',
      page,
      [],
      '{\n  "data": [{ "id": "prod_1", "sku": "A", … }, …],\n  "pagination": { "page": 1, "pageSize": 20 }\n}',
    ],
    [
      'keeps what a pointer names',
      page,
      ['/data/1/unitCost'],
      '{\n  "data": […, { "id": "prod_2", "sku": "A", …, "unitCost": 6.4, … }, …],\n  "pagination": { "page": 1, "pageSize": 20 }\n}',
    ],
    [
      'keeps an item with a named id',
      page,
      ['without "prod_2"'],
      '{\n  "data": […, { "id": "prod_2", "sku": "A", … }, …],\n  "pagination": { "page": 1, "pageSize": 20 }\n}',
    ],
    ['that is no JSON is shown in one line', '<p>\n</p>', [], '<p>\\n</p>'],
    ['shows a byte order mark', '\uFEFF{}', [], '\\ufeff{}'],
    ['shows a repeated name', '{"id":1,"id":2}', [], '{"id":1,"id":2}'],
    ['that is broken is not repaired', '{"broken":', [], '{"broken":'],
  ])('%s', (_, body, texts, want) => {
    expect(shortened(body, cluesOf(...texts))).toBe(want)
  })

  test('that a report has cut ends with a sign', () => {
    const long = JSON.stringify({ data: Array.from({ length: 40 }, () => item), pagination: {} }).slice(0, 2000)
    expect(shortened(long, cluesOf())).toBe('{ "data": [{ "id": "prod_1", "sku": "A", … }, …], … }')
  })
})

const exchange: ReportedExchange = {
  number: 1,
  request: 'GET /products?limit=0',
  curl: 'curl -sS -i -H "Authorization: Bearer ${CONFORMANCE_KEY%%,*}" \'http://host/api/products?limit=0\'',
  sent: { headers: [['Accept', 'text/html']] },
  at: 0,
  milliseconds: 1,
  status: 400,
  headers: [
    ['Content-Type', 'application/problem+json'],
    ['X-RateLimit-Remaining', '99'],
    ['Date', 'Mon, 30 Nov 2026 00:24:18 GMT'],
  ],
  body: '{"error":"No."}',
}

describe('a message', () => {
  test('names the variable of a key, and the headers that the finding is about', () => {
    const subject = { expected: 'application/json', seen: 'application/problem+json' }
    const headers = headersAbout('error/media-type', subject, [exchange])
    expect(messageOf(exchange, { ...subject, headers })).toEqual({
      request: 'GET /products?limit=0\nAuthorization: Bearer $CONFORMANCE_KEY\nAccept: text/html',
      response: 'HTTP/1.1 400 Bad Request\nContent-Type: application/problem+json\n\n{ "error": "No." }',
    })
  })

  test.each([
    ['rate-limit/x', 'at most 60 remaining', '', ['x-ratelimit-remaining']],
    ['header/date', 'a difference of 300 seconds', '', ['date']],
    ['error/sentence', 'words', '99', []],
  ])('of %s with %j and %j is about %j', (rule, expected, seen, want) => {
    expect(headersAbout(rule, { expected, seen }, [exchange])).toEqual(want)
  })

  test('shows a header that only one of two responses has', () => {
    const { headers = [] } = exchange
    const other = { ...exchange, headers: [...headers, ['X-Debug-Key', 'k'] as const] }
    expect(headersAbout('error/sentence', { expected: '', seen: '' }, [exchange, other])).toEqual(['x-debug-key'])
  })

  test('of a request without a response does not exist', () => {
    const { status: _status, ...unanswered } = exchange
    expect(() => messageOf(unanswered, { expected: '', seen: '', headers: [] })).toThrow('Expected an exchange with a response')
  })
})

test('the plainest candidate has a request that succeeded and few failed rules', () => {
  const one: Candidate = {
    deviation: 'a/a',
    rule: 'r/r',
    operation: null,
    expected: '401 UNAUTHORIZED',
    seen: '200',
    exchange,
    findings: 9,
    failed: 2,
  }
  const all: Candidate[] = [
    { ...one, deviation: 'a/other-rejection', seen: '404 NOT_FOUND', failed: 1 },
    { ...one, deviation: 'a/many-rules', failed: 9 },
    { ...one, deviation: 'a/no-twin', failed: 1 },
    { ...one, deviation: 'a/alike', failed: 1 },
    { ...one, deviation: 'a/empty-list', failed: 1, exchange: { ...exchange, body: '{ "data": [], "pagination": {} }' } },
    { ...one, deviation: 'a/headers', failed: 1, exchange: { ...exchange, sent: { headers: [...exchange.sent.headers, ['Range', 'x']] } } },
    one,
  ]
  expect(plainest(all, ({ deviation }) => (deviation === 'a/no-twin' ? 'none' : deviation === 'a/alike' ? 'alike' : 'different'))).toBe(one)
  expect(plainest([], () => 'different')).toBeUndefined()
})

test('a stack trace names no folder of the machine that ran the proof', () => {
  expect(relocated('at refuse (/home/me/kit/server/refusals.ts:158:10)')).toBe('at refuse (/app/server/refusals.ts:158:10)')
  expect(relocated('GET /api/products/prod_1 and ./server/main.ts')).toBe('GET /api/products/prod_1 and ./server/main.ts')
  expect(relocated(text)).toBe(text)
})

test('an example that differs only in ids and times stays as it is', () => {
  const [example] = examples
  if (example === undefined) throw new Error('there is no example')
  const at = (id: string, time: string, seen: string): Example => ({
    ...example,
    seen,
    passes: { request: `GET /products/prod_${id}`, response: `HTTP/1.1 429\nRetry-After: ${time.slice(-3, -1)}\n\n"${time}"` },
  })
  const earlier = at('0hommwannm0xyyh97or3', '2026-11-30T00:00:59Z', 'x')
  expect(settled([at('0homzzzznm0xyyh97or4', '2026-12-01T00:00:58Z', 'x')], [earlier])).toEqual([earlier])
  const changed = at('0hommwannm0xyyh97or3', '2026-11-30T00:00:59Z', 'y')
  expect(settled([changed], [earlier])).toEqual([changed])
})

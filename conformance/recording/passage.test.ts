/** The exchanges of forwarded traffic, in bounded memory. */
import { readFileSync } from 'node:fs'
import zlib from 'node:zlib'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { aLaw } from '../testing/fixture.ts'
import type { Answered } from '../model/exchange.ts'
import { hasBody } from '../model/exchange.ts'
import { renderJson } from '../report/formats/json.ts'
import { api } from '../profile/index.ts'
import { Passage, renderPassage, type LiveFinding, type Passed } from './passage.ts'
import { renderUnseen } from './unseen.ts'
import { fails } from '../model/judgement.ts'
import type { Rule } from '../model/rule.ts'
import { rules } from '../rules/index.ts'

const baseUrl = 'https://shop.example/api'
const bytes = (text: string | Buffer): Uint8Array => new Uint8Array(Buffer.from(text))
const passed = (number: number, change: Partial<Passed> = {}): Passed => ({
  number,
  method: 'GET',
  target: '/api/products?limit=2',
  headers: [],
  body: new Uint8Array(),
  sentAt: 1000 * number,
  receivedAt: 1000 * number + 5,
  status: 200,
  answerHeaders: [],
  answerBody: bytes('{}'),
  ...change,
})

/** Forwarded traffic as the rules see it. */
function seen(all: readonly Passed[]): Answered[] {
  const exchanges: Answered[] = []
  const witness = aLaw({ judge: (exchange) => (exchanges.push(exchange), { is: 'pass' }) })
  const passage = new Passage({ baseUrl, rules: [witness] })
  for (const each of all) passage.take(each)
  passage.end()
  return exchanges
}

const reported = (all: readonly Passed[], of: readonly Rule[] = []) => {
  const passage = new Passage({ baseUrl, rules: of })
  for (const each of all) passage.take(each)
  return passage.end()
}

describe('an exchange', () => {
  test('is read as it was forwarded', () => {
    const [exchange] = seen([
      passed(3, {
        method: 'POST',
        headers: [
          ['Host', 'shop.example'],
          ['authorization', 'bearer abcdefgh1'],
        ],
        body: bytes(Buffer.from([0xff, 0x7b])),
        status: 201,
        answerHeaders: [['X-A', 'b']],
      }),
    ])
    expect(exchange).toMatchObject({
      number: 3,
      sentAt: 3000,
      receivedAt: 3005,
      request: {
        method: 'POST',
        operation: 'createProduct',
        url: 'https://shop.example/api/products?limit=2',
        key: 'recorded 1',
        isObserved: true,
      },
      reply: { status: 201, headers: [['X-A', 'b']], body: Buffer.from('{}') },
    })
    expect(exchange?.request.body).toEqual(Buffer.from([0xff, 0x7b]))
    expect(exchange?.request.headers).toEqual({ Host: 'shop.example' })
  })

  test('with a coding is decoded, and a wrong coding is a fault of the deployment', () => {
    const coded = (answerBody: Uint8Array, coding = 'gzip'): Passed =>
      passed(1, { answerHeaders: [['Content-Encoding', coding]], answerBody })
    expect(seen([coded(bytes(zlib.gzipSync('{"a":1}')))])[0]?.reply.body.toString()).toBe('{"a":1}')
    expect(seen([coded(bytes('{"a":1}'))])[0]?.reply.packed).toMatchObject({ isUntrue: true })
    expect(hasBody(seen([coded(bytes('???'), 'squash')])[0]!.reply)).toBe(false)
    const bomb = bytes(zlib.gzipSync(Buffer.alloc(20 * 1024 * 1024)))
    expect(renderPassage(reported([coded(bomb), coded(bytes('???'), 'squash')]))).toBe(
      'left out (body only): exchange 1: the decoded body exceeds 2097152 bytes\n' +
        'left out (body only): exchange 1: the Content-Encoding squash is not supported, so the body was not decoded\n',
    )
  })

  test('with another server is skipped and reported', () => {
    const report = reported([
      passed(1),
      passed(2, { target: '*', method: 'OPTIONS' }),
      passed(3, { target: '/other' }),
      passed(4, { status: 503 }),
    ])
    expect(renderPassage(report)).toBe(
      'judged: 2 of 4 exchanges\n' +
        'left out: exchange 2: the request target is not a path\n' +
        'left out: exchange 3: not addressed to https://shop.example/api\n' +
        'note: exchange 4 returned 502, 503 or 504; such responses are not judged against the contract\n',
    )
    expect(report.requests).toEqual({ planned: 0, most: 0, sent: 2, withoutKey: 2, followed: [] })
    expect(renderPassage(reported([passed(1)]))).toBe('')
  })
})

describe('traffic of many clients', () => {
  const with_ = (number: number, name: string, value: string): Passed => passed(number, { headers: [[name, value]] })

  test('is judged for a maximum number of keys', () => {
    const report = reported(Array.from({ length: 300 }, (_, index) => with_(index + 1, 'Authorization', `Bearer key-number-${index}`)))
    expect(report.passage).toMatchObject({
      judged: 256,
      leftOut: [{ why: 'uses an additional API key; only the first 256 keys are judged', count: 44 }],
    })
    // A known key is judged as before.
    const again = reported(Array.from({ length: 600 }, (_, index) => with_(index + 1, 'Authorization', `Bearer key-number-${index % 256}`)))
    expect(again.passage.judged).toBe(600)
  })

  test('is never in the report, even if older secrets are dropped', () => {
    const law = aLaw({ judge: ({ reply }) => (reply.status === 200 ? fails('a', reply.body.toString()) : { is: 'pass' }) })
    const first = passed(1, { headers: [['Cookie', 'session-of-the-first']], answerBody: bytes('session-of-the-first') })
    const others = Array.from({ length: 6000 }, (_, index) => ({ ...with_(index + 2, 'Cookie', `session-number-${index}`), status: 404 }))
    const report = JSON.stringify(reported([first, ...others], [law]))
    expect(report).toContain('***')
    expect(report).not.toContain('session-of-the-first')
  })
})

test('the report matches the published format', () => {
  const published = new Ajv2020({ strict: false })
  formats.default(published)
  const validate = published.compile(JSON.parse(readFileSync(new URL('../report/report.schema.json', import.meta.url), 'utf8')) as object)
  const report = reported(
    [passed(1), passed(2, { target: '*' }), passed(3, { status: 502 }), passed(4, { answerBody: 'it was too much' })],
    rules,
  )
  validate(JSON.parse(renderJson(report, api)))
  expect(validate.errors).toBeNull()
})

test('an expired key is not a finding, in a recording and in forwarded traffic', () => {
  const reason = rules.filter(({ id }) => id === 'authentication/reason-tells-why')
  const refused = (text: string | undefined, headers: Passed['headers']) =>
    reported([passed(1, { status: 401, headers, answerBody: bytes(JSON.stringify({ details: { reason: text } })) })], reason).verdicts.map(
      ({ outcome }) => outcome,
    )
  const withKey = [['Authorization', 'Bearer bdk_live_abc_0123456789']] as const
  for (const each of ['INVALID_API_KEY', 'REVOKED_API_KEY', 'EXPIRED_API_KEY']) expect(refused(each, withKey)).toEqual(['pass'])
  expect(refused('MISSING_AUTHORIZATION', withKey)).toEqual(['fail'])
  expect(refused(undefined, withKey)).toEqual(['fail'])
  expect(refused('MISSING_AUTHORIZATION', [])).toEqual(['pass'])
  expect(refused('EXPIRED_API_KEY', [])).toEqual(['fail'])
})

describe('a finding', () => {
  const key = 'bdk_live_abc_0123456789'
  const finds = aLaw({ judge: ({ reply }) => (reply.status === 200 ? { is: 'pass' } : fails('200', `${reply.status} for ${key}`)) })
  const told = (all: readonly Passed[], options: Partial<ConstructorParameters<typeof Passage>[0]> = {}): LiveFinding[] => {
    const findings: LiveFinding[] = []
    const passage = new Passage({ baseUrl, rules: [finds], onFinding: (finding) => findings.push(finding), ...options })
    for (const each of all) passage.take(each)
    const before = [...findings]
    passage.end()
    expect(findings).toEqual(before)
    return findings
  }
  const bad = (number: number, target = '/api/products') =>
    passed(number, { target, status: 500, headers: [['Authorization', `Bearer ${key}`]] })

  test('is told once for each operation, as soon as it is known, without a key', () => {
    expect(told([passed(1), bad(2), bad(3), bad(4, '/api/categories')])).toEqual([
      { id: 'status/law:listProducts', outcome: 'fail', expected: '200', seen: '500 for ***', request: 'GET /products', status: 500 },
      { id: 'status/law:listCategories', outcome: 'fail', expected: '200', seen: '500 for ***', request: 'GET /categories', status: 500 },
    ])
  })

  test('is not told if the baseline contains it, or the basis excludes it', () => {
    const baseline = {
      target: baseUrl,
      startedAt: '2026-05-01T08:00:00.000Z',
      findings: new Map([['status/law:listProducts', 'fail' as const]]),
    }
    expect(told([bad(1), bad(2, '/api/categories')], { baseline }).map(({ id }) => id)).toEqual(['status/law:listCategories'])
    const decided = aLaw({ cites: ['D03'], judge: finds.judge })
    expect(told([bad(1)], { rules: [decided] })).toHaveLength(1)
    expect(told([bad(1)], { rules: [decided], basis: 'promised' })).toEqual([])
  })
})

test('the operations that were not seen are listed by group', () => {
  const { unseen } = reported([passed(1), passed(2, { target: '/api/elsewhere' })]).passage
  expect(unseen).toHaveLength(Object.keys(api.operations).length - 1)
  expect(unseen).not.toContain('listProducts')
  const few = ['getProduct', ...(api.groups.at(-1)?.operations.map(({ id }) => id) ?? [])]
  expect(renderUnseen(api, few)).toBe(
    'never seen in the traffic: 6 of 87 operations\n  Catalog (1 of 25): getProduct\n  API keys (5 of 5): none was seen\n',
  )
  expect(renderUnseen(api, [])).toBe('')
})

import zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { aLaw, aSequence } from '../testing/fixture.ts'
import { hasBody, json, type Answered } from '../model/exchange.ts'
import { judgeHar, renderLeftOut, type HarOptions } from './har.ts'
import type { HarEntry } from './har-format.ts'
import { fails } from '../model/judgement.ts'
import type { Rule } from '../model/rule.ts'
import { rules } from '../rules/index.ts'
import { Undecidable } from '../model/undecidable.ts'

const base = 'https://shop.example/api'
type Part = { readonly [P in keyof HarEntry['response']]?: HarEntry['response'][P] }

// HTTP/2 pseudo-headers; rules do not see them.
const host = { name: ':authority', value: 'shop.example' }
const status = { name: ':status', value: '200' }

function entry(
  path: string,
  {
    method = 'GET',
    headers = [],
    response = {},
    text,
    at = 0,
    time = 5,
    origin = base,
  }: {
    readonly method?: string
    readonly headers?: HarEntry['request']['headers']
    readonly response?: Part
    readonly text?: string
    readonly at?: number
    readonly time?: number
    readonly origin?: string
  } = {},
): HarEntry {
  return {
    startedDateTime: new Date(Date.parse('2026-06-01T08:00:00Z') + at).toISOString(),
    time,
    request: { method, url: origin + path, headers: [host, ...headers], ...(text === undefined ? {} : { postData: { text } }) },
    response: { status: 200, headers: [status], content: { size: 2, text: '{}' }, ...response },
  }
}

/** The exchanges of a recording as rules see them. */
function read(entries: readonly HarEntry[], options: HarOptions = {}): Answered[] {
  const seen: Answered[] = []
  const witness = aLaw({ judge: (exchange) => (seen.push(exchange), { is: 'pass' }) })
  judgeHar({ log: { entries } }, { rules: [witness], ...options })
  return seen
}
const only = (one: HarEntry, options: HarOptions = {}): Answered => read([one, entry('/products', { at: -1 })], options).at(-1)!
const bearer = (key: string) => ({ headers: [{ name: 'authorization', value: `Bearer ${key}` }] })

describe('the base URL', () => {
  const target = (entries: readonly HarEntry[], options: HarOptions = {}): string =>
    judgeHar({ log: { entries } }, { rules: [], ...options }).target

  test.each<readonly [what: string, entries: readonly HarEntry[], want: string]>([
    ['is the address with requests to operations', [entry('/products')], base],
    ['may have no path', [entry('/products', { origin: 'http://127.0.0.1:3000' })], 'http://127.0.0.1:3000'],
    [
      'is the one that most are under',
      [entry('/products', { origin: 'https://other.example' }), entry('/products'), entry('/categories')],
      base,
    ],
    ['is the shortest among equals', [entry('/products', { origin: `${base}/v2` }), entry('/products')], base],
    ['may be known by an id', [entry('/products/prod_1')], base],
    ['may be known by HEAD', [entry('/products', { method: 'HEAD' })], base],
    ['takes a path by its method', [entry('/products/prod_1', { method: 'PATCH' })], base],
  ])('%s', (_what, entries, want) => {
    expect(target(entries)).toBe(want)
  })

  test('may be given', () => {
    expect(target([entry('/nothing/known'), entry('/products', { origin: 'https://other.example' })], { baseUrl: `${base}/` })).toBe(base)
  })

  test.each([[[entry('/nothing/known')]], [[entry('/products', { method: 'DELETE' })]], [[]]])(
    'cannot be determined from %j',
    (entries) => {
      expect(() => target(entries)).toThrow(new Undecidable('The recording contains no request to an operation of the contract.'))
    },
  )

  test('is not determined if no entry can be read; the reasons are reported', () => {
    const blank = { ...entry('/products'), response: { ...entry('/products').response, headers: [] } }
    expect(() => target([blank, blank])).toThrow(
      new Undecidable(
        'The recording contains no exchange that can be judged.\nleft out: 2 entries (1, 2): the response headers were not recorded',
      ),
    )
  })

  test('without a matching entry leaves nothing to judge', () => {
    expect(() => target([entry('/products')], { baseUrl: 'https://other.example' })).toThrow(
      new Undecidable(
        'The recording contains no response of https://other.example.\nleft out: entry 1: not addressed to https://other.example/',
      ),
    )
  })
})

describe('an entry', () => {
  test.each<readonly [path: string, method: string, operation: string | undefined]>([
    ['/products', 'GET', 'listProducts'],
    ['/products?limit=2', 'GET', 'listProducts'],
    ['/products', 'HEAD', 'listProducts'],
    ['/products', 'POST', 'createProduct'],
    ['/products', 'DELETE', undefined],
    ['/products/prod_1', 'GET', 'getProduct'],
    ['/products/prod_1/', 'GET', undefined],
    ['/products/prod_1/history', 'GET', 'listProductHistory'],
    ['/products/a/b', 'GET', undefined],
    ['/v2/products', 'GET', undefined],
    // The path with fewer parameters is the better match.
    ['/inventory/availability/check', 'POST', 'checkAvailability'],
    ['/inventory/availability/item_1', 'POST', 'setAvailability'],
    ['/nowhere', 'GET', undefined],
  ])('%s with %s is %s', (path, method, operation) => {
    const { request } = only(entry(path, { method }), { baseUrl: base })
    expect([request.operation, request.planned.operation, request.method]).toEqual([operation, operation, method])
  })

  test('is read as it was sent and received', () => {
    const sent = entry('/products/prod_1?a=b&a=c', {
      method: 'PATCH',
      headers: [
        { name: ':authority', value: 'shop.example' },
        { name: 'X-A', value: 'b' },
        { name: 'Authorization', value: 'Bearer key-1' },
      ],
      text: '{"name":"ü"}',
      at: 1000,
      time: 250,
      response: {
        status: 409,
        headers: [
          { name: ':status', value: '409' },
          { name: 'Vary', value: 'a\nb' },
        ],
        content: { size: 1, text: 'é' },
      },
    })
    const exchange = only(sent)
    const sentAt = Date.parse(sent.startedDateTime)
    expect(exchange).toMatchObject({ number: 1, sentAt, receivedAt: sentAt + 250 })
    expect(exchange.reply).toStrictEqual({
      status: 409,
      headers: [
        ['Vary', 'a'],
        ['Vary', 'b'],
      ],
      body: Buffer.from('é'),
    })
    expect(exchange.request).toStrictEqual({
      isObserved: true,
      planned: {
        operation: 'updateProduct',
        method: 'PATCH',
        path: '/products/{productId}',
        params: {},
        query: [
          ['a', 'b'],
          ['a', 'c'],
        ],
        headers: {},
        credential: { kind: 'key', role: 'main' },
        effect: 'own',
        again: 1,
      },
      operation: 'updateProduct',
      method: 'PATCH',
      url: `${base}/products/prod_1?a=b&a=c`,
      headers: { 'X-A': 'b' },
      body: Buffer.from('{"name":"ü"}'),
      credential: { kind: 'key', role: 'main' },
      key: 'recorded 1',
    })
  })

  test('outside the contract keeps its path, and one without key and body has none', () => {
    const { request } = only(entry('/nowhere', { time: -1 }), { baseUrl: base })
    expect(request).toStrictEqual({
      isObserved: true,
      planned: {
        method: 'GET',
        path: '/nowhere',
        params: {},
        query: [],
        headers: {},
        credential: { kind: 'none' },
        effect: 'read',
        again: 1,
      },
      method: 'GET',
      url: `${base}/nowhere`,
      headers: {},
      credential: { kind: 'none' },
    })
  })

  test.each([
    ['GET', 'read'],
    ['HEAD', 'read'],
    ['OPTIONS', 'read'],
    ['POST', 'own'],
  ])('with %s may %s', (method, want) => {
    expect(only(entry('/products', { method }), { baseUrl: base }).request.planned.effect).toBe(want)
  })

  test('never has a negative duration', () => {
    const { sentAt, receivedAt } = only(entry('/products', { time: -7 }))
    expect(receivedAt).toBe(sentAt)
  })

  test.each<readonly [authorization: string, credential: object, key: string | undefined]>([
    ['Bearer abc', { kind: 'key', role: 'main' }, 'recorded 1'],
    ['bearer  abc', { kind: 'key', role: 'main' }, 'recorded 1'],
    ['Bearer a b', { kind: 'malformed', header: 'Bearer a b' }, undefined],
    ['xBearer abc', { kind: 'malformed', header: 'xBearer abc' }, undefined],
    ['Basic abc', { kind: 'malformed', header: 'Basic abc' }, undefined],
  ])('with %s is sent with %j', (value, credential, key) => {
    const { request } = only(entry('/products', { headers: [{ name: 'AUTHORIZATION', value }] }))
    expect([request.credential, request.key, request.headers]).toEqual([credential, key, {}])
  })

  test.each(['Basic hush-hush', 'Basic  hush-hush', 'hush-hush'])('with %s hides everything after the scheme', (value) => {
    const entries = [entry('/products', { headers: [{ name: 'authorization', value }] })]
    const telling = aLaw({ judge: () => fails('nothing', '[hush-hush]') })
    expect(JSON.stringify(judgeHar({ log: { entries } }, { rules: [telling] }))).not.toContain('hush-hush')
  })

  test('names keys in the order of their first use', () => {
    const keys = read([
      entry('/products', bearer('a')),
      entry('/products', { ...bearer('b'), at: 1 }),
      entry('/products', { ...bearer('a'), at: 2 }),
    ])
    expect(keys.map(({ request }) => request.key)).toEqual(['recorded 1', 'recorded 2', 'recorded 1'])
  })

  test.each([
    'Bearer ***',
    'Bearer [REDACTED]',
    'bearer <hidden>',
    'Bearer REDACTED',
    'Bearer xxxxxxxx',
    'Bearer bdk_live_abc...',
    'Bearer bdk_live_abc…',
    'Bearer bdk_live_****************',
    'Bearer {{apiKey}}',
    'Bearer $API_KEY',
    'Bearer [Filtered by Sentry]',
    'Bearer 0000000000000000',
    '[REDACTED]',
    '***',
    'REDACTED',
  ])('is not identified by %j, which may stand for any key', (value) => {
    const hidden = { headers: [{ name: 'Authorization', value }] }
    const entries = [entry('/products', hidden), entry('/products', { ...hidden, at: 9 }), entry('/products', { ...bearer('a'), at: 20 })]
    const [first, second] = read(entries)
    expect([first?.request, second?.request].map((each) => [each?.credential.kind, each?.key, each?.isMasked])).toEqual([
      ['key', 'masked', true],
      ['key', 'masked', true],
    ])
    // Responses to another key, or without a key, are not compared.
    const { verdicts } = judgeHar({ log: { entries } }, { rules: [aSequence({ judge: (all) => fails('none', String(all.length)) })] })
    expect(verdicts.map(({ about, seen }) => [about, seen])).toEqual([['key "recorded 1"', '1']])
  })

  test.each([
    ['Bearer bdk_demo_NORDADMIN_4hK9vQm2XwT7cZr8LbYs6NfJd3GpE5uAiR01', 'recorded 1'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln', 'recorded 1'],
    ['Basic dXNlcjpwYXNz', undefined],
    ['Bearer', undefined],
    ['', undefined],
  ])('is identified by %j as before', (value, want) => {
    const { request } = only(entry('/products', { headers: [{ name: 'Authorization', value }] }))
    expect([request.key, request.isMasked]).toEqual([want, undefined])
  })

  test('is judged in the order of sending, then of the file', () => {
    const order = read([entry('/products', { at: 5 }), entry('/categories', { at: 3 }), entry('/attributes', { at: 5 })])
    expect(order.map(({ number }) => number)).toEqual([2, 1, 3])
  })
})

describe('a response', () => {
  const notRecorded = 'the response body was not recorded'
  const inPart = 'the response body was recorded only partially'
  const long = (value: string) => [{ name: 'Content-Length', value }]
  const odd = (content: unknown): Part => ({ content: content as HarEntry['response']['content'] })
  test.each<readonly [response: Part, want: string | { readonly why: string }]>([
    [{ content: { size: 2, text: 'aGk=', encoding: 'base64' } }, 'hi'],
    [{ content: { size: 4, text: 'aGk=', encoding: '' } }, 'aGk='],
    [{ content: { size: 1, text: 'aGk=' } }, 'aGk='],
    // A missing body is not treated as empty.
    [{ content: { size: 0 } }, { why: notRecorded }],
    [{ content: { size: -1 } }, { why: notRecorded }],
    [{ content: { size: 1 } }, { why: notRecorded }],
    [{ content: { size: 1, text: null } }, { why: notRecorded }],
    [{ content: { size: 7, text: '' } }, { why: notRecorded }],
    [{ content: { size: 0, text: '' }, bodySize: 7 }, { why: notRecorded }],
    [{ content: { size: 0, text: '' }, headers: long('7') }, { why: notRecorded }],
    [odd(null), { why: notRecorded }],
    [odd(undefined), { why: notRecorded }],
    [odd({ size: 9, text: { data: [] } }), { why: notRecorded }],
    [{ content: { size: 0, text: '' }, headers: long('0'), bodySize: 0 }, ''],
    [{ content: { size: null, text: '' }, bodySize: -1 }, ''],
    // A truncated body is not JSON; a counted but missing line break is harmless.
    [{ content: { size: 20, text: '{"data":[' } }, { why: inPart }],
    [{ content: { size: 20, text: '{"data":[]}' } }, '{"data":[]}'],
    [{ content: { size: 5, text: '<html>' } }, '<html>'],
    [{ content: { size: 1, text: 'x', encoding: 'rot13' } }, { why: 'the recorded body has the unsupported encoding "rot13"' }],
    // These have no body, whatever their headers say.
    [{ status: 204, content: { size: 0 } }, ''],
    [{ status: 304, content: { size: -1 }, headers: long('7') }, ''],
    [{ status: 200 }, '{}'],
  ])('of %j is %j', (response, want) => {
    const entries = [entry('/products', { response }), entry('/categories', { at: 1 })]
    const report = judgeHar({ log: { entries } }, { rules: [] })
    const [first] = read(entries)
    expect(report.leftOut).toEqual([])
    expect(report.withoutBody).toEqual(typeof want === 'string' ? [] : [{ entry: 1, ...want }])
    expect(first !== undefined && hasBody(first.reply) ? first.reply.body.toString() : undefined).toBe(
      typeof want === 'string' ? want : undefined,
    )
  })

  test('to HEAD has no body', () => {
    const head = entry('/products', { method: 'HEAD', response: { headers: long('700'), content: { size: 0 } } })
    expect(only(head).reply).toStrictEqual({ status: 200, headers: [['Content-Length', '700']], body: Buffer.alloc(0) })
  })

  test('is judged by its recorded parts', () => {
    const bodiless = entry('/products', { response: { headers: [{ name: 'X-A', value: 'b' }], content: { size: -1 } } })
    const entries = [bodiless, entry('/products', { at: 1, response: { content: { size: 1, text: 'x' } } })]
    const seen = (rule: Rule): string[] =>
      judgeHar({ log: { entries } }, { rules: [rule] }).verdicts.map(({ outcome, seen }) => `${outcome} ${seen ?? ''}`.trim())
    const heads = aLaw({ judge: ({ reply }) => (reply.headers.length > 0 ? fails('none', 'some') : { is: 'pass' }) })
    const bodies = aLaw({ judge: (each) => (json(each) === undefined ? fails('JSON', 'none') : { is: 'pass' }) })
    const picky = aLaw({ concerns: ({ reply }) => reply.body.length > 0, judge: heads.judge })
    expect([seen(heads), seen(bodies), seen(picky)]).toEqual([['fail some'], ['fail none'], ['pass']])
    const all = aSequence({ judge: (some) => fails('none', String(some.length)) })
    const texts = aSequence({ judge: (some) => fails('none', some.map(({ reply }) => reply.body.toString()).join()) })
    const some = aSequence({ concerns: ({ reply }) => reply.body.length > 0, judge: all.judge })
    expect([seen(all), seen(texts), seen(some)]).toEqual([['fail 2'], ['fail x'], ['fail 1']])
    // If there are no headers, none are judged.
    const alone = judgeHar({ log: { entries: [bodiless] } }, { rules: [bodies, texts] })
    expect(alone.verdicts).toEqual([])
    expect(JSON.stringify(judgeHar({ log: { entries: [bodiless] } }, { rules: [heads] }))).not.toContain('"body"')
  })

  test.each<readonly [what: string, change: (entry: HarEntry) => unknown, why: string]>([
    ['nothing at all', () => null, 'no date and time at /startedDateTime'],
    ['no date', ({ startedDateTime: _, ...rest }) => rest, 'no date and time at /startedDateTime'],
    ['a number for a date', (each) => ({ ...each, startedDateTime: 0 }), 'no date and time at /startedDateTime'],
    ['a year for a date', (each) => ({ ...each, startedDateTime: '2026' }), 'no date and time at /startedDateTime'],
    ['a text for its time', (each) => ({ ...each, time: '5' }), 'no number at /time'],
    ['no method', (each) => ({ ...each, request: { ...each.request, method: '' } }), 'no method at /request/method'],
    ['no address', (each) => ({ ...each, request: { ...each.request, url: '/products' } }), 'no absolute URL at /request/url'],
    ['a picture in its address', (each) => ({ ...each, request: { ...each.request, url: 'data:image/png;base64,AA' } }), 'not HTTP'],
    ['a socket', (each) => ({ ...each, request: { ...each.request, url: 'wss://shop.example/api' } }), 'not HTTP'],
    ['no headers sent', (each) => ({ ...each, request: { ...each.request, headers: null } }), 'the request headers were not recorded'],
    [
      'a form for a body',
      (each) => ({ ...each, request: { ...each.request, method: 'POST', postData: { params: [] } } }),
      'the request body was not recorded',
    ],
    [
      'a value for a body of a read',
      (each) => ({ ...each, request: { ...each.request, postData: { text: { a: 1 } } } }),
      'the request body was not recorded',
    ],
    [
      'a value for a body',
      (each) => ({ ...each, request: { ...each.request, method: 'POST', postData: { text: { a: 1 } } } }),
      'the request body was not recorded',
    ],
    ['no answer', ({ response: _, ...rest }) => rest, 'no status at /response/status'],
    ['a text for a status', (each) => ({ ...each, response: { ...each.response, status: '200' } }), 'no status at /response/status'],
    ['a status of none', (each) => ({ ...each, response: { ...each.response, status: 0 } }), 'the response was not recorded'],
    ['another protocol', (each) => ({ ...each, response: { ...each.response, status: 101 } }), 'the response was not recorded'],
    [
      'headers without values',
      (each) => ({ ...each, response: { ...each.response, headers: [{ name: 'Date' }] } }),
      'the response headers were not recorded',
    ],
  ])('is skipped with %s', (_what, change, why) => {
    const entries = [change(entry('/products')), entry('/categories')] as HarEntry[]
    expect(judgeHar({ log: { entries } }, { rules: [] })).toMatchObject({ leftOut: [{ entry: 1, why }], requests: { sent: 1 } })
  })

  test.each<readonly [what: string, change: (entry: HarEntry) => unknown]>([
    ['no time', ({ time: _, ...rest }) => rest],
    ['null for its time', (each) => ({ ...each, time: null })],
    ['an empty form beside a read', (each) => ({ ...each, request: { ...each.request, postData: { params: [] } } })],
    ['null for what was posted', (each) => ({ ...each, request: { ...each.request, method: 'POST', postData: null } })],
  ])('is judged with %s', (_what, change) => {
    expect(judgeHar({ log: { entries: [change(entry('/products'))] as HarEntry[] } }, { rules: [], baseUrl: base }).leftOut).toEqual([])
  })

  test('is reported in a line for each reason', () => {
    const foreign = Array.from({ length: 7 }, () => entry('/x', { origin: 'https://other.example' }))
    const entries = [
      ...foreign,
      entry('/products'),
      entry('/products', { response: { status: 503, content: { size: -1 } } }),
      entry('/products', { response: { status: 502 } }),
    ]
    expect(renderLeftOut(judgeHar({ log: { entries } }, { rules: [], baseUrl: base }))).toBe(
      `left out: 7 entries (1, 2, 3, 4, 5 …): not addressed to ${base}\n` +
        'left out (body only): entry 9: the response body was not recorded\n' +
        'note: 2 entries (9, 10) returned 502, 503 or 504; such responses are not judged against the contract\n',
    )
    const whole = judgeHar(
      { log: { entries: [entry('/products'), entry('/products', { response: { content: { size: -1 } } })] } },
      { rules: [] },
    )
    expect(renderLeftOut(whole)).toBe('left out (body only): entry 2: the response body was not recorded\n')
    expect(renderLeftOut({ ...whole, withoutBody: [] })).toBe('')
  })

  test.each(['https://other.example/api', 'http://shop.example/api', 'https://shop.example/apis', 'https://shop.example'])(
    'is not looked at from %s',
    (origin) => {
      const { leftOut } = judgeHar(
        { log: { entries: [entry('/categories'), entry('/products', { origin })] } },
        { rules: [], baseUrl: base },
      )
      expect(leftOut).toEqual([{ entry: 2, why: `not addressed to ${base}` }])
    },
  )

  const framing = [
    { name: 'Content-Length', value: '7' },
    { name: 'Transfer-Encoding', value: 'chunked' },
    { name: 'Content-Type', value: 'text/plain' },
  ]
  const all = ['Content-Length', 'Transfer-Encoding', 'Content-Type']
  test.each<readonly [coding: string | undefined, response: Part, isWhole: boolean, want: readonly string[]]>([
    ['br', {}, false, ['Content-Type']],
    ['Identity', { bodySize: 2 }, false, [...all, 'Content-Encoding']],
    // The bytes as sent may differ from the recorded ones; only the recorded size shows whether they do.
    [undefined, {}, false, ['Content-Type']],
    [undefined, { bodySize: 7 }, false, ['Content-Type']],
    [undefined, { bodySize: 2 }, false, all],
    [undefined, { content: { size: 7, text: '1234567' } }, false, all],
    [undefined, {}, true, all],
  ])('with the coding %s and %j, whole: %s, has the headers %j', (coding, response, isWhole, want) => {
    const headers = [...framing, ...(coding === undefined ? [] : [{ name: 'Content-Encoding', value: coding }])]
    expect(only(entry('/products', { response: { headers, ...response } }), { isWhole }).reply.headers.map(([name]) => name)).toEqual(want)
  })
})

describe('an encoded body', () => {
  const gzip = zlib.gzipSync('{"data":[]}')
  const coded = (coding: string, content: HarEntry['response']['content']) =>
    entry('/products', { response: { headers: [{ name: 'Content-Encoding', value: coding }], content } })
  const base64 = (bytes: Buffer) => ({ size: bytes.length, text: bytes.toString('base64'), encoding: 'base64' })

  test.each<readonly [what: string, coding: string, content: HarEntry['response']['content'], want: string]>([
    ['was unpacked by the recorder', 'gzip', { size: 11, text: '{"data":[]}' }, '{"data":[]}'],
    ['was decoded, and is not JSON', 'br', { size: 6, text: '<html>' }, '<html>'],
    ['was unpacked, whatever it was coded as', 'zstd', { size: 11, text: '{"data":[]}' }, '{"data":[]}'],
    ['is still packed', 'GZIP', base64(gzip), '{"data":[]}'],
    ['is still packed twice', 'deflate, x-gzip', base64(zlib.gzipSync(zlib.deflateSync('{}'))), '{}'],
  ])('%s', (_what, coding, content, want) => {
    expect(only(coded(coding, content)).reply.body.toString()).toBe(want)
  })

  test.each([
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0x00])],
    ['compress', Buffer.from([0x1f, 0x9d, 0x90])],
    ['gzip', gzip.subarray(0, 15)],
  ])('that is still encoded with %s is skipped, with the reason', (coding, bytes) => {
    const { withoutBody } = judgeHar({ log: { entries: [coded(coding, base64(bytes)), entry('/products', { at: 1 })] } }, { rules: [] })
    expect(withoutBody).toEqual([{ entry: 1, why: `the body cannot be decoded (Content-Encoding: ${coding})` }])
  })

  test('that exceeds the maximum decoded size is skipped', () => {
    const bytes = zlib.gzipSync(Buffer.alloc(3 * 1024 * 1024, ' '))
    const { withoutBody } = judgeHar({ log: { entries: [coded('gzip', base64(bytes)), entry('/products', { at: 1 })] } }, { rules: [] })
    expect(withoutBody).toEqual([{ entry: 1, why: 'the decoded body exceeds 2097152 bytes' }])
  })
})

describe('a successful request without a credential', () => {
  const door = rules.filter(({ id }) => id === 'authentication/no-success-without-credential')
  const outcomes = (entries: readonly HarEntry[], options: HarOptions = {}) =>
    judgeHar({ log: { entries } }, { rules: door, ...options }).verdicts.map(({ outcome, operation }) => `${outcome} ${operation}`)
  const open = entry('/products')
  const shut = (response: Part) => entry('/products', { at: 50, response: { status: 401, ...response } })

  test('is a finding if other requests have one', () => {
    expect(outcomes([entry('/categories', bearer('a')), open])).toEqual(['fail listProducts'])
    expect(outcomes([entry('/categories', { headers: [{ name: 'Authorization', value: '***' }] }), open])).toEqual(['fail listProducts'])
    expect(outcomes([open, entry('/categories', { headers: [{ name: 'Authorization', value: 'Basic eA==' }] })])).toEqual([
      'fail listProducts',
      'fail listCategories',
    ])
  })

  test('is inconclusive if no request has one, unless the recording is complete', () => {
    expect(outcomes([open, entry('/categories')])).toEqual(['inconclusive listProducts', 'inconclusive listCategories'])
    expect(outcomes([open], { isWhole: true })).toEqual(['fail listProducts'])
    expect(outcomes([shut({})])).toEqual(['pass listProducts'])
  })

  test('is inconclusive if it has another credential', () => {
    for (const name of ['Cookie', 'x-api-key'])
      expect(outcomes([entry('/categories', bearer('a')), entry('/products', { headers: [{ name, value: 'x' }] })])).toEqual([
        'inconclusive listProducts',
      ])
  })

  test('is not a finding if it is rejected, redirected, a preflight, or outside the contract', () => {
    const key = entry('/categories', bearer('a'))
    expect(outcomes([key, shut({}), shut({ status: 404 }), shut({ status: 302 })])).toEqual(['pass listProducts'])
    expect(outcomes([key, entry('/products', { method: 'OPTIONS' }), entry('/health')])).toEqual([])
    expect(outcomes([key, shut({ status: 304 })])).toEqual(['fail listProducts'])
  })
})

describe('the report', () => {
  const judged = (entries: readonly HarEntry[], rules: readonly Rule[]) => judgeHar({ log: { entries } }, { rules })

  test('contains the time, and reaches no level', () => {
    const report = judged([entry('/products', { at: 2000, time: 9 }), entry('/products', { at: 1000, time: 5000 })], [aLaw()])
    expect(report).toMatchObject({
      startedAt: '2026-06-01T08:00:01.000Z',
      milliseconds: 5000,
      level: 'smoke',
      seed: 'har',
      reached: null,
      exitCode: 0,
      left: [],
      requests: { planned: 0, sent: 2, withoutKey: 2 },
    })
  })

  test('covers laws and sequences, by key', () => {
    const sequence = aSequence({ judge: (all) => fails('none', String(all.length)) })
    const { verdicts } = judged(
      [entry('/products', bearer('a')), entry('/products', { ...bearer('a'), at: 1 }), entry('/products')],
      [sequence],
    )
    expect(verdicts.map(({ about, seen }) => [about, seen])).toEqual([
      ['key "recorded 1"', '2'],
      ['without a key', '1'],
    ])
  })

  test('contains no key, and no header that may contain one', () => {
    const telling = aLaw({
      judge: ({ request }) =>
        fails(
          `${request.credential.kind === 'malformed' ? request.credential.header : ''} key-0123456789`,
          JSON.stringify(request.headers),
        ),
    })
    const entries = [
      entry('/products', bearer('key-0123456789')),
      entry('/categories', {
        headers: [
          { name: 'Authorization', value: 'Basic dXNlcjpwYXNz' },
          { name: 'Cookie', value: 'session=0123456789' },
          { name: 'X-Plain', value: 'some plain text' },
        ],
      }),
    ]
    const text = JSON.stringify(judged(entries, [telling]))
    expect(text).not.toMatch(/key-0123456789|dXNlcjpwYXNz|session=0123456789/)
    expect(text).toContain('Basic ***')
    expect(text).toContain('some plain text')
  })

  test('contains no secret from a URL or a body', () => {
    const telling = aLaw({ judge: ({ request }) => fails(request.url, String(request.body)) })
    const body = { password: 'hunter2-password', deep: [{ api_key: 'hunter2-api-key', name: 'a plain name' }] }
    const entries = [
      entry('/products?api_key=hunter2-query&access_token=hunter2%2Bcoded&sortBy=plain-text'),
      entry('/products', { method: 'POST', text: JSON.stringify(body), origin: base.replace('//', '//admin:hunter2-user@') }),
    ]
    const text = JSON.stringify(judgeHar({ log: { entries } }, { rules: [telling], baseUrl: base }))
    expect(text).not.toContain('hunter2')
    expect(text).toMatch(/sortBy=plain-text.*a plain name/)
  })

  test('contains the id of a key, which a documented parameter names', () => {
    const telling = aLaw({ judge: ({ request }) => fails(request.url, '') })
    const entries = [entry('/forecast/change-history?keyId=key_0123456789'), entry('/products?keyId=hunter2-query')]
    const text = JSON.stringify(judgeHar({ log: { entries } }, { rules: [telling], baseUrl: base }))
    expect(text).toContain('keyId=key_0123456789')
    expect(text).not.toContain('hunter2')
  })

  test('knows the sent keys, and the response that issued each', () => {
    let secrets: readonly string[] = []
    let issued: unknown
    const witness = aLaw({
      judge: (_exchange, context) => {
        secrets = context.secrets
        issued = context.issued
        return { is: 'pass' }
      },
    })
    const shows = (key: string): Part => ({ content: { size: 1, text: `{"key":"${key}"}` } })
    judged(
      [
        entry('/products', { ...bearer('first-key'), response: shows('new-key1') }),
        entry('/admin/api-keys', { method: 'POST', at: 1, response: shows('other') }),
        entry('/admin/api-keys', { method: 'POST', at: 2, response: shows('new-key1') }),
        entry('/admin/api-keys', { method: 'POST', at: 3, response: shows('new-key1') }),
        entry('/products', { ...bearer('new-key1'), at: 4 }),
        entry('/products', { headers: [{ name: 'Authorization', value: 'Basic x' }], at: 5 }),
        entry('/products', { ...bearer('invalid'), at: 6 }),
      ],
      [witness],
    )
    // A word that a client tries is not a key.
    expect(secrets).toEqual(['first-key', 'new-key1'])
    expect(issued).toEqual(new Map([['new-key1', 3]]))
  })
})

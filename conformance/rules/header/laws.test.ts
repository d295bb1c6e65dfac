import { describe, expect, test } from 'vitest'
import { as, nobody } from '../../model/request-builder.ts'
import { answer, at, requestOf, saidBy } from '../../testing/fixture.ts'
import type { Answered } from '../../model/exchange.ts'
import { headerLaws } from './laws.ts'

type Lines = readonly (readonly [string, string])[]
interface Part {
  readonly status?: number
  readonly method?: string
  readonly body?: string
  readonly operation?: 'listProducts' | 'createProduct'
  readonly url?: string
  readonly key?: null
  readonly reply?: Partial<Answered['reply']>
}

/** The judgement of the law with that name for a response with these headers. */
function said(
  id: string,
  lines: Lines,
  { status, method = 'GET', body = '{}', operation = 'listProducts', url, key, reply }: Part = {},
): string {
  const exchange = answer({
    planned: requestOf({ operation, method, credential: key === null ? nobody : as('main') }),
    headers: lines.map(([name, value]) => [name, value]),
    body,
    ...(status === undefined ? {} : { status }),
    ...(key === null ? { key: null } : {}),
  })
  return saidBy(
    headerLaws.find((each) => each.id === `header/${id}`),
    {
      ...exchange,
      request: { ...exchange.request, ...(url === undefined ? {} : { url }) },
      reply: { ...exchange.reply, ...reply },
    },
  )
}

describe('the media type of a success', () => {
  const type = (value: string, part: Part = {}): string => said('content-type', [['Content-Type', value]], part)

  test.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json ; charset=UTF-8',
    'application/json;  charset = "utf-8"',
    'application/json; profile="x"; charset=utf8',
    'application/json; charset=utf-8 ; q=1',
  ])('may be %s', (value) => expect(type(value)).toBe('pass'))

  test.each(['text/json', 'xapplication/json', 'application/jsonx', 'application/json+x', 'application/problem+json', ''])(
    'is not %j',
    (value) => expect(type(value)).toBe(`application/json / ${value}`),
  )

  test.each([
    'application/json; charset=latin1',
    'application/json;charset="iso-8859-1"',
    'application/json; charset = xutf-8',
    'application/json; charset=utf-16',
  ])('is UTF-8, unlike %s', (value) => expect(type(value)).toBe(`charset utf-8 / ${value}`))

  test('is required if there is a body', () => {
    expect(said('content-type', [])).toBe('application/json / no Content-Type')
    for (const part of [{ body: '' }, { method: 'HEAD' }, { status: 300 }, { status: 404 }]) expect(type('text/html', part)).toBe('nothing')
  })
})

describe('a response to a key', () => {
  const cached = (value: string, part: Part = {}): string => said('not-stored', [['Cache-Control', value]], part)

  test.each(['no-store', 'No-Store', 'private, no-store', 'no-store , max-age=0', 'private,  no-store'])('is not cached with %s', (value) =>
    expect(cached(value)).toBe('pass'),
  )
  test.each(['private', 'xno-store', 'no-store=1', 'no-stores', ''])('may be cached with %j', (value) =>
    expect(cached(value)).toBe(`Cache-Control: no-store / ${value}`),
  )

  test('is judged if the contract defines it', () => {
    expect(said('not-stored', [])).toBe('Cache-Control: no-store / no Cache-Control')
    expect(cached('', { status: 404 })).not.toBe('nothing')
    for (const part of [{ key: null }, { status: 401 }, { status: 300 }, { status: 502 }]) expect(cached('', part)).toBe('nothing')
  })
})

test('required headers are present and not empty', () => {
  const location = (...lines: Lines): string =>
    said(
      'documented-headers-present',
      [
        ['X-Request-Id', 'r'],
        ['X-RateLimit-Limit', '1'],
        ['X-RateLimit-Remaining', '1'],
        ['X-RateLimit-Reset', '1'],
        ['Cache-Control', 'no-store'],
        ...lines,
      ],
      { status: 201, method: 'POST', operation: 'createProduct' },
    )
  expect(location(['Location', '/a'])).toBe('pass')
  expect(location()).toMatch(/Location.* \/ missing or empty: Location$/)
  expect(location(['Location', ' '])).toMatch(/ \/ missing or empty: Location$/)
  expect(said('documented-headers-present', [], { status: 418 })).toBe('nothing')
})

describe('the date', () => {
  const dated = (value: string, part: Part = {}): string => said('date', [['Date', value]], part)
  const off = (seconds: number): string => new Date(at + 10 + seconds * 1000 - 10).toUTCString()

  test.each([0, 299, 300, -300])('may be %i seconds off', (seconds) => expect(dated(off(seconds))).toBe('pass'))
  test.each([301, -301, 86_400])('may not be %i seconds off', (seconds) =>
    expect(dated(off(seconds))).toBe(`a difference of at most 300 seconds / a difference of ${Math.abs(seconds)} seconds`),
  )
  test.each([
    '2026-06-01T08:00:00Z',
    'mon, 01 jun 2026 08:00:00 gmt',
    'Mon, 1 Jun 2026 08:00:00 GMT',
    'Mon, 01 Jun 2026 08:00:00 GMT+0000',
  ])('has the format of HTTP, unlike %s', (value) => expect(dated(value)).toBe(`Mon, 01 Jun 2026 08:00:00 GMT / ${value}`))

  test('is present, unless the server fails', () => {
    expect(said('date', [])).toBe('a valid Date header / no Date header')
    expect(dated('yesterday')).toBe('a valid Date header / yesterday')
    expect(said('date', [], { status: 500 })).toBe('nothing')
    expect(said('date', [], { status: 499 })).not.toBe('nothing')
  })
})

test('browsers do not guess the media type, and do not go back to HTTP', () => {
  const sniffing = (value: string, more: Lines = [], part: Part = {}): string =>
    said('no-sniffing', [['X-Content-Type-Options', value], ...more], part)
  for (const value of ['nosniff', 'NoSniff', ' nosniff , nosniff']) expect(sniffing(value)).toBe('pass')
  for (const value of ['xnosniff', 'nosniffs', 'sniff, nosniff', ''])
    expect(sniffing(value)).toBe(`X-Content-Type-Options: nosniff / ${value}`)
  expect(said('no-sniffing', [])).toBe('X-Content-Type-Options: nosniff / no X-Content-Type-Options')
  const secure = { url: 'https://a.example/x' }
  expect(sniffing('nosniff', [['Strict-Transport-Security', 'max-age=1']], secure)).toBe('pass')
  expect(sniffing('nosniff', [], secure)).toBe('a Strict-Transport-Security header / no Strict-Transport-Security header')
  expect(sniffing('nosniff', [], { url: 'http://a.example/?next=https:' })).toBe('pass')
})

test('no version is exposed', () => {
  const told = (name: string, value: string): string => said('no-versions', [[name, value]])
  for (const value of ['nginx', 'gateway 2', 'a.b', 'v1.x', 'x.5']) expect(told('Server', value)).toBe('pass')
  for (const value of ['nginx/1.27', 'a 10.0.1', '1.0']) expect(told('Server', value)).toBe(`no software version / server: ${value}`)
  expect(told('X-Powered-By', 'Express')).toBe('no software version / x-powered-by: Express')
  expect(told('X-AspNet-Version', 'x')).toBe('no software version / x-aspnet-version: x')
})

test('a header with a single value is sent once', () => {
  const twice = (name: string): string =>
    said('sent-once', [
      [name, 'a'],
      ['Vary', 'x'],
      ['Vary', 'y'],
      [name.toLowerCase(), 'b'],
    ])
  for (const name of ['Content-Type', 'Content-Length', 'Date', 'Location', 'Retry-After', 'X-Request-Id'])
    expect(twice(name)).toBe(`one ${name} header / a and b`)
  expect(
    said('sent-once', [
      ['Vary', 'x'],
      ['Vary', 'y'],
      ['Date', 'a'],
    ]),
  ).toBe('pass')
})

test('a length is correct, and sent in one way', () => {
  const length = (lines: Lines, part: Part = {}): string => said('length-truthful', lines, part)
  const two: Lines = [['Content-Length', '2']]
  expect(length(two)).toBe('pass')
  expect(length([])).toBe('pass')
  expect(length([['Content-Length', '3']])).toBe('Content-Length: 2 / Content-Length: 3')
  expect(length([['Content-Length', '3']], { reply: { truncated: true } })).toBe('pass')
  expect(
    length([
      ['Content-Length', '3'],
      ['Content-Encoding', 'gzip'],
    ]),
  ).toBe('pass')
  expect(length([['Transfer-Encoding', 'chunked']])).toBe('pass')
  expect(length([...two, ['Transfer-Encoding', 'chunked']])).toBe(
    'Content-Length or Transfer-Encoding, not both / Content-Length: 2 and Transfer-Encoding: chunked',
  )
  expect(length(two, { reply: { surplus: 5 } })).toBe('nothing after the 2 bytes of Content-Length / 5 more bytes')
  expect(length([['Content-Length', '3']], { method: 'HEAD' })).toBe('nothing')
})

test('a response to HEAD has no body', () => {
  const head = (body: string, reply: Part['reply'] = {}): string => said('head-without-body', [], { method: 'HEAD', body, reply })
  expect(head('')).toBe('pass')
  expect(head('{}')).toBe('no body / 2 bytes')
  expect(head('', { surplus: 3 })).toBe('no body / 3 bytes')
  expect(head('{}', { surplus: 2 })).toBe('no body / 4 bytes')
  expect(said('head-without-body', [])).toBe('nothing')
})

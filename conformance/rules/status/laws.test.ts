import { describe, expect, test } from 'vitest'
import type { Answered } from '../../model/exchange.ts'
import { answer, context, planOf, recordOf, requestOf, saidBy } from '../../testing/fixture.ts'
import { judge } from '../../judge/judge.ts'
import type { Request } from '../../model/request.ts'
import { rules } from '../index.ts'

const rule = rules.find(({ id }) => id === 'status/same-fault-same-status')!
const said = (...exchanges: readonly Answered[]): string => {
  if (rule.kind !== 'sequence') throw new Error('it is no sequence')
  const judgement = rule.judge(
    exchanges.filter((each) => rule.concerns(each, context)),
    context,
  )
  return judgement.is === 'fail' ? `${judgement.expected} / ${judgement.seen}` : judgement.is
}
const fault = (status: number, query: Request['query'] = [['limit', '0']], change: Partial<Request> = {}): Answered =>
  answer({ status, planned: requestOf({ query, ...change }) })

describe('one fault in a query', () => {
  const reference = { from: requestOf(), pointer: '/data/0/id' }

  test.each<readonly [what: string, exchanges: readonly Answered[], want: string]>([
    ['has the same status', [fault(400), fault(400, undefined, { operation: 'listTransfers' })], 'pass'],
    [
      'has another status elsewhere',
      [fault(400), fault(422, undefined, { operation: 'listTransfers' })],
      '400 for ?limit=0, as in exchange 1 / 422',
    ],
    ['is another one', [fault(400), fault(422, [['limit', 'x']])], 'pass'],
    [
      'is two',
      [
        fault(400, [
          ['a', '1'],
          ['b', '2'],
        ]),
        fault(422, [
          ['a', '1'],
          ['b', '2'],
        ]),
      ],
      '400 for ?a=1&b=2, as in exchange 1 / 422',
    ],
    ['is not a fault if it is accepted', [fault(400), fault(200), fault(399), fault(500)], 'pass'],
    ['is ignored if something else is rejected first', [fault(400), fault(401), fault(403), fault(429)], 'pass'],
    ['is not in the query', [fault(400, []), fault(422, [])], 'pass'],
    ['is in a header as well', [fault(400), fault(422, undefined, { headers: { Accept: 'text/html' } })], 'pass'],
    [
      'is with what no other list has',
      [
        fault(400, [
          ['a', '1'],
          ['id', reference],
        ]),
        fault(422, [
          ['a', '1'],
          ['id', reference],
        ]),
      ],
      'pass',
    ],
  ])('%s', (_what, exchanges, want) => {
    expect(said(...exchanges)).toBe(want)
  })

  test('has the last client error at 499', () => {
    expect(said(fault(400), fault(499))).toBe('400 for ?limit=0, as in exchange 1 / 499')
  })

  test('does not exist outside the contract', () => {
    const { operation: _operation, ...outside } = requestOf({ query: [['limit', '0']] })
    expect(said(fault(400), answer({ status: 422, planned: outside }))).toBe('pass')
  })
})

describe('a status caused by the request itself', () => {
  const said = (id: string, status: number, headers: Readonly<Record<string, string>>, method = 'GET'): string => {
    const exchange = answer({ status, planned: requestOf({ method }) })
    return saidBy(
      rules.find((each) => each.id === id),
      { ...exchange, request: { ...exchange.request, headers } },
    )
  }

  test.each<readonly [status: number, cause: string]>([
    [206, 'Range'],
    [304, 'If-None-Match'],
    [304, 'if-modified-since'],
    [412, 'If-Match'],
    [412, 'If-Unmodified-Since'],
    [416, 'range'],
    [406, 'Accept-Language'],
    [417, 'Expect'],
  ])('is not judged: %i to %s', (status, cause) => {
    expect(said('status/documented', status, { [cause]: 'x' })).toBe('pass')
    expect(said('status/documented', status, {})).toMatch(new RegExp(` / ${status}$`))
    expect(said('status/documented', status, { 'X-Other': 'x' })).toMatch(new RegExp(` / ${status}$`))
    expect(said('status/no-redirect', status, { [cause]: 'x' })).toBe('pass')
    expect(said('error/no-html', status, { [cause]: 'x' })).toBe([206, 304, 412, 416].includes(status) ? 'nothing' : 'pass')
  })

  test('is a fault if the method cannot have it', () => {
    expect(said('status/documented', 304, { 'If-None-Match': '*' }, 'POST')).toMatch(/ \/ 304$/)
    expect(said('status/documented', 304, { 'If-None-Match': '*' }, 'HEAD')).toBe('pass')
  })

  test('is no other success, and no error of the contract', () => {
    expect(said('status/no-other-success', 206, { Range: 'bytes=0-9' })).toBe('nothing')
    expect(said('status/no-other-success', 206, {})).toMatch(/ \/ 206$/)
    for (const id of ['error/well-formed-json', 'error/no-internals']) expect(said(id, 416, { Range: 'bytes=0-9' })).toBe('nothing')
  })

  test('is still a redirect if it leads to another place', () => {
    for (const status of [300, 301, 302, 303, 307, 308])
      expect(said('status/no-redirect', status, { Range: 'bytes=0-' })).toMatch(/^no redirect/)
  })

  test('is judged by its headers alone if the body is partial', () => {
    const part = answer({ status: 206, body: '{"data":[', headers: [['Content-Type', 'multipart/byteranges; boundary=x']] })
    const asked = { ...part, request: { ...part.request, headers: { Range: 'bytes=0-8' } } }
    const ids = ['schema/success-body', 'schema/json-unambiguous', 'header/content-type', 'status/documented', 'header/not-stored']
    const judged = (exchange: Answered) =>
      judge(
        rules.filter(({ id }) => ids.includes(id)),
        planOf([]),
        recordOf([exchange]),
        context,
      ).map(({ rule: { id }, outcome }) => `${outcome} ${id}`)
    expect(judged(asked)).toEqual(['pass status/documented', 'fail header/not-stored'])
    expect(judged(part)).toContain('fail header/content-type')
  })
})

test("a gateway's response to OPTIONS is not judged", () => {
  const exchange = answer({
    status: 200,
    body: '<html>',
    planned: requestOf({ method: 'OPTIONS' }),
    headers: [['Content-Type', 'text/html']],
  })
  for (const id of ['header/not-stored', 'header/content-type', 'error/no-html', 'error/request-id-repeated', 'schema/json-unambiguous'])
    expect(
      saidBy(
        rules.find((each) => each.id === id),
        exchange,
      ),
    ).toBe('nothing')
})

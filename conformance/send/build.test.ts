import { describe, expect, test } from 'vitest'
import { answer, requestOf, unanswered } from '../testing/fixture.ts'
import type { Exchange } from '../model/exchange.ts'
import { keyOf, type Reference, type Request } from '../model/request.ts'
import { build } from './build.ts'
import { Missing, resolve } from '../model/answers.ts'

const list = requestOf()
const before = (exchange: Exchange | undefined, unsent: Readonly<Record<string, string>> = {}) => ({
  byRequest: new Map(exchange === undefined ? [] : [[keyOf(exchange.request.planned), exchange]]),
  unsent: new Map(Object.entries(unsent)),
})
const nothing = before(undefined)
const reference = (pointer: string, change: Partial<Reference> = {}): Reference => ({ from: list, pointer, ...change })
const listed = before(
  answer({ planned: list, body: { data: [{ id: 'prod/1', size: 7, flag: true, none: null }], pagination: { total: 100 } } }),
)
const built = (change: Partial<Request>, answers = nothing) => build(requestOf(change), 'http://a/api', answers)

describe('a request that is built', () => {
  test('has only its URL, if nothing else is planned', () => {
    expect(built({})).toEqual({ url: 'http://a/api/products', headers: {} })
  })

  test('has its parameters and its query, escaped, in order', () => {
    const change = {
      path: '/a/{x}/b/{y}',
      params: { x: 'ü/?', y: 7 },
      query: [
        ['q z', 'a&b'],
        ['q z', 1],
        ['id', reference('/data/0/id')],
      ] as const,
    }
    expect(built(change, listed).url).toBe('http://a/api/a/%C3%BC%2F%3F/b/7?q%20z=a%26b&q%20z=1&id=prod%2F1')
  })

  test.each<readonly [body: NonNullable<Request['body']>, want: string]>([
    [
      { json: { a: [reference('/data/0'), null, 'b'], c: reference('/data/0/flag') } },
      '{"a":[{"id":"prod/1","size":7,"flag":true,"none":null},null,"b"],"c":true}',
    ],
    [{ json: null }, 'null'],
    [{ json: 'text' }, '"text"'],
    [{ text: '{"broken":' }, '{"broken":'],
    [{ base64: 'w6k=' }, 'é'],
  ])('has the body %j', (body, want) => {
    const { body: bytes, headers } = built({ body }, listed)
    expect([bytes?.toString(), headers]).toEqual([want, { 'Content-Type': 'application/json' }])
  })

  test('has the headers that it is given, also in place of the usual one', () => {
    expect(built({ headers: { A: 'b', 'Content-Type': 'text/plain' }, body: { text: '' } }).headers).toEqual({
      A: 'b',
      'Content-Type': 'text/plain',
    })
    expect(built({ headers: { A: 'b' } }).headers).toEqual({ A: 'b' })
  })
})

describe('a value from an earlier response', () => {
  test.each([
    ['/data/0/id', {}, 'prod/1'],
    ['/data/0/size', {}, 7],
    ['/pagination/total', { as: { third: 50 } }, 34],
    ['/pagination/total', { as: { third: 20 } }, 20],
    ['/data/0/size', { as: { third: 50 } }, 3],
  ])('at %s as %j is %j', (pointer, change, want) => {
    expect(resolve(reference(pointer, change), listed)).toBe(want)
  })

  test.each([
    ['Trail Running Shoe', 100, 'UNNING'],
    ['Trail Running Shoe', 3, 'UNN'],
    ['é9-Weiß', 9, 'wEI'],
    ['TNT-104-RED', 9, 'nt-104-re'],
    ['Trail (TNT-104.5 -)', 9, 'nt-104.5'],
    ['x é', 9, 'X'],
    ['SKU_10450', 9, 'ku_10450'],
  ])('as a part of %j of at most %i characters is %j', (name, partOf, want) => {
    const named = before(answer({ planned: list, body: { data: [{}, { name: null }, { name }, { name: 'other' }] } }))
    expect(resolve(reference('/data', { row: { value: '/name' }, as: { partOf } }), named)).toBe(want)
  })

  test('as a part of a text is, if possible, of an item that has it nowhere else', () => {
    const code = (rows: readonly object[]) =>
      resolve(
        reference('/data', { row: { value: '/code', apart: ['/name'] }, as: { partOf: 9 } }),
        before(answer({ planned: list, body: { data: rows } })),
      )
    const alike = { code: 'TENTS', name: 'Tents' }
    expect(code([{ name: 'Coats' }, alike, { code: 'RAIN-COATS', name: 'Rain coats' }])).toBe('ain-coats')
    expect(code([alike, { code: '--', name: 'Coats' }])).toBe('ents')
  })

  test('gives pages of one row at least', () => {
    const empty = before(answer({ planned: list, body: { total: 0 } }))
    expect(resolve(reference('/total', { as: { third: 50 } }), empty)).toBe(1)
  })

  const nameless: Request = (({ operation: _operation, ...rest }) => rest)(list)
  test.each<readonly [what: string, reference: Reference, answers: ReturnType<typeof before>, want: string]>([
    ['was never requested', reference('/a'), nothing, 'no response to listProducts'],
    ['was never requested, outside the contract', { from: nameless, pointer: '/a' }, nothing, 'no response to /products'],
    ['could not be sent', reference('/a'), before(undefined, { [keyOf(list)]: 'no key for it' }), 'no key for it'],
    ['had no answer', reference('/a'), before(unanswered({ planned: list })), 'no response to listProducts'],
    ['was refused', reference('/a'), before(answer({ planned: list, status: 300 })), 'listProducts returned 300'],
    [
      'lists nothing',
      reference('/data/0/id'),
      before(answer({ planned: list, body: { data: [] } })),
      'listProducts returned an empty list',
    ],
    ['has no such member', reference('/data/id'), listed, 'the response to listProducts has no /data/id'],
    ['is not JSON', reference('/data/id'), before(answer({ planned: list, body: '' })), 'the response to listProducts has no /data/id'],
    ['is in no item', reference('/data', { row: { value: '/none' } }), listed, 'no item on the page of listProducts has /none'],
    [
      'has no part that can be searched',
      reference('/data', { row: { value: '/name' }, as: { partOf: 9 } }),
      before(answer({ planned: list, body: { data: [{ name: 'é!' }] } })),
      'the response to listProducts has no text with ASCII letters or digits',
    ],
    [
      'is no value',
      reference('/data/0'),
      listed,
      'the response to listProducts has no id at /data/0 (got {"id":"prod/1","size":7,"flag":true,"non)',
    ],
    ['is null', reference('/data/0/none'), listed, 'the response to listProducts has no id at /data/0/none (got null)'],
    [
      'is no value outside the contract',
      { from: nameless, pointer: '/a' },
      before(answer({ planned: nameless, body: { a: true } })),
      'the response to /products has no id at /a (got true)',
    ],
    ...['', '.', '..', '\uD800a'].map(
      (id) =>
        [
          `is ${JSON.stringify(id)}`,
          reference('/id'),
          before(answer({ planned: list, body: { id } })),
          `the response to listProducts has no usable value at /id (got ${JSON.stringify(id)})`,
        ] as const,
    ),
  ])('is missing if the response %s', (_what, from, answers, want) => {
    expect(() => resolve(from, answers)).toThrow(new Missing(want))
    expect(() => built({ path: '/{x}', params: { x: from } }, answers)).toThrow(Missing)
  })

  test.each(['...', '.a', 'a..', '😀'])('may be %s', (id) => {
    expect(resolve(reference('/id'), before(answer({ planned: list, body: { id } })))).toBe(id)
  })

  test('that was refused with 299 was not refused', () => {
    expect(resolve(reference('/id'), before(answer({ planned: list, status: 299, body: { id: 'a' } })))).toBe('a')
  })
})

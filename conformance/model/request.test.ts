import { describe, expect, test } from 'vitest'
import { requestOf } from '../testing/fixture.ts'
import { dependencies, isReference, keyOf, type Request } from './request.ts'

const other = requestOf({ path: '/other' })
const reference = (from: Request, pointer = '/data/0/id') => ({ from, pointer })
const withBody = (json: unknown): Request => requestOf({ body: { json } })

describe('the key of a request', () => {
  test('is short, and the same for the same data', () => {
    expect(keyOf(requestOf())).toMatch(/^[0-9a-f]{16}$/)
    expect(keyOf(requestOf())).toBe(keyOf(requestOf()))
  })

  test('does not depend on the order of members, nor on undefined ones', () => {
    const { effect, ...rest } = requestOf()
    expect(keyOf({ effect, ...rest })).toBe(keyOf(requestOf()))
    expect(keyOf({ ...requestOf(), again: undefined } as unknown as Request)).toBe(keyOf(requestOf()))
    expect(keyOf(withBody({ a: 1, b: { c: 2, d: 3 } }))).toBe(keyOf(withBody({ b: { d: 3, c: 2 }, a: 1 })))
  })

  test.each<readonly [what: string, a: Request, b: Request]>([
    ['path', requestOf(), other],
    ['repetition', requestOf(), requestOf({ again: 1 })],
    [
      'order of the query',
      requestOf({
        query: [
          ['a', '1'],
          ['b', '2'],
        ],
      }),
      requestOf({
        query: [
          ['b', '2'],
          ['a', '1'],
        ],
      }),
    ],
    ['order of a list', withBody([1, 2]), withBody([2, 1])],
    ['text and number', withBody(['1']), withBody([1])],
    ['null and nothing', withBody({ a: null }), withBody({})],
    ['list and object', withBody(['a']), withBody({ 0: 'a' })],
    ['name of a member', withBody({ a: 1 }), withBody({ b: 1 })],
    ['list of lists', withBody([[1], [2]]), withBody([[1, 2]])],
    ['request before', requestOf({ after: [other] }), requestOf({ after: [requestOf()] })],
    ['source of a value', withBody(reference(requestOf())), withBody(reference(other))],
    ['place of a value', withBody(reference(other, '/a')), withBody(reference(other, '/b'))],
  ])('distinguishes %s', (_what, a, b) => {
    expect(keyOf(a)).not.toBe(keyOf(b))
  })

  test('is the same for equal nested requests', () => {
    expect(keyOf(requestOf({ after: [requestOf({ path: '/other' })] }))).toBe(keyOf(requestOf({ after: [other] })))
  })

  test('is cached for nested requests, however often they occur', () => {
    // Each is named twice by the next: without caching, that is a quadrillion.
    let last = requestOf()
    for (let depth = 0; depth < 50; depth++) last = requestOf({ after: [last], params: { a: reference(last) } })
    expect(keyOf(last)).toMatch(/^[0-9a-f]{16}$/)
  })

  test('treats a body as data, even if it looks like a part of a request', () => {
    expect(keyOf(withBody({ effect: { a: 1 } }))).not.toBe(keyOf(withBody({ effect: { a: 2 } })))
    expect(keyOf(withBody({ credential: { a: 1 } }))).not.toBe(keyOf(withBody({ credential: { a: 2 } })))
  })
})

test.each<readonly [unknown, boolean]>([
  [reference(other), true],
  [{ from: 1 }, false],
  [{ pointer: '' }, false],
  [null, false],
  ['from pointer', false],
  [undefined, false],
])('whether %j is a reference: %s', (value, want) => {
  expect(isReference(value)).toBe(want)
})

describe('the dependencies of a request', () => {
  const [a, b, c, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map((path) => requestOf({ path })) as [
    Request,
    Request,
    Request,
    Request,
    Request,
    Request,
  ]

  test('are everything that it is built from, then what it follows, then what it waits for', () => {
    const request = requestOf({
      params: { x: reference(a), y: 'text' },
      query: [
        ['q', reference(b)],
        ['r', 1],
      ],
      body: { json: { deep: [{ id: reference(c) }, null, 'text'] } },
      credential: { kind: 'issued', by: reference(d) },
      after: [e],
      waits: f,
    })
    expect(dependencies(request)).toEqual([a, b, c, d, e, f])
  })

  test('are empty for a plain one, or one with a text body', () => {
    expect(dependencies(requestOf())).toEqual([])
    expect(dependencies(requestOf({ body: { text: 'x' } }))).toEqual([])
  })
})

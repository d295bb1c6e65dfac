import { describe, expect, test } from 'vitest'
import { altered, header, headerValues, isAnswered, json, member } from './exchange.ts'
import { answer, at, unanswered } from '../testing/fixture.ts'

test('an exchange is answered if it has a reply of any kind', () => {
  expect([isAnswered(answer({ status: 500 })), isAnswered(unanswered())]).toEqual([true, false])
})

describe('headers', () => {
  const exchange = answer({
    headers: [
      ['Vary', ' Accept '],
      ['vary', 'Origin'],
      ['ETag', ''],
    ],
  })
  test.each([
    ['VARY', ['Accept', 'Origin'], 'Accept, Origin'],
    ['etag', [''], ''],
    ['Date', [], undefined],
  ])('%s', (name, values, joined) => {
    expect([headerValues(exchange, name), header(exchange, name)]).toEqual([values, joined])
  })
})

describe('a body as JSON', () => {
  test.each<readonly [string, { readonly value: unknown } | undefined]>([
    ['{"a":[1]}', { value: { a: [1] } }],
    ['null', { value: null }],
    ['"text"', { value: 'text' }],
    ['\uFEFF1', { value: 1 }],
    ['1\uFEFF', undefined],
    ['', undefined],
    ['{', undefined],
  ])('%s', (body, want) => {
    expect(json(answer({ body }))).toEqual(want)
  })

  test('is parsed once, unless it is too large', () => {
    const small = answer({ body: '{"a":1}' })
    const value = json(small)
    expect(json(small)).toBe(value)
    // Together they have exactly the maximum size, and then more.
    const half = (): ReturnType<typeof answer> => answer({ body: JSON.stringify('x'.repeat(2 * 1024 * 1024)) })
    json(half())
    json(half())
    expect(json(small)).not.toBe(value)
    expect(json(small)).toEqual(value)
  })

  test('that is not JSON is not parsed again either', () => {
    const exchange = answer({ body: 'no' })
    expect(json(exchange)).toBeUndefined()
    expect(json(exchange)).toBeUndefined()
  })

  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
  const depth = (value: unknown): number => (Array.isArray(value) ? 1 + Math.max(0, ...value.map(depth)) : 0)
  test.each([
    [1, 1],
    [99, 99],
    [100, 100],
    [101, 100],
    [50_000, 100],
  ])('with %i levels has %i', (levels, want) => {
    expect(depth(json(answer({ body: nested(levels) }))?.value)).toBe(want)
  })

  test('states where it was cut', () => {
    const text = JSON.stringify(json(answer({ body: `${'{"a":'.repeat(101)}{"b":null}${'}'.repeat(101)}` }))?.value)
    expect(text).toContain('{"a":"(nested more than 100 levels deep)"}')
  })

  test('keeps flat values, however deep their neighbors are', () => {
    const value = json(answer({ body: `{"flat":null,"number":1,"deep":${nested(200)}}` }))?.value
    expect(value).toMatchObject({ flat: null, number: 1 })
  })
})

test.each<readonly [path: readonly (string | number)[], want: unknown]>([
  [[], { a: { b: [1, null] }, c: null }],
  [['a', 'b', 0], 1],
  [['a', 'b', 1], null],
  [['a', 'b', 2], undefined],
  [['a', 'x', 'y'], undefined],
  [['c', 'd'], undefined],
  [['a', 'toString'], undefined],
  [['a', 'b', 0, 'c'], undefined],
])('the member at %j', (path, want) => {
  expect(member(answer({ body: { a: { b: [1, null] }, c: null } }), ...path)).toEqual(want)
})

test('without JSON there is no member', () => {
  expect(member(answer({ body: 'no' }), 'a')).toBeUndefined()
})

describe('an altered copy', () => {
  const exchange = answer({
    status: 200,
    headers: [
      ['Date', 'today'],
      ['Vary', 'a'],
      ['vary', 'b'],
    ],
    body: { data: [1] },
  })

  test('differs in the given values, and does not change the original', () => {
    const before = structuredClone({ ...exchange, reply: { ...exchange.reply, body: exchange.reply.body.toString() } })
    const changed = altered(exchange, {
      status: 404,
      headers: { vary: 'c', DATE: null, New: 'd' },
      json: (body) => {
        Object.assign(body, { data: [2] })
        return body
      },
      receivedAt: at + 5,
      surplus: 3,
    })
    expect(changed).toMatchObject({ number: exchange.number, receivedAt: at + 5, sentAt: at, reply: { status: 404, surplus: 3 } })
    expect(changed.reply.headers).toEqual([
      ['vary', 'c'],
      ['New', 'd'],
    ])
    expect(changed.reply.body.toString()).toBe('{"data":[2]}')
    expect({ ...exchange, reply: { ...exchange.reply, body: exchange.reply.body.toString() } }).toEqual(before)
  })

  test('is equal without changes', () => {
    expect(altered(exchange, {})).toEqual(exchange)
    expect(altered(exchange, {}).reply).not.toHaveProperty('surplus')
  })

  test('may have another text, or bytes', () => {
    expect(altered(exchange, { text: 'x' }).reply.body).toEqual(Buffer.from('x'))
    expect(altered(exchange, { text: Buffer.from([255]) }).reply.body).toEqual(Buffer.from([255]))
    expect(altered(answer({ body: 'no JSON' }), { json: (body: unknown) => [body === undefined] }).reply.body.toString()).toBe('[true]')
  })
})

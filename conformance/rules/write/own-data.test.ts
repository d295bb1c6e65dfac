import { describe, expect, test } from 'vitest'
import type { Resource } from '../../model/resource.ts'
import type { Schema } from '../../../spec/contract.ts'
import { api } from '../../profile/index.ts'
import { answer, requestOf } from '../../testing/fixture.ts'
import type { ResourceId, Reference } from '../../model/request.ts'
import { changed, data, differences, idsOf, pathTo, sent, spoiled } from './own-data.ts'

const early = '2026-06-01T08:00:00Z'
const precise = '2026-06-01T08:00:00.000Z'
const later = '2026-06-01T09:00:00Z'

test.each<readonly [body: string | undefined, want: object]>([
  ['{"a":1}', { a: 1 }],
  ['null', {}],
  ['"text"', {}],
  [undefined, {}],
])('the sent value of %s is %j', (body, want) => {
  const { request, ...rest } = answer()
  expect(sent({ ...rest, request: { ...request, ...(body === undefined ? {} : { body: Buffer.from(body) }) } })).toEqual(want)
})

test.each<readonly [body: unknown, want: object]>([
  [{ data: { a: 1 } }, { a: 1 }],
  [{ data: null }, {}],
  [{ data: [1] }, {}],
  [{ data: 'text' }, {}],
  [{}, {}],
])('the data of %j is %j', (body, want) => {
  expect(data(answer({ body }))).toEqual(want)
})

test.each<readonly [body: unknown, want: readonly unknown[]]>([
  [{ data: [{ id: 'a' }, null, {}] }, ['a', undefined, undefined]],
  [{ data: { id: 'a' } }, []],
  ['no JSON', []],
])('the ids of %j are %j', (body, want) => {
  expect(idsOf(answer({ body }))).toEqual(want)
})

describe('differences', () => {
  test.each<readonly [expected: Readonly<Record<string, unknown>>, shown: Readonly<Record<string, unknown>>, want: readonly string[]]>([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, {}, []],
    [{ a: 1 }, { a: 2, b: 3 }, ['/a: 2 instead of 1']],
    [{ a: 1 }, { a: '1' }, ['/a: "1" instead of 1']],
    [{ a: null }, { a: {} }, ['/a: {} instead of null']],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3, d: 4 } }, ['/a/c: 3 instead of 2']],
    [{ a: { b: 1 } }, { a: 1 }, ['/a: 1 instead of {"b":1}']],
    [{ a: 1 }, { a: { b: 1 } }, ['/a: {"b":1} instead of 1']],
    [{ a: { b: 1 } }, { a: [1] }, ['/a: [1] instead of {"b":1}']],
    [{ a: [{ b: 1 }, 2] }, { a: [{ b: 1, c: 2 }, 2] }, []],
    [{ a: [{ b: 1 }, 2] }, { a: [{ b: 2 }, 3] }, ['/a/0/b: 2 instead of 1', '/a/1: 3 instead of 2']],
    [{ a: [1] }, { a: [1, 2] }, ['/a: [1,2] instead of [1]']],
    [{ a: [1] }, { a: 'x' }, ['/a: "x" instead of [1]']],
    [{ a: 'x' }, { a: ['x'] }, ['/a: ["x"] instead of "x"']],
    // The same time may have several notations, but only times.
    [{ a: early }, { a: precise }, []],
    [{ a: early }, { a: later }, [`/a: "${later}" instead of "${early}"`]],
    [{ a: early }, { a: 'soon' }, [`/a: "soon" instead of "${early}"`]],
    [{ a: 'soon' }, { a: 'later' }, ['/a: "later" instead of "soon"']],
    [{ a: `x${early}` }, { a: `x${precise}` }, [`/a: "x${precise}" instead of "x${early}"`]],
    [{ a: Date.parse(early) }, { a: early }, [`/a: "${early}" instead of ${Date.parse(early)}`]],
  ])('of %j, returned as %j, are %j', (expected, shown, want) => {
    expect(differences(expected, shown)).toEqual(want)
  })
})

describe('a change', () => {
  test.each<readonly [before: unknown, after: unknown, same: boolean]>([
    [1, 1, true],
    [1, 2, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [1], false],
    [[1], [1, 2], false],
    [[1, 2], [1, 3], false],
    [[1, 2], [3, 2], false],
    [[], {}, false],
    [{}, [], false],
    [{ b: 1, c: 2 }, { c: 2, b: 1 }, true],
    [{ b: 1, c: 2 }, { b: 1, c: 3 }, false],
    [{ b: 1, c: 2 }, { b: 1 }, false],
    [{ b: 1 }, { b: 1, c: 2 }, false],
    [{ b: 1 }, null, false],
    [null, null, true],
    [early, precise, true],
    [early, later, false],
  ])('from %j to %j: unchanged is %s', (before, after, same) => {
    expect(changed(answer({ body: { data: { a: before } } }), answer({ body: { data: { a: after } } }), [])).toEqual(same ? [] : ['a'])
  })

  test('includes properties on either side, except the expected ones', () => {
    expect(changed(answer({ body: { data: { a: 1, b: 1, c: 1 } } }), answer({ body: { data: { b: 2, c: 1, d: 1 } } }), ['b'])).toEqual([
      'a',
      'd',
    ])
  })
})

test('the path to a resource has its id as the only parameter', () => {
  const create = requestOf()
  const id = { from: create, pointer: '/data/id' } as Reference as ResourceId
  const own: Resource = { create, kind: 'createProduct', purpose: 'x', id, undo: [], ends: [] }
  expect(pathTo(own, api.operations.getProduct)).toEqual({ productId: own.id })
  expect(pathTo(own, api.operations.listProducts)).toEqual({})
  expect(pathTo(own, api.operations.listProductHistory)).toEqual({ productId: own.id })
})

test.each<readonly [properties: Readonly<Record<string, Schema>>, want: object]>([
  [{ a: { type: 'string' } }, { a: { not: 'expected' } }],
  [{ a: { type: 'object' } }, { a: 'text' }],
  [{ a: { type: ['object', 'null'] } }, { a: 'text' }],
  [{ a: { oneOf: [] }, b: { type: 'number' } }, { b: { not: 'expected' } }],
])('a body with %j is made invalid as %j', (properties, want) => {
  const { createProduct } = api.operations
  expect(spoiled({ ...createProduct, body: { ...createProduct.body!, schema: { properties } } })).toEqual(want)
})

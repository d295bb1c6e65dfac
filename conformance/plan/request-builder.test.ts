import { describe, expect, test } from 'vitest'
import { ApiRequestBuilder } from './request-builder.ts'
import { as, brokenJson, nobody, stranger, tampered } from '../model/request-builder.ts'
import type { Operation } from '../../spec/contract.ts'
import { api } from '../profile/index.ts'
import { requestOf } from '../testing/fixture.ts'

const ask = new ApiRequestBuilder(api, 'seed')
const { listProducts, createProduct, getProduct, getChannelLocationDrilldown, getCategory, listProductCategories } = api.operations

test('credentials', () => {
  expect([nobody, stranger, tampered, as('other')]).toEqual([
    { kind: 'none' },
    { kind: 'unknown' },
    { kind: 'tampered' },
    { kind: 'key', role: 'other' },
  ])
})

test('a body that is not JSON', () => {
  expect(() => JSON.parse(brokenJson.text) as unknown).toThrow()
})

describe('made-up values', () => {
  test('depend on the seed and the purpose, and have the requested length', () => {
    expect(ask.invented('a', 8)).toMatch(/^[0-9a-z]{8}$/)
    expect(ask.invented('a', 20)).toMatch(/^[0-9a-z]{20}$/)
    expect(ask.invented('a', 8)).toBe(new ApiRequestBuilder(api, 'seed').invented('a', 8))
    expect(ask.invented('a', 20).startsWith(ask.invented('a', 8))).toBe(true)
    expect(ask.invented('b', 8)).not.toBe(ask.invented('a', 8))
    expect(new ApiRequestBuilder(api, 'other').invented('a', 8)).not.toBe(ask.invented('a', 8))
  })

  test('mark created resources', () => {
    expect(ask.resources.tag).toBe(`conf-${ask.invented('tag', 8)}`)
    expect(ask.api).toBe(api)
  })

  test('use the id prefix of the contract, only in the path', () => {
    const made = (operation: Operation) => ask.unknownParams(operation)
    expect(made(getProduct)).toEqual({ productId: `prod_${ask.invented('unknown productId', 20)}` })
    expect(made(api.operations.getSkuAccuracy)).toEqual({ sku: ask.invented('unknown sku', 20) })
    expect(made(listProducts)).toEqual({})
    expect(made({ ...getProduct, parameters: [{ ...getProduct.parameters[0]!, example: 'x prod_1' }] })).toEqual({
      productId: ask.invented('unknown productId', 20),
    })
    expect(made({ ...getProduct, parameters: [{ ...getProduct.parameters[0]!, example: undefined }] })).toEqual({
      productId: ask.invented('unknown productId', 20),
    })
  })
})

describe('a request of an operation', () => {
  test('has only default values by default', () => {
    expect(ask.read(listProducts)).toStrictEqual(requestOf())
    expect(ask.read(listProducts, { after: [] })).toStrictEqual(requestOf())
  })

  test('has all given values', () => {
    const before = requestOf({ again: 9 })
    const given = {
      credential: nobody,
      params: { a: 'b' },
      query: [['c', 'd']] as const,
      headers: { e: 'f' },
      method: 'HEAD' as const,
      again: 2,
      effect: 'undo' as const,
      after: [before],
      waits: before,
    }
    expect(ask.read(listProducts, given)).toStrictEqual(requestOf(given))
  })

  test('cannot be a read of an operation that writes', () => {
    expect(() => ask.read(createProduct)).toThrow(new Error('createProduct writes data; request it with write()'))
  })

  test('that needs an id takes it from a list', () => {
    expect(ask.read(getProduct).params).toEqual({ productId: { from: requestOf(), pointer: '/data/0/id' } })
    expect(ask.read(getProduct, { params: { productId: 'x' } }).params).toEqual({ productId: 'x' })
    const { from } = ask.read(getCategory).params['categoryId'] as { from: unknown }
    expect(from).toEqual(ask.read(listProductCategories))
  })

  test('that needs an id which no response contains is impossible', () => {
    const barren = new ApiRequestBuilder({ ...api, sources: {} }, 'seed')
    expect(() => barren.read(getProduct)).toThrow(new Error('the contract has no list with ids for getProduct'))
    expect(barren.read(getProduct, { params: {} }).params).toEqual({})
    expect([barren.isReachable(getProduct), barren.isReachable(listProducts), ask.isReachable(getProduct)]).toEqual([false, true, true])
  })

  test('has the required parameters, unless they are given', () => {
    const needy = {
      ...getChannelLocationDrilldown,
      parameters: [
        { name: 'a', in: 'query' as const, required: true, schema: {}, pointer: '', example: 7 },
        { name: 'b', in: 'query' as const, required: false, schema: {}, pointer: '', example: 'no' },
        { name: 'c', in: 'path' as const, required: true, schema: {}, pointer: '', example: 'no' },
      ],
    }
    expect(ask.read(needy, { params: {} }).query).toEqual([['a', '7']])
    expect(ask.read(needy, { params: {}, query: [['b', 'x']] }).query).toEqual([
      ['a', '7'],
      ['b', 'x'],
    ])
    expect(ask.read(needy, { params: {}, query: [['a', 'x']] }).query).toEqual([['a', 'x']])
  })
})

describe('a write', () => {
  const madeUp = ask.unknownParams(getProduct)

  test('has the given values, and refers to nothing by default', () => {
    const { method, path } = api.operations.updateProduct
    const given = {
      params: madeUp,
      body: { json: { name: 'x' } },
      headers: { e: 'f' },
      credential: nobody,
      again: 1,
      effect: 'own' as const,
    }
    const { query: _query, ...rest } = ask.write(api.operations.updateProduct, given)
    expect(rest).toStrictEqual({ operation: 'updateProduct', method, path, ...given })
    expect(ask.write(createProduct, { effect: 'own' }).params).toEqual({})
  })

  test('must be rejected if declared, or if its effect is `refused`', () => {
    expect(ask.write(createProduct, { effect: 'refused' }).isRefused).toBe(true)
    expect(ask.write(createProduct, { effect: 'own', isRefused: true }).isRefused).toBe(true)
    expect(ask.write(createProduct, { effect: 'own' })).not.toHaveProperty('isRefused')
  })

  test('refers to ids that are known to be made up', () => {
    expect(Object.values(madeUp)).toHaveLength(1)
    for (const each of Object.values(madeUp)) expect(ask.madeUp.has(each)).toBe(true)
    expect(ask.madeUp.has('prod_123')).toBe(false)
    expect(ask.madeUp.has(ask.makeUp('x'))).toBe(true)
  })
})

describe('a request outside the contract', () => {
  test('has only default values by default', () => {
    const { operation: _operation, ...rest } = requestOf({ path: '/nowhere' })
    expect(ask.outside('/nowhere', 'GET')).toStrictEqual(rest)
  })

  test('has the given values, and an unreadable body if it may write', () => {
    const given = { params: ask.unknownParams(getProduct), headers: { e: 'f' }, credential: nobody }
    expect(ask.outside('/nowhere', 'PUT', given)).toMatchObject({
      method: 'PUT',
      path: '/nowhere',
      body: brokenJson,
      isRefused: true,
      ...given,
    })
    expect(ask.outside('/nowhere', 'OPTIONS')).not.toHaveProperty('body')
  })

  test.each([
    ['GET', 'read'],
    ['OPTIONS', 'read'],
    ['PUT', 'refused'],
    ['POST', 'refused'],
  ] as const)('with %s may %s', (method, want) => {
    expect(ask.outside('/nowhere', method).effect).toBe(want)
  })
})

test.each([
  ['/products', 'PUT'],
  ['/products/{productId}', 'PUT'],
  ['/admin/alerts/config', 'PATCH'],
  ['/nowhere', 'PUT'],
])('an undocumented method of %s is %s', (path, want) => {
  expect(ask.undocumentedMethod(path)).toBe(want)
})

test('a path with all methods has no undocumented method', () => {
  const all = { GET: listProducts, PUT: listProducts, DELETE: listProducts, PATCH: listProducts, POST: listProducts }
  expect(new ApiRequestBuilder({ ...api, paths: new Map([['/all', all]]) }, '').undocumentedMethod('/all')).toBeUndefined()
})

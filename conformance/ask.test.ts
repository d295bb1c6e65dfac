import { describe, expect, test } from 'vitest'
import { contract, type Operation } from '../spec/contract.ts'
import { as, Asker, brokenJson, exampleBody, nobody, stranger, tampered } from './ask.ts'
import { requestOf } from './fixture.ts'

const ask = new Asker(contract, 'seed')
const { listProducts, createProduct, getProduct, getChannelLocationDrilldown, getCategory, listProductCategories } = contract.operations

test('credentials', () => {
  expect([nobody, stranger, tampered, as('other')]).toEqual([
    { kind: 'none' },
    { kind: 'unknown' },
    { kind: 'tampered' },
    { kind: 'key', role: 'other' },
  ])
})

test('a body that is not JSON', () => {
  expect(() => JSON.parse((brokenJson as { text: string }).text) as unknown).toThrow()
})

test('the body of an operation is its first example', () => {
  expect(exampleBody(createProduct)).toBe(Object.values(createProduct.body!.examples)[0])
  expect(exampleBody(listProducts)).toBeUndefined()
})

describe('what is made up', () => {
  test('depends on the seed and the purpose, and is as long as it is asked to be', () => {
    expect(ask.invented('a', 8)).toMatch(/^[0-9a-z]{8}$/)
    expect(ask.invented('a', 20)).toMatch(/^[0-9a-z]{20}$/)
    expect(ask.invented('a', 8)).toBe(new Asker(contract, 'seed').invented('a', 8))
    expect(ask.invented('a', 20).startsWith(ask.invented('a', 8))).toBe(true)
    expect(ask.invented('b', 8)).not.toBe(ask.invented('a', 8))
    expect(new Asker(contract, 'other').invented('a', 8)).not.toBe(ask.invented('a', 8))
  })

  test('marks what the run makes', () => {
    expect(ask.own.tag).toBe(`conf-${ask.invented('tag', 8)}`)
    expect(ask.contract).toBe(contract)
  })

  test('takes the prefix of the contract for ids, and only in the path', () => {
    const made = (operation: Operation) => ask.unknownParams(operation)
    expect(made(getProduct)).toEqual({ productId: `prod_${ask.invented('unknown productId', 20)}` })
    expect(made(contract.operations.getSkuAccuracy)).toEqual({ sku: ask.invented('unknown sku', 20) })
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
  test('has nothing that nobody gave', () => {
    expect(ask.operation(listProducts)).toStrictEqual(requestOf())
    expect(ask.operation(listProducts, { after: [] })).toStrictEqual(requestOf())
  })

  test('has everything that is given', () => {
    const before = requestOf({ again: 9 })
    const given = {
      credential: nobody,
      params: { a: 'b' },
      query: [['c', 'd']] as const,
      headers: { e: 'f' },
      body: { text: 'g' },
      method: 'POST',
      again: 2,
      effect: 'own' as const,
      after: [before],
      waits: before,
    }
    expect(ask.operation(listProducts, given)).toStrictEqual(requestOf(given))
  })

  test('that needs an id takes the one that a list gives', () => {
    expect(ask.operation(getProduct).params).toEqual({ productId: { from: requestOf(), pointer: '/data/0/id' } })
    expect(ask.operation(getProduct, { params: { productId: 'x' } }).params).toEqual({ productId: 'x' })
    const { from } = ask.operation(getCategory).params['categoryId'] as { from: unknown }
    expect(from).toEqual(ask.operation(listProductCategories))
  })

  test('that needs an id which nothing gives cannot be written', () => {
    const barren = new Asker({ ...contract, sources: {} }, 'seed')
    expect(() => barren.operation(getProduct)).toThrow(new Error('no list of the contract leads to getProduct'))
    expect(barren.operation(getProduct, { params: {} }).params).toEqual({})
    expect([barren.isReachable(getProduct), barren.isReachable(listProducts), ask.isReachable(getProduct)]).toEqual([false, true, true])
  })

  test('has the parameters without which it cannot be asked, unless they are given', () => {
    const needy = {
      ...getChannelLocationDrilldown,
      parameters: [
        { name: 'a', in: 'query' as const, required: true, schema: {}, pointer: '', example: 7 },
        { name: 'b', in: 'query' as const, required: false, schema: {}, pointer: '', example: 'no' },
        { name: 'c', in: 'path' as const, required: true, schema: {}, pointer: '', example: 'no' },
      ],
    }
    expect(ask.operation(needy, { params: {} }).query).toEqual([['a', '7']])
    expect(ask.operation(needy, { params: {}, query: [['b', 'x']] }).query).toEqual([
      ['a', '7'],
      ['b', 'x'],
    ])
    expect(ask.operation(needy, { params: {}, query: [['a', 'x']] }).query).toEqual([['a', 'x']])
  })

  test.each([
    [listProducts, undefined, 'read'],
    [listProducts, 'HEAD', 'read'],
    [listProducts, 'POST', 'refused'],
    [createProduct, undefined, 'refused'],
    [createProduct, 'GET', 'refused'],
  ] as const)('may do no more than it must: %o as %s may %s', (operation, method, want) => {
    expect(ask.operation(operation, method === undefined ? {} : { method }).effect).toBe(want)
  })
})

describe('a request outside the contract', () => {
  test('has nothing that nobody gave', () => {
    const { operation: _operation, ...rest } = requestOf({ path: '/nowhere' })
    expect(ask.outside('/nowhere', 'GET')).toStrictEqual(rest)
  })

  test('has what is given', () => {
    const given = { params: { a: 'b' }, query: [['c', 'd']] as const, headers: { e: 'f' }, body: { text: 'g' }, credential: nobody }
    expect(ask.outside('/nowhere', 'PUT', given)).toMatchObject({ method: 'PUT', path: '/nowhere', ...given })
  })

  test.each([
    ['GET', 'read'],
    ['HEAD', 'read'],
    ['OPTIONS', 'read'],
    ['PUT', 'refused'],
    ['BREW', 'refused'],
  ])('with %s may %s', (method, want) => {
    expect(ask.outside('/nowhere', method).effect).toBe(want)
  })
})

test.each([
  ['/products', 'PUT'],
  ['/products/{productId}', 'PUT'],
  ['/admin/alerts/config', 'DELETE'],
  ['/nowhere', 'PUT'],
])('a method that %s has not is %s', (path, want) => {
  expect(ask.undocumentedMethod(path)).toBe(want)
})

test('a path that has every method has none that it has not', () => {
  const all = { GET: listProducts, PUT: listProducts, DELETE: listProducts, PATCH: listProducts, POST: listProducts }
  expect(new Asker({ ...contract, paths: new Map([['/all', all]]) }, '').undocumentedMethod('/all')).toBeUndefined()
})

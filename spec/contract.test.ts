import { describe, expect, test } from 'vitest'
import { contract, pointer, readContract, valueAt, type Schema } from './contract.ts'

describe('a JSON pointer', () => {
  test.each([
    [['paths', '/products/{id}', 'get'], '/paths/~1products~1{id}/get'],
    [['a~b', 0], '/a~0b/0'],
    [[], ''],
  ])('joins %j to %s', (tokens, expected) => {
    expect(pointer(...tokens)).toBe(expected)
  })

  const value = { a: [{ 'b/c': 1 }], '': null }
  test.each([
    ['', value],
    ['/a/0/b~1c', 1],
    ['/', null],
    ['/a/1', undefined],
    ['/a/0/toString', undefined],
  ])('%s points to its value', (path, expected) => {
    expect(valueAt(value, path)).toEqual(expected)
  })
})

describe('the contract', () => {
  const operations = Object.values(contract.operations)

  test('has every operation in one group and under its path', () => {
    expect(contract.groups.flatMap((group) => group.operations.map(({ id }) => id)).sort()).toEqual(operations.map(({ id }) => id).sort())
    for (const operation of operations) expect(contract.paths.get(operation.path)?.[operation.method]).toBe(operation)
  })

  test.each(operations.map((operation) => [operation.id, operation] as const))('%s points to its schemas', (_id, operation) => {
    const pointers = [operation.body?.pointer, ...Object.values(operation.responses).map((response) => response.pointer)]
    for (const each of [...pointers, ...operation.parameters.map((parameter) => parameter.pointer)]) {
      if (each !== undefined) expect(valueAt(contract.document, each)).toBeTypeOf('object')
    }
  })

  test('has the code of every error status', () => {
    expect(contract.codes).toEqual({
      400: 'VALIDATION_ERROR',
      401: 'UNAUTHORIZED',
      403: 'FORBIDDEN',
      404: 'NOT_FOUND',
      405: 'METHOD_NOT_ALLOWED',
      409: 'CONFLICT',
      413: 'PAYLOAD_TOO_LARGE',
      415: 'UNSUPPORTED_MEDIA_TYPE',
      429: 'RATE_LIMIT_EXCEEDED',
      500: 'INTERNAL_ERROR',
      503: 'SERVICE_UNAVAILABLE',
    })
  })

  test('describes how a list is paged, filtered and sorted', () => {
    expect(contract.operations.listProducts.list).toMatchObject({
      defaultLimit: 20,
      maxLimit: 100,
      maxPage: 1_000_000,
      sort: { fields: ['createdAt', 'updatedAt', 'name', 'sku'], by: 'createdAt', order: 'asc' },
    })
    expect(contract.operations.listProducts.list?.filters.map(({ name }) => name)).toEqual(['status', 'sku', 'search'])
    expect(contract.operations.listProducts.list?.columns).toContain('unitCost')
    expect(contract.operations.listProducts.list?.times).toEqual(['createdAt', 'updatedAt'])
    expect(contract.operations.listInventory.list?.times).toEqual(expect.arrayContaining(['expiryDate', 'updatedAt']))
    expect(contract.operations.getProduct.list).toBeUndefined()
  })

  test('states where the id of an item comes from', () => {
    expect(contract.sources.getProduct).toEqual({ list: 'listProducts', parameters: { productId: '/data/0/id' } })
    expect(contract.sources.listProducts).toBeUndefined()
  })

  test('has the state machine of a resource with all edges', () => {
    const machine = contract.stateMachines.find(({ parameter }) => parameter === 'recommendationId')
    expect(machine).toEqual({
      parameter: 'recommendationId',
      read: 'getTransferRecommendation',
      states: ['PENDING', 'APPROVED', 'EXECUTED', 'REJECTED'],
      edges: [
        { operation: 'approveTransferRecommendation', from: ['PENDING'], to: 'APPROVED' },
        { operation: 'executeTransferRecommendation', from: ['APPROVED'], to: 'EXECUTED' },
        { operation: 'rejectTransferRecommendation', from: ['PENDING'], to: 'REJECTED' },
      ],
    })
    expect(contract.stateMachines.map(({ parameter }) => parameter).sort()).toEqual([
      'cycleCountId',
      'keyId',
      'recommendationId',
      'scenarioId',
      'transferId',
    ])
  })

  test('has all 87 operations in six groups', () => {
    expect(Object.fromEntries(contract.groups.map((group) => [group.name, group.operations.length]))).toEqual({
      Catalog: 25,
      Inventory: 22,
      Transfers: 12,
      Alerts: 4,
      Forecasting: 19,
      'API keys': 5,
    })
  })

  test('repeats every property of a resource in the schema that extends it', () => {
    const schemas = valueAt(contract.document, '/components/schemas') as Readonly<Record<string, Schema>>
    const extended = Object.entries(schemas).filter(([, schema]) => schema['x-resource'] !== undefined)
    expect(extended.map(([name]) => name)).toContain('CycleCountSheet')
    for (const [name, { 'x-resource': resource = '', properties }] of extended)
      expect(properties, name).toMatchObject(schemas[resource]?.properties ?? { missing: resource })
  })

  test('has the permission and the example of an operation', () => {
    expect(contract.operations.createProduct.permissions).toEqual(['products.write'])
    expect(Object.values(contract.operations.createProduct.body?.examples ?? {})[0]).toMatchObject({ sku: 'SKU-126' })
  })
})

test('rejects a document with an unresolved reference and names the reference', () => {
  const broken = { info: {}, tags: [], paths: { '/x': { $ref: '#/components/pathItems/absent' } } }
  expect(() => readContract(broken)).toThrow('Invalid contract: the reference #/components/pathItems/absent does not exist.')
})

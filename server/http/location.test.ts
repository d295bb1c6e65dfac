import { describe, expect, it } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { compileLocation, locationOf } from './location.ts'

describe('the Location', () => {
  const params = { productId: 'prod_1' }
  const body = { data: { id: 'link_1', product: { id: 'a b/ü' }, lines: [{ id: 'line_1' }], count: 1 } }

  it.each([
    ['/transfers', '/transfers'],
    ['/links/{$response.body#/data/id}', '/links/link_1'],
    ['/products/{$request.path.productId}/links?id={$response.body#/data/id}', '/products/prod_1/links?id=link_1'],
    ['/lines/{$response.body#/data/lines/0/id}', '/lines/line_1'],
    ['/products/{$response.body#/data/product/id}', '/products/a%20b%2F%C3%BC'],
  ])('by %s is %s', (template, location) => {
    expect(compileLocation(template)(params, body)).toBe(location)
  })

  it.each(['$response.body#/data/name', '$response.body#/data/count', '$request.path.keyId', '$request.query.page', ''])(
    'is not filled with %j, which is no text there',
    (expression) => {
      expect(() => compileLocation(`/products/{${expression}}`)(params, body)).toThrow(`no value for ${expression} in /products/`)
    },
  )

  it('is that of what an operation creates, in its own example', () => {
    const creations = Object.values(contract.operations).filter(({ success }) => success.status === 201)
    const locations = creations.map((operation) => {
      const params = Object.fromEntries(operation.parameters.map(({ name, example }) => [name, String(example)]))
      return [operation.id, locationOf(operation)?.(params, Object.values(operation.success.examples)[0])]
    })
    expect(Object.fromEntries(locations)).toEqual({
      createProduct: '/products/prod_126',
      createProductAttributes: '/products/prod_123/attributes',
      createProductLink: '/products/prod_123/links?id=link_124',
      createProductVariant: '/products/prod_127',
      createCategory: '/categories/cat_125',
      createAttribute: '/attributes?id=attr_127',
      createAdjustment: '/inventory/adjustments?id=txn_123',
      createLotCorrection: '/inventory/adjustments?id=txn_125',
      createCycleCount: '/inventory/cycle-counts/cc_123',
      createTransfer: '/inventory/transfers/trf_124',
      createForecastEvent: '/forecast/events/event_789',
      createForecastScenario: '/forecast/scenarios/scenario_456',
      createApiKey: '/admin/api-keys?id=key_123',
    })
  })

  it('is none where an operation creates nothing', () => {
    expect(locationOf(contract.operations.getProduct)).toBeUndefined()
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract, type OperationId } from '../../spec/contract.ts'
import { fillCatalog } from '../demo/catalog.ts'
import { exampleProducts } from '../demo/products.ts'
import { type Answer, type Fixture, openFixture } from '../testing/fixture.ts'
import { compileSchemas } from '../http/schemas.ts'
import { catalogHandlers } from './handlers.ts'

const check = compileSchemas(contract)
const names = Object.keys(catalogHandlers) as OperationId[]
const operations = names.map((id) => contract.operations[id])
const creating = operations.filter(({ method, success }) => method === 'POST' && success.status === 201)
const ofProduct = operations.filter(({ path }) => path.startsWith('/products/{productId}'))

let fixture: Fixture
let stranger: string
beforeAll(async () => {
  fixture = await openFixture()
  stranger = await fixture.addKey('STRANGER', { tenantId: 'tenant_b', scopes: ['*'] })
  for (const tenant of ['tenant_a', 'tenant_b']) {
    await fixture.store.forTenant(tenant).locations.insert({ id: `loc_${tenant}`, name: 'Hamburg warehouse' })
  }
  const ours = fixture.store.forTenant('tenant_a')
  for (const product of exampleProducts) await ours.products.insert(product)
  await fillCatalog(ours, 'nordwind')
})
afterAll(() => fixture.close())

/** A call of the operation with the examples of the contract, the answer of which must be one that the contract describes. */
async function call(id: OperationId, options: { query?: string; body?: unknown; key?: string; productId?: string } = {}): Promise<Answer> {
  const { method, path, parameters, responses, body: described } = contract.operations[id]
  const { query = '', productId = 'prod_123', key, body = described && Object.values(described.examples)[0] } = options
  const examples = new Map(parameters.map(({ name, example }) => [name, name === 'productId' ? productId : String(example)]))
  const url = `/api${path.replace(/\{(\w+)\}/g, (_, name: string) => examples.get(name) ?? '')}${query}`
  const payload = body === undefined ? {} : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const answer = await fixture.call(method, url, { ...payload, ...(key === undefined ? {} : { key }) })
  const response = responses[answer.status]
  expect(response, `${answer.status} of ${id}: ${answer.text}`).toBeDefined()
  expect(response && check(response.pointer)(answer.body)).toEqual([])
  return answer
}

describe('the examples of the contract', () => {
  test.each(operations.filter(({ method }) => method === 'GET').map(({ id, list }) => ({ id, list })))(
    'are what $id finds',
    async ({ id, list }) => {
      const { status, body } = await call(id)
      expect(status).toBe(200)
      if (list !== undefined && id !== 'listProductInventoryLevels') expect(body.data).not.toEqual([])
    },
  )

  test.each(
    operations.flatMap(({ id, parameters }) =>
      parameters.filter((each) => each.in === 'query').map(({ name, example }) => ({ id, name, example })),
    ),
  )('of the parameter $name are taken by $id', async ({ id, name, example }) => {
    expect((await call(id, { query: `?${name}=${encodeURIComponent(String(example))}` })).status).toBe(200)
  })

  test('are what is suggested', async () => {
    const { body } = await call('suggestProductCategories')
    const { examples } = contract.operations.suggestProductCategories.success
    expect(body).toEqual(Object.values(examples)[0])
    expect((await call('suggestProductCategories', { body: undefined })).status).toBe(200)
  })

  test('are what replacing does', async () => {
    const attributes = await call('applyProductAttributes')
    expect(attributes.body.data).toMatchObject({ added: [{ id: 'attr_125' }], removed: [{ id: 'attr_124' }], unchanged: [] })
    expect(attributes.body.data.changed).toMatchObject([{ attribute: { id: 'attr_123', value: 'Black' }, previousValue: 'Blue' }])
    const categories = await call('applyProductCategories')
    expect(categories.body.data).toMatchObject({ added: [{ id: 'cat_124' }], removed: [{ id: 'cat_123' }], unchanged: [] })
    const back = await call('assignProductCategories')
    expect(back.body.data).toMatchObject({ added: [{ id: 'cat_123' }], removed: [], unchanged: [{ id: 'cat_124' }] })
    await call('applyProductAttributes', { body: { attributes: [{ attributeId: 'attr_123', value: 'Blue' }] } })
    expect((await call('updateProduct')).body.data).toMatchObject({ id: 'prod_123', name: 'Trail Running Shoe 2' })
  })
})

describe('what is created', () => {
  test.each(creating.map(({ id }) => ({ id })))('by $id is found at its location, and refused when it is there', async ({ id }) => {
    const answer = await call(id)
    expect(answer.status).toBe(201)
    const { status, body: found } = await fixture.call('GET', answer.headers['location'] ?? '')
    expect(status).toBe(200)
    if (id === 'createProductAttributes') expect(found.data).toEqual(expect.arrayContaining(answer.body.data.attributes))
    else if (Array.isArray(found.data)) expect(found.data).toEqual([answer.body.data])
    else expect(found.data).toMatchObject({ id: answer.body.data.id, name: answer.body.data.name })
    const again = await call(id)
    expect([again.status, again.body.details?.reason]).toEqual([409, 'DUPLICATE'])
  })
})

describe('another tenant', () => {
  const unknown = (answer: Answer) => ({ ...answer.body, details: { ...answer.body.details, requestId: '' } })

  test.each(operations.filter(({ path, body }) => path.includes('{') && body === undefined).map(({ id }) => ({ id })))(
    'is told of $id that there is nothing',
    async ({ id }) => {
      const answer = await call(id, { key: stranger })
      expect(answer.status).toBe(404)
      expect(unknown(answer)).toEqual(unknown(await call(id, { key: stranger, productId: 'prod_nowhere' })))
    },
  )

  test.each(ofProduct.filter(({ body }) => body !== undefined).map(({ id }) => ({ id })))(
    'can do nothing to a product of ours by $id',
    async ({ id }) => {
      const body = { applyProductAttributes: { attributes: [] }, applyProductCategories: { categoryIds: [] } }[id as string]
      const answer = await call(id, { key: stranger, ...(body === undefined ? {} : { body }) })
      // References are looked at first (400 before 404), and those of the examples are ours as well.
      expect([400, 404]).toContain(answer.status)
      if (answer.status === 400) expect(answer.body.details.reason).toBe('UNKNOWN_REFERENCE')
    },
  )

  test('cannot refer to what is ours', async () => {
    await fixture.addProduct('tenant_b', { id: 'prod_theirs' })
    const of = { key: stranger, productId: 'prod_theirs' }
    const refused = await Promise.all([
      call('createProductAttributes', of),
      call('applyProductAttributes', of),
      call('assignProductCategories', of),
      call('applyProductCategories', of),
      call('suggestProductCategories', of),
      call('createProductLink', of),
      call('createProductVariant', of),
      call('createCategory', { key: stranger }),
    ])
    expect(refused.map(({ body: { details } }) => [details.reason, details.issues[0].path])).toEqual([
      ['UNKNOWN_REFERENCE', '/attributes/0/attributeId'],
      ['UNKNOWN_REFERENCE', '/attributes/0/attributeId'],
      ['UNKNOWN_REFERENCE', '/categoryIds/0'],
      ['UNKNOWN_REFERENCE', '/categoryIds/0'],
      ['UNKNOWN_REFERENCE', '/taxonomyId'],
      ['UNKNOWN_REFERENCE', '/linkedProductMasterId'],
      ['UNKNOWN_REFERENCE', '/attributes/0/attributeId'],
      ['UNKNOWN_REFERENCE', '/taxonomyId'],
    ])
  })

  test.each(['listCategories', 'listAttributes', 'listTaxonomies'] as const)('finds nothing of ours in %s', async (id) => {
    for (const query of ['', ...contract.operations[id].list!.filters.map(({ name, example }) => `?${name}=${String(example)}`)]) {
      expect((await call(id, { key: stranger, query })).body.pagination.total).toBe(0)
    }
  })

  test('may use the same codes, names and SKUs', async () => {
    const answers = [
      await call('createAttribute', { key: stranger }),
      await call('createProduct', { key: stranger }),
      await call('createAttribute', { key: stranger }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 409])
  })
})

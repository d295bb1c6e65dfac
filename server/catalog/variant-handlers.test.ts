import { beforeEach, describe, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { type CatalogFixture, first, later, openCatalog } from '../testing/catalog-fixture.ts'

let call: CatalogFixture['call']
let create: CatalogFixture['create']
let createAttribute: CatalogFixture['createAttribute']
let history: CatalogFixture['history']
let changes: CatalogFixture['changes']
beforeEach(async () => {
  ;({ call, create, createAttribute, history, changes } = await openCatalog())
})

describe('variants', () => {
  let parent: Schemas['Product']
  let size: string
  let colour: string
  beforeEach(async () => {
    parent = await create({ description: 'For mud', currency: 'CHF', lotTracked: true, unitOfMeasure: 'CASE' })
    size = (await createAttribute('size')).id
    colour = (await createAttribute('colour', { dataType: 'TEXT' })).id
  })
  const vary = (
    sku: string,
    attributes: Schemas['ProductAttributeValue'][],
    wish: Partial<Schemas['ProductVariantCreate']> = {},
    productId = parent.id,
  ) => call('createProductVariant', { params: { productId }, body: { sku, name: sku, status: 'ACTIVE', attributes, ...wish } })
  const list = async (sortBy: 'sku' | 'name' = 'sku') =>
    (await call('listProductVariants', { params: { productId: parent.id }, query: { ...first, sortBy } })).data

  test('are products, with what they do not say for themselves taken from theirs', async () => {
    const { data } = await vary('B-42', [{ attributeId: size, value: 42 }])
    const { data: product } = await call('getProduct', { params: { productId: data.id } })
    expect(product).toEqual({ ...parent, id: data.id, sku: 'B-42', name: 'B-42' })
    expect((await vary('B-43', [{ attributeId: size, value: 43 }], { unitCost: null })).data.unitCost).toBeNull()
    expect((await vary('B-44', [{ attributeId: size, value: 44 }], { unitCost: 12, status: 'DRAFT' })).data).toMatchObject({
      unitCost: 12,
      status: 'DRAFT',
    })
    expect((await list()).map(({ sku, attributes }) => [sku, attributes.map(({ value }) => value)])).toEqual([
      ['B-42', [42]],
      ['B-43', [43]],
      ['B-44', [44]],
    ])
    expect((await list())[0]).toEqual(data)
  })

  test('are told apart by their values', async () => {
    const black = { attributeId: colour, value: 'Black' }
    const blue = { attributeId: colour, value: 'Blue' }
    const large = { attributeId: size, value: 46 }
    await vary('B-1', [large, black])
    await vary('B-2', [large, blue])
    await vary('B-3', [large])
    await vary('B-4', [black])
    for (const taken of [[large, black], [black, large], [blue, large], [large], [black]]) {
      await expect(vary('B-9', taken)).rejects.toMatchObject({ refusal: 'variantTaken' })
    }
    await vary('B-5', [{ attributeId: colour, value: '46' }])
    await vary('B-6', [blue])
    const other = await create({ sku: 'SKU-2' })
    await vary('O-1', [large], {}, other.id)
    expect(await list()).toHaveLength(6)
  })

  test('have a SKU of their own, and no variants', async () => {
    const { data } = await vary('B-42', [{ attributeId: size, value: 42 }])
    await expect(vary('SKU-1', [{ attributeId: size, value: 1 }])).rejects.toMatchObject({ refusal: 'skuTaken' })
    await expect(vary('B-43', [{ attributeId: size, value: 43 }], {}, data.id)).rejects.toMatchObject({ refusal: 'variantOfVariant' })
    await expect(vary('B-43', [{ attributeId: size, value: 'x' }])).rejects.toMatchObject({ refusal: 'requestInvalid' })
    expect(await list()).toHaveLength(1)
    expect(await changes(parent.id)).toHaveLength(1)
  })

  test('follow what is changed of them as products', async () => {
    const { data } = await vary('B-42', [{ attributeId: size, value: 42 }])
    await call('updateProduct', { params: { productId: data.id }, body: { sku: 'A-42', name: 'Last', status: 'DISCONTINUED' } }, later)
    await call('applyProductAttributes', { params: { productId: data.id }, body: { attributes: [] } }, later)
    expect(await list('name')).toEqual([
      { ...data, sku: 'A-42', name: 'Last', status: 'DISCONTINUED', attributes: [], updatedAt: '2026-06-02T00:00:00Z' },
    ])
  })

  test('keep their product; when they are deleted it is told', async () => {
    const { data } = await vary('B-42', [{ attributeId: size, value: 42 }])
    await expect(call('deleteProduct', { params: { productId: parent.id } })).rejects.toMatchObject({ refusal: 'productInUse' })
    await call('deleteProduct', { params: { productId: data.id } }, later)
    expect(await list()).toEqual([])
    expect((await history(parent.id)).at(-1)?.changes).toEqual([{ field: 'variants', before: data.id, after: null }])
    await call('deleteProduct', { params: { productId: parent.id } }, later)
  })
})

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

describe('attributes', () => {
  test('do not share a code', async () => {
    await createAttribute('weight')
    await expect(createAttribute('weight')).rejects.toMatchObject({ refusal: 'attributeCodeTaken' })
  })

  test('are refused where type, values and unit do not go together', async () => {
    await expect(createAttribute('colour', { dataType: 'ENUM' })).rejects.toMatchObject({
      refusal: 'requestInvalid',
      details: { issues: [{ path: '/allowedValues' }] },
    })
  })
})

describe('values of attributes', () => {
  let productId: string
  let weight: Schemas['Attribute']
  let colour: Schemas['Attribute']
  beforeEach(async () => {
    productId = (await create()).id
    weight = await createAttribute('weight', { unit: 'g' })
    colour = await createAttribute('colour', { dataType: 'ENUM', allowedValues: ['Black', 'Blue'] })
  })
  const add = (...attributes: Schemas['ProductAttributeValue'][]) =>
    call('createProductAttributes', { params: { productId }, body: { attributes } })
  const apply = (...attributes: Schemas['ProductAttributeValue'][]) =>
    call('applyProductAttributes', { params: { productId }, body: { attributes } }, later)
  const list = async () =>
    (await call('listProductAttributes', { params: { productId }, query: { ...first, sortBy: 'code' } })).data.map(({ code, value }) => [
      code,
      value,
    ])

  test('are added in the order of the request and listed in that of their codes', async () => {
    const { data } = await add({ attributeId: weight.id, value: 280 }, { attributeId: colour.id, value: 'Blue' })
    expect(data.attributes.map(({ code }) => code)).toEqual(['weight', 'colour'])
    expect(await list()).toEqual([
      ['colour', 'Blue'],
      ['weight', 280],
    ])
    expect(await changes(productId)).toEqual([
      { field: 'attributes.colour', before: null, after: 'Blue' },
      { field: 'attributes.weight', before: null, after: 280 },
    ])
  })

  test.each([
    [
      'unknown',
      () => [
        { attributeId: weight.id, value: 1 },
        { attributeId: 'attr_0', value: 1 },
      ],
      'referenceUnknown',
      '/attributes/1/attributeId',
    ],
    ['of the wrong type', () => [{ attributeId: weight.id, value: '280' }], 'requestInvalid', '/attributes/0/value'],
    ['not allowed', () => [{ attributeId: colour.id, value: 'Green' }], 'requestInvalid', '/attributes/0/value'],
    [
      'named twice',
      () => [
        { attributeId: weight.id, value: 1 },
        { attributeId: weight.id, value: 1 },
      ],
      'requestInvalid',
      '/attributes/1/attributeId',
    ],
  ])('that are %s are refused, all of them', async (_, attributes, refusal, path) => {
    for (const attempt of [add, apply]) {
      await expect(attempt(...attributes())).rejects.toMatchObject({ refusal, details: { issues: [{ path }] } })
    }
    expect(await list()).toEqual([])
    expect(await changes(productId)).toEqual([])
  })

  test('are added once', async () => {
    await add({ attributeId: weight.id, value: 280 })
    await expect(add({ attributeId: colour.id, value: 'Blue' }, { attributeId: weight.id, value: 1 })).rejects.toMatchObject({
      refusal: 'attributeValueTaken',
    })
    expect(await list()).toEqual([['weight', 280]])
  })

  test('are a hundred at most', async () => {
    const attributes: Schemas['ProductAttributeValue'][] = []
    for (let number = 0; number < 100; number++) attributes.push({ attributeId: (await createAttribute(`a${number}`)).id, value: number })
    await add(...attributes)
    await expect(add({ attributeId: weight.id, value: 1 })).rejects.toMatchObject({ refusal: 'attributeValuesFull' })
    expect((await apply({ attributeId: weight.id, value: 1 })).data.removed).toHaveLength(100)
    expect((await history(productId)).at(-1)?.changes).toHaveLength(101)
  })

  test('are replaced in one step, and the same again changes nothing', async () => {
    await add({ attributeId: weight.id, value: 280 }, { attributeId: colour.id, value: 'Blue' })
    const wanted = { attributeId: colour.id, value: 'Black' }
    const { data } = await apply(wanted)
    expect(data).toMatchObject({
      added: [],
      changed: [{ attribute: { code: 'colour', value: 'Black' }, previousValue: 'Blue' }],
      removed: [{ code: 'weight', value: 280 }],
      unchanged: [],
    })
    expect(await list()).toEqual([['colour', 'Black']])
    const entries = await history(productId)
    const again = (await apply(wanted)).data
    expect(again).toMatchObject({ added: [], changed: [], removed: [], unchanged: [{ value: 'Black', updatedAt: '2026-06-02T00:00:00Z' }] })
    expect(await history(productId)).toEqual(entries)
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { type CatalogFixture, first, openCatalog } from '../testing/catalog-fixture.ts'

let call: CatalogFixture['call']
let create: CatalogFixture['create']
let changes: CatalogFixture['changes']
beforeEach(async () => {
  ;({ call, create, changes } = await openCatalog())
})

describe('links', () => {
  test('lead from one product to another, once for each type', async () => {
    const [boot, wax] = [await create(), await create({ sku: 'SKU-2', name: 'Wax' })]
    const link = (to: string, linkType: Schemas['ProductLinkType']) =>
      call('createProductLink', { params: { productId: boot.id }, body: { linkedProductMasterId: to, linkType, note: null } })
    const { data } = await link(wax.id, 'ACCESSORY')
    expect(data).toMatchObject({ productMasterId: boot.id, linkedProduct: { id: wax.id, sku: 'SKU-2', name: 'Wax' } })
    await expect(link(wax.id, 'ACCESSORY')).rejects.toMatchObject({ refusal: 'linkTaken' })
    await link(wax.id, 'RELATED')
    const at = [{ in: 'body', path: '/linkedProductMasterId' }]
    await expect(link(boot.id, 'RELATED')).rejects.toMatchObject({ refusal: 'requestInvalid', details: { issues: at } })
    await expect(link('prod_0', 'RELATED')).rejects.toMatchObject({ refusal: 'referenceUnknown', details: { issues: at } })
    expect(await changes(boot.id)).toHaveLength(2)
    expect(await changes(wax.id)).toEqual([])
  })

  test('show the product they lead to as it is now', async () => {
    const [boot, wax] = [await create(), await create({ sku: 'SKU-2', name: 'Wax' })]
    const params = { productId: boot.id }
    await call('createProductLink', { params, body: { linkedProductMasterId: wax.id, linkType: 'RELATED', note: null } })
    await call('updateProduct', { params: { productId: wax.id }, body: { name: 'Shoe Wax' } })
    const { data } = await call('listProductLinks', { params, query: { ...first, sortBy: 'linkType' } })
    expect(data[0]?.linkedProduct.name).toBe('Shoe Wax')
  })
})

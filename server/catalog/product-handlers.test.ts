import { beforeEach, describe, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { type CatalogFixture, first, later, openCatalog, sent } from '../testing/catalog-fixture.ts'

let ours: CatalogFixture['ours']
let call: CatalogFixture['call']
let create: CatalogFixture['create']
let createAttribute: CatalogFixture['createAttribute']
let createCategory: CatalogFixture['createCategory']
let history: CatalogFixture['history']
beforeEach(async () => {
  ;({ ours, call, create, createAttribute, createCategory, history } = await openCatalog())
})

describe('products', () => {
  test('are created as sent, and found by their id', async () => {
    const { status, data } = await call('createProduct', { body: sent })
    expect(status).toBe(201)
    expect(data).toEqual({ ...sent, id: data.id, createdAt: '2026-06-01T12:00:00Z', updatedAt: '2026-06-01T12:00:00Z' })
    expect(data.id).toMatch(/^prod_[0-9a-z]{20}$/)
    expect((await call('getProduct', { params: { productId: data.id } })).data).toEqual(data)
  })

  test('change in what is sent, and in nothing else', async () => {
    const data = await create()
    const changed = await call('updateProduct', { params: { productId: data.id }, body: { name: 'Shoe', unitCost: null } }, later)
    expect(changed).toEqual({ status: 200, data: { ...data, name: 'Shoe', unitCost: null, updatedAt: '2026-06-02T00:00:00Z' } })
    expect((await call('getProduct', { params: { productId: data.id } })).data).toEqual(changed.data)
  })

  test('stay as they are, time and all, when nothing of them changes', async () => {
    const data = await create()
    const answer = await call('updateProduct', { params: { productId: data.id }, body: { sku: sent.sku, unitCost: 10.5 } }, later)
    expect(answer.data).toEqual(data)
    expect(await history(data.id)).toHaveLength(1)
  })

  test('are gone when they are deleted', async () => {
    const data = await create()
    const params = { productId: data.id }
    expect(await call('deleteProduct', { params }, later)).toEqual({
      status: 200,
      data: { id: data.id, deletedAt: '2026-06-02T00:00:00Z' },
    })
    await expect(call('getProduct', { params })).rejects.toMatchObject({ refusal: 'resourceUnknown' })
    await expect(call('updateProduct', { params, body: { name: 'Shoe' } })).rejects.toMatchObject({ refusal: 'resourceUnknown' })
    await expect(call('deleteProduct', { params })).rejects.toMatchObject({ refusal: 'resourceUnknown' })
  })

  test('do not share a SKU', async () => {
    const one = await create()
    const two = await create({ sku: 'SKU-2' })
    await expect(create()).rejects.toMatchObject({ refusal: 'skuTaken' })
    await expect(call('updateProduct', { params: { productId: two.id }, body: { sku: one.sku } })).rejects.toMatchObject({
      refusal: 'skuTaken',
    })
    expect((await call('getProduct', { params: { productId: two.id } })).data).toEqual(two)
    expect(await history(two.id)).toHaveLength(1)
  })

  test('are not deleted while something is kept in a stock line of them', async () => {
    const data = await create()
    await ours.locations.insert({ id: 'loc_1', name: 'Hamburg' })
    await ours.inventory.insert({
      id: 'item_1',
      productMasterId: data.id,
      locationId: 'loc_1',
      lotId: null,
      binId: null,
      quantityReserved: 0,
      quantityOnHold: 1,
      quantityPicked: 0,
      lastCountedAt: null,
      updatedAt: data.createdAt,
    })
    await expect(call('deleteProduct', { params: { productId: data.id } })).rejects.toMatchObject({ refusal: 'productInUse' })
    expect((await call('getProduct', { params: { productId: data.id } })).data).toEqual(data)
  })

  test('are not deleted while an open transfer or a forecast event names them', async () => {
    const { id } = await create()
    for (const place of ['loc_1', 'loc_2']) await ours.locations.insert({ id: place, name: place })
    const params = { productId: id }
    const inUse = { refusal: 'productInUse' }
    const line = { productMasterId: id, quantity: 1, lotId: null, binId: null, destBinId: null }
    const transfer = await call('createTransfer', {
      body: { sourceLocationId: 'loc_1', destLocationId: 'loc_2', lines: [line], comment: null },
    })
    await expect(call('deleteProduct', { params })).rejects.toMatchObject(inUse)
    await call('updateTransfer', { params: { transferId: transfer.data.id }, body: { status: 'CANCELLED' } })
    const event = await call('createForecastEvent', {
      body: {
        name: 'Summer sale',
        type: 'PROMOTION',
        startsAt: '2026-06-01T00:00:00Z',
        endsAt: '2026-06-30T23:59:59Z',
        value: { liftPct: 0.25, stackingMode: 'ADDITIVE', description: null },
        productMasterId: id,
        locationId: null,
      },
    })
    await expect(call('deleteProduct', { params })).rejects.toMatchObject(inUse)
    await call('deleteForecastEvent', { params: { eventId: event.data.id } })
    expect((await call('deleteProduct', { params })).status).toBe(200)
  })

  test('go with their values, categories, history and links; those that linked to them are told', async () => {
    const [boot, wax, sole] = [await create(), await create({ sku: 'SKU-2' }), await create({ sku: 'SKU-3' })]
    const weight = await createAttribute('weight')
    const { id: categoryId } = await createCategory('footwear')
    await call('createProductAttributes', { params: { productId: boot.id }, body: { attributes: [{ attributeId: weight.id, value: 1 }] } })
    await call('assignProductCategories', { params: { productId: boot.id }, body: { categoryIds: [categoryId] } })
    const link = async (from: string, to: string, linkType: Schemas['ProductLinkType']) => {
      const body = { linkedProductMasterId: to, linkType, note: null }
      return (await call('createProductLink', { params: { productId: from }, body })).data.id
    }
    await link(boot.id, wax.id, 'ACCESSORY')
    const lost = [await link(wax.id, boot.id, 'RELATED'), await link(wax.id, boot.id, 'SUBSTITUTE')]
    const kept = await link(wax.id, sole.id, 'RELATED')
    await call('deleteProduct', { params: { productId: boot.id } }, later)
    const links = await call('listProductLinks', { params: { productId: wax.id }, query: { ...first, sortBy: 'createdAt' } })
    expect(links.data.map(({ id }) => id)).toEqual([kept])
    const last = (await history(wax.id)).at(-1)
    expect(last).toMatchObject({ action: 'UPDATE', keyId: 'key_caller', createdAt: '2026-06-02T00:00:00Z' })
    expect(last?.changes).toHaveLength(2)
    expect(last?.changes).toEqual(expect.arrayContaining(lost.map((id) => ({ field: 'links', before: id, after: null }))))
    expect(await ours.productAttributes.of(boot.id)).toEqual([])
    expect(await ours.productCategories.of(boot.id)).toEqual([])
    expect((await ours.productHistory.list(boot.id, { ...first, sortBy: 'createdAt' })).data).toEqual([])
    expect(await history(sole.id)).toHaveLength(1)
  })
})

describe('inventory levels', () => {
  test('sum the lines of a product at each location', async () => {
    const { id } = await create()
    const other = await create({ sku: 'SKU-2' })
    for (const place of ['loc_1', 'loc_2', 'loc_3']) await ours.locations.insert({ id: place, name: place })
    await ours.bins.insert({ id: 'bin_1', locationId: 'loc_1', name: 'A-1-1' })
    const line = { lotId: null, quantityOnHold: 0, quantityPicked: 0, lastCountedAt: null }
    const lines = [
      { id: 'item_1', productMasterId: id, locationId: 'loc_1', binId: null, quantityReserved: 2.5, updatedAt: '2026-06-01T08:00:00Z' },
      { id: 'item_2', productMasterId: id, locationId: 'loc_1', binId: 'bin_1', quantityReserved: 0.25, updatedAt: '2026-06-01T09:00:00Z' },
      { id: 'item_3', productMasterId: id, locationId: 'loc_2', binId: null, quantityReserved: 0, updatedAt: '2026-06-01T10:00:00Z' },
      { id: 'item_4', productMasterId: other.id, locationId: 'loc_3', binId: null, quantityReserved: 0, updatedAt: '2026-06-01T10:00:00Z' },
    ]
    for (const each of lines) await ours.inventory.insert({ ...line, ...each })
    const levels = (query: { sortBy: 'locationName' | 'quantityAvailable'; sortOrder?: 'asc' | 'desc'; locationId?: string }) =>
      call('listProductInventoryLevels', { params: { productId: id }, query: { ...first, ...query } })
    const { data, pagination } = await levels({ sortBy: 'locationName' })
    expect(data).toMatchObject([
      {
        locationId: 'loc_1',
        locationName: 'loc_1',
        quantityReserved: 2.75,
        quantityAvailable: -2.75,
        stockLineCount: 2,
        levelId: null,
        updatedAt: '2026-06-01T09:00:00Z',
      },
      { locationId: 'loc_2', stockLineCount: 1, quantityAvailable: 0, minQuantity: null, reorderQuantity: null, maxQuantity: null },
    ])
    expect(pagination.total).toBe(2)
    expect((await levels({ sortBy: 'quantityAvailable', sortOrder: 'desc' })).data).toEqual(data.toReversed())
    expect((await levels({ sortBy: 'locationName', locationId: 'loc_2' })).data).toEqual(data.slice(1))
    expect((await levels({ sortBy: 'locationName', locationId: 'loc_3' })).data).toEqual([])
  })

  test('show the settings of a location, also where there is no stock', async () => {
    const { id } = await create()
    for (const place of ['loc_1', 'loc_2']) await ours.locations.insert({ id: place, name: place })
    const line = { binId: null, lotId: null, quantityReserved: 0, quantityOnHold: 0, quantityPicked: 0, lastCountedAt: null }
    await ours.inventory.insert({ ...line, id: 'item_1', productMasterId: id, locationId: 'loc_1', updatedAt: '2026-06-01T10:00:00Z' })
    const unset = {
      status: 'Supported',
      abcClass: null,
      expectedLeadTimeDays: null,
      replenishmentPeriodDays: null,
      forecastPeriodDays: null,
      forecastQuantity: null,
      preferredBinLocationId: null,
      replenishmentLocationId: null,
      comments: null,
    } as const
    const times = { createdAt: '2026-06-01T08:00:00Z', updatedAt: '2026-06-01T11:00:00Z' }
    const set = { minQuantity: 0.5, reorderQuantity: 100, maxQuantity: null }
    for (const place of ['loc_1', 'loc_2']) {
      await ours.inventoryLevels.insert({ id: `level_${place}`, productMasterId: id, locationId: place, ...set, ...unset, ...times })
    }
    const query = { ...first, sortBy: 'locationName' } as const
    const { data } = await call('listProductInventoryLevels', { params: { productId: id }, query })
    expect(data).toMatchObject([
      { ...set, locationId: 'loc_1', levelId: 'level_loc_1', stockLineCount: 1, quantityOnHand: 0, updatedAt: '2026-06-01T11:00:00Z' },
      { ...set, locationId: 'loc_2', levelId: 'level_loc_2', stockLineCount: 0, quantityAvailable: 0, updatedAt: '2026-06-01T11:00:00Z' },
    ])
    expect((await call('deleteProduct', { params: { productId: id } })).status).toBe(200)
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { type DirectCall, directCalls } from '../direct-calls.ts'
import { openStore } from '../store/open.ts'
import type { TenantStore } from '../store/store.ts'

const sent = {
  sku: 'SKU-1',
  name: 'Boot',
  description: null,
  status: 'ACTIVE',
  unitOfMeasure: 'EACH',
  unitCost: 10.5,
  currency: 'EUR',
  lotTracked: false,
} as const
const later = { now: Date.UTC(2026, 5, 2) }

describe('products', () => {
  let ours: TenantStore
  let call: DirectCall
  beforeEach(async () => {
    const store = await openStore(':memory:')
    await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: '2026-06-01T08:00:00Z' })
    ours = store.forTenant('tenant_a')
    call = directCalls(ours)
  })

  test('are created as sent, and found where the location says', async () => {
    const { status, data, location } = await call('createProduct', { body: sent })
    expect(status).toBe(201)
    expect(data).toEqual({ ...sent, id: data.id, createdAt: '2026-06-01T12:00:00Z', updatedAt: '2026-06-01T12:00:00Z' })
    expect(data.id).toMatch(/^prod_[0-9a-z]{20}$/)
    expect(location).toBe(`/products/${data.id}`)
    expect((await call('getProduct', { params: { productId: data.id } })).data).toEqual(data)
  })

  test('change in what is sent, and in nothing else', async () => {
    const { data } = await call('createProduct', { body: sent })
    const changed = await call('updateProduct', { params: { productId: data.id }, body: { name: 'Shoe', unitCost: null } }, later)
    expect(changed).toEqual({ status: 200, data: { ...data, name: 'Shoe', unitCost: null, updatedAt: '2026-06-02T00:00:00Z' } })
    expect((await call('getProduct', { params: { productId: data.id } })).data).toEqual(changed.data)
  })

  test('are gone when they are deleted', async () => {
    const { data } = await call('createProduct', { body: sent })
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
    const { data: one } = await call('createProduct', { body: sent })
    const { data: two } = await call('createProduct', { body: { ...sent, sku: 'SKU-2' } })
    await expect(call('createProduct', { body: sent })).rejects.toMatchObject({ refusal: 'skuTaken' })
    await expect(call('updateProduct', { params: { productId: two.id }, body: { sku: one.sku } })).rejects.toMatchObject({
      refusal: 'skuTaken',
    })
    expect((await call('getProduct', { params: { productId: two.id } })).data).toEqual(two)
    await call('updateProduct', { params: { productId: one.id }, body: { sku: one.sku, name: 'Same SKU' } })
  })

  test('are not deleted while there is a stock line of them', async () => {
    const { data } = await call('createProduct', { body: sent })
    await ours.locations.insert({ id: 'loc_1', name: 'Hamburg' })
    await ours.inventory.insert({
      id: 'item_1',
      productMasterId: data.id,
      locationId: 'loc_1',
      lotId: null,
      binId: null,
      quantityReserved: 0,
      quantityOnHold: 0,
      quantityPicked: 0,
      lastCountedAt: null,
      updatedAt: data.createdAt,
    })
    await expect(call('deleteProduct', { params: { productId: data.id } })).rejects.toMatchObject({ refusal: 'productInUse' })
    expect((await call('getProduct', { params: { productId: data.id } })).data).toEqual(data)
  })
})

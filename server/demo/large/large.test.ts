/** The large data set at its least scale, in every engine: it is complete, consistent, and conforms to the contract. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../../spec/contract.ts'
import { openStore } from '../../store/open.ts'
import type { Page } from '../../store/list-query.ts'
import type { OpenStore, TenantStore } from '../../store/store.ts'
import { checkedCalls } from '../../testing/checked-calls.ts'
import { newStore } from '../../testing/new-store.ts'
import { hashKeyText, parseKeyText } from '../../keys/key-text.ts'
import { dateAfter } from '../clock.ts'
import { largeKeys } from '../keys.ts'
import { seedDemo } from '../seed.ts'
import { largeTenant } from './fixed.ts'
import { fillLarge } from './large.ts'
import { largeSize, leastScale } from './size.ts'

const size = largeSize(leastScale)
let store: OpenStore
let tenant: TenantStore
let dump: string
const told: (readonly [number, number])[] = []
beforeAll(async () => {
  const demo = await openStore(':memory:')
  await seedDemo(demo)
  dump = await demo.dump()
  await demo.close()
  store = await newStore()
  await fillLarge(store, dump, leastScale, (...progress) => told.push(progress))
  tenant = store.forTenant(largeTenant.id)
})
afterAll(() => store.close())

async function everything<Row>(list: (page: number) => Promise<Page<Row>>): Promise<Row[]> {
  const { data, pagination } = await list(1)
  for (let page = 2; page <= pagination.totalPages; page++) data.push(...(await list(page)).data)
  return data
}

const at = { limit: 100, sortOrder: 'asc' } as const
const lines = () => everything((page) => tenant.inventory.list({ ...at, page, sortBy: 'globalSku' }))

test('tells how far it is, up to the end', () => {
  const [, all] = told.at(-1) ?? []
  expect(all).toBeGreaterThan(size.products + size.stockLines + size.movements)
  expect(told.at(-1)).toEqual([all, all])
  expect(told.length).toBeGreaterThan(10)
})

/** Products besides those that are counted by the scale. */
const sampleVariants = 2

describe('its rows', () => {
  test('are as many as it says, and those of the demo data are beside them', async () => {
    const { products, inventory, adjustments } = tenant
    const first = { page: 1, limit: 1, sortOrder: 'asc' } as const
    const totals = await Promise.all([
      products.list({ ...first, sortBy: 'createdAt' }),
      inventory.list({ ...first, sortBy: 'productName' }),
      adjustments.list({ ...first, sortBy: 'createdAt' }),
    ])
    expect(totals.map(({ pagination }) => pagination.total)).toEqual([1000 + sampleVariants, 5000, 20_000])
    const demo = await store.forTenant('tenant_nordwind').products.list({ ...first, sortBy: 'createdAt' })
    expect(demo.pagination.total).toBeGreaterThan(100)
  })

  test('are the same in every database and at every time', async () => {
    const other = await openStore(':memory:')
    await fillLarge(other, dump, leastScale)
    const rows = (text: string) =>
      text
        .split('\n')
        .map((row) => row.replace(/[,;]$/, ''))
        .sort()
    const [ours, theirs] = [rows(await store.dump()), rows(await other.dump())]
    await other.close()
    expect(ours.length).toBeGreaterThan(30_000)
    expect(ours.filter((row, index) => row !== theirs[index]).slice(0, 3)).toEqual([])
  })

  test('are not added to a database that has some', async () => {
    const before = (await store.dump()).length
    await fillLarge(store, dump, leastScale)
    expect((await store.dump()).length).toBe(before)
  })
})

describe('its stock', () => {
  test('is the sum of its movements, each of which begins where the one before has ended', async () => {
    const all = await lines()
    expect(all.filter(({ quantityOnHand }) => quantityOnHand === 0).length).toBeGreaterThan(100)
    for (const { id, quantityOnHand, updatedAt } of all.filter((_, index) => index % 25 === 0)) {
      const { data } = await tenant.adjustments.list({ ...at, page: 1, sortBy: 'createdAt', inventoryItemId: id })
      expect(data).toHaveLength(4)
      expect(data.map(({ qtyBefore }) => qtyBefore)).toEqual([0, ...data.slice(0, -1).map(({ qtyAfter }) => qtyAfter)])
      expect(data.at(-1)).toMatchObject({ qtyAfter: quantityOnHand, createdAt: updatedAt })
      expect(await tenant.adjustments.sum(id)).toBe(quantityOnHand)
    }
  })

  test('is counted in its bins', async () => {
    const counts = new Map<string, number>()
    for (const { binId, quantityOnHand } of await lines()) {
      if (binId !== null && quantityOnHand > 0) counts.set(binId, (counts.get(binId) ?? 0) + 1)
    }
    const bins = await everything((page) => tenant.transferBins.list({ ...at, page, sortBy: 'name' }))
    expect(bins.length).toBeGreaterThan(100)
    for (const { id, stockLineCount } of bins) expect([id, stockLineCount]).toEqual([id, counts.get(id) ?? 0])
  })

  test('has a position for each product and location', async () => {
    const choice = { includeExpired: true, includeRecalled: true, includeOnHold: true, summary: true, includeStockLines: false } as const
    const { pagination } = await tenant.availability.sums(
      { page: 1, limit: 1, sortBy: 'locationId', sortOrder: 'asc', ...choice },
      dateAfter(0),
    )
    expect(pagination.total).toBe(
      new Set((await lines()).map(({ productMasterId, locationId }) => `${productMasterId} ${locationId}`)).size,
    )
  })

  test('copies the names of its products and locations', async () => {
    for (const line of (await lines()).filter((_, index) => index % 100 === 0)) {
      expect(await tenant.products.find(line.productMasterId)).toMatchObject({ name: line.productName, sku: line.globalSku })
      expect(await tenant.locations.find(line.locationId)).toMatchObject({ name: line.locationName })
    }
  })
})

describe('its transfers', () => {
  test('have moved the stock of those that are received, and reserved that of others', async () => {
    const transfers = await everything((page) => tenant.transfers.list({ ...at, page, sortBy: 'createdAt' }))
    expect(new Set(transfers.map(({ status }) => status)).size).toBe(5)
    for (const { id, status, lines: moved } of transfers) {
      const { data } = await tenant.adjustments.list({ ...at, page: 1, sortBy: 'deltaQty', transferId: id })
      const [sent] = moved
      const units = sent?.quantity ?? NaN
      expect(data.map(({ deltaQty }) => deltaQty)).toEqual(status === 'RECEIVED' ? [-units, units] : [])
      const [allocation] = sent?.allocations ?? []
      if (status !== 'PENDING' && status !== 'SHIPPED') continue
      expect((await tenant.inventory.find(allocation?.inventoryItemId ?? ''))?.quantityReserved).toBeGreaterThanOrEqual(units)
    }
  })
})

describe('the contract', () => {
  test.each(contract.lists.map((list) => ({ id: list.id, list })))('is kept by $id', async ({ id, list }) => {
    const query: Record<string, unknown> = { limit: 100 }
    for (const { name, in: place, schema } of list.parameters) {
      if (place === 'query' && schema.default !== undefined && name !== 'limit') query[name] = schema.default
    }
    const call = checkedCalls(tenant)
    const [oldest] = (await tenant.products.list({ page: 1, limit: 1, sortBy: 'createdAt', sortOrder: 'asc' })).data
    const { data } = await call(id as 'listProducts', { params: { productId: oldest?.id }, query } as never)
    expect(data.length).toBeGreaterThan(1)
  })

  test('is kept by transfers and counts with their lines', async () => {
    const call = checkedCalls(tenant)
    await call('getTransfer', { params: { transferId: 'trf_00000007' } })
    const { data } = await call('getCycleCount', { params: { cycleCountId: 'cc_00000007' } })
    expect(data.lines.map(({ varianceQty }) => varianceQty)).toEqual([-2, -2])
  })
})

test.each(Object.entries(largeKeys))('the key of its %s is known', async (_, text) => {
  const key = await store.findKey(parseKeyText(text)?.publicId ?? '')
  expect(key).toMatchObject({ tenantId: largeTenant.id, secretHash: hashKeyText(text) })
})

/** Blocks of figures: however they are divided, and whatever was written since, they are those that are computed from nothing. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { newDatabase } from '../testing/new-database.ts'
import { patience } from '../testing/property-runs.ts'
import { line, location, movement, product, reason, written } from '../testing/store-suite/sample.ts'
import type { Engine } from './engine.ts'
import { openEngine } from './engines.ts'
import { storeOn } from './open.ts'
import { statement } from './statement.ts'
import { stockFigures } from './stock-blocks.ts'
import type { OpenStore, TenantStore } from './store.ts'

let engine: Engine
let store: OpenStore
beforeEach(async () => {
  const postgres = inject('postgres')
  engine = openEngine(postgres === undefined ? ':memory:' : await newDatabase(postgres))
  store = await storeOn(engine)
})
afterEach(() => store.close())

const ids = ['prod_0', 'prod_1', 'prod_10', 'prod_2', 'prod_3', 'prod_Z', 'prod_a', 'prod_é']

async function furnish(id: string): Promise<TenantStore> {
  await store.insertTenant({ id, slug: id, name: id, createdAt: written })
  const tenant = store.forTenant(id)
  for (const each of ['loc_1', 'loc_2']) await tenant.locations.insert({ ...location, id: each })
  await tenant.reasonCodes.insert(reason)
  return tenant
}

const stored = statement((db, at: { tenantId: string }) =>
  db.selectFrom('stockBlocks').select(['fromProduct', 'figures']).where('tenantId', '=', at.tenantId).orderBy('fromProduct'),
)
const forgetAll = statement((db, at: { tenantId: string }) => db.deleteFrom('stockBlocks').where('tenantId', '=', at.tenantId))

const kept = async (tenantId: string) => engine.ofTenant(tenantId).rows(stored, { tenantId })
const figures = (tenantId: string, size: number) =>
  engine.ofTenant(tenantId).transaction((session) => stockFigures(session, tenantId, size))

/** The figures without any that were kept, as one block. Those that were kept are left. */
async function computed(tenantId: string) {
  let result: unknown
  const session = engine.ofTenant(tenantId)
  await session
    .transaction(async (inner) => {
      await inner.write(forgetAll, { tenantId })
      result = await stockFigures(inner, tenantId, 1000)
      throw new Error('rolled back')
    })
    .catch((error: unknown) => {
      if ((error as Error).message !== 'rolled back') throw error
    })
  return result
}

type Write = (tenant: TenantStore, unique: string) => Promise<unknown>
const id = fc.constantFrom(...ids)
const write: fc.Arbitrary<Write> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({ id, locationId: fc.constantFrom('loc_1', 'loc_2') })
      .map(({ id: productMasterId, locationId }): Write => async (tenant, unique) => {
        if ((await tenant.products.find(productMasterId)) === undefined)
          await tenant.products.insert(product({ id: productMasterId, sku: productMasterId, unitCost: productMasterId.length / 3 }))
        const lotId = `lot_${unique}`
        await tenant.lots.insert({ id: lotId, productMasterId, lotNumber: unique, expiryDate: null })
        await tenant.inventory.insert(line({ id: `item_${unique}`, productMasterId, locationId, lotId }))
        const difference = { deltaQty: 3, qtyBefore: 0, qtyAfter: 3 }
        await tenant.adjustments.record(movement({ id: `txn_${unique}`, inventoryItemId: `item_${unique}`, ...difference }))
      }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ id, unitCost: fc.constantFrom(null, 1.005, 7) }).map(({ id: productId, unitCost }): Write => async (tenant) => {
      if ((await tenant.products.find(productId)) !== undefined)
        await tenant.products.update(product({ id: productId, sku: productId, unitCost }))
    }),
  },
)

test(
  'figures of kept blocks are those that are computed anew',
  async () => {
    let tenants = 0
    await fc.assert(
      fc.asyncProperty(fc.array(write, { minLength: 3, maxLength: 25, size: 'max' }), fc.constantFrom(1, 2, 5), async (writes, size) => {
        const tenantId = `t${(tenants += 1)}`
        const tenant = await furnish(tenantId)
        for (const [index, act] of writes.entries()) {
          await act(tenant, `${tenantId}_${index}`)
          if (index % 3 === 0) continue
          expect(await figures(tenantId, size)).toEqual(await computed(tenantId))
          expect((await kept(tenantId)).every((block) => block.figures !== null)).toBe(true)
        }
      }),
      { numRuns: inject('postgres') === undefined ? 25 : 5 },
    )
  },
  patience,
)

async function fill(tenant: TenantStore, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [productMasterId, count] of Object.entries(counts)) {
    await tenant.products.insert(product({ id: productMasterId, sku: productMasterId }))
    for (let number = 0; number < count; number += 1) {
      const unique = `${productMasterId}_${number}`
      await tenant.lots.insert({ id: `lot_${unique}`, productMasterId, lotNumber: unique, expiryDate: null })
      await tenant.inventory.insert(line({ id: `item_${unique}`, productMasterId, lotId: `lot_${unique}` }))
    }
  }
}

/** The lines of each block, in order; `null` for one that must be computed. */
const sizes = async (tenantId: string) =>
  (await kept(tenantId)).map(({ figures: text }) => (text === null ? null : (JSON.parse(text) as { all: { lines: number } }).all.lines))

test('a block has some products, is divided if it has grown to twice its size, and is removed if nothing is left', async () => {
  const tenant = await furnish('t')
  await fill(tenant, { prod_1: 2, prod_2: 2, prod_3: 7, prod_4: 1 })
  expect((await figures('t', 4)).all.lines).toBe(12)
  // The third product has more lines than fit, and is not divided.
  expect(await sizes('t')).toEqual([2, 2, 7, 1])
  await fill(tenant, { prod_11: 3 })
  expect(await sizes('t')).toEqual([2, null, 7, 1])
  expect((await figures('t', 4)).all.lines).toBe(15)
  expect(await sizes('t')).toEqual([2, 5, 7, 1])
  await fill(tenant, { prod_12: 3 })
  await figures('t', 4)
  expect(await sizes('t')).toEqual([2, 3, 5, 7, 1])
  for (const productId of ['prod_1', 'prod_3']) await tenant.products.delete(productId)
  expect((await figures('t', 4)).all.lines).toBe(9)
  // The first block stays.
  expect(await sizes('t')).toEqual([0, 3, 5, 1])
})

test('a write forgets one block, and one that changes no figure forgets none', async () => {
  const tenant = await furnish('t')
  await fill(tenant, { prod_1: 1, prod_2: 1, prod_3: 1 })
  await figures('t', 1)
  await tenant.products.update(product({ id: 'prod_2', sku: 'prod_2', name: 'Renamed' }))
  expect(await sizes('t')).not.toContain(null)
  const found = await tenant.inventory.find('item_prod_2_0')
  if (found === undefined) throw new Error('there is no line')
  await tenant.inventory.update({ ...found, quantityReserved: 1 })
  expect((await sizes('t')).filter((each) => each === null)).toHaveLength(1)
  expect((await figures('t', 1)).all.quantityReserved).toBe(1_000_000)
})

test('values are rounded line by line, and by position', async () => {
  const tenant = await furnish('t')
  await fill(tenant, { prod_1: 3 })
  await tenant.products.update(product({ id: 'prod_1', sku: 'prod_1', unitCost: 1.005 }))
  for (const number of [0, 1, 2]) {
    const inventoryItemId = `item_prod_1_${number}`
    await tenant.adjustments.record(movement({ id: `txn_${number}`, inventoryItemId, deltaQty: 1, qtyAfter: 1 }))
  }
  const { all } = await figures('t', 5)
  expect(all.lineCents).toEqual({ EUR: 303 })
  expect(all.positionCents).toEqual({ EUR: 302 })
})

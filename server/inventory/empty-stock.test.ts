import { afterEach, beforeEach, expect, test } from 'vitest'
import { first, openInventory, type InventoryFixture } from '../testing/inventory-fixture.ts'

let room: InventoryFixture
beforeEach(async () => {
  room = await openInventory()
})
afterEach(() => room.close())

const params = { productId: 'prod_none' }
const inUse = { refusal: 'productInUse' }
const reason = { reasonCodeId: 'reason_1', comment: null, rootCause: null }

/** Ten tents, some of them in a lot of their own. */
async function stocked(): Promise<readonly string[]> {
  const { call } = room
  const place = { productMasterId: 'prod_none', locationId: 'loc_1', binId: null, lotNumber: null, expiryDate: null }
  const { data } = await call('recordStock', { body: { ...place, qty: 10, ...reason } })
  const split = { inventoryItemId: data.inventoryItem.id, qty: 4, lotNumber: 'LOT-T', expiryDate: null, ...reason }
  const corrected = await call('createLotCorrection', { body: split })
  return [data.inventoryItem.id, corrected.data.targetInventoryItem.id]
}

const empty = async (inventoryItemId: string) => {
  await room.call('createAdjustment', { body: { inventoryItemId, newQtyOnHand: 0, ...reason } })
}

test('a product goes with the stock lines that hold nothing, and with their movements', async () => {
  const before = await room.everything()
  const [line = '', lot = ''] = await stocked()
  await empty(line)
  await expect(room.call('deleteProduct', { params })).rejects.toMatchObject(inUse)
  await expect(room.item(line)).resolves.toMatchObject({ quantityOnHand: 0 })
  await empty(lot)
  expect((await room.call('deleteProduct', { params })).status).toBe(200)
  expect(await room.everything()).toEqual(before)
  const { data } = await room.call('listChannelLocationAtp', { query: { ...first, sortBy: 'productName', productMasterId: 'prod_none' } })
  expect(data).toEqual([])
})

test('a product stays as long as a count is going to look at its stock', async () => {
  const lines = await stocked()
  const body = { locationId: 'loc_1', type: 'PARTIAL' as const, productMasterIds: ['prod_none'], scheduledDate: null }
  const count = await room.call('createCycleCount', { body: { ...body, autoAdjust: false, reasonCodeId: null, comment: null } })
  for (const each of lines) await empty(each)
  await expect(room.call('deleteProduct', { params })).rejects.toMatchObject(inUse)
  const asked = { cycleCountId: count.data.id }
  const found = lines.map((inventoryItemId) => ({ inventoryItemId, countedQty: 0, comment: null }))
  await room.call('recordCycleCountLines', { params: asked, body: { lines: found } })
  await room.call('completeCycleCount', { params: asked, body: {} })
  expect((await room.call('deleteProduct', { params })).status).toBe(200)
  expect((await room.call('getCycleCount', { params: asked })).data.lines).toEqual([])
})

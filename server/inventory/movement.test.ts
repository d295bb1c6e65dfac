import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../testing/property-runs.ts'
import { add, fromMillionths } from '../quantity.ts'
import { RefusalError } from '../refusals.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import { claimStock, moveStock, openLine, reserveStock } from './movement.ts'
import { available } from './stock-line.ts'
import { now, openInventory, time } from '../testing/inventory-fixture.ts'

let ids = 0
const making = { now, newId: (prefix: string) => `${prefix}_new_${ids++}` }

test('a line is opened where there is none, and found where there is one', async () => {
  const { ours, close } = await openInventory()
  const place = { productMasterId: 'prod_b', locationId: 'loc_3', lotId: null, binId: null }
  const opened = await ours.transaction((store) => openLine(store, place, making))
  expect(opened).toMatchObject({ ...place, quantityOnHand: 0, quantityReserved: 0, recalled: false, updatedAt: time })
  expect(await ours.transaction((store) => openLine(store, place, making))).toEqual(opened)
  const shelf = { productMasterId: 'prod_a', locationId: 'loc_1', lotId: 'lot_a', binId: 'bin_1' }
  expect((await ours.transaction((store) => openLine(store, shelf, making))).id).toBe('item_a1')
  await close()
})

test('reserved units leave in one step, and every movement is told with its cause', async () => {
  const { ours, item, close } = await openInventory()
  const [moved] = await ours.transaction((store) =>
    moveStock(
      store,
      [{ inventoryItemId: 'item_a1', transactionType: 'TRANSFER_OUT', deltaQty: -40, reservedDelta: -40, transferId: 'trf_1' }],
      making,
    ),
  )
  expect(moved.movement).toMatchObject({ qtyBefore: 200, qtyAfter: 160, transferId: 'trf_1', cycleCountId: null, reasonCodeId: null })
  expect(moved.line).toMatchObject({ quantityOnHand: 160, quantityReserved: 10 })
  expect(await item('item_a1')).toEqual(moved.line)
  await close()
})

test.each([
  ['out of the line', (line: StockLine) => line.quantityOnHand, 'stockInsufficient'],
  ['more than is available', (line: StockLine) => available(line) + 0.000001, 'stockInsufficient'],
])('does not move %s', async (_, quantity, refusal) => {
  const { ours, item, everything, close } = await openInventory()
  const before = await everything()
  const out = { inventoryItemId: 'item_a1', transactionType: 'ADJUSTMENT', deltaQty: -quantity(await item('item_a1')) } as const
  const into = { inventoryItemId: 'item_b1', transactionType: 'ADJUSTMENT', deltaQty: 1 } as const
  await expect(ours.transaction((store) => moveStock(store, [into, out], making))).rejects.toMatchObject({ refusal })
  expect(await everything()).toEqual(before)
  await close()
})

test('does not hold more than the greatest quantity', async () => {
  const { ours, close } = await openInventory()
  const flood = { inventoryItemId: 'item_b1', transactionType: 'ADJUSTMENT', deltaQty: 999_999_921 } as const
  await expect(ours.transaction((store) => moveStock(store, [flood], making))).rejects.toMatchObject({ refusal: 'quantityExceeded' })
  await close()
})

const lines = ['item_a1', 'item_a2', 'item_b1', 'item_b2'] as const
const inventoryItemId = fc.constantFrom(...lines)
const units = fc.integer({ min: -90_000_000, max: 90_000_000 }).map(fromMillionths)
const step = fc.oneof(
  fc.record({ does: fc.constant('move' as const), inventoryItemId, deltaQty: units }),
  fc.record({ does: fc.constant('moveBoth' as const), inventoryItemId, to: inventoryItemId, deltaQty: units }),
  fc.record({ does: fc.constant('reserve' as const), inventoryItemId, quantity: units }),
  fc.record({ does: fc.constant('hold' as const), inventoryItemId, quantity: units.map(Math.abs) }),
)

test('whatever is moved and claimed, a line is the sum of its movements, promises no more than it has, and a refusal changes nothing', async () => {
  const room = await openInventory()
  const type = { transactionType: 'ADJUSTMENT' } as const
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      for (const did of steps) {
        const before = await room.everything()
        const work = room.ours.transaction(async (store): Promise<unknown> => {
          if (did.does === 'move') return moveStock(store, [{ ...type, ...did }], making)
          if (did.does === 'reserve') return reserveStock(store, [did], making)
          if (did.does === 'hold') {
            return claimStock(store, [{ inventoryItemId: did.inventoryItemId, change: () => ({ quantityOnHold: did.quantity }) }], making)
          }
          const back = { ...type, inventoryItemId: did.to, deltaQty: -did.deltaQty }
          return moveStock(store, [{ ...type, inventoryItemId: did.inventoryItemId, deltaQty: did.deltaQty }, back], making)
        })
        const refused = await work.then(
          () => false,
          (error: unknown) => error instanceof RefusalError,
        )
        if (refused) expect(await room.everything()).toEqual(before)
      }
      for (const id of lines) {
        const line = await room.item(id)
        const { quantityOnHand, quantityReserved, quantityOnHold, quantityPicked } = line
        expect(await room.ours.adjustments.sum(id)).toBe(quantityOnHand)
        expect(Math.min(quantityOnHand, quantityReserved, quantityOnHold, quantityPicked, available(line))).toBeGreaterThanOrEqual(0)
        expect(add(available(line), quantityReserved, quantityOnHold, quantityPicked)).toBe(quantityOnHand)
      }
    }),
    runs(30),
  )
  await room.close()
})

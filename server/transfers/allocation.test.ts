import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../testing/property-runs.ts'
import { add } from '../quantity.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import { allocate } from './allocation.ts'
import { newLine } from './transfer.ts'

const today = '2026-06-01'

const stockLine = (id: string, onHand: number, wish: Partial<StockLine> = {}) =>
  ({
    id,
    productMasterId: 'prod_1',
    locationId: 'loc_1',
    lotId: null,
    binId: null,
    expiryDate: null,
    quantityOnHand: onHand,
    quantityReserved: 0,
    quantityOnHold: 0,
    quantityPicked: 0,
    recalled: false,
    ...wish,
  }) as StockLine

const stock = [
  stockLine('item_old', 5, { lotId: 'lot_old', expiryDate: '2026-05-31' }),
  stockLine('item_last', 5, { lotId: 'lot_last', expiryDate: today, binId: 'bin_1' }),
  stockLine('item_recalled', 50, { lotId: 'lot_recalled', expiryDate: '2026-07-01', recalled: true }),
  stockLine('item_next', 5, { lotId: 'lot_next', expiryDate: '2026-08-01' }),
  stockLine('item_held', 9, { quantityReserved: 2, quantityOnHold: 2, quantityPicked: 1, binId: 'bin_1' }),
  stockLine('item_promised', 3, { quantityReserved: 7 }),
  stockLine('item_other', 50, { productMasterId: 'prod_2' }),
]

interface Wanted {
  quantity: number
  lotId?: string
  binId?: string
  productMasterId?: string
}

const taken = (...wanted: Wanted[]) =>
  allocate(
    wanted.map((each) => newLine({ productMasterId: 'prod_1', ...each })),
    stock,
    today,
  )?.map(({ allocations }) => allocations.map(({ inventoryItemId, quantity }) => `${inventoryItemId} ${quantity}`))

describe('an allocation', () => {
  test.each<[why: string, wanted: Wanted[], want: string[][] | undefined]>([
    ['takes what expires first, on its last day too', [{ quantity: 4 }], [['item_last 4']]],
    ['goes on to the next, undated last', [{ quantity: 12 }], [['item_last 5', 'item_next 5', 'item_held 2']]],
    ['takes only what is free', [{ quantity: 14 }], [['item_last 5', 'item_next 5', 'item_held 4']]],
    ['is whole or not at all', [{ quantity: 14.000001 }], undefined],
    ['takes expired units of a lot that is named', [{ quantity: 5, lotId: 'lot_old' }], [['item_old 5']]],
    ['takes no recalled units, named or not', [{ quantity: 1, lotId: 'lot_recalled' }], undefined],
    ['stays in the bin that is named', [{ quantity: 7, binId: 'bin_1' }], [['item_last 5', 'item_held 2']]],
    ['needs lot and bin if both are named', [{ quantity: 1, lotId: 'lot_next', binId: 'bin_1' }], undefined],
    ['shares between lines of a product', [{ quantity: 4 }, { quantity: 4 }], [['item_last 4'], ['item_last 1', 'item_next 3']]],
    ['serves first who insists', [{ quantity: 9 }, { quantity: 5, lotId: 'lot_last' }], [['item_next 5', 'item_held 4'], ['item_last 5']]],
    ['counts all lines together', [{ quantity: 8 }, { quantity: 7 }], undefined],
    ['keeps products apart', [{ quantity: 50, productMasterId: 'prod_2' }], [['item_other 50']]],
    ['finds nothing of what is not there', [{ quantity: 1, productMasterId: 'prod_3' }], undefined],
  ])('%s', (_, wanted, want) => {
    expect(taken(...wanted)).toEqual(want)
  })

  test('names lot and bin of the stock line', () => {
    expect(allocate([newLine({ productMasterId: 'prod_1', quantity: 1 })], stock, today)).toEqual([
      {
        productMasterId: 'prod_1',
        lotId: null,
        binId: null,
        destBinId: null,
        quantity: 1,
        allocations: [{ inventoryItemId: 'item_last', lotId: 'lot_last', binId: 'bin_1', quantity: 1 }],
      },
    ])
  })

  test('adds up to what was asked for and never takes more than is free', () => {
    const quantity = fc.integer({ min: 1000, max: 12_000_000 }).map((millionths) => millionths / 1_000_000)
    fc.assert(
      fc.property(fc.array(fc.record({ quantity, lotId: fc.constantFrom(null, 'lot_next', 'lot_last') }), { maxLength: 5 }), (wanted) => {
        const lines = wanted.map((each) => newLine({ productMasterId: 'prod_1', ...each }))
        const allocated = allocate(lines, stock, today)
        if (allocated === undefined) return
        const all = allocated.flatMap(({ allocations }) => allocations)
        allocated.forEach((line) => expect(add(...line.allocations.map((each) => each.quantity))).toBe(line.quantity))
        const free = { item_last: 5, item_next: 5, item_held: 4 }
        for (const [id, units] of Object.entries(free)) {
          const used = all.filter(({ inventoryItemId }) => inventoryItemId === id).map((each) => each.quantity)
          expect(add(...used)).toBeLessThanOrEqual(units)
        }
        expect(all.every(({ inventoryItemId }) => inventoryItemId in free)).toBe(true)
      }),
      runs(100),
    )
  })
})

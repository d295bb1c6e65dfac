import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { demoNow } from '../demo/clock.ts'
import { seedDemo } from '../demo/seed.ts'
import { type DirectCall, directCalls } from '../direct-calls.ts'
import { fromMillionths } from '../quantity.ts'
import { openStore } from '../store/open.ts'
import type { TenantStore } from '../store/store.ts'

let ours: TenantStore
let call: DirectCall
beforeEach(async () => {
  const store = await openStore(':memory:')
  await seedDemo(store)
  ours = store.forTenant('tenant_nordwind')
  call = directCalls(ours)
})
const recount = { inventoryItemId: 'item_123', newQtyOnHand: 250, reasonCodeId: 'reason_123' }

test('stock lines are listed with what is available and what it is worth', async () => {
  const query = { page: 1, limit: 20, sortBy: 'updatedAt', sortOrder: 'desc', productMasterId: 'prod_123', locationId: 'loc_123' } as const
  const { data } = await call('listInventory', { query })
  expect(data).toHaveLength(1)
  expect(data[0]).toMatchObject({
    id: 'item_123',
    quantityOnHand: 200,
    quantityReserved: 50,
    quantityAvailable: 150,
    unitCost: 10.5,
    totalValue: 2100,
  })
})

describe('an adjustment', () => {
  test('sets what is on hand, and says by how much it moved', async () => {
    const body = { ...recount, comment: 'Found behind the rack' }
    const answer = await call('createAdjustment', { body }, { now: demoNow + 1000 })
    const { id } = answer.data.transaction
    expect(answer).toEqual({
      status: 201,
      location: `/inventory/adjustments?id=${id}`,
      data: {
        success: true,
        transaction: {
          id,
          inventoryItemId: 'item_123',
          transactionType: 'ADJUSTMENT',
          deltaQty: 50,
          qtyBefore: 200,
          qtyAfter: 250,
          reasonCodeId: 'reason_123',
          reasonCode: 'Cycle Count',
          comment: 'Found behind the rack',
          rootCause: null,
          createdAt: '2026-06-01T08:00:01Z',
        },
        inventoryItem: {
          id: 'item_123',
          productMasterId: 'prod_123',
          locationId: 'loc_123',
          qtyOnHand: 250,
          qtyReserved: 50,
          qtyAvailable: 200,
        },
        message: 'Adjusted by +50.',
      },
    })
    expect(await ours.inventory.find('item_123')).toMatchObject({ quantityOnHand: 250, updatedAt: '2026-06-01T08:00:01Z' })
  })

  test.each([
    [150, 'Adjusted by -50.'],
    [200, 'Adjusted by 0.'],
    [200.1, 'Adjusted by +0.1.'],
    [50, 'Adjusted by -150.'],
  ])('to %d is told as %s', async (newQtyOnHand, message) => {
    expect((await call('createAdjustment', { body: { ...recount, newQtyOnHand } })).data.message).toBe(message)
  })

  test('below what is reserved is refused, and changes nothing', async () => {
    const before = await ours.inventory.find('item_123')
    await expect(call('createAdjustment', { body: { ...recount, newQtyOnHand: 49.999999 } })).rejects.toMatchObject({
      refusal: 'stockInsufficient',
    })
    expect(await ours.inventory.find('item_123')).toEqual(before)
    expect(await ours.adjustments.sum('item_123')).toBe(200)
  })

  test('names everything that does not exist', async () => {
    const line = { in: 'body', path: '/inventoryItemId', message: 'must be the id of a stock line' }
    const reason = { in: 'body', path: '/reasonCodeId', message: 'must be the id of a reason code' }
    const refused = async (change: Partial<typeof recount>, ...issues: object[]) =>
      expect(call('createAdjustment', { body: { ...recount, ...change } })).rejects.toMatchObject({
        refusal: 'referenceUnknown',
        details: { issues },
      })
    await refused({ inventoryItemId: 'item_0' }, line)
    await refused({ reasonCodeId: 'reason_0' }, reason)
    await refused({ inventoryItemId: 'item_0', reasonCodeId: 'reason_0' }, line, reason)
  })
})

test('whatever is adjusted, a line holds the sum of its movements, the last quantity accepted, and at least what is reserved', async () => {
  const quantity = fc.integer({ min: 0, max: 400_000_000 }).map(fromMillionths)
  await fc.assert(
    fc.asyncProperty(fc.array(quantity, { maxLength: 8 }), async (quantities) => {
      let expected = (await ours.inventory.find('item_123'))?.quantityOnHand
      for (const newQtyOnHand of quantities) {
        const accepted = await call('createAdjustment', { body: { ...recount, newQtyOnHand } }).then(
          () => true,
          () => false,
        )
        expect(accepted).toBe(newQtyOnHand >= 50)
        if (accepted) expected = newQtyOnHand
      }
      expect((await ours.inventory.find('item_123'))?.quantityOnHand).toBe(expected)
      expect(await ours.adjustments.sum('item_123')).toBe(expected)
    }),
    { numRuns: 25 },
  )
})

test('adjustments of one line at the same time lose nothing', async () => {
  const quantities = [210, 220, 230, 240, 250]
  const answers = await Promise.all(quantities.map((newQtyOnHand) => call('createAdjustment', { body: { ...recount, newQtyOnHand } })))
  expect(answers.map(({ data }) => data.transaction.qtyBefore)).toEqual([200, 210, 220, 230, 240])
  expect(await ours.adjustments.sum('item_123')).toBe(250)
})

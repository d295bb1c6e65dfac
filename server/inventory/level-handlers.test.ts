/* eslint-disable @typescript-eslint/no-deprecated -- served as long as the contract has it */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input } from '../handlers.ts'
import { now, openInventory, type InventoryFixture, time, wrong } from '../testing/inventory-fixture.ts'

let room: InventoryFixture
beforeEach(async () => {
  room = await openInventory()
})
afterEach(() => room.close())

type Body = Input<'upsertInventoryLevel'>['body']
const unset = {
  locationId: 'loc_1',
  minQuantity: null,
  reorderQuantity: null,
  maxQuantity: null,
  status: 'Supported',
  abcClass: null,
  expectedLeadTimeDays: null,
  replenishmentPeriodDays: null,
  forecastPeriodDays: null,
  forecastQuantity: null,
  preferredBinLocationId: null,
  replenishmentLocationId: null,
  comments: null,
} as const satisfies Body
const put = (change: Partial<Body>, at = now) => room.call('upsertInventoryLevel', { body: { ...unset, ...change } }, { now: at })

test('settings are made once, and then changed in everything', async () => {
  const summer = { minQuantity: 50, reorderQuantity: 100, maxQuantity: 500.5, abcClass: 'A', preferredBinLocationId: 'bin_1' } as const
  const { status, data } = await put({ productMasterId: 'prod_a', ...summer, replenishmentLocationId: 'loc_2', comments: 'Summer' })
  expect(status).toBe(200)
  expect(data).toEqual({
    ...unset,
    ...summer,
    id: data.id,
    productMasterId: 'prod_a',
    replenishmentLocationId: 'loc_2',
    comments: 'Summer',
    product: { id: 'prod_a', sku: 'SKU-prod_a', name: 'Boot' },
    productMaster: { id: 'prod_a', globalSku: 'SKU-prod_a', name: 'Boot' },
    createdAt: time,
    updatedAt: time,
  })
  const again = await put({ productId: 'prod_a', maxQuantity: 9, status: 'Unsupported' }, now + 1000)
  expect(again.data).toEqual({
    ...data,
    ...unset,
    maxQuantity: 9,
    status: 'Unsupported',
    updatedAt: '2026-06-01T12:00:01Z',
  })
  expect(await room.ours.inventoryLevels.find('prod_a', 'loc_1')).toMatchObject({ id: data.id, maxQuantity: 9, minQuantity: null })
  expect((await put({ productMasterId: 'prod_a', locationId: 'loc_2' })).data.id).not.toBe(data.id)
})

test('settings that are out of order, or in a bin elsewhere, are refused', async () => {
  await expect(put({ productMasterId: 'prod_a', minQuantity: 2, maxQuantity: 1, preferredBinLocationId: 'bin_2' })).rejects.toMatchObject({
    refusal: 'requestInvalid',
    details: {
      issues: [
        wrong('/minQuantity', 'must be at most maxQuantity'),
        wrong('/preferredBinLocationId', 'must be the id of a bin at the location'),
      ],
    },
  })
  expect(await room.ours.inventoryLevels.find('prod_a', 'loc_1')).toBeUndefined()
})

test('settings name what does not exist under the name that was sent', async () => {
  const theirs = { locationId: 'loc_theirs', preferredBinLocationId: 'bin_theirs', replenishmentLocationId: 'loc_theirs' }
  const others = [
    wrong('/locationId', 'must be the id of a location'),
    wrong('/preferredBinLocationId', 'must be the id of a bin'),
    wrong('/replenishmentLocationId', 'must be the id of a location'),
  ]
  await expect(put({ productMasterId: 'prod_theirs', ...theirs })).rejects.toMatchObject({
    refusal: 'referenceUnknown',
    details: { issues: [wrong('/productMasterId', 'must be the id of a product'), ...others] },
  })
  await expect(put({ productId: 'prod_0' })).rejects.toMatchObject({
    refusal: 'referenceUnknown',
    details: { issues: [wrong('/productId', 'must be the id of a product')] },
  })
})

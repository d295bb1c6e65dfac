import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { type Claim, claimStock, type Making, moveStock, type Movement } from '../inventory/movement.ts'
import type { Level } from '../store/inventory-store.ts'
import { openTransfers, type TransfersFixture } from '../testing/transfers-fixture.ts'

let house: TransfersFixture
let count = 0
const at = (minutes: number): Making => ({ now: Date.UTC(2026, 5, 1, 12, minutes), newId: (prefix) => `${prefix}_${++count}` })

const shop = { id: 'chan_1', name: 'Shop', type: 'RETAIL', policyId: 'policy_1', safetyStock: 0, lowAtpThreshold: 3 } as const
const level: Level = {
  id: 'level_1',
  productMasterId: 'prod_b',
  locationId: 'loc_2',
  minQuantity: null,
  reorderQuantity: null,
  maxQuantity: 20,
  status: 'Supported',
  abcClass: null,
  expectedLeadTimeDays: null,
  replenishmentPeriodDays: null,
  forecastPeriodDays: null,
  forecastQuantity: null,
  preferredBinLocationId: null,
  replenishmentLocationId: null,
  comments: null,
  createdAt: '2026-06-01T08:00:00Z',
  updatedAt: '2026-06-01T08:00:00Z',
}

beforeEach(async () => {
  house = await openTransfers()
  await house.ours.channels.insert(shop)
  await house.ours.inventoryLevels.insert(level)
})
afterEach(() => house.close())

/** item_b2 holds 7 units of product B at location 2, the only ones there. */
const move = (minutes: number, ...deltas: number[]) =>
  house.ours.transaction((store) => {
    const movements = deltas.map((deltaQty): Movement => ({ inventoryItemId: 'item_b2', transactionType: 'ADJUSTMENT', deltaQty }))
    return moveStock(store, movements, at(minutes))
  })
const claim = (minutes: number, change: ReturnType<Claim['change']>) =>
  house.ours.transaction((store) => claimStock(store, [{ inventoryItemId: 'item_b2', change: () => change }], at(minutes)))
const configure = (config: Schemas['AlertConfigReplace']) => house.call('replaceAlertConfig', { body: { config } })

async function alerts(): Promise<string[]> {
  const query = { page: 1, limit: 100, sortBy: 'createdAt', sortOrder: 'asc' } as const
  const { data } = await house.call('listAlertHistory', { query })
  return data.map(({ type, origin, value, threshold }) => `${type} ${origin} ${value} ${threshold}`).toSorted()
}

describe('an alert about stock', () => {
  test('tells what crossed, where, and whom', async () => {
    await configure({ destinations: [{ id: 'dest_1', type: 'EMAIL', value: 'a@b', name: 'A' }] })
    await move(0, -4)
    const { data } = await house.call('listAlertHistory', { query: { page: 1, limit: 20, sortBy: 'createdAt', sortOrder: 'desc' } })
    expect(data).toEqual([
      {
        id: expect.stringMatching(/^alert_/) as string,
        type: 'LOW_ATP',
        origin: 'AUTOMATIC',
        message: '3 of Product B can be promised at Location 2; the threshold is 3.',
        productMasterId: 'prod_b',
        locationId: 'loc_2',
        value: 3,
        threshold: 3,
        destinations: [{ id: 'dest_1', type: 'EMAIL', value: 'a@b', name: 'A' }],
        createdAt: '2026-06-01T12:00:00Z',
      },
    ])
  })

  test('is raised when everything is gone, and not again while it is', async () => {
    await move(0, -7)
    expect(await alerts()).toEqual(['LOW_ATP AUTOMATIC 0 3', 'STOCKOUT AUTOMATIC 0 0'])
    await move(120, 0)
    expect(await alerts()).toHaveLength(2)
  })

  test('is raised when units are reserved, put on hold or recalled', async () => {
    await claim(0, { quantityReserved: 7 })
    expect(await alerts()).toEqual(['LOW_ATP AUTOMATIC 0 3', 'STOCKOUT AUTOMATIC 0 0'])
    await claim(10, { quantityReserved: 0 })
    await configure({ cooldownMinutes: 0 })
    await claim(20, { quantityOnHold: 5 })
    expect(await alerts()).toContain('LOW_ATP AUTOMATIC 2 3')
    await claim(30, { quantityOnHold: 0 })
    await claim(40, { recalled: true })
    expect(await alerts()).toHaveLength(5)
  })

  test('is raised about too much only if that is switched on', async () => {
    await move(0, 14)
    expect(await alerts()).toEqual([])
    await move(1, -14)
    await configure({ alertTypes: { overstock: true } })
    await move(2, 13)
    expect(await alerts()).toEqual([])
    await move(3, 0.5)
    expect(await alerts()).toEqual(['OVERSTOCK AUTOMATIC 20.5 20'])
  })

  test.each<Schemas['AlertConfigReplace']>([{ enabled: false }, { alertTypes: { stockout: false, lowAtp: false } }])(
    'is not raised under %o',
    async (config) => {
      await configure(config)
      await move(0, -7)
      expect(await alerts()).toEqual([])
    },
  )

  test('keeps others of its type, product and location away for the cooldown', async () => {
    await move(0, -4)
    await move(10, 4)
    await move(59, -4)
    expect(await alerts()).toHaveLength(1)
    await move(59, -3)
    expect(await alerts()).toEqual(['LOW_ATP AUTOMATIC 3 3', 'STOCKOUT AUTOMATIC 0 0'])
    await move(59, 7)
    await move(60, -4)
    expect(await alerts()).toEqual(['LOW_ATP AUTOMATIC 3 3', 'LOW_ATP AUTOMATIC 3 3', 'STOCKOUT AUTOMATIC 0 0'])
  })

  test('is not kept away by one that was triggered by hand', async () => {
    const body = { type: 'LOW_ATP', message: null, productMasterId: 'prod_b', locationId: 'loc_2' } as const
    await house.call('triggerAlert', { body }, { now: at(0).now })
    await move(1, -4)
    expect(await alerts()).toEqual(['LOW_ATP AUTOMATIC 3 3', 'LOW_ATP MANUAL null null'])
  })

  test('is not raised about what was so only in between', async () => {
    await move(0, -7, 7)
    expect(await alerts()).toEqual([])
  })

  test('is undone with the change', async () => {
    await expect(move(0, -7, -1)).rejects.toMatchObject({ refusal: 'stockInsufficient' })
    expect(await alerts()).toEqual([])
  })

  test('counts what will expire only as long as it may be sold', async () => {
    const take = (now: number) =>
      house.ours.transaction((store) =>
        moveStock(store, [{ inventoryItemId: 'item_a3', transactionType: 'ADJUSTMENT', deltaQty: -10 }], { ...at(0), now }),
      )
    // The lots of product A expire on the first of January and of February 2027.
    await take(Date.UTC(2027, 1, 1, 23, 59))
    expect(await alerts()).toEqual([])
    await house.ours.transaction((store) =>
      moveStock(store, [{ inventoryItemId: 'item_a3', transactionType: 'ADJUSTMENT', deltaQty: 10 }], at(0)),
    )
    await take(Date.UTC(2027, 1, 2))
    expect(await alerts()).toEqual(['LOW_ATP AUTOMATIC 0 3', 'STOCKOUT AUTOMATIC 0 0'])
  })

  test('is raised by a transfer, at its source when it is asked for and at its destination when it arrives', async () => {
    await configure({ alertTypes: { overstock: true } })
    await house.ours.inventoryLevels.insert({ ...level, id: 'level_2', productMasterId: 'prod_a' })
    const lines = [{ productMasterId: 'prod_a', quantity: 58 }]
    const { data } = await house.call('createTransfer', {
      body: { sourceLocationId: 'loc_1', destLocationId: 'loc_2', lines, comment: null },
    })
    const update = (status: 'PENDING' | 'SHIPPED' | 'RECEIVED') =>
      house.call('updateTransfer', { params: { transferId: data.id }, body: { status } })
    expect(await alerts()).toEqual([])
    await update('PENDING')
    expect(await alerts()).toEqual(['LOW_ATP AUTOMATIC 2 3'])
    await update('SHIPPED')
    expect(await alerts()).toHaveLength(1)
    await update('RECEIVED')
    expect(await alerts()).toEqual(['LOW_ATP AUTOMATIC 2 3', 'OVERSTOCK AUTOMATIC 62 20'])
  })

  test('is the business of its tenant', async () => {
    await move(0, -7)
    const query = { page: 1, limit: 20, sortBy: 'createdAt', sortOrder: 'desc' } as const
    expect((await house.callAsOther('listAlertHistory', { query })).data).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract, type Schemas } from '../../spec/contract.ts'
import { checkedCalls } from '../testing/checked-calls.ts'
import { add } from '../quantity.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { demoNow } from './clock.ts'
import { seedDemo } from './seed.ts'

let store: Store
beforeAll(async () => {
  store = await openStore(':memory:')
  await seedDemo(store)
})
afterAll(() => store.close())

const all = { page: 1, limit: 100, sortBy: 'createdAt', sortOrder: 'asc' } as const

describe.each(['tenant_nordwind', 'tenant_suedlicht'])('the demo data of %s', (tenantId) => {
  const ours = () => store.forTenant(tenantId)
  const call: ReturnType<typeof checkedCalls> = (...asked) => checkedCalls(ours())(...asked)

  test('have transfers and recommendations in every status, bins, and alerts of both origins', async () => {
    const { data: transfers } = await call('listTransfers', { query: all })
    expect(new Set(transfers.map(({ status }) => status)).size).toBe(5)
    const { data: recommendations } = await call('listTransferRecommendations', { query: all })
    expect(new Set(recommendations.map(({ status }) => status)).size).toBe(4)
    expect((await call('listPendingTransferRecommendations', { query: all })).data.length).toBeGreaterThan(1)
    const { data: bins } = await call('listTransferBins', { query: { ...all, sortBy: 'name' } })
    expect(bins.some(({ stockLineCount }) => stockLineCount > 1)).toBe(true)
    const { data: alerts } = await call('listAlertHistory', { query: all })
    expect(new Set(alerts.map(({ origin }) => origin)).size).toBe(2)
    const { enabled, destinations } = (await call('getAlertConfig', {})).data.config
    expect(enabled && destinations.length > 0).toBe(true)
    const times = [...transfers, ...recommendations].map(({ updatedAt }) => updatedAt)
    for (const time of [...times, ...alerts.map(({ createdAt }) => createdAt)]) expect(Date.parse(time)).toBeLessThanOrEqual(demoNow)
  })

  test('reserve at least what open transfers need, and have moved what was received', async () => {
    const { data: transfers } = await call('listTransfers', { query: all })
    const claimed = new Map<string, number>()
    for (const { status, lines } of transfers) {
      if (status !== 'PENDING' && status !== 'SHIPPED') continue
      for (const { inventoryItemId, quantity } of lines.flatMap(({ allocations }) => allocations)) {
        claimed.set(inventoryItemId, add(claimed.get(inventoryItemId) ?? 0, quantity))
      }
    }
    expect(claimed.size).toBeGreaterThan(2)
    for (const [id, quantity] of claimed) expect((await ours().inventory.find(id))?.quantityReserved).toBeGreaterThanOrEqual(quantity)
    for (const { id, lines } of transfers.filter(({ status }) => status === 'RECEIVED')) {
      const { data } = await call('listAdjustments', { query: { ...all, transferId: id } })
      const arrived = data.filter(({ transactionType }) => transactionType === 'TRANSFER_IN').map(({ deltaQty }) => deltaQty)
      expect(add(...arrived)).toBe(add(...lines.map(({ quantity }) => quantity)))
    }
  })

  test('link executed recommendations with the transfers that they became', async () => {
    const { data } = await call('listTransferRecommendations', { query: { ...all, status: 'EXECUTED' } })
    expect(data.length).toBeGreaterThan(1)
    for (const { id, transferId } of data) {
      expect(await ours().transfers.find(transferId ?? '')).toMatchObject({ recommendationId: id })
    }
  })
})

test('the story of the contract can be told from the beginning', async () => {
  const ours = store.forTenant('tenant_nordwind')
  const example = (id: keyof typeof contract.operations) => contract.operations[id].success.examples['success'] as { data: unknown }
  expect(await ours.recommendations.find('rec_123')).toEqual(example('getTransferRecommendation').data)
  expect({ config: await ours.alertConfigs.find() }).toEqual(example('getAlertConfig').data)
  const told = example('getTransfer').data as Schemas['Transfer']
  const { status, lines, sourceLocationId, destLocationId } = told
  expect(await ours.transfers.find('trf_123')).toMatchObject({ status, lines, sourceLocationId, destLocationId })
  expect(await ours.bins.find('bin_456')).toEqual({ id: 'bin_456', locationId: 'loc_456', name: 'S-1-1' })
})

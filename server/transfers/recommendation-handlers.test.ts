import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { now, openTransfers, type TransfersFixture } from '../testing/transfers-fixture.ts'

let house: TransfersFixture
let call: TransfersFixture['call']
beforeEach(async () => {
  house = await openTransfers()
  call = house.call
})
afterEach(() => house.close())

const time = '2026-06-01T12:00:00Z'
const first = { page: 1, limit: 20, sortBy: 'createdAt', sortOrder: 'asc' } as const
const route = { sourceLocationId: 'loc_1', destLocationId: 'loc_2', comment: null } as const

async function draft(...lines: Schemas['TransferLineCreate'][]) {
  const { data } = await call('createTransfer', { body: { ...route, lines } })
  return data
}
const update = (transferId: string, body: Schemas['TransferUpdate'], at = now) =>
  call('updateTransfer', { params: { transferId }, body }, { now: at })
const get = async (transferId: string) => (await call('getTransfer', { params: { transferId } })).data
const item = (id: string) => house.ours.inventory.find(id)

describe('recommendations', () => {
  const wish: Required<Schemas['TransferRecommendationRequest']> = {
    locationId: null,
    minStockDifferencePct: 0.2,
    requirePositiveROI: false,
    unitMargin: null,
    fixedTransferCost: 0,
    unitTransferCost: 1,
    currency: 'EUR',
  }
  const generate = async (change: Partial<typeof wish> = {}) =>
    (await call('generateTransferRecommendations', { body: { ...wish, ...change } })).data.recommendations
  const approve = (recommendationId: string, comment: string | null = null) =>
    call('approveTransferRecommendation', { params: { recommendationId }, body: { comment } })
  const reject = (recommendationId: string) => call('rejectTransferRecommendation', { params: { recommendationId }, body: undefined })
  const execute = (recommendationId: string) => call('executeTransferRecommendation', { params: { recommendationId }, body: undefined })
  const find = async (recommendationId: string) => (await call('getTransferRecommendation', { params: { recommendationId } })).data
  const pendingFor = async (productMasterId: string) => (await generate()).find((each) => each.productMasterId === productMasterId)!

  test('are generated out of what is available, kept, and found', async () => {
    const made = await generate({ unitMargin: 3 })
    expect(made).toMatchObject(
      [
        { productMasterId: 'prod_b', sourceLocationId: 'loc_2', destLocationId: 'loc_1', quantity: 3, priority: 'HIGH' },
        { productMasterId: 'prod_a', sourceLocationId: 'loc_1', destLocationId: 'loc_2', quantity: 28, estimatedROI: 2 },
      ].toSorted((a, b) => (a.productMasterId === 'prod_b' ? -1 : b.productMasterId === 'prod_b' ? 1 : 0)),
    )
    expect(made[1]?.reason).toBe('60 available at Location 1 and 4 at Location 2.')
    expect(await find(made[0]!.id)).toEqual(made[0])
    const listed = await call('listTransferRecommendations', { query: { ...first, sortBy: 'quantity', sortOrder: 'desc' } })
    expect(listed.data).toEqual([made[1], made[0]])
  })

  test('count neither expired nor recalled units, and what is reserved neither', async () => {
    const { id } = await draft({ productMasterId: 'prod_a', lotId: 'lot_2', quantity: 5 })
    await update(id, { status: 'PENDING' })
    await house.ours.inventory.update({ ...(await item('item_a1'))!, recalled: true })
    expect((await pendingFor('prod_a')).reason).toBe('25 available at Location 1 and 4 at Location 2.')
    const later = { now: Date.UTC(2027, 0, 2) }
    const { data } = await call('generateTransferRecommendations', { body: wish }, later)
    expect(data.recommendations.map(({ reason }) => reason)).toContain('25 available at Location 1 and 0 at Location 2.')
  })

  test('are generated for one location, which has to be there', async () => {
    expect(await generate({ locationId: 'loc_3' })).toEqual([])
    expect(await generate({ locationId: 'loc_2' })).toHaveLength(2)
    await expect(generate({ locationId: 'loc_theirs' })).rejects.toMatchObject({
      refusal: 'referenceUnknown',
      details: { issues: [{ path: '/locationId' }] },
    })
  })

  test('cannot earn something without a margin', async () => {
    await expect(generate({ requirePositiveROI: true })).rejects.toMatchObject({
      refusal: 'requestInvalid',
      details: { issues: [{ path: '/unitMargin' }] },
    })
  })

  test('are approved, and executed as a transfer that reserves the units', async () => {
    const made = await pendingFor('prod_a')
    const { data: approved } = await approve(made.id, 'Go')
    expect(approved).toEqual({ ...made, status: 'APPROVED', comment: 'Go', updatedAt: time, decidedAt: time })
    const { data } = await execute(made.id)
    expect(data).toEqual({ ...approved, status: 'EXECUTED', transferId: data.transferId, executedAt: time })
    const transfer = await get(data.transferId!)
    expect(transfer).toMatchObject({ status: 'PENDING', recommendationId: made.id, sourceLocationId: 'loc_1', destLocationId: 'loc_2' })
    expect(transfer.lines).toMatchObject([{ quantity: 28, allocations: [{ inventoryItemId: 'item_a1', quantity: 28 }] }])
    expect((await item('item_a1'))?.quantityReserved).toBe(28)
    expect((await call('listTransfers', { query: { ...first, recommendationId: made.id } })).data).toEqual([transfer])
  })

  test('are rejected', async () => {
    const made = await pendingFor('prod_a')
    const { data } = await reject(made.id)
    expect(data).toEqual({ ...made, status: 'REJECTED', updatedAt: time, decidedAt: time })
    expect(await find(made.id)).toEqual(data)
  })

  test('stay approved when the units are gone', async () => {
    const made = await pendingFor('prod_a')
    const { data: approved } = await approve(made.id)
    const { id } = await draft({ productMasterId: 'prod_a', quantity: 40 })
    await update(id, { status: 'PENDING' })
    await expect(execute(made.id)).rejects.toMatchObject({ refusal: 'transferUnavailable' })
    expect(await find(made.id)).toEqual(approved)
    expect((await call('listTransfers', { query: first })).pagination.total).toBe(1)
  })

  test('move along no other edge than those of the contract', async () => {
    const table = [
      { journey: [], forbidden: { execute: 'recommendationNotApproved' } },
      { journey: [approve], forbidden: { approve: 'recommendationDecided', reject: 'recommendationDecided' } },
      {
        journey: [reject],
        forbidden: { approve: 'recommendationDecided', reject: 'recommendationDecided', execute: 'recommendationNotApproved' },
      },
      {
        journey: [approve, execute],
        forbidden: { approve: 'recommendationDecided', reject: 'recommendationDecided', execute: 'recommendationNotApproved' },
      },
    ]
    const acts = { approve, reject, execute }
    for (const { journey, forbidden } of table) {
      const { id } = await pendingFor('prod_b')
      for (const step of journey) await step(id)
      const [before, stock] = [await find(id), await house.lines()]
      for (const [name, refusal] of Object.entries(forbidden)) {
        await expect(acts[name as keyof typeof acts](id)).rejects.toMatchObject({ refusal })
      }
      expect([await find(id), await house.lines()]).toEqual([before, stock])
    }
  })

  test('are listed by what is asked for, those that wait for a decision apart', async () => {
    const [b, a] = (await generate({ unitMargin: 3 })) as [Schemas['TransferRecommendation'], Schemas['TransferRecommendation']]
    await approve(a.id)
    const found = async (filter: object) =>
      (await call('listTransferRecommendations', { query: { ...first, ...filter } })).data.map(({ id }) => id).toSorted()
    expect(await found({})).toEqual([a.id, b.id].toSorted())
    expect(await found({ status: 'APPROVED' })).toEqual([a.id])
    expect(await found({ priority: 'HIGH', productMasterId: 'prod_b' })).toEqual([b.id])
    expect(await found({ sourceLocationId: 'loc_2' })).toEqual([b.id])
    expect(await found({ destLocationId: 'loc_2' })).toEqual([a.id])
    expect(await found({ productMasterId: 'prod_theirs' })).toEqual([])
    const pending = async (filter: object = {}) =>
      (await call('listPendingTransferRecommendations', { query: { ...first, ...filter } })).data.map(({ id }) => id)
    expect(await pending()).toEqual([b.id])
    expect(await pending({ productMasterId: 'prod_a' })).toEqual([])
  })

  test('belong to their tenant, and to nobody if they are not there', async () => {
    const made = await pendingFor('prod_a')
    for (const [as, recommendationId] of [
      [house.callAsOther, made.id],
      [call, 'rec_0'],
    ] as const) {
      const asked = { params: { recommendationId }, body: undefined }
      for (const id of [
        'getTransferRecommendation',
        'approveTransferRecommendation',
        'rejectTransferRecommendation',
        'executeTransferRecommendation',
      ] as const) {
        await expect(as(id, asked)).rejects.toMatchObject({ refusal: 'resourceUnknown' })
      }
    }
    expect((await house.callAsOther('listTransferRecommendations', { query: first })).data).toEqual([])
    expect(await find(made.id)).toEqual(made)
  })
})

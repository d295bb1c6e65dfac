import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add } from '../quantity.ts'
import { RefusalError } from '../refusals.ts'
import { now, openWarehouse, type Warehouse } from './warehouse.ts'

const product = fc.constantFrom('prod_a', 'prod_b')
const quantity = fc.integer({ min: 1000, max: 12_000_000 }).map((millionths) => millionths / 1_000_000)
const source = fc.constantFrom('loc_1', 'loc_1', 'loc_2', 'loc_3')
const dest = fc.constantFrom('loc_1', 'loc_2', 'loc_2', 'loc_3')
const lines = fc.array(fc.record({ productMasterId: product, quantity }), { minLength: 1, maxLength: 2 })
const some = fc.nat({ max: 3 })
const status = fc.constantFrom('PENDING' as const, 'SHIPPED' as const, 'RECEIVED' as const, 'CANCELLED' as const)
const next = { DRAFT: 'PENDING', PENDING: 'SHIPPED', SHIPPED: 'RECEIVED', RECEIVED: 'RECEIVED', CANCELLED: 'CANCELLED' } as const

/** One step of somebody who works with transfers; `some` is which of those that there are. */
const step = fc.oneof(
  fc.record({ name: fc.constant('create' as const), sent: fc.record({ sourceLocationId: source, destLocationId: dest, lines }) }),
  { arbitrary: fc.record({ name: fc.constant('goOn' as const), some, moves: fc.integer({ min: 1, max: 3 }) }), weight: 6 },
  fc.record({
    name: fc.constant('update' as const),
    some,
    body: fc.oneof(fc.record({ status }), fc.record({ lines })),
  }),
  fc.record({ name: fc.constant('cancel' as const), some }),
  fc.record({ name: fc.constant('generate' as const), locationId: fc.option(dest, { nil: null }) }),
  { arbitrary: fc.record({ name: fc.constant('approve' as const), some }), weight: 2 },
  fc.record({ name: fc.constant('reject' as const), some }),
  { arbitrary: fc.record({ name: fc.constant('execute' as const), some }), weight: 2 },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface Known {
  readonly transfers: string[]
  readonly recommendations: string[]
}

async function take({ call }: Warehouse, did: Step, { transfers, recommendations }: Known): Promise<void> {
  const one = (ids: string[], some: number) => ids[some % ids.length] ?? 'none'
  switch (did.name) {
    case 'create': {
      const { data } = await call('createTransfer', { body: { ...did.sent, comment: null } })
      transfers.push(data.id)
      break
    }
    case 'goOn': {
      const params = { transferId: one(transfers, did.some) }
      for (let moves = did.moves; moves > 0; moves--) {
        const { data } = await call('getTransfer', { params })
        await call('updateTransfer', { params, body: { status: next[data.status] } })
      }
      break
    }
    case 'update':
      await call('updateTransfer', { params: { transferId: one(transfers, did.some) }, body: did.body })
      break
    case 'cancel':
      await call('updateTransfer', { params: { transferId: one(transfers, did.some) }, body: { status: 'CANCELLED' } })
      break
    case 'generate': {
      const amounts = { minStockDifferencePct: 0.1, requirePositiveROI: false, unitMargin: null, fixedTransferCost: 0, unitTransferCost: 1 }
      const body = { locationId: did.locationId, ...amounts, currency: 'EUR' }
      const { data } = await call('generateTransferRecommendations', { body }, { now })
      recommendations.push(...data.recommendations.map(({ id }) => id))
      break
    }
    case 'approve':
      await call('approveTransferRecommendation', { params: { recommendationId: one(recommendations, did.some) }, body: undefined })
      break
    case 'reject':
      await call('rejectTransferRecommendation', { params: { recommendationId: one(recommendations, did.some) }, body: undefined })
      break
    case 'execute': {
      const params = { recommendationId: one(recommendations, did.some) }
      const { data } = await call('executeTransferRecommendation', { params, body: undefined })
      transfers.push(data.transferId ?? '')
      break
    }
  }
}

test('whatever is done with transfers, no unit is made or lost, and no line promises more than it has', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 40, size: 'max' }), async (steps) => {
      const house = await openWarehouse()
      const known: Known = { transfers: [], recommendations: [] }
      const totals = await house.totals()
      for (const did of steps) {
        await take(house, did, known).catch((error: unknown) => {
          if (!(error instanceof RefusalError)) throw error
        })
        expect(await house.totals()).toEqual(totals)
        const all = await house.ours.transfers.list({ page: 1, limit: 100, sortBy: 'createdAt', sortOrder: 'asc' })
        for (const { status, recommendationId } of all.data) seen.add(status).add(recommendationId === null ? status : 'executed')
        const open = all.data.filter(({ status }) => status === 'PENDING' || status === 'SHIPPED')
        const allocations = open.flatMap((each) => each.lines.flatMap((line) => line.allocations))
        for (const line of await house.lines()) {
          const reserved = allocations.filter(({ inventoryItemId }) => inventoryItemId === line.id).map((each) => each.quantity)
          expect(line.quantityReserved).toBe(add(...reserved))
          expect(line.quantityReserved).toBeLessThanOrEqual(line.quantityOnHand)
          expect(await house.ours.adjustments.sum(line.id)).toBe(line.quantityOnHand)
        }
      }
      await house.close()
    }),
    { numRuns: 30 },
  )
  // Otherwise the runs would have shown nothing.
  expect([...seen].toSorted()).toEqual(['CANCELLED', 'DRAFT', 'PENDING', 'RECEIVED', 'SHIPPED', 'executed'])
})

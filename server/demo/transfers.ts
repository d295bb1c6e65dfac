import type { TenantStore } from '../store/store.ts'
import type { Transfer } from '../store/transfers-store.ts'
import { timestamp } from '../timestamp.ts'
import { newRecommendation, type Proposal, proposals, type Wish } from '../transfers/proposal.ts'
import { decided, executed } from '../transfers/recommendation.ts'
import { moveOn } from '../transfers/stock.ts'
import { newTransfer } from '../transfers/transfer.ts'
import { demoNow } from './clock.ts'
import type { DemoTenant } from './keys.ts'
import { type Random, random } from './random.ts'

const minute = 60_000

/** The search criteria of the tenants each morning. */
const wish: Wish = {
  locationId: null,
  minStockDifferencePct: 0.2,
  requirePositiveROI: false,
  unitMargin: 4.6,
  fixedTransferCost: 150,
  unitTransferCost: 1,
  currency: 'EUR',
}

/** The statuses of a transfer in order. */
type Journey = readonly Exclude<Transfer['status'], 'DRAFT'>[]

/** The outcome of a recommendation. */
type Fate = 'PENDING' | 'APPROVED' | 'REJECTED' | Journey

const pending: Journey = ['PENDING']
const shipped: Journey = ['PENDING', 'SHIPPED']
const received: Journey = ['PENDING', 'SHIPPED', 'RECEIVED']

const fates: readonly Fate[] = ['PENDING', 'APPROVED', received, 'REJECTED', 'PENDING', shipped, 'PENDING', 'APPROVED', pending, 'PENDING']

/** Manually created transfers: their statuses, and the moved fraction of the movable quantity. */
const asked: readonly { readonly journey: Journey; readonly part: number; readonly comment: string | null }[] = [
  { journey: received, part: 4, comment: 'Window display' },
  { journey: ['PENDING', 'SHIPPED', 'CANCELLED'], part: 4, comment: 'The van came back' },
  { journey: [], part: 1, comment: null },
  { journey: ['CANCELLED'], part: 5, comment: null },
  { journey: shipped, part: 6, comment: 'By the evening run' },
]

/** Times of the last morning in milliseconds: later than all other stock movements, in ascending order. */
function* morning(): Generator<number, never> {
  for (let minutes = 150; ; minutes--) yield demoNow - minutes * minute
}

async function travel(store: TenantStore, draft: Transfer, journey: Journey, times: Iterator<number, never>, chance: Random) {
  let transfer = draft
  for (const status of journey)
    transfer = await moveOn(store, transfer, status, { now: times.next().value, newId: (prefix) => chance.id(prefix) })
  await store.transfers.insert(transfer)
}

async function recommend(store: TenantStore, proposal: Proposal, fate: Fate, times: Iterator<number, never>, chance: Random) {
  const proposed = newRecommendation(chance.id('rec'), proposal, wish, timestamp(demoNow - 180 * minute))
  await store.recommendations.insert(proposed)
  if (fate === 'PENDING') return
  const time = timestamp(times.next().value)
  if (fate === 'REJECTED') return store.recommendations.update(decided(proposed, fate, 'Sells better where it is', time))
  const approved = decided(proposed, 'APPROVED', null, time)
  if (fate === 'APPROVED') return store.recommendations.update(approved)

  const { id, productMasterId, sourceLocationId, destLocationId, quantity } = proposed
  const sent = { sourceLocationId, destLocationId, lines: [{ productMasterId, quantity }], comment: null }
  const draft = { ...newTransfer(chance.id('trf'), sent, timestamp(times.next().value)), recommendationId: id }
  await travel(store, draft, fate, times, chance)
  await store.recommendations.update(executed(approved, draft.id, draft.createdAt))
}

async function ask(
  store: TenantStore,
  { source, dest, quantity }: Proposal,
  { journey, part, comment }: (typeof asked)[number],
  id: string,
  times: Iterator<number, never>,
  chance: Random,
) {
  const lines = [{ productMasterId: source.productMasterId, quantity: Math.ceil(quantity / part) }]
  const sent = { sourceLocationId: source.locationId, destLocationId: dest.locationId, lines, comment }
  await travel(store, newTransfer(id, sent, timestamp(times.next().value)), journey, times, chance)
}

/** The transfer and the recommendation of the contract's examples, and the recommendation that led to that transfer. */
async function tellExamples(store: TenantStore): Promise<void> {
  const shoes = { productMasterId: 'prod_123', sourceLocationId: 'loc_123', destLocationId: 'loc_456', quantity: 50 } as const
  const cost = { unitMargin: 4.6, transferCost: 200, currency: 'EUR', estimatedROI: 0.15 } as const
  await store.bins.insert({ id: 'bin_456', locationId: 'loc_456', name: 'S-1-1' })
  await store.recommendations.insert({
    id: 'rec_122',
    ...shoes,
    priority: 'URGENT',
    status: 'EXECUTED',
    reason: '101 available at Hamburg warehouse and 0 at Munich store.',
    ...cost,
    comment: 'Needed before the weekend',
    transferId: 'trf_123',
    createdAt: '2026-05-29T06:00:00Z',
    updatedAt: '2026-05-29T09:00:00Z',
    decidedAt: '2026-05-29T08:00:00Z',
    executedAt: '2026-05-29T09:00:00Z',
  })
  await store.recommendations.insert({
    id: 'rec_123',
    ...shoes,
    priority: 'HIGH',
    status: 'PENDING',
    reason: '150 available at Hamburg warehouse and 50 at Munich store.',
    ...cost,
    comment: null,
    transferId: null,
    createdAt: '2026-06-01T06:00:00Z',
    updatedAt: '2026-06-01T06:00:00Z',
    decidedAt: null,
    executedAt: null,
  })
  // Its units are those reserved at item_123.
  const allocations = [{ inventoryItemId: 'item_123', lotId: 'lot_123', binId: 'bin_123', quantity: 50 }]
  await store.transfers.insert({
    id: 'trf_123',
    status: 'PENDING',
    sourceLocationId: 'loc_123',
    destLocationId: 'loc_456',
    lines: [{ productMasterId: 'prod_123', lotId: null, binId: null, destBinId: null, quantity: 50, allocations }],
    comment: null,
    recommendationId: 'rec_122',
    createdAt: '2026-05-29T09:00:00Z',
    updatedAt: '2026-05-29T09:00:00Z',
    shippedAt: null,
    receivedAt: null,
    cancelledAt: null,
  })
}

/** Recommendations and transfers in every status, based on the existing stock; stock is reserved and moved accordingly. */
export async function fillTransfers(store: TenantStore, slug: DemoTenant): Promise<void> {
  const chance = random(slug === 'nordwind' ? 789 : 987)
  const times = morning()
  if (slug === 'nordwind') await tellExamples(store)
  // The first manual transfer: in the contract's examples it is received, and its movements can be listed.
  const known = slug === 'nordwind' ? ['trf_122'] : []
  const balances = await store.stockBalances.all(timestamp(demoNow).slice(0, 10), null)
  // The stock of the examples is handled above.
  const possible = proposals(balances, wish).filter(({ source }) => !['prod_123', 'prod_124'].includes(source.productMasterId))
  for (const [index, proposal] of possible.entries()) {
    const [fate, transfer] = [fates[index / 2], asked[(index - 1) / 2]]
    if (fate !== undefined) await recommend(store, proposal, fate, times, chance)
    if (transfer !== undefined) await ask(store, proposal, transfer, known.shift() ?? chance.id('trf'), times, chance)
  }
}

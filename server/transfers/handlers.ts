import type { Handlers, Input } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import type { TenantStore } from '../store/store.ts'
import type { Recommendation } from '../store/transfers-store.ts'
import { timestamp } from '../timestamp.ts'
import { newRecommendation, proposals } from './proposal.ts'
import { decided, executed } from './recommendation.ts'
import { checkReferences } from './references.ts'
import { moveOn } from './stock.ts'
import { editedTransfer, mayChange, newTransfer } from './transfer.ts'

async function findRecommendation(store: TenantStore, id: string): Promise<Recommendation> {
  const recommendation = await store.recommendations.find(id)
  if (recommendation === undefined) throw refuse('resourceUnknown')
  return recommendation
}

const decide =
  (status: 'APPROVED' | 'REJECTED') =>
  ({ params, body, store, now }: Input<'approveTransferRecommendation' | 'rejectTransferRecommendation'>) =>
    store.transaction(async (inner) => {
      const recommendation = await findRecommendation(inner, params.recommendationId)
      if (recommendation.status !== 'PENDING') throw refuse('recommendationDecided')
      const data = decided(recommendation, status, body?.comment ?? null, timestamp(now))
      await inner.recommendations.update(data)
      return { status: 200 as const, data }
    })

export const transfersHandlers = {
  listTransfers: async ({ query, store }) => ({ status: 200, ...(await store.transfers.list(query)) }),

  createTransfer: ({ body, store, now, newId }) =>
    store.transaction(async (inner) => {
      await checkReferences(inner, body, undefined)
      const transfer = newTransfer(newId('trf'), body, timestamp(now))
      await inner.transfers.insert(transfer)
      return { status: 201 as const, data: transfer }
    }),

  getTransfer: async ({ params, store }) => {
    const transfer = await store.transfers.find(params.transferId)
    if (transfer === undefined) throw refuse('resourceUnknown')
    return { status: 200, data: transfer }
  },

  updateTransfer: ({ params, body, store, now, newId }) =>
    store.transaction(async (inner) => {
      const present = await inner.transfers.find(params.transferId)
      await checkReferences(inner, body, present)
      if (present === undefined) throw refuse('resourceUnknown')
      if (!mayChange(present.status, body)) throw refuse('transferStateForbids')
      const edited = editedTransfer(present, body, timestamp(now))
      const data = body.status === undefined ? edited : await moveOn(inner, edited, body.status, { now, newId })
      await inner.transfers.update(data)
      return { status: 200 as const, data }
    }),

  listTransferBins: async ({ query, store }) => ({ status: 200, ...(await store.transferBins.list(query)) }),

  listTransferRecommendations: async ({ query, store }) => ({ status: 200, ...(await store.recommendations.list(query)) }),

  generateTransferRecommendations: ({ body, store, now, newId }) => {
    if (body.requirePositiveROI && body.unitMargin === null) {
      throw refuse('requestInvalid', {
        issues: [{ in: 'body', path: '/unitMargin', message: 'must be present if requirePositiveROI is set' }],
      })
    }
    return store.transaction(async (inner) => {
      if (body.locationId !== null && (await inner.locations.find(body.locationId)) === undefined) {
        throw refuse('referenceUnknown', { issues: [{ in: 'body', path: '/locationId', message: 'must be the id of a location' }] })
      }
      const time = timestamp(now)
      const balances = await inner.stockBalances.all(new Date(now).toISOString().slice(0, 10), body.locationId)
      const recommendations = proposals(balances, body).map((proposal) => newRecommendation(newId('rec'), proposal, body, time))
      for (const each of recommendations) await inner.recommendations.insert(each)
      return { status: 200 as const, data: { success: true as const, created: recommendations.length, recommendations } }
    })
  },

  getTransferRecommendation: async ({ params, store }) => ({
    status: 200,
    data: await findRecommendation(store, params.recommendationId),
  }),

  approveTransferRecommendation: decide('APPROVED'),

  executeTransferRecommendation: ({ params, store, now, newId }) =>
    store.transaction(async (inner) => {
      const recommendation = await findRecommendation(inner, params.recommendationId)
      if (recommendation.status !== 'APPROVED') throw refuse('recommendationNotApproved')
      const { id, productMasterId, sourceLocationId, destLocationId, quantity } = recommendation
      const time = timestamp(now)
      const wish = { sourceLocationId, destLocationId, lines: [{ productMasterId, quantity }], comment: null }
      const draft = { ...newTransfer(newId('trf'), wish, time), recommendationId: id }
      const transfer = await moveOn(inner, draft, 'PENDING', { now, newId })
      await inner.transfers.insert(transfer)
      const data = executed(recommendation, transfer.id, time)
      await inner.recommendations.update(data)
      return { status: 200 as const, data }
    }),

  rejectTransferRecommendation: decide('REJECTED'),

  listPendingTransferRecommendations: async ({ query, store }) => ({
    status: 200,
    ...(await store.recommendations.list({ ...query, status: 'PENDING' })),
  }),
} satisfies Pick<
  Handlers,
  | 'listTransfers'
  | 'createTransfer'
  | 'getTransfer'
  | 'updateTransfer'
  | 'listTransferBins'
  | 'listTransferRecommendations'
  | 'generateTransferRecommendations'
  | 'getTransferRecommendation'
  | 'approveTransferRecommendation'
  | 'executeTransferRecommendation'
  | 'rejectTransferRecommendation'
  | 'listPendingTransferRecommendations'
>

import { expect } from 'vitest'
import type { RefusalName } from '../../refusals.ts'
import { has, latest, latestNamed } from '../property-traces.ts'
import { mayMove, type Recommendation, suffices, units } from './stock.ts'
import { command, type StockCommand } from './step.ts'
import { reserve } from './transfer-steps.ts'

const wish = {
  minStockDifferencePct: 0.1,
  requirePositiveROI: false,
  unitMargin: null,
  fixedTransferCost: 0,
  unitTransferCost: 1,
  currency: 'EUR',
}

const wantedOf = ({ product, quantity }: Recommendation) => [{ product, lot: null, destBin: null, quantity }]

/** `location` is null for all. The step checks that transfers are possible, not that they are useful. */
export function generate(location: string | null): StockCommand {
  return command({
    sentence: `have transfers recommended for ${location ?? 'everywhere'}`,
    refusal: () => undefined,
    ask: async ({ call }) =>
      (await call('generateTransferRecommendations', { body: { ...wish, locationId: location } })).data.recommendations,
    follow: (stock, made) => {
      for (const { id, productMasterId: product, sourceLocationId: source, quantity } of made) {
        const recommendation: Recommendation = { id, status: 'PENDING', product, source, quantity: quantity * 1_000_000 }
        expect(suffices(stock, source, wantedOf(recommendation)), `${units(recommendation.quantity)} of ${product} at ${source}`).toBe(true)
        stock.recommendations.push(recommendation)
      }
    },
  })
}

function decide(back: number, verb: string, operation: 'approveTransferRecommendation' | 'rejectTransferRecommendation'): StockCommand {
  const to = operation === 'approveTransferRecommendation' ? 'APPROVED' : 'REJECTED'
  return command({
    sentence: `${verb} ${latestNamed('recommendation', back)}`,
    possible: (stock) => has(stock.recommendations, back),
    refusal: (stock) =>
      mayMove('recommendationId', operation, latest(stock.recommendations, back).status, to) ? undefined : 'recommendationDecided',
    ask: ({ call }, stock) => call(operation, { params: { recommendationId: latest(stock.recommendations, back).id }, body: undefined }),
    follow: (stock) => void (latest(stock.recommendations, back).status = to),
  })
}

export const approve = (back: number) => decide(back, 'approve', 'approveTransferRecommendation')
export const reject = (back: number) => decide(back, 'reject', 'rejectTransferRecommendation')

export function execute(back: number): StockCommand {
  return command({
    sentence: `execute ${latestNamed('recommendation', back)}`,
    possible: (stock) => has(stock.recommendations, back),
    refusal: (stock): RefusalName | undefined => {
      const recommendation = latest(stock.recommendations, back)
      if (!mayMove('recommendationId', 'executeTransferRecommendation', recommendation.status, 'EXECUTED'))
        return 'recommendationNotApproved'
      return suffices(stock, recommendation.source, wantedOf(recommendation)) ? undefined : 'transferUnavailable'
    },
    ask: async ({ call }, stock) => {
      const { data } = await call('executeTransferRecommendation', {
        params: { recommendationId: latest(stock.recommendations, back).id },
        body: undefined,
      })
      return (await call('getTransfer', { params: { transferId: data.transferId ?? '' } })).data
    },
    follow: (stock, answered, ledger) => {
      const recommendation = latest(stock.recommendations, back)
      recommendation.status = 'EXECUTED'
      const { id, sourceLocationId: source, destLocationId: dest } = answered
      const transfer = { id, status: 'PENDING' as const, source, dest, wanted: wantedOf(recommendation), taken: [] }
      stock.transfers.push(transfer)
      reserve(stock, transfer, answered, ledger)
    },
  })
}

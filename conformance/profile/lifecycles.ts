/** How this API's resources are led through their states, where links and examples are not sufficient. */
import type { Request, WriteJson } from '../model/request.ts'
import type { Lifecycles } from '../model/profile.ts'
import type { Resource, Resources } from '../model/resource.ts'
import { countedLines, countedStock, kinds, moved, movedBetween } from './kinds.ts'

/**
 * Creates two recommendations for stock of the run only: one location has so much of it, and a transfer is so expensive, that moving any
 * other stock is never profitable. The product identifies them in the response.
 */
export function recommendations(resources: Resources): { readonly generate: Request; readonly first: Resource; readonly second: Resource } {
  const [here] = movedBetween(resources)
  const all = [moved(resources, 'moved'), moved(resources, 'recommended')]
  const products = all.map(({ product }) => product.id)
  const stocked = all.flatMap(({ stock, arriving }) => [stock.create, arriving.create])
  const generate = resources.act('generateTransferRecommendations', {
    json: {
      locationId: here,
      minStockDifferencePct: 0.9,
      requirePositiveROI: true,
      unitMargin: 3,
      fixedTransferCost: 400_000_000,
      unitTransferCost: 1,
    },
    after: stocked,
    effect: 'lasting',
  })
  const [first, second] = products.map((product, index) =>
    resources.adds('generateTransferRecommendations', generate, {
      at: { from: generate, pointer: '/data/recommendations', row: { where: '/productMasterId', is: product, value: '/id' } },
      shows: product,
      purpose: index === 0 ? 'first' : 'second',
      undo: (recommendationId) => [
        resources.act('rejectTransferRecommendation', {
          params: { recommendationId },
          json: { comment: resources.mark('undo') },
          effect: 'undo',
        }),
      ],
    }),
  )
  if (first === undefined || second === undefined) throw new Error('there are two recommendations')
  return { generate, first, second }
}

export const lifecycles: Lifecycles = {
  starts: {
    recommendationId: (resources, path) => recommendations(resources)[path.includes('EXECUTED') ? 'first' : 'second'],
  },
  bodies: {
    recordCycleCountLines: (resources): WriteJson => countedLines(countedStock(resources)),
    updateTransfer: (resources) => ({ comment: resources.mark('edited') }),
    updateForecastScenario: (resources) => ({ name: resources.mark('edited'), type: 'BASELINE' }),
    generateForecastScenario: () => ({ horizonDays: 7 }),
    updateApiKey: (resources) => ({ name: resources.mark('edited') }),
  },
  additions: {
    executeTransferRecommendation: (resources, step, { id, purpose }) => {
      resources.adds('executeTransferRecommendation', step, {
        at: { from: step, pointer: kinds.executeTransferRecommendation.id },
        shows: id,
        purpose,
        undo: (transferId) => [resources.act('updateTransfer', { params: { transferId }, json: { status: 'CANCELLED' }, effect: 'undo' })],
      })
    },
  },
}

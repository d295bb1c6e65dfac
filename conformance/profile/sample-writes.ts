/** Write requests that a conforming deployment accepts, where links and examples are not sufficient. */
import type { OperationId } from '../../spec/contract.ts'
import type { Request, WriteJson } from '../model/request.ts'
import type { Resources } from '../model/resource.ts'
import { shared, somewhere } from './kinds.ts'
import { recommendations } from './lifecycles.ts'

/** Operations that are neither reads nor creations: the target and the body of each, where links and the example are not sufficient. */
export const sampleWrites: Readonly<Partial<Record<OperationId, (resources: Resources) => Request>>> = {
  updateProduct: (resources) =>
    resources.act('updateProduct', {
      params: { productId: resources.of('createProduct', shared).id },
      json: { description: resources.mark('changed') },
    }),
  suggestProductCategories: (resources) =>
    resources.act('suggestProductCategories', {
      params: { productId: resources.of('createProduct', 'life').id },
      json: { taxonomyId: resources.named('taxonomy') },
    }),
  adjustInventory: (resources) => resources.act('adjustInventory', { json: { ...stockBody(resources), deltaQty: -5 } }),
  checkAvailability: (resources) => {
    const stock = resources.of('recordStock', 'life').create
    const place = { productMasterId: resources.of('createProduct', 'life').id, locationId: somewhere(resources) }
    // The second quantity is the maximum of the contract; the stock covers only a part of it.
    return resources.act('checkAvailability', { json: { items: [1, 1_000_000_000].map((qty) => ({ ...place, qty })) }, after: [stock] })
  },
  // With the least that the contract requires.
  upsertInventoryLevel: (resources) =>
    resources.act('upsertInventoryLevel', {
      json: {
        productMasterId: resources.of('createProduct', 'life').id,
        locationId: somewhere(resources),
        minQuantity: 1,
        comments: resources.mark('level'),
      },
    }),
  replaceAlertConfig: (resources) =>
    // The current configuration is sent back unchanged, because it does not belong to the run.
    resources.act('replaceAlertConfig', { json: { config: resources.named('setting') }, effect: 'lasting' }),
  generateTransferRecommendations: (resources) => recommendations(resources).generate,
  updateForecastEvent: (resources) =>
    resources.act('updateForecastEvent', {
      params: { eventId: resources.of('createForecastEvent', 'set').id },
      json: {
        name: resources.mark('event'),
        type: 'PROMOTION',
        startsAt: '2026-06-01T00:00:00Z',
        endsAt: '2026-06-30T23:59:59Z',
        value: { liftPct: 0.1, stackingMode: 'MULTIPLICATIVE' },
        // An event without a product applies to all products.
        productMasterId: resources.of('createProduct', shared).id,
      },
    }),
  compareForecastScenarios: (resources) => {
    // Scenarios of other checks, because comparing changes nothing.
    const scenarioIds = ['life', 'way-generated-draft'].map((purpose) => resources.of('createForecastScenario', purpose).id)
    return resources.act('compareForecastScenarios', { json: { scenarioIds, horizonDays: 7 } })
  },
  updateApiKey: (resources) =>
    resources.act('updateApiKey', {
      params: { keyId: resources.of('createApiKey', 'deed').id },
      json: { name: resources.mark('renamed') },
    }),
  rotateApiKey: (resources) => resources.act('rotateApiKey', { params: { keyId: resources.of('createApiKey', 'deed').id }, json: {} }),
}

function stockBody(resources: Resources): Record<string, WriteJson> {
  return {
    inventoryItemId: resources.of('recordStock', 'life').id,
    reasonCodeId: resources.named('reason'),
    comment: resources.mark('adjusted'),
  }
}

import { refuse } from '../refusals.ts'
import type { ForecastEvent } from '../store/forecasting-store.ts'
import { deviationsOf } from './deviation.ts'
import { amongAll, byIdAlone, firstOf, ifForeign } from './tenants.ts'

/** Faults that let a tenant change or use resources of another tenant. */
export const tenantWrites = deviationsOf({
  'tenant/product-changed-by-id-alone': {
    harm: "A PATCH with another account's id renames that customer's product.",
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'updateProduct' }],
    change: byIdAlone('updateProduct', (own, { params }) => own.products.find(params.productId)),
  },
  'tenant/event-deleted-by-id-alone': {
    harm: "A DELETE with another account's id deletes that customer's event.",
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'deleteForecastEvent' }],
    change: byIdAlone('deleteForecastEvent', (own, { params }) => own.forecastEvents.find(params.eventId)),
  },
  'tenant/transfer-moved-by-id-alone': {
    harm: "Another customer's transfer can be submitted or canceled, and its stock reserved or released.",
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'updateTransfer' }],
    change: byIdAlone('updateTransfer', (own, { params }) => own.transfers.find(params.transferId)),
  },
  'tenant/publish-tells-state': {
    harm: "Publishing another account's scenario returns 409 with its state, which reveals that it exists.",
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'publishForecastScenario' }],
    change: ifForeign(
      'publishForecastScenario',
      (own, { params }) => own.forecastScenarios.find(params.scenarioId),
      () => {
        throw refuse('scenarioNotGenerated')
      },
    ),
  },
  'tenant/count-completed-by-id-alone': {
    harm: "Another customer's cycle count can be completed.",
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'completeCycleCount' }],
    change: byIdAlone('completeCycleCount', (own, { params }) => own.cycleCounts.find(params.cycleCountId)),
  },
  'tenant/event-replaced-before-check': {
    harm: "A PUT on another account's event returns 404, but the event has already been replaced.",
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'updateForecastEvent' }],
    change: ifForeign(
      'updateForecastEvent',
      (own, { params }) => own.forecastEvents.find(params.eventId),
      async ({ params, body }, owner) => {
        const event = await owner.forecastEvents.find(params.eventId)
        if (event !== undefined) await owner.forecastEvents.update({ ...event, name: body.name })
        throw refuse('resourceUnknown')
      },
    ),
  },
  'tenant/recommendation-approved-by-id-alone': {
    harm: "Another customer's transfer recommendation can be approved.",
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'approveTransferRecommendation' }],
    change: byIdAlone('approveTransferRecommendation', (own, { params }) => own.recommendations.find(params.recommendationId)),
  },
  'tenant/key-revoked-by-id-alone': {
    harm: 'An administrator of one account can revoke the keys of another.',
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'revokeApiKey' }],
    change: byIdAlone('revokeApiKey', (own, { params }) => own.keys.find(params.keyId)),
  },
  'tenant/key-rotated-by-id-alone': {
    harm: "Rotating another account's key returns a new secret with access to that account.",
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'rotateApiKey' }],
    change: byIdAlone('rotateApiKey', (own, { params }) => own.keys.find(params.keyId)),
  },
  'tenant/stock-held-by-id-alone': {
    harm: "Another customer's stock can be recalled, so that it can no longer be promised or shipped.",
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'setAvailability' }],
    change: byIdAlone('setAvailability', (own, { params }) => own.inventory.find(params.availabilityId)),
  },
  'tenant/event-for-foreign-product': {
    harm: "An event for another customer's product returns 500 and one for an unknown product 400, which reveals that the product exists.",
    breaks: [{ rule: 'tenant/foreign-reference-refused', operation: 'createForecastEvent' }],
    change: amongAll('createForecastEvent', (right, stores) => async (input) => {
      const { productMasterId } = input.body
      if (productMasterId === null || (await input.store.products.find(productMasterId)) !== undefined) return right(input)
      const foreign = await firstOf(stores, ({ products }) => products.find(productMasterId))
      if (foreign !== undefined) throw new Error('the product is not there when the event is joined with it')
      return right(input)
    }),
  },
  'tenant/alert-names-foreign-product': {
    harm: "An alert accepts another customer's product and contains its name in the message.",
    breaks: [{ rule: 'tenant/foreign-reference-refused', operation: 'triggerAlert' }],
    change: amongAll('triggerAlert', (right, stores) => async (input) => {
      const { body, store: own } = input
      // Not within the transaction, which must not read anything else.
      const product =
        body.productMasterId === null ? undefined : await firstOf(stores, ({ products }) => products.find(body.productMasterId ?? ''))
      return right({
        ...input,
        store: {
          ...own,
          transaction: (work) => own.transaction((inner) => work({ ...inner, products: { ...inner.products, find: async () => product } })),
        },
      })
    }),
  },
  'tenant/scenario-with-foreign-event': {
    harm: "A scenario accepts another customer's event and lists it as its own.",
    breaks: [{ rule: 'tenant/foreign-reference-refused', operation: 'createForecastScenario' }],
    change: amongAll('createForecastScenario', (right, stores) => async (input) => {
      const { body, store: own } = input
      const found = new Map<string, ForecastEvent>()
      for (const id of body.assumptions.includedEventIds ?? []) {
        const event = await firstOf(stores, ({ forecastEvents }) => forecastEvents.find(id))
        if (event !== undefined) found.set(id, event)
      }
      return right({
        ...input,
        store: {
          ...own,
          transaction: (work) =>
            own.transaction((inner) => work({ ...inner, forecastEvents: { ...inner.forecastEvents, find: async (id) => found.get(id) } })),
        },
      })
    }),
  },
  'tenant/scenarios-of-anyone-compared': {
    harm: "A comparison accepts the ids of other customers' scenarios and returns their planned quantities.",
    breaks: [{ rule: 'tenant/foreign-reference-refused', operation: 'compareForecastScenarios' }],
    change: byIdAlone('compareForecastScenarios', async (own, { body }) => {
      const [first] = body.scenarioIds
      return first === undefined ? undefined : own.forecastScenarios.find(first)
    }),
  },
  'tenant/foreign-stock-adjusted': {
    harm: "An adjustment accepts another customer's stock line and changes its quantity on hand.",
    breaks: [{ rule: 'tenant/foreign-reference-refused', operation: 'adjustInventory' }],
    change: byIdAlone('adjustInventory', (own, { body }) => own.inventory.find(body.inventoryItemId)),
  },
  'tenant/sku-unique-among-all': {
    harm: 'SKUs are unique across all accounts, so the conflict reveals that another customer uses the SKU.',
    breaks: [{ rule: 'tenant/unique-values-apart', operation: 'createProduct' }],
    change: amongAll('createProduct', (right, stores) => async (input) => {
      const { sku } = input.body
      const namesake = await firstOf(stores, async ({ products }) => {
        const { data } = await products.list({ sku, page: 1, limit: 1, sortBy: 'sku', sortOrder: 'asc' })
        return data[0]
      })
      if (namesake !== undefined) throw refuse('skuTaken')
      return right(input)
    }),
  },
})

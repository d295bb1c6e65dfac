import { RefusalError, refuse } from '../refusals.ts'
import { deviationsOf, step } from './deviation.ts'
import { byIdAlone, ifForeign, tenantIds } from './tenants.ts'

/** Faults that let a tenant read single resources of another tenant. */
export const tenant = deviationsOf({
  'tenant/product-read-by-id-alone': {
    harm: "Products are found by id alone, so a customer can read the name and the cost of a competitor's product.",
    breaks: [{ rule: 'tenant/foreign-item-not-found', operation: 'getProduct' }],
    change: byIdAlone('getProduct', (store, { params }) => store.products.find(params.productId)),
  },
  'tenant/history-read-by-id-alone': {
    harm: "The product history is found by product id alone, so a customer can follow all changes of another account's product.",
    breaks: [{ rule: 'tenant/foreign-item-not-found', operation: 'listProductHistory' }],
    change: byIdAlone('listProductHistory', (store, { params }) => store.products.find(params.productId)),
  },
  'tenant/count-read-by-id-alone': {
    harm: "Cycle counts are found by id alone, so a customer can read another company's stock line by line.",
    breaks: [{ rule: 'tenant/foreign-item-not-found', operation: 'getCycleCount' }],
    change: byIdAlone('getCycleCount', (store, { params }) => store.cycleCounts.find(params.cycleCountId)),
  },
  'tenant/event-read-by-id-alone': {
    harm: "Forecast events are found by id alone, so a customer can read the dates and the lift of another account's promotion.",
    breaks: [{ rule: 'tenant/foreign-item-not-found', operation: 'getForecastEvent' }],
    change: byIdAlone('getForecastEvent', (store, { params }) => store.forecastEvents.find(params.eventId)),
  },
  'tenant/head-forgets-tenant': {
    harm: 'HEAD ignores the tenant, so every account can detect which transfers of others exist, although GET hides them.',
    breaks: [{ rule: 'tenant/foreign-head-not-found' }],
    change: step('handle', (right) => async (exchange, service) => {
      const { arrival, input } = exchange
      const [id] = Object.values(input?.params ?? {})
      if (arrival.method === 'HEAD' && id !== undefined) {
        for (const tenantId of tenantIds) {
          const store = service.store.forTenant(tenantId)
          const found = (await store.products.find(id)) ?? (await store.inventory.find(id)) ?? (await store.transfers.find(id))
          if (found === undefined) continue
          exchange.outcome = { status: 200, data: found }
          return
        }
      }
      await right(exchange, service)
    }),
  },
  'tenant/scenario-forbidden': {
    harm: 'A scenario of another account returns 403 instead of 404, which reveals that it exists.',
    breaks: [{ rule: 'tenant/existence-hidden', operation: 'getForecastScenario' }],
    change: ifForeign(
      'getForecastScenario',
      (store, { params }) => store.forecastScenarios.find(params.scenarioId),
      () => {
        throw refuse('scopeInsufficient', { requiredPermissions: ['forecast.read'] })
      },
    ),
  },
  'tenant/recommendation-of-another-organization': {
    harm: "The error for another account's recommendation has a reason that unknown ids do not have, which reveals that it exists.",
    breaks: [{ rule: 'tenant/existence-hidden', operation: 'getTransferRecommendation' }],
    change: ifForeign(
      'getTransferRecommendation',
      (store, { params }) => store.recommendations.find(params.recommendationId),
      () => {
        throw new RefusalError('resourceUnknown', { reason: 'OTHER_ORGANIZATION' }, {})
      },
    ),
  },
  'tenant/variants-of-anyone-empty': {
    harm: "The variants of another account's product are an empty list instead of 404, which reveals that the product exists.",
    breaks: [{ rule: 'tenant/existence-hidden', operation: 'listProductVariants' }],
    change: ifForeign(
      'listProductVariants',
      (store, { params }) => store.products.find(params.productId),
      async ({ params, query, store }) => {
        const { pagination } = await store.productVariants.list(params.productId, query)
        return { status: 200, data: [], pagination }
      },
    ),
  },
  'tenant/stock-line-fails': {
    harm: 'A stock line of another account causes a server error, which reveals that it exists and fills the log.',
    breaks: [{ rule: 'tenant/existence-hidden', operation: 'getAvailability' }],
    change: ifForeign(
      'getAvailability',
      (store, { params }) => store.inventory.find(params.availabilityId),
      () => {
        throw new TypeError('a stock line without product')
      },
    ),
  },
  'tenant/taxonomy-shared-by-all': {
    harm: 'Taxonomies are shared by all accounts, so competitors see how a company organizes its products.',
    breaks: [{ rule: 'tenant/foreign-item-not-found', operation: 'getTaxonomy' }],
    change: byIdAlone('getTaxonomy', (store, { params }) => store.taxonomies.find(params.taxonomyId)),
  },
})

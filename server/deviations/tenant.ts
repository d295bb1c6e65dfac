import { RefusalError, refuse } from '../refusals.ts'
import { deviationsOf, step } from './deviation.ts'
import { byIdAlone, ifForeign, tenantIds } from './tenants.ts'

/** Faults in what of one tenant another one can read, item by item. */
export const tenant = deviationsOf({
  'tenant/product-read-by-id-alone': {
    harm: "Whoever knows or guesses the id of a competitor's product reads its name and its cost.",
    breaks: [{ rule: 'tenant/foreign-item-not-found', operation: 'getProduct' }],
    change: byIdAlone('getProduct', (store, { params }) => store.products.find(params.productId)),
  },
  'tenant/history-read-by-id-alone': {
    harm: 'The list beneath a product never checks whose product it is, so every change of it can be followed from another account.',
    breaks: [{ rule: 'tenant/foreign-item-not-found', operation: 'listProductHistory' }],
    change: byIdAlone('listProductHistory', (store, { params }) => store.products.find(params.productId)),
  },
  'tenant/count-read-by-id-alone': {
    harm: "A customer opens a bookmark from a colleague of another company and sees that company's stock, counted line by line.",
    breaks: [{ rule: 'tenant/foreign-item-not-found', operation: 'getCycleCount' }],
    change: byIdAlone('getCycleCount', (store, { params }) => store.cycleCounts.find(params.cycleCountId)),
  },
  'tenant/event-read-by-id-alone': {
    harm: 'The dates and the lift of a planned promotion are open to every other account.',
    breaks: [{ rule: 'tenant/foreign-item-not-found', operation: 'getForecastEvent' }],
    change: byIdAlone('getForecastEvent', (store, { params }) => store.forecastEvents.find(params.eventId)),
  },
  'tenant/head-forgets-tenant': {
    harm: 'A cheap HEAD tells every account which transfers of the others exist, though GET keeps silent about them.',
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
    harm: 'The answer 403 instead of 404 tells an outsider that a scenario with this id exists, and that it is worth another try.',
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
    harm: 'The refusal gives a reason that unknown ids do not get, and so sorts guessed ids into real ones and others.',
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
    harm: "The variants of another account's product are an empty list and those of an unknown one are not found, so ids can be tried out.",
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
    harm: 'A stock line of another account answers 500 after a join that finds nothing, and fills the log with errors that anybody can cause.',
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
    harm: 'Taxonomies are taken for reference data of everybody, so how a competitor sorts its range is public.',
    breaks: [{ rule: 'tenant/foreign-item-not-found', operation: 'getTaxonomy' }],
    change: byIdAlone('getTaxonomy', (store, { params }) => store.taxonomies.find(params.taxonomyId)),
  },
})

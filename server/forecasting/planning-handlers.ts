import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import { observationsOf, skuFigures } from './accuracy.ts'
import { dateOf, dayAt } from './calendar.ts'
import { described, periodIssues, periodOf } from './period.ts'
import { planningKpi } from './planning.ts'
import { readDemand } from './reading.ts'

function refuseFaults(query: Parameters<typeof periodIssues>[0]): void {
  const issues = periodIssues(query)
  if (issues.length > 0) throw refuse('requestInvalid', { issues })
}

export const planningHandlers = {
  getPlanningKpi: async ({ query, store, now }) => {
    refuseFaults(query)
    const locationId = query.locationId ?? null
    const { lines, knownTo } = await readDemand(store, { productMasterId: null, locationId, channelId: null }, now)
    // In one transaction, so that all figures describe the same stock.
    const stock = await store.transaction(async ({ stockHoldings }) => ({
      ...(await stockHoldings.sums(locationId)),
      available: await stockHoldings.inStock(locationId, dateOf(dayAt(now))),
    }))
    return { status: 200, data: planningKpi(locationId, lines, stock, periodOf(query, knownTo), query.carryingRatePct) }
  },

  getSkuAccuracy: async ({ params, query, store, now }) => {
    refuseFaults(query)
    const { data } = await store.products.list({ sku: params.sku, page: 1, limit: 1, sortBy: 'sku', sortOrder: 'asc' })
    const [product] = data
    if (product === undefined) throw refuse('resourceUnknown')
    const locationId = query.locationId ?? null
    const { lines, knownTo } = await readDemand(store, { productMasterId: product.id, locationId, channelId: null }, now)
    const period = periodOf(query, knownTo)
    return {
      status: 200,
      data: {
        sku: product.sku,
        productMasterId: product.id,
        productName: product.name,
        locationId,
        ...described(period),
        ...skuFigures(observationsOf(lines, period)),
      },
    }
  },
} satisfies Pick<Handlers, 'getPlanningKpi' | 'getSkuAccuracy'>

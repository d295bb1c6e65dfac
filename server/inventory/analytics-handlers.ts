import type { Handlers } from '../handlers.ts'
import { expiringSoon, orderedMovements, periodOf } from './analytics.ts'

export const analyticsHandlers = {
  getInventoryAnalytics: ({ query, store, now }) =>
    // In one transaction, so that all figures describe the same state.
    store.transaction(async ({ analytics }) => {
      const { since, until } = periodOf(query, now)
      const asked = { locationId: query.locationId ?? null, productMasterId: query.productMasterId ?? null }
      const scope = { ...asked, since, until, ...expiringSoon(now) }
      const data = {
        ...asked,
        startDate: since,
        endDate: until,
        ...(await analytics.totals(scope)),
        movements: orderedMovements(await analytics.movements(scope)),
      }
      return { status: 200 as const, data }
    }),
} satisfies Pick<Handlers, 'getInventoryAnalytics'>

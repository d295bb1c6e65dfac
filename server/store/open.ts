import { adjustments } from './adjustments.ts'
import { analytics } from './analytics.ts'
import { availability } from './availability.ts'
import { channels } from './channels.ts'
import { cycleCounts } from './cycle-counts.ts'
import { inventoryLevels } from './inventory-levels.ts'
import { alertConfigs, alerts } from './alerts.ts'
import { catalog } from './catalog.ts'
import { demand } from './demand.ts'
import type { Engine, Session } from './engine.ts'
import { openEngine } from './engines.ts'
import { forecastChanges } from './forecast-changes.ts'
import { forecastEvents } from './forecast-events.ts'
import { forecastScenarios } from './forecast-scenarios.ts'
import { inventory } from './inventory.ts'
import { findKey, keys } from './keys.ts'
import { bins, locations, lots, reasonCodes } from './lookups.ts'
import { migrate } from './migrate.ts'
import { products } from './products.ts'
import { recommendations } from './recommendations.ts'
import { stockBalances } from './stock-balances.ts'
import { stockHoldings } from './stock-holdings.ts'
import type { Store, TenantStore } from './store.ts'
import { anyTenant, insertTenant } from './tenants.ts'
import { transferBins } from './transfer-bins.ts'
import { transfers } from './transfers.ts'

/** The data of one tenant, accessed through a session. */
export function tenantStore(session: Session, tenantId: string): TenantStore {
  return {
    products: products(session, tenantId),
    locations: locations(session, tenantId),
    lots: lots(session, tenantId),
    bins: bins(session, tenantId),
    reasonCodes: reasonCodes(session, tenantId),
    inventory: inventory(session, tenantId),
    adjustments: adjustments(session, tenantId),
    availability: availability(session, tenantId),
    channels: channels(session, tenantId),
    inventoryLevels: inventoryLevels(session, tenantId),
    cycleCounts: cycleCounts(session, tenantId),
    analytics: analytics(session, tenantId),
    keys: keys(session, tenantId),
    ...catalog(session, tenantId),
    stockBalances: stockBalances(session, tenantId),
    transfers: transfers(session, tenantId),
    transferBins: transferBins(session, tenantId),
    recommendations: recommendations(session, tenantId),
    alerts: alerts(session, tenantId),
    alertConfigs: alertConfigs(session, tenantId),
    demand: demand(session, tenantId),
    forecastEvents: forecastEvents(session, tenantId),
    forecastScenarios: forecastScenarios(session, tenantId),
    forecastChanges: forecastChanges(session, tenantId),
    stockHoldings: stockHoldings(session, tenantId),
    transaction: (work) => session.transaction((inner) => work(tenantStore(inner, tenantId))),
  }
}

function storeOf(session: Session, close: () => Promise<void>): Store {
  const tenants = new Map<string, TenantStore>()
  return {
    forTenant: (tenantId) => {
      let store = tenants.get(tenantId)
      if (store === undefined) tenants.set(tenantId, (store = tenantStore(session, tenantId)))
      return store
    },
    findKey: (publicId) => findKey(session, publicId),
    insertTenant: (tenant) => insertTenant(session, tenant),
    isEmpty: async () => !(await anyTenant(session)),
    transaction: (work) => session.transaction((inner) => work(storeOf(inner, close))),
    close,
  }
}

/**
 * Opens the database of a URL (`engines.ts`) and migrates it to the latest version.
 * `now`, in milliseconds, is recorded with the migrations for information only.
 * Throws `StoreUnavailable` with a message for the operator.
 */
export async function openStore(databaseUrl: string, now = 0): Promise<Store> {
  return storeOn(openEngine(databaseUrl), now)
}

/** The store on an engine, which is closed with it; otherwise like `openStore`. */
export async function storeOn(engine: Engine, now = 0): Promise<Store> {
  try {
    await migrate(engine, now)
  } catch (error) {
    await engine.close()
    throw error
  }
  return storeOf(engine, () => engine.close())
}

import { adjustments } from './adjustments.ts'
import { analytics } from './analytics.ts'
import { availability } from './availability.ts'
import { channels } from './channels.ts'
import { cycleCounts } from './cycle-counts.ts'
import { inventoryLevels } from './inventory-levels.ts'
import { alertConfigs, alerts } from './alerts.ts'
import { attributes } from './attributes.ts'
import { categories } from './categories.ts'
import { productAttributes } from './product-attributes.ts'
import { productCategories } from './product-categories.ts'
import { productHistory } from './product-history.ts'
import { productLevels } from './product-levels.ts'
import { productLinks } from './product-links.ts'
import { productVariants } from './product-variants.ts'
import { taxonomies } from './taxonomies.ts'
import { demand } from './demand.ts'
import { renewVersions } from './demand-versions.ts'
import type { Engine, Session } from './engine.ts'
import type { EngineLimits } from './engine-kind.ts'
import { openEngine } from './engines.ts'
import { lazily } from './lazy.ts'
import { forecastChanges } from './forecast-changes.ts'
import { forecastEvents } from './forecast-events.ts'
import { forecastScenarios } from './forecast-scenarios.ts'
import { inventory } from './inventory.ts'
import { findKey, keys } from './keys.ts'
import { bins, locations, lots, reasonCodes } from './lookups.ts'
import { migrate } from './migrate.ts'
import { products } from './products.ts'
import { recommendations } from './recommendations.ts'
import { recount } from './row-counts.ts'
import { stockFigures } from './stock-blocks.ts'
import { sumAllStock } from './stock-sums.ts'
import { stockBalances } from './stock-balances.ts'
import { stockHoldings } from './stock-holdings.ts'
import type { OpenStore, Store, TenantStore } from './store.ts'
import { anyTenant, insertTenant, tenantIds } from './tenants.ts'
import { transferBins } from './transfer-bins.ts'
import { transfers } from './transfers.ts'

interface Place {
  readonly session: Session
  readonly tenantId: string
}

type Repository<Made> = (session: Session, tenantId: string) => Made
const at =
  <Made>(repository: Repository<Made>) =>
  ({ session, tenantId }: Place) =>
    repository(session, tenantId)

// Every transaction has a store of its own, and uses a few of its members.
const placed = lazily<Place, TenantStore>({
  products: at(products),
  locations: at(locations),
  lots: at(lots),
  bins: at(bins),
  reasonCodes: at(reasonCodes),
  inventory: at(inventory),
  adjustments: at(adjustments),
  availability: at(availability),
  channels: at(channels),
  inventoryLevels: at(inventoryLevels),
  cycleCounts: at(cycleCounts),
  analytics: at(analytics),
  keys: at(keys),
  attributes: at(attributes),
  productAttributes: at(productAttributes),
  taxonomies: at(taxonomies),
  categories: at(categories),
  productCategories: at(productCategories),
  productLinks: at(productLinks),
  productVariants: at(productVariants),
  productHistory: at(productHistory),
  productLevels: at(productLevels),
  stockBalances: at(stockBalances),
  transfers: at(transfers),
  transferBins: at(transferBins),
  recommendations: at(recommendations),
  alerts: at(alerts),
  alertConfigs: at(alertConfigs),
  demand: at(demand),
  forecastEvents: at(forecastEvents),
  forecastScenarios: at(forecastScenarios),
  forecastChanges: at(forecastChanges),
  stockHoldings: at(stockHoldings),
  transaction:
    ({ session, tenantId }) =>
    (work) =>
      session.transaction((inner) => work(tenantStore(inner, tenantId))),
})

/** The data of one tenant, accessed through a session. */
export function tenantStore(session: Session, tenantId: string): TenantStore {
  return placed({ session: session.ofTenant(tenantId), tenantId })
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
export async function openStore(databaseUrl: string, now = 0, limits: Partial<EngineLimits> = {}): Promise<OpenStore> {
  return storeOn(openEngine(databaseUrl, limits), now)
}

/** The store on an engine, which is closed with it; otherwise like `openStore`. */
export async function storeOn(engine: Engine, now = 0): Promise<OpenStore> {
  try {
    await migrate(engine, now)
  } catch (error) {
    await engine.close()
    throw error
  }
  return {
    ...storeOf(engine, () => engine.close()),
    snapshot: () => engine.snapshot(),
    ...(engine.copies !== undefined && { copies: engine.copies }),
    erase: () => engine.erase(),
    dump: () => engine.dump(),
    fill: (dump) => engine.fill(dump),
    load: (dump, work) =>
      engine.load(
        dump,
        async (session) => {
          await work(
            storeOf(session, () => Promise.resolve()),
            session,
          )
          // Before there are indexes and triggers, which these many rows would change one by one.
          await sumAllStock(session)
        },
        async (session) => {
          await recount(session)
          await renewVersions(session)
          for (const { id } of await session.rows(tenantIds, {})) await stockFigures(session, id)
        },
      ),
  }
}

import type { AlertConfigs, Alerts, StockBalances } from './alerts-store.ts'
import type { CatalogStore } from './catalog-store.ts'
import type { Demand, ForecastChanges, ForecastEvents, ForecastScenarios, StockHoldings } from './forecasting-store.ts'
import type { InventoryStore } from './inventory-store.ts'
import type { Keys, StoredKey } from './keys-store.ts'
import type { Bin, Location, Lookup, Lots, ReasonCodes } from './lookups-store.ts'
import type { Products } from './products-store.ts'
import type { Adjustments, Inventory } from './stock-lines-store.ts'
import type { Recommendations, TransferBins, Transfers } from './transfers-store.ts'

/** All that one tenant has. Nothing of another tenant can be reached from here. */
export interface TenantStore extends CatalogStore, InventoryStore {
  readonly products: Products
  readonly locations: Lookup<Location>
  readonly lots: Lots
  readonly bins: Lookup<Bin>
  readonly reasonCodes: ReasonCodes
  readonly inventory: Inventory
  readonly adjustments: Adjustments
  readonly keys: Keys
  readonly stockBalances: StockBalances
  readonly transfers: Transfers
  readonly transferBins: TransferBins
  readonly recommendations: Recommendations
  readonly alerts: Alerts
  readonly alertConfigs: AlertConfigs
  readonly demand: Demand
  readonly forecastEvents: ForecastEvents
  readonly forecastScenarios: ForecastScenarios
  readonly forecastChanges: ForecastChanges
  readonly stockHoldings: StockHoldings
  /**
   * Runs `work` alone: nothing else reads or writes in between, and what it wrote is kept whole or, if it throws, not at all.
   * `work` must use the store that it is given, and wait for nothing but that store. A write that throws ends the transaction, even if `work` catches it.
   */
  transaction<T>(work: (store: TenantStore) => Promise<T>): Promise<T>
}

export interface Tenant {
  readonly id: string
  /** Short name for people, `nordwind`. */
  readonly slug: string
  readonly name: string
  readonly createdAt: string
}

/** Everything that is kept, of all tenants; durable once a promise is fulfilled. */
export interface Store {
  forTenant(tenantId: string): TenantStore
  /** The key with this public id, whoever it belongs to. */
  findKey(publicId: string): Promise<StoredKey | undefined>
  insertTenant(tenant: Tenant): Promise<void>
  /** Whether there is no tenant yet. */
  isEmpty(): Promise<boolean>
  /** As `TenantStore.transaction`, over all tenants. */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>
  close(): Promise<void>
}

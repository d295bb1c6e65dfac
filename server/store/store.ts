import type { AlertConfigs, Alerts, StockBalances } from './alerts-store.ts'
import type { CatalogStore } from './catalog-store.ts'
import type { EngineSnapshot, Session, SharedCopies } from './engine.ts'
import type { Demand, ForecastChanges, ForecastEvents, ForecastScenarios, StockHoldings } from './forecasting-store.ts'
import type { InventoryStore } from './inventory-store.ts'
import type { Keys, StoredKey } from './keys-store.ts'
import type { Bin, Location, Lookup, Lots, ReasonCodes } from './lookups-store.ts'
import type { Products } from './products-store.ts'
import type { Adjustments, Inventory } from './stock-lines-store.ts'
import type { Recommendations, TransferBins, Transfers } from './transfers-store.ts'

/** All data of one tenant. Data of other tenants cannot be accessed from here. */
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
   * Runs `work` exclusively: nothing else reads or writes in between, and its writes are committed or, if it throws, rolled back.
   * `work` must use the store that it gets and wait for nothing else. A write that throws ends the transaction, even if `work` catches the error.
   */
  transaction<T>(work: (store: TenantStore) => Promise<T>): Promise<T>
}

export interface Tenant {
  readonly id: string
  /** Short readable name, `nordwind`. */
  readonly slug: string
  readonly name: string
  readonly createdAt: string
}

/** All data of all tenants; durable once a promise is fulfilled. */
export interface Store {
  forTenant(tenantId: string): TenantStore
  /** The key with this public id, of any tenant. */
  findKey(publicId: string): Promise<StoredKey | undefined>
  insertTenant(tenant: Tenant): Promise<void>
  /** Whether there is no tenant. */
  isEmpty(): Promise<boolean>
  /** Like `TenantStore.transaction`, for all tenants. */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A store as it was opened. */
export interface OpenStore extends Store {
  /** Keeps all data, as they are between two transactions, until the store is closed. */
  snapshot(): Promise<StoreSnapshot>
  /** Copies of all data that other processes can use too; `undefined` if the database has none. */
  readonly copies?: SharedCopies
  /** Deletes all data of all tenants, between two transactions. */
  erase(): Promise<void>
  /** Reads all data, for `fill` of another store. */
  dump(): Promise<string>
  /** Adds dumped data, between two transactions, unless there is a tenant already. */
  fill(dump: string): Promise<void>
  /** Fills an empty database with dumped data and what `work` writes, of which there may be millions of rows (`Engine.load`). */
  load(dump: string, work: (store: Store, session: Session) => Promise<void>): Promise<void>
}

/** All data at one time. */
export type StoreSnapshot = EngineSnapshot

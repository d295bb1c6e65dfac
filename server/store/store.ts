import type { OperationId, Operations, Schemas } from '../../spec/contract.ts'
import type { Demand, ForecastChanges, ForecastEvents, ForecastScenarios, StockHoldings } from './forecasting-store.ts'
import type { CatalogStore } from './catalog-store.ts'
import type { InventoryStore } from './inventory-store.ts'
import type { AlertConfigs, Alerts, StockBalances } from './alerts-store.ts'
import type { Recommendations, TransferBins, Transfers } from './transfers-store.ts'

type Query<Id extends OperationId> = Operations[Id]['parameters'] extends { query?: infer Q } ? NonNullable<Q> : never
type Filled<Q, Names> = Q & Required<Pick<Q, Extract<keyof Q, Names>>>

/** What a list can be asked: the query parameters of the operation, paging and order always present. */
export type ListQuery<Id extends OperationId> = Filled<Query<Id>, 'page' | 'limit' | 'sortBy' | 'sortOrder'>

/** One page of a list, in the two members that a list answers with. The total is exact and of the same moment as the rows. */
export interface Page<Row> {
  readonly data: Row[]
  readonly pagination: Schemas['Pagination']
}

export type Product = Schemas['Product']
export interface Location {
  readonly id: string
  readonly name: string
}
export interface Lot {
  readonly id: string
  readonly productMasterId: string
  readonly lotNumber: string
  readonly expiryDate: string | null
}
export interface Bin {
  readonly id: string
  readonly locationId: string
  readonly name: string
}
export type ReasonCode = Schemas['ReasonCode']

/** A stock line as it is kept; what can be computed from it (`quantityAvailable`, `totalValue`) is left to who reads it. */
export type StockLine = Omit<Schemas['InventoryItem'], 'quantityAvailable' | 'totalValue'> & { readonly recalled: boolean }

/** Where a stock line is; there is at most one for each. */
export type StockPlace = Pick<NewStockLine, 'productMasterId' | 'locationId' | 'lotId' | 'binId'>

/** A stock line to open. It starts empty: stock comes with movements. */
export interface NewStockLine {
  readonly id: string
  readonly productMasterId: string
  readonly locationId: string
  readonly lotId: string | null
  readonly binId: string | null
  readonly quantityReserved: number
  readonly quantityOnHold: number
  readonly quantityPicked: number
  readonly lastCountedAt: string | null
  readonly updatedAt: string
}

/** A movement to write down; product and location are kept with the stock line, the label of its reason code with the reason code. */
export type NewMovement = Omit<Schemas['StockTransaction'], 'productMasterId' | 'locationId' | 'reasonCode'>

/** An API key as it is kept. Times are RFC 3339 text. Whether it is active is a question of the clock, so no status is kept. */
export interface KeyRecord {
  readonly id: string
  /** The part between environment and secret, by which the key is found. */
  readonly publicId: string
  /** Hexadecimal SHA-256 of the whole text of the key. */
  readonly secretHash: string
  readonly name: string
  readonly keyPrefix: string
  readonly last4: string
  readonly scopes: Schemas['Scope'][]
  readonly expiresAt: string | null
  readonly allowedIps: Schemas['AllowedIps']
  readonly createdAt: string
  readonly updatedAt: string
  readonly revokedAt: string | null
}

/** What authentication needs to know of a key, whoever it belongs to. */
export interface StoredKey {
  readonly id: string
  readonly tenantId: string
  /** Hexadecimal SHA-256 of the whole text of the key. */
  readonly secretHash: string
  readonly scopes: readonly Schemas['Scope'][]
  /** Milliseconds since the epoch; `null` if it was not revoked. */
  readonly revokedAt: number | null
  /** Milliseconds since the epoch; `null` for never. The key is refused from this moment on. */
  readonly expiresAt: number | null
  /** Empty for all. */
  readonly allowedIps: readonly string[]
}

export interface Products {
  list(query: ListQuery<'listProducts'>): Promise<Page<Product>>
  find(id: string): Promise<Product | undefined>
  /** Throws `UniqueViolation` if the SKU is taken. */
  insert(product: Product): Promise<void>
  /** Replaces everything but `id` and `createdAt`; throws `UniqueViolation` if the SKU is taken. */
  update(product: Product): Promise<void>
  /** Whether there was one; throws `ForeignKeyViolation` while something refers to it. */
  delete(id: string): Promise<boolean>
}

export interface Inventory {
  list(query: ListQuery<'listInventory'>): Promise<Page<StockLine>>
  find(id: string): Promise<StockLine | undefined>
  /** The line of exactly this product, location, lot and bin; `null` is no lot, no bin. */
  at(place: StockPlace): Promise<StockLine | undefined>
  /** All lines of a product at a location, those that expire first first (those without a date last), then by id. */
  of(productMasterId: string, locationId: string): Promise<StockLine[]>
  insert(line: NewStockLine): Promise<void>
  /** Replaces what is reserved, on hold, picked and recalled, and both times; what is on hand changes with movements only. */
  update(line: StockLine): Promise<void>
}

export interface Adjustments {
  /**
   * Writes a movement down and moves the stock line by it, so that what is on hand stays the sum of the movements.
   * Throws if the line does not hold `qtyBefore`: read it in the same transaction.
   */
  record(movement: NewMovement): Promise<void>
  list(query: ListQuery<'listAdjustments'>): Promise<Page<Schemas['StockTransaction']>>
  /** What all movements of a line add up to. */
  sum(inventoryItemId: string): Promise<number>
}

export interface Keys {
  /** `now` in milliseconds: which keys are expired is a question of the clock. */
  list(query: ListQuery<'listApiKeys'>, now: number): Promise<Page<KeyRecord>>
  find(id: string): Promise<KeyRecord | undefined>
  insert(key: KeyRecord): Promise<void>
  /** Replaces everything but `id` and `createdAt`. */
  update(key: KeyRecord): Promise<void>
}

/** Things that are looked up by id only. */
export interface Lookup<Row> {
  find(id: string): Promise<Row | undefined>
  insert(row: Row): Promise<void>
}

export interface Lots extends Lookup<Lot> {
  /** The lot of a product with this number. */
  numbered(productMasterId: string, lotNumber: string): Promise<Lot | undefined>
}

export interface ReasonCodes extends Lookup<ReasonCode> {
  list(query: ListQuery<'listReasonCodes'>): Promise<Page<ReasonCode>>
}

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

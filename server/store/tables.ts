/** All tables, in one long file for easy reference from queries and migrations. Those of the catalog are in `catalog-tables.ts`. */
import type { GeneratedAlways } from 'kysely'
import type { Schemas } from '../../spec/contract.ts'
import type { CatalogTables } from './catalog-tables.ts'

/** The number of stock lines, and the sums of their quantities. */
type StockSum = Record<'lines' | 'quantityOnHand' | 'quantityReserved' | 'quantityOnHold' | 'quantityPicked' | 'quantityAvailable', number>

/**
 * The tables after the last migration.
 *
 * Times are RFC 3339 text of fixed width (`storedTime`), so that text order is time order. Quantities are integer millionths of a
 * unit (`quantity.ts`), so that sums are exact; amounts of money are stored as sent and never summed here. Booleans are 0 and 1.
 * Every row except a tenant's own belongs to a tenant, which is part of its primary key and of every reference to it.
 */
export interface Tables extends CatalogTables {
  migrations: { version: number; name: string; appliedAt: string }
  tenants: { id: string; slug: string; name: string; createdAt: string }
  /** A text that changes with the demand of the tenant, kept by triggers. */
  demandVersions: { tenantId: string; version: string }
  /** How many rows a table has with a value of a set of columns (`row-counts.ts`), kept by triggers. */
  rowCounts: { tenantId: string; listed: string; filter: string; value: string; rows: number }
  apiKeys: {
    tenantId: string
    id: string
    publicId: string
    secretHash: string
    name: string
    keyPrefix: string
    last4: string
    /** JSON. */
    scopes: string
    expiresAt: string | null
    /** JSON. */
    allowedIps: string
    createdAt: string
    updatedAt: string
    revokedAt: string | null
  }
  products: {
    tenantId: string
    id: string
    sku: string
    name: string
    description: string | null
    status: Schemas['ProductStatus']
    unitOfMeasure: Schemas['UnitOfMeasure']
    unitCost: number | null
    currency: string
    lotTracked: number
    createdAt: string
    updatedAt: string
  }
  locations: { tenantId: string; id: string; name: string }
  lots: { tenantId: string; id: string; productMasterId: string; lotNumber: string; expiryDate: string | null }
  bins: {
    tenantId: string
    id: string
    locationId: string
    name: string
    /** These two are copies for indexes: the name of the location, and the number of stock lines with a quantity on hand in the bin. */
    locationName: string
    stockLineCount: number
  }
  reasonCodes: { tenantId: string; id: string; label: string; code: string; description: string | null }
  stockLines: {
    tenantId: string
    id: string
    productMasterId: string
    locationId: string
    lotId: string | null
    binId: string | null
    /** These four are copied from product, location and lot for indexes. Foreign keys keep them in sync. */
    productName: string
    globalSku: string
    locationName: string
    expiryDate: string | null
    quantityOnHand: number
    quantityReserved: number
    quantityOnHold: number
    quantityPicked: number
    quantityAvailable: GeneratedAlways<number>
    lastCountedAt: string | null
    updatedAt: string
    recalled: number
  }
  stockTransactions: {
    tenantId: string
    id: string
    inventoryItemId: string
    transactionType: Schemas['StockTransaction']['transactionType']
    deltaQty: number
    qtyBefore: number
    qtyAfter: number
    reasonCodeId: string | null
    comment: string | null
    rootCause: string | null
    createdAt: string
    /** These two are copied from the stock line for indexes by time. They never change. */
    productMasterId: string
    locationId: string
    transferId: string | null
    cycleCountId: string | null
  }
  /** A row per product and location that has or had a stock line; names as in `stockLines`. */
  stockPositions: {
    tenantId: string
    productMasterId: string
    locationId: string
    productName: string
    globalSku: string
  }
  /**
   * The sums of the stock lines of a position on the days later than `after` until `until`, inclusive, for the choices of lines whose bits are set
   * (`stock-sums.ts`); kept by triggers. No row if no line counts. `floor` is the greatest limit of a channel's severities that the available quantity exceeds.
   */
  stockSums: StockSum & {
    tenantId: string
    productMasterId: string
    locationId: string
    choices: number
    after: string
    until: string
    floor: number
  }
  /**
   * By what the totals of a location, or with the empty text of all, change after a day: their value on a day is the sum of all earlier changes. The `floor` is that of
   * the positions.
   */
  stockTotals: StockSum & {
    tenantId: string
    locationId: string
    day: string
    choices: number
    floor: number
    positions: number
  }
  /** Figures of the stock of the products from this one on, until the next block, as JSON; null if they must be computed (`stock-blocks.ts`). */
  stockBlocks: { tenantId: string; fromProduct: string; figures: string | null }
  channels: { tenantId: string; id: string; name: string; type: Schemas['ChannelType'] }
  /** One per channel. */
  channelPolicies: { tenantId: string; id: string; channelId: string; safetyStock: number; lowAtpThreshold: number }
  inventoryLevels: {
    tenantId: string
    id: string
    productMasterId: string
    locationId: string
    minQuantity: number | null
    reorderQuantity: number | null
    maxQuantity: number | null
    status: Schemas['LevelStatus']
    abcClass: Schemas['AbcClass'] | null
    expectedLeadTimeDays: number | null
    replenishmentPeriodDays: number | null
    forecastPeriodDays: number | null
    forecastQuantity: number | null
    preferredBinLocationId: string | null
    replenishmentLocationId: string | null
    comments: string | null
    createdAt: string
    updatedAt: string
  }
  cycleCounts: {
    tenantId: string
    id: string
    locationId: string
    type: Schemas['CycleCountType']
    status: Schemas['CycleCountStatus']
    scheduledDate: string | null
    autoAdjust: number
    reasonCodeId: string | null
    comment: string | null
    createdAt: string
    updatedAt: string
    completedAt: string | null
  }
  cycleCountLines: {
    tenantId: string
    cycleCountId: string
    inventoryItemId: string
    expectedQty: number | null
    countedQty: number | null
    comment: string | null
    countedAt: string | null
    transactionId: string | null
  }
  transferRecommendations: {
    tenantId: string
    id: string
    productMasterId: string
    sourceLocationId: string
    destLocationId: string
    quantity: number
    priority: Schemas['TransferPriority']
    status: Schemas['TransferRecommendationStatus']
    reason: string
    unitMargin: number | null
    transferCost: number
    currency: string
    estimatedROI: number | null
    comment: string | null
    transferId: string | null
    createdAt: string
    updatedAt: string
    decidedAt: string | null
    executedAt: string | null
  }
  transfers: {
    tenantId: string
    id: string
    status: Schemas['TransferStatus']
    sourceLocationId: string
    destLocationId: string
    /** JSON: a transfer is read and written as a whole. */
    lines: string
    comment: string | null
    recommendationId: string | null
    createdAt: string
    updatedAt: string
    shippedAt: string | null
    receivedAt: string | null
    cancelledAt: string | null
  }
  transferProducts: {
    tenantId: string
    transferId: string
    productMasterId: string
    /** The product while the transfer is open, `null` afterwards: a product of an open transfer cannot be deleted. */
    neededProductId: string | null
  }
  alertConfigs: {
    tenantId: string
    enabled: number
    /** JSON. */
    destinations: string
    /** JSON. */
    alertTypes: string
    cooldownMinutes: number
  }
  alerts: {
    tenantId: string
    id: string
    type: Schemas['AlertType']
    origin: Schemas['AlertOrigin']
    message: string
    productMasterId: string | null
    locationId: string | null
    value: number | null
    threshold: number | null
    /** JSON. */
    destinations: string
    createdAt: string
  }
  /** One row per product, location and channel with demand. Its quantities are always read together, so they are stored as one text. */
  demandLines: {
    tenantId: string
    productMasterId: string
    locationId: string
    channelId: string
    startDate: string
    endDate: string
    /** JSON: units per day from `startDate` to `endDate`, as decimals. */
    quantities: string
  }
  forecastEvents: {
    tenantId: string
    id: string
    name: string
    type: Schemas['EventType']
    startsAt: string
    endsAt: string
    liftPct: number
    stackingMode: Schemas['StackingMode']
    valueDescription: string | null
    productMasterId: string | null
    locationId: string | null
    createdAt: string
    updatedAt: string
  }
  forecastScenarios: {
    tenantId: string
    id: string
    name: string
    description: string | null
    type: Schemas['ScenarioType']
    status: Schemas['ScenarioStatus']
    narrative: string | null
    /** JSON: the ids in `scenarioEvents`, in the order of the request. */
    includedEventIds: string
    /** JSON. */
    result: string | null
    generatedAt: string | null
    publishedAt: string | null
    archivedAt: string | null
    createdAt: string
    updatedAt: string
  }
  scenarioEvents: { tenantId: string; scenarioId: string; eventId: string }
  forecastChanges: {
    tenantId: string
    id: string
    resourceType: Schemas['ForecastResourceType']
    resourceId: string
    action: Schemas['ForecastChangeAction']
    keyId: string | null
    /** JSON. */
    changes: string
    createdAt: string
  }
}

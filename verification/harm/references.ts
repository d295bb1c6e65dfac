/** References between tables, used to find new rows that refer to other clients' rows. */
import type { Tables } from '../../server/store/tables.ts'

type Table = keyof Tables

/**
 * Tables whose rows are not harmed by new references: named resources that a run has to use because it cannot create them, and resources that only
 * describe others. API keys are included because the history names the key of each change.
 */
export const harmless: readonly Table[] = [
  'tenants',
  'locations',
  'bins',
  'reasonCodes',
  'channels',
  'attributes',
  'taxonomies',
  'categories',
  'apiKeys',
]

/** The referenced table by column; a list if the id may belong to several tables. */
export const references: Readonly<
  Record<Exclude<Table, 'productLevels' | 'migrations'>, Readonly<Record<string, Table | readonly Table[]>>>
> = {
  demandVersions: {},
  rowCounts: {},
  stockSums: { productMasterId: 'products', locationId: 'locations' },
  stockTotals: {},
  stockBlocks: {},
  tenants: {},
  apiKeys: {},
  products: {},
  locations: {},
  lots: { productMasterId: 'products' },
  bins: { locationId: 'locations' },
  reasonCodes: {},
  stockLines: { productMasterId: 'products', locationId: 'locations', lotId: 'lots', binId: 'bins' },
  stockTransactions: {
    inventoryItemId: 'stockLines',
    reasonCodeId: 'reasonCodes',
    productMasterId: 'products',
    locationId: 'locations',
    transferId: 'transfers',
    cycleCountId: 'cycleCounts',
  },
  stockPositions: { productMasterId: 'products', locationId: 'locations' },
  channels: {},
  channelPolicies: { channelId: 'channels' },
  inventoryLevels: {
    productMasterId: 'products',
    locationId: 'locations',
    preferredBinLocationId: 'bins',
    replenishmentLocationId: 'locations',
  },
  cycleCounts: { locationId: 'locations', reasonCodeId: 'reasonCodes' },
  cycleCountLines: { cycleCountId: 'cycleCounts', inventoryItemId: 'stockLines', transactionId: 'stockTransactions' },
  transferRecommendations: {
    productMasterId: 'products',
    sourceLocationId: 'locations',
    destLocationId: 'locations',
    transferId: 'transfers',
  },
  transfers: { sourceLocationId: 'locations', destLocationId: 'locations', recommendationId: 'transferRecommendations' },
  transferProducts: { transferId: 'transfers', productMasterId: 'products', neededProductId: 'products' },
  alertConfigs: {},
  alerts: { productMasterId: 'products', locationId: 'locations' },
  demandLines: { productMasterId: 'products', locationId: 'locations', channelId: 'channels' },
  forecastEvents: { productMasterId: 'products', locationId: 'locations' },
  forecastScenarios: {},
  scenarioEvents: { scenarioId: 'forecastScenarios', eventId: 'forecastEvents' },
  forecastChanges: { resourceId: ['forecastEvents', 'forecastScenarios'], keyId: 'apiKeys' },
  attributes: {},
  taxonomies: {},
  categories: { taxonomyId: 'taxonomies', parentId: 'categories' },
  categoryWords: { categoryId: 'categories' },
  productAttributes: { productMasterId: 'products', attributeId: 'attributes' },
  productCategories: { productMasterId: 'products', categoryId: 'categories', taxonomyId: 'taxonomies' },
  productLinks: { productMasterId: 'products', linkedProductMasterId: 'products' },
  productVariants: { id: 'products', parentId: 'products' },
  productHistory: { productMasterId: 'products', keyId: 'apiKeys' },
}

/** References in JSON columns: by column, the table of each property, or with the key `''`, of each string. */
export const inside: Readonly<Partial<Record<Table, Readonly<Record<string, Readonly<Record<string, Table>>>>>>> = {
  transfers: { lines: { productMasterId: 'products', lotId: 'lots', binId: 'bins', destBinId: 'bins', inventoryItemId: 'stockLines' } },
  forecastScenarios: { includedEventIds: { '': 'forecastEvents' } },
}

/** Tables whose rows belong to a row of another table, with the referring column. */
export const owners: Readonly<Partial<Record<Table, { readonly column: string; readonly of: Table }>>> = {
  lots: { column: 'productMasterId', of: 'products' },
  stockPositions: { column: 'productMasterId', of: 'products' },
  stockLines: { column: 'productMasterId', of: 'products' },
  stockTransactions: { column: 'inventoryItemId', of: 'stockLines' },
  inventoryLevels: { column: 'productMasterId', of: 'products' },
  cycleCountLines: { column: 'cycleCountId', of: 'cycleCounts' },
  transferProducts: { column: 'transferId', of: 'transfers' },
  demandLines: { column: 'productMasterId', of: 'products' },
  scenarioEvents: { column: 'scenarioId', of: 'forecastScenarios' },
  forecastChanges: { column: 'resourceId', of: 'forecastScenarios' },
  categoryWords: { column: 'categoryId', of: 'categories' },
  productAttributes: { column: 'productMasterId', of: 'products' },
  productCategories: { column: 'productMasterId', of: 'products' },
  productLinks: { column: 'productMasterId', of: 'products' },
  productVariants: { column: 'id', of: 'products' },
  productHistory: { column: 'productMasterId', of: 'products' },
}

/** Columns that the server computes over the rows of all clients. */
export const derived: Readonly<Partial<Record<Table, readonly string[]>>> = { bins: ['stockLineCount'], rowCounts: ['rows'] }

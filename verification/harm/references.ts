/** What each table's rows refer to: by it a new row is known to be about something of others. */
import type { Tables } from '../../server/store/tables.ts'

type Table = keyof Tables

/**
 * Kinds that nobody's work suffers from when something else refers to them: named things that a run has to use, since it cannot make them, and those
 * that only describe. A key is named in the history of what was done with it.
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

/** By column; where it is a list, of the tables that the id may be of. */
export const references: Readonly<Record<Exclude<Table, 'productLevels'>, Readonly<Record<string, Table | readonly Table[]>>>> = {
  migrations: {},
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

/** The same for columns that hold JSON: by column, the table of each property (or, as `''`, of each text) in it. */
export const inside: Readonly<Partial<Record<Table, Readonly<Record<string, Readonly<Record<string, Table>>>>>>> = {
  transfers: { lines: { productMasterId: 'products', lotId: 'lots', binId: 'bins', destBinId: 'bins', inventoryItemId: 'stockLines' } },
  forecastScenarios: { includedEventIds: { '': 'forecastEvents' } },
}

/** Rows that belong to another row and go with it: by table, the column that names it. */
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

/** Columns that the server counts by itself over rows of everybody. */
export const derived: Readonly<Partial<Record<Table, readonly string[]>>> = { bins: ['stockLineCount'] }

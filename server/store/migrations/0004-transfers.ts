import { type Compilable, sql } from 'kysely'
import { type Db, ofTenant, order } from './table.ts'

/** Transfers and their recommendations, the sort columns of bins, and alerts. */
export const transferTables = (db: Db): Compilable[] => [
  ofTenant(db, 'transferRecommendations')
    .addColumn('productMasterId', 'text', (column) => column.notNull())
    .addColumn('sourceLocationId', 'text', (column) => column.notNull())
    .addColumn('destLocationId', 'text', (column) => column.notNull())
    .addColumn('quantity', 'bigint', (column) => column.notNull())
    .addColumn('priority', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('unitMargin', 'double precision')
    .addColumn('transferCost', 'double precision', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('estimatedROI', 'double precision')
    .addColumn('comment', 'text')
    .addColumn('transferId', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addColumn('decidedAt', 'text')
    .addColumn('executedAt', 'text')
    .addForeignKeyConstraint('transferRecommendationsSource', ['tenantId', 'sourceLocationId'], 'locations', ['tenantId', 'id'])
    .addForeignKeyConstraint('transferRecommendationsDest', ['tenantId', 'destLocationId'], 'locations', ['tenantId', 'id']),
  order(db, 'transferRecommendations', 'createdAt'),
  order(db, 'transferRecommendations', 'quantity'),
  order(db, 'transferRecommendations', 'estimatedROI'),
  // Most recommendations are decided; queries look for those that are pending.
  ...(['createdAt', 'quantity', 'estimatedROI'] as const).map((column) =>
    db.schema
      .createIndex(`transferRecommendationsByStatusAnd${column}`)
      .on('transferRecommendations')
      .columns(['tenantId', 'status', column, 'id']),
  ),

  ofTenant(db, 'transfers')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('sourceLocationId', 'text', (column) => column.notNull())
    .addColumn('destLocationId', 'text', (column) => column.notNull())
    .addColumn('lines', 'text', (column) => column.notNull())
    .addColumn('comment', 'text')
    .addColumn('recommendationId', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addColumn('shippedAt', 'text')
    .addColumn('receivedAt', 'text')
    .addColumn('cancelledAt', 'text')
    .addUniqueConstraint('transfersRecommendation', ['tenantId', 'recommendationId'])
    .addForeignKeyConstraint('transfersSource', ['tenantId', 'sourceLocationId'], 'locations', ['tenantId', 'id'])
    .addForeignKeyConstraint('transfersDest', ['tenantId', 'destLocationId'], 'locations', ['tenantId', 'id'])
    .addForeignKeyConstraint('transfersCause', ['tenantId', 'recommendationId'], 'transferRecommendations', ['tenantId', 'id']),
  order(db, 'transfers', 'createdAt'),
  order(db, 'transfers', 'updatedAt'),
  order(db, 'transfers', 'shippedAt'),
  order(db, 'transfers', 'receivedAt'),
  db.schema.createIndex('transfersByStatus').on('transfers').columns(['tenantId', 'status', 'createdAt', 'id']),

  db.schema
    .createTable('transferProducts')
    .addColumn('tenantId', 'text', (column) => column.notNull())
    .addColumn('transferId', 'text', (column) => column.notNull())
    .addColumn('productMasterId', 'text', (column) => column.notNull())
    .addColumn('neededProductId', 'text')
    .addPrimaryKeyConstraint('transferProductsKey', ['tenantId', 'transferId', 'productMasterId'])
    .addForeignKeyConstraint('transferProductsTransfer', ['tenantId', 'transferId'], 'transfers', ['tenantId', 'id'])
    .addForeignKeyConstraint('transferProductsProduct', ['tenantId', 'neededProductId'], 'products', ['tenantId', 'id']),
  db.schema.createIndex('transferProductsByProduct').on('transferProducts').columns(['tenantId', 'productMasterId', 'transferId']),
  db.schema.createIndex('transferProductsByNeed').on('transferProducts').columns(['tenantId', 'neededProductId']),

  // The name of a location never changes, so no foreign key has to update this copy.
  db.schema.alterTable('bins').addColumn('locationName', 'text', (column) => column.notNull().defaultTo('')),
  db.schema.alterTable('bins').addColumn('stockLineCount', 'integer', (column) => column.notNull().defaultTo(0)),
  db.schema.createIndex('stockLinesByBin').on('stockLines').columns(['tenantId', 'binId']),
  db.updateTable('bins').set((bin) => ({
    locationName: bin
      .selectFrom('locations')
      .select((of) => of.fn.coalesce('name', sql.lit('')).as('name'))
      .whereRef('locations.tenantId', '=', 'bins.tenantId')
      .whereRef('locations.id', '=', 'bins.locationId'),
    stockLineCount: bin
      .selectFrom('stockLines')
      .select((of) => of.fn.countAll<number>().as('lines'))
      .whereRef('stockLines.tenantId', '=', 'bins.tenantId')
      .whereRef('stockLines.binId', '=', 'bins.id')
      .where('quantityOnHand', '>', 0),
  })),
  order(db, 'bins', 'name'),
  order(db, 'bins', 'locationName'),
  order(db, 'bins', 'stockLineCount'),

  db.schema
    .createTable('alertConfigs')
    .addColumn('tenantId', 'text', (column) => column.notNull().primaryKey().references('tenants.id'))
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('destinations', 'text', (column) => column.notNull())
    .addColumn('alertTypes', 'text', (column) => column.notNull())
    .addColumn('cooldownMinutes', 'integer', (column) => column.notNull()),

  ofTenant(db, 'alerts')
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('productMasterId', 'text')
    .addColumn('locationId', 'text')
    .addColumn('value', 'double precision')
    .addColumn('threshold', 'double precision')
    .addColumn('destinations', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull()),
  order(db, 'alerts', 'createdAt'),
  order(db, 'alerts', 'type'),
  db.schema.createIndex('alertsByPlace').on('alerts').columns(['tenantId', 'productMasterId', 'locationId', 'type', 'createdAt', 'id']),
]

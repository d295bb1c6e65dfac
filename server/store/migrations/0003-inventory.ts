import { type Compilable, type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

type Db = Kysely<Tables>

const ofTenant = (db: Db, name: keyof Tables) =>
  db.schema.createTable(name).addColumn('tenantId', 'text', (column) => column.notNull().references('tenants.id'))

const index = (db: Db, name: string, table: keyof Tables, columns: readonly string[]): Compilable =>
  db.schema
    .createIndex(name)
    .on(table)
    .columns(['tenantId', ...columns])

/** Recalls, complete movements, reason codes with labels, sales channels, replenishment settings and cycle counts. */
export const inventoryTables = (db: Db): Compilable[] => [
  db.schema.alterTable('stockLines').addColumn('recalled', 'integer', (column) => column.notNull().defaultTo(0)),
  index(db, 'stockLinesByProduct', 'stockLines', ['productMasterId', 'id']),

  // A column added to a table with rows needs a default until it is filled.
  db.schema.alterTable('stockTransactions').addColumn('productMasterId', 'text', (column) => column.notNull().defaultTo('')),
  db.schema.alterTable('stockTransactions').addColumn('locationId', 'text', (column) => column.notNull().defaultTo('')),
  db.schema.alterTable('stockTransactions').addColumn('transferId', 'text'),
  db.schema.alterTable('stockTransactions').addColumn('cycleCountId', 'text'),
  db.updateTable('stockTransactions').set((movement) => {
    const line = movement
      .selectFrom('stockLines')
      .whereRef('stockLines.tenantId', '=', 'stockTransactions.tenantId')
      .whereRef('stockLines.id', '=', 'stockTransactions.inventoryItemId')
    return {
      productMasterId: line.select('stockLines.productMasterId').$castTo<string>(),
      locationId: line.select('stockLines.locationId').$castTo<string>(),
    }
  }),
  index(db, 'stockTransactionsByType', 'stockTransactions', ['transactionType', 'id']),
  index(db, 'stockTransactionsByTypeAndTime', 'stockTransactions', ['transactionType', 'createdAt', 'id']),
  index(db, 'stockTransactionsByTypeAndDelta', 'stockTransactions', ['transactionType', 'deltaQty', 'id']),
  index(db, 'stockTransactionsByDelta', 'stockTransactions', ['deltaQty', 'id']),
  index(db, 'stockTransactionsByProduct', 'stockTransactions', ['productMasterId', 'createdAt', 'id']),
  index(db, 'stockTransactionsByLocation', 'stockTransactions', ['locationId', 'createdAt', 'id']),
  index(db, 'stockTransactionsByReason', 'stockTransactions', ['reasonCodeId', 'createdAt', 'id']),
  index(db, 'stockTransactionsByTransfer', 'stockTransactions', ['transferId', 'createdAt', 'id']),
  index(db, 'stockTransactionsByCount', 'stockTransactions', ['cycleCountId', 'createdAt', 'id']),

  db.schema.alterTable('reasonCodes').addColumn('code', 'text', (column) => column.notNull().defaultTo('')),
  db.schema.alterTable('reasonCodes').addColumn('description', 'text'),
  db.updateTable('reasonCodes').set({ code: sql<string>`upper("id")` }),
  db.schema.createIndex('reasonCodesCode').unique().on('reasonCodes').columns(['tenantId', 'code']),
  index(db, 'reasonCodesByLabel', 'reasonCodes', ['label', 'id']),

  ofTenant(db, 'stockPositions')
    .addColumn('productMasterId', 'text', (column) => column.notNull())
    .addColumn('locationId', 'text', (column) => column.notNull())
    .addColumn('productName', 'text', (column) => column.notNull())
    .addColumn('globalSku', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('stockPositionsKey', ['tenantId', 'productMasterId', 'locationId'])
    .addForeignKeyConstraint(
      'stockPositionsProduct',
      ['tenantId', 'productMasterId', 'productName', 'globalSku'],
      'products',
      ['tenantId', 'id', 'name', 'sku'],
      (key) => key.onUpdate('cascade'),
    )
    .addForeignKeyConstraint('stockPositionsLocation', ['tenantId', 'locationId'], 'locations', ['tenantId', 'id']),
  db
    .insertInto('stockPositions')
    .columns(['tenantId', 'productMasterId', 'locationId', 'productName', 'globalSku'])
    .expression((from) =>
      from.selectFrom('stockLines').select(['tenantId', 'productMasterId', 'locationId', 'productName', 'globalSku']).distinct(),
    ),
  index(db, 'stockPositionsByLocation', 'stockPositions', ['locationId', 'productMasterId']),
  index(db, 'stockPositionsByName', 'stockPositions', ['productName', 'productMasterId', 'locationId']),
  index(db, 'stockPositionsBySku', 'stockPositions', ['globalSku', 'productMasterId', 'locationId']),

  ofTenant(db, 'channels')
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('channelsKey', ['tenantId', 'id']),
  index(db, 'channelsByName', 'channels', ['name', 'id']),

  ofTenant(db, 'channelPolicies')
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('channelId', 'text', (column) => column.notNull())
    .addColumn('safetyStock', 'bigint', (column) => column.notNull())
    .addColumn('lowAtpThreshold', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('channelPoliciesKey', ['tenantId', 'id'])
    .addUniqueConstraint('channelPoliciesChannel', ['tenantId', 'channelId'])
    .addForeignKeyConstraint('channelPoliciesOfChannel', ['tenantId', 'channelId'], 'channels', ['tenantId', 'id']),

  ofTenant(db, 'inventoryLevels')
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('productMasterId', 'text', (column) => column.notNull())
    .addColumn('locationId', 'text', (column) => column.notNull())
    .addColumn('minQuantity', 'bigint')
    .addColumn('reorderQuantity', 'bigint')
    .addColumn('maxQuantity', 'bigint')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('abcClass', 'text')
    .addColumn('expectedLeadTimeDays', 'integer')
    .addColumn('replenishmentPeriodDays', 'integer')
    .addColumn('forecastPeriodDays', 'integer')
    .addColumn('forecastQuantity', 'bigint')
    .addColumn('preferredBinLocationId', 'text')
    .addColumn('replenishmentLocationId', 'text')
    .addColumn('comments', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('inventoryLevelsKey', ['tenantId', 'id'])
    .addUniqueConstraint('inventoryLevelsPlace', ['tenantId', 'productMasterId', 'locationId'])
    // Settings are deleted with their product; stock prevents the deletion of its product.
    .addForeignKeyConstraint('inventoryLevelsProduct', ['tenantId', 'productMasterId'], 'products', ['tenantId', 'id'], (key) =>
      key.onDelete('cascade'),
    )
    .addForeignKeyConstraint('inventoryLevelsLocation', ['tenantId', 'locationId'], 'locations', ['tenantId', 'id'])
    .addForeignKeyConstraint('inventoryLevelsSource', ['tenantId', 'replenishmentLocationId'], 'locations', ['tenantId', 'id'])
    .addForeignKeyConstraint('inventoryLevelsBin', ['tenantId', 'preferredBinLocationId'], 'bins', ['tenantId', 'id']),

  ofTenant(db, 'cycleCounts')
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('locationId', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('scheduledDate', 'text')
    .addColumn('autoAdjust', 'integer', (column) => column.notNull())
    .addColumn('reasonCodeId', 'text')
    .addColumn('comment', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addColumn('completedAt', 'text')
    .addPrimaryKeyConstraint('cycleCountsKey', ['tenantId', 'id'])
    .addForeignKeyConstraint('cycleCountsLocation', ['tenantId', 'locationId'], 'locations', ['tenantId', 'id'])
    .addForeignKeyConstraint('cycleCountsReason', ['tenantId', 'reasonCodeId'], 'reasonCodes', ['tenantId', 'id']),
  ...['createdAt', 'updatedAt', 'scheduledDate', 'completedAt'].map((column) =>
    index(db, `cycleCountsBy${column}`, 'cycleCounts', [column, 'id']),
  ),

  ofTenant(db, 'cycleCountLines')
    .addColumn('cycleCountId', 'text', (column) => column.notNull())
    .addColumn('inventoryItemId', 'text', (column) => column.notNull())
    .addColumn('expectedQty', 'bigint')
    .addColumn('countedQty', 'bigint')
    .addColumn('comment', 'text')
    .addColumn('countedAt', 'text')
    .addColumn('transactionId', 'text')
    .addPrimaryKeyConstraint('cycleCountLinesKey', ['tenantId', 'cycleCountId', 'inventoryItemId'])
    .addForeignKeyConstraint('cycleCountLinesCount', ['tenantId', 'cycleCountId'], 'cycleCounts', ['tenantId', 'id'])
    .addForeignKeyConstraint('cycleCountLinesItem', ['tenantId', 'inventoryItemId'], 'stockLines', ['tenantId', 'id'])
    .addForeignKeyConstraint('cycleCountLinesMovement', ['tenantId', 'transactionId'], 'stockTransactions', ['tenantId', 'id']),
]

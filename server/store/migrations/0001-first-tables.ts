import { type Compilable, sql } from 'kysely'
import { type Db, ofTenant, order } from './table.ts'

/** Tenants, their API keys, products, stock and its movements. */
export const firstTables = (db: Db): Compilable[] => [
  db.schema
    .createTable('tenants')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('slug', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull()),

  ofTenant(db, 'apiKeys')
    .addColumn('publicId', 'text', (column) => column.notNull().unique())
    .addColumn('secretHash', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('keyPrefix', 'text', (column) => column.notNull())
    .addColumn('last4', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('expiresAt', 'text')
    .addColumn('allowedIps', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addColumn('revokedAt', 'text'),
  order(db, 'apiKeys', 'createdAt'),
  order(db, 'apiKeys', 'name'),
  order(db, 'apiKeys', 'expiresAt'),

  ofTenant(db, 'products')
    .addColumn('sku', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('unitOfMeasure', 'text', (column) => column.notNull())
    .addColumn('unitCost', 'double precision')
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('lotTracked', 'integer', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addUniqueConstraint('productsSku', ['tenantId', 'sku'])
    .addUniqueConstraint('productsNames', ['tenantId', 'id', 'name', 'sku']),
  order(db, 'products', 'createdAt'),
  order(db, 'products', 'updatedAt'),
  order(db, 'products', 'name'),

  ofTenant(db, 'locations')
    .addColumn('name', 'text', (column) => column.notNull())
    .addUniqueConstraint('locationsNames', ['tenantId', 'id', 'name']),

  ofTenant(db, 'lots')
    .addColumn('productMasterId', 'text', (column) => column.notNull())
    .addColumn('lotNumber', 'text', (column) => column.notNull())
    .addColumn('expiryDate', 'text')
    .addUniqueConstraint('lotsNumber', ['tenantId', 'productMasterId', 'lotNumber'])
    .addUniqueConstraint('lotsDates', ['tenantId', 'id', 'expiryDate'])
    .addForeignKeyConstraint('lotsProduct', ['tenantId', 'productMasterId'], 'products', ['tenantId', 'id'], (key) =>
      key.onDelete('cascade'),
    ),

  ofTenant(db, 'bins')
    .addColumn('locationId', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addUniqueConstraint('binsName', ['tenantId', 'locationId', 'name'])
    .addForeignKeyConstraint('binsLocation', ['tenantId', 'locationId'], 'locations', ['tenantId', 'id']),

  ofTenant(db, 'reasonCodes').addColumn('label', 'text', (column) => column.notNull()),

  ofTenant(db, 'stockLines')
    .addColumn('productMasterId', 'text', (column) => column.notNull())
    .addColumn('locationId', 'text', (column) => column.notNull())
    .addColumn('lotId', 'text')
    .addColumn('binId', 'text')
    .addColumn('productName', 'text', (column) => column.notNull())
    .addColumn('globalSku', 'text', (column) => column.notNull())
    .addColumn('locationName', 'text', (column) => column.notNull())
    .addColumn('expiryDate', 'text')
    .addColumn('quantityOnHand', 'bigint', (column) => column.notNull())
    .addColumn('quantityReserved', 'bigint', (column) => column.notNull())
    .addColumn('quantityOnHold', 'bigint', (column) => column.notNull())
    .addColumn('quantityPicked', 'bigint', (column) => column.notNull())
    .addColumn('quantityAvailable', 'bigint', (column) =>
      column.generatedAlwaysAs(sql`"quantityOnHand" - "quantityReserved" - "quantityOnHold" - "quantityPicked"`).stored(),
    )
    .addColumn('lastCountedAt', 'text')
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addCheckConstraint(
      'stockLinesNotNegative',
      sql`"quantityOnHand" >= 0 and "quantityReserved" >= 0 and "quantityOnHold" >= 0 and "quantityPicked" >= 0`,
    )
    .addForeignKeyConstraint(
      'stockLinesProduct',
      ['tenantId', 'productMasterId', 'productName', 'globalSku'],
      'products',
      ['tenantId', 'id', 'name', 'sku'],
      (key) => key.onUpdate('cascade'),
    )
    .addForeignKeyConstraint(
      'stockLinesLocation',
      ['tenantId', 'locationId', 'locationName'],
      'locations',
      ['tenantId', 'id', 'name'],
      (key) => key.onUpdate('cascade'),
    )
    // Foreign keys that contain a null are not checked, so the lot has a separate key besides that with the date.
    .addForeignKeyConstraint('stockLinesLot', ['tenantId', 'lotId'], 'lots', ['tenantId', 'id'])
    .addForeignKeyConstraint('stockLinesExpiry', ['tenantId', 'lotId', 'expiryDate'], 'lots', ['tenantId', 'id', 'expiryDate'], (key) =>
      key.onUpdate('cascade'),
    )
    .addForeignKeyConstraint('stockLinesBin', ['tenantId', 'binId'], 'bins', ['tenantId', 'id']),
  // One line per product, location, lot and bin; a unique index would treat two nulls as different.
  db.schema
    .createIndex('stockLinesPlace')
    .unique()
    .on('stockLines')
    .expression(sql`"tenantId", "productMasterId", "locationId", coalesce("lotId", ''), coalesce("binId", '')`),
  db.schema.createIndex('stockLinesByLocation').on('stockLines').columns(['tenantId', 'locationId', 'id']),
  order(db, 'stockLines', 'productName'),
  order(db, 'stockLines', 'globalSku'),
  order(db, 'stockLines', 'locationName'),
  order(db, 'stockLines', 'quantityOnHand'),
  order(db, 'stockLines', 'quantityAvailable'),
  order(db, 'stockLines', 'expiryDate'),
  order(db, 'stockLines', 'updatedAt'),

  ofTenant(db, 'stockTransactions')
    .addColumn('inventoryItemId', 'text', (column) => column.notNull())
    .addColumn('transactionType', 'text', (column) => column.notNull())
    .addColumn('deltaQty', 'bigint', (column) => column.notNull())
    .addColumn('qtyBefore', 'bigint', (column) => column.notNull())
    .addColumn('qtyAfter', 'bigint', (column) => column.notNull())
    .addColumn('reasonCodeId', 'text')
    .addColumn('comment', 'text')
    .addColumn('rootCause', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addCheckConstraint('stockTransactionsSum', sql`"qtyAfter" = "qtyBefore" + "deltaQty"`)
    .addForeignKeyConstraint('stockTransactionsLine', ['tenantId', 'inventoryItemId'], 'stockLines', ['tenantId', 'id'])
    .addForeignKeyConstraint('stockTransactionsReason', ['tenantId', 'reasonCodeId'], 'reasonCodes', ['tenantId', 'id']),
  order(db, 'stockTransactions', 'createdAt'),
  db.schema.createIndex('stockTransactionsByLine').on('stockTransactions').columns(['tenantId', 'inventoryItemId', 'createdAt', 'id']),
]

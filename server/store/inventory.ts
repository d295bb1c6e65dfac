import { type SelectQueryBuilder, sql } from 'kysely'
import { fromMillionths, toMillionths } from '../quantity.ts'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Inventory, NewStockLine, StockLine, StockPlace } from './stock-lines-store.ts'
import type { Tables } from './tables.ts'
import { unindexed } from './unindexed.ts'

/** A stock line as returned by a statement. */
export type StockLineRow = Omit<StockLine, 'recalled'> & { readonly recalled: number }
type StockLines = SelectQueryBuilder<Tables, 'stockLines', object>

/** Selects the data of stock lines. Every line has a product; lot and bin are optional. */
export const describedLines = (lines: StockLines) =>
  lines
    // SQLite reads the lines first in a cross join. Otherwise, from a million of them on, it would read all products first, and sort.
    .crossJoin('products')
    .whereRef('products.tenantId', '=', 'stockLines.tenantId')
    .whereRef('products.id', '=', 'stockLines.productMasterId')
    .leftJoin('lots', (join) => join.onRef('lots.tenantId', '=', 'stockLines.tenantId').onRef('lots.id', '=', 'stockLines.lotId'))
    .leftJoin('bins', (join) => join.onRef('bins.tenantId', '=', 'stockLines.tenantId').onRef('bins.id', '=', 'stockLines.binId'))
    .select([
      'stockLines.id',
      'stockLines.productMasterId',
      'stockLines.productName',
      'stockLines.globalSku',
      'stockLines.locationId',
      'stockLines.locationName',
      'stockLines.quantityOnHand',
      'stockLines.quantityReserved',
      'stockLines.quantityOnHold',
      'stockLines.quantityPicked',
      'stockLines.lotId',
      'lots.lotNumber',
      'stockLines.expiryDate',
      'stockLines.binId',
      'bins.name as binName',
      'products.unitCost',
      'products.currency',
      'stockLines.lastCountedAt',
      'stockLines.updatedAt',
      'stockLines.recalled',
    ])

const listLines = list<ListQuery<'listInventory'>>()({
  from: (db, tenantId) => db.selectFrom('stockLines').where('stockLines.tenantId', '=', tenantId),
  filters: {
    locationId: (where, id) => where('stockLines.locationId', '=', id),
    productMasterId: (where, id) => where('stockLines.productMasterId', '=', id),
    lotId: (where, id) => where('stockLines.lotId', '=', id),
    binId: (where, id) => where('stockLines.binId', '=', id),
  },
  narrow: { productMasterId: [], lotId: [], binId: [] },
  fixes: { locationId: ['locationName'] },
  counted: 'stockLines',
  rows: describedLines,
  sorts: {
    productName: (row) => row.ref('stockLines.productName'),
    globalSku: (row) => row.ref('stockLines.globalSku'),
    locationName: (row) => row.ref('stockLines.locationName'),
    quantityOnHand: (row) => row.ref('stockLines.quantityOnHand'),
    quantityAvailable: (row) => row.ref('stockLines.quantityAvailable'),
    expiryDate: (row) => row.ref('stockLines.expiryDate'),
    updatedAt: (row) => row.ref('stockLines.updatedAt'),
  },
  id: (row) => row.ref('stockLines.id'),
})

const find = statement((db, at: { tenantId: string; id: string }) =>
  describedLines(db.selectFrom('stockLines').where('stockLines.tenantId', '=', at.tenantId).where('stockLines.id', '=', at.id)),
)

const at = statement((db, at: { tenantId: string } & StockPlace) =>
  describedLines(
    db
      .selectFrom('stockLines')
      .where('stockLines.tenantId', '=', at.tenantId)
      .where('stockLines.productMasterId', '=', at.productMasterId)
      .where('stockLines.locationId', '=', at.locationId)
      // As in the index: two nulls count as the same place.
      .where(sql<boolean>`coalesce("stockLines"."lotId", '') = coalesce(cast(${at.lotId} as text), '')`)
      .where(sql<boolean>`coalesce("stockLines"."binId", '') = coalesce(cast(${at.binId} as text), '')`),
  ),
)

const of = statement((db, at: { tenantId: string; productMasterId: string; locationId: string }) =>
  describedLines(
    db
      .selectFrom('stockLines')
      .where('stockLines.tenantId', '=', at.tenantId)
      .where('stockLines.productMasterId', '=', at.productMasterId)
      .where('stockLines.locationId', '=', at.locationId),
  )
    .orderBy(
      (line) => unindexed(line.ref('stockLines.expiryDate')),
      (order) => order.asc().nullsLast(),
    )
    .orderBy('stockLines.id'),
)

/** The name of an unknown location is null; as no location has an empty name, the foreign keys reject the row. */
const insert = statement((db, at: { tenantId: string } & NewStockLine) => {
  const product = db.selectFrom('products').where('tenantId', '=', at.tenantId).where('id', '=', at.productMasterId)
  const location = db.selectFrom('locations').where('tenantId', '=', at.tenantId).where('id', '=', at.locationId)
  const lot = db.selectFrom('lots').where('tenantId', '=', at.tenantId).where('id', '=', at.lotId)
  return db.insertInto('stockLines').values({
    tenantId: at.tenantId,
    id: at.id,
    productMasterId: at.productMasterId,
    locationId: at.locationId,
    lotId: at.lotId,
    binId: at.binId,
    productName: db.fn.coalesce(product.select('name'), sql.lit('')),
    globalSku: db.fn.coalesce(product.select('sku'), sql.lit('')),
    locationName: db.fn.coalesce(location.select('name'), sql.lit('')),
    expiryDate: lot.select('expiryDate'),
    quantityOnHand: 0,
    quantityReserved: at.quantityReserved,
    quantityOnHold: at.quantityOnHold,
    quantityPicked: at.quantityPicked,
    lastCountedAt: at.lastCountedAt,
    updatedAt: at.updatedAt,
    recalled: 0,
  })
})

const insertPosition = statement((db, at: { tenantId: string; id: string }) =>
  db
    .insertInto('stockPositions')
    .columns(['tenantId', 'productMasterId', 'locationId', 'productName', 'globalSku'])
    .expression((from) =>
      from
        .selectFrom('stockLines')
        .select(['tenantId', 'productMasterId', 'locationId', 'productName', 'globalSku'])
        .where('tenantId', '=', at.tenantId)
        .where('id', '=', at.id),
    )
    .onConflict((conflict) => conflict.doNothing()),
)

const update = statement((db, at: { tenantId: string } & StockLineRow) =>
  db
    .updateTable('stockLines')
    .set({
      quantityReserved: at.quantityReserved,
      quantityOnHold: at.quantityOnHold,
      quantityPicked: at.quantityPicked,
      recalled: at.recalled,
      lastCountedAt: at.lastCountedAt,
      updatedAt: at.updatedAt,
    })
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', at.id),
)

/** Converts a row to a stock line. */
export const stockLineOf = (row: StockLineRow): StockLine => ({
  ...row,
  quantityOnHand: fromMillionths(row.quantityOnHand),
  quantityReserved: fromMillionths(row.quantityReserved),
  quantityOnHold: fromMillionths(row.quantityOnHold),
  quantityPicked: fromMillionths(row.quantityPicked),
  lastCountedAt: row.lastCountedAt === null ? null : shortTime(row.lastCountedAt),
  updatedAt: shortTime(row.updatedAt),
  recalled: row.recalled === 1,
})

const toRow = <Line extends NewStockLine>(line: Line): Line => ({
  ...line,
  quantityReserved: toMillionths(line.quantityReserved),
  quantityOnHold: toMillionths(line.quantityOnHold),
  quantityPicked: toMillionths(line.quantityPicked),
  lastCountedAt: line.lastCountedAt === null ? null : storedTime(line.lastCountedAt),
  updatedAt: storedTime(line.updatedAt),
})

export function inventory(session: Session, tenantId: string): Inventory {
  return {
    list: async (query) => {
      const { data, pagination } = await listLines(session, query, { tenantId })
      return { data: data.map(stockLineOf), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : stockLineOf(row)
    },
    at: async (place) => {
      const row = await session.first(at, { tenantId, ...place })
      return row === undefined ? undefined : stockLineOf(row)
    },
    of: async (productMasterId, locationId) => (await session.rows(of, { tenantId, productMasterId, locationId })).map(stockLineOf),
    insert: (line) =>
      session.transaction(async (inner) => {
        await inner.write(insert, { tenantId, ...toRow(line) })
        await inner.write(insertPosition, { tenantId, id: line.id })
      }),
    update: async (line) => {
      await session.write(update, { tenantId, ...toRow(line), recalled: line.recalled ? 1 : 0 })
    },
  }
}

import { type SelectQueryBuilder, sql } from 'kysely'
import { fromMillionths, toMillionths } from '../quantity.ts'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { Inventory, ListQuery, NewStockLine, StockLine } from './store.ts'
import type { Tables } from './tables.ts'

type StockLines = SelectQueryBuilder<Tables, 'stockLines', object>

/** Every line has one product; a lot and a bin only where these are kept. */
const described = (lines: StockLines) =>
  lines
    .innerJoin('products', (join) =>
      join.onRef('products.tenantId', '=', 'stockLines.tenantId').onRef('products.id', '=', 'stockLines.productMasterId'),
    )
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
    ])

const listLines = list<ListQuery<'listInventory'>>()({
  from: (db, tenantId) => db.selectFrom('stockLines').where('stockLines.tenantId', '=', tenantId),
  filters: {
    locationId: (where, id) => where('stockLines.locationId', '=', id),
    productMasterId: (where, id) => where('stockLines.productMasterId', '=', id),
    lotId: (where, id) => where('stockLines.lotId', '=', id),
    binId: (where, id) => where('stockLines.binId', '=', id),
  },
  rows: described,
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
  described(db.selectFrom('stockLines').where('stockLines.tenantId', '=', at.tenantId).where('stockLines.id', '=', at.id)),
)

/** A place that does not exist has no name; that no place has an empty one makes the foreign keys refuse it. */
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
  })
})

const fromRow = (row: StockLine): StockLine => ({
  ...row,
  quantityOnHand: fromMillionths(row.quantityOnHand),
  quantityReserved: fromMillionths(row.quantityReserved),
  quantityOnHold: fromMillionths(row.quantityOnHold),
  quantityPicked: fromMillionths(row.quantityPicked),
  lastCountedAt: row.lastCountedAt === null ? null : shortTime(row.lastCountedAt),
  updatedAt: shortTime(row.updatedAt),
})

const toRow = (line: NewStockLine): NewStockLine => ({
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
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const [row] = await session.rows(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    insert: async (line) => {
      await session.write(insert, { tenantId, ...toRow(line) })
    },
  }
}

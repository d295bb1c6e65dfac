import type { Compilable } from 'kysely'
import type { Tables } from '../tables.ts'
import type { Db } from './table.ts'

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** An index for the rows of a location, of one type for movements, in an order. */
const index = (db: Db, table: keyof Tables, ...columns: readonly string[]): Compilable =>
  db.schema
    .createIndex(`${table}OfLocation${columns.length === 0 ? '' : 'By'}${columns.map(capital).join('And')}`)
    .on(table)
    .columns(['tenantId', 'locationId', ...columns, 'id'])

/** Each order of the lists that a location or a status can be asked of: reading all rows in the order, to show those of one value, takes as many times longer as there are values. */
export const ordersOfFilters = (db: Db): Compilable[] => [
  ...['globalSku', 'quantityOnHand', 'quantityAvailable', 'expiryDate', 'updatedAt'].map((column) => index(db, 'stockLines', column)),
  ...['transactionType', 'deltaQty'].map((column) => index(db, 'stockTransactions', column)),
  ...['createdAt', 'deltaQty'].map((column) => index(db, 'stockTransactions', 'transactionType', column)),
  index(db, 'bins'),
  index(db, 'bins', 'stockLineCount'),
  ...['status', 'sourceLocationId', 'destLocationId'].flatMap((filter) =>
    ['updatedAt', 'shippedAt', 'receivedAt'].map((column) =>
      db.schema
        .createIndex(`transfersWith${capital(filter)}By${capital(column)}`)
        .on('transfers')
        .columns(['tenantId', filter, column, 'id']),
    ),
  ),
]

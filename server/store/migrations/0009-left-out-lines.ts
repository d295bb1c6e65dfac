import { type Compilable, sql } from 'kysely'
import type { Db } from './table.ts'

/** Indexes of the few stock lines that lists leave out by default, so that these can be counted instead of all others; expired ones have one already. */
export const leftOutLines = (db: Db): Compilable[] => [
  db.schema
    .createIndex('stockLinesRecalled')
    .on('stockLines')
    .columns(['tenantId', 'locationId', 'id'])
    .where(sql<boolean>`"recalled" <> 0`),
  db.schema
    .createIndex('stockLinesWhollyOnHold')
    .on('stockLines')
    .columns(['tenantId', 'locationId', 'id'])
    .where(sql<boolean>`"quantityOnHand" <> 0 and "quantityOnHold" >= "quantityOnHand"`),
]

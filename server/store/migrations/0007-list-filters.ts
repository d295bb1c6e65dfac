import type { Compilable, Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** An index for what has one value of a filter, in the order of the other columns. */
const index = (db: Kysely<Tables>, table: keyof Tables, filter: string, ...order: readonly [string, ...string[]]): Compilable =>
  db.schema
    .createIndex(`${table}With${capital(filter)}By${capital(order[0])}`)
    .on(table)
    .columns(['tenantId', filter, ...order])

/**
 * For each filter of a list that asks for one value, an index of it: the others of its columns are those that the list is ordered by where nothing else is
 * asked for, so that a page is a piece of the index.
 */
export const listFilters = (db: Kysely<Tables>): Compilable[] => [
  index(db, 'products', 'status', 'createdAt', 'id'),
  index(db, 'attributes', 'dataType', 'code', 'id'),
  index(db, 'categories', 'depth', 'path', 'id'),

  index(db, 'stockLines', 'lotId', 'id'),
  index(db, 'stockLines', 'locationId', 'productName', 'id'),
  index(db, 'stockLines', 'locationId', 'productMasterId', 'id'),
  index(db, 'stockPositions', 'locationId', 'productName', 'productMasterId'),
  ...['status', 'type', 'locationId'].map((filter) => index(db, 'cycleCounts', filter, 'createdAt', 'id')),

  ...['sourceLocationId', 'destLocationId'].map((filter) => index(db, 'transfers', filter, 'createdAt', 'id')),
  ...['priority', 'productMasterId', 'sourceLocationId', 'destLocationId'].map((filter) =>
    index(db, 'transferRecommendations', filter, 'createdAt', 'id'),
  ),
  ...['type', 'origin', 'locationId'].map((filter) => index(db, 'alerts', filter, 'createdAt', 'id')),

  index(db, 'forecastEvents', 'type', 'startsAt', 'id'),
  index(db, 'forecastScenarios', 'type', 'createdAt', 'id'),
  ...['resourceType', 'action', 'keyId'].map((filter) => index(db, 'forecastChanges', filter, 'createdAt', 'id')),
  // Demand is read line by line, in this order, which those of one location and of one channel alone were not in.
  db.schema.dropIndex('demandLinesByLocation'),
  db.schema.dropIndex('demandLinesByChannel'),
  index(db, 'demandLines', 'locationId', 'productMasterId', 'channelId'),
  index(db, 'demandLines', 'channelId', 'productMasterId', 'locationId'),
]

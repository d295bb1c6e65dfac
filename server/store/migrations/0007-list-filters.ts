import type { Compilable, Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** An index for a filter value, ordered by the other columns. */
const index = (db: Kysely<Tables>, table: keyof Tables, filter: string, ...order: readonly [string, ...string[]]): Compilable =>
  db.schema
    .createIndex(`${table}With${capital(filter)}By${capital(order[0])}`)
    .on(table)
    .columns(['tenantId', filter, ...order])

/**
 * An index for each filter of a list that selects a single value: its other columns are the default order of the list, so that a page is a
 * contiguous part of the index.
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
  // Demand is read by line in this order, which the indexes of location and channel did not provide.
  db.schema.dropIndex('demandLinesByLocation'),
  db.schema.dropIndex('demandLinesByChannel'),
  index(db, 'demandLines', 'locationId', 'productMasterId', 'channelId'),
  index(db, 'demandLines', 'channelId', 'productMasterId', 'locationId'),
]

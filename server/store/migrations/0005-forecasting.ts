import type { Compilable } from 'kysely'
import { type Db, ofTenant, order } from './table.ts'

/** Demand history, events and scenarios of forecasts, and their change log. */
export const forecastingTables = (db: Db): Compilable[] => [
  db.schema
    .createTable('demandLines')
    .addColumn('tenantId', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('productMasterId', 'text', (column) => column.notNull())
    .addColumn('locationId', 'text', (column) => column.notNull())
    .addColumn('channelId', 'text', (column) => column.notNull())
    .addColumn('startDate', 'text', (column) => column.notNull())
    .addColumn('endDate', 'text', (column) => column.notNull())
    .addColumn('quantities', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('demandLinesKey', ['tenantId', 'productMasterId', 'locationId', 'channelId'])
    .addForeignKeyConstraint('demandLinesProduct', ['tenantId', 'productMasterId'], 'products', ['tenantId', 'id'], (key) =>
      key.onDelete('cascade'),
    )
    .addForeignKeyConstraint('demandLinesLocation', ['tenantId', 'locationId'], 'locations', ['tenantId', 'id'])
    .addForeignKeyConstraint('demandLinesChannel', ['tenantId', 'channelId'], 'channels', ['tenantId', 'id']),
  db.schema.createIndex('demandLinesByEnd').on('demandLines').columns(['tenantId', 'endDate']),
  db.schema.createIndex('demandLinesByLocation').on('demandLines').columns(['tenantId', 'locationId']),
  db.schema.createIndex('demandLinesByChannel').on('demandLines').columns(['tenantId', 'channelId']),

  ofTenant(db, 'forecastEvents')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('startsAt', 'text', (column) => column.notNull())
    .addColumn('endsAt', 'text', (column) => column.notNull())
    .addColumn('liftPct', 'double precision', (column) => column.notNull())
    .addColumn('stackingMode', 'text', (column) => column.notNull())
    .addColumn('valueDescription', 'text')
    .addColumn('productMasterId', 'text')
    .addColumn('locationId', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addForeignKeyConstraint('forecastEventsProduct', ['tenantId', 'productMasterId'], 'products', ['tenantId', 'id'])
    .addForeignKeyConstraint('forecastEventsLocation', ['tenantId', 'locationId'], 'locations', ['tenantId', 'id']),
  ...['startsAt', 'endsAt', 'name', 'createdAt', 'updatedAt'].map((column) => order(db, 'forecastEvents', column)),
  db.schema.createIndex('forecastEventsByProduct').on('forecastEvents').columns(['tenantId', 'productMasterId', 'startsAt', 'id']),
  db.schema.createIndex('forecastEventsByLocation').on('forecastEvents').columns(['tenantId', 'locationId', 'startsAt', 'id']),

  ofTenant(db, 'forecastScenarios')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('narrative', 'text')
    .addColumn('includedEventIds', 'text', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('generatedAt', 'text')
    .addColumn('publishedAt', 'text')
    .addColumn('archivedAt', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull()),
  ...['createdAt', 'updatedAt', 'name'].map((column) => order(db, 'forecastScenarios', column)),
  db.schema.createIndex('forecastScenariosByStatus').on('forecastScenarios').columns(['tenantId', 'status', 'createdAt', 'id']),

  // No foreign key to the event: an archived scenario keeps the id of a deleted event.
  db.schema
    .createTable('scenarioEvents')
    .addColumn('tenantId', 'text', (column) => column.notNull())
    .addColumn('scenarioId', 'text', (column) => column.notNull())
    .addColumn('eventId', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('scenarioEventsKey', ['tenantId', 'scenarioId', 'eventId'])
    .addForeignKeyConstraint('scenarioEventsScenario', ['tenantId', 'scenarioId'], 'forecastScenarios', ['tenantId', 'id']),
  db.schema.createIndex('scenarioEventsByEvent').on('scenarioEvents').columns(['tenantId', 'eventId', 'scenarioId']),

  ofTenant(db, 'forecastChanges')
    .addColumn('resourceType', 'text', (column) => column.notNull())
    .addColumn('resourceId', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('keyId', 'text')
    .addColumn('changes', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull()),
  order(db, 'forecastChanges', 'createdAt'),
  db.schema.createIndex('forecastChangesByResource').on('forecastChanges').columns(['tenantId', 'resourceId', 'createdAt', 'id']),
]

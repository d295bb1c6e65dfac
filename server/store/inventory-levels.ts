import { fromMillionths, toMillionths } from '../quantity.ts'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import type { InventoryLevels, Level } from './inventory-store.ts'
import { statement } from './statement.ts'

type Row = { tenantId: string } & Level

const find = statement((db, at: { tenantId: string; productMasterId: string; locationId: string }) =>
  db
    .selectFrom('inventoryLevels')
    .select([
      'id',
      'productMasterId',
      'locationId',
      'minQuantity',
      'reorderQuantity',
      'maxQuantity',
      'status',
      'abcClass',
      'expectedLeadTimeDays',
      'replenishmentPeriodDays',
      'forecastPeriodDays',
      'forecastQuantity',
      'preferredBinLocationId',
      'replenishmentLocationId',
      'comments',
      'createdAt',
      'updatedAt',
    ])
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '=', at.productMasterId)
    .where('locationId', '=', at.locationId),
)

const settings = (at: Row) => ({
  minQuantity: at.minQuantity,
  reorderQuantity: at.reorderQuantity,
  maxQuantity: at.maxQuantity,
  status: at.status,
  abcClass: at.abcClass,
  expectedLeadTimeDays: at.expectedLeadTimeDays,
  replenishmentPeriodDays: at.replenishmentPeriodDays,
  forecastPeriodDays: at.forecastPeriodDays,
  forecastQuantity: at.forecastQuantity,
  preferredBinLocationId: at.preferredBinLocationId,
  replenishmentLocationId: at.replenishmentLocationId,
  comments: at.comments,
  updatedAt: at.updatedAt,
})

const insert = statement((db, at: Row) =>
  db.insertInto('inventoryLevels').values({
    tenantId: at.tenantId,
    id: at.id,
    productMasterId: at.productMasterId,
    locationId: at.locationId,
    createdAt: at.createdAt,
    ...settings(at),
  }),
)

const update = statement((db, at: Row) =>
  db.updateTable('inventoryLevels').set(settings(at)).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
)

/** Settings with converted quantities and times. */
const converted = (level: Level, quantity: (value: number) => number, time: (value: string) => string): Level => ({
  ...level,
  minQuantity: level.minQuantity === null ? null : quantity(level.minQuantity),
  reorderQuantity: level.reorderQuantity === null ? null : quantity(level.reorderQuantity),
  maxQuantity: level.maxQuantity === null ? null : quantity(level.maxQuantity),
  forecastQuantity: level.forecastQuantity === null ? null : quantity(level.forecastQuantity),
  createdAt: time(level.createdAt),
  updatedAt: time(level.updatedAt),
})

export function inventoryLevels(session: Session, tenantId: string): InventoryLevels {
  return {
    find: async (productMasterId, locationId) => {
      const row = await session.first(find, { tenantId, productMasterId, locationId })
      return row === undefined ? undefined : converted(row, fromMillionths, shortTime)
    },
    insert: async (level) => {
      await session.write(insert, { tenantId, ...converted(level, toMillionths, storedTime) })
    },
    update: async (level) => {
      await session.write(update, { tenantId, ...converted(level, toMillionths, storedTime) })
    },
  }
}

import type { Compilable } from 'kysely'
import type { Db } from './table.ts'

/** Each order of the cycle counts of a location; the one by `createdAt` is there already. */
export const ordersOfCycleCounts = (db: Db): Compilable[] =>
  ['updatedAt', 'scheduledDate', 'completedAt'].map((column) =>
    db.schema.createIndex(`cycleCountsOfLocationBy${column}`).on('cycleCounts').columns(['tenantId', 'locationId', column, 'id']),
  )

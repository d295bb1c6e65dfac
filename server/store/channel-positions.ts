import { type Expression, type SqlBool, sql } from 'kysely'
import { firstFor, idOf, keptSums, bothAre, selectSums, type Today, totalOf } from './kept-positions.ts'
import { isAsked } from './line-choice.ts'
import { list } from './list.ts'
import type { ListQuery } from './list-query.ts'
import { isSumOf, promisableBit, hasFloor, totalsOf } from './stock-sums.ts'

type Condition = Expression<SqlBool>

const policiesOf = (tenantId: string, channel: string | null): Condition =>
  sql`"channelPolicies"."tenantId" = ${tenantId} and ${isAsked('channelPolicies.channelId', channel)}`

/** Whether a channel has a severity at an available quantity. PostgreSQL expects far fewer rows of a `case`, and starts other processes to find them. */
const hasSeverity = (tenantId: string, channel: string | null, available: Expression<unknown>, severity: string): Condition =>
  sql`exists (select 1 from "channelPolicies" where ${policiesOf(tenantId, channel)} and (
    ${severity} = 'CRITICAL' and ${available} <= "safetyStock"
    or ${severity} = 'LOW' and ${available} > "safetyStock" and ${available} <= "safetyStock" + "lowAtpThreshold"
    or ${severity} = 'OK' and ${available} > "safetyStock" + "lowAtpThreshold"))`

const hasChannel = (tenantId: string, channel: string | null): Condition =>
  sql`exists (select 1 from "channelPolicies" where ${policiesOf(tenantId, channel)})`

interface OfChannel extends Today {
  readonly tenantId: string
  readonly channel: string | null
}

/** The positions of channels: all channels use the same stock, and differ in what they promise of it. */
export const listPositions = list<ListQuery<'listChannelLocationAtp'>, OfChannel>()({
  from: (db, tenantId, { today, channel }, sortBy) =>
    keptSums(db, firstFor(sortBy), tenantId, promisableBit, today).where(hasChannel(tenantId, channel)),
  filters: {
    locationId: (_where, id) => bothAre('locationId', id),
    productMasterId: (_where, id) => bothAre('productMasterId', id),
    // Always check that the channel exists.
    channelId: () => sql<SqlBool>`1 = 1`,
    severity: (where, severity, { tenantId, channel }) =>
      hasSeverity(tenantId, channel, where.ref('stockSums.quantityAvailable'), severity),
  },
  narrow: { productMasterId: [] },
  total: (db, at, used) => {
    if (used.includes('productMasterId')) return undefined
    const ofLocation = used.includes('locationId')
    if (!used.includes('severity'))
      return totalOf('positions', db, at, promisableBit, ofLocation).where(hasChannel(at.tenantId, at.channel))
    return (
      db
        .selectFrom(
          totalsOf(db, at, promisableBit, ofLocation ? at.locationId : '')
            .select((row) => ['stockTotals.floor', row.fn.sum<number>('stockTotals.positions').as('positions')])
            .groupBy('stockTotals.floor')
            .as('sums'),
        )
        .select([
          sql<number>`coalesce(sum("sums"."positions"), 0)`.as('total'),
          sql<string | null>`string_agg(cast("sums"."floor" as text), ',')`.as('parts'),
        ])
        .where('sums.positions', '<>', 0)
        // A floor is the greatest limit below the available quantity, and so has the severity of any quantity just above it.
        .where(hasSeverity(at.tenantId, at.channel, sql`("sums"."floor" + 1)`, at.severity))
    )
  },
  part: (used, sortBy) => {
    // Its few rows are found by the product.
    if (!used.includes('severity') || used.includes('productMasterId') || firstFor(sortBy) !== 'stockSums') return undefined
    const isByAvailable = sortBy === 'minAtp' || sortBy === 'maxAtp'
    return (db, at, floor) => {
      const sums = db.selectFrom('stockSums').where('stockSums.tenantId', '=', at.tenantId).where(isSumOf(promisableBit, at.today))
      const there = used.includes('locationId') ? sums.where('stockSums.locationId', '=', at.locationId) : sums
      return isByAvailable ? there.where(hasFloor(at.tenantId, floor)) : there.where('stockSums.floor', '=', floor)
    }
  },
  rows: (positions) => selectSums(positions).select([sql.lit(0).as('recalled'), sql.lit(0).as('expired')]),
  sorts: {
    productName: (row) => row.ref('stockPositions.productName'),
    globalSku: (row) => row.ref('stockPositions.globalSku'),
    totalOnHand: (row) => row.ref('stockSums.quantityOnHand'),
    totalReserved: (row) => row.ref('stockSums.quantityReserved'),
    // All channels use the same stock and subtract the same quantity everywhere.
    minAtp: (row) => row.ref('stockSums.quantityAvailable'),
    maxAtp: (row) => row.ref('stockSums.quantityAvailable'),
  },
  id: idOf,
})

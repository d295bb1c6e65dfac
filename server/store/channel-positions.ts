import { type Expression, type SqlBool, sql } from 'kysely'
import { firstFor, idOf, keptSums, bothAre, selectSums, type Today, totalOf } from './kept-positions.ts'
import { isAsked } from './line-choice.ts'
import { list } from './list.ts'
import type { ListQuery } from './list-query.ts'
import { promisableBit, totalsOf } from './stock-sums.ts'

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

/** Quantities between which the available one is if a channel has a severity, as bounds in an index. */
const leastOf = (tenantId: string, channel: string | null, severity: string): Condition =>
  sql`(select case ${severity} when 'OK' then min("safetyStock" + "lowAtpThreshold") when 'LOW' then min("safetyStock")
    else ${sql.lit(Number.MIN_SAFE_INTEGER)} end from "channelPolicies" where ${policiesOf(tenantId, channel)})`
const mostOf = (tenantId: string, channel: string | null, severity: string): Condition =>
  sql`(select case ${severity} when 'CRITICAL' then max("safetyStock") when 'LOW' then max("safetyStock" + "lowAtpThreshold")
    else ${sql.lit(Number.MAX_SAFE_INTEGER)} end from "channelPolicies" where ${policiesOf(tenantId, channel)})`

/** What a severity says about the column of an order, so that the rows before are skipped in its index; the available quantity is never above that on hand. */
function boundsOf(sortBy: ListQuery<'listChannelLocationAtp'>['sortBy'] | undefined, ...of: Parameters<typeof leastOf>): Condition {
  if (sortBy === 'minAtp' || sortBy === 'maxAtp')
    return sql`("stockSums"."quantityAvailable" > ${leastOf(...of)} and "stockSums"."quantityAvailable" <= ${mostOf(...of)})`
  return sortBy === 'totalOnHand' ? sql`"stockSums"."quantityOnHand" > ${leastOf(...of)}` : sql`1 = 1`
}

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
    severity: (where, severity, { tenantId, channel }, sortBy) =>
      where.and([
        boundsOf(sortBy, tenantId, channel, severity),
        hasSeverity(tenantId, channel, where.ref('stockSums.quantityAvailable'), severity),
      ]),
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
        .select(sql<number>`coalesce(sum("sums"."positions"), 0)`.as('total'))
        // A floor is the greatest limit below the available quantity, and so has the severity of any quantity just above it.
        .where(hasSeverity(at.tenantId, at.channel, sql`("sums"."floor" + 1)`, at.severity))
    )
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

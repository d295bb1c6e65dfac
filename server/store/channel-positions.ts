import { type Expression, type SqlBool, sql } from 'kysely'
import { firstFor, idOf, keptSums, bothAre, selectSums, type Today, totalOf } from './kept-positions.ts'
import { isAsked } from './line-choice.ts'
import { list } from './list.ts'
import type { ListQuery } from './list-query.ts'
import { promisableBit } from './stock-sums.ts'

type Condition = Expression<SqlBool>

const policiesOf = (tenantId: string, channel: string | null): Condition =>
  sql`"channelPolicies"."tenantId" = ${tenantId} and ${isAsked('channelPolicies.channelId', channel)}`

/** Whether a channel has a severity at an available quantity. */
const hasSeverity = (tenantId: string, channel: string | null, available: Expression<unknown>, severity: string): Condition =>
  sql`exists (select 1 from "channelPolicies" where ${policiesOf(tenantId, channel)} and case
    when ${available} <= "channelPolicies"."safetyStock" then 'CRITICAL'
    when ${available} <= "channelPolicies"."safetyStock" + "channelPolicies"."lowAtpThreshold" then 'LOW'
    else 'OK' end = ${severity})`

const hasChannel = (tenantId: string, channel: string | null): Condition =>
  sql`exists (select 1 from "channelPolicies" where ${policiesOf(tenantId, channel)})`

/** The available quantities with which a channel has a severity, as a range that an index by them is in the order of. */
const inRange = (tenantId: string, channel: string | null, severity: string): Condition =>
  sql`("stockSums"."quantityAvailable" > (select case ${severity} when 'OK' then min("safetyStock" + "lowAtpThreshold") when 'LOW' then min("safetyStock")
      else ${sql.lit(Number.MIN_SAFE_INTEGER)} end from "channelPolicies" where ${policiesOf(tenantId, channel)})
    and "stockSums"."quantityAvailable" <= (select case ${severity} when 'CRITICAL' then max("safetyStock") when 'LOW' then max("safetyStock" + "lowAtpThreshold")
      else ${sql.lit(Number.MAX_SAFE_INTEGER)} end from "channelPolicies" where ${policiesOf(tenantId, channel)}))`

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
    severity: (where, severity, { tenantId, channel }, sortBy) => {
      const condition = hasSeverity(tenantId, channel, where.ref('stockSums.quantityAvailable'), severity)
      return sortBy === 'minAtp' || sortBy === 'maxAtp'
        ? sql<SqlBool>`(${inRange(tenantId, channel, severity)} and ${condition})`
        : condition
    },
  },
  narrow: { productMasterId: [] },
  total: (db, at, used) => {
    if (used.includes('productMasterId')) return undefined
    const all = totalOf('positions', db, at, promisableBit, used.includes('locationId')).where(hasChannel(at.tenantId, at.channel))
    // A floor is the greatest limit below the available quantity, and so has the severity of any quantity just above it.
    const available = sql`("stockTotals"."floor" + 1)`
    return used.includes('severity') ? all.where(hasSeverity(at.tenantId, at.channel, available, at.severity)) : all
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

import { type ExpressionBuilder, expressionBuilder, sql } from 'kysely'
import type { Schemas } from '../../spec/contract.ts'
import { fromMillionths, toMillionths } from '../quantity.ts'
import type { Session } from './engine.ts'
import type { Channel, Channels } from './inventory-store.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import { isSumOf, promisableBit, totalsOf } from './stock-sums.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

const all = statement((db, at: { tenantId: string }) =>
  db
    .selectFrom('channels')
    .innerJoin('channelPolicies', (join) =>
      join.onRef('channelPolicies.tenantId', '=', 'channels.tenantId').onRef('channelPolicies.channelId', '=', 'channels.id'),
    )
    .select([
      'channels.id',
      'channels.name',
      'channels.type',
      'channelPolicies.id as policyId',
      'channelPolicies.safetyStock',
      'channelPolicies.lowAtpThreshold',
    ])
    .where('channels.tenantId', '=', at.tenantId)
    .orderBy('channels.id'),
)

const insert = statement((db, at: { tenantId: string } & Channel) =>
  db.insertInto('channels').values({ tenantId: at.tenantId, id: at.id, name: at.name, type: at.type }),
)

const insertPolicy = statement((db, at: { tenantId: string } & Channel) =>
  db.insertInto('channelPolicies').values({
    tenantId: at.tenantId,
    id: at.policyId,
    channelId: at.id,
    safetyStock: at.safetyStock,
    lowAtpThreshold: at.lowAtpThreshold,
  }),
)

/** The stock that is summed. */
interface Scope {
  readonly locationId?: string
  readonly productMasterId?: string
}
/** Filters that are not requested do not occur in the statement, so their value is ignored. */
type Context = Required<Scope> & { readonly tenantId: string; readonly today: string }

/** The number of positions of the channel with a severity; a channel without positions has one row of nulls. */
const count = (severity: Schemas['AtpSeverity']) => {
  const meets = {
    OK: sql`"sums"."floor" >= "policies"."safetyStock" + "policies"."lowAtpThreshold"`,
    LOW: sql`"sums"."floor" >= "policies"."safetyStock" and "sums"."floor" < "policies"."safetyStock" + "policies"."lowAtpThreshold"`,
    CRITICAL: sql`"sums"."floor" < "policies"."safetyStock"`,
  }[severity]
  return sql<number>`coalesce(sum(case when ${meets} then "sums"."positions" else 0 end), 0)`
}

const total = (column: 'positions' | 'quantityOnHand' | 'quantityReserved' | 'quantityOnHold' | 'quantityPicked' | 'quantityAvailable') =>
  sql<number>`coalesce(sum(${sql.ref(`sums.${column}`)}), 0)`

const totalAtp = sql<number>`coalesce(sum("sums"."quantityAvailable" - "policies"."safetyStock" * "sums"."positions"), 0)`

const summed = ['quantityOnHand', 'quantityReserved', 'quantityOnHold', 'quantityPicked', 'quantityAvailable'] as const

/** The stock of all positions with the same severities, for all products. */
const ofAllProducts = (from: ExpressionBuilder<Tables, never>, at: Context, ofLocation: boolean) =>
  totalsOf(from, at, promisableBit, ofLocation ? at.locationId : '')
    .select((row) => [
      'stockTotals.floor',
      row.fn.sum<number>('stockTotals.positions').as('positions'),
      ...summed.map((name) => row.fn.sum<number>(`stockTotals.${name}`).as(name)),
    ])
    .groupBy('stockTotals.floor')

/** The stock of each position of a product. */
const ofProduct = (from: ExpressionBuilder<Tables, never>, at: Context, ofLocation: boolean) => {
  const sums = from
    .selectFrom('stockSums')
    .where('stockSums.tenantId', '=', at.tenantId)
    .where('stockSums.productMasterId', '=', at.productMasterId)
    .where(isSumOf(promisableBit, at.today))
  return (
    (ofLocation ? sums.where('stockSums.locationId', '=', at.locationId) : sums)
      // A quantity exceeds a limit if the next lower one reaches it.
      .select(sql<number>`"stockSums"."quantityAvailable" - 1`.as('floor'))
      .select(sql<number>`1`.as('positions'))
      .select(summed.map((name) => `stockSums.${name}` as const))
  )
}

type Asked = Omit<ListQuery<'listChannelSummaries'>, 'locationId' | 'productMasterId'>

const listSummaries = (...used: (keyof Scope)[]) =>
  list<Asked, Context>()({
    from: (db, tenantId) => db.selectFrom('channels').where('channels.tenantId', '=', tenantId),
    filters: {
      channelId: (where, id) => where('channels.id', '=', id),
      channelType: (where, type) => where('channels.type', '=', type),
    },
    rows: (channels, at) =>
      channels
        .innerJoin('channelPolicies as policies', (join) =>
          join.onRef('policies.tenantId', '=', 'channels.tenantId').onRef('policies.channelId', '=', 'channels.id'),
        )
        .leftJoin(
          () =>
            (used.includes('productMasterId') ? ofProduct : ofAllProducts)(expressionBuilder<Tables>(), at, used.includes('locationId')).as(
              'sums',
            ),
          (join) => join.onTrue(),
        )
        .groupBy(['channels.id', 'channels.name', 'channels.type', 'policies.id', 'policies.safetyStock', 'policies.lowAtpThreshold'])
        .select([
          'channels.id as channelId',
          'channels.name as channelName',
          'channels.type as channelType',
          'policies.id as policyId',
          'policies.lowAtpThreshold',
          'policies.safetyStock',
          total('positions').as('rowCount'),
          count('OK').as('okCount'),
          count('LOW').as('lowCount'),
          count('CRITICAL').as('criticalCount'),
          total('quantityOnHand').as('totalOnHand'),
          total('quantityReserved').as('totalReserved'),
          total('quantityOnHold').as('totalOnHold'),
          total('quantityPicked').as('totalPicked'),
          total('quantityAvailable').as('totalAvailable'),
          totalAtp.as('totalAtp'),
        ]),
    sorts: {
      channelId: (row) => row.ref('channels.id'),
      channelName: (row) => row.ref('channels.name'),
      totalAtp: () => sql.ref('totalAtp'),
      lowCount: () => sql.ref('lowCount'),
      criticalCount: () => sql.ref('criticalCount'),
    },
    id: (row) => row.ref('channels.id'),
  })

const summaries = {
  all: listSummaries(),
  ofLocation: listSummaries('locationId'),
  ofProduct: listSummaries('productMasterId'),
  ofBoth: listSummaries('locationId', 'productMasterId'),
}

function summariesOf({ locationId, productMasterId }: Scope) {
  if (locationId === undefined) return productMasterId === undefined ? summaries.all : summaries.ofProduct
  return productMasterId === undefined ? summaries.ofLocation : summaries.ofBoth
}

const units = [
  'lowAtpThreshold',
  'safetyStock',
  'totalOnHand',
  'totalReserved',
  'totalOnHold',
  'totalPicked',
  'totalAvailable',
  'totalAtp',
] as const

const summaryOf = (row: Schemas['ChannelSummary']): Schemas['ChannelSummary'] => {
  const quantities = Object.fromEntries(units.map((name) => [name, fromMillionths(row[name])])) as Record<(typeof units)[number], number>
  return { ...row, ...quantities }
}

export function channels(session: Session, tenantId: string): Channels {
  return {
    all: async () => {
      const rows = await session.rows(all, { tenantId })
      return rows.map((row) => ({
        ...row,
        safetyStock: fromMillionths(row.safetyStock),
        lowAtpThreshold: fromMillionths(row.lowAtpThreshold),
      }))
    },
    insert: (channel) =>
      session.transaction(async (inner) => {
        const row = {
          tenantId,
          ...channel,
          safetyStock: toMillionths(channel.safetyStock),
          lowAtpThreshold: toMillionths(channel.lowAtpThreshold),
        }
        await inner.write(insert, row)
        await inner.write(insertPolicy, row)
      }),
    summaries: async (asked, today) => {
      const { locationId = '', productMasterId = '', ...query } = asked
      const { data, pagination } = await summariesOf(asked)(session, query, { tenantId, today, locationId, productMasterId })
      return { data: data.map(summaryOf), pagination }
    },
  }
}

import { sql } from 'kysely'
import type { Schemas } from '../../spec/contract.ts'
import { fromMillionths, toMillionths } from '../quantity.ts'
import type { Session } from './engine.ts'
import type { Channel, Channels } from './inventory-store.ts'
import { promisable } from './line-choice.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'

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
type Context = Required<Scope> & { readonly today: string }

/** The number of positions of the channel with a severity; a channel without positions has one row of nulls. */
const count = (severity: Schemas['AtpSeverity']) => {
  const meets = {
    OK: sql`"positions"."available" - "policies"."safetyStock" > "policies"."lowAtpThreshold"`,
    LOW: sql`"positions"."available" > "policies"."safetyStock" and "positions"."available" - "policies"."safetyStock" <= "policies"."lowAtpThreshold"`,
    CRITICAL: sql`"positions"."available" <= "policies"."safetyStock"`,
  }[severity]
  return sql<number>`coalesce(sum(case when ${meets} then 1 else 0 end), 0)`
}

const total = (column: 'onHand' | 'reserved' | 'onHold' | 'picked' | 'available') =>
  sql<number>`coalesce(sum(${sql.ref(`positions.${column}`)}), 0)`

const totalAtp = sql<number>`coalesce(sum("positions"."available" - "policies"."safetyStock"), 0)`

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
          (from) => {
            const lines = from
              .selectFrom('stockLines')
              .select((line) => [
                line.fn.sum<number>('stockLines.quantityOnHand').as('onHand'),
                line.fn.sum<number>('stockLines.quantityReserved').as('reserved'),
                line.fn.sum<number>('stockLines.quantityOnHold').as('onHold'),
                line.fn.sum<number>('stockLines.quantityPicked').as('picked'),
                line.fn.sum<number>('stockLines.quantityAvailable').as('available'),
              ])
              .where('stockLines.tenantId', '=', at.tenantId)
              .where(promisable(at.today))
            return used
              .reduce((query, name) => query.where(`stockLines.${name}`, '=', at[name]), lines)
              .groupBy(['stockLines.productMasterId', 'stockLines.locationId'])
              .as('positions')
          },
          (join) => join.onTrue(),
        )
        .groupBy(['channels.id', 'channels.name', 'channels.type', 'policies.id', 'policies.safetyStock', 'policies.lowAtpThreshold'])
        .select((row) => [
          'channels.id as channelId',
          'channels.name as channelName',
          'channels.type as channelType',
          'policies.id as policyId',
          'policies.lowAtpThreshold',
          'policies.safetyStock',
          row.fn.count<number>('positions.onHand').as('rowCount'),
          count('OK').as('okCount'),
          count('LOW').as('lowCount'),
          count('CRITICAL').as('criticalCount'),
          total('onHand').as('totalOnHand'),
          total('reserved').as('totalReserved'),
          total('onHold').as('totalOnHold'),
          total('picked').as('totalPicked'),
          total('available').as('totalAvailable'),
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

import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { fromMillionths } from '../quantity.ts'
import { storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import type { Analytics, AnalyticsScope } from './inventory-store.ts'
import { isAsked, notRecalled, unexpired } from './line-choice.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

type At = { tenantId: string } & AnalyticsScope

const linesOf = (db: Kysely<Tables>, at: At) =>
  db
    .selectFrom('stockLines')
    .where('stockLines.tenantId', '=', at.tenantId)
    .where(isAsked('stockLines.locationId', at.locationId))
    .where(isAsked('stockLines.productMasterId', at.productMasterId))

type Summed = 'quantityOnHand' | 'quantityReserved' | 'quantityOnHold' | 'quantityPicked' | 'quantityAvailable'

const total = (column: Summed, condition: Expression<SqlBool> = sql`1 = 1`) =>
  sql<number>`coalesce(sum(case when ${condition} then ${sql.ref(`stockLines.${column}`)} else 0 end), 0)`

const totals = statement((db, at: At) =>
  linesOf(db, at).select((line) => [
    line.fn.countAll<number>().as('stockLineCount'),
    line.fn.count<number>('stockLines.productMasterId').distinct().as('productCount'),
    total('quantityOnHand').as('totalOnHand'),
    total('quantityReserved').as('totalReserved'),
    total('quantityOnHold').as('totalOnHold'),
    total('quantityPicked').as('totalPicked'),
    total('quantityOnHand', sql`not ${notRecalled}`).as('totalRecalled'),
    total('quantityOnHand', sql`not ${unexpired(at.today)}`).as('totalExpired'),
    total('quantityOnHand', sql`"stockLines"."expiryDate" between ${at.today} and ${at.soon}`).as('totalExpiringSoon'),
    total('quantityAvailable').as('totalAvailable'),
  ]),
)

const stockouts = statement((db, at: At) =>
  db
    .selectFrom(
      linesOf(db, at)
        .select('stockLines.productMasterId')
        .groupBy('stockLines.productMasterId')
        .having(total('quantityAvailable'), '<=', 0)
        .as('products'),
    )
    .select((product) => product.fn.countAll<number>().as('count')),
)

const held = statement((db, at: At) =>
  linesOf(db, at)
    .innerJoin('products', (join) =>
      join.onRef('products.tenantId', '=', 'stockLines.tenantId').onRef('products.id', '=', 'stockLines.productMasterId'),
    )
    .select((line) => ['products.currency', 'products.unitCost', 'stockLines.quantityOnHand', line.fn.countAll<number>().as('lines')])
    .where('products.unitCost', 'is not', null)
    .$narrowType<{ unitCost: number }>()
    .groupBy(['products.currency', 'products.unitCost', 'stockLines.quantityOnHand']),
)

const locations = statement((db, at: At) =>
  linesOf(db, at)
    .select((line) => [
      'stockLines.locationId',
      'stockLines.locationName',
      line.fn.countAll<number>().as('stockLineCount'),
      total('quantityOnHand').as('totalOnHand'),
      total('quantityAvailable').as('totalAvailable'),
    ])
    .groupBy(['stockLines.locationId', 'stockLines.locationName'])
    .orderBy('totalOnHand', 'desc')
    .orderBy('stockLines.locationId')
    .limit(100),
)

const movements = statement((db, at: At) =>
  db
    .selectFrom('stockTransactions')
    .select((movement) => [
      'transactionType',
      movement.fn.countAll<number>().as('count'),
      sql<number>`sum(case when "deltaQty" > 0 then "deltaQty" else 0 end)`.as('inQty'),
      sql<number>`sum(case when "deltaQty" < 0 then -"deltaQty" else 0 end)`.as('outQty'),
      movement.fn.sum<number>('deltaQty').as('netQty'),
    ])
    .where('tenantId', '=', at.tenantId)
    .where(isAsked('locationId', at.locationId))
    .where(isAsked('productMasterId', at.productMasterId))
    .where('createdAt', '>=', at.since)
    .where('createdAt', '<=', at.until)
    .groupBy('transactionType'),
)

export function analytics(session: Session, tenantId: string): Analytics {
  const at = (scope: AnalyticsScope): At => ({
    tenantId,
    ...scope,
    since: storedTime(scope.since),
    until: storedTime(scope.until),
  })
  return {
    totals: async (scope) => {
      const [[sums], [out]] = await session.both([totals, at(scope)], [stockouts, at(scope)])
      return {
        stockLineCount: sums?.stockLineCount ?? 0,
        productCount: sums?.productCount ?? 0,
        stockoutCount: out?.count ?? 0,
        totalOnHand: fromMillionths(sums?.totalOnHand ?? 0),
        totalReserved: fromMillionths(sums?.totalReserved ?? 0),
        totalOnHold: fromMillionths(sums?.totalOnHold ?? 0),
        totalPicked: fromMillionths(sums?.totalPicked ?? 0),
        totalRecalled: fromMillionths(sums?.totalRecalled ?? 0),
        totalExpired: fromMillionths(sums?.totalExpired ?? 0),
        totalExpiringSoon: fromMillionths(sums?.totalExpiringSoon ?? 0),
        totalAvailable: fromMillionths(sums?.totalAvailable ?? 0),
      }
    },
    held: async (scope) => {
      const rows = await session.rows(held, at(scope))
      return rows.map((row) => ({ ...row, quantityOnHand: fromMillionths(row.quantityOnHand) }))
    },
    locations: async (scope) => {
      const rows = await session.rows(locations, at(scope))
      return rows.map((row) => ({
        ...row,
        totalOnHand: fromMillionths(row.totalOnHand),
        totalAvailable: fromMillionths(row.totalAvailable),
      }))
    },
    movements: async (scope) => {
      const rows = await session.rows(movements, at(scope))
      return rows.map((row) => ({
        ...row,
        inQty: fromMillionths(row.inQty),
        outQty: fromMillionths(row.outQty),
        netQty: fromMillionths(row.netQty),
      }))
    },
  }
}

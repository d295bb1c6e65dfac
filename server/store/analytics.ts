import { sql } from 'kysely'
import { fromMillionths } from '../quantity.ts'
import { storedTime } from '../timestamp.ts'
import type { Session } from './engine.ts'
import type { Analytics, AnalyticsScope } from './inventory-store.ts'
import { isAsked } from './line-choice.ts'
import { statement } from './statement.ts'
import { productFigures, stockFigures, sumsAt } from './stock-blocks.ts'
import { choiceBit, isSumOf, totalsOf } from './stock-sums.ts'

interface Day {
  readonly tenantId: string
  readonly today: string
  readonly bit: number
  readonly locationId: string
}

/** The quantity on hand of the lines of a choice on a day; the empty text stands for all locations. */
const onHand = statement((db, at: Day) =>
  totalsOf(db, at, sql`${at.bit}`, sql`${at.locationId}`).select((total) =>
    total.fn.coalesce(total.fn.sum<number>('stockTotals.quantityOnHand'), sql<number>`0`).as('quantity'),
  ),
)

const onHandOfProduct = statement((db, at: Day & { readonly productMasterId: string }) =>
  db
    .selectFrom('stockSums')
    .select((sums) => sums.fn.coalesce(sums.fn.sum<number>('stockSums.quantityOnHand'), sql<number>`0`).as('quantity'))
    .where('stockSums.tenantId', '=', at.tenantId)
    .where('stockSums.productMasterId', '=', at.productMasterId)
    .where(sql<boolean>`(${at.locationId} = '' or "stockSums"."locationId" = ${at.locationId})`)
    .where(isSumOf(sql`${at.bit}`, at.today)),
)

const locationNames = statement((db, at: { tenantId: string }) =>
  db.selectFrom('locations').select(['id', 'name']).where('tenantId', '=', at.tenantId),
)

const movements = statement((db, at: { tenantId: string } & AnalyticsScope) =>
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

const all = { includeExpired: true, includeRecalled: true, includeOnHold: true }
const [withExpired, withoutExpired] = [choiceBit(all), choiceBit({ ...all, includeExpired: false })]

const dayAfter = (date: string): string => new Date(Date.parse(date) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)

/** The locations that are shown. */
const mostLocations = 100

export function analytics(session: Session, tenantId: string): Analytics {
  const onHandOn = async ({ locationId, productMasterId }: AnalyticsScope, today: string, bit: number): Promise<number> => {
    const at = { tenantId, today, bit, locationId: locationId ?? '' }
    const row = await (productMasterId === null ? session.first(onHand, at) : session.first(onHandOfProduct, { ...at, productMasterId }))
    return row?.quantity ?? 0
  }

  return {
    totals: async (scope) => {
      const { locationId, productMasterId, today, soon } = scope
      const figures = await (productMasterId === null
        ? stockFigures(session, tenantId)
        : productFigures(session, tenantId, productMasterId))
      const sums = sumsAt(figures, locationId)
      const everything = await onHandOn(scope, today, withExpired)
      const unexpired = await onHandOn(scope, today, withoutExpired)
      const expiringLater = await onHandOn(scope, dayAfter(soon), withoutExpired)
      const names = new Map((await session.rows(locationNames, { tenantId })).map(({ id, name }) => [id, name]))
      return {
        stockLineCount: sums.lines,
        productCount: sums.products,
        stockoutCount: sums.stockouts,
        totalOnHand: fromMillionths(sums.quantityOnHand),
        totalReserved: fromMillionths(sums.quantityReserved),
        totalOnHold: fromMillionths(sums.quantityOnHold),
        totalPicked: fromMillionths(sums.quantityPicked),
        totalRecalled: fromMillionths(sums.recalled),
        totalExpired: fromMillionths(everything - unexpired),
        totalExpiringSoon: fromMillionths(unexpired - expiringLater),
        totalAvailable: fromMillionths(sums.quantityAvailable),
        values: Object.entries(sums.lineCents)
          .map(([currency, cents]) => ({ currency, totalValue: cents / 100 }))
          .sort((a, b) => (a.currency < b.currency ? -1 : 1)),
        locations: Object.entries(figures.locations)
          .filter(([id]) => locationId === null || id === locationId)
          .sort(([id, a], [other, b]) => b.quantityOnHand - a.quantityOnHand || (id < other ? -1 : 1))
          .slice(0, mostLocations)
          .map(([id, own]) => ({
            locationId: id,
            locationName: names.get(id) ?? '',
            stockLineCount: own.lines,
            totalOnHand: fromMillionths(own.quantityOnHand),
            totalAvailable: fromMillionths(own.quantityAvailable),
          })),
      }
    },
    movements: async (scope) => {
      const at = { tenantId, ...scope, since: storedTime(scope.since), until: storedTime(scope.until) }
      const rows = await session.rows(movements, at)
      return rows.map((row) => ({
        ...row,
        inQty: fromMillionths(row.inQty),
        outQty: fromMillionths(row.outQty),
        netQty: fromMillionths(row.netQty),
      }))
    },
  }
}

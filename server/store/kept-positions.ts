/** Positions and their kept sums, as two lists read them: the sums of the availability, and the positions of channels. */
import { type Expression, type ExpressionBuilder, type Kysely, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { ListQuery } from './list-query.ts'
import { isSumOf, totalsOf } from './stock-sums.ts'
import type { Tables } from './tables.ts'

/** A calendar date. */
export interface Today {
  readonly today: string
}

/** The number of lines, or of positions with such lines, of a choice today. */
export const totalOf = (
  counted: 'lines' | 'positions',
  db: Kysely<Tables>,
  at: Today & { readonly tenantId: string; readonly locationId: string },
  bit: number,
  ofLocation: boolean,
) =>
  totalsOf(db, at, bit, ofLocation ? at.locationId : '').select(
    sql<number>`coalesce(sum(${sql.ref(`stockTotals.${counted}`)}), 0)`.as('total'),
  )

/** The columns that name a position. */
export const place = [
  'stockPositions.productMasterId',
  'stockPositions.productName',
  'stockPositions.globalSku',
  'stockPositions.locationId',
] as const

/** The name of the location of a position, as a column. */
export const locationName = (position: ExpressionBuilder<Tables, 'stockPositions'>) =>
  position
    .selectFrom('locations')
    .select('locations.name')
    .whereRef('locations.tenantId', '=', 'stockPositions.tenantId')
    .whereRef('locations.id', '=', 'stockPositions.locationId')
    .$asScalar()
    .$notNull()
    .as('locationName')

type Kept = ExpressionBuilder<Tables, 'stockPositions' | 'stockSums'>

/** The positions with lines of a choice today, and their kept sums. `first` is the table whose index has the order: SQLite reads it first in a cross join. */
export const keptSums = (db: Kysely<Tables>, first: 'stockPositions' | 'stockSums', tenantId: string, bit: number, today: string) =>
  (first === 'stockPositions'
    ? db.selectFrom('stockPositions').crossJoin('stockSums')
    : db.selectFrom('stockSums').crossJoin('stockPositions')
  )
    .whereRef('stockSums.productMasterId', '=', 'stockPositions.productMasterId')
    .whereRef('stockSums.locationId', '=', 'stockPositions.locationId')
    .where('stockPositions.tenantId', '=', tenantId)
    .where('stockSums.tenantId', '=', tenantId)
    .where(isSumOf(bit, today))

/** A condition on a column that both tables have, each of which has the index of some orders. */
export const bothAre = (column: 'productMasterId' | 'locationId', id: string): Expression<SqlBool> =>
  sql`(${sql.ref(`stockPositions.${column}`)} = ${id} and ${sql.ref(`stockSums.${column}`)} = ${id})`

/** Selects the data of positions, but for what of them is recalled or expired. */
export const selectSums = (positions: SelectQueryBuilder<Tables, 'stockPositions' | 'stockSums', object>) =>
  positions
    .select(place)
    .select((position) => [
      locationName(position),
      'stockSums.quantityOnHand as onHand',
      'stockSums.quantityReserved as reserved',
      'stockSums.quantityOnHold as onHold',
      'stockSums.quantityPicked as picked',
      'stockSums.lines as stockLineCount',
    ])

/** The table whose index has an order. */
export const firstFor = (sortBy: ListQuery<'listAvailability' | 'listChannelLocationAtp'>['sortBy'] | undefined) =>
  sortBy === 'productName' || sortBy === 'globalSku' || sortBy === 'productMasterId' || sortBy === 'locationId'
    ? 'stockPositions'
    : 'stockSums'

/** The columns that make an order total, of the table whose index has the order. */
export const idOf = (row: Kept, sortBy: Parameters<typeof firstFor>[0]) => {
  const table = firstFor(sortBy)
  return [row.ref(`${table}.productMasterId`), row.ref(`${table}.locationId`)]
}

import { type ExpressionBuilder, type ExpressionWrapper, type Expression, type SqlBool, sql } from 'kysely'
import { fromMillionths } from '../quantity.ts'
import type { Session } from './engine.ts'
import { describedLines, stockLineOf } from './inventory.ts'
import type { Availability, LineChoice, Position } from './inventory-store.ts'
import { listPositions } from './channel-positions.ts'
import { firstFor, idOf, keptSums, bothAre, locationName, place, selectSums, type Today, totalOf } from './kept-positions.ts'
import { isAsked, notRecalled, partlyFree, promisable, unexpired } from './line-choice.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import { choiceBit } from './stock-sums.ts'
import type { ListQuery, Page } from './list-query.ts'
import type { Tables } from './tables.ts'

type Positions = ExpressionBuilder<Tables, 'stockPositions'>
type Condition = Expression<SqlBool>

/** The selected lines: flags are 0 and 1, `null` means any. */
interface Choice extends Today {
  readonly tenantId: string
  readonly lotId: string | null
  readonly binId: string | null
  readonly includeExpired: number
  readonly includeRecalled: number
  readonly includeOnHold: number
  /** Of the choice in the kept sums. */
  readonly bit: number
}

const choiceOf = (tenantId: string, choice: LineChoice, today: string): Choice => ({
  tenantId,
  today,
  lotId: choice.lotId ?? null,
  binId: choice.binId ?? null,
  includeExpired: Number(choice.includeExpired),
  includeRecalled: Number(choice.includeRecalled),
  includeOnHold: Number(choice.includeOnHold),
  bit: choiceBit(choice),
})

const chosen = (at: Choice): Condition =>
  sql`(
    ${isAsked('stockLines.lotId', at.lotId)}
    and ${isAsked('stockLines.binId', at.binId)}
    and (${at.includeExpired} = 1 or ${unexpired(at.today)})
    and (${at.includeRecalled} = 1 or ${notRecalled})
    and (${at.includeOnHold} = 1 or ${partlyFree})
  )`

const listLines = list<
  Omit<ListQuery<'listAvailability'>, 'summary' | 'includeStockLines' | `include${'Expired' | 'Recalled' | 'OnHold'}`> & {
    readonly [Left in `include${'Expired' | 'Recalled' | 'OnHold'}`]?: false
  },
  Today
>()({
  from: (db, tenantId) => db.selectFrom('stockLines').where('stockLines.tenantId', '=', tenantId),
  filters: {
    locationId: (where, id) => where('stockLines.locationId', '=', id),
    productMasterId: (where, id) => where('stockLines.productMasterId', '=', id),
    productId: (where, id) => where('stockLines.productMasterId', '=', id),
    lotId: (where, id) => where('stockLines.lotId', '=', id),
    binId: (where, id) => where('stockLines.binId', '=', id),
    includeExpired: (_where, _no, { today }) => unexpired(today),
    includeRecalled: () => notRecalled,
    includeOnHold: () => partlyFree,
  },
  narrow: { productMasterId: ['productMasterId'], productId: ['productMasterId'], lotId: [], binId: [] },
  counted: 'stockLines',
  total: (db, at, used) => {
    const isIn = (name: (typeof used)[number]) => !used.includes(name)
    const choice = {
      includeExpired: isIn('includeExpired'),
      includeRecalled: isIn('includeRecalled'),
      includeOnHold: isIn('includeOnHold'),
    }
    return used.every((name) => name === 'locationId' || name in choice)
      ? totalOf('lines', db, at, choiceBit(choice), used.includes('locationId'))
      : undefined
  },
  rows: describedLines,
  sorts: {
    productMasterId: (row) => row.ref('stockLines.productMasterId'),
    locationId: (row) => row.ref('stockLines.locationId'),
    qtyOnHand: (row) => row.ref('stockLines.quantityOnHand'),
    qtyAvailable: (row) => row.ref('stockLines.quantityAvailable'),
  },
  id: (row) => row.ref('stockLines.id'),
})

/** The lines of a position that match a condition. */
const linesThere = (position: Positions, condition: Condition) =>
  position
    .selectFrom('stockLines')
    .whereRef('stockLines.tenantId', '=', 'stockPositions.tenantId')
    .whereRef('stockLines.productMasterId', '=', 'stockPositions.productMasterId')
    .whereRef('stockLines.locationId', '=', 'stockPositions.locationId')
    .where(condition)

type Summed = 'quantityOnHand' | 'quantityReserved' | 'quantityOnHold' | 'quantityPicked' | 'quantityAvailable'

const sum = (position: Positions, column: Summed, condition: Condition): ExpressionWrapper<Tables, 'stockPositions', number> =>
  position.fn.coalesce(
    linesThere(position, condition).select((line) => line.fn.sum<number>(`stockLines.${column}`).as('total')),
    sql.lit(0),
  )

type AskedSums = Omit<ListQuery<'listAvailability'>, 'summary' | 'includeStockLines' | `include${'Expired' | 'Recalled' | 'OnHold'}`>

/** Whether a position has a line of the few that match a condition, so that these are found first. */
const hasLine = (tenantId: string, condition: Condition): Condition =>
  sql`("stockPositions"."productMasterId", "stockPositions"."locationId") in (
    select "productMasterId", "locationId" from "stockLines" where "tenantId" = ${tenantId} and ${condition})`

/** Sums of the lines with a lot or in a bin, of which there are few. */
const listSumsOfLines = list<AskedSums, Choice>()({
  from: (db, tenantId, context) =>
    db
      .selectFrom('stockPositions')
      .where('stockPositions.tenantId', '=', tenantId)
      .where((position) => position.exists(linesThere(position, chosen(context)).select(sql.lit(1).as('one')))),
  filters: {
    locationId: (where, id) => where('stockPositions.locationId', '=', id),
    productMasterId: (where, id) => where('stockPositions.productMasterId', '=', id),
    productId: (where, id) => where('stockPositions.productMasterId', '=', id),
    lotId: (_where, id, { tenantId }) => hasLine(tenantId, sql`"stockLines"."lotId" = ${id}`),
    binId: (_where, id, { tenantId }) => hasLine(tenantId, sql`"stockLines"."binId" = ${id}`),
  },
  narrow: { productMasterId: ['productMasterId'], productId: ['productMasterId'], lotId: [], binId: [] },
  rows: (positions, context) => {
    const condition = chosen(context)
    return positions.select(place).select((position) => [
      locationName(position),
      sum(position, 'quantityOnHand', condition).as('onHand'),
      sum(position, 'quantityReserved', condition).as('reserved'),
      sum(position, 'quantityOnHold', condition).as('onHold'),
      sum(position, 'quantityPicked', condition).as('picked'),
      sum(position, 'quantityOnHand', sql`(${condition} and not ${notRecalled})`).as('recalled'),
      sum(position, 'quantityOnHand', sql`(${condition} and not ${unexpired(context.today)})`).as('expired'),
      linesThere(position, condition)
        .select((line) => line.fn.countAll<number>().as('lines'))
        .$asScalar()
        .$notNull()
        .as('stockLineCount'),
    ])
  },
  sorts: {
    productMasterId: (row) => row.ref('stockPositions.productMasterId'),
    locationId: (row) => row.ref('stockPositions.locationId'),
    qtyOnHand: (row, context) => sum(row, 'quantityOnHand', chosen(context)),
    qtyAvailable: (row, context) => sum(row, 'quantityAvailable', chosen(context)),
  },
  id: (row) => [row.ref('stockPositions.productMasterId'), row.ref('stockPositions.locationId')],
})

const listSums = list<Omit<AskedSums, 'lotId' | 'binId'>, Choice>()({
  from: (db, tenantId, { bit, today }, sortBy) => keptSums(db, firstFor(sortBy), tenantId, bit, today),
  filters: {
    locationId: (_where, id) => bothAre('locationId', id),
    productMasterId: (_where, id) => bothAre('productMasterId', id),
    productId: (_where, id) => bothAre('productMasterId', id),
  },
  narrow: { productMasterId: ['productMasterId'], productId: ['productMasterId'] },
  total: (db, at, used) =>
    used.every((name) => name === 'locationId') ? totalOf('positions', db, at, at.bit, used.includes('locationId')) : undefined,
  rows: (positions, context) =>
    selectSums(positions).select((position) => [
      sum(position, 'quantityOnHand', sql`(${chosen(context)} and not ${notRecalled})`).as('recalled'),
      sum(position, 'quantityOnHand', sql`(${chosen(context)} and not ${unexpired(context.today)})`).as('expired'),
    ]),
  sorts: {
    productMasterId: (row) => row.ref('stockPositions.productMasterId'),
    locationId: (row) => row.ref('stockPositions.locationId'),
    qtyOnHand: (row) => row.ref('stockSums.quantityOnHand'),
    qtyAvailable: (row) => row.ref('stockSums.quantityAvailable'),
  },
  id: idOf,
})

const linesOf = statement((db, at: Choice & Pick<Position, 'productMasterId' | 'locationId'>) =>
  describedLines(
    db
      .selectFrom('stockLines')
      .where('stockLines.tenantId', '=', at.tenantId)
      .where('stockLines.productMasterId', '=', at.productMasterId)
      .where('stockLines.locationId', '=', at.locationId)
      .where(chosen(at)),
  )
    .orderBy('stockLines.id')
    .limit(100),
)

const available = statement((db, at: { tenantId: string; productMasterId: string; locationId: string | null } & Today) =>
  db
    .selectFrom('stockLines')
    .select((line) => line.fn.coalesce(line.fn.sum<number>('quantityAvailable'), line.lit(0)).as('total'))
    .where('stockLines.tenantId', '=', at.tenantId)
    .where('stockLines.productMasterId', '=', at.productMasterId)
    .where(isAsked('stockLines.locationId', at.locationId))
    .where(promisable(at.today)),
)

const fromRow = (row: Position): Position => ({
  ...row,
  onHand: fromMillionths(row.onHand),
  reserved: fromMillionths(row.reserved),
  onHold: fromMillionths(row.onHold),
  picked: fromMillionths(row.picked),
  recalled: fromMillionths(row.recalled),
  expired: fromMillionths(row.expired),
})

const pageOf = ({ data, pagination }: Page<Position>): Page<Position> => ({ data: data.map(fromRow), pagination })

export function availability(session: Session, tenantId: string): Availability {
  return {
    lines: async ({ includeExpired, includeRecalled, includeOnHold, ...query }, today) => {
      const left = {
        ...(includeExpired ? {} : { includeExpired: false as const }),
        ...(includeRecalled ? {} : { includeRecalled: false as const }),
        ...(includeOnHold ? {} : { includeOnHold: false as const }),
      }
      const { data, pagination } = await listLines(session, { ...query, ...left }, { tenantId, today })
      return { data: data.map(stockLineOf), pagination }
    },
    sums: async (query, today) => {
      const context = choiceOf(tenantId, query, today)
      const isOfLines = query.lotId !== undefined || query.binId !== undefined
      return pageOf(await (isOfLines ? listSumsOfLines(session, query, context) : listSums(session, query, context)))
    },
    linesOf: async ({ productMasterId, locationId }, choice, today) => {
      const rows = await session.rows(linesOf, { productMasterId, locationId, ...choiceOf(tenantId, choice, today) })
      return rows.map(stockLineOf)
    },
    positions: async (query, today) => pageOf(await listPositions(session, query, { tenantId, today, channel: query.channelId ?? null })),
    available: async (productMasterId, locationId, today) => {
      const row = await session.first(available, { tenantId, productMasterId, locationId, today })
      return fromMillionths(row?.total ?? 0)
    },
  }
}

import {
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Expression,
  type Kysely,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from 'kysely'
import { fromMillionths } from '../quantity.ts'
import type { Session } from './engine.ts'
import { describedLines, stockLineOf } from './inventory.ts'
import type { Availability, LineChoice, Position } from './inventory-store.ts'
import { expired, isAsked, notRecalled, partlyFree, promisable, recalled, unexpired, whollyOnHold } from './line-choice.ts'
import { list } from './list.ts'
import { countOf } from './row-counts.ts'
import { statement } from './statement.ts'
import type { ListQuery, Page } from './list-query.ts'
import type { Tables } from './tables.ts'

type Positions = ExpressionBuilder<Tables, 'stockPositions'>
type Condition = Expression<SqlBool>

interface Today {
  readonly today: string
}
/** The selected lines: flags are 0 and 1, `null` means any. */
interface Choice extends Today {
  readonly lotId: string | null
  readonly binId: string | null
  readonly includeExpired: number
  readonly includeRecalled: number
  readonly includeOnHold: number
}

const choiceOf = (choice: LineChoice, today: string): Choice => ({
  today,
  lotId: choice.lotId ?? null,
  binId: choice.binId ?? null,
  includeExpired: Number(choice.includeExpired),
  includeRecalled: Number(choice.includeRecalled),
  includeOnHold: Number(choice.includeOnHold),
})

const chosen = (at: Choice): Condition =>
  sql`(
    ${isAsked('stockLines.lotId', at.lotId)}
    and ${isAsked('stockLines.binId', at.binId)}
    and (${at.includeExpired} = 1 or ${unexpired(at.today)})
    and (${at.includeRecalled} = 1 or ${notRecalled})
    and (${at.includeOnHold} = 1 or ${partlyFree})
  )`

/**
 * How many lines are left if those with one of the conditions are left out. Almost all lines are left in, so the others are counted, each once, and
 * subtracted from the number that the database keeps.
 */
const leftIn = (
  db: Kysely<Tables>,
  at: { readonly tenantId: string; readonly locationId: string },
  out: readonly Condition[],
  ofLocation: boolean,
) => {
  const having = (condition: Condition) => {
    const lines = db.selectFrom('stockLines').select('stockLines.id').where('stockLines.tenantId', '=', at.tenantId).where(condition)
    return ofLocation ? lines.where('stockLines.locationId', '=', at.locationId) : lines
  }
  const [first, ...others] = out.map(having)
  if (first === undefined) return undefined
  const left = others.reduce((query, other) => query.union(other), first)
  const all = countOf(db, at.tenantId, 'stockLines', ofLocation ? ['locationId'] : [], at)
  return db.selectNoFrom(sql<number>`coalesce(${all}, 0) - (select count(*) from ${left} as "leftOut")`.as('total'))
}

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
    const conditions = { includeExpired: expired(at.today), includeRecalled: recalled, includeOnHold: whollyOnHold }
    const isCondition = (name: string): name is keyof typeof conditions => name in conditions
    if (!used.every((name) => isCondition(name) || name === 'locationId')) return undefined
    const out = used.filter(isCondition).map((name) => conditions[name])
    return leftIn(db, at, out, used.includes('locationId'))
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

const withLines = (tenantId: string, positions: SelectQueryBuilder<Tables, 'stockPositions', object>, condition: Condition) =>
  positions
    .where('stockPositions.tenantId', '=', tenantId)
    .where((position) => position.exists(linesThere(position, condition).select(sql.lit(1).as('one'))))

const summed = (positions: SelectQueryBuilder<Tables, 'stockPositions', object>, condition: Condition, today: string) => {
  const recalledThere: Condition = sql`(${condition} and not ${notRecalled})`
  const expiredThere: Condition = sql`(${condition} and not ${unexpired(today)})`
  return positions
    .select(['stockPositions.productMasterId', 'stockPositions.productName', 'stockPositions.globalSku', 'stockPositions.locationId'])
    .select((position) => [
      position
        .selectFrom('locations')
        .select('locations.name')
        .whereRef('locations.tenantId', '=', 'stockPositions.tenantId')
        .whereRef('locations.id', '=', 'stockPositions.locationId')
        .$asScalar()
        .$notNull()
        .as('locationName'),
      sum(position, 'quantityOnHand', condition).as('onHand'),
      sum(position, 'quantityReserved', condition).as('reserved'),
      sum(position, 'quantityOnHold', condition).as('onHold'),
      sum(position, 'quantityPicked', condition).as('picked'),
      sum(position, 'quantityOnHand', recalledThere).as('recalled'),
      sum(position, 'quantityOnHand', expiredThere).as('expired'),
      linesThere(position, condition)
        .select((line) => line.fn.countAll<number>().as('lines'))
        .$asScalar()
        .$notNull()
        .as('stockLineCount'),
    ])
}

const idOfPosition = (position: Positions) => [position.ref('stockPositions.productMasterId'), position.ref('stockPositions.locationId')]

const listSums = list<Omit<ListQuery<'listAvailability'>, keyof LineChoice | 'summary' | 'includeStockLines'>, Choice>()({
  from: (db, tenantId, context) => withLines(tenantId, db.selectFrom('stockPositions'), chosen(context)),
  filters: {
    locationId: (where, id) => where('stockPositions.locationId', '=', id),
    productMasterId: (where, id) => where('stockPositions.productMasterId', '=', id),
    productId: (where, id) => where('stockPositions.productMasterId', '=', id),
  },
  narrow: { productMasterId: ['productMasterId'], productId: ['productMasterId'] },
  rows: (positions, context) => summed(positions, chosen(context), context.today),
  sorts: {
    productMasterId: (row) => row.ref('stockPositions.productMasterId'),
    locationId: (row) => row.ref('stockPositions.locationId'),
    qtyOnHand: (row, context) => sum(row, 'quantityOnHand', chosen(context)),
    qtyAvailable: (row, context) => sum(row, 'quantityAvailable', chosen(context)),
  },
  id: idOfPosition,
})

const linesOf = statement((db, at: { tenantId: string } & Choice & Pick<Position, 'productMasterId' | 'locationId'>) =>
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

const ofToday = ({ today }: Today): Condition => promisable(today)

/** How many positions have a line that can be promised: all but those whose every line is expired or recalled. */
const promisablePositions = (
  db: Kysely<Tables>,
  at: Today & { readonly tenantId: string; readonly locationId: string; readonly channel: string | null },
  ofLocation: boolean,
) => {
  const having = (condition: Condition) => {
    const lines = db
      .selectFrom('stockLines')
      .select(['stockLines.tenantId', 'stockLines.productMasterId', 'stockLines.locationId'])
      .where('stockLines.tenantId', '=', at.tenantId)
      .where(condition)
    return ofLocation ? lines.where('stockLines.locationId', '=', at.locationId) : lines
  }
  const all = countOf(db, at.tenantId, 'stockPositions', ofLocation ? ['locationId'] : [], { locationId: at.locationId })
  const out = db
    .selectFrom(having(expired(at.today)).union(having(recalled)).as('leftOut'))
    .select((position) => position.fn.countAll<number>().as('positions'))
    .where((position) =>
      position.not(
        position.exists(
          position
            .selectFrom('stockLines')
            .select(sql.lit(1).as('one'))
            .whereRef('stockLines.tenantId', '=', 'leftOut.tenantId')
            .whereRef('stockLines.productMasterId', '=', 'leftOut.productMasterId')
            .whereRef('stockLines.locationId', '=', 'leftOut.locationId')
            .where(ofToday(at)),
        ),
      ),
    )
  const channels = db
    .selectFrom('channelPolicies')
    .select(sql.lit(1).as('one'))
    .where('channelPolicies.tenantId', '=', at.tenantId)
    .where(isAsked('channelPolicies.channelId', at.channel))
  return db.selectNoFrom(sql<number>`case when exists ${channels} then coalesce(${all}, 0) - ${out} else 0 end`.as('total'))
}

const listPositions = list<ListQuery<'listChannelLocationAtp'>, Today & { readonly channel: string | null }>()({
  from: (db, tenantId, context) =>
    withLines(tenantId, db.selectFrom('stockPositions'), ofToday(context)).where((position) =>
      position.exists(
        position
          .selectFrom('channelPolicies')
          .select(sql.lit(1).as('one'))
          .where('channelPolicies.tenantId', '=', tenantId)
          .where(isAsked('channelPolicies.channelId', context.channel)),
      ),
    ),
  filters: {
    locationId: (where, id) => where('stockPositions.locationId', '=', id),
    productMasterId: (where, id) => where('stockPositions.productMasterId', '=', id),
    // Always check that the channel exists.
    channelId: () => sql<SqlBool>`1 = 1`,
    severity: (where, severity, context) =>
      where.exists(
        where
          .selectFrom('channelPolicies')
          .select(sql.lit(1).as('one'))
          .whereRef('channelPolicies.tenantId', '=', 'stockPositions.tenantId')
          .where(isAsked('channelPolicies.channelId', context.channel))
          .where(
            sql<SqlBool>`case
              when ${sum(where, 'quantityAvailable', ofToday(context))} <= "channelPolicies"."safetyStock" then 'CRITICAL'
              when ${sum(where, 'quantityAvailable', ofToday(context))} <= "channelPolicies"."safetyStock" + "channelPolicies"."lowAtpThreshold" then 'LOW'
              else 'OK' end = ${severity}`,
          ),
      ),
  },
  narrow: { productMasterId: [] },
  total: (db, at, used) =>
    used.every((name) => name === 'locationId' || name === 'channelId')
      ? promisablePositions(db, at, used.includes('locationId'))
      : undefined,
  rows: (positions, context) => summed(positions, ofToday(context), context.today),
  sorts: {
    productName: (row) => row.ref('stockPositions.productName'),
    globalSku: (row) => row.ref('stockPositions.globalSku'),
    totalOnHand: (row, context) => sum(row, 'quantityOnHand', ofToday(context)),
    totalReserved: (row, context) => sum(row, 'quantityReserved', ofToday(context)),
    // All channels use the same stock and subtract the same quantity everywhere.
    minAtp: (row, context) => sum(row, 'quantityAvailable', ofToday(context)),
    maxAtp: (row, context) => sum(row, 'quantityAvailable', ofToday(context)),
  },
  id: idOfPosition,
})

const available = statement((db, at: { tenantId: string; productMasterId: string; locationId: string | null } & Today) =>
  db
    .selectFrom('stockLines')
    .select((line) => line.fn.coalesce(line.fn.sum<number>('quantityAvailable'), line.lit(0)).as('total'))
    .where('stockLines.tenantId', '=', at.tenantId)
    .where('stockLines.productMasterId', '=', at.productMasterId)
    .where(isAsked('stockLines.locationId', at.locationId))
    .where(ofToday(at)),
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
    sums: async (query, today) => pageOf(await listSums(session, query, { tenantId, ...choiceOf(query, today) })),
    linesOf: async ({ productMasterId, locationId }, choice, today) => {
      const rows = await session.rows(linesOf, { tenantId, productMasterId, locationId, ...choiceOf(choice, today) })
      return rows.map(stockLineOf)
    },
    positions: async (query, today) => pageOf(await listPositions(session, query, { tenantId, today, channel: query.channelId ?? null })),
    available: async (productMasterId, locationId, today) => {
      const row = await session.first(available, { tenantId, productMasterId, locationId, today })
      return fromMillionths(row?.total ?? 0)
    },
  }
}

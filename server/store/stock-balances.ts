import type { ExpressionBuilder } from 'kysely'
import { fromMillionths } from '../quantity.ts'
import type { ProductPlace, StockBalance, StockBalances } from './alerts-store.ts'
import type { Session } from './engine.ts'
import { promisable } from './line-choice.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

interface Today {
  tenantId: string
  today: string
}

const columns = (today: string) => (line: ExpressionBuilder<Tables, 'stockLines'>) =>
  [
    'productMasterId',
    'locationId',
    // The same for all lines of the two; grouping by them would make SQLite choose the wrong index.
    line.fn.min('productName').as('productName'),
    line.fn.min('locationName').as('locationName'),
    line.fn.sum<number>('quantityOnHand').as('onHand'),
    line.fn
      .sum<number>(line.case().when(promisable(today)).then(line.ref('quantityAvailable').$castTo<number>()).else(0).end())
      .as('available'),
  ] as const

const places = ['productMasterId', 'locationId'] as const

const at = statement((db, at: Today & ProductPlace) =>
  db
    .selectFrom('stockLines')
    .select(columns(at.today))
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '=', at.productMasterId)
    .where('locationId', '=', at.locationId)
    .groupBy(places),
)

const all = statement((db, at: Today) =>
  db
    .selectFrom('stockLines')
    .select(columns(at.today))
    .where('tenantId', '=', at.tenantId)
    .groupBy(places)
    .orderBy('productMasterId')
    .orderBy('locationId'),
)

const ofProductsAt = statement((db, at: Today & { locationId: string }) =>
  db
    .selectFrom('stockLines')
    .select(columns(at.today))
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', 'in', (there) =>
      there
        .selectFrom('stockLines as here')
        .select('here.productMasterId')
        .where('here.tenantId', '=', at.tenantId)
        .where('here.locationId', '=', at.locationId),
    )
    .groupBy(places)
    .orderBy('productMasterId')
    .orderBy('locationId'),
)

const fromRow = (row: StockBalance): StockBalance => ({
  ...row,
  onHand: fromMillionths(row.onHand),
  available: fromMillionths(row.available),
})

export function stockBalances(session: Session, tenantId: string): StockBalances {
  return {
    at: async ({ productMasterId, locationId }, today) => {
      const row = await session.first(at, { tenantId, today, productMasterId, locationId })
      return row === undefined ? undefined : fromRow(row)
    },
    all: async (today, locationId) => {
      const rows =
        locationId === null
          ? await session.rows(all, { tenantId, today })
          : await session.rows(ofProductsAt, { tenantId, today, locationId })
      return rows.map(fromRow)
    },
  }
}

import { sql } from 'kysely'
import { fromMillionths } from '../quantity.ts'
import type { Session } from './engine.ts'
import type { StockHoldings } from './forecasting-store.ts'
import { isAsked } from './line-choice.ts'
import { statement } from './statement.ts'
import { stockFigures, sumsAt } from './stock-blocks.ts'
import { isSumOf, promisableBit } from './stock-sums.ts'

const inStock = statement((db, at: { tenantId: string; locationId: string | null; today: string }) =>
  db
    .selectFrom('demandLines')
    .select(['demandLines.productMasterId', 'demandLines.locationId'])
    .distinct()
    .where('demandLines.tenantId', '=', at.tenantId)
    .where(isAsked('demandLines.locationId', at.locationId))
    .where((row) =>
      row.exists(
        row
          .selectFrom('stockSums')
          .select(sql<number>`1`.as('one'))
          .whereRef('stockSums.tenantId', '=', 'demandLines.tenantId')
          .whereRef('stockSums.productMasterId', '=', 'demandLines.productMasterId')
          .whereRef('stockSums.locationId', '=', 'demandLines.locationId')
          .where('stockSums.quantityAvailable', '>', 0)
          .where(isSumOf(promisableBit, at.today)),
      ),
    ),
)

export function stockHoldings(session: Session, tenantId: string): StockHoldings {
  return {
    sums: async (locationId) => {
      const { quantityOnHand, positionCents } = sumsAt(await stockFigures(session, tenantId), locationId)
      const values = Object.entries(positionCents).map(([currency, cents]) => ({ currency, value: cents / 100 }))
      return { quantityOnHand: fromMillionths(quantityOnHand), values: values.sort((a, b) => (a.currency < b.currency ? -1 : 1)) }
    },
    inStock: (locationId, today) => session.rows(inStock, { tenantId, locationId, today }),
  }
}

import { fromMillionths } from '../quantity.ts'
import type { Session } from './engine.ts'
import type { StockHolding, StockHoldings } from './forecasting-store.ts'
import { statement } from './statement.ts'

interface At {
  tenantId: string
  today: string
}

const holdings = (anywhere: boolean) =>
  statement((db, at: At & { locationId: string }) => {
    const lines = db
      .selectFrom('stockLines')
      .innerJoin('products', (join) =>
        join.onRef('products.tenantId', '=', 'stockLines.tenantId').onRef('products.id', '=', 'stockLines.productMasterId'),
      )
      .select((line) => [
        'stockLines.productMasterId',
        'stockLines.locationId',
        'products.unitCost',
        'products.currency',
        line.fn.sum<number>('stockLines.quantityOnHand').as('quantityOnHand'),
        line.fn
          .sum<number>(
            line
              .case()
              .when('stockLines.recalled', '<>', 0)
              .then(0)
              .when('stockLines.expiryDate', '<', at.today)
              .then(0)
              .else(line.ref('stockLines.quantityAvailable').$castTo<number>())
              .end(),
          )
          .as('quantityAvailable'),
      ])
      .where('stockLines.tenantId', '=', at.tenantId)
      .groupBy(['stockLines.productMasterId', 'stockLines.locationId', 'products.unitCost', 'products.currency'])
      .orderBy('stockLines.productMasterId')
      .orderBy('stockLines.locationId')
    return anywhere ? lines : lines.where('stockLines.locationId', '=', at.locationId)
  })

const everywhere = holdings(true)
const atLocation = holdings(false)

const fromRow = (row: StockHolding): StockHolding => ({
  ...row,
  quantityOnHand: fromMillionths(row.quantityOnHand),
  quantityAvailable: fromMillionths(row.quantityAvailable),
})

export function stockHoldings(session: Session, tenantId: string): StockHoldings {
  return {
    all: async (locationId, today) => {
      const statement = locationId === null ? everywhere : atLocation
      return (await session.rows(statement, { tenantId, today, locationId: locationId ?? '' })).map(fromRow)
    },
  }
}

import type { Session } from './engine.ts'
import { list } from './list.ts'
import type { ListQuery } from './list-query.ts'
import type { TransferBins } from './transfers-store.ts'

const listBins = list<ListQuery<'listTransferBins'>, { tenantId: string }>()({
  from: (db, tenantId) => db.selectFrom('bins').where('bins.tenantId', '=', tenantId),
  filters: {
    locationId: (where, id) => where('bins.locationId', '=', id),
    productMasterId: (where, id, { tenantId }) =>
      where(
        'bins.id',
        'in',
        where
          .selectFrom('stockLines')
          .select('stockLines.binId')
          .where('stockLines.tenantId', '=', tenantId)
          .where('stockLines.productMasterId', '=', id)
          // Never negative; a range condition would make SQLite scan all lines of the tenant.
          .where('stockLines.quantityOnHand', '<>', 0),
      ),
  },
  narrow: { productMasterId: [] },
  fixes: { locationId: ['locationName'] },
  counted: 'bins',
  rows: (query) => query.select(['id', 'name', 'locationId', 'locationName', 'stockLineCount']),
  sorts: {
    name: (row) => row.ref('name'),
    locationName: (row) => row.ref('locationName'),
    stockLineCount: (row) => row.ref('stockLineCount'),
  },
  id: (row) => row.ref('id'),
})

export function transferBins(session: Session, tenantId: string): TransferBins {
  return { list: (query) => listBins(session, query, { tenantId }) }
}

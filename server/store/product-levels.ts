import { fromMillionths } from '../quantity.ts'
import { shortTime } from '../timestamp.ts'
import type { ProductInventoryLevel, ProductLevels } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import type { ListQuery } from './list-query.ts'

type Asked = ListQuery<'listProductInventoryLevels'> & { readonly productMasterId: string }

/** The sums are computed on request from the lines of one product; these few rows are sorted without an index. */
const listLevels = list<Asked>()({
  from: (db, tenantId) => db.selectFrom('productLevels').where('productLevels.tenantId', '=', tenantId),
  filters: {
    productMasterId: (where, id) => where('productLevels.productMasterId', '=', id),
    locationId: (where, id) => where('productLevels.locationId', '=', id),
  },
  rows: (query) =>
    query
      .innerJoin('locations', (join) =>
        join.onRef('locations.tenantId', '=', 'productLevels.tenantId').onRef('locations.id', '=', 'productLevels.locationId'),
      )
      .select([
        'productLevels.productMasterId',
        'productLevels.locationId',
        'locations.name as locationName',
        'productLevels.quantityOnHand',
        'productLevels.quantityReserved',
        'productLevels.quantityOnHold',
        'productLevels.quantityPicked',
        'productLevels.quantityAvailable',
        'productLevels.stockLineCount',
        'productLevels.levelId',
        'productLevels.minQuantity',
        'productLevels.reorderQuantity',
        'productLevels.maxQuantity',
        'productLevels.updatedAt',
      ]),
  sorts: {
    locationName: (row) => row.ref('locations.name'),
    quantityOnHand: (row) => row.ref('productLevels.quantityOnHand'),
    quantityAvailable: (row) => row.ref('productLevels.quantityAvailable'),
    updatedAt: (row) => row.ref('productLevels.updatedAt'),
  },
  id: (row) => row.ref('productLevels.locationId'),
})

const orNull = (millionths: number | null): number | null => (millionths === null ? null : fromMillionths(millionths))

const fromRow = (row: ProductInventoryLevel): ProductInventoryLevel => ({
  ...row,
  quantityOnHand: fromMillionths(row.quantityOnHand),
  quantityReserved: fromMillionths(row.quantityReserved),
  quantityOnHold: fromMillionths(row.quantityOnHold),
  quantityPicked: fromMillionths(row.quantityPicked),
  quantityAvailable: fromMillionths(row.quantityAvailable),
  minQuantity: orNull(row.minQuantity),
  reorderQuantity: orNull(row.reorderQuantity),
  maxQuantity: orNull(row.maxQuantity),
  updatedAt: shortTime(row.updatedAt),
})

export function productLevels(session: Session, tenantId: string): ProductLevels {
  return {
    list: async (productMasterId, query) => {
      const { data, pagination } = await listLevels(session, { ...query, productMasterId }, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
  }
}

import { shortTime, storedTime } from '../timestamp.ts'
import type { ProductLinks } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

type Asked = ListQuery<'listProductLinks'> & { readonly productMasterId: string }

const listLinks = list<Asked>()({
  from: (db, tenantId) => db.selectFrom('productLinks').where('productLinks.tenantId', '=', tenantId),
  filters: {
    productMasterId: (where, id) => where('productLinks.productMasterId', '=', id),
    id: (where, id) => where('productLinks.id', '=', id),
    linkType: (where, linkType) => where('productLinks.linkType', '=', linkType),
    linkedProductMasterId: (where, id) => where('productLinks.linkedProductMasterId', '=', id),
  },
  rows: (query) =>
    query
      .innerJoin('products', (join) =>
        join.onRef('products.tenantId', '=', 'productLinks.tenantId').onRef('products.id', '=', 'productLinks.linkedProductMasterId'),
      )
      .select([
        'productLinks.id',
        'productLinks.productMasterId',
        'productLinks.linkedProductMasterId',
        'products.sku',
        'products.name',
        'productLinks.linkType',
        'productLinks.note',
        'productLinks.createdAt',
      ]),
  sorts: {
    createdAt: (row) => row.ref('productLinks.createdAt'),
    linkType: (row) => row.ref('productLinks.linkType'),
  },
  id: (row) => row.ref('productLinks.id'),
})

const leadingTo = statement((db, at: { tenantId: string; productMasterId: string }) =>
  db
    .selectFrom('productLinks')
    .select(['id', 'productMasterId'])
    .where('tenantId', '=', at.tenantId)
    .where('linkedProductMasterId', '=', at.productMasterId)
    .orderBy('productMasterId')
    .orderBy('id'),
)

const insert = statement((db, at: Tables['productLinks']) =>
  db.insertInto('productLinks').values({
    tenantId: at.tenantId,
    id: at.id,
    productMasterId: at.productMasterId,
    linkedProductMasterId: at.linkedProductMasterId,
    linkType: at.linkType,
    note: at.note,
    createdAt: at.createdAt,
  }),
)

export function productLinks(session: Session, tenantId: string): ProductLinks {
  return {
    list: async (productMasterId, query) => {
      const { data, pagination } = await listLinks(session, { ...query, productMasterId }, { tenantId })
      return {
        data: data.map(({ sku, name, createdAt, ...link }) => ({
          ...link,
          linkedProduct: { id: link.linkedProductMasterId, sku, name },
          createdAt: shortTime(createdAt),
        })),
        pagination,
      }
    },
    leadingTo: (productMasterId) => session.rows(leadingTo, { tenantId, productMasterId }),
    insert: async (link) => {
      await session.write(insert, { tenantId, ...link, createdAt: storedTime(link.createdAt) })
    },
  }
}

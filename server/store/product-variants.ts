import { shortTime, storedTime } from '../timestamp.ts'
import type { ProductVariants, Variant } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { valueText } from './product-attributes.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

type Asked = ListQuery<'listProductVariants'> & { readonly parentId: string }

const listVariants = list<Asked>()({
  from: (db, tenantId) => db.selectFrom('productVariants').where('productVariants.tenantId', '=', tenantId),
  filters: {
    parentId: (where, id) => where('productVariants.parentId', '=', id),
    status: (where, status) => where('productVariants.status', '=', status),
    sku: (where, sku) => where('productVariants.sku', '=', sku),
  },
  rows: (query) =>
    query
      .innerJoin('products', (join) =>
        join.onRef('products.tenantId', '=', 'productVariants.tenantId').onRef('products.id', '=', 'productVariants.id'),
      )
      .select([
        'productVariants.id',
        'productVariants.parentId',
        'productVariants.sku',
        'productVariants.name',
        'productVariants.status',
        'products.unitCost',
        'products.currency',
        'productVariants.createdAt',
        'productVariants.updatedAt',
      ]),
  sorts: {
    createdAt: (row) => row.ref('productVariants.createdAt'),
    updatedAt: (row) => row.ref('productVariants.updatedAt'),
    name: (row) => row.ref('productVariants.name'),
    sku: (row) => row.ref('productVariants.sku'),
  },
  id: (row) => row.ref('productVariants.id'),
})

const parentOf = statement((db, at: { tenantId: string; id: string }) =>
  db.selectFrom('productVariants').select('parentId').where('tenantId', '=', at.tenantId).where('id', '=', at.id),
)

const insert = statement((db, at: Tables['productVariants']) =>
  db.insertInto('productVariants').values({
    tenantId: at.tenantId,
    id: at.id,
    parentId: at.parentId,
    sku: at.sku,
    name: at.name,
    status: at.status,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
  }),
)

const withValue = statement((db, at: { tenantId: string; parentId: string; attributeId: string; value: string; count: number }) =>
  db
    .selectFrom('productVariants')
    .innerJoin('productAttributes', (join) =>
      join
        .onRef('productAttributes.tenantId', '=', 'productVariants.tenantId')
        .onRef('productAttributes.productMasterId', '=', 'productVariants.id'),
    )
    .select('productVariants.id')
    .where('productVariants.tenantId', '=', at.tenantId)
    .where('productVariants.parentId', '=', at.parentId)
    .where('productAttributes.attributeId', '=', at.attributeId)
    .where('productAttributes.value', '=', at.value)
    .where(
      (where) =>
        where
          .selectFrom('productAttributes as all')
          .select((of) => of.fn.countAll<number>().as('count'))
          .whereRef('all.tenantId', '=', 'productVariants.tenantId')
          .whereRef('all.productMasterId', '=', 'productVariants.id'),
      '=',
      at.count,
    ),
)

const fromRow = (row: Variant): Variant => ({ ...row, createdAt: shortTime(row.createdAt), updatedAt: shortTime(row.updatedAt) })

export function productVariants(session: Session, tenantId: string): ProductVariants {
  return {
    list: async (parentId, query) => {
      const { data, pagination } = await listVariants(session, { ...query, parentId }, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    parentOf: async (id) => (await session.first(parentOf, { tenantId, id }))?.parentId,
    insert: async ({ id, parentId, sku, name, status, createdAt, updatedAt }) => {
      const times = { createdAt: storedTime(createdAt), updatedAt: storedTime(updatedAt) }
      await session.write(insert, { tenantId, id, parentId, sku, name, status, ...times })
    },
    withValue: async (parentId, { attributeId, value }, count) => {
      const rows = await session.rows(withValue, { tenantId, parentId, attributeId, value: valueText(value), count })
      return rows.map(({ id }) => id)
    },
  }
}

import { shortTime, storedTime } from '../timestamp.ts'
import { removeEmptyStock } from './empty-stock.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { contains, patternOf } from './pattern.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Product, Products } from './products-store.ts'
import type { Tables } from './tables.ts'

interface Key {
  tenantId: string
  id: string
}
type Row = Omit<Tables['products'], 'tenantId'>

const columns = [
  'id',
  'sku',
  'name',
  'description',
  'status',
  'unitOfMeasure',
  'unitCost',
  'currency',
  'lotTracked',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof Row)[]

const listProducts = list<ListQuery<'listProducts'>>()({
  from: (db, tenantId) => db.selectFrom('products').where('tenantId', '=', tenantId),
  filters: {
    status: (where, status) => where('status', '=', status),
    sku: (where, sku) => where('sku', '=', sku),
    search: (where, pattern) => where.or([contains('name', pattern), contains('sku', pattern)]),
  },
  counted: 'products',
  texts: { search: { found: ({ productsWith }, sought, most) => productsWith(sought, most), beside: ['status'] } },
  bound: { search: patternOf },
  rows: (query) => query.select(columns),
  sorts: {
    createdAt: (row) => row.ref('createdAt'),
    updatedAt: (row) => row.ref('updatedAt'),
    name: (row) => row.ref('name'),
    sku: (row) => row.ref('sku'),
  },
  id: (row) => row.ref('id'),
})

const find = statement((db, at: Key) =>
  db.selectFrom('products').select(columns).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
)

const insert = statement((db, at: Tables['products']) =>
  db.insertInto('products').values({
    tenantId: at.tenantId,
    id: at.id,
    sku: at.sku,
    name: at.name,
    description: at.description,
    status: at.status,
    unitOfMeasure: at.unitOfMeasure,
    unitCost: at.unitCost,
    currency: at.currency,
    lotTracked: at.lotTracked,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
  }),
)

const update = statement((db, at: Omit<Tables['products'], 'createdAt'>) =>
  db
    .updateTable('products')
    .set({
      sku: at.sku,
      name: at.name,
      description: at.description,
      status: at.status,
      unitOfMeasure: at.unitOfMeasure,
      unitCost: at.unitCost,
      currency: at.currency,
      lotTracked: at.lotTracked,
      updatedAt: at.updatedAt,
    })
    .where('tenantId', '=', at.tenantId)
    .where('id', '=', at.id),
)

const remove = statement((db, at: Key) => db.deleteFrom('products').where('tenantId', '=', at.tenantId).where('id', '=', at.id))

const fromRow = (row: Row): Product => ({
  ...row,
  lotTracked: row.lotTracked === 1,
  createdAt: shortTime(row.createdAt),
  updatedAt: shortTime(row.updatedAt),
})

const toRow = (product: Product): Row => ({
  ...product,
  lotTracked: product.lotTracked ? 1 : 0,
  createdAt: storedTime(product.createdAt),
  updatedAt: storedTime(product.updatedAt),
})

export function products(session: Session, tenantId: string): Products {
  return {
    list: async (query) => {
      const { data, pagination } = await listProducts(session, query, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    insert: async (product) => {
      await session.write(insert, { tenantId, ...toRow(product) })
    },
    update: async (product) => {
      await session.write(update, { tenantId, ...toRow(product) })
    },
    delete: (id) =>
      session.transaction(async (inner) => {
        await removeEmptyStock(inner, { tenantId, productMasterId: id })
        return (await inner.write(remove, { tenantId, id })) > 0
      }),
  }
}

import type { SelectQueryBuilder } from 'kysely'
import { shortTime, storedTime } from '../timestamp.ts'
import type { ProductCategories, ProductCategory } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { namesakes } from './namesakes.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

type Asked = ListQuery<'listProductCategories'> & { readonly productMasterId: string }
type Key = Pick<Tables['productCategories'], 'tenantId' | 'productMasterId' | 'categoryId'>

const described = (places: SelectQueryBuilder<Tables, 'productCategories', object>) =>
  places
    .innerJoin('categories', (join) =>
      join.onRef('categories.tenantId', '=', 'productCategories.tenantId').onRef('categories.id', '=', 'productCategories.categoryId'),
    )
    .select([
      'productCategories.categoryId as id',
      'productCategories.taxonomyId',
      'categories.parentId',
      'categories.code',
      'productCategories.name',
      'productCategories.path',
      'productCategories.assignedAt',
    ])

const listPlaces = list<Asked>()({
  from: (db, tenantId) => db.selectFrom('productCategories').where('productCategories.tenantId', '=', tenantId),
  filters: {
    productMasterId: (where, id) => where('productCategories.productMasterId', '=', id),
    taxonomyId: (where, id) => where('productCategories.taxonomyId', '=', id),
  },
  rows: described,
  sorts: {
    path: (row) => row.ref('productCategories.path'),
    name: (row) => row.ref('productCategories.name'),
    assignedAt: (row) => row.ref('productCategories.assignedAt'),
  },
  id: (row) => row.ref('productCategories.categoryId'),
})

const of = statement((db, at: Omit<Key, 'categoryId'>) =>
  described(
    db
      .selectFrom('productCategories')
      .where('productCategories.tenantId', '=', at.tenantId)
      .where('productCategories.productMasterId', '=', at.productMasterId),
  )
    .orderBy('productCategories.path')
    .orderBy('productCategories.categoryId'),
)

const insert = statement((db, at: Tables['productCategories']) =>
  db.insertInto('productCategories').values({
    tenantId: at.tenantId,
    productMasterId: at.productMasterId,
    categoryId: at.categoryId,
    taxonomyId: at.taxonomyId,
    path: at.path,
    name: at.name,
    assignedAt: at.assignedAt,
  }),
)

const remove = statement((db, at: Key) =>
  db
    .deleteFrom('productCategories')
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '=', at.productMasterId)
    .where('categoryId', '=', at.categoryId),
)

const fromRow = (row: ProductCategory): ProductCategory => ({ ...row, assignedAt: shortTime(row.assignedAt) })

const toRow = ({ id, taxonomyId, path, name, assignedAt }: ProductCategory) => ({
  categoryId: id,
  taxonomyId,
  path,
  name,
  assignedAt: storedTime(assignedAt),
})

export function productCategories(session: Session, tenantId: string): ProductCategories {
  return {
    ...namesakes(session, tenantId),
    list: async (productMasterId, query) => {
      const { data, pagination } = await listPlaces(session, { ...query, productMasterId }, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    of: async (productMasterId) => (await session.rows(of, { tenantId, productMasterId })).map(fromRow),
    insert: async (productMasterId, category) => {
      await session.write(insert, { tenantId, productMasterId, ...toRow(category) })
    },
    delete: async (productMasterId, categoryId) => {
      await session.write(remove, { tenantId, productMasterId, categoryId })
    },
  }
}

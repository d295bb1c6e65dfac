import { sql } from 'kysely'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Categories, Category } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { contains, patternOf } from './pattern.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

type Row = Omit<Tables['categories'], 'tenantId'>

const columns = [
  'id',
  'taxonomyId',
  'parentId',
  'code',
  'name',
  'description',
  'keywords',
  'path',
  'depth',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof Row)[]

const listCategories = list<ListQuery<'listCategories'>>()({
  from: (db, tenantId) => db.selectFrom('categories').where('tenantId', '=', tenantId),
  filters: {
    taxonomyId: (where, id) => where('taxonomyId', '=', id),
    parentId: (where, id) => where('parentId', '=', id),
    depth: (where, depth) => where('depth', '=', depth),
    search: (where, pattern) => where.or([contains('name', pattern), contains('code', pattern)]),
  },
  bound: { search: patternOf },
  rows: (query) => query.select(columns),
  sorts: {
    path: (row) => row.ref('path'),
    name: (row) => row.ref('name'),
    createdAt: (row) => row.ref('createdAt'),
    updatedAt: (row) => row.ref('updatedAt'),
  },
  id: (row) => row.ref('id'),
})

const find = statement((db, at: { tenantId: string; id: string }) =>
  db.selectFrom('categories').select(columns).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
)

const insert = statement((db, at: Tables['categories']) =>
  db.insertInto('categories').values({
    tenantId: at.tenantId,
    id: at.id,
    taxonomyId: at.taxonomyId,
    parentId: at.parentId,
    code: at.code,
    name: at.name,
    description: at.description,
    keywords: at.keywords,
    path: at.path,
    depth: at.depth,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
  }),
)

const insertWord = statement((db, at: Tables['categoryWords']) =>
  db.insertInto('categoryWords').values({ tenantId: at.tenantId, word: at.word, categoryId: at.categoryId }),
)

const withWord = statement((db, at: { tenantId: string; word: string; productMasterId: string; taxonomyId: string | null }) =>
  db
    .selectFrom('categoryWords')
    .innerJoin('categories', (join) =>
      join.onRef('categories.tenantId', '=', 'categoryWords.tenantId').onRef('categories.id', '=', 'categoryWords.categoryId'),
    )
    .select(['categories.id', 'categories.taxonomyId', 'categories.name', 'categories.path'])
    .where('categoryWords.tenantId', '=', at.tenantId)
    .where('categoryWords.word', '=', at.word)
    .where('categories.taxonomyId', '=', sql<string>`coalesce(${at.taxonomyId}, ${sql.ref('categories.taxonomyId')})`)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('productCategories')
            .select('productCategories.categoryId')
            .whereRef('productCategories.tenantId', '=', 'categoryWords.tenantId')
            .where('productCategories.productMasterId', '=', at.productMasterId)
            .whereRef('productCategories.categoryId', '=', 'categoryWords.categoryId'),
        ),
      ),
    ),
)

const fromRow = (row: Row): Category => ({
  ...row,
  keywords: JSON.parse(row.keywords) as string[],
  createdAt: shortTime(row.createdAt),
  updatedAt: shortTime(row.updatedAt),
})

const toRow = (category: Category): Row => ({
  ...category,
  keywords: JSON.stringify(category.keywords),
  createdAt: storedTime(category.createdAt),
  updatedAt: storedTime(category.updatedAt),
})

export function categories(session: Session, tenantId: string): Categories {
  return {
    list: async (query) => {
      const { data, pagination } = await listCategories(session, query, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    insert: (category, words) =>
      session.transaction(async (inner) => {
        await inner.write(insert, { tenantId, ...toRow(category) })
        for (const word of words) await inner.write(insertWord, { tenantId, word, categoryId: category.id })
      }),
    withWord: (word, productMasterId, taxonomyId) => session.rows(withWord, { tenantId, word, productMasterId, taxonomyId }),
  }
}

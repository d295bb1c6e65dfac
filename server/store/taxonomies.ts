import type { SelectQueryBuilder } from 'kysely'
import { shortTime, storedTime } from '../timestamp.ts'
import type { Taxonomies, Taxonomy } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { contains, patternOf } from './pattern.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

const counted = (taxonomies: SelectQueryBuilder<Tables, 'taxonomies', object>) =>
  taxonomies.select([
    'taxonomies.id',
    'taxonomies.code',
    'taxonomies.name',
    'taxonomies.description',
    'taxonomies.createdAt',
    'taxonomies.updatedAt',
    (row) =>
      row
        .selectFrom('categories')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('categories.tenantId', '=', 'taxonomies.tenantId')
        .whereRef('categories.taxonomyId', '=', 'taxonomies.id')
        .as('categoryCount'),
  ])

const listTaxonomies = list<ListQuery<'listTaxonomies'>>()({
  from: (db, tenantId) => db.selectFrom('taxonomies').where('tenantId', '=', tenantId),
  filters: {
    code: (where, code) => where('code', '=', code),
    search: (where, pattern) => where.or([contains('name', pattern), contains('code', pattern)]),
  },
  bound: { search: patternOf },
  rows: counted,
  sorts: {
    code: (row) => row.ref('code'),
    name: (row) => row.ref('name'),
    createdAt: (row) => row.ref('createdAt'),
    updatedAt: (row) => row.ref('updatedAt'),
  },
  id: (row) => row.ref('id'),
})

const find = statement((db, at: { tenantId: string; id: string }) =>
  counted(db.selectFrom('taxonomies').where('tenantId', '=', at.tenantId).where('id', '=', at.id)),
)

const insert = statement((db, at: Tables['taxonomies']) =>
  db.insertInto('taxonomies').values({
    tenantId: at.tenantId,
    id: at.id,
    code: at.code,
    name: at.name,
    description: at.description,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
  }),
)

const fromRow = (row: Omit<Taxonomy, 'categoryCount'> & { categoryCount: number | null }): Taxonomy => ({
  ...row,
  categoryCount: row.categoryCount ?? 0,
  createdAt: shortTime(row.createdAt),
  updatedAt: shortTime(row.updatedAt),
})

export function taxonomies(session: Session, tenantId: string): Taxonomies {
  return {
    list: async (query) => {
      const { data, pagination } = await listTaxonomies(session, query, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    insert: async (taxonomy) => {
      const { createdAt, updatedAt } = taxonomy
      await session.write(insert, { tenantId, ...taxonomy, createdAt: storedTime(createdAt), updatedAt: storedTime(updatedAt) })
    },
  }
}

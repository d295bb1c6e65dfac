import { shortTime, storedTime } from '../timestamp.ts'
import type { Attribute, Attributes } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { contains, patternOf } from './pattern.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

type Row = Omit<Tables['attributes'], 'tenantId'>

const columns = [
  'id',
  'code',
  'name',
  'description',
  'dataType',
  'allowedValues',
  'unit',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof Row)[]

const listAttributes = list<ListQuery<'listAttributes'>>()({
  from: (db, tenantId) => db.selectFrom('attributes').where('tenantId', '=', tenantId),
  filters: {
    id: (where, id) => where('id', '=', id),
    code: (where, code) => where('code', '=', code),
    dataType: (where, dataType) => where('dataType', '=', dataType),
    search: (where, pattern) => where.or([contains('name', pattern), contains('code', pattern)]),
  },
  bound: { search: patternOf },
  rows: (query) => query.select(columns),
  sorts: {
    code: (row) => row.ref('code'),
    name: (row) => row.ref('name'),
    createdAt: (row) => row.ref('createdAt'),
    updatedAt: (row) => row.ref('updatedAt'),
  },
  id: (row) => row.ref('id'),
})

const find = statement((db, at: { tenantId: string; id: string }) =>
  db.selectFrom('attributes').select(columns).where('tenantId', '=', at.tenantId).where('id', '=', at.id),
)

const insert = statement((db, at: Tables['attributes']) =>
  db.insertInto('attributes').values({
    tenantId: at.tenantId,
    id: at.id,
    code: at.code,
    name: at.name,
    description: at.description,
    dataType: at.dataType,
    allowedValues: at.allowedValues,
    unit: at.unit,
    createdAt: at.createdAt,
    updatedAt: at.updatedAt,
  }),
)

const fromRow = (row: Row): Attribute => ({
  ...row,
  allowedValues: JSON.parse(row.allowedValues) as string[],
  createdAt: shortTime(row.createdAt),
  updatedAt: shortTime(row.updatedAt),
})

const toRow = (attribute: Attribute): Row => ({
  ...attribute,
  allowedValues: JSON.stringify(attribute.allowedValues),
  createdAt: storedTime(attribute.createdAt),
  updatedAt: storedTime(attribute.updatedAt),
})

export function attributes(session: Session, tenantId: string): Attributes {
  return {
    list: async (query) => {
      const { data, pagination } = await listAttributes(session, query, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    find: async (id) => {
      const row = await session.first(find, { tenantId, id })
      return row === undefined ? undefined : fromRow(row)
    },
    insert: async (attribute) => {
      await session.write(insert, { tenantId, ...toRow(attribute) })
    },
  }
}

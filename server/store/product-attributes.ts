import type { SelectQueryBuilder } from 'kysely'
import type { Schemas } from '../../spec/contract.ts'
import { shortTime, storedTime } from '../timestamp.ts'
import type { ProductAttribute, ProductAttributes } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { list } from './list.ts'
import { statement } from './statement.ts'
import type { ListQuery } from './list-query.ts'
import type { Tables } from './tables.ts'

type Asked = ListQuery<'listProductAttributes'> & { readonly productMasterId: string }
type Key = Pick<Tables['productAttributes'], 'tenantId' | 'productMasterId' | 'attributeId'>

const described = (values: SelectQueryBuilder<Tables, 'productAttributes', object>) =>
  values
    .innerJoin('attributes', (join) =>
      join.onRef('attributes.tenantId', '=', 'productAttributes.tenantId').onRef('attributes.id', '=', 'productAttributes.attributeId'),
    )
    .select([
      'productAttributes.attributeId as id',
      'productAttributes.code',
      'productAttributes.name',
      'attributes.dataType',
      'attributes.unit',
      'productAttributes.value',
      'productAttributes.updatedAt',
    ])

const listValues = list<Asked>()({
  from: (db, tenantId) => db.selectFrom('productAttributes').where('productAttributes.tenantId', '=', tenantId),
  filters: {
    productMasterId: (where, id) => where('productAttributes.productMasterId', '=', id),
    code: (where, code) => where('productAttributes.code', '=', code),
    dataType: (where, dataType) =>
      where.exists(
        where
          .selectFrom('attributes')
          .select('attributes.id')
          .whereRef('attributes.tenantId', '=', 'productAttributes.tenantId')
          .whereRef('attributes.id', '=', 'productAttributes.attributeId')
          .where('attributes.dataType', '=', dataType),
      ),
  },
  rows: described,
  sorts: {
    code: (row) => row.ref('productAttributes.code'),
    name: (row) => row.ref('productAttributes.name'),
    updatedAt: (row) => row.ref('productAttributes.updatedAt'),
  },
  id: (row) => row.ref('productAttributes.attributeId'),
})

const of = statement((db, at: Omit<Key, 'attributeId'>) =>
  described(
    db
      .selectFrom('productAttributes')
      .where('productAttributes.tenantId', '=', at.tenantId)
      .where('productAttributes.productMasterId', '=', at.productMasterId),
  ).orderBy('productAttributes.code'),
)

const insert = statement((db, at: Tables['productAttributes']) =>
  db.insertInto('productAttributes').values({
    tenantId: at.tenantId,
    productMasterId: at.productMasterId,
    attributeId: at.attributeId,
    code: at.code,
    name: at.name,
    value: at.value,
    updatedAt: at.updatedAt,
  }),
)

const update = statement((db, at: Key & Pick<Tables['productAttributes'], 'value' | 'updatedAt'>) =>
  db
    .updateTable('productAttributes')
    .set({ value: at.value, updatedAt: at.updatedAt })
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '=', at.productMasterId)
    .where('attributeId', '=', at.attributeId),
)

const remove = statement((db, at: Key) =>
  db
    .deleteFrom('productAttributes')
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '=', at.productMasterId)
    .where('attributeId', '=', at.attributeId),
)

/** A stored value: JSON, so that 42 and "42" differ and equal values are equal text. */
export const valueText = (value: Schemas['AttributeValue']): string => JSON.stringify(value)

const fromRow = (row: Omit<ProductAttribute, 'value'> & { value: string }): ProductAttribute => ({
  ...row,
  value: JSON.parse(row.value) as Schemas['AttributeValue'],
  updatedAt: shortTime(row.updatedAt),
})

const toRow = ({ id, code, name, value, updatedAt }: ProductAttribute) => ({
  attributeId: id,
  code,
  name,
  value: valueText(value),
  updatedAt: storedTime(updatedAt),
})

export function productAttributes(session: Session, tenantId: string): ProductAttributes {
  return {
    list: async (productMasterId, query) => {
      const { data, pagination } = await listValues(session, { ...query, productMasterId }, { tenantId })
      return { data: data.map(fromRow), pagination }
    },
    of: async (productMasterId) => (await session.rows(of, { tenantId, productMasterId })).map(fromRow),
    insert: async (productMasterId, attribute) => {
      await session.write(insert, { tenantId, productMasterId, ...toRow(attribute) })
    },
    update: async (productMasterId, attribute) => {
      await session.write(update, { tenantId, productMasterId, ...toRow(attribute) })
    },
    delete: async (productMasterId, attributeId) => {
      await session.write(remove, { tenantId, productMasterId, attributeId })
    },
  }
}

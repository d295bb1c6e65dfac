import { type Compilable, type CreateTableBuilder, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { type Db, ofTenant } from './table.ts'

/** A table with rows that belong to a product and are deleted with it. */
const ofProduct = <Id extends string>(
  db: Db,
  name: keyof Tables,
  id: Id,
): CreateTableBuilder<string, 'tenantId' | 'productMasterId' | Id> =>
  db.schema
    .createTable(name)
    .addColumn('tenantId', 'text', (column) => column.notNull())
    .addColumn('productMasterId', 'text', (column) => column.notNull())
    .addColumn(id, 'text', (column) => column.notNull())
    .addForeignKeyConstraint(`${name}Product`, ['tenantId', 'productMasterId'], 'products', ['tenantId', 'id'], (key) =>
      key.onDelete('cascade'),
    )

/** An index for lists sorted by the second-to-last column and filtered by the columns before it. */
const order = (db: Db, table: keyof Tables, ...columns: string[]): Compilable =>
  db.schema
    .createIndex(`${table}By${columns.at(-2)}`)
    .on(table)
    .columns(['tenantId', ...columns])

/** Attributes, taxonomies and categories, and their use by products: values, assignments, links, variants and a history. */
export const catalog = (db: Db): Compilable[] => [
  ofTenant(db, 'attributes')
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('dataType', 'text', (column) => column.notNull())
    .addColumn('allowedValues', 'text', (column) => column.notNull())
    .addColumn('unit', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addUniqueConstraint('attributesCode', ['tenantId', 'code'])
    .addUniqueConstraint('attributesNames', ['tenantId', 'id', 'code', 'name']),
  order(db, 'attributes', 'name', 'id'),
  order(db, 'attributes', 'createdAt', 'id'),
  order(db, 'attributes', 'updatedAt', 'id'),

  ofTenant(db, 'taxonomies')
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addUniqueConstraint('taxonomiesCode', ['tenantId', 'code']),
  order(db, 'taxonomies', 'name', 'id'),
  order(db, 'taxonomies', 'createdAt', 'id'),
  order(db, 'taxonomies', 'updatedAt', 'id'),

  ofTenant(db, 'categories')
    .addColumn('taxonomyId', 'text', (column) => column.notNull())
    .addColumn('parentId', 'text')
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('keywords', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('depth', 'integer', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addCheckConstraint('categoriesDepth', sql`"depth" between 0 and 9`)
    // Codes contain no slash, so this also makes the codes of siblings unique.
    .addUniqueConstraint('categoriesPath', ['tenantId', 'taxonomyId', 'path'])
    .addUniqueConstraint('categoriesTaxonomies', ['tenantId', 'id', 'taxonomyId'])
    .addUniqueConstraint('categoriesNames', ['tenantId', 'id', 'taxonomyId', 'path', 'name'])
    .addForeignKeyConstraint('categoriesTaxonomy', ['tenantId', 'taxonomyId'], 'taxonomies', ['tenantId', 'id'])
    .addForeignKeyConstraint('categoriesParent', ['tenantId', 'parentId', 'taxonomyId'], 'categories', ['tenantId', 'id', 'taxonomyId']),
  order(db, 'categories', 'path', 'id'),
  order(db, 'categories', 'name', 'id'),
  order(db, 'categories', 'createdAt', 'id'),
  order(db, 'categories', 'updatedAt', 'id'),
  db.schema.createIndex('categoriesByParent').on('categories').columns(['tenantId', 'parentId', 'path', 'id']),

  db.schema
    .createTable('categoryWords')
    .addColumn('tenantId', 'text', (column) => column.notNull())
    .addColumn('word', 'text', (column) => column.notNull())
    .addColumn('categoryId', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('categoryWordsKey', ['tenantId', 'word', 'categoryId'])
    .addForeignKeyConstraint('categoryWordsCategory', ['tenantId', 'categoryId'], 'categories', ['tenantId', 'id'], (key) =>
      key.onDelete('cascade'),
    ),

  ofProduct(db, 'productAttributes', 'attributeId')
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('productAttributesKey', ['tenantId', 'productMasterId', 'attributeId'])
    .addForeignKeyConstraint(
      'productAttributesAttribute',
      ['tenantId', 'attributeId', 'code', 'name'],
      'attributes',
      ['tenantId', 'id', 'code', 'name'],
      (key) => key.onUpdate('cascade'),
    ),
  order(db, 'productAttributes', 'productMasterId', 'code', 'attributeId'),
  order(db, 'productAttributes', 'productMasterId', 'name', 'attributeId'),
  order(db, 'productAttributes', 'productMasterId', 'updatedAt', 'attributeId'),

  ofProduct(db, 'productCategories', 'categoryId')
    .addColumn('taxonomyId', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('assignedAt', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('productCategoriesKey', ['tenantId', 'productMasterId', 'categoryId'])
    .addForeignKeyConstraint(
      'productCategoriesCategory',
      ['tenantId', 'categoryId', 'taxonomyId', 'path', 'name'],
      'categories',
      ['tenantId', 'id', 'taxonomyId', 'path', 'name'],
      (key) => key.onUpdate('cascade'),
    ),
  order(db, 'productCategories', 'productMasterId', 'path', 'categoryId'),
  order(db, 'productCategories', 'productMasterId', 'name', 'categoryId'),
  order(db, 'productCategories', 'productMasterId', 'assignedAt', 'categoryId'),

  ofProduct(db, 'productLinks', 'id')
    .addColumn('linkedProductMasterId', 'text', (column) => column.notNull())
    .addColumn('linkType', 'text', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('productLinksKey', ['tenantId', 'id'])
    .addUniqueConstraint('productLinksOnce', ['tenantId', 'productMasterId', 'linkedProductMasterId', 'linkType'])
    .addCheckConstraint('productLinksAnother', sql`"linkedProductMasterId" <> "productMasterId"`)
    .addForeignKeyConstraint('productLinksLinked', ['tenantId', 'linkedProductMasterId'], 'products', ['tenantId', 'id'], (key) =>
      key.onDelete('cascade'),
    ),
  order(db, 'productLinks', 'productMasterId', 'createdAt', 'id'),
  order(db, 'productLinks', 'productMasterId', 'linkType', 'id'),
  db.schema.createIndex('productLinksByLinked').on('productLinks').columns(['tenantId', 'linkedProductMasterId', 'productMasterId', 'id']),

  // A variant is a product: the columns for sorting and filtering variants are copied from that product and follow it.
  db.schema.createIndex('productsListed').unique().on('products').columns(['tenantId', 'id', 'sku', 'name', 'status', 'updatedAt']),
  ofTenant(db, 'productVariants')
    .addColumn('parentId', 'text', (column) => column.notNull())
    .addColumn('sku', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addForeignKeyConstraint(
      'productVariantsProduct',
      ['tenantId', 'id', 'sku', 'name', 'status', 'updatedAt'],
      'products',
      ['tenantId', 'id', 'sku', 'name', 'status', 'updatedAt'],
      (key) => key.onUpdate('cascade').onDelete('cascade'),
    )
    .addForeignKeyConstraint('productVariantsParent', ['tenantId', 'parentId'], 'products', ['tenantId', 'id']),
  order(db, 'productVariants', 'parentId', 'createdAt', 'id'),
  order(db, 'productVariants', 'parentId', 'updatedAt', 'id'),
  order(db, 'productVariants', 'parentId', 'name', 'id'),
  order(db, 'productVariants', 'parentId', 'sku', 'id'),

  ofProduct(db, 'productHistory', 'id')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('keyId', 'text')
    .addColumn('changes', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('productHistoryKey', ['tenantId', 'id']),
  order(db, 'productHistory', 'productMasterId', 'createdAt', 'id'),
]

import type { Schemas } from '../../spec/contract.ts'

/** The tables of the catalogue. Columns that are another table's too are there so that indexes can order by them; foreign keys keep them the same. */
export interface CatalogTables {
  attributes: {
    tenantId: string
    id: string
    code: string
    name: string
    description: string | null
    dataType: Schemas['AttributeDataType']
    /** JSON. */
    allowedValues: string
    unit: string | null
    createdAt: string
    updatedAt: string
  }
  taxonomies: {
    tenantId: string
    id: string
    code: string
    name: string
    description: string | null
    createdAt: string
    updatedAt: string
  }
  categories: {
    tenantId: string
    id: string
    taxonomyId: string
    parentId: string | null
    code: string
    name: string
    description: string | null
    /** JSON. */
    keywords: string
    path: string
    depth: number
    createdAt: string
    updatedAt: string
  }
  /** The different words of a category's name and keywords, by which it is suggested. */
  categoryWords: { tenantId: string; word: string; categoryId: string }
  productAttributes: {
    tenantId: string
    productMasterId: string
    attributeId: string
    /** These two are the attribute's. */
    code: string
    name: string
    /** JSON; equal values are equal text. */
    value: string
    updatedAt: string
  }
  productCategories: {
    tenantId: string
    productMasterId: string
    categoryId: string
    /** These three are the category's. */
    taxonomyId: string
    path: string
    name: string
    assignedAt: string
  }
  productLinks: {
    tenantId: string
    id: string
    productMasterId: string
    linkedProductMasterId: string
    linkType: Schemas['ProductLinkType']
    note: string | null
    createdAt: string
  }
  productVariants: {
    tenantId: string
    /** Of the product that the variant is. */
    id: string
    parentId: string
    /** These five are that product's. */
    sku: string
    name: string
    status: Schemas['ProductStatus']
    createdAt: string
    updatedAt: string
  }
  productHistory: {
    tenantId: string
    id: string
    productMasterId: string
    action: Schemas['AuditAction']
    keyId: string | null
    /** JSON. */
    changes: string
    createdAt: string
  }
  /** A view: what a product has at a location. */
  productLevels: {
    tenantId: string
    productMasterId: string
    locationId: string
    quantityOnHand: number
    quantityReserved: number
    quantityOnHold: number
    quantityPicked: number
    quantityAvailable: number
    stockLineCount: number
    levelId: string | null
    minQuantity: number | null
    reorderQuantity: number | null
    maxQuantity: number | null
    updatedAt: string
  }
}

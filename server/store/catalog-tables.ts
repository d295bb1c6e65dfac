import type { Schemas } from '../../spec/contract.ts'

/** The tables of the catalog. Columns are copied from other tables so that indexes can use them for sorting; foreign keys keep the copies in sync. */
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
  /** The distinct words of a category's name and keywords, which suggest it. */
  categoryWords: { tenantId: string; word: string; categoryId: string }
  productAttributes: {
    tenantId: string
    productMasterId: string
    attributeId: string
    /** These two are copied from the attribute. */
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
    /** These three are copied from the category. */
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
    /** The id of the product that is the variant. */
    id: string
    parentId: string
    /** These five are copied from that product. */
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
  /** A view: the stock of a product at a location. */
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

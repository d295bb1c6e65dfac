import type { GeneratedAlways } from 'kysely'
import type { Schemas } from '../../spec/contract.ts'

/**
 * The tables as they are after the last migration.
 *
 * Times are RFC 3339 text of fixed width (`storedTime`), so that the order of the text is the order of time. Quantities are whole millionths of a
 * unit (`quantity.ts`), so that sums are exact; amounts of money are stored as sent and never summed here. Booleans are 0 and 1.
 * Every row but a tenant's belongs to a tenant, which is part of its primary key and of every reference to it.
 */
export interface Tables {
  migrations: { version: number; name: string; appliedAt: string }
  tenants: { id: string; slug: string; name: string; createdAt: string }
  apiKeys: {
    tenantId: string
    id: string
    publicId: string
    secretHash: string
    name: string
    keyPrefix: string
    last4: string
    /** JSON. */
    scopes: string
    expiresAt: string | null
    /** JSON. */
    allowedIps: string
    createdAt: string
    updatedAt: string
    revokedAt: string | null
  }
  products: {
    tenantId: string
    id: string
    sku: string
    name: string
    description: string | null
    status: Schemas['ProductStatus']
    unitOfMeasure: Schemas['UnitOfMeasure']
    unitCost: number | null
    currency: string
    lotTracked: number
    createdAt: string
    updatedAt: string
  }
  locations: { tenantId: string; id: string; name: string }
  lots: { tenantId: string; id: string; productMasterId: string; lotNumber: string; expiryDate: string | null }
  bins: { tenantId: string; id: string; locationId: string; name: string }
  reasonCodes: { tenantId: string; id: string; label: string }
  stockLines: {
    tenantId: string
    id: string
    productMasterId: string
    locationId: string
    lotId: string | null
    binId: string | null
    /** These four are the product's, the location's and the lot's, here so that indexes can order by them. Foreign keys keep them the same. */
    productName: string
    globalSku: string
    locationName: string
    expiryDate: string | null
    quantityOnHand: number
    quantityReserved: number
    quantityOnHold: number
    quantityPicked: number
    quantityAvailable: GeneratedAlways<number>
    lastCountedAt: string | null
    updatedAt: string
  }
  stockTransactions: {
    tenantId: string
    id: string
    inventoryItemId: string
    transactionType: Schemas['StockTransaction']['transactionType']
    deltaQty: number
    qtyBefore: number
    qtyAfter: number
    reasonCodeId: string | null
    comment: string | null
    rootCause: string | null
    createdAt: string
  }
}

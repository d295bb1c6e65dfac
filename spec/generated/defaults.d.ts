// Generated from spec/openapi.yaml by `npm run contract`. Do not edit.

export interface Defaults {
  listProducts: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createProduct: { query: never; body: 'description' | 'status' | 'unitOfMeasure' | 'unitCost' | 'currency' | 'lotTracked' }
  getProduct: { query: never; body: never }
  updateProduct: { query: never; body: never }
  deleteProduct: { query: never; body: never }
  listInventory: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createAdjustment: { query: never; body: never }
  listApiKeys: { query: 'page' | 'limit' | 'sortBy' | 'sortOrder'; body: never }
  createApiKey: { query: never; body: 'expiresAt' | 'allowedIps' }
  updateApiKey: { query: never; body: never }
  revokeApiKey: { query: never; body: never }
  rotateApiKey: { query: never; body: never }
}

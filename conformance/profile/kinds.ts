/**
 * The kinds of resources that a run creates with this API: what is needed to create one in addition to the contract's examples and links,
 * and the proof that it belongs to the run. A kind without a proof does not compile.
 */
import type { CreationId } from '../../spec/contract.ts'
import type { Request, ResourceId, WriteJson } from '../model/request.ts'
import type { Kind, Resource, Resources } from '../model/resource.ts'

/** Operations that create a resource which the run has to track as its own. */
export type KindId = CreationId | 'recordStock' | 'triggerAlert' | 'generateTransferRecommendations' | 'executeTransferRecommendation'

/** A location with stock, from the tenant's own stock list. */
export const somewhere = (resources: Resources) => resources.named('location')

const code = (resources: Resources, purpose: string) => resources.mark(purpose).replaceAll('-', '_')

/** The purpose of a product of the run, and of its stock, that several checks use, because none of them changes what another one reads. */
export const shared = 'shared'

const productOf = (resources: Resources, purpose: string) => resources.of('createProduct', purpose).id

export const kinds: Readonly<Record<KindId, Kind>> = {
  createProduct: { id: '/data/id', proof: { read: 'getProduct', property: 'sku' }, recipe: () => ({ body: { lotTracked: false } }) },
  createProductVariant: {
    id: '/data/id',
    proof: { read: 'getProduct', property: 'sku' },
    recipe: (resources, purpose) => ({
      params: { productId: productOf(resources, shared) },
      body: {
        sku: resources.mark(`${purpose}-variant`),
        attributes: [{ attributeId: resources.named('attribute'), value: resources.mark(purpose) }],
      },
    }),
  },
  createProductLink: {
    id: '/data/id',
    proof: 'part',
    recipe: (resources, purpose) => ({
      params: { productId: productOf(resources, shared) },
      body: { linkedProductMasterId: productOf(resources, purpose) },
    }),
  },
  createProductAttributes: {
    id: '/data/attributes/0/id',
    proof: 'part',
    recipe: (resources, purpose) => ({
      params: { productId: productOf(resources, purpose) },
      body: { attributes: [{ attributeId: resources.named('attribute'), value: resources.mark(purpose) }] },
    }),
  },
  createCategory: {
    id: '/data/id',
    proof: { read: 'getCategory', property: 'code' },
    isLasting: true,
    // At the top level: below another category, it would change the responses that show that category.
    recipe: (resources, purpose) => ({ body: { code: code(resources, purpose), taxonomyId: resources.named('taxonomy'), parentId: null } }),
  },
  createAttribute: {
    id: '/data/id',
    proof: { read: 'listAttributes', property: 'code' },
    isLasting: true,
    recipe: (resources, purpose) => ({ body: { code: code(resources, purpose) } }),
  },
  recordStock: {
    id: '/data/inventoryItem/id',
    proof: { read: 'getAvailability', property: 'productMasterId' },
    isLasting: true,
    recipe: (resources, purpose) => ({
      body: {
        productMasterId: productOf(resources, purpose),
        locationId: somewhere(resources),
        reasonCodeId: resources.named('reason'),
        qty: 100,
      },
      undo: (id) => [emptied(resources, purpose, id)],
    }),
  },
  createAdjustment: {
    id: '/data/transaction/id',
    // It is deleted with its stock line.
    proof: 'part',
    isLasting: true,
    recipe: (resources, purpose) => ({
      body: { inventoryItemId: resources.of('recordStock', purpose).id, newQtyOnHand: 120, reasonCodeId: resources.named('reason') },
    }),
  },
  createLotCorrection: {
    id: '/data/targetInventoryItem/id',
    located: '/data/transaction/id',
    proof: { read: 'getAvailability', property: 'productMasterId' },
    isLasting: true,
    recipe: (resources, purpose) => ({
      body: {
        inventoryItemId: resources.of('recordStock', purpose).id,
        qty: 20,
        lotNumber: resources.mark(purpose).toUpperCase(),
        reasonCodeId: resources.named('reason'),
      },
      shows: productOf(resources, purpose),
      undo: (id) => [emptied(resources, purpose, id)],
    }),
  },
  createTransfer: {
    id: '/data/id',
    proof: { read: 'getTransfer', property: 'comment' },
    isLasting: true,
    recipe: (resources) => {
      const [here, there] = movedBetween(resources)
      const { product, stock, arriving } = moved(resources, 'moved')
      return {
        after: [stock.create, arriving.create],
        body: { sourceLocationId: here, destLocationId: there, lines: [{ productMasterId: product.id, quantity: 20 }] },
      }
    },
  },
  createCycleCount: {
    id: '/data/id',
    proof: { read: 'getCycleCount', property: 'comment' },
    isLasting: true,
    recipe: (resources) => {
      const stock = countedStock(resources)
      return {
        after: [stock.create],
        body: {
          locationId: somewhere(resources),
          type: 'PARTIAL',
          productMasterIds: [productOf(resources, shared)],
          reasonCodeId: resources.named('reason'),
        },
        undo: (cycleCountId) => {
          const params = { cycleCountId }
          const lines = resources.act('recordCycleCountLines', { params, json: countedLines(stock), effect: 'undo' })
          return [lines, resources.act('completeCycleCount', { params, json: {}, after: [lines], effect: 'undo' })]
        },
      }
    },
  },
  createForecastEvent: {
    id: '/data/id',
    proof: { read: 'getForecastEvent', property: 'name' },
    recipe: (resources, purpose) => ({
      body: { productMasterId: productOf(resources, purpose), value: { liftPct: 0.25, stackingMode: 'MULTIPLICATIVE' } },
    }),
  },
  createForecastScenario: {
    id: '/data/id',
    proof: { read: 'getForecastScenario', property: 'name' },
    recipe: () => ({ body: { assumptions: { narrative: 'A check of the contract.', includedEventIds: [] } } }),
  },
  createApiKey: {
    id: '/data/apiKey/id',
    proof: { read: 'listApiKeys', property: 'name' },
    isFirst: true,
    recipe: () => ({ body: { scopes: [], expiresAt: null } }),
  },
  triggerAlert: {
    id: '/data/id',
    proof: 'part',
    isLasting: true,
    isNoted: true,
  },
  generateTransferRecommendations: {
    // Only the product shows which recommendation belongs to whom: see `recommendations` in lifecycles.ts.
    id: '/data/recommendations',
    proof: { read: 'getTransferRecommendation', property: 'productMasterId' },
    isLasting: true,
  },
  executeTransferRecommendation: {
    id: '/data/transferId',
    proof: { read: 'getTransfer', property: 'recommendationId' },
    isLasting: true,
  },
}

/** Removes the total quantity from a stock line of the run. */
function emptied(resources: Resources, purpose: string, inventoryItemId: ResourceId, after: readonly Request[] = []): Request {
  return resources.act('createAdjustment', {
    json: { inventoryItemId, newQtyOnHand: 0, reasonCodeId: resources.named('reason'), comment: resources.mark(`${purpose}-undo`) },
    effect: 'undo',
    after,
  })
}

/** The locations from and to which the run moves stock. */
export const movedBetween = (resources: Resources) => [resources.named('location', 1), resources.named('location', 2)] as const

/**
 * A product of the run with stock at both locations. Stock of an existing product would be added to an existing stock line. One location has
 * so much that a recommendation always concerns it; the other already has a stock line, so that the moved stock can be found.
 */
export function moved(resources: Resources, purpose: string) {
  const [here, there] = movedBetween(resources)
  const product = resources.of('createProduct', purpose)
  return {
    product,
    stock: resources.of('recordStock', purpose, { change: { locationId: here, qty: 900_000_000 } }),
    arriving: resources.of('recordStock', `${purpose}-there`, { change: { productMasterId: product.id, locationId: there, qty: 1 } }),
  }
}

/** The stock for all counts. */
export const countedStock = (resources: Resources): Resource => resources.of('recordStock', shared)

/** The counted quantity: three less than recorded, so that the sign of the difference can be checked. */
export function countedLines(stock: Resource): { readonly lines: readonly WriteJson[] } {
  return { lines: [{ inventoryItemId: stock.id, countedQty: 97, comment: null }] }
}

/**
 * The kinds of things that a run makes: what the contract's examples and links do not tell about making one, and what proves that one is the run's own.
 */
import type { CreationId, OperationId } from '../../spec/contract.ts'
import type { OwnId, Reference, Request, WriteJson, WriteTarget } from '../model/request.ts'
import type { Own, World } from './factory.ts'

/** Operations that make something of which the run has to know that it is its own. */
export type KindId = CreationId | 'recordStock' | 'triggerAlert' | 'generateTransferRecommendations' | 'executeTransferRecommendation'

/**
 * What proves that a thing is the run's own: a read of the id that its creation answered shows, in `property`, the text that this very creation wrote, or
 * the id of something already proven that it belongs to. `part`: it is a part of what the path of its creation names, and nothing is ever done to it.
 */
export type Proof = { readonly read: OperationId; readonly property: string } | 'part'

export interface Recipe {
  readonly body?: Readonly<Record<string, WriteJson>>
  readonly params?: Readonly<Record<string, WriteTarget>>
  /** What must be there before it. */
  readonly after?: readonly Request[]
  /** What the proof has to show, where it is not what `property` of the body says. */
  readonly shows?: Reference
  readonly undo?: (id: OwnId) => Request[]
}

export interface Kind {
  /** Pointer to the id in the answer of the creation. */
  readonly id: string
  /** Pointer to the id of what the answer's `Location` leads to, where that is not what the run has to take back. */
  readonly located?: string
  readonly proof: Proof
  /**
   * It needs `--allow-lasting`: the contract has no way to take it back, or it reaches people. Stock is among it: what is taken back of it crosses the
   * thresholds that raise alerts.
   */
  readonly isLasting?: true
  /** It is made before anything is read, so that a read of its own has to show what there is of it. */
  readonly isFirst?: true
  readonly recipe?: (world: World, purpose: string) => Recipe
}

/** A place with stock, as the tenant's own stock list shows one. */
export const somewhere = (world: World) => world.named('location')

const code = (world: World, purpose: string) => world.mark(purpose).replaceAll('-', '_')

/** Stock of an own product at one place. */
const productOf = (world: World, purpose: string) => world.of('createProduct', purpose).id

export const kinds: Readonly<Record<KindId, Kind>> = {
  createProduct: { id: '/data/id', proof: { read: 'getProduct', property: 'sku' }, recipe: () => ({ body: { lotTracked: false } }) },
  createProductVariant: {
    id: '/data/id',
    proof: { read: 'getProduct', property: 'sku' },
    recipe: (world, purpose) => ({
      params: { productId: productOf(world, `${purpose}-parent`) },
      body: {
        sku: world.mark(`${purpose}-variant`),
        attributes: [{ attributeId: world.named('attribute'), value: world.mark(purpose) }],
      },
    }),
  },
  createProductLink: {
    id: '/data/id',
    proof: 'part',
    recipe: (world, purpose) => ({
      params: { productId: productOf(world, `${purpose}-from`) },
      body: { linkedProductMasterId: productOf(world, `${purpose}-to`) },
    }),
  },
  createProductAttributes: {
    id: '/data/attributes/0/id',
    proof: 'part',
    recipe: (world, purpose) => ({
      params: { productId: productOf(world, purpose) },
      body: { attributes: [{ attributeId: world.named('attribute'), value: world.mark(purpose) }] },
    }),
  },
  createCategory: {
    id: '/data/id',
    proof: { read: 'getCategory', property: 'code' },
    isLasting: true,
    // At the top: below another one it would change what that is shown with.
    recipe: (world, purpose) => ({ body: { code: code(world, purpose), taxonomyId: world.named('taxonomy'), parentId: null } }),
  },
  createAttribute: {
    id: '/data/id',
    proof: { read: 'listAttributes', property: 'code' },
    isLasting: true,
    recipe: (world, purpose) => ({ body: { code: code(world, purpose) } }),
  },
  recordStock: {
    id: '/data/inventoryItem/id',
    proof: { read: 'getAvailability', property: 'productMasterId' },
    isLasting: true,
    recipe: (world, purpose) => ({
      body: { productMasterId: productOf(world, purpose), locationId: somewhere(world), reasonCodeId: world.named('reason'), qty: 100 },
      undo: (id) => [emptied(world, purpose, id)],
    }),
  },
  createAdjustment: {
    id: '/data/transaction/id',
    // It goes with its stock line.
    proof: 'part',
    isLasting: true,
    recipe: (world, purpose) => ({
      body: { inventoryItemId: world.of('recordStock', purpose).id, newQtyOnHand: 120, reasonCodeId: world.named('reason') },
    }),
  },
  createLotCorrection: {
    id: '/data/targetInventoryItem/id',
    located: '/data/transaction/id',
    proof: { read: 'getAvailability', property: 'productMasterId' },
    isLasting: true,
    recipe: (world, purpose) => ({
      body: {
        inventoryItemId: world.of('recordStock', purpose).id,
        qty: 20,
        lotNumber: world.mark(purpose).toUpperCase(),
        reasonCodeId: world.named('reason'),
      },
      shows: productOf(world, purpose),
      undo: (id) => [emptied(world, purpose, id)],
    }),
  },
  createTransfer: {
    id: '/data/id',
    proof: { read: 'getTransfer', property: 'comment' },
    isLasting: true,
    recipe: (world, purpose) => {
      const [here, there] = [world.named('location', 1), world.named('location', 2)]
      // A product of its own: stock of one that is there already would be added to a stock line that is not new.
      const productMasterId = productOf(world, `${purpose}-moved`)
      const stock = world.of('recordStock', `${purpose}-moved`, { change: { locationId: here } })
      // Where it goes there is a stock line already, so that what arrives is found again.
      const arriving = world.of('recordStock', `${purpose}-there`, { change: { productMasterId, locationId: there, qty: 1 } })
      return {
        after: [stock.create, arriving.create],
        body: { sourceLocationId: here, destLocationId: there, lines: [{ productMasterId, quantity: 20 }] },
      }
    },
  },
  createCycleCount: {
    id: '/data/id',
    proof: { read: 'getCycleCount', property: 'comment' },
    isLasting: true,
    recipe: (world, purpose) => {
      const stock = countedStock(world, purpose)
      return {
        after: [stock.create],
        body: {
          locationId: somewhere(world),
          type: 'PARTIAL',
          productMasterIds: [productOf(world, `${purpose}-counted`)],
          reasonCodeId: world.named('reason'),
        },
        undo: (cycleCountId) => {
          const params = { cycleCountId }
          const lines = world.act('recordCycleCountLines', { params, json: countedLines(stock), effect: 'undo' })
          return [lines, world.act('completeCycleCount', { params, json: {}, after: [lines], effect: 'undo' })]
        },
      }
    },
  },
  createForecastEvent: {
    id: '/data/id',
    proof: { read: 'getForecastEvent', property: 'name' },
    recipe: (world, purpose) => ({
      body: { productMasterId: productOf(world, purpose), value: { liftPct: 0.25, stackingMode: 'MULTIPLICATIVE' } },
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
  },
  generateTransferRecommendations: {
    // Which of them is whose, only the product tells: `recommendations` in lives.ts.
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

/** Whether an operation makes something of its own. */
export const isKind = (id: OperationId): id is KindId => id in kinds

/** Takes everything out of an own stock line. */
function emptied(world: World, purpose: string, inventoryItemId: OwnId, after: readonly Request[] = []): Request {
  return world.act('createAdjustment', {
    json: { inventoryItemId, newQtyOnHand: 0, reasonCodeId: world.named('reason'), comment: world.mark(`${purpose}-undo`) },
    effect: 'undo',
    after,
  })
}

/** The stock that a count of this purpose is about. */
export const countedStock = (world: World, purpose: string): Own => world.of('recordStock', `${purpose}-counted`)

/** What a count of own stock finds: three less than what is there, so that the difference shows which of the two was taken from which. */
export function countedLines(stock: Own): { readonly lines: readonly WriteJson[] } {
  return { lines: [{ inventoryItemId: stock.id, countedQty: 97, comment: null }] }
}

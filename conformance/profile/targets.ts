/** What each write of the API changes, and what it only refers to. A write that is missing here does not compile. */
import type { OperationId, WriteId } from '../../spec/contract.ts'
import type { Profile, ReferenceSource, WriteTargets } from '../model/profile.ts'

/**
 * A kind of resource that a write may refer to although the run did not create it: no client can create one, or a reference does not affect
 * it.
 */
export type ReferenceKind = 'location' | 'reason' | 'attribute' | 'category' | 'taxonomy' | 'setting'

/** The read that returns one of each kind, by pointer into its response. No other resource is used. */
export const references: Readonly<Record<ReferenceKind, readonly ReferenceSource[]>> = {
  location: [
    { operation: 'listTransferBins', pointer: '/data/0/locationId' },
    { operation: 'listTransfers', pointer: '/data/0/sourceLocationId' },
    { operation: 'listTransfers', pointer: '/data/0/destLocationId' },
  ],
  reason: [{ operation: 'listReasonCodes', pointer: '/data/0/id' }],
  attribute: [{ operation: 'listAttributes', pointer: '/data/0/id', query: [['dataType', 'TEXT']] }],
  category: [{ operation: 'listCategories', pointer: '/data/0/id' }],
  taxonomy: [{ operation: 'listTaxonomies', pointer: '/data/0/id' }],
  setting: [{ operation: 'getAlertConfig', pointer: '/data/config' }],
}

export const parameterValues: NonNullable<Profile['parameterValues']> = {
  productMasterId: { list: 'listInventory', property: 'productMasterId' },
  locationId: { list: 'listInventory', property: 'locationId' },
  channelId: { list: 'listChannelSummaries', property: 'channelId' },
  scenarioId: { list: 'listForecastScenarios', property: 'id' },
}

const attributes = { '/attributes/*/attributeId': 'attribute' } as const
const categories = { '/categoryIds/*': 'category' } as const
const stockLine = { changes: ['/inventoryItemId'], names: { '/reasonCodeId': 'reason' }, shown: 'getAvailability' } as const
const transfer = {
  changes: ['/lines/*/productMasterId'],
  names: { '/sourceLocationId': 'location', '/destLocationId': 'location' },
} as const
const event = { changes: ['/productMasterId'], always: ['/productMasterId'], names: { '/locationId': 'location' } } as const
const scenario = { changes: ['/assumptions/includedEventIds/*'] } as const

export const targets: Readonly<Record<WriteId, WriteTargets>> = {
  createProduct: {},
  updateProduct: { shown: 'getProduct' },
  deleteProduct: { shown: 'getProduct' },
  createProductAttributes: { names: attributes, shown: 'listProductAttributes' },
  applyProductAttributes: { names: attributes, shown: 'listProductAttributes' },
  assignProductCategories: { names: categories, shown: 'listProductCategories' },
  applyProductCategories: { names: categories, shown: 'listProductCategories' },
  suggestProductCategories: { names: { '/taxonomyId': 'taxonomy' } },
  createProductLink: { changes: ['/linkedProductMasterId'], shown: 'listProductLinks' },
  createProductVariant: { names: attributes, shown: 'listProductVariants' },
  createCategory: { changes: ['/parentId'], names: { '/taxonomyId': 'taxonomy' } },
  createAttribute: {},
  adjustInventory: stockLine,
  createAdjustment: stockLine,
  createLotCorrection: stockLine,
  recordStock: { changes: ['/productMasterId'], names: { '/locationId': 'location', '/reasonCodeId': 'reason' } },
  setAvailability: { shown: 'getAvailability' },
  checkAvailability: { changes: ['/items/*/productMasterId'], names: { '/items/*/locationId': 'location' } },
  upsertInventoryLevel: {
    changes: ['/productMasterId', '/productId'],
    names: { '/locationId': 'location' },
    shown: 'listProductInventoryLevels',
  },
  createCycleCount: {
    changes: ['/productMasterIds/*'],
    // Without products, every stock line of the location is counted.
    always: ['/productMasterIds'],
    names: { '/locationId': 'location', '/reasonCodeId': 'reason' },
  },
  recordCycleCountLines: { changes: ['/lines/*/inventoryItemId'], shown: 'getCycleCount' },
  completeCycleCount: { shown: 'getCycleCount' },
  createTransfer: transfer,
  updateTransfer: { ...transfer, shown: 'getTransfer' },
  generateTransferRecommendations: { reach: 'everything', names: { '/locationId': 'location' } },
  approveTransferRecommendation: { shown: 'getTransferRecommendation' },
  executeTransferRecommendation: { shown: 'getTransferRecommendation' },
  rejectTransferRecommendation: { shown: 'getTransferRecommendation' },
  replaceAlertConfig: { reach: 'setting', names: { '/config': 'setting' } },
  triggerAlert: { changes: ['/productMasterId'], names: { '/locationId': 'location' } },
  createForecastEvent: event,
  updateForecastEvent: { ...event, shown: 'getForecastEvent' },
  createForecastScenario: scenario,
  updateForecastScenario: { ...scenario, shown: 'getForecastScenario' },
  deleteForecastEvent: { shown: 'getForecastEvent' },
  archiveForecastScenario: { shown: 'getForecastScenario' },
  generateForecastScenario: { shown: 'getForecastScenario' },
  publishForecastScenario: { shown: 'getForecastScenario' },
  compareForecastScenarios: { changes: ['/scenarioIds/*', '/productMasterId'], names: { '/locationId': 'location' } },
  createApiKey: {},
  updateApiKey: { shown: 'listApiKeys' },
  revokeApiKey: { shown: 'listApiKeys' },
  rotateApiKey: { shown: 'listApiKeys' },
}

/**
 * The read that returns the resource with an id of this name, in a path or in a body. Where ids are numbers, resources of two kinds may
 * have the same id.
 */
export const shownBy: Readonly<Record<string, OperationId>> = {
  productId: 'getProduct',
  productMasterId: 'getProduct',
  productMasterIds: 'getProduct',
  linkedProductMasterId: 'getProduct',
  parentId: 'getCategory',
  inventoryItemId: 'getAvailability',
  availabilityId: 'getAvailability',
  cycleCountId: 'getCycleCount',
  transferId: 'getTransfer',
  recommendationId: 'getTransferRecommendation',
  eventId: 'getForecastEvent',
  includedEventIds: 'getForecastEvent',
  scenarioId: 'getForecastScenario',
  scenarioIds: 'getForecastScenario',
  keyId: 'listApiKeys',
}

/** The read that returns a setting, which is the only resource of its kind. */
export const settings: Readonly<Partial<Record<OperationId, { readonly operation: OperationId; readonly pointer: string }>>> = {
  replaceAlertConfig: { operation: 'getAlertConfig', pointer: '/data/config' },
}

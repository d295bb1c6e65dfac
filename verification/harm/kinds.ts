/** The kinds of resources that a run creates: the operation, the table, and where the resource is in the response. */
import type { OperationId } from '../../spec/contract.ts'
import type { Tables } from '../../server/store/tables.ts'

export interface KindOf {
  readonly table: keyof Tables
  readonly create: OperationId
  /** Pointer to the id in the response of `create`. */
  readonly id: string
  /** Pointer to the resource in that response. */
  readonly thing: string
  /** Path for reading it, with `{id}` and, if it belongs to another resource, `{owner}`. A list contains it as an item. */
  readonly read: string
  readonly isList?: true
  /** The column that names its owner. */
  readonly owner?: string
}

export const kinds = {
  product: { table: 'products', create: 'createProduct', id: '/data/id', thing: '/data', read: '/products/{id}' },
  variant: {
    table: 'productVariants',
    create: 'createProductVariant',
    id: '/data/id',
    thing: '/data',
    read: '/products/{owner}/variants?limit=100',
    isList: true,
    owner: 'parentId',
  },
  link: {
    table: 'productLinks',
    create: 'createProductLink',
    id: '/data/id',
    thing: '/data',
    read: '/products/{owner}/links?id={id}',
    isList: true,
    owner: 'productMasterId',
  },
  attribute: {
    table: 'attributes',
    create: 'createAttribute',
    id: '/data/id',
    thing: '/data',
    read: '/attributes?id={id}',
    isList: true,
  },
  'product-attribute': {
    table: 'attributes',
    create: 'createProductAttributes',
    id: '/data/attributes/0/id',
    thing: '/data/attributes/0',
    read: '/attributes?id={id}',
    isList: true,
  },
  category: { table: 'categories', create: 'createCategory', id: '/data/id', thing: '/data', read: '/categories/{id}' },
  'stock-line': {
    table: 'stockLines',
    create: 'recordStock',
    id: '/data/inventoryItem/id',
    thing: '/data/inventoryItem',
    read: '/inventory/availability/{id}',
  },
  adjustment: {
    table: 'stockTransactions',
    create: 'createAdjustment',
    id: '/data/transaction/id',
    thing: '/data/transaction',
    read: '/inventory/adjustments?id={id}',
    isList: true,
  },
  'lot-correction': {
    table: 'stockLines',
    create: 'createLotCorrection',
    id: '/data/targetInventoryItem/id',
    thing: '/data/targetInventoryItem',
    read: '/inventory/availability/{id}',
  },
  transfer: { table: 'transfers', create: 'createTransfer', id: '/data/id', thing: '/data', read: '/inventory/transfers/{id}' },
  'executed-transfer': {
    table: 'transfers',
    create: 'executeTransferRecommendation',
    id: '/data/transferId',
    thing: '/data',
    read: '/inventory/transfers/{id}',
  },
  'cycle-count': {
    table: 'cycleCounts',
    create: 'createCycleCount',
    id: '/data/id',
    thing: '/data',
    read: '/inventory/cycle-counts/{id}',
  },
  event: { table: 'forecastEvents', create: 'createForecastEvent', id: '/data/id', thing: '/data', read: '/forecast/events/{id}' },
  scenario: {
    table: 'forecastScenarios',
    create: 'createForecastScenario',
    id: '/data/id',
    thing: '/data',
    read: '/forecast/scenarios/{id}',
  },
  'api-key': {
    table: 'apiKeys',
    create: 'createApiKey',
    id: '/data/apiKey/id',
    thing: '/data/apiKey',
    read: '/admin/api-keys?id={id}',
    isList: true,
  },
  'rotated-key': {
    table: 'apiKeys',
    create: 'rotateApiKey',
    id: '/data/apiKey/id',
    thing: '/data/apiKey',
    read: '/admin/api-keys?id={id}',
    isList: true,
  },
  alert: {
    table: 'alerts',
    create: 'triggerAlert',
    id: '/data/id',
    thing: '/data',
    read: '/admin/alerts/history?limit=100',
    isList: true,
  },
  recommendation: {
    table: 'transferRecommendations',
    create: 'generateTransferRecommendations',
    id: '/data/recommendations/0/id',
    thing: '/data/recommendations/0',
    read: '/transfers/recommendations/{id}',
  },
  level: {
    table: 'inventoryLevels',
    create: 'upsertInventoryLevel',
    id: '/data/id',
    thing: '/data',
    read: '/products/{owner}/inventory-levels?limit=100',
    isList: true,
    owner: 'productMasterId',
  },
} as const satisfies Readonly<Record<string, KindOf>>

export type Kind = keyof typeof kinds

export const kindNames = Object.keys(kinds) as Kind[]

/** Kinds by the operation that creates them. */
export const kindsByOperation: ReadonlyMap<string, Kind> = new Map(kindNames.map((kind) => [kinds[kind].create, kind]))

/** The kind of resource that a path parameter names. */
export const kindOfParameter: Readonly<Record<string, Kind>> = {
  productId: 'product',
  eventId: 'event',
  scenarioId: 'scenario',
  keyId: 'api-key',
  transferId: 'transfer',
  cycleCountId: 'cycle-count',
  recommendationId: 'recommendation',
  availabilityId: 'stock-line',
}

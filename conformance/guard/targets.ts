/** What each write changes, and what it only refers to: the table that the guard in front of every write reads. */
import type { Operation, OperationId, WriteId } from '../../spec/contract.ts'
import { isReference, isSafe, type Reference, type Request } from '../model/request.ts'

/** A kind of thing that a write may refer to although the run did not make it: nobody can make one, or naming one does nothing to it. */
export type Named = 'location' | 'reason' | 'attribute' | 'category' | 'taxonomy' | 'setting'

interface Source {
  readonly operation: OperationId
  readonly pointer: string
  readonly query?: readonly (readonly [name: string, value: string])[]
}

/** Which read gives one of each kind, by pointer into its answer; nothing else is taken for one. */
export const namedBy: Readonly<Record<Named, readonly Source[]>> = {
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

/** Places are pointers into the body; `*` stands for every element of an array. Path parameters always name what is changed. */
export interface Touch {
  /** Ids of what is changed, or of what something comes to be about. Each must be the run's own, or made up by the run. */
  readonly changes?: readonly string[]
  /** Those of them without which the write is about everything there is, so that they may not be left out. */
  readonly always?: readonly string[]
  /** What is only referred to. */
  readonly names?: Readonly<Record<string, Named>>
  /**
   * The read of what is changed that shows whether the change arrived there; absent where the write makes something that is proven by itself, or changes
   * nothing that is kept.
   */
  readonly shown?: OperationId
  /** `setting`: changes the one thing of its kind, which `read` shows. `everything`: looks for what to change by itself. */
  readonly reach?: 'setting' | 'everything'
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

export const touches: Readonly<Record<WriteId, Touch>> = {
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
    // Without products, every stock line of the place is counted.
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

/** What an operation touches; nothing is known of one that writes and is not in the table, so that asking for it throws. */
export function touchOf(id: OperationId): Touch {
  if (!(id in touches)) throw new Error(`${id} is a write whose targets are not declared (touches.ts)`)
  return touches[id as WriteId]
}

/** Which read shows what an id of this name is about, in a path or in a body: where ids are numbers, things of two kinds may have the same one. */
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

/** The name of the id at a place of a body, or of a path parameter. */
export const idNameAt = (place: string): string => place.split('/').findLast((token) => !/^(\*|\d+)$/.test(token)) ?? place

/** The read that shows a setting, which is the one thing of its kind. */
export const settingReads: Readonly<Partial<Record<OperationId, { readonly operation: OperationId; readonly pointer: string }>>> = {
  replaceAlertConfig: { operation: 'getAlertConfig', pointer: '/data/config' },
}

/** The values at a place of a body, with the pointer of each; a reference stands for whatever it gives. */
export function valuesAt(json: unknown, place: string): readonly { readonly at: string; readonly value: unknown }[] {
  let found: { readonly at: string; readonly value: unknown }[] = [{ at: '', value: json }]
  for (const token of place.slice(1).split('/')) {
    found = found.flatMap(({ at, value }) => {
      if (isReference(value) || typeof value !== 'object' || value === null) return []
      if (token === '*') return Array.isArray(value) ? value.map((each: unknown, index) => ({ at: `${at}/${index}`, value: each })) : []
      return Object.hasOwn(value, token) ? [{ at: `${at}/${token}`, value: (value as Record<string, unknown>)[token] }] : []
    })
  }
  return found
}

/** Whether a place with `*` in it is the one that a pointer leads to. */
export function isAtPlace(pointer: string, place: string): boolean {
  const [tokens, wanted] = [pointer, place].map((each) => each.split('/'))
  return tokens?.length === wanted?.length && (wanted ?? []).every((each, index) => each === '*' || each === tokens?.[index])
}

/** Every reference in the body of a request, with its pointer. */
export function referencesInBody(request: Request): readonly { readonly at: string; readonly reference: Reference }[] {
  const look = (value: unknown, at: string): { readonly at: string; readonly reference: Reference }[] => {
    if (isReference(value)) return [{ at, reference: value }]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([name, each]) => look(each, `${at}/${name}`))
  }
  return request.body !== undefined && 'json' in request.body ? look(request.body.json, '') : []
}

/** The read that shows whether a change arrived; `undefined` for what changes nothing, or nothing that a read shows. */
export const shownAfter = ({ method, operation }: Pick<Request, 'method' | 'operation'>): OperationId | undefined =>
  isSafe(method) || operation === undefined ? undefined : touchOf(operation).shown

/** Places of the ids that decide what a write changes: with one that names nothing it changes nothing. */
export function aimsOf(id: OperationId): readonly string[] {
  const { changes = [], names = {}, reach } = touchOf(id)
  return reach === 'everything' ? [...changes, ...Object.keys(names)] : changes
}

/** Whether an operation changes the one thing of its kind, or looks for what to change: what it reaches exists already. */
export const reachesWhatExists = (operation: Operation): boolean => operation.method !== 'GET' && touchOf(operation.id).reach !== undefined

/** Whether an operation looks for what to change by itself, so that a wrong request may hit anything. */
export const looksForItself = (operation: Operation): boolean => operation.method !== 'GET' && touchOf(operation.id).reach === 'everything'

/** One request that a conforming deployment carries out, for every operation that writes. */
import type { Contract, Operation, OperationId } from '../../spec/contract.ts'
import type { Request, WriteJson } from '../model/request.ts'
import { isKind, somewhere } from './kinds.ts'
import { recommendations, stays } from './lifecycles.ts'
import type { World } from './factory.ts'

/** Operations that are neither reads nor creations: what each is done to, and with which body, where links and example do not tell. */
const deeds: Readonly<Partial<Record<OperationId, (world: World) => Request>>> = {
  updateProduct: (world) =>
    world.act('updateProduct', {
      params: { productId: world.of('createProduct', 'deed').id },
      json: { description: world.mark('changed') },
    }),
  applyProductAttributes: (world) => {
    const given = world.of('createProductAttributes', 'attributes')
    return world.act('applyProductAttributes', {
      params: { productId: world.of('createProduct', 'attributes').id },
      json: { attributes: [{ attributeId: world.named('attribute'), value: world.mark('applied') }] },
      after: [given.create],
    })
  },
  assignProductCategories: (world) =>
    world.act('assignProductCategories', {
      params: { productId: world.of('createProduct', 'deed').id },
      json: { categoryIds: [world.named('category')] },
    }),
  applyProductCategories: (world) =>
    world.act('applyProductCategories', { params: { productId: world.of('createProduct', 'deed').id }, json: { categoryIds: [] } }),
  suggestProductCategories: (world) =>
    world.act('suggestProductCategories', {
      params: { productId: world.of('createProduct', 'deed').id },
      json: { taxonomyId: world.named('taxonomy') },
    }),
  adjustInventory: (world) => world.act('adjustInventory', { json: { ...stockBody(world), deltaQty: -5 } }),
  recordStock: (world) => world.of('recordStock', 'stock').create,
  setAvailability: (world) =>
    world.act('setAvailability', { params: { availabilityId: world.of('recordStock', 'stock').id }, json: { recalled: false } }),
  checkAvailability: (world) => {
    const stock = world.of('recordStock', 'stock').create
    const place = { productMasterId: world.of('createProduct', 'stock').id, locationId: somewhere(world) }
    // The second is the greatest quantity of the contract, of which some is there, but not all.
    return world.act('checkAvailability', { json: { items: [1, 1_000_000_000].map((qty) => ({ ...place, qty })) }, after: [stock] })
  },
  upsertInventoryLevel: (world) =>
    world.act('upsertInventoryLevel', {
      json: {
        productMasterId: world.of('createProduct', 'stock').id,
        locationId: somewhere(world),
        minQuantity: 1,
        comments: world.mark('level'),
      },
    }),
  replaceAlertConfig: (world) =>
    // What is there is put back as it is: the configuration is nobody's own.
    world.act('replaceAlertConfig', { json: { config: world.named('setting') }, effect: 'lasting' }),
  triggerAlert: (world) => world.of('triggerAlert', 'alert').create,
  generateTransferRecommendations: (world) => recommendations(world).generate,
  updateForecastEvent: (world) => {
    const event = world.of('createForecastEvent', 'deed')
    return world.act('updateForecastEvent', { params: { eventId: event.id }, json: { ...eventBody(world), name: world.mark('moved') } })
  },
  updateForecastScenario: (world) => {
    const scenario = world.of('createForecastScenario', 'deed')
    return world.act('updateForecastScenario', {
      params: { scenarioId: scenario.id },
      json: { name: world.mark('renamed'), type: 'BASELINE' },
    })
  },
  compareForecastScenarios: (world) => {
    const scenarioIds = ['deed', 'compared'].map((purpose) => world.of('createForecastScenario', purpose).id)
    return world.act('compareForecastScenarios', { json: { scenarioIds, horizonDays: 7 } })
  },
  updateApiKey: (world) =>
    world.act('updateApiKey', { params: { keyId: world.of('createApiKey', 'deed').id }, json: { name: world.mark('renamed') } }),
  rotateApiKey: (world) => world.act('rotateApiKey', { params: { keyId: world.of('createApiKey', 'deed').id }, json: {} }),
}

/** A request of a write that a conforming deployment carries out; it touches nothing but what the run made. */
export function deedOf(operation: Operation, world: World, contract: Contract): Request {
  const deed = deeds[operation.id]
  if (deed !== undefined) return deed(world)
  const step = stays(contract, world).find(({ edge }) => edge?.operation === operation.id)
  if (step !== undefined) return step.arrival
  if (isKind(operation.id)) return world.of(operation.id, 'deed').create
  // A deletion, a revocation: what takes back the creation that links to it.
  const maker = world.makerOf([operation.id])
  if (maker === undefined) return world.act(operation.id, {})
  const own = world.of(maker, 'deed')
  const undo = own.undo.find((each) => each.operation === operation.id)
  if (undo !== undefined) return undo
  const parameters = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)
  return world.act(operation.id, { params: Object.fromEntries(parameters.map((name) => [name, own.id])) })
}

function stockBody(world: World): Record<string, WriteJson> {
  return {
    inventoryItemId: world.of('recordStock', 'stock').id,
    reasonCodeId: world.named('reason'),
    comment: world.mark('adjusted'),
  }
}

function eventBody(world: World): Record<string, WriteJson> {
  return {
    name: world.mark('event'),
    type: 'PROMOTION',
    startsAt: '2026-06-01T00:00:00Z',
    endsAt: '2026-06-30T23:59:59Z',
    value: { liftPct: 0.1, stackingMode: 'MULTIPLICATIVE' },
    // An event without a product is one of all products.
    productMasterId: world.of('createProduct', 'deed').id,
  }
}

/** References to resources of the run in another tenant's writes, to check that they are rejected. */
import type { OperationId } from '../../spec/contract.ts'
import type { ForeignReference, Profile } from '../model/profile.ts'

export const foreignReferences: Readonly<Partial<Record<OperationId, ForeignReference>>> = {
  createForecastEvent: { kind: 'createProduct', read: 'getProduct', body: (productMasterId) => ({ productMasterId }) },
  triggerAlert: { kind: 'createProduct', read: 'getProduct', body: (productMasterId) => ({ productMasterId, locationId: null }) },
  checkAvailability: { kind: 'createProduct', read: 'getProduct', body: (productMasterId) => ({ items: [{ productMasterId, qty: 1 }] }) },
  adjustInventory: {
    kind: 'recordStock',
    read: 'getAvailability',
    body: (inventoryItemId) => ({ inventoryItemId, deltaQty: -5 }),
  },
  createForecastScenario: {
    kind: 'createForecastEvent',
    read: 'getForecastEvent',
    body: (id) => ({ assumptions: { narrative: null, includedEventIds: [id] } }),
  },
  compareForecastScenarios: {
    kind: 'createForecastScenario',
    read: 'getForecastScenario',
    body: (id, another) => ({ scenarioIds: [id, another], horizonDays: 7 }),
  },
}

export const foreignFilter: NonNullable<Profile['foreignFilter']> = {
  property: 'productMasterId',
  ask: (resources) => ({ id: resources.of('createProduct', 'stock').id, after: [resources.of('recordStock', 'stock').create] }),
}

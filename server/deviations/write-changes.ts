import { refuse } from '../refusals.ts'
import type { Product } from '../store/products-store.ts'
import { timestamp } from '../timestamp.ts'
import { type Change, deviationsOf, handler, store, together } from './deviation.ts'
import { checkedAfterwards, insteadOf, rolledBack } from './faults.ts'

/** Deleted products that can still be found by id, as if cached. */
const rememberedProducts: Change = {
  part: 'store products.delete, store products.find',
  assemble: (parts) => {
    const deleted = new Map<string, Product>()
    return together(
      store('products', 'delete', (right, { store: { products } }) => async (id) => {
        const product = await products.find(id)
        const gone = await right(id)
        if (product !== undefined && gone) deleted.set(id, product)
        return gone
      }),
      store('products', 'find', (right) => async (id) => (await right(id)) ?? deleted.get(id)),
    ).assemble(parts)
  },
}

/** Events that are marked as deleted, which the list ignores. */
const markedEvents: Change = {
  part: 'store forecastEvents.delete, store forecastEvents.find',
  assemble: (parts) => {
    const deleted = new Set<string>()
    return together(
      store('forecastEvents', 'delete', (_right, { store: { forecastEvents } }) => async (id) => {
        if (deleted.has(id) || (await forecastEvents.find(id)) === undefined) return false
        deleted.add(id)
        return true
      }),
      store('forecastEvents', 'find', (right) => async (id) => (deleted.has(id) ? undefined : right(id))),
    ).assemble(parts)
  },
}

/** Faults in updates, replacements and deletions. */
export const writeChanges = deviationsOf({
  'write/patch-resets-the-rest': {
    harm: 'PATCH resets the properties that are not sent, so renaming a product deletes its unit cost.',
    breaks: [{ rule: 'write/patch-changes-named-only', operation: 'updateProduct' }],
    change: handler('updateProduct', (right) => (input) => right({ ...input, body: { unitCost: null, lotTracked: false, ...input.body } })),
  },
  'write/patch-ignores-null': {
    harm: 'PATCH ignores null, so a description cannot be removed.',
    breaks: [{ rule: 'write/patch-changes-named-only', operation: 'updateProduct' }],
    change: handler('updateProduct', (right) => (input) => {
      const body = Object.fromEntries(Object.entries(input.body).filter(([, value]) => value !== null))
      return right({ ...input, body })
    }),
  },
  'write/renamed-key-gains-scopes': {
    harm: 'Renaming a key gives it all permissions of the calling key.',
    breaks: [{ rule: 'write/patch-changes-named-only', operation: 'updateApiKey' }],
    change: handler('updateApiKey', (right) => (input) => right({ ...input, body: { scopes: [...input.caller.scopes], ...input.body } })),
  },
  'write/put-keeps-description': {
    harm: 'PUT works like PATCH: a scenario sent without a description keeps the old one.',
    breaks: [{ rule: 'write/put-replaces', operation: 'updateForecastScenario' }],
    change: store('forecastScenarios', 'update', (right, { store: { forecastScenarios } }) => async (scenario) => {
      const before = await forecastScenarios.find(scenario.id)
      await right({ ...scenario, description: scenario.description ?? before?.description ?? null })
    }),
  },
  'write/put-adds-lift': {
    harm: 'PUT adds the lift to the stored one, so a repeated request doubles the lift of the promotion.',
    breaks: [{ rule: 'write/put-idempotent', operation: 'updateForecastEvent' }],
    change: store('forecastEvents', 'update', (right, { store: { forecastEvents } }) => async (event) => {
      const before = await forecastEvents.find(event.id)
      await right({ ...event, value: { ...event.value, liftPct: event.value.liftPct + (before?.value.liftPct ?? 0) } })
    }),
  },
  'write/put-unchanged-refused': {
    harm: 'A PUT without changes returns 409, so a client that repeats it after a timeout reports a failure.',
    breaks: [{ rule: 'write/put-idempotent', operation: 'updateForecastScenario' }],
    change: handler('updateForecastScenario', (right) => async (input) => {
      const { params, body, store: own } = input
      const before = await own.forecastScenarios.find(params.scenarioId)
      const isSame = before?.name === body.name && before.type === body.type && before.description === (body.description ?? null)
      if (isSame && before.status === 'DRAFT') throw refuse('scenarioSettled')
      return right(input)
    }),
  },
  'write/refused-patch-half-done': {
    harm: 'A PATCH with one invalid property is rejected, but its valid properties are saved.',
    breaks: [{ rule: 'write/refused-change-changes-nothing', operation: 'updateProduct' }],
    change: checkedAfterwards('updateProduct'),
  },
  'write/deleted-product-readable': {
    harm: 'A deleted product can still be read by its id.',
    breaks: [{ rule: 'write/deleted-stays-gone' }],
    change: rememberedProducts,
  },
  'write/second-deletion-succeeds': {
    harm: 'The second deletion of an event returns 200 instead of 404.',
    breaks: [{ rule: 'write/deleted-is-gone', operation: 'createForecastEvent' }],
    change: handler('deleteForecastEvent', (right) => {
      const gone = new Map<string, Awaited<ReturnType<typeof right>>>()
      return async (input) => {
        const answer = gone.get(input.params.eventId) ?? (await right(input))
        gone.set(input.params.eventId, answer)
        return answer
      }
    }),
  },
  'write/deleted-event-listed': {
    harm: 'The list of events includes deleted ones, which cannot be read by their id.',
    breaks: [{ rule: 'write/deleted-is-not-listed', operation: 'createForecastEvent' }],
    change: markedEvents,
  },
  'write/archived-scenario-listed': {
    harm: 'The list of scenarios includes archived ones even if the client does not request them.',
    breaks: [{ rule: 'write/deleted-is-not-listed', operation: 'createForecastScenario' }],
    change: store('forecastScenarios', 'list', (right) => (query) => right({ ...query, includeArchived: true })),
  },
  'write/archived-scenario-gone': {
    harm: 'Archiving a scenario deletes it.',
    breaks: [{ rule: 'write/archived-is-readable', operation: 'createForecastScenario' }],
    change: store('forecastScenarios', 'find', (right) => async (id) => {
      const scenario = await right(id)
      return scenario?.status === 'ARCHIVED' ? undefined : scenario
    }),
  },
  'write/archived-again': {
    harm: 'Archiving an archived scenario succeeds and overwrites the time of its archival.',
    breaks: [
      { rule: 'write/archived-is-readable', operation: 'createForecastScenario' },
      { rule: 'write/transition-happens-once', operation: 'archiveForecastScenario' },
    ],
    change: insteadOf('scenarioArchived', 'archiveForecastScenario', async ({ params, store: own, now }, error) => {
      const scenario = await own.forecastScenarios.find(params.scenarioId)
      if (scenario === undefined) throw error
      const data = { ...scenario, archivedAt: timestamp(now), updatedAt: timestamp(now) }
      await own.forecastScenarios.update(data)
      return { status: 200, data }
    }),
  },
  'write/key-answered-as-it-was': {
    harm: 'The response to a key update contains the old name.',
    breaks: [{ rule: 'write/answer-shows-what-was-sent', operation: 'updateApiKey' }],
    // The response contains the state before the change.
    change: handler('updateApiKey', (right) => async (input) => {
      const before = await input.store.keys.find(input.params.keyId)
      const { status, data } = await right(input)
      return { status, data: { ...data, name: before?.name ?? data.name, scopes: before?.scopes ?? data.scopes } }
    }),
  },

  // Changes that are missing in the response or not stored.
  'write/change-told-from-before': {
    harm: 'The response to a category assignment lists no added categories, so an importer retries forever.',
    breaks: [{ rule: 'write/change-covers-what-was-sent', operation: 'assignProductCategories' }],
    change: handler('assignProductCategories', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, added: [] } }
    }),
  },
  'write/recall-not-kept': {
    harm: 'A recall is confirmed but never committed, so the lot is still sold.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'setAvailability' }],
    change: rolledBack('setAvailability'),
  },
  'write/level-not-kept': {
    harm: 'A reorder level is confirmed but not stored, so the product is not reordered.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'upsertInventoryLevel' }],
    change: rolledBack('upsertInventoryLevel'),
  },
  'write/assignment-not-kept': {
    harm: 'A category assignment is confirmed but not stored, so the product is missing from the category.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'assignProductCategories' }],
    change: rolledBack('assignProductCategories'),
  },
  'write/categories-only-added': {
    harm: 'Replacing the categories of a product only adds new ones, so the product stays in the old ones.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'applyProductCategories' }],
    change: rolledBack('applyProductCategories'),
  },
  'write/first-attributes-not-kept': {
    harm: 'The first attributes of a product are confirmed but not stored.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'createProductAttributes' }],
    change: rolledBack('createProductAttributes'),
  },
  'write/attributes-not-kept': {
    harm: 'A changed attribute value is confirmed but not stored.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'applyProductAttributes' }],
    change: rolledBack('applyProductAttributes'),
  },
  'write/alert-not-recorded': {
    harm: 'A triggered alert is confirmed with an id, but missing from the history.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'triggerAlert' }],
    change: rolledBack('triggerAlert'),
  },
})

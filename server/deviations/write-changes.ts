import { refuse } from '../refusals.ts'
import type { Product } from '../store/products-store.ts'
import { timestamp } from '../timestamp.ts'
import { type Change, deviationsOf, handler, store, together } from './deviation.ts'
import { checkedAfterwards, insteadOf, rolledBack } from './faults.ts'

/** Products that are deleted, and still found one by one, as something that was read before does not notice. */
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

/** Events that are marked as deleted, which the list does not know. */
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

/** Faults in what is changed, replaced and taken away. */
export const writeChanges = deviationsOf({
  'write/patch-resets-the-rest': {
    harm: 'PATCH runs through the code of creation, so a changed name takes the unit cost away.',
    breaks: [{ rule: 'write/patch-changes-named-only', operation: 'updateProduct' }],
    change: handler('updateProduct', (right) => (input) => right({ ...input, body: { unitCost: null, lotTracked: false, ...input.body } })),
  },
  'write/patch-ignores-null': {
    harm: 'A description that is set to null stays, so nothing that was once filled in can be emptied.',
    breaks: [{ rule: 'write/patch-changes-named-only', operation: 'updateProduct' }],
    change: handler('updateProduct', (right) => (input) => {
      const body = Object.fromEntries(Object.entries(input.body).filter(([, value]) => value !== null))
      return right({ ...input, body })
    }),
  },
  'write/renamed-key-gains-scopes': {
    harm: 'A key that is given another name gets all the permissions of whoever renamed it.',
    breaks: [{ rule: 'write/patch-changes-named-only', operation: 'updateApiKey' }],
    change: handler('updateApiKey', (right) => (input) => right({ ...input, body: { scopes: [...input.caller.scopes], ...input.body } })),
  },
  'write/put-keeps-description': {
    harm: 'PUT is taken for PATCH: a scenario that is sent without a description keeps the one that described something else.',
    breaks: [{ rule: 'write/put-replaces', operation: 'updateForecastScenario' }],
    change: store('forecastScenarios', 'update', (right, { store: { forecastScenarios } }) => async (scenario) => {
      const before = await forecastScenarios.find(scenario.id)
      await right({ ...scenario, description: scenario.description ?? before?.description ?? null })
    }),
  },
  'write/put-adds-lift': {
    harm: 'A client that repeats a PUT after a timeout doubles the lift of the promotion.',
    breaks: [{ rule: 'write/put-idempotent', operation: 'updateForecastEvent' }],
    change: store('forecastEvents', 'update', (right, { store: { forecastEvents } }) => async (event) => {
      const before = await forecastEvents.find(event.id)
      await right({ ...event, value: { ...event.value, liftPct: event.value.liftPct + (before?.value.liftPct ?? 0) } })
    }),
  },
  'write/put-unchanged-refused': {
    harm: 'A scenario that is sent as it is answers 409, so a client that repeats a PUT after a timeout reports a failure that was none.',
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
    harm: 'A form with one wrong field is refused, and all the others are saved nevertheless.',
    breaks: [{ rule: 'write/refused-change-changes-nothing', operation: 'updateProduct' }],
    change: checkedAfterwards('updateProduct'),
  },
  'write/deleted-product-readable': {
    harm: 'A deleted product leaves the list, but whoever has its id goes on selling it.',
    breaks: [{ rule: 'write/deleted-stays-gone' }],
    change: rememberedProducts,
  },
  'write/second-deletion-succeeds': {
    harm: 'Deleting an event that was deleted before answers 200, so whoever comes second believes that the calendar was wrong until now.',
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
    harm: 'A calendar that reads the list shows events that were deleted, and a click on one finds nothing.',
    breaks: [{ rule: 'write/deleted-is-not-listed', operation: 'createForecastEvent' }],
    change: markedEvents,
  },
  'write/archived-scenario-listed': {
    harm: 'Archived scenarios stay among those that are planned with.',
    breaks: [{ rule: 'write/deleted-is-not-listed', operation: 'createForecastScenario' }],
    change: store('forecastScenarios', 'list', (right) => (query) => right({ ...query, includeArchived: true })),
  },
  'write/archived-scenario-gone': {
    harm: 'Archiving a scenario deletes it, and with it the plan that last year was bought by.',
    breaks: [{ rule: 'write/archived-is-readable', operation: 'createForecastScenario' }],
    change: store('forecastScenarios', 'find', (right) => async (id) => {
      const scenario = await right(id)
      return scenario?.status === 'ARCHIVED' ? undefined : scenario
    }),
  },
  'write/archived-again': {
    harm: 'Archiving what is archived succeeds and dates it anew, so nobody knows any more when it ended.',
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
    harm: 'A form that shows what the server answers jumps back to the old name of a key after it was saved.',
    breaks: [{ rule: 'write/answer-shows-what-was-sent', operation: 'updateApiKey' }],
    // What was read to be changed is sent, not what it was changed to.
    change: handler('updateApiKey', (right) => async (input) => {
      const before = await input.store.keys.find(input.params.keyId)
      const { status, data } = await right(input)
      return { status, data: { ...data, name: before?.name ?? data.name, scopes: before?.scopes ?? data.scopes } }
    }),
  },

  // What is set, and not told, or not kept.
  'write/change-told-from-before': {
    harm: 'An importer that puts a product into a category is told that it is in none, tries again, and never comes to an end.',
    breaks: [{ rule: 'write/change-covers-what-was-sent', operation: 'assignProductCategories' }],
    change: handler('assignProductCategories', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, added: [] } }
    }),
  },
  'write/recall-not-kept': {
    harm: 'A lot that was recalled goes on being sold, since the transaction is never committed.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'setAvailability' }],
    change: rolledBack('setAvailability'),
  },
  'write/level-not-kept': {
    harm: 'The quantity at which to reorder is confirmed and forgotten, and the shelf runs empty.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'upsertInventoryLevel' }],
    change: rolledBack('upsertInventoryLevel'),
  },
  'write/assignment-not-kept': {
    harm: 'A product that was put into a category is not found there by anybody who browses.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'assignProductCategories' }],
    change: rolledBack('assignProductCategories'),
  },
  'write/categories-only-added': {
    harm: 'A product that was moved to other categories stays in its old ones too, since what is not sent is not removed.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'applyProductCategories' }],
    change: rolledBack('applyProductCategories'),
  },
  'write/first-attributes-not-kept': {
    harm: 'An importer gives a product its colour, is told that it has one, and finds none when it reads the product again.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'createProductAttributes' }],
    change: rolledBack('createProductAttributes'),
  },
  'write/attributes-not-kept': {
    harm: 'A corrected attribute is confirmed with its new value, and shown with its old one.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'applyProductAttributes' }],
    change: rolledBack('applyProductAttributes'),
  },
  'write/alert-not-recorded': {
    harm: 'Somebody raises an alert and is told its id, but it is in no history, and nobody can look it up.',
    breaks: [{ rule: 'write/set-is-shown', operation: 'triggerAlert' }],
    change: rolledBack('triggerAlert'),
  },
})

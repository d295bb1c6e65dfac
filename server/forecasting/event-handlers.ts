import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import type { ForecastEvent } from '../store/forecasting-store.ts'
import type { TenantStore } from '../store/store.ts'
import { timestamp } from '../timestamp.ts'
import { eventIssues, newEvent, replacedEvent } from './event.ts'
import { recordEvent, recordScenario } from './history.ts'
import { unknownPlaces } from './references.ts'
import { returnedToDraft } from './scenario.ts'

async function findEvent({ forecastEvents }: Pick<TenantStore, 'forecastEvents'>, id: string): Promise<ForecastEvent> {
  const event = await forecastEvents.find(id)
  if (event === undefined) throw refuse('resourceUnknown')
  return event
}

/** Rejects an event that ends before it begins, and then one with unknown references. */
async function refuseFaults(
  store: Pick<TenantStore, 'products' | 'locations'>,
  sent: Parameters<typeof eventIssues>[0] & Parameters<typeof unknownPlaces>[1],
): Promise<void> {
  const issues = eventIssues(sent)
  if (issues.length > 0) throw refuse('requestInvalid', { issues })
  const unknown = await unknownPlaces(store, sent)
  if (unknown.length > 0) throw refuse('referenceUnknown', { issues: unknown })
}

export const eventHandlers = {
  listForecastEvents: async ({ query, store }) => ({ status: 200, ...(await store.forecastEvents.list(query)) }),

  createForecastEvent: (input) =>
    input.store.transaction(async (store) => {
      const { body, now, newId } = input
      await refuseFaults(store, body)
      const event = newEvent(newId('event'), body, timestamp(now))
      await store.forecastEvents.insert(event)
      await recordEvent(store, input, 'CREATE', event.id, undefined, event)
      return { status: 201 as const, data: await findEvent(store, event.id) }
    }),

  getForecastEvent: async ({ params, store }) => ({ status: 200, data: await findEvent(store, params.eventId) }),

  updateForecastEvent: (input) =>
    input.store.transaction(async (store) => {
      const { params, body, now } = input
      await refuseFaults(store, body)
      const event = await findEvent(store, params.eventId)
      const scenarios = await store.forecastScenarios.including(event.id)
      if (scenarios.some(({ status }) => status === 'PUBLISHED')) throw refuse('eventPublished')

      const changed = replacedEvent(event, body, timestamp(now))
      await store.forecastEvents.update(changed)
      await recordEvent(store, input, 'UPDATE', event.id, event, changed)
      for (const scenario of scenarios.filter(({ status }) => status === 'GENERATED')) {
        const draft = returnedToDraft(scenario, timestamp(now))
        await store.forecastScenarios.update(draft)
        await recordScenario(store, input, 'UPDATE', scenario, draft)
      }
      return { status: 200 as const, data: await findEvent(store, event.id) }
    }),

  deleteForecastEvent: (input) =>
    input.store.transaction(async (store) => {
      const { params, now } = input
      const event = await findEvent(store, params.eventId)
      if ((await store.forecastScenarios.including(event.id)).length > 0) throw refuse('eventIncluded')
      await store.forecastEvents.delete(event.id)
      await recordEvent(store, input, 'DELETE', event.id, event, undefined)
      return { status: 200 as const, data: { id: event.id, deletedAt: timestamp(now) } }
    }),
} satisfies Pick<
  Handlers,
  'listForecastEvents' | 'createForecastEvent' | 'getForecastEvent' | 'updateForecastEvent' | 'deleteForecastEvent'
>

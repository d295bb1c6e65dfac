import type { ForecastScenario } from '../store/forecasting-store.ts'
import type { Transfer } from '../store/transfers-store.ts'
import { deviationsOf, handler, store, together, type Change } from './deviation.ts'
import { oneOfThree } from './replicas.ts'

/** Scenarios cached at their first read. */
const cachedScenarios: Change = {
  part: 'handler getForecastScenario',
  assemble: (parts) => {
    const cache = new Map<string, ForecastScenario>()
    return handler('getForecastScenario', (right) => async (input) => {
      const { status, data } = await right(input)
      const cached = cache.get(data.id) ?? data
      cache.set(data.id, cached)
      return { status, data: cached }
    }).assemble(parts)
  },
}

/** Transfers that a list returns as they were before their last change, like a view that is refreshed too early. */
const transfersOfBefore: Change = {
  part: 'store transfers.update, store transfers.list',
  assemble: (parts) => {
    const before = new Map<string, Transfer>()
    return together(
      store('transfers', 'update', (right, { store: { transfers } }) => async (transfer) => {
        const present = await transfers.find(transfer.id)
        await right(transfer)
        if (present !== undefined) before.set(present.id, present)
      }),
      store('transfers', 'list', (right) => async (query) => {
        const page = await right(query)
        return { ...page, data: page.data.map((transfer) => before.get(transfer.id) ?? transfer) }
      }),
    ).assemble(parts)
  },
}

const madeWhenChanged = <Row extends { readonly createdAt: string; readonly updatedAt: string }>(row: Row): Row => ({
  ...row,
  createdAt: row.updatedAt,
})

/** Faults in the consistency of a resource across responses. */
export const schemaVersions = deviationsOf({
  // Immutable values.
  'schema/created-with-every-change': {
    harm: 'The creation time of a scenario changes with every update.',
    breaks: [{ rule: 'schema/derived-values-agree', operation: 'getForecastScenario' }],
    change: together(
      store('forecastScenarios', 'find', (right) => async (id) => {
        const scenario = await right(id)
        return scenario && madeWhenChanged(scenario)
      }),
      store('forecastScenarios', 'list', (right) => async (query) => {
        const page = await right(query)
        return { ...page, data: page.data.map(madeWhenChanged) }
      }),
    ),
  },
  'schema/movements-keep-up': {
    harm: 'The quantities of a movement are recomputed from the current stock, so they change between two reads.',
    breaks: [{ rule: 'schema/records-never-change' }],
    change: store('adjustments', 'list', (right, { store: { inventory } }) => async (query) => {
      const page = await right(query)
      const data = await Promise.all(
        page.data.map(async (movement) => {
          const qtyAfter = (await inventory.find(movement.inventoryItemId))?.quantityOnHand ?? movement.qtyAfter
          return { ...movement, qtyBefore: qtyAfter - movement.deltaQty, qtyAfter }
        }),
      )
      return { ...page, data }
    }),
  },

  // The same version.
  'schema/description-cut-in-list': {
    harm: 'The list of scenarios truncates the description without a sign that it is incomplete.',
    breaks: [{ rule: 'schema/same-version-same-values' }],
    change: store('forecastScenarios', 'list', (right) => async (query) => {
      const page = await right(query)
      return { ...page, data: page.data.map((scenario) => ({ ...scenario, description: scenario.description?.slice(0, 20) ?? null })) }
    }),
  },
  'schema/events-listed-by-day': {
    harm: 'The list of events returns dates without times, so a calendar ends promotions a day too early.',
    breaks: [{ rule: 'schema/same-version-same-values' }],
    change: store('forecastEvents', 'list', (right) => async (query) => {
      const page = await right(query)
      const midnight = (time: string): string => `${time.slice(0, 10)}T00:00:00Z`
      return { ...page, data: page.data.map((event) => ({ ...event, startsAt: midnight(event.startsAt), endsAt: midnight(event.endsAt) })) }
    }),
  },

  // Consecutive versions.
  'schema/scenario-from-cache': {
    harm: 'A scenario comes from a cache that changes do not invalidate, so a published scenario is still shown as a draft.',
    breaks: [{ rule: 'schema/no-older-version-again' }],
    change: cachedScenarios,
  },
  'schema/transfers-listed-as-before': {
    harm: 'The list of transfers is one update behind, so a dispatcher ships what is already in transit.',
    breaks: [{ rule: 'schema/no-older-version-again' }],
    change: transfersOfBefore,
  },

  // Alternating versions.
  'schema/labels-of-another-server': {
    harm: 'One of three servers has outdated labels for reason codes, so the labels change between requests.',
    breaks: [{ rule: 'schema/values-do-not-flicker' }],
    change: oneOfThree((isOlder) =>
      store('reasonCodes', 'list', (right) => async (query) => {
        const page = await right(query)
        return isOlder() ? { ...page, data: page.data.map((reason) => ({ ...reason, label: reason.label.toUpperCase() })) } : page
      }),
    ),
  },
  'schema/alert-cut-by-one-server': {
    harm: 'One of three servers truncates alert messages, so the same alert is complete in one response and incomplete in the next.',
    breaks: [{ rule: 'schema/values-do-not-flicker' }],
    change: oneOfThree((isOlder) =>
      store('alerts', 'list', (right) => async (query) => {
        const page = await right(query)
        return isOlder() ? { ...page, data: page.data.map((alert) => ({ ...alert, message: alert.message.slice(0, 20) })) } : page
      }),
    ),
  },
})

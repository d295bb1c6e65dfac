import type { ForecastScenario } from '../store/forecasting-store.ts'
import type { Transfer } from '../store/transfers-store.ts'
import { deviationsOf, handler, store, together, type Change } from './deviation.ts'
import { oneOfThree } from './replicas.ts'

/** Scenarios that are shown as they were when they were first read. */
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

/** Transfers that a list shows as they were before they were last changed, as a view does that is refreshed too early. */
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

/** Faults in what one thing is shown as in several answers. */
export const schemaVersions = deviationsOf({
  // What may not change.
  'schema/created-with-every-change': {
    harm: 'A scenario from last year looks new whenever it is edited, since the database sets the time of its making with each update.',
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
    harm: 'An auditor who reads a movement twice finds other quantities, since they are reckoned from what is there today.',
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

  // One version.
  'schema/description-cut-in-list': {
    harm: 'A planner who works from the list reads half of what a scenario is about, without a sign that there is more.',
    breaks: [{ rule: 'schema/same-version-same-values' }],
    change: store('forecastScenarios', 'list', (right) => async (query) => {
      const page = await right(query)
      return { ...page, data: page.data.map((scenario) => ({ ...scenario, description: scenario.description?.slice(0, 20) ?? null })) }
    }),
  },
  'schema/events-listed-by-day': {
    harm: 'A calendar made of the list ends promotions a day before the event itself says, since the list keeps the days without their hours.',
    breaks: [{ rule: 'schema/same-version-same-values' }],
    change: store('forecastEvents', 'list', (right) => async (query) => {
      const page = await right(query)
      const midnight = (time: string): string => `${time.slice(0, 10)}T00:00:00Z`
      return { ...page, data: page.data.map((event) => ({ ...event, startsAt: midnight(event.startsAt), endsAt: midnight(event.endsAt) })) }
    }),
  },

  // One version after the other.
  'schema/scenario-from-cache': {
    harm: 'A planner who publishes a scenario and opens it again sees the draft, since it comes from a cache that no change reaches.',
    breaks: [{ rule: 'schema/no-older-version-again' }],
    change: cachedScenarios,
  },
  'schema/transfers-listed-as-before': {
    harm: 'The list of transfers is always one step behind, so a dispatcher ships what is on its way already.',
    breaks: [{ rule: 'schema/no-older-version-again' }],
    change: transfersOfBefore,
  },

  // Back and forth.
  'schema/labels-of-another-server': {
    harm: 'The reasons to choose from change their names each time the form is opened, since one of three servers has an older list of words.',
    breaks: [{ rule: 'schema/values-do-not-flicker' }],
    change: oneOfThree((isOlder) =>
      store('reasonCodes', 'list', (right) => async (query) => {
        const page = await right(query)
        return isOlder() ? { ...page, data: page.data.map((reason) => ({ ...reason, label: reason.label.toUpperCase() })) } : page
      }),
    ),
  },
  'schema/alert-cut-by-one-server': {
    harm: 'An alert is whole in one reading and cut off in the next, as one of three servers still has the shorter column.',
    breaks: [{ rule: 'schema/values-do-not-flicker' }],
    change: oneOfThree((isOlder) =>
      store('alerts', 'list', (right) => async (query) => {
        const page = await right(query)
        return isOlder() ? { ...page, data: page.data.map((alert) => ({ ...alert, message: alert.message.slice(0, 20) })) } : page
      }),
    ),
  },
})

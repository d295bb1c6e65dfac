import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import type { ForecastEvent } from '../store/forecasting-store.ts'
import { monthsAfter } from './calendar.ts'
import { channelProjections, pageOf } from './channel-projection.ts'
import { comparison, forecast, longTermForecast } from './forecast.ts'
import { readByChannel, readEvents, readForecast, readKnowledge, readSelection } from './reading.ts'
import { unknownComparands } from './references.ts'

export const forecastHandlers = {
  getForecast: async ({ query, store, now }) => {
    const { lastDay, knownTo } = await readKnowledge(store, now)
    const days = query.horizonDays
    const events = await readEvents(store, query.scenarioId ?? null, knownTo + 1, days)
    return { status: 200, data: forecast({ ...(await readSelection(store, query, { knownTo, days, events })), lastDay }) }
  },

  getLongTermForecast: async ({ query, store, now }) => {
    const { lastDay, knownTo } = await readKnowledge(store, now)
    const first = knownTo + 1
    const months = monthsAfter(knownTo, query.months)
    const skipped = (months[0]?.first ?? first) - first
    const days = (months.at(-1)?.last ?? first) - first + 1
    // Events that end before the first month are not part of the result.
    const events = await readEvents(store, query.scenarioId ?? null, first + skipped, days - skipped)
    return { status: 200, data: longTermForecast({ ...(await readSelection(store, query, { knownTo, days, events })), lastDay }, months) }
  },

  listChannelProjections: async ({ query, store, now }) => {
    const { knownTo } = await readKnowledge(store, now)
    const days = query.horizonDays
    const events = await readEvents(store, query.scenarioId ?? null, knownTo + 1, days)
    const outlooks = await readByChannel(store, query, { knownTo, days, events })
    return { status: 200, ...pageOf(channelProjections(outlooks, await store.channels.all()), query) }
  },

  compareForecastScenarios: async ({ body, store, now }) => {
    const { issues, scenarios } = await unknownComparands(store, body)
    if (issues.length > 0) throw refuse('referenceUnknown', { issues })
    const { knownTo } = await readKnowledge(store, now)
    const days = body.horizonDays
    const { productMasterId, locationId, channelId } = body
    const filter = { productMasterId, locationId, channelId }
    const outlook = async (events: readonly ForecastEvent[]) => (await readForecast(store, filter, { knownTo, days, events })).outlook
    const compared = await Promise.all(
      scenarios.map(async (each) => [each, await outlook(await readEvents(store, each.id, knownTo + 1, days))] as const),
    )
    return { status: 200, data: comparison(body, await outlook([]), compared) }
  },
} satisfies Pick<Handlers, 'getForecast' | 'getLongTermForecast' | 'listChannelProjections' | 'compareForecastScenarios'>

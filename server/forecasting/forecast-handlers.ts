import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import { monthsAfter } from './calendar.ts'
import { channelProjections, pageOf } from './channel-projection.ts'
import { comparison, forecast, longTermForecast } from './forecast.ts'
import { outlookOf } from './outlook.ts'
import { readDemand, readEvents, readSelection } from './reading.ts'
import { unknownComparands } from './references.ts'

export const forecastHandlers = {
  getForecast: async ({ query, store, now }) => {
    const selection = await readSelection(store, query, now)
    const first = selection.knownTo + 1
    const events = await readEvents(store, selection.scenarioId, first, query.horizonDays)
    return { status: 200, data: forecast(selection, outlookOf(selection.lines, events, first, query.horizonDays)) }
  },

  getLongTermForecast: async ({ query, store, now }) => {
    const selection = await readSelection(store, query, now)
    const first = selection.knownTo + 1
    const months = monthsAfter(selection.knownTo, query.months)
    const skipped = (months[0]?.first ?? first) - first
    const days = (months.at(-1)?.last ?? first) - first + 1
    // Events that end before the first month are not part of the result.
    const events = await readEvents(store, selection.scenarioId, first + skipped, days - skipped)
    return { status: 200, data: longTermForecast(selection, outlookOf(selection.lines, events, first, days), months) }
  },

  listChannelProjections: async ({ query, store, now }) => {
    const { lines, knownTo, scenarioId } = await readSelection(store, query, now)
    const events = await readEvents(store, scenarioId, knownTo + 1, query.horizonDays)
    return { status: 200, ...pageOf(channelProjections(lines, events, knownTo + 1, query.horizonDays), query) }
  },

  compareForecastScenarios: async ({ body, store, now }) => {
    const { issues, scenarios } = await unknownComparands(store, body)
    if (issues.length > 0) throw refuse('referenceUnknown', { issues })
    const { lines, knownTo } = await readDemand(store, body, now)
    const outlook = (events: Parameters<typeof outlookOf>[1]) => outlookOf(lines, events, knownTo + 1, body.horizonDays)
    const compared = await Promise.all(
      scenarios.map(async (each) => [each, outlook(await readEvents(store, each.id, knownTo + 1, body.horizonDays))] as const),
    )
    return { status: 200, data: comparison(body, outlook([]), compared) }
  },
} satisfies Pick<Handlers, 'getForecast' | 'getLongTermForecast' | 'listChannelProjections' | 'compareForecastScenarios'>

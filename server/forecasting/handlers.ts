import type { Handlers } from '../handlers.ts'
import { eventHandlers } from './event-handlers.ts'
import { forecastHandlers } from './forecast-handlers.ts'
import { planningHandlers } from './planning-handlers.ts'
import { scenarioHandlers } from './scenario-handlers.ts'

export const forecastingHandlers = {
  ...forecastHandlers,
  ...eventHandlers,
  ...scenarioHandlers,
  ...planningHandlers,

  listForecastChanges: async ({ query, store }) => ({ status: 200, ...(await store.forecastChanges.list(query)) }),
} satisfies Pick<
  Handlers,
  | keyof typeof forecastHandlers
  | keyof typeof eventHandlers
  | keyof typeof scenarioHandlers
  | keyof typeof planningHandlers
  | 'listForecastChanges'
>

import type { Handlers } from '../handlers.ts'
import { type RefusalName, refuse } from '../refusals.ts'
import { schemaNumber } from '../schema-number.ts'
import type { ForecastScenario } from '../store/forecasting-store.ts'
import type { TenantStore } from '../store/store.ts'
import { timestamp } from '../timestamp.ts'
import { scenarioResult } from './forecast.ts'
import { recordScenario } from './history.ts'
import { readEvents, readForecast, readKnowledge } from './reading.ts'
import { unknownEvents } from './references.ts'
import { allows, archived, generated, newScenario, published, replaced, type ScenarioAction } from './scenario.ts'

const stateRefusals = {
  replace: 'scenarioSettled',
  generate: 'scenarioNotDraft',
  publish: 'scenarioNotGenerated',
  archive: 'scenarioArchived',
} as const satisfies Record<ScenarioAction, RefusalName>

async function findScenario({ forecastScenarios }: Pick<TenantStore, 'forecastScenarios'>, id: string): Promise<ForecastScenario> {
  const scenario = await forecastScenarios.find(id)
  if (scenario === undefined) throw refuse('resourceUnknown')
  return scenario
}

/** The scenario, if its status allows the action. */
async function findFor(action: ScenarioAction, store: Pick<TenantStore, 'forecastScenarios'>, id: string): Promise<ForecastScenario> {
  const scenario = await findScenario(store, id)
  if (!allows(action, scenario)) throw refuse(stateRefusals[action])
  return scenario
}

async function refuseUnknownEvents(store: Pick<TenantStore, 'forecastEvents'>, sent: Parameters<typeof unknownEvents>[1]): Promise<void> {
  const issues = await unknownEvents(store, sent)
  if (issues.length > 0) throw refuse('referenceUnknown', { issues })
}

/** The default number of days to forecast. */
const usualHorizon = schemaNumber('default', 'ScenarioGeneration', 'horizonDays')

export const scenarioHandlers = {
  listForecastScenarios: async ({ query, store }) => ({ status: 200, ...(await store.forecastScenarios.list(query)) }),

  createForecastScenario: (input) =>
    input.store.transaction(async (store) => {
      const { body, now, newId } = input
      await refuseUnknownEvents(store, body)
      const scenario = newScenario(newId('scenario'), body, timestamp(now))
      await store.forecastScenarios.insert(scenario)
      await recordScenario(store, input, 'CREATE', undefined, scenario)
      return { status: 201 as const, data: scenario }
    }),

  getForecastScenario: async ({ params, store }) => ({ status: 200, data: await findScenario(store, params.scenarioId) }),

  updateForecastScenario: (input) =>
    input.store.transaction(async (store) => {
      const { params, body, now } = input
      await refuseUnknownEvents(store, body)
      const scenario = await findFor('replace', store, params.scenarioId)
      const changed = replaced(scenario, body, timestamp(now))
      await store.forecastScenarios.update(changed)
      await recordScenario(store, input, 'UPDATE', scenario, changed)
      return { status: 200 as const, data: changed }
    }),

  archiveForecastScenario: (input) =>
    input.store.transaction(async (store) => {
      const scenario = await findFor('archive', store, input.params.scenarioId)
      const changed = archived(scenario, timestamp(input.now))
      await store.forecastScenarios.update(changed)
      await recordScenario(store, input, 'ARCHIVE', scenario, changed)
      return { status: 200 as const, data: changed }
    }),

  generateForecastScenario: (input) =>
    input.store.transaction(async (store) => {
      const { params, body, now } = input
      const scenario = await findFor('generate', store, params.scenarioId)
      const days = body?.horizonDays ?? usualHorizon
      const { knownTo } = await readKnowledge(store, now)
      const events = await readEvents(store, scenario.id, knownTo + 1, days)
      const { outlook } = await readForecast(store, { productMasterId: null, locationId: null, channelId: null }, { knownTo, days, events })
      const changed = generated(scenario, scenarioResult(outlook), timestamp(now))
      await store.forecastScenarios.update(changed)
      await recordScenario(store, input, 'GENERATE', scenario, changed)
      return { status: 200 as const, data: changed }
    }),

  publishForecastScenario: (input) =>
    input.store.transaction(async (store) => {
      const scenario = await findFor('publish', store, input.params.scenarioId)
      const changed = published(scenario, timestamp(input.now))
      await store.forecastScenarios.update(changed)
      await recordScenario(store, input, 'PUBLISH', scenario, changed)
      return { status: 200 as const, data: changed }
    }),
} satisfies Pick<
  Handlers,
  | 'listForecastScenarios'
  | 'createForecastScenario'
  | 'getForecastScenario'
  | 'updateForecastScenario'
  | 'archiveForecastScenario'
  | 'generateForecastScenario'
  | 'publishForecastScenario'
>

import type { Schemas } from '../../spec/contract.ts'
import type { ForecastScenario } from '../store/forecasting-store.ts'

type Sent = Schemas['ForecastScenarioCreate']
type Status = Schemas['ScenarioStatus']

/** The actions on a scenario, with the statuses that allow them and the resulting status. */
export const transitions = {
  replace: { from: ['DRAFT', 'GENERATED'], to: 'DRAFT' },
  generate: { from: ['DRAFT'], to: 'GENERATED' },
  publish: { from: ['GENERATED'], to: 'PUBLISHED' },
  archive: { from: ['DRAFT', 'GENERATED', 'PUBLISHED'], to: 'ARCHIVED' },
} as const satisfies Record<string, { readonly from: readonly Status[]; readonly to: Status }>

export type ScenarioAction = keyof typeof transitions

/** Whether the status of a scenario allows an action. */
export function allows(action: ScenarioAction, { status }: Pick<ForecastScenario, 'status'>): boolean {
  const from: readonly Status[] = transitions[action].from
  return from.includes(status)
}

/** The properties of a scenario that clients set. */
function settings({ name, description = null, type, assumptions }: Sent) {
  return {
    name,
    description,
    type,
    assumptions: { narrative: assumptions?.narrative ?? null, includedEventIds: assumptions?.includedEventIds ?? [] },
  }
}

/** A draft has no result. */
const draft = { status: transitions.replace.to, result: null, generatedAt: null, publishedAt: null, archivedAt: null }

/** Creates a scenario from the request body, at `time`. */
export function newScenario(id: string, sent: Sent, time: string): ForecastScenario {
  return { id, ...settings(sent), ...draft, createdAt: time, updatedAt: time }
}

/** The scenario replaced by the request body, at `time`. */
export function replaced({ id, createdAt }: ForecastScenario, sent: Sent, time: string): ForecastScenario {
  return { id, ...settings(sent), ...draft, createdAt, updatedAt: time }
}

/** The scenario without its generated result, because one of its events has changed. */
export function returnedToDraft(scenario: ForecastScenario, time: string): ForecastScenario {
  return { ...scenario, ...draft, updatedAt: time }
}

export function generated(scenario: ForecastScenario, result: Schemas['ScenarioResult'], time: string): ForecastScenario {
  return { ...scenario, status: transitions.generate.to, result, generatedAt: time, updatedAt: time }
}

export function published(scenario: ForecastScenario, time: string): ForecastScenario {
  return { ...scenario, status: transitions.publish.to, publishedAt: time, updatedAt: time }
}

export function archived(scenario: ForecastScenario, time: string): ForecastScenario {
  return { ...scenario, status: transitions.archive.to, archivedAt: time, updatedAt: time }
}

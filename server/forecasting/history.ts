import type { Schemas } from '../../spec/contract.ts'
import type { Input } from '../handlers.ts'
import type { ForecastScenario, NewForecastEvent } from '../store/forecasting-store.ts'
import type { TenantStore } from '../store/store.ts'
import { timestamp } from '../timestamp.ts'
import { changeOf, eventChanges, scenarioChanges } from './change.ts'

type Writing = Pick<TenantStore, 'forecastChanges'>
type Doing = Pick<Input<'createForecastEvent'>, 'caller' | 'now' | 'newId'>
type Action = Schemas['ForecastChangeAction']

const deedOf = ({ caller, now, newId }: Doing, action: Action) => ({
  id: newId('change'),
  action,
  keyId: caller.keyId,
  createdAt: timestamp(now),
})

/** Records an action on an event if it changed the event. */
export async function recordEvent(
  { forecastChanges }: Writing,
  doing: Doing,
  action: Action,
  resourceId: string,
  before: NewForecastEvent | undefined,
  after: NewForecastEvent | undefined,
): Promise<void> {
  const change = changeOf({ ...deedOf(doing, action), resourceType: 'EVENT', resourceId }, eventChanges(before, after))
  if (change !== undefined) await forecastChanges.insert(change)
}

/** Records an action on a scenario if it changed the scenario. */
export async function recordScenario(
  { forecastChanges }: Writing,
  doing: Doing,
  action: Action,
  before: ForecastScenario | undefined,
  after: ForecastScenario,
): Promise<void> {
  const change = changeOf({ ...deedOf(doing, action), resourceType: 'SCENARIO', resourceId: after.id }, scenarioChanges(before, after))
  if (change !== undefined) await forecastChanges.insert(change)
}

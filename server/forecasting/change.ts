import type { Schemas } from '../../spec/contract.ts'
import type { ForecastChange, ForecastScenario, NewForecastEvent } from '../store/forecasting-store.ts'

type Value = Schemas['FieldValue']
type Fields = Readonly<Record<string, Value>>

/** The fields of an event in the history, without times that the server sets. */
function eventFields({ name, type, startsAt, endsAt, value, productMasterId, locationId }: NewForecastEvent): Fields {
  return {
    name,
    type,
    startsAt,
    endsAt,
    'value.liftPct': value.liftPct,
    'value.stackingMode': value.stackingMode,
    'value.description': value.description,
    productMasterId,
    locationId,
  }
}

/** The fields of a scenario in the history, except its events. */
function scenarioFields({ name, description, type, status, assumptions, result }: ForecastScenario): Fields {
  return {
    name,
    description,
    type,
    status,
    'assumptions.narrative': assumptions.narrative,
    'result.forecastQuantity': result?.total.forecastQuantity ?? null,
  }
}

/** The fields that differ. */
function differences(before: Fields, after: Fields): Schemas['FieldChange'][] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((field) => {
    const [old, now] = [before[field] ?? null, after[field] ?? null]
    return old === now ? [] : [{ field, before: old, after: now }]
  })
}

/** One entry per removed id, then one per added id. */
function membership(before: readonly string[], after: readonly string[]): Schemas['FieldChange'][] {
  const field = 'assumptions.includedEventIds'
  return [
    ...before.filter((id) => !after.includes(id)).map((id) => ({ field, before: id, after: null })),
    ...after.filter((id) => !before.includes(id)).map((id) => ({ field, before: null, after: id })),
  ]
}

const ordered = (changes: readonly Schemas['FieldChange'][]) =>
  changes.toSorted((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0))

/** The changed fields of an event, ordered by name; `undefined` for an event that does not exist yet or any more. */
export function eventChanges(before: NewForecastEvent | undefined, after: NewForecastEvent | undefined): Schemas['FieldChange'][] {
  return ordered(differences(before === undefined ? {} : eventFields(before), after === undefined ? {} : eventFields(after)))
}

/** The changed fields of a scenario, ordered by name; `undefined` for a scenario that does not exist yet. */
export function scenarioChanges(before: ForecastScenario | undefined, after: ForecastScenario): Schemas['FieldChange'][] {
  return ordered([
    ...differences(before === undefined ? {} : scenarioFields(before), scenarioFields(after)),
    ...membership(before?.assumptions.includedEventIds ?? [], after.assumptions.includedEventIds),
  ])
}

/** An action with its author and time. */
export type Deed = Pick<ForecastChange, 'id' | 'resourceType' | 'resourceId' | 'action' | 'keyId' | 'createdAt'>

/** The history entry of an action with these changes; `undefined` if nothing changed. */
export function changeOf(deed: Deed, changes: Schemas['FieldChange'][]): ForecastChange | undefined {
  return changes.length === 0 ? undefined : { ...deed, changes }
}

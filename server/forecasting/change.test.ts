import { expect, test } from 'vitest'
import type { ForecastScenario, NewForecastEvent } from '../store/forecasting-store.ts'
import { eventChanges, scenarioChanges } from './change.ts'
import { newScenario } from './scenario.ts'

const time = '2026-06-01T08:00:00Z'
const event: NewForecastEvent = {
  id: 'event_1',
  name: 'Sale',
  type: 'PROMOTION',
  startsAt: '2026-06-01T00:00:00Z',
  endsAt: '2026-06-30T23:59:59Z',
  value: { liftPct: 0.25, stackingMode: 'ADDITIVE', description: null },
  productMasterId: null,
  locationId: 'loc_1',
  createdAt: time,
  updatedAt: time,
}
const created = [
  { field: 'endsAt', before: null, after: '2026-06-30T23:59:59Z' },
  { field: 'locationId', before: null, after: 'loc_1' },
  { field: 'name', before: null, after: 'Sale' },
  { field: 'startsAt', before: null, after: '2026-06-01T00:00:00Z' },
  { field: 'type', before: null, after: 'PROMOTION' },
  { field: 'value.liftPct', before: null, after: 0.25 },
  { field: 'value.stackingMode', before: null, after: 'ADDITIVE' },
]

test('of a new event, and of one that is gone, everything changed that is not null', () => {
  expect(eventChanges(undefined, event)).toEqual(created)
  expect(eventChanges(event, undefined)).toEqual(created.map(({ field, after }) => ({ field, before: after, after: null })))
})

test('of an event, what is different changed', () => {
  const after = {
    ...event,
    name: 'Big Sale',
    value: { ...event.value, liftPct: 0.3, description: 'More' },
    updatedAt: '2027-01-01T00:00:00Z',
  }
  expect(eventChanges(event, after)).toEqual([
    { field: 'name', before: 'Sale', after: 'Big Sale' },
    { field: 'value.description', before: null, after: 'More' },
    { field: 'value.liftPct', before: 0.25, after: 0.3 },
  ])
  expect(eventChanges(event, { ...event, updatedAt: '2027-01-01T00:00:00Z' })).toEqual([])
})

test('of a scenario, each event that came or went is a field of its own', () => {
  const scenario = (includedEventIds: string[]): ForecastScenario =>
    newScenario('scenario_1', { name: 'Plan', type: 'OTHER', assumptions: { narrative: null, includedEventIds } }, time)
  const field = 'assumptions.includedEventIds'
  expect(scenarioChanges(scenario(['a', 'b', 'c']), scenario(['c', 'd', 'b']))).toEqual([
    { field, before: 'a', after: null },
    { field, before: null, after: 'd' },
  ])
  expect(scenarioChanges(undefined, scenario(['a']))).toEqual([
    { field, before: null, after: 'a' },
    { field: 'name', before: null, after: 'Plan' },
    { field: 'status', before: null, after: 'DRAFT' },
    { field: 'type', before: null, after: 'OTHER' },
  ])
})

import { describe, expect, test } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { allows, archived, generated, newScenario, published, replaced, returnedToDraft, transitions } from './scenario.ts'

const operations = {
  replace: contract.operations.updateForecastScenario,
  generate: contract.operations.generateForecastScenario,
  publish: contract.operations.publishForecastScenario,
  archive: contract.operations.archiveForecastScenario,
}
const actions = Object.keys(transitions) as (keyof typeof transitions)[]

test.each(actions)('%s goes where the contract lets it', (action) => {
  expect(operations[action].transitions).toEqual([transitions[action]])
  for (const status of ['DRAFT', 'GENERATED', 'PUBLISHED', 'ARCHIVED'] as const) {
    expect(allows(action, { status })).toBe(operations[action].transitions[0]?.from.includes(status))
  }
})

describe('a scenario', () => {
  const sent = { name: 'Plan', type: 'OTHER' as const, assumptions: { narrative: 'As usual', includedEventIds: ['event_1'] } }
  const draft = newScenario('scenario_1', sent, '2026-06-01T08:00:00Z')
  const total = { baselineQuantity: 1, eventFactor: 1, forecastQuantity: 1, lowerQuantity: 1, upperQuantity: 1 }
  const result = {
    method: 'HOLT_WINTERS_DAMPED_ADDITIVE' as const,
    intervalPercent: 80 as const,
    startDate: '2026-06-01',
    endDate: '2026-06-01',
    horizonDays: 1,
    total,
  }
  const made = generated(draft, result, '2026-06-02T08:00:00Z')

  test('keeps its result until it is a draft again', () => {
    expect(made).toMatchObject({ status: 'GENERATED', result, generatedAt: '2026-06-02T08:00:00Z' })
    expect(published(made, '2026-06-03T08:00:00Z')).toEqual({
      ...made,
      status: 'PUBLISHED',
      publishedAt: '2026-06-03T08:00:00Z',
      updatedAt: '2026-06-03T08:00:00Z',
    })
    expect(archived(made, '2026-06-03T08:00:00Z')).toMatchObject({ status: 'ARCHIVED', result, archivedAt: '2026-06-03T08:00:00Z' })
    expect(returnedToDraft(made, '2026-06-03T08:00:00Z')).toEqual({ ...draft, updatedAt: '2026-06-03T08:00:00Z' })
  })

  test('falls back to defaults in what is not sent again', () => {
    expect(replaced(made, { name: 'New plan', type: 'BASELINE' }, '2026-06-03T08:00:00Z')).toEqual({
      ...draft,
      name: 'New plan',
      type: 'BASELINE',
      assumptions: { narrative: null, includedEventIds: [] },
      updatedAt: '2026-06-03T08:00:00Z',
    })
  })
})

import { expect, test } from 'vitest'
import { dayOf } from './calendar.ts'
import { described, periodIssues, periodOf } from './period.ts'

const last = dayOf('2026-05-31')

test.each([
  [{ period: 'LAST_7_DAYS' }, '2026-05-25', '2026-05-31', 7],
  [{ period: 'LAST_30_DAYS' }, '2026-05-02', '2026-05-31', 30],
  [{ period: 'LAST_90_DAYS' }, '2026-03-03', '2026-05-31', 90],
  [{ period: 'LAST_365_DAYS' }, '2025-06-01', '2026-05-31', 365],
  [{ period: 'CUSTOM', startDate: '2024-02-29', endDate: '2024-02-29' }, '2024-02-29', '2024-02-29', 1],
  [{ period: 'CUSTOM', startDate: '2024-01-01', endDate: '2024-12-31' }, '2024-01-01', '2024-12-31', 366],
] as const)('%j is from %s to %s', (asked, startDate, endDate, days) => {
  expect(periodIssues(asked)).toEqual([])
  expect(described(periodOf(asked, last))).toEqual({ period: asked.period, startDate, endDate, days })
})

test.each([
  [{ period: 'CUSTOM' }, ['startDate must be present if period is CUSTOM', 'endDate must be present if period is CUSTOM']],
  [{ period: 'CUSTOM', startDate: '2026-05-01' }, ['endDate must be present if period is CUSTOM']],
  [{ period: 'CUSTOM', endDate: '2026-05-01' }, ['startDate must be present if period is CUSTOM']],
  [{ period: 'CUSTOM', startDate: '2026-05-02', endDate: '2026-05-01' }, ['endDate must not be before startDate']],
  [{ period: 'CUSTOM', startDate: '2025-01-01', endDate: '2026-01-02' }, ['endDate must be at most 365 days after startDate']],
  [{ period: 'LAST_7_DAYS', startDate: '2026-05-01' }, ['startDate must be absent unless period is CUSTOM']],
  [{ period: 'LAST_7_DAYS', endDate: '2026-05-01' }, ['endDate must be absent unless period is CUSTOM']],
] as const)('%j is refused', (asked, want) => {
  expect(periodIssues(asked).map(({ path, message }) => `${path} ${message}`)).toEqual(want)
})

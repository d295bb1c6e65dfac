import { millisecondsOf, timestamp } from '../timestamp.ts'

const day = 24 * 60 * 60 * 1000

/** The time of the demo data; they do not depend on the current date. */
export const demoNow = Date.UTC(2026, 5, 1, 8)

/** The creation time of the tenants. */
export const created = '2024-06-03T08:00:00Z'

/** The time of day, in minutes after midnight UTC, `days` before the day of `demoNow`. */
export function daysBefore(days: number, minutes: number): string {
  return timestamp(Date.UTC(2026, 5, 1) - days * day + minutes * 60 * 1000)
}

/** The calendar date `days` after the day of `demoNow`. */
export function dateAfter(days: number): string {
  return new Date(demoNow + days * day).toISOString().slice(0, 10)
}

/** Whole days from a time to `demoNow`. */
export function daysSince(time: string): number {
  return Math.floor((demoNow - millisecondsOf(time)) / day)
}

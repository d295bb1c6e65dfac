import { millisecondsOf } from '../timestamp.ts'

const dayLength = 24 * 60 * 60 * 1000

/** A day in UTC as a number: days since 1970-01-01. */
export type Day = number

/** The day of a calendar date, `2026-06-01`. */
export function dayOf(date: string): Day {
  return dayAt(millisecondsOf(`${date}T00:00:00Z`))
}

/** The day of a time (milliseconds). */
export function dayAt(milliseconds: number): Day {
  return Math.floor(milliseconds / dayLength)
}

/** The calendar date of a day. */
export function dateOf(day: Day): string {
  return new Date(day * dayLength).toISOString().slice(0, 10)
}

/** A calendar month, by its first and last day. */
export interface Month {
  /** `2026-06`. */
  readonly name: string
  readonly first: Day
  readonly last: Day
}

/** `count` consecutive months, starting with the first one that begins after `day`. */
export function monthsAfter(day: Day, count: number): Month[] {
  const date = new Date(day * dayLength)
  const firstOf = (ahead: number) => dayAt(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1))
  return Array.from({ length: count }, (_, index) => {
    const first = firstOf(index + 1)
    return { name: dateOf(first).slice(0, 7), first, last: firstOf(index + 2) - 1 }
  })
}

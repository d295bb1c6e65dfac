const syntax = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?[Zz]$/

/** Milliseconds since the epoch of an RFC 3339 time in UTC; truncates finer fractions, maps a leap second to the next second. Throws otherwise. */
export function millisecondsOf(timestamp: string): number {
  const parts = syntax.exec(timestamp)
  if (parts === null) throw new Error(`${JSON.stringify(timestamp)} is not an RFC 3339 time in UTC`)
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number)
  // Date.UTC interprets the years 0 to 99 as 1900 to 1999.
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0')))
  return date.getTime()
}

/** Formats a time as RFC 3339 in UTC, with milliseconds only if they are not zero, as in the examples of the contract: `2026-06-01T08:00:00Z`. */
export function timestamp(milliseconds: number): string {
  // The times of one change are the same.
  if (milliseconds !== shown.milliseconds) {
    shown.text = shortTime(new Date(milliseconds).toISOString())
    shown.milliseconds = milliseconds
  }
  return shown.text
}

const shown = { milliseconds: NaN, text: '' }

/** RFC 3339 in UTC with exactly three decimals: texts of one width that sort by time. */
export function storedTime(timestamp: string): string {
  // The times of one change are the same.
  if (timestamp !== last.timestamp) {
    last.stored = new Date(Math.min(millisecondsOf(timestamp), latest)).toISOString()
    last.timestamp = timestamp
  }
  return last.stored
}

const last = { timestamp: '', stored: '' }

// A year after 9999 would not fit the width; this happens only for the leap second at the end of 9999.
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** The inverse of `storedTime`. */
export function shortTime(stored: string): string {
  return stored.endsWith('.000Z') ? `${stored.slice(0, -5)}Z` : stored
}

const syntax = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?[Zz]$/

/** Milliseconds since the epoch of an RFC 3339 time in UTC; what is finer is cut off, a leap second is the second after it. Throws on anything else. */
export function millisecondsOf(timestamp: string): number {
  const parts = syntax.exec(timestamp)
  if (parts === null) throw new Error(`${JSON.stringify(timestamp)} is not an RFC 3339 time in UTC`)
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number)
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0')))
  return date.getTime()
}

/** RFC 3339 in UTC, with milliseconds unless the second is whole, as in the contract's examples: `2026-06-01T08:00:00Z`. */
export function timestamp(milliseconds: number): string {
  return shortTime(new Date(milliseconds).toISOString())
}

/** RFC 3339 in UTC with exactly three decimals: text of one width, whose order is the order of time. */
export function storedTime(timestamp: string): string {
  const milliseconds = millisecondsOf(timestamp)
  return new Date(Math.min(milliseconds, latest)).toISOString()
}

// A year after 9999 would not fit the width; only the leap second at the end of 9999 comes here.
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** The other way round. */
export function shortTime(stored: string): string {
  return stored.endsWith('.000Z') ? `${stored.slice(0, -5)}Z` : stored
}

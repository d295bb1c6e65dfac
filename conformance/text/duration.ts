const units = { s: 1000, m: 60_000, h: 3_600_000 } as const

/** Description of the accepted durations. */
export const durations = 'seconds, or a duration such as 90s, 15m or 1h30m, at most 24h'

const longest = 24 * units.h

/** Parses a duration such as `900`, `90s`, `15m` or `1h30m` into milliseconds. Returns `undefined` if it is invalid or longer than a day. */
export function parseDuration(text: string | number): number | undefined {
  const words = String(text).trim()
  const parts = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?:in)?)?(?:(\d+(?:\.\d+)?)s?)?$/i.exec(words)
  if (words === '' || parts === null) return undefined
  const [, hours = '0', minutes = '0', seconds = '0'] = parts
  const milliseconds = Number(hours) * units.h + Number(minutes) * units.m + Number(seconds) * units.s
  return milliseconds <= longest ? milliseconds : undefined
}

/** Formats a duration as `45 seconds`, `15 minutes` or `1 hour 10 minutes`. Rounds up, since it is a wait. */
export function sayDuration(milliseconds: number): string {
  const said = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`
  if (milliseconds < 2 * units.m) return said(Math.ceil(milliseconds / units.s), 'second')
  const minutes = Math.ceil(milliseconds / units.m)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [...(hours === 0 ? [] : [said(hours, 'hour')]), ...(rest === 0 ? [] : [said(rest, 'minute')])].join(' ')
}

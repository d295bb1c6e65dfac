const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

const form = /^(?:\d+(?:ms|[smhd]))+$/

/** How a duration is written, for messages. */
export const durationForm = 'a duration such as 500ms, 30s, 1h30m or 2d'

/** Milliseconds of a duration, which is a number of milliseconds or a text such as `1h30m`; `undefined` if it is neither. */
export function readDuration(duration: number | string): number | undefined {
  if (typeof duration === 'number') return Number.isFinite(duration) ? duration : undefined
  if (/^\d+$/.test(duration)) return Number(duration)
  if (!form.test(duration)) return undefined
  const parts = [...duration.matchAll(/(\d+)(ms|[smhd])/g)]
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit as keyof typeof units], 0)
}

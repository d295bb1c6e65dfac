import type { DemandLine } from '../store/forecasting-store.ts'
import { dateAfter } from './clock.ts'
import type { Random } from './random.ts'

/** The sales pattern of a line. */
export interface DemandPattern {
  /** Units on an average day, two years ago. */
  readonly level: number
  /** Growth over two years, as a fraction. */
  readonly growth: number
  /** The factor of each day of the week, from Monday. */
  readonly week: readonly [number, number, number, number, number, number, number]
  /** Amplitude of the summer season, as a fraction. */
  readonly summer: number
  /** Standard deviation of the noise, as a fraction. */
  readonly noise: number
  /** Percentage of days without sales. */
  readonly idle: number
  /** Days of history. */
  readonly days: number
  /** Number of decimal places of a quantity. */
  readonly decimals: 0 | 1
}

/** Two years, from 2024-06-01 to 2026-05-31. */
export const wholeHistory = 730

/** Consumers shop on weekends, companies from Monday to Friday. */
export const shopping = [0.83, 0.79, 0.81, 0.88, 1.05, 1.4, 1.24] as const
export const working = [1.3, 1.25, 1.2, 1.25, 1.2, 0.5, 0.3] as const

const campaigns = 7

/** Approximately normal, with mean 0 and standard deviation 1: the sum of several uniform values. */
function normal(random: Random): number {
  const even = () => random.whole(0, 1000) / 1000 - 0.5
  return (even() + even() + even() + even()) * Math.sqrt(3)
}

/** Lifts of past campaigns, by day. */
function campaignsOf(random: Random, days: number): Map<number, number> {
  const lifts = new Map<number, number>()
  for (let index = 0; index < Math.floor((campaigns * days) / wholeHistory); index++) {
    const begin = random.whole(0, days - 40)
    const lift = random.whole(15, 40) / 100
    for (let day = begin; day < begin + random.whole(4, 12); day++) lifts.set(day, lift)
  }
  return lifts
}

/** The daily demand of a line, up to the day before the date of the demo data. */
export function demandOf(place: Omit<DemandLine, 'startDate' | 'quantities'>, pattern: DemandPattern, random: Random): DemandLine {
  const { level, growth, week, summer, noise, idle, days, decimals } = pattern
  const startDate = dateAfter(-days)
  const lifts = campaignsOf(random, days)
  // 1970-01-01 was a Thursday.
  const firstDay = Date.parse(startDate) / 86_400_000
  const scale = 10 ** decimals
  const quantities = Array.from({ length: days }, (_, index) => {
    const past = wholeHistory - days + index
    const wave = 1 + summer * Math.sin((2 * Math.PI * (past + 30)) / 365)
    const usual = level * (1 + (growth * past) / wholeHistory) * (week[(firstDay + index + 3) % 7] ?? 1) * wave
    const quantity = usual * (1 + (lifts.get(index) ?? 0)) * (1 + noise * normal(random))
    return random.chance(idle) ? 0 : Math.max(Math.round(quantity * scale) / scale, 0)
  })
  return { ...place, startDate, quantities }
}

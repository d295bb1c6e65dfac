/** What was not judged, and why: counts, with the first ones by their positions. */
import type { PassedOver } from './har-format.ts'
import { foreign } from '../text/foreign.ts'

export interface Gap {
  /** Half a sentence. */
  readonly why: string
  readonly count: number
  /** The first ones, by their position from 1. */
  readonly first: readonly number[]
}

/** So many positions are named. */
export const maxNamed = 5
/** So many reasons are told apart: a part of one may be what a deployment has sent. */
const maxReasons = 20

/** Counts what is left out, in bounded memory. */
export class Gaps {
  readonly #byReason = new Map<string, { count: number; readonly first: number[] }>()

  readonly #mostReasons: number

  /** By default so many reasons are told apart as a report can show. */
  constructor(reasons = maxReasons) {
    this.#mostReasons = reasons
  }

  /** Counts one by its position, from 1; `why` is half a sentence. */
  note(position: number, why: string): void {
    const reason = this.#byReason.has(why) || this.#byReason.size < this.#mostReasons ? why : 'for another reason'
    const gap = this.#byReason.get(reason) ?? { count: 0, first: [] }
    gap.count += 1
    if (gap.first.length < maxNamed) gap.first.push(position)
    this.#byReason.set(reason, gap)
  }

  list(): Gap[] {
    return [...this.#byReason].map(([why, { count, first }]) => ({ why, count, first }))
  }
}

/** What was passed over, by reason. */
export function gapsOf(passedOver: readonly PassedOver[]): Gap[] {
  const gaps = new Gaps(Infinity)
  for (const { entry, why } of passedOver) gaps.note(entry, why)
  return gaps.list()
}

/** A line for each reason; `noun` is what each is called, `of` what of it was left out. */
export function renderGaps(gaps: readonly Gap[], noun: string, of = ''): string {
  return gaps.map((gap) => `left out${of}: ${several(gap, noun)}, ${foreign(gap.why)}\n`).join('')
}

/** What was answered by what stands in for a deployment that is away. */
export function renderAway(away: Pick<Gap, 'count' | 'first'>, noun: string): string {
  return away.count === 0 ? '' : `noticed: ${several(away, noun)} answered 502, 503 or 504, which says nothing of the contract\n`
}

/** How many there are, and which ones are first. */
function several({ count, first }: Pick<Gap, 'count' | 'first'>, noun: string): string {
  if (count === 1) return `${noun} ${first[0] ?? ''}`
  const named = first.join(', ') + (count > first.length ? ' …' : '')
  return `${count} ${noun === 'entry' ? 'entries' : `${noun}s`} (${named})`
}

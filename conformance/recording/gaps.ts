/** Exchanges that were not judged, with the reasons: counts, and the positions of the first ones. */
import type { PassedOver } from './har-format.ts'
import { foreign } from '../text/foreign.ts'

export interface Gap {
  /** As half a sentence. */
  readonly why: string
  readonly count: number
  /** The first ones, by position starting at 1. */
  readonly first: readonly number[]
}

/** The maximum number of listed positions. */
export const maxNamed = 5
/** The maximum number of distinct reasons. A reason may contain text from the deployment, so their number is not bounded otherwise. */
const maxReasons = 20

/** Counts skipped exchanges, in bounded memory. */
export class Gaps {
  readonly #byReason = new Map<string, { count: number; readonly first: number[] }>()

  readonly #mostReasons: number

  /** By default, distinguishes as many reasons as a report can show. */
  constructor(reasons = maxReasons) {
    this.#mostReasons = reasons
  }

  /** Counts an exchange by its position, starting at 1; `why` is half a sentence. */
  note(position: number, why: string): void {
    const reason = this.#byReason.has(why) || this.#byReason.size < this.#mostReasons ? why : 'other reasons'
    const gap = this.#byReason.get(reason) ?? { count: 0, first: [] }
    gap.count += 1
    if (gap.first.length < maxNamed) gap.first.push(position)
    this.#byReason.set(reason, gap)
  }

  list(): Gap[] {
    return [...this.#byReason].map(([why, { count, first }]) => ({ why, count, first }))
  }
}

/** Groups the skipped entries by reason. */
export function gapsOf(passedOver: readonly PassedOver[]): Gap[] {
  const gaps = new Gaps(Infinity)
  for (const { entry, why } of passedOver) gaps.note(entry, why)
  return gaps.list()
}

/** Returns a line for each reason; `noun` is the name of an item, `of` the skipped part of it. */
export function renderGaps(gaps: readonly Gap[], noun: string, of = ''): string {
  return gaps.map((gap) => `left out${of}: ${several(gap, noun)}: ${foreign(gap.why)}\n`).join('')
}

/** Returns a note about gateway errors that were sent in place of an unavailable deployment. */
export function renderAway(away: Pick<Gap, 'count' | 'first'>, noun: string): string {
  return away.count === 0
    ? ''
    : `note: ${several(away, noun)} returned 502, 503 or 504; such responses are not judged against the contract\n`
}

/** Formats a count and the first positions. */
function several({ count, first }: Pick<Gap, 'count' | 'first'>, noun: string): string {
  if (count === 1) return `${noun} ${first[0] ?? ''}`
  const named = first.join(', ') + (count > first.length ? ' …' : '')
  return `${count} ${noun === 'entry' ? 'entries' : `${noun}s`} (${named})`
}

/** Combinations of deviations that one server has at once: for the question whether a report still names each of them. */
import { createHash } from 'node:crypto'

/** The part of the deviations that weights and grouping were learned from, and the part that only checks them. */
export type Part = (typeof parts)[number]
export const parts = ['learned from', 'kept back'] as const

/** A server with several deviations. */
export interface Combination {
  readonly part: Part
  /** Ids of the deviations, all of this part. */
  readonly deviations: readonly string[]
}

/** A deviation, and how many checks find something if it is the only one. */
export interface Reach {
  readonly id: string
  readonly findings: number
}

/** Numbers of deviations of one server. */
export const sizes = [2, 3, 5, 7] as const

/** Returns the part of a deviation; a third is kept back. */
export const partOf = (id: string): Part => ((digest(`split${id}`)[0] ?? 0) % 3 === 0 ? 'kept back' : 'learned from')

/**
 * Returns combinations of 2, 3, 5 and 7 deviations, `2 * each` of every size and part: half of them drawn from all, and half with at least one of the
 * eighth that has the most findings, which are the ones that hide others. Equal input gives equal combinations, whatever its order.
 */
export function combinationsOf(all: readonly Reach[], each: number): Combination[] {
  const limit = all.map(({ findings }) => findings).sort((a, b) => b - a)[Math.floor(all.length / 8)] ?? 0
  return [false, true].flatMap((hasBroad) =>
    parts.flatMap((part) => {
      const own = all.filter(({ id }) => partOf(id) === part)
      const broad = own.filter(({ findings }) => findings > limit)
      return sizes.flatMap((size) =>
        Array.from({ length: each }, (_, index): Combination => {
          const first = hasBroad ? drawn(broad, 1, `broad ${size} ${index}`) : []
          const rest = own.filter(({ id }) => !first.includes(id))
          return { part, deviations: [...first, ...drawn(rest, size - first.length, `${size} ${index}`)] }
        }),
      )
    }),
  )
}

/** Draws deviations without putting them back. */
const drawn = (from: readonly Reach[], count: number, seed: string): string[] =>
  from
    .map(({ id }) => ({ id, ticket: digest(`${seed} ${id}`).toString('hex') }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id)

const digest = (text: string): Buffer => createHash('md5').update(text).digest()

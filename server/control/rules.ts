import type { OperationId } from '../../spec/contract.ts'

/** Which requests a deviation or a fault affects; without conditions, all of them. All given conditions must be met. */
export interface Conditions {
  /** Requests of this operation of the contract. */
  readonly operation?: OperationId
  /** Requests with this key: its public id (`NORDADMIN`). */
  readonly key?: string
  /** Only so many requests; afterwards nothing is affected. */
  readonly next?: number
  /** The share of the requests, from 0 to 1, chosen at random. */
  readonly probability?: number
}

/** A deviation or a fault with its conditions. */
export interface Rule<Effect> {
  /** For removal: `deviation-1`. */
  readonly id: string
  readonly effect: Effect
  readonly conditions: Conditions
  /** Number of affected requests so far. */
  readonly affected: number
}

/** What conditions look at. */
export interface Facts {
  readonly operation: OperationId | undefined
  /** The public id in the sent key, whether or not the key is valid. */
  readonly key: string | undefined
}

export interface Rules<Effect> {
  readonly isEmpty: boolean
  /** In the order in which they were added. */
  list(): readonly Rule<Effect>[]
  add(effect: Effect, conditions: Conditions): Rule<Effect>
  /** Returns whether it existed. */
  remove(id: string): boolean
  /** Removes all, and begins to number anew. */
  clear(): void
  /** The rules that affect a request, which is counted for them. */
  hit(facts: Facts): readonly Rule<Effect>[]
}

type Counted<Effect> = { -readonly [Name in keyof Rule<Effect>]: Rule<Effect>[Name] } & { readonly draw: () => number }

/** `drawsOf` returns the random numbers, from 0 to less than 1, of the rule with an id: each has its own, so that rules do not disturb each other. */
export function createRules<Effect>(kind: string, drawsOf: (id: string) => () => number): Rules<Effect> {
  let rules: Counted<Effect>[] = []
  let latest = 0

  const isOver = ({ affected, conditions: { next } }: Rule<Effect>) => next !== undefined && affected >= next
  const meets = (rule: Counted<Effect>, facts: Facts) => {
    const { operation, key, probability } = rule.conditions
    if (isOver(rule) || (operation !== undefined && operation !== facts.operation) || (key !== undefined && key !== facts.key)) return false
    return probability === undefined || rule.draw() < probability
  }

  return {
    get isEmpty() {
      return rules.length === 0
    },
    list: () => rules.map(({ draw: _, ...rule }) => rule),
    add: (effect, conditions) => {
      const id = `${kind}-${(latest += 1)}`
      const rule = { id, effect, conditions, affected: 0, draw: drawsOf(id) }
      rules.push(rule)
      return rule
    },
    remove: (id) => {
      const left = rules.filter((rule) => rule.id !== id)
      const existed = left.length < rules.length
      rules = left
      return existed
    },
    clear: () => {
      rules = []
      latest = 0
    },
    // No request comes in between, so that `next` is exact.
    hit: (facts) => {
      const met = rules.filter((rule) => meets(rule, facts))
      for (const rule of met) rule.affected += 1
      return met
    },
  }
}

import type { Deviation } from '../../deviations/deviation.ts'
import { deviationOf } from '../deviation-of.ts'
import type { Fault } from '../faults.ts'
import type { Conditions, Rule } from '../rules.ts'
import type { RuleSet } from '../state.ts'
import type { Membership } from './membership.ts'

/** A rule that affects a request, as an object that ends with it. */
export interface SharedRule<Effect> {
  readonly id: string
  readonly effect: Effect
  readonly conditions: Conditions
}

/** A rule as it is in Redis. */
export type Written = {
  readonly born: number
  readonly id: string
  readonly conditions: Conditions
} & ({ readonly kind: 'deviation'; readonly effect: Deviation['id'] } | { readonly kind: 'fault'; readonly effect: Fault })

/** A rule with its effect, by its kind. */
export type Known =
  { readonly kind: 'deviation'; readonly rule: SharedRule<Deviation> } | { readonly kind: 'fault'; readonly rule: SharedRule<Fault> }

/** The JSON of a new rule, without what Redis adds. */
export const ruleText = (effect: Fault | Deviation['id'], conditions: Conditions) => JSON.stringify({ effect, conditions })

/** A rule with its effect. */
export async function knownOf({ kind, id, effect, conditions }: Written): Promise<Known> {
  return kind === 'fault'
    ? { kind, rule: { id, effect, conditions } }
    : { kind, rule: { id, effect: await deviationOf(effect), conditions } }
}

/** The deviations or the faults in Redis; `write` returns the JSON of a new one. */
export function ruleSet<Effect>(
  kind: Written['kind'],
  { ask }: Membership,
  write: (effect: Effect, conditions: Conditions) => string,
): RuleSet<Effect> {
  const ruleOf = async (json: string, affected: number): Promise<Rule<Effect>> => {
    const { rule } = await knownOf(JSON.parse(json) as Written)
    return { ...(rule as SharedRule<Effect>), affected }
  }
  return {
    list: async () => {
      const [, all] = (await ask('list')) as readonly [word: string, all: readonly (string | number)[]]
      const rules: Promise<Rule<Effect>>[] = []
      for (let at = 0; at < all.length; at += 2) {
        const json = String(all[at])
        if ((JSON.parse(json) as Written).kind === kind) rules.push(ruleOf(json, Number(all[at + 1])))
      }
      return Promise.all(rules)
    },
    add: async (effect, conditions) => {
      const [, json] = await ask('add', kind, write(effect, conditions))
      return ruleOf(String(json), 0)
    },
    remove: async (ids) => (ids.length === 0 ? 0 : Number((await ask('remove', ...ids))[1])),
  }
}

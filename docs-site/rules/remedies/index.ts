/** The remedy of each rule. */
import type { Area } from '../../../conformance/model/rule.ts'
import { authentication } from './authentication.ts'
import { error } from './error.ts'
import { header } from './header.ts'
import { negotiation } from './negotiation.ts'
import { pagination } from './pagination.ts'
import { rateLimit } from './rate-limit.ts'
import { stacks, type Remedy, type Stack } from './remedy.ts'
import { schema } from './schema.ts'
import { sorting } from './sorting.ts'
import { status } from './status.ts'
import { tenant } from './tenant.ts'
import { write } from './write.ts'

/** All remedies by area. Every rule has exactly one, as a test checks. */
export const remedies: Readonly<Record<Area, readonly Remedy[]>> = {
  authentication,
  status,
  error,
  schema,
  pagination,
  sorting,
  'rate-limit': rateLimit,
  header,
  negotiation,
  tenant,
  write,
}

const byRule: ReadonlyMap<string, Remedy> = new Map(
  Object.entries(remedies).flatMap(([area, all]) =>
    all.flatMap((remedy) => remedy.rules.map((name) => [`${area}/${name}`, remedy] as const)),
  ),
)

/**
 * Returns what to change in a deployment that violates the rule, and how it is done in common stacks.
 *
 * @throws RangeError if the rule has no remedy
 */
export function remedyOf(rule: string): { readonly text: string; readonly stacks: readonly (readonly [Stack, string])[] } {
  const remedy = byRule.get(rule)
  if (remedy === undefined) throw new RangeError(`The rule ${rule} has no remedy; add one to docs-site/rules/remedies`)
  return {
    text: remedy.text,
    stacks: stacks.flatMap((stack) => (remedy.stacks?.[stack] === undefined ? [] : [[stack, remedy.stacks[stack]] as const])),
  }
}

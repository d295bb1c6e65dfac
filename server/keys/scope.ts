import type { Schemas } from '../../spec/contract.ts'

type Scope = Schemas['Scope']

function covers(held: Scope, wanted: Scope): boolean {
  return held === wanted || (held.endsWith('*') && wanted.startsWith(held.slice(0, -1)))
}

/**
 * The scopes in `wanted` that `held` does not cover, in their order. A wildcard covers every scope with the prefix before its `*`, including narrower
 * wildcards; a combination of narrower scopes never covers a wildcard.
 */
export function missingScopes(held: readonly Scope[], wanted: readonly Scope[]): Scope[] {
  return wanted.filter((scope) => !held.some((each) => covers(each, scope)))
}

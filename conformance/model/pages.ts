/** The pages of the documentation about rules and requirements. Reports link to them, so their addresses never change. */
import type { Api } from './api.ts'

type Documented = Pick<Api['profile'], 'documentation' | 'knownFaults'>

/** Returns the address of a rule below the base of the documentation: `rules/pagination.html#total-pages`. */
export function pageOfRule(id: string): string {
  const slash = id.indexOf('/')
  return `rules/${id.slice(0, slash)}.html#${id.slice(slash + 1)}`
}

/** Returns the address of a promise or a decision below the base of the documentation: `rules/requirements.html#R13`. */
export const pageOfRequirement = (id: string): string => `rules/requirements.html#${id}`

/** Returns the URL of the page about a rule; `undefined` if the documentation is not published, or does not have the rule. */
export function helpFor(rule: string, { documentation, knownFaults }: Documented): string | undefined {
  return documentation === undefined || !Object.hasOwn(knownFaults, rule) ? undefined : documentation + pageOfRule(rule)
}

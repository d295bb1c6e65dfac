/** The pages of the documentation about rules and requirements. Reports link to them, so their addresses never change. */

/** Returns the address of a rule below the base of the documentation: `rules/pagination.html#total-pages`. */
export function pageOfRule(id: string): string {
  const slash = id.indexOf('/')
  return `rules/${id.slice(0, slash)}.html#${id.slice(slash + 1)}`
}

/** Returns the address of a promise or a decision below the base of the documentation: `rules/requirements.html#R13`. */
export const pageOfRequirement = (id: string): string => `rules/requirements.html#${id}`

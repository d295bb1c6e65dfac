/**
 * How much a run sets out to show, each level including those before it.
 *
 * - `smoke`: laws, one read per operation, and whether a key is asked for.
 * - `contract`: all that a single key can show.
 * - `isolation`: what needs a second tenant's key.
 * - `full`: what needs keys in other states.
 */
export const runLevels = ['smoke', 'contract', 'isolation', 'full'] as const
export type RunLevel = (typeof runLevels)[number]

export function includes(level: RunLevel, other: RunLevel): boolean {
  return runLevels.indexOf(other) <= runLevels.indexOf(level)
}

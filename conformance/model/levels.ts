/**
 * The scope of a run. Each level includes the previous ones.
 *
 * - `smoke`: laws, one read per operation, and whether wrong keys are rejected, on a few operations.
 * - `contract`: everything that can be checked with a single key.
 * - `isolation`: checks that need a key of a second tenant.
 * - `full`: checks that need keys in other states.
 */
export const runLevels = ['smoke', 'contract', 'isolation', 'full'] as const
export type RunLevel = (typeof runLevels)[number]

export function includes(level: RunLevel, other: RunLevel): boolean {
  return runLevels.indexOf(other) <= runLevels.indexOf(level)
}

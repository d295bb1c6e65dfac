import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Proof } from '../../verification/proof/published.ts'

/** The dates of the proven commits. A shallow clone or a copy without Git does not have them; pages then show the commits only. */
export function commitDates({ commit, deviations, variants }: Proof): ReadonlyMap<string, Date> {
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  const commits = new Set([commit, ...[...deviations, ...variants].flatMap((each) => each.commit ?? [])])
  return new Map(
    [...commits].flatMap((each) => {
      const { status, stdout } = spawnSync('git', ['show', '--no-patch', '--format=%cI', each], { cwd, encoding: 'utf8' })
      return status === 0 ? [[each, new Date(stdout.trim())] as const] : []
    }),
  )
}

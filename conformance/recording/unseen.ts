/** The operations of a contract that traffic does not contain. */
import type { Contract } from '../../spec/contract.ts'

/** Returns the operations of the contract that were not seen, in its order. */
export const unseenIn = ({ operations }: Pick<Contract, 'operations'>, seen: ReadonlySet<string>): string[] =>
  Object.keys(operations).filter((id) => !seen.has(id))

/** Lists operations by group; empty if there are none. */
export function renderUnseen({ groups, operations }: Pick<Contract, 'groups' | 'operations'>, unseen: readonly string[]): string {
  if (unseen.length === 0) return ''
  const missing = new Set(unseen)
  const lines = groups.flatMap(({ name, operations: all }) => {
    const ids = all.flatMap(({ id }) => (missing.has(id) ? [id] : []))
    if (ids.length === 0) return []
    return [`  ${name} (${ids.length} of ${all.length}): ${ids.length === all.length ? 'none was seen' : ids.join(', ')}\n`]
  })
  return `never seen in the traffic: ${unseen.length} of ${Object.keys(operations).length} operations\n${lines.join('')}`
}

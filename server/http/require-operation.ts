import { refuse } from '../refusals.ts'
import type { Exchange } from './exchange.ts'

/** Rejects a path that the contract does not have (404) and a method that the path does not document (405). */
export function requireOperation({ target }: Exchange): void {
  if (target.endpoint !== undefined) return
  throw target.allow === undefined ? refuse('resourceUnknown') : refuse('methodUndocumented', { headers: { Allow: target.allow } })
}

/** The issues that a rejection lists. */
import { member, type Answered } from './exchange.ts'

/** Returns the fields that `details.issues` names, in the notation of the contract. */
export function namedFields(exchange: Answered): string[] {
  const issues = member(exchange, 'details', 'issues')
  if (!Array.isArray(issues)) return []
  return issues.flatMap((issue: unknown) => {
    const path = (issue as { path?: unknown } | null)?.path
    return typeof path === 'string' ? [path] : []
  })
}

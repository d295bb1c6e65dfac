import type { Schemas } from '../../spec/contract.ts'
import { maxIssues, type RefusalError, refuse } from '../refusals.ts'

type Issue = Schemas['Issue']

/** An issue at a place of the body, given as a JSON pointer. */
export const issue = (path: string, message: string): Issue => ({ in: 'body', path, message })

/** Rejects a body with issues that its schema cannot detect. */
export function refuseIssues(issues: readonly Issue[]): void {
  if (issues.length > 0) throw refuse('requestInvalid', { issues: issues.slice(0, maxIssues) })
}

/** The error for a body that references unknown resources. */
export function unknownReferences(issues: readonly Issue[]): RefusalError {
  return refuse('referenceUnknown', { issues: issues.slice(0, maxIssues) })
}

/** The issue of an unknown id at `path`; empty if it was found or no id was given. */
export function missing(found: unknown, path: string, what: string): Issue[] {
  return found === undefined ? [issue(path, `must be the id of a ${what}`)] : []
}

/** The result of a lookup; `null` for no id. */
export async function optional<Row>(
  lookup: { find(id: string): Promise<Row | undefined> },
  id: string | null,
): Promise<Row | null | undefined> {
  return id === null ? null : lookup.find(id)
}

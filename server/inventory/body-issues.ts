import type { Schemas } from '../../spec/contract.ts'
import { maxIssues, type RefusalError, refuse } from '../refusals.ts'

type Issue = Schemas['Issue']

/** What is wrong at a place of the body, a JSON pointer. */
export const issue = (path: string, message: string): Issue => ({ in: 'body', path, message })

/** Refuses a body in which something is wrong that its schema cannot tell. */
export function refuseIssues(issues: readonly Issue[]): void {
  if (issues.length > 0) throw refuse('requestInvalid', { issues: issues.slice(0, maxIssues) })
}

/** The refusal of a body that names what does not exist. */
export function unknownReferences(issues: readonly Issue[]): RefusalError {
  return refuse('referenceUnknown', { issues: issues.slice(0, maxIssues) })
}

/** What is wrong where nothing was found for the id at `path`: nothing, if it was found or there was no id to look for. */
export function missing(found: unknown, path: string, what: string): Issue[] {
  return found === undefined ? [issue(path, `must be the id of a ${what}`)] : []
}

/** What a lookup finds for an id; `null` for no id. */
export async function optional<Row>(
  lookup: { find(id: string): Promise<Row | undefined> },
  id: string | null,
): Promise<Row | null | undefined> {
  return id === null ? null : lookup.find(id)
}

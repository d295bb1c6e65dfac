/** The issues that a rejection lists. */
import { valueAt } from '../../spec/contract.ts'
import type { Api } from './api.ts'
import { member, type Answered } from './exchange.ts'

/** An issue as the deployment returned it; its members may have any type. */
export interface Issue {
  readonly in?: unknown
  readonly path?: unknown
}

/** Returns the objects in `details.issues`; empty if it is not a list. */
export function issuesOf(exchange: Answered): Issue[] {
  const issues = member(exchange, 'details', 'issues')
  return Array.isArray(issues) ? issues.filter((each): each is Issue => typeof each === 'object' && each !== null) : []
}

/** Returns the fields that `details.issues` names, in the notation of the contract. */
export const namedFields = (exchange: Answered): string[] =>
  issuesOf(exchange).flatMap(({ path }) => (typeof path === 'string' ? [path] : []))

/** Says which fields are named: those of a rejection, or those that it should name. The empty path is the body as a whole. */
export const issuesFor = (fields: readonly string[]): string =>
  fields.length === 0 ? 'no issues' : `issues for ${fields.map((each) => (each === '' ? 'the body as a whole' : each)).join(', ')}`

/** The maximum number of issues in a rejection; further invalid fields are not listed. `NaN` if the contract has no such schema. */
export const maxIssues = ({ document }: Pick<Api, 'document'>): number =>
  Number(valueAt(document, '/components/schemas/ValidationErrorDetails/properties/issues/maxItems'))

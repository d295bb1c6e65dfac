/** Faults of requests as data, so that faults of different rules can be sent in one request. */
import type { Operation } from '../../spec/contract.ts'
import type { WriteJson } from './request.ts'

/** One change that makes a request invalid. */
export interface Change {
  /** As `details.issues` names it: the name of a query parameter, or the JSON pointer to a property of the body. */
  readonly place: string
  /** The invalid value. Absent: the property is removed. */
  readonly value?: WriteJson
  /** The value is an id or a name that the run made up. */
  readonly isMadeUp?: true
}

/** The changes that make a valid request to an operation invalid. A conforming deployment names each of their places. */
export interface Fault {
  readonly operation: Operation
  readonly in: 'query' | 'body'
  /** What makes it invalid, as one word: faults of one kind are usually found by the same code. */
  readonly kind: string
  readonly changes: readonly Change[]
}

/** A fault of one query parameter. */
export const queryFault = (operation: Operation, name: string, value: string, kind = 'value'): Fault => ({
  operation,
  in: 'query',
  kind,
  changes: [{ place: name, value }],
})

/** Returns a body with some changes at its top level. */
export function withChanges(body: Readonly<Record<string, WriteJson>>, changes: readonly Change[]): Record<string, WriteJson> {
  const changed = { ...body }
  for (const { place, value } of changes) {
    const name = place.slice(1)
    if (value === undefined) Reflect.deleteProperty(changed, name)
    else changed[name] = value
  }
  return changed
}

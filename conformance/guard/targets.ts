/** What a write changes and what it only references, as declared in the profile; used by the write guard. */
import type { Operation } from '../../spec/contract.ts'
import type { Api } from '../model/api.ts'
import type { WriteTargets } from '../model/profile.ts'
import { isReference, type Reference, type Request } from '../model/request.ts'

/** Returns what an operation changes. Throws for a write that is not in the profile, since nothing is known about it. */
export function writeTargetsOf({ profile }: Api, id: string): WriteTargets {
  const found = profile.targets[id]
  if (found === undefined) throw new Error(`${id} is a write, and the profile does not declare its targets`)
  return found
}

/** Returns the name of the id at a place in a body, or of a path parameter. */
export const idNameAt = (place: string): string => place.split('/').findLast((token) => !/^(\*|\d+)$/.test(token)) ?? place

/** Returns the values at a place in a body, each with its pointer; references are not resolved. */
export function valuesAt(json: unknown, place: string): readonly { readonly at: string; readonly value: unknown }[] {
  let found: { readonly at: string; readonly value: unknown }[] = [{ at: '', value: json }]
  for (const token of place.slice(1).split('/')) {
    found = found.flatMap(({ at, value }) => {
      if (isReference(value) || typeof value !== 'object' || value === null) return []
      if (token === '*') return Array.isArray(value) ? value.map((each: unknown, index) => ({ at: `${at}/${index}`, value: each })) : []
      return Object.hasOwn(value, token) ? [{ at: `${at}/${token}`, value: (value as Record<string, unknown>)[token] }] : []
    })
  }
  return found
}

/** Whether a pointer matches a place, which may contain `*`. */
export function isAtPlace(pointer: string, place: string): boolean {
  const [tokens, wanted] = [pointer, place].map((each) => each.split('/'))
  return tokens?.length === wanted?.length && (wanted ?? []).every((each, index) => each === '*' || each === tokens?.[index])
}

/** Returns every reference in the body of a request, with its pointer. */
export function referencesInBody(request: Request): readonly { readonly at: string; readonly reference: Reference }[] {
  const look = (value: unknown, at: string): { readonly at: string; readonly reference: Reference }[] => {
    if (isReference(value)) return [{ at, reference: value }]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([name, each]) => look(each, `${at}/${name}`))
  }
  return request.body !== undefined && 'json' in request.body ? look(request.body.json, '') : []
}

/** Returns the read that shows whether a change took effect; `undefined` for an operation without a change that a read can show. */
export const shownAfter = ({ profile }: Api, { operation }: Pick<Request, 'operation'>): string | undefined =>
  operation === undefined ? undefined : profile.targets[operation]?.shown

/** Returns the places of the ids that determine what a write changes: with an unknown id it changes nothing. */
export function aimsOf({ profile }: Api, id: string): readonly string[] {
  const { changes = [], names = {}, reach } = profile.targets[id] ?? {}
  return reach === 'everything' ? [...changes, ...Object.keys(names)] : changes
}

/** Whether an operation affects existing data: it changes a singleton, selects the data that it changes, or is not declared. */
export const reachesWhatExists = ({ profile }: Api, { id, method }: Operation): boolean =>
  method !== 'GET' && (profile.targets[id] === undefined || profile.targets[id].reach !== undefined)

/** Whether an operation selects the data that it changes, so that an incorrect request may change anything. */
export const looksForItself = ({ profile }: Api, { id }: Operation): boolean => profile.targets[id]?.reach === 'everything'

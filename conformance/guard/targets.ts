/** What a write changes, and what it only refers to, as the profile says it: what the guard in front of every write reads. */
import type { Operation } from '../../spec/contract.ts'
import type { Api } from '../model/api.ts'
import type { WriteTargets } from '../model/profile.ts'
import { isReference, type Reference, type Request } from '../model/request.ts'

/** What an operation changes; nothing is known of one that writes and is not in the profile, so that asking for it throws. */
export function writeTargetsOf({ profile }: Api, id: string): WriteTargets {
  const found = profile.targets[id]
  if (found === undefined) throw new Error(`${id} is a write whose targets the profile does not declare`)
  return found
}

/** The name of the id at a place of a body, or of a path parameter. */
export const idNameAt = (place: string): string => place.split('/').findLast((token) => !/^(\*|\d+)$/.test(token)) ?? place

/** The values at a place of a body, with the pointer of each; a reference stands for whatever it gives. */
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

/** Whether a place with `*` in it is the one that a pointer leads to. */
export function isAtPlace(pointer: string, place: string): boolean {
  const [tokens, wanted] = [pointer, place].map((each) => each.split('/'))
  return tokens?.length === wanted?.length && (wanted ?? []).every((each, index) => each === '*' || each === tokens?.[index])
}

/** Every reference in the body of a request, with its pointer. */
export function referencesInBody(request: Request): readonly { readonly at: string; readonly reference: Reference }[] {
  const look = (value: unknown, at: string): { readonly at: string; readonly reference: Reference }[] => {
    if (isReference(value)) return [{ at, reference: value }]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([name, each]) => look(each, `${at}/${name}`))
  }
  return request.body !== undefined && 'json' in request.body ? look(request.body.json, '') : []
}

/** The read that shows whether a change arrived; `undefined` for what changes nothing, or nothing that a read shows. */
export const shownAfter = ({ profile }: Api, { operation }: Pick<Request, 'operation'>): string | undefined =>
  operation === undefined ? undefined : profile.targets[operation]?.shown

/** Places of the ids that decide what a write changes: with one that names nothing it changes nothing. */
export function aimsOf({ profile }: Api, id: string): readonly string[] {
  const { changes = [], names = {}, reach } = profile.targets[id] ?? {}
  return reach === 'everything' ? [...changes, ...Object.keys(names)] : changes
}

/** Whether an operation changes the one thing of its kind, or looks for what to change, or nobody knows: what it reaches exists already. */
export const reachesWhatExists = ({ profile }: Api, { id, method }: Operation): boolean =>
  method !== 'GET' && (profile.targets[id] === undefined || profile.targets[id].reach !== undefined)

/** Whether an operation looks for what to change by itself, so that a wrong request may hit anything. */
export const looksForItself = ({ profile }: Api, { id }: Operation): boolean => profile.targets[id]?.reach === 'everything'

/** Changes of what the run has made: by PATCH, by PUT, and what is there before and after them. */
import { Unavailable, type Resource } from '../../model/resource.ts'
import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Operation } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import type { ResourceId, Request, WriteJson } from '../../model/request.ts'
import { type Creation, creations, life, pathTo, reread } from './own-data.ts'

/** A change, which is the operation that is judged, of what another one makes. */
interface Change extends Omit<Creation, 'operation'> {
  readonly operation: Operation
  readonly change: Operation
  readonly maker: Operation
}

/** Things that a method changes, with the operation that does. */
export const changes =
  (method: 'PATCH' | 'PUT') =>
  (api: Api): Change[] =>
    creations(api).flatMap((creation) =>
      creation.operation.links
        .flatMap(({ to }) => api.operations[to] ?? [])
        .filter((each) => each.method === method && addresses(each, creation.item))
        .map((change) => ({
          ...creation,
          change,
          operation: change,
          maker: creation.operation,
          about: `made by ${creation.operation.id}`,
        })),
    )

/** Whether an operation is about one of what a read shows, alone or in its list. */
const addresses = ({ path }: Operation, item: Operation): boolean =>
  item.list === undefined ? path === item.path : /^\/\{\w+\}$/.test(path.replace(item.path, ''))

const nullable = ({ body }: Operation, name: string): boolean => [body?.schema.properties?.[name]?.type ?? []].flat().includes('null')

/** The free text of a body that other things show least. */
export const textOf = ({ body }: Operation, { profile }: Api): string | undefined =>
  profile.texts.find((name) => body?.schema.properties?.[name] !== undefined)

/** The thing as it was created; whatever changes it comes after this. */
export const untouched = (subject: Change, ask: RequestBuilder): Request => reread(subject.item, life(subject, ask), ask, [])

/** A change of a free text, and of a value to null where one was created. What other things show of a thing, such as its name, stays where it can. */
export function patched(subject: Change, ask: RequestBuilder): Request {
  const { change } = subject
  const own = life(subject, ask)
  const text = textOf(change, ask.api)
  if (text === undefined) throw new Unavailable(`${change.id} changes no free text that the profile names`)
  const emptied = Object.entries(createdWith(own)).find(([name, value]) => name !== text && value !== null && nullable(change, name))?.[0]
  return ask.write(change, {
    params: pathTo(own, change),
    body: { json: { [text]: ask.resources.mark('patched'), ...(emptied === undefined ? {} : { [emptied]: null }) } },
    effect: 'own',
    after: [untouched(subject, ask)],
  })
}

const createdWith = ({ create }: Resource): Readonly<Record<string, WriteJson>> =>
  create.body !== undefined && 'json' in create.body ? (create.body.json as Record<string, WriteJson>) : {}

/** Whether a write without the property would be about everything there is. */
const isAlways = ({ profile }: Api, { id }: Operation, name: string): boolean => profile.targets[id]?.always?.includes(`/${name}`) === true

/** A body for a change of an own thing, which stays about what it was about. */
export function bound(own: Resource, change: Operation, ask: RequestBuilder, purpose: string): Record<string, WriteJson> {
  return {
    ...ask.resources.body(change, purpose),
    ...Object.fromEntries(Object.entries(createdWith(own)).filter(([name]) => isAlways(ask.api, change, name))),
  }
}

/** A replacement by what is required alone, and the thing after it; then the same again. */
export function replaced(subject: Change, ask: RequestBuilder) {
  const { change, item } = subject
  const own = life(subject, ask)
  const required = change.body?.schema.required ?? []
  const json = Object.fromEntries(
    Object.entries(bound(own, change, ask, 'replaced')).filter(([name]) => required.includes(name) || isAlways(ask.api, change, name)),
  )
  const request = { params: pathTo(own, change), body: { json }, effect: 'own' } as const
  const put = ask.write(change, { ...request, after: [untouched(subject, ask)] })
  const first = reread(item, own, ask, [put])
  const again = ask.write(change, { ...request, again: 1, after: [first] })
  return { put, first, again, second: reread(item, own, ask, [again]) }
}

/** The thing after the last change of its life. */
export function settled(subject: Change, ask: RequestBuilder): Request {
  return subject.change.method === 'PUT'
    ? replaced(subject, ask).second
    : reread(subject.item, life(subject, ask), ask, [patched(subject, ask)])
}

/** The path of a creation, for another one at the same place. */
export const paramsOf = ({ create }: Resource) => ({ params: create.params as Readonly<Record<string, ResourceId>> })

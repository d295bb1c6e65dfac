/** Changes of the run's own resources by PATCH and PUT, and the resources before and after them. */
import { Unavailable, type Resource } from '../../model/resource.ts'
import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Operation } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import type { ResourceId, Request, WriteJson } from '../../model/request.ts'
import { type Creation, creations, life, pathTo, reread } from './own-data.ts'

/** A change of a resource that another operation creates; the change is the judged operation. */
export interface Change extends Omit<Creation, 'operation'> {
  readonly operation: Operation
  readonly change: Operation
  readonly maker: Operation
}

/** Resources that a method changes, with the operation that does. */
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
          about: `created by ${creation.operation.id}`,
        })),
    )

/** Whether an operation targets a resource that a read returns, alone or in its list. */
const addresses = ({ path }: Operation, item: Operation): boolean =>
  item.list === undefined ? path === item.path : /^\/\{\w+\}$/.test(path.replace(item.path, ''))

const nullable = ({ body }: Operation, name: string): boolean => [body?.schema.properties?.[name]?.type ?? []].flat().includes('null')

/** The free-text property of a body that other resources repeat least. */
export const textOf = ({ body }: Operation, { profile }: Api): string | undefined =>
  profile.texts.find((name) => body?.schema.properties?.[name] !== undefined)

/** Reads the resource after its creation; all changes come later. */
export const untouched = (subject: Change, ask: RequestBuilder): Request => reread(subject.item, life(subject, ask), ask, [])

/** Changes a free text. Properties that other resources show, such as its name, are kept if possible. */
export function patched(subject: Change, ask: RequestBuilder): Request {
  const { change } = subject
  const text = textOf(change, ask.api)
  if (text === undefined) throw new Unavailable(`${change.id} changes no free-text property of the profile`)
  return ask.write(change, {
    params: pathTo(life(subject, ask), change),
    body: { json: { [text]: ask.resources.mark('patched') } },
    effect: 'own',
    after: [untouched(subject, ask)],
  })
}

/** After some requests, sets another value to null that the resource was created with; absent if there is none. */
export function cleared(subject: Change, ask: RequestBuilder, after: readonly [Request, ...Request[]]): Request | undefined {
  const { change } = subject
  const own = life(subject, ask)
  const text = textOf(change, ask.api)
  const found = Object.entries(createdWith(own)).find(([name, value]) => name !== text && value !== null && nullable(change, name))
  if (found === undefined) return undefined
  return ask.write(change, { params: pathTo(own, change), body: { json: { [found[0]]: null } }, effect: 'own', after })
}

export const createdWith = ({ create }: Resource): Readonly<Record<string, WriteJson>> =>
  create.body !== undefined && 'json' in create.body ? (create.body.json as Record<string, WriteJson>) : {}

/** Whether a write without the property would affect all resources. */
const isAlways = ({ profile }: Api, { id }: Operation, name: string): boolean => profile.targets[id]?.always?.includes(`/${name}`) === true

/** A body for a change of one of the run's own resources, which keeps the properties that limit the change to it. */
export function bound(own: Resource, change: Operation, ask: RequestBuilder, purpose: string): Record<string, WriteJson> {
  return {
    ...ask.resources.body(change, purpose),
    ...Object.fromEntries(Object.entries(createdWith(own)).filter(([name]) => isAlways(ask.api, change, name))),
  }
}

/** Replaces the resource with only the required properties, and reads it; then the same again. */
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

/** Reads the resource after the last change of its lifecycle. */
export function settled(subject: Change, ask: RequestBuilder): Request {
  return subject.change.method === 'PUT'
    ? replaced(subject, ask).second
    : reread(subject.item, life(subject, ask), ask, [patched(subject, ask)])
}

/** The path parameters of a creation, for another creation at the same path. */
export const paramsOf = ({ create }: Resource) => ({ params: create.params as Readonly<Record<string, ResourceId>> })

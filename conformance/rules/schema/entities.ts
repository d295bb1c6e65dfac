/** The resources in a response: every object with an `id`, with the name of its schema. */
import { resolved, valueAt, type Contract, type Schema } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { json, type Answered, type Reply } from '../../model/exchange.ts'
import type { JudgeContext } from '../../model/rule.ts'

export interface Entity {
  /** Name of the schema, or of the one that it extends (`x-resource`). Objects with the same name are of the same kind. */
  readonly kind: string
  readonly id: string
  /** Kind and id, and the parent resource if it is a part: an attribute of one product is different from that of another. */
  readonly name: string
  /** JSON pointer into the body. */
  readonly at: string
  /** Its own values by name, as JSON. The values of other resources, and `null` within a list of parts, are not included. */
  readonly values: ReadonlyMap<string, string>
  /** The other resources that it contains, by name: their ids as JSON, in a fixed order. */
  readonly parts: ReadonlyMap<string, string>
  /** Whether this kind is immutable: it has a creation time, but no time of its last change. */
  readonly isFixed: boolean
  /** Whether its id has no type of its own: a client chose it, or it is the id of another resource. */
  readonly isNamed: boolean
}

interface Described {
  readonly name?: string
  readonly schema: Schema
}

/** Returns each schema of a response that may describe the value, with the name of its component. */
function alternatives({ document }: Api, { name, schema }: Described): Described[] {
  const { $ref, allOf = [], anyOf = [], oneOf = [] } = schema
  if ($ref !== undefined) {
    const own = $ref.startsWith('#/components/schemas/') ? $ref.slice($ref.lastIndexOf('/') + 1) : undefined
    return alternatives({ document } as Api, {
      schema: valueAt(document, $ref.slice(1)) as Schema,
      ...(own === undefined ? {} : { name: own }),
    })
  }
  return [
    { schema, ...(name === undefined ? {} : { name }) },
    ...[...allOf, ...anyOf, ...oneOf].flatMap((each) => alternatives({ document } as Api, { schema: each })),
  ]
}

const known = new WeakMap<Reply, readonly Entity[]>()

/** A page has at most a hundred items. A response with far more is not a page of the contract, and would use too much memory. */
const maxThings = 1000

/** Returns every resource in a success body; empty if the body does not match the schema. */
export function entities(exchange: Answered, context: JudgeContext): readonly Entity[] {
  const found = known.get(exchange.reply)
  if (found !== undefined) return found
  const { operation } = exchange.request
  const success = operation === undefined ? undefined : context.api.operations[operation]?.success
  const isShown = success?.status === exchange.reply.status && exchange.request.method !== 'HEAD'
  const result = isShown
    ? inside(context.api, json(exchange)?.value, valueAt(context.api.document, success.pointer) as Schema, pathIds(exchange))
    : []
  const kept = result.length > maxThings ? [] : result
  known.set(exchange.reply, kept)
  return kept
}

/** Returns the ids in the path of a request. */
function pathIds({ request }: Answered): string[] {
  const template = request.planned.path.split('/').reverse()
  const segments = new URL(request.url).pathname.split('/').reverse()
  return template.flatMap((each, index) => (each.startsWith('{') ? [segments[index] ?? ''] : []))
}

const schemas = new WeakMap<Schema, Described[]>()

function inside(api: Api, root: unknown, schema: Schema, asked: readonly string[]): Entity[] {
  const result: Entity[] = []
  const speaking = (each: Schema): Described[] => {
    const ready = schemas.get(each) ?? alternatives(api, { schema: each })
    schemas.set(each, ready)
    return ready
  }
  const walk = (value: unknown, at: string, described: readonly Described[], around: string): void => {
    if (typeof value !== 'object' || value === null || described.length === 0 || result.length > maxThings) return
    if (Array.isArray(value)) {
      const items = described.flatMap((each) => (each.schema.items === undefined ? [] : speaking(each.schema.items)))
      value.forEach((each, index) => walk(each, `${at}/${index}`, items, around))
      return
    }
    const object = value as Record<string, unknown>
    const own = described.find(({ name, schema: each }) => name !== undefined && idIn(api, object, each) !== undefined)
    if (own?.name !== undefined) {
      const { properties = {}, 'x-resource': kind = own.name } = own.schema
      const id = idIn(api, object, own.schema) ?? ''
      result.push({
        kind,
        id,
        name: `${kind} ${id}${around === id || around === '' ? '' : ` of ${around}`}`,
        at,
        values: new Map(
          Object.entries(object).flatMap(([name, each]) => (holdsThings(each) ? [] : [[name, written(api, moment(each))] as const])),
        ),
        parts: new Map(
          Object.entries(object).flatMap(([name, each]) =>
            holdsThings(each) ? [[name, JSON.stringify(idsIn(each).sort())] as const] : [],
          ),
        ),
        isNamed: isOthers(api, properties),
        isFixed: properties['createdAt'] !== undefined && properties['updatedAt'] === undefined,
      })
    }
    for (const [name, each] of Object.entries(object)) {
      walk(
        each,
        `${at}/${name}`,
        described.flatMap(({ schema: { properties } }) => (properties?.[name] === undefined ? [] : speaking(properties[name]))),
        typeof object['id'] === 'string' && own !== undefined ? object['id'] : around,
      )
    }
  }
  walk(root, '', speaking(schema), asked.join('/'))
  return result
}

/** Whether an id has no type of its own: a client chose it, or it is the id of a deleted resource of any kind. */
const isOthers = (contract: Pick<Contract, 'document'>, { id, deletedAt }: Readonly<Record<string, Schema>>): boolean =>
  id === undefined || deletedAt !== undefined || resolved(contract, id)['x-client-chosen'] === true

/**
 * Returns its id. A resource without an id, but with the time of its last change, is identified by the properties that the profile names.
 */
function idIn(api: Api, object: Readonly<Record<string, unknown>>, { properties = {} }: Schema): string | undefined {
  const { id } = object
  if (properties['id'] !== undefined) return typeof id === 'string' ? id : undefined
  const { composite = [] } = api.profile.observed ?? {}
  const values = composite.map((name) => object[name])
  if (properties['updatedAt'] === undefined || values.length === 0 || !values.every((each) => typeof each === 'string')) return undefined
  return values.join(' at ')
}

/** A value as JSON, without the values of other resources in its parts. */
function written({ profile }: Api, value: unknown): string {
  if (typeof value !== 'object') return JSON.stringify(value)
  return JSON.stringify(value, (name, each: unknown) => (profile.observed?.foreign?.test(name) === true ? null : each))
}

/** Whether a value is another resource, or a list of resources. */
function holdsThings(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsThings)
  return typeof value === 'object' && value !== null && 'id' in value
}

/** Returns the ids of the resources in a value. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn)
  return typeof value === 'object' && value !== null && 'id' in value ? [String(value.id)] : []
}

/** RFC 3339 allows several notations of the same time. */
function moment(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) || value : value
}

/** The things of the contract that an answer shows: every object with an `id`, by what the contract calls it. */
import { resolved, valueAt, type Contract, type Schema } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { json, type Answered, type Reply } from '../../model/exchange.ts'
import type { JudgeContext } from '../../model/rule.ts'

export interface Entity {
  /** Name of the schema that gives the thing its id: two answers that show it by the same schema show the same kind. */
  readonly kind: string
  readonly id: string
  /** Kind and id, and what it is shown as a part of: what one product has of an attribute is not what another one has. */
  readonly name: string
  /** JSON pointer into the body. */
  readonly at: string
  /** What is its own, by name: the value as JSON. What it shows of other things is theirs, and `null` within a list of parts. */
  readonly values: ReadonlyMap<string, string>
  /** Which other things it shows, by name: their ids as JSON, in one order. */
  readonly parts: ReadonlyMap<string, string>
  /** Whether this kind of thing can never change: it says when it was made, but not when it was changed. */
  readonly isFixed: boolean
  /** Whether its id is not of a type of its own: a client chose it, or it is that of something else. */
  readonly isNamed: boolean
}

interface Described {
  readonly name?: string
  readonly schema: Schema
}

/** Each schema of an answer that may describe the value, by the name of the component that it is. */
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

/** A page has a hundred rows at most; an answer with far more than that is no page of the contract, and not worth the memory. */
const maxThings = 1000

/** Every thing in a success; none where the body is not as documented. */
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

/** The ids in the path of a request. */
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
      const { properties = {} } = own.schema
      const id = idIn(api, object, own.schema) ?? ''
      result.push({
        kind: own.name,
        id,
        name: `${own.name} ${id}${around === id || around === '' ? '' : ` of ${around}`}`,
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

/** Whether an id has no type of its own: a client chose it, or it is that of what was deleted, whatever that was. */
const isOthers = (contract: Pick<Contract, 'document'>, { id, deletedAt }: Readonly<Record<string, Schema>>): boolean =>
  id === undefined || deletedAt !== undefined || resolved(contract, id)['x-client-chosen'] === true

/** Its id; what has none, but says when it was changed, is told from others by what the profile names. */
function idIn(api: Api, object: Readonly<Record<string, unknown>>, { properties = {} }: Schema): string | undefined {
  const { id } = object
  if (properties['id'] !== undefined) return typeof id === 'string' ? id : undefined
  const { composite = [] } = api.profile.observed ?? {}
  const values = composite.map((name) => object[name])
  if (properties['updatedAt'] === undefined || values.length === 0 || !values.every((each) => typeof each === 'string')) return undefined
  return values.join(' at ')
}

/** A value as JSON, but for what the parts in it show of other things. */
const written = ({ profile }: Api, value: unknown): string =>
  JSON.stringify(value, (name, each: unknown) => (typeof value === 'object' && profile.observed?.foreign?.test(name) === true ? null : each))

/** Whether a value is another thing, or a list of some. */
function holdsThings(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsThings)
  return typeof value === 'object' && value !== null && 'id' in value
}

/** The ids of the things that a value is or lists. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn)
  return typeof value === 'object' && value !== null && 'id' in value ? [String(value.id)] : []
}

/** RFC 3339 allows one moment to be written in several ways. */
function moment(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) || value : value
}

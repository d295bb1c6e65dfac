/** The things of the contract that an answer shows: every object with an `id`, by what the contract calls it. */
import { valueAt, type Contract, type Schema } from '../../../spec/contract.ts'
import { json, type Answered, type Reply } from '../../model/exchange.ts'
import type { Bench } from '../../model/rule.ts'

export interface Thing {
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
function alternatives({ document }: Contract, { name, schema }: Described): Described[] {
  const { $ref, allOf = [], anyOf = [], oneOf = [] } = schema
  if ($ref !== undefined) {
    const own = $ref.startsWith('#/components/schemas/') ? $ref.slice($ref.lastIndexOf('/') + 1) : undefined
    return alternatives({ document } as Contract, {
      schema: valueAt(document, $ref.slice(1)) as Schema,
      ...(own === undefined ? {} : { name: own }),
    })
  }
  return [
    { schema, ...(name === undefined ? {} : { name }) },
    ...[...allOf, ...anyOf, ...oneOf].flatMap((each) => alternatives({ document } as Contract, { schema: each })),
  ]
}

const known = new WeakMap<Reply, readonly Thing[]>()

/** A page has a hundred rows at most; an answer with far more than that is no page of the contract, and not worth the memory. */
const mostThings = 1000

/** Every thing in a success; none where the body is not as documented. */
export function things(exchange: Answered, bench: Bench): readonly Thing[] {
  const found = known.get(exchange.reply)
  if (found !== undefined) return found
  const { operation } = exchange.request
  const success = operation === undefined ? undefined : bench.contract.operations[operation].success
  const isShown = success?.status === exchange.reply.status && exchange.request.method !== 'HEAD'
  const result = isShown
    ? inside(bench.contract, json(exchange)?.value, valueAt(bench.contract.document, success.pointer) as Schema, pathIds(exchange))
    : []
  const kept = result.length > mostThings ? [] : result
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

function inside(contract: Contract, root: unknown, schema: Schema, asked: readonly string[]): Thing[] {
  const result: Thing[] = []
  const speaking = (each: Schema): Described[] => {
    const ready = schemas.get(each) ?? alternatives(contract, { schema: each })
    schemas.set(each, ready)
    return ready
  }
  const walk = (value: unknown, at: string, described: readonly Described[], around: string): void => {
    if (typeof value !== 'object' || value === null || described.length === 0 || result.length > mostThings) return
    if (Array.isArray(value)) {
      const items = described.flatMap((each) => (each.schema.items === undefined ? [] : speaking(each.schema.items)))
      value.forEach((each, index) => walk(each, `${at}/${index}`, items, around))
      return
    }
    const object = value as Record<string, unknown>
    const own = described.find(({ name, schema: each }) => name !== undefined && idIn(object, each) !== undefined)
    if (own?.name !== undefined) {
      const { properties = {} } = own.schema
      const id = idIn(object, own.schema) ?? ''
      result.push({
        kind: own.name,
        id,
        name: `${own.name} ${id}${around === id || around === '' ? '' : ` of ${around}`}`,
        at,
        values: new Map(
          Object.entries(object).flatMap(([name, each]) => (holdsThings(each) ? [] : [[name, written(moment(each))] as const])),
        ),
        parts: new Map(
          Object.entries(object).flatMap(([name, each]) =>
            holdsThings(each) ? [[name, JSON.stringify(idsIn(each).sort())] as const] : [],
          ),
        ),
        isNamed:
          properties['id'] === undefined ||
          properties['deletedAt'] !== undefined ||
          properties['id'].$ref === '#/components/schemas/AlertDestinationId',
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

/** Its id; what has none, but says when it was changed, is told from others by its product and its place. */
function idIn(object: Readonly<Record<string, unknown>>, { properties = {} }: Schema): string | undefined {
  const { id, productMasterId, locationId } = object
  if (properties['id'] !== undefined) return typeof id === 'string' ? id : undefined
  if (properties['updatedAt'] === undefined || typeof productMasterId !== 'string' || typeof locationId !== 'string') return undefined
  return `${productMasterId} at ${locationId}`
}

/** A name within a list of parts that belongs to another thing, such as the product of a line. */
const foreign = /^\w+(Name|Sku)$|^(lotNumber|expiryDate)$/

/** A value as JSON, but for what the parts in it show of other things. */
const written = (value: unknown): string =>
  JSON.stringify(value, (name, each: unknown) => (typeof value === 'object' && foreign.test(name) ? null : each))

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

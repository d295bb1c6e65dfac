import { contract, type Operation, type Schema, valueAt } from '../../../spec/contract.ts'
import type { ExampleCall } from './example-call.ts'

/**
 * A place in a request that references a resource of the tenant by id. By the naming of the contract, these are:
 * - every path parameter, including the SKU, which identifies a product;
 * - query parameters named `id`, `…Id` or `…Ids`, or like a path parameter;
 * - body properties named `…Id`, and the items of those named `…Ids`. A property named `id` would be the id of the body itself.
 */
export interface IdPlace {
  readonly in: 'path' | 'query' | 'body'
  /** Name of the parameter, or JSON pointer into the body. */
  readonly at: string
  /** The example id: from the request or, for a property that its example omits, from the schema. */
  readonly example: string
  /** Whether the example request contains it. */
  readonly given: boolean
  /** Pointers to mutually exclusive properties of the body. */
  readonly instead?: readonly string[]
}

const pathParameters = new Set(Object.values(contract.operations).flatMap(({ parameters }) => parameters.flatMap(nameInPath)))

function nameInPath(parameter: Operation['parameters'][number]): string[] {
  return parameter.in === 'path' ? [parameter.name] : []
}

const namesAnId = (name: string): boolean => name === 'id' || /Ids?$/.test(name) || pathParameters.has(name)

function resolve(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const { $ref, ...siblings } = schema
  return { ...resolve(valueAt(contract.document, $ref.slice(1)) as Schema), ...siblings }
}

/** The properties that an object can have in any branch of its schema. */
function propertiesOf(schema: Schema): [name: string, schema: Schema][] {
  const { properties = {}, allOf = [], anyOf = [], oneOf = [] } = resolve(schema)
  return [...Object.entries(properties), ...[...allOf, ...anyOf, ...oneOf].flatMap(propertiesOf)]
}

/** Properties of which the schema requires exactly one. */
function alternativesIn(schema: Schema): readonly string[] {
  const { oneOf = [] } = resolve(schema)
  const names = oneOf.flatMap(({ required = [] }) => required)
  return names.length === oneOf.length ? names : []
}

/** The first example of a schema, or of a branch of it. */
function shown(schema: Schema): unknown {
  const { examples = [], allOf = [], anyOf = [], oneOf = [], items } = resolve(schema)
  if (examples.length > 0) return examples[0]
  if (items !== undefined) return [shown(items)]
  return [...allOf, ...anyOf, ...oneOf].map(shown).find((each) => each !== undefined)
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new Error(`the contract has no example id at ${at} of a body`)
  return value
}

const itemsOf = (schema: Schema): Schema | undefined => {
  const { items, anyOf = [] } = resolve(schema)
  return items ?? anyOf.map(itemsOf).find((each) => each !== undefined)
}

function inBody(schema: Schema, value: unknown, at: string): IdPlace[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) {
    const items = itemsOf(schema) ?? {}
    return value.flatMap((item, index) => inBody(items, item, `${at}/${index}`))
  }
  const alternatives = alternativesIn(schema)
  return propertiesOf(schema).flatMap(([name, property]): IdPlace[] => {
    const given = (value as Record<string, unknown>)[name]
    const here = `${at}/${name}`
    if (name.endsWith('Id')) {
      const place = { in: 'body', at: here, example: text(given ?? shown(property), here), given: typeof given === 'string' } as const
      const others = alternatives.filter((each) => each !== name).map((each) => `${at}/${each}`)
      return [others.length < alternatives.length ? { ...place, instead: others } : place]
    }
    if (!name.endsWith('Ids')) return inBody(property, given, here)
    const ids = (given ?? shown(property)) as unknown[]
    return (given === undefined ? ids.slice(0, 1) : ids).map((id, index) => ({
      in: 'body',
      at: `${here}/${index}`,
      example: text(id, here),
      given: given !== undefined,
    }))
  })
}

/** The places of a call with an id, present or possible; the ids of the body in the order of its schema. */
export function idPlaces({ operation, body }: ExampleCall): IdPlace[] {
  return [
    ...operation.parameters
      .filter((each) => each.in === 'path' || namesAnId(each.name))
      .map(({ in: where, name, example }) => ({ in: where, at: name, example: String(example), given: true })),
    ...(operation.body === undefined ? [] : inBody(operation.body.schema, body, '')),
  ]
}

/** Pointers to all ids in the bodies of an operation, whether an example contains them or not, with `*` for array items. */
export function idsOfBody({ body }: Operation): string[] {
  const within = (schema: Schema, at: string): string[] => {
    const items = itemsOf(schema)
    if (items !== undefined) return within(items, `${at}/*`)
    return propertiesOf(schema).flatMap(([name, property]) => {
      if (name.endsWith('Id')) return [`${at}/${name}`]
      return name.endsWith('Ids') ? [`${at}/${name}/*`] : within(property, `${at}/${name}`)
    })
  }
  return body === undefined ? [] : [...new Set(within(body.schema, ''))]
}

/** A copy of a JSON value with another value at a pointer, whose last two tokens may be missing in the original. */
function put(node: unknown, [token = '', ...rest]: readonly string[], value: string | undefined): unknown {
  const child = rest.length === 0 ? () => value : (below: unknown) => put(below, rest, value)
  if (Array.isArray(node)) return node.map((item: unknown, index) => (String(index) === token ? child(item) : item))
  if (node === undefined) return [child(undefined)]
  const object = node as Readonly<Record<string, unknown>>
  return { ...object, [token]: child(object[token]) }
}

/** The call with another id at a place. */
export function withId(call: ExampleCall, { in: where, at, instead = [] }: IdPlace, id: string): ExampleCall {
  if (where === 'path') return { ...call, params: { ...call.params, [at]: id } }
  if (where === 'query') return { ...call, query: { ...call.query, [at]: id } }
  const tokens = (pointer: string) => pointer.slice(1).split('/')
  // JSON has no `undefined`: such properties are omitted.
  const without = instead.reduce<unknown>((body, other) => put(body, tokens(other), undefined), call.body)
  return { ...call, body: put(without, tokens(at), id) }
}

/** The strings of a call, by place. */
export function stringsOf({
  params,
  query,
  body,
}: ExampleCall): { readonly in: IdPlace['in']; readonly at: string; readonly text: string }[] {
  const within = (node: unknown, at: string): { in: 'body'; at: string; text: string }[] => {
    if (typeof node === 'string') return [{ in: 'body', at, text: node }]
    if (typeof node !== 'object' || node === null) return []
    return Object.entries(node).flatMap(([name, child]) => within(child, `${at}/${name}`))
  }
  const of = (where: 'path' | 'query', values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([at, text]) => ({ in: where, at, text }))
  return [...of('path', params), ...of('query', query), ...within(body, '')]
}

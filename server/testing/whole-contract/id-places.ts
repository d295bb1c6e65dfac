import { contract, type Operation, type Schema, valueAt } from '../../../spec/contract.ts'
import type { ExampleCall } from './example-call.ts'

/**
 * A place of a request where something of the tenant is named by its id. These are, by the contract's naming:
 * - every path parameter, the SKU among them, which stands for a product;
 * - query parameters called `id`, `…Id` or `…Ids`, or like a path parameter;
 * - properties of bodies called `…Id`, and the items of those called `…Ids`. A property called `id` would be the id of the body itself.
 */
export interface IdPlace {
  readonly in: 'path' | 'query' | 'body'
  /** Name of the parameter, or JSON pointer into the body. */
  readonly at: string
  /** The id that the contract shows there: in the request or, for a property that its example leaves out, in the schema. */
  readonly example: string
  /** Whether the example of the request has it. */
  readonly given: boolean
  /** Pointers to properties of the body that cannot stand beside it. */
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

/** The properties that an object can have, whichever branch of its schema it takes. */
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
  if (typeof value !== 'string') throw new Error(`the contract shows no id at ${at} of a body`)
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

/** Where a call names something by its id, or could; the ids of the body in the order of its schema. */
export function idPlaces({ operation, body }: ExampleCall): IdPlace[] {
  return [
    ...operation.parameters
      .filter((each) => each.in === 'path' || namesAnId(each.name))
      .map(({ in: where, name, example }) => ({ in: where, at: name, example: String(example), given: true })),
    ...(operation.body === undefined ? [] : inBody(operation.body.schema, body, '')),
  ]
}

/** Pointers to all ids of the bodies of an operation, whether an example has them or not, with `*` for the items of arrays. */
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

/** A copy of a JSON value with another one at a pointer, of which only the last two tokens may lead to what is not there yet. */
function put(node: unknown, [token = '', ...rest]: readonly string[], value: string | undefined): unknown {
  const child = rest.length === 0 ? () => value : (below: unknown) => put(below, rest, value)
  if (Array.isArray(node)) return node.map((item: unknown, index) => (String(index) === token ? child(item) : item))
  if (node === undefined) return [child(undefined)]
  const object = node as Readonly<Record<string, unknown>>
  return { ...object, [token]: child(object[token]) }
}

/** The call with another id in a place. */
export function withId(call: ExampleCall, { in: where, at, instead = [] }: IdPlace, id: string): ExampleCall {
  if (where === 'path') return { ...call, params: { ...call.params, [at]: id } }
  if (where === 'query') return { ...call, query: { ...call.query, [at]: id } }
  const tokens = (pointer: string) => pointer.slice(1).split('/')
  // JSON has no `undefined`: what is that is left out.
  const without = instead.reduce<unknown>((body, other) => put(body, tokens(other), undefined), call.body)
  return { ...call, body: put(without, tokens(at), id) }
}

/** The strings of a call, by the place where they are. */
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

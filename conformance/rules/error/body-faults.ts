/** Faults in request bodies, and the operations that they apply to. */
import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Operation, Schema } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import type { Spoil } from '../../resources/planted-faults.ts'
import { aimsOf, looksForItself } from '../../guard/targets.ts'
import type { WriteJson } from '../../model/request.ts'
import { hasId, operations, type Subject } from '../../model/rule.ts'

export type Body = Parameters<Spoil>[0]

export interface Fault extends Subject {
  readonly operation: Operation
  readonly about: string
  /** Makes a valid body invalid in `field` only. */
  readonly spoil: Spoil
  readonly field: string
}

/** Operations whose body is an object with its own properties. */
export const bodies = operations(
  (operation) => operation.body !== undefined && Object.keys(operation.body.schema.properties ?? {}).length > 0,
)

/** Whether a fault would replace the unknown id that prevents an operation from changing existing resources. */
const isInTheWay = (api: Api, operation: Operation, name: string): boolean =>
  aimsOf(api, operation.id).includes(`/${name}`) && looksForItself(api, operation)

/** One operation that stands for all with a body, for behavior of the body parser. */
export const oneBody = (api: Api): { readonly operation: Operation }[] =>
  bodies(api)
    .filter(({ operation }) => operation.body?.required === true && operation.method === 'POST' && !hasId(operation))
    .slice(0, 1)

/** Returns a value of a type that the schema does not allow, or `undefined` if it allows every type. */
function wrongType(schema: Schema): WriteJson | undefined {
  const types = [schema.type ?? []].flat()
  if (types.length === 0) return undefined
  return types.includes('object') ? 'text' : { not: 'expected' }
}

export const without = (body: Body, name: string): Body => Object.fromEntries(Object.entries(body).filter(([each]) => each !== name))

/** Returns the contract's example, whose properties can be made invalid. */
const exampleOf = (operation: Operation): Readonly<Record<string, unknown>> =>
  (Object.values(operation.body?.examples ?? {})[0] ?? {}) as Readonly<Record<string, unknown>>

/** One body for each missing required property, because each is a promise of the contract. */
export function missing(api: Api): Fault[] {
  return bodies(api).flatMap(({ operation }) =>
    (operation.body?.schema.required ?? [])
      .filter((name) => !isInTheWay(api, operation, name))
      .map((name) => ({ operation, about: `without ${name}`, spoil: (body: Body) => without(body, name), field: `/${name}` })),
  )
}

/** One property of the wrong type for each operation, and a number or boolean as text, because body parsers may convert it. */
export function mistyped(api: Api): Fault[] {
  return bodies(api).flatMap(({ operation }) => {
    const example = exampleOf(operation)
    const present = Object.entries(operation.body?.schema.properties ?? {}).filter(
      ([name]) => name in example && !isInTheWay(api, operation, name),
    )
    const found = present.find(([, schema]) => wrongType(schema) !== undefined)
    const plain = present.find(
      ([name, { type = [] }]) => ['number', 'boolean'].includes(typeof example[name]) && ![type].flat().includes('string'),
    )
    return [
      ...(found === undefined ? [] : [{ name: found[0], value: wrongType(found[1]) ?? null, about: `${found[0]} of another type` }]),
      ...(plain === undefined ? [] : [{ name: plain[0], value: String(example[plain[0]]), about: `${plain[0]} as text` }]),
    ].map(({ name, value, about }) => ({ operation, about, spoil: (body: Body) => ({ ...body, [name]: value }), field: `/${name}` }))
  })
}

/** A value outside an enum, and one just outside a length or range. */
export function outOfBounds(api: Api): Fault[] {
  return bodies(api).flatMap(({ operation }) => {
    const properties = Object.entries(operation.body?.schema.properties ?? {}).filter(([name]) => !isInTheWay(api, operation, name))
    const enumerated = properties.find(([, schema]) => schema.enum !== undefined)
    const bounded = properties.find(
      ([, schema]) => [schema.type].flat().includes('string') && schema.maxLength !== undefined && !schema.enum,
    )
    const ranged = properties.find(([, schema]) => [schema.type].flat().includes('number') && schema.minimum === 0)
    return [
      ...(enumerated === undefined ? [] : [{ name: enumerated[0], value: 'NO_SUCH_VALUE', about: `${enumerated[0]} outside its values` }]),
      ...(bounded === undefined
        ? []
        : [{ name: bounded[0], value: 'x'.repeat((bounded[1].maxLength ?? 0) + 1), about: `${bounded[0]} one character too long` }]),
      ...(ranged === undefined ? [] : [{ name: ranged[0], value: -1, about: `${ranged[0]} below 0` }]),
    ].map(({ name, value, about }) => ({
      operation,
      about,
      // No id has this length or value.
      spoil: (body: Body, ask: RequestBuilder) => ({ ...body, [name]: typeof value === 'string' ? ask.makeUp(value) : value }),
      field: `/${name}`,
    }))
  })
}

/** Two faults for one body, with their properties. */
interface Twofold {
  readonly spoil: Spoil
  readonly first: string
  readonly second: string
}

/** A body without its first required property, and with another property of the wrong type. */
export function twofold(operation: Operation): Twofold | undefined {
  const { required = [], properties = {} } = operation.body?.schema ?? {}
  const [missing, ...others] = required
  const mistyped = [...others, ...Object.keys(properties)].find(
    (name) => name !== missing && wrongType(properties[name] ?? {}) !== undefined,
  )
  if (missing === undefined || mistyped === undefined) return undefined
  const wrong = wrongType(properties[mistyped] ?? {}) ?? null
  return { spoil: (body) => ({ ...without(body, missing), [mistyped]: wrong }), first: missing, second: mistyped }
}

/** Returns the property with the second fault, for a body without a place for an unknown id. */
export const secondName = ({ operation, field }: Fault): string | undefined => {
  const { required = [], properties = {} } = operation.body?.schema ?? {}
  return [...required, ...Object.keys(properties)].find((name) => `/${name}` !== field && wrongType(properties[name] ?? {}) !== undefined)
}

export function second(fault: Fault): Spoil {
  const name = secondName(fault)
  const wrong = wrongType(fault.operation.body?.schema.properties?.[name ?? ''] ?? {}) ?? null
  return (body) => (name === undefined ? body : { ...body, [name]: wrong })
}

/** A property that is unknown to the contract, or set only by the server. */
export function unknownProperty(api: Api): Fault[] {
  return bodies(api).flatMap(({ operation }) =>
    ['no_such_property', 'createdAt'].map((added) => ({
      operation,
      about: `with ${added}`,
      spoil: (body: Body) => ({ ...body, [added]: '2026-06-01T08:00:00Z' }),
      field: `/${added}`,
    })),
  )
}

/** Two invalid properties in one body. */
export interface TwoFaults extends Subject, Twofold {
  readonly operation: Operation
}

export const everyFault = (api: Api): Fault[] => [...missing(api), ...mistyped(api), ...outOfBounds(api)]

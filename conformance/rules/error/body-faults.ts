/** Faults that can be planted in a body, and the operations that have one for them. */
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
  /** Makes a valid body wrong in `field`, and in nothing else. */
  readonly spoil: Spoil
  readonly field: string
}

/** Operations whose body is an object with properties of its own. */
export const bodies = operations(
  (operation) => operation.body !== undefined && Object.keys(operation.body.schema.properties ?? {}).length > 0,
)

/** Whether a fault would be in what keeps an operation from changing anything that exists: the id of a place that names nothing. */
const isInTheWay = (api: Api, operation: Operation, name: string): boolean =>
  aimsOf(api, operation.id).includes(`/${name}`) && looksForItself(api, operation)

/** One operation to stand for all that read a body, where what reads it decides. */
export const oneBody = (api: Api): { readonly operation: Operation }[] =>
  bodies(api)
    .filter(({ operation }) => operation.body?.required === true && operation.method === 'POST' && !hasId(operation))
    .slice(0, 1)

/** A value of a type that the schema does not allow; `undefined` if it allows every type. */
function wrongType(schema: Schema): WriteJson | undefined {
  const types = [schema.type ?? []].flat()
  if (types.length === 0) return undefined
  return types.includes('object') ? 'text' : { not: 'expected' }
}

export const without = (body: Body, name: string): Body => Object.fromEntries(Object.entries(body).filter(([each]) => each !== name))

/** The contract's example, to see which of its properties can be wrong. */
const exampleOf = (operation: Operation): Readonly<Record<string, unknown>> =>
  (Object.values(operation.body?.examples ?? {})[0] ?? {}) as Readonly<Record<string, unknown>>

/** One body for each required property that is left out: every one is a promise of the contract. */
export function missing(api: Api): Fault[] {
  return bodies(api).flatMap(({ operation }) =>
    (operation.body?.schema.required ?? [])
      .filter((name) => !isInTheWay(api, operation, name))
      .map((name) => ({ operation, about: `without ${name}`, spoil: (body: Body) => without(body, name), field: `/${name}` })),
  )
}

/** One property of the wrong type for each operation, and a number or a truth value as text: what reads bodies may convert it unasked. */
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

/** A value outside an enum, and one just outside a length or a range. */
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
      // No id is as long, or has such a value.
      spoil: (body: Body, ask: RequestBuilder) => ({ ...body, [name]: typeof value === 'string' ? ask.makeUp(value) : value }),
      field: `/${name}`,
    }))
  })
}

/** Two faults for one body, and their properties. */
interface Twofold {
  readonly spoil: Spoil
  readonly first: string
  readonly second: string
}

/** A body without its first required property, and with another one of the wrong type. */
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

/** The property in which a second fault is, for a body in which no id can name nothing. */
export const secondName = ({ operation, field }: Fault): string | undefined => {
  const { required = [], properties = {} } = operation.body?.schema ?? {}
  return [...required, ...Object.keys(properties)].find((name) => `/${name}` !== field && wrongType(properties[name] ?? {}) !== undefined)
}

export function second(fault: Fault): Spoil {
  const name = secondName(fault)
  const wrong = wrongType(fault.operation.body?.schema.properties?.[name ?? ''] ?? {}) ?? null
  return (body) => (name === undefined ? body : { ...body, [name]: wrong })
}

/** A property that the contract does not know, or that only the server sets. */
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

/** Two properties that are both wrong in one body. */
export interface TwoFaults extends Subject, Twofold {
  readonly operation: Operation
}

export const everyFault = (api: Api): Fault[] => [...missing(api), ...mistyped(api), ...outOfBounds(api)]

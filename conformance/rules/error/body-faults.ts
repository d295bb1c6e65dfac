/** Faults in request bodies, and the operations that they apply to. */
import type { Operation, Schema } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import type { Change, Fault } from '../../model/fault.ts'
import { aimsOf, looksForItself } from '../../guard/targets.ts'
import type { WriteJson } from '../../model/request.ts'
import { hasId, operations, type Subject } from '../../model/rule.ts'

/** A fault of one property. */
export interface BodyFault extends Subject, Fault {
  readonly operation: Operation
  readonly about: string
  /** The only invalid field. */
  readonly field: string
}

const bodyFault = (operation: Operation, about: string, change: Change, kind: string): BodyFault => ({
  operation,
  about,
  in: 'body',
  kind,
  changes: [change],
  field: change.place,
})

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

/** Returns the contract's example, whose properties can be made invalid. */
const exampleOf = (operation: Operation): Readonly<Record<string, unknown>> =>
  (Object.values(operation.body?.examples ?? {})[0] ?? {}) as Readonly<Record<string, unknown>>

/** One body for each missing required property, because each is a promise of the contract. */
export function missing(api: Api): BodyFault[] {
  return bodies(api).flatMap(({ operation }) =>
    (operation.body?.schema.required ?? [])
      .filter((name) => !isInTheWay(api, operation, name))
      .map((name) => bodyFault(operation, `without ${name}`, { place: `/${name}` }, 'missing')),
  )
}

/** A kind of fault for which one property of a body is chosen. */
type Kind = 'asText' | 'ofAnotherType' | 'outsideEnum' | 'tooLong' | 'belowZero'
type Chosen = Readonly<Partial<Record<Kind, string>>>

/**
 * Chooses a property for each kind of fault. A wrong type gets a property without another fault where possible, and an optional one, because
 * required ones are also missing in some request: then most faults of a body can be sent together.
 */
function chosenFor(api: Api, operation: Operation): Chosen {
  const { required = [], properties = {} } = operation.body?.schema ?? {}
  const example = exampleOf(operation)
  const candidates = Object.entries(properties).filter(([name]) => !isInTheWay(api, operation, name))
  const taken = new Set(required.slice(0, 1))
  const rank = (name: string): number => (taken.has(name) ? 2 : 0) + (required.includes(name) ? 1 : 0)
  const first = (fits: (schema: Schema, name: string) => boolean): string | undefined =>
    candidates.find(([name, schema]) => fits(schema, name))?.[0]
  const best = (fits: (schema: Schema, name: string) => boolean): string | undefined =>
    candidates
      .filter(([name, schema]) => fits(schema, name))
      .map(([name]) => name)
      .toSorted((a, b) => rank(a) - rank(b))[0]
  const take = (name: string | undefined): string | undefined => {
    if (name !== undefined) taken.add(name)
    return name
  }
  const is = ({ type }: Schema, wanted: string): boolean => [type].flat().includes(wanted)
  const chosen = {
    belowZero: take(first((schema) => is(schema, 'number') && schema.minimum === 0)),
    outsideEnum: take(first((schema) => schema.enum !== undefined)),
    tooLong: take(first((schema) => is(schema, 'string') && schema.maxLength !== undefined && !schema.enum)),
    asText: take(best((schema, name) => ['number', 'boolean'].includes(typeof example[name]) && !is(schema, 'string'))),
    ofAnotherType: best((schema, name) => name in example && wrongType(schema) !== undefined),
  }
  return Object.fromEntries(Object.entries(chosen).flatMap(([kind, name]) => (name === undefined ? [] : [[kind, name]])))
}

const schemaOf = (operation: Operation, name: string): Schema => operation.body?.schema.properties?.[name] ?? {}

/** No id has the value of a text. */
const text = (value: string): Omit<Change, 'place'> => ({ value, isMadeUp: true })

/** The value that makes the chosen property invalid, and how a subject is described. */
const kinds: Readonly<Record<Kind, (operation: Operation, name: string) => { readonly about: string } & Omit<Change, 'place'>>> = {
  ofAnotherType: (operation, name) => ({ ...ofWrongType(operation, name), about: `${name} of another type` }),
  asText: (operation, name) => ({ value: String(exampleOf(operation)[name]), about: `${name} as text` }),
  outsideEnum: (_, name) => ({ ...text('NO_SUCH_VALUE'), about: `${name} outside its values` }),
  tooLong: (operation, name) => ({
    ...text('x'.repeat((schemaOf(operation, name).maxLength ?? 0) + 1)),
    about: `${name} one character too long`,
  }),
  belowZero: (_, name) => ({ value: -1, about: `${name} below 0` }),
}

/** One fault of each of these kinds for each operation that has a property for it. */
const faultsOf =
  (...wanted: readonly Kind[]) =>
  (api: Api): BodyFault[] =>
    bodies(api).flatMap(({ operation }) => {
      const chosen = chosenFor(api, operation)
      return wanted.flatMap((kind) => {
        const name = chosen[kind]
        if (name === undefined) return []
        const { about, ...change } = kinds[kind](operation, name)
        return [bodyFault(operation, about, { ...change, place: `/${name}` }, kind)]
      })
    })

/** One property of the wrong type, and a number or boolean as text, because body parsers may convert it. */
export const mistyped = faultsOf('ofAnotherType', 'asText')

/** A value outside an enum, and one just outside a length or range. */
export const outOfBounds = faultsOf('outsideEnum', 'tooLong', 'belowZero')

const ofWrongType = (operation: Operation, name: string): Change => ({
  place: `/${name}`,
  value: wrongType(schemaOf(operation, name)) ?? null,
})

/** A body without its first required property, and with another property of the wrong type. */
export function twofold(api: Api, operation: Operation): TwoFaults | undefined {
  const { required = [], properties = {} } = operation.body?.schema ?? {}
  const [missing, ...others] = required
  const mistyped = [chosenFor(api, operation).ofAnotherType, ...others, ...Object.keys(properties)].find(
    (name) => name !== undefined && name !== missing && wrongType(schemaOf(operation, name)) !== undefined,
  )
  return missing === undefined || mistyped === undefined ? undefined : twoFaults(operation, missing, ofWrongType(operation, mistyped))
}

/** A body without one property, and with another fault. */
export const twoFaults = (operation: Operation, missing: string, other: Change): TwoFaults => ({
  operation,
  in: 'body',
  kind: 'two',
  changes: [{ place: `/${missing}` }, other],
})

/** Returns the property with the second fault, for a body without a place for an unknown id. */
export const secondName = ({ operation, field }: BodyFault): string | undefined => {
  const { required = [], properties = {} } = operation.body?.schema ?? {}
  return [...required, ...Object.keys(properties)].find((name) => `/${name}` !== field && wrongType(properties[name] ?? {}) !== undefined)
}

/** The second fault of a body without a place for an unknown id; none if no property is left for it. */
export function second(fault: BodyFault): Change[] {
  const name = secondName(fault)
  return name === undefined ? [] : [ofWrongType(fault.operation, name)]
}

/** A property that is unknown to the contract, or set only by the server. */
export function unknownProperty(api: Api): BodyFault[] {
  return bodies(api).flatMap(({ operation }) => added.map((name) => bodyFault(operation, `with ${name}`, addition(name), name)))
}

/** Properties that no body has: one that the contract does not know, and one that only the server sets. */
export const added = ['no_such_property', 'createdAt'] as const

/** Adds such a property. */
export const addition = (name: (typeof added)[number]): Change => ({ place: `/${name}`, value: '2026-06-01T08:00:00Z' })

/** Two invalid properties in one body. */
export interface TwoFaults extends Subject, Fault {
  readonly operation: Operation
}

export const everyFault = (api: Api): BodyFault[] => [...missing(api), ...mistyped(api), ...outOfBounds(api)]

/** Refused writes: what a body must not be, and how the refusal names it. */
import { isWithin, type Contract, type Operation, type Schema } from '../../../spec/contract.ts'
import { exampleBody, type Asker } from '../../ask.ts'
import { altered } from '../../exchange.ts'
import { fails, hasId, operations, passes, probe, type Subject } from '../../rule.ts'
import { namedFields, refused } from '../refusal.ts'

interface Fault extends Subject {
  readonly operation: Operation
  readonly about: string
  /** The whole body to send. */
  readonly body: unknown
  readonly field: string
}

/** Operations whose body is an object with properties of its own. */
const bodies = operations(({ body }) => body !== undefined && Object.keys(body.schema.properties ?? {}).length > 0)

/** One operation to stand for all that read a body, where what reads it decides. */
export const oneBody = (contract: Contract): { readonly operation: Operation }[] =>
  bodies(contract)
    .filter(({ operation }) => operation.body?.required === true && operation.method === 'POST' && !hasId(operation))
    .slice(0, 1)

/** A value of a type that the schema does not allow; `undefined` if it allows every type. */
function wrongType(schema: Schema): unknown {
  const types = [schema.type ?? []].flat()
  if (types.length === 0) return undefined
  return types.includes('object') ? 'text' : { not: 'expected' }
}

const without = (body: Record<string, unknown>, name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([each]) => each !== name))

/** One body for each required property that is left out: every one is a promise of the contract. */
function missing(contract: Contract): Fault[] {
  return bodies(contract).flatMap(({ operation }) =>
    (operation.body?.schema.required ?? []).map((name) => ({
      operation,
      about: `without ${name}`,
      body: without(exampleBody(operation), name),
      field: `/${name}`,
    })),
  )
}

/** One property of the wrong type for each operation, and a number or a truth value as text: what reads bodies may convert it unasked. */
function mistyped(contract: Contract): Fault[] {
  return bodies(contract).flatMap(({ operation }) => {
    const example = exampleBody(operation)
    const present = Object.entries(operation.body?.schema.properties ?? {}).filter(([name]) => name in example)
    const found = present.find(([, schema]) => wrongType(schema) !== undefined)
    const plain = present.find(
      ([name, { type = [] }]) => ['number', 'boolean'].includes(typeof example[name]) && ![type].flat().includes('string'),
    )
    return [
      ...(found === undefined ? [] : [{ name: found[0], value: wrongType(found[1]), about: `${found[0]} of another type` }]),
      ...(plain === undefined ? [] : [{ name: plain[0], value: String(example[plain[0]]), about: `${plain[0]} as text` }]),
    ].map(({ name, value, about }) => ({ operation, about, body: { ...example, [name]: value }, field: `/${name}` }))
  })
}

/** A value outside an enum, and one just outside a length or a range. */
function outOfBounds(contract: Contract): Fault[] {
  return bodies(contract).flatMap(({ operation }) => {
    const example = exampleBody(operation)
    const properties = Object.entries(operation.body?.schema.properties ?? {})
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
    ].map(({ name, value, about }) => ({ operation, about, body: { ...example, [name]: value }, field: `/${name}` }))
  })
}

/** A body with two faults, and their properties. */
interface Twofold {
  readonly body: unknown
  readonly first: string
  readonly second: string
}

interface Stowaway extends Fault {
  /** Another body: a deployment that lists its two faults would list the property too if it minded it. */
  readonly twofold?: Twofold | undefined
}

/** A body without its first required property, and with another one of the wrong type. */
function twofold(operation: Operation): Twofold | undefined {
  const { required = [], properties = {} } = operation.body?.schema ?? {}
  const [missing, ...others] = required
  const mistyped = [...others, ...Object.keys(properties)].find(
    (name) => name !== missing && wrongType(properties[name] ?? {}) !== undefined,
  )
  if (missing === undefined || mistyped === undefined) return undefined
  const body = { ...without(exampleBody(operation), missing), [mistyped]: wrongType(properties[mistyped] ?? {}) }
  return { body, first: missing, second: mistyped }
}

/** Whether each of the properties, or something within it, is among the fields that were named. */
const areNamed = (properties: readonly string[], fields: readonly string[]): boolean =>
  properties.every((name) => fields.some((path) => isWithin(path, `/${name}`)))

/**
 * A property that the contract does not know. Nothing may come into being where it is let through: either the path names nothing, or another
 * property is missing.
 */
function unknownProperty(contract: Contract): Stowaway[] {
  return bodies(contract).flatMap(({ operation }) => {
    const [name] = operation.body?.schema.required ?? []
    if (!hasId(operation) && name === undefined) return []
    const body = hasId(operation) ? exampleBody(operation) : without(exampleBody(operation), name ?? '')
    return ['no_such_property', 'createdAt'].map((added) => ({
      operation,
      about: `with ${added}`,
      body: { ...body, [added]: '2026-06-01T08:00:00Z' },
      field: `/${added}`,
      twofold: hasId(operation) ? undefined : twofold(operation),
    }))
  })
}

/** Two properties that are both wrong in one body. */
interface TwoFaults extends Subject, Twofold {
  readonly operation: Operation
  /** Whether it is sent to ids that name nothing. */
  readonly isAnywhere?: true
}

const everyFault = (contract: Contract): Fault[] => [...missing(contract), ...mistyped(contract), ...outOfBounds(contract)]

const plant = ({ operation, body }: Fault, ask: Asker) => ({
  planted: ask.operation(operation, { params: ask.unknownParams(operation), body: { json: body } }),
})

const refusal = (id: `error/${string}`, title: string, subjects: (contract: Contract) => Fault[]) =>
  probe({
    id,
    level: 'MUST',
    cites: ['R08', 'D10'],
    title,
    subjects,
    ask: plant,
    judge: ({ planted }, { field }, bench) => refused(planted, bench, { status: 400, field }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 201 }) }),
  })

export const validationProbes = [
  refusal('error/missing-property-refused', 'refuses a body without a required property with 400', missing),
  refusal('error/wrong-type-refused', 'refuses a property of another type with 400', mistyped),
  probe({
    id: 'error/unknown-property-refused',
    level: 'MUST',
    cites: ['R08', 'D10'],
    title: 'refuses a property that the operation does not know, or that only the server sets, with 400',
    subjects: unknownProperty,
    ask: (subject, ask) => {
      const { planted } = plant(subject, ask)
      return { planted, twofold: subject.twofold === undefined ? planted : plant({ ...subject, body: subject.twofold.body }, ask).planted }
    },
    judge: ({ planted, twofold: both }, { field, twofold }, bench) => {
      const judged = refused(planted, bench, { status: 400, field })
      if (judged.is !== 'inconclusive' || planted.reply.status !== 400 || twofold === undefined) return judged
      return areNamed([twofold.first, twofold.second], namedFields(both))
        ? fails(`an issue with path ${field}`, namedFields(planted).join(', '), planted)
        : judged
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 201 }) }),
  }),
  refusal('error/out-of-bounds-refused', 'refuses a value outside its enum, length or range with 400', outOfBounds),
  probe({
    id: 'error/names-the-field',
    level: 'MUST',
    cites: ['D02'],
    title: 'names the offending field of a refused body in `details.issues`',
    subjects: everyFault,
    ask: plant,
    judge: ({ planted }, { field }) => {
      if (planted.reply.status !== 400)
        return { is: 'inconclusive', missing: `a 400 to look into (it was answered ${planted.reply.status})` }
      const named = namedFields(planted)
      return named.includes(field) ? passes : fails(`an issue with path ${field}`, named.length > 0 ? named.join(', ') : 'no issues')
    },
    sabotage: ({ planted }) => ({
      planted: altered(planted, {
        json: (body) => ({ ...body, details: { ...body.details, issues: [{ in: 'body', path: '/other', message: 'x' }] } }),
      }),
    }),
  }),
  probe({
    id: 'error/lists-every-fault',
    level: 'SHOULD',
    cites: ['D02'],
    title: 'lists two independent faults as two issues',
    subjects: (contract): TwoFaults[] => [
      ...bodies(contract).flatMap(({ operation }) => {
        const both = twofold(operation)
        return both === undefined ? [] : [{ operation, ...both }]
      }),
      // What is unknown was planted beside something that is missing, but where the path names nothing.
      ...unknownProperty(contract).flatMap(({ operation, about, body, field }) => {
        const [first] = operation.body?.schema.required ?? []
        return first === undefined || hasId(operation)
          ? []
          : [{ operation, about: `without ${first}, ${about}`, first, second: field.slice(1), body, isAnywhere: true as const }]
      }),
    ],
    ask: ({ operation, body, isAnywhere }, ask) => ({
      planted: ask.operation(operation, { ...(isAnywhere ? { params: ask.unknownParams(operation) } : {}), body: { json: body } }),
    }),
    judge: ({ planted }, { first, second }) => {
      if (planted.reply.status !== 400)
        return { is: 'inconclusive', missing: `a 400 to look into (it was answered ${planted.reply.status})` }
      const named = namedFields(planted)
      return areNamed([first, second], named) ? passes : fails(`issues for /${first} and /${second}`, named.join(', '))
    },
    sabotage: ({ planted }) => ({
      planted: altered(planted, { json: (body) => ({ ...body, details: { ...body.details, issues: body.details.issues.slice(0, 1) } }) }),
    }),
  }),
  ...(
    [
      ['error/broken-json-refused', 'a body that is not JSON', { text: '{"broken":' }],
      ['error/empty-body-refused', 'an empty body where one is required', { text: '' }],
    ] as const
  ).map(([id, what, body]) =>
    probe({
      id,
      level: 'MUST',
      cites: ['D02', 'R05'],
      title: `refuses ${what} with 400 and reason MALFORMED_JSON`,
      subjects: oneBody,
      ask: ({ operation }, ask) => ({ planted: ask.operation(operation, { body }) }),
      judge: ({ planted }, _subject, bench) => refused(planted, bench, { status: 400, reason: 'MALFORMED_JSON' }),
      sabotage: ({ planted }) => ({ planted: altered(planted, { status: 500 }) }),
    }),
  ),
  probe({
    id: 'error/undecodable-body-refused',
    level: 'MUST',
    cites: ['RFC 8259 §8.1', 'D12'],
    title: 'refuses a body with a byte order mark, or that is not UTF-8, with 400',
    // A required property is missing besides, so that nothing comes into being where the bytes are let through.
    subjects: (contract) =>
      oneBody(contract).flatMap((subject) => [
        { ...subject, about: 'a byte order mark', bytes: Buffer.from('\uFEFF{}') },
        { ...subject, about: 'bytes that are not UTF-8', bytes: Buffer.from('{"text":"\u00FF\u00FE"}', 'latin1') },
      ]),
    ask: ({ operation, bytes }, ask) => ({ planted: ask.operation(operation, { body: { base64: bytes.toString('base64') } }) }),
    judge: ({ planted }, { operation }, bench) => {
      // Only who has read the bytes nevertheless knows what is missing in them.
      const missed = (operation.body?.schema.required ?? []).find((name) => namedFields(planted).includes(`/${name}`))
      return missed === undefined
        ? refused(planted, bench, { status: 400 })
        : fails('a refusal of the bytes', `${planted.reply.status} for what they say: an issue with path /${missed}`, planted)
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 500 }) }),
  }),
]

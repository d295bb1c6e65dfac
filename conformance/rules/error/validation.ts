/** Refused writes: what a body must not be, and how the refusal names it. */
import { isWithin, type Contract, type Operation, type Schema } from '../../../spec/contract.ts'
import type { Asker } from '../../plan/request-builder.ts'
import { altered, type Answered } from '../../model/exchange.ts'
import { namingNothing, plant, type Spoil } from '../../resources/planted-faults.ts'
import { aimsOf, isAtPlace, looksForItself, touchOf } from '../../guard/targets.ts'
import type { Request, WriteJson } from '../../model/request.ts'
import { fails, hasId, operations, passes, probe, withheld, type Subject } from '../../model/rule.ts'
import { namedFields, refused } from '../refusal.ts'

type Body = Parameters<Spoil>[0]

interface Fault extends Subject {
  readonly operation: Operation
  readonly about: string
  /** Makes a valid body wrong in `field`, and in nothing else. */
  readonly spoil: Spoil
  readonly field: string
}

/** Operations whose body is an object with properties of its own. */
const bodies = operations((operation) => operation.body !== undefined && Object.keys(operation.body.schema.properties ?? {}).length > 0)

/** Whether a fault would be in what keeps an operation from changing anything that exists: the id of a place that names nothing. */
const isInTheWay = ({ id }: Operation, name: string): boolean => aimsOf(id).includes(`/${name}`) && touchOf(id).reach === 'everything'

/** One operation to stand for all that read a body, where what reads it decides. */
export const oneBody = (contract: Contract): { readonly operation: Operation }[] =>
  bodies(contract)
    .filter(({ operation }) => operation.body?.required === true && operation.method === 'POST' && !hasId(operation))
    .slice(0, 1)

/** A value of a type that the schema does not allow; `undefined` if it allows every type. */
function wrongType(schema: Schema): WriteJson | undefined {
  const types = [schema.type ?? []].flat()
  if (types.length === 0) return undefined
  return types.includes('object') ? 'text' : { not: 'expected' }
}

const without = (body: Body, name: string): Body => Object.fromEntries(Object.entries(body).filter(([each]) => each !== name))

/** The contract's example, to see which of its properties can be wrong. */
const exampleOf = (operation: Operation): Readonly<Record<string, unknown>> =>
  (Object.values(operation.body?.examples ?? {})[0] ?? {}) as Readonly<Record<string, unknown>>

/** One body for each required property that is left out: every one is a promise of the contract. */
function missing(contract: Contract): Fault[] {
  return bodies(contract).flatMap(({ operation }) =>
    (operation.body?.schema.required ?? [])
      .filter((name) => !isInTheWay(operation, name))
      .map((name) => ({ operation, about: `without ${name}`, spoil: (body: Body) => without(body, name), field: `/${name}` })),
  )
}

/** One property of the wrong type for each operation, and a number or a truth value as text: what reads bodies may convert it unasked. */
function mistyped(contract: Contract): Fault[] {
  return bodies(contract).flatMap(({ operation }) => {
    const example = exampleOf(operation)
    const present = Object.entries(operation.body?.schema.properties ?? {}).filter(
      ([name]) => name in example && !isInTheWay(operation, name),
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
function outOfBounds(contract: Contract): Fault[] {
  return bodies(contract).flatMap(({ operation }) => {
    const properties = Object.entries(operation.body?.schema.properties ?? {}).filter(([name]) => !isInTheWay(operation, name))
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
      spoil: (body: Body, ask: Asker) => ({ ...body, [name]: typeof value === 'string' ? ask.makeUp(value) : value }),
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
function twofold(operation: Operation): Twofold | undefined {
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
const secondName = ({ operation, field }: Fault): string | undefined => {
  const { required = [], properties = {} } = operation.body?.schema ?? {}
  return [...required, ...Object.keys(properties)].find((name) => `/${name}` !== field && wrongType(properties[name] ?? {}) !== undefined)
}

function second(fault: Fault): Spoil {
  const name = secondName(fault)
  const wrong = wrongType(fault.operation.body?.schema.properties?.[name ?? ''] ?? {}) ?? null
  return (body) => (name === undefined ? body : { ...body, [name]: wrong })
}

/** Whether a refusal is only for the fault that was planted for safety beside the one that is judged. */
function isForTheOther(exchange: Answered, fault: Fault): boolean {
  const { effect, params } = exchange.request.planned
  if (effect !== 'refused' || Object.keys(params).length > 0 || exchange.reply.status !== 400) return false
  const others = [...aimsOf(fault.operation.id), `/${secondName(fault) ?? ''}`]
  const named = namedFields(exchange)
  if (named.some((each) => isWithin(each, fault.field))) return false
  return named.length > 0 && named.every((each) => others.some((place) => isAtPlace(each, place) || isWithin(each, place)))
}

/** Whether each of the properties, or something within it, is among the fields that were named. */
const areNamed = (properties: readonly string[], fields: readonly string[]): boolean =>
  properties.every((name) => fields.some((path) => isWithin(path, `/${name}`)))

/** A property that the contract does not know, or that only the server sets. */
function unknownProperty(contract: Contract): Fault[] {
  return bodies(contract).flatMap(({ operation }) =>
    ['no_such_property', 'createdAt'].map((added) => ({
      operation,
      about: `with ${added}`,
      spoil: (body: Body) => ({ ...body, [added]: '2026-06-01T08:00:00Z' }),
      field: `/${added}`,
    })),
  )
}

/** Two properties that are both wrong in one body. */
interface TwoFaults extends Subject, Twofold {
  readonly operation: Operation
}

const everyFault = (contract: Contract): Fault[] => [...missing(contract), ...mistyped(contract), ...outOfBounds(contract)]

const asked = (fault: Fault, ask: Asker) => ({ planted: plant(fault.operation, fault.spoil, ask, second(fault)) })

/** A run that is allowed to write sends the fault alone, and can tell; but not to what looks for its own targets, which is told to look where nothing is. */
const onlyTheOther = ({ operation }: Fault) =>
  looksForItself(operation)
    ? withheld(
        '400 returned, but only for the place that does not exist; this fault is never sent alone, since the operation looks for what to change',
      )
    : withheld('400 returned, but only for another fault of the body; allow --allow-writes to send this fault alone')

const refusal = (id: `error/${string}`, title: string, subjects: (contract: Contract) => Fault[]) =>
  probe({
    id,
    level: 'MUST',
    cites: ['R08', 'D10'],
    title,
    subjects,
    ask: asked,
    judge: ({ planted }, fault, bench) =>
      isForTheOther(planted, fault) ? onlyTheOther(fault) : refused(planted, bench, { status: 400, field: fault.field }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 201 }) }),
  })

/** A body with two faults, and with ids that name nothing, is refused twice whoever allows what. */
const refusedTwice = (operation: Operation, spoil: Spoil, ask: Asker): Request =>
  ask.write(operation, {
    params: ask.unknownParams(operation),
    body: { json: spoil(namingNothing(operation, ask), ask) },
    effect: 'refused',
  })

function twoFaults(operation: Operation, ask: Asker): Request | undefined {
  const both = hasId(operation) ? undefined : twofold(operation)
  return both === undefined ? undefined : refusedTwice(operation, both.spoil, ask)
}

export const validationProbes = [
  refusal('error/missing-property-refused', 'refuses a body without a required property with 400', missing),
  refusal('error/wrong-type-refused', 'refuses a property of another type with 400', mistyped),
  probe({
    id: 'error/unknown-property-refused',
    level: 'MUST',
    cites: ['R08', 'D10'],
    title: 'refuses a property that the operation does not know, or that only the server sets, with 400',
    subjects: unknownProperty,
    ask: (fault, ask) => {
      const { planted } = asked(fault, ask)
      return { planted, twofold: twoFaults(fault.operation, ask) ?? planted }
    },
    judge: ({ planted, twofold: both }, fault, bench) => {
      const judged = refused(planted, bench, { status: 400, field: fault.field })
      if (judged.is !== 'inconclusive' || planted.reply.status !== 400) return judged
      // A deployment that lists two other faults would list the property too, if it minded it.
      const two = twofold(fault.operation)
      if (both !== planted && two !== undefined && areNamed([two.first, two.second], namedFields(both)))
        return fails(`an issue with path ${fault.field}`, namedFields(planted).join(', '), planted)
      return isForTheOther(planted, fault) ? onlyTheOther(fault) : judged
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
    ask: asked,
    judge: ({ planted }, fault) => {
      const { field } = fault
      if (planted.reply.status !== 400)
        return { is: 'inconclusive', missing: `a 400 to look into (it was answered ${planted.reply.status})` }
      if (isForTheOther(planted, fault)) return onlyTheOther(fault)
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
    subjects: (contract): TwoFaults[] =>
      bodies(contract).flatMap(({ operation }) => {
        const both = twofold(operation)
        const [first] = operation.body?.schema.required ?? []
        const unknown =
          first === undefined || hasId(operation)
            ? []
            : ['no_such_property', 'createdAt'].map((added) => ({
                operation,
                about: `without ${first}, with ${added}`,
                first,
                second: added,
                spoil: (body: Body) => ({ ...without(body, first), [added]: '2026-06-01T08:00:00Z' }),
              }))
        return [...(both === undefined ? [] : [{ operation, ...both }]), ...unknown]
      }),
    ask: ({ operation, spoil }, ask) => ({ planted: refusedTwice(operation, spoil, ask) }),
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
      ask: ({ operation }, ask) => ({ planted: ask.write(operation, { body, effect: 'refused' }) }),
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
    ask: ({ operation, bytes }, ask) => ({
      planted: ask.write(operation, { body: { base64: bytes.toString('base64') }, effect: 'refused' }),
    }),
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

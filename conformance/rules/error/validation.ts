/** Rejected writes: invalid bodies, and how the rejection names the invalid fields. */
import type { RequestBuilder } from '../../model/request-builder.ts'
import { isWithin, type Operation } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { altered, type Answered } from '../../model/exchange.ts'
import { plant, plantTogether } from '../../resources/planted-faults.ts'
import { aimsOf, isAtPlace, looksForItself } from '../../guard/targets.ts'
import { fails, passes, withheld } from '../../model/judgement.ts'
import { hasId, probe } from '../../model/rule.ts'
import { issuesFor, namedFields } from '../../model/issues.ts'
import { refused } from '../refusal.ts'
import {
  added,
  addition,
  bodies,
  everyFault,
  missing,
  mistyped,
  oneBody,
  outOfBounds,
  second,
  secondName,
  twofold,
  twoFaults,
  unknownProperty,
  type BodyFault,
  type TwoFaults,
} from './body-faults.ts'

/** Whether a rejection is only for the additional fault that was planted for safety. */
function isForTheOther(exchange: Answered, fault: BodyFault, api: Api): boolean {
  const { effect, params } = exchange.request.planned
  if (effect !== 'refused' || Object.keys(params).length > 0 || exchange.reply.status !== 400) return false
  const others = [...aimsOf(api, fault.operation.id), `/${secondName(fault) ?? ''}`]
  const named = namedFields(exchange)
  if (named.some((each) => isWithin(each, fault.field))) return false
  return named.length > 0 && named.every((each) => others.some((place) => isAtPlace(each, place) || isWithin(each, place)))
}

/** Whether each invalid property, or a field inside it, was named. */
const areNamed = ({ changes }: TwoFaults, fields: readonly string[]): boolean =>
  changes.every(({ place }) => fields.some((path) => isWithin(path, place)))

/** A run with --allow-writes sends the fault alone. Exception: an operation that selects its own targets always gets an unknown id too. */
const onlyTheOther = ({ operation }: BodyFault, api: Api) =>
  looksForItself(api, operation)
    ? withheld(
        '400 returned, but only for the unknown id; this fault is never sent alone, because the operation itself selects what it changes',
      )
    : withheld('400 returned, but only for another fault of the body; allow --allow-writes to send this fault alone')

const asked = (fault: BodyFault, ask: RequestBuilder) => ({ planted: plant(fault, ask, second(fault)) })
const planted = (fault: BodyFault) => ({ planted: fault })

const refusal = (id: `error/${string}`, title: string, subjects: (api: Api) => BodyFault[]) =>
  probe({
    id,
    level: 'MUST',
    cites: ['R08', 'D10'],
    title,
    subjects,
    ask: asked,
    faults: planted,
    judge: ({ planted }, fault, context) =>
      isForTheOther(planted, fault, context.api)
        ? onlyTheOther(fault, context.api)
        : refused(planted, context, { status: 400, field: fault.field }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 201 }) }),
  })

/** The two faults that are sent to a creation, if its body has places for them. */
const twoOf = (api: Api, operation: Operation): TwoFaults | undefined => (hasId(operation) ? undefined : twofold(api, operation))

export const validationProbes = [
  refusal('error/missing-property-refused', 'returns 400 if the request body lacks a required property', missing),
  refusal('error/wrong-type-refused', 'returns 400 if a property has the wrong type', mistyped),
  probe({
    id: 'error/unknown-property-refused',
    level: 'MUST',
    cites: ['R08', 'D10'],
    title: 'returns 400 if the request body has a property that is unknown to the operation or set only by the server',
    subjects: unknownProperty,
    ask: (fault, ask) => {
      const { planted } = asked(fault, ask)
      const two = twoOf(ask.api, fault.operation)
      return { planted, twofold: two === undefined ? planted : plantTogether(two, ask) }
    },
    faults: (fault, api) => ({ planted: fault, twofold: twoOf(api, fault.operation) ?? fault }),
    judge: ({ planted, twofold: both }, fault, context) => {
      const judged = refused(planted, context, { status: 400, field: fault.field })
      if (judged.is !== 'inconclusive' || planted.reply.status !== 400) return judged
      // A deployment that lists two other faults would list this property too, if it rejected it.
      const two = twoOf(context.api, fault.operation)
      if (both !== planted && two !== undefined && areNamed(two, namedFields(both)))
        return fails(`an issue with path ${fault.field}`, issuesFor(namedFields(planted)), planted)
      return isForTheOther(planted, fault, context.api) ? onlyTheOther(fault, context.api) : judged
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 201 }) }),
  }),
  refusal('error/out-of-bounds-refused', 'returns 400 if a property is outside its enum, length or range', outOfBounds),
  probe({
    id: 'error/names-the-field',
    level: 'MUST',
    cites: ['D02'],
    title: 'names the invalid field of a rejected request body in `details.issues`',
    subjects: everyFault,
    ask: asked,
    faults: planted,
    judge: ({ planted }, fault, context) => {
      const { field } = fault
      if (planted.reply.status !== 400) return { is: 'inconclusive', missing: `${planted.reply.status} returned instead of 400` }
      if (isForTheOther(planted, fault, context.api)) return onlyTheOther(fault, context.api)
      const named = namedFields(planted)
      return named.includes(field) ? passes : fails(`an issue with path ${field}`, issuesFor(named))
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
    title: 'lists two independent errors in a request body as two issues',
    subjects: (api): TwoFaults[] =>
      bodies(api).flatMap(({ operation }) => {
        const [first] = operation.body?.schema.required ?? []
        const unknown =
          first === undefined || hasId(operation)
            ? []
            : added.map((name) => ({ ...twoFaults(operation, first, addition(name)), about: `without ${first}, with ${name}` }))
        const two = twofold(api, operation)
        return two === undefined ? unknown : [two, ...unknown]
      }),
    ask: (faults, ask) => ({ planted: plantTogether(faults, ask) }),
    faults: (faults) => ({ planted: faults }),
    judge: ({ planted }, faults) => {
      if (planted.reply.status !== 400) return { is: 'inconclusive', missing: `${planted.reply.status} returned instead of 400` }
      const named = namedFields(planted)
      const wanted = faults.changes.map(({ place }) => place)
      return areNamed(faults, named) ? passes : fails(`issues for ${wanted.join(' and ')}`, issuesFor(named))
    },
    sabotage: ({ planted }) => ({
      planted: altered(planted, { json: (body) => ({ ...body, details: { ...body.details, issues: body.details.issues.slice(0, 1) } }) }),
    }),
  }),
  ...(
    [
      ['error/broken-json-refused', 'the request body is not valid JSON', { text: '{"broken":' }],
      ['error/empty-body-refused', 'a required request body is empty', { text: '' }],
    ] as const
  ).map(([id, what, body]) =>
    probe({
      id,
      level: 'MUST',
      cites: ['D02', 'R05'],
      title: `returns 400 with \`MALFORMED_JSON\` if ${what}`,
      subjects: oneBody,
      ask: ({ operation }, ask) => ({ planted: ask.write(operation, { body, effect: 'refused' }) }),
      judge: ({ planted }, _subject, context) => refused(planted, context, { status: 400, reason: 'MALFORMED_JSON' }),
      sabotage: ({ planted }) => ({ planted: altered(planted, { status: 500 }) }),
    }),
  ),
  probe({
    id: 'error/undecodable-body-refused',
    level: 'MUST',
    cites: ['RFC 8259 §8.1', 'D12'],
    title: 'returns 400 if the request body has a byte order mark or is not UTF-8',
    // A required property is missing too, so that nothing is created if the body is accepted.
    subjects: (api) =>
      oneBody(api).flatMap((subject) => [
        { ...subject, about: 'a byte order mark', bytes: Buffer.from('\uFEFF{}') },
        { ...subject, about: 'bytes that are not UTF-8', bytes: Buffer.from('{"text":"\u00FF\u00FE"}', 'latin1') },
      ]),
    ask: ({ operation, bytes }, ask) => ({
      planted: ask.write(operation, { body: { base64: bytes.toString('base64') }, effect: 'refused' }),
    }),
    judge: ({ planted }, { operation }, context) => {
      // A deployment that names a missing property has decoded the body.
      const missed = (operation.body?.schema.required ?? []).find((name) => namedFields(planted).includes(`/${name}`))
      return missed === undefined
        ? refused(planted, context, { status: 400 })
        : fails('400 for the encoding', `${planted.reply.status} for the content: an issue with path /${missed}`, planted)
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 500 }) }),
  }),
]

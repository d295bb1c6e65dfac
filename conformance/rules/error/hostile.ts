/** Malicious input: it must have no effect, and the service must keep working. */
import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Operation, Parameter } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { queryFault } from '../../model/fault.ts'
import { altered, header, json, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, passes, unclear } from '../../model/judgement.ts'
import { operations, probe, representative } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'
import { oneBody } from './body-faults.ts'

/** A property that no response contains otherwise. */
const mark = 'conformance_polluted'

/** Deeper than any body of the contract, and than its limit of 64 levels. */
const deep = (open: string, close: string): string => open.repeat(200) + close.repeat(200)

/** Each body lacks required properties, so that nothing is created if one is accepted. */
const traps = [
  { about: '__proto__', text: `{"__proto__":{"${mark}":true},"constructor":{"prototype":{"${mark}":true}}}` },
  { about: 'arrays nested 200 deep', text: deep('[', ']') },
  { about: 'objects nested 200 deep', text: `${'{"a":'.repeat(200)}0${'}'.repeat(200)}` },
]

/** One byte more than the maximum body size (1 MiB); most of it is white space, which is valid JSON. */
const tooLarge = `{}${' '.repeat(1024 * 1024 - 1)}`

const probeText = `"><script>alert('conformance')</script>`

/** A query parameter, other than for paging and sorting, with an invalid value. */
interface Beyond {
  readonly operation: Operation
  readonly parameter: string
  readonly value: string
  readonly about: string
}

/** A value just above a range, an invalid date or time, or a value outside an enum, for every parameter with such a constraint. */
function beyond(api: Api, ask: RequestBuilder): Beyond[] {
  return operations(({ method }) => method === 'GET')(api)
    .filter(({ operation }) => ask.isReachable(operation))
    .flatMap(({ operation }) => {
      // A separate rule checks enum filters of lists.
      const parameters = operation.parameters.filter(
        (each) =>
          each.in === 'query' && !['page', 'limit'].includes(each.name) && (operation.list === undefined || each.schema.enum === undefined),
      )
      return parameters.flatMap((each) => {
        const value = forbidden(each)
        return value === undefined ? [] : [{ operation, parameter: each.name, value, about: `${each.name}=${value}` }]
      })
    })
}

/** A date, a time, a number or a word: each is usually found by other code. */
const kindOf = (value: string): string =>
  /T\d\d/.test(value) ? 'time' : /^\d{4}-/.test(value) ? 'date' : /^\d/.test(value) ? 'number' : 'word'

function forbidden({ schema }: Parameter): string | undefined {
  if (schema.maximum !== undefined) return String(schema.maximum + 1)
  if (schema.enum !== undefined) return 'NO_SUCH_VALUE'
  if (schema.format === 'date-time') return '2026-02-30T00:00:00Z'
  return schema.format === 'date' ? '2026-02-30' : undefined
}

const still = (exchange: Answered) =>
  exchange.reply.status === 200 ? passes : fails('200 for an ordinary request afterwards', describe(exchange), exchange)

export const hostileInput = [
  probe({
    id: 'error/hostile-json-refused',
    level: 'MUST',
    cites: ['D10', 'OWASP API4:2023', 'OWASP API8:2023'],
    title: 'returns 400 if the request body contains `__proto__` or is nested 200 levels deep, and continues to work',
    subjects: (api) =>
      representative(api).flatMap(({ operation: list }) =>
        oneBody(api).flatMap((subject) => traps.map((trap) => ({ ...subject, ...trap, list }))),
      ),
    ask: ({ operation, text, list }, ask) => {
      const trapped = (body: string) => ask.write(operation, { body: { text: body }, effect: 'refused' })
      return { planted: trapped(text), still: ask.read(list, { query: [['limit', '1']], after: traps.map((trap) => trapped(trap.text)) }) }
    },
    judge: ({ planted, still: later }, _subject, context) => {
      const after = later.reply.body.includes(mark)
        ? fails('no property of the rejected body in a later response', `the property ${mark}`, later)
        : still(later)
      // A gateway may have its own limit.
      const isTooLarge = planted.reply.status === 413
      return firstFault([after, isTooLarge ? passes : refused(planted, context, { status: 400 })])
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 500 }) }),
  }),
  probe({
    id: 'error/too-large-body-refused',
    level: 'SHOULD',
    cites: ['D03', 'RFC 9110 §15.5.14', 'OWASP API4:2023'],
    title: 'returns 413 if the request body is larger than 1 MiB',
    subjects: oneBody,
    ask: ({ operation }, ask) => ({ planted: ask.write(operation, { body: { text: tooLarge }, effect: 'refused' }) }),
    judge: ({ planted }, _subject, context) => refused(planted, context, { status: 413 }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
  probe({
    id: 'error/reflected-input-harmless',
    level: 'SHOULD',
    cites: ['OWASP API8:2023', 'practice: input is returned as data or not at all'],
    title: 'never returns request input as markup or as a response header',
    subjects: (api) =>
      representative(api).flatMap((subject) => [
        { ...subject, about: 'markup', value: probeText },
        { ...subject, about: 'a line break', value: 'abc\r\nX-Conformance-Injected: yes' },
      ]),
    ask: ({ operation, value }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, { query: [['limit', value]] }),
    }),
    judge: ({ planted }) => {
      const carrier = planted.reply.headers.find(([name, value]) => /x-conformance-injected/i.test(name) || value.includes('<script'))
      if (carrier !== undefined) return fails('no request input in headers', `${carrier[0]}: ${carrier[1]}`)
      if (!planted.reply.body.includes('<script')) return passes
      const type = header(planted, 'content-type') ?? 'no Content-Type'
      return holds(
        /^application\/json\b/i.test(type) && json(planted) !== undefined,
        'request input only as a JSON string',
        `request input in ${type}`,
      )
    },
    sabotage: ({ planted }) => ({
      planted: altered(planted, { headers: { 'Content-Type': 'text/plain', 'X-Conformance-Injected': 'yes' }, text: probeText }),
    }),
  }),
  probe({
    id: 'error/parameter-out-of-bounds-refused',
    level: 'MUST',
    cites: ['R08', 'OWASP API4:2023'],
    title: 'returns 400 if a query parameter is outside its range or enum, or is not a valid date',
    subjects: beyond,
    ask: ({ operation, parameter, value }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, { query: [[parameter, value]] }),
    }),
    faults: ({ operation, parameter, value }) => ({ planted: queryFault(operation, parameter, value, kindOf(value)) }),
    judge: ({ planted }, { parameter }, context) =>
      planted.reply.status === 400 && planted.reply.body.length === 0
        ? unclear('400 returned with an empty body, so its cause is unknown')
        : refused(planted, context, { status: 400, field: parameter }),
    sabotage: ({ control }) => ({ planted: control }),
  }),
]

/** Input that is meant to do harm: it must come to nothing, and the service must go on. */
import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Operation, Parameter } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { altered, header, json, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, passes, unclear } from '../../model/judgement.ts'
import { operations, probe, representative } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'
import { oneBody } from './body-faults.ts'

/** A property that no answer has by itself. */
const mark = 'conformance_polluted'

/** Deeper than any body of the contract, and than its limit of 64 levels. */
const deep = (open: string, close: string): string => open.repeat(200) + close.repeat(200)

/** Required properties are missing from each, so that nothing comes into being where one is let through. */
const traps = [
  { about: '__proto__', text: `{"__proto__":{"${mark}":true},"constructor":{"prototype":{"${mark}":true}}}` },
  { about: 'arrays nested 200 deep', text: deep('[', ']') },
  { about: 'objects nested 200 deep', text: `${'{"a":'.repeat(200)}0${'}'.repeat(200)}` },
]

/** One byte more than a body may have (1 MiB), most of it white space, which is JSON. */
const tooLarge = `{}${' '.repeat(1024 * 1024 - 1)}`

const probeText = `"><script>alert('conformance')</script>`

/** A query parameter other than those of paging and sorting, with a value that its schema forbids. */
interface Beyond {
  readonly operation: Operation
  readonly parameter: string
  readonly value: string
  readonly about: string
}

/** One value just above a range, one that is no moment or day, or one outside an enumeration, for every parameter that has such bounds. */
function beyond(api: Api, ask: RequestBuilder): Beyond[] {
  return operations(({ method }) => method === 'GET')(api)
    .filter(({ operation }) => ask.isReachable(operation))
    .flatMap(({ operation }) => {
      // Filters of lists by enumeration have a rule of their own.
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

function forbidden({ schema }: Parameter): string | undefined {
  if (schema.maximum !== undefined) return String(schema.maximum + 1)
  if (schema.enum !== undefined) return 'NO_SUCH_VALUE'
  if (schema.format === 'date-time') return '2026-02-30T00:00:00Z'
  return schema.format === 'date' ? '2026-02-30' : undefined
}

const still = (exchange: Answered) =>
  exchange.reply.status === 200 ? passes : fails('200 to an ordinary request afterwards', describe(exchange), exchange)

export const hostileInput = [
  probe({
    id: 'error/hostile-json-refused',
    level: 'MUST',
    cites: ['D10', 'OWASP API4:2023', 'OWASP API8:2023'],
    title: 'refuses a body with `__proto__` or nested 200 deep with 400, and goes on as before',
    subjects: (api) =>
      representative(api).flatMap(({ operation: list }) =>
        oneBody(api).flatMap((subject) => traps.map((trap) => ({ ...subject, ...trap, list }))),
      ),
    ask: ({ operation, text, list }, ask) => {
      const planted = ask.write(operation, { body: { text }, effect: 'refused' })
      return { planted, still: ask.read(list, { query: [['limit', '1']], after: [planted] }) }
    },
    judge: ({ planted, still: later }, _subject, context) => {
      const after = later.reply.body.includes(mark) ? fails('what was there before', 'a property of the refused body', later) : still(later)
      // A gateway in front may know a limit of its own.
      const isTooLarge = planted.reply.status === 413
      return firstFault([after, isTooLarge ? passes : refused(planted, context, { status: 400 })])
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 500 }) }),
  }),
  probe({
    id: 'error/too-large-body-refused',
    level: 'SHOULD',
    cites: ['D03', 'RFC 9110 §15.5.14', 'OWASP API4:2023'],
    title: 'refuses a body over 1 MiB with 413',
    subjects: oneBody,
    ask: ({ operation }, ask) => ({ planted: ask.write(operation, { body: { text: tooLarge }, effect: 'refused' }) }),
    judge: ({ planted }, _subject, context) => refused(planted, context, { status: 413 }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
  probe({
    id: 'error/reflected-input-harmless',
    level: 'SHOULD',
    cites: ['OWASP API8:2023', 'practice: input comes back as data or not at all'],
    title: 'sends nothing of a request back as markup or as a header',
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
      if (carrier !== undefined) return fails('headers without input', `${carrier[0]}: ${carrier[1]}`)
      if (!planted.reply.body.includes('<script')) return passes
      const type = header(planted, 'content-type') ?? 'no Content-Type'
      return holds(/^application\/json\b/i.test(type) && json(planted) !== undefined, 'input as a JSON string, if at all', `it in ${type}`)
    },
    sabotage: ({ planted }) => ({
      planted: altered(planted, { headers: { 'Content-Type': 'text/plain', 'X-Conformance-Injected': 'yes' }, text: probeText }),
    }),
  }),
  probe({
    id: 'error/parameter-out-of-bounds-refused',
    level: 'MUST',
    cites: ['R08', 'OWASP API4:2023'],
    title: 'refuses a query parameter outside its range or enumeration, or that is no date, with 400',
    subjects: beyond,
    ask: ({ operation, parameter, value }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, { query: [[parameter, value]] }),
    }),
    judge: ({ planted }, { parameter }, context) =>
      planted.reply.status === 400 && planted.reply.body.length === 0
        ? unclear('a refusal that says what for')
        : refused(planted, context, { status: 400, field: parameter }),
    sabotage: ({ control }) => ({ planted: control }),
  }),
]

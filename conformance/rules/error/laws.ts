import { isUtf8 } from 'node:buffer'
import { decided } from '../../model/basis.ts'
import { altered, header, json, member, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, passes, shown } from '../../model/judgement.ts'
import { law, sequence, type JudgeContext } from '../../model/rule.ts'
import { isAboutTheWay, isAskedFor } from '../../model/cause.ts'

/** What a condition or a range of the client's own brings about need not come from the deployment itself. */
const isError = (exchange: Answered): boolean => exchange.reply.status >= 400 && !isAskedFor(exchange)
/** HEAD answers carry no body to judge (RFC 9110 §9.3.2). */
const hasErrorBody = (exchange: Answered): boolean => isError(exchange) && exchange.request.method !== 'HEAD'
/** Statuses that only HTTP assigns, such as 406 or 502, have no code in the contract, hence no envelope that could be right. */
const hasEnvelope = (exchange: Answered, { api }: JudgeContext): boolean =>
  hasErrorBody(exchange) && api.codes[exchange.reply.status] !== undefined

/**
 * Traces of what runs inside: stack frames, file paths, SQL, drivers, frameworks. Each has the form that only a program gives it: people, too, close at
 * noon (UTC, 12:00), ship by express-delivery, and select from lists.
 */
const internals = new RegExp(
  [
    /\bat [\w.$<>]+ \((?=[^)]*[/\\.]|node:)[^)]*:\d+/,
    /node_modules|(?<![\w.:/-])\/(usr|home|var|srv|app|opt)\/[\w./-]+|[A-Z]:\\\\|Traceback \(most recent|\.(js|ts|py|rb|go|java|php):\d+/,
    /\bSQLSTATE\b|\bSQLITE_[A-Z]|\bsyntax error at or near\b|\bORA-\d{5}|\bECONNREFUSED\b/,
    /\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\binsert into [\w.\\"`]+ *(\(|values\b|select\b|default\b)/,
    // Columns that are quoted, qualified, all or several; or a condition.
    /\bselect (distinct )?(?=[^ ]*[*\\"`.]|\w+, *\w)[\w.,*()\\"` ]+? from (?!(the|an?|your|this|these|our|\d+)\b)[\w.\\"`]+/,
    /\bselect \w+ from \w+ (where [\w.\\"`]+ *(=|<|>|in\b|is\b|like\b)|order by|group by|limit \d|(inner |left )?join )/,
    /\b([Pp]ostgre(s|SQL)|[Ss][Qq][Ll]ite|[Mm]y[Ss][Qq][Ll]|[Pp]risma|[Kk]ysely|[Ss]equelize|[Mm]ongoose|[Ff]astify|[Dd]jango|[Ll]aravel|springframework)\b/,
    /\bexpress-(async|fileupload|graphql|handlebars|jwt|openapi|rate-limit|session|validator|ws)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
)

export const errorLaws = [
  law({
    id: 'error/envelope',
    level: 'MUST',
    cites: ['R07', 'D02'],
    title: 'sends every error as `{ error, details }` as the contract describes it',
    concerns: hasEnvelope,
    judge: (exchange, { api, schemas }) => {
      const body = json(exchange)
      if (body === undefined) return fails('the error envelope', 'a body that is not JSON')
      const faults = schemas.faults(api.error, body.value)
      const judgement = holds(faults.length === 0, 'the error envelope', faults.join('; '))
      // The two members are promised (R07); what is in them is decided (D02).
      const [error, details] = [member(exchange, 'error'), member(exchange, 'details')]
      return typeof error === 'string' && typeof details === 'object' && details !== null ? decided(judgement) : judgement
    },
    sabotage: (exchange) => altered(exchange, { json: ({ error }) => ({ message: error }) }),
  }),
  law({
    id: 'error/media-type',
    level: 'MUST',
    cites: ['R07', 'D12'],
    title: 'sends errors as `application/json`',
    // With HEAD it may be left out (RFC 9110 §9.3.2).
    concerns: (exchange, { api }) =>
      isError(exchange) &&
      api.codes[exchange.reply.status] !== undefined &&
      (exchange.request.method !== 'HEAD' || header(exchange, 'content-type') !== undefined),
    judge: (exchange) => {
      const type = header(exchange, 'content-type')
      return holds(/^application\/json\s*(;|$)/i.test(type ?? ''), 'application/json', type ?? 'no Content-Type')
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'Content-Type': 'application/problem+json' } }),
  }),
  law({
    id: 'error/code-fits-status',
    level: 'MUST',
    cites: ['R16', 'D02'],
    title: 'sends the `details.code` that belongs to the status',
    concerns: hasEnvelope,
    judge: (exchange, { api }) => {
      const code = member(exchange, 'details', 'code')
      const wanted = api.codes[exchange.reply.status] ?? ''
      const judgement = holds(code === wanted, wanted, shown(code))
      // Five codes are promised (R16), and what goes with other statuses is decided, as is where a code stands (D02).
      const isPromised = typeof code === 'string' && [400, 401, 403, 404, 409].includes(exchange.reply.status)
      return isPromised ? judgement : decided(judgement)
    },
    sabotage: (exchange) => altered(exchange, { json: (body) => ({ ...body, details: { ...body.details, code: 'ERROR' } }) }),
  }),
  law({
    id: 'error/sentence',
    level: 'SHOULD',
    cites: ['R07'],
    title: 'says in `error` what is wrong, in words',
    concerns: (exchange) => hasErrorBody(exchange) && typeof member(exchange, 'error') === 'string',
    judge: (exchange) => {
      const text = String(member(exchange, 'error'))
      return holds(/\S\s+\S|[^\0-\u024F]{4}/.test(text) && text !== member(exchange, 'details', 'code'), 'a sentence', JSON.stringify(text))
    },
    sabotage: (exchange) => altered(exchange, { json: (body) => ({ ...body, error: body.details.code }) }),
  }),
  law({
    id: 'error/no-internals',
    level: 'MUST',
    cites: ['OWASP API8:2023'],
    title: 'shows no stack trace, file path, SQL, framework or driver in an error',
    concerns: hasErrorBody,
    judge: ({ reply, request }) => {
      const [found] = internals.exec(reply.body.toString('utf8')) ?? []
      // What the suite itself sent may be repeated; that is not the deployment's inside.
      if (found === undefined || decodeURIComponent(request.url).includes(found) || request.body?.includes(found)) return passes
      return fails('an error about the request', JSON.stringify(found))
    },
    sabotage: (exchange) =>
      altered(exchange, { json: (body) => ({ ...body, stack: 'Error: boom\n    at Server.handle (/srv/app/index.js:10:3)' }) }),
  }),
  law({
    id: 'error/no-html',
    level: 'MUST',
    cites: ['D12'],
    title: 'never answers with HTML',
    concerns: (exchange) => exchange.request.method !== 'HEAD' && !isAskedFor(exchange) && !isAboutTheWay(exchange),
    judge: (exchange) => {
      const isHtml =
        /^text\/html/i.test(header(exchange, 'content-type') ?? '') || /^\s*<(!doctype|html)/i.test(exchange.reply.body.toString('latin1'))
      return holds(!isHtml, 'JSON', 'HTML')
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'Content-Type': 'text/html' }, text: '<!doctype html><title>Error</title>' }),
  }),
  law({
    id: 'error/well-formed-json',
    level: 'MUST',
    cites: ['RFC 8259 §8.1', 'RFC 8259 §2'],
    title: 'sends errors as one JSON value in UTF-8 without a byte order mark',
    concerns: hasErrorBody,
    judge: ({ reply }) => {
      if (!isUtf8(reply.body)) return fails('UTF-8', 'bytes that are not UTF-8')
      if (reply.body.subarray(0, 3).equals(Buffer.from('\uFEFF'))) return fails('no byte order mark', 'one')
      try {
        JSON.parse(reply.body.toString('utf8'))
        return passes
      } catch (error) {
        return fails('one JSON value', (error as Error).message)
      }
    },
    sabotage: (exchange) => altered(exchange, { text: Buffer.concat([exchange.reply.body, Buffer.from('{}')]) }),
  }),
  law({
    id: 'error/bounded',
    level: 'SHOULD',
    cites: ['OWASP API4:2023'],
    title: 'keeps errors below 64 KiB, whatever was sent',
    judgesCut: true,
    concerns: hasErrorBody,
    judge: ({ reply: { body, truncated = false } }) =>
      holds(!truncated && body.length <= 65_536, 'at most 65536 bytes', truncated ? 'more than is read' : `${body.length} bytes`),
    sabotage: (exchange) => altered(exchange, { text: ' '.repeat(70_000) }),
  }),
  law({
    id: 'error/request-id-repeated',
    level: 'SHOULD',
    cites: ['D11'],
    title: 'sends `X-Request-Id` with every response, and the same in `details.requestId` of errors',
    concerns: (exchange) => !isAboutTheWay(exchange),
    judge: (exchange) => {
      const id = header(exchange, 'x-request-id')
      if (id === undefined || id === '') return fails('an X-Request-Id header', 'none')
      if (!hasErrorBody(exchange)) return passes
      const repeated = member(exchange, 'details', 'requestId')
      return holds(repeated === id, `details.requestId ${id}`, shown(repeated))
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'X-Request-Id': null } }),
  }),
  sequence({
    id: 'error/request-id-unique',
    level: 'SHOULD',
    cites: ['D11'],
    title: 'gives every response its own request id',
    readsNoBody: true,
    concerns: (exchange) => header(exchange, 'x-request-id') !== undefined,
    judge: (exchanges) => {
      const seen = new Map<string, Answered>()
      return firstFault(
        exchanges.map((exchange) => {
          const id = header(exchange, 'x-request-id') ?? ''
          const earlier = seen.get(id)
          seen.set(id, exchange)
          return holds(earlier === undefined, 'an id of its own', `${id} for exchanges ${earlier?.number} and ${exchange.number}`, exchange)
        }),
      )
    },
    sabotage: (exchanges) => exchanges.map((each) => altered(each, { headers: { 'X-Request-Id': 'req_same' } })),
  }),
  sequence({
    id: 'error/same-shape-for-same-code',
    level: 'SHOULD',
    cites: ['D02', 'practice: one error, one shape'],
    title: 'gives errors of one code and reason the same members, whichever operation was asked',
    concerns: (exchange, context) => hasEnvelope(exchange, context) && typeof member(exchange, 'details', 'code') === 'string',
    judge: (exchanges) => {
      const first = new Map<string, Answered>()
      return firstFault(
        exchanges.map((exchange) => {
          const kind = ['code', 'reason'].map((name) => shown(member(exchange, 'details', name))).join(' ')
          const earlier = first.get(kind) ?? exchange
          first.set(kind, earlier)
          return holds(shape(exchange) === shape(earlier), `${shape(earlier)}, as in exchange ${earlier.number}`, shape(exchange), exchange)
        }),
      )
    },
    sabotage: (exchanges) =>
      exchanges.flatMap((each) => [each, altered(each, { json: (body) => ({ ...body, details: { ...body.details, hint: 'x' } }) })]),
  }),
]

/** The names of an error's members and of those of its details, in one order. */
function shape(exchange: Answered): string {
  const names = (value: unknown): string => (typeof value === 'object' && value !== null ? Object.keys(value).sort().join(', ') : 'nothing')
  return `{ ${names(json(exchange)?.value)} } with details { ${names(member(exchange, 'details'))} }`
}

import { isUtf8 } from 'node:buffer'
import { decided } from '../../model/basis.ts'
import { altered, header, json, member, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, passes, shown } from '../../model/judgement.ts'
import { law, sequence, type JudgeContext } from '../../model/rule.ts'
import { isAboutTheWay, isAskedFor } from '../../model/cause.ts'

/** Errors that the client's own conditional or range headers cause are not judged. */
const isError = (exchange: Answered): boolean => exchange.reply.status >= 400 && !isAskedFor(exchange)
/** Responses to HEAD have no body to judge (RFC 9110 §9.3.2). */
const hasErrorBody = (exchange: Answered): boolean => isError(exchange) && exchange.request.method !== 'HEAD'
/** Statuses that only HTTP assigns, such as 406 or 502, have no code in the contract, so no envelope is expected. */
const hasEnvelope = (exchange: Answered, { api }: JudgeContext): boolean =>
  hasErrorBody(exchange) && api.codes[exchange.reply.status] !== undefined

/**
 * Internal details: stack frames, file paths, SQL, drivers, frameworks. Each pattern matches only what a program writes, not similar words in an
 * ordinary sentence, such as "select" or "express".
 */
const internals = new RegExp(
  [
    /\bat [\w.$<>]+ \((?=[^)]*[/\\.]|node:)[^)]*:\d+/,
    /node_modules|(?<![\w.:/-])\/(usr|home|var|srv|app|opt)\/[\w./-]+|[A-Z]:\\\\|Traceback \(most recent|\.(js|ts|py|rb|go|java|php):\d+/,
    /\bSQLSTATE\b|\bSQLITE_[A-Z]|\bsyntax error at or near\b|\bORA-\d{5}|\bECONNREFUSED\b/,
    /\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\binsert into [\w.\\"`]+ *(\(|values\b|select\b|default\b)/,
    // Columns that are quoted, qualified, `*` or several; or a condition.
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
    title: 'returns every error as `{ error, details }` with the documented schema',
    concerns: hasEnvelope,
    judge: (exchange, { api, schemas }) => {
      const body = json(exchange)
      if (body === undefined) return fails('the error envelope', 'a body that is not valid JSON')
      const faults = schemas.faults(api.error, body.value)
      const judgement = holds(faults.length === 0, 'the error envelope', faults.join('; '))
      // The two members are promised (R07); their content is decided (D02).
      const [error, details] = [member(exchange, 'error'), member(exchange, 'details')]
      return typeof error === 'string' && typeof details === 'object' && details !== null ? decided(judgement) : judgement
    },
    sabotage: (exchange) => altered(exchange, { json: ({ error }) => ({ message: error }) }),
  }),
  law({
    id: 'error/media-type',
    level: 'MUST',
    cites: ['R07', 'D12'],
    title: 'returns errors as `application/json`',
    // Optional for HEAD (RFC 9110 §9.3.2).
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
    title: 'returns errors with the `details.code` that belongs to the status',
    concerns: hasEnvelope,
    judge: (exchange, { api }) => {
      const code = member(exchange, 'details', 'code')
      const wanted = api.codes[exchange.reply.status] ?? ''
      const judgement = holds(code === wanted, wanted, shown(code))
      // Five codes are promised (R16). The codes for other statuses, and the place of the code, are decided (D02).
      const isPromised = typeof code === 'string' && [400, 401, 403, 404, 409].includes(exchange.reply.status)
      return isPromised ? judgement : decided(judgement)
    },
    sabotage: (exchange) => altered(exchange, { json: (body) => ({ ...body, details: { ...body.details, code: 'ERROR' } }) }),
  }),
  law({
    id: 'error/sentence',
    level: 'SHOULD',
    cites: ['R07'],
    title: 'describes the problem in `error` in words',
    concerns: (exchange) => hasErrorBody(exchange) && typeof member(exchange, 'error') === 'string',
    judge: (exchange) => {
      const text = String(member(exchange, 'error'))
      return holds(
        /\S\s+\S|[^\0-\u024F]{4}/.test(text) && text !== member(exchange, 'details', 'code'),
        'a description in words',
        JSON.stringify(text),
      )
    },
    sabotage: (exchange) => altered(exchange, { json: (body) => ({ ...body, error: body.details.code }) }),
  }),
  law({
    id: 'error/no-internals',
    level: 'MUST',
    cites: ['OWASP API8:2023'],
    title: 'exposes no stack trace, file path, SQL, framework or driver in an error response',
    concerns: hasErrorBody,
    judge: ({ reply, request }) => {
      const [found] = internals.exec(reply.body.toString('utf8')) ?? []
      // Text that the suite itself sent may be repeated; it is not an internal detail of the deployment.
      if (found === undefined || decodeURIComponent(request.url).includes(found) || request.body?.includes(found)) return passes
      return fails('no internal details', JSON.stringify(found))
    },
    sabotage: (exchange) =>
      altered(exchange, { json: (body) => ({ ...body, stack: 'Error: boom\n    at Server.handle (/srv/app/index.js:10:3)' }) }),
  }),
  law({
    id: 'error/no-html',
    level: 'MUST',
    cites: ['D12'],
    title: 'never returns HTML',
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
    title: 'returns errors as one JSON value in UTF-8, without a byte order mark',
    concerns: hasErrorBody,
    judge: ({ reply }) => {
      if (!isUtf8(reply.body)) return fails('UTF-8', 'bytes that are not UTF-8')
      if (reply.body.subarray(0, 3).equals(Buffer.from('\uFEFF'))) return fails('no byte order mark', 'a byte order mark')
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
    title: 'limits error responses to 64 KiB, whatever the request',
    judgesCut: true,
    concerns: hasErrorBody,
    judge: ({ reply: { body, truncated = false } }) =>
      holds(
        !truncated && body.length <= 65_536,
        'at most 65536 bytes',
        truncated ? 'more bytes than the suite reads' : `${body.length} bytes`,
      ),
    sabotage: (exchange) => altered(exchange, { text: ' '.repeat(70_000) }),
  }),
  law({
    id: 'error/request-id-repeated',
    level: 'SHOULD',
    cites: ['D11'],
    title: 'sends `X-Request-Id` with every response, and the same id in `details.requestId` of errors',
    concerns: (exchange) => !isAboutTheWay(exchange),
    judge: (exchange) => {
      const id = header(exchange, 'x-request-id')
      if (id === undefined || id === '') return fails('an X-Request-Id header', 'no X-Request-Id header')
      if (!hasErrorBody(exchange)) return passes
      const repeated = member(exchange, 'details', 'requestId')
      return holds(repeated === id, `details.requestId: ${id}`, `details.requestId: ${shown(repeated)}`)
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'X-Request-Id': null } }),
  }),
  sequence({
    id: 'error/request-id-unique',
    level: 'SHOULD',
    cites: ['D11'],
    title: 'sends a unique request id with every response',
    readsNoBody: true,
    concerns: (exchange) => header(exchange, 'x-request-id') !== undefined,
    judge: (exchanges) => {
      const seen = new Map<string, Answered>()
      return firstFault(
        exchanges.map((exchange) => {
          const id = header(exchange, 'x-request-id') ?? ''
          const earlier = seen.get(id)
          seen.set(id, exchange)
          return holds(
            earlier === undefined,
            'a unique request id',
            `${id} in exchanges ${earlier?.number} and ${exchange.number}`,
            exchange,
          )
        }),
      )
    },
    sabotage: (exchanges) => exchanges.map((each) => altered(each, { headers: { 'X-Request-Id': 'req_same' } })),
  }),
  sequence({
    id: 'error/same-shape-for-same-code',
    level: 'SHOULD',
    cites: ['D02', 'practice: one kind of error has one shape'],
    title: 'uses the same fields in all errors with the same code and reason, whichever operation returns them',
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

/** Returns the names of the members of an error and of its details, in a fixed order. */
function shape(exchange: Answered): string {
  const names = (value: unknown): string => (typeof value === 'object' && value !== null ? Object.keys(value).sort().join(', ') : 'nothing')
  return `{ ${names(json(exchange)?.value)} } with details { ${names(member(exchange, 'details'))} }`
}

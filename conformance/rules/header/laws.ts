import { decided, promised } from '../../model/basis.ts'
import { altered, header, headerValues } from '../../model/exchange.ts'
import { fails, holds, passes } from '../../model/judgement.ts'
import { law, operationOf } from '../../model/rule.ts'
import { isAboutTheWay, isPart } from '../../model/cause.ts'
import { codingOf } from '../negotiation/coding.ts'

/** Fields that are no lists, so that a second line of the same name can only be a mistake. */
const single = ['Content-Type', 'Content-Length', 'Date', 'Location', 'Retry-After', 'X-Request-Id']

export const headerLaws = [
  law({
    id: 'header/content-type',
    level: 'MUST',
    cites: ['R05', 'D12', 'RFC 9110 §8.3', 'RFC 8259 §8.1'],
    title: 'labels success bodies `application/json`, in UTF-8 where it names a charset',
    judgesCut: true,
    concerns: (exchange) => {
      const { request, reply } = exchange
      // Several parts have a type of their own (RFC 9110 §14.6), and a gateway words its answer to OPTIONS as it likes.
      const isElse = isPart(exchange) || isAboutTheWay(exchange)
      return request.method !== 'HEAD' && reply.status < 300 && reply.body.length > 0 && !isElse
    },
    judge: (exchange) => {
      const type = header(exchange, 'content-type') ?? 'no Content-Type'
      if (!/^application\/json\s*(;|$)/i.test(type)) return fails('application/json', type)
      const charset = /;\s*charset\s*=\s*"?([^";]+)/i.exec(type)?.[1]
      return decided(holds(charset === undefined || /^utf-?8$/i.test(charset.trim()), 'charset utf-8', type))
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'Content-Type': 'text/plain' } }),
  }),
  law({
    id: 'header/not-stored',
    safety: true,
    level: 'MUST',
    cites: ['D15'],
    title: 'forbids caches to store what a key was answered',
    judgesCut: true,
    // A 401 is not an authenticated response, and what only HTTP assigns (414, 502) need not come from the deployment itself.
    concerns: (exchange, { api }) => {
      const { request, reply } = exchange
      if (request.key === undefined || isAboutTheWay(exchange)) return false
      return reply.status !== 401 && (reply.status < 300 || api.codes[reply.status] !== undefined)
    },
    judge: (exchange) =>
      holds(
        /(^|,)\s*no-store\s*(,|$)/i.test(header(exchange, 'cache-control') ?? ''),
        'Cache-Control: no-store',
        header(exchange, 'cache-control') ?? 'no Cache-Control',
      ),
    sabotage: (exchange) => altered(exchange, { headers: { 'Cache-Control': 'public, max-age=60' } }),
  }),
  law({
    id: 'header/documented-headers-present',
    level: 'MUST',
    cites: ['R11', 'D03', 'D11'],
    title: 'sends the headers that the contract requires of a response',
    judgesCut: true,
    concerns: (exchange, context) => operationOf(exchange, context)?.responses[exchange.reply.status] !== undefined,
    judge: (exchange, context) => {
      const required = operationOf(exchange, context)?.responses[exchange.reply.status]?.headers.filter((each) => each.required) ?? []
      const missing = required.filter(({ name }) => !header(exchange, name)?.trim()).map(({ name }) => name)
      const judgement = holds(
        missing.length === 0,
        required.map(({ name }) => name).join(', '),
        `no ${missing.join(', ')}, or an empty one`,
      )
      // Those of the limit are promised on every response (R11).
      return missing.some((name) => /^x-ratelimit-/i.test(name)) ? promised(judgement) : judgement
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'X-Request-Id': null } }),
  }),
  law({
    id: 'header/date',
    level: 'SHOULD',
    cites: ['RFC 9110 §6.6.1'],
    title: 'sends a `Date` within five minutes of the time here',
    judgesCut: true,
    // A server that fails need not say when.
    concerns: ({ reply }) => reply.status < 500,
    judge: (exchange) => {
      const text = header(exchange, 'date')
      const date = Date.parse(text ?? '')
      if (text === undefined || Number.isNaN(date)) return fails('a Date header', text ?? 'none')
      // RFC 9110 §5.6.7: this notation, in this case.
      if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text))
        return fails(new Date(date).toUTCString(), text)
      const seconds = Math.round(Math.abs(date - exchange.receivedAt) / 1000)
      return holds(seconds <= 300, 'at most 300 seconds off', `${seconds} seconds off`)
    },
    sabotage: (exchange) => altered(exchange, { headers: { Date: null } }),
  }),
  law({
    id: 'header/no-sniffing',
    level: 'SHOULD',
    cites: ['OWASP API8:2023'],
    title: 'sends `X-Content-Type-Options: nosniff`, and `Strict-Transport-Security` over https',
    judgesCut: true,
    concerns: () => true,
    judge: (exchange) => {
      // Application and gateway may both send it; the first value counts (Fetch §3.6).
      const [options = ''] = (header(exchange, 'x-content-type-options') ?? '').split(',')
      if (!/^nosniff$/i.test(options.trim())) {
        return fails('X-Content-Type-Options: nosniff', header(exchange, 'x-content-type-options') ?? 'none')
      }
      if (!exchange.request.url.startsWith('https:')) return passes
      return holds(header(exchange, 'strict-transport-security') !== undefined, 'a Strict-Transport-Security header', 'none')
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'X-Content-Type-Options': null } }),
  }),
  law({
    id: 'header/no-versions',
    level: 'SHOULD',
    cites: ['OWASP API8:2023'],
    title: 'tells no version of what it runs on',
    judgesCut: true,
    concerns: () => true,
    judge: (exchange) => {
      const told = ['server', 'x-powered-by', 'x-aspnet-version'].flatMap((name) =>
        headerValues(exchange, name).map((value) => `${name}: ${value}`),
      )
      const found = told.find((each) => /\d+\.\d+/.test(each) || each.startsWith('x-'))
      return holds(found === undefined, 'no version', found ?? '')
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'X-Powered-By': 'Express' } }),
  }),
  law({
    id: 'header/sent-once',
    level: 'MUST',
    cites: ['RFC 9110 §5.3', 'D11'],
    title: 'sends once what has one value, such as `Content-Type`, `Date` and `X-Request-Id`',
    judgesCut: true,
    concerns: () => true,
    judge: (exchange) => {
      const twice = single.find((name) => headerValues(exchange, name).length > 1)
      return holds(twice === undefined, `one ${twice}`, twice === undefined ? '' : headerValues(exchange, twice).join(' and '))
    },
    sabotage: (exchange) => ({
      ...exchange,
      reply: { ...exchange.reply, headers: [...exchange.reply.headers, ...exchange.reply.headers] },
    }),
  }),
  law({
    id: 'header/length-truthful',
    level: 'MUST',
    cites: ['RFC 9112 §6.2', 'RFC 9110 §8.6'],
    title: 'sends a `Content-Length` that equals the body, and never together with `Transfer-Encoding`',
    judgesCut: true,
    concerns: ({ request }) => request.method !== 'HEAD',
    judge: (exchange) => {
      const length = header(exchange, 'content-length')
      const coding = header(exchange, 'transfer-encoding')
      if (length !== undefined && coding !== undefined)
        return fails('one of the two', `Content-Length: ${length} and Transfer-Encoding: ${coding}`)
      if (exchange.reply.surplus !== undefined)
        return fails(`nothing after the ${length ?? ''} bytes of Content-Length`, `${exchange.reply.surplus} bytes more`)
      const { truncated, packed, body } = exchange.reply
      if (length === undefined || truncated) return passes
      // The length is that of what travelled (RFC 9110 §8.6); of what somebody else has unpacked nobody knows it any more.
      if (packed === undefined && codingOf(exchange) !== undefined) return passes
      const bytes = packed?.length ?? body.length
      return holds(Number(length) === bytes, `${bytes}`, `Content-Length: ${length}`)
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'Content-Length': '1', 'Transfer-Encoding': 'chunked' } }),
  }),
  law({
    id: 'header/head-without-body',
    level: 'MUST',
    cites: ['RFC 9110 §9.3.2'],
    title: 'sends no body with the answer to HEAD, errors included',
    judgesCut: true,
    concerns: ({ request }) => request.method === 'HEAD',
    judge: ({ reply: { body, surplus = 0 } }) => holds(body.length + surplus === 0, 'no body', `${body.length + surplus} bytes`),
    sabotage: (exchange) => altered(exchange, { surplus: 2 }),
  }),
]

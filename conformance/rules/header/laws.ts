import { decided, promised } from '../../model/basis.ts'
import { altered, header, headerValues } from '../../model/exchange.ts'
import { fails, holds, passes } from '../../model/judgement.ts'
import { law, operationOf } from '../../model/rule.ts'
import { isAboutTheWay, isPart } from '../../model/cause.ts'
import { codingOf } from '../negotiation/coding.ts'

/** Headers with a single value, which must not be sent twice. */
const single = ['Content-Type', 'Content-Length', 'Date', 'Location', 'Retry-After', 'X-Request-Id']

export const headerLaws = [
  law({
    id: 'header/content-type',
    level: 'MUST',
    cites: ['R05', 'D12', 'RFC 9110 §8.3', 'RFC 8259 §8.1'],
    title: 'sends success bodies as `application/json`, and as UTF-8 if it names a charset',
    judgesCut: true,
    concerns: (exchange) => {
      const { request, reply } = exchange
      // Parts have their own type (RFC 9110 §14.6), and a gateway may send any body for OPTIONS.
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
    title: 'sends `Cache-Control: no-store` with every authenticated response',
    judgesCut: true,
    // A 401 is not an authenticated response, and statuses that only HTTP assigns (414, 502) may not come from the deployment itself.
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
    title: 'sends every response header that the contract requires',
    judgesCut: true,
    concerns: (exchange, context) => operationOf(exchange, context)?.responses[exchange.reply.status] !== undefined,
    judge: (exchange, context) => {
      const required = operationOf(exchange, context)?.responses[exchange.reply.status]?.headers.filter((each) => each.required) ?? []
      const missing = required.filter(({ name }) => !header(exchange, name)?.trim()).map(({ name }) => name)
      const judgement = holds(missing.length === 0, required.map(({ name }) => name).join(', '), `missing or empty: ${missing.join(', ')}`)
      // Rate-limit headers are promised for every response (R11).
      return missing.some((name) => /^x-ratelimit-/i.test(name)) ? promised(judgement) : judgement
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'X-Request-Id': null } }),
  }),
  law({
    id: 'header/date',
    level: 'SHOULD',
    cites: ['RFC 9110 §6.6.1'],
    title: "sends a `Date` that is within five minutes of the client's clock",
    judgesCut: true,
    // A server error need not have a Date.
    concerns: ({ reply }) => reply.status < 500,
    judge: (exchange) => {
      const text = header(exchange, 'date')
      const date = Date.parse(text ?? '')
      if (text === undefined || Number.isNaN(date)) return fails('a valid Date header', text ?? 'no Date header')
      // RFC 9110 §5.6.7: the format is fixed and case-sensitive.
      if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text))
        return fails(new Date(date).toUTCString(), text)
      const seconds = Math.round(Math.abs(date - exchange.receivedAt) / 1000)
      return holds(seconds <= 300, 'a difference of at most 300 seconds', `a difference of ${seconds} seconds`)
    },
    sabotage: (exchange) => altered(exchange, { headers: { Date: null } }),
  }),
  law({
    id: 'header/no-sniffing',
    level: 'SHOULD',
    cites: ['OWASP API8:2023'],
    title: 'sends `X-Content-Type-Options: nosniff`, and `Strict-Transport-Security` over HTTPS',
    judgesCut: true,
    concerns: () => true,
    judge: (exchange) => {
      // Application and gateway may both send it; the first value counts (Fetch §3.6).
      const [options = ''] = (header(exchange, 'x-content-type-options') ?? '').split(',')
      if (!/^nosniff$/i.test(options.trim())) {
        return fails('X-Content-Type-Options: nosniff', header(exchange, 'x-content-type-options') ?? 'no X-Content-Type-Options')
      }
      if (!exchange.request.url.startsWith('https:')) return passes
      return holds(
        header(exchange, 'strict-transport-security') !== undefined,
        'a Strict-Transport-Security header',
        'no Strict-Transport-Security header',
      )
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'X-Content-Type-Options': null } }),
  }),
  law({
    id: 'header/no-versions',
    level: 'SHOULD',
    cites: ['OWASP API8:2023'],
    title: 'exposes no version of its software in response headers',
    judgesCut: true,
    concerns: () => true,
    judge: (exchange) => {
      const told = ['server', 'x-powered-by', 'x-aspnet-version'].flatMap((name) =>
        headerValues(exchange, name).map((value) => `${name}: ${value}`),
      )
      const found = told.find((each) => /\d+\.\d+/.test(each) || each.startsWith('x-'))
      return holds(found === undefined, 'no software version', found ?? '')
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'X-Powered-By': 'Express' } }),
  }),
  law({
    id: 'header/sent-once',
    level: 'MUST',
    cites: ['RFC 9110 §5.3', 'D11'],
    title: 'sends single-value headers, such as `Content-Type`, `Date` and `X-Request-Id`, only once',
    judgesCut: true,
    concerns: () => true,
    judge: (exchange) => {
      const twice = single.find((name) => headerValues(exchange, name).length > 1)
      return holds(twice === undefined, `one ${twice} header`, twice === undefined ? '' : headerValues(exchange, twice).join(' and '))
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
    title: 'sends a `Content-Length` that matches the body, and never together with `Transfer-Encoding`',
    judgesCut: true,
    concerns: ({ request }) => request.method !== 'HEAD',
    judge: (exchange) => {
      const length = header(exchange, 'content-length')
      const coding = header(exchange, 'transfer-encoding')
      if (length !== undefined && coding !== undefined)
        return fails('Content-Length or Transfer-Encoding, not both', `Content-Length: ${length} and Transfer-Encoding: ${coding}`)
      if (exchange.reply.surplus !== undefined)
        return fails(`nothing after the ${length ?? ''} bytes of Content-Length`, `${exchange.reply.surplus} more bytes`)
      const { truncated, packed, body } = exchange.reply
      if (length === undefined || truncated) return passes
      // The length is that of the transferred body (RFC 9110 §8.6); it is unknown if a proxy or recorder has decoded the body.
      if (packed === undefined && codingOf(exchange) !== undefined) return passes
      const bytes = packed?.length ?? body.length
      return holds(Number(length) === bytes, `Content-Length: ${bytes}`, `Content-Length: ${length}`)
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'Content-Length': '1', 'Transfer-Encoding': 'chunked' } }),
  }),
  law({
    id: 'header/head-without-body',
    level: 'MUST',
    cites: ['RFC 9110 §9.3.2'],
    title: 'sends no body in a response to HEAD, errors included',
    judgesCut: true,
    concerns: ({ request }) => request.method === 'HEAD',
    judge: ({ reply: { body, surplus = 0 } }) => holds(body.length + surplus === 0, 'no body', `${body.length + surplus} bytes`),
    sabotage: (exchange) => altered(exchange, { surplus: 2 }),
  }),
]

/** Variants of gateways that change paths or respond to requests themselves. */
import { headerOf, withBody, withHeader, type Answer, type Asked } from './proxy.ts'
import { behind, variantsOf } from './variant.ts'

const prefix = '/scm/eu-1/public'

/** Responds to OPTIONS instead of the deployment, which would return 405. Keeps the headers that every response has. */
const methodsAnswered = (status: number, reason: string, body: string) =>
  behind({
    change: (answer: Answer, asked: Asked) => {
      if (asked.method !== 'OPTIONS' || answer.status !== 405) return answer
      const allow = `${headerOf(answer, 'Allow') ?? ''}, OPTIONS`
      const bare = withHeader(withBody({ ...answer, status, reason }, Buffer.from(body), asked), 'Allow', allow)
      const cors = withHeader(withHeader(bare, 'Access-Control-Allow-Methods', allow), 'Access-Control-Max-Age', '600')
      return body === ''
        ? withHeader(withHeader(cors, 'Content-Type', undefined), 'Content-Length', status === 204 ? undefined : '0')
        : cors
    },
  })

/** The response to OPTIONS of a router in front of all handlers, without authentication, rate limits or request ids. */
const preflight = behind({
  change: (answer: Answer, asked: Asked) => {
    if (asked.method !== 'OPTIONS') return answer
    const body = Buffer.from('<p>OK</p>')
    return {
      status: 200,
      reason: 'OK',
      headers: [
        ['Date', headerOf(answer, 'Date') ?? ''],
        ['X-Content-Type-Options', 'nosniff'],
        ['Access-Control-Allow-Origin', '*'],
        ['Access-Control-Allow-Methods', '*'],
        ['Content-Type', 'text/html'],
        ['Content-Length', String(body.length)],
      ],
      body,
    }
  },
})

/** Allows CORS for one origin: responds to preflight requests itself and adds CORS headers to every response. */
const pages = behind({
  change: (answer: Answer, { method, headers: { origin, ...asked } }: Asked) => {
    const shared: Answer['headers'] = [
      ['Access-Control-Allow-Origin', 'https://planner.example'],
      ['Access-Control-Expose-Headers', 'X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, Location, X-Request-Id'],
      ['Vary', 'Origin'],
    ]
    const isPreflight = method === 'OPTIONS' && origin !== undefined && asked['access-control-request-method'] !== undefined
    if (!isPreflight) return { ...answer, headers: [...answer.headers, ...shared] }
    return {
      status: 204,
      reason: 'No Content',
      headers: [
        ...shared,
        ['Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE'],
        ['Access-Control-Allow-Headers', 'Authorization, Content-Type'],
        ['Access-Control-Max-Age', '600'],
      ],
      body: Buffer.alloc(0),
    }
  },
})

/** Supports conditional requests and range requests, and advertises it (RFC 9110 §13, §14). */
const conditional = behind({
  change: (answer: Answer, asked: Asked) => {
    if (answer.status !== 200 || !['GET', 'HEAD'].includes(asked.method)) return answer
    const tagged = withHeader(withHeader(answer, 'ETag', 'W/"1"'), 'Accept-Ranges', 'bytes')
    if (asked.headers['if-none-match'] === 'W/"1"')
      return withHeader(
        withHeader({ ...tagged, status: 304, reason: 'Not Modified', body: Buffer.alloc(0) }, 'Content-Length', undefined),
        'Content-Type',
        undefined,
      )
    const last = Number(/^bytes=0-(\d+)$/.exec(asked.headers.range ?? '')?.[1] ?? Number.NaN)
    if (asked.method === 'HEAD' || !(last + 1 < answer.body.length)) return tagged
    const part = withBody({ ...tagged, status: 206, reason: 'Partial Content' }, answer.body.subarray(0, last + 1), asked)
    return withHeader(part, 'Content-Range', `bytes 0-${last}/${answer.body.length}`)
  },
})

/** Looks up the resource before it checks the method, as resource-based routers do. */
const resourceFirst = behind({
  change: (answer: Answer, asked: Asked) => {
    if (answer.status !== 405 || !/\/api\/[^/]+\/[^/?]+$/.test(asked.target)) return answer
    const requestId = headerOf(answer, 'X-Request-Id')
    const body = { error: 'The resource does not exist.', details: { code: 'NOT_FOUND', requestId } }
    const found = withHeader({ ...answer, status: 404, reason: 'Not Found' }, 'Allow', undefined)
    return withBody(found, Buffer.from(asked.method === 'HEAD' ? '' : JSON.stringify(body)), asked)
  },
})

export const gateway = variantsOf({
  'gateway/options-known-to-the-router-alone': {
    why: 'OPTIONS for all paths is not an operation of the contract, and browsers send it without an API key (RFC 9110 §9.3.7, Fetch standard §3.3.5).',
    how: preflight,
  },
  'gateway/conditions-and-ranges': {
    why: 'A gateway may support conditional requests and range requests (RFC 9110 §13.2, §14.2), and may advertise it in every response.',
    how: conditional,
  },
  'gateway/unknown-id-before-method': {
    why: 'If the id is unknown and the method is not allowed, both 404 and 405 are correct; the contract defines no order for these checks (D04).',
    how: resourceFirst,
  },
  'gateway/another-prefix': {
    why: 'A deployment may have any base URL; the paths of the contract are relative to it (OpenAPI 3.1 §4.8.5).',
    how: behind({
      base: prefix,
      change: (answer) => {
        const location = headerOf(answer, 'Location')
        return location === undefined ? answer : withHeader(answer, 'Location', location.replace(/^\/api/, prefix))
      },
    }),
  },
  'gateway/options-answered-204': {
    why: 'OPTIONS is allowed for any resource and may return 204 with only an Allow header (RFC 9110 §9.3.7), as gateways do for CORS.',
    how: methodsAnswered(204, 'No Content', ''),
  },
  'gateway/options-answered-200': {
    why: 'A successful response to OPTIONS may have a body, or a Content-Length of 0 (RFC 9110 §9.3.7).',
    how: methodsAnswered(200, 'OK', ''),
  },
  'gateway/not-acceptable': {
    why: 'A request with an unsupported Accept header may be rejected with 406 (RFC 9110 §15.5.7) and an error body, although the contract has no code for it.',
    how: behind({
      change: (answer, asked) => {
        if (asked.headers.accept !== 'application/xml' || answer.status !== 200) return answer
        const requestId = headerOf(answer, 'X-Request-Id')
        const body = { error: 'Only application/json is available.', details: { code: 'NOT_ACCEPTABLE', requestId } }
        return withBody({ ...answer, status: 406, reason: 'Not Acceptable' }, Buffer.from(JSON.stringify(body)), asked)
      },
    }),
  },
  'gateway/request-id-in-two-headers': {
    why: 'Gateways may add their own correlation headers in addition to X-Request-Id (RFC 9110 §5.1, W3C Trace Context §3).',
    how: behind({
      change: (answer, { number }) =>
        withHeader(
          withHeader(answer, 'X-Correlation-Id', `edge-${number}`),
          'Traceparent',
          `00-${String(number).padStart(32, '0')}-${String(number).padStart(16, '0')}-01`,
        ),
    }),
  },
  'gateway/pages-of-another-origin': {
    why: 'A deployment may allow pages of other origins to use it; CORS headers do not conflict with the contract (Fetch standard §3.3).',
    how: pages,
  },
})

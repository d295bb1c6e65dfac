/** What gateways do of their own: other paths, and requests that they answer themselves. */
import { headerOf, withBody, withHeader, type Answer, type Asked } from './proxy.ts'
import { behind, variantsOf } from './variant.ts'

const prefix = '/scm/eu-1/public'

/** Answers a request for the methods of a path in the place of the deployment, which would answer 405; what every answer has, it keeps. */
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

/** What a router in front of all handlers knows of OPTIONS: nothing of keys, limits or requests. */
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

/** Lets the pages of one origin use the deployment: their browsers' preflights it answers itself, and every answer says who may read it. */
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

/** Answers conditions and ranges out of what it keeps, and says that it does (RFC 9110 §13, §14). */
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

/** Looks the thing up before it looks at the method, as routers do that are built of resources. */
const resourceFirst = behind({
  change: (answer: Answer, asked: Asked) => {
    if (answer.status !== 405 || !/\/api\/[^/]+\/[^/?]+$/.test(asked.target)) return answer
    const requestId = headerOf(answer, 'X-Request-Id')
    const body = { error: 'There is no such thing.', details: { code: 'NOT_FOUND', requestId } }
    const found = withHeader({ ...answer, status: 404, reason: 'Not Found' }, 'Allow', undefined)
    return withBody(found, Buffer.from(asked.method === 'HEAD' ? '' : JSON.stringify(body)), asked)
  },
})

export const gateway = variantsOf({
  'gateway/options-known-to-the-router-alone': {
    why: 'What takes OPTIONS for all paths is no operation of the contract, and a browser asks it without a key (RFC 9110 §9.3.7, Fetch standard §3.3.5).',
    how: preflight,
  },
  'gateway/conditions-and-ranges': {
    why: 'A gateway may answer conditions and ranges where a client sends them (RFC 9110 §13.2, §14.2), and say so where none does.',
    how: conditional,
  },
  'gateway/unknown-id-before-method': {
    why: 'That an id names nothing is as true as that the method is none of the path; no order is promised between the two (D04).',
    how: resourceFirst,
  },
  'gateway/another-prefix': {
    why: 'The base URL is whatever the deployment is known by; the paths of the contract are relative to it (OpenAPI 3.1 §4.8.5).',
    how: behind({
      base: prefix,
      change: (answer) => {
        const location = headerOf(answer, 'Location')
        return location === undefined ? answer : withHeader(answer, 'Location', location.replace(/^\/api/, prefix))
      },
    }),
  },
  'gateway/options-answered-204': {
    why: 'OPTIONS may be answered for any resource, with nothing but Allow and 204 (RFC 9110 §9.3.7), as gateways do for CORS.',
    how: methodsAnswered(204, 'No Content', ''),
  },
  'gateway/options-answered-200': {
    why: 'A successful answer to OPTIONS may have a body, or a Content-Length of 0 (RFC 9110 §9.3.7).',
    how: methodsAnswered(200, 'OK', ''),
  },
  'gateway/not-acceptable': {
    why: 'An Accept that cannot be met may be refused with 406 (RFC 9110 §15.5.7), in the envelope, though the contract has no code for it.',
    how: behind({
      change: (answer, asked) => {
        if (asked.headers.accept !== 'application/xml' || answer.status !== 200) return answer
        const requestId = headerOf(answer, 'X-Request-Id')
        const body = { error: 'Only application/json can be had.', details: { code: 'NOT_ACCEPTABLE', requestId } }
        return withBody({ ...answer, status: 406, reason: 'Not Acceptable' }, Buffer.from(JSON.stringify(body)), asked)
      },
    }),
  },
  'gateway/request-id-in-two-headers': {
    why: 'Gateways add correlation fields of their own beside X-Request-Id (RFC 9110 §5.1, W3C Trace Context §3).',
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
    why: 'Whether pages of other origins may use a deployment is its own affair; what tells their browsers takes nothing from the contract (Fetch standard §3.3).',
    how: pages,
  },
})

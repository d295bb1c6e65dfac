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

export const gateway = variantsOf({
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
})

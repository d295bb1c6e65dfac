/** Variants with additional headers or with other spellings of header values. */
import { createHash, randomUUID } from 'node:crypto'
import { headerOf, withBody, withHeader, type Answer } from './proxy.ts'
import { behind, variantsOf } from './variant.ts'

const added = (...headers: readonly (readonly [name: string, value: string])[]) =>
  behind({ change: (answer) => ({ ...answer, headers: [...answer.headers, ...headers] }) })

/** Rewrites one header in every response that has it. */
const rewritten = (name: string, rewrite: (value: string, answer: Answer) => string) =>
  behind({
    change: (answer) => {
      const value = headerOf(answer, name)
      return value === undefined ? answer : withHeader(answer, name, rewrite(value, answer))
    },
  })

export const headers = variantsOf({
  'header/of-a-proxy': {
    why: 'Gateways may add their own headers, and clients ignore unknown ones (RFC 9110 §5.1, §7.6.3).',
    how: added(
      ['Via', '1.1 edge, 1.1 8b2f.cdn.example (Varnish)'],
      ['Server', 'nginx'],
      ['X-Cache', 'MISS'],
      ['CF-Ray', '8f2c1d3e4a5b6c7d-FRA'],
      ['X-Served-By', 'cache-fra-19'],
      ['X-Envoy-Upstream-Service-Time', '12'],
      ['Server-Timing', 'cdn-cache;desc=MISS, edge;dur=1.5'],
      ['Alt-Svc', 'h3=":443"; ma=86400'],
      ['NEL', '{"report_to":"cf-nel","max_age":604800}'],
      ['X-Unknown', 'with "quotes", commas; and é'],
    ),
  },
  'header/security-and-cors': {
    why: 'Security and CORS headers are for browsers and do not conflict with the contract (RFC 6797 §6.1, Fetch standard §3.3).',
    how: added(
      ['Strict-Transport-Security', 'max-age=63072000; includeSubDomains; preload'],
      ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
      ['Referrer-Policy', 'no-referrer'],
      ['X-Frame-Options', 'DENY'],
      ['Permissions-Policy', 'interest-cohort=()'],
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Expose-Headers', 'X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Location'],
      ['Vary', 'Origin'],
    ),
  },
  'header/sticky-cookies': {
    why: 'A load balancer may set cookies, each in a separate header, and a client need not send them back (RFC 6265 §3).',
    how: added(
      ['Set-Cookie', 'AWSALB=x3Jk9; Expires=Wed, 03 Jun 2026 08:00:00 GMT; Path=/'],
      ['Set-Cookie', 'AWSALBCORS=x3Jk9; Expires=Wed, 03 Jun 2026 08:00:00 GMT; Path=/; SameSite=None; Secure'],
    ),
  },
  'header/of-a-newer-draft': {
    why: 'A deployment may send the RateLimit headers of the IETF draft in addition to the three headers of the contract (R11); clients ignore unknown headers.',
    how: behind({
      change: (answer) => ({
        ...answer,
        headers: [
          ...answer.headers,
          ['RateLimit-Policy', '"minute";q=100;w=60, "hour";q=1000;w=3600'],
          ['RateLimit', `"minute";r=${headerOf(answer, 'X-RateLimit-Remaining') ?? '0'};t=30`],
        ],
      }),
    }),
  },
  'header/very-long': {
    why: 'RFC 9110 §5.4 defines no maximum length of a header; gateways with long policies send several kilobytes.',
    how: added([
      'Content-Security-Policy',
      `default-src ${Array.from({ length: 400 }, (_, number) => `https://cdn-${number}.example`).join(' ')}`,
    ]),
  },
  'header/etag': {
    why: 'Any response may have a validator (RFC 9110 §8.8), even if no-store makes it useless.',
    how: behind({
      change: (answer) =>
        answer.status === 200
          ? withHeader(answer, 'ETag', `W/"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 22)}"`)
          : answer,
    }),
  },
  'header/nosniff-twice': {
    why: 'Application and gateway may both send X-Content-Type-Options; browsers use the first value (Fetch standard §3.6).',
    how: added(['X-Content-Type-Options', 'nosniff']),
  },
  'header/cache-control-in-two-lines': {
    why: 'A list-based header may be sent in several lines (RFC 9110 §5.3), for example if application and gateway both send no-store.',
    how: added(['Cache-Control', 'private, no-store, max-age=0, must-revalidate']),
  },
  'header/cache-control-with-more': {
    why: 'Directives are case-insensitive, and no-store remains effective beside other directives (RFC 9111 §5.2).',
    how: rewritten('Cache-Control', () => 'private, no-cache="Set-Cookie, X-A", No-Store, max-age=0'),
  },
  'header/content-type-without-charset': {
    why: 'The media type application/json defines no charset parameter, because JSON is always UTF-8 (RFC 8259 §8.1, §11).',
    how: rewritten('Content-Type', () => 'application/json'),
  },
  'header/content-type-in-other-letters': {
    why: 'Media type, parameter name and charset are case-insensitive, the value may be quoted, and spaces may surround the semicolon (RFC 9110 §8.3.1).',
    how: rewritten('Content-Type', () => 'Application/JSON ; Charset="UTF-8"'),
  },
  'header/content-type-with-a-parameter': {
    why: 'Recipients ignore unknown parameters (RFC 8259 §11, RFC 6838 §4.3).',
    how: rewritten('Content-Type', () => 'application/json;profile="https://example.com/scm";charset=utf-8'),
  },
  'header/location-absolute': {
    why: 'Location is a URI reference and may be an absolute URI (RFC 9110 §10.2.2).',
    how: rewritten('Location', (value) => new URL(value, 'https://scm.example').href),
  },
  'header/location-relative': {
    why: 'Location is resolved against the target URI of the request (RFC 9110 §10.2.2), so the last path segment may be enough.',
    how: behind({
      change: (answer, { target }) => {
        const [location, path] = [headerOf(answer, 'Location'), target.split('?')[0] ?? '']
        const parent = path.slice(0, path.lastIndexOf('/') + 1)
        return location?.startsWith(parent) ? withHeader(answer, 'Location', location.slice(parent.length)) : answer
      },
    }),
  },
  'header/allow-in-lines-with-options': {
    why: 'Allow may include OPTIONS, may list methods in any order, and may be sent in several lines (RFC 9110 §10.2.1, §5.3).',
    how: behind({
      change: (answer) => {
        const allow = headerOf(answer, 'Allow')
        if (allow === undefined) return answer
        const methods = ['OPTIONS', ...allow.split(', ').toReversed()]
        return {
          ...answer,
          headers: [...withHeader(answer, 'Allow', undefined).headers, ...methods.map((each) => ['Allow', each] as const)],
        }
      },
    }),
  },
  'header/challenge-among-others': {
    why: 'A 401 response may offer several authentication schemes in the same header (RFC 9110 §11.6.1).',
    how: rewritten(
      'WWW-Authenticate',
      (value) => `Negotiate, Basic realm="a, \\"b\\" error=", ${value}, Newauth realm="apps", type=1, title="Log in"`,
    ),
  },
  'header/challenges-in-lines': {
    why: 'Each challenge may be sent in a separate header (RFC 9110 §11.6.1, §5.3).',
    how: behind({
      change: (answer) =>
        answer.status === 401
          ? {
              ...answer,
              headers: [['WWW-Authenticate', 'Basic realm="staff", charset="UTF-8"'], ...answer.headers, ['WWW-Authenticate', 'Negotiate']],
            }
          : answer,
    }),
  },
  'header/challenge-in-other-words': {
    why: 'Scheme and parameter names are case-insensitive, the realm is optional, parameters may be in any order, and spaces may surround "=" (RFC 9110 §11.2, RFC 6750 §3).',
    how: rewritten('WWW-Authenticate', (value) =>
      value.includes('invalid_token')
        ? 'bearer ERROR = "invalid_token" , scope="inventory.read products.read", error_uri="https://example.com/e"'
        : 'bearer',
    ),
  },
  'header/insufficient-scope-challenged': {
    why: 'A 403 response may name the required scope in a challenge (RFC 6750 §3.1, RFC 9110 §15.5.4).',
    how: behind({
      change: (answer) =>
        answer.status === 403
          ? withHeader(answer, 'WWW-Authenticate', 'Bearer realm="Better Data SCM API", error="insufficient_scope", scope="products.read"')
          : answer,
    }),
  },
  'header/request-ids-of-the-gateway': {
    why: 'D11 requires a request id and the same id in the error body; the contract does not define its format.',
    how: behind({
      change: (answer, asked) => {
        const [old = '', own] = [headerOf(answer, 'X-Request-Id'), randomUUID().toUpperCase()]
        return withHeader(withBody(answer, Buffer.from(answer.body.toString('utf8').replace(old, own)), asked), 'X-Request-Id', own)
      },
    }),
  },
  'header/links': {
    why: 'Links to other pages and to the documentation may be sent in a header (RFC 8288 §3).',
    how: added(
      ['Link', '<https://docs.example/scm>; rel="service-doc", <?page=2>; rel="next"'],
      ['Content-Language', 'en'],
      ['Accept-Ranges', 'none'],
    ),
  },
})

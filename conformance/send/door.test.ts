/** Who responds: what the first response shows, before anything is judged. */
import { describe, expect, test } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { api } from '../profile/index.ts'
import type { Exchange } from '../model/exchange.ts'
import { answer } from '../testing/fixture.ts'
import { Undecidable } from '../model/undecidable.ts'
import { checkFirst } from './first.ts'

type Headers = Readonly<Record<string, string>>
const base = 'http://deployment.example/api'
const counts = { 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '99', 'X-RateLimit-Reset': '1900000000' }
const json = { 'Content-Type': 'application/json' }
const html = { 'Content-Type': 'text/html' }
const row = { id: 'prod_1', sku: 'A', name: 'Shoe', description: null, status: 'ACTIVE', createdAt: '2026-01-01T00:00:00Z' }

/** The first exchange, with a response of this kind. */
const first = (status: number, headers: Headers, body: string): Exchange => {
  const exchange = answer({ status })
  return {
    ...exchange,
    request: { ...exchange.request, url: `${base}/products` },
    reply: { status, headers: Object.entries(headers), body: Buffer.from(body) },
  }
}
const said = (exchange: Exchange, redact = (text: string): string => text): string | undefined => {
  try {
    checkFirst(exchange, api, base, redact)
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(Undecidable)
    return (error as Error).message
  }
}
const page = (title: string, more = ''): string =>
  `<!DOCTYPE html>\r\n<html><head><title>${title}</title></head><body>${more}</body></html>`

test.each<readonly [who: string, status: number, headers: Headers, body: string, says: RegExp]>([
  [
    'nginx, spoken to without TLS',
    400,
    html,
    '<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>',
    /begins with https:\/\//,
  ],
  [
    'Apache, spoken to without TLS',
    400,
    html,
    page('400 Bad Request', "You're speaking plain HTTP to an SSL-enabled server port."),
    /begins with https:\/\//,
  ],
  [
    'Go, spoken to without TLS',
    400,
    { 'Content-Type': 'text/plain' },
    'Client sent an HTTP request to an HTTPS server.\n',
    /begins with https:\/\//,
  ],
  ['nginx, without a client certificate', 400, html, page('400 No required SSL certificate was sent'), /a client certificate is required/],
  ['IIS, without a client certificate', 403, html, page('403.7 - Client Certificate Required'), /a client certificate is required/],
  ['a server of HTTP/2 alone', 403, {}, 'Unknown ALPN Protocol, expected `h2` to be available.', /only HTTP\/2/],
  [
    'a proxy without our credentials',
    407,
    { 'Proxy-Authenticate': 'Basic', ...html },
    page('Access to the proxy'),
    /an intermediate proxy requires its own credentials/,
  ],
  [
    'Squid, without a way',
    503,
    { 'X-Squid-Error': 'ERR_CONNECT_FAIL 111', ...html },
    page('ERROR: The requested URL could not be retrieved'),
    /an intermediate proxy responded/,
  ],
  [
    'AWS, at the wrong stage',
    403,
    { ...json, 'x-amzn-ErrorType': 'MissingAuthenticationTokenException' },
    '{"message":"Missing Authentication Token"}',
    /a gateway does not know the path/,
  ],
  ['Kong, without a route', 404, json, '{"message":"no Route matched with those values"}', /a gateway does not know the path/],
  ['Envoy, without a host', 503, {}, 'no healthy upstream', /a gateway/],
  ['nginx, without a server behind it', 502, html, page('502 Bad Gateway'), /a gateway responded because it cannot reach the deployment/],
  ['Cloudflare, without a server behind it', 522, html, page('example.com | 522: Connection timed out'), /a gateway responded because/],
  ['a load balancer that is out of breath', 503, html, page('503 Service Temporarily Unavailable'), /maintenance|a gateway responded/],
  ['a firewall', 403, { 'cf-mitigated': 'challenge', ...html }, page('Just a moment...'), /a firewall in front of the deployment blocks/],
  ["a gateway's own limit", 429, html, page('429 Too Many Requests'), /its own rate limit/],
  ['a gateway with a fault', 500, html, page('500 Internal Server Error'), /an HTML page/],
  [
    'a maintenance page that begins with a comment',
    200,
    html,
    '<!-- back soon -->\n<!DOCTYPE html><title>Back soon</title>',
    /maintenance/,
  ],
  ['a page without a type', 200, {}, '\uFEFF\n<?xml version="1.0"?><html><title>Welcome</title></html>', /an HTML page/],
  ['a web site', 200, html, page('Our shop', 'Buy!'), /an HTML page/],
  ['a login page', 200, html, page('Welcome', '<form><input type="password"></form>'), /its own login/],
  ['a login dialogue', 401, { 'WWW-Authenticate': 'Basic realm="staging"', ...html }, page('401 Authorization Required'), /its own login/],
  ['a hotel', 511, html, page('Network Authentication Required'), /the network requires a login/],
  ['a health check', 200, json, '{"status":"ok"}', /another API or a health check/],
  ['another API', 200, json, '{"products":[{"id":1,"title":"Phone","price":9}],"total":1,"skip":0,"limit":30}', /another API/],
  ['another API with a rate limit', 200, { ...json, ...counts }, '{"items":[{"id":1,"title":"Phone","price":9}],"total":1}', /another API/],
  ['JSON:API', 200, json, '{"data":[{"type":"people","id":"1","attributes":{}}],"links":{}}', /another API/],
  [
    'another API with a fault',
    500,
    json,
    '{"timestamp":"2026-01-01","status":500,"error":"Internal Server Error","path":"/api/products"}',
    /another API/,
  ],
  ['another API that wants something else', 422, json, '{"detail":[{"loc":["query"],"msg":"field required"}]}', /another API/],
  ['nobody in particular', 200, {}, '', /the response is empty/],
  ['something that is neither', 200, { 'Content-Type': 'text/plain' }, 'It works!', /not from the API/],
  ['a path without /api', 404, html, '<pre>Cannot GET /products</pre>', /a prefix such as \/api may be missing/],
  [
    'a path of the API that is none',
    404,
    { ...json, ...counts },
    '{"error":"No such resource.","details":{"code":"NOT_FOUND"}}',
    /a prefix such as \/api may be missing/,
  ],
])('%s is identified and quoted', (_, status, headers, body, says) => {
  const message = said(first(status, headers, body))
  expect(message).toMatch(says)
  const what = [502, 503, 504].includes(status) ? 'is not available' : 'does not look like the base URL of the API'
  expect(message).toContain(`${what}: GET /api/products returned ${status}; `)
  if (body !== '') expect(message).toMatch(/ The response says ".+"\.$/)
  expect(message).not.toMatch(/\n/)
})

describe('the API itself is judged', () => {
  const page1 = { data: [row], pagination: { page: 1, pageSize: 20, total: 1, totalPages: 1 } }
  const failure = (code: string): string => JSON.stringify({ error: 'It failed.', details: { code, requestId: 'req_1' } })
  test.each<readonly [how: string, status: number, headers: Headers, body: string]>([
    ['healthy', 200, { ...json, ...counts }, JSON.stringify(page1)],
    ['healthy and empty', 200, json, '{"data":[],"pagination":{"page":1}}'],
    ['empty and without pagination', 200, json, '{"data":[],"said":"x"}'],
    ['of another type', 200, html, JSON.stringify(page1)],
    ['with an undocumented status', 203, json, JSON.stringify(page1)],
    ['without pagination', 200, json, JSON.stringify({ data: [row] })],
    ['without an envelope', 200, json, JSON.stringify([row])],
    ['in an envelope of its own', 200, json, JSON.stringify({ result: { items: [row] } })],
    ['with names in another case', 200, json, '{"Items":[{"ID":"1","created_at":"x","Name":"y"}]}'],
    ['without an envelope and rows, with counts', 200, { ...json, ...counts }, '[]'],
    ['without a body, with counts', 200, { ...json, ...counts }, ''],
    ['cut off', 200, json, JSON.stringify(page1).slice(0, -20)],
    ['packed', 200, { ...json, 'Content-Encoding': 'gzip' }, '\u001F\u008B\b'],
    ['that fails', 500, { ...json, ...counts }, failure('INTERNAL_ERROR')],
    ['that fails without counts', 503, json, failure('INTERNAL_ERROR')],
    ['that refuses for want of a permission', 403, json, failure('FORBIDDEN')],
    ['that refuses for its limit', 429, { ...json, 'Retry-After': '3' }, failure('RATE_LIMIT_EXCEEDED')],
    ['that fails in another form, with counts', 500, { ...json, ...counts }, '{"message":"It failed."}'],
  ])('%s', (_, status, headers, body) => {
    expect(said(first(status, headers, body))).toBeUndefined()
  })
})

describe('a read of a single resource is from the API, whatever lists it contains', () => {
  const reads = Object.values(contract.operations).filter(({ method, list }) => method === 'GET' && list === undefined)
  const asked = (id: string, body: unknown, headers: Headers = json): string | undefined => {
    const exchange = first(200, headers, JSON.stringify(body))
    return said({ ...exchange, request: { ...exchange.request, operation: id } })
  }
  test.each(reads.map(({ id, success }) => ({ id, example: Object.values(success.examples)[0] })))('$id', ({ id, example }) => {
    expect(example).toBeDefined()
    expect(asked(id, example)).toBeUndefined()
  })

  test.each(reads.map(({ id }) => ({ id })))('and not if it has other properties: $id', ({ id }) => {
    const other = { data: { uptime: 5, checks: [{ name: 'disk', healthy: true }], build: 'abc' } }
    expect(asked(id, other)).toContain('does not look like the base URL of the API')
    // Its counts of requests are those of this API.
    expect(asked(id, other, { ...json, ...counts })).toBeUndefined()
  })
})

test('a rejected key is reported, with the reason', () => {
  const body = JSON.stringify({ error: 'No.', details: { code: 'UNAUTHORIZED', reason: 'UNKNOWN\n::error::x' } })
  expect(said(first(401, json, body))).toBe(`${base} does not accept the key: GET /api/products returned 401 UNKNOWN\\n::error::x.`)
})

test('a redirect is reported with its target, escaped', () => {
  const exchange = first(302, { Location: 'https://login.example/\u001B[2J##[group]' }, '')
  expect(said(exchange)).toBe(
    `${base} redirects: GET /api/products returned 302 to https://login.example/\\x1b[2J#\\#[group]; use the target of the redirect as base URL.`,
  )
})

test('a quote is escaped and short, and contains no key', () => {
  const body = page('x\n::error::boo \u001B[2J', '').replace('boo', `boo KEY ${'y'.repeat(500)}`)
  const message = said(first(200, html, body), (text) => text.replaceAll('KEY', '***')) ?? ''
  expect(message).toContain('***')
  expect(message).not.toMatch(/KEY|[\p{C}]/u)
  expect(message.length).toBeLessThan(500)
})

test('a large response of another service is read quickly', () => {
  const began = performance.now()
  for (const text of ['<', '<!--', '<script>', ' ', '<!-- -->', '&'].map((each) => each.repeat(500_000 / each.length))) {
    expect(said(first(200, html, text))).toBeDefined()
    expect(said(first(200, {}, text))).toBeDefined()
  }
  expect(performance.now() - began).toBeLessThan(5000)
})

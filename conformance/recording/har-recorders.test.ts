/** The same traffic in the formats of common recorders: what is judged, what is skipped, and why. */
import { describe, expect, test } from 'vitest'
import type { OperationId } from '../../spec/contract.ts'
import { api } from '../profile/index.ts'
import { judgeHar, renderLeftOut, type HarReport } from './har.ts'

const origin = 'https://shop.example'
const key = 'bdk_live_RECORD_0123456789abcdefghijklmnopqrABCD'
const start = Date.parse('2026-06-01T08:00:00.250Z')
const timeOf = (count: number): Date => new Date(start + count * 100)

/** A request, and the response of the deployment. */
interface Exchange {
  readonly method: string
  readonly path: string
  readonly sent?: string
  readonly status: number
  readonly body: string
}

const exampleOf = (id: OperationId, status: number): string => {
  const response = api.operations[id].responses[status]
  return JSON.stringify(Object.values(response?.examples ?? {})[0])
}
const listed: Exchange = { method: 'GET', path: '/api/products?limit=20', status: 200, body: exampleOf('listProducts', 200) }
const refused: Exchange = {
  method: 'POST',
  path: '/api/products',
  sent: '{"name":"ü"}',
  status: 400,
  body: '{"error":"The request is not as documented.","details":{"code":"VALIDATION_ERROR","issues":[{"in":"body","path":"/sku","message":"must be present"}],"requestId":"req_refused1"}}',
}
const missing: Exchange = {
  method: 'GET',
  path: '/api/products/prod_none',
  status: 404,
  body: '{"error":"No such resource.","details":{"code":"NOT_FOUND","requestId":"req_missing1"}}',
}
const traffic = [listed, refused, missing]
/** An error without the machine-readable details. */
const broken: Exchange = { ...missing, path: '/api/products/prod_other', body: '{"error":"No such resource."}' }

type Names = Readonly<Record<string, string>>
const sentOf = ({ sent }: Exchange): Names => ({
  Accept: 'application/json',
  Authorization: `Bearer ${key}`,
  ...(sent === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(sent)) }),
})
const answeredOf = ({ body }: Exchange, count: number): Names => ({
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': String(Buffer.byteLength(body)),
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Request-Id': /"requestId":"(\w+)"/.exec(body)?.[1] ?? `req_${String(count).padStart(8, '0')}`,
  'X-RateLimit-Limit': '100',
  'X-RateLimit-Remaining': String(99 - count),
  'X-RateLimit-Reset': String(Math.floor(start / 1000) + 30),
})
const lines = (names: Names) => Object.entries(names).map(([name, value]) => ({ name, value }))
const lower = (names: Names): Names => Object.fromEntries(Object.entries(names).map(([name, value]) => [name.toLowerCase(), value]))
const withoutLength = ({ 'Content-Length': _length, ...rest }: Names): Names => rest
const queryOf = (path: string) => [...new URL(path, origin).searchParams].map(([name, value]) => ({ name, value }))
const localTime = (at: Date): string => `${new Date(at.getTime() + 7_200_000).toISOString().replace('Z', '')}+02:00`

/** The developer tools of Chrome, which omit credentials by default; HTTP/2. */
function chrome(exchange: Exchange, count: number) {
  const { method, path, sent, status, body } = exchange
  const { Authorization: _left, ...kept } = sentOf(exchange)
  return {
    _initiator: { type: 'script' },
    _priority: 'High',
    _resourceType: 'fetch',
    cache: {},
    connection: '443',
    pageref: 'page_1',
    request: {
      method,
      url: origin + path,
      httpVersion: 'h2',
      headers: lines({ ':authority': 'shop.example', ':method': method, ':path': path, ':scheme': 'https', ...lower(kept) }),
      queryString: queryOf(path),
      cookies: [],
      headersSize: -1,
      bodySize: sent === undefined ? 0 : Buffer.byteLength(sent),
      ...(sent === undefined ? {} : { postData: { mimeType: 'application/json', text: sent } }),
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'h2',
      headers: lines({ ...lower(withoutLength(answeredOf(exchange, count))), 'content-encoding': 'br' }),
      cookies: [],
      content: { size: Buffer.byteLength(body), mimeType: 'application/json', text: body },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: 321,
      _error: null,
      _fetchedViaServiceWorker: false,
    },
    serverIPAddress: '203.0.113.7',
    startedDateTime: timeOf(count).toISOString(),
    time: 41.3,
    timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 38, receive: 2.2, _blocked_queueing: 0.7 },
  }
}

function firefox(exchange: Exchange, count: number) {
  const { method, path, sent, status, body } = exchange
  return {
    startedDateTime: localTime(timeOf(count)),
    request: {
      bodySize: sent === undefined ? 0 : Buffer.byteLength(sent),
      method,
      url: origin + path,
      httpVersion: 'HTTP/2',
      headers: lines({ Host: 'shop.example', ...sentOf(exchange) }),
      cookies: [],
      queryString: queryOf(path),
      headersSize: 420,
      ...(sent === undefined ? {} : { postData: { mimeType: 'application/json', params: [], text: sent } }),
    },
    response: {
      status,
      statusText: 'OK',
      httpVersion: 'HTTP/2',
      headers: lines({ ...lower(answeredOf(exchange, count)), 'x-firefox-spdy': 'h2' }),
      cookies: [],
      content: { mimeType: 'application/json; charset=utf-8', size: Buffer.byteLength(body), text: body },
      redirectURL: '',
      headersSize: 512,
      bodySize: 512 + Buffer.byteLength(body),
    },
    cache: {},
    timings: { blocked: 0, dns: 0, connect: 0, ssl: 0, send: 0, wait: 38, receive: 0 },
    time: 38,
    _securityState: 'secure',
    serverIPAddress: '203.0.113.7',
    connection: '443',
    pageref: 'page_1',
  }
}

/** The common format of recorders of HTTP/1.1. */
function plain(exchange: Exchange, count: number) {
  const { method, path, sent, status, body } = exchange
  return {
    startedDateTime: timeOf(count).toISOString(),
    time: 44,
    request: {
      method,
      url: origin + path,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: lines({ Host: 'shop.example', ...sentOf(exchange) }),
      queryString: queryOf(path),
      headersSize: 300,
      bodySize: sent === undefined ? 0 : Buffer.byteLength(sent),
      ...(sent === undefined ? {} : { postData: { mimeType: 'application/json', text: sent } }),
    },
    response: {
      status,
      statusText: 'OK',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: lines(answeredOf(exchange, count)),
      content: { size: Buffer.byteLength(body), mimeType: 'application/json; charset=utf-8', text: body },
      redirectURL: '',
      headersSize: 280,
      bodySize: Buffer.byteLength(body),
    },
    cache: {},
    timings: { send: 1, wait: 40, receive: 3 },
  }
}

type Json = Readonly<Record<string, unknown>>
/** The same entry with some members of the request or the response replaced. */
const changed = (
  entry: { readonly request: Json; readonly response: Json },
  { request = {}, response = {}, ...rest }: { readonly request?: Json; readonly response?: Json; readonly [name: string]: unknown },
) => ({ ...entry, ...rest, request: { ...entry.request, ...request }, response: { ...entry.response, ...response } })

const charles = (exchange: Exchange, count: number) =>
  changed(plain(exchange, count), {
    startedDateTime: localTime(timeOf(count)),
    response: {
      _charlesStatus: 'COMPLETE',
      content: {
        size: Buffer.byteLength(exchange.body),
        mimeType: 'application/json; charset=utf-8',
        text: Buffer.from(exchange.body).toString('base64'),
        encoding: 'base64',
      },
      redirectURL: null,
    },
    serverIPAddress: '203.0.113.7',
  })

const mitmproxy = (exchange: Exchange, count: number) =>
  changed(plain(exchange, count), {
    startedDateTime: timeOf(count).toISOString().replace('Z', '123+00:00'),
    time: 43.2,
    response: {
      headers: lines({ ...answeredOf(exchange, count), 'Content-Length': '77', 'Content-Encoding': 'gzip' }),
      content: {
        size: Buffer.byteLength(exchange.body),
        compression: Buffer.byteLength(exchange.body) - 77,
        mimeType: 'application/json',
        text: exchange.body,
      },
      bodySize: 77,
    },
    serverIPAddress: '203.0.113.7',
  })

const playwright = (exchange: Exchange, count: number) =>
  changed(plain(exchange, count), {
    pageref: 'page@1',
    time: 20.405,
    request: exchange.sent === undefined ? {} : { postData: { mimeType: 'application/json', text: exchange.sent, params: [] } },
    response: { _transferSize: 550 },
    _frameref: 'frame@1',
    _monotonicTime: 7778.077,
    _resourceType: 'fetch',
    _securityDetails: {},
  })

/** Exported from Postman by one of several converters: the query is separate from the URL, and sizes are missing. */
const postman = (exchange: Exchange, count: number) =>
  changed(plain(exchange, count), {
    request: { url: origin + exchange.path.replace(/\?.*/, ''), headers: lines(sentOf(exchange)), headersSize: -1, bodySize: -1 },
    response: { headersSize: -1, bodySize: -1 },
  })

/** The text of a file with some entries. */
const file = (name: string, entries: readonly unknown[]): string =>
  JSON.stringify({ log: { version: '1.2', creator: { name, version: '1' }, pages: [], entries } })
const judged = (name: string, entries: readonly unknown[]): HarReport => judgeHar(file(name, entries))

const recorders = { WebInspector: chrome, Firefox: firefox, 'Charles Proxy': charles, mitmproxy, Playwright: playwright, Postman: postman }
type Write = (exchange: Exchange, count: number) => unknown

const failed = ({ verdicts }: HarReport): string[] => verdicts.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule)

describe.each(Object.entries(recorders) as readonly [string, Write][])('a recording of %s', (name, write) => {
  test('is judged completely, without false findings', () => {
    const report = judged(name, traffic.map(write))
    expect([failed(report), renderLeftOut(report), report.requests.sent]).toEqual([[], '', 3])
    expect(report.outcomes.pass).toBeGreaterThan(80)
  })

  test('shows a fault', () => {
    expect(failed(judged(name, [...traffic, broken].map(write)))).toContain('error/envelope')
  })

  test('contains the requests', () => {
    const other = { ...listed, path: '/api/products?limit=1' }
    expect(failed(judged(name, [other].map(write)))).toContain('pagination/echoes-what-was-asked')
  })
})

describe('what a recorder could not write', () => {
  test.each<readonly [what: string, recorder: string, odd: unknown, gap: string]>([
    [
      'Chrome answers from its cache',
      'WebInspector',
      changed(chrome(listed, 9), { _fromCache: 'disk' }),
      'left out: entry 4: it was served from a client cache\n',
    ],
    [
      'Safari answers from its cache',
      'WebKit Web Inspector',
      { ...chrome(listed, 9), _fetchType: 'Memory Cache' },
      'left out: entry 4: it was served from a client cache\n',
    ],
    [
      'a worker of the page answers',
      'WebInspector',
      { ...chrome(listed, 9), _fetchedViaServiceWorker: true },
      'left out: entry 4: it was served from a client cache\n',
    ],
    [
      'Firefox answers from its cache',
      'Firefox',
      { ...firefox(listed, 9), cache: { afterRequest: null } },
      'left out: entry 4: it was served from a client cache\n',
    ],
    [
      'Chrome blocks a request',
      'WebInspector',
      changed(chrome(listed, 9), {
        response: { status: 0, headers: [], content: { size: 0, mimeType: 'x-unknown' }, _error: 'net::ERR_FAILED' },
      }),
      'left out: entry 4: the response was not recorded\n',
    ],
    [
      'Chrome has forgotten a body',
      'WebInspector',
      changed(chrome(listed, 9), { response: { content: { size: 700, mimeType: 'application/json' } } }),
      'left out (body only): entry 4: the response body was not recorded\n',
    ],
    [
      'Chrome shows a picture of the page',
      'WebInspector',
      changed(chrome(listed, 9), { request: { url: 'data:image/png;base64,AAAA' } }),
      'left out: entry 4: not HTTP\n',
    ],
    [
      'Firefox cuts a long body',
      'Firefox',
      changed(firefox(listed, 9), { response: { content: { size: 9000, text: listed.body.slice(0, 99), comment: 'truncated' } } }),
      'left out (body only): entry 4: the response body was recorded only partially\n',
    ],
    [
      'Firefox keeps no bodies',
      'Firefox',
      changed(firefox(listed, 9), { response: { content: { size: 700, comment: 'Response bodies are not included.' } } }),
      'left out (body only): entry 4: the response body was not recorded\n',
    ],
    [
      'Charles opens a tunnel',
      'Charles Proxy',
      changed(charles(listed, 9), { request: { method: 'CONNECT', url: 'https://other.example:443' } }),
      'left out: entry 4: not addressed to https://shop.example/api\n',
    ],
    [
      'Charles answers itself',
      'Charles Proxy',
      changed(charles(listed, 9), { response: { _charlesStatus: 'EXCEPTION', status: 503 } }),
      'left out: entry 4: the response was not recorded\n',
    ],
    [
      'mitmproxy gets no answer',
      'mitmproxy',
      changed(mitmproxy(listed, 9), { response: { status: 0, headers: [], content: {}, _error: 'connection closed' } }),
      'left out: entry 4: the response was not recorded\n',
    ],
    [
      'mitmproxy drops large bodies',
      'mitmproxy',
      changed(mitmproxy(listed, 9), { response: { content: { size: 0, mimeType: 'application/json', text: '' } } }),
      'left out (body only): entry 4: the response body was not recorded\n',
    ],
    [
      'Playwright keeps bodies in other files',
      'Playwright',
      changed(playwright(listed, 9), { response: { content: { size: 700, mimeType: 'application/json', _file: '3c7d8e.json' } } }),
      'left out (body only): entry 4: the response body was not recorded\n',
    ],
    [
      'Playwright keeps what was sent in other files',
      'Playwright',
      changed(playwright(refused, 9), {
        request: { postData: { mimeType: 'application/json', text: '', params: [], _file: '883d91.json' } },
      }),
      'left out: entry 4: the request body was not recorded\n',
    ],
    [
      'Playwright keeps nothing that was sent',
      'Playwright',
      changed(playwright(refused, 9), { request: { postData: { mimeType: 'application/json', text: '', params: [] } } }),
      'left out: entry 4: the request body was not recorded\n',
    ],
    [
      'Postman does not know a variable',
      'Postman',
      changed(postman(listed, 9), { request: { url: '{{baseUrl}}/products' } }),
      'left out: entry 4: no absolute URL at /request/url\n',
    ],
    [
      'a user removed the response headers',
      'Postman',
      changed(postman(listed, 9), { response: { headers: [] } }),
      'left out: entry 4: the response headers were not recorded\n',
    ],
  ])('is skipped, with the reason: %s', (_what, recorder, odd, gap) => {
    const write: Write = Object.hasOwn(recorders, recorder) ? recorders[recorder as keyof typeof recorders] : chrome
    const report = judged(recorder, [...traffic.map(write), odd])
    expect([failed(report), renderLeftOut(report)]).toEqual([[], gap])
  })

  test('is reported next to the judged preflight requests of a browser', () => {
    const preflight = changed(chrome({ method: 'OPTIONS', path: '/api/products', status: 204, body: '' }, 9), {
      _initiator: { type: 'preflight' },
      response: { headers: lines({ 'access-control-allow-origin': 'https://page.example' }), content: { size: 0, mimeType: 'x-unknown' } },
    })
    expect(failed(judged('WebInspector', [preflight, ...traffic.map(chrome)]))).toEqual([])
  })
})

describe('omitted credentials', () => {
  const openDoor = ({ verdicts }: HarReport): string[] =>
    verdicts.filter(({ rule }) => rule === 'authentication/no-success-without-credential').map(({ outcome }) => outcome)

  test('are not reported as missing authentication', () => {
    expect(openDoor(judged('WebInspector', traffic.map(chrome)))).toEqual(['inconclusive', 'pass', 'pass'])
  })

  test('are reported if other requests have them', () => {
    const { Authorization: _none, ...anonymous } = sentOf(listed)
    const open = changed(charles(listed, 9), { request: { headers: lines({ Host: 'shop.example', ...anonymous }) } })
    expect(openDoor(judged('Charles Proxy', [...traffic.map(charles), open]))).toContain('fail')
  })
})

/** Traces of runs: what a collector receives, what the deployment receives, and what the report says about it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { WrittenReport } from '../conformance/report/formats/json.ts'
import { runCommand } from '../conformance/testing/command-line.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { deviate } from '../server/deviations/index.ts'
import { openTestDeployment, type TestDeployment } from '../verification/proof/deployment.ts'

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly status: { readonly code: number }
  readonly attributes: readonly Attribute[]
}
interface Attribute {
  readonly key: string
  readonly value: {
    readonly stringValue?: string
    readonly intValue?: number
    readonly arrayValue?: { readonly values: readonly Attribute['value'][] }
  }
}
interface Batch {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[]
  }[]
}

/** A collector that keeps what it gets, and answers with a status; 0 means never. */
async function openCollector(status: number) {
  const received: { readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
      if (status !== 0) response.writeHead(status, { 'Content-Type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const batches = () => received.map(({ body }) => JSON.parse(body) as Batch)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    spans: (): Span[] =>
      batches().flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))),
    resource: () => valuesOf(batches()[0]?.resourceSpans[0]?.resource.attributes ?? []),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const plain = ({ stringValue, intValue, arrayValue }: Attribute['value']): unknown =>
  stringValue ?? intValue ?? arrayValue?.values.map(plain)
const valuesOf = (attributes: readonly Attribute[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]))

const key = demoKeys.nordwind.administrator
const scratch = mkdtempSync(path.join(tmpdir(), 'traces-'))
const read = (name: string): WrittenReport => JSON.parse(readFileSync(path.join(scratch, name), 'utf8')) as WrittenReport
/** The `traceparent` headers that the deployment got, in order. */
const parents: (string | undefined)[] = []
let deployment: TestDeployment
let open: { readonly close: () => void }[] = []

beforeAll(async () => {
  deployment = await openTestDeployment({
    limits: { perMinute: 10_000, perHour: 100_000 },
    assemble: (parts) => deviate(parts, ['header/availability-as-text']),
    gateway: {
      change: (answer, { headers }) => {
        parents.push(headers['traceparent'] as string | undefined)
        return answer
      },
    },
  })
})
afterEach(() => {
  for (const each of open) each.close()
  open = []
  parents.length = 0
})
afterAll(async () => {
  await deployment.close()
  rmSync(scratch, { recursive: true })
})

async function collector(status = 200) {
  const opened = await openCollector(status)
  open.push(opened)
  return opened
}
const suite = (env: NodeJS.ProcessEnv, ...args: readonly string[]) =>
  runCommand([deployment.baseUrl, '--seed', 'traces', ...args], { cwd: scratch, env: { CONFORMANCE_KEY: key, ...env } })

describe('a traced run', () => {
  const written = ['--level', 'contract', '--only', 'listProducts,createCategory,listAvailability', '--allow-writes'] as const

  test('sends one trace with a span for every request, which the deployment gets as its parent', async () => {
    const to = await collector()
    const { code } = await suite({ OTEL_EXPORTER_OTLP_ENDPOINT: to.url }, ...written, '--report', 'json=traced.json')
    expect(code).toBe(1)
    const spans = to.spans()
    const [run, ...others] = spans.filter(({ parentSpanId = '' }) => parentSpanId === '')
    expect(others).toEqual([])
    expect(run).toMatchObject({ name: 'conformance run', kind: 1 })
    expect(valuesOf(run?.attributes ?? [])).toEqual({
      'conformance.level': 'contract',
      'conformance.seed': 'traces',
      'conformance.exit_code': 1,
    })
    const ofRequests = spans.filter((each) => each !== run)
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
    expect(ofRequests.every(({ parentSpanId, kind }) => parentSpanId === run?.spanId && kind === 3)).toBe(true)
    // The cleanup after the plan has no path template.
    const planned = ofRequests.filter(({ attributes }) => valuesOf(attributes)['url.template'] !== undefined)
    expect(planned.length).toBe(read('traced.json').requests.sent)
    expect(ofRequests.length).toBeGreaterThan(planned.length)
    expect(parents.slice().sort()).toEqual(ofRequests.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`).sort())
    expect(to.received.every(({ url, headers }) => url === '/v1/traces' && headers['content-type'] === 'application/json')).toBe(true)
  })

  test('describes each request with its rules, and never with a key', async () => {
    const to = await collector()
    const { out, err } = await suite({ OTEL_EXPORTER_OTLP_ENDPOINT: to.url }, '--level', 'contract', '--only', 'listProducts')
    const spans = to.spans().map((each) => ({ ...each, has: valuesOf(each.attributes) }))
    const { port } = new URL(deployment.baseUrl)
    const good = spans.find(({ has }) => has['http.response.status_code'] === 200 && has['conformance.operation'] === 'listProducts')
    expect(good).toMatchObject({
      name: 'GET /products',
      status: { code: 0 },
      has: {
        'http.request.method': 'GET',
        'url.template': '/products',
        'server.address': '127.0.0.1',
        'server.port': Number(port),
        'conformance.effect': 'read',
        'conformance.key': 'main',
      },
    })
    const refused = spans.find(({ has }) =>
      (has['conformance.rules'] as string[] | undefined)?.includes('authentication/credential-required'),
    )
    expect(refused).toMatchObject({ status: { code: 2 }, has: { 'http.response.status_code': 401, 'error.type': '401' } })
    const inQuery = spans.find(({ has }) => String(has['url.full']).includes('api_key='))
    expect(inQuery?.has['url.full']).toMatch(/[?&]api_key=(\*|%2A)+$/)
    const sent = to.received.map(({ body, headers }) => body + JSON.stringify(headers)).join('\n')
    expect(sent.length).toBeGreaterThan(10_000)
    expect(sent).not.toContain(key.slice(-20))
    expect(out + err).not.toContain('warning:')
  })

  test('is named in the exchanges of the findings: as JSON, as HTML and on the terminal', async () => {
    const to = await collector()
    const { out } = await suite(
      { OTEL_EXPORTER_OTLP_ENDPOINT: to.url },
      ...['--only', 'listAvailability', '--verbose', '--report', 'json=found.json', '--report', 'html=found.html'],
    )
    const { exchanges } = read('found.json')
    expect(exchanges.length).toBeGreaterThan(0)
    const known = new Map(to.spans().map(({ spanId, traceId }) => [spanId, traceId]))
    for (const { span, sent, curl } of exchanges) {
      expect(span?.traceId).toBe(known.get(span?.spanId ?? ''))
      expect(JSON.stringify(sent) + curl).not.toContain('traceparent')
      expect(out).toContain(`${span?.traceId}, span ${span?.spanId}`)
      expect(readFileSync(path.join(scratch, 'found.html'), 'utf8')).toContain(`<code>${span?.spanId}</code>`)
    }
  })

  test('goes where the variables of OpenTelemetry say, with their headers and attributes', async () => {
    const to = await collector()
    const { err } = await suite({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9/unused',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${to.url}/own/path`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-team=catalog%20team,authorization=Bearer%20collector-secret',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=staging,service.name=other',
      OTEL_SERVICE_NAME: 'nightly',
    })
    expect(to.received[0]).toMatchObject({
      url: '/own/path',
      headers: { 'x-team': 'catalog team', authorization: 'Bearer collector-secret' },
    })
    expect(to.resource()).toMatchObject({ 'service.name': 'nightly', 'deployment.environment.name': 'staging' })
    expect(err).not.toContain('collector-secret')
  })
})

describe('the verdict of a run does not depend on a collector', () => {
  test.each([
    ['rejects the spans', 400, 'the collector returned 400'],
    ['never responds', 0, /Request timed out|no response within 5 s/],
  ])('that %s', async (_what, status, why) => {
    const to = await collector(status)
    const without = await suite({})
    const { code, out, err } = await suite({ OTEL_EXPORTER_OTLP_ENDPOINT: to.url })
    expect(code).toBe(without.code)
    expect(out.split('\n').at(-2)).toBe(without.out.split('\n').at(-2))
    const warnings = err.split('\n').filter((line) => line.startsWith('warning:'))
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(`${to.url}/v1/traces`)
    expect(warnings[0]).toMatch(why)
  })

  test('whose URL cannot be used', async () => {
    const { code, err } = await suite({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' })
    expect(code).not.toBe(2)
    expect(err).toContain(
      'warning: The run is not traced: the environment variable OTEL_EXPORTER_OTLP_ENDPOINT must be a URL that begins with http:// or https://.',
    )
    expect(new Set(parents)).toEqual(new Set([undefined]))
  })
})

describe('a run is not traced', () => {
  test.each([
    ['without the variables', {}],
    ['if they disable OpenTelemetry', { OTEL_SDK_DISABLED: 'true' }],
    ['if they turn traces off', { OTEL_TRACES_EXPORTER: 'none' }],
  ])('%s', async (what, env) => {
    const to = await collector()
    await suite(
      { ...(what.startsWith('without') ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: to.url }), ...env },
      ...['--only', 'listAvailability', '--report', 'json=plain.json'],
    )
    expect(new Set(parents)).toEqual(new Set([undefined]))
    expect(to.received).toEqual([])
    expect(read('plain.json').exchanges.length).toBeGreaterThan(0)
    expect(read('plain.json').exchanges.filter(({ span }) => span !== undefined)).toEqual([])
  })

  test('if every request has the header of another trace', async () => {
    const to = await collector()
    const { code, err } = await suite({ OTEL_EXPORTER_OTLP_ENDPOINT: to.url }, '--header', 'Traceparent: 00-1-2-01')
    expect(code).toBe(2)
    expect(err).toContain('--header: Traceparent cannot be set if the run is traced (OTEL_EXPORTER_OTLP_ENDPOINT)')
    expect(parents).toEqual([])
  })
})

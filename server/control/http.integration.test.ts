/** The control plane over HTTP. */
import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { controlContract } from '../../spec/control-contract.ts'
import { startReferenceServer, type ReferenceServer } from '../index.ts'
import { controlCheck } from './check.ts'

let server: ReferenceServer
let url = ''
beforeAll(async () => {
  server = await startReferenceServer({ seed: 1, clock: '2026-06-01T12:00:00Z', control: true })
  url = server.controlUrl ?? ''
})
afterEach(() => server.reset())
afterAll(() => server.close())

interface Reply {
  readonly status: number
  readonly body: any // eslint-disable-line @typescript-eslint/no-explicit-any -- judged by each test
  readonly allow: string | undefined
}

/** Sends a request as it is: `fetch` would not send other Host headers. */
function ask(method: string, path: string, { body, headers = {}, at = url }: { body?: unknown; headers?: object; at?: string } = {}) {
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  return new Promise<Reply>((resolve, reject) => {
    const type = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
    const sent = request(at + path, { method, headers: { ...type, ...headers } }, (response) => {
      let received = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (received += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(received), allow: response.headers.allow }))
    })
    sent.on('error', reject).end(text)
  })
}

const api = async (path: string, key: string = server.keys.nordwind.administrator) =>
  fetch(server.baseUrl + path, { headers: { authorization: `Bearer ${key}` } })

/** The pagination of the products. */
const pagination = async (key?: string) =>
  ((await (await api('/products', key)).json()) as { pagination: { pageSize: number; total: number } }).pagination

/** Every success response must conform to the contract of the control plane. */
function schemaOf(method: string, path: string): string {
  const operation = controlContract.operations.find((each) => each.method === method && matches(each.path, path))
  if (operation === undefined) throw new Error(`no operation for ${method} ${path}`)
  const at = `/paths/${operation.path.replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${operation.status}`
  const { paths } = controlContract.document as { paths: Record<string, Record<string, { responses: Record<string, { $ref?: string }> }>> }
  const reference = paths[operation.path]?.[method.toLowerCase()]?.responses[operation.status]?.$ref
  return `${reference?.slice(1) ?? at}/content/application~1json/schema`
}
const matches = (template: string, path: string) =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? '')

async function done(method: string, path: string, body?: unknown): Promise<Reply['body']> {
  const reply = await ask(method, path, { body })
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300)
  expect(controlCheck(schemaOf(method, path))(reply.body)).toEqual([])
  return reply.body
}

test('every operation of its contract works, and answers as documented', async () => {
  const answered = new Set<string>()
  const act = async (method: string, path: string, body?: unknown) => {
    answered.add(controlContract.operations.find((each) => each.method === method && matches(each.path, path))?.id ?? '')
    return done(method, path, body)
  }
  expect(await act('GET', '/')).toMatchObject({ baseUrl: server.baseUrl, seed: '1', requests: 0 })
  await api('/products')

  await act('POST', '/snapshots', { name: 'one' })
  expect((await act('POST', '/snapshots')).name).toMatch(/^snapshot-\d+$/)
  expect(await act('PUT', '/clock', { now: '2027-01-01T00:00:00Z' })).toEqual({ now: '2027-01-01T00:00:00.000Z', running: false })
  expect(await act('POST', '/clock/advance', { by: '1h' })).toEqual({ now: '2027-01-01T01:00:00.000Z', running: false })
  expect((await act('GET', '/limits')).limits).toEqual([])
  await act('POST', '/snapshots/one/restore')
  expect((await act('GET', '/clock')).now).toBe('2026-06-01T12:00:00.000Z')
  expect((await act('GET', '/limits?key=NORDADMIN')).limits[0].windows[0].used).toBe(1)
  expect(await act('DELETE', '/limits?key=NORDADMIN')).toEqual({ removed: 1 })
  expect((await act('GET', '/snapshots')).snapshots).toHaveLength(2)
  for (const { name } of server.snapshots()) await act('DELETE', `/snapshots/${name}`)

  expect((await act('GET', '/deviations/available')).deviations.length).toBeGreaterThan(400)
  const deviation = { name: 'pagination/default-page-size-50', operation: 'listProducts', next: 1 }
  const added = await act('POST', '/deviations', deviation)
  expect(added).toEqual({ id: 'deviation-1', affected: 0, ...deviation })
  expect((await pagination()).pageSize).toBe(50)
  expect((await pagination()).pageSize).toBe(20)
  expect((await act('GET', '/deviations')).deviations).toEqual([{ ...added, affected: 1 }])
  expect(await act('DELETE', '/deviations/deviation-1')).toEqual({ removed: 1 })
  expect(await act('DELETE', '/deviations')).toEqual({ removed: 0 })

  const fault = { type: 'status', status: 503, key: 'NORDREADER' }
  expect(await act('POST', '/faults', fault)).toEqual({ id: 'fault-1', affected: 0, ...fault })
  expect([(await api('/products')).status, (await api('/products', server.keys.nordwind.reader)).status]).toEqual([200, 503])
  expect((await act('GET', '/faults')).faults).toEqual([{ id: 'fault-1', affected: 1, ...fault }])
  expect(await act('DELETE', '/faults/fault-1')).toEqual({ removed: 1 })
  expect(await act('DELETE', '/faults')).toEqual({ removed: 0 })

  const found = await act('GET', '/requests?operation=listProducts&status=200&limit=1')
  expect([found.count, found.requests.length, found.requests[0].operation]).toEqual([4, 1, 'listProducts'])
  expect((await act('GET', '/requests?limit=0')).requests).toEqual([])
  expect((await act('DELETE', '/requests')).removed).toBe(5)

  const loaded = await act('POST', '/data?replace=true', { tenants: [{ slug: 'acme', keys: [{}], products: [{ sku: 'A', name: 'A' }] }] })
  expect((await pagination(loaded.tenants[0].keys[0])).total).toBe(1)
  expect((await api('/products')).status).toBe(401)
  expect(await act('POST', '/reset')).toMatchObject({ requests: 0 })
  expect((await api('/products')).status).toBe(200)

  expect([...answered].sort()).toEqual(controlContract.operations.map(({ id }) => id as string).sort())
})

describe('a request', () => {
  const port = () => new URL(url).port

  test.each([
    ['the address', () => `127.0.0.1:${port()}`],
    ['localhost', () => `localhost:${port()}`],
  ])('that names %s in Host is accepted, also from a page of its own', async (_, host) => {
    expect((await ask('GET', '/', { headers: { host: host(), origin: `http://${host()}` } })).status).toBe(200)
  })

  test.each([
    ['another host', { host: 'attacker.example' }],
    ['another host with the port', () => ({ host: `attacker.example:${port()}` })],
    ['the address with another port', { host: '127.0.0.1:1' }],
    ['another address', () => ({ host: `192.0.2.1:${port()}` })],
    ['another origin', { origin: 'https://attacker.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another port as origin', { origin: 'http://127.0.0.1:1' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ])('of %s is refused before it has an effect', async (_, headers) => {
    const given = typeof headers === 'function' ? headers() : headers
    server.clock.advance('1h')
    const { status, body } = await ask('POST', '/reset', { headers: given })
    expect([status, body.error.code]).toEqual([403, 'FORBIDDEN'])
    expect(body.error.message).toMatch(/^Expected (the address of the control plane in Host|no request of a web page)/)
    expect(server.clock.now()).toBe(Date.UTC(2026, 5, 1, 13))
  })

  test.each([
    ['GET', '/nowhere', {}, 404, 'NOT_FOUND', 'Expected a path of the control plane (/, /reset'],
    ['DELETE', '/reset', {}, 405, 'METHOD_NOT_ALLOWED', 'Expected POST for /reset, got DELETE.'],
    ['OPTIONS', '/clock', {}, 405, 'METHOD_NOT_ALLOWED', 'Expected GET or PUT for /clock, got OPTIONS.'],
    ['POST', '/faults', {}, 400, 'INVALID', 'Expected a JSON body for addFault, got none.'],
    ['POST', '/faults', { body: '{' }, 400, 'INVALID', 'Expected JSON as the body of addFault'],
    ['POST', '/faults', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE', 'application/json'],
    ['POST', '/faults', { body: { type: 'status' } }, 400, 'INVALID', 'Invalid body of addFault: /status must be present.'],
    ['POST', '/reset', { body: {} }, 400, 'INVALID', 'Expected no body for reset, got 2 bytes.'],
    ['POST', '/clock/advance', { body: { by: 'soon' } }, 400, 'INVALID', 'Expected a duration such as 500ms, 30s, 1h30m or 2d'],
    ['PUT', '/clock', { body: { now: 'noon' } }, 400, 'INVALID', '/now must be an RFC 3339 time'],
    ['GET', '/requests?status=ok', {}, 400, 'INVALID', 'Invalid query of listRequests: status must be a whole number'],
    ['GET', '/requests?colour=red', {}, 400, 'INVALID', 'colour is not a query parameter of this operation'],
    ['GET', '/requests?limit=1&limit=2', {}, 400, 'INVALID', 'limit must be given once'],
    ['GET', '/requests?operation=nothing', {}, 400, 'INVALID', 'Unknown operation "nothing"'],
    ['POST', '/snapshots/none/restore', {}, 404, 'NOT_FOUND', 'Expected the name of a snapshot, got "none"; there are none.'],
    ['DELETE', '/faults/fault-9', {}, 404, 'NOT_FOUND', 'Expected the id of an active fault, got "fault-9".'],
    ['POST', '/data', { body: { tenants: [{ slug: 'A' }] } }, 400, 'INVALID', '/tenants/0/slug'],
  ] as const)('%s %s that is invalid gets an error: %j', async (method, path, options, status, code, message) => {
    const reply = await ask(method, path, options)
    expect([reply.status, reply.body.error.code]).toEqual([status, code])
    expect(reply.body.error.message).toContain(message)
    expect(controlCheck('/components/schemas/Problem')(reply.body)).toEqual([])
    if (status === 405) expect(reply.allow).toMatch(/GET|POST/)
  })
})

test('on all addresses, it accepts any address in Host but no other name', async () => {
  const open = await startReferenceServer({ control: { host: '0.0.0.0' } })
  const at = open.controlUrl ?? ''
  expect(at).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const statuses = await Promise.all(
    ['192.0.2.1:80', `127.0.0.1:${new URL(at).port}`, 'attacker.example', '999.1.1.1'].map(
      async (host) => (await ask('GET', '/', { at, headers: { host } })).status,
    ),
  )
  expect(statuses).toEqual([200, 200, 403, 403])
  await open.close()
})

test('it accepts a name in Host that was allowed, with any port, and no other one', async () => {
  const open = await startReferenceServer({ control: { host: '0.0.0.0', allowHosts: ['server'] } })
  const at = open.controlUrl ?? ''
  const answers = await Promise.all(
    ['server:4012', 'SERVER', 'server.attacker.example', 'attacker.example:4012'].map((host) => ask('GET', '/', { at, headers: { host } })),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 403])
  expect(JSON.stringify(answers[3]?.body)).toContain('--control-allow-host allows another name')
  const foreign = await ask('GET', '/', { at, headers: { host: 'server:4012', origin: 'http://attacker.example' } })
  expect(foreign.status).toBe(403)
  await open.close()
})

test('it listens on one loopback address only, unless another host is given', async () => {
  expect(new URL(url).hostname).toBe('127.0.0.1')
  await expect(ask('GET', '/', { at: url.replace('127.0.0.1', '127.0.0.2') })).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL|ETIMEDOUT/)
})

test('it is not open unless it is asked for', async () => {
  const closed = await startReferenceServer()
  expect(closed.controlUrl).toBeUndefined()
  await closed.close()
})

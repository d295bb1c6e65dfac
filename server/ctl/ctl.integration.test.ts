/** The commands, against a server in this process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startReferenceServer, type ReferenceServer } from '../index.ts'
import { runCtl } from './ctl.ts'

let server: ReferenceServer
let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ctl-'))
  server = await startReferenceServer({ seed: 1, clock: '2026-06-01T12:00:00Z', control: true })
})
afterEach(() => server.reset())
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** Runs a command line, and returns its exit code and what it printed. */
async function ctl(line: string, environment: NodeJS.ProcessEnv = { CONTROL_URL: server.controlUrl }) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runCtl(line.split(' ').filter(Boolean), environment, {
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const api = (target: string, init: RequestInit = {}, key: string = server.keys.nordwind.administrator) =>
  fetch(server.baseUrl + target, { ...init, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } })
const pageSize = async () => ((await (await api('/products')).json()) as { pagination: { pageSize: number } }).pagination.pageSize
const create = (sku: string) => api('/products', { method: 'POST', body: JSON.stringify({ sku, name: sku }) })

test('shows and resets the state', async () => {
  await create('NEW')
  expect((await ctl('status')).out).toContain('requests    1')
  const { code, out } = await ctl('reset')
  expect([code, out]).toEqual([0, expect.stringMatching(/^The server is reset\.\n\nbase URL +http:/)])
  expect((await create('NEW')).status).toBe(201)
})

test('sets and advances the clock', async () => {
  expect((await ctl('clock advance 1h')).out).toBe('2026-06-01T13:00:00.000Z (standing still)')
  expect((await ctl('clock set 2027-01-01T00:00:00Z')).out).toBe('2027-01-01T00:00:00.000Z (standing still)')
  expect((await ctl('clock run')).out).toMatch(/\(running\)$/)
  expect((await ctl('clock stop')).out).toMatch(/\(standing still\)$/)
  expect((await ctl('clock')).out).toMatch(/^2027-01-01T00:00:0/)
})

test('adds deviations and faults with conditions, lists and removes them', async () => {
  expect((await ctl('deviations')).out).toBe('No deviations are active.')
  await ctl('deviations add pagination/default-page-size-50 --operation listProducts --next 2 --key NORDADMIN')
  expect(await pageSize()).toBe(50)
  expect((await ctl('deviations')).out).toBe(
    'deviation-1  pagination/default-page-size-50  listProducts, key NORDADMIN, next 1 of 2, affected so far: 1',
  )
  expect((await ctl('deviations remove deviation-1')).out).toBe('1 deviation(s) removed.')
  expect(await pageSize()).toBe(20)
  expect((await ctl('deviations available page-size-50')).out).toMatch(/^pagination\/default-page-size-50\n {4}The default page size is 50/)

  await ctl('faults add status 503 --next 1 --retry-after 3')
  expect((await api('/products')).headers.get('retry-after')).toBe('3')
  await ctl('faults add latency 1-2s --probability 0')
  await ctl('faults add drop body --operation getProduct')
  await ctl('faults add slow-body 1s --probability 0')
  expect((await ctl('faults')).out.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
    'fault-1 | status 503 retry after 3 s | all operations, all 1 done, affected so far: 1',
    'fault-2 | latency 1000 to 2000 ms | all operations, probability 0, affected so far: 0',
    'fault-3 | drop at body | getProduct, affected so far: 0',
    'fault-4 | slow-body 1000 ms | all operations, probability 0, affected so far: 0',
  ])
  expect((await ctl('faults clear')).out).toBe('4 fault(s) removed.')
})

test('lists and counts received requests', async () => {
  await api('/products?limit=2&status=ACTIVE')
  await create('SEEN')
  expect((await ctl('requests')).out.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '))).toEqual([
    '# | time | status | method | target | operation | key | body',
    '1 | 2026-06-01T12:00:00.000Z | 200 | GET | /api/products?limit=2&status=ACTIVE | listProducts | NORDADMIN',
    '2 | 2026-06-01T12:00:00.000Z | 201 | POST | /api/products | createProduct | NORDADMIN | {"sku":"SEEN","name":"SEEN"}',
  ])
  expect((await ctl('requests --operation createProduct --status 201 --count')).out).toBe('1')
  expect((await ctl('requests --status 500')).out).toBe('No matching request.')
  expect((await ctl('requests --limit 1')).out).toMatch(/\n1 earlier ones are not shown; --limit shows more\.$/)
  expect(JSON.parse((await ctl('requests list --method GET --json')).out).requests[0].query).toEqual({ limit: '2', status: 'ACTIVE' })
  expect((await ctl('requests clear')).out).toBe('2 request(s) removed.')
})

test('keeps and restores snapshots', async () => {
  expect((await ctl('snapshot before')).out).toBe('Kept as before.')
  await create('NEW')
  expect((await ctl('snapshots')).out).toBe('before  2026-06-01T12:00:00.000Z')
  expect((await ctl('restore before')).out).toBe('before is restored.')
  expect((await create('NEW')).status).toBe(201)
  expect((await ctl('drop before')).out).toBe('before is deleted.')
  expect((await ctl('snapshots')).out).toBe('There are no snapshots.')
})

test('loads a data set from a file', async () => {
  const file = path.join(folder, 'acme.json')
  const key = 'bdk_test_ACME_4hK9vQm2XwT7cZr8LbYs6NfJd3GpE5uAiR01'
  writeFileSync(file, JSON.stringify({ tenants: [{ slug: 'acme', keys: [{ key }], products: [{ id: 'prod_a', sku: 'A-1', name: 'A' }] }] }))
  expect((await ctl(`load ${file} --replace`)).out).toBe(`tenant_acme\n    key 1  ${key}\n    A-1  prod_a`)
  expect((await api('/products/prod_a', {}, key)).status).toBe(200)
  expect((await api('/products')).status).toBe(401)
  writeFileSync(file, JSON.stringify({ tenants: [{ slug: 'b', products: [{ sku: 'A' }, { name: 'B' }] }] }))
  expect(await ctl(`load ${file}`)).toEqual({
    code: 1,
    out: '',
    err: 'Invalid body of loadData: /tenants/0/products/0/name must be present (and 1 more).\n  /tenants/0/products/0/name must be present\n  /tenants/0/products/1/sku must be present',
  })
  writeFileSync(file, 'no JSON')
  expect(await ctl(`load ${file}`)).toMatchObject({ code: 2, err: expect.stringContaining(`The data set ${file} is not JSON`) })
})

test('shows and resets rate limits', async () => {
  await api('/products')
  expect((await ctl('limits --key NORDADMIN')).out.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
    'key or address | tenant | window | limit | used | left | ends',
    'key_nordwind_administrator | tenant_nordwind | 60 s | 100 | 1 | 99 | 2026-06-01T12:01:00.000Z',
    'key_nordwind_administrator | tenant_nordwind | 3600 s | 1000 | 1 | 999 | 2026-06-01T13:00:00.000Z',
  ])
  expect((await ctl('limits reset --key NORDADMIN')).out).toBe('1 counter(s) removed.')
  expect((await ctl('limits')).out).toBe('No requests are counted in a running window.')
})

describe('the address of the control plane', () => {
  test('is an option, a variable or a port', async () => {
    const url = server.controlUrl ?? ''
    expect((await ctl(`status --control ${url}`, {})).code).toBe(0)
    expect((await ctl(`status --control ${new URL(url).port}`, {})).code).toBe(0)
    expect((await ctl('status', { CONTROL_PORT: new URL(url).port })).code).toBe(0)
    expect(await ctl('status', {})).toMatchObject({ code: 2, err: expect.stringContaining('Expected the address of a control plane') })
    expect(await ctl('status --control nowhere', {})).toMatchObject({ code: 2, err: expect.stringContaining('got "nowhere"') })
  })

  test('that has no server, or another one, is reported', async () => {
    const other = await startReferenceServer()
    const { origin } = new URL(other.baseUrl)
    expect(await ctl(`reset --control ${origin}`)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`${origin} answers, but is not a control plane`),
    })
    await other.close()
    expect(await ctl(`reset --control ${origin}`)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^There is no server at .*ECONNREFUSED/),
    })
  })
})

test.each([
  ['', 2, 'Usage: ctl', ''],
  ['--help', 0, 'ctl clock advance 1h', ''],
  ['requests --help', 0, '--operation <id>', ''],
  ['faults add --help', 0, '--retry-after <seconds>', ''],
  ['fly', 2, '', "unknown command 'fly'"],
  ['faults add rain 3', 2, '', 'Expected status, latency, drop or slow-body as the fault, got "rain".'],
  ['faults add status many', 2, '', 'Expected a status such as 503, got "many".'],
  ['faults add latency soon', 2, '', 'Expected milliseconds, seconds (2s) or a range (200-800), got "soon".'],
  ['faults add drop body --next few', 2, '', 'Expected a whole number.'],
  ['faults add drop body --probability 2', 2, '', 'Expected a number from 0 to 1.'],
  ['faults add drop lunch', 1, '', '/at must be one of request, response, headers, body'],
  ['clock advance soon', 1, '', 'Expected a duration such as 500ms'],
  ['restore nothing', 1, '', 'Expected the name of a snapshot, got "nothing"'],
  ['deviations add pagination/default-page-size', 1, '', 'Did you mean pagination/default-page-size-50'],
])('%j ends with %d and says why', async (line, code, out, err) => {
  const said = await ctl(line)
  expect(said.code).toBe(code)
  expect(said.out).toContain(out)
  expect(said.err).toContain(err)
})

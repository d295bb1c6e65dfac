/** The suite as its users run it: arguments, exit code, output. */
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passesOf, type WrittenReport } from '../conformance/report/formats/json.ts'
import { runCommand } from '../conformance/testing/command-line.ts'
import { issueKeys, startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { runSuite, type Outcome } from '../scripts/support/suite.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const scratch = mkdtempSync(path.join(tmpdir(), 'suite-'))

let server: ServerProcess
const keys = demoKeys

afterAll(() => rmSync(scratch, { recursive: true }))

/** A server for these tests alone: what is sent without a key is counted for the address, whoever sends it. */
function ownServer(): void {
  beforeAll(async () => {
    server = await startServerProcess()
  })
  afterAll(() => server.stop())
}

/** Keys of its own for each run, separated by commas: one for each eighty requests that a key has to carry. */
async function freshKeys(count: number): Promise<string> {
  return (await issueKeys(server.baseUrl, keys.nordwind.administrator, ['*'], count)).join(',')
}

const conformance = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> => runCommand(args, { env, cwd: scratch })

/** A deployment that answers like the reference server, but for what `break` does to its bodies. */
async function faulty(breakBody: (url: string, body: string) => string): Promise<{ readonly server: Server; readonly baseUrl: string }> {
  const proxy = createServer((incoming, outgoing) => {
    const target = request(
      server.baseUrl.replace('/api', incoming.url ?? ''),
      { method: incoming.method ?? 'GET', headers: incoming.headers },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => {
          const body = breakBody(incoming.url ?? '', Buffer.concat(chunks).toString())
          const { 'content-length': _length, 'transfer-encoding': _coding, ...headers } = answer.headers
          const length = incoming.method === 'HEAD' ? answer.headers['content-length'] : Buffer.byteLength(body)
          outgoing.writeHead(answer.statusCode ?? 500, { ...headers, 'content-length': length })
          outgoing.end(body)
        })
      },
    )
    // A body that is too large is answered before it is read.
    target.on('error', () => outgoing.destroy())
    incoming.pipe(target)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return { server: proxy, baseUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api` }
}

describe('against a conforming deployment', () => {
  ownServer()

  test('says that it conforms, exits with 0, and writes a report that keeps its published schema', async () => {
    const file = path.join(scratch, 'report.json')
    const { code, out } = await conformance([server.baseUrl, '--level', 'contract', '--report', `json=${file}`], {
      CONFORMANCE_KEY: await freshKeys(14),
    })
    expect(out).toMatch(
      /^NOT RUN\n(?: +\d+ {2}\S.*\n)+\n.*\n.*\nNext: run the next level, --level isolation\.\nPromised behavior only .*\nconforms: http:\/\/127\.0\.0\.1:\d+\/api at level contract\.\n$/,
    )
    expect(code).toBe(0)

    const ajv = new Ajv2020()
    ;(formats as unknown as typeof formats.default)(ajv)
    const schema = JSON.parse(readFileSync(path.join(root, 'conformance/report/report.schema.json'), 'utf8')) as object
    const report = JSON.parse(readFileSync(file, 'utf8')) as WrittenReport
    expect(ajv.validate(schema, report), ajv.errorsText()).toBe(true)
    expect(report).toMatchObject({ exitCode: 0, level: 'contract', reached: 'contract' })
  })

  test('takes the key from the environment, and shows it nowhere', async () => {
    const key = await freshKeys(1)
    const { code, out, err } = await conformance([server.baseUrl, '--level', 'smoke'], { CONFORMANCE_KEY: key })
    expect(code).toBe(0)
    expect(out + err).not.toContain(key)
  })

  test('exits with 2 at a level that needs keys it was not given, and names the flags', async () => {
    const { code, out } = await conformance([server.baseUrl, '--level', 'full', '--only', 'authentication,error'], {
      CONFORMANCE_KEY: await freshKeys(8),
    })
    expect(out).toContain('needs an API key without permissions (--unprivileged-key, or --allow-writes to create one)')
    expect(out).toMatch(/; conforms at level isolation\.\n$/)
    expect(code).toBe(2)
  })

  test('exits with 2 if the key may not read everything, and says which permission is missing', async () => {
    const { code, out } = await conformance([server.baseUrl, '--key', keys.nordwind.none])
    expect(out).toContain('the key "main" lacks products.read')
    expect(code).toBe(2)
  })
})

describe('against a deployment that breaks one promise', () => {
  ownServer()

  test('exits with 1 and tells rule, operation, expected, seen, reason and a command that repeats it', async () => {
    const wrong = await faulty((url, body) =>
      url.startsWith('/api/products?') ? body.replace(/"totalPages":(\d+)/, '"totalPages":99') : body,
    )
    // In a process of its own, whose exit code is read by others.
    const { code, out } = await runSuite([wrong.baseUrl, '--level', 'contract', '--only', 'pagination'], {
      env: { CONFORMANCE_KEY: await freshKeys(6) },
      cwd: scratch,
    })
    wrong.server.close()
    expect(out).toContain('FAIL  pagination/total-pages  data  listProducts')
    expect(out).toContain('A conforming deployment sets `totalPages` to `total` divided by the page size, rounded up (MUST, promised).')
    expect(out).toMatch(/expected {2}totalPages \d+\n {6}actual {4}totalPages 99\n/)
    expect(out).toMatch(
      /\n {6}curl -sS -i -H "Authorization: Bearer \$\{CONFORMANCE_KEY%%,\*\}" 'http:\/\/127\.0\.0\.1:\d+\/api\/products\?[^']+'/,
    )
    expect(out).toContain('because   R13: `pagination` is')
    expect(out).toMatch(/\ndoes not conform: /)
    expect(code).toBe(1)
  })

  test('never prints a key that the deployment sends back', async () => {
    const key = await freshKeys(1)
    const leaky = await faulty((_url, body) => body.replace('"data":', `"leak":"${key}","data":`))
    const file = path.join(scratch, 'leak.json')
    const { code, out, err } = await conformance([leaky.baseUrl, '--level', 'smoke', '--report', `json=${file}`], {
      CONFORMANCE_KEY: key,
    })
    leaky.server.close()
    expect(out).toContain('FAIL  authentication/credential-never-returned  critical')
    expect(out + err + readFileSync(file, 'utf8')).not.toContain(key)
    expect(code).toBe(1)
  })
})

describe('where there is nothing to judge', () => {
  ownServer()

  test.each([
    [
      'a key that nobody issued',
      () => [server.baseUrl, '--key', 'bdk_live_x_0123456789'],
      /^error: \S+ does not accept the key: GET \/api\/products returned 401 INVALID_API_KEY\.\n$/,
    ],
    [
      'a port where nothing listens',
      () => ['http://127.0.0.1:1/api', '--key', 'bdk_live_x_0123456789'],
      /^error: http:\/\/127\.0\.0\.1:1\/api cannot be reached: the connection was refused\.\n$/,
    ],
    [
      'a path that is not the API',
      () => [`${server.baseUrl}/v9`, '--key', keys.nordwind.administrator],
      /^error: \S+ does not look like the base URL of the API: GET \/api\/v9\/products returned 404; .* a prefix such as \/api may be missing .*\. The response says "\{.*\}"\.\n$/,
    ],
    [
      'keys of two tenants that are to share the load',
      () => [server.baseUrl, '--key', keys.nordwind.reader, '--key', keys.suedlicht.reader],
      /\nerror: The keys "main" and "main 2" see no common data: GET \/api\/products returned different ids for each\. Keys that share the load must belong to the same tenant; pass a key of a second tenant with --other-tenant-key\.\n$/,
    ],
    [
      'a reader key that nobody issued',
      () => [server.baseUrl, '--key', keys.nordwind.reader, '--reader-key', 'bdk_live_x_0123456789'],
      /\nerror: \S+ does not accept the key "reader"\.\n$/,
    ],
    ['no key', () => [server.baseUrl], /^error: An API key is required: use --key or the environment variable CONFORMANCE_KEY\.\n$/],
    [
      'an address that is none',
      () => ['ftp://example', '--key', 'bdk_live_x_0123456789'],
      /^error: Invalid base URL "ftp:\/\/example": expected http:\/\/ or https:\/\/, got ftp:\/\/\.\n$/,
    ],
    [
      'a key that cannot be one',
      () => [server.baseUrl, '--key', 'short'],
      /^error: A key must be at least 8 visible ASCII characters; the one given for "main" \(CONFORMANCE_KEY\) is not\.\n$/,
    ],
    [
      'an address without a scheme',
      () => ['localhost:4010/api', '--key', 'bdk_live_x_0123456789'],
      /^error: Invalid base URL "localhost:4010\/api": expected http:\/\/ or https:\/\/, such as http:\/\/localhost:4010\/api\.\n$/,
    ],
    [
      'a report of another kind',
      () => [server.baseUrl, '--key', 'bdk_live_x_0123456789', '--report', 'xml=x'],
      /^error: option '--report <format=file>' argument 'xml=x' is invalid\. Expected FORMAT=FILE, such as html=report\.html \(formats: json, .*html\)\.\n/,
    ],
    [
      'a report that cannot be written',
      () => [server.baseUrl, '--key', 'bdk_live_x_0123456789', '--report', 'json=/dev/null/x'],
      /^error: The JSON report cannot be written to \/dev\/null\/x: a folder in its path is a file \(ENOTDIR\)\.\n$/,
    ],
  ])('exits with 2 for %s, with one sentence', async (_name, args, want) => {
    const { code, err } = await conformance(args())
    expect(err).toMatch(want)
    expect(code).toBe(2)
  })
})

describe('proxy', () => {
  ownServer()

  /** Ends the proxy once `calls` have been made through it. */
  async function proxied(args: readonly string[], calls: (baseUrl: string) => Promise<void>): Promise<Outcome> {
    let started = false
    return runSuite(['proxy', server.baseUrl, ...args], {
      cwd: scratch,
      onOutput: (printed, child) => {
        const [, baseUrl] = /(http:\/\/127\.0\.0\.1:\d+\/api) forwards all requests/.exec(printed) ?? []
        if (baseUrl === undefined || started) return
        started = true
        void calls(baseUrl).finally(() => child.kill('SIGINT'))
      },
    })
  }

  test('passes a client on, judges what has passed, and shows no key', async () => {
    const key = await freshKeys(1)
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
    const seen: unknown[] = []
    const { code, out, err } = await proxied(['--report', 'json=proxied.json'], async (baseUrl) => {
      const list = await fetch(`${baseUrl}/products?limit=3`, { headers })
      seen.push(list.status, ((await list.json()) as { data: unknown[] }).data.length)
      const made = await fetch(`${baseUrl}/products`, { method: 'POST', headers, body: '{"sku":1}' })
      seen.push(made.status, ((await made.json()) as { details: { code: string } }).details.code)
      seen.push((await fetch(`${baseUrl}/nothing`)).status)
    })
    expect(seen).toEqual([200, 3, 400, 'VALIDATION_ERROR', 401])
    expect(out).toMatch(
      /\n3 requests in \d+\.\d s, 1 of them without an API key\.\nNext: [^\n]+\nPromised behavior only [^\n]+ conforms\.\nconforms: \S+ \(based on the recorded traffic\)\.\nnever seen in the traffic: 85 of 87 operations\n/,
    )
    expect(code).toBe(0)
    const report = JSON.parse(readFileSync(path.join(scratch, 'proxied.json'), 'utf8')) as WrittenReport
    expect(passesOf(report).map(({ operation }) => operation)).toContain('createProduct')
    expect(out + err + JSON.stringify(report)).not.toContain(key)
  })

  test('says that nothing has passed', async () => {
    const { code, err } = await proxied([], async () => undefined)
    expect(err).toMatch(/\nerror: No traffic was forwarded, so there is nothing to judge\.\n$/)
    expect(code).toBe(2)
  })
})

test('--plan prints every request and sends none', async () => {
  const { code, out } = await conformance(['--plan', '--level', 'contract'])
  expect(out).toMatch(/^ {3}1 {2}main {9}GET \/products\n/)
  expect(out).toMatch(/\n\d+ to \d+ requests: \d+ to \d+ without a valid API key, \d+ to \d+ with API key "main"\.\n/)
  expect(code).toBe(0)
})

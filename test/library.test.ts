/** The suite as a library, and as tests: from the source, and from the package as another project has it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgeHar, run, Undecidable, type Har, type HarEntry, type ReportedVerdict } from '../conformance/index.ts'
import { readChoice } from '../conformance/plan/selection.ts'
import { rules } from '../conformance/rules/index.ts'
import { install, packSuite } from './ci/packed-suite.ts'
import { issueKeys, startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { contract } from '../spec/contract.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const scratch = mkdtempSync(path.join(tmpdir(), 'library-'))
let server: ServerProcess
const keys = demoKeys.nordwind

beforeAll(async () => {
  server = await startServerProcess()
})

afterAll(async () => {
  await server.stop()
  rmSync(scratch, { recursive: true })
})

const byPlace = (verdicts: readonly ReportedVerdict[]) => verdicts.map((each) => JSON.stringify(each)).sort()

describe('run', () => {
  const select = readChoice({ only: ['Catalog'] }, contract, rules)!
  test.each([
    ['a key that may everything', 'contract', ['*'], 6],
    ['a key that lacks most permissions', 'smoke', ['products.read'], 3],
  ] as const)('streams the verdicts of the report, each once, for %s', { timeout: 60_000 }, async (_name, level, scopes, count) => {
    const main = await issueKeys(server.baseUrl, keys.administrator, scopes, count)
    const events: string[] = []
    const running = run({ target: { baseUrl: server.baseUrl, keys: { main } }, level, select, onEvent: ({ type }) => events.push(type) })
    const streamed: ReportedVerdict[] = []
    let early = 0
    for await (const verdict of running) {
      if (streamed.length === 0) early = events.length
      streamed.push(verdict)
    }
    const report = await running.report
    expect(early).toBeLessThan(report.requests.sent / 2)
    expect(byPlace(streamed)).toEqual(byPlace(report.verdicts))
  })

  test('rejects, and ends the stream with the same, where there is nothing to judge', async () => {
    const running = run({ target: { baseUrl: 'http://127.0.0.1:1/api', keys: { main: ['bdk_live_x_0123456789'] } } })
    await expect(drained(running)).rejects.toThrow(Undecidable)
    await expect(running.report).rejects.toThrow('the connection was refused')
  })
})

async function drained(running: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of running);
}

describe('judgeHar', () => {
  /** An entry as a browser records it. */
  async function recorded(url: string, key: string): Promise<HarEntry> {
    const startedDateTime = new Date().toISOString()
    const reply = await fetch(url, { headers: { Authorization: `Bearer ${key}` } })
    const text = await reply.text()
    return {
      startedDateTime,
      time: 5,
      request: { method: 'GET', url, headers: [{ name: 'Authorization', value: `Bearer ${key}` }] },
      response: {
        status: reply.status,
        headers: [...reply.headers].map(([name, value]) => ({ name, value })),
        content: { size: Buffer.byteLength(text), text },
      },
    }
  }
  const har = (...entries: HarEntry[]): Har => ({ log: { entries } })
  const altered = (entry: HarEntry, response: object): HarEntry => ({ ...entry, response: { ...entry.response, ...response } })

  test('finds the deployment, and judges healthy traffic healthy', async () => {
    const list = await recorded(`${server.baseUrl}/products?limit=2`, keys.reader)
    const [id] = JSON.parse(list.response.content.text ?? '').data.map((each: { id: string }) => each.id)
    const item = await recorded(`${server.baseUrl}/products/${id}`, keys.reader)
    const report = judgeHar(JSON.stringify(har(list, item)))
    expect(report).toMatchObject({ target: server.baseUrl, exitCode: 0, reached: null, leftOut: [], outcomes: { fail: 0, error: 0 } })
    const judged = report.verdicts.filter(({ rule }) => rule === 'schema/response')
    expect(new Set(report.verdicts.map(({ operation }) => operation))).toEqual(new Set(['listProducts', 'getProduct', null]))
    expect(judged.every(({ outcome }) => outcome === 'pass')).toBe(true)
  })

  test('blames what is broken, in a base64 body too, and shows no key', async () => {
    const list = await recorded(`${server.baseUrl}/products?limit=2`, keys.reader)
    const text = (list.response.content.text ?? '').replace('"data":', `"leak":"${keys.reader}","data":`)
    const content = { size: text.length, text: Buffer.from(text).toString('base64'), encoding: 'base64' }
    const report = judgeHar(har(altered(list, { content })))
    expect(report.verdicts.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule)).toContain(
      'authentication/credential-never-returned',
    )
    expect(report.exitCode).toBe(1)
    expect(JSON.stringify(report)).not.toContain(keys.reader)
  })

  test('leaves out what was not recorded or is somebody else, with the reason', async () => {
    const list = await recorded(`${server.baseUrl}/products?limit=2`, keys.reader)
    const { leftOut, withoutBody } = judgeHar(
      har(
        list,
        { ...list, request: { ...list.request, url: 'https://elsewhere.example/logo.png' } },
        altered(list, { content: { size: 90 } }),
        altered(list, { content: { size: 9, text: '…', encoding: 'rot13' } }),
        altered(list, { status: 0 }),
      ),
      { baseUrl: server.baseUrl },
    )
    expect(leftOut).toEqual([
      { entry: 2, why: `not addressed to ${server.baseUrl}` },
      { entry: 5, why: 'the response was not recorded' },
    ])
    expect(withoutBody).toEqual([
      { entry: 3, why: 'the response body was not recorded' },
      { entry: 4, why: 'the recorded body has the unsupported encoding "rot13"' },
    ])
  })

  test('takes no account of lengths of bytes that the recorder has decoded', async () => {
    const list = await recorded(`${server.baseUrl}/products?limit=2`, keys.reader)
    const headers = [
      ...list.response.headers.filter(({ name }) => name.toLowerCase() !== 'content-length'),
      { name: 'Content-Encoding', value: 'br' },
      { name: 'Content-Length', value: '7' },
    ]
    expect(judgeHar(har(altered(list, { headers }))).exitCode).toBe(0)
  })

  test.each([
    ['not JSON', 'The HAR file is not valid JSON: '],
    ['{"log":{}}', 'The HAR file has no array at /log/entries.'],
    [
      '{"log":{"entries":[{}]}}',
      'The recording contains no exchange that can be judged.\nleft out: entry 1: no date and time at /startedDateTime',
    ],
    ['{"log":{"entries":[]}}', 'The recording contains no request to an operation of the contract.'],
  ])('refuses %j', (text, want) => {
    expect(() => judgeHar(text)).toThrow(want)
  })
})

describe('the package, in a project of its own', () => {
  const project = path.join(scratch, 'project')

  beforeAll(() => {
    mkdirSync(project)
    writeFileSync(path.join(project, 'package.json'), '{ "name": "somebody", "type": "module" }')
    install(packSuite(scratch), project)
    // The package has no dependencies; this one is the project's own.
    symlinkSync(path.join(root, 'node_modules/vitest'), path.join(project, 'node_modules/vitest'))
  }, 120_000)

  async function inProject(command: string, args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string }> {
    const [key = ''] = await issueKeys(server.baseUrl, keys.administrator, ['*'], 1)
    const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', TARGET_URL: server.baseUrl, SCM_KEY: key }
    delete env['VITEST']
    const child = spawn(process.execPath, [path.join(project, 'node_modules', command), ...args], { cwd: project, env })
    let out = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, out }
  }

  test('runs in plain Node', { timeout: 60_000 }, async () => {
    writeFileSync(
      path.join(project, 'check.mjs'),
      `import { run } from 'better-data-scm-conformance'
const running = run({ target: { baseUrl: process.env.TARGET_URL, keys: { main: [process.env.SCM_KEY] } } })
let count = 0
for await (const verdict of running) count += verdict.rule.length > 0 ? 1 : 0
const report = await running.report
console.log(count === report.verdicts.length, report.exitCode)`,
    )
    expect(await inProject('../check.mjs', [])).toEqual({ code: 0, out: 'true 0\n' })
  })

  test('registers a test for every verdict to be, and passes on a conforming deployment', { timeout: 60_000 }, async () => {
    writeFileSync(
      path.join(project, 'conforms.test.ts'),
      `import { conformanceTests } from 'better-data-scm-conformance/vitest'
conformanceTests({ target: { baseUrl: process.env.TARGET_URL!, keys: { main: [process.env.SCM_KEY!] } }, level: 'smoke' })`,
    )
    const { code, out } = await inProject('vitest/vitest.mjs', ['run', 'conforms.test.ts', '--reporter', 'json'])
    expect(code, out).toBe(0)
    const { numPassedTests, testResults } = JSON.parse(out.slice(out.indexOf('{'))) as {
      numPassedTests: number
      testResults: { assertionResults: { fullName: string }[] }[]
    }
    expect(numPassedTests).toBeGreaterThan(100)
    const names = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ fullName }) => fullName))
    expect(new Set(names).size).toBe(names.length)
    expect(names.find((each) => each.includes('listProducts'))).toBeDefined()
  })

  test('fails with expected, seen and a command on a deployment that does not conform', { timeout: 60_000 }, async () => {
    writeFileSync(
      path.join(project, 'breaks.test.ts'),
      `import { conformanceTests } from 'better-data-scm-conformance/vitest'
import { createServer } from 'node:http'
const door = createServer(async (incoming, outgoing) => {
  const { authorization } = incoming.headers
  const answer = await fetch(process.env.TARGET_URL!.replace('/api', '') + incoming.url, { headers: authorization ? { authorization } : {} })
  outgoing.writeHead(answer.status, { 'Content-Type': 'text/html' }).end(await answer.text())
})
await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
const { port } = door.address() as { port: number }
conformanceTests({ target: { baseUrl: \`http://127.0.0.1:\${port}/api\`, keys: { main: [process.env.SCM_KEY!] } } })`,
    )
    const { code, out } = await inProject('vitest/vitest.mjs', ['run', 'breaks.test.ts'])
    expect(code).toBe(1)
    expect(out).toMatch(/NotConforming: (operation .*\n)?expected /)
    expect(out).toContain('reproduce  curl -sS -i -H "Authorization: Bearer ${CONFORMANCE_KEY%%,*}"')
    expect(out).not.toMatch(/bdk_live_(?!unknown)\w+_\w{8}/)
  })
})

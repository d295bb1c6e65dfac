/** What a run meets at its edges: output that nobody takes, files that cannot be written, strangers at the address, texts that are meant for the log. */
import { passesOf, verdictsOf, type WrittenReport } from '../conformance/report/formats/json.ts'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, request, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../conformance/testing/command-line.ts'
import { startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { runSuite, suiteCommand } from '../scripts/support/suite.ts'

let server: ServerProcess
const keys = demoKeys.nordwind
let scratch: string
const open: Server[] = []

beforeAll(async () => {
  server = await startServerProcess(['--rate-limit-per-minute', '100000', '--rate-limit-per-hour', '100000'])
})
afterAll(() => server.stop())
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'edges-'))
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
  for (const each of open.splice(0)) each.close()
})

/** A few requests of a conforming deployment; its raised limit is no part of this. */
const few = (): string[] => [server.baseUrl, '--key', keys.administrator, '--only', 'listProducts', '--skip', 'rate-limit']
const suite = (args: readonly string[]) => runCommand(args, { cwd: scratch })

async function listening(answer: RequestListener): Promise<string> {
  const made = createServer(answer)
  open.push(made)
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}/api`
}

/** A deployment whose bodies are changed on their way. */
const changing = (change: (body: string) => string): Promise<string> =>
  listening((incoming, outgoing) => {
    request(
      `${new URL(server.baseUrl).origin}${incoming.url ?? ''}`,
      { method: incoming.method ?? 'GET', headers: incoming.headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = []
        answer
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () => {
            const body = Buffer.from(change(Buffer.concat(chunks).toString()))
            outgoing.writeHead(answer.statusCode ?? 0, { ...answer.headers, 'content-length': String(body.length) })
            outgoing.end(incoming.method === 'HEAD' ? undefined : body)
          })
      },
    ).end()
  })

/** What was told besides the two lines before the run. */
const withoutHeading = (told: string): string => told.replace(/^Conformance suite [^\n]*\n(?:Level [^\n]*\n)\n?/, '')

describe('output that nobody takes is no verdict', () => {
  /** The exit code with standard output or error that takes nothing. */
  async function codeWithout(
    args: readonly string[],
    lost: 'stdout' | 'stderr',
    full: boolean,
  ): Promise<{ readonly code: number | null; readonly other: string }> {
    const disk = full ? openSync('/dev/full', 'w') : ('pipe' as const)
    const child = spawn(process.execPath, [...suiteCommand, ...args], {
      cwd: scratch,
      stdio: ['ignore', lost === 'stdout' ? disk : 'pipe', lost === 'stderr' ? disk : 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    })
    if (!full) child[lost]?.destroy()
    let other = ''
    child[lost === 'stdout' ? 'stderr' : 'stdout']?.on('data', (chunk: Buffer) => (other += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number | null]
    if (typeof disk === 'number') closeSync(disk)
    return { code, other }
  }
  const commands: readonly (readonly [string, () => string[]])[] = [
    ['a run', few],
    ['list', () => ['list']],
    ['--plan', () => ['--plan', '--level', 'full']],
    ['--help', () => ['--help']],
    ['explain', () => ['explain', 'pagination/total-pages']],
  ]

  test.each(commands)('%s whose reader has gone', { timeout: 60_000 }, async (_, args) => {
    const { code, other } = await codeWithout(args(), 'stdout', false)
    expect([code, withoutHeading(other)], other).toEqual([2, ''])
  })

  test.each(commands)('%s onto a full disk', { timeout: 60_000 }, async (_, args) => {
    const { code, other } = await codeWithout(args(), 'stdout', true)
    expect(code, other).toBe(2)
    expect(withoutHeading(other)).toMatch(/^error: the results cannot be written to standard output: ENOSPC.*\n$/)
  })

  test('messages that nobody takes change nothing', { timeout: 60_000 }, async () => {
    for (const full of [false, true]) {
      expect(await codeWithout(few(), 'stderr', full)).toMatchObject({ code: 0, other: expect.stringContaining('conforms: ') as string })
      expect((await codeWithout([server.baseUrl, '--level', 'nonsense'], 'stderr', full)).code).toBe(2)
    }
  })
})

describe('a report that cannot be written', () => {
  test.each<readonly [what: string, where: () => string, says: RegExp]>([
    ['is a folder', () => scratch, /it is a folder/],
    ['is to be a folder', () => `${scratch}/new/`, /it is a folder/],
    ['has a file for a folder', () => path.join(file('plain'), 'r.json'), /a folder in its path is a file/],
    ['has a file for a folder of its folder', () => path.join(file('plain'), 'sub', 'r.json'), /a folder in its path is a file/],
    ['has too long a name for its folder', () => path.join(scratch, 'x'.repeat(300), 'r.json'), /ENAMETOOLONG/],
    ['has too long a name', () => path.join(scratch, 'x'.repeat(300)), /ENAMETOOLONG/],
    ['is on a full disk', () => '/dev/full', /ENOSPC/],
  ])('%s: told before anything is sent', async (_, where, says) => {
    // Nobody is there: what is told is told without asking.
    for (const args of [
      ['http://127.0.0.1:1/api', '--key', keys.administrator],
      ['proxy', 'http://127.0.0.1:1/api'],
    ]) {
      const { code, err, out } = await suite([...args, '--report', `json=${where()}`])
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(/^error: The JSON report cannot be written to /)
      expect(err).toMatch(says)
    }
  })

  test('leaves no trace of having been tried', async () => {
    const kept = file('kept.json')
    for (const name of ['kept.json', 'new.json', 'folder/of/new.json'])
      await suite(['http://127.0.0.1:1/api', '--key', keys.administrator, '--only', 'tenant/lists-disjoint', '--report', `json=${name}`])
    expect(readFileSync(kept, 'utf8')).toBe('kept.json')
    for (const name of ['new.json', 'folder']) expect(existsSync(path.join(scratch, name))).toBe(false)
  })

  test('runs that begin at the same time do not take the folder from each other', { timeout: 60_000 }, async () => {
    const module = JSON.stringify(new URL('../conformance/cli/writable.ts', import.meta.url).href)
    const outcomes = await Promise.all(
      ['one', 'other'].map(async (name) => {
        const place = JSON.stringify(path.join(scratch, 'shared', 'folder', `${name}.json`))
        const program = `
          const { checkWritable } = await import(${module})
          for (const end = Date.now() + 1000; Date.now() < end; ) checkWritable('A report', ${place})`
        return await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program])
      }),
    )
    expect(outcomes).toEqual(outcomes.map(() => ({ stdout: '', stderr: '' })))
    expect(existsSync(path.join(scratch, 'shared'))).toBe(false)
  })

  const file = (name: string): string => {
    writeFileSync(path.join(scratch, name), name)
    return path.join(scratch, name)
  }
})

test('a run that ends at its first request says what was checked, once', { timeout: 60_000 }, async () => {
  for (const more of [
    ['--max-time', '0'],
    ['--only', 'listProducts'],
  ]) {
    const { err } = await suite([server.baseUrl, '--key', keys.administrator, ...more])
    expect(err.match(/^Conformance suite .*\nLevel smoke, .*; keys: 1 main; seed \S+$/gm), more.join(' ')).toHaveLength(1)
  }
})

test('a report that becomes unwritable during the run is told, and nothing is left of it', { timeout: 60_000 }, async () => {
  const folder = path.join(scratch, 'folder')
  mkdirSync(folder)
  // The first request replaces the folder with a file.
  const baseUrl = await listening((_incoming, outgoing) => {
    rmSync(folder, { recursive: true, force: true })
    writeFileSync(folder, '')
    outgoing.writeHead(500, { 'Content-Type': 'application/json' }).end('{"error":"No.","details":{"code":"INTERNAL_ERROR"}}')
  })
  const { code, err } = await suite([baseUrl, '--key', keys.administrator, '--only', 'listProducts', '--report', `json=${folder}/r.json`])
  expect(code).toBe(2)
  expect(err).toMatch(/error: The JSON report cannot be written to .*: a folder in its path is a file \((?:ENOTDIR|EEXIST)\)\.\n/)
})

describe('a choice that has nothing to do with the key', () => {
  test.each([
    [['--level', 'contract', '--only', 'authentication/unknown-key-refused', '--max-requests', '5']],
    [['--level', 'contract', '--only', 'authentication/head-protected']],
    [['--max-requests', '2', '--skip', 'rate-limit']],
  ])('%j begins with a read by the key, and tells nothing else of it', { timeout: 60_000 }, async (more) => {
    const { code, err } = await suite([server.baseUrl, '--key', keys.administrator, '--report', 'json=r.json', ...more])
    expect([code, withoutHeading(err)]).toEqual([0, 'Wrote r.json\n'])
    const report = JSON.parse(readFileSync(path.join(scratch, 'r.json'), 'utf8')) as WrittenReport
    const [only] = more[2] === '--only' ? [more[3]] : []
    if (only !== undefined) expect(new Set([...verdictsOf(report), ...passesOf(report)].map(({ rule }) => rule))).toEqual(new Set([only]))
    if (more[0] === '--max-requests') expect(report.requests.sent).toBeLessThanOrEqual(2)
  })
})

test('a stranger at the address is named and quoted in one line, and nothing is judged', { timeout: 60_000 }, async () => {
  const baseUrl = await listening((_incoming, outgoing) => {
    outgoing.writeHead(403, { 'Content-Type': 'text/html' }).end('<html><title>Access\n::error::denied \u001B[2J</title></html>')
  })
  for (const more of [[], ['--level', 'contract', '--only', 'authentication/unknown-key-refused'], ['--max-requests', '3']]) {
    const { code, err, out } = await suite([baseUrl, '--key', keys.administrator, ...more])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(
      /^error: \S+ does not look like the base URL of the API: GET \/api\/\S+ returned 403; .+ The response says "Access ::error::denied \\x1b\[2J"\.\n$/,
    )
  }
})

describe('what a deployment sends for the log', () => {
  const texts = [
    '\\n::error::boo',
    '\\r\\n##[group]x',
    '\\n##vso[task.complete result=Failed]',
    "\\n##teamcity[buildStop comment='x']",
    '\\u001b[2J\\u202e\\u0085::stop-commands::x',
  ]
  const isCommand = /^\s*::|##[a-z]*\[/im

  test('begins no line and steers no terminal, neither in the report that is printed nor in the file', { timeout: 120_000 }, async () => {
    const planted = texts.map((each, index) => `"a${each}${index}":1`).join(',')
    const baseUrl = await changing((body) =>
      body.replaceAll('{"id"', `{${planted},"id"`).replaceAll('"status":"ACTIVE"', `"status":"x${texts.join('')}"`),
    )
    const { code, out, err } = await suite([baseUrl, '--key', keys.administrator, '--only', 'Catalog', '--report', 'json=r.json'])
    expect(code).toBe(1)
    expect(out).toContain('boo')
    const written = readFileSync(path.join(scratch, 'r.json'), 'utf8')
    for (const text of [out, err, written]) {
      expect(text).not.toMatch(isCommand)
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
    }
    expect(JSON.stringify(JSON.parse(written))).toContain('##[group]x')
  })

  test('shows no key in any disguise', { timeout: 120_000 }, async () => {
    const key = keys.administrator
    const secret = key.slice(key.lastIndexOf('_') + 1)
    const shown = [
      Buffer.from(key).toString('base64'),
      Buffer.from(`x${secret}`).toString('base64url'),
      Buffer.from(secret).toString('hex'),
      Array.from(secret).reverse().join(''),
      secret.toUpperCase(),
      secret.replaceAll(/.(?=.)/g, '$&-'),
      secret.replaceAll(/.(?=.)/g, '$&\u200B'),
      Array.from(secret, (each) => `%${each.charCodeAt(0).toString(16)}`).join(''),
      secret.slice(3, 15),
    ]
    const baseUrl = await changing((body) =>
      body.replaceAll('{"id"', `{${shown.map((each) => `${JSON.stringify(each)}:1`).join(',')},"id"`),
    )
    const { out, err } = await suite([baseUrl, '--key', key, '--only', 'Catalog', '--report', 'json=r.json'])
    expect(out).toContain('***')
    for (const text of [out, err, readFileSync(path.join(scratch, 'r.json'), 'utf8')])
      for (const each of shown) expect(text.includes(each), each).toBe(false)
  })

  test('a key that is given in the wrong place is not shown either', async () => {
    for (const args of [
      ['--level', keys.administrator],
      [keys.administrator],
      [`--${keys.administrator}`],
      ['explain', keys.administrator],
    ]) {
      const { code, out, err } = await suite(args)
      expect(code).toBe(2)
      expect(out + err).not.toContain(keys.administrator.slice(-20))
    }
  })
})

describe('what is read is read in bounds', () => {
  test('settings that stand for more than they say are refused with their place', async () => {
    const laughs = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(9)}]`),
    ]
    writeFileSync(path.join(scratch, 'bomb.yaml'), laughs.join('\n'))
    for (const args of [
      ['waivers', 'lint', 'bomb.yaml'],
      ['waivers', 'bomb.yaml'],
      [...few(), '--config', 'bomb.yaml'],
      [...few(), '--waivers', 'bomb.yaml'],
    ]) {
      const { code, err } = await suite(args)
      expect([code, err]).toEqual([2, expect.stringMatching(/^error: \S*bomb\.yaml:\d+: .+\n$/)])
    }
  })

  test('a file without an end is refused', { timeout: 60_000 }, async () => {
    for (const args of [
      ['judge', '/dev/zero'],
      ['waivers', 'lint', '/dev/zero'],
      [server.baseUrl, '--key', '@/dev/zero'],
      [...few(), '--ca', '/dev/zero'],
    ]) {
      const { code, err } = await suite(args)
      expect([code, err]).toEqual([2, expect.stringMatching(/larger than \d+ [KM]iB/)])
    }
  })

  test('a recording that is no JSON is told without what stands in it', async () => {
    writeFileSync(path.join(scratch, 'x.har'), `{"log":\n Bearer ${keys.administrator.slice(-20)}`)
    const { code, err } = await runSuite(['judge', 'x.har'], { cwd: scratch })
    expect([code, err]).toEqual([2, expect.stringMatching(/x\.har: The HAR file is not valid JSON: /)])
    expect(err).not.toContain(keys.administrator.slice(-12))
  })
})

test('a suite that cannot be started says so, and gives no verdict', async () => {
  const child = spawn(process.execPath, [suiteCommand[1] ?? '', 'conformance/no-such-program.ts'], { stdio: ['ignore', 'ignore', 'pipe'] })
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  expect(code, err).toBe(3)
  expect(err).toMatch(/cannot be started/)
  expect(statSync(scratch).isDirectory()).toBe(true)
})

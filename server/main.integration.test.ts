import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import Libsql from 'libsql'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { demoKeys } from './demo/keys.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
/** The words of `npm start` after `node`. */
const [, ...command]: string[] = manifest.scripts.start.split(' ')
const key = demoKeys.nordwind.administrator
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'reference-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Process {
  readonly child: ChildProcess
  readonly output: { stdout: string; stderr: string }
  /** Fulfilled with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>
}

const running = new Set<ChildProcess>()
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
})

const start = (...flags: string[]): Process => begin(process.execPath, [...command, ...flags])

function begin(program: string, words: readonly string[]): Process {
  const child = spawn(program, words, {
    cwd: root,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output.stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output.stderr += chunk))
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    running.delete(child)
    return code ?? signal ?? 'nothing'
  })
  return { child, output, ended }
}

/** A process that listens, and its base URL as it says itself. */
async function serve(...flags: string[]): Promise<Process & { readonly baseUrl: string }> {
  const started = start('--port', '0', ...flags)
  const failed = started.ended.then((code) => {
    throw new Error(`expected a server, came exit code ${code}: ${started.output.stderr}`)
  })
  const listening = async () => {
    for (;;) {
      const [, baseUrl] = /base URL +(\S+)/.exec(started.output.stdout) ?? []
      if (baseUrl !== undefined) return baseUrl
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  return { ...started, baseUrl: await Promise.race([listening(), failed]) }
}

describe('the server process', () => {
  it('tells on stdout where it serves whom, and logs on stderr', async () => {
    const { baseUrl, output, child, ended } = await serve('--database-url', ':memory:', '--rate-limit-per-minute', '7')
    const response = await fetch(`${baseUrl}/products`, { headers })
    expect([response.status, response.headers.get('x-ratelimit-limit')]).toEqual([200, '7'])
    child.kill('SIGTERM')
    expect(await ended).toBe(0)

    expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/)
    expect(output.stdout).toContain('  database  :memory:\n  limits    7 requests per minute and 1000 per hour, per API key\n')
    for (const [tenant, byName] of Object.entries(demoKeys)) {
      for (const [name, text] of Object.entries(byName)) expect(output.stdout).toMatch(new RegExp(`^ +${tenant} +${name} +${text}$`, 'm'))
    }
    const lines = output.stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.find(({ msg }) => msg === 'request')).toMatchObject({ method: 'GET', operationId: 'listProducts', status: 200 })
    expect(output.stderr).not.toContain(key)
  })

  it('keeps what it has answered for, also when it is killed', async () => {
    const database = `file:${path.join(folder, 'made', 'if-missing', 'reference.db')}`
    const first = await serve('--database-url', database)
    const created = await fetch(`${first.baseUrl}/products`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ sku: 'SKU-SURVIVOR', name: 'Survivor' }),
    })
    expect(created.status).toBe(201)
    first.child.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')

    const second = await serve('--database-url', database)
    const location = new URL(created.headers.get('location') ?? '', second.baseUrl)
    const read = await fetch(location, { headers })
    expect(read.status).toBe(200)
    expect(await read.json()).toEqual(await created.json())
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
  })
})

describe('asked to end, the server process', () => {
  const body = '{"sku":"SKU-LAST","name":"Last"}'

  /** A request whose body is still on its way. */
  async function unfinished(baseUrl: string) {
    const { port, hostname, pathname } = new URL(`${baseUrl}/products`)
    const socket = connect(Number(port), hostname).setEncoding('utf8')
    const seen = { text: '' }
    socket.on('data', (chunk: string) => (seen.text += chunk)).on('error', () => undefined)
    const closed = once(socket, 'close')
    const head = [
      `POST ${pathname} HTTP/1.1`,
      'Host: x',
      ...Object.entries(headers).map((each) => each.join(': ')),
      `Content-Length: ${body.length}`,
    ]
    // The server asks for the body once it waits for it.
    socket.write(`${[...head, 'Expect: 100-continue'].join('\r\n')}\r\n\r\n`)
    while (!seen.text.includes('100 Continue')) await new Promise((resolve) => setTimeout(resolve, 5))
    return { socket, seen, closed }
  }
  const refusesConnections = async (baseUrl: string) => {
    for (;;) {
      const refused = await fetch(baseUrl).then(
        () => false,
        () => true,
      )
      if (refused) return
    }
  }

  it.each(['SIGTERM', 'SIGINT'] as const)('by %s finishes what it is at, takes nothing new, and exits with 0', async (signal) => {
    const { baseUrl, child, ended } = await serve('--database-url', ':memory:')
    const { socket, seen, closed } = await unfinished(baseUrl)
    child.kill(signal)
    await refusesConnections(baseUrl)
    socket.write(body)
    await closed
    expect(seen.text).toContain('HTTP/1.1 201 Created')
    expect(seen.text.toLowerCase()).toContain('connection: close')
    expect(await ended).toBe(0)
  })

  it('twice ends at once', async () => {
    const { baseUrl, child, ended } = await serve('--database-url', ':memory:')
    const { closed } = await unfinished(baseUrl)
    child.kill('SIGTERM')
    await refusesConnections(baseUrl)
    child.kill('SIGTERM')
    expect(await ended).toBe(1)
    await closed
  })
})

describe('what the operator can mend', () => {
  it.each([
    [['--port', 'abc'], 'Invalid --port "abc": expected a whole number from 0 to 65535.\n'],
    [
      ['--database-url', 'postgres://planner:secret@127.0.0.1:1/scm'],
      'The database 127.0.0.1:1/scm cannot be used: it cannot be reached (ECONNREFUSED).\n',
    ],
  ])('such as %j is said in a sentence, with exit code 2', async (flags, sentence) => {
    const { ended, output } = start(...flags)
    expect(await ended).toBe(2)
    expect(output).toEqual({ stdout: '', stderr: sentence })
  })

  describe('such as a database', () => {
    const refused = async (file: string, why: string, started = start('--database-url', `file:${file}`)) => {
      expect(await started.ended).toBe(2)
      expect(started.output).toEqual({ stdout: '', stderr: `The database ${file} cannot be used: ${why}.\n` })
    }

    it('that is something else', async () => {
      const file = path.join(folder, 'text.db')
      writeFileSync(file, 'This is no database. '.repeat(100))
      await refused(file, 'it is not a SQLite database (SQLITE_NOTADB)')
    })

    it('that is damaged', async () => {
      const file = path.join(folder, 'damaged.db')
      const database = new Libsql(file)
      database.exec('create table notes (text)')
      database.close()
      const damaged = readFileSync(file)
      damaged.fill(7, 4096)
      damaged.fill(7, 100, 4096)
      writeFileSync(file, damaged)
      await refused(file, 'it is damaged (SQLITE_CORRUPT)')
    })

    it('that is a folder', () => refused(folder, 'it is a folder'))

    it('whose folder is a file', async () => {
      const file = path.join(folder, 'no-folder')
      writeFileSync(file, '')
      await refused(path.join(file, 'reference.db'), 'its folder cannot be created (EEXIST)')
    })

    it('that another process has locked', async () => {
      const file = path.join(folder, 'locked.db')
      const database = new Libsql(file)
      database.exec('PRAGMA journal_mode = WAL')
      database.exec('BEGIN EXCLUSIVE')
      await refused(file, 'another process has locked it (SQLITE_BUSY)')
      database.close()
    })

    it('that does not fit on the disk', async () => {
      const file = path.join(folder, 'large.db')
      // The greatest size of a file is what can be limited without a disk of one's own. Shells differ in its unit, by a factor of two.
      const limited = begin('sh', ['-c', 'ulimit -f 3000; exec "$@"', 'sh', process.execPath, ...command, '--database-url', `file:${file}`])
      await refused(file, 'reading or writing the disk failed (SQLITE_IOERR)', limited)
    })
  })

  it('such as a port that is taken', async () => {
    const { baseUrl, child, ended } = await serve('--database-url', ':memory:')
    const { port } = new URL(baseUrl)
    const second = start('--port', port, '--database-url', ':memory:')
    expect(await second.ended).toBe(2)
    expect(second.output.stderr).toBe(
      `127.0.0.1:${port} is in use by another process; use --port or PORT to select another port, or 0 for a free one.\n`,
    )
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('is explained by --help', async () => {
    const { ended, output } = start('--help')
    expect(await ended).toBe(0)
    expect(output.stdout).toContain('RATE_LIMIT_PER_MINUTE')
  })
})

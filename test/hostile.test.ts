/** The suite against deployments that misbehave: always a verdict, in bounded time and memory, and never the key. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  changed,
  endless,
  inPieces,
  json,
  member,
  only,
  says,
  startHostile,
  withBody,
  withHeaders,
  without,
  type Behavior,
} from './hostile-servers.ts'
import { runCommand } from '../conformance/testing/command-line.ts'
import { startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { suiteCommand } from '../scripts/support/suite.ts'

interface Case {
  readonly server: string
  readonly behave: Behavior
  /** Requests that are answered healthily first; 5 by default. */
  readonly after?: number
  readonly certificate?: 'other-host' | 'expired'
  /** A run of these operations at level full, with writes; else one of all at level smoke. */
  readonly full?: 'all' | 'catalog'
  /** What the deployment could use up. Such a run is a process of its own, which is measured, and which ends only if nothing keeps it. */
  readonly endangers?: 'memory' | 'time'
  readonly exit: 0 | 1 | 2
  /** What the person who runs it must read: a rule, or a part of a sentence. */
  readonly says: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
const maxMegabytes = 256
/** Seconds; three exchanges without an answer, at a second each, end a run, which else takes a few. Several run at once, on busy machines too. */
const maxSeconds = 60

let elsewhere = ''
let visits = 0
const bystander = http.createServer((_request, response) => {
  visits++
  response.end()
})
const redirect =
  (status: number): Behavior =>
  (socket) =>
    void socket.end(`HTTP/1.1 ${status} X\r\nLocation: ${elsewhere}/api/products\r\nContent-Length: 0\r\n\r\n`)

const never: Behavior = () => undefined
const echo: Behavior = (socket, { head }) => {
  const key = /^authorization: *(.*)$/im.exec(head)?.[1] ?? ''
  const body = JSON.stringify({ error: `No ${key}`, details: { code: key, requestId: key } })
  socket.end(`HTTP/1.1 400 ${key}\r\nContent-Type: application/json\r\nX-Echo: ${key}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
}
const shifted = (hours: number): Behavior =>
  changed((answer) => ({
    headers: answer.headers.map(([name, value]) => {
      if (name.toLowerCase() === 'date') return [name, new Date(Date.parse(value) + hours * 3_600_000).toUTCString()] as const
      return [name, name.toLowerCase() === 'x-ratelimit-reset' ? String(Number(value) + hours * 3600) : value] as const
    }),
  }))
const limited = (after: string, reset: string): Behavior =>
  changed(() => ({
    status: 429,
    headers: [
      ['Retry-After', after],
      ['X-RateLimit-Limit', '100'],
      ['X-RateLimit-Remaining', '0'],
      ['X-RateLimit-Reset', reset],
      ['Content-Length', '0'],
    ],
    body: Buffer.alloc(0),
  }))
const isWrite = (head: string): boolean => !/^(GET|HEAD|OPTIONS) /.test(head)
const fails500: Behavior = (socket) => void socket.end('HTTP/1.1 500 X\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}')
const created = (body: string): string =>
  `HTTP/1.1 201 X\r\nContent-Type: application/json\r\nLocation: /api/products/x\r\nContent-Length: ${body.length}\r\n\r\n${body}`
function everyThird(behave: Behavior): Behavior {
  let count = 0
  return only(() => ++count % 3 === 0, behave)
}
const gone = 'no longer responds'
const large = 'too large to read completely'

const cases: readonly Case[] = [
  // The longest begins first.
  {
    server: 'falls silent in the middle of writes',
    behave: never,
    full: 'catalog',
    after: 200,
    endangers: 'time',
    exit: 2,
    says: 'LEFT BEHIND',
  },
  { server: 'accepts and says nothing', behave: never, after: 0, endangers: 'time', exit: 2, says: 'no complete response within 1 s' },
  { server: 'falls silent in the middle of the run', behave: never, endangers: 'time', exit: 2, says: gone },
  {
    server: 'drips one byte a second',
    behave: endless(json('Content-Length: 1000\r\n'), Buffer.from(' '), 1000),
    endangers: 'time',
    exit: 2,
    says: gone,
  },
  {
    server: 'drips its headers',
    behave: endless('HTTP/1.1 200 OK\r\nX-A: ', Buffer.from('a'), 200),
    endangers: 'time',
    exit: 2,
    says: gone,
  },
  { server: 'sends a body without end', behave: endless(json(''), Buffer.alloc(65_536, 32)), endangers: 'memory', exit: 1, says: large },
  {
    server: 'sends chunks without end',
    behave: endless(json('Transfer-Encoding: chunked\r\n'), Buffer.from(`10000\r\n${' '.repeat(65_536)}\r\n`)),
    endangers: 'memory',
    exit: 1,
    says: large,
  },
  {
    server: 'sends headers without end',
    behave: endless('HTTP/1.1 200 OK\r\n', Buffer.from('X-A: b\r\n'.repeat(5000))),
    endangers: 'memory',
    exit: 2,
    says: '256 KiB',
  },
  {
    server: 'sends interim answers without end',
    behave: endless('', Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'), 1),
    endangers: 'time',
    exit: 2,
    says: gone,
  },
  {
    server: 'sends gzip that nobody asked for, and that is a bomb',
    behave: endless(json('Content-Encoding: gzip\r\n'), member()),
    endangers: 'memory',
    exit: 1,
    says: large,
  },
  {
    server: 'answers everything with a megabyte of JSON',
    behave: withBody(`{"data":[${'{"id":"x","n":[1,2,3]},'.repeat(45_000)}{}]}`),
    endangers: 'memory',
    exit: 2,
    says: large,
  },
  {
    server: 'ends before its Content-Length',
    behave: says(json('Content-Length: 500\r\n') + '{"data":'),
    exit: 2,
    says: 'closed before the response was complete',
  },
  {
    server: 'ends within a chunk',
    behave: says(json('Transfer-Encoding: chunked\r\n') + 'ff\r\n{'),
    exit: 2,
    says: 'closed before the response was complete',
  },
  { server: 'resets every connection', behave: (socket) => void socket.resetAndDestroy(), exit: 2, says: gone },
  {
    server: 'closes without a word',
    behave: (socket) => void socket.end(),
    after: 0,
    exit: 2,
    says: 'closed before the response was complete',
  },
  {
    server: 'speaks another protocol',
    behave: says('SSH-2.0-OpenSSH_9.6\r\n'),
    after: 0,
    exit: 2,
    says: 'not valid HTTP (RFC 9112)',
  },
  {
    server: 'answers with a status of four digits',
    behave: says('HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n'),
    exit: 2,
    says: 'RFC 9112',
  },
  {
    server: 'folds a header line',
    behave: withHeaders(['X-Folded', 'a\r\n b']),
    exit: 2,
    says: 'RFC 9112',
  },
  { server: 'has a NUL in a header', behave: withHeaders(['X-Nul', 'a\0b']), exit: 2, says: 'RFC 9112' },
  {
    server: 'sends both Content-Length and Transfer-Encoding',
    behave: says(json('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n') + '2\r\n{}\r\n0\r\n\r\n'),
    exit: 1,
    says: 'header/length-truthful',
  },
  {
    server: 'sends garbage after the body',
    behave: changed((answer) => ({ body: Buffer.concat([answer.body, Buffer.from('HTTP/1.1 200 OK\r\n\r\n')]) })),
    exit: 1,
    says: 'header/length-truthful',
  },
  {
    server: 'answers in HTTP/1.0, and closes',
    behave: changed((answer) => ({ headers: without(answer, 'connection', 'keep-alive', 'transfer-encoding') }), '1.0'),
    exit: 0,
    says: 'conforms',
  },
  { server: 'redirects to another host at once', behave: redirect(302), after: 0, exit: 2, says: 'redirects' },
  { server: 'redirects to another host later', behave: redirect(307), exit: 1, says: 'status/' },
  {
    server: 'sends 50 000 headers',
    behave: changed((answer) => ({ headers: [...answer.headers, ...Array.from({ length: 50_000 }, (_, n) => [`X-${n}`, 'a'] as const)] })),
    endangers: 'memory',
    exit: 2,
    says: '256 KiB',
  },
  {
    server: 'has a certificate for another host',
    behave: never,
    certificate: 'other-host',
    after: 0,
    exit: 2,
    says: 'certificate is not accepted',
  },
  { server: 'has an expired certificate', behave: never, certificate: 'expired', after: 0, exit: 2, says: 'certificate is not accepted' },
  {
    server: 'nests JSON 100 000 deep',
    behave: withBody('['.repeat(100_000) + ']'.repeat(100_000)),
    endangers: 'memory',
    exit: 2,
    says: large,
  },
  {
    server: 'nests objects 100 000 deep within data',
    behave: withBody(`{"data":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`),
    endangers: 'memory',
    exit: 2,
    says: large,
  },
  {
    server: 'names a member twice',
    behave: withBody((text) => text.replace('{', '{"data":[],')),
    exit: 1,
    says: 'schema/json-unambiguous',
  },
  { server: 'sends what is not JSON', behave: withBody('{"data":[}'), exit: 1, says: 'schema/success-body' },
  { server: 'sends a page of HTML', behave: withBody('<!doctype html><title>hello</title>'), exit: 1, says: 'error/no-html' },
  { server: 'begins with a byte order mark', behave: withBody((text) => `\uFEFF${text}`), exit: 1, says: 'schema/json-unambiguous' },
  {
    server: 'sends bytes that are not UTF-8',
    behave: withBody(Buffer.from('{"data":"\xff\xfe"}', 'latin1')),
    exit: 1,
    says: 'actual    bytes that are not UTF-8',
  },
  {
    server: 'sends numbers beyond all bounds',
    behave: withBody((text) => text.replaceAll(/:\d+/g, (_, at: number) => (at % 2 === 0 ? ':1e999' : `:${'9'.repeat(400)}`))),
    exit: 1,
    says: 'schema/success-body',
  },
  {
    server: 'sends __proto__ and constructor',
    behave: withBody('{"__proto__":{"data":[]},"constructor":1}'),
    exit: 1,
    says: 'error/code-fits-status',
  },
  {
    server: 'steers the terminal',
    behave: withBody('{"data":"\\u001b[2J\\u001b]0;x\\u0007","error":"\\u202e"}'),
    exit: 1,
    says: 'error/code-fits-status',
  },
  { server: 'echoes the key everywhere', behave: echo, exit: 1, says: 'authentication/' },
  { server: 'has a clock five hours ahead', behave: shifted(5), after: 0, exit: 0, says: 'WARN  header/date  recommendation' },
  { server: 'has a clock nine hours behind', behave: shifted(-9), after: 0, exit: 0, says: 'WARN  header/date  recommendation' },
  {
    server: 'asks to come back in a year',
    behave: limited('31536000', '9999999999'),
    after: 0,
    exit: 1,
    says: 'no rate limit window is longer than one hour',
  },
  {
    server: 'claims limits before the epoch and beyond all numbers',
    behave: withHeaders(['X-RateLimit-Remaining', '-5e9'], ['X-RateLimit-Reset', '-1e300'], ['X-RateLimit-Limit', '1e400']),
    exit: 1,
    says: 'rate-limit/',
  },
  {
    server: 'says that nothing is left until the year 9999',
    behave: withHeaders(['X-RateLimit-Remaining', '0'], ['X-RateLimit-Reset', '253402300799']),
    exit: 1,
    says: 'rate-limit/reset-is-unix-time',
  },
  { server: 'closes after each answer', behave: withHeaders(['Connection', 'close']), exit: 0, says: 'conforms' },
  {
    server: 'answers every write with 500',
    behave: only(isWrite, fails500),
    full: 'catalog',
    exit: 1,
    says: 'fix status/no-server-error',
  },
  {
    server: 'says that it deletes, and keeps everything',
    behave: only((head) => head.startsWith('DELETE '), says(json('Content-Length: 11\r\n') + '{"data":{}}')),
    full: 'all',
    exit: 1,
    says: 'nothing more is deleted, since that may delete other data',
  },
  {
    server: 'gives out ids that lead elsewhere',
    behave: only((head) => head.startsWith('POST /api/products '), says(created('{"data":{"id":"../../admin/api-keys","sku":"x"}}'))),
    full: 'catalog',
    exit: 1,
    says: 'createProduct: not proven to belong to the run: its id "../../admin/api-keys" is not a valid path segment; not\n      touched',
  },
  {
    server: 'answers every read with a megabyte of JSON',
    behave: only((head) => head.startsWith('GET '), withBody(`{"data":[${'{"id":"x","n":[1,2,3]},'.repeat(45_000)}{}]}`)),
    full: 'catalog',
    after: 200,
    // Nothing that it shows can be read as a whole, so that nothing of the run is proven its own, and nothing more is written.
    endangers: 'memory',
    exit: 2,
    says: large,
  },
  {
    server: 'resets every third connection',
    behave: everyThird((socket) => void socket.resetAndDestroy()),
    full: 'catalog',
    exit: 2,
    says: 'INCONCLUSIVE',
  },
  { server: 'answers in small pieces', behave: inPieces(1), exit: 0, says: 'conforms' },
]

interface Outcome {
  readonly exit: number | null
  readonly text: string
  /** Only of a process of its own. */
  readonly megabytes?: number
}

const directory = mkdtempSync(path.join(tmpdir(), 'hostile-'))
let reference: ServerProcess
let key = ''

beforeAll(async () => {
  reference = await startServerProcess(['--rate-limit-per-minute', '100000', '--rate-limit-per-hour', '1000000'])
  key = demoKeys.nordwind.administrator
  await new Promise<void>((resolve) => bystander.listen(0, '127.0.0.1', resolve))
  elsewhere = `http://127.0.0.1:${(bystander.address() as AddressInfo).port}`
})

afterAll(async () => {
  bystander.close()
  await reference.stop()
  rmSync(directory, { recursive: true })
})

/** The arguments of a run, and its variables. */
function runOf(baseUrl: string, report: string, { certificate, endangers, full }: Case) {
  const args = [
    baseUrl,
    '--skip',
    // Requests without a key share one window at the healthy server behind them all.
    full !== undefined ? 'rate-limit/limit-as-promised,authentication' : 'rate-limit/limit-as-promised',
    '--report',
    `json=${report}`,
    ...(endangers === undefined ? [] : ['--timeout', '1']),
    ...(certificate === undefined ? [] : ['--ca', fileURLToPath(new URL('hostile/ca.pem', import.meta.url))]),
    ...(full === undefined ? [] : ['--level', 'full', '--allow-writes', '--allow-lasting', '--journal', `${report}l`]),
    ...(full === 'catalog' ? ['--only', full] : []),
  ]
  return { args, env: { CONFORMANCE_KEY: key } }
}

/** Runs the suite as its users do, and measures it; an end by force shows as an exit code of `null`. */
async function measured({ args, env }: ReturnType<typeof runOf>): Promise<Outcome> {
  const child = spawn(process.execPath, ['--import', './test/hostile/peak.mjs', ...suiteCommand, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const limit = setTimeout(() => child.kill('SIGKILL'), maxSeconds * 1000)
  const [exit] = (await once(child, 'close')) as [number | null]
  clearTimeout(limit)
  const kilobytes = Number(/^peak memory (\d+) kB$/m.exec(text)?.[1] ?? Number.NaN)
  return { exit, megabytes: kilobytes / 1024, text }
}

async function within({ args, env }: ReturnType<typeof runOf>): Promise<Outcome> {
  const { code, out, err } = await runCommand(args, { env })
  return { exit: code, text: out + err }
}

/** Runs the suite against the deployment of a case. */
async function survives(each: Case, run: (run: ReturnType<typeof runOf>) => Promise<Outcome>): Promise<Outcome> {
  const { behave, after = 5, certificate, exit, says: sentence } = each
  const server = await startHostile(behave, reference.baseUrl, after, certificate)
  try {
    const report = path.join(directory, `${each.server.replaceAll(/\W+/g, '-')}.json`)
    const outcome = await run(runOf(server.baseUrl, report, each))
    const written = outcome.text + (existsSync(report) ? readFileSync(report, 'utf8') : '')
    expect({ exit: outcome.exit, text: outcome.text }).toEqual({ exit, text: expect.stringContaining(sentence) as string })
    for (const part of [key, key.slice(key.lastIndexOf('_') + 1)]) expect(written).not.toContain(part)
    expect(visits).toBe(0)
    // A connection that a run keeps would keep its process, too.
    await server.released()
    return outcome
  } finally {
    await server.close()
  }
}

const named = (endangers: boolean) =>
  cases.filter((each) => (each.endangers !== undefined) === endangers).map((each) => [each.server, each] as const)
const timeout = (maxSeconds + 10) * 1000

// One after another: while one of them plans, a server in this process answers nobody.
test.each(named(false))('a deployment that %s', { timeout }, async (_name, each) => {
  await survives(each, within)
})

test.concurrent.each(named(true))('a deployment that %s', { timeout }, async (_name, each) => {
  const { megabytes } = await survives(each, measured)
  expect(megabytes).toBeLessThan(maxMegabytes)
})

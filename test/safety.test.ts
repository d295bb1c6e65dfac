/** A run is safe: what it sends, and what it leaves, shown on the database, the log and the wire of servers of our own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import pc from 'picocolors'
import { api } from '../conformance/profile/index.ts'
import { clean } from '../conformance/cleanup/clean.ts'
import { readJournal } from '../conformance/cleanup/journal-reader.ts'
import { passesOf, type WrittenReport } from '../conformance/report/formats/json.ts'
import { renderReport } from '../conformance/report/formats/terminal.ts'
import { defaults } from '../conformance/run/options.ts'
import { recordedRun } from '../conformance/run/run.ts'
import { openWire } from '../conformance/send/wire.ts'
import { contract } from '../spec/contract.ts'
import { differences, remainsOf, snapshot } from './database-difference.ts'
import { issueKeys, startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { suiteCommand } from '../scripts/support/suite.ts'
import { fullRun, openTestDeployment } from '../verification/proof/deployment.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const scratch = mkdtempSync(path.join(tmpdir(), 'safety-'))
const raised = ['--rate-limit-per-minute', '100000', '--rate-limit-per-hour', '1000000']

const keys = demoKeys.nordwind
const servers: ServerProcess[] = []

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  rmSync(scratch, { recursive: true })
})

/** A server of its own with its database in a file, at its default limits unless flags say otherwise. */
async function serve(name: string, flags: readonly string[] = []): Promise<{ readonly server: ServerProcess; readonly database: string }> {
  const database = path.join(scratch, `${name}.db`)
  const server = await startServerProcess(['--database-url', `file:${database}`, ...flags])
  servers.push(server)
  return { server, database }
}

function start(key: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...suiteCommand, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', CONFORMANCE_KEY: key },
  })
}

async function conformance(key: string, args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string }> {
  const child = start(key, args)
  let out = ''
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.resume()
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out }
}

const reportOf = (file: string): WrittenReport => JSON.parse(readFileSync(file, 'utf8')) as WrittenReport

describe.concurrent('a run', () => {
  test(
    'with one administrator key shows everything at the default limits, and leaves nothing that is in use',
    { timeout: 120_000 },
    async () => {
      const database = path.join(scratch, 'everything.db')
      const deployment = await openTestDeployment({ database: `file:${database}` })
      const { baseUrl } = deployment
      const journal = path.join(scratch, 'everything.jsonl')
      const before = snapshot(database)
      const target = { baseUrl, keys: { main: [keys.administrator] } }
      let waited = 0
      const sleep = (milliseconds: number): Promise<void> => {
        waited += milliseconds
        return deployment.sleep(milliseconds)
      }
      const { report } = await fullRun({ ...deployment, sleep }, { target, journal, maxWait: defaults.maxWait }).finally(deployment.close)
      expect(report.exitCode).toBe(0)
      expect(renderReport(report, pc.createColors(false), api.profile)).toMatch(
        /\nconforms: \S+ at level full, except tenant isolation, which needs an API key of a second tenant \(--other-tenant-key\)\.\n$/,
      )
      expect(report.outcomes).toMatchObject({ fail: 0, warn: 0, inconclusive: 0, error: 0 })
      expect(report.requests.sent).toBe(report.requests.planned)
      // A slower machine waits less, because the windows pass while it works.
      expect(waited).toBeLessThan(90_000)
      const judged = new Set(report.verdicts.filter(({ outcome }) => outcome === 'pass').map(({ operation }) => operation))
      expect(Object.keys(contract.operations).filter((id) => !judged.has(id as never))).toEqual([])
      // What the contract has no way to delete, and the alerts about stock of the run, are named; nothing else is left.
      expect(new Set(report.left.map(({ operation }) => operation))).toEqual(
        new Set(['createAttribute', 'createCategory', 'triggerAlert', 'recordStock']),
      )
      expect(existsSync(journal)).toBe(false)

      const isOurs = ({ code, message }: Readonly<Record<string, unknown>>): boolean => /^conf[-_]/.test(String(code ?? message))
      const remains = remainsOf('conf-')
      // Words of a category come with it.
      const lasting = { ...remains, attributes: isOurs, categories: isOurs, categoryWords: () => true }
      expect(
        differences(before, snapshot(database), { ...lasting, alerts: (row) => remains['alerts']?.(row) === true || isOurs(row) }),
      ).toEqual([])
    },
  )

  test('with a reader key asks every read once, and writes nothing', { timeout: 60_000 }, async () => {
    const { server, database } = await serve('reader')
    const file = path.join(scratch, 'reader.json')
    const before = snapshot(database)
    const { code, out } = await conformance(keys.reader, [server.baseUrl, '--report', `json=${file}`])
    const report = reportOf(file)
    expect(code, out).toBe(0)
    expect(report.requests.sent).toBeLessThanOrEqual(100)

    const answered = served(server)
    expect(answered).toHaveLength(report.requests.sent)
    expect(answered.filter(({ method, status }) => method !== 'GET' && status < 400)).toEqual([])
    const judged = new Set(passesOf(report).map(({ operation }) => operation))
    const reads = Object.values(contract.operations).filter(({ method }) => method === 'GET')
    expect(reads.map(({ id }) => id).filter((id) => !judged.has(id))).toEqual([])
    expect(report.notRun.filter(({ why }) => (why ?? '') === '')).toEqual([])
    expect(differences(before, snapshot(database), {})).toEqual([])
  })

  test('with the same seed sends the same bytes to the same deployment', { timeout: 120_000 }, async () => {
    const { clock, sleep, baseUrl, close } = await openTestDeployment()
    const main = await issueKeys(baseUrl, keys.administrator, ['*'], 32)
    const recorder = await record(baseUrl, main)
    const sent: string[][] = []
    for (const _ of [1, 2]) {
      const target = { baseUrl: recorder.baseUrl, keys: { main } }
      const { report } = await recordedRun({ target, level: 'contract', seed: 'twice', clock, sleep })
      expect(report.exitCode).toBe(0)
      sent.push(recorder.take())
    }
    await close()
    recorder.close()
    expect(sent[0]?.length).toBeGreaterThan(500)
    expect(sent[1]).toEqual(sent[0])
  })

  test('with the same seed plans the same bytes, without anybody to listen', { timeout: 60_000 }, async () => {
    const options = ['http://127.0.0.1:1/api', '--level', 'full', '--allow-writes', '--seed', 'plan', '--plan']
    const [first, second] = await Promise.all([conformance(keys.administrator, options), conformance(keys.administrator, options)])
    expect(first.code, first.out).toBe(0)
    expect(first.out.split('\n').length).toBeGreaterThan(20)
    expect(second.out).toBe(first.out)
  })

  test('that is killed in the middle of its writes leaves a journal, with which nothing is left', { timeout: 120_000 }, async () => {
    const { server, database } = await serve('killed', raised)
    const before = snapshot(database)
    let interrupted = 0
    // After how many lines of the journal. Later on recommendations are approved and transfers shipped, which nothing takes back: a run that is killed
    // between such steps is told what stays.
    for (const lines of [3, 8, 14, 20, 30]) {
      const journal = path.join(scratch, `killed-${lines}.jsonl`)
      // Of the writes alone, which are what is interrupted.
      const child = start(keys.administrator, [
        server.baseUrl,
        '--level',
        'full',
        '--allow-writes',
        '--only',
        'write',
        '--journal',
        journal,
      ])
      child.stdout?.resume()
      child.stderr?.resume()
      const exited = once(child, 'exit')
      while (child.exitCode === null && !(existsSync(journal) && readFileSync(journal, 'utf8').split('\n').length > lines)) await delay(2)
      child.kill('SIGKILL')
      await exited
      const remains = readJournal(journal, api)
      if (remains.entries.some(({ isGone }) => isGone !== true)) interrupted += 1
      const wire = openWire({ timeout: 5000 })
      const base = { api, baseUrl: server.baseUrl, remains, wire, key: keys.administrator, headers: {}, sleep: async () => undefined }
      const left = await clean({ ...base, onLine: () => undefined })
      await wire.close()
      expect(left, `killed after ${lines} lines`).toEqual([])
      expect(differences(before, snapshot(database), remainsOf('conf-')), `killed after ${lines} lines`).toEqual([])
    }
    expect(interrupted).toBe(5)
  })
})

/** What the server has answered, from its log. */
function served(server: ServerProcess): { readonly method: string; readonly status: number }[] {
  return server
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ method, status }) => typeof method === 'string' && typeof status === 'number')
    .map(({ method, status }) => ({ method: String(method), status: Number(status) }))
}

/**
 * A door to a server at which every request is written down: method, path, headers and body, byte for byte. Which of several equal keys
 * carries one depends on the clock, so a valid key is written as one that is.
 */
async function record(baseUrl: string, valid: readonly string[]) {
  let seen: string[] = []
  const target = new URL(baseUrl)
  const door = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks)
      const text = [incoming.method, incoming.url, ...incoming.rawHeaders, body.toString('base64')].join('\n')
      seen.push(valid.reduce((shown, key) => shown.replaceAll(key, 'a valid key'), text))
      const options = { host: target.hostname, port: target.port, path: incoming.url ?? '', method: incoming.method ?? 'GET' }
      const onward = request({ ...options, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
        answer.pipe(outgoing)
      })
      onward.end(body)
    })
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(door.address() as AddressInfo).port}${target.pathname}`,
    take: () => {
      const taken = seen
      seen = []
      return taken
    },
    close: () => door.close(),
  }
}

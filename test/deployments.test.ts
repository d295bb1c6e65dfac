/** Deployments other than the reference server as it is: one with little patience, and one that this project did not write. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run, type ReportedVerdict, type SendEvent } from '../conformance/index.ts'
import { startPrism, type Prism } from '../scripts/support/prism.ts'
import { startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'

describe('a deployment that allows 20 requests in a window', () => {
  /** Milliseconds; as whole seconds, because that is how a reset is told. */
  const windowLength = 5000
  let server: ServerProcess
  beforeAll(async () => {
    server = await startServerProcess()
  })
  afterAll(async () => {
    await server.stop()
  })

  /** Answers for the server, but counts each key's requests in short windows of its own. */
  async function impatient() {
    const target = new URL(server.baseUrl)
    const counts = new Map<string, number>()
    let refused = 0
    const door = createServer((incoming, outgoing) => {
      const now = Date.now()
      const end = (Math.floor(now / windowLength) + 1) * windowLength
      // The scheme may come in any case; it is the same key.
      const key = `${(incoming.headers.authorization ?? 'nobody').toLowerCase()} ${end}`
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      const limits = {
        'x-ratelimit-limit': '20',
        'x-ratelimit-remaining': String(Math.max(20 - count, 0)),
        'x-ratelimit-reset': String(end / 1000),
      }
      const options = { host: target.hostname, port: target.port, path: incoming.url ?? '', method: incoming.method ?? 'GET' }
      const onward = request({ ...options, headers: incoming.headers }, (answer) => {
        if (count <= 20) {
          outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...limits })
          answer.pipe(outgoing)
          return
        }
        refused += 1
        answer.resume()
        const details = { code: 'RATE_LIMIT_EXCEEDED', requestId: answer.headers['x-request-id'] }
        const body = JSON.stringify({ success: false, error: 'Too many requests.', details })
        const { 'content-length': _length, ...headers } = answer.headers
        outgoing.writeHead(429, { ...headers, ...limits, 'retry-after': String(Math.ceil((end - now) / 1000)) })
        outgoing.end(body)
      })
      incoming.pipe(onward)
    })
    door.listen(0, '127.0.0.1')
    await once(door, 'listening')
    const baseUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}${target.pathname}`
    return { baseUrl, refused: () => refused, close: () => door.close() }
  }

  test('is waited for as long as it says, and no rule blames a 429', { timeout: 60_000 }, async () => {
    const { nordwind } = demoKeys
    const deployment = await impatient()
    const events: SendEvent[] = []
    const main = [nordwind.reader]
    const report = await run({ target: { baseUrl: deployment.baseUrl, keys: { main } }, onEvent: (event) => events.push(event) }).report
    deployment.close()
    const waits = events.flatMap((event) => (event.type === 'wait' ? [event] : []))
    expect(waits.length).toBeGreaterThan(0)
    expect(Math.max(...waits.map(({ milliseconds }) => milliseconds))).toBeLessThanOrEqual(windowLength + 1000)
    const blamed = report.verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn' || outcome === 'error')
    // What it allows is not what was promised; that is all.
    expect([...new Set(blamed.map(({ rule }) => rule))]).toEqual(['rate-limit/limit-as-promised'])
    expect(blamed.every(({ exchange }) => exchange?.status !== 429)).toBe(true)
    expect(report.outcomes.inconclusive).toBe(0)
  })
})

/** Why a mock that has no state, and knows no key, cannot keep a promise. */
const reasons: readonly (readonly [rules: RegExp, why: string])[] = [
  [/^authentication\//, 'It takes any credential for a good one, and answers for what it refuses in its own words.'],
  [
    /^error\//,
    'Its own refusals are problem details (RFC 9457) with its own codes, not the envelope of the contract; request ids are examples.',
  ],
  [/^header\//, 'It sends the headers of the examples, and those of the contract only where an example was chosen.'],
  [/^pagination\//, 'Every list is the one example, whatever page or size was asked for.'],
  [/^sorting\//, 'It sorts and filters nothing, and takes parameters that the contract does not have.'],
  [/^rate-limit\//, 'It counts nothing: remaining and reset are those of the example.'],
  [
    /^schema\/(answers-what-was-asked|past-times-have-passed|same-version-same-values|no-older-version-again)$/,
    'Whatever is asked, it answers with the example: of its own thing, at its own time, and in another version at each operation.',
  ],
  [/^status\//, 'Every id is known to it, and unknown paths and methods are refused in its own way.'],
]

describe('a mock made of the contract alone', () => {
  let prism: Prism
  beforeAll(async () => {
    prism = await startPrism({ host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    await prism.close()
  })

  const written = (level: string) => new URL(`mock-verdicts-${level}.txt`, import.meta.url)

  test.each(['smoke', 'contract'] as const)('gets exactly the verdicts written down for level %s', { timeout: 120_000 }, async (level) => {
    // It takes any; as many as can send everything within a minute.
    const main = Array.from({ length: level === 'smoke' ? 1 : 14 }, (_, index) => `bdk_live_mock_0123456789abcd${index.toString(16)}f`)
    const keys = { main }
    // It carries out what has to be refused, so that a journal stays.
    const journal = path.join(mkdtempSync(path.join(tmpdir(), 'mock-')), 'journal.jsonl')
    const report = await run({ target: { baseUrl: prism.baseUrl, keys }, level, concurrency: 4, journal }).report
    rmSync(path.dirname(journal), { recursive: true })
    const lines = summary(report.verdicts)
    expect(report.exitCode).toBe(1)
    const unexplained = report.verdicts.filter(
      ({ outcome, rule }) => !['pass', 'not-run'].includes(outcome) && !reasons.some(([rules]) => rules.test(rule)),
    )
    expect([...new Set(unexplained.map(({ rule }) => rule))]).toEqual([])
    await expect(lines).toMatchFileSnapshot(written(level).pathname)
  })
})

/** Each outcome of each rule, and the operations that have it, but for what was left out. */
function summary(verdicts: readonly ReportedVerdict[]): string {
  const places = new Map<string, string[]>()
  for (const { rule, outcome, operation, about } of verdicts) {
    if (outcome === 'not-run') continue
    const line = `${outcome} ${rule}`
    places.set(line, [...(places.get(line) ?? []), [operation ?? 'everything', ...(about === undefined ? [] : [about])].join(' ')])
  }
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([line, where]) =>
      line.startsWith('pass') ? `${line}: ${where.length}\n` : `${line}: ${where.length}: ${where.sort().join(', ')}\n`,
    )
    .join('')
}

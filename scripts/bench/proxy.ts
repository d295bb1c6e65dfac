/**
 * Measures `conformance proxy` under a steady load: its memory over time, changes to bytes and times, and how much traffic was judged. The file is
 * long because load, deployment and figures belong to one measurement.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PassageReport } from '../../conformance/recording/passage.ts'
import { contract } from '../../spec/contract.ts'
import { megabytes } from './memory.ts'
import { median, percentile } from './statistics.ts'
import { table } from './table.ts'

/** Requests per second through the proxy; one of `directly` requests is also sent directly. */
const rate = 200
const directly = 10
/** Response sizes in bytes. Each power of two in between is equally frequent. */
const [smallest, largest] = [1000, 2_000_000]
const sizes = 64
/** One of this many requests sends a body. */
const writes = 10

interface Point {
  readonly minute: number
  /** Resident set of the process, in MB of 10⁶ bytes. */
  readonly megabytes: number
}

export interface ProxyFigures {
  readonly seconds: number
  readonly points: readonly Point[]
  readonly peak: number
  /** Requests through the proxy: sent, answered completely, and altered in either direction. */
  readonly sent: number
  readonly answered: number
  readonly altered: number
  readonly gigabytes: number
  /** Milliseconds. */
  readonly through: { readonly median: number; readonly p99: number }
  readonly direct: { readonly median: number; readonly p99: number }
  readonly judged: number
  readonly leftOut: readonly { readonly why: string; readonly count: number }[]
  /** Seconds from SIGINT to the end of the process. */
  readonly secondsToEnd: number
}

const digest = (body: Uint8Array): string => createHash('sha1').update(body).digest('hex')

interface Body {
  readonly bytes: Buffer
  readonly hash: string
}

/** A page of products of about this many bytes, with the standard number of items, each padded. */
function pageOf(bytes: number): Body {
  const [example] = (Object.values(contract.operations.listProducts.success.examples)[0] as { data: object[] }).data
  const count = Math.min(100, Math.max(1, Math.floor(bytes / 400)))
  const row = (index: number, padding: number): object => ({
    ...example,
    id: `prod_${index}`,
    sku: `SKU-${index}`,
    description: 'ä'.repeat(padding / 2),
  })
  const page = (padding: number): string =>
    JSON.stringify({
      data: Array.from({ length: count }, (_, index) => row(index, padding)),
      pagination: { page: 1, pageSize: 100, total: count, totalPages: 1 },
    })
  const body = Buffer.from(page(Math.max(0, bytes - page(0).length) / count))
  return { bytes: body, hash: digest(body) }
}

/** A deployment that responds with one of the pages and stores a hash of every received body. */
async function startDeployment(pages: readonly Body[]) {
  const received = new Map<string, string>()
  let count = 0
  const server = http.createServer((incoming, outgoing) => {
    const hash = createHash('sha1')
    incoming.on('data', (chunk: Buffer) => hash.update(chunk))
    incoming.on('end', () => {
      const number = String(incoming.headers['x-bench'])
      received.set(number, hash.digest('hex'))
      const page = pages[Number(number) % pages.length]?.bytes ?? Buffer.alloc(0)
      outgoing.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': page.length,
        'Cache-Control': 'no-store',
        'X-Request-Id': `req_${++count}`,
        'X-RateLimit-Limit': '100000000',
        'X-RateLimit-Remaining': String(100_000_000 - count),
        'X-RateLimit-Reset': String(Math.ceil(Date.now() / 3_600_000) * 3600),
      })
      outgoing.end(page)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    received,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    close: () => (server.closeAllConnections(), server.close()),
  }
}

/** The proxy, started as users start it. */
async function startProxy(target: string, report: string) {
  const command = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { scripts: { conformance: string } })
    .scripts.conformance
  const [, ...words] = command.split(' ')
  const child = spawn(process.execPath, [...words, 'proxy', target, '--report', `json=${report}`], { stdio: ['ignore', 'ignore', 'pipe'] })
  const exited = once(child, 'exit')
  let said = ''
  const baseUrl = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /^(\S+) forwards all requests/m.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    void exited.then(() => reject(new Error(`the proxy did not start; its output was: ${said}`)))
  })
  return {
    baseUrl,
    pid: child.pid ?? 0,
    stop: async (): Promise<void> => {
      child.kill('SIGINT')
      await exited
    },
  }
}

/** Sends requests at a steady rate, regardless of pending ones. */
export async function measureProxy(seconds: number, say: (line: string) => void): Promise<ProxyFigures> {
  const pages = Array.from({ length: sizes }, (_, index) => pageOf(smallest * (largest / smallest) ** (index / (sizes - 1))))
  const posted = Buffer.from(JSON.stringify({ sku: 'SKU-1', name: 'x'.repeat(20_000) }))
  const postedHash = digest(posted)
  const nothing = digest(new Uint8Array())
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-proxy-'))
  const deployment = await startDeployment(pages)
  const proxy = await startProxy(deployment.baseUrl, path.join(folder, 'report.json'))
  const agent = new http.Agent({ keepAlive: true, maxSockets: 128 })
  let [sent, answered, altered, bytes, open] = [0, 0, 0, 0, 0]
  const times = { through: [] as number[], direct: [] as number[] }

  const ask = (number: number, way: 'through' | 'direct'): Promise<void> =>
    new Promise((resolve) => {
      const isWrite = number % writes === 0
      const began = performance.now()
      const body = isWrite ? posted : Buffer.alloc(0)
      const over = (): void => resolve()
      const request = http.request(
        `${way === 'through' ? proxy.baseUrl : deployment.baseUrl}/products`,
        {
          agent,
          method: isWrite ? 'POST' : 'GET',
          headers: {
            Authorization: 'Bearer bdk_demo_BENCH_00000000000000000000000000000000',
            'X-Bench': String(number),
            ...(isWrite ? { 'Content-Type': 'application/json', 'Content-Length': body.length } : {}),
          },
        },
        (answer) => {
          const hash = createHash('sha1')
          answer.on('data', (chunk: Buffer) => {
            hash.update(chunk)
            if (way === 'through') bytes += chunk.length
          })
          answer.on('end', () => {
            times[way].push(performance.now() - began)
            if (way === 'direct') return
            answered += 1
            const isSame =
              answer.statusCode === 200 &&
              hash.digest('hex') === pages[number % sizes]?.hash &&
              deployment.received.get(String(number)) === (isWrite ? postedHash : nothing)
            if (!isSame) altered += 1
            deployment.received.delete(String(number))
          })
          answer.on('close', over)
        },
      )
      request.on('error', over).end(body)
    })

  try {
    await sleep(500)
    const points: Point[] = [{ minute: 0, megabytes: megabytes(proxy.pid, 'VmRSS') }]
    const began = performance.now()
    const onTheirWay = new Set<Promise<void>>()
    const start = (number: number, way: 'through' | 'direct'): void => {
      const one = ask(number, way).finally(() => {
        open -= 1
        onTheirWay.delete(one)
      })
      open += 1
      onTheirWay.add(one)
    }
    const step = Math.min(60, seconds / 2)
    while (performance.now() - began < seconds * 1000) {
      const due = ((performance.now() - began) / 1000) * rate
      for (; sent < due;) {
        sent += 1
        start(sent, 'through')
        if (sent % directly === 0) start(sent + 1 + (Math.floor(sent / directly) % sizes), 'direct')
      }
      const elapsed = (performance.now() - began) / 1000
      if (elapsed >= points.length * step) {
        points.push({ minute: (points.length * step) / 60, megabytes: megabytes(proxy.pid, 'VmRSS') })
        say(`${sent} sent, ${answered} answered, ${altered} altered, ${open} pending, ${points.at(-1)?.megabytes ?? 0} MB`)
      }
      await sleep(2)
    }
    await Promise.all(onTheirWay)
    points.push({ minute: seconds / 60, megabytes: megabytes(proxy.pid, 'VmRSS') })
    const peak = megabytes(proxy.pid, 'VmHWM')
    const ending = performance.now()
    await proxy.stop()
    const secondsToEnd = (performance.now() - ending) / 1000
    const { passage } = JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8')) as PassageReport
    const figures = (values: readonly number[]) => ({ median: median(values), p99: percentile(values, 0.99) })
    return {
      seconds,
      points,
      peak,
      sent,
      answered,
      altered,
      gigabytes: bytes / 1e9,
      through: figures(times.through),
      direct: figures(times.direct),
      judged: passage.judged,
      leftOut: [
        ...passage.leftOut.map(({ why, count }) => ({ why, count })),
        ...passage.withoutBody.map(({ why, count }) => ({ why: `body only: ${why}`, count })),
      ],
      secondsToEnd,
    }
  } finally {
    agent.destroy()
    deployment.close()
    await proxy.stop()
    rmSync(folder, { recursive: true })
  }
}

/** Formats the figures for the terminal. */
export function describeProxy(figures: ProxyFigures): string {
  const { points, peak, sent, answered, altered, gigabytes, through, direct, judged, leftOut, secondsToEnd } = figures
  const milliseconds = (value: number): string => value.toFixed(2)
  return [
    table([['minute', 'MB resident'], ...points.map((each) => [each.minute.toFixed(1), String(each.megabytes)])]),
    `Peak ${peak} MB.`,
    table([
      ['milliseconds', 'median', 'p99'],
      ['through the proxy', milliseconds(through.median), milliseconds(through.p99)],
      ['directly', milliseconds(direct.median), milliseconds(direct.p99)],
      ['added', milliseconds(through.median - direct.median), milliseconds(through.p99 - direct.p99)],
    ]),
    `${sent} sent, ${answered} answered completely, ${altered} altered; ${gigabytes.toFixed(1)} GB of responses.`,
    [
      `${judged} judged`,
      ...leftOut.map(({ why, count }) => `${count} skipped: ${why}`),
      `${secondsToEnd.toFixed(1)} s from Ctrl-C to the end`,
    ].join('\n'),
  ].join('\n\n')
}

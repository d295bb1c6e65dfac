import autocannon from 'autocannon'
import { percentile } from './statistics.ts'

/** A request that is sent repeatedly; `[<id>]` in its body is different each time. */
export interface Call {
  readonly method: string
  /** Includes the path prefix of the target. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const connections = 32

async function send(origin: string, calls: readonly Call[], options: { connections: number; duration?: number; amount?: number }) {
  const times: number[] = []
  const run = autocannon({
    url: origin,
    requests: calls,
    idReplacement: calls.some(({ body }) => body?.includes('[<id>]')),
    sampleInt: 100,
    ...options,
  })
  // The histogram of autocannon has a resolution of one millisecond.
  if (options.connections === 1) run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  const result = await run
  if (result.non2xx > 0 || result.errors > 0 || result['2xx'] === 0) {
    const came = Object.entries(result.statusCodeStats).map(([status, { count }]) => `${count} × ${status}`)
    throw new Error(`expected only 2xx responses from ${origin}, got ${came.join(', ') || 'none'} and ${result.errors} errors`)
  }
  return { result, times }
}

/** Responses per second with enough connections to keep a server busy. Throws if a response is not 2xx. */
export async function throughput(origin: string, call: Call, seconds: number): Promise<number> {
  const { result } = await send(origin, [call], { connections, duration: seconds })
  return result['2xx'] / result.duration
}

/** Like `throughput`, with the 99th percentile of the response time in milliseconds, at this load, and the number of responses. */
export async function load(origin: string, call: Call, seconds: number): Promise<{ perSecond: number; p99: number; responses: number }> {
  const { result } = await send(origin, [call], { connections, duration: seconds })
  return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99, responses: result['2xx'] }
}

/** 99th percentile of the response time in milliseconds, with sequential requests on one connection. Throws as `throughput` does. */
export async function latency(origin: string, call: Call, seconds: number): Promise<number> {
  const { times } = await send(origin, [call], { connections: 1, duration: seconds })
  return percentile(times, 0.99)
}

/** Sends `amount` requests; each connection sends the calls in order. Throws as `throughput` does. */
export async function sendMany(origin: string, calls: readonly Call[], amount: number): Promise<void> {
  await send(origin, calls, { connections, amount })
}

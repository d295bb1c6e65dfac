import autocannon from 'autocannon'
import { percentile } from './statistics.ts'

/** One request that is sent over and over; `[<id>]` in its body is different each time. */
export interface Call {
  readonly method: string
  /** With everything that the target puts before the contract's paths. */
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
  // Its own histogram has whole milliseconds only.
  if (options.connections === 1) run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  const result = await run
  if (result.non2xx > 0 || result.errors > 0 || result['2xx'] === 0) {
    const came = Object.entries(result.statusCodeStats).map(([status, { count }]) => `${count} × ${status}`)
    throw new Error(`${origin} was to answer each request with 2xx; came ${came.join(', ') || 'nothing'} and ${result.errors} errors`)
  }
  return { result, times }
}

/** Requests answered in a second, by as many connections as keep a server busy. Throws if one is not answered with 2xx. */
export async function throughput(origin: string, call: Call, seconds: number): Promise<number> {
  const { result } = await send(origin, [call], { connections, duration: seconds })
  return result['2xx'] / result.duration
}

/** Milliseconds that 99 of 100 requests take at most, one after the other on one connection. Throws as `throughput` does. */
export async function latency(origin: string, call: Call, seconds: number): Promise<number> {
  const { times } = await send(origin, [call], { connections: 1, duration: seconds })
  return percentile(times, 0.99)
}

/** Sends `amount` requests, each connection the calls in turn. Throws as `throughput` does. */
export async function sendMany(origin: string, calls: readonly Call[], amount: number): Promise<void> {
  await send(origin, calls, { connections, amount })
}

/** Records how a client uses up the two rate-limit windows of the reference server, on the server's own clock. */
import type { RateLimitRun, Sample } from '../../docs-site/build/rate-limit-plot.ts'
import { startReferenceServer } from '../../server/index.ts'
import { contract } from '../../spec/contract.ts'

const begin = Date.parse('2026-06-01T12:00:00Z')
const interval = 500
const end = 12 * 60_000

/** Whether the middle of three samples lies on the line between the others, so that it shows nothing of its own. */
function isBetween(before: Sample, sample: Sample, after: Sample): boolean {
  const step = (from: Sample, to: Sample): string =>
    JSON.stringify([
      to.status,
      to.described,
      ...to.left.map((left, index) => (left - (from.left[index] ?? 0)) / (to.seconds - from.seconds)),
    ])
  return step(before, sample) === step(sample, after)
}

/**
 * Sends two requests per second for twelve minutes of the server's time, and waits whenever a window has none left. The result is the same for every run.
 *
 * @throws Error if a response has another status than 200 and 429
 */
export async function recordRateLimitRun(): Promise<RateLimitRun> {
  const server = await startReferenceServer({ seed: 1, clock: new Date(begin) })
  try {
    const key = server.keys.nordwind.reader
    const windows = contract.rateLimits
    const samples: Sample[] = []
    const left = async (): Promise<readonly number[]> => {
      const [state] = await server.limits.list({ key })
      return windows.map(({ requests, seconds }) => state?.windows.find((each) => each.seconds === seconds)?.remaining ?? requests)
    }
    while (server.clock.now() <= begin + end) {
      const response = await fetch(`${server.baseUrl}/products/prod_123`, { headers: { authorization: `Bearer ${key}` } })
      await response.body?.cancel()
      const { status, headers } = response
      if (status !== 200 && status !== 429) throw new Error(`expected 200 or 429 from the reference server, got ${status}`)
      const number = (name: string): number => Number(headers.get(name))
      const sample = {
        seconds: (server.clock.now() - begin) / 1000,
        status,
        left: await left(),
        described: windows.findIndex(({ requests }) => requests === number('x-ratelimit-limit')),
      }
      samples.push(sample)
      const [third, second] = samples.slice(-3)
      if (third !== undefined && second !== undefined && samples.length > 2 && isBetween(third, second, sample)) samples.splice(-2, 1)
      // A window that ends has all its requests again, before the next one is sent.
      const isUsedUp = number('x-ratelimit-remaining') === 0 && status === 200
      server.clock.advance(isUsedUp ? number('x-ratelimit-reset') * 1000 - server.clock.now() : status === 429 ? 60_000 : interval)
    }
    return { windows: windows.map(({ requests, seconds }) => ({ requests, seconds })), samples }
  } finally {
    await server.close()
  }
}

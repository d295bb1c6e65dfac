import type { Exchange } from '../http/exchange.ts'
import { createRateLimiter, type Windows } from '../http/rate-limiter.ts'
import type { RefusalError } from '../refusals.ts'
import { refuse } from '../refusals.ts'
import { deviationsOf, limiter, step, type Change } from './deviation.ts'

/** Leaves the three headers out of some answers. */
const unstated = (isMissing: (exchange: Exchange) => boolean): Change =>
  step('stateLimits', (right) => (exchange, service) => (isMissing(exchange) ? undefined : right(exchange, service)))

interface Said {
  readonly limit: number
  readonly remaining: number
  readonly reset: number
  readonly now: number
}

/** Writes one of the three headers otherwise. `now` is in seconds. */
const stated = (name: 'Limit' | 'Remaining' | 'Reset', wrong: (said: Said) => string): Change =>
  step('stateLimits', (right) => async (exchange, service) => {
    await right(exchange, service)
    const { headers, arrival } = exchange
    const [limit = 0, remaining = 0, reset = 0] = ['Limit', 'Remaining', 'Reset'].map((each) => Number(headers[`X-RateLimit-${each}`]))
    headers[`X-RateLimit-${name}`] = wrong({ limit, remaining, reset, now: arrival.at / 1000 })
  })

/** Says something else when it refuses. */
const refusing = (wrong: (retryAfterSeconds: number, exchange: Exchange) => RefusalError): Change =>
  step('count', (right) => async (exchange, service) => {
    try {
      await right(exchange, service)
    } catch (error) {
      throw exchange.allowance?.retryAfter === undefined ? error : wrong(exchange.allowance.retryAfter, exchange)
    }
  })

/** Describes the hour instead of the window with the fewest requests left, where the request is served or where it is refused. */
const describingTheHour = (where: 'served' | 'refused'): Change =>
  limiter((right) => {
    const hours = createRateLimiter()
    return {
      get size() {
        return right.size
      },
      take(subject, windows, now) {
        const allowance = right.take(subject, windows, now)
        const [, hour] = windows
        if (hour === undefined) return allowance
        const only: Windows = [hour]
        const ofHour = hours.take(subject, only, now)
        const isRefused = allowance.retryAfter !== undefined
        return isRefused === (where === 'refused') ? { ...ofHour, retryAfter: allowance.retryAfter } : allowance
      },
    }
  })

/** Faults in what answers say of the limit; which requests are counted and refused is in `rate-limit.ts`. */
export const rateLimitHeaders = deviationsOf({
  'rate-limit/unstated-on-404': {
    harm: 'A client that looks for many products that are gone does not see its limit come, and runs into it.',
    breaks: [{ rule: 'rate-limit/headers-present', operation: 'getProduct' }],
    change: unstated(({ status }) => status === 404),
  },
  'rate-limit/unstated-on-403': {
    harm: 'A client without a permission cannot tell how much of its limit its attempts have cost.',
    breaks: [{ rule: 'rate-limit/headers-present', operation: 'listProducts' }],
    change: unstated(({ status }) => status === 403),
  },
  'rate-limit/unstated-on-401': {
    harm: 'A client whose key has expired is not told how soon its address will be shut out.',
    breaks: [{ rule: 'rate-limit/headers-present-without-key' }],
    change: unstated(({ status }) => status === 401),
  },
  'rate-limit/unstated-on-405': {
    harm: 'A client that finds out which methods there are pays for it, and does not see what.',
    breaks: [{ rule: 'rate-limit/headers-present' }],
    change: unstated(({ status }) => status === 405),
  },
  'rate-limit/unstated-on-new-transfers': {
    harm: 'A client that creates transfers in a row learns of its limit only when one is refused.',
    breaks: [{ rule: 'rate-limit/headers-present', operation: 'createTransfer' }],
    change: unstated(({ status, target }) => status === 201 && target.endpoint?.operation.id === 'createTransfer'),
  },
  'rate-limit/unstated-on-429': {
    harm: 'A client that is refused is not told which limit it has reached.',
    breaks: [{ rule: 'rate-limit/headers-present', operation: 'listProducts' }],
    change: unstated(({ status }) => status === 429),
  },
  'rate-limit/stated-by-two': {
    harm: 'A client that reads "100, 600" as its limit, one from the gateway and one from the service behind it, has no number at all.',
    breaks: [{ rule: 'rate-limit/header-syntax', operation: 'listProducts' }],
    change: step('stateLimits', (right) => async (exchange, service) => {
      await right(exchange, service)
      const [{ limit }] = service.windows.address
      exchange.headers['x-ratelimit-limit'] = String(limit)
    }),
  },
  'rate-limit/reset-with-fraction': {
    harm: 'A typed client that reads a whole number fails on the fraction of a second.',
    breaks: [{ rule: 'rate-limit/header-syntax', operation: 'listProducts' }],
    change: stated('Reset', ({ reset, now }) => (reset + (now % 1)).toFixed(3)),
  },
  'rate-limit/limit-of-two-plans': {
    harm: 'A client that plans by its limit reads one number from the old servers and another one from the new.',
    breaks: [{ rule: 'rate-limit/limit-as-promised' }],
    change: stated('Limit', ({ limit, remaining }) => String(limit === 100 && remaining % 2 === 0 ? 200 : limit)),
  },
  'rate-limit/remaining-below-zero': {
    harm: 'A client that reads what is left as an unsigned number finds that it may send four thousand million requests.',
    breaks: [{ rule: 'rate-limit/header-syntax', operation: 'listProducts' }],
    change: limiter((right) => {
      const refusals = new Map<string, number>()
      return {
        get size() {
          return right.size
        },
        take(subject, windows, now) {
          const allowance = right.take(subject, windows, now)
          const refused = allowance.retryAfter === undefined ? 0 : (refusals.get(subject) ?? 0) + 1
          refusals.set(subject, refused)
          return { ...allowance, remaining: allowance.remaining - refused }
        },
      }
    }),
  },
  'rate-limit/remaining-rounded': {
    harm: 'A client that spends exactly what is left is refused, because the number is rounded up to tens.',
    breaks: [{ rule: 'rate-limit/remaining-falls' }],
    change: stated('Remaining', ({ remaining }) => String(Math.ceil(remaining / 10) * 10)),
  },
  'rate-limit/remaining-before-this-one': {
    harm: 'A client that is told that one request is left sends it, and is refused.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }],
    change: limiter((right) => ({
      get size() {
        return right.size
      },
      take(...asked) {
        const allowance = right.take(...asked)
        return allowance.retryAfter === undefined ? { ...allowance, remaining: allowance.remaining + 1 } : allowance
      },
    })),
  },
  'rate-limit/remaining-of-the-hour': {
    harm: 'A client that draws its use as a bar sees more requests left than the limit allows.',
    breaks: [{ rule: 'rate-limit/remaining-never-exceeds-limit', operation: 'listProducts' }],
    change: stated('Remaining', ({ remaining }) => String(remaining + 900)),
  },
  'rate-limit/reset-in-milliseconds': {
    harm: 'A client that waits for the reset, which it reads as seconds, waits for fifty thousand years.',
    breaks: [{ rule: 'rate-limit/reset-is-unix-time', operation: 'listProducts' }],
    change: stated('Reset', ({ reset }) => String(reset * 1000)),
  },
  'rate-limit/reset-as-delay': {
    harm: 'A client that takes the reset for a time finds it in January 1970, never waits, and is refused.',
    breaks: [{ rule: 'rate-limit/reset-is-unix-time', operation: 'listProducts' }],
    change: stated('Reset', ({ reset, now }) => String(Math.ceil(reset - now))),
  },
  'rate-limit/reset-slides': {
    harm: 'A client that waits for the reset sees it move away with every request, and waits a whole minute for a window that ends in seconds.',
    breaks: [{ rule: 'rate-limit/reset-constant-in-window' }],
    change: stated('Reset', ({ now }) => String(Math.ceil(now) + 60)),
  },
  'rate-limit/reset-in-local-time': {
    harm: 'A client that waits for the reset waits two hours too long, as the server takes its local time for UTC.',
    breaks: [{ rule: 'rate-limit/reset-within-window', operation: 'listProducts' }],
    change: stated('Reset', ({ reset }) => String(reset + 2 * 3600)),
  },
  'rate-limit/minute-with-reset-of-the-hour': {
    harm: 'A client that has spent its minute waits for the end of the hour.',
    breaks: [{ rule: 'rate-limit/reset-within-window', operation: 'listProducts' }],
    change: stated('Reset', ({ reset, limit }) => String(limit === 100 ? reset + 3540 : reset)),
  },
  'rate-limit/hour-described': {
    harm: 'A client that sees nine hundred requests left is refused in the middle of its minute.',
    breaks: [{ rule: 'rate-limit/tightest-window-described' }],
    change: describingTheHour('served'),
  },
  'rate-limit/refusal-describes-the-hour': {
    harm: 'A client is refused and told in the same answer that hundreds of requests are left.',
    breaks: [{ rule: 'rate-limit/nothing-left-when-refused', operation: 'listProducts' }, { rule: 'rate-limit/tightest-window-described' }],
    change: describingTheHour('refused'),
  },
  'rate-limit/retry-after-missing': {
    harm: 'A client that is refused can only guess when to come back.',
    breaks: [{ rule: 'rate-limit/retry-after-present', operation: 'listProducts' }],
    change: refusing((retryAfterSeconds) => refuse('rateLimited', { retryAfterSeconds })),
  },
  'rate-limit/retry-after-as-date': {
    harm: 'A client that reads the seconds to wait out of a date gets no number, and comes back at once.',
    breaks: [{ rule: 'rate-limit/retry-after-present', operation: 'listProducts' }],
    change: refusing((retryAfterSeconds, { arrival }) =>
      refuse('rateLimited', {
        retryAfterSeconds,
        headers: { 'Retry-After': new Date(arrival.at + retryAfterSeconds * 1000).toUTCString() },
      }),
    ),
  },
  'rate-limit/body-waits-in-milliseconds': {
    harm: 'A client that reads the error body waits a thousand times as long as one that reads the header.',
    breaks: [{ rule: 'rate-limit/refusal-says-how-long', operation: 'listProducts' }],
    change: refusing((seconds) =>
      refuse('rateLimited', { retryAfterSeconds: seconds * 1000, headers: { 'Retry-After': String(seconds) } }),
    ),
  },
  'rate-limit/refusal-cached': {
    harm: 'A proxy keeps the refusal and hands it out after the window has ended, even to clients with another key.',
    breaks: [{ rule: 'rate-limit/refusal-not-stored', operation: 'listProducts' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      if (exchange.status === 429) exchange.headers['Cache-Control'] = `public, max-age=${exchange.allowance?.retryAfter ?? 60}`
    }),
  },
  'rate-limit/refusal-without-code': {
    harm: 'A client that switches on the code of an error does not find one when it is limited, and reports an unknown failure.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      if (exchange.status !== 429) return
      exchange.payload = JSON.stringify({ message: 'API rate limit exceeded' })
      exchange.headers['Content-Length'] = String(Buffer.byteLength(exchange.payload))
    }),
  },
})

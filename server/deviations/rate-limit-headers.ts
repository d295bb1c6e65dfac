import type { Exchange } from '../http/exchange.ts'
import { createRateLimiter, whenTaken, type Windows } from '../http/rate-limiter.ts'
import type { RefusalError } from '../refusals.ts'
import { refuse } from '../refusals.ts'
import { deviationsOf, limiter, step, type Change } from './deviation.ts'

/** Omits the three headers from some responses. */
const unstated = (isMissing: (exchange: Exchange) => boolean): Change =>
  step('stateLimits', (right) => (exchange, service) => (isMissing(exchange) ? undefined : right(exchange, service)))

interface Said {
  readonly limit: number
  readonly remaining: number
  readonly reset: number
  readonly now: number
}

/** Changes one of the three headers. `now` is in seconds. */
const stated = (name: 'Limit' | 'Remaining' | 'Reset', wrong: (said: Said) => string): Change =>
  step('stateLimits', (right) => async (exchange, service) => {
    await right(exchange, service)
    const { headers, arrival } = exchange
    const [limit = 0, remaining = 0, reset = 0] = ['Limit', 'Remaining', 'Reset'].map((each) => Number(headers[`X-RateLimit-${each}`]))
    headers[`X-RateLimit-${name}`] = wrong({ limit, remaining, reset, now: arrival.at / 1000 })
  })

/** Changes the error for an exceeded limit. */
const refusing = (wrong: (retryAfterSeconds: number, exchange: Exchange) => RefusalError): Change =>
  step('count', (right) => async (exchange, service) => {
    try {
      await right(exchange, service)
    } catch (error) {
      throw exchange.allowance?.retryAfter === undefined ? error : wrong(exchange.allowance.retryAfter, exchange)
    }
  })

/** Describes the hour instead of the window with the fewest requests left, in successful or in rejected responses. */
const describingTheHour = (where: 'served' | 'refused'): Change =>
  limiter((right) => {
    const hours = createRateLimiter()
    return {
      take: (subject, windows, now) =>
        whenTaken(right.take(subject, windows, now), (allowance) => {
          const [, hour] = windows
          if (hour === undefined) return allowance
          const only: Windows = [hour]
          const ofHour = hours.take(subject, only, now)
          const isRefused = allowance.retryAfter !== undefined
          return isRefused === (where === 'refused') ? { ...ofHour, retryAfter: allowance.retryAfter } : allowance
        }),
    }
  })

/** Faults in the stated limit; faults in counting and rejecting are in `rate-limit.ts`. */
export const rateLimitHeaders = deviationsOf({
  'rate-limit/unstated-on-404': {
    harm: 'Responses with status 404 have no rate limit headers, so a client that looks up deleted products reaches the limit without notice.',
    breaks: [{ rule: 'rate-limit/headers-present', operation: 'getProduct' }],
    change: unstated(({ status }) => status === 404),
  },
  'rate-limit/unstated-on-403': {
    harm: 'Responses with status 403 have no rate limit headers, so a client without a permission does not see that its requests count.',
    breaks: [{ rule: 'rate-limit/headers-present', operation: 'listProducts' }],
    change: unstated(({ status }) => status === 403),
  },
  'rate-limit/unstated-on-401': {
    harm: 'Responses with status 401 have no rate limit headers, so a client with an expired key does not see when its address will be blocked.',
    breaks: [{ rule: 'rate-limit/headers-present-without-key' }],
    change: unstated(({ status }) => status === 401),
  },
  'rate-limit/unstated-on-405': {
    harm: 'Responses with status 405 have no rate limit headers, so the client does not see that its requests count.',
    breaks: [{ rule: 'rate-limit/headers-present' }],
    change: unstated(({ status }) => status === 405),
  },
  'rate-limit/unstated-on-new-transfers': {
    harm: 'Responses to new transfers have no rate limit headers, so the client learns of the limit only when it is rejected.',
    breaks: [{ rule: 'rate-limit/headers-present', operation: 'createTransfer' }],
    change: unstated(({ status, target }) => status === 201 && target.endpoint?.operation.id === 'createTransfer'),
  },
  'rate-limit/unstated-on-429': {
    harm: 'Responses with status 429 have no rate limit headers, so the client does not learn which limit it has reached.',
    breaks: [{ rule: 'rate-limit/headers-present', operation: 'listProducts' }],
    change: unstated(({ status }) => status === 429),
  },
  'rate-limit/stated-by-two': {
    harm: 'Gateway and service both set the limit header, so the client reads "100, 600", which is not a number.',
    breaks: [{ rule: 'rate-limit/header-syntax', operation: 'listProducts' }],
    change: step('stateLimits', (right) => async (exchange, service) => {
      await right(exchange, service)
      const [{ limit }] = service.windows.address
      exchange.headers['x-ratelimit-limit'] = String(limit)
    }),
  },
  'rate-limit/reset-with-fraction': {
    harm: 'The reset time has a fraction of a second, so a client that parses an integer fails.',
    breaks: [{ rule: 'rate-limit/header-syntax', operation: 'listProducts' }],
    change: stated('Reset', ({ reset, now }) => (reset + (now % 1)).toFixed(3)),
  },
  'rate-limit/limit-of-two-plans': {
    harm: 'The stated limit differs between old and new servers.',
    breaks: [{ rule: 'rate-limit/limit-as-promised' }],
    change: stated('Limit', ({ limit, remaining }) => String(limit === 100 && remaining % 2 === 0 ? 200 : limit)),
  },
  'rate-limit/remaining-below-zero': {
    harm: 'The remaining number is negative, so a client that parses an unsigned number reads about four billion.',
    breaks: [{ rule: 'rate-limit/header-syntax', operation: 'listProducts' }],
    change: limiter((right) => {
      const refusals = new Map<string, number>()
      return {
        take: (subject, windows, now) =>
          whenTaken(right.take(subject, windows, now), (allowance) => {
            const refused = allowance.retryAfter === undefined ? 0 : (refusals.get(subject) ?? 0) + 1
            refusals.set(subject, refused)
            return { ...allowance, remaining: allowance.remaining - refused }
          }),
      }
    }),
  },
  'rate-limit/remaining-rounded': {
    harm: 'The remaining number is rounded up to tens, so a client that uses exactly that number is rejected.',
    breaks: [{ rule: 'rate-limit/remaining-falls' }],
    change: stated('Remaining', ({ remaining }) => String(Math.ceil(remaining / 10) * 10)),
  },
  'rate-limit/remaining-before-this-one': {
    harm: 'The remaining number includes the current request, so a client that is told of one remaining request is rejected.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }],
    change: limiter((right) => ({
      take: (...asked) =>
        whenTaken(right.take(...asked), (allowance) =>
          allowance.retryAfter === undefined ? { ...allowance, remaining: allowance.remaining + 1 } : allowance,
        ),
    })),
  },
  'rate-limit/remaining-of-the-hour': {
    harm: 'The remaining number is that of the hour, so a client sees more remaining requests than the stated limit.',
    breaks: [{ rule: 'rate-limit/remaining-never-exceeds-limit', operation: 'listProducts' }],
    change: stated('Remaining', ({ remaining }) => String(remaining + 900)),
  },
  'rate-limit/reset-in-milliseconds': {
    harm: 'The reset time is in milliseconds, so a client that reads seconds waits for fifty thousand years.',
    breaks: [{ rule: 'rate-limit/reset-is-unix-time', operation: 'listProducts' }],
    change: stated('Reset', ({ reset }) => String(reset * 1000)),
  },
  'rate-limit/reset-as-delay': {
    harm: 'The reset time is a delay in seconds, so a client that reads Unix time gets January 1970 and never waits.',
    breaks: [{ rule: 'rate-limit/reset-is-unix-time', operation: 'listProducts' }],
    change: stated('Reset', ({ reset, now }) => String(Math.ceil(reset - now))),
  },
  'rate-limit/reset-slides': {
    harm: 'The reset time moves with every request, so a client waits for a whole minute although the window ends in seconds.',
    breaks: [{ rule: 'rate-limit/reset-constant-in-window' }],
    change: stated('Reset', ({ now }) => String(Math.ceil(now) + 60)),
  },
  'rate-limit/reset-in-local-time': {
    harm: 'The reset time is computed from local time, so a client waits two hours too long.',
    breaks: [{ rule: 'rate-limit/reset-within-window', operation: 'listProducts' }],
    change: stated('Reset', ({ reset }) => String(reset + 2 * 3600)),
  },
  'rate-limit/minute-with-reset-of-the-hour': {
    harm: 'The headers of an exhausted minute have the reset time of the hour, so the client waits too long.',
    breaks: [{ rule: 'rate-limit/reset-within-window', operation: 'listProducts' }],
    change: stated('Reset', ({ reset, limit }) => String(limit === 100 ? reset + 3540 : reset)),
  },
  'rate-limit/hour-described': {
    harm: 'The headers describe the hour instead of the minute, so a client with 900 stated requests is rejected.',
    breaks: [{ rule: 'rate-limit/tightest-window-described' }],
    change: describingTheHour('served'),
  },
  'rate-limit/refusal-describes-the-hour': {
    harm: 'The headers of a 429 response describe the hour and state hundreds of remaining requests.',
    breaks: [{ rule: 'rate-limit/nothing-left-when-refused', operation: 'listProducts' }, { rule: 'rate-limit/tightest-window-described' }],
    change: describingTheHour('refused'),
  },
  'rate-limit/retry-after-missing': {
    harm: 'Responses with status 429 have no Retry-After, so the client has to guess when to retry.',
    breaks: [{ rule: 'rate-limit/retry-after-present', operation: 'listProducts' }],
    change: refusing((retryAfterSeconds) => refuse('rateLimited', { retryAfterSeconds })),
  },
  'rate-limit/retry-after-as-date': {
    harm: 'Retry-After is a date instead of seconds, so a client that parses a number retries at once.',
    breaks: [{ rule: 'rate-limit/retry-after-present', operation: 'listProducts' }],
    change: refusing((retryAfterSeconds, { arrival }) =>
      refuse('rateLimited', {
        retryAfterSeconds,
        headers: { 'Retry-After': new Date(arrival.at + retryAfterSeconds * 1000).toUTCString() },
      }),
    ),
  },
  'rate-limit/body-waits-in-milliseconds': {
    harm: 'The waiting time in the error body is in milliseconds, so a client that reads it waits a thousand times too long.',
    breaks: [{ rule: 'rate-limit/refusal-says-how-long', operation: 'listProducts' }],
    change: refusing((seconds) =>
      refuse('rateLimited', { retryAfterSeconds: seconds * 1000, headers: { 'Retry-After': String(seconds) } }),
    ),
  },
  'rate-limit/refusal-cached': {
    harm: 'Responses with status 429 may be cached, so a proxy returns them after the window has ended and to other keys.',
    breaks: [{ rule: 'rate-limit/refusal-not-stored', operation: 'listProducts' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      if (exchange.status === 429) exchange.headers['Cache-Control'] = `public, max-age=${exchange.allowance?.retryAfter ?? 60}`
    }),
  },
  'rate-limit/refusal-without-code': {
    harm: 'The 429 response has no error code, so a client that compares codes reports an unknown error.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      if (exchange.status !== 429) return
      exchange.payload = JSON.stringify({ message: 'API rate limit exceeded' })
      exchange.headers['Content-Length'] = String(Buffer.byteLength(exchange.payload))
    }),
  },
})

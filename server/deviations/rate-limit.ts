/** Faults in the counting of requests. Long, because an area of deviations is one list in display order. */
import type { Exchange } from '../http/exchange.ts'
import { whenTaken, type Allowance, type RateLimiter, type Window, type Windows } from '../http/rate-limiter.ts'
import { refuse, RefusalError } from '../refusals.ts'
import { deviationsOf, limiter, step, type Change } from './deviation.ts'

/** A step `count` that uses the limiter in another way. */
const counting = (wrong: (right: RateLimiter['take'], exchange: Exchange) => RateLimiter['take']): Change =>
  step('count', (right) => (exchange, service) => {
    const take = wrong((...asked) => service.limiter.take(...asked), exchange)
    return right(exchange, { ...service, limiter: { take } })
  })

/** Counts under another name: requests with the same name share a limit. */
const countedAs = (name: (right: string, exchange: Exchange) => string): Change =>
  counting((take, exchange) => (subject, windows, now) => take(name(subject, exchange), windows, now))

/** Does not count some requests and returns the allowance of the previous request for them. */
function uncounted(isFree: (exchange: Exchange, before: Allowance) => boolean): Change {
  return step('count', (right) => {
    const told = new Map<string, Allowance>()
    return (exchange, service) => {
      const take: RateLimiter['take'] = (subject, windows, now) => {
        const before = told.get(subject)
        const isOver = before === undefined || before.retryAfter !== undefined || now >= before.resetAt * 1000
        const taken = !isOver && isFree(exchange, before) ? { ...before } : service.limiter.take(subject, windows, now)
        return whenTaken(taken, (allowance) => {
          told.set(subject, allowance)
          return allowance
        })
      }
      return right(exchange, { ...service, limiter: { take } })
    }
  })
}

/** A limiter with other results. */
const taking = (wrong: (right: RateLimiter['take']) => RateLimiter['take']): Change =>
  limiter((right) => ({ take: wrong((...asked) => right.take(...asked)) }))

/** A limiter with other allowances. */
const telling = (wrong: (right: Allowance) => Allowance): Change =>
  taking(
    (take) =>
      (...asked) =>
        whenTaken(take(...asked), wrong),
  )

/** The same windows with other limits. */
const resized = ([first, ...others]: Windows, limitOf: (window: Window) => number): Windows => [
  { ...first, limit: limitOf(first) },
  ...others.map((window) => ({ ...window, limit: limitOf(window) })),
]

const isProduct = ({ arrival }: Exchange): boolean => /^\/api\/products\b/.test(arrival.path)

/** Allowances whose requests were not counted in the end. */
const givenBack = new WeakSet<Allowance>()

/** Faults in which requests are counted and rejected; faults in the stated limit are in `rate-limit-headers.ts`. */
export const rateLimit = deviationsOf({
  'rate-limit/counted-per-operation': {
    harm: 'Requests are counted per operation, so the remaining number differs for each operation and does not describe the key.',
    breaks: [{ rule: 'rate-limit/limit-is-per-key', operation: 'listCategories' }, { rule: 'rate-limit/remaining-falls' }],
    change: countedAs((subject, { target }) => `${subject} ${target.endpoint?.operation.id ?? ''}`),
  },
  'rate-limit/counted-per-method': {
    harm: 'Reads and writes are counted separately, so a client that does both sees the remaining number jump.',
    breaks: [{ rule: 'rate-limit/remaining-falls' }],
    change: countedAs((subject, { arrival }) => `${subject} ${arrival.method}`),
  },
  'rate-limit/counted-per-tenant': {
    harm: 'Requests are counted per tenant instead of per key, so a nightly import blocks the storefront of the same company.',
    breaks: [{ rule: 'rate-limit/keys-counted-apart' }],
    change: countedAs((subject, { key }) => (key === undefined ? subject : `tenant ${key.tenantId}`)),
  },
  'rate-limit/tenants-share-a-counter': {
    harm: 'All tenants share a counter, so the requests of one customer block another.',
    breaks: [{ rule: 'rate-limit/tenants-counted-apart' }],
    change: countedAs((subject, { key }) => (key === undefined ? subject : 'keys')),
  },
  'rate-limit/operations-share-counters': {
    harm: 'All tenants share a counter for each operation, so a customer can see how often others use it.',
    breaks: [{ rule: 'rate-limit/others-traffic-unseen' }, { rule: 'rate-limit/tenants-counted-apart' }],
    change: countedAs((subject, { key, target }) => (key === undefined ? subject : (target.endpoint?.operation.id ?? 'none'))),
  },
  'rate-limit/counted-per-address': {
    harm: 'Requests are counted per address instead of per key, so all clients of one office share the limit.',
    breaks: [{ rule: 'rate-limit/keys-counted-apart' }, { rule: 'rate-limit/key-asked-first' }],
    change: step('count', (right) => (exchange, service) => {
      const { limiter: counters, windows } = service
      return right(exchange, {
        ...service,
        limiter: { take: (_subject, _windows, now) => counters.take(exchange.arrival.address, windows.key, now) },
      })
    }),
  },
  'rate-limit/reason-codes-uncounted': {
    harm: 'Requests for reason codes are not counted, so a client that counts its own requests expects the limit too early.',
    breaks: [{ rule: 'rate-limit/remaining-falls' }],
    change: uncounted(({ target }) => target.endpoint?.operation.id === 'listReasonCodes'),
  },
  'rate-limit/head-uncounted': {
    harm: 'HEAD requests are not counted, so a monitor that sends HEAD every second always reads the same remaining number.',
    breaks: [{ rule: 'rate-limit/remaining-falls' }],
    change: uncounted(({ arrival }) => arrival.method === 'HEAD'),
  },
  'rate-limit/failures-given-back': {
    harm: 'Failed requests are not counted, so a client with a bug can send thousands of invalid requests.',
    breaks: [{ rule: 'rate-limit/remaining-falls' }],
    change: {
      part: 'step count, step record',
      assemble: (parts) => {
        const { assemble } = uncounted((_exchange, before) => givenBack.has(before))
        const { record } = parts.steps
        const steps = {
          ...parts.steps,
          record: (...[exchange, service]: Parameters<typeof record>) => {
            if (exchange.allowance !== undefined && exchange.status >= 400) givenBack.add(exchange.allowance)
            return record(exchange, service)
          },
        }
        return assemble({ ...parts, steps })
      },
    },
  },
  'rate-limit/counted-twice': {
    harm: 'Every request is counted twice, so the client is rejected after 50 requests instead of 100.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }],
    change: step('count', (right) => async (exchange, service) => {
      await right(exchange, service)
      await right(exchange, service)
    }),
  },
  'rate-limit/refuses-one-late': {
    harm: 'The server allows one request after it has stated that none remain.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }, { rule: 'rate-limit/remaining-falls' }],
    change: taking(
      (take) => (subject, windows, now) =>
        whenTaken(
          take(
            subject,
            resized(windows, ({ limit }) => limit + 1),
            now,
          ),
          (allowance) => ({ ...allowance, limit: allowance.limit - 1, remaining: Math.max(0, allowance.remaining - 1) }),
        ),
    ),
  },
  'rate-limit/refuses-one-early': {
    harm: 'The server rejects the last request that it has stated as remaining.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }, { rule: 'rate-limit/nothing-left-when-refused' }],
    change: taking(
      (take) => (subject, windows, now) =>
        whenTaken(
          take(
            subject,
            resized(windows, ({ limit }) => limit - 1),
            now,
          ),
          (allowance) => ({ ...allowance, limit: allowance.limit + 1, remaining: allowance.remaining + 1 }),
        ),
    ),
  },
  'rate-limit/never-refuses': {
    harm: 'The server states the limit, but never enforces it, so one client can overload the service.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }],
    change: telling((allowance) => ({ ...allowance, retryAfter: undefined })),
  },
  'rate-limit/refuses-with-503': {
    harm: 'The server returns 503 for an exceeded rate limit, so the client reports an outage and keeps sending requests.',
    breaks: [{ rule: 'rate-limit/refusal-is-429' }, { rule: 'rate-limit/minute-enforced' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      if (exchange.status === 429) exchange.status = 503
    }),
  },
  'rate-limit/refuses-with-403': {
    harm: 'The server returns 403 for an exceeded rate limit, so the client reports a missing permission and gives up.',
    breaks: [{ rule: 'rate-limit/refusal-is-429' }, { rule: 'rate-limit/minute-enforced' }],
    change: step('count', (right) => async (exchange, service) => {
      try {
        await right(exchange, service)
      } catch (error) {
        throw error instanceof RefusalError ? refuse('scopeInsufficient', { requiredPermissions: [] }) : error
      }
    }),
  },
  'rate-limit/refuses-products-only': {
    harm: 'The server enforces the limit for products only, so a client that pauses the whole key waits in vain.',
    breaks: [{ rule: 'rate-limit/limit-is-per-key', operation: 'listCategories' }],
    change: counting(
      (take, exchange) =>
        (...asked) =>
          isProduct(exchange) ? take(...asked) : whenTaken(take(...asked), (allowance) => ({ ...allowance, retryAfter: undefined })),
    ),
  },
  'rate-limit/limit-of-another-plan': {
    harm: 'The limit is 60 requests per minute instead of 100.',
    breaks: [{ rule: 'rate-limit/limit-as-promised' }, { rule: 'rate-limit/minute-enforced' }],
    change: taking(
      (take) => (subject, windows, now) =>
        take(
          subject,
          resized(windows, ({ limit, seconds }) => (seconds === 60 ? Math.min(limit, 60) : limit)),
          now,
        ),
    ),
  },
  'rate-limit/hour-of-another-plan': {
    harm: 'The limit is 150 requests per hour instead of 1000, so a nightly import stops halfway.',
    breaks: [{ rule: 'rate-limit/limit-as-promised' }],
    change: taking(
      (take) => (subject, windows, now) =>
        take(
          subject,
          resized(windows, ({ limit, seconds }) => (seconds === 3600 ? Math.min(limit, 150) : limit)),
          now,
        ),
    ),
  },
  'rate-limit/blocked-for-good': {
    harm: 'A client that was rejected once is rejected forever, even if it waits as long as requested.',
    breaks: [{ rule: 'rate-limit/served-after-retry-after' }],
    change: taking((take) => {
      const blocked = new Set<string>()
      return (subject, windows, now) =>
        whenTaken(take(subject, windows, now), (allowance) => {
          const [{ seconds }] = windows
          if (allowance.retryAfter !== undefined) blocked.add(subject)
          return blocked.has(subject) ? { ...allowance, remaining: 0, retryAfter: allowance.retryAfter ?? seconds } : allowance
        })
    }),
  },
  'rate-limit/minute-begins-half-spent': {
    harm: 'After a rejected request, the next minute starts with half of its requests used up.',
    breaks: [{ rule: 'rate-limit/served-after-retry-after' }],
    change: taking((take) => {
      const overdrawn = new Set<string>()
      return (subject, windows, now) => {
        const name = overdrawn.has(subject) ? `${subject}, overdrawn` : subject
        const halved = resized(windows, ({ limit }) => (overdrawn.has(subject) ? limit / 2 : limit))
        return whenTaken(take(name, halved, now), (allowance) => {
          if (allowance.retryAfter !== undefined && name === subject) {
            overdrawn.add(subject)
            return allowance
          }
          return name === subject ? allowance : { ...allowance, limit: allowance.limit * 2 }
        })
      }
    }),
  },
  'rate-limit/retry-after-in-minutes': {
    harm: 'Retry-After is in minutes instead of seconds, so the client retries too early and is rejected again.',
    breaks: [{ rule: 'rate-limit/served-after-retry-after' }, { rule: 'rate-limit/retry-after-agrees-with-reset' }],
    change: telling((allowance) =>
      allowance.retryAfter === undefined ? allowance : { ...allowance, retryAfter: Math.ceil(allowance.retryAfter / 60) },
    ),
  },
  'rate-limit/retry-after-an-hour': {
    harm: 'Retry-After is one hour, although the window ends within a minute.',
    breaks: [{ rule: 'rate-limit/retry-after-agrees-with-reset' }],
    change: telling((allowance) => (allowance.retryAfter === undefined ? allowance : { ...allowance, retryAfter: 3600 })),
  },
})

/** Faults in how requests are counted. Long, since an area of deviations is one list, in the order in which it is shown. */
import type { Exchange } from '../http/exchange.ts'
import type { Allowance, RateLimiter, Window, Windows } from '../http/rate-limiter.ts'
import { refuse, RefusalError } from '../refusals.ts'
import { deviationsOf, limiter, step, type Change } from './deviation.ts'

/** A step `count` that asks the limiter in another way. */
const counting = (wrong: (right: RateLimiter['take'], exchange: Exchange) => RateLimiter['take']): Change =>
  step('count', (right) => (exchange, service) => {
    const take = wrong((...asked) => service.limiter.take(...asked), exchange)
    return right(exchange, { ...service, limiter: { size: service.limiter.size, take } })
  })

/** Counts under another name: all that have the same one share what is allowed. */
const countedAs = (name: (right: string, exchange: Exchange) => string): Change =>
  counting((take, exchange) => (subject, windows, now) => take(name(subject, exchange), windows, now))

/** Counts some requests no more, and tells them what the request before them was told. */
function uncounted(isFree: (exchange: Exchange, before: Allowance) => boolean): Change {
  return step('count', (right) => {
    const told = new Map<string, Allowance>()
    return (exchange, service) => {
      const take: RateLimiter['take'] = (subject, windows, now) => {
        const before = told.get(subject)
        const isOver = before === undefined || before.retryAfter !== undefined || now >= before.resetAt * 1000
        const allowance = !isOver && isFree(exchange, before) ? { ...before } : service.limiter.take(subject, windows, now)
        told.set(subject, allowance)
        return allowance
      }
      return right(exchange, { ...service, limiter: { size: service.limiter.size, take } })
    }
  })
}

/** A limiter that answers otherwise. */
const taking = (wrong: (right: RateLimiter['take']) => RateLimiter['take']): Change =>
  limiter((right) => ({
    get size() {
      return right.size
    },
    take: wrong((...asked) => right.take(...asked)),
  }))

/** The same stretches of time, with other numbers of requests. */
const resized = ([first, ...others]: Windows, limitOf: (window: Window) => number): Windows => [
  { ...first, limit: limitOf(first) },
  ...others.map((window) => ({ ...window, limit: limitOf(window) })),
]

const isProduct = ({ arrival }: Exchange): boolean => /^\/api\/products\b/.test(arrival.path)

/** Answers whose requests were given back to the key. */
const givenBack = new WeakSet<Allowance>()

/** Faults in which requests are counted together, which at all, and when one is refused; what is said of it is in `rate-limit-headers.ts`. */
export const rateLimit = deviationsOf({
  'rate-limit/counted-per-operation': {
    harm: 'A client that plans its calls by what is left gets another number from every operation, and none of them tells what its key may still do.',
    breaks: [{ rule: 'rate-limit/limit-is-per-key', operation: 'listCategories' }, { rule: 'rate-limit/remaining-falls' }],
    change: countedAs((subject, { target }) => `${subject} ${target.endpoint?.operation.id ?? ''}`),
  },
  'rate-limit/counted-per-method': {
    harm: 'A synchronisation that reads and writes sees what is left jump up and down, as reads and writes are counted apart.',
    breaks: [{ rule: 'rate-limit/remaining-falls' }],
    change: countedAs((subject, { arrival }) => `${subject} ${arrival.method}`),
  },
  'rate-limit/counted-per-tenant': {
    harm: 'A nightly import with its own key locks the storefront of the same company out.',
    breaks: [{ rule: 'rate-limit/keys-counted-apart' }],
    change: countedAs((subject, { key }) => (key === undefined ? subject : `tenant ${key.tenantId}`)),
  },
  'rate-limit/tenants-share-a-counter': {
    harm: 'A customer is refused because another customer was busy.',
    breaks: [{ rule: 'rate-limit/tenants-counted-apart' }],
    change: countedAs((subject, { key }) => (key === undefined ? subject : 'keys')),
  },
  'rate-limit/operations-share-counters': {
    harm: 'A customer reads out of what is left how busy the other customers are with the same operation.',
    breaks: [{ rule: 'rate-limit/others-traffic-unseen' }, { rule: 'rate-limit/tenants-counted-apart' }],
    change: countedAs((subject, { key, target }) => (key === undefined ? subject : (target.endpoint?.operation.id ?? 'none'))),
  },
  'rate-limit/counted-per-address': {
    harm: 'All clients behind the gateway of one office share a hundred requests a minute, and one whose key is missing is told to slow down.',
    breaks: [{ rule: 'rate-limit/keys-counted-apart' }, { rule: 'rate-limit/key-asked-first' }],
    change: step('count', (right) => (exchange, service) => {
      const { limiter: counters, windows } = service
      return right(exchange, {
        ...service,
        limiter: { size: counters.size, take: (_subject, _windows, now) => counters.take(exchange.arrival.address, windows.key, now) },
      })
    }),
  },
  'rate-limit/reason-codes-uncounted': {
    harm: 'A client that keeps its own count is refused later than it reckons, as one list is not counted.',
    breaks: [{ rule: 'rate-limit/remaining-falls' }],
    change: uncounted(({ target }) => target.endpoint?.operation.id === 'listReasonCodes'),
  },
  'rate-limit/head-uncounted': {
    harm: 'A monitor that sends HEAD every second reads the same number all day, and takes it that nobody uses the key.',
    breaks: [{ rule: 'rate-limit/remaining-falls' }],
    change: uncounted(({ arrival }) => arrival.method === 'HEAD'),
  },
  'rate-limit/failures-given-back': {
    harm: 'A client with a bug sends thousands of faulty requests and is never slowed down, while what it has left stands still.',
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
    harm: 'A client that was promised a hundred requests a minute is refused after fifty.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }],
    change: step('count', (right) => async (exchange, service) => {
      await right(exchange, service)
      await right(exchange, service)
    }),
  },
  'rate-limit/refuses-one-late': {
    harm: 'A client that tests how it behaves at the limit is served once more after it was told that nothing is left.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }, { rule: 'rate-limit/remaining-falls' }],
    change: taking((take) => (subject, windows, now) => {
      const allowance = take(
        subject,
        resized(windows, ({ limit }) => limit + 1),
        now,
      )
      return { ...allowance, limit: allowance.limit - 1, remaining: Math.max(0, allowance.remaining - 1) }
    }),
  },
  'rate-limit/refuses-one-early': {
    harm: 'A client that uses its last request, which it was told is left, is refused.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }, { rule: 'rate-limit/nothing-left-when-refused' }],
    change: taking((take) => (subject, windows, now) => {
      const allowance = take(
        subject,
        resized(windows, ({ limit }) => limit - 1),
        now,
      )
      return { ...allowance, limit: allowance.limit + 1, remaining: allowance.remaining + 1 }
    }),
  },
  'rate-limit/never-refuses': {
    harm: 'One runaway script takes the service away from everybody, as the limit is only shown and never applied.',
    breaks: [{ rule: 'rate-limit/minute-enforced' }],
    change: taking((take) => (...asked) => ({ ...take(...asked), retryAfter: undefined })),
  },
  'rate-limit/refuses-with-503': {
    harm: 'A client takes its own limit for an outage, calls the operator at night, and goes on asking meanwhile.',
    breaks: [{ rule: 'rate-limit/refusal-is-429' }, { rule: 'rate-limit/minute-enforced' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      if (exchange.status === 429) exchange.status = 503
    }),
  },
  'rate-limit/refuses-with-403': {
    harm: 'A client takes a limit that ends in a minute for a missing permission, and gives up.',
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
    harm: 'A client is refused on products and served everywhere else, so its single wait for the whole key is in vain.',
    breaks: [{ rule: 'rate-limit/limit-is-per-key', operation: 'listCategories' }],
    change: counting((take, exchange) => (...asked) => {
      const allowance = take(...asked)
      return isProduct(exchange) ? allowance : { ...allowance, retryAfter: undefined }
    }),
  },
  'rate-limit/limit-of-another-plan': {
    harm: 'A client that was sized for a hundred requests a minute gets sixty.',
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
    harm: 'A nightly import that was sized for a thousand requests an hour stops half-way.',
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
    harm: 'A client that was refused once, and waits as it was told, is refused for ever.',
    breaks: [{ rule: 'rate-limit/served-after-retry-after' }],
    change: taking((take) => {
      const blocked = new Set<string>()
      return (subject, windows, now) => {
        const allowance = take(subject, windows, now)
        const [{ seconds }] = windows
        if (allowance.retryAfter !== undefined) blocked.add(subject)
        return blocked.has(subject) ? { ...allowance, remaining: 0, retryAfter: allowance.retryAfter ?? seconds } : allowance
      }
    }),
  },
  'rate-limit/minute-begins-half-spent': {
    harm: 'A client that waits for its next minute gets half of one, because the last one was overdrawn.',
    breaks: [{ rule: 'rate-limit/served-after-retry-after' }],
    change: taking((take) => {
      const overdrawn = new Set<string>()
      return (subject, windows, now) => {
        const name = overdrawn.has(subject) ? `${subject}, overdrawn` : subject
        const halved = resized(windows, ({ limit }) => (overdrawn.has(subject) ? limit / 2 : limit))
        const allowance = take(name, halved, now)
        if (allowance.retryAfter !== undefined && name === subject) {
          overdrawn.add(subject)
          return allowance
        }
        return name === subject ? allowance : { ...allowance, limit: allowance.limit * 2 }
      }
    }),
  },
  'rate-limit/retry-after-in-minutes': {
    harm: 'A client that waits as long as it was told comes back after a second, and is refused again.',
    breaks: [{ rule: 'rate-limit/served-after-retry-after' }, { rule: 'rate-limit/retry-after-agrees-with-reset' }],
    change: taking((take) => (...asked) => {
      const allowance = take(...asked)
      return allowance.retryAfter === undefined ? allowance : { ...allowance, retryAfter: Math.ceil(allowance.retryAfter / 60) }
    }),
  },
  'rate-limit/retry-after-an-hour': {
    harm: 'A client waits an hour for a window that ends in a minute.',
    breaks: [{ rule: 'rate-limit/retry-after-agrees-with-reset' }],
    change: taking((take) => (...asked) => {
      const allowance = take(...asked)
      return allowance.retryAfter === undefined ? allowance : { ...allowance, retryAfter: 3600 }
    }),
  },
})

/** Variants of clocks, rate limits and the activity of other clients. */
import { demoKeys } from '../../server/demo/keys.ts'
import { whenTaken } from '../../server/http/rate-limiter.ts'
import type { DeploymentOptions } from '../proof/deployment.ts'
import { headerOf, withBody, withHeader } from './proxy.ts'
import { behind, variantsOf } from './variant.ts'

const minutes = (count: number): number => count * 60_000

/** Requests that other clients sent with the same administrator key before the run, as fast as the rate limit per minute allows. */
const spent = (count: number): DeploymentOptions => ({
  before: async (call, sleep) => {
    for (let number = 1; number <= count; number++) {
      await (await call('/taxonomies', { headers: { Authorization: `Bearer ${demoKeys.nordwind.administrator}` } })).arrayBuffer()
      if (number % 100 === 0) await sleep(minutes(1))
    }
  },
})

export const limits = variantsOf({
  'clock/four-minutes-ahead': {
    why: 'A difference between clocks of up to five minutes is tolerated; all times that the deployment sends are correct by its own clock (RFC 9110 §6.6.1, D07).',
    how: { clock: (now) => now + minutes(4) },
  },
  'clock/four-minutes-behind': {
    why: 'A difference between clocks of up to five minutes is tolerated; all times that the deployment sends are correct by its own clock (RFC 9110 §6.6.1, D07).',
    how: { clock: (now) => now - minutes(4) },
  },
  'clock/whole-seconds': {
    why: 'Timestamps need no fraction of a second (RFC 3339 §5.6); items with equal timestamps are sorted by id (D08).',
    how: { clock: (now) => Math.floor(now / 1000) * 1000 },
  },
  'rate-limit/minute-begun-elsewhere': {
    why: 'A window begins with the first request of a key, and any client may have sent it (D07).',
    how: spent(70),
  },
  'rate-limit/hour-nearly-spent': {
    why: 'The headers describe the window with the fewest remaining requests, which may be the hour (D07).',
    how: spent(960),
  },
  'rate-limit/both-windows-end-together': {
    why: 'If minute and hour have the same number of remaining requests, the headers describe the minute, and a following 429 describes the hour (D07).',
    how: spent(900),
  },
  'rate-limit/other-clients-on-the-key': {
    why: 'Other clients may use the key during the run; the number of remaining requests then falls by more than one (D07).',
    how: {
      assemble: (parts) => {
        let count = 0
        const { limiter } = parts
        return {
          ...parts,
          limiter: {
            take: (subject, windows, now) => {
              const once = limiter.take(subject, windows, now)
              return subject.endsWith('_administrator') && ++count % 4 === 0
                ? whenTaken(once, () => limiter.take(subject, windows, now))
                : once
            },
          },
        }
      },
    },
  },
  'rate-limit/both-raised': {
    why: 'The limits of 100 requests per minute and 1,000 per hour are defaults (R09, R10); a deployment may allow more of both.',
    how: { limits: { perMinute: 250, perHour: 2500 } },
  },
  'rate-limit/minute-raised-beyond-the-hour': {
    why: 'A deployment may limit only the hour, which then always is the window with the fewest remaining requests (R09, R10, D07).',
    how: { limits: { perMinute: 5000 } },
  },
  'rate-limit/hour-raised': {
    why: 'A deployment may allow more requests per hour than the default (R10), so that the headers always describe the minute.',
    how: { limits: { perHour: 100_000 } },
  },
  'rate-limit/both-raised-alike': {
    why: 'A deployment may allow the same number of requests per minute and per hour, far more than the defaults (R09, R10); on a tie, the headers describe the minute (D07).',
    how: { limits: { perMinute: 1_000_000, perHour: 1_000_000 } },
  },
  'rate-limit/few-requests-without-a-key': {
    why: 'For requests without a valid key, the contract defines only presence, syntax and bounds of the rate-limit headers (D07).',
    how: { limits: { anonymousPerMinute: 40 } },
  },
  'rate-limit/many-requests-without-a-key': {
    why: 'For requests without a valid key, the contract defines only presence, syntax and bounds of the rate-limit headers (D07).',
    how: { limits: { anonymousPerMinute: 250_000 } },
  },
  'rate-limit/reset-rounded-up': {
    why: 'The reset time is in whole seconds (D07); the end of a window may be rounded up to the next second.',
    how: behind({ change: (answer) => withHeader(answer, 'X-RateLimit-Reset', String(Number(headerOf(answer, 'X-RateLimit-Reset')) + 1)) }),
  },
  'rate-limit/reset-rounded-anew': {
    why: 'A server that computes the reset time from the rest of the window may round it up in one response and down in the next (D07).',
    how: behind({
      change: (answer, { number }) =>
        withHeader(answer, 'X-RateLimit-Reset', String(Number(headerOf(answer, 'X-RateLimit-Reset')) + (number % 2))),
    }),
  },
  'rate-limit/retry-a-second-later': {
    why: 'Retry-After is the minimum time to wait before a request can succeed (RFC 9110 §10.2.3); one second more is also correct.',
    how: behind({
      change: (answer, asked) => {
        const after = headerOf(answer, 'Retry-After')
        if (answer.status !== 429 || after === undefined) return answer
        const later = String(Number(after) + 1)
        const body = answer.body.toString('utf8').replace(`"retryAfterSeconds":${after}`, `"retryAfterSeconds":${later}`)
        return withBody(withHeader(answer, 'Retry-After', later), Buffer.from(body), asked)
      },
    }),
  },
})

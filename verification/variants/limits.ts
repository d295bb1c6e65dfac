/** Clocks, limits, and what other clients do. */
import { demoKeys } from '../../server/demo/keys.ts'
import type { DeploymentOptions } from '../proof/deployment.ts'
import { headerOf, withBody, withHeader } from './proxy.ts'
import { behind, variantsOf } from './variant.ts'

const minutes = (count: number): number => count * 60_000

/** What clients with the same administrator's key sent before, as fast as its minutes allow. */
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
    why: 'Clocks differ, and five minutes are tolerated; what the deployment says of time is right by its own clock (RFC 9110 §6.6.1, D07).',
    how: { clock: (now) => now + minutes(4) },
  },
  'clock/four-minutes-behind': {
    why: 'Clocks differ, and five minutes are tolerated; what the deployment says of time is right by its own clock (RFC 9110 §6.6.1, D07).',
    how: { clock: (now) => now - minutes(4) },
  },
  'clock/whole-seconds': {
    why: 'Timestamps need no fraction of a second (RFC 3339 §5.6); what happened within one is told apart by id (D08).',
    how: { clock: (now) => Math.floor(now / 1000) * 1000 },
  },
  'rate-limit/minute-begun-elsewhere': {
    why: "A window begins with a key's first request in it, whoever sent that (D07).",
    how: spent(70),
  },
  'rate-limit/hour-nearly-spent': {
    why: 'The headers describe the window with the fewest requests left, the hour where that is it (D07).',
    how: spent(960),
  },
  'rate-limit/both-windows-end-together': {
    why: 'Where minute and hour have equally many requests left, the headers describe the minute, and a 429 after it the hour (D07).',
    how: spent(900),
  },
  'rate-limit/other-clients-on-the-key': {
    why: 'A key may be in use elsewhere while the suite runs; remaining then falls by more than one (D07).',
    how: {
      assemble: (parts) => {
        let count = 0
        const { limiter } = parts
        return {
          ...parts,
          limiter: {
            get size() {
              return limiter.size
            },
            take: (subject, windows, now) => {
              if (subject.endsWith('_administrator') && ++count % 4 === 0) limiter.take(subject, windows, now)
              return limiter.take(subject, windows, now)
            },
          },
        }
      },
    },
  },
  'rate-limit/both-raised': {
    why: 'A hundred a minute and a thousand an hour are defaults (R09, R10); a deployment may promise more of both.',
    how: { limits: { perMinute: 250, perHour: 2500 } },
  },
  'rate-limit/minute-raised-beyond-the-hour': {
    why: 'A deployment may limit the hour alone, which is then the window with the fewest requests left at all times (R09, R10, D07).',
    how: { limits: { perMinute: 5000 } },
  },
  'rate-limit/hour-raised': {
    why: 'A deployment may promise more an hour than the default (R10), and describe the minute at all times.',
    how: { limits: { perHour: 100_000 } },
  },
  'rate-limit/both-raised-alike': {
    why: 'A deployment may promise as much a minute as an hour, far more than the defaults (R09, R10); on a tie the minute is described (D07).',
    how: { limits: { perMinute: 1_000_000, perHour: 1_000_000 } },
  },
  'rate-limit/few-requests-without-a-key': {
    why: 'Of the window of requests without a valid key only presence, syntax and bounds are promised (D07).',
    how: { limits: { anonymousPerMinute: 40 } },
  },
  'rate-limit/many-requests-without-a-key': {
    why: 'Of the window of requests without a valid key only presence, syntax and bounds are promised (D07).',
    how: { limits: { anonymousPerMinute: 250_000 } },
  },
  'rate-limit/reset-rounded-up': {
    why: 'The reset is in whole seconds (D07); a window that ends within one may be told as ending after it.',
    how: behind({ change: (answer) => withHeader(answer, 'X-RateLimit-Reset', String(Number(headerOf(answer, 'X-RateLimit-Reset')) + 1)) }),
  },
  'rate-limit/reset-rounded-anew': {
    why: 'A server that computes the reset from what is left of the window may round it up in one answer and down in the next (D07).',
    how: behind({
      change: (answer, { number }) =>
        withHeader(answer, 'X-RateLimit-Reset', String(Number(headerOf(answer, 'X-RateLimit-Reset')) + (number % 2))),
    }),
  },
  'rate-limit/retry-a-second-later': {
    why: 'Retry-After says from when on a request can succeed (RFC 9110 §10.2.3); a second more is as true.',
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

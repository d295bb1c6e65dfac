/**
 * The rate-limit headers, in one response and across the responses to a key. The file is long because it lists all rules of this kind, in
 * the order of the catalogue.
 */
import { isAboutTheWay } from '../../model/cause.ts'
import { altered, header, headerValues, member, type Answered } from '../../model/exchange.ts'
import { inOrder } from '../../model/order.ts'
import { fails, firstFault, holds, passes, shown, unclear, type Judgement } from '../../model/judgement.ts'
import { law, sequence } from '../../model/rule.ts'
import { isWholeNumber } from '../../send/told.ts'
import {
  names,
  limitName,
  remainingName,
  resetName,
  number,
  hasAll,
  hasKey,
  is429,
  least,
  shortest,
  longest,
  tolerance,
  secondsAhead,
  secondsAheadAtMost,
  isOfHour,
  isOfMinute,
  sameReset,
  oneLimit,
  successive,
  isOver,
} from './windows.ts'

const present = (exchange: Answered) => {
  const missing = names.filter((name) => header(exchange, name) === undefined)
  return holds(missing.length === 0, names.join(', '), `no ${missing.join(', ')}`)
}
const removed = { headers: { [remainingName]: null } }

export const rateLimitLaws = [
  law({
    id: 'rate-limit/headers-present',
    level: 'MUST',
    cites: ['R11'],
    title: 'sends the three rate-limit headers with every response to an API key, errors included',
    judgesCut: true,
    concerns: (exchange) => hasKey(exchange) && !isAboutTheWay(exchange),
    judge: present,
    sabotage: (exchange) => altered(exchange, removed),
  }),
  law({
    id: 'rate-limit/headers-present-without-key',
    level: 'MUST',
    cites: ['R11', 'D07'],
    title: 'sends the three rate-limit headers with every 401',
    judgesCut: true,
    concerns: ({ reply }) => reply.status === 401,
    judge: present,
    sabotage: (exchange) => altered(exchange, removed),
  }),
  law({
    id: 'rate-limit/header-syntax',
    level: 'MUST',
    cites: ['R11', 'D07'],
    title: 'sends each rate-limit header once, as a whole number',
    judgesCut: true,
    concerns: (exchange) => names.some((name) => header(exchange, name) !== undefined),
    judge: (exchange) =>
      firstFault(
        names.map((name) => {
          const values = headerValues(exchange, name)
          return holds(values.length === 0 || isWholeNumber(values), `${name} once, as a whole number`, `${name}: ${values.join(', ')}`)
        }),
      ),
    sabotage: (exchange) => altered(exchange, { headers: { [remainingName]: '99.5' } }),
  }),
  law({
    id: 'rate-limit/remaining-never-exceeds-limit',
    level: 'MUST',
    cites: ['R11', 'D07'],
    title: 'never reports more remaining requests than the limit',
    judgesCut: true,
    concerns: hasAll,
    judge: (exchange) => {
      const [limit, remaining] = [number(exchange, limitName), number(exchange, remainingName)]
      return holds(remaining <= limit, `at most ${limit} requests left`, `${remaining} requests left`)
    },
    sabotage: (exchange) => altered(exchange, { headers: { [remainingName]: '1000001' } }),
  }),
  law({
    id: 'rate-limit/reset-is-unix-time',
    level: 'MUST',
    cites: ['D07'],
    title: 'sends the reset time as Unix time in seconds, not in milliseconds and not as seconds to wait',
    judgesCut: true,
    concerns: hasAll,
    judge: (exchange) => {
      const reset = number(exchange, resetName)
      // Between 2017 and 2128: a delta is far below, milliseconds are far above.
      return holds(reset >= 1_500_000_000 && reset < 5_000_000_000, 'Unix time in seconds', String(reset))
    },
    sabotage: (exchange) => altered(exchange, { headers: { [resetName]: '42' } }),
  }),
  law({
    id: 'rate-limit/reset-within-window',
    level: 'MUST',
    cites: ['D07'],
    title: 'sends a reset time that is in the future and at most one window ahead',
    judgesCut: true,
    concerns: (exchange) => hasAll(exchange) && number(exchange, resetName) >= 1_500_000_000 && number(exchange, resetName) < 5_000_000_000,
    judge: (exchange, context) => {
      const ahead = secondsAhead(exchange)
      const window = hasKey(exchange) && isOfMinute(exchange, least(context)) ? shortest : longest
      const isWithin = secondsAheadAtMost(exchange) >= -tolerance && ahead <= window + tolerance
      // Without a Date header, a wrong reset and a clock difference look the same.
      if (!isWithin && header(exchange, 'date') === undefined)
        return unclear('the response has no Date header, so the clocks cannot be compared')
      return holds(
        isWithin,
        `0 to ${window} seconds ahead`,
        ahead < 0 ? `${-Math.round(ahead)} seconds ago` : `${Math.round(ahead)} seconds ahead`,
      )
    },
    sabotage: (exchange) => altered(exchange, { headers: { [resetName]: String(Math.round(exchange.receivedAt / 1000) + 7200) } }),
  }),
  sequence({
    id: 'rate-limit/limit-as-promised',
    level: 'MUST',
    cites: ['R09', 'R10'],
    title: 'reports at least the promised limit of a key per minute or hour, and the same limit in every response',
    readsNoBody: true,
    concerns: (exchange) => hasKey(exchange) && hasAll(exchange),
    judge: (exchanges, context) => {
      const promised = least(context)
      const { perMinute, perHour } = promised
      const hours = exchanges.filter(isOfHour)
      const limits = new Set(hours.map((each) => number(each, limitName)))
      // The end of an hour window looks like a minute window; earlier responses, or its higher limit, identify it.
      const minutes = exchanges.filter((each) => !isOfHour(each) && !limits.has(number(each, limitName)))
      return firstFault([
        ...exchanges.map((each) =>
          holds(
            number(each, limitName) >= perMinute,
            `limit of at least ${perMinute}`,
            `limit ${header(each, limitName) ?? 'missing'}`,
            each,
          ),
        ),
        ...hours.map((each) =>
          holds(
            number(each, limitName) >= perHour,
            `limit of at least ${perHour} per hour`,
            `limit ${header(each, limitName) ?? 'missing'}`,
            each,
          ),
        ),
        oneLimit(hours, 'hour', 1),
        oneLimit(
          minutes.filter((each) => isOfMinute(each, promised)),
          'minute',
          1,
        ),
        oneLimit(minutes, 'minute', hours.length === 0 ? 2 : 1),
        // A window that is followed by the next one in less than an hour is not an hour window.
        ...successive(exchanges.filter((each) => limits.has(number(each, limitName)))).map(([earlier, later]) => {
          const seconds = number(later, resetName) - number(earlier, resetName)
          const isShort = seconds > 1 && seconds < longest - tolerance
          const limit = header(later, limitName) ?? ''
          return holds(!isShort, `${limit} requests per hour`, `${limit} requests per ${seconds} seconds`, later)
        }),
      ])
    },
    sabotage: (exchanges) => exchanges.map((each, index) => altered(each, { headers: { [limitName]: String(index) } })),
  }),
  sequence({
    id: 'rate-limit/remaining-falls',
    level: 'MUST',
    cites: ['R09', 'D07'],
    title: 'reduces the number of remaining requests with every request in a window',
    readsNoBody: true,
    concerns: (exchange) => hasKey(exchange) && hasAll(exchange) && !is429(exchange),
    judge: (exchanges) => {
      // For each window, the response with the fewest requests left, among those received before a later request was sent.
      const fewest = new Map<string, Answered>()
      const window = (each: Answered, shift = 0): string => `${header(each, limitName)} ${number(each, resetName) + shift}`
      const faults: Judgement[] = []
      inOrder(
        exchanges,
        (earlier) => {
          const known = fewest.get(window(earlier))
          if (known === undefined || number(earlier, remainingName) < number(known, remainingName)) fewest.set(window(earlier), earlier)
        },
        (later) => {
          const known = [-1, 0, 1].flatMap((shift) => fewest.get(window(later, shift)) ?? [])
          const before = Math.min(...known.map((each) => number(each, remainingName)))
          faults.push(
            holds(
              number(later, remainingName) < before,
              `fewer than ${before} requests left`,
              `${header(later, remainingName)} requests left`,
              later,
            ),
          )
        },
      )
      return firstFault(faults)
    },
    sabotage: (exchanges) => exchanges.map((each) => altered(each, { headers: { [remainingName]: '57' } })),
  }),
  sequence({
    id: 'rate-limit/reset-constant-in-window',
    level: 'MUST',
    cites: ['D07'],
    title: 'does not move the reset time within a window',
    readsNoBody: true,
    concerns: (exchange) => hasKey(exchange) && hasAll(exchange),
    judge: (exchanges) => {
      // Compared with the first response of the window: between two consecutive responses a sliding reset moves less than rounding does.
      const first = new Map<string | undefined, Answered>()
      const faults: Judgement[] = []
      // The window may have ended in between; then its reset time is before the later response.
      const isNew = (each: Answered): boolean => {
        const earlier = first.get(header(each, limitName))
        return earlier === undefined || (isOver(earlier, each) && number(each, resetName) > number(earlier, resetName))
      }
      inOrder(
        exchanges,
        (earlier) => {
          if (isNew(earlier)) first.set(header(earlier, limitName), earlier)
        },
        (later) => {
          const known = first.get(header(later, limitName))
          const [before, after] = [known === undefined ? Number.NaN : number(known, resetName), number(later, resetName)]
          faults.push(holds(isNew(later) || sameReset(after, before), `reset ${before}`, `reset ${after}`, later))
        },
      )
      return firstFault(faults)
    },
    sabotage: (exchanges) =>
      exchanges.map((each, index) => altered(each, { headers: { [resetName]: String(number(each, resetName) + 30 + 2 * index) } })),
  }),
  sequence({
    id: 'rate-limit/tightest-window-described',
    level: 'MUST',
    cites: ['D07', 'R11'],
    title: 'describes in the rate-limit headers the window with the fewest remaining requests',
    readsNoBody: true,
    concerns: (exchange) => hasKey(exchange) && hasAll(exchange),
    judge: (exchanges, context) => {
      const promised = least(context)
      // The limit per minute is known only if a response describes it; otherwise it may be as high as the limit per hour.
      const minute = Math.min(...exchanges.filter((each) => isOfMinute(each, promised)).map((each) => number(each, limitName)))
      const limits = new Set(exchanges.filter(isOfHour).map((each) => number(each, limitName)))
      const isHour = (each: Answered): boolean => limits.has(number(each, limitName))
      let hour: Answered | undefined
      const faults: Judgement[] = []
      inOrder(
        exchanges,
        (earlier) => {
          if (isHour(earlier)) hour = earlier
        },
        (each) => {
          const remaining = number(each, remainingName)
          if (isHour(each)) {
            // After this request, the minute has fewer requests left than its limit; it is described if both windows have the same number.
            faults.push(
              holds(
                remaining < minute,
                'the minute window, which has fewer requests left',
                `the hour window with ${remaining} requests left`,
                each,
              ),
            )
            if (is429(each))
              faults.push(
                holds(
                  remaining === 0,
                  'the minute window, which has no requests left',
                  `the hour window with ${remaining} requests left`,
                  each,
                ),
              )
          } else if (hour !== undefined && !isOver(hour, each)) {
            const left = number(hour, remainingName)
            faults.push(
              holds(
                remaining <= left,
                `the hour window, which has at most ${left} requests left`,
                `the minute window with ${remaining} requests left`,
                each,
              ),
            )
          }
        },
      )
      return firstFault(faults)
    },
    sabotage: (exchanges, context) => {
      const { perMinute, perHour } = least(context)
      return exchanges.map((each, index) =>
        altered(each, {
          headers:
            index % 2 === 0
              ? {
                  [limitName]: String(perHour),
                  [remainingName]: String(perHour - 50),
                  [resetName]: String(Math.round(each.receivedAt / 1000) + 1800),
                }
              : { [limitName]: String(perMinute), [remainingName]: String(Math.round(perMinute * 0.57)) },
        }),
      )
    },
  }),
  sequence({
    id: 'rate-limit/refusal-is-429',
    level: 'MUST',
    cites: ['D03', 'RFC 6585 §4'],
    title: 'returns 429, not a status with another meaning, if a key has no requests left',
    concerns: (exchange) => hasKey(exchange) && hasAll(exchange),
    judge: (exchanges, { api }) => {
      const spent = new Set<string>()
      const window = (each: Answered, shift = 0): string => `${header(each, limitName)} ${number(each, resetName) + shift}`
      const faults: Judgement[] = []
      inOrder(
        exchanges,
        (earlier) => {
          if (number(earlier, remainingName) === 0) spent.add(window(earlier))
        },
        (each) => {
          const { status } = each.reply
          if (number(each, remainingName) !== 0 || (status !== 403 && status !== 503)) return
          // The key may lack a permission for the last remaining request; then a 403 with the code of the contract is correct.
          const isForbidden = status === 403 && member(each, 'details', 'code') === api.codes[403]
          const isSpent = [-1, 0, 1].some((shift) => spent.has(window(each, shift))) || header(each, 'retry-after') !== undefined
          faults.push(holds(isForbidden && !isSpent, '429, because no requests are left', String(status), each))
        },
      )
      return firstFault(faults)
    },
    sabotage: (exchanges) => exchanges.map((each) => altered(each, { status: 503, headers: { [remainingName]: '0' } })),
  }),
  law({
    id: 'rate-limit/retry-after-present',
    level: 'MUST',
    cites: ['D03', 'RFC 9110 §10.2.3'],
    title: 'sends `Retry-After` in whole seconds with every 429',
    judgesCut: true,
    concerns: is429,
    judge: (exchange) =>
      holds(
        /^\d+$/.test(header(exchange, 'retry-after') ?? ''),
        'Retry-After in whole seconds',
        header(exchange, 'retry-after') ?? 'no Retry-After',
      ),
    sabotage: (exchange) => altered(exchange, { headers: { 'Retry-After': null } }),
  }),
  law({
    id: 'rate-limit/retry-after-agrees-with-reset',
    level: 'SHOULD',
    cites: ['D07', 'practice: two values with the same meaning agree'],
    title: 'sends a `Retry-After` that matches the reset time',
    judgesCut: true,
    concerns: (exchange) => is429(exchange) && hasAll(exchange) && /^\d+$/.test(header(exchange, 'retry-after') ?? ''),
    judge: (exchange, context) => {
      const [after, ahead] = [number(exchange, 'retry-after'), secondsAhead(exchange)]
      // If both windows are used up, the headers describe the minute, and `Retry-After` the hour (D07). The key of the quota probes has
      // used up its minute only.
      const maybeMinute = !isOfHour(exchange) && number(exchange, limitName) !== least(context).perHour
      const maybeBoth = maybeMinute && exchange.request.planned.effect !== 'quota'
      const atMost = maybeBoth ? longest : secondsAheadAtMost(exchange)
      return holds(
        after >= ahead - tolerance && after <= atMost + tolerance,
        `Retry-After: about ${Math.round(ahead)} seconds`,
        `Retry-After: ${after} seconds`,
      )
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'Retry-After': '86400' } }),
  }),
  law({
    id: 'rate-limit/nothing-left-when-refused',
    level: 'MUST',
    cites: ['D07'],
    title: 'reports 0 remaining requests with a 429',
    judgesCut: true,
    concerns: (exchange) => is429(exchange) && hasAll(exchange),
    judge: (exchange) =>
      holds(number(exchange, remainingName) === 0, '0 requests left', `${header(exchange, remainingName) ?? 'unknown'} requests left`),
    sabotage: (exchange) => altered(exchange, { headers: { [remainingName]: '3' } }),
  }),
  law({
    id: 'rate-limit/refusal-says-how-long',
    level: 'MUST',
    cites: ['D02'],
    title: 'returns the `Retry-After` of a 429 in `details.retryAfterSeconds` too',
    concerns: (exchange) => is429(exchange) && header(exchange, 'retry-after') !== undefined && exchange.request.method !== 'HEAD',
    judge: (exchange) => {
      const seen = member(exchange, 'details', 'retryAfterSeconds')
      return holds(
        seen === number(exchange, 'retry-after'),
        `details.retryAfterSeconds: ${header(exchange, 'retry-after') ?? ''}`,
        `details.retryAfterSeconds: ${shown(seen)}`,
      )
    },
    sabotage: (exchange) => altered(exchange, { json: (body) => ({ ...body, details: { ...body.details, retryAfterSeconds: -1 } }) }),
  }),
  law({
    id: 'rate-limit/refusal-not-stored',
    level: 'MUST',
    cites: ['RFC 6585 §4', 'D15'],
    title: 'sends `Cache-Control: no-store` with every 429',
    judgesCut: true,
    concerns: is429,
    judge: (exchange) => {
      const control = header(exchange, 'cache-control') ?? ''
      if (/\bno-store\b/i.test(control)) return passes
      return fails('Cache-Control: no-store', control === '' ? 'no Cache-Control' : `Cache-Control: ${control}`)
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'Cache-Control': 'max-age=60' } }),
  }),
]

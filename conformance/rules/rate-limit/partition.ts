/** A key's counter counts only the requests of that key. */
import { as } from '../../model/request-builder.ts'
import { altered, header, type Answered } from '../../model/exchange.ts'
import { holds, unclear } from '../../model/judgement.ts'
import { probe, representative } from '../../model/rule.ts'
import { bearing, issued } from '../authentication/keys.ts'
import { describe } from '../refusal.ts'

const counter = (exchange: Answered) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(header(exchange, `x-ratelimit-${name}`) ?? Number.NaN)) as [number, number, number]

export const partition = [
  probe({
    id: 'rate-limit/others-traffic-unseen',
    level: 'SHOULD',
    cites: ['R09', 'D07', 'OWASP API4:2023'],
    title: "does not count another tenant's requests against a key",
    subjects: representative,
    ask: ({ operation }, ask) => {
      // A new key that no other client has: only these requests reduce its remaining requests.
      const credential = bearing(issued('counted', operation.permissions, ask).create, ask)
      const first = ask.read(operation, { credential })
      const others = ask.read(operation, { credential: as('other'), after: [first] })
      return { first, others, second: ask.read(operation, { credential, after: [others], again: 1 }) }
    },
    judge: ({ first, others, second }) => {
      for (const each of [first, others, second]) {
        if (each.reply.status !== 200) return unclear(`one of the three ordinary requests returned ${describe(each)}`)
      }
      const [[limit, before, reset], [sameLimit, after, sameReset]] = [counter(first), counter(second)]
      const isOneWindow = limit === sameLimit && Math.abs(reset - sameReset) <= 1
      if (!isOneWindow) return unclear('the two responses are not in one window')
      return holds(after === before - 1, `${before - 1} requests left`, `${after} requests left`, second)
    },
    sabotage: ({ second }) => ({ second: altered(second, { headers: { 'X-RateLimit-Remaining': '3' } }) }),
  }),
]

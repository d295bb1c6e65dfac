/** Whose requests a key's counter counts: its own, and nobody else's. */
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
    title: "counts nothing of another tenant's traffic against a key",
    subjects: representative,
    ask: ({ operation }, ask) => {
      // A key that nobody else can have: what it has left falls by what is sent here.
      const credential = bearing(issued('counted', operation.permissions, ask).create, ask)
      const first = ask.read(operation, { credential })
      const others = ask.read(operation, { credential: as('other'), after: [first] })
      return { first, others, second: ask.read(operation, { credential, after: [others], again: 1 }) }
    },
    judge: ({ first, others, second }) => {
      for (const each of [first, others, second]) {
        if (each.reply.status !== 200) return unclear(`three ordinary answers (one was ${describe(each)})`)
      }
      const [[limit, before, reset], [sameLimit, after, sameReset]] = [counter(first), counter(second)]
      const isOneWindow = limit === sameLimit && Math.abs(reset - sameReset) <= 1
      if (!isOneWindow) return unclear('two answers within one window')
      return holds(after === before - 1, `${before - 1} left`, `${after} left`, second)
    },
    sabotage: ({ second }) => ({ second: altered(second, { headers: { 'X-RateLimit-Remaining': '3' } }) }),
  }),
]

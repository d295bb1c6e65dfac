import { describe, expect, test } from 'vitest'
import { aLaw, answer, aSequence, at, context, requestOf } from '../testing/fixture.ts'
import { hasBody, wholeLength, withoutBody, type Answered } from '../model/exchange.ts'
import { fails, holds, passes, untried } from '../model/judgement.ts'
import type { JudgeContext, Rule } from '../model/rule.ts'
import { rules } from '../rules/index.ts'
import { Along, type Reach } from './along.ts'

/** An exchange that ends 10 ms after it was sent; the next one is sent 20 ms later. */
const nth = (number: number, change: Partial<Parameters<typeof answer>[0]> = {}): Answered =>
  answer({ number, sentAt: at + 20 * number, body: { text: 'x'.repeat(1000) }, ...change })
const write = (number: number): Answered =>
  nth(number, { planned: requestOf({ operation: 'createProduct', method: 'POST', effect: 'own' }), status: 201 })

const along = (of: readonly Rule[], reach?: Partial<Reach>, secrets: () => readonly string[] = () => []): Along =>
  new Along(of, { api: context.api, schemas: context.schemas }, secrets, { bodies: 1e9, heads: 1e9, largest: 1e6, ...reach })

/** A sequence that records which exchanges it received together. */
function witness(change: Partial<Parameters<typeof aSequence>[0]> = {}) {
  const stretches: number[][] = []
  const rule = aSequence({
    judge: (exchanges) => {
      stretches.push(exchanges.map(({ number }) => number))
      return passes
    },
    ...change,
  })
  return { rule, stretches }
}

describe('the laws', () => {
  test('judge an exchange when it ends, and count', () => {
    const seen: number[] = []
    const it = along([aLaw({ judge: ({ number }) => (seen.push(number), holds(number !== 2, 'not 2', '2')) })])
    it.take(nth(1))
    expect(seen).toEqual([1])
    it.take(nth(2))
    it.take(nth(3))
    expect(it.end()).toMatchObject([{ outcome: 'fail', judged: 3, exchange: { number: 2 } }])
  })

  test('report the finding that was sent first, whichever ended first', () => {
    const it = along([aLaw({ judge: () => fails('a', 'b') })])
    for (const number of [3, 1, 2]) it.take(nth(number))
    expect(it.end()).toMatchObject([{ exchange: { number: 1 }, judged: 3 }])
  })

  test('ignore gateway errors', () => {
    const it = along([aLaw({ judge: () => fails('a', 'b') })])
    it.take(nth(1, { status: 502 }))
    expect(it.end()).toEqual([])
  })

  test('about keys know those that are issued later, as far as they are kept', () => {
    const keys: string[] = []
    const finder = aLaw({
      awaitsKeys: true,
      concerns: (_exchange, { secrets }: JudgeContext) => secrets.length > 0,
      judge: ({ reply }, { secrets }) => holds(!secrets.some((each) => reply.body.includes(each)), 'no key', 'a key'),
    })
    const said = (reach: Partial<Reach>): readonly (readonly [string, number | undefined])[] => {
      keys.length = 0
      const it = along([finder], reach, () => keys)
      it.take(nth(1, { body: { text: 'here is key-number-1' } }))
      for (let number = 2; number < 20; number++) it.take(nth(number))
      keys.push('key-number-1')
      return it.end().map(({ outcome, exchange }) => [outcome, exchange?.number])
    }
    expect(said({})).toEqual([['fail', 1]])
    expect(said({ bodies: 10_000 })).toEqual([['pass', expect.any(Number)]])
    expect(said({ largest: 10 })).toEqual([])
  })

  test('do not report the response that issues a key', () => {
    const leak = rules.find(({ id }) => id === 'authentication/credential-never-returned')!
    const key = 'bdk_live_abc_0123456789'
    const issuing = (number: number): Answered =>
      nth(number, { planned: requestOf({ operation: 'rotateApiKey', method: 'POST' }), body: { data: { plaintextKey: key } } })
    const it = along([leak], {}, () => [key])
    it.take(issuing(1))
    expect(it.end()).toMatchObject([{ outcome: 'pass' }])
    const again = along([leak], {}, () => [key])
    again.take(issuing(1))
    again.take(issuing(2))
    expect(again.end()).toMatchObject([{ outcome: 'fail', exchange: { number: 2 } }])
  })
})

describe('the sequences', () => {
  const all = Array.from({ length: 60 }, (_, index) => nth(index + 1))

  test('judge all exchanges together if they fit into memory', () => {
    const { rule, stretches } = witness()
    const it = along([rule])
    for (const each of all) it.take(each)
    expect(it.end()).toMatchObject([{ outcome: 'pass', about: 'key "main"', judged: 60 }])
    expect(stretches).toEqual([all.map(({ number }) => number)])
  })

  test('otherwise judge stretches, each of which overlaps with half of the previous one', () => {
    const { rule, stretches } = witness()
    const it = along([rule], { bodies: 25_000 })
    for (const each of all) it.take(each)
    expect(it.end()).toMatchObject([{ judged: 60 }])
    expect(stretches.length).toBeGreaterThan(3)
    for (const [index, stretch] of stretches.entries()) {
      expect(stretch.length).toBeLessThan(20)
      expect(stretch).toEqual(stretch.map((_, offset) => (stretch[0] ?? 0) + offset))
      const before = stretches[index - 1]
      if (before !== undefined) expect(stretch[0]).toBeLessThanOrEqual((before.at(-1) ?? 0) - 3)
    }
    expect(stretches.at(-1)?.at(-1)).toBe(60)
  })

  test('that read no body receive more exchanges, without bodies', () => {
    const [bodies, heads] = [witness(), witness({ readsNoBody: true })]
    const it = along([bodies.rule, heads.rule], { bodies: 25_000 })
    for (const each of all) it.take(each)
    it.end()
    expect(heads.stretches).toEqual([all.map(({ number }) => number)])
    let without = 0
    const counter = aSequence({
      readsNoBody: true,
      judge: (exchanges) => ((without = exchanges.filter(({ reply }) => !hasBody(reply)).length), passes),
    })
    const other = along([counter], { bodies: 25_000 })
    for (const each of all) other.take(each)
    other.end()
    expect(without).toBeGreaterThan(40)
  })

  test('do not compare responses with those before an unseen write', () => {
    const { rule, stretches } = witness()
    const it = along([rule])
    for (const each of all.slice(0, 10)) it.take(each)
    // Sent after the response to the eighth was received.
    it.gap(all[7]!.receivedAt + 1)
    for (const each of all.slice(10, 12)) it.take(each)
    expect(it.end()).toMatchObject([{ judged: 12 }])
    expect(stretches).toEqual([
      [1, 2, 3, 4, 5, 6, 7, 8],
      [11, 12],
    ])
  })

  test('treat a write with a too large response as an unseen one', () => {
    const { rule, stretches } = witness()
    const it = along([rule], { largest: 5000 })
    it.take(all[0]!)
    it.take(nth(2, { body: 'x'.repeat(6000) }))
    it.take(all[2]!)
    it.take({ ...write(4), reply: { ...write(4).reply, body: Buffer.alloc(6000) } })
    it.take(all[4]!)
    it.end()
    expect(stretches).toEqual([[1, 3], [5]])
  })

  test('do not judge values that a concurrent write may have changed', () => {
    const { rule, stretches } = witness()
    const it = along([rule], { bodies: 25_000 })
    for (const each of all.slice(0, 8)) it.take(each)
    const since = all[7]!.receivedAt + 1
    for (const each of all.slice(8, 14)) it.take(each, since)
    expect(stretches).toEqual([[1, 2, 3, 4, 5, 6, 7, 8]])
  })

  test('report the worst of all stretches, and the first of equals', () => {
    const rule = aSequence({
      judge: (exchanges) => {
        const odd = exchanges.find(({ number }) => number === 20 || number === 50)
        return odd === undefined ? passes : fails('none', `the ${odd.number}th`, odd)
      },
    })
    const it = along([rule], { bodies: 25_000 })
    for (const each of all) it.take(each)
    expect(it.end()).toMatchObject([{ outcome: 'fail', seen: 'the 20th', exchange: { number: 20 }, judged: 60 }])
  })

  test('have a result if one stretch has one', () => {
    const rule = aSequence({ judge: (exchanges) => (exchanges.some(({ number }) => number === 20) ? passes : untried('nothing was made')) })
    const it = along([rule], { bodies: 25_000 })
    for (const each of all) it.take(each)
    expect(it.end()).toMatchObject([{ outcome: 'pass' }])
    const idle = along([rule])
    idle.take(all[0]!)
    expect(idle.end()).toMatchObject([{ outcome: 'not-run', why: 'nothing was made' }])
  })

  test('of the catalogue read no body if they declare it', () => {
    const marked = rules.filter((rule) => rule.kind === 'sequence' && rule.readsNoBody === true)
    expect(marked.length).toBeGreaterThan(5)
    const limits = (remaining: number) =>
      [
        ['X-Request-Id', `r${remaining}`],
        ['X-RateLimit-Limit', '100'],
        ['X-RateLimit-Remaining', String(remaining)],
        ['X-RateLimit-Reset', String(Math.round(at / 1000) + 30)],
      ] as const
    const asked = [200, 400, 401, 403, 404, 429, 503].flatMap((status, index) =>
      (['GET', 'DELETE'] as const).map((method, second) => {
        const number = 2 * index + second + 1
        const planned = requestOf({
          method,
          operation: method === 'GET' ? 'listProducts' : 'deleteWarehouseBin',
          query: [['limit', '0']],
        })
        const each = nth(number, { planned, status, headers: limits(20 - number) })
        return { ...each, reply: withoutBody(each.reply) }
      }),
    )
    for (const rule of marked) {
      if (rule.kind !== 'sequence') continue
      const concerned = asked.filter((each) => rule.concerns(each, context))
      expect(() => rule.judge(concerned, context), rule.id).not.toThrow()
    }
  })
})

describe('for a finding', () => {
  const large = Buffer.from(JSON.stringify({ text: 'x'.repeat(100_000) }))
  const posted = { ...write(1), request: { ...write(1).request, body: large }, reply: { ...write(1).reply, body: large } }

  test('the start of the bodies is kept, for a pass none', () => {
    const it = along([
      aLaw({ judge: () => fails('a', 'b') }),
      aLaw({ id: 'status/other' }),
      aSequence({ judge: ([first]) => fails('a', 'b', first) }),
    ])
    it.take(posted)
    const [failed, passed, together] = it.end()
    for (const each of [failed, together]) {
      const exchange = each?.exchange as Answered
      expect([exchange.request.body?.length, exchange.reply.body.length]).toEqual([16_384, 16_384])
      expect(wholeLength(exchange.reply.body)).toBe(large.length)
      expect(exchange.reply.body.buffer.byteLength).toBeLessThan(large.length)
    }
    const exchange = passed?.exchange as Answered
    expect([exchange.request.body, hasBody(exchange.reply)]).toEqual([undefined, false])
  })
})

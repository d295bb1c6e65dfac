import { describe, expect, test } from 'vitest'
import type { Answered } from './exchange.ts'
import { answer, at } from '../testing/fixture.ts'
import { afterwards, chain, inOrder, isAfter, unsettled } from './order.ts'

/** An exchange between two positions of a run. */
const live = (sent: number, received: number): Answered => ({ ...answer({ number: sent }), order: { sent, received } })
/** The same in a recording, in milliseconds. */
const recorded = (sent: number, received: number): Answered => ({
  ...answer({ number: sent }),
  sentAt: at + sent,
  receivedAt: at + received,
})
const numbers = (exchanges: Iterable<Answered>): number[] => [...exchanges].map(({ number }) => number)

test('a request comes after another if it was sent after the response to that one', () => {
  expect(isAfter(live(3, 4), live(1, 2))).toBe(true)
  expect(isAfter(live(2, 4), live(1, 3))).toBe(false)
  expect(isAfter(live(1, 2), live(3, 4))).toBe(false)
  expect(isAfter(recorded(11, 12), recorded(0, 10))).toBe(true)
  expect(isAfter(recorded(10, 12), recorded(0, 10))).toBe(false)
  // If one of the two has no position, the clock decides.
  expect(isAfter(recorded(500, 501), live(900, 901))).toBe(true)
})

test('a copy comes after the original, and so does the next copy', () => {
  for (const each of [live(1, 2), recorded(0, 10)]) {
    const later = afterwards(each)
    expect(isAfter(later, each)).toBe(true)
    expect(isAfter(afterwards(later), later)).toBe(true)
    expect(later.reply).toBe(each.reply)
  }
})

test('a copy is over before the next request, however long the response to the original took', () => {
  const [slow, next] = [{ ...live(1, 2), sentAt: at, receivedAt: at + 60_000 }, live(3, 4)]
  expect(isAfter(next, afterwards(afterwards(slow)))).toBe(true)
})

describe('in order', () => {
  const told = (...exchanges: readonly Answered[]): string[] => {
    const events: string[] = []
    inOrder(
      exchanges,
      ({ number }) => events.push(`known ${number}`),
      ({ number }) => events.push(`sent ${number}`),
    )
    return events
  }

  test('each exchange is visited when sent, and known when received', () => {
    expect(told(live(1, 2), live(3, 4), live(5, 6))).toEqual(['sent 1', 'known 1', 'sent 3', 'known 3', 'sent 5'])
    expect(told(live(5, 8), live(1, 4), live(2, 3), live(6, 7))).toEqual(['sent 1', 'sent 2', 'known 2', 'known 1', 'sent 5', 'sent 6'])
    expect(told(recorded(20, 30), recorded(0, 25), recorded(26, 27))).toEqual(['sent 0', 'sent 20', 'known 0', 'sent 26'])
    expect(told()).toEqual([])
  })
})

test('a chain contains exchanges that followed one another, including several of one response', () => {
  const [first, meanwhile, second] = [live(1, 4), live(2, 3), live(5, 6)]
  const items = [first, first, meanwhile, second].map((exchange, index) => ({ exchange, index }))
  expect(chain(items, ({ exchange }) => exchange).map(({ index }) => index)).toEqual([0, 1, 3])
})

describe('an exchange that overlaps with a write', () => {
  const writes = (...all: readonly Answered[]) => {
    const set = new Set(all)
    return (exchange: Answered): boolean => set.has(exchange)
  }

  test('is unsettled, except the write itself', () => {
    const [before, write, during, after] = [live(1, 2), live(3, 6), live(4, 5), live(7, 8)]
    expect(numbers(unsettled([before, write, during, after], writes(write)))).toEqual([4])
    expect(numbers(unsettled([before, write, after], writes(write)))).toEqual([])
    expect(numbers(unsettled([before, during, after], writes()))).toEqual([])
  })

  test('is unsettled even if the write started long before', () => {
    const [long, short, read] = [live(1, 10), live(2, 3), live(5, 6)]
    expect(numbers(unsettled([long, short, read], writes(long, short)))).toEqual([2, 5, 1])
    // Each of two writes overlaps with the other.
    expect(numbers(unsettled([live(1, 2), live(3, 6), live(4, 5)], ({ number }) => number > 1))).toEqual([4, 3])
  })

  test('is found among many, in any order', () => {
    const all = Array.from({ length: 200 }, (_, index) =>
      live(2 * ((index * 73) % 200) + 1, 2 * ((index * 73) % 200) + 2 + (index % 3 === 0 ? 5 : 0)),
    )
    const isWrite = ({ number }: Answered): boolean => number % 7 === 0
    const wanted = all.filter((each) =>
      all.some((other) => other !== each && isWrite(other) && !isAfter(each, other) && !isAfter(other, each)),
    )
    expect(new Set(numbers(unsettled(all, isWrite)))).toEqual(new Set(numbers(wanted)))
    expect(wanted.length).toBeGreaterThan(10)
    expect(wanted.length).toBeLessThan(190)
  })
})

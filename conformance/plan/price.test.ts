import { describe, expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import { aProbe, instanceOf, requestOf } from '../testing/fixture.ts'
import type { Credential, Request, Role } from '../model/request.ts'
import type { Level } from '../model/rule.ts'
import { keyOf } from '../model/request.ts'
import type { Instance, IssuedKey, Closing, Terms } from './model.ts'
import { timely, unbounded, waitingOf } from './price.ts'

const reads = (count: number, change: Partial<Request> = {}, name = 'read'): Request[] =>
  Array.from({ length: count }, (_, index) => requestOf({ path: `/${name}/${index}`, ...change }))
const as = (role: Role, more: object = {}): { readonly credential: Credential } => ({ credential: { kind: 'key', role, ...more } })
const waits = (
  requests: readonly Request[],
  given: object = { main: 1 },
  terms: Partial<Terms> = {},
  issuedKeys: readonly IssuedKey[] = [],
  closing: Closing = {},
): number => waitingOf({ requests, issuedKeys, given, closing }, { ...unbounded(api), ...terms })

/** The waiting time for a window, including the tolerance for rounding. */
const [minute, hour] = [61_250, 3_601_250]

describe('a plan waits', () => {
  test.each<readonly [what: string, requests: readonly Request[], given: object, want: number]>([
    ['not for a hundred', reads(100), { main: 1 }, 0],
    ['a minute for one more', reads(101), { main: 1 }, minute],
    ['four minutes for five hundred', reads(500), { main: 1 }, 4 * minute],
    ['for the hour, once a thousand are sent', reads(1001), { main: 1 }, hour],
    ['for the hour and a minute', reads(1101), { main: 1 }, hour + minute],
    ['for two hours', reads(2001), { main: 1 }, 2 * hour],
    ['less with two keys', reads(201), { main: 2 }, minute],
    ['not with eleven keys', reads(1100), { main: 11 }, 0],
    ['less with a reader', reads(200), { main: 1, reader: 1 }, 0],
    ['for requests that a reader may not send', reads(200, { effect: 'refused' }), { main: 1, reader: 1 }, minute],
    ['not for requests without a key', reads(5000, { credential: { kind: 'none' } }), { main: 1 }, 0],
    ['not for invalid keys', reads(500, as('expired')), { main: 1, expired: 1 }, 0],
    ['not for keys in the query', reads(500, as('main', { place: 'query' })), { main: 1 }, 0],
    ['not for a quota that is used up on purpose', reads(500, { ...as('exhaustible'), effect: 'quota' }), { exhaustible: 1 }, 0],
    ['for successive roles', [...reads(101), ...reads(101, as('other'))], { main: 1, other: 1 }, 2 * minute],
    [
      'not for a role whose minute is over by then',
      [...reads(100), ...reads(301, as('other')), ...reads(100, {}, 'more')],
      { main: 1, other: 1 },
      3 * minute,
    ],
    ['for a specific key', [...reads(100), ...reads(101, as('main', { nth: 2 }))], { main: 2 }, minute],
    ['for the Retry-After of a rejection', [requestOf({ path: '/later', effect: 'quota', waits: requestOf() })], { main: 1 }, minute],
    ['not without a key', reads(500, as('unprivileged')), { main: 1 }, 0],
  ])('%s', (_what, requests, given, want) => {
    expect(waits(requests, given)).toBe(want)
  })

  test.each<readonly [what: string, requests: readonly Request[], given: object, closing: Closing, want: number]>([
    ['a minute at the end for a key that is spent', reads(91), { main: 1 }, { main: 10 }, minute],
    ['not for a key that has as much left', reads(90), { main: 1 }, { main: 10 }, 0],
    ['not where others carry the load for it', reads(190), { main: 2 }, { main: 10 }, 0],
    ['not for what a key of another role keeps', [...reads(95), ...reads(90, as('other'))], { main: 1, other: 1 }, { other: 10 }, 0],
    ['not for what no key has to keep', reads(100), { main: 1 }, { other: 10 }, 0],
  ])('for what is read when it is over: %s', (_what, requests, given, closing, want) => {
    expect(waits(requests, given, {}, [], closing)).toBe(want)
  })

  test('less if the deployment allows more, and more if it allows less', () => {
    const allowing = (perMinute: number, perHour: number): number => waits(reads(1100), { main: 1 }, { allowance: { perMinute, perHour } })
    expect([allowing(1_000_000, 1_000_000), allowing(200, 2000), allowing(50, 2000)]).toEqual([0, 5 * minute, 21 * minute])
  })

  test('for the rest of an hour that is used up already', () => {
    const spent = { requests: 960, endsIn: 1_000_000 }
    expect(waits(reads(40), { main: 1 }, { spent })).toBe(0)
    expect(waits(reads(41), { main: 1 }, { spent })).toBe(1_000_000 + 1250)
    expect(waits(reads(140), { main: 2 }, { spent })).toBe(0)
  })

  test('less after it has created more keys', () => {
    const made = requestOf({ path: '/keys', effect: 'own' })
    const issued: IssuedKey = { role: 'main', key: { from: made, pointer: '/key' }, ready: made }
    expect(waits([...reads(50), made, ...reads(149, {}, 'more')], { main: 1 }, {}, [issued])).toBe(0)
    expect(waits([...reads(150, {}, 'more'), made, ...reads(50)], { main: 1 }, {}, [issued])).toBe(minute)
  })
})

describe('what can be sent in time', () => {
  const instance = (names: readonly string[], change: Partial<Request> = {}, level: Level = 'MUST'): Instance =>
    instanceOf(aProbe({ level }), Object.fromEntries(names.map((name) => [name, requestOf({ path: name, ...change })])))
  const singles = (count: number, change: Partial<Request> = {}, level: Level = 'MUST', name = 'a'): Instance[] =>
    Array.from({ length: count }, (_, index) => instance([`${name}${index}`], change, level))
  const costOf = ({ requests }: Instance) => new Map(Object.values(requests).map((each) => [keyOf(each), each]))
  const kept = (instances: readonly Instance[], maxWait: number, terms: Partial<Terms> = {}, given: object = { main: 1, other: 1 }) => {
    const plan = (some: readonly Instance[]) => ({
      requests: [...new Map(some.flatMap((each) => [...costOf(each)])).values()],
      issuedKeys: [],
      given,
      closing: {},
    })
    const chosen = timely(instances, { ...unbounded(api), ...terms, maxWait }, costOf, plan)
    expect(waitingOf(plan(chosen), { ...unbounded(api), ...terms })).toBeLessThanOrEqual(maxWait)
    return chosen
  }

  test.each([
    [0, 100],
    [60_000, 100],
    [2 * minute, 300],
    [15 * 60_000, 1000],
    [hour, 1100],
    [hour + 2 * minute, 1200],
  ])('within %i ms is as much as the windows allow: %i', (maxWait, want) => {
    expect(kept(singles(1200), maxWait)).toHaveLength(want)
  })

  test('is everything if it fits, as a new list', () => {
    const instances = singles(100)
    expect(kept(instances, 0)).toEqual(instances)
    expect(kept(instances, 0)).not.toBe(instances)
  })

  test('is the most valuable', () => {
    const [should, must] = [singles(80, {}, 'SHOULD', 's'), singles(80)]
    expect(kept([...should, ...must], 0)).toEqual([...should.slice(0, 20), ...must])
  })

  test('includes everything without a key', () => {
    const free = singles(500, { credential: { kind: 'none' } }, 'SHOULD', 'f')
    expect(kept([...free, ...singles(150)], 0)).toHaveLength(600)
  })

  test('does not restrict roles with enough requests left', () => {
    const other = singles(90, as('other'), 'SHOULD', 'o')
    expect(kept([...other, ...singles(150)], 0).filter((each) => other.includes(each))).toHaveLength(90)
  })

  test('adds up the waits of successive roles', () => {
    const both = [...singles(300), ...singles(300, as('other'), 'MUST', 'o')]
    const some = kept(both, 3 * minute)
    expect(some.length).toBeGreaterThanOrEqual(400)
    expect(kept(both, 4 * minute)).toHaveLength(600)
  })

  test('ignores an intended wait', () => {
    const waiting = instance(['later'], { effect: 'quota', waits: requestOf() })
    expect(kept([waiting, ...singles(10)], minute - 1)).toHaveLength(10)
    expect(kept([waiting, ...singles(10)], minute)).toHaveLength(11)
  })

  test('is little if the hour is used up already', () => {
    const some = kept(singles(100), 0, { spent: { requests: 960, endsIn: 3_000_000 } })
    expect(some.length).toBeGreaterThanOrEqual(20)
    expect(some.length).toBeLessThanOrEqual(40)
  })
})

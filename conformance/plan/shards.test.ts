/** A plan that is divided among several runs. */
import { describe, expect, test } from 'vitest'
import { breakerOf } from '../guard/reasons.ts'
import { dependencies, isSafe, keyOf, type Request } from '../model/request.ts'
import { api } from '../profile/index.ts'
import { FindingIds } from '../report/finding-ids.ts'
import { rules } from '../rules/index.ts'
import { certainIn, decidingAbout, type Instance, type Plan, type PlanOptions } from './model.ts'
import { makePlan } from './plan.ts'
import { pacedBy } from './price.ts'
import { readChoice } from './selection.ts'

const single: PlanOptions = { level: 'contract', seed: 'x', given: { main: 1 } }
const everything: PlanOptions = {
  level: 'full',
  seed: 'x',
  given: { main: 1, other: 1 },
  consent: { writes: true, lasting: true, exhaust: true },
}
const made = new Map<string, Plan[]>()
/** Planned once for all tests. */
function partsOf(options: PlanOptions, count: number): Plan[] {
  const name = JSON.stringify([options, count])
  const known = made.get(name)
  if (known !== undefined) return known
  const parts = Array.from({ length: count }, (_, index) => makePlan(api, rules, { ...options, shard: { index: index + 1, count } }))
  made.set(name, parts)
  return parts
}
const idOf = ({ rule, subject }: Pick<Instance, 'rule' | 'subject'>): string =>
  new FindingIds().next({
    rule: rule.id,
    operation: subject.operation?.id ?? null,
    ...(subject.about === undefined ? {} : { about: subject.about }),
  })
const loadOf = (plan: Plan): number => certainIn(plan).filter((each) => pacedBy(each) !== 'none').length

describe.each([
  ['a single key', single, 3],
  ['every consent', everything, 3],
])('the parts of a plan with %s', (_, options, count) => {
  const whole = makePlan(api, rules, options)
  const parts = partsOf(options, count)

  test('have every check exactly once, in the order of the whole plan', () => {
    const ids = whole.instances.map(idOf)
    const order = new Map(ids.map((id, index) => [id, index]))
    expect(parts.flatMap(({ instances }) => instances.map(idOf)).sort()).toEqual([...ids].sort())
    for (const { instances } of parts) {
      const places = instances.map((each) => order.get(idOf(each)) ?? -1)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }
  })

  test('say of every check of another part that it belongs there', () => {
    for (const { instances, leftOut } of parts) {
      const elsewhere = leftOut.filter(({ by }) => by === 'shard')
      expect(instances.length + elsewhere.length).toBe(whole.instances.length)
      expect(leftOut.length - elsewhere.length).toBe(whole.leftOut.length)
    }
  })

  test('contain everything that their checks need, before they need it', () => {
    for (const plan of parts) {
      const turns = new Map(plan.requests.map((each, index) => [keyOf(each), index]))
      for (const request of plan.requests) {
        for (const each of [...dependencies(request), ...decidingAbout(request, plan)])
          expect(turns.get(keyOf(each)), `${request.method} ${request.path}`).toBeLessThan(turns.get(keyOf(request)) ?? -1)
      }
      for (const { requests } of plan.instances) for (const each of Object.values(requests)) expect(turns.has(keyOf(each))).toBe(true)
    }
  })

  test('know the positions of their requests in the whole plan, whatever their names', () => {
    for (const { requests, shard } of parts) {
      for (const each of requests) {
        const place = shard?.places.get(keyOf(each))
        const original = place === undefined ? undefined : whole.requests[place]
        if (original === undefined) continue
        expect([each.method, each.operation, each.credential.kind, each.effect]).toEqual([
          original.method,
          original.operation,
          original.credential.kind,
          original.effect,
        ])
      }
      expect(shard?.checks.map(idOf)).toEqual([...whole.instances, ...whole.leftOut].map(idOf))
    }
  })

  test('have about the same price, and the requests that several parts send are few', () => {
    const loads = parts.map(loadOf)
    const mean = loads.reduce((sum, each) => sum + each, 0) / count
    expect(Math.max(...loads)).toBeLessThan(1.25 * mean)
    for (const { shard } of parts) expect(shard?.shared).toBeLessThan(0.15 * certainIn(whole).length)
  })
})

test('a plan is divided the same way whatever its seed', () => {
  const [own, others] = [partsOf(single, 3), partsOf({ ...single, seed: 'another' }, 3)]
  expect(others.map(({ instances }) => instances.map(idOf))).toEqual(own.map(({ instances }) => instances.map(idOf)))
  expect(others.map(({ requests }) => requests.length)).toEqual(own.map(({ requests }) => requests.length))
})

describe('what only one part may do', () => {
  const parts = partsOf(everything, 3)
  const holders = (does: (request: Request) => boolean): number => parts.filter(({ requests }) => requests.some(does)).length

  test('is using up a key', () => {
    expect(holders(({ effect }) => effect === 'quota')).toBe(1)
  })

  test('is changing settings', () => {
    const setting = Object.entries(api.profile.targets).flatMap(([id, target]) => (target.reach === 'setting' ? [id] : []))
    const changes = ({ operation, method }: Request): boolean => setting.includes(operation ?? '') && !isSafe(method)
    expect(setting).not.toEqual([])
    expect(holders((each) => changes(each) && each.isRefused !== true && each.credential.kind === 'key')).toBe(1)
  })

  // The first one that a deployment accepts stops the others, wherever they belong.
  test('is sending writes by one operation that must be rejected', () => {
    const breakers = new Set(parts.flatMap(({ requests }) => requests.flatMap((each) => breakerOf(each) ?? [])))
    expect(breakers.size).toBeGreaterThan(10)
    for (const breaker of breakers) expect([breaker, holders((each) => breakerOf(each) === breaker)]).toEqual([breaker, 1])
  })
})

test('parts have different tags, so that none takes the resources of another for its own', () => {
  expect(new Set(partsOf(everything, 3).map(({ tag }) => tag)).size).toBe(3)
})

test('every part begins with the read that shows that the address and the key are valid', () => {
  const [one, ...others] = partsOf(single, 3).map(({ requests: [first] }) => first)
  expect(one).toMatchObject({ method: 'GET', credential: { kind: 'key', role: 'main' } })
  for (const each of others) expect(each).toEqual(one)
})

test('a part is empty if there are more parts than checks', () => {
  const select = readChoice({ only: ['pagination/past-the-end-empty'] }, api, rules)
  const options = { ...single, ...(select === undefined ? {} : { select }) }
  const [first, last] = [1, 500].map((index) => makePlan(api, rules, { ...options, shard: { index, count: 500 } }))
  expect(first?.requests).not.toEqual([])
  expect(last?.requests).toEqual([])
})

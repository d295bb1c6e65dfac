import { describe, expect, test } from 'vitest'
import type { Cover } from '../model/cover.ts'
import type { Exchange } from '../model/exchange.ts'
import { keyOf, type Request } from '../model/request.ts'
import { repeatedIn, repetitionsOf } from '../plan/model.ts'
import { answer, aProbe, instanceOf, requestOf } from '../testing/fixture.ts'
import { Conditions } from './conditions.ts'

const [together, single, other, creation] = [1, 2, 3, 4].map((again) => requestOf({ again })) as [Request, Request, Request, Request]
const check = requestOf({ again: 5, after: [creation] })
const cover: Cover = { kind: 'combined', if: [{ request: together, status: 400 }] }

/** Decides about a plan in which `single` needs `creation`, which `check` looks at, and `other` is covered by `single`. */
function conditions(...exchanges: readonly Exchange[]): Conditions {
  const plan = {
    requests: [together, creation, check, single, other],
    covers: new Map([
      [keyOf(single), cover],
      [keyOf(other), { kind: 'shown', if: [{ request: single, status: 400 }] } satisfies Cover],
    ]),
    conditional: new Map([
      [keyOf(creation), [keyOf(single)]],
      [keyOf(check), []],
      [keyOf(single), [keyOf(single)]],
      [keyOf(other), [keyOf(other)]],
    ]),
  }
  return new Conditions({ ...plan, instances: [] }, answersOf(exchanges), () => undefined)
}

const answersOf = (exchanges: readonly Exchange[]) => ({
  byRequest: new Map(exchanges.map((each) => [keyOf(each.request.planned), each])),
  unsent: new Map<string, string>(),
})

const all = [together, creation, check, single, other]

describe('a request that may not be necessary', () => {
  test('is spared with everything that only it needs, if a response covers it', () => {
    const run = conditions(answer({ planned: together, status: 400 }))
    expect(all.map((each) => run.spare(each))).toEqual([false, true, true, true, true])
    expect(run.covered.get(keyOf(single))).toEqual({ request: together, kind: 'combined' })
    // What covers another one may be covered itself.
    expect(run.covered.get(keyOf(other))).toEqual({ request: single, kind: 'shown' })
    expect([run.uncovered.size, run.planned]).toEqual([0, 1])
  })

  test('is sent with everything that it needs, if no response covers it, and the reason is kept', () => {
    const run = conditions(answer({ planned: together, status: 200 }))
    expect(all.slice(0, 4).map((each) => run.spare(each))).toEqual([false, false, false, false])
    expect(run.covered.size).toBe(0)
    expect(run.uncovered.get(keyOf(single))).toBe('the request to listProducts with several faults returned 200 instead of 400')
    expect(run.planned).toBe(4)
  })

  describe('because it repeats another one', () => {
    const rule = aProbe({ ask: () => ({ one: together, two: other }), repeats: ['one'] })
    const instance = instanceOf(rule, { one: together, two: other, ...repetitionsOf(rule, { one: together }) })
    const [{ repetition } = { repetition: other }] = repeatedIn(instance)
    const run = (doubt: string | undefined): Conditions =>
      new Conditions(
        {
          requests: [together, other, repetition],
          covers: new Map([[keyOf(repetition), { kind: 'repeat', if: [{ request: together }] } satisfies Cover]]),
          conditional: new Map([[keyOf(repetition), [keyOf(repetition)]]]),
          instances: [instanceOf(aProbe(), { only: other }), instance],
        },
        answersOf([]),
        (each) => (each === instance ? doubt : 'another check'),
      )

    test('waits for all requests of the checks that need it, and for no repetition', () => {
      expect(run(undefined).sources(repetition)).toEqual([together, other])
    })
    test('is spared if no check is in doubt, and the other response is judged', () => {
      const made = run(undefined)
      expect(made.spare(repetition)).toBe(true)
      expect(made.covered.get(keyOf(repetition))).toEqual({ request: together, kind: 'repeat' })
    })
    test('is sent if a check is in doubt, with the reason', () => {
      const made = run('a check fails')
      expect(made.spare(repetition)).toBe(false)
      expect([...made.uncovered]).toEqual([[keyOf(repetition), 'a check fails']])
    })
  })

  test('has sources that must be answered first; a request that is sent in any case has none', () => {
    const run = conditions()
    expect(run.sources(creation)).toEqual([together])
    expect(run.sources(together)).toEqual([])
    expect([run.isConditional(together), run.isConditional(check)]).toEqual([false, true])
  })
})

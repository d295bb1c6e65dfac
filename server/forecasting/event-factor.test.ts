import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actsOn, dailyFactors, stackedFactor } from './event-factor.ts'
import { dayOf } from './calendar.ts'
import { rounded } from './rounding.ts'

const times = (liftPct: number) => ({ liftPct, stackingMode: 'MULTIPLICATIVE' as const })
const plus = (liftPct: number) => ({ liftPct, stackingMode: 'ADDITIVE' as const })

describe('lifts on one day', () => {
  test.each([
    ['nothing', [], 1],
    ['one, multiplied', [times(0.25)], 1.25],
    ['one, added', [plus(0.25)], 1.25],
    ['two, multiplied', [times(0.25), times(0.15)], 1.4375],
    ['two, added', [plus(0.25), plus(0.15)], 1.4],
    ['two added, one multiplied', [plus(0.25), plus(0.15), times(0.1)], 1.54],
    ['the same in another order', [times(0.1), plus(0.15), plus(0.25)], 1.54],
    ['one that halves', [times(-0.5), plus(0.1)], 0.55],
    ['more taken away than there is', [plus(-0.9), plus(-0.9), times(3)], 0],
    ['more than anybody can mean', Array.from({ length: 100 }, () => times(5)), 1000],
    ['so many that no number is large enough', Array.from({ length: 2000 }, () => times(5)), 1000],
  ])('%s', (_, lifts, want) => {
    expect(rounded(stackedFactor(lifts), 12)).toBe(want)
  })

  test('stack to exactly the numbers of the contract', () => {
    expect(stackedFactor([times(0.25), times(0.15)])).toBe(1.4375)
    expect(rounded(stackedFactor([plus(0.25), plus(0.15)]) - 1, 4)).toBe(0.4)
  })

  const lift = fc.record({
    liftPct: fc.integer({ min: -99, max: 500 }).map((percent) => percent / 100),
    stackingMode: fc.constantFrom('ADDITIVE' as const, 'MULTIPLICATIVE' as const),
  })

  test('stack in any order, to no less than nothing', () => {
    fc.assert(
      fc.property(fc.array(lift, { maxLength: 6 }), (lifts) => {
        const factor = stackedFactor(lifts)
        expect(factor).toBeGreaterThanOrEqual(0)
        expect(stackedFactor(lifts.toReversed())).toBeCloseTo(factor, 6)
      }),
    )
  })

  test('are added before they are multiplied', () => {
    fc.assert(
      fc.property(fc.array(lift, { maxLength: 6 }), (lifts) => {
        const added = 1 + lifts.filter((each) => each.stackingMode === 'ADDITIVE').reduce((sum, each) => sum + each.liftPct, 0)
        const product = lifts.filter((each) => each.stackingMode === 'MULTIPLICATIVE').reduce((all, each) => all * (1 + each.liftPct), 1)
        expect(stackedFactor(lifts)).toBeCloseTo(Math.min(Math.max(added, 0) * product, 1000), 6)
      }),
    )
  })
})

const event = (wish: Partial<Parameters<typeof actsOn>[0]>) => ({
  id: 'event_1',
  startsAt: '2026-06-02T23:59:59Z',
  endsAt: '2026-06-04T00:00:00Z',
  value: { ...times(0.25), description: null },
  productMasterId: null,
  locationId: null,
  ...wish,
})

test('an event acts on every day that it touches, from the first to the last', () => {
  const first = dayOf('2026-06-01')
  expect([...dailyFactors([event({})], first, 5)]).toEqual([1, 1.25, 1.25, 1.25, 1])
  expect([...dailyFactors([event({ startsAt: '2020-01-01T00:00:00Z', endsAt: '2030-01-01T00:00:00Z' })], first, 3)]).toEqual([
    1.25, 1.25, 1.25,
  ])
  expect([...dailyFactors([], first, 2)]).toEqual([1, 1])
})

test.each([
  [{}, true],
  [{ productMasterId: 'prod_1' }, true],
  [{ locationId: 'loc_1' }, true],
  [{ productMasterId: 'prod_1', locationId: 'loc_1' }, true],
  [{ productMasterId: 'prod_2' }, false],
  [{ locationId: 'loc_2' }, false],
  [{ productMasterId: 'prod_1', locationId: 'loc_2' }, false],
])('an event with %j acts on prod_1 at loc_1: %s', (wish, want) => {
  expect(actsOn(event(wish), { productMasterId: 'prod_1', locationId: 'loc_1' })).toBe(want)
})

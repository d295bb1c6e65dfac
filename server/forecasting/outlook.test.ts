import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DemandLine, ForecastEvent } from '../store/forecasting-store.ts'
import { dateOf, dayOf } from './calendar.ts'
import { bucketsOf, fitLines, outlookOf, sigmaOf, totalOf } from './outlook.ts'

const last = dayOf('2026-05-31')
const line = (quantities: readonly number[], productMasterId = 'prod_1'): DemandLine => ({
  productMasterId,
  locationId: 'loc_1',
  channelId: 'DTC',
  startDate: dateOf(last - quantities.length + 1),
  quantities,
})
const event = (wish: Partial<ForecastEvent>): ForecastEvent => ({
  id: 'event_1',
  name: 'Sale',
  type: 'PROMOTION',
  startsAt: '2026-06-01T00:00:00Z',
  endsAt: '2026-06-30T23:59:59Z',
  value: { liftPct: 0.25, stackingMode: 'MULTIPLICATIVE', description: null },
  isGlobal: true,
  isOrgWide: true,
  productMasterId: null,
  productMaster: null,
  locationId: null,
  createdAt: '2026-05-18T09:00:00Z',
  updatedAt: '2026-05-18T09:00:00Z',
  ...wish,
})

describe('a history', () => {
  test('begins with the first demand and reaches to the last day that is known, whatever a line says', () => {
    const early = { ...line([0, 0, 3, 4]), startDate: '2026-05-25' }
    const [fitted] = fitLines([early], last)
    expect(dateOf(fitted?.start ?? 0)).toBe('2026-05-27')
    expect(fitted?.history).toEqual([3, 4, 0, 0, 0])
  })

  test('without any demand is none', () => {
    expect(fitLines([line([]), line([0, 0])], last)).toEqual([])
  })
})

test('errors are added up day by day before they are squared', () => {
  const noisy = (sign: number) => line(Array.from({ length: 60 }, (_, day) => 50 + sign * ((day * 7919) % 11)))
  const [up, down] = [fitLines([noisy(1)], last), fitLines([noisy(-1)], last)]
  expect(sigmaOf(up)).toBeGreaterThan(1)
  expect(sigmaOf([...up, ...down])).toBeCloseTo(0, 6)
  expect(sigmaOf([...up, ...up])).toBeCloseTo(2 * sigmaOf(up), 9)
  expect(sigmaOf([])).toBe(0)
})

test('a line that is forecast by its mean counts with what it deviates from that', () => {
  expect(sigmaOf(fitLines([line([1, 3])], last))).toBe(1)
})

describe('stacking, seen from outside', () => {
  const lines = fitLines([line(Array.from({ length: 70 }, () => 40))], last)
  const lift = (liftPct: number, stackingMode: 'ADDITIVE' | 'MULTIPLICATIVE', id: string) =>
    event({ id, value: { liftPct, stackingMode, description: null } })

  test.each([
    ['MULTIPLICATIVE', 1.4375, 57.5],
    ['ADDITIVE', 1.4, 56],
  ] as const)('%s: 25 %% and 15 %% give %d', (mode, factor, quantity) => {
    const [bucket] = bucketsOf(outlookOf(lines, [lift(0.25, mode, 'event_1'), lift(0.15, mode, 'event_2')], last + 1, 1))
    expect(bucket).toMatchObject({ baselineQuantity: 40, eventFactor: factor, forecastQuantity: quantity })
  })

  test('an event acts on its lines only, and is named only where it acts', () => {
    const both = fitLines(
      [
        line(Array.from({ length: 70 }, () => 40)),
        line(
          Array.from({ length: 70 }, () => 10),
          'prod_2',
        ),
      ],
      last,
    )
    const events = [event({ id: 'event_1', productMasterId: 'prod_2' }), event({ id: 'event_2', productMasterId: 'prod_3' })]
    const outlook = outlookOf(both, events, last + 1, 1)
    expect(outlook.eventIds).toEqual(['event_1'])
    expect(bucketsOf(outlook)[0]).toMatchObject({ baselineQuantity: 50, forecastQuantity: 52.5, eventFactor: 1.05 })
  })
})

describe('whatever the demand and the events', () => {
  const quantities = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 60 })
  const lifts = fc.array(
    fc.record({
      liftPct: fc.integer({ min: -99, max: 500 }).map((percent) => percent / 100),
      stackingMode: fc.constantFrom('ADDITIVE' as const, 'MULTIPLICATIVE' as const),
      productMasterId: fc.constantFrom(null, 'prod_0', 'prod_1'),
      days: fc.integer({ min: 1, max: 20 }),
    }),
    { maxLength: 4 },
  )
  const given = fc.record({ histories: fc.array(quantities, { maxLength: 4 }), lifts, days: fc.integer({ min: 1, max: 30 }) })

  test('the interval holds the forecast, a total is the sum of its days, and the parts make up the whole', () => {
    fc.assert(
      fc.property(given, ({ histories, lifts, days }) => {
        const lines = fitLines(
          histories.map((history, index) => line(history, `prod_${index}`)),
          last,
        )
        const events = lifts.map(({ days, productMasterId, ...value }, index) =>
          event({
            id: `event_${index}`,
            productMasterId,
            value: { ...value, description: null },
            endsAt: `2026-06-${String(days).padStart(2, '0')}T00:00:00Z`,
          }),
        )
        const outlook = outlookOf(lines, events, last + 1, days)
        const buckets = bucketsOf(outlook)
        const total = totalOf(outlook, 1, days)
        for (const each of [...buckets, total]) {
          expect(each.lowerQuantity).toBeGreaterThanOrEqual(0)
          expect(each.lowerQuantity).toBeLessThanOrEqual(each.forecastQuantity)
          expect(each.upperQuantity).toBeGreaterThanOrEqual(each.forecastQuantity)
        }
        for (const member of ['baselineQuantity', 'forecastQuantity'] as const) {
          expect(total[member]).toBeCloseTo(
            buckets.reduce((sum, each) => sum + each[member], 0),
            6,
          )
          const parts = lines.map((each) => totalOf(outlookOf([each], events, last + 1, days), 1, days)[member])
          const slack = 0.005 * days * (lines.length + 1) + 1e-6
          expect(Math.abs(parts.reduce((sum, each) => sum + each, 0) - total[member])).toBeLessThanOrEqual(slack)
        }
      }),
    )
  })
})

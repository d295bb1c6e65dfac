import { expect, test } from 'vitest'
import { contract, type Schemas } from '../../spec/contract.ts'
import type { NamedDemandLine } from '../store/forecasting-store.ts'
import { bandOf, forecastAccuracy, measure, observationsOf, shownMeasures, skuFigures } from './accuracy.ts'
import { dateOf, dayOf } from './calendar.ts'
import { fitLines } from './outlook.ts'

test('the figures of the contract come out of its buckets', () => {
  const { data } = contract.operations.getSkuAccuracy.success.examples['success'] as { data: Schemas['SkuAccuracy'] }
  const { mape, wape, bias, biasPercent, accuracy, band, forecastQuantity, actualQuantity, buckets } = data
  const observations = buckets.map(({ date, forecastQuantity, actualQuantity }) => ({
    day: dayOf(date),
    forecast: forecastQuantity,
    actual: actualQuantity,
  }))
  expect(skuFigures(observations)).toEqual({ mape, wape, bias, biasPercent, accuracy, band, forecastQuantity, actualQuantity, buckets })
})

test.each([
  ['too much', [[12, 10]], { mape: 20, wape: 20, bias: 20, biasPercent: 20, accuracy: 80 }],
  ['too little', [[5, 10]], { mape: 50, wape: 50, bias: -50, biasPercent: -50, accuracy: 50 }],
  [
    'one and the other',
    [
      [12, 10],
      [8, 10],
    ],
    { mape: 20, wape: 20, bias: 0, biasPercent: 0, accuracy: 80 },
  ],
  [
    'a day without demand',
    [
      [4, 0],
      [10, 10],
    ],
    { mape: 0, wape: 40, bias: 40, biasPercent: 40, accuracy: 100 },
  ],
  [
    'a small day beside a large one',
    [
      [2, 1],
      [100, 100],
    ],
    { mape: 50, wape: 1, bias: 1, biasPercent: 1, accuracy: 50 },
  ],
  ['worse than nothing', [[30, 10]], { mape: 200, wape: 200, bias: 200, biasPercent: 200, accuracy: 0 }],
  ['no demand', [[4, 0]], { mape: null, wape: null, bias: null, biasPercent: null, accuracy: null }],
  ['no days', [], { mape: null, wape: null, bias: null, biasPercent: null, accuracy: null }],
])('%s', (_, days, want) => {
  expect(shownMeasures(measure(days.map(([forecast = 0, actual = 0]) => ({ forecast, actual }))))).toEqual(want)
})

test.each([
  [null, null],
  [0, 'EXCELLENT'],
  [9.9, 'EXCELLENT'],
  [10, 'GOOD'],
  [19.9, 'GOOD'],
  [20, 'FAIR'],
  [30, 'FAIR'],
  [30.1, 'POOR'],
])('a MAPE of %s is %s', (mape, want) => {
  expect(bandOf(mape)).toBe(want)
})

const last = dayOf('2026-05-31')
const period = { name: 'LAST_30_DAYS', first: last - 29, last, days: 30 } as const
const line = (productMasterId: string, quantities: number[], channelId = 'DTC'): NamedDemandLine => ({
  productMasterId,
  locationId: 'loc_1',
  channelId,
  startDate: dateOf(last - quantities.length + 1),
  quantities,
  sku: productMasterId.toUpperCase(),
  productName: productMasterId,
})
const constant = (quantity: number, days: number) => Array.from({ length: days }, () => quantity)

test('a day counts from the 21st day of history on, for that is when two weeks were known a week before', () => {
  const observations = observationsOf(fitLines([line('a', constant(5, 25)), line('a', constant(2, 22), 'WEB')], last), period)
  expect(observations.map(({ day, actual }) => [last - day, actual])).toEqual([
    [4, 5],
    [3, 5],
    [2, 5],
    [1, 7],
    [0, 7],
  ])
  for (const { forecast, actual } of observations) expect(forecast).toBeCloseTo(actual, 9)
})

test('SKUs are counted by MAPE, those without demand or forecast not at all, and those that lean most come first', () => {
  const rising = (by: number) => Array.from({ length: 60 }, (_, day) => (day < 31 ? 10 : 10 + by))
  const lines = [
    line('even', constant(10, 60)),
    line('idle', [1, ...constant(0, 59)]),
    line('new', constant(10, 12)),
    line('falls', rising(-5)),
    line('rises', rising(10)),
    line('rises more', rising(20)),
  ]
  const accuracy = forecastAccuracy(fitLines(lines, last), period)
  expect(accuracy).toMatchObject({ period: 'LAST_30_DAYS', skuCount: 4, excellentCount: 1 })
  expect(accuracy.excellentCount + accuracy.goodCount + accuracy.fairCount + accuracy.poorCount).toBe(4)
  expect(accuracy.topOverforecast.map(({ sku }) => sku)).toEqual(['FALLS'])
  expect(accuracy.topUnderforecast.map(({ sku }) => sku)).toEqual(['RISES MORE', 'RISES'])
  expect(forecastAccuracy([], period)).toMatchObject({ skuCount: 0, mape: null, wape: null, bias: null, accuracy: null })
})

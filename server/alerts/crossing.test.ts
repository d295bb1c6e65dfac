import { expect, test } from 'vitest'
import { crossings, type Thresholds } from './crossing.ts'

const shop = { safetyStock: 0, lowAtpThreshold: 10 }
const market = { safetyStock: 5, lowAtpThreshold: 4 }

test.each<
  [why: string, was: [onHand: number, available: number], is: [onHand: number, available: number], Partial<Thresholds>, want: string[]]
>([
  ['nothing left', [5, 5], [0, 0], {}, ['STOCKOUT 0 0']],
  ['less than nothing left', [5, 0.000001], [5, -2], {}, ['STOCKOUT -2 0']],
  ['nothing left already', [5, 0], [5, -2], {}, []],
  ['something back', [0, 0], [5, 5], {}, []],
  ['still above', [20, 20], [11, 11], { channels: [shop] }, []],
  ['down to the threshold', [20, 20], [10, 10], { channels: [shop] }, ['LOW_ATP 10 10']],
  ['low already', [10, 10], [9, 9], { channels: [shop] }, []],
  ['up again', [5, 5], [20, 20], { channels: [shop] }, []],
  ['less the safety stock', [20, 9.5], [20, 9], { channels: [market] }, ['LOW_ATP 4 4']],
  ['two channels, the lower told', [20, 20], [8, 8], { channels: [shop, market] }, ['LOW_ATP 3 4']],
  ['only what crossed is told', [9.5, 9.5], [9, 9], { channels: [shop, market] }, ['LOW_ATP 4 4']],
  ['of equals the first', [20, 20], [3, 3], { channels: [shop, { ...shop, lowAtpThreshold: 5 }] }, ['LOW_ATP 3 10']],
  ['out and low', [20, 20], [0, 0], { channels: [shop] }, ['STOCKOUT 0 0', 'LOW_ATP 0 10']],
  ['above the most', [500, 0], [500.5, 0], { maxQuantity: 500 }, ['OVERSTOCK 500.5 500']],
  ['just the most', [1, 0], [500, 0], { maxQuantity: 500 }, []],
  ['too much already', [501, 0], [600, 0], { maxQuantity: 500 }, []],
  ['no most', [1, 0], [600, 0], {}, []],
  ['a most of nothing', [0, 0], [1, 0], { maxQuantity: 0 }, ['OVERSTOCK 1 0']],
])('%s', (_, [wasOnHand, was], [isOnHand, is], thresholds, want) => {
  const found = crossings(
    { onHand: wasOnHand, available: was },
    { onHand: isOnHand, available: is },
    { maxQuantity: null, channels: [], ...thresholds },
  )
  expect(found.map(({ type, value, threshold }) => `${type} ${value} ${threshold}`)).toEqual(want)
})

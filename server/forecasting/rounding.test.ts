import { expect, test } from 'vitest'
import { percent, rounded, sumOfUnits, units } from './rounding.ts'

test.each([
  [1.005, 2, 1.01],
  [-1.005, 2, -1.01],
  [0.125, 2, 0.13],
  [-0.05, 1, -0.1],
  [-0.04, 1, 0],
  [1.43750000001, 4, 1.4375],
  [2.675, 2, 2.68],
  [1e9, 2, 1e9],
])('%d to %d decimals is %d', (value, decimals, want) => {
  expect(rounded(value, decimals)).toBe(want)
})

test('a percentage has one decimal, a quantity two and no more than the contract allows', () => {
  expect(percent(18.449)).toBe(18.4)
  expect(units(81.9375)).toBe(81.94)
  expect(units(1e16)).toBe(1e15)
})

test('a sum is that of what is shown', () => {
  expect(sumOfUnits([0.014, 0.014, 0.014])).toBe(0.03)
  expect(sumOfUnits(Array.from({ length: 90 }, () => 0.1))).toBe(9)
})

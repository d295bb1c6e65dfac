import { expect, it } from 'vitest'
import { pooled } from './random-pool.ts'

/** All bytes in turn, from 0 on, and how many were asked for at a time. */
function counting() {
  let next = 0
  const asked: number[] = []
  const random = (size: number) => {
    asked.push(size)
    return Uint8Array.from({ length: size }, () => next++ % 256)
  }
  return { random, asked }
}

it('asks for many bytes at a time, and hands out each of them once', () => {
  const { random, asked } = counting()
  const draw = pooled(random, 10)
  expect([4, 4, 4, 10].map((count) => [...draw(count)])).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [10, 11, 12, 13],
    [20, 21, 22, 23, 24, 25, 26, 27, 28, 29],
  ])
  expect(asked).toEqual([10, 10, 10])
})

it('does not touch what was handed out before', () => {
  const draw = pooled(counting().random, 4)
  const first = draw(4)
  draw(4)
  expect([...first]).toEqual([0, 1, 2, 3])
})

it('hands on what is more than it keeps', () => {
  const { random, asked } = counting()
  expect(pooled(random, 10)(11)).toHaveLength(11)
  expect(asked).toEqual([11])
})

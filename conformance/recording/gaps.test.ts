import { expect, test } from 'vitest'
import { Gaps, gapsOf, renderGaps } from './gaps.ts'

test('skipped exchanges are counted by reason, with the first positions', () => {
  const gaps = new Gaps()
  for (let number = 1; number <= 7; number++) gaps.note(number, 'it was away')
  gaps.note(8, 'it had no \u001b[31mbody')
  expect(gaps.list()).toEqual([
    { why: 'it was away', count: 7, first: [1, 2, 3, 4, 5] },
    { why: 'it had no \u001b[31mbody', count: 1, first: [8] },
  ])
  const lines = renderGaps(gaps.list(), 'exchange')
  expect(lines).toMatch(/^left out: 7 exchanges \(1, 2, 3, 4, 5 …\): it was away\nleft out: exchange 8: it had no [^\n]*body\n$/)
  expect(lines).not.toContain('\u001b')
  expect(gapsOf([7, 9].map((entry) => ({ entry, why: 'x' })))).toEqual([{ why: 'x', count: 2, first: [7, 9] }])
})

test('distinct reasons from a deployment use bounded memory', () => {
  const gaps = new Gaps()
  for (let number = 1; number <= 1000; number++) gaps.note(number, `it is coded as x${number}`)
  const all = gaps.list()
  expect(all.length).toBeLessThan(25)
  expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(1000)
  expect(all.at(-1)).toMatchObject({ why: 'other reasons' })
})

import { describe, expect, test } from 'vitest'
import { fraction, seededBytes } from './chance.ts'
import { createRules } from './rules.ts'

const draws = (seed: string) => (id: string) => {
  const { bytes } = seededBytes(`${seed} ${id}`)
  return () => fraction(bytes)
}
const anyone = { operation: undefined, key: undefined }

describe('a rule', () => {
  test('without conditions affects every request', () => {
    const rules = createRules<string>('rule', draws('x'))
    rules.add('all', {})
    expect([1, 2, 3].map(() => rules.hit(anyone).length)).toEqual([1, 1, 1])
    expect(rules.list()).toEqual([{ id: 'rule-1', effect: 'all', conditions: {}, affected: 3 }])
  })

  test('affects only requests that meet all its conditions, and counts only these for the next n', () => {
    const rules = createRules<string>('rule', draws('x'))
    rules.add('both', { operation: 'getProduct', key: 'A', next: 2 })
    const facts = [
      { operation: 'getProduct', key: 'B' },
      { operation: 'listProducts', key: 'A' },
      anyone,
      { operation: 'getProduct', key: 'A' },
      { operation: 'getProduct', key: 'A' },
      { operation: 'getProduct', key: 'A' },
    ] as const
    expect(facts.map((each) => rules.hit(each).length)).toEqual([0, 0, 0, 1, 1, 0])
  })

  test('with a probability affects that share, the same with the same seed, and exactly the next n of them', () => {
    const affected = (seed: string) => {
      const rules = createRules<string>('rule', draws(seed))
      rules.add('some', { probability: 0.3 })
      return Array.from({ length: 1000 }, () => rules.hit(anyone).length)
    }
    const [once, again, other] = [affected('a'), affected('a'), affected('b')]
    expect(again).toEqual(once)
    expect(other).not.toEqual(once)
    const share = once.reduce((sum, each) => sum + each, 0) / 1000
    expect(share).toBeGreaterThan(0.25)
    expect(share).toBeLessThan(0.35)

    const rules = createRules<string>('rule', draws('a'))
    rules.add('some', { probability: 0.3, next: 5 })
    expect(Array.from({ length: 1000 }, () => rules.hit(anyone).length).reduce((sum, each) => sum + each, 0)).toBe(5)
  })

  test.each([
    [0, 0],
    [1, 100],
  ])('of probability %d affects none or all', (probability, expected) => {
    const rules = createRules<string>('rule', draws('x'))
    rules.add('some', { probability })
    expect(Array.from({ length: 100 }, () => rules.hit(anyone).length).filter((each) => each === 1)).toHaveLength(expected)
  })

  test('does not change the random choices of another one', () => {
    const choices = (others: number) => {
      const rules = createRules<string>('rule', draws('x'))
      rules.add('watched', { probability: 0.5 })
      for (let other = 0; other < others; other++) rules.add('other', { probability: 0.5 })
      return Array.from({ length: 50 }, () => rules.hit(anyone).some(({ effect }) => effect === 'watched'))
    }
    expect(choices(3)).toEqual(choices(0))
  })

  test('can be removed, once', () => {
    const rules = createRules<string>('rule', draws('x'))
    const { id } = rules.add('all', {})
    expect([rules.remove(id), rules.remove(id)]).toEqual([true, false])
    expect(rules.hit(anyone)).toEqual([])
  })
})

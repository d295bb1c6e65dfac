import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scoreOf, type Features } from '../../conformance/report/leads.ts'
import { learn, type Example } from './learn.ts'

const best = (features: readonly Features[], weights: Readonly<Record<string, number>>): number => {
  const scores = features.map((each) => scoreOf(each, weights))
  return scores.indexOf(Math.max(...scores))
}

test('what named the fault in the examples has the highest score', () => {
  const example = (named: Features, other: Features): Example => ({ features: [other, named], names: [false, true] })
  const examples = [
    example({ 'rule a/one': 1, earliest: 1 }, { 'rule b/two': 1 }),
    example({ 'rule a/one': 1 }, { 'rule b/two': 1, widest: 1 }),
    example({ 'rule c/three': 1, earliest: 1 }, { 'rule b/two': 1, widest: 1 }),
  ]
  const weights = learn(examples)
  for (const { features, names } of examples) expect(names[best(features, weights)]).toBe(true)
  expect(weights['earliest']).toBeGreaterThan(weights['widest'] ?? 0)
  // Of a rule that no example knows, the other features decide.
  expect(best([{ 'rule d/four': 1 }, { 'rule e/five': 1, earliest: 1 }], weights)).toBe(1)
})

test('equal examples give equal weights, without an order among the candidates', () => {
  const feature = fc.dictionary(fc.constantFrom('rule a/one', 'rule b/two', 'earliest', 'reach'), fc.integer({ min: 1, max: 3 }))
  fc.assert(
    fc.property(fc.array(fc.tuple(feature, feature), { maxLength: 5 }), (pairs) => {
      const forward = pairs.map(([a, b]): Example => ({ features: [a, b], names: [true, false] }))
      const backward = pairs.map(([a, b]): Example => ({ features: [b, a], names: [false, true] }))
      expect(learn(forward)).toEqual(learn(forward))
      expect(learn(backward)).toEqual(learn(forward))
    }),
    { numRuns: 20 },
  )
})

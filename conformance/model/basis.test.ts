import { describe, expect, test } from 'vitest'
import { basisOf, citedBasis, decided, promised, toldOf } from './basis.ts'
import { fails, firstFault, passes, unclear } from './judgement.ts'
import { rules } from '../rules/index.ts'

describe('the basis from citations', () => {
  test.each([
    [['R02', 'OWASP API2:2023'], 'MUST', 'promised'],
    [['RFC 9110 §11.6.1'], 'MUST', 'promised'],
    // A SHOULD of an RFC is not a promise.
    [['RFC 9110 §6.6.1'], 'SHOULD', 'decided'],
    [['R18'], 'SHOULD', 'promised'],
    [['D04'], 'MUST', 'decided'],
    [['OWASP API8:2023'], 'MUST', 'decided'],
    [['practice: a list contains every existing item'], 'MUST', 'decided'],
    [['R08', 'D03'], 'MUST', undefined],
    [['D12', 'RFC 9110 §8.3'], 'MUST', undefined],
  ] as const)('%j with %s: %s', (cites, level, want) => {
    expect(citedBasis({ cites, level })).toBe(want)
  })

  test('is completed for every rule that cites both, and overridden only if an RFC has no MUST', () => {
    const mixed = rules.filter((rule) => rule.level === 'MUST' && citedBasis(rule) === undefined).map(({ id }) => id)
    expect(mixed.filter((id) => !toldOf.includes(id))).toEqual([])
    const vain = toldOf.filter((id) => {
      const rule = rules.find((each) => each.id === id)
      return rule === undefined || citedBasis(rule) === basisOf(rule)
    })
    expect(vain).toEqual([])
  })
})

test('a failure may have another basis than its rule', () => {
  expect(promised(fails('a', 'b'))).toEqual({ is: 'fail', expected: 'a', seen: 'b', basis: 'promised' })
  expect(decided(fails('a', 'b'))).toEqual({ is: 'fail', expected: 'a', seen: 'b', basis: 'decided' })
  for (const each of [passes, unclear('x')]) expect([promised(each), decided(each)]).toEqual([each, each])
})

describe('among several faults', () => {
  const [one, other] = [decided(fails('one', '')), decided(fails('other', ''))]
  const broken = fails('promise', '')

  test('a violated promise comes before a violated decision', () => {
    expect(firstFault([passes, one, other, broken])).toBe(broken)
    expect(firstFault([one, promised(broken), other])).toEqual(promised(broken))
  })
  test('otherwise the first one counts', () => {
    expect(firstFault([passes, one, other])).toBe(one)
    expect(firstFault([one, unclear('x')])).toBe(one)
    expect(firstFault([unclear('x'), broken])).toEqual(unclear('x'))
    expect(firstFault([])).toBe(passes)
  })
})

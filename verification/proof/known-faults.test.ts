import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { knownFaults } from '../../conformance/profile/known-faults.ts'
import { rules } from '../../conformance/rules/index.ts'
import { knownFaultsOf, writtenFaults } from './known-faults.ts'
import type { Proof } from './published.ts'

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const proof = JSON.parse(read('docs-site/proof.json')) as Proof

describe('the committed faults', () => {
  test('are what the published proof gives; if not, write both with npm run proof -- --write', () => {
    expect(read('conformance/profile/known-faults.json')).toBe(writtenFaults(proof))
  })

  test('exist for every rule', () => {
    expect(Object.keys(knownFaults)).toEqual(rules.map(({ id }) => id))
    expect(Object.entries(knownFaults).filter(([, faults]) => Object.keys(faults).length === 0)).toEqual([])
  })
})

test('a fault counts if the rule must find it and has found it, and the narrowest comes first', () => {
  const fault = (id: string, breaks: readonly string[], kills: readonly string[]): Proof['deviations'][number] => ({
    id,
    harm: `Harm of ${id}.`,
    part: '',
    breaks: breaks.map((rule) => ({ rule: rule as 'a/rule' as never })),
    missed: [],
    kills: kills.map((rule) => ({ rule, operations: [null] })),
  })
  const deviations = [
    fault('a/wide', ['a/one'], ['a/one', 'a/two']),
    fault('a/narrow', ['a/one'], ['a/one']),
    fault('a/missed', ['a/two'], []),
  ]
  const two = ['a/one', 'a/two'].map((id) => ({ id, level: 'MUST' as const, title: '', cites: [] }))
  expect(knownFaultsOf({ rules: two, deviations })).toEqual({
    'a/one': { 'a/narrow': 'Harm of a/narrow.', 'a/wide': 'Harm of a/wide.' },
    'a/two': {},
  })
  expect(Object.keys(knownFaultsOf({ rules: two, deviations })['a/one'] ?? {})).toEqual(['a/narrow', 'a/wide'])
})

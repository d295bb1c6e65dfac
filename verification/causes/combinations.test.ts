import { expect, test } from 'vitest'
import { deviations } from '../../server/deviations/index.ts'
import { combinationsOf, parts, partOf, sizes } from './combinations.ts'

const reach = deviations.map(({ id }, index) => ({ id, findings: index }))

test('combinations have every size, and only deviations of their part', () => {
  const all = combinationsOf(reach, 3)
  expect(all).toHaveLength(2 * 3 * sizes.length * parts.length)
  for (const { part, deviations: ids } of all) {
    expect(new Set(ids).size).toBe(ids.length)
    expect(sizes).toContain(ids.length)
    for (const id of ids) expect(partOf(id)).toBe(part)
  }
})

test('half of them have one of the deviations with most findings', () => {
  const all = combinationsOf(reach, 3)
  const broad = new Set<string>(reach.slice(-Math.floor(reach.length / 8)).map(({ id }) => id))
  for (const { deviations: ids } of all.slice(all.length / 2)) expect(ids.some((id) => broad.has(id))).toBe(true)
})

test('they do not depend on the order of the deviations', () => {
  expect(combinationsOf([...reach].reverse(), 2)).toEqual(combinationsOf(reach, 2))
})

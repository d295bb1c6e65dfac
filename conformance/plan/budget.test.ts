import { describe, expect, test } from 'vitest'
import { aProbe, instanceOf, requestOf } from '../testing/fixture.ts'
import type { Level } from '../model/rule.ts'
import type { RunLevel } from '../model/levels.ts'
import { fitting } from './budget.ts'
import type { Instance } from './model.ts'

/** An instance that needs requests with these names. */
const needing = (names: string, level: Level = 'MUST', runLevel: RunLevel = 'contract'): Instance =>
  instanceOf(aProbe({ level }), Object.fromEntries(names.split('').map((name) => [name, requestOf({ path: name })])), { level: runLevel })
const namesOf = (instance: Instance): Set<string> => new Set(Object.keys(instance.requests))
const all = (kept: readonly Instance[]): string[] => [...new Set(kept.flatMap((each) => [...namesOf(each)]))]

/** The kept instances, by position; each choice costs `extra` additional requests. */
function kept(instances: readonly Instance[], most: number, extra: (count: number) => number = () => 0): number[] {
  const assemble = (some: readonly Instance[]) => {
    const names = all(some)
    return [...names, ...Array.from({ length: extra(names.length) }, (_, index) => `key ${index}`)].map((path) => requestOf({ path }))
  }
  return fitting(instances, most, namesOf, assemble).map((each) => instances.indexOf(each))
}

describe('what fits', () => {
  const [a, b, abc, cd] = [needing('a'), needing('b'), needing('abc'), needing('cd')]

  test.each<readonly [what: string, instances: readonly Instance[], most: number, want: readonly number[]]>([
    ['everything', [abc, a], 3, [0, 1]],
    ['nothing', [abc, a], 0, []],
    ['what is cheap', [abc, a, b], 2, [1, 2]],
    ['what comes first among equals', [a, b], 1, [0]],
    ['what fits beside it', [needing('xyz'), a, cd], 3, [1, 2]],
    ['what costs nothing more', [needing('abcd'), needing('ab', 'SHOULD'), needing('cd'), needing('e')], 4, [2, 3]],
    ['what costs nothing more, though it is a SHOULD', [needing('ab'), needing('ab', 'SHOULD'), needing('cd')], 2, [0, 1]],
    ['a MUST before a SHOULD', [needing('a', 'SHOULD'), needing('bc')], 2, [1]],
    ['the smallest level before a MUST of another', [needing('bc'), needing('ad', 'SHOULD', 'smoke')], 2, [1]],
    ['a MUST before a SHOULD of the smallest level', [needing('ad', 'SHOULD', 'smoke'), needing('bc', 'MUST', 'smoke')], 2, [1]],
    ['as few as there are', [], 3, []],
  ])('is %s', (_what, instances, most, want) => {
    expect(kept(instances, most)).toEqual(want)
  })

  test('leaves room for the keys that it needs', () => {
    const singles = 'abcdefgh'.split('').map((name) => needing(name))
    // One key for every four requests.
    expect(kept(singles, 8, (count) => Math.ceil(count / 4))).toEqual([0, 1, 2, 3, 4, 5])
    expect(kept(singles, 2, (count) => Math.ceil(count / 4))).toEqual([0])
    expect(kept(singles, 1, (count) => Math.ceil(count / 4))).toEqual([])
    expect(kept(singles, 10, (count) => Math.ceil(count / 4))).toHaveLength(8)
  })

  test('is returned as a new list', () => {
    const instances = [a]
    expect(fitting(instances, 5, namesOf, () => [])).not.toBe(instances)
  })
})

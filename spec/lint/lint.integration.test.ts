import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { faults } from './faults.ts'
import { fixture } from './fixture.ts'
import { change, type Path } from './json.ts'
import { bundle, problemsOf, type Problem } from './problems.ts'
import { ownerOf, partsOf, removalKinds } from './removals.ts'

/** Places of accepted problems, by file and rule. */
type Accepted = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

const told = (problems: readonly Problem[] = []) =>
  problems.map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer ?? '?'}: ${message}`)

describe('the rules, on a minimal description', () => {
  let valid: Problem[] | undefined
  let spoilt: Problem[][]
  beforeAll(() => {
    const documents = faults.map(({ spoil, files }) => {
      const document = fixture()
      spoil(document)
      return { ...files, 'openapi.json': document }
    })
    ;[valid, ...spoilt] = problemsOf([{ 'openapi.json': fixture() }, ...documents])
  }, 60_000)

  it('report no problem for a valid description', () => {
    expect(told(valid)).toEqual([])
  })

  it.each(faults.map((fault, index) => ({ ...fault, index })))('$rule rejects $name', ({ rule, says, index }) => {
    const messages = told(spoilt[index]?.filter((problem) => problem.ruleId === rule && problem.severity === 'error'))
    expect(messages, `reported instead: ${told(spoilt[index]).join('\n')}`).toContainEqual(expect.stringContaining(says))
  })

  it('all have a test if redocly.yaml adds them to recommended-strict', () => {
    const configuration = readFileSync(new URL('../../redocly.yaml', import.meta.url), 'utf8')
    const rules = /^rules:\n((?: .*\n|\n)*)/m.exec(configuration)?.[1] ?? ''
    const names = [...rules.matchAll(/^ {2}([\w./-]+):/gm)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(0)
    expect([...new Set(faults.map(({ rule }) => rule))].sort()).toEqual(names.sort())
  })
})

describe('the rules, on the contract', () => {
  const rounds = 3
  let whole: Problem[] | undefined
  /** Removed parts by kind, and the problems reported for their owners. */
  const removed = new Map<string, { part: Path; said: Problem[] }[]>()

  beforeAll(() => {
    const contract = bundle()
    const draw = generator(20260601)
    const queues = new Map(removalKinds.map((kind) => [kind.name, shuffled(partsOf(contract, kind), draw)]))
    // Each document loses one part of every kind, each from a different owner, so that no fault can hide another one.
    const damaged = Array.from({ length: rounds }, () => {
      const document = structuredClone(contract)
      const owners = new Set<string>()
      const parts = removalKinds.flatMap(({ name }) => {
        const queue = queues.get(name) ?? []
        const index = queue.findIndex((part) => !owners.has(String(ownerOf(part))))
        return queue.splice(index, index < 0 ? 0 : 1).map((part) => {
          owners.add(String(ownerOf(part)))
          return { name, part }
        })
      })
      for (const { part } of parts) change(document, part)
      return { document, parts }
    })
    const [first, ...rest] = problemsOf(
      [contract, ...damaged.map(({ document }) => document)].map((document) => ({ 'openapi.json': document })),
    )
    whole = first
    damaged.forEach(({ parts }, index) => {
      for (const { name, part } of parts) {
        const owner = pointerTo(ownerOf(part))
        const said = (rest[index] ?? []).filter(({ location }) => `${location[0]?.pointer ?? ''}/`.startsWith(`${owner}/`))
        removed.set(name, [...(removed.get(name) ?? []), { part, said }])
      }
    })
  }, 60_000)

  it('report no problem but those that .redocly.lint-ignore.yaml accepts', () => {
    const accepted = parse(readFileSync(new URL('../../.redocly.lint-ignore.yaml', import.meta.url), 'utf8')) as Accepted
    const expected = Object.values(accepted).flatMap((rules) =>
      Object.entries(rules).flatMap(([rule, places]) => places.map((place) => `${rule} at ${place}`)),
    )
    expect((whole ?? []).map(({ ruleId, location }) => `${ruleId} at ${location[0]?.pointer ?? '?'}`)).toEqual(expected)
  })

  it.each(removalKinds)('report a missing part: $name', ({ name, rules }) => {
    const removals = removed.get(name) ?? []
    expect(removals.length).toBeGreaterThan(0)
    for (const { part, said } of removals) {
      expect(
        said.map(({ ruleId }) => ruleId).some((ruleId) => rules.includes(ruleId)),
        `without ${part.join(' ')}: ${told(said).join('\n') || 'no problem is reported'}`,
      ).toBe(true)
    }
  })
})

function pointerTo(path: Path): string {
  return `#${path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
}

/** Pseudorandom numbers from 0 to below 1 for a seed (D. H. Lehmer's generator with the parameters of Park and Miller, 1988). */
function generator(seed: number): () => number {
  let state = seed % 2147483647
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

/** Fisher–Yates shuffle. */
function shuffled<Item>(items: readonly Item[], draw: () => number): Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(Math.floor(draw() * left.length), 1))
}

/** Random mutations: the suite notices each one, or a reason explains why no client could. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Recorded } from '../../conformance/run/options.ts'
import { contract } from '../../spec/contract.ts'
import { draw, operators } from './draw.ts'
import { reasons } from './invisible.ts'
import { describeMutation } from './mutation.ts'
import { chance } from './random.ts'
import { healthyRun, survey, unexplained, type Fated } from './survey.ts'

let recorded: Recorded
let fated: readonly Fated[]

beforeAll(async () => {
  recorded = await healthyRun()
  fated = survey(recorded, 120, 7)
}, 120_000)

describe('mutations of a healthy run', () => {
  test('the run is healthy', () => {
    expect(recorded.report.verdicts.filter(({ outcome }) => outcome !== 'pass')).toEqual([])
  })

  test('each is caught, noticed, or explained', () => {
    expect(unexplained(fated).map(({ mutation }) => describeMutation(mutation))).toEqual([])
  })

  test('most are caught', () => {
    expect(fated.filter(({ fate }) => fate === 'caught').length).toBeGreaterThan(fated.length * 0.8)
  })

  test('each changes the response and describes the change and its place', () => {
    for (const { mutation } of fated) {
      const { exchange, reply, at, what } = mutation
      expect([reply.status, reply.headers, reply.body.toString()]).not.toEqual([
        exchange.reply.status,
        exchange.reply.headers,
        exchange.reply.body.toString(),
      ])
      expect([at, what]).not.toContain('')
    }
  })

  test('equal seeds draw equal mutations, and every operator is drawn', () => {
    const [one, other] = [draw(contract, recorded, 60, 3), draw(contract, recorded, 60, 3)]
    expect(one.map(describeMutation)).toEqual(other.map(describeMutation))
    const many = draw(contract, recorded, 500, 3)
    expect(operators.map(({ id }) => id).filter((id) => !many.some(({ operator }) => operator.id === id))).toEqual([])
  })
})

test('chance depends only on the seed', () => {
  const draws = (seed: number) => Array.from({ length: 5 }, () => chance(seed).below(1000))
  expect(draws(1)).toEqual(draws(1))
  expect(new Set([1, 2, 3, 4, 5].map((seed) => chance(seed).below(1000))).size).toBeGreaterThan(3)
})

test('reasons are sentences', () => {
  for (const { text } of reasons) expect(text).toMatch(/^[A-Z].{30,}\.$/)
})

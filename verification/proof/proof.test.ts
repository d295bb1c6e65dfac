/** The proof of a fixed sample; `npm run proof` runs all of it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Choice } from '../../conformance/plan/selection.ts'
import { rules } from '../../conformance/rules/index.ts'
import { findPostgres } from '../../scripts/services/postgres.ts'
import { findRedis } from '../../scripts/services/redis.ts'
import type { Deviation } from '../../server/deviations/deviation.ts'
import { deviate, deviations } from '../../server/deviations/index.ts'
import { contract } from '../../spec/contract.ts'
import { lacks } from '../../test/lacks.ts'
import { variants } from '../variants/index.ts'
import { alarmsOf } from './alarms.ts'
import { areaOf } from './areas.ts'
import type { Outcome } from './deployment.ts'
import { collateral, rowOf, unproven } from './matrix.ts'
import { outcomeOfJob, type Job } from './job.ts'
import { killsOf, type Proof } from './published.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** About every fortieth deviation, so that the sample has every area and every kind of part. */
const sampled = deviations.filter((_, index) => index % 43 === 9)
const benign = variants.filter((_, index) => index % 30 === 5)

/**
 * The smallest run that has to name a deviation. Probes send their own requests, so a run of them alone is enough. A law judges what other rules send: the
 * operations of its group are enough, if the deviation is about an operation. `npm run proof` uses the whole run for every deviation.
 */
function choiceFor({ breaks }: Deviation): Choice {
  const ids = breaks.map(({ rule }) => rule)
  if (rules.every(({ id, kind }) => kind === 'probe' || !ids.includes(id))) return { only: ids }
  const groups = contract.groups.filter(({ operations }) => operations.some(({ id }) => breaks.some(({ operation }) => operation === id)))
  return breaks.every(({ operation }) => operation !== undefined) ? { only: groups.map(({ name }) => name) } : {}
}

describe('on a sample', () => {
  test('every deviation is caught, no variant causes a false alarm, and a removed rule catches nothing', { timeout: 300_000 }, async () => {
    const [first] = sampled
    const [breach] = first?.breaks ?? []
    if (first === undefined || breach === undefined) throw new Error('the sample is empty')
    const jobs: readonly Job[] = [
      { deviations: [] },
      ...sampled.map((each) => ({ deviations: [each.id], choice: choiceFor(each) })),
      ...benign.map(({ id }) => ({ deviations: [], variant: id })),
      { deviations: [first.id], choice: { only: [areaOf(first)], skip: first.breaks.map(({ rule }) => rule) } },
    ]
    const outcomes: Outcome[] = []
    for (const job of jobs) outcomes.push(await outcomeOfJob(job))
    const [healthy, ...rest] = outcomes
    expect(healthy?.findings).toEqual([])
    const missed = sampled.flatMap((each, index) =>
      rest[index] === undefined ? [each.id] : rowOf(each, rest[index]).missed.map(({ rule }) => `${each.id}: ${rule}`),
    )
    expect(missed).toEqual([])
    const alarms = benign.flatMap((each, index) => {
      const outcome = rest[sampled.length + index]
      return outcome === undefined ? [each.id] : alarmsOf(each, outcome).map((alarm) => `${each.id}: ${alarm}`)
    })
    expect(alarms).toEqual([])
    const blind = rest.at(-1)
    expect(blind === undefined ? [] : rowOf(first, blind).missed).toEqual(first.breaks)
  })

  test('covers every area', () => {
    expect(sampled.length).toBeGreaterThan(10)
    expect(new Set(sampled.map(areaOf)).size).toBeGreaterThan(8)
  })
})

describe('the deviations', () => {
  test('are at least 150, each with a unique name in an area of rules', () => {
    expect(deviations.length).toBeGreaterThanOrEqual(150)
    expect(new Set(deviations.map(({ id }) => id)).size).toBe(deviations.length)
    const areas = new Set(rules.map(areaOf))
    expect(deviations.filter((each) => !areas.has(areaOf(each))).map(({ id }) => id)).toEqual([])
  })

  test('describe the harm to a client in one sentence', () => {
    const poor = deviations.filter(({ harm }) => !/^[A-Z“"`].{20,200}\.$/s.test(harm) || harm.includes('\n'))
    expect(poor.map(({ id, harm }) => `${id}: ${harm}`)).toEqual([])
  })

  test('name existing rules and operations, and every rule at least once', () => {
    const ids = new Set<string>(rules.map(({ id }) => id))
    const unknown = deviations.flatMap(({ id, breaks }) =>
      breaks
        .filter(({ rule, operation }) => !ids.has(rule) || (operation !== undefined && !(operation in contract.operations)))
        .map(({ rule }) => `${id}: ${rule}`),
    )
    expect(unknown).toEqual([])
    const broken = new Set(deviations.flatMap(({ breaks }) => breaks.map(({ rule }) => rule)))
    expect([...ids].filter((id) => !broken.has(id))).toEqual([])
  })

  test('cover every group of operations', () => {
    const touched = new Set(deviations.flatMap(({ breaks }) => breaks.flatMap(({ operation }) => operation ?? [])))
    const groups = contract.groups.filter(({ operations }) => operations.some(({ id }) => touched.has(id)))
    expect(groups.map(({ name }) => name)).toEqual(contract.groups.map(({ name }) => name))
  })

  test('are suggested by similar name if the name is unknown', () => {
    expect(() => deviate({} as never, ['authentication/expired-key'])).toThrow(
      /^Unknown deviation "authentication\/expired-key"\. Did you mean authentication\/\S+.*\? --list-deviations lists all \d+\.$/,
    )
  })
})

describe('the verdict on one deviation', () => {
  const deviation: Pick<Deviation, 'id' | 'harm' | 'breaks' | 'change'> = {
    id: 'pagination/x',
    harm: 'A client suffers.',
    breaks: [{ rule: 'pagination/total-pages', operation: 'listProducts' }],
    change: { part: 'store products.list', assemble: (parts) => parts },
  }
  const outcomeWith = (...findings: Outcome['findings']): Outcome => ({ findings, judged: 1, requests: 1 })
  const finding = { rule: 'pagination/total-pages', operation: 'listProducts', outcome: 'fail', why: '' } as const

  test.each([
    ['the rule fails for the operation', [finding], true],
    ['the rule warns', [{ ...finding, outcome: 'warn' }], true],
    ['it fails for another operation', [{ ...finding, operation: 'listInventory' }], false],
    ['it is inconclusive', [{ ...finding, outcome: 'inconclusive' }], false],
    ['another rule fails', [{ ...finding, rule: 'pagination/walk-complete' }], false],
    ['nothing is reported', [], false],
  ] as const)('counts as caught only if the named rule fails: %s', (_case, findings, want) => {
    expect(rowOf(deviation, outcomeWith(...findings)).missed.length === 0).toBe(want)
  })

  test('lists the other rules that failed, and the rules that caught no deviation', () => {
    const row = rowOf(
      deviation,
      outcomeWith(finding, { ...finding, rule: 'schema/success-body' }, { ...finding, rule: 'schema/x', outcome: 'inconclusive' }),
    )
    expect(collateral(row)).toEqual(['schema/success-body'])
    expect(unproven([{ id: 'pagination/total-pages' }, { id: 'schema/success-body' }], [row])).toEqual(['schema/success-body'])
  })
})

describe('the committed proof', () => {
  const proof = JSON.parse(readFileSync(new URL('../../docs-site/proof.json', import.meta.url), 'utf8')) as Proof

  test('matches the current rules, deviations and variants', () => {
    expect(proof.rules).toEqual(rules.map(({ id, level, title, cites }) => ({ id, level, title, cites })))
    expect(proof.deviations.map(({ id, harm, part, breaks }) => ({ id, harm, part, breaks }))).toEqual(
      deviations.map(({ id, harm, breaks, change: { part } }) => ({ id, harm, part, breaks })),
    )
    expect(proof.variants.map(({ id, why }) => ({ id, why }))).toEqual(variants.map(({ id, why }) => ({ id, why })))
  })

  test('caught every deviation without a false alarm, at a commit of this history', () => {
    expect(proof.deviations.flatMap(({ id, missed }) => (missed.length > 0 ? [id] : []))).toEqual([])
    expect(proof.variants.flatMap(({ id, alarms }) => (alarms.length > 0 ? [id] : []))).toEqual([])
    expect(proof.healthy.kills).toEqual([])
    const isShallow = execFileSync('git', ['rev-parse', '--is-shallow-repository'], { cwd: root, encoding: 'utf8' }).trim() === 'true'
    if (!isShallow) expect(spawnSync('git', ['merge-base', '--is-ancestor', proof.commit, 'HEAD'], { cwd: root }).status).toBe(0)
  })

  test('lists every failed rule once, with its operations', () => {
    const fail = { rule: 'a/b', outcome: 'fail', why: '' } as const
    expect(
      killsOf([
        { ...fail, operation: 'listProducts' },
        { ...fail, operation: null },
        { ...fail, operation: 'getProduct' },
        { ...fail, rule: 'c/d', operation: null, outcome: 'inconclusive' },
      ]),
    ).toEqual([{ rule: 'a/b', operations: [null, 'getProduct', 'listProducts'] }])
  })
})

test.skipIf(lacks('PostgreSQL and Redis', findPostgres() && findRedis(), 'the proof does not run on them'))(
  'also runs on PostgreSQL and Redis',
  { timeout: 180_000 },
  () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'verification/proof/main.ts', '--services', '--only', 'rate-limit/counted-per-tenant'],
      { cwd: root, encoding: 'utf8' },
    )
    expect(stdout).toContain('passed  the server without a deviation')
    expect(stdout).toContain('1 of 1 deviations caught')
    expect(status).toBe(0)
  },
)

/** The proof, on a fixed sample; the whole of it is `npm run proof`. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { rules } from '../../conformance/rules/index.ts'
import type { Deviation } from '../../server/deviations/deviation.ts'
import { deviate, deviations } from '../../server/deviations/index.ts'
import { contract } from '../../spec/contract.ts'
import { variants } from '../variants/index.ts'
import { alarmsOf } from './alarms.ts'
import type { Outcome } from './deployment.ts'
import { collateral, rowOf, unproven } from './matrix.ts'
import { runAll } from './pool.ts'
import { areaOf } from './page.ts'
import { killsOf, type Proof } from './published.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** One of about every fortieth, so that every area and every kind of part is in it, and the next one that is written is not always left out. */
const sampled = deviations.filter((_, index) => index % 43 === 9)
const benign = variants.filter((_, index) => index % 20 === 5)

describe('on a sample', () => {
  test('every deviation is caught, no variant is blamed, and a rule that is left out is missed', { timeout: 300_000 }, async () => {
    const [first] = sampled
    const [breach] = first?.breaks ?? []
    if (first === undefined || breach === undefined) throw new Error('the sample is empty')
    const jobs = [
      { deviations: [] },
      ...sampled.map(({ id }) => ({ deviations: [id] })),
      ...benign.map(({ id }) => ({ deviations: [], variant: id })),
      { deviations: [first.id], without: first.breaks.map(({ rule }) => rule) },
    ]
    const outcomes = await runAll(jobs, () => undefined)
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

  test('has every area in it', () => {
    expect(sampled.length).toBeGreaterThan(10)
    expect(new Set(sampled.map(areaOf)).size).toBeGreaterThan(8)
  })
})

describe('the deviations', () => {
  test('are as many as promised, each with a name of its own, of an area of rules', () => {
    expect(deviations.length).toBeGreaterThanOrEqual(150)
    expect(new Set(deviations.map(({ id }) => id)).size).toBe(deviations.length)
    const areas = new Set(rules.map(areaOf))
    expect(deviations.filter((each) => !areas.has(areaOf(each))).map(({ id }) => id)).toEqual([])
  })

  test('say in one sentence what a client would suffer', () => {
    const poor = deviations.filter(({ harm }) => !/^[A-Z“"`].{20,200}\.$/s.test(harm) || harm.includes('\n'))
    expect(poor.map(({ id, harm }) => `${id}: ${harm}`)).toEqual([])
  })

  test('break rules that there are, on operations that there are, and leave no rule unbroken', () => {
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

  test('touch every group of operations', () => {
    const touched = new Set(deviations.flatMap(({ breaks }) => breaks.flatMap(({ operation }) => operation ?? [])))
    const groups = contract.groups.filter(({ operations }) => operations.some(({ id }) => touched.has(id)))
    expect(groups.map(({ name }) => name)).toEqual(contract.groups.map(({ name }) => name))
  })

  test('are named with the nearest ones where there is no such one', () => {
    expect(() => deviate({} as never, ['authentication/expired-key'])).toThrow(
      /^There is no deviation "authentication\/expired-key"\. Did you mean authentication\/\S+.*\? --list-deviations shows all \d+\.$/,
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
    ['it cannot tell', [{ ...finding, outcome: 'inconclusive' }], false],
    ['another rule fails', [{ ...finding, rule: 'pagination/walk-complete' }], false],
    ['nothing is said', [], false],
  ] as const)('counts as caught only if it is named: %s', (_case, findings, want) => {
    expect(rowOf(deviation, outcomeWith(...findings)).missed.length === 0).toBe(want)
  })

  test('tells what else failed, and which rules are shown to work', () => {
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

  test('is of these rules, deviations and variants', () => {
    expect(proof.rules).toEqual(rules.map(({ id, level, title, cites }) => ({ id, level, title, cites })))
    expect(proof.deviations.map(({ id, harm, part, breaks }) => ({ id, harm, part, breaks }))).toEqual(
      deviations.map(({ id, harm, breaks, change: { part } }) => ({ id, harm, part, breaks })),
    )
    expect(proof.variants.map(({ id, why }) => ({ id, why }))).toEqual(variants.map(({ id, why }) => ({ id, why })))
  })

  test('has every deviation caught and no false alarm, and is of a commit of this history', () => {
    expect(proof.deviations.flatMap(({ id, missed }) => (missed.length > 0 ? [id] : []))).toEqual([])
    expect(proof.variants.flatMap(({ id, alarms }) => (alarms.length > 0 ? [id] : []))).toEqual([])
    expect(proof.healthy.kills).toEqual([])
    const isShallow = execFileSync('git', ['rev-parse', '--is-shallow-repository'], { cwd: root, encoding: 'utf8' }).trim() === 'true'
    if (!isShallow) expect(spawnSync('git', ['merge-base', '--is-ancestor', proof.commit, 'HEAD'], { cwd: root }).status).toBe(0)
  })

  test('names every rule that failed once, with where', () => {
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

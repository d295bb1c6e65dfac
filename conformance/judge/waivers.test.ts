import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import { aLaw, aProbe, instanceOf, planOf } from '../testing/fixture.ts'
import type { Outcome, Verdict } from './verdict.ts'
import { Undecidable } from '../model/undecidable.ts'
import { lintWaivers, readWaivers } from '../settings/waivers.ts'
import { usesOf, waive, type WaiverState } from './waivers.ts'
import type { Waiver } from './waiver.ts'

const today = new Date('2026-06-01T23:59:59Z')
const law = aLaw()
const probe = aProbe()
const waiver = (change: Partial<Waiver> = {}): Waiver => ({
  rule: law.id,
  operation: '*',
  reason: 'known',
  owner: 'me',
  expires: '2026-12-31',
  ...change,
})
const verdict = (change: Partial<Verdict> = {}): Verdict => ({
  rule: law,
  outcome: 'fail',
  basis: 'promised',
  runLevel: 'smoke',
  judged: 1,
  ...change,
})

describe('a waiver', () => {
  test.each<readonly [what: string, about: Partial<Waiver>, verdict: Partial<Verdict>, covers: boolean]>([
    ['of all', {}, { operation: 'getProduct' }, true],
    ['of all, for the deployment', {}, {}, true],
    ['of one operation', { operation: 'getProduct' }, { operation: 'getProduct' }, true],
    ['of another operation', { operation: 'getProduct' }, { operation: 'listProducts' }, false],
    ['of one operation, for the deployment', { operation: 'getProduct' }, {}, false],
    ['of the deployment', { operation: 'deployment' }, {}, true],
    ['of the deployment, for an operation', { operation: 'deployment' }, { operation: 'getProduct' }, false],
    ['of another rule', { rule: 'status/other' }, {}, false],
    ['on its last day', { expires: '2026-06-01' }, {}, true],
    ['after its last day', { expires: '2026-05-31' }, {}, false],
  ])('%s', (_what, change, about, covers) => {
    const [given, found] = [waiver(change), verdict(about)]
    expect(waive(found, [given], today)).toEqual(covers ? { ...found, outcome: 'waived', waiver: given, waived: 'fail' } : found)
  })

  test.each<readonly [Outcome, boolean]>([
    ['fail', true],
    ['warn', true],
    ['inconclusive', true],
    ['pass', false],
    ['not-run', false],
    ['error', false],
  ])('waives the outcome %s: %s', (outcome, want) => {
    const waived = waive(verdict({ outcome }), [waiver()], today)
    expect([waived.outcome, waived.waived]).toEqual(want ? ['waived', outcome] : [outcome, undefined])
  })

  test('is the first valid one that matches', () => {
    const [expired, first, second] = [waiver({ expires: '2020-01-01' }), waiver({ owner: 'a' }), waiver({ owner: 'b' })]
    expect(waive(verdict(), [expired, first, second], today).waiver).toBe(first)
  })
})

describe('the effect of a waiver', () => {
  const instance = instanceOf(probe, {})
  const ofProbe = waiver({ rule: probe.id })
  const left = planOf([], [{ ...instance, by: 'level', why: '' }])
  const state = (given: Waiver, verdicts: readonly Verdict[], plan = planOf([instance])): readonly [WaiverState, number] => {
    const [use] = usesOf([given], verdicts, plan, today)
    expect(use).toMatchObject(given)
    return [use!.state, use!.verdicts]
  }

  test.each<
    readonly [
      what: string,
      given: Waiver,
      verdicts: (given: Waiver) => readonly Verdict[],
      plan: ReturnType<typeof planOf>,
      want: readonly [WaiverState, number],
    ]
  >([
    [
      'waived two',
      waiver(),
      (given) => [verdict({ waiver: given }), verdict({ waiver: given }), verdict({ waiver: waiver() })],
      planOf([]),
      ['used', 2],
    ],
    [
      'is expired, whatever it waived',
      waiver({ expires: '2020-01-01' }),
      (given) => [verdict({ waiver: given })],
      planOf([]),
      ['expired', 1],
    ],
    ['has nothing to waive', waiver(), () => [verdict({ outcome: 'pass' })], planOf([]), ['idle', 0]],
    ['is of a law without exchanges', waiver(), () => [], planOf([]), ['untried', 0]],
    [
      'is of a law with exchanges of another operation only',
      waiver({ operation: 'getProduct' }),
      () => [verdict({ outcome: 'pass', operation: 'listProducts' })],
      planOf([]),
      ['untried', 0],
    ],
    ['is of a probe that passed', ofProbe, () => [verdict({ rule: probe, outcome: 'pass' })], planOf([instance]), ['idle', 0]],
    [
      'is of a skipped probe',
      ofProbe,
      () => [verdict({ rule: probe, outcome: 'not-run', operation: 'listProducts' })],
      left,
      ['untried', 0],
    ],
    [
      'is of a probe that passed elsewhere and was skipped',
      ofProbe,
      () => [verdict({ rule: probe, outcome: 'pass', operation: 'listProducts' })],
      left,
      ['idle', 0],
    ],
    [
      'is of a probe without such a subject',
      waiver({ rule: probe.id, operation: 'getProduct' }),
      () => [],
      planOf([instance]),
      ['idle', 0],
    ],
    ['is of a skipped probe without such a subject', waiver({ rule: probe.id, operation: 'getProduct' }), () => [], left, ['idle', 0]],
    [
      'is of a skipped probe of the deployment',
      waiver({ rule: probe.id, operation: 'deployment' }),
      () => [],
      planOf([], [{ ...instance, subject: {}, by: 'level', why: '' }]),
      ['untried', 0],
    ],
  ])('if it %s', (_what, given, verdicts, plan, want) => {
    expect(state(given, verdicts(given), plan)).toEqual(want)
  })
})

describe('a waiver file', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'waivers-'))
  afterAll(() => rmSync(directory, { recursive: true }))
  const file = path.join(directory, 'w.yaml')
  const write = (...entries: readonly Partial<Waiver>[]): void =>
    writeFileSync(
      file,
      entries
        .map((each) =>
          Object.entries(waiver(each))
            .map(([name, value], index) => `${index === 0 ? '-' : ' '} ${name}: ${JSON.stringify(value)}`)
            .join('\n'),
        )
        .join('\n'),
    )
  const rules = [law]
  const lint = () => lintWaivers(file, api, rules, today)

  test('is read with its expired waivers', () => {
    const entries = [waiver(), waiver({ operation: 'getProduct', expires: '2020-01-01' }), waiver({ operation: 'deployment' })]
    write(...entries)
    expect(readWaivers(file, api, rules)).toEqual(entries.map((entry, index) => ({ ...entry, writtenAt: `${file}:${1 + index * 5}` })))
  })

  test('may be empty', () => {
    writeFileSync(file, '')
    expect([readWaivers(file, api, rules), lint()]).toEqual([[], { faults: '', count: 0 }])
  })

  test.each<readonly [Partial<Waiver>, string]>([
    [{ rule: 'status/lav' }, '6: [2].rule: unknown rule "status/lav" (did you mean status/law?)'],
    [{ operation: 'getProducd' }, '7: [2].operation: unknown operation "getProducd" (did you mean getProduct'],
    [{ expires: 'soon' }, '10: [2].expires: expected '],
  ])('with %j is rejected, with file and line', (change, want) => {
    write({}, change)
    expect(() => readWaivers(file, api, rules)).toThrow(Undecidable)
    expect(() => readWaivers(file, api, rules)).toThrow(`${file}:${want}`)
    expect(lint()).toMatchObject({ faults: expect.stringContaining(`${file}:${want}`) as unknown, count: 0 })
  })

  test('with expired or duplicate waivers is reported by line', () => {
    write({}, { operation: 'getProduct', expires: '2026-05-31' }, { owner: 'b' }, { owner: 'c' })
    expect(lint()).toEqual({
      faults: [
        `${file}:10: [2].expires: expired on 2026-05-31`,
        `${file}:11: [3]: duplicate of the waiver on line 1 (status/law on *)`,
        `${file}:16: [4]: duplicate of the waiver on line 1 (status/law on *)`,
      ].join('\n'),
      count: 4,
    })
  })

  test('without faults is valid', () => {
    write({}, { operation: 'getProduct' })
    expect(lint()).toEqual({ faults: '', count: 2 })
  })
})

/** The suite at an API that it was not made for: a library's, with a profile of a hundred lines, checked at level full. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { apiOf } from '../../conformance/model/api.ts'
import type { Plan } from '../../conformance/plan/model.ts'
import { makePlan } from '../../conformance/plan/plan.ts'
import { profile as another } from '../../conformance/profile/index.ts'
import { rules } from '../../conformance/rules/index.ts'
import type { Recorded } from '../../conformance/run/options.ts'
import { recordedRun } from '../../conformance/run/run.ts'
import { readContract } from '../../spec/contract.ts'
import { uncaught } from '../sabotage.ts'
import { openSchemaJudge } from '../../conformance/judge/schema-judge.ts'
import { deviations, type DeviationId } from './deviations.ts'
import { libraryDocument } from './document.ts'
import { libraryProfile } from './profile.ts'
import { startLibrary } from './server.ts'

const contract = readContract(libraryDocument)

/** All runs plan the same. */
let plan: Plan | undefined

/** Everything that a run can show, on a clock that jumps over its waits. */
async function check(deviation?: DeviationId): Promise<Recorded> {
  let ahead = 0
  const clock = (): number => Date.now() + ahead
  const library = await startLibrary({ clock, ...(deviation === undefined ? {} : { deviation }) })
  const directory = mkdtempSync(path.join(tmpdir(), 'library-'))
  try {
    const recorded = await recordedRun({
      ...(plan === undefined ? {} : { plan }),
      contract,
      profile: libraryProfile,
      target: { baseUrl: library.baseUrl, keys: Object.fromEntries(Object.entries(library.keys).map(([role, key]) => [role, [key]])) },
      level: 'full',
      consent: { writes: true, lasting: true, exhaust: true },
      seed: 'library',
      journal: path.join(directory, 'journal.jsonl'),
      clock,
      sleep: async (milliseconds) => {
        ahead += Math.ceil(milliseconds)
        await turn()
      },
      maxWait: 12 * 3_600_000,
    })
    plan = recorded.whole
    return recorded
  } finally {
    await library.close()
    rmSync(directory, { recursive: true })
  }
}

describe('the library as it should be', () => {
  test('conforms at level full, with writes and two tenants, and has nothing left of the run', async () => {
    const { report, record, plan, secrets, issued } = await check()
    expect(report.verdicts.filter(({ outcome }) => outcome !== 'pass')).toEqual([])
    expect([report.reached, report.exitCode, report.left, report.journal]).toEqual(['full', 0, [], undefined])
    expect([...record.unsent.values()]).toEqual([])
    const judged = new Set(report.verdicts.filter((verdict) => verdict.judged > 0).map(({ rule }) => rule))
    expect(judged.size).toBeGreaterThanOrEqual(180)
    expect(plan.requests.some(({ method }) => method === 'DELETE')).toBe(true)
    // What the rules would say is able to fail here, too.
    const context = { api: apiOf(contract, libraryProfile), schemas: openSchemaJudge(contract), secrets, issued }
    const idle = rules.filter(({ id }) => judged.has(id)).filter((rule) => uncaught(rule, { plan, record }, context) !== undefined)
    expect(idle.map(({ id }) => id)).toEqual(unbroken)
  })

  test('is planned with the profile of another API, which has nothing for it', () => {
    const api = apiOf(contract, another)
    const plan = makePlan(api, rules, { level: 'full', seed: 'a', consent: { writes: true, lasting: true, exhaust: true } })
    expect(plan.owned.size).toBe(0)
    expect(plan.requests.length).toBeGreaterThan(100)
  })
})

/** Rules whose sabotage the run has nothing for: it breaks something that this API does not show. */
const unbroken: readonly string[] = []

/** What the suite does not see, each with the reason. */
const unseen: Readonly<Partial<Record<DeviationId, string>>> = {
  'locates-elsewhere': 'the path still ends in the id, and what stands before it is not read',
  'lends-what-it-refuses-to-lend': 'a loan of a copy that is out is no fault that a rule plants',
  'counts-every-copy-as-available': 'no answer shows a book and all its copies',
}

/** The rule that names it, where that is not the one that is about it. */
const namedBy: Readonly<Partial<Record<DeviationId, string>>> = {
  'patch-wipes-the-rest': 'write/rest-stays-as-it-was',
  'keeps-deleted-books': 'write/deleted-stays-gone',
}

/** For each deviation that is named: whether the first cause of the report has the rule, as its title or as a consequence. */
const firstCauses = new Map<DeviationId, 'title' | 'consequence' | 'later'>()

describe('a library that breaks its contract', () => {
  test.each(deviations.map(({ id, rule }) => [id, unseen[id] === undefined ? (namedBy[id] ?? rule) : undefined] as const))(
    '%s is named by %s',
    async (id, rule) => {
      const { report } = await check(id)
      const named = [...new Set(report.verdicts.filter(({ outcome }) => ['fail', 'warn'].includes(outcome)).map((each) => each.rule))]
      if (rule === undefined) {
        expect(named).toEqual([])
        return
      }
      expect(named).toContain(rule)
      const [first] = report.causes
      const isConsequence = first?.consequences.some((each) => each.rule === rule) ?? false
      firstCauses.set(id, first?.rule === rule ? 'title' : isConsequence ? 'consequence' : 'later')
    },
  )

  // The weights of the causes were learned from another API.
  test('is explained by the first cause of the report', () => {
    const all = [...firstCauses]
    const later = all.flatMap(([id, each]) => (each === 'later' ? [id] : []))
    expect(all.length).toBeGreaterThan(25)
    expect(1 - later.length / all.length, `not ${later.join(', ')}`).toBeGreaterThanOrEqual(0.95)
    expect(all.filter(([, each]) => each === 'title').length / all.length).toBeGreaterThanOrEqual(0.6)
  })
})

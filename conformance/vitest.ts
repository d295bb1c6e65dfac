/** Runs the suite as Vitest tests of another project. */
import { beforeAll, describe, test, type TestContext } from 'vitest'
import { byRole } from './model/target.ts'
import { apiOf } from './model/api.ts'
import { profile as own } from './profile/index.ts'
import { contract as ours, type Contract } from '../spec/contract.ts'
import { areaOf } from './model/rule.ts'
import { makePlan } from './plan/plan.ts'
import { foreign } from './text/foreign.ts'
import type { Report } from './report/report.ts'
import type { ReportedVerdict } from './report/reported-verdict.ts'
import type { Rule } from './model/rule.ts'
import { rules as catalogue } from './rules/index.ts'
import { run } from './run/run.ts'
import { defaults, usualSeed, type RunOptions } from './run/options.ts'

export interface ConformanceTestOptions extends RunOptions {
  /** Fails tests that could not be judged or were not run, instead of skipping them with the reason. */
  readonly strict?: boolean
  /**
   * Maximum duration of the run in milliseconds, 300 000 by default. At the default limits, a run may have to wait for a minute or more.
   */
  readonly runTimeout?: number
}

interface Planned {
  readonly rule: Rule
  readonly operation: string | null
  readonly about?: string
}

/**
 * Registers one test for every probe and each of its subjects, and one for every law. Call it in a test file. The run starts once, before
 * the first test. A violated SHOULD is an annotation of type `warning`; a test that could not be judged is skipped with the reason.
 */
export function conformanceTests(options: ConformanceTestOptions): void {
  const {
    target,
    level = defaults.level,
    rules = catalogue,
    contract = ours,
    profile = contract === ours ? own : {},
    consent = {},
    select,
    strict = false,
  } = options
  const seed = options.seed ?? usualSeed(consent)
  const plan = makePlan(apiOf(contract, profile), rules, {
    level,
    seed,
    consent,
    given: Object.fromEntries(Object.entries(byRole(target.keys)).map(([role, keys]) => [role, keys.length])),
    ...(options.maxRequests === undefined ? {} : { maxRequests: options.maxRequests }),
  })
  const probes = [...plan.instances, ...plan.leftOut.filter(({ by }) => by !== 'level')].map(
    ({ rule, subject: { operation, about } }): Planned => ({
      rule,
      operation: operation?.id ?? null,
      ...(about === undefined ? {} : { about }),
    }),
  )
  const laws = rules.filter(({ kind }) => kind !== 'probe').map((rule): Planned => ({ rule, operation: null }))
  // A rule may judge one operation in several ways; these are one test.
  const places = new Map([...laws, ...probes].map((each) => [placeOf({ ...each, rule: each.rule.id }), each]))
  const chosen = [...places.values()].filter(
    ({ rule, operation }) =>
      select?.includes({ rule, operation: operation === null ? undefined : (contract as Contract).operations[operation] }) ?? true,
  )

  describe(`${contract.title} ${contract.version}, level ${level}`, () => {
    const byPlace = new Map<string, ReportedVerdict[]>()
    beforeAll(async () => {
      const report: Report = await run({ ...options, seed })
      const kinds = new Map(rules.map(({ id, kind }) => [id as string, kind]))
      for (const verdict of report.verdicts) {
        const place = kinds.get(verdict.rule) === 'probe' ? placeOf(verdict) : verdict.rule
        byPlace.set(place, [...(byPlace.get(place) ?? []), verdict])
      }
    }, options.runTimeout ?? 300_000)

    for (const area of new Set(chosen.map(({ rule }) => areaOf(rule)))) {
      describe(area, () => {
        for (const { rule, operation, about } of chosen.filter((each) => areaOf(each.rule) === area)) {
          const where = [operation, about].filter((each) => each != null).join(' ')
          const place = rule.kind === 'probe' ? placeOf({ rule: rule.id, operation, about }) : rule.id
          test(`${where === '' ? '' : `${where}: `}${rule.title} (${rule.level}, ${rule.id})`, async (context) => {
            await settle(byPlace.get(place) ?? [], context, strict)
          })
        }
      })
    }
  })
}

const placeOf = ({ rule, operation, about }: { rule: string; operation: string | null; about?: string | undefined }): string =>
  JSON.stringify([rule, operation, about])

async function settle(verdicts: readonly ReportedVerdict[], context: TestContext, strict: boolean): Promise<void> {
  const broken = verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'error')
  if (broken.length > 0) throw new NotConforming(broken.map(told).join('\n\n'))
  for (const each of verdicts.filter(({ outcome }) => outcome === 'warn')) await context.annotate(told(each), 'warning')
  for (const each of verdicts.filter(({ outcome }) => outcome === 'waived')) await context.annotate(told(each), 'notice')
  const judged = verdicts.some(({ outcome }) => outcome === 'pass' || outcome === 'warn' || outcome === 'waived')
  const open = verdicts.filter(({ outcome }) => outcome === 'inconclusive' || outcome === 'not-run')
  if (open.length > 0 ? strict || !judged : !judged) {
    const why = open.length === 0 ? 'no exchange of the run concerns it' : [...new Set(open.map((each) => each.why ?? ''))].join('; ')
    if (strict) throw new NotConforming(`could not be judged: ${why}`)
    context.skip(why)
  }
}

/** Without a stack trace: the place in the suite says nothing about the deployment. */
class NotConforming extends Error {
  override readonly name = 'NotConforming'
  override readonly stack = ''
}

function told({ outcome, operation, expected, seen, why, exchange, waived }: ReportedVerdict): string {
  return [
    ...(operation === null ? [] : [`operation  ${operation}`]),
    ...(expected === undefined ? [] : [`expected   ${foreign(expected)}`]),
    ...(seen === undefined ? [] : [`actual     ${foreign(seen)}`]),
    ...(outcome === 'error' ? ['internal error in the suite, not a fault of the deployment'] : []),
    ...(why === undefined ? [] : [`because    ${foreign(why)}`]),
    ...(waived === undefined ? [] : [`waived     ${waived.reason} (${waived.owner}, until ${waived.expires})`]),
    ...(exchange === undefined ? [] : [`reproduce  ${foreign(exchange.curl, 20_000)}`]),
  ].join('\n')
}

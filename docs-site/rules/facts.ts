/** What a plan of the complete contract shows about each rule: where it applies, and what a run needs for it. */
import type { RunLevel } from '../../conformance/model/levels.ts'
import { runLevels } from '../../conformance/model/levels.ts'
import { dependencies, keyOf, type Effect, type Request, type Role } from '../../conformance/model/request.ts'
import type { Rule } from '../../conformance/model/rule.ts'
import { grouped } from '../../conformance/model/grouped.ts'
import type { Instance } from '../../conformance/plan/model.ts'
import { keyFlags } from '../../conformance/plan/needs.ts'
import { makePlan } from '../../conformance/plan/plan.ts'
import { api } from '../../conformance/profile/index.ts'
import { rules } from '../../conformance/rules/index.ts'
import { count } from '../../verification/proof/page/markup.ts'

export interface Facts {
  /** Completes "Applies to": `28 operations, 29 cases`. */
  readonly subjects: string
  /** The ids of these operations; empty if there are none in particular. */
  readonly operations: readonly string[]
  /** The lowest `--level` that includes the rule. */
  readonly level: RunLevel
  /** Options that permit what the run does for it: `--allow-writes`. */
  readonly consent: readonly string[]
  /** Options that give keys besides an ordinary one: `--other-tenant-key`. */
  readonly keys: readonly string[]
}

const consents: Readonly<Partial<Record<Effect, string>>> = { own: '--allow-writes', lasting: '--allow-lasting', quota: '--allow-exhaust' }

/** Returns the facts of every rule, by id. */
export function factsOfRules(): ReadonlyMap<string, Facts> {
  const consent = { writes: true, lasting: true, exhaust: true }
  const { instances } = makePlan(api, rules, { level: 'full', seed: 'catalogue', consent })
  const byRule = grouped(instances, ({ rule }) => rule.id)
  return new Map(rules.map((rule) => [rule.id, factsOf(rule, byRule.get(rule.id) ?? [])]))
}

function factsOf(rule: Rule, own: readonly Instance[]): Facts {
  const requests = everything(own.flatMap((instance) => Object.values(instance.requests)))
  const roles = new Set(requests.flatMap(({ credential }): Role[] => (credential.kind === 'key' ? [credential.role] : [])))
  roles.delete('main')
  const operations = [...new Set(own.flatMap(({ subject }) => subject.operation?.id ?? []))]
  return {
    subjects: subjectsOf(rule, operations.length, own.length),
    operations,
    level: runLevels.find((each) => own.some((instance) => instance.level === each)) ?? 'smoke',
    consent: [...new Set(requests.flatMap(({ effect }) => consents[effect] ?? []))],
    keys: [...roles].map((role) => keyFlags[role]),
  }
}

function subjectsOf({ kind }: Rule, operations: number, cases: number): string {
  if (kind === 'law') return 'every response of the run that it covers'
  if (kind === 'sequence') return 'the responses to each key, in order'
  if (operations === 0) return cases === 1 ? 'the deployment as a whole' : count(cases, 'case')
  return operations === cases ? count(operations, 'operation') : `${count(operations, 'operation')} in ${count(cases, 'case')}`
}

/** The given requests and all requests that they depend on. */
function everything(requests: readonly Request[]): Request[] {
  const found = new Map<string, Request>()
  const add = (request: Request): void => {
    if (found.has(keyOf(request))) return
    found.set(keyOf(request), request)
    for (const each of dependencies(request)) add(each)
  }
  for (const each of requests) add(each)
  return [...found.values()]
}

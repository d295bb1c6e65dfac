/** Known departures of a deployment that somebody answers for, each until a day. */
import { readFileSync } from 'node:fs'
import type { Contract } from '../../spec/contract.ts'
import type { Verdict } from './verdict.ts'
import { suggestion } from '../text/suggestion.ts'
import type { Plan } from '../plan/model.ts'
import { foreign } from '../text/foreign.ts'
import type { Rule } from '../model/rule.ts'
import { located, schemaFaults, type Fault } from '../settings/faults.ts'
import { readYaml, type Written } from '../settings/yaml.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { Waiver } from './waiver.ts'

/**
 * What a waiver did in a run. `used`: it waived verdicts. `expired`: it did not count. `idle`: what it is about was judged and nothing
 * was found, or the rule has no such subject. `untried`: the run did not judge what it is about.
 */
export type WaiverState = 'used' | 'expired' | 'idle' | 'untried'

export interface WaiverUse extends Waiver {
  readonly state: WaiverState
  /** How many verdicts it waived. */
  readonly verdicts: number
}

const schema = JSON.parse(readFileSync(new URL('waivers.schema.json', import.meta.url), 'utf8')) as object

/** The waivers of a file. Throws `Undecidable`, with file and line, where one is malformed or names an unknown rule or operation. */
export function readWaivers(file: string, contract: Contract, rules: readonly Rule[]): readonly Waiver[] {
  const written = readYaml(file)
  const faults = faultsOf(written, contract, rules)
  if (faults.length > 0) throw new Undecidable(located(file, faults))
  return waiversIn(written)
}

/** Everything that is wrong in a file of waivers, the expired and the repeated included; throws `Undecidable` if it is no YAML. */
export function lintWaivers(
  file: string,
  contract: Contract,
  rules: readonly Rule[],
  today: Date,
): { readonly faults: string; readonly count: number } {
  const written = readYaml(file)
  const faults = faultsOf(written, contract, rules)
  const waivers = faults.length > 0 ? [] : waiversIn(written)
  const seen = new Map<string, number>()
  waivers.forEach((waiver, index) => {
    const line = written.lineOf([index])
    if (isExpired(waiver, today))
      faults.push({ line: written.lineOf([index, 'expires']), text: `[${index + 1}].expires: expired on ${waiver.expires}` })
    const subject = `${waiver.rule} ${waiver.operation}`
    const earlier = seen.get(subject)
    if (earlier !== undefined)
      faults.push({ line, text: `[${index + 1}]: repeats the waiver of line ${earlier}, ${waiver.rule} on ${waiver.operation}` })
    else seen.set(subject, line)
  })
  return { faults: located(file, faults), count: waivers.length }
}

/** An empty file has none. */
const waiversIn = ({ value }: Written): readonly Waiver[] => (value === null ? [] : (value as readonly Waiver[]))

function faultsOf(written: Written, { operations }: Contract, rules: readonly Rule[]): Fault[] {
  if (written.value === null) return []
  const faults = schemaFaults(written, schema)
  if (faults.length > 0) return faults
  const [ids, names] = [rules.map(({ id }) => id as string), Object.keys(operations)]
  return waiversIn(written).flatMap(({ rule, operation }, index): Fault[] => [
    ...(ids.includes(rule)
      ? []
      : [
          {
            line: written.lineOf([index, 'rule']),
            text: `[${index + 1}].rule: there is no rule "${foreign(rule, 100)}"${suggestion(rule, ids)}`,
          },
        ]),
    ...(operation === '*' || operation === 'deployment' || names.includes(operation)
      ? []
      : [
          {
            line: written.lineOf([index, 'operation']),
            text: `[${index + 1}].operation: there is no operation "${foreign(operation, 100)}"${suggestion(operation, names)}`,
          },
        ]),
  ])
}

const isExpired = ({ expires }: Waiver, today: Date): boolean => expires < today.toISOString().slice(0, 10)

interface Subject {
  readonly rule: { readonly id: string }
  readonly operation?: string | undefined
}

const covers = ({ rule, operation }: Waiver, about: Subject): boolean =>
  rule === about.rule.id && (operation === '*' || operation === (about.operation ?? 'deployment'))

/** A verdict under the waivers that count today: a finding, or what could not be told, that one covers is waived. */
export function waive(verdict: Verdict, waivers: readonly Waiver[], today: Date): Verdict {
  const { outcome } = verdict
  if (outcome !== 'fail' && outcome !== 'warn' && outcome !== 'inconclusive') return verdict
  const waiver = waivers.find((each) => !isExpired(each, today) && covers(each, verdict))
  return waiver === undefined ? verdict : { ...verdict, outcome: 'waived', waiver, waived: outcome }
}

/** What each waiver did, told from the verdicts as they are after `waive`; `plan` tells what the run left out. */
export function usesOf(waivers: readonly Waiver[], verdicts: readonly Verdict[], plan: Plan, today: Date): WaiverUse[] {
  const leftOut = plan.leftOut.map(({ rule, subject }): Subject => ({ rule, operation: subject.operation?.id }))
  const isProbe = new Set([...plan.instances, ...plan.leftOut].map(({ rule }) => rule.id as string))
  return waivers.map((waiver): WaiverUse => {
    const used = verdicts.filter((each) => each.waiver === waiver)
    const judged = verdicts.filter((each) => each.outcome !== 'not-run' && covers(waiver, each))
    // A law or a sequence may yet meet an exchange in another run; a probe has the subjects that it has.
    const mayMeet = leftOut.some((each) => covers(waiver, each)) || !isProbe.has(waiver.rule)
    const state = isExpired(waiver, today) ? 'expired' : used.length > 0 ? 'used' : judged.length === 0 && mayMeet ? 'untried' : 'idle'
    return { ...waiver, state, verdicts: used.length }
  })
}

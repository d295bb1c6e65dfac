import type { Contract, Operation } from '../../spec/contract.ts'
import { suggestion } from '../text/suggestion.ts'
import { areaOf, type Rule } from '../model/rule.ts'
import { Undecidable } from '../model/undecidable.ts'

/** A candidate for a selection; without an operation if it is about the deployment as a whole. */
export interface Choosable {
  readonly rule: Rule
  readonly operation?: Operation | undefined
  /** What distinguishes several checks of the rule on the operation. */
  readonly about?: string | undefined
}

/** The selected rules and operations of a run. */
export interface Selection {
  /** As written by the caller, for the report. */
  readonly words: string
  readonly includes: (about: Choosable) => boolean
  /** Whether it is skipped by name, whatever else is selected. A probe that sends requests to a skipped operation is skipped too. */
  readonly skips: (about: Choosable) => boolean
  /**
   * Whether a probe that is not selected is sent nevertheless: laws judge the exchanges of other probes, so that selected laws need some.
   * Called only for probes of the lowest level.
   */
  readonly carries: (about: Choosable) => boolean
}

export interface Choice {
  /** Areas, rules, operations and groups, case-insensitive. */
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  /** Skips operations that the contract itself designed (D14). */
  readonly documentedOnly?: boolean
}

/** The rules and operations that a name stands for. */
interface Named {
  readonly rules?: ReadonlySet<string>
  readonly operations?: ReadonlySet<string>
}

/**
 * Parses a selection; returns `undefined` if there is none. Names of rules and areas select rules, names of operations and groups select
 * operations; `only` with both selects these rules for these operations. Throws `Undecidable` for an unknown name, with the most similar
 * ones.
 */
export function readChoice(
  { only = [], skip = [], documentedOnly = false }: Choice,
  contract: Contract,
  rules: readonly Rule[],
): Selection | undefined {
  if (only.length === 0 && skip.length === 0 && !documentedOnly) return undefined
  const index = namesOf(contract, rules)
  const resolve = (option: string) => (name: string) => {
    const found = index.get(name.toLowerCase())
    if (found !== undefined) return found
    throw new Undecidable(
      `${option}: "${name}" is not an area, rule, operation or group${suggestion(
        name,
        [...index.keys()].map((key) => index.get(key)?.name ?? key),
      )}.`,
    )
  }
  const [wanted, unwanted] = [only.map(resolve('--only')), skip.map(resolve('--skip'))]
  const rulesWanted = union(wanted.map((each) => each.rules))
  const operationsWanted = union(wanted.map((each) => each.operations))

  const isSkipped = ({ rule, operation }: Choosable): boolean =>
    (documentedOnly && operation?.provenance === 'designed') ||
    unwanted.some((each) => each.rules?.has(rule.id) === true || (operation !== undefined && each.operations?.has(operation.id) === true))
  const isOperationWanted = (operation: Operation | undefined): boolean =>
    operationsWanted === undefined || (operation !== undefined && operationsWanted.has(operation.id))
  const includes = (about: Choosable): boolean =>
    !isSkipped(about) && (rulesWanted === undefined || rulesWanted.has(about.rule.id)) && isOperationWanted(about.operation)
  const laws = rules.filter(({ kind }) => kind !== 'probe')
  return {
    words: [
      ...(only.length > 0 ? [`--only ${only.join(',')}`] : []),
      ...(skip.length > 0 ? [`--skip ${skip.join(',')}`] : []),
      ...(documentedOnly ? ['--documented-only'] : []),
    ].join(' '),
    includes,
    skips: isSkipped,
    carries: (about) =>
      rulesWanted !== undefined &&
      !isSkipped(about) &&
      laws.some((rule) => includes({ rule, operation: about.operation }) || (about.operation === undefined && rulesWanted.has(rule.id))),
  }
}

function namesOf(contract: Contract, rules: readonly Rule[]): Map<string, Named & { readonly name: string }> {
  const index = new Map<string, Named & { readonly name: string }>()
  for (const { name, operations } of contract.groups) {
    index.set(name.toLowerCase(), { name, operations: new Set(operations.map(({ id }) => id)) })
  }
  for (const id of Object.keys(contract.operations)) index.set(id.toLowerCase(), { name: id, operations: new Set([id]) })
  for (const area of new Set(rules.map(areaOf))) {
    const known = index.get(area)
    // A name that is both an area and a group selects both.
    index.set(area, { ...known, name: area, rules: new Set(rules.filter((rule) => areaOf(rule) === area).map(({ id }) => id)) })
  }
  for (const { id } of rules) index.set(id, { name: id, rules: new Set([id]) })
  return index
}

function union(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  const given = sets.filter((each) => each !== undefined)
  return given.length === 0 ? undefined : new Set(given.flatMap((each) => [...each]))
}

import type { Contract, Operation } from '../../spec/contract.ts'
import { suggestion } from '../text/suggestion.ts'
import { areaOf, type Rule } from '../model/rule.ts'
import { Undecidable } from '../model/undecidable.ts'

/** What a choice is about; no operation where it is about the deployment as a whole. */
export interface Choosable {
  readonly rule: Rule
  readonly operation?: Operation | undefined
}

/** Which rules and operations a run is about. */
export interface Selection {
  /** As the caller wrote it, for the report. */
  readonly words: string
  readonly includes: (about: Choosable) => boolean
  /** Whether it is left out by name, whatever else is chosen; what asks such an operation is left out too. */
  readonly skips: (about: Choosable) => boolean
  /**
   * Whether a probe that is not chosen is sent nevertheless: laws judge what passes by, so that where some of them are chosen something has
   * to. Only asked of probes of the smallest level.
   */
  readonly carries: (about: Choosable) => boolean
}

export interface Choice {
  /** Areas, rules, operations and groups, in any case. */
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  /** Leaves out operations that the contract designed itself (D14). */
  readonly documentedOnly?: boolean
}

/** A name, resolved: what it names of rules and of operations. */
interface Named {
  readonly rules?: ReadonlySet<string>
  readonly operations?: ReadonlySet<string>
}

/**
 * Reads a choice; `undefined` where there is none. Names of rules and areas choose rules, names of operations and groups choose operations;
 * `only` with both chooses these rules on these operations. Throws `Undecidable` for a name of nothing, with the nearest ones.
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
      `${option}: "${name}" names no area, rule, operation or group${suggestion(
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
    // An area and a group of one name are both meant.
    index.set(area, { ...known, name: area, rules: new Set(rules.filter((rule) => areaOf(rule) === area).map(({ id }) => id)) })
  }
  for (const { id } of rules) index.set(id, { name: id, rules: new Set([id]) })
  return index
}

function union(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  const given = sets.filter((each) => each !== undefined)
  return given.length === 0 ? undefined : new Set(given.flatMap((each) => [...each]))
}

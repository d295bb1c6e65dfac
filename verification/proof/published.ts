/** The results of a proof as committed data. Equal proofs give equal text, except for commit, Node version and duration. */
import type { Citation } from '../../conformance/model/citations.ts'
import type { Level } from '../../conformance/model/rule.ts'
import type { Breach } from '../../server/deviations/deviation.ts'
import type { Variant } from '../variants/variant.ts'
import { alarmsOf } from './alarms.ts'
import type { Finding, Outcome } from './deployment.ts'
import type { Row } from './matrix.ts'

/** A failed rule and its operations. */
export interface Kill {
  readonly rule: string
  /** Operations for which the rule failed; `null` means the deployment as a whole. */
  readonly operations: readonly (string | null)[]
}

export interface Proof {
  /** Version of this format. */
  readonly format: '1.0'
  /** The commit that was proven. */
  readonly commit: string
  readonly node: string
  readonly seconds: number
  /** The results for the server without a deviation. */
  readonly healthy: { readonly judgements: number; readonly requests: number; readonly kills: readonly Kill[] }
  readonly rules: readonly { readonly id: string; readonly level: Level; readonly title: string; readonly cites: readonly Citation[] }[]
  readonly deviations: readonly {
    readonly id: string
    readonly harm: string
    readonly part: string
    readonly breaks: readonly Breach[]
    readonly missed: readonly Breach[]
    /** Every failed rule, whether the deviation names it or not. */
    readonly kills: readonly Kill[]
    /** Why the suite could judge nothing. */
    readonly undecidable?: string
    /** The commit of this item, if it was proven later than the rest. */
    readonly commit?: string
  }[]
  readonly variants: readonly {
    readonly id: string
    /** Why it is allowed. */
    readonly why: string
    /** Why some rules cannot be judged. */
    readonly unjudged?: string
    /** Why some rules warn. */
    readonly warned?: string
    /** False alarms, one line each. */
    readonly alarms: readonly string[]
    /** As for a deviation. */
    readonly commit?: string
  }[]
}

export function killsOf(findings: readonly Finding[]): Kill[] {
  const byRule = new Map<string, Set<string | null>>()
  for (const { rule, operation, outcome } of findings) {
    if (outcome !== 'fail' && outcome !== 'warn') continue
    byRule.set(rule, (byRule.get(rule) ?? new Set()).add(operation))
  }
  return [...byRule].map(([rule, operations]) => ({ rule, operations: [...operations].sort((a, b) => (a ?? '').localeCompare(b ?? '')) }))
}

export function publishedRow({ deviation: { id, harm, part, breaks }, outcome, missed }: Row): Proof['deviations'][number] {
  const { undecidable } = outcome
  return { id, harm, part, breaks, missed, kills: killsOf(outcome.findings), ...(undecidable === undefined ? {} : { undecidable }) }
}

export function publishedHealth({ judged, requests, findings }: Outcome): Proof['healthy'] {
  return { judgements: judged, requests, kills: killsOf(findings) }
}

export function publishedVariant(variant: Variant, outcome: Outcome): Proof['variants'][number] {
  const { id, why, unjudged, warned } = variant
  return {
    id,
    why,
    ...(unjudged === undefined ? {} : { unjudged: unjudged.reason }),
    ...(warned === undefined ? {} : { warned: warned.reason }),
    alarms: alarmsOf(variant, outcome),
  }
}

/**
 * An earlier proof, updated with the items of a partial proof of a later commit. `order` lists the existing ids; items with other ids are removed.
 */
export function refreshed(
  earlier: Proof,
  later: Proof,
  order: { readonly deviations: readonly string[]; readonly variants: readonly string[] },
): Proof {
  const merged = <Each extends { readonly id: string }>(old: readonly Each[], made: readonly Each[], ids: readonly string[]): Each[] =>
    ids.flatMap((id) => {
      const own = made.find((each) => each.id === id)
      return own === undefined ? old.filter((each) => each.id === id) : [{ ...own, commit: later.commit }]
    })
  return {
    ...earlier,
    rules: later.rules,
    deviations: merged(earlier.deviations, later.deviations, order.deviations),
    variants: merged(earlier.variants, later.variants, order.variants),
  }
}

/** The proof as text, one line per deviation and per variant, so that diffs are easy to read. */
export function written(proof: Proof): string {
  const member = (name: string, value: unknown): string => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`
  const list = (name: string, values: readonly unknown[]): string =>
    values.length === 0
      ? member(name, [])
      : `  ${JSON.stringify(name)}: [\n${values.map((each) => `    ${JSON.stringify(each)}`).join(',\n')}\n  ]`
  const members = Object.entries(proof).map(([name, value]: [string, unknown]) =>
    Array.isArray(value) ? list(name, value) : member(name, value),
  )
  return `{\n${members.join(',\n')}\n}\n`
}

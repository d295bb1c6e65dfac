/** What a proof showed, as data that is committed: the same proof gives the same text, but for what it says of when and where. */
import type { Citation } from '../../conformance/model/citations.ts'
import type { Level } from '../../conformance/model/rule.ts'
import type { Breach } from '../../server/deviations/deviation.ts'
import type { Variant } from '../variants/variant.ts'
import { alarmsOf } from './alarms.ts'
import type { Finding, Outcome } from './deployment.ts'
import type { Row } from './matrix.ts'

/** A rule that failed, and where. */
export interface Kill {
  readonly rule: string
  /** Operations for which it did, `null` for the deployment as a whole. */
  readonly operations: readonly (string | null)[]
}

export interface Proof {
  /** Version of this format. */
  readonly format: '1.0'
  /** The commit at which it was made. */
  readonly commit: string
  readonly node: string
  readonly seconds: number
  /** What the suite said of the server without a deviation. */
  readonly healthy: { readonly judgements: number; readonly requests: number; readonly kills: readonly Kill[] }
  readonly rules: readonly { readonly id: string; readonly level: Level; readonly title: string; readonly cites: readonly Citation[] }[]
  readonly deviations: readonly {
    readonly id: string
    readonly harm: string
    readonly part: string
    readonly breaks: readonly Breach[]
    readonly missed: readonly Breach[]
    /** Every rule that failed, those that name the fault and the others. */
    readonly kills: readonly Kill[]
    /** Why there was nothing to judge. */
    readonly undecidable?: string
    /** The commit at which this was made, where it was made later than the rest. */
    readonly commit?: string
  }[]
  readonly variants: readonly {
    readonly id: string
    /** Why it is allowed. */
    readonly why: string
    /** What it takes away, so that it cannot be judged. */
    readonly unjudged?: string
    /** What the suite said against it, wrongly; one line each. */
    readonly alarms: readonly string[]
    /** As with a deviation. */
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

export function publishedVariant({ id, why, unjudged }: Variant, outcome: Outcome): Proof['variants'][number] {
  const alarms = alarmsOf({ ...(unjudged === undefined ? {} : { unjudged }) }, outcome)
  return { id, why, ...(unjudged === undefined ? {} : { unjudged: unjudged.reason }), alarms }
}

/**
 * An earlier proof with what a part of it showed later, at another commit. What there is no more goes; `order` has the ids of what there is.
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

/** As text, a line for each deviation and each variant, so that a difference is easy to read. */
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

import { grouped } from '../../model/grouped.ts'
import { harmlessJson } from '../../text/foreign.ts'
import { helpFor } from '../../model/pages.ts'
import type { Report } from '../report.ts'
import type { ReportedVerdict } from '../reported-verdict.ts'
import type { ReportedExchange } from '../reported-exchange.ts'
import type { Traffic } from './traffic.ts'

/** A verdict in the file: its exchanges are given by their position in the run. */
type WrittenVerdict = Omit<ReportedVerdict, 'exchange' | 'control'> & { readonly exchange?: number; readonly control?: number }

/** The report as it is written to a file. Its format is `report/report.schema.json`. */
export interface WrittenReport extends Omit<Report, 'verdicts' | 'timeline'> {
  /** Verdicts other than passes. */
  readonly verdicts: readonly WrittenVerdict[]
  /** The subjects of all passes by rule: each is an id of a verdict without the rule. */
  readonly passed: Readonly<Record<string, readonly string[]>>
  /** The URL of the page about each rule of these verdicts; absent if the documentation is not published. */
  readonly help?: Readonly<Record<string, string>>
  /** The exchanges of these verdicts. */
  readonly exchanges: readonly ReportedExchange[]
  /** Every request, if the run sent a part of a plan. */
  readonly timeline?: Report['timeline']
}

/** The report as JSON. Passes are listed briefly, so that the file of a passing run is small. */
export function renderJson(report: Report, { profile }: Pick<Traffic, 'profile'>): string {
  return harmlessJson(JSON.stringify({ ...written(report), ...helpOf(report, profile) }, null, 2)) + '\n'
}

/** Returns the report as it is written to a file, without the addresses of the documentation. */
export function written({ verdicts, timeline, ...rest }: Report): WrittenReport {
  const others = verdicts.filter(({ outcome }) => outcome !== 'pass')
  const exchanges = others.flatMap(({ exchange, control }) => [exchange, control].flatMap((each) => each ?? []))
  const byNumber = new Map(exchanges.map((each) => [each.number, each]))
  const passes = grouped(
    verdicts.filter(({ outcome }) => outcome === 'pass'),
    ({ rule }) => rule,
  )
  return {
    ...rest,
    verdicts: others.map(({ exchange, control, ...verdict }) => ({
      ...verdict,
      ...(exchange === undefined ? {} : { exchange: exchange.number }),
      ...(control === undefined ? {} : { control: control.number }),
    })),
    passed: Object.fromEntries([...passes].map(([rule, alike]) => [rule, alike.map(({ id }) => id.slice(rule.length + 1))])),
    exchanges: [...byNumber.values()].sort((a, b) => a.number - b.number),
    ...(rest.shard === undefined ? {} : { timeline }),
  }
}

function helpOf({ verdicts }: Report, profile: Traffic['profile']): Pick<WrittenReport, 'help'> {
  const rules = new Set(verdicts.filter(({ outcome }) => outcome !== 'pass').map(({ rule }) => rule))
  const pages = [...rules].flatMap((rule) => {
    const address = helpFor(rule, profile)
    return address === undefined ? [] : [[rule, address] as const]
  })
  return pages.length === 0 ? {} : { help: Object.fromEntries(pages) }
}

/** Returns the passed checks of a written report. */
export function passesOf({ passed }: WrittenReport): Pick<ReportedVerdict, 'id' | 'rule' | 'operation'>[] {
  return Object.entries(passed).flatMap(([rule, subjects]) =>
    subjects.map((subject) => {
      const [operation = ''] = subject.split(':')
      return { id: `${rule}:${subject}`, rule, operation: operation === 'deployment' ? null : operation }
    }),
  )
}

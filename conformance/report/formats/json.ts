import { grouped } from '../../model/grouped.ts'
import { harmlessJson } from '../../text/foreign.ts'
import { helpFor } from '../../model/pages.ts'
import type { Report } from '../report.ts'
import type { ReportedVerdict, RuleFacts } from '../reported-verdict.ts'
import type { ReportedExchange } from '../reported-exchange.ts'
import type { Traffic } from './traffic.ts'

/** A verdict of the file: its exchanges are given by their position in the run. */
export type WrittenVerdict = Omit<ReportedVerdict, 'exchange' | 'control'> & { readonly exchange?: number; readonly control?: number }

/** The report as it is written to a file. Its format is `report/report.schema.json`. */
export interface WrittenReport extends Omit<Report, 'verdicts' | 'timeline'> {
  /** Verdicts other than passes and checks that were not run. */
  readonly verdicts: readonly WrittenVerdict[]
  /** The subjects of all passes by rule. */
  readonly passed: ByRule
  /** The checks that were not run, by reason. */
  readonly notRun: readonly NotRun[]
  /** What the verdicts of checks that were not run have in common, by rule. */
  readonly rules: Readonly<Record<string, RuleFacts>>
  /** What the subjects of `passed` and `notRun` are about besides an operation, in words. */
  readonly subjects: Readonly<Record<string, string>>
  /** The URL of the page about each rule of these verdicts; absent if the documentation is not published. */
  readonly help?: Readonly<Record<string, string>>
  /** The exchanges of these verdicts. */
  readonly exchanges: readonly ReportedExchange[]
  /** Every request, if the run sent a part of a plan. */
  readonly timeline?: Report['timeline']
}

/** Subjects by rule: each is the id of a verdict without the rule and the colon after it. */
type ByRule = Readonly<Record<string, readonly string[]>>

/** Checks that were not run for the same reason. */
interface NotRun extends Pick<ReportedVerdict, 'why' | 'by' | 'excluded'> {
  readonly checks: ByRule
}

/** The report as JSON. Passes and what was not run are listed briefly, so that the file is small. */
export function renderJson(report: Report, { profile }: Pick<Traffic, 'profile'>): string {
  return harmlessJson(JSON.stringify({ ...written(report), ...helpOf(report, profile) }, null, 2)) + '\n'
}

/** Returns the report as it is written to a file, without the addresses of the documentation. */
export function written({ verdicts, timeline, ...rest }: Report): WrittenReport {
  const passes = verdicts.filter(({ outcome }) => outcome === 'pass')
  const others = verdicts.filter(({ outcome }) => outcome !== 'pass')
  const exchanges = others.flatMap(({ exchange, control }) => [exchange, control].flatMap((each) => each ?? []))
  const byNumber = new Map(exchanges.map((each) => [each.number, each]))
  const brief = withoutNotRun(
    others.map(({ exchange, control, ...verdict }) => ({
      ...verdict,
      ...(exchange === undefined ? {} : { exchange: exchange.number }),
      ...(control === undefined ? {} : { control: control.number }),
    })),
  )
  return {
    ...rest,
    ...brief,
    passed: subjectsOf(passes),
    subjects: { ...wordsOf(passes), ...brief.subjects },
    exchanges: [...byNumber.values()].sort((a, b) => a.number - b.number),
    ...(rest.shard === undefined ? {} : { timeline }),
  }
}

/** Separates the checks that were not run from the other verdicts, and lists them by reason. */
export function withoutNotRun(verdicts: readonly WrittenVerdict[]): Pick<WrittenReport, 'verdicts' | 'notRun' | 'rules' | 'subjects'> {
  const left = verdicts.filter(({ outcome }) => outcome === 'not-run')
  const byReason = grouped(left, ({ why, by, excluded }) => JSON.stringify([why, by, excluded]))
  return {
    verdicts: verdicts.filter(({ outcome }) => outcome !== 'not-run'),
    notRun: [...byReason.values()].map((alike) => {
      const [{ why, by, excluded }] = alike
      return {
        ...(why === undefined ? {} : { why }),
        ...(by === undefined ? {} : { by }),
        ...(excluded === undefined ? {} : { excluded }),
        checks: subjectsOf(alike),
      }
    }),
    // A verdict that the basis excludes may rest on a decision, although its rule is promised.
    rules: Object.fromEntries(
      [...left.filter(({ by }) => by === 'basis'), ...left.filter(({ by }) => by !== 'basis')].map(
        ({ rule, area, level, title, cites, severity, basis }) => [rule, { area, level, title, cites, severity, basis }],
      ),
    ),
    subjects: wordsOf(left),
  }
}

type Named = Pick<ReportedVerdict, 'id' | 'rule' | 'about'>

const subjectOf = ({ id, rule }: Named): string => id.slice(rule.length + 1)

const subjectsOf = (verdicts: readonly Named[]): ByRule =>
  Object.fromEntries([...grouped(verdicts, ({ rule }) => rule)].map(([rule, alike]) => [rule, alike.map(subjectOf)]))

const wordsOf = (verdicts: readonly Named[]): WrittenReport['subjects'] =>
  Object.fromEntries(verdicts.flatMap((each) => (each.about === undefined ? [] : [[subjectOf(each), each.about]])))

function helpOf({ verdicts }: Report, profile: Traffic['profile']): Pick<WrittenReport, 'help'> {
  const rules = new Set(verdicts.filter(({ outcome }) => outcome !== 'pass').map(({ rule }) => rule))
  const pages = [...rules].flatMap((rule) => {
    const address = helpFor(rule, profile)
    return address === undefined ? [] : [[rule, address] as const]
  })
  return pages.length === 0 ? {} : { help: Object.fromEntries(pages) }
}

type Check = Pick<ReportedVerdict, 'id' | 'rule' | 'operation' | 'about'>

/** Returns the passed checks of a written report. */
export const passesOf = ({ passed, subjects }: WrittenReport): Check[] => checksOf(passed, subjects)

/** Returns the verdicts of a written report other than passes. */
export function verdictsOf({ verdicts, notRun, rules, subjects }: WrittenReport): WrittenVerdict[] {
  const left = notRun.flatMap(({ checks, ...reason }) =>
    checksOf(checks, subjects).flatMap((check): WrittenVerdict[] => {
      const facts = rules[check.rule]
      const basis = reason.by === 'basis' ? { basis: 'decided' as const } : {}
      return facts === undefined ? [] : [{ ...check, ...facts, ...basis, ...reason, outcome: 'not-run', judged: 0 }]
    }),
  )
  return [...verdicts, ...left]
}

function checksOf(byRule: ByRule, subjects: WrittenReport['subjects']): Check[] {
  return Object.entries(byRule).flatMap(([rule, all]) =>
    all.map((subject) => {
      const [operation = ''] = subject.split(':')
      const about = Object.hasOwn(subjects, subject) ? subjects[subject] : undefined
      return {
        id: `${rule}:${subject}`,
        rule,
        operation: operation === 'deployment' ? null : operation,
        ...(about === undefined ? {} : { about }),
      }
    }),
  )
}

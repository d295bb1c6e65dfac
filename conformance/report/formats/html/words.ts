/** The words and signs of the page. */
import type { Outcome } from '../../../judge/verdict.ts'
import type { Severity } from '../../../model/severity.ts'
import type { ExitCode } from '../../conclusion.ts'
import type { ReportedVerdict } from '../../reported-verdict.ts'
import { verdictWords } from '../terminal.ts'
import { html, type Markup } from './markup.ts'

/** The worst first: what a cell of the matrix shows, and the order of findings. */
export const outcomes = ['error', 'fail', 'inconclusive', 'warn', 'waived', 'pass', 'not-run'] as const satisfies readonly Outcome[]

/** Outcomes that a reader must look at. */
export const open = ['error', 'fail', 'inconclusive', 'warn', 'waived'] as const satisfies readonly Outcome[]

export const signs: Readonly<Record<Outcome, string>> = {
  error: '‼',
  fail: '✕',
  inconclusive: '?',
  warn: '!',
  waived: '~',
  pass: '✓',
  'not-run': '–',
}

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  error: 'error',
  fail: 'failed',
  inconclusive: 'inconclusive',
  warn: 'warning',
  waived: 'waived',
  pass: 'passed',
  'not-run': 'not run',
}

export const outcomeMeanings: Readonly<Record<Outcome, string>> = {
  error: 'The rule itself failed. This is a fault of the suite, not of the deployment.',
  fail: 'A MUST is violated.',
  inconclusive: 'The situation does not allow a judgement.',
  warn: 'A SHOULD is violated, or a MUST on a beta operation.',
  waived: 'A finding that a waiver accepts until a date.',
  pass: 'The deployment meets the requirement.',
  'not-run': 'Not selected, not allowed, or without the necessary key.',
}

export const severityMeanings: Readonly<Record<Severity, string>> = {
  critical: 'Strangers can read or change data, or data is lost.',
  data: 'A response contains wrong data, or a write does something else than the contract says.',
  promise: 'A status, a header or an error differs from the contract.',
  recommendation: 'A SHOULD is violated.',
}

/** A sentence or a heading of its own. */
export const capitalized = (text: string): string => text.replace(/^./, (first) => first.toUpperCase())

/** The verdict as a heading. */
export const headingOf = (code: ExitCode): string => capitalized(verdictWords[code])

/** The tone of a verdict, which is that of the outcome behind it. */
export const tones = { 0: 'pass', 1: 'fail', 2: 'inconclusive', 3: 'error' } as const satisfies Readonly<Record<ExitCode, Outcome>>

export const count = (number: number, noun: string): string => `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`

/** `12 345`, with narrow spaces that do not break. */
export const grouped = (number: number): string => String(number).replaceAll(/\B(?=(\d{3})+$)/g, '\u{202f}')

/** Milliseconds as a reader estimates them: `87 ms`, `4.2 s`, `3 min 20 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`
}

export const deployment = 'the deployment'

/** The operation, or the deployment as a whole. */
export const placeOf = ({ operation }: Pick<ReportedVerdict, 'operation'>): string => operation ?? deployment

export const anchorOf = (id: string): string => `finding-${id}`

/** Links to findings that have these properties. The script of the page reads the address. */
export const filterAddress = (filter: Readonly<Record<string, string>>): string => `#?${new URLSearchParams(filter).toString()}`

/** Why a finding is a warning and not a failure; empty for all others. */
export function whyWarning({ outcome, excused, level }: Pick<ReportedVerdict, 'outcome' | 'excused' | 'level'>): string {
  if (outcome !== 'warn') return ''
  if (excused === 'beta') return 'Only a warning although it is a MUST: the operation is beta, so its contract may still change.'
  return level === 'SHOULD' ? 'Only a warning: the requirement is a SHOULD.' : ''
}

export const outcomeBadge = (outcome: Outcome): Markup =>
  html`<span class="badge ${outcome}" title="${outcomeMeanings[outcome]}"
    ><span aria-hidden="true">${signs[outcome]}</span> ${outcomeWords[outcome]}</span
  >`

export const severityBadge = (severity: Severity): Markup =>
  html`<span class="badge severity ${severity}" title="${severityMeanings[severity]}">${severity}</span>`

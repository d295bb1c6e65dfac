/** Markdown for a comment on a pull request, or for the summary of a CI job. */
import type { Cause } from '../causes.ts'
import { cleanCommandsOf } from '../clean-command.ts'
import { foreign } from '../../text/foreign.ts'
import { explain } from '../../model/citations.ts'
import { helpFor } from '../../model/pages.ts'
import { suite } from '../../suite.ts'
import { excerptOf } from '../excerpt.ts'
import type { Report } from '../report.ts'
import type { ReportedVerdict } from '../reported-verdict.ts'
import { isStale } from '../conclusion.ts'
import { bodyFacts, subjectOf } from './checks.ts'
import type { Traffic } from './traffic.ts'
import { count } from './terminal-layout.ts'
import { verdictWords } from './terminal.ts'

/** A comment on GitHub has at most 65,536 characters; its bytes are counted to be sure. */
const maxBytes = 60_000
/** What is kept for the lines after the details. */
const reserved = 2000
/** Further causes are only counted. */
const maxRows = 30

const symbols = { 0: '✅', 1: '❌', 2: '❔', 3: '💥' } as const
const outcomes = { error: '💥 error', fail: '❌ fail', warn: '⚠️ warn' } as const

export function renderMarkdown(report: Report, { profile }: Traffic): string {
  const byId = new Map(report.verdicts.map((each) => [each.id, each]))
  const causes = report.causes.flatMap((cause) => {
    const finding = byId.get(cause.finding)
    return finding === undefined ? [] : [{ cause, finding }]
  })
  const head = [...headOf(report), ...tableOf(causes), ...openOf(report), ...waiversOf(report), ...leftOf(report)].join('\n')
  let room = maxBytes - reserved - Buffer.byteLength(head)
  const details: string[] = []
  for (const { cause, finding } of causes) {
    const text = detailsOf(cause, finding, profile)
    room -= Buffer.byteLength(text)
    if (room < 0) break
    details.push(text)
  }
  const more = causes.length - details.length
  return [
    head,
    ...(details.length === 0 ? [] : ['### Details', '', ...details]),
    ...(more === 0 || causes.length === 0
      ? []
      : [`The details of ${count(more, 'more cause')} do not fit here; the other reports of the run have them.`, '']),
    `<sub>${report.suite.name} ${report.suite.version} · seed ${code(report.seed)} · ${report.startedAt}</sub>`,
    '',
  ].join('\n')
}

function headOf(report: Report): string[] {
  const { exitCode, exitCodes, level, outcomes: counts, requests, milliseconds, contract, basis, ended } = report
  const shown = (['pass', 'fail', 'warn', 'inconclusive', 'not-run', 'waived', 'error'] as const)
    .filter((each) => each === 'pass' || counts[each] > 0)
    .map((each) => `${counts[each]} ${each}`)
  const scope = requests.planned === 0 ? 'based on the recorded traffic' : `at level **${level}**`
  return [
    `## ${symbols[exitCode]} Conformance: ${verdictWords[exitCode]}`,
    '',
    `- Deployment: ${code(report.target)}`,
    `- Contract: ${code(`${contract.title} ${contract.version}`)}, ${scope}${basis === 'promised' ? ', promised behavior only' : ''}`,
    `- Checks: ${ended === undefined ? shown.join(', ') : 'none'}`,
    `- Requests: ${requests.sent} in ${(milliseconds / 1000).toFixed(1)} s`,
    `- Promised behavior only: ${verdictWords[exitCodes.promised]}. Whole contract: ${verdictWords[exitCodes.contract]}.`,
    '',
    ...(ended === undefined ? [] : ['The run ended before it judged anything:', '', ...block(foreign(ended))]),
  ]
}

interface Shown {
  readonly cause: Cause
  readonly finding: ReportedVerdict
}

function tableOf(causes: readonly Shown[]): string[] {
  if (causes.length === 0) return []
  const rows = causes.slice(0, maxRows).map(({ cause, finding }) => {
    const rules = cause.consequences.length === 0 ? '' : ` and ${count(cause.consequences.length, 'more rule')}`
    const where =
      cause.operations.length === 1
        ? (cause.operations[0] ?? '')
        : cause.operations.length === 0
          ? 'the deployment'
          : count(cause.operations.length, 'operation')
    return `| ${outcomes[cause.outcome]} | ${cause.severity} | ${code(cause.rule)}${rules} | ${cell(finding.title)} | ${cause.operations.length === 1 ? code(where) : where} |`
  })
  const more = causes.length - rows.length
  return [
    `### ${count(causes.length, 'probable cause')}`,
    '',
    '| | Severity | Rule | A conforming deployment … | Where |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...(more === 0 ? [] : [`… and ${more} more.`, '']),
  ]
}

/** Characters of a response. */
const maxOfBody = 1000

/** Returns a folded block for one cause. */
function detailsOf(cause: Cause, finding: ReportedVerdict, profile: Traffic['profile']): string {
  const { expected, seen, why, exchange, cites, basis, level } = finding
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['expected', expected],
    ['actual', seen],
    ['error', why],
    ['request', exchange && `${exchange.request} → ${exchange.status ?? exchange.failure ?? 'no response'}`],
    ...bodyFacts(finding, excerptOf(finding).body, maxOfBody),
  ]
  const shown = facts.flatMap(([name, text]) => (text === undefined ? [] : [`${name.padEnd(9)}${foreign(text)}`]))
  const { consequences, operations } = cause
  const help = helpFor(cause.rule, profile)
  return [
    '<details>',
    `<summary>${outcomes[cause.outcome]} ${html(cause.rule)}: ${html(subjectOf(finding))}</summary>`,
    '',
    `A conforming deployment ${cell(finding.title)} (${level}, ${basis}).`,
    '',
    ...block(shown.join('\n')),
    ...(exchange === undefined ? [] : ['To reproduce:', '', ...block(foreign(exchange.curl, maxOfCommand), 'sh')]),
    ...(help === undefined ? [] : [`[Example, and how to fix it](${help})`, '']),
    'Because:',
    '',
    ...cites.map((each) => `- ${cell(explain(each, profile))}`),
    '',
    ...(operations.length < 2 ? [] : [`Operations: ${listed(operations)}`, '']),
    ...(consequences.length === 0 ? [] : [`Also violated because of it: ${listed(consequences.map(({ rule }) => rule))}`, '']),
    '</details>',
    '',
  ].join('\n')
}

/** A longer command is cut; the other reports have all of it. */
const maxOfCommand = 4000

function openOf({ verdicts, outcomes: { inconclusive } }: Report): string[] {
  if (inconclusive === 0) return []
  const reasons = new Map<string, number>()
  for (const { outcome, why = '' } of verdicts) if (outcome === 'inconclusive') reasons.set(why, (reasons.get(why) ?? 0) + 1)
  return [`### ${count(inconclusive, 'check')} could not be judged`, '', ...top(reasons), '']
}

const top = (reasons: ReadonlyMap<string, number>): string[] => {
  const sorted = [...reasons].sort(([, a], [, b]) => b - a)
  const more = sorted.slice(10).reduce((sum, [, number]) => sum + number, 0)
  return [
    ...sorted.slice(0, 10).map(([why, number]) => `- ${number} × ${code(why)}`),
    ...(more === 0 ? [] : [`- ${more} for other reasons`]),
  ]
}

function waiversOf({ waivers }: Report): string[] {
  const bad = waivers.filter(isStale)
  const used = waivers.filter(({ state }) => state === 'used')
  if (bad.length + used.length === 0) return []
  const lines = [...bad, ...used].slice(0, maxRows).map(({ rule, operation, state, expires, owner, reason, verdicts, writtenAt }) => {
    const at = writtenAt === undefined ? '' : ` at ${code(writtenAt)}`
    const subject = `${code(rule)} on ${operation === '*' ? 'all operations' : code(operation)}`
    if (state === 'expired') return `- ❌ ${subject}: the waiver${at} expired on ${expires} (${code(owner)})`
    if (state === 'idle') return `- ❌ ${subject}: unused waiver${at}; remove it (${code(owner)})`
    return `- ${subject}: ${count(verdicts, 'check')} waived until ${expires} (${code(owner)}: ${code(reason)})`
  })
  return ['### Waivers', '', ...lines, '']
}

function leftOf(report: Report): string[] {
  const { left } = report
  const commands = cleanCommandsOf(report).map((each) => code(`npx ${suite.name} ${each}`))
  const behind = left.filter(({ isLasting }) => isLasting !== true)
  if (behind.length === 0) return []
  return [
    `⚠️ ${count(behind.length, 'resource')} created by the run and not deleted.${commands.length === 0 ? '' : ` To delete what is left, run ${commands.join(' and ')}.`}`,
    '',
  ]
}

const listed = (names: readonly string[]): string =>
  names.slice(0, 20).map(code).join(', ') + (names.length > 20 ? ` and ${names.length - 20} more` : '')

/** Returns a text of a deployment as code: GitHub resolves no markup, mention or reference in it. The fence is longer than any in the text. */
function block(text: string, language = 'text'): string[] {
  return [`${fenceFor(text, 3)}${language}`, text, fenceFor(text, 3), '']
}

/** The same within a line. It can stand in a cell, which ends at any vertical bar. */
function code(text: string): string {
  const safe = foreign(text, 500).replaceAll('|', '¦').trim()
  const fence = fenceFor(safe, 1)
  const isAtEdge = safe.startsWith('`') || safe.endsWith('`') || safe === ''
  return isAtEdge ? `${fence} ${safe} ${fence}` : `${fence}${safe}${fence}`
}

function fenceFor(text: string, least: number): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0)
  return '`'.repeat(Math.max(least, longest + 1))
}

/** Titles of rules and reasons are Markdown of this project or of a profile. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const html = (text: string): string =>
  `<code>${text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[*_`[\]\\~@#:]/g, (each) => `&#${each.codePointAt(0) ?? 0};`)}</code>`

import type { Colors } from 'picocolors/types.js'
import type { Api } from '../../model/api.ts'
import { explain } from '../../model/citations.ts'
import { grouped } from '../../model/grouped.ts'
import type { Left } from '../../cleanup/left.ts'
import { foreign } from '../../text/foreign.ts'
import type { Report } from '../report.ts'
import type { ReportedVerdict } from '../reported-verdict.ts'
import { renderBaseline } from './baseline.ts'

const words = {
  0: 'conforms',
  1: 'does not conform',
  2: 'inconclusive',
  3: 'internal error in the suite',
} as const

/** A truncated command could not be run. Bodies are truncated before. */
const maxOfCommand = 20_000

/** Renders the result of a run for the terminal: every finding with the next steps, then the verdict. */
export function renderReport(report: Report, color: Colors, profile: Api['profile']): string {
  const sections = [
    ...(['error', 'fail', 'warn'] as const).flatMap((outcome) => findings(report, outcome, color, profile)),
    ...missing(report, color),
    ...notRun(report, color),
    ...waived(report, color),
    ...renderBaseline(report, color),
    ...leftBehind(report, color),
    summary(report, color),
  ]
  return sections.join('\n\n') + '\n'
}

const paint = {
  error: (color: Colors) => color.magenta,
  fail: (color: Colors) => color.red,
  warn: (color: Colors) => color.yellow,
} as const

/** Renders one block for each rule and basis. Operations that violate the rule in the same way share it. */
function findings(report: Report, outcome: 'error' | 'fail' | 'warn', color: Colors, profile: Api['profile']): string[] {
  return byRule(report.verdicts.filter((each) => each.outcome === outcome)).map((verdicts) => {
    const [first] = verdicts
    const { exchange } = first
    const others = verdicts.slice(1).map(subject)
    const lines = [
      `${paint[outcome](color)(outcome.toUpperCase().padEnd(5))} ${color.bold(first.rule)}  ${foreign(subject(first))}`,
      `      A conforming deployment ${first.title} (${first.level}, ${first.basis}).`,
      ...(first.expected === undefined ? [] : [row('expected', foreign(first.expected))]),
      ...(first.seen === undefined ? [] : [row('actual', foreign(first.seen))]),
      ...(first.why === undefined ? [] : [row('error', foreign(first.why))]),
      ...(exchange === undefined
        ? []
        : [
            row('request', `${foreign(exchange.request)} → ${exchange.status ?? 'no response'}`),
            row('reproduce', foreign(exchange.curl, maxOfCommand)),
          ]),
      ...(others.length === 0 ? [] : [row('also on', foreign(listed(others)))]),
      ...first.cites.map((citation, index) => row(index === 0 ? 'because' : '', color.dim(explain(citation, profile)))),
    ]
    return lines.join('\n')
  })
}

/** Lists what could not be judged, grouped by what is missing. */
function missing(report: Report, color: Colors): string[] {
  const open = report.verdicts.filter(({ outcome }) => outcome === 'inconclusive')
  if (open.length === 0) return []
  const reasons = new Map<string, ReportedVerdict[]>()
  for (const verdict of open) reasons.set(verdict.why ?? '', [...(reasons.get(verdict.why ?? '') ?? []), verdict])
  const lines = [...reasons].map(([why, verdicts]) =>
    row('why', `${foreign(why)}: ${foreign(listed(verdicts.map((each) => `${each.rule} ${subject(each)}`)))}`),
  )
  return [[`${color.cyan('INCONCLUSIVE')}  ${count(open.length, 'check')}`, ...lines].join('\n')]
}

/** Lists what was not run, with a line for each reason. */
function notRun({ verdicts }: Report, color: Colors): string[] {
  const reasons = new Map<string, number>()
  for (const { outcome, why = '' } of verdicts) if (outcome === 'not-run') reasons.set(why, (reasons.get(why) ?? 0) + 1)
  if (reasons.size === 0) return []
  const lines = [...reasons].sort(([, a], [, b]) => b - a).map(([why, number]) => `      ${String(number).padStart(5)}  ${foreign(why)}`)
  return [[color.dim('NOT RUN'), ...lines].join('\n')]
}

/** Lists accepted deviations, and the waivers that must be removed or renewed. */
function waived({ waivers }: Report, color: Colors): string[] {
  if (waivers.length === 0) return []
  const lines = waivers.map(({ rule, operation, owner, reason, expires, state, verdicts }) => {
    const subject = `${rule} on ${operation === '*' ? 'all operations' : operation === 'deployment' ? 'the deployment' : operation}`
    switch (state) {
      case 'used':
        return `      ${subject}: ${count(verdicts, 'check')} waived until ${expires} (${foreign(owner)}: ${foreign(reason)})`
      case 'untried':
        return `      ${subject}: not checked in this run`
      case 'expired':
        return `${color.red('FAIL ')} ${subject}: the waiver expired on ${expires} (${foreign(owner)})`
      case 'idle':
        return `${color.red('FAIL ')} ${subject}: unused waiver; remove it (${foreign(owner)})`
    }
  })
  return [[color.yellow('WAIVED'), ...lines].join('\n')]
}

function leftBehind({ left, journal }: Report, color: Colors): string[] {
  const [lasting, behind] = [left.filter(({ isLasting }) => isLasting), left.filter(({ isLasting }) => !isLasting)]
  return [
    ...(lasting.length === 0
      ? []
      : [`${color.dim('LASTING')}  created by the run and not deletable, as allowed by --allow-lasting\n${renderLeft(lasting)}`]),
    ...(behind.length === 0
      ? []
      : [
          [
            `${color.yellow('LEFT BEHIND')}  ${count(behind.length, 'resource')} created by the run and not deleted`,
            renderLeft(behind) + (journal === undefined ? '' : `\n      To delete what is left, run "clean ${foreign(journal)}".`),
          ].join('\n'),
        ]),
  ]
}

/** Lists the remaining resources, with a line for each creating operation and reason. */
export function renderLeft(left: readonly Left[]): string {
  return [...grouped(left, ({ operation, why }) => `${operation}: ${why}`)]
    .map(([group, alike]) => {
      const ids = alike.flatMap(({ id }) => id ?? [])
      return `      ${foreign(group)}${ids.length === 0 ? '' : ` (${foreign(listed(ids))})`}`
    })
    .join('\n')
}

function summary(report: Report, color: Colors): string {
  const { outcomes, requests } = report
  const shown = (['pass', 'fail', 'warn', 'inconclusive', 'not-run', 'waived', 'error'] as const)
    .filter((each) => each === 'pass' || outcomes[each] > 0)
    .map((each) => `${outcomes[each]} ${each}`)
  const rules = new Set(report.verdicts.filter(({ outcome }) => outcome !== 'not-run').map(({ rule }) => rule)).size
  const operations = new Set(
    report.verdicts.flatMap(({ operation, outcome }) => (operation === null || outcome === 'not-run' ? [] : [operation])),
  ).size
  // Recorded traffic was not planned by the suite, and belongs to no level.
  const isRecording = requests.planned === 0
  const verdict = words[report.exitCode]
  const tint = report.exitCode === 0 ? color.green : report.exitCode === 1 ? color.red : color.cyan
  return [
    `${count(rules, 'rule')} on ${count(operations, 'operation')}: ${shown.join(', ')}.`,
    `${count(requests.sent, 'request')} in ${(report.milliseconds / 1000).toFixed(1)} s, ${requests.withoutKey} of them without an API key.` +
      (isRecording || requests.sent === requests.planned ? '' : ` ${requests.planned} ${requests.planned === 1 ? 'was' : 'were'} planned.`),
    `Promised behavior only (API overview, RFCs): ${words[report.exitCodes.promised]}. Whole contract: ${words[report.exitCodes.contract]}.`,
    `${color.bold(tint(verdict))}${report.basis === 'promised' ? ' (promised behavior only)' : ''}: ${report.target}${isRecording ? ' (based on the recorded traffic).' : ` at level ${report.level}${nextStep(report)}`}`,
  ].join('\n')
}

function nextStep({ exitCode, outcomes, reached, level, chosen, verdicts }: Report): string {
  if (exitCode === 2) {
    const late = verdicts.filter(({ by }) => by === 'wait').length
    const time =
      late === 0
        ? ''
        : ` ${count(late, 'check')} exceeded --max-wait; to include ${late === 1 ? 'it' : 'them'}, use more API keys or a longer --max-wait.`
    return `${reached !== null && reached !== level ? `; conforms at level ${reached}` : ''}.${time}`
  }
  if (exitCode === 1 && outcomes.fail === 0) return ', because of expired or unused waivers.'
  if (exitCode !== 0) return '.'
  const choice = [
    ...(chosen === undefined ? [] : [chosen]),
    ...(verdicts.some(({ by }) => by === 'budget') ? ['--max-requests'] : []),
    ...(verdicts.some(({ by }) => by === 'wait') ? ['--max-wait'] : []),
  ]
  return [
    ...(choice.length === 0 ? [] : [`, for the selected checks (${choice.join(' ')})`]),
    ...(verdicts.some(({ by }) => by === 'tenant')
      ? [', except tenant isolation, which needs an API key of a second tenant (--other-tenant-key)']
      : []),
    '.',
  ].join('')
}

const row = (name: string, text: string): string => `      ${name.padEnd(9)} ${text}`
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
const listed = (names: readonly string[]): string =>
  names.slice(0, 4).join('; ') + (names.length > 4 ? `; and ${names.length - 4} more` : '')
const subject = ({ operation, about }: ReportedVerdict): string =>
  [operation, about].filter((each) => each != null).join(' ') || 'the deployment'

const byRule = (verdicts: readonly ReportedVerdict[]): [ReportedVerdict, ...ReportedVerdict[]][] => [
  ...grouped(verdicts, ({ rule, basis }) => `${rule} ${basis}`).values(),
]

import type { Colors, Formatter } from 'picocolors/types.js'
import type { Api } from '../../model/api.ts'
import { grouped } from '../../model/grouped.ts'
import { interrupted } from '../../model/recording.ts'
import type { Left } from '../../cleanup/left.ts'
import { foreign } from '../../text/foreign.ts'
import { cleanCommandsOf } from '../clean-command.ts'
import { isRecording, mostFrequentDoubt } from '../doubts.ts'
import { issuedKeyVariable } from '../curl.ts'
import { nextStep } from '../next-step.ts'
import type { Report } from '../report.ts'
import { renderBaseline } from './baseline.ts'
import { renderCause, renderCauseBriefly, subject } from './terminal-cause.ts'
import { count, Layout, listed, usualProgram, type View } from './terminal-layout.ts'

/** The verdict of a run by its exit code. */
export const verdictWords = {
  0: 'conforms',
  1: 'does not conform',
  2: 'inconclusive',
  3: 'internal error in the suite',
} as const

/** A terminal shows so many causes with commands and reasons. The reader mends these first, and must see that there are others. */
const maxWhole = 3

/** Returns how many causes, the worst first, are shown with commands and reasons. */
const wholeCauses = ({ causes }: Report, { columns, isVerbose }: View): number =>
  columns === undefined || isVerbose === true || causes.length <= maxWhole + 1 ? causes.length : maxWhole

/** Renders the result of a run for a terminal or a log: every cause, the worst first, then the verdict and what to do next. */
export function renderReport(report: Report, color: Colors, profile: Api['profile'], view: View = {}): string {
  const layout = new Layout(color, view.columns)
  const context = { byId: new Map(report.verdicts.map((each) => [each.id, each])), layout, profile, isVerbose: view.isVerbose === true }
  const whole = wholeCauses(report, view)
  const blocks = [
    ...report.causes.map((cause, index) => (index < whole ? renderCause : renderCauseBriefly)(cause, context)),
    missing(report, layout),
    notRun(report, layout, view),
    waived(report, layout),
    renderBaseline(report, color),
    ...leftBehind(report, layout, view),
    byArea(report, layout),
    summary(report, layout, view),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

/** Renders the verdict alone, in one line, with the most frequent reason if it is inconclusive. `program` is how the user calls the suite. */
export function renderVerdict(report: Report, color: Colors, program = usualProgram): string {
  const behind = report.left.filter(({ isLasting }) => !isLasting).length
  const commands = cleanCommandsOf(report)
  const left =
    behind === 0
      ? ''
      : ` ${count(behind, 'resource')} left behind${commands.length === 0 ? '.' : `; run ${commands.map((each) => `"${program} ${foreign(each)}"`).join(' and ')}.`}`
  const doubt = report.exitCode === 2 ? mostFrequentDoubt(report) : undefined
  const why = doubt === undefined ? '' : ` ${count(doubt.checks, 'check')} could not be judged, most often because: ${doubt.why}.`
  return `${verdictLine(report, color)}${why}${left}\n`
}

/** Lists what could not be judged, grouped by what is missing. */
function missing({ verdicts }: Report, layout: Layout): string[] {
  const open = verdicts.filter(({ outcome }) => outcome === 'inconclusive')
  if (open.length === 0) return []
  const rows = [...grouped(open, ({ why = '' }) => why)].map(([why, alike]) =>
    layout.row('why', `${why}: ${listed(alike.map((each) => `${each.rule} ${subject(each)}`))}`),
  )
  return [`${layout.color.cyan('INCONCLUSIVE')}  ${count(open.length, 'check')}`, ...rows]
}

/** Reasons for what was not run, beside findings and without `--verbose`: the findings are what matters then. */
const maxReasons = 4

/** Lists what was not run, with a line for each reason, the most frequent first. */
function notRun({ verdicts, causes }: Report, layout: Layout, { isVerbose }: View): string[] {
  const reasons = grouped(
    verdicts.filter(({ outcome }) => outcome === 'not-run'),
    ({ why = '' }) => why,
  )
  if (reasons.size === 0) return []
  const rows = [...reasons].map(([why, alike]): readonly [string, number] => [why, alike.length]).sort(([, one], [, other]) => other - one)
  const isCut = causes.length > 0 && isVerbose !== true && rows.length > maxReasons + 1
  const rest = rows.slice(maxReasons).reduce((sum, [, checks]) => sum + checks, 0)
  const shown = isCut ? [...rows.slice(0, maxReasons), [`for ${rows.length - maxReasons} other reasons`, rest] as const] : rows
  return [layout.color.dim('NOT RUN'), ...shown.map(([why, checks]) => layout.hanging(`      ${String(checks).padStart(5)}  `, why))]
}

/** Lists accepted deviations, and the waivers that must be removed or renewed. */
function waived({ waivers }: Report, layout: Layout): string[] {
  if (waivers.length === 0) return []
  const failed = layout.color.red('FAIL ')
  const rows = waivers.map(({ rule, operation, owner, reason, expires, state, verdicts, writtenAt }) => {
    const at = writtenAt === undefined ? '' : ` at ${writtenAt}`
    const about = `${rule} on ${operation === '*' ? 'all operations' : operation === 'deployment' ? 'the deployment' : operation}`
    switch (state) {
      case 'used':
        return layout.sentence(`${about}: ${count(verdicts, 'check')} waived until ${expires} (${owner}: ${reason})`)
      case 'untried':
        return layout.sentence(`${about}: not checked in this run`)
      case 'unneeded':
        return layout.sentence(`${about}: not needed in this shard; the merged report tells whether it is unused`)
      case 'expired':
        return layout.sentence(`${about}: the waiver${at} expired on ${expires} (${owner})`).replace('     ', failed)
      case 'idle':
        return layout.sentence(`${about}: unused waiver${at}; remove it (${owner})`).replace('     ', failed)
    }
  })
  return [layout.color.yellow('WAIVED'), ...rows]
}

/** A heading with a text beside it. */
const headed = (layout: Layout, paint: Formatter, heading: string, text: string): string =>
  layout.hanging(`${heading}  `, text).replace(heading, paint(heading))

function leftBehind(report: Report, layout: Layout, { program = usualProgram }: View): string[][] {
  const { left } = report
  const [lasting, behind] = [left.filter(({ isLasting }) => isLasting), left.filter(({ isLasting }) => !isLasting)]
  return [
    lasting.length === 0
      ? []
      : [
          headed(layout, layout.color.dim, 'LASTING', 'created by the run and not deletable, as allowed by --allow-lasting'),
          ...leftLines(lasting).map((line) => layout.sentence(line)),
        ],
    behind.length === 0
      ? []
      : [
          headed(layout, layout.color.yellow, 'LEFT BEHIND', `${count(behind.length, 'resource')} created by the run and not deleted`),
          ...leftLines(behind).map((line) => layout.sentence(line)),
          ...cleanCommandsOf(report).map((command) => layout.sentence(`To delete what is left, run "${program} ${command}".`)),
        ],
  ]
}

/** Lists the remaining resources, with a line for each creating operation and reason. */
export const renderLeft = (left: readonly Left[]): string =>
  leftLines(left)
    .map((line) => `      ${foreign(line)}`)
    .join('\n')

function leftLines(left: readonly Left[]): string[] {
  return [...grouped(left, ({ operation, why }) => `${operation}: ${why}`)].map(([group, alike]) => {
    const ids = alike.flatMap(({ id }) => id ?? [])
    return `${group}${ids.length === 0 ? '' : ` (${listed(ids)})`}`
  })
}

/** Counts the findings of each area that has any: areas beside each other, or below each other where they do not fit. */
function byArea({ verdicts }: Report, { color, columns }: Layout): string[] {
  const outcomes = (['error', 'fail', 'warn', 'inconclusive'] as const).filter((each) => verdicts.some(({ outcome }) => outcome === each))
  if (!verdicts.some(({ outcome }) => outcome === 'error' || outcome === 'fail' || outcome === 'warn')) return []
  const found = verdicts.filter(({ outcome }) => (outcomes as readonly string[]).includes(outcome))
  const below = [
    ['FINDINGS', ...outcomes],
    ...[...grouped(found, ({ area }) => area)].map(([area, alike]) => [
      area,
      ...outcomes.map((each) => String(alike.filter(({ outcome }) => outcome === each).length || '')),
    ]),
  ]
  const beside = aligned(['FINDINGS', ...outcomes].map((_name, index) => below.map((cells) => cells[index] ?? '')))
  const [first = '', ...rest] = beside.every((line) => line.length <= columns) ? beside : aligned(below)
  return [color.dim(first), ...rest]
}

/** A table whose numbers are at the right of their columns. */
function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_cell, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)))
  return table.map((cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

function summary(report: Report, layout: Layout, view: View): string[] {
  const { outcomes, requests } = report
  const shown = (['pass', 'fail', 'warn', 'inconclusive', 'not-run', 'waived', 'error'] as const)
    .filter((each) => each === 'pass' || outcomes[each] > 0)
    .map((each) => `${outcomes[each]} ${each}`)
  const rules = new Set(report.verdicts.filter(({ outcome }) => outcome !== 'not-run').map(({ rule }) => rule)).size
  const operations = new Set(
    report.verdicts.flatMap(({ operation, outcome }) => (operation === null || outcome === 'not-run' ? [] : [operation])),
  ).size
  // The last lines are read by scripts, too: in a file or a log, each of them is one line.
  const last = (line: string): string => (view.columns === undefined ? line : layout.paragraph(line))
  return [
    layout.paragraph(
      `${count(rules, 'rule')} on ${count(operations, 'operation')}${report.level === 'smoke' && !isRecording(report) ? ' that read' : ''}: ${shown.join(', ')}.`,
    ),
    layout.paragraph(
      `${count(requests.sent, 'request')} in ${(report.milliseconds / 1000).toFixed(1)} s, ${requests.withoutKey} of them without an API key.` +
        (isRecording(report) || requests.sent === requests.planned
          ? ''
          : ` ${requests.planned} ${requests.planned === 1 ? 'was' : 'were'} planned.`),
    ),
    ...mergedFrom(report).map((line) => layout.paragraph(line)),
    ...keysToExport(report, view).map((line) => layout.paragraph(line)),
    ...nextSteps(report, view).map((line) => layout.paragraph(line)),
    last(
      `Promised behavior only (API overview, RFCs): ${verdictWords[report.exitCodes.promised]}. Whole contract: ${verdictWords[report.exitCodes.contract]}.`,
    ),
    last(verdictLine(report, layout.color)),
  ]
}

/** Says which reports were merged. */
function mergedFrom({ merged }: Report): string[] {
  if (merged === undefined) return []
  const { count: shards, missing, parts } = merged
  const shared = parts.reduce((sum, each) => sum + each.shared, 0)
  return [
    `Merged from ${missing.length === 0 ? `all ${count(shards, 'shard')}` : `${parts.length} of ${count(shards, 'shard')}`}; ${count(shared, 'request')} ${shared === 1 ? 'was' : 'were'} needed by more than one.`,
  ]
}

function verdictLine(report: Report, color: Colors): string {
  const tint = report.exitCode === 0 ? color.green : report.exitCode === 1 ? color.red : color.cyan
  const basis = report.basis === 'promised' ? ' (promised behavior only)' : ''
  const shard = report.shard === undefined ? '' : `, shard ${report.shard.index} of ${report.shard.count}`
  const level = isRecording(report) ? ' (based on the recorded traffic).' : ` at level ${report.level}${shard}${restriction(report)}`
  return `${color.bold(tint(verdictWords[report.exitCode]))}${basis}: ${foreign(report.target)}${level}`
}

/** What restricts the verdict. */
function restriction({ exitCode, outcomes, reached, level, chosen, verdicts }: Report): string {
  if (exitCode === 2) {
    const late = verdicts.filter(({ by }) => by === 'wait').length
    const time =
      late === 0
        ? ''
        : ` ${count(late, 'check')} exceeded --max-wait; to include ${late === 1 ? 'it' : 'them'}, use more API keys or a longer --max-wait.`
    const cut = verdicts.filter(({ by }) => by === 'time').length
    const rest = cut === 0 ? '' : ` ${count(cut, 'check')} ${cut === 1 ? 'was' : 'were'} not run because of --max-time.`
    const absent = verdicts.filter(({ by }) => by === 'shard').length
    const missing = absent === 0 ? '' : ` ${count(absent, 'check')} ${absent === 1 ? 'belongs' : 'belong'} to shards without a report.`
    return `${reached !== null && reached !== level ? `; conforms at level ${reached}` : ''}.${time}${rest}${missing}`
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

/** Returns which variables the printed commands need that the reader has not set. */
function keysToExport(report: Report, view: View): string[] {
  const { causes, verdicts } = report
  const { env } = view
  if (env === undefined) return []
  const leads = new Set(causes.slice(0, wholeCauses(report, view)).map(({ finding }) => finding))
  const commands = verdicts.flatMap(({ id, exchange }) => (leads.has(id) && exchange !== undefined ? [exchange.curl] : []))
  const named = new Set(commands.flatMap((command) => [...command.matchAll(/\$\{?([A-Z][A-Z_]+)/g)].map(([, name = '']) => name)))
  const unset = [...named].filter((name) => env[name] === undefined && name !== issuedKeyVariable)
  return [
    ...(unset.length === 0 ? [] : [`Before you paste a command, export the API key that it needs: ${unset.join(', ')}.`]),
    ...(named.has(issuedKeyVariable)
      ? [`${issuedKeyVariable} stands for an API key that the run created; export one with the same permissions.`]
      : []),
    ...(commands.some((command) => command.includes(': ***')) ? ['*** in a command stands for a secret that is not shown.'] : []),
  ]
}

/** Returns what to do next; nothing after an interruption, which the reader knows. */
function nextSteps(report: Report, view: View): string[] {
  const { isVerbose, canBeVerbose, reportOption, program = usualProgram } = view
  const { causes, verdicts } = report
  const brief = causes.length - wholeCauses(report, view)
  if (causes.length === 0 && mostFrequentDoubt({ verdicts })?.why === interrupted) return []
  const [first] = causes
  const more = [
    ...(first === undefined ? [] : [`"${program} explain ${first.rule}" explains the rule`]),
    ...(canBeVerbose === true && isVerbose !== true
      ? [`--verbose shows all exchanges${brief === 0 ? '' : `, and the commands for the last ${count(brief, 'cause')}`}`]
      : []),
    ...(reportOption === undefined ? [] : [`--report ${reportOption} writes all of it`]),
  ]
  return [`Next: ${nextStep(report)}${first === undefined || more.length === 0 ? '' : ` ${more.join('; ')}.`}`]
}

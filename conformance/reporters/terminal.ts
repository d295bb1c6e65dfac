import type { Colors } from 'picocolors/types.js'
import { explain } from '../citations.ts'
import type { Plan } from '../plan/plan.ts'
import type { Report, ReportedVerdict } from '../report/report.ts'
import type { Request } from '../request.ts'
import type { Target } from '../target.ts'

const words = {
  0: 'conforms',
  1: 'does not conform',
  2: 'could not tell',
  3: 'the suite itself failed',
} as const

/** What a person reads at the end of a run: every finding with what to do next, then the verdict. */
export function renderReport(report: Report, color: Colors): string {
  const sections = [
    ...(['error', 'fail', 'warn'] as const).flatMap((outcome) => findings(report, outcome, color)),
    ...missing(report, color),
    summary(report, color),
  ]
  return sections.join('\n\n') + '\n'
}

const paint = {
  error: (color: Colors) => color.magenta,
  fail: (color: Colors) => color.red,
  warn: (color: Colors) => color.yellow,
} as const

/** One block for each rule; operations that break it in the same way share it. */
function findings(report: Report, outcome: 'error' | 'fail' | 'warn', color: Colors): string[] {
  return byRule(report.verdicts.filter((each) => each.outcome === outcome)).map((verdicts) => {
    const [first] = verdicts
    const { exchange } = first
    const others = verdicts.slice(1).map(subject)
    const lines = [
      `${paint[outcome](color)(outcome.toUpperCase().padEnd(5))} ${color.bold(first.rule)}  ${subject(first)}`,
      `      A conforming deployment ${first.title} (${first.level}).`,
      ...(first.expected === undefined ? [] : [row('expected', printable(first.expected))]),
      ...(first.seen === undefined ? [] : [row('seen', printable(first.seen))]),
      ...(first.why === undefined ? [] : [row('thrown', first.why)]),
      ...(exchange === undefined
        ? []
        : [row('exchange', `${exchange.request} → ${exchange.status ?? 'no answer'}`), row('repeat', exchange.curl)]),
      ...(others.length === 0 ? [] : [row('also', listed(others))]),
      ...first.cites.map((citation, index) => row(index === 0 ? 'because' : '', color.dim(explain(citation)))),
    ]
    return lines.join('\n')
  })
}

/** What could not be judged, grouped by what would be needed. */
function missing(report: Report, color: Colors): string[] {
  const open = report.verdicts.filter(({ outcome }) => outcome === 'inconclusive')
  if (open.length === 0) return []
  const reasons = new Map<string, ReportedVerdict[]>()
  for (const verdict of open) reasons.set(verdict.why ?? '', [...(reasons.get(verdict.why ?? '') ?? []), verdict])
  const lines = [...reasons].map(([why, verdicts]) =>
    row('why', `${printable(why)}: ${listed(verdicts.map((each) => `${each.rule} ${subject(each)}`))}`),
  )
  return [[`${color.cyan('COULD NOT TELL')}  ${count(open.length, 'verdict')}`, ...lines].join('\n')]
}

function summary(report: Report, color: Colors): string {
  const { outcomes, requests } = report
  const shown = (['pass', 'fail', 'warn', 'inconclusive', 'not-run', 'error'] as const)
    .filter((each) => each === 'pass' || outcomes[each] > 0)
    .map((each) => `${outcomes[each]} ${each}`)
  const rules = new Set(report.verdicts.filter(({ outcome }) => outcome !== 'not-run').map(({ rule }) => rule)).size
  const operations = new Set(
    report.verdicts.flatMap(({ operation, outcome }) => (operation === null || outcome === 'not-run' ? [] : [operation])),
  ).size
  const verdict = words[report.exitCode]
  const tint = report.exitCode === 0 ? color.green : report.exitCode === 1 ? color.red : color.cyan
  return [
    `${count(rules, 'rule')} on ${count(operations, 'operation')}: ${shown.join(', ')}.`,
    `${count(requests.sent, 'request')} in ${(report.milliseconds / 1000).toFixed(1)} s, ${requests.withoutKey} of them without a key.` +
      (requests.sent === requests.planned ? '' : ` ${requests.planned} were planned.`),
    `${color.bold(tint(verdict))}: ${report.target} at level ${report.level}${nextStep(report)}`,
  ].join('\n')
}

function nextStep({ exitCode, outcomes, reached, level }: Report): string {
  if (exitCode === 2 && reached !== null && reached !== level) return `; level ${reached} is reached.`
  if (exitCode === 0 && outcomes['not-run'] > 0) return `; ${count(outcomes['not-run'], 'verdict')} belong to higher levels (--level).`
  return '.'
}

/** Requests a minute that a key may send (R09). */
const perMinute = 100

/** One sentence before a run that will have to wait for the rate limit; empty if it will not. */
export function renderOutlook(plan: Plan, keys: Target['keys']): string {
  const minutes = Math.max(
    ...(['main', 'powerless', 'other'] as const).map((role) =>
      Math.ceil(plan.price[role] / (perMinute * Math.max(keys[role]?.length ?? 0, 1))),
    ),
  )
  if (minutes <= 1) return ''
  return `${count(plan.requests.length, 'request')}; at ${perMinute} a minute for each key this takes about ${minutes} minutes. More keys share the load.\n`
}

/** The plan as a table: what will be sent, in order, and what it costs. */
export function renderPlan(plan: Plan): string {
  const lines = plan.requests.map(
    (request, index) => `${String(index + 1).padStart(4)}  ${payerName(request).padEnd(12)} ${described(request)}`,
  )
  const price = Object.entries(plan.price).filter(([, each]) => each > 0)
  return [
    ...lines,
    '',
    `${count(plan.requests.length, 'request')}: ${price.map(([role, each]) => `${each} ${role === 'none' ? 'without a valid key' : `with key "${role}"`}`).join(', ')}.`,
    '',
  ].join('\n')
}

function payerName({ credential }: Request): string {
  if (credential.kind === 'key') return credential.place === undefined ? credential.role : `${credential.role} in query`
  if (credential.kind === 'issued') return 'issued key'
  return { none: '-', unknown: 'unknown key', tampered: 'wrong secret', malformed: 'malformed' }[credential.kind]
}

function described(request: Request): string {
  let path = request.path
  for (const [name, value] of Object.entries(request.params)) {
    path = path.replace(`{${name}}`, typeof value === 'object' ? `{${name} from ${value.from.operation}}` : short(String(value)))
  }
  const query = request.query.map(([name, value]) => {
    if (typeof value !== 'object') return `${name}=${short(String(value))}`
    return `${name}={${value.as === undefined ? '' : 'a third of '}${value.pointer} of ${value.from.operation}}`
  })
  const notes = [
    ...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`),
    ...(request.body === undefined
      ? []
      : [
          `body ${short('json' in request.body ? JSON.stringify(request.body.json) : 'text' in request.body ? request.body.text : 'bytes')}`,
        ]),
    ...(request.again === undefined ? [] : ['again']),
  ]
  return `${request.method} ${path}${query.length > 0 ? `?${query.join('&')}` : ''}${notes.length > 0 ? `  (${notes.join('; ')})` : ''}`
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
/** Text of the deployment must not steer the terminal it is shown on, nor fill it. */
const printable = (text: string): string => {
  const plain = text.replaceAll(/[^\P{C}\n]/gu, '\uFFFD')
  return plain.length > 2000 ? `${plain.slice(0, 2000)}…` : plain
}
const row = (name: string, text: string): string => `      ${name.padEnd(9)} ${text.replaceAll('\n', '\n                ')}`
const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
const listed = (names: readonly string[]): string =>
  names.slice(0, 4).join('; ') + (names.length > 4 ? `; and ${names.length - 4} more` : '')
const subject = ({ operation, about }: ReportedVerdict): string =>
  [operation, about].filter((each) => each != null).join(' ') || 'the deployment'

function byRule(verdicts: readonly ReportedVerdict[]): [ReportedVerdict, ...ReportedVerdict[]][] {
  const groups = new Map<string, [ReportedVerdict, ...ReportedVerdict[]]>()
  for (const verdict of verdicts) {
    const group = groups.get(verdict.rule)
    if (group === undefined) groups.set(verdict.rule, [verdict])
    else group.push(verdict)
  }
  return [...groups.values()]
}

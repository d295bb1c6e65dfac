/** One cause of a report on a terminal: what is wrong, how bad, where, and how to see it. */
import type { Api } from '../../model/api.ts'
import { explain } from '../../model/citations.ts'
import { foreign } from '../../text/foreign.ts'
import { clipped, columnsOf } from '../../text/wrap.ts'
import { helpFor } from '../../model/pages.ts'
import type { Cause } from '../causes.ts'
import { excerptOf, placeText } from '../excerpt.ts'
import { jsonDiff } from '../json-diff.ts'
import type { ReportedExchange } from '../reported-exchange.ts'
import type { ReportedVerdict } from '../reported-verdict.ts'
import { renderExchange, requestLine } from './terminal-exchange.ts'
import { count, type Layout } from './terminal-layout.ts'

/** Longer commands are not printed. */
const maxCommand = 1500
/** Lines of a difference and of a text, without `--verbose`. */
const [maxDiff, maxText] = [10, 3]
const maxNamed = 4

export interface CauseContext {
  readonly byId: ReadonlyMap<string, ReportedVerdict>
  readonly layout: Layout
  readonly profile: Api['profile']
  readonly isVerbose: boolean
}

/** Renders a cause as one block. */
export function renderCause(cause: Cause, context: CauseContext): string[] {
  const { byId, layout, isVerbose } = context
  const lead = byId.get(cause.finding)
  if (lead === undefined) return []
  return [
    ...heading(cause, lead, layout),
    layout.sentence(`A conforming deployment ${lead.title} (${lead.level}, ${basesOf(cause, byId)}).`),
    ...(lead.excused === undefined
      ? []
      : [
          layout.row(
            'excused',
            `${lead.excused}: this MUST is only a warning, because the operation is ${lead.excused} and may still change`,
          ),
        ]),
    ...shown(lead, context),
    ...reasons(lead, context),
    ...help(lead, context),
    ...(cause.consequences.length === 0 ? [] : [alsoViolates(cause, layout)]),
    ...(isVerbose ? details(cause, lead, context) : []),
  ]
}

/** Renders what is wrong and where, without the command to repeat it and the reasons. */
export function renderCauseBriefly(cause: Cause, context: CauseContext): string[] {
  const { byId, layout } = context
  const lead = byId.get(cause.finding)
  if (lead === undefined) return []
  return [
    ...heading(cause, lead, layout),
    ...difference(lead, context),
    ...exception(lead, context),
    ...(lead.exchange === undefined ? [] : [layout.whole(foreign(requestLine(lead.exchange)), 'request')]),
    ...(cause.consequences.length === 0 ? [] : [alsoViolates(cause, layout)]),
  ]
}

/** The findings of a rule may rest on promises and on decisions. */
const basesOf = ({ findings }: Cause, byId: CauseContext['byId']): string =>
  [...new Set(findings.flatMap((id) => byId.get(id)?.basis ?? []))].join(' or ')

const paints = { error: 'magenta', fail: 'red', warn: 'yellow' } as const

/** `FAIL  pagination/total-pages  data  listProducts`: scripts read the rule after the outcome. */
function heading({ outcome, severity, operations }: Cause, lead: ReportedVerdict, layout: Layout): string[] {
  const { color, columns } = layout
  const [word, paint] = [outcome.toUpperCase().padEnd(5), color[paints[outcome]]]
  const start = `${word} ${lead.rule}  ${severity}`
  const painted = `${color.bold(paint(word))} ${color.bold(lead.rule)}  ${paint(severity)}`
  const where = (room: number): string => (operations.length <= 1 ? foreign(subject(lead)) : named(operations, room))
  const beside = where(columns - start.length - 2)
  return start.length + 2 + columnsOf(beside) <= columns ? [`${painted}  ${beside}`] : [painted, layout.row('on', where(layout.room))]
}

/** `39 operations: a, b, c, …`, with as many names as there is room for. */
function named(operations: readonly string[], room: number): string {
  for (let most = Math.min(maxNamed, operations.length); most > 0; most--) {
    const text = `${operations.length} operations: ${operations.slice(0, most).join(', ')}${most < operations.length ? ', …' : ''}`
    if (columnsOf(text) <= room || most === 1) return text
  }
  return count(operations.length, 'operation')
}

export const subject = ({ operation, about }: Pick<ReportedVerdict, 'operation' | 'about'>): string =>
  [operation, about].filter((each) => each != null).join(' ') || 'the deployment'

/** What was expected and seen, and the part of the exchange that shows it. */
function shown(finding: ReportedVerdict, context: CauseContext): string[] {
  return [...difference(finding, context), ...exception(finding, context), ...evidence(finding, context)]
}

function difference({ expected, seen }: ReportedVerdict, { layout, isVerbose }: CauseContext): string[] {
  const diff = expected === undefined || seen === undefined ? undefined : jsonDiff(expected, seen)
  if (diff !== undefined) {
    const lines = diff.slice(0, isVerbose ? diff.length : maxDiff)
    const { color } = layout
    return [
      layout.row('expected', '- in the lines below'),
      layout.row('actual', '+ in the lines below'),
      ...[...lines, ...(lines.length < diff.length ? [`… ${count(diff.length - lines.length, 'more line')}`] : [])].map((line) => {
        const text = clipped(foreign(line), layout.room)
        return layout.whole(`          ${line.startsWith('-') ? color.green(text) : line.startsWith('+') ? color.red(text) : text}`)
      }),
    ]
  }
  const most = isVerbose ? {} : { most: maxText }
  return [
    ...(expected === undefined ? [] : [layout.row('expected', expected, most)]),
    ...(seen === undefined ? [] : [layout.row('actual', seen, most)]),
  ]
}

/** The exception of a rule. */
function exception({ why, outcome }: ReportedVerdict, { layout, isVerbose }: CauseContext): string[] {
  if (why === undefined) return []
  const lines = why.split('\n').filter((line) => line.trim() !== '')
  const kept = lines.slice(0, isVerbose ? lines.length : maxText)
  return [
    ...(outcome === 'error' ? [layout.sentence('This is an internal error in the suite, not a fault of the deployment.')] : []),
    ...kept.map((line, index) => layout.row(index === 0 ? 'error' : '', line.trim())),
  ]
}

/** The request, the status, the headers and the place in the body that the finding is about, and the command that repeats the request. */
function evidence(finding: ReportedVerdict, { layout, isVerbose }: CauseContext): string[] {
  const { exchange } = finding
  if (exchange === undefined) return []
  const { headers, body } = excerptOf(finding)
  const [most, text = ''] = [
    isVerbose ? Infinity : 1,
    body?.texts.find((each) => placeText(body, each).length <= layout.room) ?? body?.texts.at(-1),
  ]
  return [
    layout.whole(foreign(requestLine(exchange)), 'request'),
    ...headers.map(([name, value], index) => layout.row(index === 0 ? 'headers' : '', `${name}: ${value}`, { most })),
    ...(body === undefined ? [] : [layout.row('body', clipped(placeText(body, foreign(text)), layout.room))]),
    ...command(exchange, layout),
  ]
}

function command({ curl }: ReportedExchange, layout: Layout): string[] {
  return curl.length > maxCommand
    ? [layout.row('reproduce', `with a command of ${curl.length} characters, which the JSON report contains`)]
    : [layout.command(foreign(curl, maxCommand))]
}

/** The first citation with its text and the others by their ids; all texts if `isVerbose`. */
function reasons({ cites }: ReportedVerdict, { layout, profile, isVerbose }: CauseContext): string[] {
  const [first, ...others] = cites
  if (first === undefined) return []
  const paint = layout.color.dim
  if (isVerbose) return cites.map((each, index) => layout.row(index === 0 ? 'because' : '', explain(each, profile), { paint }))
  const also = others.join(', ')
  return [
    layout.row('because', `${explain(first, profile)}${also === '' ? '' : ` (also ${also})`}`, {
      most: 1,
      paint,
    }),
  ]
}

/** The page with an example and what to change. */
function help({ rule }: ReportedVerdict, { layout, profile }: CauseContext): string[] {
  const address = helpFor(rule, profile)
  return address === undefined ? [] : [layout.whole(address, 'help')]
}

/** The consequences in one line. */
function alsoViolates({ consequences }: Cause, layout: Layout): string {
  const rules = consequences.map(({ rule }) => rule)
  const line = (most: number): string =>
    `also violates: ${rules.slice(0, most).join(', ')}${most < rules.length ? ` and ${rules.length - most} more` : ''}`
  let most = rules.length
  while (most > 1 && line(most).length > layout.room + 10) most -= 1
  return layout.sentence(line(most))
}

/** Every finding of a cause with its exchanges. An exchange is shown once. */
function details({ findings, consequences }: Cause, lead: ReportedVerdict, context: CauseContext): string[] {
  const { byId, layout } = context
  const known = new Set<number>()
  return [...findings, ...consequences.flatMap((each) => each.findings)].flatMap((id) => {
    const finding = byId.get(id)
    if (finding === undefined) return []
    const exchanges = [
      ['exchange', finding.exchange],
      ['control', finding.control],
    ] as const
    return [
      ...(finding === lead
        ? []
        : ['', layout.sentence(`${finding.rule} on ${subject(finding)}`, layout.color.bold), ...shown(finding, context)]),
      ...exchanges.flatMap(([name, exchange]) => {
        if (exchange === undefined) return []
        if (known.has(exchange.number)) return [layout.row(name, `${exchange.number}, shown above`)]
        known.add(exchange.number)
        return renderExchange(name, exchange, finding, layout)
      }),
    ]
  })
}

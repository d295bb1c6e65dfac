/** Renders a comparison for the terminal: what differs, the most important first. */
import type { Colors } from 'picocolors/types.js'
import { grouped } from '../model/grouped.ts'
import { foreign } from '../text/foreign.ts'
import { changes, type Change, type Changed, type Comparison, type Side } from './compare.ts'

/** The words for each change; a change without a word is not listed. */
export type Words = Readonly<Partial<Record<Change, { readonly name: string; readonly means: string }>>>

/** The words for an earlier and a later report. */
export const inTime: Words = {
  new: { name: 'NEW', means: 'found only in the later report' },
  worse: { name: 'WORSE', means: 'a warning before, a failure now' },
  mended: { name: 'MENDED', means: 'passes now' },
  milder: { name: 'MILDER', means: 'a failure before, a warning now' },
  'not-run': { name: 'NOT RUN', means: 'the later run did not check this, so it is unknown whether it is mended' },
  unclear: { name: 'NOT JUDGED', means: 'the later run could not judge this' },
  gone: { name: 'GONE', means: 'the later report contains neither a pass nor a finding of the rule, or nothing about the operation' },
  unchanged: { name: 'UNCHANGED', means: 'the same finding in both' },
}

/** The words for two deployments, where neither is the later one. */
export const inPlace: Words = {
  new: { name: 'ONLY AT B', means: 'B violates this; A does not, or was not judged' },
  worse: { name: 'WORSE AT B', means: 'a warning at A, a failure at B' },
  mended: { name: 'ONLY AT A', means: 'A violates this; B does not' },
  milder: { name: 'WORSE AT A', means: 'a failure at A, a warning at B' },
  'not-run': { name: 'NOT RUN AT B', means: 'A violates this; B was not checked' },
  unclear: { name: 'NOT JUDGED AT B', means: 'A violates this; B could not be judged' },
  gone: { name: 'NOT RUN AT B', means: 'A violates this; B was not checked' },
  lost: { name: 'NOT JUDGED AT B', means: 'A passes; B was not checked, or could not be judged' },
}

/** The maximum number of named operations in a line. */
const maxNamed = 6

const paints: Readonly<Partial<Record<Change, 'red' | 'green' | 'yellow' | 'cyan' | 'dim'>>> = {
  new: 'red',
  worse: 'red',
  mended: 'green',
  milder: 'green',
  'not-run': 'yellow',
  unclear: 'cyan',
  lost: 'cyan',
}

/** Renders the changes that have a word, one block for each rule and change of outcome. */
export function renderChanges({ checks }: Comparison, words: Words, color: Colors): string {
  const byChange = grouped(checks, ({ change }) => change)
  const sections = changes.flatMap((change) => {
    const [word, listed] = [words[change], byChange.get(change)]
    if (word === undefined || listed === undefined) return []
    const head = `${color[paints[change] ?? 'dim'](word.name)}  ${listed.length}: ${word.means}`
    return [
      [
        head,
        ...[...grouped(listed, ({ rule, before, after }) => `${rule} ${before} ${after}`).values()].map((alike) =>
          ruleOf(change, alike, color),
        ),
      ].join('\n'),
    ]
  })
  return sections.map((each) => `${each}\n\n`).join('')
}

function ruleOf(change: Change, alike: readonly [Changed, ...Changed[]], color: Colors): string {
  const [first] = alike
  const { finding, why, before, after } = first
  const line = [
    `     `,
    ...(finding === undefined ? [] : [finding.severity]),
    color.bold(foreign(first.rule)),
    foreign(listed(alike)),
  ].join(' ')
  const isNow = change === 'new' || change === 'worse'
  const details = [
    ...(change === 'unchanged' ? [] : [`${stateName(before)} → ${stateName(after)}`]),
    ...(isNow && finding !== undefined
      ? [
          `A conforming deployment ${foreign(finding.title)}.`,
          ...(finding.expected === undefined ? [] : [`expected  ${foreign(finding.expected)}`]),
          ...(finding.seen === undefined ? [] : [`actual    ${foreign(finding.seen)}`]),
        ]
      : why === undefined || change === 'unchanged'
        ? []
        : [foreign(why)]),
  ]
  return [line, ...details.map((each) => `          ${each}`)].join('\n')
}

const stateName = (state: Changed['before']): string => (state === 'absent' ? 'not in the report' : state)

const listed = (all: readonly Changed[]): string =>
  all
    .slice(0, maxNamed)
    .map(({ operation, about }) => [operation ?? 'the deployment', about].filter((each) => each !== undefined).join(' '))
    .join('; ') + (all.length > maxNamed ? `; and ${all.length - maxNamed} more` : '')

/** Renders what tells the runs apart, as far as it affects the comparison. */
export function renderSides({ before, after }: Pick<Comparison, 'before' | 'after'>): string {
  const side = (name: string, { target, startedAt, level, chosen }: Side): string =>
    `${name}  ${foreign(target)} at level ${level}${chosen === undefined ? '' : ` (${foreign(chosen)})`}, ${foreign(startedAt)}\n`
  const differing = [
    ...(before.level === after.level && before.chosen === after.chosen ? [] : ['checks']),
    ...(before.basis === after.basis ? [] : ['basis']),
    ...(before.contract.version === after.contract.version && before.contract.title === after.contract.title ? [] : ['contract']),
    ...(before.suite.version === after.suite.version ? [] : ['version of the suite']),
  ]
  const note =
    differing.length === 0
      ? ''
      : `note: the runs differ in ${differing.join(', ')}. A rule that judges every response may pass only because fewer requests were sent.\n`
  return `${side('A', before)}${side('B', after)}${note}\n`
}

/** Returns the number of checks for each change. */
export function countsOf({ checks }: Comparison): Record<Change, number> {
  const counts = Object.fromEntries(changes.map((each) => [each, 0])) as Record<Change, number>
  for (const { change } of checks) counts[change] += 1
  return counts
}

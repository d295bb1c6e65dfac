import type { Colors } from 'picocolors/types.js'
import { grouped } from '../../model/grouped.ts'
import { foreign } from '../../text/foreign.ts'
import type { BaselineUse } from '../baseline.ts'
import type { Report } from '../report.ts'

/** The maximum number of named subjects of a rule. */
const maxNamed = 4

/** Returns lines about what became of the findings of the baseline; none without a baseline. */
export function renderBaseline({ baseline }: Pick<Report, 'baseline'>, color: Colors): string[] {
  if (baseline === undefined) return []
  const inState = (state: BaselineUse['findings'][number]['state']) => baseline.findings.filter((each) => each.state === state)
  const [accepted, worse, mended, untried] = [inState('accepted'), inState('worse'), inState('mended'), inState('untried')]
  const lines = [
    ...byRule(accepted).map((each) => `      ${each}`),
    ...byRule(worse).map((each) => `      ${color.red('worse')}: ${each}`),
    ...byRule(mended).map((each) => `      ${color.green('mended')}: ${each}`),
    ...(mended.length === 0 ? [] : ['      To keep what is mended, use a report of this run as the next baseline.']),
    ...(untried.length === 0 ? [] : [`      not judged in this run: ${untried.length}`]),
  ]
  const head = `${accepted.length} of ${baseline.findings.length} findings of the baseline are still there (${foreign(baseline.target)}, ${foreign(baseline.startedAt)})`
  return [`${color.yellow('ACCEPTED')}  ${head}`, ...lines]
}

/** One line for each rule, with the first subjects. */
const byRule = (findings: BaselineUse['findings']): string[] =>
  [...grouped(findings, ({ id }) => id.split(':')[0] ?? '')].map(([rule, alike]) => {
    const subjects = alike.slice(0, maxNamed).map(({ id }) => id.slice(rule.length + 1).replace(':', ' '))
    const more = alike.length > maxNamed ? `; and ${alike.length - maxNamed} more` : ''
    return foreign(`${rule} on ${subjects.join('; ')}${more}`)
  })

/** In a job of GitHub Actions: an annotation for each cause, and the report in the summary of the job. */
import { appendFileSync } from 'node:fs'
import { CommanderError } from 'commander'
import { Undecidable } from '../model/undecidable.ts'
import { foreign } from '../text/foreign.ts'
import { messageOf, subjectOf } from '../report/formats/checks.ts'
import { renderMarkdown } from '../report/formats/markdown.ts'
import { count } from '../report/formats/terminal-layout.ts'
import type { Traffic } from '../report/formats/traffic.ts'
import { renderTargetLine } from '../report/formats/targets-table.ts'
import type { TargetResult } from '../report/target-result.ts'
import type { Report } from '../report/report.ts'
import type { CommandContext } from './context.ts'

/** GitHub shows at most this many annotations of a step. */
const maxAnnotations = 10

/** Announces a report if the environment is that of GitHub Actions. Whatever fails here does not change the verdict. */
export function announce(report: Report, traffic: Traffic, { env, output }: Pick<CommandContext, 'env' | 'output'>): void {
  if (!isInJob(env)) return
  annotate(report, output)
  summarize(report, traffic, { env, output })
}

/** Announces why a command has no result, if the environment is that of GitHub Actions. */
export function announceError(error: unknown, { env, output }: Pick<CommandContext, 'env' | 'output'>): void {
  if (!isInJob(env)) return
  const isFault = !(error instanceof Undecidable || error instanceof CommanderError)
  const message = error instanceof Error ? error.message : String(error)
  output.printCommand('error', isFault ? 'Conformance: internal error in the suite' : 'Conformance', message.replace(/^error: /, ''))
}

/** Whether the environment is that of GitHub Actions. */
const isInJob = (env: CommandContext['env']): boolean => env['GITHUB_ACTIONS'] === 'true'

/** Adds a report to the summary of the job, if there is one. */
export function summarize(report: Report, traffic: Traffic, { env, output }: Pick<CommandContext, 'env' | 'output'>): void {
  if (!isInJob(env)) return
  const file = env['GITHUB_STEP_SUMMARY']
  if (file === undefined || file === '') return
  try {
    appendFileSync(file, renderMarkdown(report, traffic))
  } catch (error) {
    output.tellSentences(`warning: the report cannot be added to the summary of the job: ${foreign((error as Error).message)}.\n`)
  }
}

function annotate({ causes, verdicts }: Report, { printCommand }: CommandContext['output']): void {
  const byId = new Map(verdicts.map((each) => [each.id, each]))
  // The last one says how many there are besides.
  const shown = causes.length > maxAnnotations ? causes.slice(0, maxAnnotations - 1) : causes
  for (const { finding: id, outcome, operations, consequences } of shown) {
    const finding = byId.get(id)
    if (finding === undefined) continue
    const others = [
      ...(operations.length > 1 ? [`Affects ${count(operations.length, 'operation')}.`] : []),
      ...(consequences.length > 0 ? [`Also violates ${consequences.map(({ rule }) => rule).join(', ')}.`] : []),
    ]
    const lines = [`${subjectOf(finding)}: ${messageOf(finding)}`, `A conforming deployment ${finding.title}.`, ...others]
    printCommand(outcome === 'warn' ? 'warning' : 'error', `${finding.rule} (${finding.severity})`, lines.join('\n'))
  }
  const more = causes.length - shown.length
  if (more > 0) printCommand('notice', 'Conformance', `${count(more, 'more probable cause')}: see the summary of the job, or the report.`)
}

/** Announces the results of several deployments: an annotation for each that does not conform. Their reports are in the summary of the job. */
export function annotateTargets(results: readonly TargetResult[], { env, output }: Pick<CommandContext, 'env' | 'output'>): void {
  if (!isInJob(env)) return
  const open = results.filter(({ exitCode }) => exitCode !== 0)
  const shown = open.length > maxAnnotations ? open.slice(0, maxAnnotations - 1) : open
  for (const each of shown) output.printCommand('error', each.name, renderTargetLine(each))
  const more = open.length - shown.length
  if (more > 0) output.printCommand('notice', 'Conformance', `${count(more, 'more target')}: see the table, or the summary of the job.`)
}

import { api } from '../profile/index.ts'
import { suggestion } from '../text/suggestion.ts'
import { certainIn, type Plan } from '../plan/model.ts'
import type { Outlook } from '../plan/price.ts'
import { definitions } from '../../spec/contract.ts'
import { redactor, secretsOf } from '../report/redact.ts'
import { renderOutlook, renderSideEffects } from '../report/formats/plan.ts'
import { renderHeading } from '../report/formats/terminal-header.ts'
import type { Report } from '../report/report.ts'
import type { Traffic } from '../report/formats/traffic.ts'
import { EndedRun, type Ended } from '../run/ended-run.ts'
import { recordedRun } from '../run/run.ts'
import type { Recorded } from '../run/options.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { CommandContext } from './context.ts'
import { nothingToSend, numberOfKeys, prepareRun, printPlan, wishOf, type Prepared, type Replacements } from './prepare-run.ts'
import { announce, summarize } from './github-actions.ts'
import { onInterrupt } from './interrupt.ts'
import { commandNames, type RunFlags } from './program.ts'
import { displayOn, Progress, type Display } from './progress.ts'
import { writeReports } from './report-files.ts'
import { reportText } from './report-text.ts'
import { traceFor } from './tracing.ts'

/** What another command changes in a run. */
export interface Variation extends Replacements {
  /** Where the progress is shown. */
  readonly display?: Display
  /** Aborted to end the run, in place of a signal to the process. */
  readonly stop?: AbortSignal
  /** Called with the plan, and with the journal of a run that writes, in place of announcing the run. */
  readonly announcePlan?: (plan: Plan, outlook: Outlook, journal: string | undefined) => void
  /** Called with the result, in place of printing the report and writing it to files; returns the exit code. */
  readonly present?: (recorded: Recorded) => number
  /** Called with the report, in place of printing it; it is still written to files. */
  readonly collect?: (report: Report) => void
}

/** Runs the suite and prints its report; resolves to the exit code. */
export async function runCommand(
  address: string | undefined,
  flags: RunFlags,
  context: CommandContext,
  variation: Variation = {},
): Promise<number> {
  checkCommand(address)
  if (flags.plan === true) return printPlan(wishOf(flags, context, variation), context)
  return await follow(prepareRun(address, flags, context, variation, variation.present === undefined), flags, context, variation)
}

/** Carries a prepared run out. */
async function follow(
  { options, reports }: Prepared,
  flags: RunFlags,
  context: CommandContext,
  { present, collect, announcePlan, display, stop }: Variation,
): Promise<number> {
  const { output } = context
  const { level, seed, consent, basis, headers, journal, maxRequests, select } = options
  const { baseUrl, keys } = options.target
  const trace = await traceFor(context, headers, { 'conformance.level': level, 'conformance.seed': seed })
  let journalFile: string | undefined
  const interruption =
    stop === undefined
      ? onInterrupt(context, () => (journalFile === undefined ? [] : [journalFile]))
      : { signal: stop, close: () => undefined }
  const redact = redactor([...Object.values(keys).flat(), ...secretsOf(headers)], api.keyFormat)
  const progress = flags.quiet === true ? undefined : new Progress({ display: display ?? displayOn(output) })
  let exitCode: number | undefined
  const heading = (): string =>
    renderHeading({ contract: api, target: redact(baseUrl), level, basis, consent, seed, keys: numberOfKeys(keys) })
  const told = { plan: false }
  try {
    const recorded = await recordedRun({
      ...options,
      stop: interruption.signal,
      ...(trace === undefined ? {} : { tracing: trace }),
      ...(progress === undefined ? {} : { onEvent: progress.event, onVerdict: progress.verdict }),
      onPlan: (plan: Plan, outlook: Outlook) => {
        if (plan.requests.length === 0) throw new Undecidable(nothingToSend(plan, maxRequests, select))
        if (consent.writes === true && plan.owned.size > 0) journalFile = journal ?? `${plan.tag}.journal.jsonl`
        told.plan = true
        progress?.clear()
        progress?.plan(certainIn(plan).length, plan.requests.length)
        if (announcePlan !== undefined) announcePlan(plan, outlook, journalFile)
        else if (progress !== undefined) output.tellSentences(heading() + renderSideEffects(plan, api) + renderOutlook(plan, outlook))
      },
    })
    progress?.end()
    // A run that ends at its first request has no plan.
    if (!told.plan && announcePlan === undefined && progress !== undefined) output.tellSentences(heading())
    exitCode = recorded.report.exitCode
    if (present !== undefined) return present(recorded)
    const { report } = recorded
    const traffic = trafficOf(recorded, options)
    if (collect !== undefined) {
      collect(report)
      summarize(report, traffic, context)
    } else {
      // The verdict stays the last line.
      announce(report, traffic, context)
      const { columns, isTerminal } = output
      // On a terminal, and usually in a log, the report follows what was told before the run.
      if (progress !== undefined && isTerminal === (columns !== undefined)) output.tell('\n')
      output.print(reportText(report, flags, reports.length > 0, context))
    }
    // With --quiet, the verdict is the only line.
    writeReports(reports, report, traffic, flags.quiet === true ? () => undefined : output.tellSentences)
    return report.exitCode
  } catch (error) {
    progress?.end()
    if (error instanceof EndedRun && present === undefined) {
      const { report } = error.ended
      const traffic = trafficOf(error.ended, options)
      summarize(report, traffic, context)
      const unwritten = faultIn(() => writeReports(reports, report, traffic, flags.quiet === true ? () => undefined : output.tellSentences))
      if (unwritten !== undefined) throw new Undecidable(`${redact(error.message)}\n${unwritten}`)
    }
    if (error instanceof Undecidable) throw new Undecidable(redact(error.message))
    throw new Error(redact(error instanceof Error ? (error.stack ?? error.message) : String(error)))
  } finally {
    await trace?.end(exitCode)
    interruption.close()
  }
}

/** Returns why an action is not possible, or `undefined` if it is done. */
function faultIn(act: () => void): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof Undecidable) return error.message
    throw error
  }
}

const trafficOf = ({ record, secrets, keys, startedAt }: Ended, { target, headers }: Prepared['options']): Traffic => ({
  exchanges: record.exchanges,
  keys,
  baseUrl: target.baseUrl,
  startedAt,
  redact: redactor([...secrets, ...secretsOf(headers)], api.keyFormat),
  format: api.keyFormat,
  profile: api.profile,
  definitions: definitions(),
})

/** Rejects a plain word instead of a URL as an unknown command. */
function checkCommand(address: string | undefined): void {
  if (address === undefined || !/^[a-z-]+$/i.test(address)) return
  throw new Undecidable(
    `Unknown command "${address}"${suggestion(address, commandNames)}; a base URL begins with http:// or https://. Run with --help for usage.`,
  )
}

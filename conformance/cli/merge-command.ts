/** `merge REPORT.json …`: one report from those of all shards. */
import { definitions } from '../../spec/contract.ts'
import { mergeReports, type NamedReport } from '../compare/merge.ts'
import { readReport } from '../compare/read-report.ts'
import { Undecidable } from '../model/undecidable.ts'
import { api } from '../profile/index.ts'
import type { ExitCode } from '../report/conclusion.ts'
import { redactor } from '../report/redact.ts'
import { rules } from '../rules/index.ts'
import type { CommandContext } from './context.ts'
import { announce } from './github-actions.ts'
import type { MergeFlags } from './program.ts'
import { reportFilesOf, writeReports } from './report-files.ts'
import { reportText } from './report-text.ts'
import { checkDistinct } from './writable.ts'

/** Merges reports, prints the result and writes it to files. Throws `Undecidable` if they do not belong together. */
export function mergeCommand(files: readonly string[], flags: MergeFlags, context: CommandContext): ExitCode {
  const { output } = context
  const reports = reportFilesOf(flags.report ?? [])
  const unfit = reports.find(({ format }) => format.needsTraffic === true)
  if (unfit !== undefined)
    throw new Undecidable(
      `A merged report cannot be written as ${unfit.format.title}: the JSON reports contain only the exchanges of findings.`,
    )
  checkDistinct([
    ...reports.map((each) => [`the ${each.format.title} report`, each.file] as const),
    ...files.map((file, index) => [`the ${index + 1}. report to merge`, file] as const),
  ])
  const [first, ...rest] = files.map((file): NamedReport => ({ file, report: readReport(file) }))
  if (first === undefined) throw new Undecidable('Expected the JSON reports of the shards.')
  const report = mergeReports([first, ...rest], { rules, allowMissing: flags.allowMissing === true })
  const traffic = {
    exchanges: [],
    keys: new Map<string, string>(),
    baseUrl: report.target,
    startedAt: Date.parse(report.startedAt),
    redact: redactor([], api.keyFormat),
    format: api.keyFormat,
    profile: api.profile,
    definitions: definitions(),
  }
  // The verdict stays the last line of the report.
  announce(report, traffic, context)
  output.print(reportText(report, flags, reports.length > 0, context))
  writeReports(reports, report, traffic, flags.quiet === true ? () => undefined : output.tellSentences)
  return report.exitCode
}

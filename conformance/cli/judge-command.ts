/** `judge FILE.har`: checks recorded traffic. */
import { definitions } from '../../spec/contract.ts'
import { api } from '../profile/index.ts'
import { baselineOf } from '../compare/baseline.ts'
import { readReport } from '../compare/read-report.ts'
import { renderUnseen } from '../recording/unseen.ts'
import { judgedHar, passageReportOf, renderLeftOut, type JudgedHar } from '../recording/har.ts'
import { HarError } from '../recording/har-format.ts'
import { redactor } from '../report/redact.ts'
import type { ExitCode } from '../report/conclusion.ts'
import { readBounded } from '../text/bounded.ts'
import { Undecidable } from '../model/undecidable.ts'
import type { CommandContext } from './context.ts'
import { announce } from './github-actions.ts'
import type { JudgeFlags } from './program.ts'
import { reportFilesOf, writeReports } from './report-files.ts'
import { reportText } from './report-text.ts'
import { checkDistinct } from './writable.ts'
import { fileFault } from '../text/file-fault.ts'

/** Enough for a recording of a whole day; the parsed form takes several times as much memory. */
const maxBytes = 128 * 1024 * 1024

/** Judges a file, prints the report and writes it to files. Throws `Undecidable` if the file cannot be read or contains nothing to judge. */
export function judgeCommand(file: string, flags: JudgeFlags, context: CommandContext): ExitCode {
  const { output } = context
  const reports = reportFilesOf(flags.report ?? [])
  checkDistinct([
    ...reports.map((each) => [`the ${each.format.title} report`, each.file] as const),
    ['the recording', file],
    ['the baseline', flags.baseline],
  ])
  const { report, ...judged } = judgedFile(file, flags)
  const traffic = {
    ...judged,
    redact: redactor(judged.secrets, api.keyFormat),
    format: api.keyFormat,
    profile: api.profile,
    definitions: definitions(),
  }
  // The verdict stays the last line of the report.
  announce(report, traffic, context)
  output.print(reportText(report, flags, reports.length > 0, context))
  output.printSentences(renderLeftOut(report) + renderUnseen(api, report.unseen))
  writeReports(reports, passageReportOf(report), traffic, output.tellSentences)
  return report.exitCode
}

function judgedFile(file: string, { target, basis, baseline }: JudgeFlags): JudgedHar {
  let text: string
  try {
    text = readBounded(file, maxBytes)
  } catch (error) {
    throw new Undecidable(`The recording ${file} cannot be read: ${fileFault(error)}.`)
  }
  try {
    return judgedHar(text, {
      ...(target === undefined ? {} : { baseUrl: target }),
      ...(basis === undefined ? {} : { basis }),
      ...(baseline === undefined ? {} : { baseline: baselineOf(readReport(baseline)) }),
    })
  } catch (error) {
    if (error instanceof HarError) throw new Undecidable(`${file}: ${error.message}`)
    throw error
  }
}

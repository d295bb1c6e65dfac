/** The files that a command writes its report to: `--report FORMAT=FILE`, repeatable. */
import { api } from '../profile/index.ts'
import type { Report } from '../report/report.ts'
import { reportFileOf, type ReportFile, type Traffic } from '../report/formats/index.ts'
import { checkWritable, writeWhole } from './writable.ts'

/** Reads the values of the option, and checks that each file can be written. Throws `Undecidable` if one cannot. */
export function reportFilesOf(texts: readonly string[]): ReportFile[] {
  const files = texts.flatMap((each) => reportFileOf(each) ?? [])
  for (const each of files) checkWritable(nameOf(each), each.file)
  return files
}

/** Writes a report to every file. Throws `Undecidable` if one cannot be written. */
export function writeReports(files: readonly ReportFile[], report: Report, traffic: Traffic): void {
  for (const each of files) writeWhole(nameOf(each), each.file, each.format.render(report, traffic, api.profile))
}

/** The report in a sentence. */
const nameOf = ({ format }: ReportFile): string => `The ${format.title} report`

/** The files that a command writes its report to: `--report FORMAT=FILE`, repeatable. */
import type { Report } from '../report/report.ts'
import { reportFileOf, type ReportFile } from '../report/formats/index.ts'
import type { Traffic } from '../report/formats/traffic.ts'
import { foreign } from '../text/foreign.ts'
import { checkWritable, writeWhole } from './writable.ts'

/** Reads the values of the option, and checks that each file can be written. Throws `Undecidable` if one cannot. */
export function reportFilesOf(texts: readonly string[]): ReportFile[] {
  const files = texts.flatMap((each) => reportFileOf(each) ?? [])
  for (const each of files) checkWritable(nameOf(each), each.file)
  return files
}

/** Writes a report to every file, and tells so in one line. Throws `Undecidable` if one cannot be written. */
export function writeReports(files: readonly ReportFile[], report: Report, traffic: Traffic, tell: (text: string) => void): void {
  for (const each of files) writeWhole(nameOf(each), each.file, each.format.render(report, traffic))
  if (files.length > 0) tell(`Wrote ${files.map(({ file }) => foreign(file)).join(', ')}\n`)
}

/** The report in a sentence. */
const nameOf = ({ format }: ReportFile): string => `The ${format.title} report`

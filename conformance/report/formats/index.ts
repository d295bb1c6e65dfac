/** The formats in which a report can be written to a file: another one is a file in this folder, and a line here. */
import type { Report } from '../report.ts'
import { renderJson } from './json.ts'

export interface ReportFormat {
  /** As `--report NAME=FILE` has it. */
  readonly name: string
  readonly render: (report: Report) => string
}

const formats: readonly ReportFormat[] = [{ name: 'json', render: renderJson }]

/** A report that is to be written. */
export interface ReportFile {
  readonly format: ReportFormat
  readonly file: string
}

/** How a report is asked for: `json=FILE`. */
export const reportForms = formats.map(({ name }) => `${name}=FILE`).join(' or ')

/** Reads `NAME=FILE`; `undefined` where it names no format, or no file. */
export function reportFileOf(text: string): ReportFile | undefined {
  const format = formats.find(({ name }) => text.startsWith(`${name}=`))
  const file = format && text.slice(format.name.length + 1)
  return format === undefined || file === undefined || file === '' ? undefined : { format, file }
}
